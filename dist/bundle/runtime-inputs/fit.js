import * as __WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__ from "../yaml.js";
/******/ // The require scope
/******/ var __nccwpck_require__ = {};
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  zd: () => (/* binding */ fitInputs),
  Y: () => (/* reexport */ readAuthor),
  Zc: () => (/* reexport */ readTree),
  aA: () => (/* binding */ unreadTemplate)
});

;// CONCATENATED MODULE: ./lib/src/base/text.js
/**
 * Untrusted text made inert. Everything that comes from Harness, from the job's state or from the event file goes through
 * one of these functions before a person or the runner reads it.
 */
/** An invisible character that breaks `@name`, `#1` and `://` in Markdown where they stand. */
const BREAK = '\u200B';
// Terminal sequences: CSI (colours, cursor), OSC (titles, links) up to its end or the line's, and the two-character rest.
const TERMINAL = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
// Controls but tab and line ends; format characters, direction overrides among them, which show text in another order than
// it has; lone surrogates; and everything that is drawn as nothing: the runner compares as people read, so `#<nothing>#[`
// would be `##[` to it.
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;
/** Whatever the runner or a terminal takes for the end of a line; a lone `\r` is one for the runner. */
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;
/** @returns the text's lines without terminal sequences, control characters and direction overrides. */
function lines(text) {
    return text
        .replace(TERMINAL, '')
        .split(LINE_END)
        .map((line) => line.replace(INVISIBLE, ''));
}
/**
 * @returns one line, cut to `most` characters with an ellipsis. Runs of white space become one blank.
 */
function oneLine(text, most = 500) {
    const line = lines(text.length > most * 8 ? text.slice(0, most * 8) : text)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim();
    return cut(line, most);
}
/** Never cuts a character in two, as `slice` does with the ones beyond U+FFFF. */
function cut(text, most) {
    return text.length > most
        ? `${text
            .slice(0, most - 1)
            .replace(/[\uD800-\uDBFF]$/, '')
            .trimEnd()}…`
        : text;
}
/**
 * @returns the lines as the runner prints them and obeys none: it looks for `##[command]` anywhere in a line and for
 * `::command::` at its start, after any white space. What breaks them is a blank that is seen, because the runner skips
 * invisible characters.
 */
