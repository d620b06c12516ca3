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
  a$: () => (/* reexport */ readRuntimeInputs),
  Zc: () => (/* reexport */ readTree),
  aA: () => (/* reexport */ unreadTemplate),
  aC: () => (/* reexport */ valuesIn),
  f9: () => (/* reexport */ yamlForLog)
});

;// CONCATENATED MODULE: ./lib/src/base/unicode.js
function unicode(pattern, flags = 'u') {
    let made;
    return () => (made ??= new RegExp(pattern, flags));
}
function unicode_isVisible(text) {
    return !/[^\t\n\r -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2BFF]/.test(text);
}
//# sourceMappingURL=unicode.js.map
;// CONCATENATED MODULE: ./lib/src/base/invisible.js

const invisible_TERMINAL = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
const invisible_invisible = unicode(String.raw `[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}`, 'gu');
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;
function hasInvisible(text) {
    return !unicode_isVisible(text) && text.search(invisible_invisible()) >= 0;
}
function isAltered(line) {
    return LINE_END.test(line) || hasInvisible(line);
}
//# sourceMappingURL=invisible.js.map
;// CONCATENATED MODULE: ./lib/src/base/looks-random.js

const MIN_REVEALING_LENGTH = 12;
const VERSION = /^v?\d{1,8}(?:\.\d{1,8}){1,3}(?:[-+.][0-9a-z]{1,11}){0,5}$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;
const WORD = unicode(String.raw `^(?:(?:\p{Lu}?\p{Ll}+|\p{Lu}+)\d{0,4}|\p{Ll}\d\p{Ll}|\d{1,2}(?:T\d\d|Z|\p{Ll}+))$`);
const BETWEEN_WORDS = unicode(String.raw `[^\p{L}\p{N}\p{M}]+`);
const BEFORE_CAPITAL = unicode(String.raw `(?<=[\p{Ll}\d])(?=\p{Lu})`);
const DIGIT_THEN_LETTER = unicode(String.raw `\d.*\p{L}`);
const STRANGE = unicode(String.raw `[^\p{L}\p{N}\p{M}\s.,:;/@+=()'"!?%_-]`, 'gu');
const COMMIT = /^(?:[0-9a-f]{7,11}|[0-9a-f]{40})$/;
const DIGEST = /(?<=\bsha256:)[0-9a-f]{64}\b/g;
function looks_random_looksRandom(text) {
    if (text.length < MIN_REVEALING_LENGTH || VERSION.test(text) || ADDRESS.test(text)) {
        return false;
    }
    const parts = text
        .replace(DIGEST, '')
        .split(BETWEEN_WORDS())
        .filter((part) => part !== '');
    const strange = text.match(STRANGE())?.length ?? 0;
    const letters = parts.reduce((sum, part) => sum + part.length, 0);
    return strange > 0 || letters < parts.length * 2.5 || parts.some((part) => !isReadable(part));
}
function isReadable(part) {
    const hasDigitsInside = part.length >= MIN_REVEALING_LENGTH && DIGIT_THEN_LETTER().test(part);
    return /^\d+$/.test(part) || COMMIT.test(part) || (!hasDigitsInside && wordsIn(part).every(isWord));
}
function wordsIn(part) {
    return part.split(BEFORE_CAPITAL());
}
function isWord(word, _position, all) {
    const isLong = word.length > 5;
    const isPronounceable = /[aeiouyäöüáéíóúàèâêåøæаеиоуыэюя]/i.test(word) && !/[bcdfghjklmnpqrstvwxz]{5}/i.test(word);
    return (WORD().test(word) && word.length <= 24 && (!isLong || isPronounceable) && (all.length === 1 || word.length > 2));
}
//# sourceMappingURL=looks-random.js.map
;// CONCATENATED MODULE: ./lib/src/base/secrets.js