function logLines(text) {
    return lines(text).map((line) => line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: '));
}
/** @returns the text of an annotation: inert lines, cut below the 4,096 characters that the runner keeps. */
function annotation(text) {
    return cut(logLines(text).join('\n').trim(), 4000);
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\\': '&#92;',
    '`': '&#96;',
    '*': '&#42;',
    _: '&#95;',
    '~': '&#126;',
    '[': '&#91;',
    ']': '&#93;',
    '|': '&#124;',
    $: '&#36;',
};
/**
 * @returns one line of text that stays text in GitHub's Markdown, in a table cell and inside HTML: no mention, no link, no
 * image, no reference to an issue, no emoji, no markup. An underscore inside a word is none to Markdown and stays readable.
 */
function markdown(text, most = 500) {
    // The entities come last: the `#` and the digits in them are no reference to an issue.
    return oneLine(text, most)
        .replace(/@|#(?=\d)|GH-(?=\d)|:(?=\/\/|[\d_]*[a-z+-][\w+-]*:)|www(?=\.)/gi, `$&${BREAK}`)
        .replace(/^(?:[#+\-=]|\d+[.)])/, `${BREAK}$&`)
        .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[&<>"\\`*~[\]|$]/g, (found) => ENTITIES[found] ?? found);
}
/** @returns one line as inline code: between backticks where nothing can end it early, else as an HTML element. */
function code(text, most = 200) {
    const line = oneLine(text, most);
    return /^[\w.,:;/+=()-][\w.,:;/+=() -]*$/.test(line) ? `\`${line}\`` : `<code>${markdown(line, most)}</code>`;
}
/** @returns the text as a fenced block, its fence longer than any run of backticks inside. */
function fence(text) {
    const body = lines(text).join('\n');
    const longest = (body.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
    const ticks = '`'.repeat(longest + 1);
    return `${ticks}text\n${body}\n${ticks}`;
}
/**
 * @returns `text` with each of the secrets replaced by `***`. The runner masks what it prints; this is for what does not
 * pass the runner, and for the message of an error that quotes an answer.
 */
function withoutSecrets(text, secrets) {
    return secrets.filter((secret) => secret !== '').reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
/** @returns `3m 12s`, `1h 05m`, `4s`: a duration given in ms, rounded down to whole seconds. */
function duration(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const two = (value) => String(value).padStart(2, '0');
    if (seconds < 60) {
        return `${seconds}s`;
    }
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `${minutes}m ${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}
/** @returns `2026-02-12 18:42 UTC` for a moment in ms since 1970. */
function dayAndTime(ms) {
    const iso = new Date(ms).toISOString();
    return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
/** @returns `1 stage`, `2 stages`: a count with its noun. */
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
//# sourceMappingURL=text.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/placeholder.js
/** Harness's `<+input>` with what may hang on it: `.default()`, `.allowedValues()`, `.regex()`, `.executionInput()`. */
const START = '<+input>';
const MODIFIER = /\s*\.(default|allowedValues|regex|executionInput|selectOneFrom)\(/y;
/** What follows the bracket that closes a modifier: the next one, or the end. A bracket inside a pattern has neither. */
const AFTER = /\s*(?:$|\.(?:default|allowedValues|regex|executionInput|selectOneFrom)\()/y;
/** Longer ones are not looked into: they have no checks, Harness has the last word. */
const LONGEST = 20_000;
/** Whether a template's value is to be given: Harness looks at its start alone. */
function isPlaceholder(value) {
    return value.startsWith(START);
}
/** Whether a value holds a Harness expression, which only Harness can resolve. */
function hasExpression(value) {
    return value.includes('<+');
}
/** @returns what the placeholder asks for; modifiers stand in any order, the first of each kind counts. */
function readPlaceholder(value) {
    const modifiers = new Map();
    let at = START.length;
    while (at < value.length && value.length <= LONGEST) {
        MODIFIER.lastIndex = at;
        const found = MODIFIER.exec(value);
        const end = found === null ? undefined : closing(value, MODIFIER.lastIndex);
        if (found?.[1] === undefined || end === undefined) {
            break;
        }
        if (!modifiers.has(found[1])) {
            modifiers.set(found[1], value.slice(MODIFIER.lastIndex, end));
        }
        at = end + 1;
    }
    const allowed = modifiers.get('allowedValues');
    const oneOf = modifiers.get('selectOneFrom');
    return {
        fallback: modifiers.get('default'),
        allowed: allowed === undefined ? undefined : splitValues(allowed),
        oneOf: oneOf === undefined ? undefined : splitValues(oneOf),
        pattern: modifiers.get('regex'),
        asksDuringRun: modifiers.has('executionInput'),
    };
}
function closing(value, from) {
    for (let at = value.indexOf(')', from); at >= 0; at = value.indexOf(')', at + 1)) {
        AFTER.lastIndex = at + 1;
        if (AFTER.test(value)) {
            return at;
        }
    }
    return undefined;
}
/**
 * @returns the values of a list as Harness splits it: at commas, but not between `\'` and `\'` or `\"` and `\"`; without
 * the blanks around and the quotes about a value.
 */
function splitValues(values) {
    const parts = [];
    const open = { "'": false, '"': false };
    let from = 0;
    for (let at = 0; at <= values.length; at += 1) {
        const next = values[at + 1];
        if (values[at] === '\\' && (next === "'" || next === '"')) {
            open[next] = !open[next];
        }
        else if (at === values.length || (values[at] === ',' && !open["'"] && !open['"'])) {
            const part = values.slice(from, at).trim();
            parts.push(/^\\(["']).*\\\1$/s.exec(part) === null || part.length < 4 ? part : part.slice(2, -2));
            from = at + 1;
        }
    }
    return parts;
}
//# sourceMappingURL=placeholder.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/items.js
/** How Harness tells the items of a list apart: by an identifier inside, not by their place. */

/** Harness's own order of preference; a list whose items have none of them is one value to Harness. */
const IDENTITIES = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];
/** Keys that stand between a list and what an item says, and that a path leaves out. */
const LEFT_OUT = new Set(['pipeline', 'stage', 'step', 'stepGroup', 'parallel']);
/** @returns the items of a list; those of parallel blocks stand among the others, as they do in a path. */
function members(list) {
    return list.items.flatMap((item) => {
        const [wrapper, body] = wrapped(item);
        return wrapper === 'parallel' && body.kind === 'list'
            ? members(body)
            : [{ item, id: identity(body ?? item), wrapper, body: body ?? item }];
    });
}
/** @returns the identifiers by which an item is found again; those inside, for a parallel block. */
function identities(item) {
    return members({ kind: 'list', items: [item] }).flatMap(({ id }) => id ?? []);
}
/** @returns the wrapper's key and what it holds, when the item is nothing but a wrapper. */
function wrapped(item) {
    const [only, second] = item.kind === 'mapping' ? item.entries : [];
    const isWrapper = only !== undefined && second === undefined && only[1].kind !== 'leaf' && identity(item) === undefined;
    return isWrapper && (only[1].kind === 'mapping' || only[0] === 'parallel') ? only : [undefined, undefined];
}
function identity(body) {
    const key = body.kind === 'mapping' ? IDENTITIES.find((name) => body.entries.has(name)) : undefined;
    return body.kind === 'mapping' && key !== undefined ? literal(body, key) : undefined;
}
/** @returns the text that a mapping has under a key, if it is one and no runtime input. */
function literal(body, key) {
    const value = body.entries.get(key);
    return value?.kind === 'leaf' && value.text !== '' && !isPlaceholder(value.text) ? value.text : undefined;
}
/** @returns the path's part for a key: nothing when a path leaves it out, which it never does with a value's own key. */
function part(key, value) {
    return LEFT_OUT.has(key) && value.kind !== 'leaf' ? [] : [key];
}
//# sourceMappingURL=items.js.map
;// CONCATENATED MODULE: external "../yaml.js"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_yaml_js_namespaceObject = x({ ["Composer"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Composer), ["Document"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Document), ["Lexer"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Lexer), ["LineCounter"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.LineCounter), ["Pair"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Pair), ["Parser"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Parser), ["Scalar"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Scalar), ["YAMLMap"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.YAMLMap), ["YAMLSeq"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.YAMLSeq), ["isAlias"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isAlias), ["isMap"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isMap), ["isNode"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isNode), ["isScalar"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isScalar), ["isSeq"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isSeq) });
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/tree.js
/** YAML text to a plain tree and back. Nothing else in this room knows the yaml package. */


/** One MB of YAML takes about 5 s and 400 MB at its worst; 2,000 runtime inputs take 150 KB. */
const MOST_CHARACTERS = 1_000_000;
const MOST_LEVELS = 100;
/** Scalars are text: 1.10, 007 and yes stay as they are. Doubled keys are looked for here, in linear time. */
const OPTIONS = { schema: 'failsafe', version: '1.2', merge: false, uniqueKeys: false };
/** @returns a leaf that stays text for whoever reads the YAML. */
function tree_text(value) {
    return { kind: 'leaf', text: value, plain: false };
}
/** @returns a mapping of the entries, in their order. */
function mapping(entries) {
    return { kind: 'mapping', entries: new Map(entries) };
}
/** @returns what YAML text holds. Aliases, anchors, tags, doubled keys, several documents and deep nesting are faults. */
function readTree(source) {
    if (source.length > MOST_CHARACTERS) {
        return { faults: [`is longer than ${MOST_CHARACTERS.toLocaleString('en')} characters`] };
    }
    const lines = new external_yaml_js_namespaceObject.LineCounter();
    const reader = { faults: new Map(), where: (offset) => position(lines, offset) };
    try {
        const root = compose(source, lines)?.contents;
        const tree = root === undefined || root === null ? undefined : read(root, reader);
        return reader.faults.size > 0 ? { faults: [...reader.faults.values()] } : { tree };
    }
    catch (error) {
        if (error instanceof Unreadable) {
            return { faults: [`${error.message} (${position(lines, error.offset)})`] };
        }
        throw error;
    }
}
/** @returns YAML text of the tree: a leaf that is not plain is quoted, or a block when it has several lines. */
function writeTree(tree) {
    const document = new external_yaml_js_namespaceObject.Document(undefined, OPTIONS);
    document.contents = toNode(tree);
    return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}
class Unreadable extends Error {
    offset;
    constructor(message, offset) {
        super(message);
        this.offset = offset;
    }
}
/** Composes the only document, and stops at the first fault, so that a hostile text costs no more than a good one. */
function compose(source, lines) {
    const parser = new external_yaml_js_namespaceObject.Parser(lines.addNewLine);
    const composer = new external_yaml_js_namespaceObject.Composer(OPTIONS);
    // The composer would make an error of about 1 KB for each wrong byte. Its own hook is private; without it, it is only
    // slow. What the hook throws comes back to it as a further error, so the first one is kept.
    let first;
    Reflect.set(composer, 'onError', (...[where, code, , isWarning]) => {
        if (isWarning !== true) {
            first ??= new Unreadable(sentence(code), offsetOf(where));
            throw first;
        }
    });
    const documents = [];
    lines.addNewLine(0);
    for (const lexeme of new external_yaml_js_namespaceObject.Lexer().lex(source)) {
        for (const token of parser.next(lexeme)) {
            if (token.type === 'error') {
                throw new Unreadable(sentence(''), token.offset);
            }
            documents.push(...composer.next(token));
        }
        if (parser.stack.length > MOST_LEVELS) {
            throw new Unreadable(`is nested deeper than ${MOST_LEVELS} levels`, parser.offset);
        }
    }
    for (const token of parser.end()) {
        documents.push(...composer.next(token));
    }
    documents.push(...composer.end());
    const [document, second] = documents;
    const error = document?.errors[0];
    if (error !== undefined) {
        throw new Unreadable(sentence(error.code), error.pos[0]);
    }
    if (second !== undefined) {
        throw new Unreadable('holds several YAML documents, separated by ---', second.range[0]);
    }
    return document;
}
function offsetOf(where) {
    return typeof where === 'number' ? where : 'offset' in where ? where.offset : (where[0] ?? 0);
}
/** Says what a parser's error code means. The parser's own messages quote the text, and that may hold a secret. */
function sentence(code) {
    switch (code) {
        case 'MISSING_CHAR':
            return 'is no valid YAML: a quote, bracket, comma or colon is missing';
        case 'BLOCK_AS_IMPLICIT_KEY':
        case 'MULTILINE_IMPLICIT_KEY':
            return 'is no valid YAML: a value with ": " in it needs quotes, or the line is indented wrongly';
        case 'TAB_AS_INDENT':
            return 'is no valid YAML: a tab cannot indent a line';
        case 'BAD_INDENT':
            return 'is no valid YAML: the line is indented wrongly';
        case 'BAD_SCALAR_START':
            return 'is no valid YAML: a value that begins with such a character needs quotes';
        default:
            return 'is no valid YAML';
    }
}
function read(node, reader) {
    if ((0,external_yaml_js_namespaceObject.isAlias)(node)) {
        complain(reader, node, 'uses an alias; write the value out, or quote it when * is meant as text');
        return tree_text('');
    }
    if (!(0,external_yaml_js_namespaceObject.isScalar)(node) && !(0,external_yaml_js_namespaceObject.isSeq)(node) && !(0,external_yaml_js_namespaceObject.isMap)(node)) {
        return { kind: 'leaf', text: '', plain: true };
    }
    if (node.anchor !== undefined) {
        complain(reader, node, 'uses an anchor; leave it out, or quote the value when & is meant as text');
    }
    if (node.tag !== undefined) {
        complain(reader, node, 'uses a tag; leave it out, or quote the value when ! is meant as text');
    }
    if ((0,external_yaml_js_namespaceObject.isScalar)(node)) {
        const source = node.source ?? (typeof node.value === 'string' ? node.value : '');
        return { kind: 'leaf', text: source, plain: node.type === external_yaml_js_namespaceObject.Scalar.PLAIN };
    }
    return (0,external_yaml_js_namespaceObject.isSeq)(node) ? { kind: 'list', items: node.items.map((item) => read(item, reader)) } : readMap(node, reader);
}
function readMap(node, reader) {
    const entries = new Map();
    for (const pair of node.items) {
        const key = read(pair.key, reader);
        if (key.kind !== 'leaf') {
            complain(reader, pair.key, 'has a list or a mapping as a name');
        }
        else if (entries.has(key.text)) {
            complain(reader, pair.key, `gives '${oneLine(key.text, 80)}' twice`);
        }
        else {
            entries.set(key.text, read(pair.value, reader));
        }
    }
    return { kind: 'mapping', entries };
}
function complain({ faults, where }, node, what) {
    if (!faults.has(what)) {
        faults.set(what, `${what} (${where(((0,external_yaml_js_namespaceObject.isNode)(node) ? node.range?.[0] : undefined) ?? 0)})`);
    }
}
function position(lines, offset) {
    const { line, col } = lines.linePos(offset);
    return `line ${line}, column ${col}`;
}
function toNode(tree) {
    switch (tree.kind) {
        case 'leaf': {
            const scalar = new external_yaml_js_namespaceObject.Scalar(tree.text);
            scalar.type = tree.plain ? 'PLAIN' : isBlock(tree.text) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
            return scalar;
        }
        case 'list': {
            const list = new external_yaml_js_namespaceObject.YAMLSeq();
            list.items = tree.items.map(toNode);
            return list;
        }
        case 'mapping': {
            const map = new external_yaml_js_namespaceObject.YAMLMap();
            map.items = [...tree.entries].map(([name, value]) => {
                const key = new external_yaml_js_namespaceObject.Scalar(name);
                key.type = isPlainKey(name) ? 'PLAIN' : 'QUOTE_DOUBLE';
                return new external_yaml_js_namespaceObject.Pair(key, toNode(value));
            });
            return map;
        }
    }
}
/**
 * Several lines that may stand in YAML as they are: no character that needs an escape, and no blanks where a block's
 * indentation would be read from them.
 */
function isBlock(value) {
    return (/^[^\s].*\n/.test(value) &&
        !/^[ \t]+$/m.test(value) &&
        /^[\n\t\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/.test(value));
}
/** A key that no YAML parser reads as anything but this text. */
function isPlainKey(name) {
    return /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
}
//# sourceMappingURL=tree.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/author.js



/**
 * @param pipeline its identifier; empty while nobody knows it.
 * @returns what the `inputs` of a step say; complete YAML of another pipeline is a problem.
 */
function readAuthor(inputs, pipeline) {
    const read = readTree(inputs);
    if ('faults' in read) {
        return unusable(read.faults.map((fault) => `${fault}.`));
    }
    const { tree } = read;
    if (tree === undefined || (tree.kind === 'leaf' && /^(?:|~|null)$/.test(tree.text) && tree.plain)) {
        return { form: 'empty' };
    }
    if (tree.kind !== 'mapping') {
        const kind = tree.kind === 'list' ? 'a list' : 'a single value';
        return unusable([`is ${kind}. Give a mapping of names to values, such as image_tag: 1.2.`]);
    }
    const complete = tree.entries.size === 1 ? tree.entries.get('pipeline') : undefined;
    if (complete?.kind !== 'mapping') {
        return tree.entries.size === 0 ? { form: 'empty' } : { form: 'names', names: tree };
    }
    const identifier = literal(complete, 'identifier');
    return identifier === undefined || pipeline === '' || identifier === pipeline
        ? { form: 'complete', tree }
        : unusable([`is for the pipeline ${oneLine(identifier, 100)}, and this step runs ${oneLine(pipeline, 100)}.`]);
}
function unusable(sentences) {
    return { form: 'unusable', problems: sentences.map((sentence) => ({ input: 'inputs', text: sentence })) };
}
/**
 * @param sets each with its `inputSetYaml` of `GET /pipeline/api/inputSets/{id}`.
 * @returns what they give, and what is wrong with those that cannot be read.
 */
function readSets(sets) {
    const problems = [];
    const found = sets.map(({ id, yaml }) => {
        const read = readTree(yaml);
        if ('faults' in read) {
            problems.push({ input: 'input-sets', text: `${oneLine(id, 100)} cannot be read: it ${read.faults[0] ?? ''}.` });
        }
        const root = 'tree' in read && read.tree?.kind === 'mapping' ? read.tree.entries.get('inputSet') : undefined;
        const pipeline = root?.kind === 'mapping' ? root.entries.get('pipeline') : undefined;
        return { id, tree: mapping(pipeline === undefined ? [] : [['pipeline', pipeline]]) };
    });
    return { sets: found, problems };
}
//# sourceMappingURL=author.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/merge.js
/** Values put into the template's shape, and trees laid over each other as Harness merges input sets. */



/** Literals of a template that are no part of the way to a value. */
const ASIDE = new Set(['default', 'required', 'description', 'desc']);
/**
 * @returns the template's tree with the values in their places, and with the identifiers, names and types on the way to
 * them as they are; nothing that got no value; undefined when nothing did.
 */
function fill(node, values) {
    const value = values.get(node);
    if (value !== undefined || node.kind === 'leaf') {
        return value;
    }
    return node.kind === 'list' ? fillList(node, values) : fillMapping(node, values);
}
function fillMapping(node, values) {
    const entries = [];
    let isFilled = false;
    for (const [key, child] of node.entries) {
        const filled = fill(child, values);
        isFilled ||= filled !== undefined;
        if (filled !== undefined) {
            entries.push([key, filled]);
        }
        else if (child.kind === 'leaf' && !isPlaceholder(child.text) && !ASIDE.has(key)) {
            entries.push([key, child]);
        }
    }
    return isFilled ? mapping(entries) : undefined;
}
/** A list whose items have no identifiers goes whole: without one item, the next would take its place. */
function fillList(node, values) {
    const filled = node.items.map((item) => fill(item, values));
    if (filled.every((item) => item === undefined)) {
        return undefined;
    }
    const isWhole = node.items.some((item) => identities(item).length === 0);
    return { kind: 'list', items: node.items.flatMap((item, index) => filled[index] ?? (isWhole ? item : [])) };
}
/**
 * @param shape the template, when `above` is what a step gives itself: a list in one of its places is then the whole list,
 *   where two input sets join theirs, as they do in Harness.
 * @returns `below` with `above` on top: mappings by key, but not one of another `type`; lists by their items' identifiers;
 *   anything else replaced. A runtime input that `above` leaves open covers nothing.
 */
function mergeTrees(below, above, shape) {
    if (below.kind === 'mapping' && above.kind === 'mapping' && !isRetyped(below, above)) {
        const shapes = shape?.kind === 'mapping' ? shape.entries : new Map();
        const entries = new Map(below.entries);
        for (const [key, value] of above.entries) {
            const under = entries.get(key);
            entries.set(key, under === undefined ? value : mergeTrees(under, value, shapes.get(key)));
        }
        return { kind: 'mapping', entries };
    }
    if (below.kind === 'list' && above.kind === 'list' && shape?.kind !== 'leaf') {
        return mergeLists(below, above, shape);
    }
    return isOpen(above) ? below : above;
}
/** `{type: branch, spec: …}` under `{type: tag, spec: …}`: what the one has is nothing to the other. */
function isRetyped(below, above) {
    const [old, type] = [literal(below, 'type'), literal(above, 'type')];
    return old !== undefined && type !== undefined && old !== type;
}
function mergeLists(below, above, shape) {
    if (above.items.length === 0 || [...below.items, ...above.items].some((item) => identities(item).length === 0)) {
        return above;
    }
    const items = [...below.items];
    const places = positions(items);
    const shapes = shape?.kind === 'list' ? shape.items : [];
    const shapePlaces = positions(shapes);
    for (const item of above.items) {
        const ids = identities(item);
        const index = ids.flatMap((id) => places.get(id) ?? [])[0] ?? -1;
        const under = items[index];
        if (under !== undefined && isParallel(under) === isParallel(item)) {
            items[index] = mergeTrees(under, item, shapes[ids.flatMap((id) => shapePlaces.get(id) ?? [])[0] ?? -1]);
        }
        else {
            items.push(item);
        }
    }
    return { kind: 'list', items };
}
function positions(items) {
    return new Map(items.flatMap((item, index) => identities(item).map((id) => [id, index])));
}
function isParallel(item) {
    return item.kind === 'mapping' && item.entries.has('parallel');
}
/** Whether this is a runtime input that nobody has answered, and that nobody is to answer while the pipeline runs. */
function isOpen(tree) {
    return tree.kind === 'leaf' && isPlaceholder(tree.text) && !readPlaceholder(tree.text).asksDuringRun;
}
/** @returns the tree without runtime inputs that nobody has answered, and without what held nothing else. */
function withoutOpen(tree) {
    switch (tree.kind) {
        case 'leaf':
            return isOpen(tree) ? undefined : tree;
        case 'list': {
            const items = tree.items.flatMap((item) => withoutOpen(item) ?? []);
            return items.length === 0 && tree.items.length > 0 ? undefined : { kind: 'list', items };
        }
        case 'mapping': {
            const entries = [...tree.entries].flatMap(([key, value]) => {
                const kept = withoutOpen(value);
                return kept === undefined ? [] : [[key, kept]];
            });
            return entries.length === 0 && tree.entries.size > 0 ? undefined : mapping(entries);
        }
    }
}
/** @returns runtime-input YAML's tree with the pipeline's identifier, without which Harness cannot merge it. */
function withIdentifier(tree, identifier) {
    if (tree.kind !== 'mapping') {
        return tree;
    }
    const pipeline = tree.entries.size === 0 ? mapping([]) : tree.entries.get('pipeline');
    if (pipeline?.kind !== 'mapping' || literal(pipeline, 'identifier') !== undefined) {
        return tree;
    }
    const rest = [...pipeline.entries].filter(([key]) => key !== 'identifier');
    return mapping([...tree.entries, ['pipeline', mapping([['identifier', identifier], ...rest])]]);
}
//# sourceMappingURL=merge.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/automaton.js
/**
 * Patterns matched in a time that grows with pattern times text, whatever the pattern: all ways through it are walked at
 * once, one character at a time. A backtracking engine can be kept busy for years by a pattern of forty characters, and
 * these come from a server.
 */
/** A pattern that is not for this engine. */
class Unsupported extends Error {
    name = 'Unsupported';
}
const MOST_STEPS = 2000;
/** Characters times steps: some tens of milliseconds. */
const MOST_WORK = 5_000_000;
/** @returns the match of a pattern against whole texts. Throws Unsupported when it has too many steps. */
function automaton(pattern) {
    const program = [];
    emit(pattern, { program, effort: 0 });
    return (text) => run(program, Array.from(text));
}
function emit(node, build) {
    const { program } = build;
    build.effort += 1;
    if (build.effort > MOST_STEPS || program.length > MOST_STEPS) {
        throw new Unsupported();
    }
    switch (node.kind) {
        case 'char':
            program.push({ do: 'take', test: node.test });
            return;
        case 'edge':
            program.push({ do: 'edge', isStart: node.isStart });
            return;
        case 'sequence':
            node.nodes.forEach((part) => emit(part, build));
            return;
        case 'either': {
            const fork = go(program);
            const exits = node.nodes.map((branch) => {
                fork.to.push(program.length);
                emit(branch, build);
                return go(program);
            });
            exits.forEach((exit) => exit.to.push(program.length));
            return;
        }
        case 'repeat':
            emitRepeat(node, build);
    }
}
function emitRepeat({ node, least, most }, build) {
    const { program } = build;
    for (let round = 0; round < least; round += 1) {
        emit(node, build);
    }
    if (most === Infinity) {
        const start = program.length;
        const loop = go(program);
        loop.to.push(program.length);
        emit(node, build);
        go(program).to.push(start);
        loop.to.push(program.length);
        return;
    }
    const exits = [];
    for (let round = least; round < most; round += 1) {
        const option = go(program);
        option.to.push(program.length);
        exits.push(option);
        emit(node, build);
    }
    exits.forEach((exit) => exit.to.push(program.length));
}
function go(program) {
    const step = { do: 'go', to: [] };
    program.push(step);
    return step;
}
/** Walks the program; its end is the step after the last. */
function run(program, chars) {
    if (program.length * chars.length > MOST_WORK) {
        return undefined;
    }
    /** For each step the character before which it was last reached, plus one: no step is walked twice there. */
    const reached = new Uint32Array(program.length + 1);
    const reach = (from, at) => {
        const open = [...from];
        const found = [];
        for (let index = open.pop(); index !== undefined; index = open.pop()) {
            if (reached[index] === at + 1) {
                continue;
            }
            reached[index] = at + 1;
            const step = program[index];
            if (step?.do === 'go') {
                open.push(...step.to);
            }
            else if (step?.do === 'edge') {
                open.push(...(at === (step.isStart ? 0 : chars.length) ? [index + 1] : []));
            }
            else {
                found.push(index);
            }
        }
        return found;
    };
    let here = reach([0], 0);
    for (const [at, char] of chars.entries()) {
        const taken = here.filter((index) => {
            const step = program[index];
            return step?.do === 'take' && step.test(char);
        });
        here = reach(taken.map((index) => index + 1), at + 1);
    }
    return here.includes(program.length);
}
//# sourceMappingURL=automaton.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/pattern.js
/**
 * Java patterns, as `.regex()` has them, read into an automaton. JavaScript's own engine would read some of them in another
 * way, and the others may keep it busy for years. What this cannot read (look-around, back references, flags, classes in
 * classes) is left to Harness.
 */

/** A longer pattern, or one nested deeper, is left to Harness. */
const pattern_LONGEST = 2000;
const MOST_DEPTH = 50;
/** @returns the match of a Java pattern against a whole text, as Harness does it; undefined when it cannot be read here. */
function compilePattern(pattern) {
    try {
        const cursor = { chars: Array.from(pattern), at: 0, depth: 0 };
        const root = readEither(cursor);
        if (cursor.at < cursor.chars.length) {
            return undefined;
        }
        return automaton(root);
    }
    catch (error) {
        if (error instanceof Unsupported) {
            return undefined;
        }
        throw error;
    }
}
function readEither(cursor) {
    cursor.depth += 1;
    if (cursor.depth > MOST_DEPTH || cursor.chars.length > pattern_LONGEST) {
        throw new Unsupported();
    }
    const nodes = [readSequence(cursor)];
    while (take(cursor, '|')) {
        nodes.push(readSequence(cursor));
    }
    cursor.depth -= 1;
    return { kind: 'either', nodes };
}
function readSequence(cursor) {
    const nodes = [];
    for (let char = peek(cursor); char !== undefined && char !== '|' && char !== ')'; char = peek(cursor)) {
        nodes.push(readRepeat(cursor, readAtom(cursor)));
    }
    return { kind: 'sequence', nodes };
}
function readRepeat(cursor, node) {
    const [least, most] = readCount(cursor);
    if (least === 1 && most === 1) {
        return node;
    }
    take(cursor, '?'); // a lazy repeat matches the same whole texts
    if (node.kind === 'edge' || '*+?{'.includes(peek(cursor) ?? ' ')) {
        throw new Unsupported();
    }
    return { kind: 'repeat', node, least, most };
}
function readCount(cursor) {
    if (take(cursor, '*')) {
        return [0, Infinity];
    }
    if (take(cursor, '+')) {
        return [1, Infinity];
    }
    if (take(cursor, '?')) {
        return [0, 1];
    }
    if (peek(cursor) !== '{') {
        return [1, 1];
    }
    const found = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(cursor.chars.slice(cursor.at, cursor.at + 10).join(''));
    if (found === null) {
        throw new Unsupported();
    }
    cursor.at += found[0].length;
    const least = Number(found[1]);
    return [least, found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3])];
}
function readAtom(cursor) {
    const char = next(cursor);
    switch (char) {
        case '(':
            return readGroup(cursor);
        case '[':
            return { kind: 'char', test: readClass(cursor) };
        case '.':
            return { kind: 'char', test: (one) => !/[\n\r\u0085\u2028\u2029]/.test(one) };
        case '^':
        case '$':
            return { kind: 'edge', isStart: char === '^' };
        case '*':
        case '+':
        case '?':
        case '{':
            throw new Unsupported();
        case '\\': {
            if (peek(cursor) === 'A' || peek(cursor) === 'z' || peek(cursor) === 'Z') {
                return { kind: 'edge', isStart: next(cursor) === 'A' };
            }
            const escape = readEscape(cursor);
            return { kind: 'char', test: typeof escape === 'string' ? (one) => one === escape : escape };
        }
        default:
            return { kind: 'char', test: (one) => one === char };
    }
}
function readGroup(cursor) {
    if (take(cursor, '?') && !take(cursor, ':')) {
        const name = /^<[A-Za-z][A-Za-z0-9]*>/.exec(cursor.chars.slice(cursor.at, cursor.at + 100).join(''));
        if (name === null) {
            throw new Unsupported();
        }
        cursor.at += name[0].length;
    }
    const group = readEither(cursor);
    if (!take(cursor, ')')) {
        throw new Unsupported();
    }
    return group;
}
const CLASSES = new Map([
    ['d', /[0-9]/],
    ['D', /[^0-9]/],
    ['w', /[A-Za-z0-9_]/],
    ['W', /[^A-Za-z0-9_]/],
    ['s', /[ \t\n\v\f\r]/],
    ['S', /[^ \t\n\v\f\r]/],
]);
const CONTROLS = new Map([
    ['t', '\t'],
    ['n', '\n'],
    ['r', '\r'],
    ['f', '\f'],
]);
/** Reads what follows a backslash: one character, or a class of them. */
function readEscape(cursor) {
    const char = next(cursor);
    const known = CLASSES.get(char);
    if (known !== undefined) {
        return (one) => known.test(one);
    }
    const digits = char === 'x' ? 2 : char === 'u' ? 4 : 0;
    if (digits > 0) {
        const hex = cursor.chars.slice(cursor.at, cursor.at + digits).join('');
        if (!/^(?:[\dA-Fa-f]{2}){1,2}$/.test(hex) || hex.length !== digits) {
            throw new Unsupported();
        }
        cursor.at += digits;
        return String.fromCodePoint(Number.parseInt(hex, 16));
    }
    const control = CONTROLS.get(char);
    if (control === undefined && /[A-Za-z0-9]/.test(char)) {
        throw new Unsupported();
    }
    return control ?? char;
}
function readClass(cursor) {
    const isNegated = take(cursor, '^');
    const tests = [];
    const one = () => {
        const char = next(cursor);
        if (char === '[' || (char === '&' && peek(cursor) === '&')) {
            throw new Unsupported();
        }
        return char === '\\' ? readEscape(cursor) : char;
    };
    do {
        const low = peek(cursor) === ']' ? undefined : one();
        if (low === undefined) {
            throw new Unsupported();
        }
        if (typeof low !== 'string') {
            tests.push(low);
        }
        else if (peek(cursor) === '-' && cursor.chars[cursor.at + 1] !== ']') {
            take(cursor, '-');
            const high = one();
            if (typeof high !== 'string' || point(high) < point(low)) {
                throw new Unsupported();
            }
            tests.push((char) => point(char) >= point(low) && point(char) <= point(high));
        }
        else {
            tests.push((char) => char === low);
        }
    } while (!take(cursor, ']'));
    return (char) => tests.some((test) => test(char)) !== isNegated;
}
function point(char) {
    return char.codePointAt(0) ?? 0;
}
function peek(cursor) {
    return cursor.chars[cursor.at];
}
function next(cursor) {
    const char = cursor.chars[cursor.at];
    if (char === undefined) {
        throw new Unsupported();
    }
    cursor.at += 1;
    return char;
}
function take(cursor, char) {
    const isNext = cursor.chars[cursor.at] === char;
    cursor.at += isNext ? 1 : 0;
    return isNext;
}
//# sourceMappingURL=pattern.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/check.js
/** Whether a value may stand in its place, and as what YAML it goes there. */




const MOST_VALUES = 20;
const LONGEST_NUMBER = 400;
/**
 * @returns an author's value as it goes to Harness. For a String each scalar is text, whatever YAML would take it for. For a
 * Number it is a number. Elsewhere (a timeout, a tag, a replica count) the template does not say: a scalar without quotes
 * stays a number or a boolean if nothing of its text is lost by that, so `1.10` and `007` are text there, too.
 */
function asSent(value, place) {
    switch (value.kind) {
        case 'leaf': {
            const number = place.type === 'Number' ? numberOf(value.text) : undefined;
            return number === undefined
                ? { ...value, plain: place.type === undefined && value.plain && isExact(value.text) }
                : { kind: 'leaf', text: number, plain: true };
        }
        case 'list':
            return { kind: 'list', items: value.items.map((item) => asSent(item, place)) };
        case 'mapping':
            return { kind: 'mapping', entries: new Map([...value.entries].map(([key, item]) => [key, asSent(item, place)])) };
    }
}
function isExact(value) {
    const isBoolean = value === 'true' || value === 'false';
    return isBoolean || (/^-?\d{1,16}(?:\.\d{1,16})?$/.test(value) && String(Number(value)) === value);
}
/** @returns a number as every YAML parser reads it, with the digits that were typed where possible. */
function numberOf(value) {
    const isNumber = value.length < LONGEST_NUMBER && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value);
    if (!isNumber || !Number.isFinite(Number(value))) {
        return undefined;
    }
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value) ? value : String(Number(value));
}
/**
 * @returns what is wrong with a value, judged as Harness does at the start: each item of a list for itself, a value for
 * `.allowedValues()` in its parts. Expressions and values left empty on purpose are not judged.
 */
function checkValue(place, value, show) {
    if (isOpen(value)) {
        return { problem: 'is still <+input>. Give a value.' };
    }
    const leaves = value.kind === 'leaf' ? [value] : value.kind === 'list' ? value.items.filter((item) => item.kind === 'leaf') : [];
    const judged = leaves.filter((leaf) => leaf.text !== '' && !hasExpression(leaf.text));
    if (place.type === 'Number' && (value.kind !== 'leaf' || judged.some((leaf) => numberOf(leaf.text) === undefined))) {
        return { problem: `takes a number; ${show()} is none.` };
    }
    // Nested mappings are the same as dots, so this is a name below a variable, which has none.
    if (isText(place) && value.kind === 'mapping') {
        return { problem: 'takes a text; a mapping is given. Quote it if it is meant as text.' };
    }
    if (judged.some((leaf) => !isAllowed(leaf, place))) {
        return { problem: `does not take ${show()}. Allowed: ${listed(place.asks.allowed ?? place.asks.oneOf ?? [])}.` };
    }
    const matches = place.asks.pattern === undefined ? undefined : compilePattern(place.asks.pattern);
    const results = judged.map((leaf) => matches?.(leaf.text));
    if (results.includes(false)) {
        return { problem: `does not take ${show()}. It must match ${oneLine(place.asks.pattern ?? '', 200)}` };
    }
    if (place.asks.pattern !== undefined && results.includes(undefined)) {
        return { warning: `has a pattern that is not checked here, only by Harness: ${oneLine(place.asks.pattern, 200)}` };
    }
    const isEmpty = value.kind === 'leaf' && value.text === '';
    return isEmpty && place.isRequired ? { warning: 'is required and left empty; Harness may refuse that.' } : {};
}
function isText({ type }) {
    return type === 'String' || type === 'Secret';
}
function isAllowed({ text }, { asks, type }) {
    const isOne = (values, value) => values.includes(value) || (type === 'Number' && values.some((one) => one !== '' && Number(one) === Number(value)));
    // One expression among the values, and only Harness knows what is allowed.
    const allowed = asks.allowed?.some(hasExpression) === true ? undefined : asks.allowed;
    const oneOf = asks.oneOf?.some(hasExpression) === true ? undefined : asks.oneOf;
    return ((allowed === undefined || isOne(allowed, text) || splitValues(text).every((value) => isOne(allowed, value))) &&
        (oneOf === undefined || isOne(oneOf, text) || isOne(oneOf, splitValues(text).join(','))));
}
/** @returns the values for a sentence, between quotes where a comma or a quote is part of one. */
function listed(values) {
    const some = values.slice(0, MOST_VALUES).map((value) => {
        const quote = value.includes("'") ? '"' : "'";
        return /[,'"]/.test(value) ? `${quote}${oneLine(value, 80)}${quote}` : oneLine(value, 80);
    });
    const more = values.length > some.length ? ` and ${values.length - some.length} more` : '';
    // Meant as one value, which it is not to Harness: `'london,uk'`.
    const hint = values.some((value) => /^(['"])(?!.*\1$)/s.test(value))
        ? String.raw ` (to Harness, plain quotes are part of a value and hold no commas together; \' and \' do)`
        : '';
    return `${some.join(', ')}${more}${hint}`;
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/codebase.js
/** Where a template asks what the CI stage builds, as Harness has it in the runtime inputs. */


const BUILD = 'properties.ci.codebase.build';
/** A pipeline made from a pipeline template has it there. */
const TEMPLATE_BUILD = `template.templateInputs.${BUILD}`;
/** @returns the values of the places that ask what is built; or why there are none, as a sentence. */
function fitRef(build, template) {
    const bases = new Set(template.places.flatMap(({ path }) => buildOf(path) ?? []));
    const base = [BUILD, TEMPLATE_BUILD].find((path) => bases.has(path)) ?? [...bases][0];
    if (base === undefined) {
        return {
            problem: `cannot be used: ${template.title} does not ask what to build. Make the build of its codebase a runtime input, or leave ref out.`,
        };
    }
    if (bases.size > 1 && base !== BUILD && base !== TEMPLATE_BUILD) {
        return { problem: `fits several builds: ${[...bases].join(', ')}. Give them in inputs.` };
    }
    const spec = mapping([[build.key, tree_text(build.value)]]);
    const whole = mapping([
        ['type', tree_text(build.type)],
        ['spec', spec],
    ]);
    const values = new Map([
        [base, whole],
        [`${base}.type`, tree_text(build.type)],
        [`${base}.spec`, spec],
        [`${base}.spec.${build.key}`, tree_text(build.value)],
    ]);
    const given = new Map();
    for (const place of template.places) {
        const value = values.get(place.path);
        if (value !== undefined) {
            given.set(place, value);
        }
    }
    const kind = kindOf(template, base);
    const isAsked = [...given.keys()].some(({ path }) => path !== `${base}.type`);
    return !isAsked || (kind !== undefined && kind !== build.type)
        ? {
            problem: `is a ${build.type}, and ${template.title} does not ask for one${kind === undefined ? '' : `, but for a ${kind}`}.`,
        }
        : given;
}
/** @returns the path of the codebase's build, when the path leads to it or into it. */
function buildOf(path) {
    const at = path.indexOf(BUILD);
    const end = at + BUILD.length;
    const isBase = at >= 0 && (at === 0 || path[at - 1] === '.') && (path.length === end || path[end] === '.');
    return isBase ? path.slice(0, end) : undefined;
}
/** @returns the type of build that the pipeline itself has settled. */
function kindOf(template, base) {
    const build = template.groups.get(base);
    return build?.kind === 'mapping' ? literal(build, 'type') : undefined;
}
//# sourceMappingURL=codebase.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/display.js
/** Values as a person may see them in a log. */

const HIDDEN = '(hidden)';
const EMPTY = '(empty)';
const SECRET = /secret|token|passw|passphrase|pwd|key|credential|private/i;
/** @returns a value for a sentence: as `display` has it, a scalar between quotes. */
function quoted(place, value, masked) {
    const shown = display(place, value, masked);
    return value.kind === 'leaf' && shown !== HIDDEN && shown !== EMPTY ? `'${shown}'` : shown;
}
/** @returns a value in one short line, or `(hidden)` when its name looks secret or it holds a masked value. */
function display(place, value, masked) {
    if (SECRET.test(place.name) || place.type === 'Secret' || holds(value, masked)) {
        return HIDDEN;
    }
    switch (value.kind) {
        case 'leaf':
            return value.text === '' ? EMPTY : oneLine(value.text, 100);
        case 'list': {
            const texts = value.items.flatMap((item) => (item.kind === 'leaf' ? item.text : []));
            return texts.length === value.items.length
                ? oneLine(`[${texts.slice(0, 20).join(', ')}]`, 100)
                : `(a list of ${value.items.length})`;
        }
        case 'mapping':
            return `(a mapping of ${oneLine([...value.entries.keys()].slice(0, 20).join(', '), 100)})`;
    }
}
function holds(value, masked) {
    switch (value.kind) {
        case 'leaf':
            return masked.some((secret) => secret !== '' && value.text.includes(secret));
        case 'list':
            return value.items.some((item) => holds(item, masked));
        case 'mapping':
            return [...value.entries].some(([key, item]) => holds(item, masked) || masked.includes(key));
    }
}
//# sourceMappingURL=display.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/closest.js
/** Which of the pipeline's inputs an author may have meant. */

const MOST_NAMES = 3;
/** Two names that differ in more are two names. */
const MOST_LETTERS = 4;
/** A longer name is no slip of the finger, and its distances are dear. */
const closest_LONGEST = 200;
/** @returns at most three of the pipeline's inputs that are closest to a name, each with what it is; else groups of them. */
function closest(name, template, label) {
    if (name.length > closest_LONGEST) {
        return [];
    }
    const most = Math.min(MOST_LETTERS, Math.ceil((name.length - 1) / 3));
    const last = name.slice(name.lastIndexOf('.') + 1);
    const places = template.places.map((place) => ({
        letters: place.name === last ? 1 : distance(name, name.includes('.') ? place.path : place.name, most),
        shown: () => `${label(place)} (${place.what})`,
    }));
    const depth = name.split('.').length;
    const alike = [...template.groups.keys()].filter((path) => path.split('.').length === depth || path.endsWith(`.${name}`));
    const groups = alike.map((path) => ({
        letters: path.endsWith(`.${name}`) ? 1 : distance(name, path, most),
        shown: () => oneLine(path),
    }));
    const near = [places, groups].map((all) => {
        const least = all.reduce((best, { letters }) => Math.min(best, letters), most);
        return all.filter(({ letters }) => letters === least).slice(0, MOST_NAMES);
    });
    return (near.find((all) => all.length > 0) ?? []).map(({ shown }) => shown());
}
/**
 * @returns how many letters are to be changed, left out, added or swapped with their neighbour to make one name of the
 * other; Infinity when more than `most`. The case of letters counts nothing.
 */
function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) {
        return Infinity;
    }
    const [from, to] = [one.toLowerCase(), other.toLowerCase()];
    let older = [];
    let old = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row += 1) {
        // Cells farther from the diagonal than `most` can be on no way that is short enough; they are left out.
        const now = [];
        const end = Math.min(to.length, row + most);
        let least = Infinity;
        for (let column = Math.max(0, row - most); column <= end; column += 1) {
            const isSame = from[row - 1] === to[column - 1];
            const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            const letters = Math.min((old[column] ?? Infinity) + 1, (now[column - 1] ?? Infinity) + 1, (old[column - 1] ?? Infinity) + (isSame ? 0 : 1), isSwap ? (older[column - 2] ?? Infinity) + 1 : Infinity);
            now[column] = letters;
            least = Math.min(least, letters);
        }
        if (least > most) {
            return Infinity;
        }
        [older, old] = [old, now];
    }
    const letters = old[to.length] ?? Infinity;
    return letters > most ? Infinity : letters;
}
//# sourceMappingURL=closest.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/names.js
/** An author's names fitted into the template's places. */


/** Closest names are looked for this often; each look is a walk through the whole template. */
const MOST_LOOKS = 10;
const MOST_PLACES = 8;
const MOST_DOTS = 20;
/** @returns the template's names, each to be looked up at once. */
function namesOf(template) {
    const paths = new Map();
    const variables = new Map();
    const leaves = new Map();
    const add = (index, name, place) => {
        const all = index.get(name);
        if (all === undefined) {
            index.set(name, [place]);
        }
        else if (all.at(-1) !== place) {
            all.push(place);
        }
    };
    const beginnings = new Set();
    for (const place of template.places) {
        const before = place.path.slice(0, place.path.length - place.name.length);
        for (const beginning of beginningsOf(place.name)) {
            beginnings.add(beginning).add(before + beginning);
        }
        add(paths, place.path, place);
        add(paths, place.brief, place);
        add(place.isVariable ? variables : leaves, place.name, place);
    }
    const find = (name) => paths.get(name) ?? paths.get(bare(name)) ?? variables.get(name) ?? leaves.get(name) ?? [];
    return {
        find,
        isPath: (name) => paths.has(name) || paths.has(bare(name)),
        isGroup: (name) => [name, bare(name)].some((path) => template.groups.has(path) || beginnings.has(path)),
        label: (place) => {
            const [only, second] = find(place.name);
            return oneLine(only === place && second === undefined ? place.name : place.path);
        },
    };
}
/** @returns `a` and `a.b` of `a.b.c`: a variable's name may have dots, and nested mappings are the same as dots. */
function beginningsOf(name) {
    const parts = name.split('.', MOST_DOTS);
    return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('.'));
}
/** A path is also understood with what it leaves out at its ends. */
function bare(name) {
    return name.replace(/^pipeline(?:\.|$)/, '').replace(/\.value$/, '');
}
/** @returns which places the author's names fit, with what is wrong with the others. No name is dropped. */
function fitNames(author, template, names) {
    const given = [];
    const strangers = [];
    const problems = [];
    const doubtful = new Set();
    const taken = new Map();
    for (const [name, value] of flatten(author, '', names)) {
        const places = names.find(name);
        const [place, second] = places;
        if (place === undefined) {
            strangers.push(name);
        }
        else if (second !== undefined) {
            places.forEach((one) => doubtful.add(one));
            problems.push(ambiguous(name, places));
        }
        else if (taken.has(place)) {
            problems.push(twice(taken.get(place) ?? '', name));
        }
        else {
            taken.set(place, name);
            given.push({ place, value });
        }
    }
    return { given, problems: [...unknown(strangers, template, names), ...problems], doubtful };
}
/** @returns the author's names as paths: a mapping is opened where the template has places below it, else it is a value. */
function flatten(author, prefix, names) {
    return [...author.entries].flatMap(([key, value]) => {
        const name = `${prefix}${key}`;
        const isOpened = names.isGroup(name) && !names.isPath(name);
        return isOpened && value.kind === 'mapping' && value.entries.size > 0
            ? flatten(value, `${name}.`, names)
            : [[name, value]];
    });
}
/** @returns a sentence about each of the names that the pipeline does not have. */
function unknown(strangers, template, names) {
    return strangers.map((name, index) => {
        const { places, title } = template;
        const head = `'${oneLine(name)}' is not an input of ${title}`;
        if (places.length === 0) {
            return `${head}, which has no runtime inputs.`;
        }
        const inside = names.isGroup(name) ? places.filter(({ path }) => path.startsWith(`${bare(name)}.`)) : [];
        if (inside.length > 0) {
            return `'${oneLine(name)}' is no input, but holds ${count(inside.length, 'input')}: ${some(inside, ({ path }) => path)}.`;
        }
        if (index >= MOST_LOOKS) {
            return `${head}.`;
        }
        const near = closest(name, template, names.label);
        return near.length > 0
            ? `${head}. Did you mean ${near.join(' or ')}?`
            : `${head}. It asks for ${some(places, names.label)}.`;
    });
}
function ambiguous(name, places) {
    const paths = some(places, ({ path }) => path);
    return `'${oneLine(name)}' stands in ${places.length} places: ${paths}. Give the path.`;
}
/** @returns the first of the places, and how many more there are. */
function some(places, label) {
    const first = places.slice(0, MOST_PLACES).map((place) => oneLine(label(place)));
    const rest = places.length - first.length;
    return rest === 0 ? first.join(', ') : `${first.join(', ')} and ${rest} more`;
}
function twice(first, second) {
    return first === second
        ? `'${oneLine(first)}' is given twice.`
        : `'${oneLine(first)}' and '${oneLine(second)}' are the same input. Give it once.`;
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/ledger.js






/** @returns a ledger without entries. */
function openLedger(template, masked) {
    const names = namesOf(template);
    const [given, covered, doubtful] = [new Map(), new Set(), new Set()];
    return { template, names, masked, given, covered, doubtful, problems: [], warnings: [] };
}
/** Enters a value for a leaf of the template. */
function give({ given, covered }, leaf, gift) {
    const under = given.get(leaf);
    const isOwn = gift.from === 'inputs' || gift.from === 'ref';
    if (isOwn && under !== undefined && under.value.kind !== 'leaf' && gift.value.kind !== 'leaf') {
        covered.add(leaf);
    }
    given.set(leaf, gift);
}
/** Adds what is wrong with the values that were given. */
function checkGiven({ template, given, names, masked, problems, warnings }) {
    for (const place of template.places) {
        const gift = given.get(place.leaf);
        if (gift === undefined) {
            continue;
        }
        const { value, from } = gift;
        const { problem, warning } = checkValue(place, value, () => quoted(place, value, masked));
        const subject = () => `'${names.label(place)}' (${place.what})`;
        if (problem !== undefined) {
            problems.push(from === 'inputs' || from === 'ref'
                ? { input: from, text: `${subject()} ${problem}` }
                : { input: 'input-sets', text: `${oneLine(from, 100)}: ${subject()} ${problem}` });
        }
        if (warning !== undefined) {
            warnings.push(`${subject()} ${warning}`);
        }
    }
}
/** Adds what needs a value and has none; and one warning that names the variables which simply have none. */
function checkMissing(ledger) {
    const { template, given, names, doubtful } = ledger;
    const rows = new Set(template.places.flatMap(({ leaf, row }) => (given.has(leaf) ? (row ?? []) : [])));
    const left = [];
    for (const place of template.places.filter(({ leaf }) => !given.has(leaf))) {
        const isInRow = place.row !== undefined && rows.has(place.row);
        if ((place.need === 'needed' || isInRow) && !doubtful.has(place)) {
            const why = isInRow ? ' Harness takes the list around it only as a whole.' : '';
            ledger.problems.push({ input: 'inputs', text: `${missing(place, names)}${why}` });
        }
        else if (place.isVariable && place.fallback === undefined && !place.asks.asksDuringRun) {
            left.push(names.label(place));
        }
    }
    if (left.length > 0) {
        ledger.warnings.push(`Variables without a value are left out: ${left.join(', ')}.`);
    }
}
function missing(place, names) {
    const label = names.label(place);
    const where = label === place.path ? '' : `, at ${oneLine(place.path)}`;
    const values = place.asks.allowed ?? place.asks.oneOf;
    const hint = values !== undefined ? ` Allowed: ${listed(values)}.` : buildOf(place.path) !== undefined ? ' Set ref.' : '';
    return `'${label}' (${place.what}${where}) has no value.${hint}`;
}
/** @returns who gave what, in the template's order. */
function origins({ template, given, masked }) {
    return template.places.flatMap((place) => {
        const path = oneLine(place.path);
        const gift = given.get(place.leaf);
        if (gift !== undefined) {
            return [{ path, value: display(place, gift.value, masked), from: gift.from }];
        }
        if (place.fallback !== undefined) {
            return [{ path, value: display(place, tree_text(place.fallback), masked), from: 'default' }];
        }
        return place.asks.asksDuringRun ? [{ path, value: '', from: 'asked during the run' }] : [];
    });
}
//# sourceMappingURL=ledger.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/overlay.js
/** Complete runtime-input YAML, from an author or an input set, laid over the template: what it gives, what is no input. */



/** Keys under which Harness also takes what its template does not list: it depends on what is chosen. */
const OPEN_KEYS = new Set([
    'service',
    'environment',
    'template',
    'services',
    'environments',
    'environmentGroup',
]);
/** What only Harness's own places settle, also there: another one is dropped in silence. */
const REFERENCES = new Set(['serviceRef', 'environmentRef']);
/** Keys that say which thing is meant, or something about a variable, and are no inputs. */
const ABOUT = new Set([
    'identifier',
    'id',
    'name',
    'key',
    'type',
    'default',
    'required',
    'description',
]);
/** @returns what `tree` gives to which of the template's places. */
function layOver(template, tree) {
    const overlay = { given: new Map(), unknown: [], fixed: [], twice: [] };
    lay(template.tree, tree, { trail: [], isOpen: false, overlay });
    return overlay;
}
function lay(under, over, way) {
    const { given, unknown, fixed, twice } = way.overlay;
    const path = (way.trail.at(-1) === 'value' ? way.trail.slice(0, -1) : way.trail).join('.');
    if (under.kind === 'leaf' && isPlaceholder(under.text)) {
        if (given.has(under)) {
            twice.push(path);
        }
        else if (!isOpen(over)) {
            given.set(under, over);
        }
    }
    else if (under.kind === 'leaf' && over.kind === 'leaf') {
        if (under.text !== over.text && !ABOUT.has(way.trail.at(-1) ?? '')) {
            fixed.push(path);
        }
    }
    else if (under.kind === 'mapping' && over.kind === 'mapping') {
        layMapping(under, over, way);
    }
    else if (under.kind === 'list' && over.kind === 'list') {
        layList(under, over, way);
    }
    else if (!way.isOpen) {
        unknown.push(path);
    }
}
function layMapping(under, over, way) {
    for (const [key, value] of over.entries) {
        const child = under.entries.get(key);
        const trail = [...way.trail, ...part(key, value)];
        if (child !== undefined) {
            lay(child, value, { ...way, trail, isOpen: way.isOpen || OPEN_KEYS.has(key) });
        }
        else if ((!way.isOpen || REFERENCES.has(key)) && !ABOUT.has(key) && !isOpen(value)) {
            way.overlay.unknown.push(trail.join('.'));
        }
    }
}
function layList(under, over, way) {
    const places = new Map(members(under).map(({ id, body }, index) => [id ?? String(index), body]));
    for (const [index, { id, wrapper, body }] of members(over).entries()) {
        const name = id ?? String(index);
        const child = places.get(name) ?? places.get(String(index));
        const trail = [...way.trail, name, ...(wrapper === undefined ? [] : part(wrapper, body))];
        if (child !== undefined && (places.has(name) || id === undefined)) {
            lay(child, body, { ...way, trail });
        }
        else if (!way.isOpen) {
            way.overlay.unknown.push([...way.trail, name].join('.'));
        }
    }
}
//# sourceMappingURL=overlay.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/ref.js
/** The `ref` input: what the CI stage builds, out of a Git ref. */

/** @returns what a Git ref builds: `refs/heads/…`, `refs/tags/…`, `refs/pull/N/…`, a whole SHA, or a branch's bare name. */
function readRef(ref) {
    const [, kind, name] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? [];
    if (kind === 'heads' && name !== undefined) {
        return { type: 'branch', key: 'branch', value: name };
    }
    if (kind === 'tags' && name !== undefined) {
        return { type: 'tag', key: 'tag', value: name };
    }
    const number = kind === 'pull' ? /^([1-9]\d*)\/(?:merge|head)$/.exec(name ?? '')?.[1] : undefined;
    if (number !== undefined) {
        return { type: 'PR', key: 'number', value: number };
    }
    if (ref === '' || /^refs(?:\/|$)|[\s\u0000-\u001F\u007F~^:?*[\\]/.test(ref)) {
        const forms = 'refs/heads/main, refs/tags/v1, refs/pull/7/merge, a whole commit SHA or a branch name';
        return { problem: `'${oneLine(ref, 100)}' is not a ref such as ${forms}.` };
    }
    return /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)
        ? { type: 'commitSha', key: 'commitSha', value: ref }
        : { type: 'branch', key: 'branch', value: ref };
}
//# sourceMappingURL=ref.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/send.js


/** @returns the YAML to send. Complete YAML stays as the author wrote it, but for a missing identifier and for `ref`. */
function send_compose(author, { pipeline, inputs, sets, shape, filled }) {
    const complete = author.form === 'complete' ? author.tree : undefined;
    const own = complete === undefined || filled === undefined ? (complete ?? filled) : mergeTrees(complete, filled, shape);
    const step = own === undefined ? undefined : withIdentifier(own, tree_text(pipeline));
    const below = sets.reduce((under, { tree }) => mergeTrees(under, tree), mapping([]));
    const all = withoutOpen(step === undefined ? below : mergeTrees(below, step, shape)) ?? mapping([]);
    return {
        yaml: step === undefined ? '' : step === complete ? inputs : writeTree(step),
        merged: sets.length === 0 ? undefined : writeTree(withIdentifier(all, tree_text(pipeline))),
    };
}
//# sourceMappingURL=send.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/template.js
/** Harness's template of a pipeline's runtime inputs, read into the places that ask for a value. */




/** Some megabytes of paths: a template of some KB that nests long names can have thousands of times its size of them. */
const MOST_PATHS = 10_000_000;
/**
 * @param source the `inputSetTemplateYaml` of `POST /pipeline/api/inputSets/template`; undefined or empty when the
 *   pipeline asks for nothing.
 * @returns its places, or what is wrong with it, to follow a name for the template.
 */
function readTemplate({ pipeline, stages = [] }, source = '') {
    const read = readTree(source);
    if ('faults' in read) {
        return { fault: read.faults[0] ?? 'is no valid YAML' };
    }
    const tree = read.tree ?? mapping([['pipeline', mapping([['identifier', tree_text(pipeline)]])]]);
    if (tree.kind !== 'mapping') {
        return { fault: 'is no mapping' };
    }
    const found = { places: [], groups: new Map(), size: 0 };
    walk(tree, { trail: [], brief: [] }, found);
    const title = shown(stages.length === 0 ? pipeline : `${pipeline} (only ${stages.join(', ')})`, 200);
    return found.size > MOST_PATHS ? { fault: 'is too large' } : { title, tree, ...found };
}
function walk(node, way, found) {
    const path = way.trail.join('.');
    found.size += path.length;
    if (found.size > MOST_PATHS) {
        return;
    }
    switch (node.kind) {
        case 'leaf':
            if (isPlaceholder(node.text)) {
                found.places.push(place(node, way));
            }
            return;
        case 'mapping':
            found.groups.set(path, node).set(way.brief.join('.'), node);
            walkMapping(node, way, found);
            return;
        case 'list':
            found.groups.set(path, node).set(way.brief.join('.'), node);
            walkList(node, way, found);
    }
}
function walkMapping(node, way, found) {
    const isVariable = way.item === node && node.entries.has('value') && literal(node, 'name') !== undefined;
    for (const [key, value] of node.entries) {
        // A variable's default that is a runtime input itself is no default, and no input of its own.
        if (!(isVariable && key === 'default')) {
            const more = part(key, value);
            walk(value, { ...way, trail: [...way.trail, ...more], brief: [...way.brief, ...more] }, found);
        }
    }
}
function walkList(node, way, found) {
    const all = members(node);
    const row = way.row ?? (all.every(({ id }) => id !== undefined) ? undefined : node);
    for (const [index, { id, wrapper, body }] of all.entries()) {
        const name = id ?? String(index);
        walk(body, {
            trail: [...way.trail, name, ...(wrapper === undefined ? [] : part(wrapper, body))],
            brief: [...way.brief, name],
            stage: way.stage ?? (wrapper === 'stage' ? name : undefined),
            step: wrapper === 'step' || wrapper === 'stepGroup' ? name : way.step,
            row,
            item: body.kind === 'mapping' ? body : undefined,
        }, found);
    }
}
function place(leaf, way) {
    const isValue = way.trail.length > 1 && way.trail.at(-1) === 'value';
    const trail = isValue ? way.trail.slice(0, -1) : way.trail;
    const item = isValue && way.item?.entries.get('value') === leaf ? way.item : undefined;
    const variable = item === undefined ? undefined : literal(item, 'name');
    const type = item === undefined ? undefined : literal(item, 'type');
    const name = variable ?? trail.at(-1) ?? '';
    const asks = readPlaceholder(leaf.text);
    const fallback = asks.fallback ?? (item === undefined ? undefined : literal(item, 'default'));
    const isRequired = item !== undefined && literal(item, 'required') === 'true';
    return {
        leaf,
        path: trail.join('.'),
        brief: (isValue ? way.brief.slice(0, -1) : way.brief).join('.'),
        name,
        isVariable: variable !== undefined,
        type,
        // Only problems show it; thousands of places never do.
        get what() {
            return variable === undefined ? `${shown(name)} of ${owner(way)}` : template_kindOf(trail, way, type);
        },
        asks,
        isRequired,
        fallback,
        need: variable === undefined && /[iI]nputs$/.test(name)
            ? 'by-choice'
            : fallback !== undefined || asks.asksDuringRun || (variable !== undefined && !isRequired)
                ? 'optional'
                : 'needed',
        row: way.row,
    };
}
/** @returns `stage variable of deploy, String` and the like. */
function template_kindOf(trail, way, type) {
    const holder = trail.at(-2) === 'variables' ? trail.at(-3) : way.step;
    const isTop = holder === undefined || holder === 'templateInputs' || holder === way.stage;
    const kind = isTop && way.step === undefined
        ? way.stage === undefined
            ? 'pipeline variable'
            : `stage variable of ${owner(way)}`
        : `${trail.includes('serviceInputs') ? 'service variable' : 'variable'} of ${owner(way)}`;
    return type === undefined ? kind : `${kind}, ${shown(type)}`;
}
function owner({ stage, step }) {
    const names = [stage, step].flatMap((name) => (name === undefined ? [] : shown(name)));
    return names.length === 0 ? 'the pipeline' : names.join(' › ');
}
function shown(name, most = 80) {
    return oneLine(name, most);
}
//# sourceMappingURL=template.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/fit.js











// In the bundle this room is one file, which others load for its readers of YAML.


/** @returns runtime-input YAML that holds what was asked for and nothing else; or all that is wrong. */
function fitInputs(wanted) {
    const template = readTemplate(wanted, wanted.template);
    if ('fault' in template) {
        return withoutTemplate(wanted, `what Harness gave ${template.fault}`, 'Look at the pipeline in Harness');
    }
    const author = readAuthor(wanted.inputs, wanted.pipeline);
    const { sets, problems } = readSets(wanted.sets);
    const ledger = openLedger(template, wanted.masked ?? []);
    ledger.problems.push(...problems);
    addSets(ledger, sets);
    addAuthor(ledger, author);
    addRef(ledger, wanted.ref ?? '');
    checkGiven(ledger);
    // What is missing is known only when all that gives something could be read.
    if (author.form !== 'unusable' && problems.length === 0) {
        checkMissing(ledger);
    }
    return ledger.problems.length > 0
        ? { problems: ledger.problems }
        : {
            ...send_compose(author, {
                ...wanted,
                sets,
                shape: template.tree,
                filled: fill(template.tree, toFill(ledger, author)),
            }),
            coversSets: ledger.covered.size > 0,
            origins: origins(ledger),
            warnings: ledger.warnings,
        };
}
/**
 * What holds when Harness does not give the template: complete YAML and empty inputs are sent as they are, with a warning;
 * names and a ref cannot be fitted.
 *
 * @param why Harness's own words.
 * @param meaning what kind of refusal it is. Told by the caller: all that `errors.ts` says has no place in this room's file.
 */
function unreadTemplate(wanted, why, meaning) {
    return withoutTemplate(wanted, why, remedyOf(meaning));
}
/** The right is named in each case: Harness may say that nothing is there to a key that may not see it. */
function remedyOf(meaning) {
    const right = 'Pipeline: View (core_pipeline_view) in that project';
    switch (meaning) {
        case 'not-found':
            return `Check pipeline, org and project; a key without ${right} gets the same answer`;
        case 'forbidden':
            return `Give the key a role with ${right}`;
        case 'unauthorized':
        case 'other':
            return `Mend what Harness names; the key also needs ${right}`;
    }
}
function withoutTemplate(wanted, why, remedy) {
    const author = readAuthor(wanted.inputs, wanted.pipeline);
    const { sets, problems } = readSets(wanted.sets);
    const cause = `because the runtime-input template of ${oneLine(wanted.pipeline, 100)} cannot be read: ${oneLine(why).replace(/\.$/, '')}`;
    const unfit = (input, more = '') => ({
        input,
        text: `cannot be fitted, ${cause}. ${remedy}.${more}`,
    });
    const all = [
        ...(author.form === 'unusable' ? author.problems : []),
        ...(author.form === 'names' ? [unfit('inputs', ' Complete YAML (pipeline: …) needs no template.')] : []),
        ...problems,
        ...((wanted.ref ?? '') === '' ? [] : [unfit('ref')]),
    ];
    return all.length > 0
        ? { problems: all }
        : {
            ...send_compose(author, { ...wanted, sets, shape: undefined, filled: undefined }),
            coversSets: false,
            origins: [],
            warnings: [`The runtime inputs are not checked, ${cause}. ${remedy}.`],
        };
}
function addSets(ledger, sets) {
    const { template, problems } = ledger;
    if (template.places.length === 0 && sets.length > 0) {
        const text = `cannot be applied: ${template.title} has no runtime inputs. Leave them out.`;
        problems.push({ input: 'input-sets', text });
    }
    for (const { id, tree } of sets) {
        for (const [leaf, value] of layOver(template, tree).given) {
            give(ledger, leaf, { value, from: `input set ${id}` });
        }
    }
}
function addAuthor(ledger, author) {
    const { template, names, doubtful, problems } = ledger;
    const complain = (text) => problems.push({ input: 'inputs', text });
    switch (author.form) {
        case 'empty':
            return;
        case 'unusable':
            problems.push(...author.problems);
            return;
        case 'names': {
            const fit = fitNames(author.names, template, names);
            fit.problems.forEach(complain);
            fit.doubtful.forEach((place) => doubtful.add(place));
            fit.given.forEach(({ place, value }) => give(ledger, place.leaf, { value: asSent(value, place), from: 'inputs' }));
            return;
        }
        case 'complete': {
            const overlay = layOver(template, author.tree);
            overlay.given.forEach((value, leaf) => give(ledger, leaf, { value, from: 'inputs' }));
            unknown(overlay.unknown, template, names).forEach(complain);
            overlay.fixed.forEach((path) => complain(`'${oneLine(path)}' is fixed in ${template.title}, not an input of it.`));
            overlay.twice.forEach((path) => complain(`'${oneLine(path)}' is given twice.`));
        }
    }
}
function addRef(ledger, ref) {
    const { template, given, problems } = ledger;
    if (ref === '') {
        return;
    }
    const build = readRef(ref);
    const fitted = 'problem' in build ? build : fitRef(build, template);
    if ('problem' in fitted) {
        problems.push({ input: 'ref', text: fitted.problem });
        return;
    }
    for (const [{ leaf, path }, value] of fitted) {
        if (given.get(leaf)?.from === 'inputs') {
            const text = `says what to build, and inputs does, too (${oneLine(path)}). Give one of them.`;
            problems.push({ input: 'ref', text });
        }
        give(ledger, leaf, { value, from: 'ref' });
    }
}
/** @returns what goes into the template's shape; complete YAML has its values in place already. */
function toFill({ given }, author) {
    return new Map([...given].flatMap(([leaf, { value, from }]) => from === 'ref' || (from === 'inputs' && author.form === 'names') ? [[leaf, value]] : []));
}
//# sourceMappingURL=fit.js.map
var __webpack_exports__fitInputs = __webpack_exports__.zd;
var __webpack_exports__readAuthor = __webpack_exports__.Y;
var __webpack_exports__readTree = __webpack_exports__.Zc;
var __webpack_exports__unreadTemplate = __webpack_exports__.aA;
export { __webpack_exports__fitInputs as fitInputs, __webpack_exports__readAuthor as readAuthor, __webpack_exports__readTree as readTree, __webpack_exports__unreadTemplate as unreadTemplate };