const COMMAND = '##[';
const known = (globalThis.runHarnessPipelineSecrets ??= {
    given: new Set(),
    whole: new Set(),
    unshowable: new Set(),
    hidden: [],
    areIncomplete: false,
});
function preventTruncation(values) {
    // As JSON escapes them, too: GitHub masks that form as well.
    for (const line of [...values].flatMap(linesOf).flatMap((each) => [each, jsonEscaped(each)])) {
        known.given.add(line);
        const isUnshowable = isAltered(line) || line.includes(COMMAND);
        // A word is never cut anyway.
        if (line.length >= MIN_REVEALING_LENGTH && (isUnshowable || /\s/.test(line))) {
            known.whole.add(line);
            if (isUnshowable) {
                known.unshowable.add(line);
            }
        }
    }
}
function redact(values) {
    const secret = [...values].filter(({ name, type, value }) => type === 'Secret' || isSecretName(name) || looksRandom(value));
    known.hidden = [...new Set([...known.hidden, ...formsOf(secret.map(({ value }) => value))])].toSorted((one, other) => other.length - one.length);
}
function protect(values) {
    preventTruncation(values.map(({ value }) => value));
    redact(values);
}
function hasRedactions() {
    return known.hidden.length > 0;
}
function disableTruncation() {
    known.areIncomplete = true;
}
function mayTruncate() {
    return !known.areIncomplete;
}
function forgetSecrets() {
    known.given.clear();
    known.whole.clear();
    known.unshowable.clear();
    known.hidden = [];
    known.areIncomplete = false;
}
function jsonEscaped(text) {
    return JSON.stringify(text).slice(1, -1);
}
function linesOf(value) {
    return value
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
function isFragment(text) {
    const isPart = !known.given.has(text.trim()) && [...known.given].some((line) => line.includes(text));
    return isPart && looks_random_looksRandom(text);
}
function endOutsideValues(text, end) {
    let found = end;
    for (let before = -1; before !== found;) {
        before = found;
        for (const value of known.whole) {
            const from = Math.max(0, found - value.length + 1);
            const start = text.slice(from, found + value.length - 1).indexOf(value);
            found = start < 0 ? found : from + start;
        }
    }
    return found;
}
function withoutUnshowable(text) {
    let replaced = text;
    for (const value of known.unshowable) {
        if (replaced.includes(value)) {
            replaced = replaced.replaceAll(value, () => secrets_lengthOf(value));
        }
    }
    return replaced;
}
function piecesOf(text) {
    const places = [...known.whole].flatMap((value) => placesOf(text, value));
    const isInside = (at) => places.some(({ from, to }) => from < at && at < to);
    const pieces = [];
    let end = 0;
    for (const { 0: blanks, index } of text.matchAll(/\s+/g)) {
        if (!isInside(index)) {
            pieces.push(text.slice(end, index), blanks);
            end = index + blanks.length;
        }
    }
    return [...pieces, text.slice(end)];
}
function placesOf(text, value) {
    const places = [];
    for (let from = text.indexOf(value); from >= 0; from = text.indexOf(value, from + 1)) {
        places.push({ from, to: from + value.length });
    }
    return places;
}
function secrets_lengthOf(text) {
    return `(${text.length} characters)`;
}
function formsOf(values) {
    const forms = new Set();
    for (const value of values) {
        const lines = linesOf(value);
        for (const form of [value.trim(), lines.join(' '), ...lines]) {
            if (form.length >= 4) {
                forms
                    .add(form)
                    .add(jsonEscaped(form))
                    .add(encodeURIComponent(form.replace(LONE_SURROGATE(), '')));
            }
        }
    }
    return forms;
}
const LONE_SURROGATE = unicode(String.raw `\p{Cs}`, 'gu');
const SECRET_NAME = /secret|token|passw|passphrase|pwd|key|credential|private/i;
function isSecretName(name) {
    return SECRET_NAME.test(name);
}
const TOKEN = /[^\s`*[\]()<>|"',;]{20,}/g;
const READABLE = /^[\w-]{22}$|:\/\//;
const TARGET = /(\]\(https?:[^()\s]*\))/;
function redacted(text, own = []) {
    return text
        .split(TARGET)
        .map((part) => own.some((start) => part.startsWith(`](${start}`))
        ? part
        : known.hidden
            .reduce((clean, form) => clean.replaceAll(form, () => '***'), part)
            .replace(TOKEN, (word) => (looksRandom(word) && !READABLE.test(word) ? '***' : word)))
        .join('');
}
//# sourceMappingURL=secrets.js.map
;// CONCATENATED MODULE: ./lib/src/base/text.js




function lines(text) {
    return withoutUnshowable(text.replace(invisible_TERMINAL, ''))
        .split(LINE_END)
        .map((line) => (hasInvisible(line) ? line.replace(/\S+/g, visible).replace(invisible_invisible(), '') : line));
}
function visible(word) {
    const shown = word.replace(invisible_invisible(), '');
    return word.includes(shown) || !looks_random_looksRandom(shown) ? shown : secrets_lengthOf(word);
}
function oneLine(text, max = 500) {
    const window = max * 8 + 16_384;
    const isLong = text.length > window;
    const line = lines(isLong ? text.slice(0, endOutsideValues(text, window)) : text)
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .join(' ');
    return isLong ? cut(withoutLastPiece(line), max, true) || secrets_lengthOf(text) : cut(line, max, false);
}
function withoutLastPiece(line) {
    return piecesOf(line).slice(0, -1).join('').trimEnd();
}
function shortened(text, max) {
    return cut(text, max, false);
}
function cut(text, max, isMore) {
    if (text.length <= max && !isMore) {
        return text;
    }
    const length = secrets_lengthOf(text);
    if (!mayTruncate()) {
        return length.length <= max ? length : '…';
    }
    const parts = piecesOf(text).map((part) => (part.length > max ? secrets_lengthOf(part) : part));
    if (!isMore && parts.join('').length <= max) {
        return parts.join('');
    }
    let kept = '';
    for (const part of parts) {
        if (kept.length + part.length >= max) {
            break;
        }
        kept += part;
    }
    return kept.trimEnd() !== '' ? `${kept.trimEnd()}…` : isMore ? '' : length.length <= max ? length : '…';
}
const MAX_VALUE = 100;
function wholeValue(text, max = MAX_VALUE) {
    const isWhole = text.length <= max && lines(text).length === 1 && logLines(text)[0] === text && !isFragment(text);
    return isWhole ? text : secrets_lengthOf(text);
}
function quotedValue(text, max = MAX_VALUE) {
    const shown = wholeValue(text, max);
    return shown === text ? `'${text}'` : shown;
}
function logLines(text) {
    return lines(text).map((line) => {
        const obeyed = line.includes(COMMAND) ? withoutCommands(line) : line;
        return /^\s*::/.test(obeyed) ? `│ ${obeyed}` : obeyed;
    });
}
function withoutCommands(line) {
    return piecesOf(line)
        .map((piece) => {
        const broken = piece.replaceAll(COMMAND, '## [');
        const mayBeSecret = broken.split(/\s+/).some((part) => looks_random_looksRandom(part.replace(/[#[\]]/g, ' ')));
        return piece !== broken && mayBeSecret ? secrets_lengthOf(piece) : broken;
    })
        .join('');
}
function annotation(text) {
    return shortened(logLines(text).join('\n').trim(), 4000);
}
function markdown(text, max = 500) {
    const line = oneLine(text, max);
    return isPlain(line) ? line : span(line);
}
function code(text, max = 200) {
    return span(oneLine(text, max));
}
function cell(text, max = 500) {
    const line = oneLine(text, max);
    return line.includes('|') ? lengthOf(line) : markdown(line, max);
}
function codeCell(text, max) {
    return text.includes('|') ? cell(text, max) : code(text, max);
}
const PLAIN = unicode(String.raw `^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} .,;:/?%+()'…›·-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*$`);
function isPlain(line) {
    return (PLAIN().test(line) &&
        !/^\d+[.)]|www\.|gh-\d|:\/\/|:\S*:|(?=[a-f]*\d)[0-9a-f]{7,}/i.test(line) &&
        !/[A-Z]{2,}-\d/.test(line));
}
function span(line) {
    if (line === '') {
        return '';
    }
    const ticks = '`'.repeat(longestRun(line) + 1);
    const blank = /^`|`$/.test(line) ? ' ' : '';
    return `${ticks}${blank}${line}${blank}${ticks}`;
}
function collapsible(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function fence(text, language = 'text') {
    const body = lines(text).join('\n');
    const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1));
    return `${ticks}${language}\n${body}\n${ticks}`;
}
function longestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
function withoutSecrets(text, secrets) {
    // Most texts contain nothing to remove, and a pattern search costs many times as much.
    const hidesNothing = isVisible(text);
    return secrets
        .filter((secret) => secret !== '')
        .toSorted((one, other) => other.length - one.length)
        .reduce((clean, secret) => clean.replaceAll(hidesNothing ? secret : scattered(secret), () => '***'), text);
}
function scattered(secret) {
    const unseen = `(?:${TERMINAL.source}|${invisible().source})*`;
    const characters = Array.from(secret, (character) => character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&'));
    return new RegExp(characters.join(unseen), 'gu');
}
function wholeSeconds(ms) {
    return Math.max(0, Math.round(ms / 1000));
}
function duration(ms) {
    const seconds = wholeSeconds(ms);
    const two = (value) => String(value).padStart(2, '0');
    if (seconds < 60) {
        return `${seconds}s`;
    }
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `${minutes}m ${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}
function noBreak(text) {
    return text.replaceAll(' ', '\u00A0');
}
function dayAndTime(ms) {
    const iso = new Date(ms).toISOString();
    return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
//# sourceMappingURL=text.js.map
;// CONCATENATED MODULE: external "../yaml.js"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_yaml_js_namespaceObject = x({ ["Composer"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Composer), ["Document"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Document), ["Lexer"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Lexer), ["LineCounter"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.LineCounter), ["Pair"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Pair), ["Parser"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Parser), ["Scalar"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.Scalar), ["YAMLMap"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.YAMLMap), ["YAMLSeq"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.YAMLSeq), ["isAlias"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isAlias), ["isMap"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isMap), ["isNode"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isNode), ["isScalar"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isScalar), ["isSeq"]: () => (__WEBPACK_EXTERNAL_MODULE__yaml_js_5cccca3a__.isSeq) });
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/tree.js
function tree_text(value) {
    return { kind: 'leaf', text: value, plain: false };
}
function mapping(entries) {
    return { kind: 'mapping', entries: new Map(entries) };
}
function isNull(tree) {
    return tree.kind === 'leaf' && tree.plain && /^(?:|~|null|Null|NULL)$/.test(tree.text);
}
function leaves(tree) {
    return tree.kind === 'leaf'
        ? [tree]
        : [...(tree.kind === 'list' ? tree.items : tree.entries.values())].flatMap(leaves);
}
//# sourceMappingURL=tree.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/read-yaml.js



const MAX_CHARACTERS = 500_000;
const MAX_LEVELS = 100;
const OPTIONS = { schema: 'failsafe', version: '1.2', merge: false, uniqueKeys: false, prettyErrors: false };
function readTree(source) {
    if (source.length > MAX_CHARACTERS) {
        return { faults: [`is longer than ${MAX_CHARACTERS.toLocaleString('en')} characters`] };
    }
    const lines = new external_yaml_js_namespaceObject.LineCounter();
    const reader = { source, faults: new Map(), where: (offset) => position(lines, offset) };
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
class Unreadable extends Error {
    offset;
    constructor(message, offset) {
        super(message);
        this.offset = offset;
    }
}
function compose(source, lines) {
    const parser = new external_yaml_js_namespaceObject.Parser(lines.addNewLine);
    const composer = new external_yaml_js_namespaceObject.Composer(OPTIONS);
    const documents = [];
    lines.addNewLine(0);
    for (const lexeme of new external_yaml_js_namespaceObject.Lexer().lex(source)) {
        for (const token of parser.next(lexeme)) {
            if (token.type === 'error') {
                throw new Unreadable(sentence(''), token.offset);
            }
            documents.push(...composer.next(token));
        }
        if (parser.stack.length > MAX_LEVELS) {
            throw new Unreadable(`is nested deeper than ${MAX_LEVELS} levels`, parser.offset);
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
        throw new Unreadable('contains several YAML documents, separated by ---', second.range[0]);
    }
    return document;
}
function sentence(code) {
    switch (code) {
        case 'MISSING_CHAR':
            return 'is not valid YAML: a quote, bracket, comma or colon is missing';
        case 'BLOCK_AS_IMPLICIT_KEY':
        case 'MULTILINE_IMPLICIT_KEY':
            return 'is not valid YAML: a value with ": " in it needs quotes, or the line is indented wrongly';
        case 'TAB_AS_INDENT':
            return 'is not valid YAML: a tab cannot indent a line';
        case 'BAD_INDENT':
            return 'is not valid YAML: the line is indented wrongly';
        case 'BAD_SCALAR_START':
            return 'is not valid YAML: a value cannot begin with this character; quote it';
        case 'BAD_ALIAS':
            return 'is not valid YAML: a value cannot begin with * or & here; quote it';
        default:
            return 'is not valid YAML';
    }
}
function read(node, reader) {
    if ((0,external_yaml_js_namespaceObject.isAlias)(node)) {
        complain(reader, node, 'uses an alias; write the value out, or quote it when * is meant as text');
        return tree_text('');
    }
    if (!(0,external_yaml_js_namespaceObject.isScalar)(node) && !(0,external_yaml_js_namespaceObject.isSeq)(node) && !(0,external_yaml_js_namespaceObject.isMap)(node)) {
        return NOTHING;
    }
    if (node.anchor !== undefined) {
        complain(reader, node, 'uses an anchor; leave it out, or quote the value when & is meant as text');
    }
    if (node.tag !== undefined) {
        complain(reader, node, 'uses a tag; leave it out, or quote the value when ! is meant as text');
    }
    if ((0,external_yaml_js_namespaceObject.isScalar)(node)) {
        const source = node.source ?? (typeof node.value === 'string' ? node.value : '');
        const leaf = { kind: 'leaf', text: source, plain: node.type === external_yaml_js_namespaceObject.Scalar.PLAIN };
        return leaf.plain && isCommentNext(reader.source, node.range?.[1]) ? { ...leaf, isCut: true } : leaf;
    }
    return (0,external_yaml_js_namespaceObject.isSeq)(node) ? { kind: 'list', items: node.items.map((item) => read(item, reader)) } : readMap(node, reader);
}
const NOTHING = { kind: 'leaf', text: '', plain: true };
function isCommentNext(source, end = source.length) {
    let at = end;
    while (source[at] === ' ' || source[at] === '\t') {
        at += 1;
    }
    return source[at] === '#';
}
function readMap(node, reader) {
    const entries = new Map();
    for (const pair of node.items) {
        const key = read(pair.key, reader);
        if (key.kind !== 'leaf') {
            complain(reader, pair.key, 'has a list or a mapping as a name');
        }
        else if (entries.has(key.text)) {
            complain(reader, pair.key, `gives ${quotedValue(key.text, 80)} twice`);
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
//# sourceMappingURL=read-yaml.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/write-yaml.js


function writeTree(tree) {
    const document = new external_yaml_js_namespaceObject.Document(undefined, { schema: 'failsafe', version: '1.2' });
    document.contents = toNode(tree);
    return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}
function toNode(tree) {
    switch (tree.kind) {
        case 'leaf': {
            const scalar = new external_yaml_js_namespaceObject.Scalar(tree.text);
            scalar.type = styleOf(tree);
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
function isVerbatim(leaf) {
    return styleOf(leaf) !== 'QUOTE_DOUBLE' || !isEscaped(leaf.text);
}
function styleOf({ text, plain }) {
    return plain ? 'PLAIN' : isBlock(text) ? 'BLOCK_LITERAL' : canBeSingle(text) ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
}
function canBeSingle(text) {
    return isEscaped(text) && !text.includes("'") && !isEscaped(text.replace(/["\\]/g, ''));
}
function isEscaped(text) {
    return jsonEscaped(text) !== text;
}
function isBlock(value) {
    return (/^[^\s].*\n/.test(value) &&
        !/^[ \t]+$/m.test(value) &&
        /^[\n\t\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/.test(value));
}
function isPlainKey(name) {
    return /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
}
//# sourceMappingURL=write-yaml.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/confidential.js





function valuesOf(tree, name = '') {
    switch (tree?.kind) {
        case undefined:
            return [];
        case 'leaf':
            return [{ name, value: tree.text }];
        case 'list':
            return tree.items.flatMap((item) => valuesOf(item, name));
        case 'mapping': {
            const variable = leafOf(tree.entries.get('name'));
            const type = leafOf(tree.entries.get('type'));
            return [...tree.entries].flatMap(([key, value]) => key === 'value' && variable !== undefined
                ? valuesOf(value, variable).map((named) => ({ ...named, type }))
                : valuesOf(value, key));
        }
    }
}
function leafOf(tree) {
    return tree?.kind === 'leaf' ? tree.text : undefined;
}
function valuesIn(yaml) {
    const read = readTree(yaml);
    return 'tree' in read ? valuesOf(read.tree) : [];
}
const NO_SECRET = /(?:issue|jira|project|sonar|cache|partition|sort|primary|foreign|object|bucket|s3|config|feature|flag|lookup|artifact|resource|message|routing|label)[-_ ]?keys?(?![a-z])|key(?:space|board|word|stone|cloak)|(?:mon|don|tur|hoc)key|tokeni[sz]/gi;
const NO_VALUE = /^(?:|true|false|<\+[^<>]*>)$/;
function isHidden({ name, type, value }) {
    return (type === 'Secret' ||
        (isSecretName(name) && !NO_VALUE.test(value) && (isSecretName(name.replace(NO_SECRET, '')) || looks_random_looksRandom(value))));
}
function yamlForLog(yaml) {
    const read = readTree(yaml);
    return 'faults' in read || read.tree === undefined ? '(invalid YAML)' : writeTree(shown(read.tree, ''));
}
function shown(tree, name, type) {
    switch (tree.kind) {
        case 'leaf':
            return isHidden({ name, type, value: tree.text })
                ? { ...tree, text: '(hidden)', plain: true }
                : wholeValue(tree.text) === tree.text && isVerbatim(tree)
                    ? tree
                    : { ...tree, text: secrets_lengthOf(tree.text), plain: true };
        case 'list':
            return { ...tree, items: tree.items.map((item) => shown(item, name, type)) };
        case 'mapping': {
            const variable = leafOf(tree.entries.get('name'));
            const own = leafOf(tree.entries.get('type')) ?? type;
            return {
                ...tree,
                entries: new Map([...tree.entries].map(([key, value]) => [
                    key,
                    key === 'value' ? shown(value, variable ?? name, own) : shown(value, key, type),
                ])),
            };
        }
    }
}
//# sourceMappingURL=confidential.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/scalars.js
const MAX_DIGITS = 400;
function textInHarness({ text, plain }) {
    if (!plain) {
        return text;
    }
    if (/^(?:|~|null|Null|NULL)$/.test(text)) {
        return 'null';
    }
    if (/^(?:true|yes|on)$/i.test(text)) {
        return 'true';
    }
    if (/^(?:false|no|off)$/i.test(text)) {
        return 'false';
    }
    return integerText(text) ?? decimalText(text) ?? text;
}
function integerText(text) {
    const [, sign = '', digits = ''] = /^([-+]?)(0b[01_]+|0x[\da-f_]+|0[0-7_]*|[1-9][\d_]*)$/i.exec(text) ?? [];
    if (digits === '' || text.length > MAX_DIGITS) {
        return undefined;
    }
    const plain = digits.replaceAll('_', '').toLowerCase();
    const value = BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : /^0[xb]$/.test(plain) ? 0 : plain);
    return String(sign === '-' ? -value : value);
}
function decimalText(text) {
    const isDecimal = text.length < MAX_DIGITS && /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?$/i.test(text);
    return isDecimal ? doubleText(Number(text.replaceAll('_', ''))) : undefined;
}
function doubleText(value) {
    const size = Math.abs(value);
    if (size === 0 || (size >= 1e-3 && size < 1e7)) {
        return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
    }
    if (!Number.isFinite(value)) {
        return value > 0 ? 'Infinity' : '-Infinity';
    }
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
function numberText(text) {
    const isNumber = text.length < MAX_DIGITS && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
    if (!isNumber || !Number.isFinite(Number(text))) {
        return undefined;
    }
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : String(Number(text));
}
function trimAsJava(text) {
    let [from, to] = [0, text.length];
    while (from < to && text.charCodeAt(from) <= SPACE) {
        from += 1;
    }
    while (to > from && text.charCodeAt(to - 1) <= SPACE) {
        to -= 1;
    }
    return text.slice(from, to);
}
const SPACE = 0x20;
//# sourceMappingURL=scalars.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/placeholder.js

const START = '<+input>';
const MODIFIER = /\s*\.([A-Za-z]\w*)\(/y;
const KNOWN = 'default|allowedValues|regex|executionInput|selectOneFrom|selectManyFrom';
const AFTER = new RegExp(String.raw `\s*(?:$|\.(?:${KNOWN})\()`, 'y');
const AFTER_BALANCED = /\s*\.[A-Za-z]\w*\(/y;
const placeholder_MAX_CHARACTERS = 20_000;
function isPlaceholder(value) {
    return value.startsWith(START);
}
function hasExpression(value) {
    return value.includes('<+');
}
function readPlaceholder(value) {
    if (value.length > placeholder_MAX_CHARACTERS) {
        return { fallback: undefined, validators: [], asksDuringRun: false, isTooLong: true };
    }
    const modifiers = new Map();
    let [at, isKnown] = [START.length, true];
    while (at < value.length) {
        MODIFIER.lastIndex = at;
        const [, name] = MODIFIER.exec(value) ?? [];
        const from = MODIFIER.lastIndex;
        const end = name === undefined ? undefined : closing(value, from);
        isKnown &&= name !== undefined && end !== undefined && KNOWN.split('|').includes(name);
        if (name === undefined || end === undefined) {
            break;
        }
        if (!modifiers.has(name)) {
            modifiers.set(name, value.slice(from, end));
        }
        at = end + 1;
    }
    const fallback = modifiers.get('default');
    return {
        fallback: fallback === '' ? undefined : fallback,
        validators: isKnown ? validatorsOf(modifiers) : [],
        asksDuringRun: modifiers.has('executionInput'),
        isTooLong: false,
    };
}
function validatorsOf(modifiers) {
    const validators = [...modifiers].flatMap(([name, argument]) => {
        switch (name) {
            case 'regex':
                return [{ kind: 'pattern', pattern: argument }];
            case 'allowedValues':
            case 'selectManyFrom':
                return [{ kind: 'each', values: splitValues(argument) }];
            case 'selectOneFrom':
                return [{ kind: 'one', values: splitValues(argument) }];
            default:
                return [];
        }
    });
    const judging = validators[0]?.kind === 'pattern' ? validators : validators.slice(0, 1);
    return judging.some((one) => one.kind !== 'pattern' && one.values.some((each) => /<\+|\$\{|jexl\(/.test(each)))
        ? []
        : judging;
}
function closing(value, from) {
    for (let at = value.indexOf(')', from); at >= 0; at = value.indexOf(')', at + 1)) {
        AFTER.lastIndex = at + 1;
        AFTER_BALANCED.lastIndex = at + 1;
        if (AFTER.test(value) || (AFTER_BALANCED.test(value) && isBalanced(value.slice(from, at)))) {
            return at;
        }
    }
    return undefined;
}
function isBalanced(text) {
    let depth = 0;
    let isInClass = false;
    for (let at = 0; at < text.length && depth >= 0; at += 1) {
        const char = text[at];
        if (char === '\\') {
            at += 1;
        }
        else if (isInClass || char === '[') {
            isInClass = char !== ']';
        }
        else {
            depth += char === '(' ? 1 : char === ')' ? -1 : 0;
        }
    }
    return depth === 0;
}
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
            const part = trimAsJava(values.slice(from, at));
            parts.push(/^\\(["']).*\\\1$/s.exec(part) === null || part.length < 4 ? part : part.slice(2, -2));
            from = at + 1;
        }
    }
    return parts;
}
//# sourceMappingURL=placeholder.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/lists.js


function members(list) {
    const all = [];
    mapMembers(list, (member) => {
        all.push(member);
        return member.item;
    });
    return all;
}
function mapMembers(list, change) {
    return mapItems(list, { blocks: 0, listKey: keyOfList(list) }, change);
}
function mapItems(list, around, change) {
    const { blocks, listKey } = around;
    const items = list.items.flatMap((item) => {
        const [wrapper, inner] = wrapped(item);
        if (wrapper === 'parallel' && inner.kind === 'list') {
            const block = mapItems(inner, { blocks: blocks + 1, listKey: undefined }, change);
            return block.items.length === 0 ? [] : mapping([['parallel', block]]);
        }
        const body = inner ?? item;
        const key = wrapper === undefined ? (listKey ?? keyOf(body)) : keyOf(body);
        const id = key === undefined || body.kind !== 'mapping' ? undefined : literal(body, key);
        const identity = id === undefined ? undefined : `${blocks}/${wrapper ?? ''}/${key}=${id}`;
        return change({ item, blocks, wrapper, body, key, id, identity }) ?? [];
    });
    return { kind: 'list', items };
}
function isOneValue(list) {
    const [first] = members(list);
    return first?.identity === undefined;
}
function keyOfList({ items: [first] }) {
    return first === undefined || wrapped(first)[0] !== undefined ? undefined : keyOf(first);
}
const KEYS = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];
function keyOf(body) {
    return body.kind === 'mapping' ? KEYS.find((key) => body.entries.has(key)) : undefined;
}
function wrapped(item) {
    const [only, second] = item.kind === 'mapping' ? item.entries : [];
    const isWrapper = only !== undefined && second === undefined && only[1].kind !== 'leaf';
    return isWrapper && (only[1].kind === 'mapping' || only[0] === 'parallel') ? only : [undefined, undefined];
}
function literal(body, key) {
    const value = body.entries.get(key);
    return value?.kind === 'leaf' && value.text !== '' && !isPlaceholder(value.text) ? value.text : undefined;
}
//# sourceMappingURL=lists.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/merge.js



function mergeTrees(below, above) {
    if (below.kind === 'mapping' && above.kind === 'mapping' && !isRetyped(below, above)) {
        const entries = new Map(below.entries);
        for (const [key, value] of above.entries) {
            const under = entries.get(key);
            entries.set(key, under === undefined ? value : mergeTrees(under, value));
        }
        return { kind: 'mapping', entries };
    }
    if (below.kind === 'list' && above.kind === 'list' && !isOneValue(below) && !isOneValue(above)) {
        return mergeLists(below, above);
    }
    return isOpen(above) || isNull(above) ? below : above;
}
function isRetyped(below, above) {
    const [old, type] = [literal(below, 'type'), literal(above, 'type')];
    return old !== undefined && type !== undefined && old !== type;
}
function mergeLists(below, above) {
    const over = new Map(members(above).map(({ identity, item }) => [identity, item]));
    const under = new Set(members(below).map(({ identity }) => identity));
    const isUnder = (identity) => identity !== undefined && under.has(identity);
    const merged = mapMembers(below, ({ identity, item }) => {
        const value = identity === undefined ? undefined : over.get(identity);
        return value === undefined ? item : mergeTrees(item, value);
    });
    const added = mapMembers(above, ({ identity, item }) => (isUnder(identity) ? undefined : item));
    return { kind: 'list', items: [...merged.items, ...added.items] };
}
function isOpen(tree) {
    return tree.kind === 'leaf' && isPlaceholder(tree.text) && !readPlaceholder(tree.text).asksDuringRun;
}
const OMITTED_KEYS = new Set(['default', 'required', 'description', 'desc']);
function fill(node, filling) {
    const value = filling.valueOf(node);
    switch (node.kind) {
        case 'leaf':
            return value;
        case 'list':
            return isOneValue(node) ? fillOneValue(node, value, filling) : fillList(node, filling);
        case 'mapping':
            return fillMapping(node, filling);
    }
}
function fillMapping(node, filling) {
    const entries = [];
    const extras = filling.extras.get(node);
    const added = extras?.kind === 'mapping' ? extras.entries : undefined;
    let isFilled = added !== undefined;
    for (const [key, child] of node.entries) {
        const filled = fill(child, filling);
        isFilled ||= filled !== undefined;
        if (filled !== undefined) {
            entries.push([key, filled]);
        }
        else if (child.kind === 'leaf' && !isPlaceholder(child.text) && !OMITTED_KEYS.has(key)) {
            entries.push([key, child]);
        }
    }
    return isFilled ? mapping([...entries, ...(added ?? [])]) : undefined;
}
function fillList(node, filling) {
    const { items } = mapMembers(node, ({ item }) => fill(item, filling));
    const extras = filling.extras.get(node);
    const added = extras?.kind === 'list' ? extras.items : [];
    return items.length + added.length === 0 ? undefined : { kind: 'list', items: [...items, ...added] };
}
function fillOneValue(node, value, filling) {
    const filled = node.items.map((item) => fill(item, filling));
    if (filled.every((item) => item === undefined)) {
        return value;
    }
    const base = value?.kind === 'list' ? value.items : node.items;
    const items = base.map((item, index) => {
        const over = filled[index];
        return over === undefined ? item : mergeTrees(item, over);
    });
    return { kind: 'list', items };
}
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
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/check.js






function asSent(value, place) {
    switch (value.kind) {
        case 'leaf':
            return leafAsSent(value, place);
        case 'list':
            return { kind: 'list', items: value.items.map((item) => asSent(item, place)) };
        case 'mapping':
            return { kind: 'mapping', entries: new Map([...value.entries].map(([key, item]) => [key, asSent(item, place)])) };
    }
}
function leafAsSent(leaf, { type, asks }) {
    const { text, plain } = leaf;
    const number = type === 'Number' ? numberText(text) : undefined;
    if (number !== undefined) {
        return asks.validators.length === 0 || isSame(text)
            ? { ...leaf, text: number, plain: true }
            : { ...leaf, plain: false };
    }
    const isPlain = isOpen(leaf) || (type === undefined && /^(?:true|false|-?\d{1,16}(?:\.\d{1,16})?)$/.test(text) && isSame(text));
    return { ...leaf, plain: plain && isPlain };
}
function isSame(text) {
    return textInHarness({ kind: 'leaf', text, plain: true }) === text;
}
const FORMS = new Map([
    ['infrastructureDefinitions', (text) => `a list, such as infrastructureDefinitions: [${items('identifier', text)}]`],
    ['gitOpsClusters', (text) => `a list, such as gitOpsClusters: [${items('identifier', text)}]`],
    ['services.values', (text) => `a list, such as values: [${items('serviceRef', text)}]`],
    ['environments.values', (text) => `a list, such as values: [${items('environmentRef', text)}]`],
    ['delegateSelectors', (text) => `a list, such as delegateSelectors: [${splitValues(text).join(', ')}]`],
    ['sources', (text) => `a list, such as sources: [{ identifier: ${text}, type: …, spec: { tag: … } }]`],
    ['build', (text) => `a mapping, such as build: { type: branch, spec: { branch: ${text} } }; the input ref sets it`],
    ['serviceInputs', () => 'a mapping, such as serviceInputs: { serviceDefinition: { type: …, spec: … } }'],
    ['environmentInputs', () => 'a mapping, such as environmentInputs: { identifier: …, type: …, variables: … }'],
]);
function items(key, text) {
    return splitValues(text)
        .map((id) => `{ ${key}: ${id} }`)
        .join(', ');
}
function checkValue(place, value, { match, masked }) {
    if (isOpen(value)) {
        return {};
    }
    const got = quoted(place, value, masked);
    const scalars = value.kind === 'mapping'
        ? []
        : value.kind === 'leaf'
            ? [value]
            : value.items.filter((item) => item.kind === 'leaf');
    const judged = scalars.filter((leaf) => !hasExpression(leaf.text));
    const form = place.isVariable ? undefined : (FORMS.get(`${place.parent}.${place.name}`) ?? FORMS.get(place.name));
    if (form !== undefined && value.kind === 'leaf' && judged.length > 0) {
        const shown = display(place, value, masked) === value.text ? value.text : '…';
        return { problem: `must be ${form(shown)}; got ${got}.` };
    }
    if (place.type === 'Number' && (value.kind !== 'leaf' || judged.some((leaf) => !isNumber(leaf)))) {
        return { problem: `must be a number, got ${got}.` };
    }
    // Nested mappings are the same as dots, so this is a name below a variable, which has none.
    if ((place.type === 'String' || place.type === 'Secret') && value.kind === 'mapping') {
        return { problem: 'must be text, got a mapping. Quote it if it is meant as text.' };
    }
    if (place.asks.isTooLong) {
        return { unchecked: 'its <+input> expression is too long' };
    }
    return checkTexts(place, judged.map(textInHarness), { match, got });
}
function isNumber(leaf) {
    return numberText(leaf.text) !== undefined || (leaf.plain && numberText(textInHarness(leaf)) !== undefined);
}
function checkTexts({ asks }, texts, { match, got }) {
    const { validators } = asks;
    const results = texts.map((text) => validators.map((validator) => passes(validator, text, match)));
    const failed = results.findIndex((each) => each.length > 0 && each.every((result) => result === false));
    if (failed >= 0) {
        const rules = validators.map((validator) => rule(validator, texts[failed] ?? ''));
        return { problem: `${rules.join(' or ')}; got ${got}.` };
    }
    const isUnchecked = results.some((each) => !each.includes(true) && each.includes(undefined));
    const pattern = validators.find((one) => one.kind === 'pattern')?.pattern ?? '';
    return isUnchecked ? { unchecked: `this version cannot evaluate its pattern ${oneLine(pattern, 200)}` } : {};
}
function passes(validator, text, match) {
    switch (validator.kind) {
        case 'each':
            return splitValues(text).every((value) => validator.values.includes(value));
        case 'one':
            return validator.values.includes(splitValues(text).join(','));
        case 'pattern':
            return match(validator.pattern, text);
    }
}
function rule(validator, text) {
    if (validator.kind === 'pattern') {
        return `must match ${oneLine(validator.pattern, 200)}`;
    }
    const { kind, values } = validator;
    const hint = kind === 'each' && values.includes(text)
        ? String.raw ` (Harness splits a value at commas; write \'${oneLine(text, 80)}\')`
        : '';
    return `must be one of ${listed(values)}${hint}`;
}
const MAX_VALUES = 20;
function listed(values) {
    const some = values.slice(0, MAX_VALUES).map((value) => {
        const quote = value.includes("'") ? '"' : "'";
        return /[,'"]/.test(value) || value === '' ? `${quote}${oneLine(value, 80)}${quote}` : oneLine(value, 80);
    });
    const more = values.length > some.length ? ` and ${values.length - some.length} more` : '';
    // Meant as one value, which it is not to Harness: `'london,uk'`.
    const hint = values.some((value) => /^(['"])(?!.*\1$)/s.test(value))
        ? String.raw ` (Harness treats plain quotes as part of a value; write \' around a value that contains a comma)`
        : '';
    return `${some.join(', ')}${more}${hint}`;
}
const HIDDEN = '(hidden)';
const EMPTY = '(empty)';
const MAX_LIST = 200;
function quoted(place, value, masked) {
    const shown = display(place, value, masked);
    return value.kind === 'leaf' && shown === value.text ? `'${shown}'` : shown;
}
function display(place, value, masked) {
    if (leaves(value).some(({ text }) => isHidden({ ...place, value: text })) || holds(value, masked)) {
        return HIDDEN;
    }
    switch (value.kind) {
        case 'leaf':
            return value.text === '' ? EMPTY : wholeValue(value.text);
        case 'list': {
            const texts = value.items.flatMap((item) => (item.kind === 'leaf' ? wholeValue(item.text) : []));
            const all = `[${texts.join(', ')}]`;
            return texts.length === value.items.length && all.length <= MAX_LIST ? all : `(a list of ${value.items.length})`;
        }
        case 'mapping': {
            const names = [...value.entries.keys()].map((name) => wholeValue(name)).join(', ');
            return names.length <= MAX_LIST ? `(a mapping of ${names})` : `(a mapping of ${value.entries.size} names)`;
        }
    }
}
function holds(value, masked) {
    const isMasked = ({ text }) => masked.some((secret) => secret !== '' && text.includes(secret));
    return (leaves(value).some(isMasked) ||
        (value.kind === 'mapping' && [...value.entries.keys()].some((key) => masked.includes(key))));
}
//# sourceMappingURL=check.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/codebase.js



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
        const forms = 'refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name';
        return { problem: `${quotedValue(ref)} is not a ref such as ${forms}.` };
    }
    return /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)
        ? { type: 'commitSha', key: 'commitSha', value: ref }
        : { type: 'branch', key: 'branch', value: ref };
}
const LIKELY_MISTAKES = [
    [/^(\d{1,6})$/, "a pull request's number", ([, number = '']) => `refs/pull/${number}/merge`],
    [/^(?=.*\d)[\da-f]{7,39}$/i, 'the beginning of a commit SHA', () => 'all 40 digits of the SHA'],
    [/^(?:remotes\/)?(?:origin|upstream)\/(.+)$/, 'a remote-tracking branch', ([, name = '']) => name],
    [/^(?:heads|tags|pull)\/.+$/, 'a ref without its refs/ prefix', ([ref]) => `refs/${ref}`],
    [/^v?\d+(?:\.\d+){1,2}$/, 'a tag', ([ref]) => `refs/tags/${ref}`],
    [/^HEAD$/, 'what is checked out', () => 'the branch, or ${{ github.ref }}'],
];
function warnOfRef(ref) {
    for (const [form, what, write] of LIKELY_MISTAKES) {
        const found = form.exec(ref);
        if (found !== null) {
            return `ref: ${quotedValue(ref)} is treated as a branch, but looks like ${what}. Write ${write(found)}, or refs/heads/${ref} if a branch has that name.`;
        }
    }
    return undefined;
}
const BUILD = 'properties.ci.codebase.build';
function fitRef(build, template) {
    const bases = new Set(template.places.flatMap(({ path }) => buildOf(path) ?? []));
    const base = bases.has(BUILD) ? BUILD : [...bases][0];
    if (base === undefined) {
        return {
            problem: `cannot be used: ${template.title} has no runtime input for what to build. Make the build of its codebase a runtime input, or omit ref.`,
        };
    }
    if (bases.size > 1 && base !== BUILD) {
        return { problem: `is ambiguous (${bases.size} builds): ${[...bases].join(', ')}. Set them in inputs.` };
    }
    const spec = mapping([[build.key, tree_text(build.value)]]);
    const complete = mapping([
        ['type', tree_text(build.type)],
        ['spec', spec],
    ]);
    const values = new Map([
        [base, complete],
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
            problem: `is a ${build.type}, but ${template.title} expects ${kind === undefined ? 'something else' : `a ${kind}`}.`,
        }
        : given;
}
function buildOf(path) {
    const at = path.indexOf(BUILD);
    const end = at + BUILD.length;
    const isBase = at >= 0 && (at === 0 || path[at - 1] === '.') && (path.length === end || path[end] === '.');
    return isBase ? path.slice(0, end) : undefined;
}
function kindOf(template, base) {
    const build = template.groups.get(base);
    return build?.kind === 'mapping' ? literal(build, 'type') : undefined;
}
//# sourceMappingURL=codebase.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/template.js





const MAX_PATHS = 10_000_000;
function readTemplate({ pipeline, stages = [] }, source = '') {
    const read = readTree(source);
    if ('faults' in read) {
        return { fault: read.faults[0] ?? 'is not valid YAML' };
    }
    const tree = read.tree ?? mapping([['pipeline', mapping([['identifier', tree_text(pipeline)]])]]);
    if (tree.kind !== 'mapping') {
        return { fault: 'is not a mapping' };
    }
    const found = { places: [], groups: new Map(), size: 0 };
    walk(tree, { path: [], brief: [] }, found);
    const title = template_shown(stages.length === 0 ? pipeline : `${pipeline} (stages ${stages.join(', ')})`, 200);
    return found.size > MAX_PATHS ? { fault: 'is too large' } : { title, tree, ...found };
}
function isV1({ tree }) {
    return literal(tree, 'version') === '1' || (tree.entries.has('inputs') && !tree.entries.has('pipeline'));
}
function walk(node, at, found) {
    const path = at.path.join('.');
    found.size += path.length;
    if (found.size > MAX_PATHS) {
        return;
    }
    if (node.kind === 'leaf') {
        if (isPlaceholder(node.text)) {
            found.places.push(place(node, at));
        }
        return;
    }
    found.groups.set(path, node).set(at.brief.join('.'), node);
    if (node.kind === 'mapping') {
        walkMapping(node, at, found);
    }
    else {
        walkList(node, at, found);
    }
}
function walkMapping(node, at, found) {
    const isVariable = at.item === node && node.entries.has('value') && literal(node, 'name') !== undefined;
    for (const [key, value] of node.entries) {
        // A variable's default that is a runtime input itself is neither a default nor an input of its own.
        if (!(isVariable && key === 'default')) {
            const part = pathPart(key, value);
            walk(value, { ...at, path: [...at.path, ...part], brief: [...at.brief, ...part] }, found);
        }
    }
}
function walkList(node, at, found) {
    const isPositional = isOneValue(node);
    for (const [index, { id, wrapper, body }] of members(node).entries()) {
        const name = (isPositional ? undefined : id) ?? String(index);
        const inner = wrapper === undefined ? [] : pathPart(wrapper, body);
        walk(body, {
            path: [...at.path, name, ...inner],
            brief: [...at.brief, name],
            stage: at.stage ?? (wrapper === 'stage' ? name : undefined),
            step: wrapper === 'step' || wrapper === 'stepGroup' ? name : at.step,
            item: body.kind === 'mapping' ? body : undefined,
        }, found);
    }
}
const template_OMITTED_KEYS = new Set([
    'pipeline',
    'stage',
    'step',
    'stepGroup',
    'parallel',
    'templateInputs',
]);
function pathPart(key, value) {
    const isTemplate = key === 'template' && value.kind === 'mapping' && value.entries.has('templateInputs');
    return isTemplate || (template_OMITTED_KEYS.has(key) && value.kind !== 'leaf') ? [] : [key];
}
function place(leaf, at) {
    const isValue = at.path.length > 1 && at.path.at(-1) === 'value';
    const [path, brief] = isValue ? [at.path.slice(0, -1), at.brief.slice(0, -1)] : [at.path, at.brief];
    const item = isValue && at.item?.entries.get('value') === leaf ? at.item : undefined;
    const variable = item === undefined ? undefined : literal(item, 'name');
    const type = item === undefined ? undefined : literal(item, 'type');
    const asks = readPlaceholder(leaf.text);
    return {
        leaf,
        path: path.join('.'),
        brief: brief.join('.'),
        name: variable ?? path.at(-1) ?? '',
        parent: path.at(-2) ?? '',
        isVariable: variable !== undefined,
        isRequired: item !== undefined && literal(item, 'required') === 'true',
        type,
        // Only problems show it; thousands of places never do.
        get what() {
            const of = variable === undefined ? `in ${owner(at)}` : variableOf(path, at);
            return type === undefined ? of : `${of}, ${template_shown(type)}`;
        },
        asks,
        fallback: asks.fallback ?? (item === undefined ? undefined : literal(item, 'default')),
    };
}
function variableOf(path, at) {
    const holder = path.at(-2) === 'variables' ? path.at(-3) : at.step;
    if (at.step === undefined && (holder === undefined || holder === at.stage)) {
        return at.stage === undefined ? 'pipeline variable' : `stage variable of ${template_shown(at.stage)}`;
    }
    return `${path.includes('serviceInputs') ? 'service variable' : 'variable'} in ${owner(at)}`;
}
function owner({ stage, step }) {
    const [inStage, inStep] = [stage, step].map((name) => (name === undefined ? undefined : template_shown(name)));
    if (inStep !== undefined) {
        return inStage === undefined ? `step ${inStep}` : `step ${inStep} of stage ${inStage}`;
    }
    return inStage === undefined ? 'the pipeline' : `stage ${inStage}`;
}
function template_shown(name, most = 80) {
    return oneLine(name, most);
}
//# sourceMappingURL=template.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/complete.js





const DESCRIBING = new Set([
    'identifier',
    'id',
    'name',
    'key',
    'type',
    'default',
    'required',
    'description',
]);
function matchComplete(template, tree) {
    const match = { given: new Map(), extras: new Map(), empty: new Map(), faults: [] };
    matchNode(template.tree, tree, { path: [], key: '', isOpen: false, match });
    return match;
}
function matchNode(under, over, at) {
    const { given, faults } = at.match;
    const path = pathOf(at);
    if (isNull(over)) {
        at.match.empty.set(under, over);
        return;
    }
    if (under.kind === 'leaf' && isPlaceholder(under.text)) {
        if (given.has(under)) {
            faults.push({ kind: 'twice', path });
        }
        given.set(under, over);
    }
    else if (under.kind === 'leaf' && over.kind === 'leaf') {
        if (under.text !== over.text && !DESCRIBING.has(at.key) && !isOpen(over)) {
            faults.push({ kind: 'fixed', path });
        }
    }
    else if (under.kind === 'mapping' && over.kind === 'mapping') {
        matchMapping(under, over, at);
    }
    else if (under.kind === 'list' && over.kind === 'list') {
        matchList(under, over, at);
    }
    else if (!at.isOpen && holdsValue(over)) {
        faults.push({ kind: 'unknown', path });
    }
}
const OPEN_KEYS = new Set([
    'service',
    'environment',
    'template',
    'services',
    'environments',
    'environmentGroup',
]);
const REFERENCES = new Set(['serviceRef', 'environmentRef']);
const OF_PIPELINE = new Set(['orgIdentifier', 'projectIdentifier', 'tags']);
function matchMapping(under, over, at) {
    const { extras, faults } = at.match;
    for (const [key, value] of over.entries) {
        const child = under.entries.get(key);
        const path = [...at.path, ...pathPart(key, value)];
        const isHarmless = DESCRIBING.has(key) || (at.key === 'pipeline' && OF_PIPELINE.has(key)) || !holdsValue(value);
        if (child !== undefined) {
            matchNode(child, value, { ...at, path, key, isOpen: at.isOpen || OPEN_KEYS.has(key) });
        }
        else if (at.isOpen && !REFERENCES.has(key) && !isHarmless) {
            extras.set(under, mergeTrees(extras.get(under) ?? mapping([]), mapping([[key, value]])));
        }
        else if (!isHarmless) {
            faults.push({ kind: 'unknown', path: pathOf({ path }) });
        }
    }
}
function matchList(under, over, at) {
    if (isOneValue(under) && isOneValue(over)) {
        at.match.given.set(under, over);
        const bodies = members(under).map(({ body }) => body);
        // What the template lacks there is part of the value: only its places are checked.
        members(over).forEach((member, index) => matchMember(bodies[index], member, { ...at, path: [...at.path, String(index)], isOpen: true }));
        return;
    }
    const known = new Map(members(under).map((member) => [member.identity, member]));
    const seen = new Set();
    for (const [index, member] of members(over).entries()) {
        const path = [...at.path, member.id ?? String(index)];
        if (member.identity !== undefined && seen.has(member.identity)) {
            at.match.faults.push({ kind: 'twice', path: path.join('.') });
        }
        else {
            seen.add(member.identity ?? '');
            const child = member.identity === undefined ? undefined : known.get(member.identity);
            if (child !== undefined) {
                matchMember(child.body, member, { ...at, path });
            }
            else {
                matchUnknown(under, member, { ...at, path });
            }
        }
    }
}
function matchMember(body, { wrapper, body: over }, at) {
    if (body !== undefined) {
        const part = wrapper === undefined ? [] : pathPart(wrapper, over);
        matchNode(body, over, { ...at, path: [...at.path, ...part], key: wrapper ?? '' });
    }
}
function matchUnknown(under, member, at) {
    const { extras, faults } = at.match;
    const path = at.path.join('.');
    const meant = member.id === undefined ? undefined : members(under).find(({ id }) => id === member.id);
    if (!holdsValue(member.body)) {
        return;
    }
    if (meant !== undefined) {
        faults.push({ kind: 'misplaced', path, form: formOf(meant) });
    }
    else if (at.isOpen) {
        const added = { kind: 'list', items: [inBlocks(member)] };
        extras.set(under, mergeTrees(extras.get(under) ?? { kind: 'list', items: [] }, added));
    }
    else {
        faults.push({ kind: 'unknown', path });
    }
}
function inBlocks({ item, blocks }) {
    return Array.from({ length: blocks }).reduce((inner) => mapping([['parallel', { kind: 'list', items: [inner] }]]), item);
}
function formOf({ blocks, wrapper, key, id }) {
    const inner = `{ ${key}: ${id}, … }`;
    const item = wrapper === undefined ? inner : `{ ${wrapper}: ${inner} }`;
    const outer = Array.from({ length: blocks }).reduce((form) => `{ parallel: [${form}] }`, item);
    return `- ${outer}`;
}
function holdsValue(tree, key = '') {
    switch (tree.kind) {
        case 'leaf':
            return !DESCRIBING.has(key) && !isNull(tree) && !isOpen(tree);
        case 'list':
            return tree.items.some((item) => holdsValue(item));
        case 'mapping':
            return [...tree.entries].some(([name, value]) => holdsValue(value, name));
    }
}
function pathOf({ path }) {
    return (path.at(-1) === 'value' ? path.slice(0, -1) : path).join('.');
}
//# sourceMappingURL=complete.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/inputs.js






function readRuntimeInputs(source, pipeline) {
    const read = readTree(source);
    if ('faults' in read) {
        return unusable(read.faults.map((fault) => `${fault}.`));
    }
    const { tree } = read;
    preventTruncation(valuesOf(tree).map(({ value }) => value));
    if (tree === undefined || isNull(tree)) {
        return { form: 'empty' };
    }
    if (tree.kind !== 'mapping') {
        const kind = tree.kind === 'list' ? 'a list' : 'a single value';
        return unusable([`must be a mapping of names to values, such as image_tag: 1.2, got ${kind}.`]);
    }
    const pasted = pastedPart(tree);
    if (pasted !== undefined) {
        return unusable([`${pasted}: wrap it in pipeline: to pass complete YAML.`]);
    }
    const complete = tree.entries.size === 1 ? tree.entries.get('pipeline') : undefined;
    if (complete?.kind !== 'mapping') {
        return tree.entries.size === 0 ? { form: 'empty' } : { form: 'names', names: tree, source };
    }
    const identifier = literal(complete, 'identifier');
    return identifier === undefined || pipeline === '' || identifier === pipeline
        ? { form: 'complete', tree, source }
        : unusable([`is for the pipeline ${wholeValue(identifier)}, but this step runs ${wholeValue(pipeline)}.`]);
}
function pastedPart({ entries }) {
    if (entries.get('inputSet')?.kind === 'mapping') {
        return 'contains an input set (inputSet:). Use what is below its pipeline';
    }
    const list = ['variables', 'stages'].find((key) => isListOfMappings(entries.get(key)));
    return list === undefined ? undefined : `contains a pipeline's list ${list}: without its pipeline`;
}
function isListOfMappings(tree) {
    return tree?.kind === 'list' && tree.items[0]?.kind === 'mapping';
}
function unusable(sentences) {
    return { form: 'unusable', problems: sentences.map((sentence) => ({ input: 'inputs', text: sentence })) };
}
function readSets(sets) {
    const problems = [];
    const found = sets.map(({ id, yaml, isOutdated = false }) => {
        const read = readTree(yaml);
        if ('faults' in read) {
            const text = `${quotedValue(id)} cannot be read: its YAML ${read.faults[0] ?? ''}.`;
            problems.push({ input: 'input-sets', text });
        }
        const root = 'tree' in read && read.tree?.kind === 'mapping' ? read.tree.entries.get('inputSet') : undefined;
        const pipeline = root?.kind === 'mapping' ? root.entries.get('pipeline') : undefined;
        return { id, isOutdated, tree: mapping(pipeline === undefined ? [] : [['pipeline', pipeline]]) };
    });
    return { sets: found, problems };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/base/spelling.js
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
//# sourceMappingURL=spelling.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/closest.js


const MAX_NAMES = 3;
const MAX_LETTERS = 4;
const MAX_LENGTH = 200;
function closest(name, template, label) {
    if (name.length > MAX_LENGTH) {
        return { labels: [], places: [] };
    }
    const most = Math.min(MAX_LETTERS, Math.ceil((name.length - 1) / 3));
    const last = name.slice(name.lastIndexOf('.') + 1);
    const places = nearest(template.places.map((place) => ({
        letters: place.name === last ? 1 : distance(name, name.includes('.') ? place.path : place.name, most),
        of: place,
    })), most);
    if (places.length > 0) {
        return { labels: places.map((place) => `${label(place)} (${place.what})`), places };
    }
    const depth = name.split('.').length;
    const groups = [...template.groups.keys()]
        .filter((path) => path.split('.').length === depth || path.endsWith(`.${name}`))
        .map((path) => ({ letters: path.endsWith(`.${name}`) ? 1 : distance(name, path, most), of: path }));
    return { labels: nearest(groups, most).map((path) => oneLine(path)), places: [] };
}
function nearest(all, most) {
    const least = all.reduce((best, { letters }) => Math.min(best, letters), most);
    return all
        .filter(({ letters }) => letters === least)
        .slice(0, MAX_NAMES)
        .map(({ of }) => of);
}
//# sourceMappingURL=closest.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/names.js




const MAX_NAME = 500;
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
    const findBelow = (name) => {
        for (const beginning of beginningsOf(name).toReversed()) {
            const places = find(beginning).filter(isContentOpen);
            if (places.length > 0) {
                return { places, below: name.slice(beginning.length + 1) };
            }
        }
        return { places: [], below: '' };
    };
    return {
        find: (name) => {
            const places = find(name);
            return places.length > 0 ? { places, below: '' } : findBelow(name);
        },
        isPath: (name) => paths.has(name) || paths.has(bare(name)),
        isGroup: (name) => [name, bare(name)].some((path) => template.groups.has(path) || beginnings.has(path)),
        label: (place) => {
            const [only, second] = find(place.name);
            return oneLine(only === place && second === undefined ? place.name : place.path);
        },
    };
}
const MAX_DOTS = 20;
function beginningsOf(name) {
    const parts = name.split('.', MAX_DOTS);
    const isWhole = name.length === parts.join('.').length;
    return (isWhole ? parts.slice(0, -1) : parts).map((_, index) => parts.slice(0, index + 1).join('.'));
}
function bare(name) {
    return name
        .replace(/^pipeline(?:\.|$)/, '')
        .replace(/(?:^|\.)template(?:\.templateInputs)?(?=\.|$)/g, '')
        .replace(/^\./, '')
        .replace(/\.value$/, '');
}
function isContentOpen({ type, asks, name }) {
    return type === undefined && asks.validators.length === 0 && !/(?:Refs?|timeout)$/i.test(name);
}
function fitNames(named, template, names) {
    const given = new Map();
    const empty = [];
    const unknown = [];
    const problems = [];
    const doubtful = [];
    for (const [name, value] of flatten(named, '', names)) {
        const { places, below } = names.find(name);
        const [place, second] = places;
        if (place === undefined) {
            unknown.push(...(isNull(value) && names.isGroup(name) ? [] : [name]));
        }
        else if (isNull(value)) {
            empty.push(...(second === undefined ? [{ place, value }] : []));
        }
        else if (second !== undefined) {
            doubtful.push(...places);
            problems.push(ambiguous(name, below, places));
        }
        else {
            const other = given.get(place);
            const nested = nest(below, withoutNulls(value));
            if (other !== undefined && !areApart(other.value, nested)) {
                problems.push(twice(other.name, name));
            }
            else {
                given.set(place, { name, value: other === undefined ? nested : mergeTrees(other.value, nested) });
            }
        }
    }
    const unmatched = explainUnknown(unknown, template, names);
    return {
        given: [...given].map(([place, { value }]) => ({ place, value })),
        empty: empty.filter(({ place }) => !given.has(place)),
        problems: [...unmatched.problems, ...problems],
        doubtful: [...unmatched.doubtful, ...doubtful],
    };
}
function flatten(named, prefix, names) {
    return [...named.entries].flatMap(([key, value]) => {
        const name = `${prefix}${key}`;
        const isOpened = names.isGroup(name) && !names.isPath(name);
        return isOpened && value.kind === 'mapping' && value.entries.size > 0
            ? flatten(value, `${name}.`, names)
            : [[name, value]];
    });
}
function nest(below, value) {
    return below === '' ? value : below.split('.').reduceRight((inner, key) => mapping([[key, inner]]), value);
}
function areApart(one, other) {
    return (one.kind === 'mapping' &&
        other.kind === 'mapping' &&
        [...other.entries].every(([key, value]) => {
            const known = one.entries.get(key);
            return known === undefined || areApart(known, value);
        }));
}
function withoutNulls(value) {
    switch (value.kind) {
        case 'leaf':
            return value;
        case 'list':
            return { kind: 'list', items: value.items.map(withoutNulls) };
        case 'mapping':
            return mapping([...value.entries].flatMap(([key, inner]) => (isNull(inner) ? [] : [[key, withoutNulls(inner)]])));
    }
}
const MAX_SUGGESTIONS = 10;
function explainUnknown(unknown, template, names) {
    const doubtful = [];
    const problems = unknown.map((name, index) => {
        const { places, title } = template;
        const head = `${quotedValue(name, MAX_NAME)} is not an input of ${title}`;
        if (places.length === 0) {
            return `${head}, which has no runtime inputs.`;
        }
        const inside = names.isGroup(name) ? places.filter(({ path }) => path.startsWith(`${bare(name)}.`)) : [];
        if (inside.length > 0) {
            doubtful.push(...inside);
            return `${quotedValue(name, MAX_NAME)} is not an input itself, but contains ${count(inside.length, 'input')}: ${some(inside, ({ path }) => path)}.`;
        }
        if (index >= MAX_SUGGESTIONS) {
            return `${head}.`;
        }
        const near = closest(name, template, names.label);
        doubtful.push(...near.places);
        if (near.labels.length > 0) {
            return `${head}. Did you mean ${near.labels.join(' or ')}?${isTag(name) ? hintBelow(name, places) : ''}`;
        }
        return `${head}. Its inputs are ${some(places, names.label)}.${hintBelow(name, places)}`;
    });
    return { problems, doubtful };
}
function isTag(name) {
    return /^(?:(?:image|artifact|docker)_?)?tag$|^version$/i.test(name);
}
function hintBelow(name, places) {
    const open = places.find((place) => place.name === 'serviceInputs' && isContentOpen(place));
    if (open === undefined || name.includes('.')) {
        return '';
    }
    const form = isTag(name)
        ? '.serviceDefinition.spec.artifacts.primary: { primaryArtifactRef: …, sources: [{ identifier: …, type: …, spec: { tag: … } }] }'
        : '';
    return ` If the service requires it, set it below ${oneLine(open.path)}${form === '' ? '.' : `, an artifact's tag as ${oneLine(open.path)}${form}.`}`;
}
function ambiguous(name, below, places) {
    const paths = some(places, ({ path }) => (below === '' ? path : `${path}.${below}`));
    return `${quotedValue(name, MAX_NAME)} is ambiguous (${places.length} matches); use the full path: ${paths}.`;
}
const MAX_PLACES = 8;
function some(places, label) {
    const first = places.slice(0, MAX_PLACES).map((place) => oneLine(label(place)));
    const rest = places.length - first.length;
    return rest === 0 ? first.join(', ') : `${first.join(', ')} and ${rest} more`;
}
function twice(first, second) {
    return first === second
        ? `${quotedValue(first, MAX_NAME)} is given twice.`
        : `${quotedValue(first, MAX_NAME)} and ${quotedValue(second, MAX_NAME)} are the same input; give it once.`;
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: external "node:vm"
const external_node_vm_namespaceObject = process.getBuiltinModule("node:vm");
;// CONCATENATED MODULE: ./lib/src/base/shape.js
const NONE = Object.freeze({});
function fields(value) {
    return isObject(value) ? value : NONE;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function at(value, ...path) {
    let here = value;
    for (const key of path) {
        const own = fields(here);
        here = Object.hasOwn(own, key) ? own[key] : undefined;
    }
    return here;
}
function either(value, ...keys) {
    return keys.map((key) => at(value, key)).find((found) => found !== undefined && found !== null);
}
function shape_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function texts(value) {
    return list(value).filter((member) => shape_text(member) !== undefined);
}
function integer(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
const MAX_TIMESTAMP = 253_402_300_800_000;
function timestamp(value) {
    const ms = integer(value);
    return ms !== undefined && ms > 0 && ms < MAX_TIMESTAMP ? ms : undefined;
}
function entries(value) {
    return Array.isArray(value)
        ? value.map((member, position) => [String(position), member])
        : Object.entries(fields(value));
}
//# sourceMappingURL=shape.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/pattern.js


const MAX_TIME = 1000;
const MAX_TIMEOUTS = 3;
const pattern_MAX_CHARACTERS = 2000;
function openMatcher() {
    const subject = { pattern: '', text: '' };
    let script;
    let timeouts = 0;
    return (pattern, text) => {
        const translated = pattern.length > pattern_MAX_CHARACTERS ? undefined : translate(pattern);
        if (translated === undefined || timeouts >= MAX_TIMEOUTS) {
            return undefined;
        }
        if (script === undefined) {
            (0,external_node_vm_namespaceObject.createContext)(subject);
            script = new external_node_vm_namespaceObject.Script("new RegExp(pattern, 'u').test(text)");
        }
        Object.assign(subject, { pattern: `^(?:${translated})$`, text });
        try {
            return script.runInContext(subject, { timeout: MAX_TIME }) === true;
        }
        catch (error) {
            // The other errors are patterns that are none: Harness says so in its own words.
            timeouts += at(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 1 : 0;
            return undefined;
        }
    };
}
const SAME = (part) => part;
const asCode = (part) => `\\u{${(part.replace(/^\\/, '').codePointAt(0) ?? 0).toString(16)}}`;
const ESCAPE = [/\\(?:[dDwWtnrf]|x[\da-f]{2}|u[\da-f]{4})/iy, SAME];
const ESCAPED = [/\\[^A-Za-z0-9]/uy, asCode];
const SPACES = String.raw `\t\n\v\f\r `;
const LINE_ENDS = String.raw `\n\r\u0085\u2028\u2029`;
const OUTSIDE = [
    ESCAPE,
    ESCAPED,
    [/\\s/y, () => `[${SPACES}]`],
    [/\\S/y, () => `[^${SPACES}]`],
    [/\\A/y, () => '^'],
    [/\\z/y, () => '$'],
    [/\./y, () => `[^${LINE_ENDS}]`],
    [/\((?:\?(?::|<?[=!]|<[A-Za-z][A-Za-z0-9]*>)|(?!\?))/y, SAME],
    [/(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??(?![*+?{])/y, SAME],
    [/[\]}]/y, asCode],
    [/[^\\(*+?{}[\].]/uy, SAME],
];
const INSIDE = [ESCAPE, ESCAPED, [/\\s/y, () => SPACES], [/&(?!&)/y, SAME], [/[^\\[\]&]/uy, SAME]];
function translate(pattern) {
    let translated = '';
    let rules = OUTSIDE;
    for (let from = 0; from < pattern.length;) {
        const bracket = rules === OUTSIDE
            ? /^\[\^?(?!\])/.exec(pattern.slice(from, from + 3))?.[0]
            : pattern[from] === ']'
                ? ']'
                : undefined;
        const found = bracket ?? partAt(pattern, from, rules);
        if (found === undefined) {
            return undefined;
        }
        rules = bracket === undefined ? rules : bracket === ']' ? OUTSIDE : INSIDE;
        translated += typeof found === 'string' ? found : found.translated;
        from += found.length;
    }
    return rules === OUTSIDE ? translated : undefined;
}
function partAt(pattern, from, rules) {
    for (const [part, translation] of rules) {
        part.lastIndex = from;
        const [found] = part.exec(pattern) ?? [];
        if (found !== undefined) {
            return { length: found.length, translated: translation(found) };
        }
    }
    return undefined;
}
//# sourceMappingURL=pattern.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/values.js







function openValues(template, masked) {
    return {
        template,
        names: namesOf(template),
        masked,
        given: new Map(),
        open: new Map(),
        extras: new Map(),
        empty: new Map(),
        doubtful: new Set(),
        joined: new Map(),
        problems: [],
        warnings: [],
    };
}
function give({ given, open, joined }, node, { value, from }) {
    if (isOpen(value)) {
        // Open in an input set is a missing value; open in `inputs` is on purpose. It covers nothing.
        if (from === 'inputs') {
            open.set(node, value);
        }
        return;
    }
    const below = given.get(node);
    if (below !== undefined && from === 'inputs' && isLonger(mergeTrees(below.value, value), value)) {
        joined.set(node, below.from);
    }
    given.set(node, { value: below === undefined ? value : mergeTrees(below.value, value), from });
}
function isLonger(merged, value) {
    return (merged.kind === 'list' && value.kind === 'list' && !isOneValue(value) && merged.items.length > value.items.length);
}
function giveComplete(values, { given, extras }, from) {
    given.forEach((value, node) => give(values, node, { value, from }));
    for (const [node, extra] of extras) {
        const below = values.extras.get(node);
        values.extras.set(node, below === undefined ? extra : mergeTrees(below, extra));
    }
}
function checkGiven({ template, given, names, masked, joined, problems, warnings }) {
    const match = openMatcher();
    const unchecked = [];
    for (const place of template.places) {
        const { value, from = 'inputs' } = given.get(place.leaf) ?? {};
        if (value === undefined) {
            continue;
        }
        const check = checkValue(place, value, { match, masked });
        const label = names.label(place);
        if (check.problem !== undefined) {
            const sentence = `'${label}' (${place.what}) ${check.problem}`;
            const isOwn = from === 'inputs' || from === 'ref';
            problems.push(isOwn ? { input: from, text: sentence } : { input: 'input-sets', text: `${oneLine(from, 100)}: ${sentence}` });
        }
        if (check.unchecked !== undefined) {
            unchecked.push(`${label} (${check.unchecked})`);
        }
        const below = joined.get(place.leaf);
        if (below !== undefined) {
            warnings.push(`'${label}' combines the items of ${oneLine(below, 200)} and of inputs, because Harness merges a list by its items' identifiers. To set the whole list in inputs, remove it from the input set.`);
        }
    }
    if (unchecked.length > 0) {
        warnings.push(`Values that only Harness can check: ${values_some(unchecked)}.`);
    }
}
function values_some(names) {
    const MAX_NAMES = 20;
    const rest = names.length - MAX_NAMES;
    return `${names.slice(0, MAX_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
function origins({ template, given, masked }) {
    return template.places.flatMap((place) => {
        const path = oneLine(place.path);
        const own = given.get(place.leaf);
        if (own !== undefined) {
            return [{ path, value: display(place, own.value, masked), from: own.from }];
        }
        if (place.fallback !== undefined) {
            return [{ path, value: display(place, tree_text(place.fallback), masked), from: 'default' }];
        }
        return place.asks.asksDuringRun ? [{ path, value: '', from: 'requested during execution' }] : [];
    });
}
//# sourceMappingURL=values.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/missing.js






const NEEDED_UNLESS_ALL = new Set([
    'infrastructureDefinitions',
    'environments',
    'environments.values',
    'gitOpsClusters',
    'gitOpsClusters.values',
]);
async function checkMissing(values, readPipeline) {
    const { template, given, open, doubtful, names, problems, warnings } = values;
    const left = template.places.filter(({ leaf, fallback, asks }) => !given.has(leaf) && fallback === undefined && !asks.asksDuringRun);
    const isAsked = (place) => (place.isVariable ? !place.isRequired : isIn(NEEDED_UNLESS_ALL, place));
    const pipeline = left.some(isAsked) ? await pipelineOf(template.title, readPipeline) : missing_NOTHING;
    const facts = { ...pipeline, toAll: [...pipeline.toAll, ...deployingToAll(values)] };
    const openNeeded = [];
    const unjudged = [];
    const leftOut = [];
    for (const place of left) {
        const isNeeded = needs(place, facts);
        const isVague = place.isVariable && pipeline.refusal !== undefined;
        if (open.has(place.leaf)) {
            openNeeded.push(...(isNeeded ? [names.label(place)] : []));
        }
        else if (!isNeeded) {
            (isVague ? unjudged : leftOut).push(labelOf(values, place));
        }
        else if (!doubtful.has(place)) {
            problems.push({ input: 'inputs', text: missing(place, names.label(place)) });
        }
    }
    warnings.push(...(openNeeded.length > 0
        ? [`Left open with <+input>, although an execution needs a value: ${values_some(openNeeded)}.`]
        : []), ...(unjudged.length > 0
        ? [
            `Variables without a value are left to Harness, which may require them: ${values_some(unjudged)}. The YAML of ${template.title} cannot be read (${oneLine(pipeline.refusal ?? '', 300)}).`,
        ]
        : []), ...(leftOut.length > 0 ? [`Inputs without a value are left to Harness: ${values_some(leftOut)}.`] : []));
    checkEmpty(values, pipeline);
}
function labelOf({ names, empty }, place) {
    return empty.has(place.leaf) ? `${names.label(place)} (named without a value)` : names.label(place);
}
function checkEmpty({ template, given, names, warnings }, { required }) {
    for (const place of template.places) {
        const value = given.get(place.leaf)?.value;
        if (value?.kind === 'leaf' &&
            value.text === '' &&
            (place.isRequired || (place.isVariable && required.has(place.path)))) {
            warnings.push(`'${names.label(place)}' (${place.what}) is required and empty; Harness may refuse that.`);
        }
    }
}
function isIn(keys, { parent, name }) {
    return keys.has(name) || keys.has(`${parent}.${name}`);
}
const NEEDED = new Set(['serviceRef', 'environmentRef', 'services', 'services.values']);
function needs(place, { required, toAll }) {
    if (place.isVariable) {
        return place.isRequired || required.has(place.path);
    }
    return (isIn(NEEDED, place) ||
        buildOf(place.path) !== undefined ||
        (isIn(NEEDED_UNLESS_ALL, place) && !toAll.some((path) => place.path.startsWith(path))));
}
const missing_NOTHING = { required: new Set(), toAll: [] };
async function pipelineOf(pipeline, readPipeline) {
    const answer = await readPipeline();
    if ('refusal' in answer) {
        return { ...missing_NOTHING, refusal: answer.refusal };
    }
    // Most pipelines say neither, and then their YAML need not be parsed.
    if (!/\b(?:required|deployToAll)\b/.test(answer.yaml)) {
        return missing_NOTHING;
    }
    const read = readTemplate({ pipeline }, answer.yaml);
    if ('fault' in read) {
        return { ...missing_NOTHING, refusal: `it ${read.fault}` };
    }
    const required = read.places.filter(({ isRequired }) => isRequired).map(({ path }) => path);
    const all = [...read.groups].filter(([, group]) => group.kind === 'mapping' && literal(group, 'deployToAll') === 'true');
    return { required: new Set(required), toAll: all.map(([path]) => `${path}.`) };
}
function deployingToAll({ template, given }) {
    return template.places.flatMap(({ name, leaf, path }) => {
        const value = given.get(leaf)?.value;
        return name === 'deployToAll' && value?.kind === 'leaf' && value.text === 'true'
            ? [path.slice(0, -name.length)]
            : [];
    });
}
function missing(place, label) {
    const where = label === place.path ? '' : `, ${oneLine(place.path)}`;
    const list = place.asks.validators.find((one) => one.kind !== 'pattern');
    const hint = list !== undefined
        ? ` It must be one of ${listed(list.values)}.`
        : buildOf(place.path) !== undefined
            ? ' Set ref.'
            : '';
    return `'${label}' (${place.what}${where}) has no value.${hint}`;
}
//# sourceMappingURL=missing.js.map
;// CONCATENATED MODULE: ./lib/src/harness/advice.js
const CAUSES = [
    {
        codes: ['SCM_NOT_FOUND_ERROR', 'SCM_NOT_FOUND_ERROR_V2'],
        advice: 'The pipeline (or a template that it uses) is stored in Git, and Harness could not find its branch, repository or file: ' +
            'check pipeline-branch and, in Harness, the repository and file path of the pipeline.',
    },
    {
        codes: ['SCM_UNAUTHORIZED', 'SCM_UNAUTHORIZED_ERROR', 'SCM_FORBIDDEN'],
        advice: 'The pipeline is stored in Git, and the connector that Harness uses to read it has no access: check its credentials in Harness.',
    },
    {
        words: /\bfreeze\b|\bfrozen\b/i,
        advice: 'A deployment freeze is active: wait until its window ends, or ask for an exemption or for the permission to override it (Deployment Freeze: Override).',
    },
    {
        words: /out of sync|reconcil/i,
        advice: 'A template that the pipeline uses has changed since the pipeline was saved: open the pipeline in Harness, reconcile it, save it, and re-run.',
    },
    {
        words: /\bdraft\b/i,
        advice: 'The pipeline is saved as a draft and cannot run: complete it in the Pipeline Studio and save it.',
    },
    {
        codes: ['SCHEMA_VALIDATION_FAILED'],
        words: /field for key \[|invalid yaml|could not be parsed|unable to parse/i,
        advice: "The YAML does not match Harness's schema. If the error names no input, the pipeline's own YAML is incomplete: open it in Harness, fix the marked error and save it.",
    },
    {
        words: /required variable|allowed values|required regex/i,
        advice: 'Correct that value in inputs, or in the input set that contains it.',
    },
];
function adviceFor({ code = '', detail }) {
    const byCode = CAUSES.find(({ codes = [] }) => codes.includes(code));
    return (byCode ?? CAUSES.find(({ words }) => words?.test(detail) === true))?.advice;
}
const MISSING = /\b(?:account|org(?:anization)?|project|pipeline|(?:overlay )?input ?set|plan ?execution|execution|event|trigger|webhook|approval|application|workflow)s?\b.{0,120}?(?:\bdoes(?:n't| not) exist|\bhas been deleted|\bnot found)|\bno such (?:pipeline|execution|input set)\b/is;
function saysMissing(detail) {
    // "Field for key [stages] does not exist" is a pipeline that is there, and broken.
    return !/\bfield for key\b/i.test(detail) && MISSING.test(detail);
}
//# sourceMappingURL=advice.js.map
;// CONCATENATED MODULE: ./lib/src/harness/request-failure.js

function refusalReason({ code = '', status, detail, }) {
    switch (code) {
        case 'INVALID_TOKEN':
        case 'EXPIRED_TOKEN':
        case 'REVOKED_TOKEN':
        case 'TOKEN_ALREADY_REFRESHED_ONCE':
            return 'unauthorized';
        case 'NG_ACCESS_DENIED':
        case 'ACCESS_DENIED':
        case 'USER_NOT_AUTHORIZED':
            return 'forbidden';
        case 'ENTITY_NOT_FOUND':
        case 'RESOURCE_NOT_FOUND':
        case 'RESOURCE_NOT_FOUND_EXCEPTION':
            return 'not-found';
    }
    if (status === 401 || status === 403) {
        return status === 401 ? 'unauthorized' : 'forbidden';
    }
    // A file that is missing in Git comes as a 404, too, and is not the pipeline.
    const isKnown = adviceFor({ code, detail }) !== undefined;
    return !isKnown && (status === 404 || saysMissing(detail)) ? 'not-found' : 'other';
}
//# sourceMappingURL=request-failure.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/unchecked.js






const PERMISSION = 'Pipeline: View (core_pipeline_view)';
function unreadTemplate(wanted, { paragraphs, failure }) {
    const isNamed = refusalReason(failure) === 'other' || paragraphs.some((line) => line.includes(PERMISSION));
    return withoutTemplate(wanted, [
        ...paragraphs,
        ...(isNamed ? [] : [`Reading it requires ${PERMISSION} in that project.`]),
    ]);
}
function withoutTemplate(wanted, why) {
    const { inputs, pipeline } = wanted;
    const { sets, problems } = readSets(wanted.sets);
    const cause = `because the runtime-input template of ${oneLine(pipeline, 100)} cannot be read.`;
    const reasons = why.map((line) => `\n    ${line}`).join('');
    const isForNames = inputs.form === 'names';
    const all = [
        ...(inputs.form === 'unusable' ? inputs.problems : []),
        ...(isForNames
            ? [
                {
                    input: 'inputs',
                    text: `cannot be matched to the pipeline, ${cause} Complete YAML (pipeline: …) needs no template.${reasons}`,
                },
            ]
            : []),
        ...problems,
        // The reasons stand once.
        ...((wanted.ref ?? '') === ''
            ? []
            : [{ input: 'ref', text: `cannot be matched to the pipeline, ${cause}${isForNames ? '' : reasons}` }]),
    ];
    if (all.length > 0) {
        return { problems: all };
    }
    const own = inputs.form === 'complete' ? inputs : undefined;
    const merged = [...sets.map(({ tree }) => tree), ...(own === undefined ? [] : [own.tree])].reduce(mergeTrees, mapping([]));
    const isSent = own !== undefined || sets.length > 0;
    return {
        yaml: own !== undefined && sets.length === 0
            ? asWritten(own, pipeline)
            : isSent
                ? writeTree(withIdentifier(merged, tree_text(pipeline)))
                : '',
        origins: [],
        warnings: [`The runtime inputs are not checked, ${cause}${reasons}`],
    };
}
function passThrough({ pipeline, inputs, sets, ref = '' }) {
    const v1 = `${oneLine(pipeline, 100)} is a V1 pipeline (version: 1)`;
    const problems = [
        ...(inputs.form === 'unusable' ? inputs.problems : []),
        ...(inputs.form === 'names' && !isCompleteV1(inputs.names)
            ? [
                {
                    input: 'inputs',
                    text: `cannot be names: ${v1}. Pass its complete YAML (inputs: … or pipeline: …), which is sent unchanged.`,
                },
            ]
            : []),
        ...(sets.length > 0
            ? [{ input: 'input-sets', text: `cannot be merged: ${v1}. Pass its complete YAML in inputs.` }]
            : []),
        ...(ref === ''
            ? []
            : [{ input: 'ref', text: `cannot be used: ${v1}. Set what to build in the complete YAML in inputs.` }]),
    ];
    return problems.length > 0
        ? { problems }
        : {
            yaml: 'source' in inputs ? inputs.source : '',
            origins: [],
            warnings: [`The runtime inputs are not checked: ${v1}.`],
        };
}
function isCompleteV1({ entries }) {
    return (entries.get('inputs')?.kind === 'mapping' &&
        [...entries.keys()].every((key) => /^(?:inputs|version|kind)$/.test(key)));
}
function asWritten({ tree, source }, pipeline) {
    const identified = withIdentifier(tree, tree_text(pipeline));
    return identified === tree ? source : writeTree(identified);
}
//# sourceMappingURL=unchecked.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/warnings.js




const OPEN_EVENTS = new Set([
    'pull_request',
    'pull_request_target',
    'pull_request_review',
    'pull_request_review_comment',
    'issue_comment',
    'issues',
    'discussion',
    'discussion_comment',
    'fork',
    'watch',
]);
function warnOfText({ template, given, empty, names, warnings }, { inputs, ref = '', event = '' }) {
    const cut = [];
    const expressions = ref !== '' && hasExpression(ref) ? ['ref'] : [];
    const changed = [];
    for (const place of template.places) {
        const own = given.get(place.leaf);
        const value = own?.from === 'inputs' ? own.value : empty.get(place.leaf);
        if (value === undefined) {
            continue;
        }
        const label = names.label(place);
        const scalars = leaves(value);
        cut.push(...(scalars.some(({ isCut }) => isCut) ? [label] : []));
        expressions.push(...(scalars.some((leaf) => hasExpression(leaf.text)) ? [label] : []));
        const isText = own?.from === 'inputs' && inputs.form === 'complete' && (place.type === 'String' || place.type === 'Secret');
        const other = scalars.find((leaf) => isText && leaf.plain && textInHarness(leaf) !== leaf.text);
        changed.push(...(other === undefined ? [] : [label]));
    }
    if (cut.length > 0) {
        warnings.push(`A YAML comment follows the value of ${values_some(cut)}: YAML cuts a value at " #". Quote the value if the rest belongs to it; otherwise put the comment on its own line.`);
    }
    if (changed.length > 0) {
        warnings.push(`Harness reads the unquoted value of ${values_some(changed)} as a number or a boolean and changes its text. Quote it, as in "1.10".`);
    }
    if (expressions.length > 0 && OPEN_EVENTS.has(event)) {
        warnings.push(`The value of ${values_some(expressions)} holds a Harness expression (<+…>), which runs with the pipeline's permissions, and the event ${event} can be triggered by anyone. Make sure that the expression does not come from that event.`);
    }
}
//# sourceMappingURL=warnings.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/fit.js














// In the bundle this folder is one file, which others load for its readers of YAML.




async function fitInputs(wanted) {
    const template = readTemplate(wanted, wanted.template);
    if ('fault' in template) {
        return withoutTemplate(wanted, [
            `The template that Harness returned ${template.fault}. Check the pipeline in Harness.`,
        ]);
    }
    if (isV1(template)) {
        return passThrough(wanted);
    }
    const { sets, problems } = readSets(wanted.sets);
    const values = openValues(template, wanted.masked ?? []);
    values.problems.push(...problems);
    addSets(values, sets, wanted);
    addInputs(values, wanted.inputs);
    addRef(values, wanted.ref ?? '');
    checkGiven(values);
    warnOfText(values, wanted);
    // What is missing is known only when all that gives something could be read.
    if (wanted.inputs.form !== 'unusable' && problems.length === 0) {
        await checkMissing(values, wanted.readPipeline);
    }
    return values.problems.length > 0
        ? { problems: values.problems }
        : { yaml: yamlOf(values, wanted, sets), origins: origins(values), warnings: values.warnings };
}
function yamlOf({ template, given, open, extras }, { inputs, pipeline, ref = '' }, sets) {
    if (inputs.form === 'complete' && sets.length === 0 && ref === '') {
        return asWritten(inputs, pipeline);
    }
    const filled = fill(template.tree, { valueOf: (node) => given.get(node)?.value ?? open.get(node), extras });
    return filled === undefined ? '' : writeTree(withIdentifier(filled, tree_text(pipeline)));
}
function addSets(values, sets, { stages = [] }) {
    const { template, problems } = values;
    if (template.places.length === 0 && sets.length > 0) {
        const sentence = `cannot be applied: ${template.title} has no runtime inputs. Remove them.`;
        problems.push({ input: 'input-sets', text: sentence });
        return;
    }
    for (const { id, isOutdated, tree } of sets) {
        const matched = matchComplete(template, tree);
        giveComplete(values, matched, `input set ${id}`);
        // A set may give inputs of stages that do not run.
        for (const fault of isOutdated || stages.length > 0 ? [] : matched.faults) {
            problems.push({ input: 'input-sets', text: `${quotedValue(id)}: ${faultText(fault, template.title)}` });
        }
    }
}
function faultText({ kind, path, form = '' }, title) {
    const name = quotedValue(path, 500);
    switch (kind) {
        case 'unknown':
            return `${name} is not an input of ${title}. Harness would silently ignore it.`;
        case 'misplaced':
            return `${name} must be written as ${oneLine(form)}. Harness would silently ignore it here.`;
        case 'fixed':
            return `${name} has a fixed value in ${title} and is not an input.`;
        case 'twice':
            return `${name} is given twice.`;
    }
}
function addInputs(values, inputs) {
    const { template, names, empty, doubtful, problems } = values;
    const complain = (sentence) => problems.push({ input: 'inputs', text: sentence });
    switch (inputs.form) {
        case 'empty':
            return;
        case 'unusable':
            problems.push(...inputs.problems);
            return;
        case 'names': {
            const fit = fitNames(inputs.names, template, names);
            fit.problems.forEach(complain);
            fit.doubtful.forEach((place) => doubtful.add(place));
            fit.empty.forEach(({ place, value }) => empty.set(place.leaf, value));
            fit.given.forEach(({ place, value }) => give(values, place.leaf, { value: asSent(value, place), from: 'inputs' }));
            return;
        }
        case 'complete': {
            const matched = matchComplete(template, inputs.tree);
            giveComplete(values, matched, 'inputs');
            matched.empty.forEach((value, leaf) => empty.set(leaf, value));
            const unknown = matched.faults.filter(({ kind }) => kind === 'unknown').map(({ path }) => path);
            const explained = explainUnknown(unknown, template, names);
            explained.problems.forEach(complain);
            explained.doubtful.forEach((place) => doubtful.add(place));
            matched.faults
                .filter(({ kind }) => kind !== 'unknown')
                .forEach((fault) => complain(faultText(fault, template.title)));
            doubtBelow(values, matched.faults);
        }
    }
}
function doubtBelow({ template, doubtful }, faults) {
    const misplaced = faults.filter(({ kind }) => kind === 'misplaced').map(({ path }) => path);
    template.places
        .filter(({ path }) => misplaced.some((group) => path === group || path.startsWith(`${group}.`)))
        .forEach((place) => doubtful.add(place));
}
function addRef(values, ref) {
    const { template, given, problems, warnings } = values;
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
            const sentence = `sets what to build, and so does inputs (${oneLine(path)}). Specify only one of them.`;
            problems.push({ input: 'ref', text: sentence });
        }
        give(values, leaf, { value, from: 'ref' });
    }
    warnings.push(...[warnOfRef(ref)].filter((warning) => warning !== undefined));
}
//# sourceMappingURL=fit.js.map
var __webpack_exports__fitInputs = __webpack_exports__.zd;
var __webpack_exports__readRuntimeInputs = __webpack_exports__.a$;
var __webpack_exports__readTree = __webpack_exports__.Zc;
var __webpack_exports__unreadTemplate = __webpack_exports__.aA;
var __webpack_exports__valuesIn = __webpack_exports__.aC;
var __webpack_exports__yamlForLog = __webpack_exports__.f9;
export { __webpack_exports__fitInputs as fitInputs, __webpack_exports__readRuntimeInputs as readRuntimeInputs, __webpack_exports__readTree as readTree, __webpack_exports__unreadTemplate as unreadTemplate, __webpack_exports__valuesIn as valuesIn, __webpack_exports__yamlForLog as yamlForLog };
