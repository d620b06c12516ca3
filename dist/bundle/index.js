import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE__toolkit_js_592400b2__ from "./toolkit.js";
import * as __WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__ from "./undici.js";
/******/ var __webpack_modules__ = ({

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
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
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h2: () => (/* reexport */ abort),
  SR: () => (/* reexport */ approve),
  Hd: () => (/* reexport */ firstgen),
  e6: () => (/* reexport */ follow_follow),
  bE: () => (/* reexport */ post),
  _H: () => (/* reexport */ recent),
  dU: () => (/* reexport */ rollback),
  eF: () => (/* reexport */ run),
  JV: () => (/* binding */ simulate),
  ft: () => (/* reexport */ simulator),
  hZ: () => (/* reexport */ trigger)
});

;// CONCATENATED MODULE: ./lib/src/base/side-by-side.js
/** Work that is done side by side, with results and errors in the order in which it was given. */
/**
 * Waits for all of them, so that none goes on unseen behind an error.
 *
 * @throws the error of the first in order that failed, whichever failed first.
 */
async function sideBySide(work) {
    await Promise.allSettled(work);
    for (const one of work) {
        await one;
    }
    return Promise.all(work);
}
/** Does the work on so many items at a time. @returns the results in the items' order. @throws as sideBySide does. */
async function mapSideBySide(items, width, work) {
    const results = [];
    for (let from = 0; from < items.length; from += width) {
        results.push(...(await sideBySide(items.slice(from, from + width).map((item) => work(item)))));
    }
    return results;
}
//# sourceMappingURL=side-by-side.js.map
;// CONCATENATED MODULE: ./lib/src/base/invisible.js
/** Characters that no log and no page shows: what is printed here does not hold them. */
/** Sequences for a terminal: CSI (colours, cursor), OSC (titles, links) up to its end or the line's, and the two-character rest. */
const TERMINAL = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
/**
 * Controls but tab and line ends; format characters, direction overrides among them, which show text in another order than it
 * has; lone surrogates; and everything that is drawn as nothing: the runner compares as people read, so `#<nothing>#[` would be
 * `##[` to it.
 */
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;
/** Whatever the runner or a terminal takes for the end of a line; a lone `\r` is one for the runner. */
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;
/** Whether a line is not what it was once all of these are taken out. */
function isAltered(line) {
    return LINE_END.test(line) || line.search(INVISIBLE) >= 0;
}
//# sourceMappingURL=invisible.js.map
;// CONCATENATED MODULE: ./lib/src/base/secrets.js
/**
 * Secrets in text. GitHub masks a secret in the log and in the summary only where it is whole and unaltered, line by
 * line, and masks nothing in comments and commit statuses. So what may be a secret is shown whole or not at all.
 */

/** By this the runner knows an old command, anywhere in a line, so that it is altered wherever it stands. */
const COMMAND = '##[';
/** Fewer characters of a secret in a row give nothing away. */
const MIN_REVEALING_LENGTH = 12;
const known = (globalThis.runHarnessPipelineSecrets ??= {
    given: new Set(),
    whole: new Set(),
    unshowable: new Set(),
    hidden: [],
    areIncomplete: false,
});
/** Keeps these values whole from now on, line by line, wherever text is shortened: the inputs of this step. */
function keepWhole(values) {
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
/** Takes these out from now on, where GitHub masks nothing: values of Secret variables, of names like `api_key`, random ones. */
function conceal(values) {
    const secret = [...values].filter(({ name, type, value }) => type === 'Secret' || isSecretName(name) || looksRandom(value));
    known.hidden = [...new Set([...known.hidden, ...formsOf(secret.map(({ value }) => value))])].toSorted((one, other) => other.length - one.length);
}
/** Does both. */
function protect(values) {
    keepWhole(values.map(({ value }) => value));
    conceal(values);
}
/** Whether there is anything to take out. */
function concealsAny() {
    return known.hidden.length > 0;
}
/** This process does not know the inputs' values, as post: from now on no text is cut, but shown whole or as its length. */
function cutNothing() {
    known.areIncomplete = true;
}
/** Whether a text may be shortened at its blanks. */
function mayCut() {
    return !known.areIncomplete;
}
/** Forgets everything, for a process that runs several steps one after the other, as a test does. */
function forgetSecrets() {
    known.given.clear();
    known.whole.clear();
    known.unshowable.clear();
    known.hidden = [];
    known.areIncomplete = false;
}
/** @returns a text as it stands between the quotation marks of a JSON string. */
function jsonEscaped(text) {
    return JSON.stringify(text).slice(1, -1);
}
/** The lines that the runner masks: it splits at line feeds and carriage returns, and trims. */
function linesOf(value) {
    return value
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
/** Whether a text may be a part of a secret: it looks random, and stands in an input without being one of its values or lines. */
function isFragment(text) {
    return looksRandom(text) && !known.given.has(text.trim()) && [...known.given].some((line) => line.includes(text));
}
/** @returns where `text` can end at the latest, at most after `end` characters, without half a value at its end. */
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
/** @returns the text with the length of each value in its place that cannot be shown unaltered. */
function withoutUnshowable(text) {
    let replaced = text;
    for (const value of known.unshowable) {
        if (replaced.includes(value)) {
            replaced = replaced.replaceAll(value, () => lengthOf(value));
        }
    }
    return replaced;
}
/**
 * @returns the parts of a text that are shown unaltered or not at all, and the blanks between them in turn: words, and the words
 * that a kept value holds together.
 */
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
/** @returns `(353 characters)`, in place of a text that cannot be shown whole. */
function lengthOf(text) {
    return `(${text.length} characters)`;
}
const VERSION = /^v?\d{1,8}(?:\.\d{1,8}){1,3}(?:[-+.][0-9a-z]{1,11}){0,5}$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;
/** One case, or a capital first, and digits behind it: `rc1`, `west4`; or as in `k8s`, `2xlarge` and `12T18`. */
const WORD = /^(?:(?:\p{Lu}?\p{Ll}+|\p{Lu}+)\d{0,4}|\p{Ll}\d\p{Ll}|\d{1,2}(?:T\d\d|Z|\p{Ll}+))$/u;
/** Abbreviated only among other parts: `main-1a2b3c4`. */
const COMMIT = /^(?:[0-9a-f]{7,11}|[0-9a-f]{40})$/;
const DIGEST = /(?<=\bsha256:)[0-9a-f]{64}\b/g;
/**
 * Whether a text reads like nothing that a person would write: neither words, names, paths, numbers, versions, Git refs nor a
 * commit's SHA. What is shorter than 12 characters never does.
 */
function looksRandom(text) {
    if (text.length < MIN_REVEALING_LENGTH || VERSION.test(text) || ADDRESS.test(text)) {
        return false;
    }
    const parts = text
        .replace(DIGEST, '')
        .split(/[^\p{L}\p{N}\p{M}]+/u)
        .filter((part) => part !== '');
    const strange = text.match(/[^\p{L}\p{N}\p{M}\s.,:;/@+=()'"!?%_-]/gu)?.length ?? 0;
    const letters = parts.reduce((sum, part) => sum + part.length, 0);
    return strange > 0 || letters < parts.length * 2.5 || parts.some((part) => !isReadable(part));
}
function isReadable(part) {
    const hasDigitsInside = part.length >= MIN_REVEALING_LENGTH && /\d.*\p{L}/u.test(part);
    return /^\d+$/.test(part) || COMMIT.test(part) || (!hasDigitsInside && wordsIn(part).every(isWord));
}
/** `deployProdService` as `deploy`, `Prod`, `Service`. */
function wordsIn(part) {
    return part.split(/(?<=[\p{Ll}\d])(?=\p{Lu})/u);
}
function isWord(word, _position, all) {
    const isLong = word.length > 5;
    const isPronounceable = /[aeiouyäöüáéíóúàèâêåøæаеиоуыэюя]/i.test(word) && !/[bcdfghjklmnpqrstvwxz]{5}/i.test(word);
    return WORD.test(word) && word.length <= 24 && (!isLong || isPronounceable) && (all.length === 1 || word.length > 2);
}
/**
 * @returns the values as they may appear in a text: whole, in one line, line by line, and as JSON and URLs spell them; none of
 * fewer than four characters, which would be found in every other word.
 */
function formsOf(values) {
    const forms = new Set();
    for (const value of values) {
        const lines = linesOf(value);
        for (const form of [value.trim(), lines.join(' '), ...lines]) {
            if (form.length >= 4) {
                forms
                    .add(form)
                    .add(jsonEscaped(form))
                    .add(encodeURIComponent(form.replace(/\p{Cs}/gu, '')));
            }
        }
    }
    return forms;
}
const SECRET_NAME = /secret|token|passw|passphrase|pwd|key|credential|private/i;
/** Whether a name says that its value is a secret. */
function isSecretName(name) {
    return SECRET_NAME.test(name);
}
/** A word this long that looks random is a token, whoever named it. */
const TOKEN = /[^\s`*[\]()<>|"',;]{20,}/g;
/** Ids of Harness, and pages. */
const READABLE = /^[\w-]{22}$|:\/\//;
/** The target of a link in Markdown. */
const TARGET = /(\]\(https?:[^()\s]*\))/;
/**
 * @param own beginnings of the URLs that are made here, of ids alone: these links stay whole
 * @returns a text or a Markdown page for a place where GitHub masks nothing: `***` for each value that is concealed and for each
 *   word that looks like a token.
 */
function concealed(text, own = []) {
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
/**
 * Untrusted text made inert. Everything that comes from Harness, from the job's state or from the event file goes through
 * one of these functions before a person or the runner reads it.
 */


/**
 * @returns the text's lines without terminal sequences, control characters and direction overrides. What may be a secret and
 * would be altered by that is replaced by its length.
 */
function lines(text) {
    return withoutUnshowable(text.replace(TERMINAL, ''))
        .split(LINE_END)
        .map((line) => (line.search(INVISIBLE) < 0 ? line : line.replace(/\S+/g, visible).replace(INVISIBLE, '')));
}
function visible(word) {
    const shown = word.replace(INVISIBLE, '');
    return word.includes(shown) || !looksRandom(shown) ? shown : lengthOf(word);
}
/**
 * @returns one line of at most `max` characters: whole, or cut at a blank with an ellipsis behind it, never within a word, and
 * never within a value that is kept whole. A longer word is replaced by its length. Blanks inside a line stay as they are,
 * because GitHub would not find a secret that holds several; the text's own lines are joined.
 */
function oneLine(text, max = 500) {
    const window = max * 8 + 16_384;
    const isLong = text.length > window;
    const line = lines(isLong ? text.slice(0, endOutsideValues(text, window)) : text)
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .join(' ');
    return isLong ? cut(withoutLastPiece(line), max, true) || lengthOf(text) : cut(line, max, false);
}
/** What the window cut in two. */
function withoutLastPiece(line) {
    return piecesOf(line).slice(0, -1).join('').trimEnd();
}
/** @returns the text of at most `max` characters, cut as `oneLine` does it, with its line ends and its indentation. */
function shortened(text, max) {
    return cut(text, max, false);
}
function cut(text, max, isMore) {
    if (text.length <= max && !isMore) {
        return text;
    }
    const length = lengthOf(text);
    if (!mayCut()) {
        return length.length <= max ? length : '…';
    }
    const parts = piecesOf(text).map((part) => (part.length > max ? lengthOf(part) : part));
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
/** Characters of an input's value that are shown. */
const MAX_VALUE = 100;
/** @returns an input's value where it can be shown whole in one line of a log, else `(353 characters)`. */
function wholeValue(text, max = MAX_VALUE) {
    const isWhole = text.length <= max && lines(text).length === 1 && logLines(text)[0] === text && !isFragment(text);
    return isWhole ? text : lengthOf(text);
}
/** @returns the same between quotes: `'1.2'`, `(353 characters)`. */
function text_quotedValue(text, max = MAX_VALUE) {
    const shown = wholeValue(text, max);
    return shown === text ? `'${text}'` : shown;
}
/**
 * @returns the lines as the runner prints them and obeys none: it searches for `##[command]` anywhere in a line and for
 * `::command::` at its start, after any white space. A line of the second kind gets a bar before it. The first is broken by a
 * blank that is seen, because the runner skips invisible characters; where that would also break what may be a secret, the
 * length takes its place.
 */
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
        const mayBeSecret = broken.split(/\s+/).some((part) => looksRandom(part.replace(/[#[\]]/g, ' ')));
        return piece !== broken && mayBeSecret ? lengthOf(piece) : broken;
    })
        .join('');
}
/** @returns the text of an annotation: inert lines, cut at a blank below the 4,096 characters that the runner keeps. */
function annotation(text) {
    return shortened(logLines(text).join('\n').trim(), 4000);
}
/**
 * @returns one line of text that stays text in GitHub's Markdown and holds its characters unaltered, so that GitHub finds the
 * secrets in it: as it is where it reads as nothing but text, else as inline code. In a cell of a table `cell` is needed.
 */
function markdown(text, max = 500) {
    const line = oneLine(text, max);
    return isPlain(line) ? line : span(line);
}
/** @returns one line as inline code. */
function code(text, max = 200) {
    return span(oneLine(text, max));
}
/**
 * @returns the same as `markdown`, for a cell of a table. A bar would end the cell even inside inline code, and would be
 * altered if it was escaped, so that the length of a text with bars takes its place.
 */
function cell(text, max = 500) {
    const line = oneLine(text, max);
    return line.includes('|') ? lengthOf(line) : markdown(line, max);
}
/** @returns the same as `code`, for a cell of a table: the length of a text with bars. */
function codeCell(text, max = 200) {
    return text.includes('|') ? cell(text, max) : code(text, max);
}
/**
 * Whether neither Markdown nor HTML sees anything in a text: no markup, mention, link, emoji, reference to an issue or a
 * commit, at the beginning of a line either.
 */
function isPlain(line) {
    return (/^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} .,;:/?%+()'…›·-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*$/u.test(line) &&
        !/^\d+[.)]|www\.|gh-\d|:\/\/|:\S*:|(?=[a-f]*\d)[0-9a-f]{7,}/i.test(line) &&
        !/[A-Z]{2,}-\d/.test(line));
}
/** Between backticks nothing is read but their end, so there are more of them than anywhere inside. */
function span(line) {
    if (line === '') {
        return '';
    }
    const ticks = '`'.repeat(longestRun(line) + 1);
    const blank = /^`|`$/.test(line) ? ' ' : '';
    return `${ticks}${blank}${line}${blank}${ticks}`;
}
/** @returns a title that opens what is below it. The title is inert HTML already. */
function folded(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** @returns the text as a fenced block, its fence longer than any run of backticks inside; `language` colours it. */
function fence(text, language = 'text') {
    const body = lines(text).join('\n');
    const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1));
    return `${ticks}${language}\n${body}\n${ticks}`;
}
function longestRun(text) {
    return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
/**
 * @returns `text` with each of the secrets replaced by `***`, also one with characters in it that `lines` takes out: they would
 * come together again. The runner masks what it prints; this is for what does not pass the runner, and for the message of an
 * error that quotes an answer.
 */
function withoutSecrets(text, secrets) {
    // Most texts are plain, and a search for a pattern costs many times as much.
    const isAscii = !/[^\t\n\r -~]/.test(text);
    return secrets
        .filter((secret) => secret !== '')
        .toSorted((one, other) => other.length - one.length)
        .reduce((clean, secret) => clean.replaceAll(isAscii ? secret : scattered(secret), () => '***'), text);
}
/** The secret with any number of characters that are not seen between its own. */
function scattered(secret) {
    const unseen = `(?:${TERMINAL.source}|${INVISIBLE.source})*`;
    const characters = Array.from(secret, (character) => character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&'));
    return new RegExp(characters.join(unseen), 'gu');
}
/** @returns whole seconds of a duration in ms, never less than zero: the one rounding of log, summary and outputs. */
function wholeSeconds(ms) {
    return Math.max(0, Math.round(ms / 1000));
}
/** @returns `3m 12s`, `1h 05m`, `4s`: a duration given in ms, in whole seconds. */
function duration(ms) {
    const seconds = wholeSeconds(ms);
    const two = (value) => String(value).padStart(2, '0');
    if (seconds < 60) {
        return `${seconds}s`;
    }
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `${minutes}m ${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}
/** @returns a text of ours, such as a duration, that stays on one line of a page. */
function noBreak(text) {
    return text.replaceAll(' ', '\u00A0');
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
;// CONCATENATED MODULE: ./lib/src/harness/links.js
/** @returns `default / shop`, or the application's name. */
function placeOf({ scope, application }) {
    return application?.name ?? `${scope.org} / ${scope.project}`;
}
/**
 * @returns the page that lists the executions, newest first: of the pipeline, of the project while no pipeline is known, of
 * the account without a project.
 */
function executionsLink({ scope, pipeline, application }) {
    if (application !== undefined) {
        return `${firstGenLink(scope)}/executions`;
    }
    if (scope.project === '') {
        return `${scope.origin}/ng/${links_path('account', scope.account)}`;
    }
    const project = projectLink(scope);
    return pipeline === '' ? `${project}/deployments` : `${project}/${links_path('pipelines', pipeline, 'executions')}`;
}
/**
 * @returns the page of one execution; the list while its pipeline is not known. FirstGen's is built as its own pages do for
 * a pipeline whose workflow, or a workflow whose environment, is not chosen; that has no documentation.
 */
function executionLink(location, execution) {
    const { scope, pipeline, application } = location;
    if (application === undefined) {
        const list = executionsLink(location);
        return pipeline === '' ? list : `${list}/${links_path(execution, 'pipeline')}`;
    }
    const app = `${firstGenLink(scope)}/app/${encodeURIComponent(application.id)}`;
    const id = encodeURIComponent(execution);
    return application.isWorkflow
        ? `${app}/env/undefined/executions/${id}/details`
        : `${app}/pipeline-execution/${id}/workflow-execution/undefined/details`;
}
/** @returns an execution of this place by its id, with its page. */
function executionRef(location, id) {
    return { id, pipeline: location.pipeline, url: executionLink(location, id) };
}
function firstGenLink({ origin, account }) {
    return `${origin}/#/account/${encodeURIComponent(account)}`;
}
const links_path = (...parts) => parts.map((part) => encodeURIComponent(part)).join('/');
function projectLink({ origin, account, org, project }) {
    return `${origin}/ng/${links_path('account', account, 'all', 'orgs', org, 'projects', project)}`;
}
/** @returns the page of the execution that started one in this scope as a chained pipeline; undefined when none did. */
function parentLink(scope, parent) {
    return parent === undefined
        ? undefined
        : executionLink({ scope: { ...scope, ...parent }, pipeline: parent.pipeline }, parent.id);
}
/** @returns the page of an execution, opened at a stage and, when given, at a step; both are keys of Harness's graph. */
function stageLink(url, at) {
    const query = new URLSearchParams([
        ['stage', at.stage],
        ['stageExecId', at.run],
        ['step', at.step],
    ].filter((pair) => pair[1] !== undefined));
    return query.size === 0 ? url : `${url}?${query.toString()}`;
}
//# sourceMappingURL=links.js.map
;// CONCATENATED MODULE: ./lib/src/harness/advice.js
/** What to do about an error that Harness answered with: known causes by Harness's code first, then by its words. */
/** The first that fits counts. */
const CAUSES = [
    {
        codes: ['SCM_NOT_FOUND_ERROR', 'SCM_NOT_FOUND_ERROR_V2'],
        advice: 'The pipeline (or a template that it uses) is stored in Git, and Harness does not find its branch, repository or file there: ' +
            'check pipeline-branch, and in Harness the repository and file path of the pipeline.',
    },
    {
        codes: ['SCM_UNAUTHORIZED', 'SCM_UNAUTHORIZED_ERROR', 'SCM_FORBIDDEN'],
        advice: 'The pipeline is stored in Git, and the connector that Harness reads it with is not allowed to: check its credentials in Harness.',
    },
    {
        words: /\bfreeze\b|\bfrozen\b/i,
        advice: 'A deployment freeze is in force: wait until its window is over, or ask for an exemption or for the permission to override it (Deployment Freeze: Override).',
    },
    {
        words: /out of sync|reconcil/i,
        advice: 'A template that the pipeline uses has changed since the pipeline was saved: open the pipeline in Harness, reconcile it, save it, and re-run.',
    },
    {
        words: /\bdraft\b/i,
        advice: 'The pipeline is saved as a draft, which cannot run: complete it in the pipeline studio of Harness and save it.',
    },
    {
        codes: ['SCHEMA_VALIDATION_FAILED'],
        words: /field for key \[|invalid yaml|could not be parsed|unable to parse/i,
        advice: "The YAML does not have the form that Harness asks for. If no input is named, the pipeline's own YAML is incomplete: open it in Harness, where the error is marked, and save it.",
    },
    {
        words: /required variable|allowed values|required regex/i,
        advice: 'Correct that value in inputs, or in the input set that gives it.',
    },
];
/** @returns what to do about a known cause; undefined for any other. */
function adviceFor({ code = '', detail }) {
    const byCode = CAUSES.find(({ codes = [] }) => codes.includes(code));
    return (byCode ?? CAUSES.find(({ words }) => words?.test(detail) === true))?.advice;
}
/** Things that Harness says of that they do not exist, where the thing itself is what was asked for. */
const MISSING = /\b(?:account|org(?:anization)?|project|pipeline|(?:overlay )?input ?set|plan ?execution|execution|event|trigger|webhook|approval|application|workflow)s?\b.{0,120}?(?:\bdoes(?:n't| not) exist|\bhas been deleted|\bnot found)|\bno such (?:pipeline|execution|input set)\b/is;
/** Whether the words of an error without a specific code say that what was asked for does not exist. */
function saysMissing(detail) {
    // "Field for key [stages] does not exist" is a pipeline that is there, and broken.
    return !/\bfield for key\b/i.test(detail) && MISSING.test(detail);
}
//# sourceMappingURL=advice.js.map
;// CONCATENATED MODULE: ./lib/src/harness/errors.js
/** What can go wrong: each error says what was asked, what came back, what that most likely means and what to do. */


/** Everything that is wrong with a step's inputs. Thrown before anything is started. */
class InputError extends Error {
    name = 'InputError';
    problems;
    /** How many there are, then each. */
    paragraphs;
    constructor(problems) {
        const width = Math.max(...problems.map(({ input }) => input.length)) + 2;
        const head = `${count(problems.length, 'problem')} in this step's inputs; nothing was started.`;
        const paragraphs = [head, ...problems.map(({ input, text }) => `${input.padEnd(width)}${text}`)];
        super(paragraphs.join('\n  '));
        this.problems = problems;
        this.paragraphs = paragraphs;
    }
}
/** A request to Harness that brought no usable answer. Its message has one line each for the headline, the detail, hints and advice. */
class HarnessError extends Error {
    name = 'HarnessError';
    failure;
    /** What was asked and what came back: a sentence, and the message's first line. */
    headline;
    /** What came back in detail, in Harness's words or in ours; empty when nothing did. */
    reason;
    /** What it most likely means and what to do next, a paragraph each. */
    advice;
    /** Everything that the message says. */
    paragraphs;
    constructor(failure) {
        const headline = `${headlineOf(failure)}.`;
        const reason = detailOf(failure);
        const advice = adviceIn(failure);
        const paragraphs = [headline, ...(reason === '' ? [] : [reason]), ...advice];
        super(paragraphs.join('\n  '), { cause: failure.cause });
        this.failure = failure;
        this.headline = headline;
        this.reason = reason;
        this.advice = advice;
        this.paragraphs = paragraphs;
    }
    get kind() {
        return this.failure.kind;
    }
}
/** The time that was given is over. */
class DeadlineExceeded extends Error {
    name = 'DeadlineExceeded';
    /** What the last try met with, if the time ran out while there was no contact. */
    last;
    constructor(last) {
        super('The time is over.');
        this.last = last;
    }
}
/** The job was cancelled, or the post step asked this process to stop. */
class Cancelled extends Error {
    name = 'Cancelled';
    constructor() {
        super('Cancelled.');
    }
}
/**
 * What kind of refusal it is, by Harness's code first: TOO_MANY_REQUESTS comes as a 400, a missing pipeline as a 400, and
 * proxies change statuses.
 */
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
function adviceIn(failure) {
    const { hints = [], correlationId } = failure;
    return [
        ...hints.map((hint) => `Hint: ${oneLine(hint)}`),
        `${adviceOn(failure)}${correlationId === undefined ? '' : ` Correlation id ${oneLine(correlationId, 80)}.`}`,
    ];
}
/** Harness's own words are in quotation marks, those of the system or of this program are not. */
function detailOf({ kind, detail }) {
    const isQuoted = kind === 'refused' || kind === 'limited' || kind === 'unavailable';
    return isQuoted && detail !== '' ? `"${oneLine(detail)}"` : oneLine(detail);
}
/** @returns the headline without its full stop. */
function headlineOf(failure) {
    const answer = [failure.status, failure.code].filter((part) => part !== undefined).join(' ');
    return `${whatHappened(failure)}${answer === '' ? '' : ` (${answer})`}`;
}
function whatHappened(failure) {
    const { purpose, origin } = failure;
    switch (failure.kind) {
        case 'unsent':
            return `Could not connect to ${origin} to ${purpose}`;
        case 'untrusted':
            return `The certificate of ${origin} is not trusted; could not ${purpose}`;
        case 'handshake':
            return `Could not set up TLS with ${origin}; could not ${purpose}`;
        case 'lost':
            return `Lost the connection to ${origin} while trying to ${purpose}`;
        case 'limited':
            return `Rate limited by Harness (400 requests a minute for this key); could not ${purpose}`;
        case 'unavailable':
            return `Harness could not ${purpose}`;
        case 'unexpected':
            return `Unexpected response from ${origin} when trying to ${purpose}`;
        case 'redirect':
            return `${origin} redirected the request to ${purpose}`;
        case 'refused':
            break;
    }
    switch (refusalReason(failure)) {
        case 'unauthorized':
            return `Harness rejected the API key when trying to ${purpose}`;
        case 'forbidden':
            return `The API key has no permission to ${purpose}`;
        case 'not-found':
            return `Harness returned "not found" when trying to ${purpose}`;
        case 'other':
            return `Harness refused to ${purpose}`;
    }
}
const CASE = 'Identifiers are case-sensitive: compare those of pipeline, org and project with the URL of the pipeline.';
function adviceOn(failure) {
    switch (failure.kind) {
        case 'unsent':
            return failure.code === 'PROXY_407'
                ? 'The proxy asks for a user name and a password: write them into HTTPS_PROXY as http://USER:PASSWORD@HOST:PORT.'
                : 'Check base-url, the proxy settings of the runner (HTTPS_PROXY, NO_PROXY) and whether the runner may reach that host.';
        case 'untrusted':
            return 'If Harness has a certificate of your own authority, name its file in NODE_EXTRA_CA_CERTS in the environment of the runner or of this step.';
        case 'handshake':
            return 'Check the host and port of base-url and of HTTPS_PROXY: what answers there does not speak TLS, or no version that both sides know.';
        case 'lost':
            return 'This is most likely a temporary fault of the network or of Harness (status.harness.io).';
        case 'unavailable':
            return failure.status === 500
                ? `This is most likely a temporary fault of Harness (status.harness.io). If it persists: ${CASE}`
                : 'This is most likely a temporary fault of Harness or of a proxy before it (status.harness.io).';
        case 'limited':
            return 'Use one key per team, or a longer poll-interval.';
        case 'unexpected':
            return 'A proxy, a firewall or a login page may have answered instead: check base-url and that the key has not expired.';
        case 'redirect':
            return 'It is not followed, because the key would go along. Give the host that it names as base-url, if that is your Harness.';
        case 'refused':
            break;
    }
    const permission = /core_\w+/.exec(failure.detail)?.[0];
    switch (refusalReason(failure)) {
        case 'unauthorized':
            return 'The key is wrong, expired or revoked, or belongs to another account: create a new token and store it as the secret that api-key reads.';
        case 'forbidden':
            return permission === undefined
                ? "Give the key's user or service account a role in that project that allows it."
                : `Give the key's user or service account a role with ${permissionName(permission)} in that project.`;
        case 'not-found':
            return `Check account, org, project and pipeline. ${CASE} A key that may not see a project gets this answer, too.`;
        case 'other':
            return adviceFor(failure) ?? 'Fix the problem that Harness reports, then re-run.';
    }
}
/** `core_pipeline_execute` as Harness's own pages call it: `Pipeline: Execute`. */
function permissionName(permission) {
    const [, resource = '', action = ''] = permission.split('_');
    const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
    return `${capital(resource)}: ${capital(action)} (${permission})`;
}
/** @returns the error for an answer in a 2xx that is not what was asked for. */
function unexpectedResponse(about, detail) {
    return new HarnessError({ ...about, kind: 'unexpected', status: 200, detail });
}
/**
 * Harness locks an execution for each interrupt, and refuses another one meanwhile: "Cannot register the interrupt. Please
 * retry.", as a 400.
 *
 * @returns the error, as one that passes by itself when its own words say so. For what may be asked twice: a start may not.
 */
function orTemporary(error) {
    return error instanceof HarnessError &&
        error.kind === 'refused' &&
        /please (?:retry|try again)|(?:retry|try again) (?:later|after|in a)/i.test(error.failure.detail)
        ? new HarnessError({ ...error.failure, kind: 'unavailable' })
        : error;
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./lib/src/harness/retry.js

/** ms that one request may take. */
const REQUEST_LIMIT = 30_000;
/** ms for which Harness may not find what was just started, or answer with HTML instead of JSON, before that is final. */
const GRACE_PERIOD = 60_000;
/** ms for which a host that never answered is tried before anything is started there, or a question that it fails on. */
const UNREACHED_LIMIT = 300_000;
/** ms between two words about the same outage. */
const REMINDER_INTERVAL = 60_000;
/** Requests a minute that Harness allows a key (documented for external API requests). */
const REQUESTS_PER_MINUTE = 400;
/** Starts without any outage. */
function openRetry({ clock, listener, matrixSize, hasAnswered = false, validate }) {
    const record = { unreachableMs: 0, rateLimited: 0, answered: hasAnswered, backOffUntil: 0 };
    // Questions that are asked side by side meet the same outage, which is reported once.
    const outage = { questions: 0, since: 0 };
    const born = clock.now();
    // ms over which all legs of the matrix can ask once without passing the key's limit.
    const spread = (matrixSize * 60_000) / REQUESTS_PER_MINUTE;
    const ceiling = Math.max(5000, spread);
    const isFinal = async (error, question, until) => {
        const now = clock.now();
        const meaning = error.kind === 'refused' ? refusalReason(error.failure) : undefined;
        question.notFoundSince = meaning === 'not-found' ? (question.notFoundSince ?? now) : undefined;
        question.failingSince = error.failure.status === 500 ? (question.failingSince ?? now) : undefined;
        question.unexpectedSince = error.kind === 'unexpected' ? (question.unexpectedSince ?? now) : undefined;
        switch (error.kind) {
            case 'redirect':
                return true;
            case 'untrusted':
            case 'handshake':
                return !record.answered;
            case 'refused':
                if (meaning === 'unauthorized' || meaning === 'forbidden') {
                    question.refusals += 1;
                    return !record.answered || question.refusals > 1;
                }
                return (meaning === 'other' ||
                    until.isGiven === true ||
                    error.failure.isPipelineMissing === true ||
                    now - (question.notFoundSince ?? now) >= GRACE_PERIOD);
            case 'unexpected':
                if (validate !== undefined && !question.validated && now - (question.unexpectedSince ?? now) >= GRACE_PERIOD) {
                    question.validated = true;
                    await retry_confirm(validate, { signal: until.signal, limit: Math.min(REQUEST_LIMIT, until.deadline - now) });
                }
                break;
            case 'limited':
                // Harness answers, and says itself how long to wait.
                record.rateLimited += 1;
                return false;
            case 'unsent':
            case 'lost':
            case 'unavailable':
                break;
        }
        // Harness answers with a lasting 500 to an identifier in the wrong case, while it answers everything else.
        const since = question.failingSince ?? (record.answered ? now : born);
        return until.givesUpUnreached === true && now - since >= UNREACHED_LIMIT;
    };
    const pauseAfter = (error, { attempts }) => {
        const most = Math.min(ceiling, 500 * 2 ** Math.min(attempts, 20));
        const chance = clock.random();
        // All legs meet the rate limit at once, and no request is let through before most of the minute that they used up is over.
        const delay = error.kind === 'limited' && matrixSize > 1 ? (1.5 + chance) * spread : 0;
        return (error.failure.retryAfter ?? 0) + Math.max(chance * most, delay);
    };
    /** Waits before the next try, and reports the outage: when it begins and then once a minute, however long one wait is. */
    const waitBeforeRetry = async (error, question, { deadline, signal }) => {
        const next = Math.min(clock.now() + pauseAfter(error, question), deadline);
        question.attempts += 1;
        do {
            const now = clock.now();
            if (outage.reportedAt === undefined || now - outage.reportedAt >= REMINDER_INTERVAL) {
                outage.reportedAt = now;
                listener.onDisconnect(error, { since: now - outage.since, pause: Math.max(0, next - now) });
            }
            await clock.sleep(Math.max(0, Math.min(next, outage.reportedAt + REMINDER_INTERVAL) - now), signal);
        } while (clock.now() < next && !isAborted(signal));
    };
    /** A question that has had no answer yet. */
    const begin = (question, at) => {
        if (!question.isOpen) {
            question.isOpen = true;
            outage.since = outage.questions === 0 ? at : outage.since;
            outage.questions += 1;
        }
    };
    /** The question has its answer, or is asked no more. The last one of them ends the outage. */
    const end = (question, isAnswered) => {
        if (!question.isOpen) {
            return;
        }
        question.isOpen = false;
        outage.questions -= 1;
        if (outage.questions === 0) {
            const ms = clock.now() - outage.since;
            outage.reportedAt = undefined;
            record.unreachableMs += ms;
            if (isAnswered) {
                listener.onReconnect(ms);
            }
        }
    };
    return {
        get unreachableMs() {
            return record.unreachableMs;
        },
        get rateLimited() {
            return record.rateLimited;
        },
        get backOffLeft() {
            return Math.max(0, record.backOffUntil - clock.now());
        },
        backOff(ms) {
            record.backOffUntil = Math.max(record.backOffUntil, clock.now() + ms);
        },
        async untilAnswered(ask, until) {
            const { signal, deadline, limit = REQUEST_LIMIT, skipsBackOff = false } = until;
            const question = { isOpen: false, attempts: 0, refusals: 0, validated: false };
            try {
                for (;;) {
                    const backOff = Math.min(record.backOffUntil, deadline) - clock.now();
                    if (backOff > 0 && !skipsBackOff) {
                        await clock.sleep(backOff, signal);
                    }
                    if (isAborted(signal)) {
                        throw new Cancelled();
                    }
                    const sentAt = clock.now();
                    if (sentAt >= deadline) {
                        throw new DeadlineExceeded(question.last);
                    }
                    const answer = await attempt(ask, { signal, limit: Math.min(limit, deadline - sentAt) });
                    if (answer.error === undefined) {
                        record.answered = true;
                        end(question, true);
                        return answer.value;
                    }
                    // What a cancelled request met with says nothing about Harness.
                    if (!isAborted(signal)) {
                        question.last = answer.error;
                        begin(question, sentAt);
                        if (await isFinal(answer.error, question, until)) {
                            throw answer.error;
                        }
                        await waitBeforeRetry(answer.error, question, until);
                    }
                }
            }
            finally {
                end(question, false);
            }
        },
    };
}
async function attempt(ask, bounds) {
    try {
        return { value: await ask(bounds) };
    }
    catch (error) {
        if (error instanceof HarnessError) {
            return { error };
        }
        throw error;
    }
}
/** A function, because the signal changes during an await, which the compiler does not know. */
function isAborted(signal) {
    return signal.aborted;
}
/** Only a refusal is final: a validation that brought no answer says nothing about the key. */
async function retry_confirm(validate, bounds) {
    try {
        await validate(bounds);
    }
    catch (error) {
        if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) !== 'other') {
            throw error;
        }
    }
}
//# sourceMappingURL=retry.js.map
;// CONCATENATED MODULE: ./lib/src/harness/rate-budget.js

const MINUTE = 60_000;
/** The part of a key's requests that is planned with: what nobody planned needs the rest. */
const SHARE = 0.8;
/** ms whose requests a job may make in advance: with it the minute that SHARE leaves something of is full. */
const LENT = (1 / SHARE - 1) * MINUTE;
/** @returns ms that one request of a job costs when so many share the key. */
function requestCost(matrixSize) {
    return (matrixSize * MINUTE) / (REQUESTS_PER_MINUTE * SHARE);
}
/**
 * Each request costs a share of the key's minute, and a quarter of a minute is lent: no job requests more than its part of the
 * key's limit in any minute, and one that began with several requests at once makes up for them.
 */
function openRateBudget({ matrixSize, clock, requests }) {
    const cost = requestCost(matrixSize);
    let paidAt = -Infinity;
    let counted = 0;
    return {
        cost,
        wait() {
            const now = clock.now();
            paidAt = Math.max(paidAt, now - LENT) + (requests() - counted) * cost;
            counted = requests();
            return Math.max(0, paidAt - now);
        },
    };
}
/** The part of the key's minute that the starts of a matrix may fill: some legs repeat a request. */
const FILLED = 0.95;
/**
 * @param each requests that each leg makes until it has started
 * @returns ms after the matrix began at which a leg may begin, so that the legs before it have started: a leg that came too
 * early would only take the requests with which another one could start.
 */
function turnOf(index, each) {
    const legs = Math.max(1, Math.floor((REQUESTS_PER_MINUTE * FILLED) / each));
    return Math.floor(index / legs) * MINUTE;
}
//# sourceMappingURL=rate-budget.js.map
;// CONCATENATED MODULE: ./lib/src/base/spelling.js
/** How far a misspelt name is from the one that may have been meant. */
/**
 * @returns how many letters must be changed, left out, added or swapped with their neighbour to turn one name into the
 * other; Infinity when more than `most`. Upper and lower case are the same.
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
//# sourceMappingURL=spelling.js.map
;// CONCATENATED MODULE: ./lib/src/harness/address.js
/** The address of any page of Harness, taken apart. */
/** Whether an input's text is meant as an address and not as an identifier. */
function isAddress(text) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('/') || lacksScheme(text);
}
/** Whether the text begins with a host instead of https://, as some browsers show an address. */
function lacksScheme(text) {
    return /^(?:(?:[a-z0-9-]+\.)+[a-z0-9-]+|localhost)(?::\d+)?\//i.test(text);
}
/**
 * Reads the address of a page of Harness: with `#/` or without, with or without a module after the account, of a
 * pipeline, its studio, its lists, or one execution (as execution, deployment or build).
 *
 * @returns undefined when it is no URL at all; else the parts that it names.
 */
function readAddress(text) {
    const url = parsed(text, text.startsWith('/'));
    if (url === undefined || lacksScheme(text)) {
        return undefined;
    }
    // `//host/…` begins like a path and names a host, and browsers know more ways to write it.
    const isPath = text.startsWith('/') && url.host === NO_HOST;
    // A hash URL keeps path and query behind the `#`.
    const page = (url.hash.startsWith('#/') ? parsed(url.hash.slice(1), true) : undefined) ?? url;
    const names = readPath(page.pathname);
    return {
        host: isPath ? undefined : url,
        account: names.get('account'),
        org: names.get('org'),
        project: names.get('project'),
        pipeline: names.get('pipeline') ?? page.searchParams.get('pipelineIdentifier') ?? undefined,
        execution: names.get('execution'),
        branch: page.searchParams.get('branch') ?? undefined,
        storeType: page.searchParams.get('storeType') ?? undefined,
        connectorRef: page.searchParams.get('connectorRef') ?? undefined,
        repoName: page.searchParams.get('repoName') ?? undefined,
    };
}
const NO_HOST = 'path.invalid';
function parsed(text, isRelative) {
    const base = isRelative ? `https://${NO_HOST}` : undefined;
    return URL.canParse(text, base) ? new URL(text, base) : undefined;
}
const WORDS = new Map([
    ['account', 'account'],
    ['orgs', 'org'],
    ['projects', 'project'],
    ['pipelines', 'pipeline'],
    ['executions', 'execution'],
    ['deployments', 'execution'],
    ['builds', 'execution'],
]);
/** Each word takes the part after it along, so that an identifier may be spelled like a word: `/projects/pipelines`. */
function readPath(path) {
    const names = new Map();
    const parts = path.split('/').filter((part) => part !== '');
    for (let position = 0; position < parts.length - 1; position++) {
        const name = WORDS.get(parts[position] ?? '');
        // A project has lists of executions, too; one execution stands below its pipeline.
        if (name !== undefined && !names.has(name) && (name !== 'execution' || names.has('pipeline'))) {
            position += 1;
            names.set(name, decoded(parts[position] ?? ''));
        }
    }
    return names;
}
function decoded(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part; // A lone % is no identifier either way; the check of identifiers says so.
    }
}
//# sourceMappingURL=address.js.map
;// CONCATENATED MODULE: ./lib/src/harness/scope.js
/** Where things are in Harness, as the inputs, a token and the addresses of pages say together. */


/** Whether the host name is of this machine. Only there may the key travel without TLS. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isHarness(hostname) {
    return hostname === 'harness.io' || hostname.endsWith('.harness.io');
}
/**
 * @returns the account in `pat.ACCOUNT.ID.SECRET` or `sat.ACCOUNT.ID.SECRET`; undefined for the old form of three parts,
 * which has none, and for anything else.
 */
function accountOf(key) {
    const [kind = '', account = '', ...rest] = key.split('.');
    return ['pat', 'sat'].includes(kind) && rest.length === 2 && isAccount(account) ? account : undefined;
}
/** Whether the text can be an account's id. */
function isAccount(text) {
    return /^[\w-]{1,64}$/.test(text);
}
/** Whether the text can be the identifier of an organization, a project, a pipeline, a stage or an input set. */
function isIdentifier(text) {
    return /^[\w$][\w$.-]{0,127}$/.test(text);
}
/** @returns a sentence without its end, to which more may be added: `stage` for the part that it should name. */
function notIdentifier(text, part) {
    return `${text_quotedValue(text)} is not an identifier (letters, digits, _ $ - .). Give the ${part}'s identifier, not its name`;
}
/** Whether the text can be the id of an execution (22 characters of URL-safe base64 in NextGen). */
function isExecutionId(text) {
    return /^[\w-]{1,64}$/.test(text);
}
/** @returns the query of a request that reads or starts a pipeline, or reads its input sets. */
function gitQuery(git) {
    return {
        branch: git.branch || undefined,
        storeType: git.storeType || undefined,
        connectorRef: git.connectorRef || undefined,
        repoName: git.repoName || undefined,
    };
}
/**
 * Puts the inputs and the addresses in them together. Inputs and addresses may repeat, but not contradict each other.
 * A host from an address is used only if it is harness.io or below it, or the host and port of base-url.
 */
function locate(where) {
    const problems = [];
    const base = where.baseUrl === '' ? undefined : readOrigin(where.baseUrl, (text) => problems.push({ input: 'base-url', text }));
    const found = {
        account: said('account', where.account),
        org: said('org', where.org),
        project: said('project', where.project),
        pipeline: [],
        execution: [],
        branch: [],
        storeType: [],
        connectorRef: [],
        repoName: [],
    };
    const origins = said('base-url', base ?? '');
    /** Addresses that name what they are given for. */
    const readable = [];
    for (const [input, text] of Object.entries(where.addresses)) {
        const wanted = input === 'pipeline' ? 'pipeline' : 'execution';
        if (!isAddress(text)) {
            found[wanted].push(...said(input, text));
            continue;
        }
        const place = readAddress(text);
        if (place === undefined) {
            const remedy = lacksScheme(text)
                ? 'has no https:// before it, with which a URL begins.'
                : 'is not a URL. Copy it from the browser once more.';
            problems.push({ input, text: `${text_quotedValue(text)} ${remedy}` });
            continue;
        }
        if (place.host !== undefined) {
            const trusted = trustedOrigin(place.host, base);
            if (trusted.origin === undefined) {
                problems.push({ input, text: trusted.problem });
            }
            else {
                origins.push(...said(input, trusted.origin, true));
            }
        }
        for (const part of ['account', 'org', 'project', 'pipeline', ...GIT_PARTS]) {
            found[part].push(...said(input, place[part] ?? '', true));
        }
        // The page of an execution also names its pipeline; that the pipeline is meant does not mean the execution is.
        if (wanted === 'execution') {
            found.execution.push(...said(input, place.execution ?? '', true));
        }
        if (place[wanted] === undefined) {
            problems.push({
                input,
                text: `${text_quotedValue(text, 200)} names no ${wanted}. Open the ${wanted} in Harness and copy that page's URL.`,
            });
        }
        else {
            readable.push({ input, text });
        }
    }
    const [whole] = readable;
    if (found.project.length === 0 && whole !== undefined) {
        const text = `'${oneLine(whole.text, 200)}' names no project. Copy the URL of a page inside the project, or give project.`;
        problems.push({ input: whole.input, text });
    }
    const one = (part, is) => agreed({ part, said: found[part], is }, problems);
    const wrongBase = where.baseUrl !== '' && base === undefined;
    return {
        scope: {
            origin: agreed({ part: 'host', said: origins, is: () => true }, problems) ||
                (wrongBase ? '' : 'https://app.harness.io'),
            account: one('account', isAccount) || (accountOf(where.key) ?? ''),
            org: one('org', isIdentifier) || 'default',
            project: one('project', isIdentifier),
        },
        pipeline: one('pipeline', isIdentifier),
        execution: one('execution', isExecutionId),
        git: {
            branch: one('branch', () => true),
            storeType: one('storeType', () => true),
            connectorRef: one('connectorRef', () => true),
            repoName: one('repoName', () => true),
        },
        problems,
    };
}
const GIT_PARTS = ['branch', 'storeType', 'connectorRef', 'repoName'];
function said(input, text, fromAddress = false) {
    return text === '' ? [] : [{ input, text, fromAddress }];
}
function agreed({ part, said: [first, ...others], is }, problems) {
    if (first === undefined) {
        return '';
    }
    const other = others.find(({ text }) => text !== first.text);
    if (other !== undefined) {
        problems.push({
            input: first.input,
            text: `${first.fromAddress === true ? `names the ${part}` : 'is'} ${text_quotedValue(first.text)}, but ` +
                `${other.fromAddress === true ? 'the URL in ' : ''}${other.input} says ${text_quotedValue(other.text)}. Give one of them.`,
        });
    }
    if (is(first.text)) {
        return first.text;
    }
    const orUrl = part === 'pipeline' || part === 'execution' ? ', or its URL' : '';
    problems.push({
        input: first.input,
        text: first.fromAddress === true
            ? `names the ${part} ${text_quotedValue(first.text)}, which is no identifier. Copy the URL from the browser once more.`
            : `${notIdentifier(first.text, part)}${orUrl}.`,
    });
    return '';
}
/** @returns the origin of `base-url`, which may be a whole address of a page; undefined when it is wrong, which was reported then. */
function readOrigin(text, report) {
    const shown = text_quotedValue(text);
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
        report(`${shown} is not a URL such as https://app.harness.io.`);
        return undefined;
    }
    const problem = unsafe(url);
    if (problem !== undefined) {
        report(`${text_quotedValue(url.origin)} ${problem}`); // It may hold a password, so only its origin is shown.
        return undefined;
    }
    return url.origin;
}
/** Whether the text is an origin that the key may be sent to, written as URLs write it. */
function isSafeOrigin(text) {
    return URL.canParse(text) && new URL(text).origin === text && unsafe(new URL(text)) === undefined;
}
function unsafe(url) {
    return url.username !== '' || url.password !== ''
        ? 'holds a user name or a password. Give the host alone; the key goes into api-key.'
        : url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
            ? undefined
            : 'would send the key unencrypted. Only https is allowed (http for this machine alone).';
}
/**
 * @param base the origin that base-url names, if any
 * @returns the origin of a URL that names its own host, or why nothing is sent there.
 */
function trustedOrigin(url, base) {
    const shown = text_quotedValue(url.host);
    if (base !== undefined && new URL(base).host === url.host) {
        return { origin: base };
    }
    if (!isHarness(url.hostname)) {
        return {
            problem: `is a URL of ${shown}, and the key is not sent to a host that only a URL names. If that is your Harness, give base-url: ${isLoopback(url.hostname) ? url.protocol : 'https:'}//${oneLine(url.host, 100)}`,
        };
    }
    const problem = unsafe(url);
    return problem === undefined ? { origin: url.origin } : { problem: `is a URL of ${shown} that ${problem}` };
}
//# sourceMappingURL=scope.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/form.js
/** The inputs of an action, read one by one: typed values, and every problem of every input at once. */





/** @returns what the step knows of the run that its inputs need. */
function inputContext({ workflow, inputNames }) {
    return { withoutSecrets: workflow.withoutSecrets, runUrl: workflow.url, inputNames };
}
/** Inputs whose default the runner computes, so that it cannot be known whether the author gave them. */
const SET_BY_RUNNER = ['github-token', 'matrix-leg'];
/** Inputs that a person reads: any character may appear there. */
const FREE_TEXT = ['notes', 'label', 'commit-status', 'comments'];
/** Opens an empty form for the inputs of one action. */
function openForm(get, { inputNames = [] } = {}) {
    const problems = [];
    const invisible = new Set();
    // Every input that was read; true for those that the author gave.
    const inputs = new Map();
    const problem = (input, text) => {
        // One input may be checked for several reasons; the same problem is reported once.
        const isKnown = problems.some((known) => known.input === input && known.text === text);
        // An invisible character explains whatever else is wrong with the input.
        if (!isKnown && !invisible.has(input)) {
            problems.push({ input, text });
        }
    };
    const raw = (name, without = '') => {
        const written = get(name);
        if (!inputs.has(name)) {
            inputs.set(name, !['', without].includes(written.trim()) && !SET_BY_RUNNER.includes(name));
        }
        return written;
    };
    const text = (name, without = '') => {
        const written = raw(name, without).trim();
        const [character] = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.exec(written) ?? [];
        if (character !== undefined && !FREE_TEXT.includes(name)) {
            const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
            problem(name, `holds an invisible character (U+${point}). Type it instead of pasting it.`);
            invisible.add(name);
        }
        return written;
    };
    const shown = (name) => text_quotedValue(text(name));
    const duration = (name, without, min) => {
        const written = text(name, without);
        const ms = parseDuration(written === '' ? without : written);
        if (ms === undefined) {
            problem(name, `must be a duration such as 90s, 15m, 2h or 1h30m, got ${shown(name)}.`);
        }
        else if (ms < min) {
            problem(name, `must be at least ${min / 1000}s, got ${shown(name)}.`);
        }
        return ms ?? min;
    };
    const names = (name) => {
        const written = text(name);
        if (/^\[[^]*\]$|^- /.test(written)) {
            problem(name, "is a YAML list. Write one name a line or separate names with commas, without '- ' and brackets.");
            return [];
        }
        const parts = written.split(/[\n,]/).map((part) => part.trim());
        return [...new Set(parts.filter((part) => part !== ''))];
    };
    return {
        raw,
        text,
        problem,
        duration,
        flag(name, without) {
            const written = text(name, String(without));
            if (written !== '' && !/^(true|True|TRUE|false|False|FALSE)$/.test(written)) {
                problem(name, `must be true or false, got ${shown(name)}.`);
            }
            return written === '' ? without : written.toLowerCase() === 'true';
        },
        choice(name, words) {
            const written = text(name, words[0]);
            const word = words.find((known) => known === written);
            if (written !== '' && word === undefined) {
                problem(name, `must be ${oneOf(words)}, got ${shown(name)}.`);
            }
            return word ?? words[0];
        },
        pollInterval(name) {
            const written = text(name, 'auto');
            if (['', 'auto'].includes(written)) {
                return 'auto';
            }
            if (parseDuration(written) === undefined) {
                problem(name, `must be auto or a duration such as 10s or 1m, got ${shown(name)}.`);
                return 'auto';
            }
            return duration(name, '', 1000);
        },
        secret(name) {
            const fault = faultOfSecret(text(name));
            if (fault !== undefined) {
                problem(name, fault);
            }
            return text(name);
        },
        line(name, max) {
            if (/[\p{Cc}\u2028\u2029]/u.test(text(name)) || text(name).length > max) {
                problem(name, `must be one line of at most ${max} characters.`);
            }
            return text(name);
        },
        number(name) {
            const found = /^#?(\d{1,15})$/.exec(text(name))?.[1];
            if (text(name) !== '' && !(Number(found) > 0)) {
                problem(name, `must be a number, got ${shown(name)}.`);
            }
            return found === undefined ? undefined : Number(found);
        },
        names,
        identifiers(name, of) {
            for (const wrong of names(name).filter((part) => !isIdentifier(part))) {
                problem(name, `${notIdentifier(wrong, of)}.`);
            }
            return names(name);
        },
        leg(name) {
            const found = /^(\d{0,6})(?:\/(\d{0,6}))?$/.exec(text(name));
            const [, index = '', total = ''] = found ?? [];
            if (found === null || (index !== '' && total !== '' && Number(index) >= Number(total))) {
                problem(name, `must be a position in a matrix such as 0/3, got ${shown(name)}. Leave it out; it sets itself.`);
            }
            return { index: Number(index), total: Math.max(1, Number(total)) };
        },
        where(key, addresses) {
            const texts = Object.fromEntries(Object.keys(addresses).map((name) => [name, text(name)]));
            const where = locate({
                key,
                baseUrl: text('base-url'),
                account: text('account'),
                org: text('org'),
                project: text('project'),
                addresses: texts,
            });
            for (const [name, need] of Object.entries(addresses)) {
                if (texts[name] === '' && need === 'required') {
                    problem(name, `is empty. Give the ${name}'s identifier or its URL from the browser.`);
                }
                if (texts[name] === '' && need === 'required-unless-retry-of' && where.pipeline === '') {
                    problem(name, `is empty. Give a ${name} identifier or its URL from the browser.`);
                }
            }
            for (const known of where.problems) {
                problem(known.input, known.text);
            }
            // An address that cannot be read might have named it: one problem at a time.
            const isMissing = (part) => !where.problems.some(({ input }) => input === part || isAddress(texts[input] ?? ''));
            if (where.scope.project === '' && isMissing('project')) {
                problem('project', 'is empty, and no URL names it. Give the project identifier.');
            }
            if (where.scope.account === '' && isMissing('account') && key !== '' && faultOfSecret(key) === undefined) {
                problem('account', 'is empty, and no URL names it. api-key, which may name it, does not begin with pat.ACCOUNT. or sat.ACCOUNT. as tokens of Harness do: check the key, or give the account identifier.');
            }
            return where;
        },
        close() {
            for (const { written, meant } of misspelt(inputNames, inputs)) {
                problem(written, `is not an input of this action. Did you mean ${meant}?`);
            }
            if (problems.length > 0) {
                throw new InputError(problems);
            }
        },
    };
}
/** @returns ms of `90s`, `15m`, `2h`, `1h30m`, `2d`; undefined for anything else. */
function parseDuration(text) {
    const found = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
    if (found === null) {
        return undefined;
    }
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
    return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
/** @returns why a text cannot be a key or a token, in words that quote nothing of it; undefined when it can. */
function faultOfSecret(text) {
    if (/^(\$\{\{\s*)?secrets\.\w+(\s*\}\})?$/.test(text)) {
        return 'is the name of a secret and not its value. Write ${{ secrets.NAME }}.';
    }
    if (/^["'].*["']$/.test(text)) {
        return 'has quotation marks around it. Store the secret without them.';
    }
    if (/^(Bearer|Basic|x-api-key:?)\s/i.test(text)) {
        return "begins with the name of a header's scheme. Store the token alone.";
    }
    // Longer than any there is, and short enough for the state that post reads.
    return /^[\x21-\x7E]{0,2000}$/.test(text)
        ? undefined
        : 'holds white space, characters that no token has, or too many of them. Store it again, without line breaks.';
}
/** @returns inputs that this action does not have, each with the one that was not given and that it nearly spells. */
function misspelt(inputNames, inputs) {
    const letters = (name) => name.toLowerCase().replace(/[\s_-]/g, '');
    const known = new Set([...inputs.keys()].map((name) => name.toUpperCase()));
    const missing = [...inputs].flatMap(([name, isGiven]) => (isGiven ? [] : [name]));
    return inputNames
        .filter((name) => !known.has(name))
        .flatMap((name) => {
        // A short word is one letter away from too many others.
        const most = letters(name).length < 5 ? 0 : 1;
        const meant = missing.find((other) => distance(letters(name), letters(other), most) <= most);
        return meant === undefined ? [] : [{ written: name.toLowerCase(), meant }];
    });
}
/** @returns `a or b`, `a, b or c`. */
function oneOf(words) {
    return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
/** Reads `api-key`, required unless said otherwise. */
function readKey(form, { withoutSecrets }, isRequired = true) {
    const key = form.secret('api-key');
    if (key === '' && isRequired) {
        const remedy = 'is empty. Give a Harness personal access token or service account token from a secret. Is the secret defined for this repository or environment?';
        form.problem('api-key', whyWithheld('the key', withoutSecrets) ?? remedy);
    }
    return key;
}
/** @returns why an input that comes out of a secret, such as `the key`, is empty, when GitHub is the reason. */
function whyWithheld(what, withoutSecrets) {
    switch (withoutSecrets) {
        case 'fork':
            return 'is empty: GitHub gives no secrets to a pull request from a fork. Let a maintainer start it (workflow_dispatch, merge queue), or skip this job for forks.';
        case 'dependabot':
            return `is empty: GitHub gives Dependabot's pull requests no Actions secrets. Store ${what} as a Dependabot secret, too, or skip this job for dependabot[bot].`;
        case undefined:
            return undefined;
    }
}
//# sourceMappingURL=form.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/yaml.js
/** The readers of YAML, for actions whose inputs may hold some. Loaded only then: the parser has 300 KB. */

/** Opens the reader of YAML, unless there is nothing in the texts. */
async function openYaml(texts) {
    if (texts.every((text) => text.trim() === '')) {
        return () => ({ tree: undefined });
    }
    const { readTree, valuesIn } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return (text) => {
        protect(valuesIn(text));
        return readTree(text);
    };
}
/** Opens the reader of `inputs`, unless there is nothing in them. */
async function openRuntimeInputs(inputs) {
    if (inputs.trim() === '') {
        return () => ({ form: 'empty' });
    }
    const { readRuntimeInputs } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return readRuntimeInputs;
}
//# sourceMappingURL=yaml.js.map
;// CONCATENATED MODULE: ./lib/src/harness/execution.js
/**
 * Every status that Harness's read API is known to give (`status` of `GET /pipeline/api/pipelines/execution/v2/{id}`, as
 * published in 2026) with its phase. Followers elsewhere got lost for want of exactly this list.
 */
const execution_STATUSES = {
    NotStarted: 'queued',
    Queued: 'queued',
    QueuedLicenseLimitReached: 'queued',
    QueuedExecutionConcurrencyReached: 'queued',
    QueuedGlobalInfraCapacityReached: 'queued',
    QUEUED_PLAN_CREATION: 'queued',
    ResourceWaiting: 'queued',
    Running: 'running',
    AsyncWaiting: 'running',
    TaskWaiting: 'running',
    TimedWaiting: 'running',
    WaitStepRunning: 'running',
    Paused: 'paused',
    Pausing: 'paused',
    ApprovalWaiting: 'waiting',
    InterventionWaiting: 'waiting',
    InputWaiting: 'waiting',
    UploadWaiting: 'waiting',
    Discontinuing: 'stopping',
    Success: 'succeeded',
    IgnoreFailed: 'ignored',
    Skipped: 'skipped',
    Suspended: 'skipped',
    Failed: 'failed',
    Errored: 'failed',
    ApprovalRejected: 'failed',
    AbortedByFreeze: 'failed',
    Aborted: 'aborted',
    Expired: 'expired',
};
/** The engine's own words, which the answer to a start uses, and older spellings, where they differ in letters. */
const ALIASES = {
    succeeded: 'Success',
    freezefailed: 'AbortedByFreeze',
    startingplancreation: 'QUEUED_PLAN_CREATION',
    queuedsteplimitreached: 'Queued',
    startingqueuedstep: 'Queued',
    waiting: 'ResourceWaiting',
};
const letters = (status) => status.toLowerCase().replace(/[\s_-]/g, '');
// RUNNING, Running and running are one status: Harness itself compares them so. No other sign is overlooked: a new status
// such as Success2 is unknown, and not green.
const SPELLINGS = new Map([
    ...Object.keys(execution_STATUSES)
        .filter((status) => Object.hasOwn(execution_STATUSES, status))
        .map((status) => [letters(status), status]),
    ...Object.entries(ALIASES),
]);
/** @returns a status in the spelling of `STATUSES`; undefined for a new, empty or missing one. */
function canonicalStatus(status) {
    return SPELLINGS.get(letters(status ?? ''));
}
/** @returns the phase of a status in any of Harness's spellings; `unknown` for a new, empty or missing one. */
function phaseOf(status) {
    const known = canonicalStatus(status);
    return known === undefined ? 'unknown' : execution_STATUSES[known];
}
/** Whether two spellings mean one status of Harness: `APPROVAL_REJECTED` and `ApprovalRejected`, `SUCCEEDED` and `Success`. */
function isSameStatus(one, other) {
    return (canonicalStatus(one) ?? letters(one)) === (canonicalStatus(other) ?? letters(other));
}
const FINAL = ['succeeded', 'ignored', 'skipped', 'failed', 'aborted', 'expired'];
/** Whether an execution in this phase will never change again. */
function isFinal(phase) {
    return FINAL.includes(phase);
}
/** Whether this phase is an unsuccessful end. */
function isUnsuccessful(phase) {
    return phase === 'failed' || phase === 'aborted' || phase === 'expired';
}
/** @returns the output `status` for a phase that was seen; one that is not final is `running`, or `waiting` for a person. */
function statusOf(phase) {
    switch (phase) {
        case 'succeeded':
        case 'ignored':
        case 'skipped':
            return 'succeeded';
        case 'failed':
        case 'aborted':
        case 'expired':
        case 'waiting':
            return phase;
        case 'queued':
        case 'running':
        case 'paused':
        case 'stopping':
        case 'unknown':
            return 'running';
    }
}
/** What is known of an execution before the first poll. */
const NOTHING_SEEN = {
    status: '',
    phase: 'unknown',
    stages: [],
    explanations: [],
    hints: [],
    canRetry: false,
    services: [],
    environments: [],
    artifacts: [],
};
/** @returns the stages that ended badly, without the groups that hold them. */
function failedStages(snapshot) {
    return snapshot.stages.filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase));
}
/**
 * The ways to an execution: NextGen's API, the event of a custom webhook (with a key NextGen's API from there on), FirstGen,
 * and a rollback, which is followed through NextGen's API but carries no marker.
 */
const ENGINES = ['nextgen', 'webhook', 'firstgen', 'rollback'];
//# sourceMappingURL=execution.js.map
;// CONCATENATED MODULE: ./lib/src/harness/wording.js
/** Words and signs for what an execution or a stage is doing. */


const ICONS = {
    queued: '○',
    running: '●',
    paused: '⏸',
    waiting: '⏸',
    stopping: '●',
    succeeded: '✔',
    ignored: '⚠',
    skipped: '○',
    failed: '✖',
    aborted: '✖',
    expired: '✖',
    unknown: '●',
};
/** @returns the glyph of a phase in the log, where no colour is certain. */
function iconOf(phase) {
    return ICONS[phase];
}
/** The same in colours, for Markdown. */
const EMOJI = {
    queued: '⚪',
    running: '🔵',
    paused: '⏸️',
    waiting: '⏸️',
    stopping: '🔵',
    succeeded: '✅',
    ignored: '⚠️',
    skipped: '⚪',
    failed: '❌',
    aborted: '❌',
    expired: '❌',
    unknown: '❔',
};
/** @returns the emoji of a phase in Markdown. */
function emojiOf(phase) {
    return EMOJI[phase];
}
/** What people call a status whose phase says too little. */
const wording_WORDS = {
    ApprovalWaiting: 'waiting for approval',
    InterventionWaiting: 'waiting for a manual intervention',
    InputWaiting: 'waiting for input',
    UploadWaiting: 'waiting for an upload',
    ApprovalRejected: 'rejected',
    AbortedByFreeze: 'stopped by a deployment freeze',
    QueuedLicenseLimitReached: 'queued: the licence limit is reached',
    QueuedExecutionConcurrencyReached: 'queued: the limit of concurrent executions is reached',
    ResourceWaiting: 'queued for a resource that another execution holds',
    Suspended: 'suspended',
};
/** What Harness says of every end of a kind, and what is said where it says nothing. */
const SAID = {
    ApprovalRejected: /^(the )?approval( step)? (has been|was) rejected\.?$/i,
    AbortedByFreeze: /^(pipeline aborted due to|stopped by a deployment) freeze\.?$/i,
    Aborted: /^aborted\.?$/i,
};
/** Whether a message says no more than the state does, with the name of who rejected where that is known. */
function isRedundantMessage({ status, message = '', by }) {
    const known = canonicalStatus(status);
    return ((known === 'ApprovalRejected' && by !== undefined) ||
        (known !== undefined && SAID[known]?.test(message.trim()) === true));
}
/** @returns what an execution or a stage is doing, in words: `waiting for approval`, `succeeded`, `queued behind …`. */
function describeState({ status, phase }) {
    const known = canonicalStatus(status);
    const words = known === undefined ? undefined : wording_WORDS[known];
    if (words !== undefined) {
        return words;
    }
    switch (phase) {
        case 'waiting':
            return 'waiting for a person';
        case 'stopping':
            return 'being aborted';
        case 'ignored':
            return 'succeeded with an ignored failure';
        case 'skipped':
            return 'not run';
        case 'unknown':
            return status === ''
                ? 'without a status'
                : `in a status that this version does not know (${oneLine(status, 60)})`;
        case 'queued':
        case 'running':
        case 'paused':
        case 'succeeded':
        case 'failed':
        case 'aborted':
        case 'expired':
            return phase;
    }
}
/** @returns ` in 3m 12s`: how long something took, with this word before it, if it is one; empty while nobody knows. */
function took(word, { startedAt, endedAt }) {
    const before = word === '' ? '' : ` ${word}`;
    return startedAt === undefined || endedAt === undefined ? '' : `${before} ${duration(endedAt - startedAt)}`;
}
//# sourceMappingURL=wording.js.map
;// CONCATENATED MODULE: ./lib/src/follow/progress.js
/** The log while an execution runs: one line when something changes, one a minute when nothing does. */



const progress_MINUTE = 60_000;
/** Characters that a stage's name may take; longer ones are cut so that the columns stay. */
const MAX_WIDTH = 40;
/** A column of this width suits most pipelines; it grows with the names up to MAX_WIDTH. */
const MIN_WIDTH = 18;
/** Opens the log of one execution. */
function openProgress({ print, now, from }) {
    // What was printed of each stage, and of the execution: two statuses that read alike are no news.
    const before = new Map();
    let state = '';
    let printedAt = now();
    /** Since when it is as it is. */
    let since = now();
    let width = MIN_WIDTH;
    let usual;
    const say = (text) => {
        printedAt = now();
        print(`${duration(now() - from).padStart(7)} ${text}`);
    };
    return {
        onSnapshot(snapshot) {
            const names = snapshot.stages.map((stage) => nameOf(stage).length);
            width = Math.min(MAX_WIDTH, Math.max(width, ...names));
            let isNews = false;
            for (const stage of snapshot.stages) {
                const key = `${stage.node ?? ''} ${stage.nodeExecution ?? ''} ${stage.id}`;
                const isNew = before.get(key) !== describeState(stage);
                before.set(key, describeState(stage));
                if (isNew && stage.phase !== 'queued' && stage.status !== '') {
                    isNews = true;
                    say(`${iconOf(stage.phase)} ${nameOf(stage).padEnd(width)} ${wordsOf(stage)}`);
                }
            }
            if (describeState(snapshot) !== state) {
                state = describeState(snapshot);
                since = now();
                // The stages say it, or the verdict will.
                const isSaid = isNews || isFinal(snapshot.phase) || snapshot.phase === 'running';
                if (!isSaid) {
                    say(`${iconOf(snapshot.phase)} ${describeState(snapshot)}`);
                }
            }
            since = isNews ? now() : since;
        },
        onIdle(snapshot) {
            if (now() - printedAt >= progress_MINUTE - 500) {
                const age = now() - Math.min(from, snapshot.startedAt ?? from);
                const parts = [
                    `still ${describeState(snapshot)} (${duration(now() - since)})`,
                    ...currentStage(snapshot),
                    ...(usual === undefined ? [] : [usualEnd(usual, age)]),
                ];
                say(`  ${parts.join(', ')}`);
            }
        },
        onUsual(ms) {
            usual = ms;
        },
        onDisconnect(error, { since: out, pause }) {
            const head = oneLine(error.headline, 200);
            say(out < progress_MINUTE
                ? `… Harness unreachable, retrying${pause >= 10_000 ? ` in ${duration(pause)}` : ''}: ${head}`
                : `… Harness still unreachable (${duration(out)}), retrying: ${head}`);
        },
        onReconnect(ms) {
            say(`… Harness reachable again after ${duration(ms)}.`);
        },
    };
}
/** @returns `stage 3 of 24`; nothing for a pipeline of one stage, and before the first. */
function currentStage({ stages }) {
    const own = stages.filter(({ depth }) => depth === 0);
    const current = own.findLastIndex(({ phase }) => phase !== 'queued' && phase !== 'skipped') + 1;
    return own.length < 2 || current === 0 ? [] : [`stage ${current} of ${own.length}`];
}
/** @param usual ms that the pipeline usually takes; `age` ms since the execution began */
function usualEnd(usual, age) {
    return usual - age < 1000 ? `usually takes ${duration(usual)}` : `usually ends in ${duration(usual - age)}`;
}
function nameOf(stage) {
    const indent = '  '.repeat(Math.min(stage.depth, 4));
    return `${indent}${oneLine(stage.name, MAX_WIDTH - indent.length)}`;
}
function wordsOf(stage) {
    const state = describeState(stage);
    if (stage.phase === 'skipped') {
        return stage.skippedBecause === undefined ? state : `${state}: ${oneLine(stage.skippedBecause, 160)}`;
    }
    if (!isFinal(stage.phase)) {
        return state;
    }
    const isWork = state === 'failed' || !isUnsuccessful(stage.phase);
    const took = stage.startedAt === undefined || stage.endedAt === undefined
        ? '' // An old execution may have no end, and now would be years after its start.
        : ` ${isWork ? 'in' : 'after'} ${duration(stage.endedAt - stage.startedAt)}`;
    const isSaid = !isUnsuccessful(stage.phase) || stage.isGroup || isRedundantMessage(stage);
    return `${state}${took}${isSaid || stage.message === undefined ? '' : `: ${oneLine(stage.message, 160)}`}`;
}
//# sourceMappingURL=progress.js.map
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "./toolkit.js"
const external_toolkit_js_namespaceObject = __WEBPACK_EXTERNAL_MODULE__toolkit_js_592400b2__;
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: external "./undici.js"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_undici_js_namespaceObject = x({ ["ProxyAgent"]: () => (__WEBPACK_EXTERNAL_MODULE__undici_js_51706d35__.ProxyAgent) });
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_toolkit_js_namespaceObject : external_http_namespaceObject_0;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? external_toolkit_js_namespaceObject.httpsOverHttps : external_toolkit_js_namespaceObject.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? external_toolkit_js_namespaceObject.httpOverHttps : external_toolkit_js_namespaceObject.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_toolkit_js_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_undici_js_namespaceObject.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/base/clock.js

/**
 * A signal that aborts when the bounds are over, and what lets go of it once the work is done.
 *
 * `AbortSignal.any` with `AbortSignal.timeout` would read better, but Node 20 loses such a timeout to the garbage collector:
 * a request without an answer would hang until the client's own three minutes are over.
 */
function limited({ signal, limit }) {
    const over = new AbortController();
    const stop = () => {
        over.abort();
    };
    const timer = setTimeout(stop, Math.max(1, Math.floor(limit)));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
        stop();
    }
    return {
        signal: over.signal,
        release: () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', stop);
        },
    };
}
const systemClock = {
    now: () => performance.timeOrigin + performance.now(),
    sleep: async (ms, signal) => {
        // The largest delay that Node's timers know; longer ones would fire at once.
        const bounded = Math.min(Math.max(0, ms), 2 ** 31 - 1);
        await (0,promises_namespaceObject.setTimeout)(bounded, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
    random: Math.random,
};
//# sourceMappingURL=clock.js.map
;// CONCATENATED MODULE: ./lib/src/base/shape.js
/**
 * What an untrusted value really is. Harness leaves out fields, sends null, numbers as strings and lists where maps were;
 * state and event files may hold anything. Each function answers with a value of the wanted shape or with nothing.
 */
const NONE = Object.freeze({});
/** @returns the value's own fields, none when it is no object. A list is no object here. */
function fields(value) {
    return isObject(value) ? value : NONE;
}
/** Whether the value is an object that is neither null nor a list. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** @returns what is at the path, undefined as soon as a part of it is missing or is only inherited. */
function at(value, ...path) {
    let here = value;
    for (const key of path) {
        const own = fields(here);
        here = Object.hasOwn(own, key) ? own[key] : undefined;
    }
    return here;
}
/** @returns what is under the first of the keys that has something: Harness spells some names in two ways. */
function either(value, ...keys) {
    return keys.map((key) => at(value, key)).find((found) => found !== undefined && found !== null);
}
/** @returns the string that is not empty, or undefined. */
function shape_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** @returns the list's members, none when it is no list. */
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** @returns the strings of a list, without empty ones. */
function texts(value) {
    return list(value).filter((member) => shape_text(member) !== undefined);
}
/** @returns a whole number of zero or more, also from its decimal digits; undefined for anything else. */
function integer(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
/** The year 10000. What is later was no ms: microseconds, most likely. */
const END_OF_TIME = 253_402_300_800_000;
/** @returns a moment in ms since 1970; undefined for 0, null and whatever no calendar of ours could mean. */
function timestamp(value) {
    const ms = integer(value);
    return ms !== undefined && ms > 0 && ms < END_OF_TIME ? ms : undefined;
}
/** @returns the map's entries; for a list, its members under their positions. */
function entries(value) {
    return Array.isArray(value)
        ? value.map((member, position) => [String(position), member])
        : Object.entries(fields(value));
}
//# sourceMappingURL=shape.js.map
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: ./lib/src/harness/socket.js
/** Connections to Harness, opened directly or through a proxy: in bounded time, and an error says that nothing was sent. */



/** ms in which a connection must be made: name, TCP, the proxy's CONNECT and TLS together. */
const CONNECT_LIMIT = 15_000;
/** A connection could not be made: nothing of the request was sent. */
class ConnectError extends Error {
    name = 'ConnectError';
    /** The system's code, such as ECONNREFUSED; empty for none. */
    code;
    constructor(message, options) {
        super(message, { cause: options.cause });
        this.code = options.code;
    }
}
/** @returns where an origin is. */
function destinationOf(origin, proxy) {
    const { protocol, hostname, port } = new URL(origin);
    const isTls = protocol === 'https:';
    return {
        isTls,
        host: hostname.replace(/^\[(.+)\]$/, '$1'),
        port: port === '' ? (isTls ? 443 : 80) : Number(port),
        proxy,
    };
}
/**
 * @param signals each ends the attempt
 * @returns a connection that no request has used.
 * @throws ConnectError
 */
async function openSocket(to, signals = []) {
    const attempt = new AbortController();
    const timer = setTimeout(() => {
        attempt.abort(new ConnectError(`no connection within ${CONNECT_LIMIT / 1000} s`, { code: 'ETIMEDOUT' }));
    }, CONNECT_LIMIT);
    const stop = () => {
        attempt.abort(new ConnectError('aborted', { code: 'ABORT_ERR' }));
    };
    for (const signal of signals) {
        signal.addEventListener('abort', stop, { once: true });
    }
    if (signals.some(({ aborted }) => aborted)) {
        stop();
    }
    try {
        const { proxy, ...target } = to;
        return proxy === undefined
            ? await connect(target, attempt.signal)
            : await connectThrough(proxy, target, attempt.signal);
    }
    catch (error) {
        throw connectError(error);
    }
    finally {
        clearTimeout(timer);
        for (const signal of signals) {
            signal.removeEventListener('abort', stop);
        }
    }
}
/** Opens TCP, unless there is a tunnel, and TLS upon it, where that is spoken. node:tls is loaded then. */
async function connect({ isTls, host, port, tunnel }, signal) {
    if (!isTls && tunnel !== undefined) {
        return tunnel;
    }
    const tls = isTls ? await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 692, 19)) : undefined;
    signal.throwIfAborted();
    // A certificate is checked against servername, which must be no address, else against host.
    const name = (0,external_node_net_namespaceObject.isIP)(host) === 0 ? { servername: host } : {};
    const socket = tls === undefined
        ? (0,external_node_net_namespaceObject.connect)({ host, port })
        : tls.connect({
            host,
            port,
            ...name,
            ALPNProtocols: ['http/1.1'],
            ...(tunnel === undefined ? {} : { socket: tunnel }),
        });
    return new Promise((resolve, reject) => {
        const fail = (error) => {
            tunnel?.destroy();
            socket.destroy();
            reject(connectError(error));
        };
        const onAbort = () => {
            fail(signal.reason);
        };
        const onClose = () => {
            fail(new ConnectError('the connection was closed before it was made', { code: 'ECONNRESET' }));
        };
        socket.once('error', fail);
        socket.once('close', onClose);
        signal.addEventListener('abort', onAbort, { once: true });
        socket.once(isTls ? 'secureConnect' : 'connect', () => {
            signal.removeEventListener('abort', onAbort);
            socket.off('close', onClose);
            socket.off('error', fail);
            // A request waits for its answer: nothing comes after it that its last packet could be held back for.
            socket.setNoDelay(true);
            resolve(socket);
        });
    });
}
async function connectThrough(proxy, target, signal) {
    const socket = await connect(proxy, signal);
    const to = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
    const headers = {
        host: to,
        ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    };
    const tunnel = await new Promise((resolve, reject) => {
        const asked = (0,external_node_http_namespaceObject.request)({ createConnection: () => socket, method: 'CONNECT', path: to, headers, signal });
        const refuse = (why, code) => {
            socket.destroy();
            reject(new ConnectError(`the proxy ${proxy.host}:${proxy.port} ${why}`, { code }));
        };
        asked.once('error', (error) => {
            refuse(`did not open a tunnel: ${signal.aborted ? messageOf(signal.reason) : messageOf(error)}`, codeOf(error));
        });
        asked.once('connect', ({ statusCode = 0 }, _socket, head) => {
            if (statusCode < 200 || statusCode > 299) {
                refuse(`answered CONNECT with ${statusCode}`, `PROXY_${statusCode}`);
            }
            else if (head.length > 0) {
                refuse('sent data before it was asked for any', 'PROXY_DATA');
            }
            else {
                resolve(socket);
            }
        });
        asked.end();
    });
    return connect({ ...target, tunnel }, signal);
}
/** @returns the system's code; empty for none. */
function codeOf(error) {
    return shape_text(at(own(error), 'code')) ?? '';
}
/** @returns what an error says; one of several attempts to connect is without words and holds theirs. */
function messageOf(error) {
    const said = list(at(own(error), 'errors')).map((inner) => shape_text(at(own(inner), 'message')));
    return shape_text(at(own(error), 'message')) ?? shape_text(texts(said).join('; ')) ?? String(error);
}
/** An error's `code`, `message` and `errors`, which are inherited or not enumerable. */
function own(error) {
    return typeof error === 'object' && error !== null
        ? {
            code: 'code' in error ? error.code : undefined,
            message: 'message' in error ? error.message : undefined,
            errors: 'errors' in error ? error.errors : undefined,
        }
        : {};
}
/** @returns the error as one of a connection that could not be made. */
function connectError(error) {
    return error instanceof ConnectError
        ? error
        : new ConnectError(messageOf(error), { code: codeOf(error), cause: error });
}
//# sourceMappingURL=socket.js.map
;// CONCATENATED MODULE: ./lib/src/harness/body.js



/** What an answer's body may be compressed with. */
const ACCEPTED_ENCODINGS = 'gzip, deflate, br';
/** A body that arrived completely, or was too long, and cannot be used. */
class BodyError extends Error {
    name = 'BodyError';
    code;
    constructor(code, message, cause) {
        super(message, { cause });
        this.code = code;
    }
}
/**
 * @returns the body as text, without the byte order mark that some proxies put before it.
 * @throws BodyError when it is too large, or not compressed as its head says; the connection's error when that breaks.
 */
async function readBody(message, { max, keep }) {
    const encodings = encodingsOf(message.headers['content-encoding']);
    let chunks = [];
    let kept = 0;
    let passed = 0;
    const body = encodings.length === 0 ? message : await decompressed(message, encodings);
    try {
        for await (const chunk of body) {
            passed += chunk.length;
            if (passed > max) {
                message.destroy();
                throw new BodyError('TOO_LARGE', `The answer has more than ${max} bytes.`);
            }
            chunks.push(chunk);
            kept += chunk.length;
            if (kept > keep * 2) {
                chunks = [Buffer.concat(chunks).subarray(-keep)];
                kept = keep;
            }
        }
    }
    catch (error) {
        const code = zlibCode(error);
        throw code === undefined
            ? error
            : new BodyError(code, `The answer is not ${encodings.join(', ')} as it says: ${messageOf(error)}.`, error);
    }
    return Buffer.concat(chunks)
        .subarray(-keep)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
}
function encodingsOf(header) {
    return (header ?? '')
        .toLowerCase()
        .split(',')
        .map((encoding) => encoding.trim())
        .filter((encoding) => encoding !== '' && encoding !== 'identity');
}
/** Undoes the encodings, the last one first; zlib is loaded when an answer is compressed. */
async function decompressed(message, encodings) {
    const { createGunzip, createBrotliDecompress } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 522, 19));
    let body = message;
    for (const encoding of encodings.toReversed()) {
        switch (encoding) {
            case 'gzip':
            case 'x-gzip':
                body = piped(body, createGunzip());
                break;
            case 'br':
                body = piped(body, createBrotliDecompress());
                break;
            case 'deflate':
                body = await inflated(body);
                break;
            default:
                message.destroy();
                throw new BodyError('ENCODING', `The answer is compressed as '${oneLine(encoding, 40)}', which was not asked for.`);
        }
    }
    return body;
}
/** With zlib's head, as the standard says, or raw, as some servers send it: the low half of zlib's first byte is 8. */
async function inflated(body) {
    const { createInflate, createInflateRaw } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 522, 19));
    const chunks = body[Symbol.asyncIterator]();
    const first = await chunks.next();
    if (first.done === true) {
        return body;
    }
    const isZlib = ((first.value[0] ?? 0) & 15) === 8;
    const all = async function* () {
        yield first.value;
        yield* chunks;
    };
    return piped(external_node_stream_namespaceObject.Readable.from(all()), isZlib ? createInflate() : createInflateRaw());
}
function piped(from, into) {
    // The reader of `into` sees the error of either.
    return (0,external_node_stream_namespaceObject.pipeline)(from, into, () => undefined);
}
/** @returns zlib's code for data that it cannot read; undefined for any other error. */
function zlibCode(error) {
    const code = codeOf(error);
    return /^(Z_|ERR__)/.test(code) ? code : undefined;
}
//# sourceMappingURL=body.js.map
;// CONCATENATED MODULE: ./lib/src/harness/response.js



/** Sorts an answer by the body's own words as well as by the HTTP status: Harness says TOO_MANY_REQUESTS in a 400. */
function interpret({ status, header, body }, { expects, origin, clean }) {
    if (status >= 300 && status < 400) {
        const location = header('location');
        const isUrl = location !== undefined && URL.canParse(location, origin);
        const host = isUrl ? new URL(location, origin).host : 'no host';
        return { failure: { kind: 'redirect', detail: `It points to ${oneLine(host, 100)}.` } };
    }
    const good = status >= 200 && status < 300;
    if (good && expects === 'text') {
        return { value: clean(body) };
    }
    const parsed = parse(body, clean);
    const correlationId = shape_text(at(parsed, 'correlationId')) ?? header('x-correlation-id');
    const envelope = isObject(parsed) ? envelopeOf(parsed, good) : undefined;
    if (status === 429 || envelope?.code === 'TOO_MANY_REQUESTS') {
        return { correlationId, failure: { kind: 'limited', ...(envelope ?? { detail: '' }) } };
    }
    if (status >= 500 || status === 408 || status === 425) {
        return { correlationId, failure: { kind: 'unavailable', ...(envelope ?? { detail: excerpt(clean(body)) }) } };
    }
    if (envelope !== undefined) {
        // An error inside a 200 counts for what its code says, and for nothing when the code says nothing.
        const known = status >= 400 || refusalReason(envelope) !== 'other';
        return { correlationId, failure: { kind: known ? 'refused' : 'unexpected', ...envelope } };
    }
    if (good && (isObject(parsed) || (expects === 'json' && parsed !== undefined))) {
        return { value: parsed, correlationId };
    }
    return { correlationId, failure: { kind: 'unexpected', detail: excerpt(clean(body)) } };
}
/** Once it is decoded, `\u0070at` is the beginning of a key like any other. */
function parse(body, clean) {
    try {
        return cleaned(JSON.parse(body), clean);
    }
    catch {
        return undefined;
    }
}
/** Cleans every string and every name of a parsed answer in place. A loop and no recursion: an answer may be nested deeper than the stack. */
function cleaned(answer, clean) {
    const holder = { answer };
    const todo = [holder];
    for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
        for (const [name, member] of entries(node)) {
            const cleanName = Array.isArray(node) ? name : clean(name);
            const cleanMember = typeof member === 'string' ? clean(member) : member;
            if (cleanName !== name) {
                Reflect.deleteProperty(node, name);
            }
            if (cleanName !== name || cleanMember !== member) {
                // Not assigned: the name may be __proto__.
                Object.defineProperty(node, cleanName, {
                    value: cleanMember,
                    enumerable: true,
                    configurable: true,
                    writable: true,
                });
            }
            if (typeof member === 'object' && member !== null) {
                todo.push(member);
            }
        }
    }
    return holder.answer;
}
/**
 * Harness's error envelopes: `{status: ERROR|FAILURE, code, message, responseMessages, errors}`, v1's `{code, message}`,
 * the log service's `{error_msg}`, FirstGen's `{responseMessages}`. In a 2xx only the word ERROR or FAILURE makes one.
 */
function envelopeOf(answer, good) {
    const says = shape_text(at(answer, 'status'));
    const isError = says === 'ERROR' || says === 'FAILURE';
    const responses = list(at(answer, 'responseMessages'));
    const first = responses.find((response) => shape_text(at(response, 'level')) === 'ERROR');
    const code = shape_text(at(answer, 'code')) ?? shape_text(at(first, 'code'));
    const message = shape_text(at(answer, 'message')) ?? shape_text(at(answer, 'error_msg')) ?? shape_text(at(first, 'message'));
    if (!isError && (good || (code === undefined && message === undefined))) {
        return undefined;
    }
    const said = (wanted) => responses.flatMap((response) => wanted(shape_text(at(response, 'code')), shape_text(at(response, 'level'))) ? (shape_text(at(response, 'message')) ?? []) : []);
    const isHint = (word) => word === 'HINT' || word === 'EXPLANATION';
    const errors = [
        ...said((word, level) => level === 'ERROR' && !isHint(word)),
        ...list(at(answer, 'errors')).flatMap((error) => shape_text(at(error, 'error')) ?? []),
    ];
    const detail = [...new Set([...(message === undefined ? [] : [message]), ...errors])];
    return {
        detail: oneLine(detail.join('; '), 1000),
        ...(code === undefined ? {} : { code: oneLine(code, 80) }),
        hints: [...new Set(said(isHint))].slice(0, 5).map((hint) => oneLine(hint)),
    };
}
function excerpt(body) {
    const title = /<title[^>]*>([^<]+)/i.exec(body.slice(0, 20_000))?.[1];
    return title === undefined ? oneLine(body, 200) : `a page titled ${oneLine(title, 200)}`;
}
/** @returns the answer's `Date` in ms since 1970, to the second. */
function dateOf({ header }) {
    return httpDate(header('date'));
}
/** Date.parse takes nearly anything for a date, `1.5` for one in 2001. */
function httpDate(value) {
    const ms = value?.endsWith(' GMT') === true ? Date.parse(value) : Number.NaN;
    return Number.isFinite(ms) ? ms : undefined;
}
/** @returns ms, from `Retry-After` in seconds or as a date, by the clock of who sent it; else from a used-up rate limit. */
function retryAfter(raw, clock) {
    const value = raw.header('retry-after');
    const seconds = integer(value);
    if (seconds !== undefined) {
        return seconds * 1000;
    }
    const date = httpDate(value);
    return date === undefined ? backOffOf(raw, clock) : Math.max(0, date - (dateOf(raw) ?? clock.now()));
}
/** @returns ms until `X-RateLimit-Reset` (seconds from now, or since 1970) when nothing remains, at most a minute. */
function backOffOf(raw, clock) {
    if (raw.header('x-ratelimit-remaining') !== '0') {
        return undefined;
    }
    const reset = integer(raw.header('x-ratelimit-reset'));
    const now = dateOf(raw) ?? clock.now();
    const ms = reset === undefined ? 60_000 : reset > 1e9 ? reset * 1000 - now : reset * 1000;
    return Math.min(60_000, Math.max(0, ms));
}
//# sourceMappingURL=response.js.map
;// CONCATENATED MODULE: ./lib/src/harness/version.js
/** The bundle has the version of package.json in this place; see .ci/bundle/bundle.mjs. */
const version_VERSION = '1.0.0';
//# sourceMappingURL=version.js.map
;// CONCATENATED MODULE: ./lib/src/harness/http.js
/** Requests to Harness: each brings one answer or one HarnessError. Nothing is repeated here and no redirect is followed. */











/** Bytes of an answer that are read at most, decompressed. A full graph of thousands of steps has a few MB. */
const MAX_BYTES = 32 * 2 ** 20;
/** Bytes that are passed over when only a text's end is kept. Harness stores 25 MB of log for a step. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;
/** ms for which a connection that was opened ahead may be used. After that a proxy or a firewall may have forgotten it. */
const MAX_PRECONNECTED = 5000;
/** Connections are kept open between requests; idle ones do not hold the process. */
function openHttp(options) {
    const destination = destinationOf(options.origin, options.proxy);
    const { agent, openAhead } = openPool(destination);
    const spare = openSpare(destination, options.clock);
    const withoutKey = (value, { secrets = [] } = {}) => withoutSecrets(value, [options.key, ...secrets]);
    /** @param onConnected called when there is a connection: from then on the request may have arrived */
    const exchange = async (call, bounds, onConnected) => {
        const { signal } = bounds;
        const url = new URL(call.path, options.origin);
        for (const [key, value] of Object.entries(call.query ?? {})) {
            for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
                url.searchParams.append(key, one);
            }
        }
        const signals = [signal, ...(bounds.whileUnsent === undefined ? [] : [bounds.whileUnsent])];
        const socket = call.fresh === true ? await spare.take(signals) : undefined;
        if (signals.some(({ aborted }) => aborted)) {
            socket?.destroy();
            throw new ConnectError('aborted', { code: 'ABORT_ERR' });
        }
        const message = await sendOver(socket ?? agent, onConnected, {
            method: call.method,
            path: `${url.pathname}${url.search}`,
            headers: {
                host: url.host,
                'user-agent': `run-harness-pipeline/${version_VERSION}`,
                accept: call.expects === 'text' ? '*/*' : 'application/json',
                'accept-encoding': call.onText === undefined ? ACCEPTED_ENCODINGS : 'identity',
                ...(call.type === undefined ? {} : { 'content-type': call.type }),
                ...(call.withoutKey === true || options.key === '' ? {} : { 'x-api-key': options.key }),
            },
            body: call.body,
            signal,
        });
        const max = call.expects === 'text' ? MAX_TEXT_BYTES : MAX_BYTES;
        const isStreamed = call.onText !== undefined && message.statusCode === 200;
        const body = isStreamed
            ? await passText(message, call.onText)
            : await readBody(message, { max, keep: call.keep ?? max });
        return {
            status: message.statusCode ?? 0,
            header: (name) => {
                const value = message.headers[name];
                return typeof value === 'string' ? shape_text(withoutKey(value, call)) : undefined;
            },
            body,
        };
    };
    return {
        origin: options.origin,
        preconnect: spare.open,
        openAhead,
        withoutKey,
        async send(call, bounds) {
            const from = options.clock.now();
            const report = (outcome, seen = {}) => {
                const ms = Math.round(options.clock.now() - from);
                options.onExchange({ method: call.method, path: withoutKey(call.path, call), outcome, ms, ...seen });
            };
            const { signal, release } = limited(bounds);
            let raw;
            let isUnsent = true;
            const onConnected = () => {
                isUnsent = false;
            };
            try {
                raw = await orAborted(exchange(call, { ...bounds, signal }, onConnected), signal);
            }
            catch (error) {
                const isLate = signal.aborted && !bounds.signal.aborted;
                const about = { purpose: call.purpose, origin: options.origin };
                const failure = failureOf(error, about, { isUnsent, limit: isLate ? bounds.limit : undefined });
                report(failure.code ?? failure.kind);
                throw new HarnessError(failure);
            }
            finally {
                release();
            }
            const answer = interpret(raw, {
                expects: call.expects ?? 'object',
                origin: options.origin,
                clean: (value) => withoutKey(value, call),
            });
            const backOff = backOffOf(raw, options.clock);
            report(String(raw.status), { backOff, correlationId: answer.correlationId, date: dateOf(raw) });
            if (answer.failure === undefined) {
                return answer.value;
            }
            throw new HarnessError({
                purpose: call.purpose,
                origin: options.origin,
                status: raw.status,
                correlationId: answer.correlationId,
                retryAfter: retryAfter(raw, options.clock),
                ...answer.failure,
                hints: [...hintsOn(answer.failure, raw.status, options.hint), ...(answer.failure.hints ?? [])],
            });
        },
    };
}
function hintsOn(failure, status, hint) {
    const isAboutKey = failure.kind === 'refused' && refusalReason({ ...failure, status }) !== 'other';
    return hint !== undefined && isAboutKey ? [hint] : [];
}
/** Keeps connections open between requests. */
function openPool(destination) {
    const agent = new external_node_http_namespaceObject.Agent({ keepAlive: true });
    const ahead = [];
    const next = async () => {
        const socket = await ahead.shift();
        return socket === undefined || socket.destroyed ? openSocket(destination) : socket.ref();
    };
    agent.createConnection = (_request, onCreated) => {
        next().then((socket) => onCreated?.(null, socket), 
        // Node reads the error alone; its type asks for a socket beside it.
        (error) => onCreated?.(connectError(error), new external_node_net_namespaceObject.Socket()));
        return undefined;
    };
    const openOne = async () => {
        try {
            // Until a request uses it, it does not hold the process, and its end, which is noticed only by who reads, is no failure.
            return (await openSocket(destination))
                .unref()
                .on('error', () => undefined)
                .resume();
        }
        catch {
            return undefined;
        }
    };
    return {
        agent,
        openAhead(count) {
            while (ahead.length < count) {
                ahead.push(openOne());
            }
        },
    };
}
function openSpare(destination, clock) {
    let ahead;
    const isUsable = () => ahead !== undefined && !ahead.isDead && clock.now() - (ahead.openedAt ?? clock.now()) <= MAX_PRECONNECTED;
    const drop = () => {
        ahead?.socket.then((socket) => socket.destroy()).catch(() => undefined);
        ahead = undefined;
    };
    return {
        open() {
            if (isUsable()) {
                return;
            }
            drop();
            const one = { socket: openSocket(destination), isDead: false };
            ahead = one;
            const die = () => {
                one.isDead = true;
            };
            const keep = (socket) => {
                one.openedAt = clock.now();
                // What a server sends before it was asked anything is no answer: the connection is of no use.
                socket.once('error', die).once('close', die).once('end', die).once('readable', die).unref();
            };
            one.socket.then(keep, die);
        },
        async take(signals) {
            if (ahead !== undefined && isUsable()) {
                const one = ahead;
                ahead = undefined;
                const socket = await one.socket.catch(() => undefined);
                if (socket !== undefined && !one.isDead && !socket.destroyed) {
                    socket.removeAllListeners('readable').removeAllListeners('end').ref();
                    return socket;
                }
                socket?.destroy();
            }
            else {
                drop();
            }
            return openSocket(destination, signals);
        },
    };
}
/**
 * Sends a request over one connection or over one of a pool. The connections are ours, TLS and proxies included, so that the
 * client is given http and neither loads node:https nor looks for a proxy. Its redirects would carry the key along, and its
 * own retries know neither 429 nor a deadline: both are off.
 *
 * @returns the head of the answer.
 */
async function sendOver(via, onConnected, { method, path, headers, body, signal }) {
    const prepareRequest = (options) => {
        options.signal = signal;
        // As they were given: the client adds the run's orchestration id to the name of who asks.
        options.headers = { ...headers };
        if (via instanceof external_node_http_namespaceObject.Agent) {
            options.agent = notifyingWhenConnected(via, onConnected);
        }
        else {
            delete options.agent;
            options.createConnection = () => via;
            onConnected();
        }
    };
    const client = new lib_HttpClient(headers['user-agent'], [{ prepareRequest, canHandleAuthentication: () => false, handleAuthentication: neverAsked }], { allowRedirects: false, allowRetries: false, keepAlive: true });
    const { message } = await client.request(method, `http://harness${path}`, body ?? null, { ...headers });
    return message;
}
function neverAsked() {
    return Promise.reject(new Error('canHandleAuthentication said no.'));
}
/** @returns the same pool for one request, which reports when that has its connection. */
function notifyingWhenConnected(agent, onConnected) {
    const addRequest = Reflect.get(agent, 'addRequest');
    const pool = Object.create(agent, {
        addRequest: {
            value: (request, ...rest) => {
                request.once('socket', onConnected);
                if (typeof addRequest === 'function') {
                    Reflect.apply(addRequest, agent, [request, ...rest]);
                }
            },
        },
    });
    return pool instanceof external_node_http_namespaceObject.Agent ? pool : agent;
}
/** Hands a body on in pieces. @returns nothing, which is a good text. */
async function passText(message, take) {
    const decoder = new TextDecoder();
    const body = message;
    for await (const chunk of body) {
        if (take(decoder.decode(chunk, { stream: true }))) {
            message.destroy();
            break;
        }
    }
    return '';
}
/** A request that waits for a connection of the pool is not ended by its signal, so the wait for it is ended here. */
async function orAborted(work, signal) {
    let stop;
    const aborted = new Promise((_resolve, reject) => {
        stop = () => {
            reject(new DOMException('aborted', 'AbortError'));
        };
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) {
            stop();
        }
    });
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        if (stop !== undefined) {
            signal.removeEventListener('abort', stop);
        }
        work.catch(() => undefined); // Lost the race: it must not end the process as an unhandled rejection.
    }
}
function failureOf(error, about, { isUnsent, limit }) {
    const code = codeOf(error);
    const base = { ...about, cause: error, detail: messageOf(error) };
    if (error instanceof BodyError) {
        return { ...base, kind: 'unexpected', code };
    }
    if (limit !== undefined) {
        const seconds = Math.ceil(limit / 1000);
        return isUnsent
            ? { ...base, kind: 'unsent', code: 'ETIMEDOUT', detail: `no connection within ${seconds} s` }
            : { ...base, kind: 'lost', code: 'TIMEOUT', detail: `no complete answer within ${seconds} s` };
    }
    if (!isUnsent) {
        return { ...base, kind: 'lost', ...(code === '' ? {} : { code }) };
    }
    const kind = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code)
        ? 'untrusted'
        : /^(EPROTO|ERR_SSL_)/.test(code)
            ? 'handshake'
            : 'unsent';
    return { ...base, kind, ...(code === '' ? {} : { code }) };
}
//# sourceMappingURL=http.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/approvals.js



/** `GET /pipeline/api/v1/orgs/{o}/projects/{p}/approvals/execution/{id}`. Of its four types only Harness's own has groups. */
function nextGenApprovals(http, scope) {
    const id = encodeURIComponent;
    return {
        async approvals({ execution, status, node, org = scope.org, project = scope.project }, bounds) {
            const call = {
                purpose: 'read the approvals',
                method: 'GET',
                path: `/pipeline/api/v1/orgs/${id(org)}/projects/${id(project)}/approvals/execution/${id(execution)}`,
                query: { approval_status: status, node_execution_id: node },
                expects: 'json',
            };
            try {
                return { approvals: list(await http.send(call, bounds)).map(toApproval) };
            }
            catch (error) {
                if (error instanceof HarnessError && [400, 401, 403].includes(error.failure.status ?? 0)) {
                    return { unreadable: `Harness does not show approvals to this key: ${oneLine(error.failure.detail, 300)}` };
                }
                throw error;
            }
        },
    };
}
/** @param answer one approval, as any of the approvals API's calls answers it: in camel case or in snake case */
function toApproval(answer) {
    const details = at(answer, 'details');
    const purpose = either(details, 'approvalMessage', 'approval_message');
    const approvers = at(details, 'approvers');
    return {
        id: shape_text(at(answer, 'id')) ?? '',
        type: shape_text(at(answer, 'type')) ?? '',
        status: shape_text(at(answer, 'status')) ?? '',
        message: approvals_shortened(purpose),
        groups: texts(either(approvers, 'userGroups', 'user_groups')).map((group) => oneLine(group, 100)),
        minimum: integer(either(approvers, 'minimumCount', 'minimum_count')),
        deadline: timestamp(at(answer, 'deadline')),
        inputs: list(either(details, 'approverInputs', 'approver_inputs')).flatMap((input) => {
            const name = approvals_shortened(at(input, 'name'));
            return name === undefined ? [] : [{ name, value: approvals_shortened(either(input, 'defaultValue', 'default_value')) }];
        }),
        decisions: decisionsIn(either(details, 'approvalActivities', 'approval_activities')),
    };
}
/** @param activities `approvalActivities` of an approval, or of the outcome that an approval step leaves in the graph */
function decisionsIn(activities) {
    return list(activities).map((activity) => ({
        isRejection: at(activity, 'action') === 'REJECT',
        by: approvals_shortened(at(activity, 'user', 'name')) ?? approvals_shortened(at(activity, 'user', 'email')),
        comment: approvals_shortened(at(activity, 'comments')),
    }));
}
/** @returns `Tomas Weber: Not during the sale`, from the last rejection; undefined when nobody rejected. */
function rejection(decisions) {
    const last = decisions.findLast(({ isRejection }) => isRejection);
    return last?.comment === undefined ? last?.by : `${last.by ?? 'somebody'}: ${last.comment}`;
}
function approvals_shortened(value) {
    return shape_text(oneLine(shape_text(value) ?? '', 300));
}
/** Whether a decision has this comment, as far as comments are kept here. */
function isSameComment(read, sent) {
    return read === approvals_shortened(sent);
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/governance.js
/** What Harness's policies (OPA) said of an execution or of a Policy step. */

/** Deny messages that are kept of each policy. */
const MAX_MESSAGES = 50;
/**
 * @param governance `governanceMetadata` of a start's answer or of a summary. A denied execution is answered with 200 and
 * SUCCESS; only `deny` is reliable.
 */
function readDenial(governance) {
    if (at(governance, 'deny') !== true) {
        return undefined;
    }
    const { names, messages } = violationsIn(list(either(governance, 'details', 'detailsList')));
    const said = messages.join('; ') || shape_text(at(governance, 'message'));
    const who = names.length === 0 ? 'a policy' : `policy ${names.join(', ')}`;
    return { message: `denied by ${who}${said === undefined ? '' : `: ${said}`}`, by: names };
}
/** @param sets policy sets in any of Harness's spellings: of a start, of a summary, of a Policy step's outcome */
function violationsIn(sets) {
    const names = [];
    const messages = [];
    for (const set of sets) {
        const setName = shape_text(either(set, 'policySetName', 'policy_set', 'name', 'identifier'));
        const denied = policiesOf(set).filter((policy) => !/^(pass|warning)$/i.test(shape_text(at(policy, 'status')) ?? ''));
        for (const policy of denied) {
            const policyName = shape_text(either(policy, 'policyName', 'policy_name', 'name', 'identifier'));
            names.push([setName, policyName].filter((name) => name !== undefined).join(' › '));
            const said = texts(either(policy, 'denyMessages', 'denyMessagesList', 'deny_messages'));
            messages.push(...said.slice(0, MAX_MESSAGES));
        }
        if (denied.length === 0 && at(set, 'deny') === true && setName !== undefined) {
            names.push(setName);
        }
    }
    return { names: [...new Set(names.filter((name) => name !== ''))], messages: [...new Set(messages)] };
}
function policiesOf(set) {
    const policies = either(set, 'policyMetadata', 'policyMetadataList', 'policy_metadata', 'policyDetails');
    return membersOf(policies);
}
/** @returns the members of a list, or the values of a map: a Policy step's outcome has maps where a start has lists. */
function membersOf(value) {
    return entries(value).map(([, member]) => member);
}
//# sourceMappingURL=governance.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/failure-info.js
/** What Harness says of a failure. Summaries, stages, steps and graph nodes say it in one structure, which only this reads. */

/** Explanations, hints and types that are kept of each failure. */
const MAX_KEPT = 5;
/** Response messages that are read; Harness gives a handful. */
const MAX_RESPONSES = 200;
/** Messages that send the reader elsewhere. */
const EMPTY_WORDS = /check (the )?(execution |step |delegate )?logs?\b|^((step|stage|pipeline|execution) )*(has )?failed\.?$/i;
/**
 * The message is the first that says something: `message`, else those of `responseMessages` at level ERROR. In a fifth of
 * recorded failures `message` is empty and only the list has the cause. Explanations and hints are in that list under
 * the codes EXPLANATION and HINT; Harness often repeats the message there, which is left out.
 *
 * @param info `failureInfo` or `failureInfoDTO`: `{message, failureTypeList, responseMessages: [{code, level, message}]}`;
 * the older `executionErrorInfo` has the message alone
 */
function readFailureInfo(info) {
    const responses = list(at(info, 'responseMessages'))
        .slice(0, MAX_RESPONSES)
        .flatMap((response) => {
        const message = trimmed(at(response, 'message'));
        return message === undefined ? [] : [{ code: at(response, 'code'), level: at(response, 'level'), message }];
    });
    const errors = responses.filter(({ code, level }) => level === 'ERROR' && code !== 'HINT' && code !== 'EXPLANATION');
    const own = trimmed(at(info, 'message'));
    const candidates = [...(own === undefined ? [] : [own]), ...errors.map(({ message }) => message)];
    const message = candidates.find((each) => !EMPTY_WORDS.test(each)) ?? candidates[0];
    const advice = (wanted) => unique(responses.flatMap((each) => (each.code === wanted && each.message !== message ? [each.message] : [])));
    const hints = advice('HINT');
    return {
        message,
        explanations: advice('EXPLANATION').filter((each) => !hints.includes(each)),
        hints,
        types: unique(texts(at(info, 'failureTypeList'))),
    };
}
function trimmed(value) {
    return shape_text((shape_text(value) ?? '').trim());
}
function unique(values) {
    return [...new Set(values)].slice(0, MAX_KEPT);
}
//# sourceMappingURL=failure-info.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/freeze.js
/** Which deployment freeze stopped an execution. Harness's own message is the same for all of them. */


/** Freezes that are named; more say no more. */
const MAX_FREEZES = 5;
/** @param cd `moduleInfo.cd` of a stage or of the execution: `freezeExecutionSummary.freezeExecutionInfoList[] {name, freezeId}` */
function freezesInModule(cd) {
    return describe(list(at(cd, 'freezeExecutionSummary', 'freezeExecutionInfoList')).map((freeze) => ({
        name: shape_text(at(freeze, 'name')) ?? shape_text(at(freeze, 'freezeId')),
    })));
}
/** @param outcomes the values of a step's `outcomes`: `freezeOutcome` has the windows, too */
function freezesInOutcomes(outcomes) {
    const configs = outcomes.flatMap((outcome) => [
        ...list(at(outcome, 'manualFreezeConfigs')),
        ...list(at(outcome, 'globalFreezeConfigs')),
    ]);
    return describe(configs.map((config) => ({
        name: shape_text(at(config, 'name')),
        end: timestamp(at(config, 'currentOrUpcomingWindow', 'endTime')),
    })));
}
/** @returns `the freeze "Year end" is active until 2027-01-02 08:00 UTC`; undefined when none is named */
function describe(freezes) {
    const named = freezes.flatMap(({ name, end }) => (name === undefined ? [] : [{ name: oneLine(name, 100), end }]));
    const [first, ...others] = named;
    if (first === undefined) {
        return undefined;
    }
    const until = (end) => (end === undefined ? '' : ` until ${dayAndTime(end)}`);
    return others.length === 0
        ? `the freeze "${first.name}" is active${until(first.end)}`
        : `the freezes ${named
            .slice(0, MAX_FREEZES)
            .map(({ name, end }) => `"${name}"${until(end)}`)
            .join(', ')}${named.length > MAX_FREEZES ? ', …' : ''} are active`;
}
//# sourceMappingURL=freeze.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/matrix.js
/** The legs of a matrix, a loop or a parallelism: runs of one stage, step group or step side by side. */


/** Characters that the values of a leg may take beside its name. */
const matrix_MAX_WIDTH = 60;
/**
 * Harness names legs by number, which says little to a person.
 *
 * @param strategy `strategyMetadata` of a node: `matrixmetadata.matrixvalues`, or `formetadata.value|partition`
 * @returns `Deploy_1 (us)`: the name with the leg's values, unless it has them already. Values that do not fit are
 * left out whole, with an ellipsis in their place.
 */
function nameWithMatrixValues(name, strategy) {
    const values = valuesOf(strategy);
    const isNamed = values.every((value) => name.includes(value)) || name.includes(values.join(', '));
    const fitting = [];
    for (const value of values) {
        if ([...fitting, value].join(', ').length <= matrix_MAX_WIDTH) {
            fitting.push(value);
        }
    }
    const shown = [...fitting, ...(fitting.length < values.length ? ['…'] : [])].join(', ');
    return isNamed ? name : `${name} (${shown})`;
}
/** @returns the suffix that Harness gives the identifiers of this leg: `_1`; empty outside of a matrix. */
function identifierSuffix(strategy) {
    return shape_text(spelt(strategy, 'identifierPostFix')) ?? '';
}
/** Inside `strategyMetadata` recorded answers have all keys in lower case, Harness's published API has camel case. */
function spelt(value, name) {
    return either(value, name, name.toLowerCase());
}
function valuesOf(strategy) {
    const loop = spelt(strategy, 'forMetadata');
    const value = readable(at(loop, 'value'));
    return [
        ...entries(spelt(spelt(strategy, 'matrixMetadata'), 'matrixValues')).map(([, each]) => readable(each)),
        ...(value === '' ? list(at(loop, 'partition')).map(readable) : [value]),
    ].filter((each) => each !== '');
}
/** A value of a matrix may be JSON text: `{"identifier":"web","tag":"1.2"}` is shown as `web 1.2`. */
function readable(value) {
    const given = scalar(value).join('');
    const parsed = /^\s*[[{]/.test(given) ? matrix_parse(given) : value;
    return isObject(parsed) || Array.isArray(parsed) ? scalarsIn(parsed).join(' ') : given;
}
function scalarsIn(value) {
    const todo = [value];
    const found = [];
    for (let next = todo.pop(); next !== undefined && found.length < 20; next = todo.pop()) {
        if (typeof next === 'object' && next !== null) {
            todo.push(...entries(next)
                .map(([, each]) => each ?? '')
                .toReversed());
        }
        else {
            found.push(...scalar(next));
        }
    }
    return found;
}
function scalar(value) {
    const isShown = typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean';
    return isShown ? [oneLine(String(value))] : [];
}
function matrix_parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=matrix.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/skip-reason.js
/** Why Harness skipped a stage or a step, in words. */


/** Conditions that Harness writes where an author chose "only if …" in a menu. */
const MENU_CONDITIONS = {
    OnPipelineSuccess: 'it runs only while the pipeline succeeds',
    OnStageSuccess: 'it runs only while its stage succeeds',
    OnPipelineFailure: 'it runs only after the pipeline failed',
    OnStageFailure: 'it runs only after its stage failed',
};
/**
 * @param node of the layout or of the graph: `nodeRunInfo {whenCondition, evaluatedCondition}`, the older
 * `skipInfo {skipCondition, evaluatedCondition}`, or an outcome `skipOutcome {message}`
 * @returns `its condition is false: …`; undefined when Harness gives no reason
 */
function skipReason(node) {
    const when = shape_text(at(node, 'nodeRunInfo', 'whenCondition'));
    if (when !== undefined && at(node, 'nodeRunInfo', 'evaluatedCondition') === false) {
        const [, menu = ''] = /^\s*\(?<\+(\w+)>\)?(?:\s*&&\s*\(?true\)?)?\s*$/.exec(when) ?? [];
        const known = Object.hasOwn(MENU_CONDITIONS, menu) ? MENU_CONDITIONS[menu] : undefined;
        return known ?? `its condition is false: ${oneLine(when)}`;
    }
    const skip = shape_text(at(node, 'skipInfo', 'skipCondition'));
    if (skip !== undefined && at(node, 'skipInfo', 'evaluatedCondition') === true) {
        return `its skip condition is true: ${oneLine(skip)}`;
    }
    const outcomes = [at(node, 'outcomes', 'skipOutcome'), ...entries(at(node, 'outcomes')).map(([, each]) => each)];
    const messages = outcomes.map((outcome) => shape_text(at(outcome, 'message')));
    const message = messages.find((each) => each !== undefined);
    return message === undefined ? undefined : oneLine(message);
}
//# sourceMappingURL=skip-reason.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/layout.js
/** The stages of an execution: Harness's `layoutNodeMap` in the order in which people see it. */






/** Stages that are read; a pipeline has at most a few hundred with all its matrix legs. */
const MAX_STAGES = 2000;
/**
 * Harness's own page walks the layout from `startingNodeId`, and so does this. The layout also holds nodes that nothing
 * leads to until they run: one for the rollback of the pipeline (type `PipelineRollback`, in every execution since 2023) and
 * one for each `… (Rollback Stage)`. They are stages when they have started. Where the walk finds nothing, as while the plan
 * is being made, every node counts.
 *
 * @param summary `pipelineExecutionSummary`
 * @returns the stages, groups before their members
 */
function readStages(summary) {
    // A stage without a key could be neither named nor linked.
    const nodes = new Map(entries(at(summary, 'layoutNodeMap')).filter(([key, node]) => key !== '' && isObject(node)));
    const seen = new Set();
    const linked = walk(nodes, texts([at(summary, 'startingNodeId'), ...list(at(summary, 'startingNodeIds'))]), seen);
    return withStateOfMembers([...linked, ...unlinkedStages(nodes, seen, linked.length === 0)]);
}
/** @param isAny whether every node is a stage, and not only those that have started */
function unlinkedStages(nodes, seen, isAny) {
    if (seen.size >= Math.min(nodes.size, MAX_STAGES)) {
        return [];
    }
    const keys = [...nodes.keys()];
    const led = new Set([...nodes.values()].flatMap((node) => [...members(node), ...successors(node)]));
    // What nothing leads to, and then what only a circle leads to.
    const roots = [...keys.filter((key) => !led.has(key)), ...keys];
    return roots.flatMap((key) => {
        const stages = walk(nodes, [key], seen);
        const isStage = stages.some(hasStarted) || (isAny && !stages.some(({ isRollback }) => isRollback));
        return isStage ? stages : [];
    });
}
function members(node) {
    return texts(at(node, 'edgeLayoutList', 'currentNodeChildren')).slice(0, MAX_STAGES);
}
function successors(node) {
    return texts(at(node, 'edgeLayoutList', 'nextIds')).slice(0, MAX_STAGES);
}
function hasStarted({ phase, startedAt }) {
    return startedAt !== undefined || (phase !== 'queued' && phase !== 'unknown');
}
/** A list to work off, not recursion: the layout is untrusted and may be a circle or thousands deep. */
function walk(nodes, keys, seen) {
    const stages = [];
    const todo = keys.map((key) => ({ key, depth: 0, matrix: undefined })).toReversed();
    for (let next = todo.pop(); next !== undefined && seen.size < MAX_STAGES; next = todo.pop()) {
        const { key, depth, matrix } = next;
        const node = nodes.get(key);
        if (node === undefined || seen.has(key)) {
            continue;
        }
        seen.add(key);
        const held = members(node);
        const isParallel = at(node, 'nodeType') === 'parallel';
        const inside = held.length > 0 && !isParallel ? (shape_text(at(node, 'nodeIdentifier')) ?? key) : matrix;
        const visits = (ids, visit) => ids.map((id) => ({ key: id, ...visit })).toReversed();
        todo.push(...visits(successors(node), { depth, matrix }), ...visits(held, { depth: depth + 1, matrix: inside }));
        // The nameless template of a matrix, which its legs were made of.
        if (at(node, 'hidden') !== true) {
            stages.push(toStage(key, node, { depth, isGroup: held.length > 0 || isParallel, inPipeline: matrix }));
        }
    }
    return stages;
}
function toStage(key, node, place) {
    const isParallel = at(node, 'nodeType') === 'parallel';
    const id = shape_text(at(node, 'nodeIdentifier')) ?? key;
    const status = shape_text(at(node, 'status')) ?? '';
    const phase = phaseOf(status);
    const why = [at(node, 'failureInfoDTO'), at(node, 'failureInfo')].map(readFailureInfo);
    const info = why.find(({ message }) => message !== undefined) ?? why[0];
    const freeze = status === 'AbortedByFreeze' ? freezesInModule(at(node, 'moduleInfo', 'cd')) : undefined;
    const isRollback = at(node, 'isRollbackStageNode') === true || at(node, 'nodeType') === 'PipelineRollback';
    const skippedBecause = phase === 'skipped' ? skipReason(node) : undefined;
    return {
        // A parallel block has no name, and an identifier that Harness made up.
        id: isParallel ? '' : id,
        name: isParallel
            ? parallelName(members(node).length)
            : nameWithMatrixValues(shape_text(at(node, 'name')) ?? id, at(node, 'strategyMetadata')),
        status,
        phase,
        startedAt: timestamp(at(node, 'startTs')),
        endedAt: timestamp(at(node, 'endTs')),
        message: freeze ?? info?.message,
        ...(info === undefined || info.explanations.length === 0 ? {} : { explanations: info.explanations }),
        ...(info === undefined || info.hints.length === 0 ? {} : { hints: info.hints }),
        ...(skippedBecause === undefined ? {} : { skippedBecause }),
        ...(isRollback ? { isRollback } : {}),
        node: shape_text(at(node, 'nodeUuid')) ?? key,
        nodeExecution: shape_text(at(node, 'nodeExecutionId')),
        ...place,
    };
}
function parallelName(size) {
    return size === 1 ? '1 stage' : `${size} stages in parallel`;
}
/** What decides over the state of a group, the first that a member has. */
const ORDER = [
    'unknown',
    'stopping',
    'waiting',
    'running',
    'paused',
    'queued',
    'failed',
    'expired',
    'aborted',
    'ignored',
    'succeeded',
    'skipped',
];
/**
 * Harness gives parallel blocks and matrices no times, and leaves parallel blocks at NotStarted for ever: their state is
 * that of their members.
 */
function withStateOfMembers(stages) {
    const complete = [...stages];
    // From the innermost group outwards: a member's own state comes first.
    for (let position = complete.length - 1; position >= 0; position -= 1) {
        const group = complete[position];
        if (group?.isGroup === true) {
            complete[position] = groupOf(group, membersAfter(complete, position, group.depth));
        }
    }
    return complete;
}
function membersAfter(stages, position, depth) {
    const after = stages.slice(position + 1);
    const end = after.findIndex((stage) => stage.depth <= depth);
    return (end < 0 ? after : after.slice(0, end)).filter((stage) => stage.depth === depth + 1);
}
function groupOf(group, inside) {
    const starts = inside.flatMap(({ startedAt }) => startedAt ?? []);
    const startedAt = group.startedAt ?? (starts.length === 0 ? undefined : starts.reduce((one, other) => Math.min(one, other)));
    const hasMoved = inside.some(({ phase }) => phase !== 'queued');
    const decisive = ORDER.map((phase) => inside.find((stage) => stage.phase === phase)).find((stage) => stage !== undefined);
    const isStale = group.phase === 'queued' && hasMoved && decisive !== undefined;
    // Between two members that run one after the other the group runs on.
    const state = !isStale
        ? { status: group.status, phase: group.phase }
        : decisive.phase === 'queued'
            ? { status: 'Running', phase: 'running' }
            : { status: decisive.status, phase: decisive.phase };
    const ends = inside.flatMap(({ endedAt }) => endedAt ?? []);
    const end = isFinal(state.phase) && ends.length > 0 ? ends.reduce((one, other) => Math.max(one, other)) : undefined;
    return { ...group, ...state, startedAt, endedAt: group.endedAt ?? end };
}
//# sourceMappingURL=layout.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/modules.js
/** `moduleInfo` of an execution and of its stages: what was built, and what was deployed where. */

/** Names that are kept of each kind; a summary that lists more helps nobody. */
const MAX_NAMES = 50;
/**
 * `moduleInfo.cd` of the execution has identifiers alone; that of each stage has `serviceInfo {identifier, displayName,
 * artifacts}` and `infraExecutionSummary {identifier, name, type}`. Either may be missing.
 */
function readModules(summary) {
    const ofStages = entries(at(summary, 'layoutNodeMap')).map(([, node]) => at(node, 'moduleInfo'));
    const cd = at(summary, 'moduleInfo', 'cd');
    const services = new Map(idsIn(at(cd, 'serviceIdentifiers')).map((id) => [id, { id, name: id }]));
    const environments = new Map(idsIn(at(cd, 'envIdentifiers')).map((id) => [id, { id, name: id }]));
    const artifacts = new Map();
    for (const stage of ofStages.map((modules) => at(modules, 'cd')).filter(isObject)) {
        const service = shape_text(at(stage, 'serviceInfo', 'identifier'));
        if (service !== undefined) {
            services.set(service, { id: service, name: shape_text(at(stage, 'serviceInfo', 'displayName')) ?? service });
        }
        const infrastructure = at(stage, 'infraExecutionSummary');
        const environment = shape_text(at(infrastructure, 'identifier'));
        if (environment !== undefined) {
            const name = shape_text(at(infrastructure, 'name')) ?? environment;
            environments.set(environment, { id: environment, name, type: shape_text(at(infrastructure, 'type')) });
        }
        artifactsOf(stage).forEach((artifact) => artifacts.set(JSON.stringify(artifact), artifact));
    }
    const build = [at(summary, 'moduleInfo'), ...ofStages].map(buildIn).find((each) => each !== undefined);
    return {
        services: [...services.values()].slice(0, MAX_NAMES),
        environments: [...environments.values()].slice(0, MAX_NAMES),
        artifacts: [...artifacts.values()].slice(0, MAX_NAMES),
        ...(build === undefined ? {} : { build }),
    };
}
function idsIn(value) {
    return [...new Set(texts(value))].slice(0, MAX_NAMES);
}
function artifactsOf(cd) {
    const found = at(cd, 'serviceInfo', 'artifacts');
    return [at(found, 'primary'), ...list(at(found, 'sidecars'))].flatMap((artifact) => {
        const name = shape_text(at(artifact, 'imagePath')) ?? shape_text(at(artifact, 'artifactPath')) ?? shape_text(at(artifact, 'image'));
        return name === undefined ? [] : [{ name, tag: shape_text(at(artifact, 'tag')) ?? shape_text(at(artifact, 'version')) }];
    });
}
/**
 * `moduleInfo.ci {repoName, branch, tag, ciExecutionInfoDTO}`: the newest commit is the first among those of
 * `ciExecutionInfoDTO.branch` or `.pullRequest`.
 */
function buildIn(modules) {
    const ci = at(modules, 'ci');
    const info = at(ci, 'ciExecutionInfoDTO');
    const pullRequest = at(info, 'pullRequest');
    const [commit] = [...list(at(pullRequest, 'commits')), ...list(at(info, 'branch', 'commits'))];
    const number = either(pullRequest, 'id', 'number') ?? at(ci, 'prNumber');
    const build = {
        repository: shape_text(at(ci, 'repoName')),
        branch: shape_text(at(ci, 'branch')) ?? shape_text(at(pullRequest, 'sourceBranch')) ?? shape_text(at(info, 'branch', 'name')),
        tag: shape_text(at(ci, 'tag')),
        commit: shape_text(at(commit, 'id')),
        pullRequest: integer(number),
    };
    return Object.values(build).some((value) => value !== undefined) ? build : undefined;
}
//# sourceMappingURL=modules.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/snapshot.js
/** Harness's answer about an execution -> a Snapshot. Any part of it may be missing, null or of another type. */








/**
 * @param summary `pipelineExecutionSummary` of `GET /pipeline/api/pipelines/execution/v2/{id}`, or one entry of the list
 */
function toSnapshot(summary) {
    const status = shape_text(at(summary, 'status')) ?? '';
    const denial = readDenial(at(summary, 'governanceMetadata'));
    const stages = readStages(summary);
    // Recorded summaries have no `failureInfo`, and often an empty `executionErrorInfo`: the stages have the cause.
    const failures = [at(summary, 'failureInfo'), at(summary, 'executionErrorInfo')]
        .filter(isObject)
        .map(readFailureInfo);
    const own = failures.find(({ message }) => message !== undefined) ?? failures[0];
    const failed = stages.find((stage) => !stage.isGroup && isUnsuccessful(stage.phase));
    const freeze = status === 'AbortedByFreeze' ? freezesInModule(at(summary, 'moduleInfo', 'cd')) : undefined;
    const trigger = at(summary, 'executionTriggerInfo');
    return {
        status,
        phase: phaseOf(status),
        pipelineName: shape_text(at(summary, 'name')),
        runSequence: integer(at(summary, 'runSequence')),
        startedAt: timestamp(at(summary, 'startTs')) ?? timestamp(at(summary, 'createdAt')),
        endedAt: timestamp(at(summary, 'endTs')),
        stages,
        message: denial?.message ?? freeze ?? own?.message ?? failed?.message,
        explanations: own?.explanations ?? [],
        hints: own?.hints ?? [],
        ...(denial === undefined ? {} : { deniedBy: denial.by }),
        trigger: shape_text(at(trigger, 'triggerType')),
        triggerName: shape_text(at(trigger, 'triggeredBy', 'triggerName')),
        startedBy: triggeredBy(summary).name,
        abortedBy: shape_text(at(summary, 'abortedBy', 'userName')) ?? shape_text(at(summary, 'abortedBy', 'email')),
        rerunOf: shape_text(at(trigger, 'rerunInfo', 'prevExecutionId')) ?? shape_text(at(trigger, 'rerunInfo', 'rootExecutionId')),
        parent: parentOf(at(summary, 'parentStageInfo')),
        canRetry: at(summary, 'canRetry') === true,
        ...readModules(summary),
    };
}
/** @param summary `executionTriggerInfo.triggeredBy {uuid, identifier, extraInfo {email}}` */
function triggeredBy(summary) {
    const by = at(summary, 'executionTriggerInfo', 'triggeredBy');
    return { uuid: shape_text(at(by, 'uuid')), name: shape_text(at(by, 'extraInfo', 'email')) ?? shape_text(at(by, 'identifier')) };
}
/** All keys in `parentStageInfo` are lower case in recorded answers, camel case in the published API. */
function parentOf(info) {
    const part = (name) => shape_text(either(info, name, name.toLowerCase())) ?? '';
    const parent = {
        id: part('executionId'),
        pipeline: part('identifier'),
        org: part('orgId'),
        project: part('projectId'),
    };
    return isExecutionId(parent.id) && [parent.pipeline, parent.org, parent.project].every(isIdentifier)
        ? parent
        : undefined;
}
//# sourceMappingURL=snapshot.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/executions.js







const EXECUTE = '/pipeline/api/pipeline/execute';
const EXECUTIONS = '/pipeline/api/pipelines/execution';
/** @param key validated as it is sent; only `validate` uses it, the requests carry the one that `http` was opened with */
function nextGen(http, scope, key) {
    const query = { accountIdentifier: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project };
    const where = `${scope.org}/${scope.project}`;
    const id = encodeURIComponent;
    const started = (answer, purpose) => {
        const plan = at(answer, 'data', 'planExecution');
        const uuid = shape_text(at(plan, 'uuid'));
        if (uuid === undefined || !isExecutionId(uuid)) {
            const correlationId = shape_text(at(answer, 'correlationId'));
            throw unexpectedResponse({ purpose: purpose.purpose, origin: scope.origin, correlationId }, 'The answer holds no execution.');
        }
        const ref = executionRef({ scope, pipeline: purpose.pipeline }, uuid);
        const denial = readDenial(at(plan, 'governanceMetadata'));
        const status = shape_text(at(plan, 'status')) ?? '';
        return {
            ref,
            snapshot: {
                ...NOTHING_SEEN,
                status,
                // A denied execution may not be marked yet; it will never run.
                phase: denial === undefined ? phaseOf(status) : 'failed',
                runSequence: integer(at(plan, 'metadata', 'runSequence')),
                startedAt: timestamp(at(plan, 'startTs')),
                endedAt: timestamp(at(plan, 'endTs')),
                ...(denial === undefined ? {} : { message: denial.message, deniedBy: denial.by }),
            },
        };
    };
    const look = async (sought, bounds) => {
        const purpose = `read execution ${sought.id}`;
        const path = `${EXECUTIONS}/v2/${id(sought.id)}`;
        const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
        const summary = at(answer, 'data', 'pipelineExecutionSummary');
        const other = shape_text(at(summary, 'planExecutionId')) ?? sought.id;
        const snapshot = toSnapshot(summary);
        if (other !== sought.id || snapshot.status === '') {
            const detail = other === sought.id ? 'The answer holds no status.' : 'The answer is about another execution.';
            throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
        }
        const told = shape_text(at(summary, 'pipelineIdentifier')) ?? '';
        const pipeline = isIdentifier(told) ? told : sought.pipeline;
        return { ref: { id: sought.id, pipeline, url: executionLink({ scope, pipeline }, sought.id) }, snapshot };
    };
    return {
        async start(order, bounds) {
            const purpose = `start ${order.pipeline} in ${where}`;
            const common = {
                purpose,
                method: 'POST',
                fresh: true,
                query: {
                    ...query,
                    ...gitQuery(order.git),
                    // Only labels the execution: Harness does not apply these sets, and its own merge (/inputSetList) loses values.
                    inputSetIdentifiers: order.inputSets,
                    notesForPipelineExecution: order.notes,
                },
            };
            const path = `${EXECUTE}/${id(order.pipeline)}`;
            const body = JSON.stringify({ runtimeInputYaml: order.yaml, stageIdentifiers: order.stages });
            const answer = order.stages.length > 0
                ? http.send({ ...common, path: `${path}/stages`, type: 'application/json', body }, bounds)
                : http.send({ ...common, path, type: 'application/yaml', body: order.yaml }, bounds);
            return started(await answer, { purpose, pipeline: order.pipeline });
        },
        async retry(order, bounds) {
            const purpose = `retry ${order.execution} of ${order.pipeline} in ${where}`;
            const call = {
                purpose,
                method: 'POST',
                path: `${EXECUTE}/retry/${id(order.pipeline)}`,
                query: {
                    ...query,
                    ...gitQuery(order.git),
                    planExecutionId: order.execution,
                    retryStages: order.stages,
                    runAllStages: 'true',
                    notesForPipelineExecution: order.notes,
                },
                type: 'application/yaml',
                body: order.yaml,
                fresh: true,
            };
            return started(await http.send(call, bounds), { purpose, pipeline: order.pipeline });
        },
        find: look,
        async read(ref, bounds) {
            return (await look(ref, bounds)).snapshot;
        },
        async abort(ref, bounds) {
            const call = {
                purpose: `abort execution ${ref.id}`,
                method: 'PUT',
                path: `${EXECUTE}/interrupt/${id(ref.id)}`,
                query: { ...query, interruptType: 'AbortAll' },
            };
            try {
                await http.send(call, bounds);
            }
            catch (error) {
                if (!isAbortedAlready(error)) {
                    throw orTemporary(error);
                }
            }
        },
        async list({ pipeline, page, size, statuses = [] }, bounds) {
            const call = {
                purpose: pipeline === '' ? `list the executions in ${where}` : `list the executions of ${pipeline} in ${where}`,
                method: 'POST',
                path: `${EXECUTIONS}/summary`,
                query: {
                    ...query,
                    pipelineIdentifier: pipeline || undefined,
                    page: String(page),
                    size: String(size),
                    status: statuses,
                },
                type: 'application/json',
                body: JSON.stringify({ filterType: 'PipelineExecution' }),
            };
            const answer = await http.send(call, bounds);
            const content = at(answer, 'data', 'content');
            if (!Array.isArray(content)) {
                throw unexpectedResponse({ purpose: call.purpose, origin: scope.origin }, 'The answer holds no list.');
            }
            return list(content).flatMap((entry) => {
                const uuid = shape_text(at(entry, 'planExecutionId'));
                if (uuid === undefined || !isExecutionId(uuid)) {
                    return [];
                }
                const named = shape_text(at(entry, 'pipelineIdentifier')) ?? '';
                const of = isIdentifier(named) ? named : pipeline;
                const noted = at(entry, 'notesExistForPlanExecutionId');
                return [
                    {
                        ref: executionRef({ scope, pipeline: of }, uuid),
                        snapshot: toSnapshot(entry),
                        hasNotes: typeof noted === 'boolean' ? noted : undefined,
                        event: shape_text(at(entry, 'executionTriggerInfo', 'triggeredBy', 'extraInfo', 'eventCorrelationId')),
                    },
                ];
            });
        },
        async notesOf(execution, bounds) {
            const purpose = `read the notes of execution ${execution}`;
            const path = `${EXECUTIONS}/${id(execution)}/notes`;
            const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
            // Taken for an execution without notes, an answer that says nothing would let a second start pass.
            if (!isObject(at(answer, 'data')) && at(answer, 'status') !== 'SUCCESS') {
                throw unexpectedResponse({ purpose, origin: scope.origin }, 'The answer holds no notes.');
            }
            return shape_text(at(answer, 'data', 'notes')) ?? '';
        },
        async inputsOf(execution, bounds) {
            const purpose = `read the inputs of execution ${execution}`;
            const path = `${EXECUTIONS}/${id(execution)}/inputsetV2`;
            return shape_text(at(await http.send({ purpose, method: 'GET', path, query }, bounds), 'data', 'inputSetYaml')) ?? '';
        },
        async validate(bounds) {
            const call = {
                purpose: 'validate it',
                method: 'POST',
                path: '/ng/api/token/validate',
                query: { accountIdentifier: scope.account },
                type: 'text/plain',
                body: key,
            };
            await http.send(call, bounds);
        },
    };
}
/** Harness refuses to abort what has ended, and to abort twice; either is what was wanted. */
function isAbortedAlready(error) {
    return (error instanceof HarnessError &&
        error.failure.status === 400 &&
        (error.failure.code === 'ABORT_ALL_ALREADY_NG' || /already (finished|under progress)/i.test(error.failure.detail)));
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/interrupts.js
/** Who or what ended a node of the execution graph early. */


/**
 * `interruptHistories[].interruptConfig.issuedBy` often carries all four issuers, the unused ones with empty defaults: only
 * a value says which one it was. A person is a uuid there, which means something only when it is the starter's.
 *
 * @param wire an entry of `nodeMap`
 * @returns a person, `Harness, at a time limit`, `a newer run of the same trigger`, `its failure strategy`; undefined when
 * Harness does not say
 */
function interrupter(wire, starter) {
    const last = list(at(wire, 'interruptHistories')).findLast((interrupt) => /ABORT|EXPIRE|FAIL/.test(shape_text(at(interrupt, 'interruptType')) ?? ''));
    const issuer = at(last, 'interruptConfig', 'issuedBy');
    const person = at(issuer, 'manualIssuer');
    const id = shape_text(at(person, 'identifier')) ?? shape_text(either(person, 'user_id', 'userId'));
    const named = id === undefined || isUuid(id) ? undefined : id;
    const email = shape_text(either(person, 'email_id', 'emailId'));
    const name = named ?? email ?? (id === undefined || id !== starter.uuid ? undefined : starter.name);
    if (name !== undefined) {
        return oneLine(name, 100);
    }
    if (id !== undefined) {
        return undefined; // A person whom only Harness knows.
    }
    if (shape_text(at(issuer, 'timeoutIssuer', 'timeoutInstanceId')) !== undefined) {
        return 'Harness, at a time limit';
    }
    const trigger = at(issuer, 'triggerIssuer');
    if (shape_text(at(trigger, 'triggerRef')) !== undefined || at(trigger, 'abortPrevConcurrentExecution') === true) {
        return 'a newer run of the same trigger';
    }
    const advice = shape_text(at(issuer, 'adviserIssuer', 'adviseType')) ?? 'UNKNOWN';
    return /^(UNKNOWN|UNRECOGNIZED)$/.test(advice) ? undefined : 'its failure strategy';
}
/** A uuid of Harness: 22 characters of URL-safe base64, or the usual hexadecimal form. */
function isUuid(id) {
    return /^[\w-]{22}$/.test(id) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
//# sourceMappingURL=interrupts.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/logs.js



/** Bytes of a log's end that are kept while it streams by: some hundred lines, each stored with a time and a level. */
const KEPT = 256 * 1024;
/** Bytes that are kept of a whole log. */
const KEPT_WHOLE = 16 * 1024 * 1024;
/** What is shown of a log: lines, characters of a line, bytes of all lines together. */
const MAX_LINES = 50;
const MAX_CHARACTERS = 1000;
const logs_MAX_BYTES = 16 * 1024;
/** `GET /gateway/log-service/blob`. The signed links of `blob/download` are not needed for the end of a log. */
function nextGenLogs(http, scope) {
    /** @returns the stored log, its last `keep` bytes; undefined when there is none. */
    const read = async ({ key, step, keep }, bounds) => {
        const purpose = `read the log of ${step}`;
        const query = { accountID: scope.account, key };
        const path = '/gateway/log-service/blob';
        try {
            const body = shape_text(await http.send({ purpose, method: 'GET', path, query, expects: 'text', keep }, bounds)) ?? '';
            // With a key that has expired the gateway sends its login page, as a success.
            if (/^\s*<(!doctype|html|head|script)/i.test(body)) {
                throw unexpectedResponse({ purpose, origin: scope.origin }, 'The answer is a page, not a log.');
            }
            return body;
        }
        catch (error) {
            if (error instanceof HarnessError && error.failure.status === 404) {
                return undefined;
            }
            throw error;
        }
    };
    return {
        // One kept connection is there: the one that the graph is read over.
        expectLogs: (count) => http.openAhead(count - 1),
        async log({ isWhole, ...order }, bounds) {
            const keep = isWhole ? KEPT_WHOLE : KEPT;
            const body = await read({ ...order, keep }, bounds);
            const isCut = body !== undefined && Buffer.byteLength(body) >= keep;
            const tail = body === undefined ? undefined : tailOf(body, isCut, http.withoutKey);
            return body === undefined || tail === undefined
                ? undefined
                : { ...tail, ...(isWhole ? { whole: textOf(body, isCut, http.withoutKey) } : {}) };
        },
    };
}
/** @returns a whole stored log as plain text. */
function textOf(log, isCut, withoutKey) {
    return log
        .split('\n')
        .slice(isCut ? 1 : 0)
        .flatMap((row) => linesOfRow(row, withoutKey))
        .map((line) => `${line}\n`)
        .join('');
}
/**
 * @param log JSON objects, one a line, with the text in `out`; a line that is none is shown as it is
 * @param isCut whether the beginning is missing, and with it a part of the first line
 * @param withoutKey takes the key out of a line once it is decoded
 * @returns its last lines without colours; undefined when there is nothing to show
 */
function tailOf(log, isCut, withoutKey) {
    const rows = log.split('\n').slice(isCut ? 1 : 0);
    const shown = [];
    let bytes = 0;
    for (const row of rows.toReversed()) {
        for (const line of linesOfRow(row, withoutKey).toReversed()) {
            const cut = shortened(line, MAX_CHARACTERS);
            bytes += Buffer.byteLength(cut) + 1;
            if (shown.length === MAX_LINES || bytes > logs_MAX_BYTES) {
                return { lines: shown.toReversed(), isComplete: false };
            }
            if (shown.length > 0 || cut.trim() !== '') {
                shown.push(cut);
            }
        }
    }
    return shown.length === 0 ? undefined : { lines: shown.toReversed(), isComplete: !isCut };
}
/** @returns the lines of a row of a log: of its `out`, without colours; of the row itself where it is no JSON. */
function linesOfRow(row, withoutKey) {
    if (row.trim() === '') {
        return [];
    }
    const out = withoutKey(shape_text(at(logs_parse(row), 'out')) ?? row);
    // A progress bar draws itself over and over after a lone \r; a terminal shows what was drawn last.
    const drawn = out
        .replace(/[\r\n]+$/, '')
        .split('\n')
        .map((line) => line.replace(/\r+$/, ''))
        .map((line) => line.slice(line.lastIndexOf('\r') + 1));
    return lines(drawn.join('\n'));
}
function logs_parse(row) {
    try {
        return JSON.parse(row);
    }
    catch {
        return undefined;
    }
}
/** How deep inside `executableResponses` the names of units and keys are, by the kind of step. */
const RESPONSES = [
    'task',
    'taskChain',
    'async',
    'asyncChain',
    'sync',
    'child',
    'childChain',
    'children',
    'skipTask',
];
/**
 * @param node a node of the graph: `executableResponses` name the keys, one for each unit; `logBaseKey` is the next best;
 * else the key is built from the node's place
 * @returns keys to try in this order, at most three
 */
function logKeysOf(node, run) {
    const { keys, units } = namedKeys(node);
    const unit = failedUnit(node);
    const position = unit === undefined ? -1 : units.indexOf(unit);
    const base = shape_text(at(node, 'logBaseKey')) ?? (keys.length === 0 ? builtKey(node, run) : undefined);
    const ofUnit = base === undefined || unit === undefined ? undefined : `${base}-commandUnit:${unit}`;
    return [...new Set(texts([keys[position], keys.at(-1), ofUnit, base]))]
        .filter((key) => key.length < 2000)
        .slice(0, 3);
}
/** @returns the keys of all logs of a step that runs or ran, one for each of its units, in their order. */
function streamKeysOf(node, run) {
    const { keys } = namedKeys(node);
    const base = shape_text(at(node, 'logBaseKey')) ?? builtKey(node, run);
    const begun = list(at(node, 'unitProgresses')).filter((unit) => /^(?!QUEUED|UNKNOWN|$)/i.test(shape_text(at(unit, 'status')) ?? ''));
    const ofUnits = base === undefined
        ? []
        : texts(begun.map((unit) => at(unit, 'unitName'))).map((unit) => `${base}-commandUnit:${unit}`);
    const all = keys.length > 0 ? keys : ofUnits.length > 0 ? ofUnits : texts([base]);
    return [...new Set(all)].filter((key) => key.length < 2000).slice(0, MAX_UNITS);
}
/** Units of a step whose logs are followed. */
const MAX_UNITS = 20;
function namedKeys(node) {
    for (const response of list(at(node, 'executableResponses'))) {
        for (const kind of RESPONSES) {
            const keys = [...texts(at(response, kind, 'logKeys')), ...texts(at(response, kind, 'logKeysList'))];
            if (keys.length > 0) {
                return { keys, units: [...texts(at(response, kind, 'units')), ...texts(at(response, kind, 'unitsList'))] };
            }
        }
    }
    return { keys: [], units: [] };
}
/** @returns the unit that failed, else the last one that has begun; undefined for a step without units. */
function failedUnit(node) {
    const units = list(at(node, 'unitProgresses'));
    const inState = (state) => units.findLast((unit) => state.test(shape_text(at(unit, 'status')) ?? ''));
    return shape_text(at(inState(/FAIL|EXPIRE|ERROR/i) ?? inState(/^(?!QUEUED|UNKNOWN|$)/i), 'unitName'));
}
/** Parts of a path that the short form of keys leaves out. */
const STRUCTURE = new Set(['pipeline', 'stages', 'spec', 'execution', 'steps']);
function builtKey(node, run) {
    const path = (shape_text(at(node, 'baseFqn')) ?? '').split('.');
    if (path.length < 3 || run.sequence === undefined) {
        return undefined;
    }
    if (run.simplified) {
        const tries = entries(at(node, 'interruptHistories')).filter(([, interrupt]) => at(interrupt, 'interruptType') === 'RETRY').length;
        const short = path.filter((part) => !STRUCTURE.has(part)).join('/');
        const start = `${run.account}/pipeline/${run.pipeline}/${run.sequence}/-${run.id}/${short}`;
        return tries === 0 ? start : `${start}_${tries}`;
    }
    return [
        `accountId:${run.account}`,
        `orgId:${run.org}`,
        `projectId:${run.project}`,
        `pipelineId:${run.pipeline}`,
        `runSequence:${run.sequence}`,
        ...path.map((part, level) => `level${level}:${part}`),
    ].join('/');
}
//# sourceMappingURL=logs.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/outcomes.js
/** What steps of certain kinds say of their own failure in `outcomes`, better than Harness's general message does. */




/**
 * @param outcomes the values of `outcomes`
 * @returns the cause as a freeze or a policy gives it, which Harness's message does not name; undefined for other steps
 */
function causeInOutcomes(outcomes) {
    return freezesInOutcomes(outcomes) ?? policyIn(outcomes);
}
/**
 * @returns what belongs beside the message, for a chaos experiment, a verification and a command: `resilience score 50;
 * faults: 1 passed, 1 failed`, `after 40 % of its analysis`, `exit code 3`
 */
function detailsInOutcomes(outcomes, type) {
    const verification = /verify/i.test(type) ? outcomes.map(progressIn) : [];
    return [...outcomes.map(chaosIn), ...verification, exitCodeIn(outcomes)].filter((detail) => detail !== undefined);
}
/** A Policy step: `policyOutput {status, policySetDetails}`, with policies and their deny messages in each set. */
function policyIn(outcomes) {
    for (const outcome of outcomes) {
        const output = [at(outcome, 'policyOutput'), outcome].find((each) => isObject(at(each, 'policySetDetails')) || Array.isArray(at(each, 'policySetDetails')));
        const { names, messages } = violationsIn(membersOf(at(output, 'policySetDetails')));
        if (names.length > 0) {
            const said = messages.length === 0 ? '' : `: ${messages.join('; ')}`;
            return oneLine(`denied by policy ${names.join(', ')}${said}`, 2000);
        }
    }
    return undefined;
}
/** A chaos experiment: `resiliencyScore`, `faultsPassed`, `faultsFailed`. */
function chaosIn(outcome) {
    const score = numeric(at(outcome, 'resiliencyScore'));
    const faults = Object.entries({ passed: at(outcome, 'faultsPassed'), failed: at(outcome, 'faultsFailed') }).flatMap(([word, value]) => (integer(value) === undefined ? [] : [`${integer(value)} ${word}`]));
    return score === undefined
        ? undefined
        : `resilience score ${score}${faults.length === 0 ? '' : `; faults: ${faults.join(', ')}`}`;
}
/** A verification that ends early has found something: how far it had come says how much of the deployment it saw. */
function progressIn(outcome) {
    const percentage = numeric(at(outcome, 'progressPercentage'));
    return percentage === undefined ? undefined : `after ${percentage} % of its analysis`;
}
function numeric(value) {
    const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
function exitCodeIn(outcomes) {
    const code = outcomes.map((outcome) => integer(at(outcome, 'exitCode'))).find((each) => each !== undefined);
    return code === undefined || code === 0 ? undefined : `exit code ${code}`;
}
/** @returns names of the delegates that ran the step. */
function delegatesOf(wire) {
    const names = entries(at(wire, 'delegateInfoList')).flatMap(([, delegate]) => shape_text(either(delegate, 'name', 'hostName')) ?? []);
    return [...new Set(names)].slice(0, 5).map((name) => oneLine(name, 100));
}
//# sourceMappingURL=outcomes.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/failure.js
/** Why a node of Harness's execution graph failed, as far as its answer says. */







/** Of a node that did not fail. */
const NO_FAILURE = {
    message: undefined,
    explanations: [],
    hints: [],
    types: [],
    by: undefined,
    delegates: [],
    logKeys: [],
};
/** @param wire an entry of `nodeMap` that failed */
function failure_failureOf(wire, { outcomes, run, starter }) {
    const info = readFailureInfo(at(wire, 'failureInfo'));
    const message = causeInOutcomes(outcomes) ?? info.message;
    const details = detailsInOutcomes(outcomes, shape_text(at(wire, 'stepType')) ?? '');
    return {
        message: message === undefined ? undefined : withDetails(oneLine(message, 2000), details),
        explanations: info.explanations.map((each) => oneLine(each, 1000)),
        hints: info.hints.map((hint) => oneLine(hint, 1000)),
        types: info.types,
        by: rejection(outcomes.flatMap((outcome) => decisionsIn(at(outcome, 'approvalActivities')))) ??
            interrupter(wire, starter),
        delegates: delegatesOf(wire),
        logKeys: logKeysOf(wire, run),
    };
}
/** @returns `Command failed (exit code 3)`, without what the message says already */
function withDetails(message, details) {
    const isCodeNamed = /\bexit (code|status)\b/i.test(message);
    const shown = details.filter((detail) => !(isCodeNamed && detail.startsWith('exit code')));
    return shown.length === 0 ? message : `${message} (${shown.join('; ')})`;
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/node.js
/** One node of Harness's execution graph -> a stage, a step, or what holds them. Any part of it may be missing or of another type. */









/** `pipeline.stages.deploy.spec.execution.steps.canary.steps.rollout`: step `rollout` of group `canary` of stage `deploy`. */
function pathOf(wire) {
    const [root, section, stage, ...inspector] = (shape_text(at(wire, 'baseFqn')) ?? '').split('.');
    const isNamed = root === 'pipeline' && section === 'stages' && stage !== undefined;
    const steps = inspector.filter((_part, position) => /^(steps|rollbackSteps)$/.test(inspector[position - 1] ?? ''));
    return {
        stage: isNamed ? stage : undefined,
        isStage: isNamed && inspector.length === 0,
        isRollback: inspector.slice(0, -1).includes('rollbackSteps'),
        groups: steps.slice(0, -1),
    };
}
/** @returns keys of the tries before this one. Harness leaves most of them out of the graph, but not all. */
function olderTries(wire) {
    const interrupts = list(at(wire, 'interruptHistories'));
    const named = interrupts.map((interrupt) => at(interrupt, 'interruptConfig', 'retryInterruptConfig', 'retryId'));
    return texts([...list(at(wire, 'retryIds')), ...named]);
}
/** Types of nodes that nobody named: they hold stages and steps. */
const SECTION = /^(PIPELINE_SECTION|STAGES_STEP|NG_SECTION.*|NG_EXECUTION|NG_FORK|(GENERIC|SERVICE|INFRASTRUCTURE)_SECTION)$/;
/** Types of nodes in a stage that Harness adds: what it resolves before the steps, and the lock on the infrastructure. */
const INTERNAL = /^(SERVICE|INFRASTRUCTURE|ARTIFACT|MANIFEST|GITOPS_CLUSTERS|ENVIRONMENT|CONFIG_FILE)|^ResourceConstraint$/;
/** Types of stages, for nodes without a path. */
const STAGE = /_STAGE(_STEP)?$|StageStep/;
/** @param wire an entry of `nodeMap` */
function toNode(wire, { key, path, holder, isOldTry, run, starter }) {
    const type = shape_text(at(wire, 'stepType'));
    const status = shape_text(at(wire, 'status')) ?? '';
    const phase = phaseOf(status);
    const isFork = type !== undefined && SECTION.test(type);
    const outcomes = entries(at(wire, 'outcomes')).map(([, outcome]) => outcome);
    return {
        id: key,
        plan: shape_text(at(wire, 'setupId')),
        kind: isFork ? 'section' : path.isStage || STAGE.test(type ?? '') ? 'stage' : 'step',
        ...namesOf(wire, key),
        type,
        groups: path.groups,
        status,
        phase,
        startedAt: timestamp(at(wire, 'startTs')),
        endedAt: timestamp(at(wire, 'endTs')),
        holder,
        stage: holder?.kind === 'stage' ? holder : holder?.stage,
        isOldTry,
        isRollback: path.isRollback || holder?.isRollback === true || type?.startsWith('ROLLBACK_') === true,
        isInternal: INTERNAL.test(type ?? '') || key.startsWith('rc-'),
        skippedBecause: phase === 'skipped' ? skipReason(wire) : undefined,
        decisions: outcomes.flatMap((outcome) => decisionsIn(at(outcome, 'approvalActivities'))),
        // What waits for an intervention has failed: its failure is what the person decides over.
        ...(isUnsuccessful(phase) || phase === 'ignored' || /intervention/i.test(status)
            ? failure_failureOf(wire, { outcomes, run, starter })
            : NO_FAILURE),
        child: childOf(wire),
        variables: outcomes.flatMap(variablesIn),
        streamKeys: isFork || phase === 'queued' || phase === 'skipped' ? [] : streamKeysOf(wire, run),
        artifacts: outcomes.flatMap(artifactsIn),
    };
}
function namesOf(wire, key) {
    const strategy = at(wire, 'strategyMetadata');
    const own = shape_text(at(wire, 'identifier')) ?? key;
    const suffix = identifierSuffix(strategy);
    const identifier = own.endsWith(suffix) ? own : `${own}${suffix}`;
    const given = at(wire, 'stepType') === 'liteEngineTask' ? 'Initialize' : (shape_text(at(wire, 'name')) ?? identifier);
    return {
        identifier: oneLine(identifier, 200),
        name: nameWithMatrixValues(oneLine(given, 100), strategy),
        isLeg: isObject(strategy),
    };
}
/** `stepDetails.childPipelineExecutionDetails` of a stage of type Pipeline. */
function childOf(wire) {
    const details = at(wire, 'stepDetails', 'childPipelineExecutionDetails');
    const id = shape_text(at(details, 'planExecutionId'));
    const org = shape_text(at(details, 'orgId'));
    const project = shape_text(at(details, 'projectId'));
    const isSafe = [org, project].every((part) => part === undefined || isIdentifier(part));
    return id !== undefined && isExecutionId(id) && isSafe ? { id, org, project } : undefined;
}
/** `__recast` is a type's name that Harness leaves among the values. */
function variablesIn(outcome) {
    const variables = at(outcome, 'outputVariables');
    return isObject(variables) ? entries(variables).filter(([name]) => name !== '__recast') : [];
}
/** `imageArtifacts` and `fileArtifacts` of a CI stage, `stepArtifacts.published…` of its steps. */
function artifactsIn(outcome) {
    const published = at(outcome, 'stepArtifacts');
    const images = [...list(at(outcome, 'imageArtifacts')), ...list(at(published, 'publishedImageArtifacts'))];
    const files = [...list(at(outcome, 'fileArtifacts')), ...list(at(published, 'publishedFileArtifacts'))];
    return [...images, ...files].flatMap((artifact) => {
        const url = shape_text(at(artifact, 'url'));
        const name = shape_text(at(artifact, 'imageName')) ?? shape_text(at(artifact, 'name')) ?? url;
        return name === undefined ? [] : [{ name, tag: shape_text(at(artifact, 'tag')), url }];
    });
}
//# sourceMappingURL=node.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/graph.js






/** `GET /pipeline/api/pipelines/execution/v2/{id}?renderFullBottomGraph=true`, which can have some MB. */
function nextGenGraph(http, scope) {
    return {
        async graph({ id, org = scope.org, project = scope.project }, bounds) {
            const call = {
                purpose: `read the steps of execution ${id}`,
                method: 'GET',
                path: `/pipeline/api/pipelines/execution/v2/${encodeURIComponent(id)}`,
                query: {
                    accountIdentifier: scope.account,
                    orgIdentifier: org,
                    projectIdentifier: project,
                    renderFullBottomGraph: 'true',
                },
            };
            const data = at(await http.send(call, bounds), 'data');
            const summary = at(data, 'pipelineExecutionSummary');
            if ((shape_text(at(summary, 'planExecutionId')) ?? id) !== id) {
                const detail = 'The answer is about another execution.';
                throw unexpectedResponse({ purpose: call.purpose, origin: scope.origin }, detail);
            }
            const graph = at(data, 'executionGraph');
            const named = [at(summary, 'pipelineIdentifier'), at(graph, 'executionMetadata', 'pipelineIdentifier')].map(shape_text);
            const pipeline = named.find((name) => name !== undefined && isIdentifier(name)) ?? '';
            const run = {
                account: scope.account,
                org,
                project,
                pipeline,
                id,
                sequence: integer(at(summary, 'runSequence')),
                simplified: at(summary, 'shouldUseSimplifiedKey') === true,
            };
            const nodes = nodesOf(graph, run, triggeredBy(summary));
            const url = executionLink({ scope: { ...scope, org, project }, pipeline }, id);
            return nodes.length === 0 ? undefined : { url, at: { id, org, project }, nodes };
        },
    };
}
/** Nodes that are read. A pipeline of some thousand steps is already hard to open in a browser. */
const MAX_NODES = 50_000;
/** @param graph `executionGraph`: `rootNodeId`, `nodeMap`, and `nodeAdjacencyListMap` with children and what comes next */
function nodesOf(graph, run, starter) {
    const wires = new Map(entries(at(graph, 'nodeMap')).filter(([, node]) => isObject(node)));
    const oldTries = new Set([...wires].flatMap(([key, wire]) => olderTries(wire).filter((id) => id !== key)));
    const nodes = new Map();
    const stages = new Map();
    const links = (key, kind) => texts(at(graph, 'nodeAdjacencyListMap', key, kind));
    // A list to work off, not recursion: the graph is somebody else's and may be a circle or thousands deep.
    const walk = (root) => {
        const todo = [{ key: root, holder: undefined }];
        for (let next = todo.pop(); next !== undefined && nodes.size < MAX_NODES; next = todo.pop()) {
            const { key, holder } = next;
            const wire = wires.get(key);
            if (wire === undefined || nodes.has(key)) {
                continue;
            }
            const path = pathOf(wire);
            // What nothing leads to belongs to the stage that its path names.
            const held = holder ?? (path.stage === undefined || path.isStage ? undefined : stages.get(path.stage));
            const isOldTry = oldTries.has(key) || held?.isOldTry === true;
            const node = toNode(wire, { key, path, holder: held, isOldTry, run, starter });
            nodes.set(key, node);
            if (path.stage !== undefined && node.kind === 'stage') {
                stages.set(path.stage, node);
            }
            for (const id of links(key, 'nextIds').toReversed()) {
                todo.push({ key: id, holder: held });
            }
            for (const id of links(key, 'children').toReversed()) {
                todo.push({ key: id, holder: node });
            }
        }
    };
    walk(shape_text(at(graph, 'rootNodeId')) ?? '');
    if (nodes.size < Math.min(wires.size, MAX_NODES)) {
        // What the root does not lead to: first what nothing leads to, then what only a circle leads to.
        const keys = [...wires.keys()];
        const led = new Set(keys.flatMap((key) => [...links(key, 'children'), ...links(key, 'nextIds')]));
        keys.filter((key) => !led.has(key)).forEach(walk);
        keys.forEach(walk);
    }
    return [...nodes.values()];
}
//# sourceMappingURL=graph.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/log-stream.js




/** Characters of a row. Harness cuts lines itself, but nobody promises it. */
const MAX_ROW = 64 * 1024;
/** Bytes of the end of a finished log that are read. */
const log_stream_KEPT = 1024 * 1024;
/** Opens the reader. */
function nextGenLogStreams(http, scope) {
    const call = (position, kind) => ({
        purpose: `read the log of ${position.step}`,
        method: 'GET',
        path: `/gateway/log-service/${kind}`,
        query: { accountID: scope.account, key: position.key },
        expects: 'text',
    });
    return {
        async streamLog(position, take, bounds) {
            const replay = openReplay(position, (row) => take(linesOfRow(row, http.withoutKey)));
            const events = openEvents(replay.row);
            await http.send({ ...call(position, 'stream'), onText: events }, bounds);
        },
        async readRest(position, take, bounds) {
            try {
                const body = shape_text(await http.send({ ...call(position, 'blob'), keep: log_stream_KEPT }, bounds)) ?? '';
                if (/^\s*<(!doctype|html|head|script)/i.test(body)) {
                    return false;
                }
                const replay = openReplay(position, (row) => take(linesOfRow(row, http.withoutKey)));
                const isCut = Buffer.byteLength(body) >= log_stream_KEPT;
                body
                    .split('\n')
                    .slice(isCut ? 1 : 0)
                    .forEach(replay.row);
                return true;
            }
            catch (error) {
                if (error instanceof HarnessError && error.failure.status === 404) {
                    return false;
                }
                throw error;
            }
        },
    };
}
/** Leaves out what was taken before: a stream that is opened again and a finished log begin at the beginning. */
function openReplay(position, take) {
    const { rows, last } = position;
    let passed = 0;
    return {
        row(row) {
            if (row.trim() === '') {
                return;
            }
            passed += 1;
            const pos = posOf(row);
            // Numbers are surer than counting: of a long log only the last rows come again.
            const isOld = last !== undefined && pos !== undefined ? pos <= last : passed <= rows;
            if (!isOld) {
                position.rows += 1;
                position.last = pos ?? position.last;
                take(row);
            }
        },
    };
}
/** @returns a row's number; undefined where all have 0. */
function posOf(row) {
    try {
        const pos = integer(at(JSON.parse(row), 'pos'));
        return pos === 0 ? undefined : pos;
    }
    catch {
        return undefined;
    }
}
/**
 * @param take called with the `data` of each event that is a row
 * @returns what takes the stream in pieces, as they come; true when Harness has said that it is over
 */
function openEvents(take) {
    let rest = '';
    let skipped = 0;
    let isOver = false;
    const line = (written) => {
        const data = /^data: ?(.*)$/s.exec(written)?.[1];
        isOver ||= data === 'eof' || data === 'not found' || /^event: ?error$/.test(written);
        if (data !== undefined && !isOver) {
            take(data);
        }
    };
    return (piece) => {
        const lines = (rest + piece).split(/\r\n|\n|\r/);
        rest = lines.pop() ?? '';
        for (const each of lines) {
            const length = each.length + skipped;
            skipped = 0;
            line(length > MAX_ROW ? `data: ${lengthOf(' '.repeat(length))}` : each);
        }
        if (rest.length > MAX_ROW) {
            skipped += rest.length;
            rest = '';
        }
        return isOver;
    };
}
//# sourceMappingURL=log-stream.js.map
;// CONCATENATED MODULE: ./lib/src/harness/proxy.js
/** Which proxy a request to Harness goes through, as the environment of the runner says. */

const HOW = 'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special characters in USER and PASSWORD ' +
    'percent-encoded (# as %23, / as %2F, ? as %3F, % as %25, @ as %40).';
/**
 * @param origin only https goes through a proxy: plain http is for loopback addresses, which never do
 * @returns the proxy for an origin; undefined for a direct connection; or what is wrong with the variable that names it: a
 * request that quietly went around a proxy would be one that a company's rules forbid.
 */
function proxyFor(origin, variables) {
    const url = new URL(origin);
    if (url.protocol !== 'https:' || isBypassed(url, variables.no_proxy || variables.NO_PROXY || '')) {
        return undefined;
    }
    const variable = variables.https_proxy ? 'https_proxy' : 'HTTPS_PROXY';
    const value = variables[variable]?.trim() ?? '';
    return value === '' ? undefined : (readProxy(value) ?? { variable, problem: `is not the URL of a proxy. ${HOW}` });
}
/**
 * @returns the proxy for an origin, undefined for a direct connection.
 * @throws InputError when the variable that names it cannot be understood
 */
function requireProxy(origin, variables = {}) {
    const proxy = URL.canParse(origin) ? proxyFor(origin, variables) : undefined;
    if (proxy !== undefined && 'problem' in proxy) {
        throw new InputError([{ input: proxy.variable, text: proxy.problem }]);
    }
    return proxy;
}
/** @returns undefined for what names no http or https proxy, or names more than one: a password cut at its `#` or `/`. */
function readProxy(value) {
    const text = value.includes('://') ? value : `http://${value}`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isWhole = url?.pathname === '/' && url.search === '' && url.hash === '' && !/[?#]$/.test(text);
    if (url === undefined || !isWhole || !['http:', 'https:'].includes(url.protocol)) {
        return undefined;
    }
    const isTls = url.protocol === 'https:';
    try {
        const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
        return {
            isTls,
            host: url.hostname.replace(/^\[(.+)\]$/, '$1'),
            port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
            authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
        };
    }
    catch {
        return undefined; // A % that begins no percent-encoding.
    }
}
/** The rules of the runner and of @actions/http-client: `*`, a host, a domain with or without its dot, each with a port or not. */
function isBypassed(url, noProxy) {
    const host = url.hostname.toLowerCase();
    if (host === 'localhost' || host.startsWith('127.') || host === '[::1]') {
        return true;
    }
    const names = [host, `${host}:${url.port === '' ? 443 : url.port}`];
    return noProxy
        .toLowerCase()
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
        .some((item) => item === '*' || names.some((name) => name === item || name.endsWith(`.${item.replace(/^\./, '')}`)));
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/connect.js










/**
 * Opens the connection; `open` makes what sends the requests. No request is made.
 *
 * @throws InputError when the environment names a proxy that cannot be understood: nothing goes around a proxy.
 */
function connect_connect(step, { scope, key, matrixSize, hasAnswered, engine }, open = openHttp) {
    let requests = 0;
    let ahead;
    const progress = openProgress({ print: step.log.info, now: step.clock.now, from: step.from });
    const proxy = requireProxy(scope.origin, step.proxies);
    const http = open({
        origin: scope.origin,
        key,
        clock: step.clock,
        proxy,
        hint: contradiction(scope.account, key),
        onExchange: ({ method, path, outcome, ms, correlationId, backOff, date }) => {
            requests += 1;
            ahead = date === undefined ? ahead : narrowed(ahead, { date, from: step.clock.now() - ms, to: step.clock.now() });
            step.log.debug(`${method} ${path} ${outcome} ${ms} ms${correlationId === undefined ? '' : ` ${correlationId}`}`);
            if (backOff !== undefined) {
                retry.backOff(backOff);
            }
        },
    });
    const harness = nextGen(http, scope, key);
    // NextGen would call each of FirstGen's keys invalid.
    const validate = key === '' || engine === 'firstgen' ? undefined : harness.validate;
    const retry = openRetry({ clock: step.clock, listener: progress, matrixSize, hasAnswered, validate });
    const logStreams = nextGenLogStreams(http, scope);
    const inspector = { ...nextGenGraph(http, scope), ...nextGenLogs(http, scope), ...nextGenApprovals(http, scope) };
    return { http, harness, inspector, logStreams, retry, progress, requests: () => requests, clockAhead: () => ahead };
}
/** A key opens its own account alone, whatever the inputs or a URL say. */
function contradiction(account, key) {
    const own = accountOf(key);
    return own === undefined || own === account
        ? undefined
        : `The api-key belongs to account '${own}', but the request is about account '${account}'.`;
}
/** A date has whole seconds, and was written at some moment between the request and its answer. */
function narrowed(known, { date, from, to }) {
    return {
        least: Math.max(known?.least ?? -Infinity, date - to),
        most: Math.min(known?.most ?? Infinity, date + 1000 - from),
    };
}
//# sourceMappingURL=connect.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/failures.js
/** A failed node of the graph, or a failed stage, in the words of a report. */



/** @returns a node of the graph as a failure, without its log. */
function stepFailure({ node, graph, above }, { ref, snapshot }) {
    const stage = stageOf(node);
    const own = stageAmong(snapshot, above[0] ?? node);
    const aboveMessage = above.length > 0 || own?.message === undefined ? undefined : oneLine(own.message, 2000);
    const isStep = node.kind === 'step';
    const names = [...above, stage].flatMap((each) => each?.name ?? []);
    return {
        stage: names.length === 0 ? (own?.name ?? pipelineName(ref, snapshot)) : names.join(' › '),
        stageId: own?.id ?? above[0]?.identifier ?? stage?.identifier ?? '',
        ...(isStep ? { step: node.name, stepId: node.identifier, type: node.type } : {}),
        phase: node.phase,
        status: node.status,
        endedAt: node.endedAt,
        duration: lasted(node),
        message: node.message ?? node.holder?.message ?? stage?.message ?? aboveMessage ?? plainly(node.phase, node.status),
        explanations: node.explanations,
        hints: node.hints,
        types: node.types,
        ...(node.delegates.length === 0 ? {} : { delegates: node.delegates }),
        by: (node.phase === 'aborted' ? snapshot.abortedBy : undefined) ?? node.by,
        isRolledBack: isRolledBack({ node, graph }),
        url: stageLink(graph.url, {
            stage: stage?.plan,
            run: stage?.isLeg === true ? stage.id : undefined,
            step: isStep ? node.id : undefined,
        }),
    };
}
/**
 * @returns the stages that failed without a step that would explain it, and the execution itself when not even a stage
 * does: there is always something to show for a failed execution.
 */
function stageFailures({ ref, snapshot }, causes) {
    const tops = new Set(causes.map(({ node, above }) => above[0] ?? stageOf(node) ?? node));
    const explained = new Set([...tops].map((node) => stageAmong(snapshot, node)));
    const stages = failedStages(snapshot).filter((stage) => !explained.has(stage));
    if (stages.length > 0 || causes.length > 0 || !isUnsuccessful(snapshot.phase)) {
        return stages.map((stage) => ({
            stage: stage.name,
            stageId: stage.id,
            phase: stage.phase,
            status: stage.status,
            endedAt: stage.endedAt,
            duration: lasted(stage),
            message: oneLine(stage.message ?? snapshot.message ?? plainly(stage.phase, stage.status), 2000),
            explanations: stage.explanations ?? (stage.message === undefined ? snapshot.explanations : []),
            hints: stage.hints ?? (stage.message === undefined ? snapshot.hints : []),
            types: [],
            by: stage.phase === 'aborted' ? snapshot.abortedBy : undefined,
            url: stageLink(ref.url, { stage: stage.node, run: stage.depth > 0 ? stage.nodeExecution : undefined }),
        }));
    }
    return [
        {
            stage: pipelineName(ref, snapshot),
            stageId: '',
            phase: snapshot.phase,
            status: snapshot.status,
            endedAt: snapshot.endedAt,
            duration: lasted(snapshot),
            message: oneLine(snapshot.message ?? withoutCause(snapshot), 2000),
            explanations: snapshot.explanations,
            hints: snapshot.hints,
            types: snapshot.deniedBy === undefined ? [] : ['POLICY_EVALUATION_FAILURE'],
            by: snapshot.abortedBy,
            url: ref.url,
        },
    ];
}
function isRolledBack({ node, graph }) {
    const steps = graph.nodes.filter((each) => each.isRollback && !each.isOldTry && each.stage === node.stage);
    const isWell = ({ phase }) => ['succeeded', 'ignored', 'skipped'].includes(phase);
    return steps.every(isWell) && steps.some(({ phase }) => phase === 'succeeded');
}
function stageOf(node) {
    return node.kind === 'stage' ? node : node.stage;
}
/**
 * The legs of a matrix share the key in the plan, and their identifier may lack the leg's suffix: the run's key comes first.
 *
 * @returns the snapshot's stage that a node of the graph is, or belongs to
 */
function stageAmong(snapshot, node) {
    const stage = stageOf(node);
    if (stage === undefined) {
        const failed = failedStages(snapshot);
        return failed.length === 1 ? failed[0] : undefined;
    }
    const { stages } = snapshot;
    return (stages.find(({ nodeExecution }) => nodeExecution === stage.id) ??
        stages.find(({ id }) => id === stage.identifier) ??
        stages.find((each) => each.node === stage.plan));
}
function pipelineName(ref, snapshot) {
    return snapshot.pipelineName ?? ref.pipeline;
}
function lasted({ startedAt, endedAt, }) {
    return startedAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - startedAt);
}
/** Harness ends some executions while it prepares them: everything is empty then, and only its own page says why. */
function withoutCause({ phase, status, abortedBy, stages }) {
    const hasStarted = stages.some(({ startedAt }) => startedAt !== undefined);
    return phase === 'aborted' && abortedBy === undefined && !hasStarted
        ? 'Harness aborted it by itself before its first stage began; only its page in Harness shows why'
        : plainly(phase, status);
}
/** What a status says by itself, where Harness gives no message. */
function plainly(phase, status) {
    return /freeze/i.test(status)
        ? 'stopped by a deployment freeze'
        : /reject/i.test(status)
            ? 'the approval was rejected'
            : phase === 'expired'
                ? 'not finished within its time limit in Harness'
                : phase === 'aborted'
                    ? 'aborted'
                    : 'Harness gives no reason';
}
//# sourceMappingURL=failures.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/decisions.js

/** @returns what people decided in approval steps, in the order of the steps. */
function decisionsOf(nodes, snapshot) {
    return nodes
        .filter(({ isOldTry }) => !isOldTry)
        .flatMap((node) => node.decisions.map((decision) => ({ ...decision, stage: stageAmong(snapshot, node), step: node.name })));
}
/** @returns why a stage was skipped, or who approved or rejected in it: the key `why` of its result; undefined for neither. */
function whyOf(stage, decisions) {
    const said = decisions.filter((decision) => decision.stage === stage).map(describeDecision);
    return stage.skippedBecause ?? (said.length === 0 ? undefined : said.join('; '));
}
/** @returns `approved by J. Doe: Looks good` */
function describeDecision({ isRejection, by, comment }) {
    const who = by === undefined ? '' : ` by ${by}`;
    return `${isRejection ? 'rejected' : 'approved'}${who}${comment === undefined ? '' : `: ${comment}`}`;
}
//# sourceMappingURL=decisions.js.map
;// CONCATENATED MODULE: ./lib/src/report/report.js
/** Everything a report shows: data, no Markdown. */

/** Characters of one sentence. */
const MAX_SENTENCE = 700;
/** @returns the output `message`: `Deploy › Rollout failed: exit status 1.`, one line of at most 700 characters. */
function report_messageOf({ headline, reason }) {
    return sentence(reason === undefined ? headline : `${headline.replace(/\.$/, '')}: ${reason}`);
}
/** @returns the text of the verdict's annotation: the message, then what else there is to say, then the pages. */
function annotationText(verdict) {
    const { details = [], link, executions = [] } = verdict;
    const pages = [...executions.map(({ url }) => url), ...(link === undefined ? [] : [link])];
    return [report_messageOf(verdict), ...[...details, ...pages].map((line) => `  ${line}`)].join('\n');
}
/** @returns one line with an end. */
function sentence(text) {
    const line = oneLine(text, MAX_SENTENCE);
    return /[.!?…"]$/.test(line) ? line : `${line}.`;
}
/** @returns `acme/shop run 77 (attempt 1)`; empty when nothing is known of the run. */
function runName({ repository, runId, attempt }) {
    return [repository, runId === '' ? '' : `run ${runId} (attempt ${attempt})`].filter((part) => part !== '').join(' ');
}
/** Nothing was diagnosed. */
const NO_DIAGNOSIS = {
    failures: [],
    ignored: [],
    variables: [],
    steps: [],
    decisions: [],
    artifacts: [],
    gaps: [],
};
/** What the diagnosis gives a report. */
function diagnosed(diagnosis, snapshot) {
    return {
        failures: diagnosis.failures,
        ignored: diagnosis.ignored,
        steps: diagnosis.steps,
        decisions: diagnosis.decisions,
        rollback: diagnosis.rollback,
        variableNames: diagnosis.variables.map(({ path }) => path),
        services: snapshot.services,
        environments: snapshot.environments,
        artifacts: diagnosis.artifacts.length > 0 ? diagnosis.artifacts : snapshot.artifacts,
        gaps: diagnosis.gaps,
    };
}
//# sourceMappingURL=report.js.map
;// CONCATENATED MODULE: ./lib/src/report/execution-result.js
/** An execution as the outputs give it: the names of the contract, unknown texts empty, unknown numbers null. */



/** @returns an execution as in `result`, without stages and failures: one of the output `executions`. */
function executionResult(report) {
    const { verdict, ref, pipeline, snapshot } = report;
    return {
        'execution-id': ref?.id ?? '',
        'execution-url': ref?.url ?? '',
        pipeline,
        'pipeline-name': snapshot.pipelineName ?? '',
        'run-sequence': snapshot.runSequence ?? null,
        status: verdict.status,
        'harness-status': snapshot.status,
        message: report_messageOf(verdict),
        ...timesOf(snapshot),
        services: report.services,
        environments: report.environments.map(({ id, name, type = '' }) => ({ id, name, type })),
        artifacts: report.artifacts.map(({ name, tag = '', url = '' }) => ({ name, tag, url })),
        build: buildResult(snapshot.build),
        parent: report.parentUrl ?? '',
    };
}
function buildResult({ repository = '', branch = '', tag = '', commit = '', pullRequest } = {}) {
    return { repository, branch, tag, commit, 'pull-request': pullRequest ?? null };
}
/** @returns the output `result`, uncut. Failures name stage and step as people read them; groups of stages are left out. */
function resultOf(report, { failures, decisions }) {
    const { services, environments, artifacts, build, parent, ...execution } = executionResult(report);
    const stages = report.snapshot.stages.filter(({ isGroup }) => !isGroup);
    return {
        ...execution,
        stages: stages.map((stage) => stageResult(stage, whyOf(stage, decisions))),
        failures: failures.map(({ stage, step = '', message, explanations, hints, url, logFile = '' }) => ({
            stage,
            step,
            message,
            hints: [...hints, ...explanations],
            url,
            'log-file': logFile,
        })),
        services,
        environments,
        artifacts,
        build,
        parent,
        truncated: false,
    };
}
function stageResult(stage, why = '') {
    return { id: stage.id, name: stage.name, status: stage.phase, ...timesOf(stage), why };
}
function timesOf(times) {
    return {
        'started-at': isoTime(times.startedAt),
        'ended-at': isoTime(times.endedAt),
        duration: secondsOf(times) ?? null,
    };
}
/** @returns `2026-02-12T18:42:10Z`; empty for no moment. */
function isoTime(ms) {
    return ms === undefined ? '' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
/** @returns whole seconds from start to end; undefined while it runs. */
function secondsOf({ startedAt, endedAt }) {
    return startedAt === undefined || endedAt === undefined ? undefined : wholeSeconds(endedAt - startedAt);
}
//# sourceMappingURL=execution-result.js.map
;// CONCATENATED MODULE: ./lib/src/report/outputs.js
/** The only caller of setOutput: action.yml's outputs and when each is set. */




/** Set the moment that the execution is known, before the next request: they survive a kill one instant later. */
function setExecutionOutputs(set, ref, snapshot) {
    set('execution-id', ref.id);
    set('execution-url', ref.url);
    set('pipeline', ref.pipeline);
    set('status', 'running');
    set('harness-status', snapshot.status);
    set('run-sequence', String(snapshot.runSequence ?? ''));
}
/** Set the moment that a webhook's event is accepted, before anybody knows what it starts. */
function setEventOutput(set, event) {
    set('event-id', event);
}
/** Set at the end, whatever the end is: what reads `result` after a refused start finds JSON there, too. */
function setFinalOutputs(set, { verdict, pipeline, snapshot, results }) {
    set('status', verdict.status);
    set('message', report_messageOf(verdict));
    if (pipeline !== undefined) {
        set('pipeline', pipeline);
    }
    set('harness-status', snapshot.status);
    set('run-sequence', String(snapshot.runSequence ?? ''));
    set('started-at', isoTime(snapshot.startedAt));
    set('ended-at', isoTime(snapshot.endedAt));
    set('duration', String(secondsOf(snapshot) ?? ''));
    set('failed-stages', JSON.stringify([...new Set(failedStages(snapshot).map(({ id }) => id))]));
    if (results !== undefined) {
        set('variables', results.variables);
        set('result', results.result);
        set('result-file', results.resultFile);
    }
}
/** Set when a fault of this program ends the step: what became of the execution is not known to it. */
function setFaultOutputs(set) {
    set('status', 'unknown');
    set('message', 'A fault in run-harness-pipeline itself ended the step.');
}
/** Set when the executions could be read; a red step sets none, so that no later `since` skips what it missed. */
function setRecent(set, { executions, count, until, truncated }) {
    set('executions', executions);
    set('count', String(count));
    // With its ms: a since that is a second too early would list what ended in that second once more.
    set('until', new Date(until).toISOString());
    set('truncated', String(truncated));
}
/** Set at the end of `approve`, on red steps too. */
function setApproval(set, { approvalId, status, approver, message }) {
    set('approval-id', approvalId);
    set('status', status);
    set('approver', approver);
    set('message', oneLine(message, 1000));
}
/** Set once the simulator answers. */
function setSimulator(set, { url, apiKey }) {
    set('url', url);
    set('api-key', apiKey);
}
//# sourceMappingURL=outputs.js.map
;// CONCATENATED MODULE: ./lib/src/report/result.js
/** The outputs `result` and `variables`, and the file that holds both uncut. Pure: who writes them is elsewhere. */


/** An environment variable on Windows holds 32,766 characters. */
const result_MAX_BYTES = 30_000;
/** @returns the outputs by the contract's size rule: bare duplicates go first, then the longest values. */
function fitResults(report, diagnosis, most = result_MAX_BYTES) {
    const uncut = resultOf(report, diagnosis);
    const members = result_membersOf(diagnosis.variables);
    const variables = fitMembers(members, most);
    const isCut = bytesOf(JSON.stringify(uncut)) > most || variables.isCut;
    const result = isCut ? fitResult({ ...uncut, truncated: true }, most) : JSON.stringify(uncut);
    return {
        result,
        variables: variables.json,
        uncut: `{"result":${JSON.stringify(uncut)},"variables":${jsonOf(members)}}`,
        ...(isCut
            ? {
                warning: `The outputs result and variables hold at most ${most.toLocaleString('en-US')} bytes each, so not everything is in them; the file that result-file names has it all.`,
            }
            : {}),
    };
}
/** @returns each variable under its path, then those whose name is unique under their bare name too. */
function result_membersOf(variables) {
    const paths = new Set(variables.map(({ path }) => path));
    const times = new Map();
    for (const { name } of variables) {
        times.set(name, (times.get(name) ?? 0) + 1);
    }
    // Built as text: an object would lose `__proto__` and reorder names that are numbers.
    const member = (key, { value }, isBare) => ({
        json: `${JSON.stringify(key)}:${written(value)}`,
        isBare,
    });
    return [
        ...variables.map((variable) => member(variable.path, variable, false)),
        ...variables
            .filter(({ name }) => times.get(name) === 1 && !paths.has(name))
            .map((variable) => member(variable.name, variable, true)),
    ];
}
/** Harness's values are texts. What is nested deeper than the stack goes is none, and must not end the step. */
function written(value) {
    try {
        return JSON.stringify(value ?? null);
    }
    catch {
        return 'null';
    }
}
function jsonOf(members) {
    return `{${members.map(({ json }) => json).join(',')}}`;
}
/** A value goes with its name: half of one would be taken for all of it. */
function fitMembers(members, most) {
    const sizes = new Map(members.map((member) => [member, bytesOf(member.json) + 1]));
    const sizeOf = (member) => sizes.get(member) ?? 0;
    let left = 2 + members.reduce((sum, member) => sum + sizeOf(member), 0) - Math.min(1, members.length);
    const gone = new Set();
    const order = members.toSorted((one, other) => Number(other.isBare) - Number(one.isBare) || sizeOf(other) - sizeOf(one));
    for (const member of order) {
        if (left <= most) {
            break;
        }
        gone.add(member);
        left -= sizeOf(member);
    }
    return { json: jsonOf(members.filter((member) => !gone.has(member))), isCut: gone.size > 0 };
}
/** Characters that every text keeps: enough for identifiers and for links. */
const result_KEPT = 400;
const LISTS = ['stages', 'failures', 'services', 'environments', 'artifacts'];
/** Shortens the longest texts as far as it must, and then leaves out the last members of the longest lists. */
function fitResult(result, most) {
    const shortened = (characters) => JSON.stringify(result, (_key, value) => typeof value === 'string' && value.length > characters ? oneLine(value, characters) : value);
    const fits = (characters) => bytesOf(shortened(characters)) <= most;
    if (!fits(result_KEPT)) {
        return fitLists(result, most);
    }
    let [good, bad] = [result_KEPT, most + 1];
    while (bad - good > 1) {
        const middle = Math.floor((good + bad) / 2);
        [good, bad] = fits(middle) ? [middle, bad] : [good, middle];
    }
    return shortened(good);
}
function fitLists(result, most) {
    const json = (value) => JSON.stringify(value, (_key, text) => (typeof text === 'string' ? oneLine(text, result_KEPT) : text));
    const lists = LISTS.map((name) => {
        const sizes = result[name].map((member) => bytesOf(json(member)) + 1);
        return { name, sizes, total: sizes.reduce((sum, size) => sum + size, 0) };
    });
    let left = bytesOf(json(result));
    while (left > most) {
        const [longest] = lists.toSorted((one, other) => other.total - one.total);
        const size = longest?.sizes.pop();
        if (longest === undefined || size === undefined) {
            break;
        }
        longest.total -= size;
        left -= size;
    }
    return json({
        ...result,
        ...Object.fromEntries(lists.map(({ name, sizes }) => [name, result[name].slice(0, sizes.length)])),
    });
}
function bytesOf(json) {
    return Buffer.byteLength(json);
}
//# sourceMappingURL=result.js.map
;// CONCATENATED MODULE: ./lib/src/report/ending.js
/** Words on an execution that has ended: what failed, why, and what is worth seeing beside it. */




/** @returns `Deploy › Rollout failed`, and why: `Deployment of web exceeded its progress deadline`. */
function causeOf({ snapshot, name, cause }) {
    const state = describeState(snapshot);
    const isOfPeople = snapshot.phase === 'aborted' || state === 'rejected';
    const who = isOfPeople ? (cause?.by ?? snapshot.abortedBy) : undefined;
    const by = who === undefined ? '' : ` by ${oneLine(who, 200)}`;
    if (snapshot.deniedBy !== undefined) {
        return { headline: `${name} was ${oneLine(snapshot.message ?? 'denied by a policy', 600)}` };
    }
    if (cause !== undefined) {
        const reason = isRedundantMessage({ ...cause, by: who }) ? undefined : cause.message;
        return { headline: `${oneLine(ending_placeOf(cause), 150)} ${verb(state)}${by}`, reason };
    }
    // Whoever aborts an execution aborts all of it.
    const stages = snapshot.phase === 'aborted' ? [] : failedStages(snapshot).slice(0, 5);
    const where = stages.length === 0 ? name : stages.map((stage) => oneLine(stage.name, 60)).join(', ');
    return { headline: `${where} ${verb(state)}${by}`, reason: snapshot.message };
}
/** @returns what is worth seeing beside the cause: what Harness explains and advises, whether it rolled back, what else failed. */
function detailsOf({ snapshot, cause, others, rollback }) {
    const [hint] = [...(cause?.hints ?? []), ...snapshot.hints];
    const [explanation] = [...(cause?.explanations ?? []), ...snapshot.explanations];
    return [
        ...(explanation === undefined ? [] : [sentence(oneLine(explanation, 300))]),
        ...(rollback === undefined ? [] : [rollback === 'succeeded' ? 'Rolled back.' : 'The rollback failed.']),
        ...(hint === undefined ? [] : [`Hint: ${oneLine(hint, 300)}`]),
        ...ranOn(cause?.delegates ?? []).map(sentence),
        ...(hint === undefined && explanation === undefined ? logEnd(cause) : []),
        ...besides(others),
    ];
}
/** @returns `Ran on delegate eu-7d9c`: the machine to check; nothing when Harness does not say. */
function ranOn(delegates) {
    return delegates.length === 0 ? [] : [`Ran on delegate${delegates.length === 1 ? '' : 's'} ${delegates.join(', ')}`];
}
/** @returns `Deploy › Smoke test: exit code 1`; undefined when nothing is known of the cause. */
function ignoredCauseOf({ snapshot, cause }) {
    return cause === undefined ? snapshot.message : `${ending_placeOf(cause)}: ${cause.message}`;
}
/** Lines of a log, and characters of each, that an annotation shows. */
const END = { lines: 3, characters: 200 };
/** An annotation is alone among a pull request's checks: without advice the log's last words are the best there is. */
function logEnd(cause) {
    const log = cause?.log;
    return log === undefined || 'missing' in log
        ? []
        : log.lines
            .filter((line) => line.trim() !== '')
            .slice(-END.lines)
            .map((line) => `│ ${oneLine(line, END.characters)}`);
}
const MAX_PLACES = 5;
/** @returns `1 more failure: Deploy (us) › Rollout`; nothing when there is none. */
function besides(others) {
    const more = others.length > MAX_PLACES ? ', …' : '';
    const places = others.slice(0, MAX_PLACES).map((failure) => oneLine(ending_placeOf(failure), 150));
    return others.length === 0 ? [] : [`${count(others.length, 'more failure')}: ${places.join(', ')}${more}`];
}
function ending_placeOf({ stage, step }) {
    return [stage, step].filter((part) => part !== undefined).join(' › ');
}
function verb(word) {
    return word === 'failed' || word === 'expired' ? word : `was ${word}`;
}
//# sourceMappingURL=ending.js.map
;// CONCATENATED MODULE: ./lib/src/report/headline.js
/** Did it work: the first words of the summary, the comment and the commit status. Plain text, still untrusted. */



/** Whether to report Harness's own end of the execution, and not this step's. */
function isSettled({ ending, snapshot }) {
    return ending === 'ended' && isFinal(snapshot.phase);
}
/** @returns the emoji that answers before anything is read. */
function markOf(report) {
    switch (report.ending) {
        case 'ended':
        case 'left':
            return emojiOf(report.snapshot.phase);
        case 'access-lost':
        case 'in-doubt':
            return '⚠️';
        case 'blocked':
        case 'timed-out':
        case 'cancelled':
        case 'refused':
        case 'too-late':
        case 'several':
            return '❌';
        case 'dry-run':
            return '⚪';
    }
}
/** @returns `Deploy Prod failed in 3m 12s`; for this step's own endings the verdict's headline. */
function headline_headlineOf(report) {
    const { phase } = report.snapshot;
    return report.ending === 'ended' && isFinal(phase)
        ? `${headline_nameOf(report)} ${endOf(report, phase)}`
        : report.verdict.headline.replace(/\.$/, '');
}
function headline_nameOf({ snapshot, pipeline }) {
    return oneLine(snapshot.pipelineName ?? pipeline, 100);
}
function endOf({ snapshot, rollback, ignored }, phase) {
    const by = snapshot.abortedBy === undefined ? '' : ` by ${oneLine(snapshot.abortedBy, 80)}`;
    switch (phase) {
        case 'succeeded':
            return `succeeded${took('in', snapshot)}`;
        case 'ignored':
            return `succeeded${took('in', snapshot)}, with ${count(Math.max(1, ignored.length), 'ignored failure')}`;
        case 'skipped':
            return `was ${snapshot.status.toLowerCase() === 'suspended' ? 'suspended' : 'skipped'}; no stage ran`;
        case 'aborted':
            return `was aborted${by}${took('after', snapshot)}`;
        case 'expired':
            return `expired${took('after', snapshot)}`;
        case 'failed':
            return snapshot.deniedBy === undefined ? failedAs(snapshot, rollback) : 'was denied by a policy';
    }
}
function failedAs(snapshot, rollback) {
    const state = describeState(snapshot);
    const end = state === 'failed' ? `failed${took('in', snapshot)}` : `was ${state}${took('after', snapshot)}`;
    return rollback === undefined ? end : `${end}, ${rollback === 'succeeded' ? 'rolled back' : 'rollback failed'}`;
}
//# sourceMappingURL=headline.js.map
;// CONCATENATED MODULE: ./lib/src/report/paragraphs.js
/** The paragraphs that summary and comment share. Everything in them that is not ours is inert. */





/** Characters of a link that are kept; a longer one is nobody's page. */
const MAX_LINK_LENGTH = 2000;
/** @returns a Markdown link around text that is already inert; the text alone when the URL cannot be trusted to be one. */
function paragraphs_link(shown, url) {
    if (url.length > MAX_LINK_LENGTH || !URL.canParse(url) || !/^https?:\/\//i.test(url)) {
        return shown;
    }
    // What would end the link's target, a table cell or an attribute early; the URL class leaves these as they are.
    return /[()<>"'`\\|\s]/.test(url) || !isUnaltered(url) ? shown : `[${shown}](${url})`;
}
/** Whether a browser asks for exactly this. What is spelt in another way than it was sent is not found by GitHub's masks. */
function isUnaltered(url) {
    const { href } = new URL(url);
    return href === url || href === `${url}/`;
}
/** @returns `### ❌ Deploy Prod failed in 3m 12s · eu`, with what distinguishes this use of the action from others. */
function heading(report, use) {
    return `### ${markOf(report)} ${markdown(headline_headlineOf(report), 300)}${use === '' ? '' : ` · ${markdown(use, 100)}`}`;
}
/**
 * @returns what is to be said of the end as a whole, a paragraph each: this step's own words, or Harness's when no failed step
 * says more.
 */
function explanation(report, most) {
    const { snapshot, failures, verdict } = report;
    if (!isSettled(report)) {
        const { reason, details = [], executions = [] } = verdict;
        const said = [
            ...(reason === undefined ? [] : [code(reason, most)]),
            ...details.map((line) => markdown(line, most)),
        ];
        return [[...said, ...executions.map(({ id, url }) => paragraphs_link(markdown(id, 60), url))].join('<br>')].filter(isSaid);
    }
    return failures.length > 0 || snapshot.message === undefined
        ? []
        : [[code(snapshot.message, most), ...adviceOf(snapshot, most)].join('<br>')];
}
const isSaid = (part) => part !== '';
/** @returns the paragraphs as an alert, which GitHub draws with a coloured bar; empty without any. */
function paragraphs_alert(kind, said) {
    const parts = said.filter(isSaid);
    return parts.length === 0 ? '' : `> [!${kind}]\n${parts.map((part) => `> ${part}`).join('\n>\n')}`;
}
/** @returns the colour that fits the end. */
function alertOf({ ending, snapshot, verdict }) {
    const isDoubtful = ending === 'in-doubt' || ending === 'access-lost' || snapshot.phase === 'ignored';
    return isDoubtful ? 'WARNING' : verdict.isRed || isUnsuccessful(snapshot.phase) ? 'CAUTION' : 'NOTE';
}
/** @returns how many failures there are beyond those that are shown; empty when there is none. */
function moreFailures(number) {
    return number > 0 ? `… and ${count(number, 'more failure')}.` : '';
}
/** @returns for each failure: where, what became of it, why; and Harness's advice and the delegate, unless one before it has the same. */
function causes(failures, { most, headline, delegates }) {
    const shown = new Set();
    return failures.map((failure) => {
        const advice = [
            ...adviceOf(failure, most),
            ...(delegates ? ranOn((failure.delegates ?? []).map((name) => code(name, 100))) : []),
        ].filter((line) => !shown.has(line));
        advice.forEach((line) => shown.add(line));
        return [cause(failure, { most, headline }), ...advice].join('<br>');
    });
}
function cause(failure, { most, headline }) {
    const { stage, step, stageId } = failure;
    const state = describeState(failure);
    const message = isRedundantMessage(failure) ? '' : code(failure.message, most);
    if (stageId === '' && step === undefined && message !== '') {
        return message; // The execution as a whole, which the headline names.
    }
    const place = [stage, step ?? ''].filter((part) => part !== '').join(' › ');
    const hasAnswered = state === headline && message !== '' && failure.by === undefined;
    const end = hasAnswered || state === 'failed' || failure.phase === 'ignored'
        ? ''
        : state === 'expired'
            ? ' expired'
            : ` was ${state}`;
    const by = failure.by === undefined ? '' : ` by ${markdown(failure.by, 200)}`;
    const where = paragraphs_link(markdown(place === '' ? 'A stage' : place, 150), failure.url);
    return `**${where}**${end}${by}${message === '' ? '' : `: ${message}`}`;
}
/** A line for each explanation and hint. */
function adviceOf({ message, explanations, hints }, most) {
    return [
        ...explanations
            .filter((each) => each !== message)
            .slice(0, 3)
            .map((each) => code(each, most)),
        ...hints.slice(0, 3).map((hint) => `Hint: ${code(hint, most)}`),
    ];
}
function capital(text) {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
/** @returns `Service **Web shop** (`web`) → environment **Production EU** (`prod`, production)`; empty when the execution touched none. */
function whatWhere({ services, environments, artifacts }) {
    const way = [named('service', services, nameAndId), named('environment', environments, nameAndId)].filter(isSaid);
    const things = named('artifact', artifacts, ({ name, tag, url }) => paragraphs_link(code(tag === undefined ? name : `${name}:${tag}`), url ?? ''));
    return capital([way.join(' → '), things].filter(isSaid).join(' · '));
}
/** Harness's types of environments in words. */
const TYPES = new Map([
    ['Production', 'production'],
    ['PreProduction', 'pre-production'],
]);
function nameAndId({ id, name, type = '' }) {
    const more = [
        ...(id === name ? [] : [code(id, 80)]),
        ...(type === '' ? [] : [TYPES.get(type) ?? markdown(type, 40)]),
    ];
    return `**${markdown(name, 80)}**${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}
function named(noun, things, show) {
    return things.length === 0 ? '' : `${noun}${things.length === 1 ? '' : 's'} ${listed(things, { most: 10, show })}`;
}
/** @returns the parts that are not empty, a blank line between them. */
function paragraphs(parts) {
    return `${parts.filter(isSaid).join('\n\n')}\n`;
}
/** @returns the first `most` of the things with commas between, and how many more there are. */
function listed(things, { most, show }) {
    const more = things.length - most;
    return `${things.slice(0, most).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
//# sourceMappingURL=paragraphs.js.map
;// CONCATENATED MODULE: ./lib/src/report/planned-start.js
/** What a dry run would have sent, for the summary: the runtime inputs as a table; YAML and notes folded. */

/** Up to this number all inputs are open. */
const MAX_OPEN = 25;
/** Rows and characters that are shown; GitHub drops a summary of more than 1 MiB. */
const MAX_ROWS = 500;
const MAX_YAML = 200_000;
/** @returns the paragraphs. */
function plannedParts({ inputs, yaml, notes }) {
    return [
        inputs.length > MAX_OPEN ? folded(count(inputs.length, 'runtime input'), inputTable(inputs)) : inputTable(inputs),
        yaml === '' ? 'No runtime-input YAML would be sent.' : yamlPart(yaml),
        folded('Notes that would be kept with the execution', fence(notes)),
    ];
}
function inputTable(inputs) {
    if (inputs.length === 0) {
        return '';
    }
    const left = inputs.length - MAX_ROWS;
    return [
        '| Runtime input | Value | From |',
        '| :-- | :-- | :-- |',
        ...inputs
            .slice(0, MAX_ROWS)
            .map(({ path, value, from }) => `| ${codeCell(path, 500)} | ${valueCell(value)} | ${cell(from, 200)} |`),
        ...(left > 0 ? [`| … and ${left} more | | |`] : []),
    ].join('\n');
}
/** What stands for a value, `(353 characters)`, must not look like one. */
function valueCell(value) {
    return /^\(.*\)$/.test(value) && isPlain(value.slice(1, -1)) ? value : codeCell(value, 300);
}
function yamlPart(yaml) {
    const title = `Runtime-input YAML that would be sent, ${count(lines(yaml).length, 'line')}`;
    return yaml.length > MAX_YAML
        ? `${title}: only in the log, because it does not fit into the summary.`
        : folded(title, fence(yaml, 'yaml'));
}
//# sourceMappingURL=planned-start.js.map
;// CONCATENATED MODULE: ./lib/src/report/stage-table.js
/** The stages as a table: what became of each, how long it took, and what is worth knowing of it. */






/** Up to this number all stages are open. */
const stage_table_MAX_OPEN = 12;
/** @returns the table, with `most` stages at the most; what went wrong is never the part that is left out. */
function stageTable(report, most) {
    const { stages } = report.snapshot;
    const shown = stages.filter((stage, position) => position < most || (isUnsuccessful(stage.phase) && position < most * 4));
    const left = stages.length - shown.length;
    const rows = shown.map((stage) => rowOf(report, stage));
    const lines = [
        ...(rows.length > stage_table_MAX_OPEN ? stage_table_folded(rows) : rows),
        ...(left === 0 ? [] : [{ mark: '', name: `… and ${count(left, 'more stage')}`, took: '', note: '' }]),
    ];
    if (lines.length === 0) {
        return '';
    }
    const hasNotes = lines.some(({ note }) => note !== '');
    return [
        { mark: '', name: 'Stage', took: 'Took', note: 'Note' },
        { mark: ':-:', name: ':--', took: '--:', note: ':--' },
        ...lines,
    ]
        .map(({ mark, name, took, note }) => `| ${[mark, name, took, ...(hasNotes ? [note] : [])].join(' | ')} |`)
        .join('\n');
}
/** Stages one after the other that went well, or did not run, are one line that can be opened. */
function stage_table_folded(rows) {
    const runs = [];
    for (const row of rows) {
        const run = runs.at(-1);
        const [first] = run ?? [];
        if (run !== undefined && first !== undefined && canFold(row) && canFold(first) && first.mark === row.mark) {
            run.push(row);
        }
        else {
            runs.push([row]);
        }
    }
    return runs.flatMap((run) => (run.length < 3 ? run : [fold(run)]));
}
/** Whether nothing is lost when the row is not seen at once: what people decided is to be seen. */
function canFold({ stage, note }) {
    return (stage.phase === 'succeeded' && (note === '' || note.startsWith('slowest: '))) || isNotRun(stage);
}
function isNotRun({ phase, startedAt }) {
    return startedAt === undefined && (phase === 'queued' || phase === 'skipped');
}
function fold(run) {
    const stages = run.map(({ stage }) => stage);
    const number = count(stages.filter(({ isGroup }) => !isGroup).length, 'stage');
    const starts = stages.flatMap(({ startedAt }) => startedAt ?? []);
    const ends = stages.flatMap(({ endedAt }) => endedAt ?? []);
    const took = starts.length === 0 || ends.length === 0 ? '' : duration(Math.max(...ends) - Math.min(...starts));
    const names = run.map(({ name, took: each }) => (each === '' ? name : `${name} ${each}`)).join('<br>');
    return {
        mark: run[0]?.mark ?? '',
        name: `<details><summary>${number} ${took === '' ? 'not run' : 'succeeded'}</summary>${names}</details>`,
        took: noBreak(took),
        note: '',
    };
}
function rowOf(report, stage) {
    const { startedAt, endedAt, phase } = stage;
    const took = startedAt === undefined || endedAt === undefined || !isFinal(phase) ? '' : duration(endedAt - startedAt);
    return {
        stage,
        mark: emojiOf(phase),
        name: `${'&emsp;'.repeat(Math.min(stage.depth, 6))}${page(report, stage)}`,
        took: noBreak(took),
        note: noteOn(report, stage),
    };
}
/** The stage's name, with its page when there is something to see there. */
function page({ ref }, stage) {
    const name = cell(stage.name, 100);
    return ref === undefined || stage.startedAt === undefined
        ? name
        : paragraphs_link(name, stageLink(ref.url, { stage: stage.node, run: stage.nodeExecution }));
}
function noteOn(report, stage) {
    const { phase, skippedBecause, message } = stage;
    if (isNotRun(stage)) {
        return skippedBecause === undefined ? 'not run' : `not run: ${cell(skippedBecause, 200)}`;
    }
    if (stage.isGroup) {
        return isFinal(phase) ? '' : cell(describeState(stage), 120);
    }
    const decided = report.decisions.filter((decision) => decision.stage === stage).map(describeDecision);
    if (decided.length > 0) {
        return decided
            .slice(0, 5)
            .map((decision) => cell(decision, 200))
            .join('<br>');
    }
    if (isUnsuccessful(phase) || phase === 'ignored') {
        const steps = stepsOf(phase === 'ignored' ? report.ignored : report.failures, stage);
        const state = phase === 'ignored' ? 'ignored failure' : cell(describeState(stage), 120);
        return steps !== '' ? `${state} in ${steps}` : message === undefined ? state : `${state}: ${cell(message, 160)}`;
    }
    return phase === 'succeeded' ? slowestStep(report, stage) : cell(describeState(stage), 120);
}
function stepsOf(failures, stage) {
    const inside = failures.filter(({ stageId }) => stageId === stage.id);
    // The legs of a matrix may share an identifier; their names differ.
    const exact = inside.filter((failure) => failure.stage === stage.name);
    const steps = (exact.length > 0 ? exact : inside).flatMap(({ step }) => step ?? []);
    return listed([...new Set(steps)], { most: 3, show: (step) => cell(step, 80) });
}
/** ms: what took less is no answer to where the time went. */
const MIN_SLOW = 1000;
function slowestStep({ steps }, stage) {
    const own = steps.filter((step) => step.stage === stage);
    const took = ({ startedAt, endedAt }) => endedAt - startedAt;
    const [slowest] = own.toSorted((one, other) => took(other) - took(one));
    return slowest === undefined || own.length < 2 || took(slowest) < MIN_SLOW
        ? ''
        : `slowest: ${cell(slowest.name, 80)} ${noBreak(duration(took(slowest)))}`;
}
//# sourceMappingURL=stage-table.js.map
;// CONCATENATED MODULE: ./lib/src/report/timeline.js
/** Where the time went: stages and their steps as a Mermaid gantt chart, which GitHub draws in a job summary. */




/** More bars than this are a wall and no picture. */
const MAX_BARS = 40;
/** Characters that Mermaid draws at the most; it shows an error instead of a longer chart. */
const timeline_MAX_CHARACTERS = 50_000;
/** More stages than this fill a screen by themselves: only the failed ones have their steps then. */
const MAX_DETAILED = 12;
/** A chart of one bar says nothing. */
const MIN_BARS = 2;
/** A step that took a smaller part of the chart is a line without width. */
const MIN_PART = 0.01;
const SECOND = 1000;
/**
 * The slowest steps of each stage as far as they fit, of many stages only of the failed ones, else the stages
 * alone. Times are real ones; who reads
 * the chart sees them in the own time zone.
 *
 * @returns the text of a Mermaid chart; undefined when there are fewer than two bars to show, or more stages than
 * fit.
 */
function timelineOf(stages, steps) {
    const all = sectionsOf(stages, steps);
    const sections = all.length > MAX_DETAILED
        ? all.map((section) => (isUnsuccessful(section.stage.phase) ? section : { ...section, steps: [] }))
        : all;
    const chosen = slowest(sections, MAX_BARS - sections.length);
    const bars = sections.length + chosen.size;
    if (bars < MIN_BARS || bars > MAX_BARS) {
        return undefined;
    }
    const detailed = chartOf(sections.map((section) => ({ ...section, steps: section.steps.filter((step) => chosen.has(step)) })));
    const text = detailed.length <= timeline_MAX_CHARACTERS ? detailed : chartOf(sections.map((section) => ({ ...section, steps: [] })));
    return text.length <= timeline_MAX_CHARACTERS ? text : undefined;
}
function sectionsOf(stages, steps) {
    const timed = stages
        .filter(({ isGroup }) => !isGroup)
        .flatMap((stage, position) => {
        const { name, phase, startedAt, endedAt } = stage;
        return startedAt === undefined || endedAt === undefined || phase === 'skipped'
            ? []
            : [
                {
                    stage,
                    position: position + 1,
                    bar: { name, phase, startedAt, endedAt: Math.max(startedAt, endedAt), isApproval: false },
                },
            ];
    });
    const ends = timed.map(({ bar }) => bar.endedAt);
    const least = MIN_PART * (Math.max(...ends) - Math.min(...timed.map(({ bar }) => bar.startedAt)));
    return timed.map(({ stage, position, bar }) => {
        const own = steps.filter((step) => step.stage === stage);
        const [only] = own;
        // A stage's only step took as long as the stage: it would be the same bar once more.
        return own.length === 1 && only !== undefined
            ? { position, stage: { ...bar, isApproval: only.isApproval }, steps: [] }
            : {
                position,
                stage: bar,
                steps: own.filter((step) => tookOf(step) >= Math.max(SECOND, least) || isUnsuccessful(step.phase)),
            };
    });
}
/** @returns as many steps as fit: of each stage the slowest first, failed ones before all others. */
function slowest(sections, limit) {
    const rank = (one, other) => Number(isUnsuccessful(other.phase)) - Number(isUnsuccessful(one.phase)) || tookOf(other) - tookOf(one);
    const ranked = sections.flatMap(({ steps }) => steps.toSorted(rank).map((step, place) => ({ step, place })));
    const first = ranked.toSorted((one, other) => one.place - other.place || rank(one.step, other.step));
    return new Set(first.slice(0, Math.max(0, limit)).map(({ step }) => step));
}
function chartOf(sections) {
    const bars = sections.flatMap(({ stage, steps }) => [stage, ...steps]);
    const span = Math.max(...bars.map(({ endedAt }) => endedAt)) - Math.min(...bars.map(({ startedAt }) => startedAt));
    return [
        'gantt',
        '  dateFormat x',
        `  axisFormat ${axisFormat(span)}`,
        '  todayMarker off',
        // Mermaid puts sections of one title together, so each has its number; the stage's name does not fit beside the chart.
        ...sections.flatMap(({ position, stage, steps }) => [
            `  section ${timeline_markOf(stage)} ${position}`,
            barOf(stage, ''),
            ...steps.map((step) => barOf(step, '› ')),
        ]),
    ].join('\n');
}
/** The clock's time as d3 writes it: to the second only where it fits. */
function axisFormat(span) {
    const minutes = span / 60_000;
    return minutes < 10 ? '%H:%M:%S' : minutes < 24 * 60 ? '%H:%M' : '%d %b %H:%M';
}
/** Drawn as nothing. Without it Mermaid would take a name that begins with `section` or `title` for its own word. */
const WORD_JOINER = '\u2060';
function barOf(bar, before) {
    const took = duration(tookOf(bar));
    const name = timeline_nameOf(bar.name);
    const label = bar.isApproval ? `⏸ ${name}, waited ${took}` : `${before}${name} ${took}`;
    // A step is lighter than its stage. Mermaid's colour for `active` is unreadable in the dark theme.
    const tag = isUnsuccessful(bar.phase) ? 'crit, ' : before !== '' || bar.isApproval ? 'done, ' : '';
    return `  ${WORD_JOINER}${label} :${tag}${bar.startedAt}, ${bar.endedAt}`;
}
function timeline_markOf({ phase, isApproval }) {
    return isApproval && !isUnsuccessful(phase) ? emojiOf('waiting') : emojiOf(phase);
}
/** Characters of a name: what is longer covers other bars. */
const MAX_NAME = 40;
/** Whatever no syntax of Mermaid uses: its words, entities, comments and statements end at other characters. */
const HARMLESS = /^[\p{L}\p{M}\p{N} ,./()_+-]+$/u;
/** A word as long as this may be a secret, which GitHub masks only when it is unaltered. */
const SECRET_LENGTH = 12;
/** The words of a name that stay as they are; a longer one with a character that Mermaid might use is left out entirely. */
function timeline_nameOf(text) {
    const pieces = piecesOf(oneLine(text, 1000)).map((piece) => piece.trim() === '' || HARMLESS.test(piece)
        ? piece
        : piece.length < SECRET_LENGTH
            ? piece.replace(/[^\p{L}\p{M}\p{N},./()_+-]/gu, '')
            : '…');
    // Nor the blanks behind a word of which nothing is left.
    const shown = pieces.filter((_, place) => place % 2 === 0 || pieces[place - 1] !== '');
    return shortened(shown.join('').trim(), MAX_NAME) || '…';
}
function tookOf({ startedAt, endedAt }) {
    return Math.max(0, endedAt - startedAt);
}
//# sourceMappingURL=timeline.js.map
;// CONCATENATED MODULE: ./lib/src/report/which-run.js
/** Which execution it was: where, started by whom, what it built, and whether it took as long as usual. */



/** @returns `Execution 42 · default / shop · deploy_prod · started by octo in acme/shop run 77 · builds main at 1a2b3c4 · usually 4m 10s` */
function whichRun(report) {
    const { snapshot, pipeline, place, past, parentUrl, rerunUrl } = report;
    return [
        which_run_page(report),
        markdown(place, 200),
        ...(pipeline === '' ? [] : [code(pipeline)]),
        ...startedBy(report),
        ...(parentUrl === undefined ? [] : [`started by ${paragraphs_link('a chained pipeline', parentUrl)}`]),
        ...(rerunUrl === undefined ? [] : [`re-run of ${paragraphs_link('an earlier execution', rerunUrl)}`]),
        ...buildOf(snapshot.build),
        ...usualOf(past),
    ].join(' · ');
}
function which_run_page({ ref, snapshot, listUrl }) {
    return ref === undefined
        ? paragraphs_link('Executions of this pipeline', listUrl)
        : paragraphs_link(snapshot.runSequence === undefined ? 'Execution' : `Execution ${snapshot.runSequence}`, ref.url);
}
function startedBy({ ref, snapshot, run, isStartedHere }) {
    const watcher = run.name === '' ? '' : paragraphs_link(markdown(run.name, 200), run.url);
    if (ref === undefined || isStartedHere) {
        const actor = run.actor === '' ? '' : `${markdown(run.actor, 80)} in `;
        return watcher === '' ? [] : [ref === undefined ? watcher : `started by ${actor}${watcher}`];
    }
    const who = snapshot.startedBy === undefined ? '' : ` by ${markdown(snapshot.startedBy, 80)}`;
    const how = snapshot.triggerName === undefined ? '' : ` through trigger ${code(snapshot.triggerName, 80)}`;
    return [...(who + how === '' ? [] : [`started${who}${how}`]), ...(watcher === '' ? [] : [`followed by ${watcher}`])];
}
/** @returns how an execution that this step did not start came to be, for the log: `Started by jdoe through trigger nightly.`; empty when nobody knows */
function originInWords({ startedBy: who, triggerName, rerunOf, parent }) {
    const parts = [
        ...(who === undefined ? [] : [`by ${oneLine(who, 80)}`]),
        ...(triggerName === undefined ? [] : [`through trigger ${oneLine(triggerName, 80)}`]),
        ...(parent === undefined ? [] : [`by execution ${parent.id} of ${parent.pipeline}`]),
        ...(rerunOf === undefined ? [] : [`as a re-run of execution ${oneLine(rerunOf, 60)}`]),
    ];
    return parts.length === 0 ? '' : `Started ${parts.join(', ')}.`;
}
const which_run_COMMIT = /^[0-9a-f]{40}$/;
/** What a CI stage built; a commit in the seven digits that GitHub shows. */
function buildOf(build) {
    const { branch, tag, commit, pullRequest } = build ?? {};
    const ref = pullRequest !== undefined
        ? `pull request ${pullRequest}`
        : tag !== undefined
            ? `tag ${code(tag, 100)}`
            : branch !== undefined
                ? code(branch, 100)
                : '';
    const at = commit === undefined ? '' : code(which_run_COMMIT.test(commit) ? commit.slice(0, 7) : commit, 60);
    const what = [ref, at].filter((part) => part !== '').join(' at ');
    return what === '' ? [] : [`builds ${what}`];
}
function usualOf(past) {
    return past === undefined
        ? []
        : [
            ...(past.usual === undefined ? [] : [`usually ${noBreak(duration(past.usual))}`]),
            `last ${past.results.length}: ${past.results.map(emojiOf).join('')}`,
        ];
}
//# sourceMappingURL=which-run.js.map
;// CONCATENATED MODULE: ./lib/src/report/summary.js
/** The job summary: did it work, which run, why; then what a person may want to open. */







/** From everything to little. GitHub drops a summary of more than 1 MiB altogether. */
const DETAILS = [
    { log: 50, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 15, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 0, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 0, failures: 10, text: 300, stages: 50, variables: 10 },
];
/** Bytes; what is left to 1 MiB is for line ends and for what else the step may write. */
const summary_MAX_BYTES = 1_000_000;
/** Characters of a log line that are shown. */
const summary_MAX_WIDTH = 1000;
/** @returns the summary as Markdown of less than 1 MiB in UTF-8, with as much detail as that allows. */
function summaryOf(report) {
    for (const [step, detail] of DETAILS.entries()) {
        const text = write(report, detail, step > 0);
        if (Buffer.byteLength(text) <= summary_MAX_BYTES) {
            return text;
        }
    }
    return paragraphs([heading(report, report.run.label), whichRun(report)]);
}
function write(report, detail, isCut) {
    const { failures, ignored, run } = report;
    const shown = failures.slice(0, detail.failures);
    const passed = ignored.slice(0, detail.failures);
    const wanted = { most: detail.text, headline: describeState(report.snapshot), delegates: true };
    return paragraphs([
        heading(report, run.label),
        whichRun(report),
        paragraphs_alert(alertOf(report), [
            ...explanation(report, detail.text),
            ...causes(shown, wanted),
            moreFailures(failures.length - shown.length),
            ...causes(passed, wanted).map((each) => `Ignored: ${each}`),
        ]),
        ...(report.planned === undefined ? [] : plannedParts(report.planned)),
        ...[...shown, ...passed].map((failure) => logOf(failure, detail.log)),
        timeline(report),
        stageTable(report, detail.stages),
        whatWhere(report),
        variables(report.variableNames, detail.variables),
        smallPrint(report, isCut),
    ]);
}
function logOf(failure, most) {
    const { log } = failure;
    const place = oneLine(failure.step ?? failure.stage, 80);
    if (log === undefined || most === 0) {
        return '';
    }
    if ('missing' in log) {
        return `<sub>No log of ${markdown(place)}: ${markdown(log.missing, 300)}</sub>`;
    }
    const shown = log.lines.slice(-most).map((line) => shortened(line, summary_MAX_WIDTH));
    if (shown.length === 0) {
        return '';
    }
    const isComplete = log.isComplete && shown.length === log.lines.length;
    // Markdown is not read here, so that a name with markup could not be shown as it is; the failure above has it.
    const title = `Log${isPlain(place) ? ` of ${place}` : ''}, ${isComplete ? '' : 'last '}${count(shown.length, 'line')}`;
    return folded(title, fence(shown.join('\n')));
}
function timeline({ snapshot, steps }) {
    const chart = timelineOf(snapshot.stages, steps);
    return chart === undefined ? '' : `\`\`\`mermaid\n${chart}\n\`\`\``;
}
function variables(names, most) {
    const title = count(names.length, 'output variable');
    const shown = listed(names, { most, show: (name) => code(name, 120) });
    return names.length === 0 ? '' : folded(title, shown);
}
function smallPrint(report, isCut) {
    const outage = report.unreachableMs < 1000 ? '' : `, Harness unreachable for ${noBreak(duration(report.unreachableMs))}`;
    return `<sub>${[
        ...report.gaps.slice(0, 10).map((gap) => markdown(gap, 300)),
        ...(isCut ? ['Parts are left out here: GitHub keeps no more than 1 MiB.'] : []),
        `${count(report.requests, 'request')} to Harness${outage}`,
    ].join('<br>')}</sub>`;
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/finish.js






/** Says what the verdict says, and leaves post what it needs. */
function finishWithoutExecution(session, { isUnfinished = false, ...end }) {
    const { step, postState } = session;
    const { verdict } = end;
    const report = reportOf(session, { ...end, snapshot: NOTHING_SEEN, diagnosis: NO_DIAGNOSIS });
    const results = resultsOf(session, report, NO_DIAGNOSIS);
    setFinalOutputs(step.setOutput, { verdict, pipeline: postState.pipeline, snapshot: NOTHING_SEEN, results });
    printVerdict(step, verdict);
    if (!isUnfinished) {
        saveSummary(session, report);
    }
    return verdict;
}
/** Writes the file with everything. @returns the outputs that are JSON, and that file's path. */
function resultsOf({ step, postState }, report, diagnosis) {
    const fitted = fitResults(report, diagnosis);
    if (fitted.warning !== undefined) {
        step.log.warning(fitted.warning);
    }
    return {
        variables: fitted.variables,
        result: fitted.result,
        resultFile: step.folder.write(postState.nonce, 'result.json', fitted.uncut) ?? '',
    };
}
/** Main came to its end: post has only to show the summary. */
function saveSummary(session, report) {
    session.step.folder.write(session.postState.nonce, 'summary.md', summaryOf(report));
    session.save({ main: 'done' });
}
/** @returns all that the summary and the comment show. */
function reportOf({ step, connection, postState }, parts) {
    const { workflow } = step;
    const { verdict, ref, snapshot, diagnosis, ending, past, planned } = parts;
    const [index, total] = postState.leg.split('/');
    const legs = Number(total);
    return {
        verdict,
        ending,
        isStartedHere: postState.isStartedElsewhere !== true,
        ref,
        listUrl: executionsLink(postState),
        place: placeOf(postState),
        pipeline: postState.pipeline,
        snapshot,
        ...diagnosed(diagnosis, snapshot),
        parentUrl: parentLink(postState.scope, snapshot.parent),
        rerunUrl: snapshot.rerunOf === undefined ? undefined : executionLink(postState, snapshot.rerunOf),
        past,
        planned,
        took: step.clock.now() - step.from,
        requests: connection.requests(),
        unreachableMs: connection.retry.unreachableMs,
        run: {
            name: runName(workflow),
            url: workflow.url,
            job: legs > 1 ? `${workflow.job} (${Number(index) + 1} of ${legs})` : workflow.job,
            label: postState.label,
            actor: workflow.actor,
        },
    };
}
/** Prints a verdict: its one annotation, else its sentence. */
function printVerdict({ log }, verdict) {
    switch (verdict.level) {
        case 'error':
            log.fail(annotationText(verdict));
            break;
        case 'warning':
            log.warning(annotationText(verdict));
            break;
        case 'notice':
            log.notice(annotationText(verdict));
            break;
        case undefined:
            log.info(report_messageOf(verdict));
    }
}
//# sourceMappingURL=finish.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/post-state.js
/**
 * What main leaves for post: one JSON value in the step's state. Other steps cannot read it, but text that is printed
 * unescaped can write state; so post takes nothing from it that has not the right shape, and key and origin are one value
 * that cannot be changed apart.
 */



/** Name of the state. */
const POST_STATE = 'postState';
/**
 * @param now ms since 1970
 * @returns the post state of a step that has started nothing yet.
 */
function newPostState(inputs, { nonce, now }) {
    const { key, scope, pipeline, onCancel, summary, comment, commitStatus, githubToken, label, timeout } = inputs;
    return {
        nonce,
        engine: 'nextgen',
        key,
        scope,
        pipeline,
        marker: '',
        event: '',
        since: Math.round(now),
        onCancel,
        execution: '',
        main: 'unfinished',
        hasFolder: false,
        conceals: false,
        summary,
        comment,
        pullRequest: inputs.pullRequest ?? 0,
        commitStatus,
        githubToken,
        label,
        leg: `${inputs.leg.index}/${inputs.leg.total}`,
        timeout,
    };
}
/** @returns the post state as text. */
function serializePostState(postState) {
    return JSON.stringify(postState);
}
/** What changes after the start; nothing secret. */
const PATCHED = ['pipeline', 'event', 'execution', 'main'];
/** @returns the changes as text, for a file beside the state: without key and token. */
function serializePatch(postState) {
    return JSON.stringify(Object.fromEntries(PATCHED.map((key) => [key, postState[key]])));
}
/** @returns the post state with the changes in the file, when both have the right shape; else as it is. */
function applyPatch(postState, patch) {
    let value;
    try {
        value = JSON.parse(patch);
    }
    catch {
        return postState;
    }
    const changes = isObject(value) ? Object.fromEntries(PATCHED.map((key) => [key, at(value, key)])) : {};
    return parsePostState(JSON.stringify({ ...postState, ...changes })) ?? postState;
}
/** @returns the post state; undefined when there is none, or when any part of it has not the shape that main gives it. */
function parsePostState(state) {
    let value;
    try {
        value = JSON.parse(state);
    }
    catch {
        return undefined;
    }
    const string = (name) => post_state_short(at(value, name));
    const one = (name, words) => words.find((word) => word === string(name));
    const engine = one('engine', ENGINES);
    const postState = {
        nonce: that(string('nonce'), (nonce) => /^[0-9a-f]{16}$/.test(nonce)),
        engine,
        key: that(string('key'), (key) => /^[\x21-\x7E]*$/.test(key)),
        // FirstGen's have names, which are shown and nothing else.
        pipeline: that(string('pipeline'), (name) => engine === 'firstgen' || name === '' || isIdentifier(name)),
        marker: that(string('marker'), (marker) => /^[\x20-\x7E]*$/.test(marker)),
        event: that(string('event'), (event) => event === '' || isExecutionId(event)),
        since: integer(at(value, 'since')),
        onCancel: one('onCancel', ['abort', 'leave']),
        execution: that(string('execution'), (id) => id === '' || isExecutionId(id)),
        ...(at(value, 'isStartedElsewhere') === true ? { isStartedElsewhere: true } : {}),
        main: one('main', ['unfinished', 'done', 'faulted']),
        hasFolder: flag(at(value, 'hasFolder')),
        conceals: flag(at(value, 'conceals')),
        summary: flag(at(value, 'summary')),
        comment: one('comment', ['never', 'on-failure', 'always']),
        pullRequest: integer(at(value, 'pullRequest')),
        commitStatus: string('commitStatus'),
        githubToken: that(string('githubToken'), (token) => /^[\x21-\x7E]*$/.test(token)),
        label: string('label'),
        leg: that(string('leg'), (leg) => /^\d{1,6}\/\d{1,6}$/.test(leg)),
        timeout: integer(at(value, 'timeout')),
    };
    const place = engine === 'firstgen' ? readApplication(value) : readProject(value);
    return place !== undefined && isComplete(postState) ? { ...postState, ...place } : undefined;
}
function readProject(value) {
    const scope = {
        ...readAccount(value),
        org: that(shape_text(at(value, 'scope', 'org')), isIdentifier),
        // Of an event it is not known before Harness has processed it.
        project: that(post_state_short(at(value, 'scope', 'project')), (id) => isIdentifier(id) || (id === '' && hasEvent(value))),
    };
    return isComplete(scope) ? { scope } : undefined;
}
function hasEvent(value) {
    return shape_text(at(value, 'event')) !== undefined && at(value, 'execution') === '';
}
function readApplication(value) {
    const scope = { ...readAccount(value), org: '', project: '' };
    const application = {
        id: that(post_state_short(at(value, 'application', 'id')), (id) => id === '' || isExecutionId(id)),
        name: post_state_short(at(value, 'application', 'name')),
        isWorkflow: at(value, 'application', 'isWorkflow') === true,
    };
    return isComplete(scope) && isComplete(application) ? { scope, application } : undefined;
}
function readAccount(value) {
    return {
        origin: that(shape_text(at(value, 'scope', 'origin')), isSafeOrigin),
        account: that(shape_text(at(value, 'scope', 'account')), isAccount),
    };
}
function flag(value) {
    return typeof value === 'boolean' ? value : undefined;
}
function post_state_short(value) {
    return typeof value === 'string' && value.length <= 2000 ? value : undefined;
}
function that(part, is) {
    return part !== undefined && is(part) ? part : undefined;
}
/** Whether no part is missing. */
function isComplete(parts) {
    return !Object.values(parts).includes(undefined);
}
//# sourceMappingURL=post-state.js.map
;// CONCATENATED MODULE: ./lib/src/report/verdict.js
/** The two tables of the contract: what Harness says, and this step's own endings -> status, colour and one sentence. */




/** The colour of each final phase, and the annotation that goes with it. */
const COLOURS = {
    succeeded: { isRed: false, says: 'nothing' },
    ignored: { isRed: false, says: 'warning' },
    skipped: { isRed: false, says: 'notice' },
    failed: { isRed: true, says: 'error' },
    aborted: { isRed: true, says: 'error' },
    expired: { isRed: true, says: 'error' },
};
/** @returns the verdict on a start that brought no execution. */
function judgeStart(result, listUrl) {
    switch (result.kind) {
        case 'refused':
            return redVerdict('failed', explained(result.error));
        case 'too-late':
            return redVerdict('failed', {
                headline: "Nothing was started: this step's timeout was over before the start could be sent.",
                details: result.error?.paragraphs,
            });
        case 'in-doubt':
            return redVerdict('unknown', {
                headline: 'Could not confirm whether the pipeline was started',
                reason: result.error.headline,
                details: [
                    ...result.error.paragraphs.slice(1),
                    result.searches === undefined
                        ? 'A start of this kind leaves no marker by which its execution could be found.'
                        : result.searches === 0
                            ? "Its executions could not be searched for this run's marker."
                            : `Searched its executions ${count(result.searches, 'time')}; none carries this run's marker.`,
                    'Check its executions before you re-run.',
                ],
                link: listUrl,
            });
        case 'cancelled':
            return {
                status: result.wasSent ? 'unknown' : '',
                isRed: true,
                headline: result.wasSent
                    ? 'The job was cancelled while the start was being sent; the post step searches for the execution.'
                    : 'The job was cancelled before anything was started.',
            };
    }
}
/** @returns a red verdict with its error annotation. Not subject to fail-step. */
function redVerdict(status, said) {
    return { status, isRed: true, level: 'error', ...said };
}
/** @returns what an error says whose first paragraph is a sentence of its own. */
function inParagraphs({ paragraphs: [headline = '', ...details], }) {
    return { headline, details };
}
/** @returns what there is to say of an error that ends the step. */
function explained({ headline, reason, advice }) {
    return { headline, ...(reason === '' ? {} : { reason }), details: advice };
}
/** @returns the verdict on an ending. */
function judge(ending, context) {
    const { snapshot } = ending;
    const name = verdict_nameOf(context.ref, snapshot);
    switch (ending.kind) {
        case 'ended':
            return verdictOnEnd(snapshot, name, context);
        case 'left':
            return notice(statusOf(snapshot.phase), context, {
                headline: `${name} is not finished: it is ${describeState(snapshot)}.`,
                details: [
                    ending.why === 'no-wait' ? 'This step does not wait for it (wait: false).' : 'This step leaves it running.',
                ],
            });
        case 'blocked':
            return red('waiting', context, {
                headline: `${name} is ${describeState(snapshot)}, which is a failure here (on-waiting: fail).`,
                details: ['It is left running.'],
            });
        case 'timed-out':
            return verdictOnTimeout(ending, name, context);
        case 'access-lost':
            // Lost access is no verdict on the execution, which fail-step is about: it stays red.
            return red('unknown', { ...context, failStep: true }, {
                headline: `Lost access to ${name}; it may still run in Harness.`,
                details: ending.error.paragraphs,
            });
        case 'cancelled':
            return snapshot.status === ''
                ? { status: 'unknown', isRed: true, headline: `The job was cancelled before the status of ${name} was read.` }
                : {
                    status: statusOf(snapshot.phase),
                    isRed: true,
                    headline: `The job was cancelled while ${name} was ${describeState(snapshot)}.`,
                };
    }
}
function verdictOnTimeout(ending, name, context) {
    const { snapshot, inContact } = ending;
    const after = limitOf(context.timeout);
    const limit = `within ${after} (this step's timeout)`;
    switch (ending.abort) {
        case 'seen':
            return red('aborted', context, {
                headline: `${name} was aborted by this action after ${after}: it had not finished ${limit}.`,
            });
        case 'unseen':
            return red('running', context, {
                headline: ending.refusal === undefined
                    ? `${name} was aborted by this action after ${after}, but its end was not seen: it had not finished ${limit}.`
                    : `${name} has not finished ${limit}, and this action could not abort it.`,
                details: ending.refusal?.paragraphs,
            });
        case 'unwanted':
            return red(inContact ? statusOf(snapshot.phase) : 'unknown', context, {
                headline: `${name} has not finished ${limit}; ${inContact ? `it is ${describeState(snapshot)}` : 'Harness does not answer'}.`,
                details: ['It is left running.'],
            });
    }
}
/** @returns what to call an execution: its pipeline, as people named it where that is known. */
function verdict_nameOf(ref, { pipelineName }) {
    return oneLine(pipelineName ?? (ref.pipeline || `execution ${ref.id}`), 100);
}
function verdictOnEnd(snapshot, name, context) {
    const { ref, failStep, cause, others = [], rollback } = context;
    const status = statusOf(snapshot.phase);
    const ended = { snapshot, name, cause, others, rollback };
    const link = cause?.url ?? ref.url;
    if (snapshot.phase === 'succeeded') {
        return { status, isRed: false, headline: `${name} succeeded${took('in', snapshot)}.` };
    }
    if (snapshot.phase === 'ignored') {
        const headline = `${name} succeeded${took('in', snapshot)}, with an ignored failure`;
        return {
            status,
            isRed: false,
            level: 'warning',
            headline,
            reason: ignoredCauseOf(ended),
            details: besides(others),
            link,
        };
    }
    if (snapshot.phase === 'skipped') {
        return notice(status, context, {
            headline: `${name} was ${snapshot.status.toLowerCase() === 'suspended' ? 'suspended' : 'skipped'}; no stage ran.`,
        });
    }
    const details = detailsOf(ended);
    return { status, isRed: failStep, level: failStep ? 'error' : 'warning', ...causeOf(ended), details, link };
}
function notice(status, { ref }, said) {
    return { status, isRed: false, level: 'notice', link: ref.url, ...said };
}
/** `2h`, `1h 30m`: a limit as its author would write it. */
function limitOf(timeout) {
    return duration(timeout).replace(/ 00[ms]$/, '');
}
/** A red verdict that fail-step is about. */
function red(status, { failStep, ref }, said) {
    return { status, isRed: failStep, level: failStep ? 'error' : 'warning', link: ref.url, ...said };
}
/** @returns the statuses of Harness that end in each final phase, for the table that people read. */
function statusesOf(phase) {
    return Object.entries(STATUSES).flatMap(([status, its]) => (its === phase ? [status] : []));
}
//# sourceMappingURL=verdict.js.map
;// CONCATENATED MODULE: ./lib/src/start/start-once.js

/** ms for the start: Harness fetches templates, checks policies and makes the plan before it answers. */
const START_LIMIT = 120_000;
/** ms that a cancelled job still waits for the answer to a start: with it the execution can be aborted at once. */
const CANCEL_GRACE = 4000;
/** A start is in doubt once this many searches, over this many ms of contact, have found nothing. */
const MIN_SEARCHES = 3;
const MIN_SEARCH_TIME = 90_000;
/** ms between searches: short at first, because a start whose answer was lost has usually happened. */
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 15_000];
/** ms for one search when the deadline has already passed. */
const LATE_SEARCH_LIMIT = 10_000;
/** Starts at most once. */
async function startOnce(launch) {
    const { retry, clock, signal, deadline } = launch;
    const grace = graceSignal(signal, clock);
    try {
        // untilAnswered() repeats what it is thrown: only failures in which the request certainly did not arrive are thrown at it.
        const answer = await retry.untilAnswered(async ({ limit }) => {
            try {
                return await launch.send({ signal: grace.signal, limit, whileUnsent: signal });
            }
            catch (error) {
                if (!(error instanceof HarnessError) || ['unsent', 'handshake', 'limited'].includes(error.kind)) {
                    throw error;
                }
                return error;
            }
        }, { deadline, signal, limit: START_LIMIT, givesUpUnreached: true });
        if (!(answer instanceof HarnessError)) {
            return { kind: 'started', started: answer, how: 'answered' };
        }
        if (isRefusal(answer)) {
            return { kind: 'refused', error: answer };
        }
        if (signal.aborted) {
            return { kind: 'cancelled', wasSent: true };
        }
        return await searchForStart(launch, answer);
    }
    catch (error) {
        return endedBefore(error);
    }
    finally {
        grace.end();
    }
}
/**
 * @returns what an error on the way to a start means: nothing was started.
 * @throws the error itself, when it is about the inputs or a fault of this program.
 */
function endedBefore(error) {
    if (error instanceof Cancelled) {
        return { kind: 'cancelled', wasSent: false };
    }
    if (error instanceof DeadlineExceeded) {
        return { kind: 'too-late', error: error.last };
    }
    if (error instanceof HarnessError) {
        return { kind: 'refused', error };
    }
    throw error;
}
/**
 * Harness's own error in a 4xx is a clear no. An error inside a 200 is not: nobody knows what became of the start. Where
 * the HTTP status says nothing at all (GraphQL), the engine leaves it out.
 */
function isRefusal(error) {
    return error.kind === 'untrusted' || (error.kind === 'refused' && (error.failure.status ?? 400) >= 400);
}
/** A signal that aborts a while after the other one does. */
function graceSignal(signal, clock) {
    const late = new AbortController();
    const over = new AbortController();
    const abortAfter = async (ms) => {
        await clock.sleep(ms, over.signal);
        late.abort();
    };
    const begin = () => {
        void abortAfter(CANCEL_GRACE);
    };
    if (signal.aborted) {
        late.abort();
    }
    signal.addEventListener('abort', begin, { once: true });
    return {
        signal: late.signal,
        end: () => {
            signal.removeEventListener('abort', begin);
            over.abort();
        },
    };
}
async function searchForStart(launch, error) {
    const { clock, retry, find, signal } = launch;
    if (find === undefined) {
        return { kind: 'in-doubt', error, searches: undefined };
    }
    launch.onLostAnswer(error);
    let searches = 0;
    let since;
    try {
        for (;;) {
            const began = { at: clock.now(), out: retry.unreachableMs };
            const late = searches === 0 ? began.at + LATE_SEARCH_LIMIT : 0;
            const found = await find({ deadline: Math.max(launch.deadline, late), skipsBackOff: late > launch.deadline });
            if (found !== undefined) {
                return { kind: 'started', started: found, how: 'found' };
            }
            searches += 1;
            since ??= { at: clock.now(), out: retry.unreachableMs };
            // A search shows what existed when it began, and time without contact proves nothing.
            const searched = began.at - since.at - (began.out - since.out);
            if (searches >= MIN_SEARCHES && searched >= MIN_SEARCH_TIME) {
                return { kind: 'in-doubt', error, searches };
            }
            const pause = SEARCH_PAUSES[Math.min(searches, SEARCH_PAUSES.length) - 1] ?? 0;
            await clock.sleep(Math.max(0, Math.min(pause, launch.deadline - clock.now())), signal);
        }
    }
    catch (failure) {
        if (failure instanceof Cancelled) {
            return { kind: 'cancelled', wasSent: true };
        }
        if (failure instanceof HarnessError || failure instanceof DeadlineExceeded) {
            return { kind: 'in-doubt', error, searches };
        }
        throw failure;
    }
}
//# sourceMappingURL=start-once.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/session.js
/** One step at work: the step, its connection to Harness, and what the post step would find if it began now. */




/** Opens a session; nothing is saved yet. */
function openSession(step, connection, first) {
    let postState = first;
    let isSavedBefore = false;
    const { nonce } = first;
    step.stopWithPost(nonce);
    const save = (patch = {}) => {
        postState = { ...postState, ...patch, conceals: concealsAny() };
        if (!isSavedBefore) {
            isSavedBefore = true;
            postState = { ...postState, hasFolder: step.folder.write(nonce, 'unfinished', '') !== undefined };
        }
        const isInState = step.saveState(POST_STATE, serializePostState(postState));
        if (isInState) {
            step.folder.remove(nonce, 'patch.json'); // What it holds is older now.
        }
        const isSaved = isInState || step.folder.write(nonce, 'patch.json', serializePatch(postState)) !== undefined;
        if (!isSaved && postState.main !== 'unfinished') {
            // The missing file says that the step came to an end of its own: taking it away works on a full disk, too.
            step.folder.remove(nonce, 'unfinished');
        }
        return isInState;
    };
    step.onFault(() => {
        const { execution } = postState;
        setFaultOutputs(step.setOutput);
        if (step.signal.aborted) {
            return []; // A cancelled step is post's to finish.
        }
        // Saved once more in any case: the fault may have come in the middle of saving.
        save({ main: postState.main === 'done' ? 'done' : 'faulted' });
        return execution === ''
            ? [`If anything was started, it is left running: ${executionsLink(postState)}`]
            : [`Execution ${execution} is left as it is.`, `  ${executionLink(postState, execution)}`];
    });
    return {
        step,
        connection,
        get postState() {
            return postState;
        },
        save,
    };
}
/** The runner's files cannot be written, so that nobody would learn of an execution, a decision or a list: there is none. */
class UnwritableError extends Error {
    name = 'UnwritableError';
    /** What cannot be written, and why; then where that is, and what to do. */
    paragraphs;
    constructor(problems, what = 'started') {
        const [first = '', ...more] = problems.flatMap(({ file, path, cause, remedy }) => [
            `${file} cannot be written: ${cause}.`,
            ...(path === '' ? [] : [path]),
            remedy,
        ]);
        const paragraphs = [`Nothing was ${what}: ${first}`, ...more];
        super(paragraphs.join('\n  '));
        this.paragraphs = paragraphs;
    }
}
/**
 * Makes sure that what is about to be started can be reported.
 *
 * @throws UnwritableError when the runner's files cannot be written.
 */
function requireFiles({ step, postState }) {
    const summary = postState.summary ? ['GITHUB_STEP_SUMMARY'] : [];
    const problems = step.testFiles(['GITHUB_OUTPUT', 'GITHUB_STATE', ...summary]);
    if (problems.length > 0) {
        throw new UnwritableError(problems);
    }
}
//# sourceMappingURL=session.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/send.js
/** The one request that starts something: first the post state, then the request, then what is to be said without an execution. */






/** The state could be written a moment ago. */
const UNSAVED = {
    file: 'GITHUB_STATE',
    path: '',
    cause: 'it was refused just before the start',
    remedy: 'Check the disk of the runner.',
};
/** Without the folder post could not distinguish a step that ended from one that was killed, once the state cannot be written either. */
const WITHOUT_FOLDER = {
    file: 'RUNNER_TEMP',
    path: '',
    cause: "neither it nor the system's folder for temporary files takes a file of this user",
    remedy: 'Give the user of this step write access to RUNNER_TEMP, and free some space on its disk.',
};
/** Starts at most once. @throws UnwritableError when nobody could be given the execution's id: nothing was started. */
async function sendOnce(session, { patch, ...start }) {
    const { step, connection } = session;
    const { clock, signal, log } = step;
    requireFiles(session);
    // Before the request: if this process is killed meanwhile, post knows what to search for.
    if (!session.save(patch)) {
        throw new UnwritableError([UNSAVED]);
    }
    if (!session.postState.hasFolder) {
        throw new UnwritableError([WITHOUT_FOLDER]);
    }
    // The state is taken when post begins, which in a container job may be before this.
    step.folder.write(session.postState.nonce, 'sent', '');
    const result = await startOnce({
        ...start,
        retry: connection.retry,
        clock,
        signal,
        onLostAnswer: (error) => {
            log.info(`${error.message}\nThe start may have arrived: searching for the execution by this run's marker.`);
        },
    });
    if (result.kind === 'started' && result.how === 'found') {
        log.info('Found: the start had arrived. Following that execution.');
    }
    return result;
}
/** Says why there is no execution, and leaves post what it needs. */
function unstarted(session, result) {
    // Only a start whose result is unknown is left for post to search for.
    const isUnfinished = result.kind === 'cancelled' && result.wasSent;
    const verdict = judgeStart(result, executionsLink(session.postState));
    return finishWithoutExecution(session, { isUnfinished, verdict, ending: result.kind });
}
/** The same for an error before the start was sent. @throws the error itself, when it is about the inputs or a fault. */
function unsent(session, error) {
    if (error instanceof UnwritableError) {
        return finishWithoutExecution(session, { verdict: redVerdict('failed', inParagraphs(error)), ending: 'refused' });
    }
    if (error instanceof InputError) {
        session.save({ main: 'done' });
    }
    return unstarted(session, endedBefore(error));
}
//# sourceMappingURL=send.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/causes.js
/** What made an execution fail, as far as its graph shows: the failed nodes that nothing inside them explains. */

/**
 * What holds a failed step fails with the same message, so only the innermost failure is a cause. A try that was followed
 * by another is none, and neither is a failure inside something that ended well.
 *
 * @param nodes holders before what they hold
 */
function causesIn(nodes) {
    const counted = nodes.filter((node) => !node.isOldTry);
    const effects = effectsOf(counted);
    const holdsBad = new Set();
    const holdsIgnored = new Set();
    const causes = { bad: [], ignored: [] };
    for (const node of counted.toReversed()) {
        // A section only passes on what is inside it; where that is nothing, its stage is the cause.
        const isCause = node.kind !== 'section';
        const isFailed = isCause && isUnsuccessful(node.phase);
        const isIgnored = isCause && node.phase === 'ignored';
        // An ignored failure does not explain why what holds it failed.
        const isLeaf = !holdsBad.has(node) && (isFailed || (isIgnored && !holdsIgnored.has(node)));
        const kind = effects.get(node) ?? 'bad';
        if (isLeaf && kind !== 'overcome') {
            causes[kind].push(node);
        }
        if (node.holder === undefined || endedWell(node.phase)) {
            continue;
        }
        if (node.phase !== 'ignored' && (isFailed || holdsBad.has(node))) {
            holdsBad.add(node.holder);
        }
        else if (isIgnored || holdsBad.has(node) || holdsIgnored.has(node)) {
            holdsIgnored.add(node.holder);
        }
    }
    return { bad: earliestFirst(causes.bad.toReversed()), ignored: earliestFirst(causes.ignored.toReversed()) };
}
/** The effect of a failure in each node: the nearest holder that came through it decides. */
function effectsOf(nodes) {
    const effects = new Map();
    for (const node of nodes) {
        const inherited = node.holder === undefined ? 'bad' : (effects.get(node.holder) ?? 'bad');
        effects.set(node, node.phase === 'ignored' ? 'ignored' : endedWell(node.phase) ? 'overcome' : inherited);
    }
    return effects;
}
function endedWell(phase) {
    return phase === 'succeeded' || phase === 'skipped';
}
/**
 * @returns them by the moment of their end: what failed first made the rest fail, be aborted or rolled back. At the same
 * moment a failure comes before the aborts that it caused.
 */
function earliestFirst(failed) {
    const end = ({ endedAt }) => endedAt ?? Number.MAX_SAFE_INTEGER;
    const rank = ({ phase }) => (phase === 'aborted' ? 1 : 0);
    return failed.toSorted((one, other) => end(one) - end(other) || rank(one) - rank(other));
}
//# sourceMappingURL=causes.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/rollback.js
/**
 * @returns `succeeded` when everything that was rolled back was rolled back with success, else `failed`; undefined when no
 * rollback ran. Seen in the steps, and in the rollback stages where the graph has none.
 */
function rollbackOf(nodes, snapshot) {
    const ran = [
        ...nodes.filter((node) => node.isRollback && !node.isOldTry && node.kind === 'step'),
        ...snapshot.stages.filter((stage) => stage.isRollback === true && !stage.isGroup),
    ].filter(({ phase, startedAt }) => startedAt !== undefined && phase !== 'skipped' && phase !== 'queued');
    const isWell = (phase) => phase === 'succeeded' || phase === 'ignored';
    return ran.length === 0 ? undefined : ran.every(({ phase }) => isWell(phase)) ? 'succeeded' : 'failed';
}
//# sourceMappingURL=rollback.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/settled-graph.js



/** ms in which a graph that contradicts the execution's status is read again. */
const MAX_LAG = 10_000;
/**
 * ms to wait before each time. A graph that lags usually does so for a moment; a failure is worth waiting for the rest. A
 * success needs no diagnosis, only its output variables: it waits once.
 */
const PAUSES = [250, 500, 1000, 2000, 4000];
const PAUSES_AFTER_SUCCESS = [750];
/**
 * The graph is updated behind the execution's status. It is read again only while the two contradict each other.
 *
 * @returns undefined when there is none
 */
async function settledGraph(inquiry) {
    const { ref, snapshot, clock, signal, gaps } = inquiry;
    const until = clock.now() + MAX_LAG;
    const pauses = isUnsuccessful(snapshot.phase) || snapshot.phase === 'ignored' ? PAUSES : PAUSES_AFTER_SUCCESS;
    for (let tries = 0;; tries += 1) {
        const answer = await readGraph({ id: ref.id }, inquiry);
        if (answer === undefined || !contradicts(snapshot, answer.graph)) {
            return answer?.graph;
        }
        const pause = pauses[tries];
        if (pause === undefined || clock.now() + pause > until) {
            gaps.add(answer.graph === undefined
                ? 'Harness shows no steps of this execution, so their output variables are not known.'
                : 'The execution graph does not match the final status; details may be incomplete.');
            return answer.graph;
        }
        await clock.sleep(pause, signal);
    }
}
function contradicts({ phase, stages }, graph) {
    if (!isFinal(phase)) {
        return false;
    }
    const [root] = graph?.nodes ?? [];
    if (graph === undefined || root === undefined) {
        // An execution that ended in the queue has no graph.
        return stages.some(({ startedAt }) => startedAt !== undefined);
    }
    const { bad, ignored } = causesIn(graph.nodes);
    return (!isFinal(root.phase) || (isUnsuccessful(phase) && bad.length === 0) || (phase === 'ignored' && ignored.length === 0));
}
/** @returns undefined when it could not be read, which is one of the gaps then. */
async function readGraph(execution, { inspector, retry, signal, deadline, gaps }) {
    try {
        return { graph: await retry.untilAnswered((bounds) => inspector.graph(execution, bounds), { deadline, signal }) };
    }
    catch (error) {
        gaps.add(`The steps could not be read: ${describeFailure(error)}`);
        return undefined;
    }
}
/** @throws what is no failure of Harness: Cancelled, and faults of our own */
function describeFailure(error) {
    if (error instanceof DeadlineExceeded) {
        return error.last === undefined ? 'there was no time left.' : error.last.headline;
    }
    if (error instanceof HarnessError) {
        return error.headline;
    }
    throw error;
}
//# sourceMappingURL=settled-graph.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/steps.js

/**
 * @returns the steps that have ended, in the order in which they began; without what only holds other steps,
 * older tries, and nodes of Harness's own.
 */
function timedSteps(nodes, snapshot) {
    const holders = new Set(nodes.flatMap(({ holder }) => holder ?? []));
    return nodes
        .flatMap((node) => {
        const { name, kind, phase, type = '', startedAt, endedAt } = node;
        const stage = node.stage === undefined ? undefined : stageAmong(snapshot, node.stage);
        const isShown = kind === 'step' && !holders.has(node) && phase !== 'skipped' && !node.isOldTry && !node.isInternal;
        return !isShown || stage === undefined || startedAt === undefined || endedAt === undefined
            ? []
            : [{ name, stage, phase, startedAt, endedAt, isApproval: type.endsWith('Approval') }];
    })
        .toSorted((one, other) => one.startedAt - other.startedAt);
}
//# sourceMappingURL=steps.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/tails.js


/** ms to wait before a log that is not there is asked for again. */
const tails_PAUSES = [1000, 2000, 4000];
/** ms after a step's end in which its log may still appear. */
const LATE = 60_000;
/**
 * Asks quietly: an outage of the log service says nothing about the execution, and the report can do without.
 *
 * @throws Cancelled when the signal aborts
 */
async function readLog(node, order) {
    const { inspector, clock, signal, deadline, isWhole } = order;
    if (node.logKeys.length === 0) {
        return { missing: 'Harness names none for this step.' };
    }
    const isFresh = clock.now() - (node.endedAt ?? clock.now()) < LATE;
    let failure;
    for (const pause of [...(isFresh ? tails_PAUSES : []), 0]) {
        for (const key of node.logKeys) {
            const limit = Math.min(REQUEST_LIMIT, deadline - clock.now());
            if (limit <= 0) {
                return { missing: failure === undefined ? 'There was no time left to read it.' : failure.headline };
            }
            try {
                const log = await inspector.log({ key, step: node.name, isWhole }, { signal, limit });
                failure = undefined;
                if (log !== undefined) {
                    return log;
                }
            }
            catch (error) {
                if (signal.aborted) {
                    throw new Cancelled();
                }
                if (!(error instanceof HarnessError)) {
                    throw error;
                }
                failure = error;
                if (tails_isFinal(error)) {
                    return { missing: error.headline };
                }
            }
        }
        if (pause > 0) {
            await clock.sleep(Math.min(Math.max(pause, failure?.failure.retryAfter ?? 0), deadline - clock.now()), signal);
        }
    }
    return { missing: failure === undefined ? 'Harness has none for this step.' : failure.headline };
}
function tails_isFinal({ kind }) {
    return kind === 'refused' || kind === 'redirect' || kind === 'untrusted';
}
//# sourceMappingURL=tails.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/variables.js
/**
 * A path is `stage.step.NAME`, of identifiers; in a matrix those have their leg's suffix. Two steps of one stage that share
 * an identifier are in different step groups, and have them in their paths: `stage.group.step.NAME`. A stage's own
 * variables are `stage.NAME`. Of what still shares a path the later counts, as it does for Harness's own expressions.
 */
function variables_variablesIn(nodes) {
    const giving = nodes.filter((node) => !node.isOldTry && node.variables.length > 0);
    const sharing = new Map();
    for (const node of giving) {
        const path = shortPath(node);
        sharing.set(path, (sharing.get(path) ?? 0) + 1);
    }
    const variables = new Map();
    for (const node of giving) {
        const short = shortPath(node);
        const start = sharing.get(short) === 1 ? short : longPath(node);
        for (const [name, value] of node.variables) {
            const path = `${start}.${name}`;
            variables.set(path, { path, name, value: value ?? null });
        }
    }
    return [...variables.values()];
}
function shortPath({ stage, identifier }) {
    return stage === undefined ? identifier : `${stage.identifier}.${identifier}`;
}
function longPath({ stage, groups, identifier }) {
    return [...(stage === undefined ? [] : [stage.identifier]), ...groups, identifier].join('.');
}
//# sourceMappingURL=variables.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/diagnosis.js












/** ms for everything. */
const BUDGET = 20_000;
/** Failures that are reported, logs that are read, chained executions that are followed, and how deep. */
const MAX_FAILURES = 50;
const MAX_LOGS = 10;
const MAX_CHILDREN = 10;
const MAX_LEVELS = 3;
/**
 * Finds out what there is to say about an execution, within 20 s. It cannot change the verdict: what cannot be had is a
 * sentence in `gaps`.
 *
 * @throws Cancelled when the signal aborts; nothing else
 */
async function diagnose(order) {
    const { ref, snapshot, inspector, clock } = order;
    const gaps = new Set();
    const fromStages = () => toDiagnosis({ snapshot, gaps, failures: stageFailures({ ref, snapshot }, []), ignored: [], nodes: [] });
    // A denied execution never ran: there is nothing inside.
    if (inspector === undefined || snapshot.deniedBy !== undefined) {
        return fromStages();
    }
    try {
        const inquiry = { ...order, inspector, gaps, deadline: clock.now() + BUDGET, followed: new Set([ref.id]) };
        return (await inquire(inquiry)) ?? fromStages();
    }
    catch (error) {
        if (error instanceof Cancelled) {
            throw error;
        }
        gaps.add(`Not everything could be found out: ${firstLine(error)}`);
        return fromStages();
    }
}
/** @returns undefined without a graph */
async function inquire(inquiry) {
    const { snapshot, gaps, inspector, logs } = inquiry;
    const failed = failedStages(snapshot).length;
    if (logs === 'failed' && failed > 1) {
        inspector.expectLogs(Math.min(failed, MAX_LOGS));
    }
    const graph = await settledGraph(inquiry);
    if (graph === undefined) {
        return undefined;
    }
    const { bad, ignored } = causesIn(graph.nodes);
    const unfolded = [];
    for (const node of bad) {
        unfolded.push(...(await unfold({ node, graph, above: [] }, inquiry)));
    }
    const causes = unfolded.slice(0, MAX_FAILURES);
    if (causes.length < unfolded.length) {
        gaps.add(`${count(unfolded.length - causes.length, 'more failure')} not shown.`);
    }
    const findings = await Promise.all(causes.map((cause, position) => failureWithLog(cause, position < MAX_LOGS, inquiry)));
    return toDiagnosis({
        snapshot,
        gaps,
        failures: earliestFirst([...findings, ...stageFailures(inquiry, unfolded)]),
        ignored: ignored.slice(0, MAX_FAILURES).map((node) => stepFailure({ node, graph, above: [] }, inquiry)),
        nodes: graph.nodes,
    });
}
function toDiagnosis({ snapshot, gaps, failures, ignored, nodes }) {
    const artifacts = new Map();
    for (const artifact of [...snapshot.artifacts, ...nodes.flatMap((node) => node.artifacts)]) {
        const key = JSON.stringify([artifact.name, artifact.tag]);
        // The stage and the step that built it name the same image, not always with its link.
        artifacts.set(key, { ...artifact, url: artifact.url ?? artifacts.get(key)?.url });
    }
    return {
        failures,
        ignored,
        variables: variables_variablesIn(nodes),
        steps: timedSteps(nodes, snapshot),
        decisions: decisionsOf(nodes, snapshot),
        rollback: rollbackOf(nodes, snapshot),
        artifacts: [...artifacts.values()].slice(0, MAX_FAILURES),
        gaps: [...gaps],
    };
}
/** @returns the causes inside the execution that a chained stage has started; the stage itself when there are none. */
async function unfold(cause, inquiry) {
    const { node, above } = cause;
    const { followed, gaps } = inquiry;
    if (node.child === undefined || followed.has(node.child.id)) {
        return [cause];
    }
    if (above.length === MAX_LEVELS || followed.size > MAX_CHILDREN) {
        gaps.add('Some chained pipelines were not read: there are too many, or they are nested too deeply.');
        return [cause];
    }
    followed.add(node.child.id);
    const graph = (await readGraph(node.child, inquiry))?.graph;
    if (graph === undefined) {
        return [cause];
    }
    const inner = [];
    for (const each of causesIn(graph.nodes).bad) {
        inner.push(...(await unfold({ node: each, graph, above: [...above, node] }, inquiry)));
    }
    return inner.length === 0 ? [cause] : inner;
}
async function failureWithLog(cause, withLog, inquiry) {
    const { node } = cause;
    const failure = stepFailure(cause, inquiry);
    if (/reject/i.test(node.status)) {
        return { ...failure, by: node.by ?? (await whoRejected(cause, inquiry)) };
    }
    // An approval and the queue have no log, and neither has what never began or was stopped by a freeze before that.
    const isIdle = node.startedAt === undefined ||
        /Approval$|^ResourceConstraint$/.test(node.type ?? '') ||
        /freeze/i.test(node.status);
    const hasLog = node.kind === 'step' && !isIdle;
    if (inquiry.logs === 'none' || !hasLog) {
        return failure;
    }
    if (!withLog) {
        return { ...failure, log: { missing: `Only the first ${MAX_LOGS} logs are read.` } };
    }
    const { saveLog } = inquiry;
    const found = await readLog(node, { ...inquiry, isWhole: saveLog !== undefined });
    if ('missing' in found) {
        return { ...failure, log: found };
    }
    const { whole, ...log } = found;
    const logFile = whole === undefined ? undefined : saveLog?.(whole);
    return { ...failure, log, ...(logFile === undefined ? {} : { logFile }) };
}
/** The graph names the approver where the step left an outcome; else the approvals do, to people's tokens. */
async function whoRejected({ node, graph }, inquiry) {
    const { inspector, retry, signal, deadline, gaps } = inquiry;
    const order = { ...graph.at, execution: graph.at.id, status: 'REJECTED', node: node.id };
    try {
        const answer = await retry.untilAnswered((bounds) => inspector.approvals(order, bounds), { deadline, signal });
        if ('unreadable' in answer) {
            gaps.add(`Who rejected could not be read. ${answer.unreadable}`);
            return undefined;
        }
        return rejection(answer.approvals.flatMap(({ decisions }) => decisions));
    }
    catch (error) {
        gaps.add(`Who rejected could not be read: ${describeFailure(error)}`);
        return undefined;
    }
}
/** Of a fault of ours, which says nothing about Harness. */
function firstLine(error) {
    return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}
//# sourceMappingURL=diagnosis.js.map
;// CONCATENATED MODULE: ./lib/src/follow/interventions.js
/** What failed, when an execution waits for somebody to decide over a failure. */


/** Failures that are named; more belong on a page. */
const interventions_MAX_FAILURES = 5;
/**
 * The failure is that of the waiting step in the execution graph, which is read once for each wait; where that cannot be
 * read, at the waiting stage.
 *
 * @param limit ms for the request
 * @returns `Rollout failed: …` with Harness's hints, line by line; none when Harness does not say
 */
async function failuresToDecide({ ref, inspector, signal, left }, { snapshot, limit }) {
    const stages = snapshot.stages.filter(({ phase, isGroup, message }) => phase === 'waiting' && !isGroup && message);
    const ofStages = stages.map(({ name, message = '' }) => `${oneLine(name, 60)} failed: ${oneLine(message, 500)}`);
    const time = Math.min(limit, left());
    if (inspector === undefined || time <= 0) {
        return ofStages;
    }
    try {
        const graph = await inspector.graph({ id: ref.id }, { signal, limit: time });
        const steps = (graph?.nodes ?? []).filter(isUndecided).slice(0, interventions_MAX_FAILURES);
        return steps.length === 0 ? ofStages : steps.flatMap(interventions_linesOf);
    }
    catch (error) {
        if (error instanceof HarnessError) {
            return ofStages;
        }
        throw error;
    }
}
function isUndecided({ kind, status, message, isOldTry }) {
    return kind === 'step' && /intervention/i.test(status) && message !== undefined && !isOldTry;
}
function interventions_linesOf({ name, message = '', hints }) {
    return [
        `${oneLine(name, 60)} failed: ${oneLine(message, 500)}`,
        ...hints.map((hint) => `Hint: ${oneLine(hint, 500)}`),
    ];
}
//# sourceMappingURL=interventions.js.map
;// CONCATENATED MODULE: ./lib/src/follow/approvals.js
/** An execution waits for a person: who, for what, until when, and where to go. Said once for each wait. */






/** ms for the question about approvals. It is asked once for each wait, and an answer is no condition for anything. */
const LIMIT = 10_000;
/** The runner keeps ten notices of a step, and the last of them should say how it ended. */
const MAX_NOTICES = 9;
/** @returns a function that is given each snapshot. */
function openWaiting(options) {
    const { ref, log } = options;
    let reported = '';
    let notices = 0;
    let isUnreadableSaid = false;
    return async (snapshot) => {
        const stages = snapshot.stages.filter((stage) => stage.phase === 'waiting' && !stage.isGroup);
        const wait = snapshot.phase === 'waiting' ? [snapshot.status, ...stages.map((stage) => stage.node ?? stage.id)].join() : '';
        if (wait === reported) {
            return;
        }
        reported = wait;
        if (wait === '') {
            if (!isFinal(snapshot.phase)) {
                options.say(describeState(snapshot));
            }
            return;
        }
        const isApproval = [snapshot, ...stages].some(({ status }) => /approval/i.test(status));
        const found = isApproval ? await ask(options) : [];
        const words = `${describeState(snapshot)}${typeof found === 'string' ? '' : describeApprovers(found)}`;
        const place = stages.length === 0 ? ref.pipeline : stages.map(({ name }) => oneLine(name, 60)).join(', ');
        const [stage] = stages;
        const url = stage === undefined ? ref.url : stageLink(ref.url, { stage: stage.node, run: stage.nodeExecution });
        const isIntervention = [snapshot, ...stages].some(({ status }) => /intervention/i.test(status));
        const failures = isIntervention ? await failuresToDecide(options, { snapshot, limit: LIMIT }) : [];
        const details = [...failures, ...(typeof found === 'string' ? [] : found.flatMap(approvals_detailsOf))];
        const head = `${place} ${stages.length > 1 ? 'are' : 'is'} ${words}.`;
        notices += 1;
        const print = notices > MAX_NOTICES ? log.info : log.notice;
        print([head, ...details.map((detail) => `  ${detail}`), `  ${url}`].join('\n'));
        options.say(words);
        if (typeof found === 'string' && !isUnreadableSaid) {
            isUnreadableSaid = true;
            log.info(`Who may approve could not be read: ${oneLine(found, 300)}`);
        }
    };
}
/** @returns the approvals that wait, or why they cannot be read. */
async function ask({ inspector, ref, signal, left }) {
    const limit = Math.min(LIMIT, left());
    if (inspector === undefined || limit <= 0) {
        return [];
    }
    try {
        const answer = await inspector.approvals({ execution: ref.id, status: 'WAITING' }, { signal, limit });
        return 'unreadable' in answer ? answer.unreadable : answer.approvals;
    }
    catch (error) {
        if (error instanceof HarnessError) {
            return error.headline;
        }
        throw error;
    }
}
/** @returns ` by release_managers until 2026-02-12 18:00 UTC`; empty when neither is known. */
function describeApprovers(approvals) {
    const groups = [...new Set(approvals.flatMap((approval) => approval.groups))].slice(0, 5);
    const deadlines = approvals.flatMap((approval) => approval.deadline ?? []);
    const who = groups.length === 0 ? '' : ` by ${groups.map((group) => oneLine(group, 60)).join(', ')}`;
    return `${who}${deadlines.length === 0 ? '' : ` until ${dayAndTime(Math.min(...deadlines))}`}`;
}
function approvals_detailsOf({ message, minimum, inputs }) {
    return [
        ...(message === undefined ? [] : [`"${oneLine(message, 300)}"`]),
        ...(minimum === undefined || minimum < 2 ? [] : [`${minimum} approvals are needed.`]),
        ...(inputs.length === 0
            ? []
            : [
                `Approvers fill in ${inputs.map(({ name, value }) => `${oneLine(name, 60)}${value === undefined ? '' : ` (${oneLine(value, 60)})`}`).join(', ')}.`,
            ]),
    ];
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/follow/follow.js


/** ms for the last poll at the deadline: a final status outranks the clock. */
const LAST_POLL_LIMIT = 10_000;
/** ms to see the end of an abort. */
const ABORT_CONFIRM_LIMIT = 30_000;
/** ms between polls while an abort takes effect, and until one that shows no effect is repeated. */
const ABORT_POLL_INTERVAL = 1000;
const ABORT_REPEAT_AFTER = 10_000;
/** ms for one request on the way there: on a dead connection it would take all the time that there is. */
const ABORT_REQUEST_LIMIT = 10_000;
const follow_MINUTE = 60_000;
/** Follows an execution to one of its endings. Whatever Harness answers, it throws nothing. */
async function follow(options) {
    const { deadline } = options;
    let snapshot = options.seen;
    // A start's answer has neither stages nor times: what ended at once is read all the same, but for a policy's denial.
    let isRead = snapshot.endedAt !== undefined || snapshot.deniedBy !== undefined;
    try {
        if (!isFinal(snapshot.phase)) {
            await pause(options, snapshot, options.pace.first());
        }
        while (!isFinal(snapshot.phase) || !isRead) {
            isRead = true;
            snapshot = await poll(options, { deadline });
            if (snapshot.phase === 'waiting' && options.onWaiting !== 'wait') {
                return options.onWaiting === 'detach'
                    ? { kind: 'left', snapshot, why: 'waiting' }
                    : { kind: 'blocked', snapshot };
            }
            if (!isFinal(snapshot.phase)) {
                await pause(options, snapshot, await options.pace.next(snapshot));
            }
        }
        return { kind: 'ended', snapshot };
    }
    catch (error) {
        return error instanceof DeadlineExceeded ? await atDeadline(options, snapshot) : outcomeOfError(error, snapshot);
    }
}
/** Waits so many ms, but for the deadline and the cancel, and says so once a minute. */
async function pause({ clock, deadline, signal, onIdle }, snapshot, ms) {
    const next = Math.min(clock.now() + ms, deadline);
    while (clock.now() < next && !signal.aborted) {
        onIdle(snapshot, next - clock.now());
        await clock.sleep(Math.min(follow_MINUTE, next - clock.now()), signal);
    }
}
async function poll({ engine, ref, retry, isGiven, signal, onSnapshot }, until) {
    const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), { ...until, signal, isGiven });
    await onSnapshot(snapshot);
    return snapshot;
}
/** What an error that ends the following means; anything unforeseen is thrown on. */
function outcomeOfError(error, snapshot) {
    if (error instanceof Cancelled) {
        return { kind: 'cancelled', snapshot };
    }
    if (error instanceof HarnessError) {
        // What was final when it was seen stays so, whether or not more can be read of it.
        return isFinal(snapshot.phase) ? { kind: 'ended', snapshot } : { kind: 'access-lost', snapshot, error };
    }
    throw error;
}
/** The time is over: one last poll, and the abort if one is wanted. */
async function atDeadline(options, before) {
    const { clock } = options;
    let snapshot = before;
    let inContact = true;
    try {
        snapshot = await poll(options, { deadline: clock.now() + LAST_POLL_LIMIT, skipsBackOff: true });
    }
    catch (error) {
        if (!(error instanceof DeadlineExceeded)) {
            return outcomeOfError(error, snapshot);
        }
        inContact = false;
    }
    if (isFinal(snapshot.phase)) {
        return { kind: 'ended', snapshot };
    }
    if (options.onTimeout === 'leave') {
        return { kind: 'timed-out', snapshot, inContact, abort: 'unwanted' };
    }
    try {
        const end = await abortUntilEnded(options, { phase: snapshot.phase, deadline: clock.now() + ABORT_CONFIRM_LIMIT });
        if (end === undefined) {
            return { kind: 'timed-out', snapshot, inContact, abort: 'unseen' };
        }
        // What ended by itself in the meantime was not aborted by this step.
        return end.phase === 'aborted'
            ? { kind: 'timed-out', snapshot: end, inContact: true, abort: 'seen' }
            : { kind: 'ended', snapshot: end };
    }
    catch (error) {
        const ending = outcomeOfError(error, snapshot);
        return ending.kind === 'access-lost'
            ? { kind: 'timed-out', snapshot, inContact, abort: 'unseen', refusal: ending.error }
            : ending;
    }
}
/**
 * Aborts an execution and polls it until it has ended; one that is being aborted already is only polled.
 *
 * @param deadline ms since 1970
 * @returns the final snapshot; undefined when the end was not seen in time.
 * @throws HarnessError when Harness refuses the abort or the poll, or could not be asked in time; Cancelled.
 */
async function abortUntilEnded(target, { phase, deadline }) {
    const { engine, ref, retry, isGiven, clock, signal, interval = ABORT_POLL_INTERVAL } = target;
    const until = { deadline, signal, limit: ABORT_REQUEST_LIMIT, skipsBackOff: true, isGiven };
    let seen = phase;
    let askedAt = -Infinity;
    let isAccepted = phase === 'stopping';
    try {
        for (;;) {
            if (seen !== 'stopping' && clock.now() - askedAt >= ABORT_REPEAT_AFTER) {
                askedAt = clock.now();
                await retry.untilAnswered((bounds) => engine.abort(ref, bounds), until);
                isAccepted = true;
            }
            const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), until);
            await target.onSnapshot(snapshot);
            if (isFinal(snapshot.phase)) {
                return snapshot;
            }
            seen = snapshot.phase;
            await clock.sleep(Math.min(interval, Math.max(0, deadline - clock.now())), signal);
        }
    }
    catch (error) {
        if (!(error instanceof DeadlineExceeded)) {
            throw error;
        }
        if (!isAccepted && error.last !== undefined) {
            throw error.last; // The abort never arrived: that its end was not seen would be half the truth.
        }
        return undefined;
    }
}
//# sourceMappingURL=follow.js.map
;// CONCATENATED MODULE: ./lib/src/follow/history.js


const PAGE = 100;
const MAX_PAGES = 20;
/** ms. Harness sorts by the start, so a walk by the end goes on for as long as an execution may well take. */
const MAX_DURATION = 7 * 24 * 3_600_000;
/** Walks page by page, no further than it must. @throws HarnessError, Overdue, Cancelled. */
async function history_walk({ harness, retry, until }, question) {
    const { pipeline, statuses, limit } = question;
    const isNewest = question.since === undefined && statuses.length === 0;
    // As many again, with the same request, to compare the newest with.
    const size = isNewest ? Math.min(PAGE, 2 * limit) : PAGE;
    const ids = new Set();
    const seen = [];
    const found = [];
    const earlier = [];
    let since;
    for (let page = 0; page < MAX_PAGES; page++) {
        const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size }, bounds), until);
        since ??= question.since?.();
        for (const one of listed) {
            const end = history_endOf(one.snapshot);
            // What starts between two requests pushes the others on, so that one may come twice.
            if (ids.has(one.ref.id)) {
                continue;
            }
            ids.add(one.ref.id);
            if (since !== undefined && end !== undefined && end < since) {
                earlier.push(one);
                continue;
            }
            seen.push(one);
            if ((since === undefined || end !== undefined) && hasStatus(one.snapshot, statuses)) {
                found.push(one);
            }
        }
        if (since !== undefined && found.length > limit) {
            return { found: found.slice(0, limit), seen, earlier: [], cut: 'limit', pages: page + 1 };
        }
        const start = listed.findLast(({ snapshot }) => snapshot.startedAt !== undefined)?.snapshot.startedAt;
        const isBefore = since !== undefined && start !== undefined && start < since - MAX_DURATION;
        if (isBefore || listed.length < size || (since === undefined && found.length >= limit)) {
            return isNewest
                ? { found: found.slice(0, limit), seen: seen.slice(0, limit), earlier: seen.slice(limit), pages: page + 1 }
                : { found: found.slice(0, limit), seen, earlier, pages: page + 1 };
        }
    }
    return { found, seen, earlier: [], cut: 'pages', pages: MAX_PAGES };
}
/** ms since 1970; undefined while it runs. What never began, such as a denied execution, may have no end of its own. */
function history_endOf({ phase, endedAt, startedAt }) {
    return isFinal(phase) ? (endedAt ?? startedAt ?? 0) : undefined;
}
/** So many of the newest are asked for, and this many of them predict how long the next one takes. */
const NEWEST = 30;
const MAX_DURATIONS = 20;
/** What came to its own end, good or bad. An abort says nothing about how long the pipeline takes. */
const OWN_ENDS = ['succeeded', 'ignored', 'failed', 'expired'];
const FINAL_STATUSES = Object.entries(execution_STATUSES).flatMap(([status, phase]) => (isFinal(phase) ? [status] : []));
/** @returns how long the newest of these took that came to their own end, in ms. */
function durationsOf(executions) {
    return executions
        .flatMap(({ snapshot: { phase, startedAt, endedAt } }) => !OWN_ENDS.includes(phase) || startedAt === undefined || endedAt === undefined ? [] : endedAt - startedAt)
        .slice(0, MAX_DURATIONS);
}
/**
 * @returns the pipeline's newest executions that have ended. One request, not repeated: nothing depends on it, so that there
 * is none when Harness does not answer in time, or refuses.
 */
async function newestEnded(harness, pipeline, bounds) {
    try {
        return await harness.list({ pipeline, page: 0, size: NEWEST, statuses: FINAL_STATUSES }, bounds);
    }
    catch (error) {
        if (error instanceof HarnessError) {
            return [];
        }
        throw error;
    }
}
/** Fewer executions than this say nothing about the next one. */
const MIN_RUNS = 3;
const SHOWN_RESULTS = 10;
/** @returns what the executions that ended say, without the one with this id; undefined when they are too few. */
function pastRuns(executions, id) {
    const others = executions.filter(({ ref }) => ref.id !== id);
    const results = others.flatMap(({ snapshot: { phase } }) => (isFinal(phase) ? [phase] : []));
    const durations = durationsOf(others.filter(({ snapshot }) => snapshot.phase === 'succeeded'));
    return results.length < MIN_RUNS
        ? undefined
        : {
            usual: durations.length < MIN_RUNS ? undefined : medianOf(durations),
            results: results.slice(0, SHOWN_RESULTS).toReversed(),
        };
}
function medianOf(durations) {
    return durations.toSorted((one, other) => one - other)[Math.floor((durations.length - 1) / 2)];
}
/**
 * @param since ms since 1970; undefined for the newest
 * @param until ms since 1970
 * @returns what to compare with: as many of the executions before the newest, or what ended in as much time before `since`.
 *   Nothing where the walk may not have seen all of that.
 */
function periodBefore({ earlier, seen }, since, until) {
    if (since === undefined) {
        return earlier.slice(0, seen.length);
    }
    const from = since - (until - since);
    return since - from > MAX_DURATION / 2 ? [] : earlier.filter(({ snapshot }) => (history_endOf(snapshot) ?? 0) >= from);
}
/** @returns the figures of these executions. */
function overviewOf(executions) {
    const ended = executions.filter(({ snapshot }) => isFinal(snapshot.phase));
    const durations = ended.flatMap(({ snapshot: { startedAt, endedAt } }) => startedAt === undefined || endedAt === undefined ? [] : Math.max(0, endedAt - startedAt));
    return {
        ended: ended.length,
        succeeded: ended.filter(({ snapshot }) => statusOf(snapshot.phase) === 'succeeded').length,
        median: medianOf(durations),
        running: executions.length - ended.length,
    };
}
/** The words of the output `status` that an execution can have. */
const FILTER_STATUSES = ['succeeded', 'failed', 'aborted', 'expired', 'running', 'waiting'];
/** Whether an execution has one of the statuses; any has when none is named. `failed` is wider than Harness's `Failed`. */
function hasStatus({ status, phase }, statuses) {
    return (statuses.length === 0 ||
        statuses.some((word) => (FILTER_STATUSES.includes(word) ? word === statusOf(phase) : isSameStatus(word, status))));
}
//# sourceMappingURL=history.js.map
;// CONCATENATED MODULE: ./lib/src/follow/live-logs.js



/** Lines that are printed of one execution; GitHub's page of a log with more opens slowly. */
const live_logs_MAX_LINES = 10_000;
/** ms between two requests for logs: two a second, however many steps run. */
const LOG_REQUEST_INTERVAL = 500;
/** The part of this job's requests that logs may take, where a matrix shares the key: the polls need the rest. */
const live_logs_SHARE = 0.5;
/** ms between two reads of the graph, which can have some MB. */
const GRAPH_INTERVAL = 5000;
/** ms for a stream; Harness ends it after an hour. */
const STREAM_LIMIT = 3_700_000;
const live_logs_REQUEST_LIMIT = 15_000;
/** Streams that are open at once; a step beyond them is read when it has ended. */
const MAX_STREAMS = 20;
/** ms for what is on its way when the execution has ended: a green step ends within 2 s. */
const CLOSE_LIMIT = 1500;
/** ms before a stream that broke is opened again, and how often that is tried without a line in between. */
const REOPEN_AFTER = 2000;
const MAX_TRIES = 4;
/** How often that pause doubles while no line comes: to a minute, as for a step that has no log at all. */
const MAX_DOUBLINGS = 5;
/** Opens the live logs. No request is made before a stage runs. */
function openLiveLogs(options) {
    const { reader, ref, clock, signal, print } = options;
    const interval = Math.max(LOG_REQUEST_INTERVAL, requestCost(options.matrixSize) / live_logs_SHARE);
    const ending = new AbortController();
    const stop = () => ending.abort();
    signal.addEventListener('abort', stop, { once: true });
    const sources = new Map();
    const running = new Map();
    const printing = new Set();
    const reported = new Set();
    let ended = new Set();
    let printed = 0;
    let dropped = 0;
    let nextRequest = 0;
    let nextGraph = 0;
    let news = '';
    let isGraphDue = false;
    let graphing;
    const isEnding = () => ending.signal.aborted;
    const bounds = (limit) => ({ signal: ending.signal, limit });
    /** Waits until the next request for a log may be sent. @returns false when all is over before that. */
    const awaitTurn = async () => {
        const at = Math.max(clock.now() + options.backOff(), nextRequest);
        nextRequest = at + interval;
        await clock.sleep(at - clock.now(), ending.signal);
        return !isEnding();
    };
    const printLines = (source, lines) => {
        printing.add(source.step);
        const width = Math.max(...[...printing].map((step) => step.length)) + 2;
        const prefix = printing.size > 1 ? `[${source.step}]`.padEnd(width) + ' ' : '';
        for (const line of lines) {
            if (printed === live_logs_MAX_LINES) {
                dropped += 1;
                source.end = undefined;
            }
            else {
                printed += 1;
                source.end = line;
                print(`          │ ${prefix}${line}`);
            }
        }
    };
    const report = (source, error) => {
        if (!isEnding() && !reported.has(source.place)) {
            reported.add(source.place);
            print(`          │ The log of ${source.place} cannot be followed: ${oneLine(error.headline, 300)}`);
        }
    };
    /** @returns whether a failed request for a log is worth another try; a sentence says so where it is not. */
    const isWorthRetry = (error, source, isLast) => {
        if (!(error instanceof HarnessError)) {
            throw error;
        }
        nextRequest = Math.max(nextRequest, clock.now() + (error.failure.retryAfter ?? 0));
        // Harness knows a log only from its first line on.
        if (error.failure.status === 404 || (error.kind !== 'refused' && !isLast)) {
            return true;
        }
        report(source, error);
        return false;
    };
    /** Reads one log to its end: the stream, again where it broke, then what it did not hold. */
    const read = async (source) => {
        const take = (lines) => printLines(source, lines);
        // In a row: openings that failed, and openings without a line. A step may write its first line after minutes.
        for (let failed = 0, silent = 0; !isEnding() && !ended.has(source.key);) {
            const before = source.rows;
            if (!(await awaitTurn())) {
                return;
            }
            try {
                await reader.streamLog(source, take, bounds(STREAM_LIMIT));
                failed = 0;
            }
            catch (error) {
                failed = source.rows > before ? 1 : failed + 1;
                if (!isWorthRetry(error, source, failed === MAX_TRIES)) {
                    return;
                }
            }
            expectSteps(); // The step may have ended, and the next one begun.
            silent = source.rows > before ? 0 : silent + 1;
            await clock.sleep(REOPEN_AFTER * 2 ** Math.min(silent, MAX_DOUBLINGS), ending.signal);
        }
        for (let tries = 0; tries < MAX_TRIES && !isEnding(); tries += 1) {
            if (!(await awaitTurn())) {
                return;
            }
            try {
                if (await reader.readRest(source, take, bounds(live_logs_REQUEST_LIMIT))) {
                    return;
                }
            }
            catch (error) {
                if (!isWorthRetry(error, source, tries === MAX_TRIES - 1)) {
                    return;
                }
            }
            await clock.sleep(REOPEN_AFTER, ending.signal);
        }
    };
    const begin = (node, key) => {
        const place = live_logs_placeOf(node.stage?.name ?? '', node.name);
        const source = { key, step: oneLine(node.name, 60), place, rows: 0, last: undefined, end: undefined };
        sources.set(key, source);
        const work = read(source)
            .catch(() => undefined)
            .finally(() => running.delete(key));
        running.set(key, work);
    };
    const readGraph = async () => {
        try {
            const graph = await reader.graph({ id: ref.id }, bounds(live_logs_REQUEST_LIMIT));
            const steps = (graph?.nodes ?? []).filter(({ kind, isInternal }) => kind === 'step' && !isInternal);
            ended = new Set(steps.flatMap(({ endedAt, streamKeys }) => (endedAt === undefined ? [] : streamKeys)));
            for (const node of steps) {
                for (const key of node.streamKeys) {
                    if (!sources.has(key) && running.size < MAX_STREAMS) {
                        begin(node, key);
                    }
                }
            }
        }
        catch (error) {
            if (!(error instanceof HarnessError)) {
                throw error;
            }
            // The next poll brings another occasion.
        }
    };
    const readGraphs = async () => {
        while (isGraphDue && !isEnding()) {
            await clock.sleep(Math.max(0, options.backOff(), nextGraph - clock.now()), ending.signal);
            isGraphDue = false;
            nextGraph = clock.now() + GRAPH_INTERVAL;
            await readGraph();
        }
    };
    /** Steps may have begun or ended: the graph, which alone knows them, is read as soon as its interval allows. */
    const expectSteps = () => {
        isGraphDue = true;
        graphing ??= readGraphs()
            .catch(() => undefined)
            .finally(() => {
            graphing = undefined;
        });
    };
    return {
        onSnapshot({ stages }) {
            const seen = stages.map(({ id, node, status }) => `${id} ${node ?? ''} ${status}`).join('\n');
            const isNews = seen !== news && stages.some(({ phase }) => phase !== 'queued');
            news = seen;
            // Steps that begin inside a stage are seen in the graph alone: while nothing is streamed, it is read now and then.
            const isIdle = running.size === 0 && stages.some(({ phase }) => phase === 'running');
            if (isNews || isIdle) {
                expectSteps();
            }
        },
        async close() {
            if (!isEnding()) {
                ended = new Set(sources.keys());
                await Promise.race([Promise.all(running.values()), clock.sleep(CLOSE_LIMIT, ending.signal)]);
            }
            stop();
            signal.removeEventListener('abort', stop);
            if (dropped > 0) {
                print(`          │ … ${dropped} lines left out`);
            }
        },
        hasPrinted(stage, step, end) {
            const place = live_logs_placeOf(stage, step ?? '');
            return [...sources.values()].some((source) => source.place === place && source.end === end);
        },
    };
}
function live_logs_placeOf(stage, step) {
    return `${stage} › ${step}`;
}
//# sourceMappingURL=live-logs.js.map
;// CONCATENATED MODULE: ./lib/src/follow/queue.js




/** ms in the queue before anything is said: most executions leave it within seconds. */
const PATIENCE = 60_000;
/** ms for the one request. */
const queue_LIMIT = 10_000;
const MAX_NAMED = 5;
/** @returns a function that is given each snapshot. */
function openQueue({ ref, list, log, clock, signal, left, }) {
    let since;
    let isSaid = list === undefined;
    return async ({ phase }) => {
        if (phase !== 'queued' || isSaid) {
            since = undefined;
            return;
        }
        since ??= clock.now();
        const waited = clock.now() - since;
        const limit = Math.min(queue_LIMIT, left());
        if (waited < PATIENCE || limit <= 0 || list === undefined) {
            return;
        }
        isSaid = true;
        const head = `Queued for ${duration(waited)}.`;
        try {
            log.info([head, ...linesOn(before(ref, await list({ signal, limit })), ref)].join('\n'));
        }
        catch (error) {
            if (!(error instanceof HarnessError)) {
                throw error;
            }
            log.info(`${head} What runs before it could not be listed: ${error.headline}`);
        }
    };
}
/** @returns those that have not ended and were started before it; all that have not, where the list does not show it. */
function before({ id }, listed) {
    return listed
        .slice(listed.findIndex(({ ref }) => ref.id === id) + 1)
        .filter(({ snapshot }) => !isFinal(snapshot.phase));
}
function linesOn(ahead, { pipeline }) {
    if (ahead.length === 0) {
        return [
            `No other execution of ${pipeline} runs before it: the account's limit of concurrent executions may be reached.`,
        ];
    }
    const named = ahead.slice(0, MAX_NAMED).map(({ ref, snapshot }) => {
        const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
        return `  Execution${number}, ${oneLine(describeState(snapshot), 60)}: ${ref.url}`;
    });
    const more = ahead.length > MAX_NAMED ? [`  … and ${ahead.length - MAX_NAMED} more`] : [];
    return [
        `${count(ahead.length, 'execution')} of ${pipeline} ${ahead.length === 1 ? 'runs' : 'run'} before it:`,
        ...named,
        ...more,
    ];
}
//# sourceMappingURL=queue.js.map
;// CONCATENATED MODULE: ./lib/src/follow/pace.js

const pace_SECOND = 1000;
const pace_MINUTE = 60 * pace_SECOND;
/** ms between polls where an end is as likely as soon after a change, and for how long after it that holds. */
const QUICK = 2.3 * pace_SECOND;
const QUICK_FOR = 50 * pace_SECOND;
/** The same while a person is waited for, who takes longer than a machine. */
const QUICK_WAITING = 5 * pace_SECOND;
/** ms between two polls at least, however sure the end is: with the durations of earlier executions, and without. */
const MIN_INTERVAL = { known: pace_SECOND, unknown: 1.75 * pace_SECOND };
/** ms between two polls at most: an unexpected end is seen by then. */
const MAX_INTERVAL = { waiting: pace_MINUTE, young: 15 * pace_SECOND, old: 30 * pace_SECOND };
/** ms after a change from which on an execution is old. */
const OLD = 10 * pace_MINUTE;
/** Step of the integration: this many ms, or this part of the interval so far, whichever is longer. */
const STEP = { ms: 50, part: 0.04 };
/** Fewer executions than this say nothing. */
const MIN_DURATIONS = 3;
/** The chance that an execution will go another way than those of the past: it fails, or the pipeline was changed. */
const OTHERWISE = 0.03;
/** An end is taken for so many times less likely at the most, so that a past which misleads costs four times the pause. */
const DOUBT = 4 ** 2;
/** Durations of the past are taken for so exact and no more: ms, and a part of each. */
const EXACT = { ms: 200, part: 0.01 };
/** A bell's width in terms of the distance within which a quarter of all durations lie. */
const SPREAD = 0.85;
/**
 * For a given number of polls the mean delay is smallest when the interval is proportional to 1 / √(chance of an end in the
 * next moment). Of an unknown pipeline that chance falls with the time since its last change, so that the interval grows
 * with its root. The durations of earlier executions say where it is high.
 *
 * They are asked for once, in the pause after the second poll, and have no longer than that pause: no poll comes later for
 * it, and what ends within its first seconds does not pay for it. Nor does a job whose share of the key is so small that it
 * could not poll more often if it knew.
 */
function openPace({ interval, matrixSize, clock, requests, limited, history }) {
    const budget = openRateBudget({ matrixSize, clock, requests });
    const born = clock.now();
    let changedAt = born;
    let before = '';
    let polls = 0;
    // How often a start was rate limited says nothing about polls.
    let refusals = limited();
    let stretch = 1;
    let past;
    const auto = (snapshot) => {
        const now = clock.now();
        // Clocks differ: an execution is at least as old as what is known of it.
        const age = now - Math.min(born, snapshot.startedAt ?? born);
        return intervalAt({ since: now - changedAt, age, isWaiting: snapshot.phase === 'waiting' }, past);
    };
    return {
        first: () => (interval === 'auto' ? budget.wait() * jitter(clock) : 0),
        async next(snapshot) {
            const from = clock.now();
            const face = [snapshot.status, ...snapshot.stages.map((stage) => stage.status)].join();
            if (face !== before) {
                before = face;
                changedAt = from;
            }
            // Doubles with each refusal, and recovers slowly once there are none.
            stretch = limited() > refusals ? Math.min(16, stretch * 2) : Math.max(1, stretch * 0.9);
            refusals = limited();
            if (interval !== 'auto') {
                return interval * stretch;
            }
            const factor = jitter(clock) * stretch;
            const pause = Math.max(auto(snapshot), budget.wait()) * factor;
            polls += 1;
            if (polls !== 2 || history === undefined || budget.cost >= MAX_INTERVAL.young) {
                return pause;
            }
            past = pastOf(await history(pause));
            return Math.max(0, Math.max(auto(snapshot), budget.wait()) * factor - (clock.now() - from));
        },
    };
}
/** A tenth more or less, so that jobs which began together do not poll together. */
function jitter({ random }) {
    return 0.9 + 0.2 * random();
}
/** @returns the ms after which one more poll is due: as many as it takes for the rate of polls to add up to one. */
function intervalAt({ since, age, isWaiting }, past) {
    const quick = isWaiting ? QUICK_WAITING : QUICK;
    const most = isWaiting ? MAX_INTERVAL.waiting : since < OLD ? MAX_INTERVAL.young : MAX_INTERVAL.old;
    const least = past === undefined || isWaiting ? MIN_INTERVAL.unknown : MIN_INTERVAL.known;
    let ms = 0;
    for (let due = 0; due < 1 && ms < most;) {
        const step = Math.max(STEP.ms, STEP.part * ms);
        const unknown = 1 / Math.max(QUICK_FOR, since + ms);
        const known = past === undefined || isWaiting ? unknown : past.chance(age + ms, unknown);
        const chance = Math.max(known, unknown / DOUBT);
        due += (step / quick) * Math.sqrt(chance * QUICK_FOR);
        ms += step;
    }
    return Math.min(most, Math.max(least, ms));
}
/**
 * @returns what these durations say; undefined when they are too few.
 *
 * Each stands for a bell curve (logistic, because its tail is closed-form and long). An execution that has outlived them
 * is one that goes another way, more surely with each second: then it is polled as if there were no past.
 */
function pastOf(durations) {
    const sorted = durations.filter((ms) => Number.isFinite(ms) && ms > 0).toSorted((one, other) => one - other);
    if (sorted.length < MIN_DURATIONS) {
        return undefined;
    }
    // Each as wide as its neighbourhood is sparse, so that failures after a minute do not blur successes after ten.
    const bells = sorted.map((duration) => {
        const distances = sorted.map((other) => Math.abs(other - duration)).toSorted((one, other) => one - other);
        const near = distances[Math.max(1, Math.round(sorted.length / 4))] ?? 0;
        return { duration, width: Math.max(EXACT.ms, EXACT.part * duration, SPREAD * near) };
    });
    return {
        chance(age, unknown) {
            let outlived = 0;
            let ends = 0;
            for (const { duration, width } of bells) {
                const alive = 1 / (1 + Math.exp((age - duration) / width));
                outlived += alive / sorted.length;
                ends += (alive * (1 - alive)) / width / sorted.length;
            }
            // The part of the executions without a past that is still alive at this age.
            const others = OTHERWISE * (age < QUICK_FOR ? Math.exp(-age / QUICK_FOR) : QUICK_FOR / Math.E / age);
            const same = 1 - OTHERWISE;
            return (others * unknown + same * ends) / (others + same * outlived);
        },
    };
}
//# sourceMappingURL=pace.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/log-files.js
/** Bytes of all of them together: a runner's disk is shared. */
const log_files_MAX_BYTES = 64 * 1024 * 1024;
/**
 * @param nonce that of the post state
 * @returns a function that saves one log and returns its path; undefined when there is no room for it, or it cannot be written.
 */
function logSaver({ folder }, nonce) {
    let saved = 0;
    let free = log_files_MAX_BYTES;
    return (log) => {
        const bytes = Buffer.byteLength(log);
        if (bytes > free) {
            return undefined;
        }
        saved += 1;
        free -= bytes;
        return folder.write(nonce, `log-${saved}.txt`, log);
    };
}
//# sourceMappingURL=log-files.js.map
;// CONCATENATED MODULE: ./lib/src/report/comment.js
/** The sticky comment on a pull request: the summary in short, without log text. */




const comment_MAX_FAILURES = 3;
const comment_MAX_STAGES = 15;
/** Characters of a message or a hint. */
const MAX_TEXT = 400;
/** GitHub takes a comment of fewer than so many characters. */
const MAX_LENGTH = 65_536;
/**
 * @param mark the hidden line, of writeMark
 * @returns the comment as Markdown of fewer than 65,536 characters.
 */
function commentOf(report, mark) {
    const { failures, ignored, run } = report;
    // A delegate's name looks random enough to be taken out of a comment.
    const wanted = { most: MAX_TEXT, headline: describeState(report.snapshot), delegates: false };
    const head = `${mark}\n${heading(report, run.label === '' ? run.job : run.label)}`;
    const text = paragraphs([
        head,
        whichRun(report),
        paragraphs_alert(alertOf(report), [
            ...explanation(report, MAX_TEXT),
            ...causes(failures.slice(0, comment_MAX_FAILURES), wanted),
            moreFailures(failures.length - comment_MAX_FAILURES),
            ...causes(ignored.slice(0, comment_MAX_FAILURES), wanted).map((each) => `Ignored: ${each}`),
        ]),
        stagesInLine(report),
        whatWhere(report),
    ]);
    return text.length < MAX_LENGTH ? text : paragraphs([head, whichRun(report)]);
}
/** `✅ Build 1m 04s · ❌ Deploy 2m 04s · ⚪ Verify` */
function stagesInLine({ snapshot }) {
    const stages = snapshot.stages.filter(({ isGroup }) => !isGroup);
    if (stages.length < 2) {
        return ''; // The headline has said it.
    }
    const shown = stages
        .slice(0, comment_MAX_STAGES)
        .map((stage) => `${emojiOf(stage.phase)} ${markdown(stage.name, 60)}${noBreak(took('', stage))}`);
    return [...shown, ...(stages.length > comment_MAX_STAGES ? [`… ${stages.length - comment_MAX_STAGES} more`] : [])].join(' · ');
}
//# sourceMappingURL=comment.js.map
;// CONCATENATED MODULE: ./lib/src/report/commit-status.js
/** The commit status: one word and one line beside a commit. */





const commit_status_MAX_LENGTH = 140;
/** @returns the status at the step's end. It speaks of the execution, so `fail-step` makes no difference. */
function statusUpdateOf(report) {
    const { snapshot, ending, ref, verdict } = report;
    const message = report_messageOf(verdict);
    const description = oneLine((message.length > commit_status_MAX_LENGTH && !mayCut() ? verdict.headline : message).replace(/\.$/, ''), commit_status_MAX_LENGTH);
    if (isFinal(snapshot.phase)) {
        return { state: commit_status_WORDS[snapshot.phase], description };
    }
    // Of a lost or interrupted one nobody can say that it runs: pending would stay for ever.
    if (ref === undefined || ending === 'access-lost' || (ending === 'cancelled' && snapshot.status === '')) {
        return { state: verdict.isRed ? 'error' : 'success', description };
    }
    const state = snapshot.phase === 'running' ? '' : `: ${describeState(snapshot)}`;
    return { state: 'pending', description: oneLine(`left running${state}`, commit_status_MAX_LENGTH) };
}
const commit_status_WORDS = {
    succeeded: 'success',
    ignored: 'success',
    skipped: 'success',
    failed: 'failure',
    expired: 'failure',
    aborted: 'error',
};
//# sourceMappingURL=commit-status.js.map
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/src/start/marker.js
/**
 * The line by which this action recognizes its own executions: the first line of the notes that Harness keeps with each.
 * Harness has no idempotency key; after a lost answer this line is the only way to know whether the start arrived.
 */

const NAME = 'run-harness-pipeline/1';
const KEYS = [
    'repository',
    'run',
    'attempt',
    'job',
    'orchestration',
    'step',
    'label',
    'leg',
    'digest',
    'nonce',
];
/** Left out when empty, so that a marker without them is as short as it can be. */
const OPTIONAL = ['orchestration', 'label'];
/** Encoded characters of one value. */
const marker_MAX_VALUE = 90;
/** @returns 16 hexadecimal digits that were never there before. */
function newNonce() {
    return (0,external_node_crypto_namespaceObject.randomBytes)(8).toString('hex');
}
/** @returns a digest of the parts in their order: 32 hexadecimal digits. */
function digestOf(parts) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
/** @returns the marker as one line of plain ASCII. */
function writeMarker(marker) {
    const keys = KEYS.filter((key) => marker[key] !== '' || !OPTIONAL.includes(key));
    return [NAME, ...keys.map((key) => `${key}=${marker_shortened(marker[key])}`)].join(' ');
}
/** What is too long is cut and ends in its digest: it still agrees with itself, and with nothing else that begins alike. */
function marker_shortened(value) {
    const encoded = encodeURIComponent(Buffer.from(value).toString());
    return encoded.length <= marker_MAX_VALUE
        ? encoded
        : `${encoded.slice(0, marker_MAX_VALUE - 17)}~${digestOf([value]).slice(0, 16)}`;
}
/** Characters of notes: they travel in the address of the request. */
const MAX_NOTES = 1000;
/** @returns the notes to start with: the marker's line, then what the author wants to say. */
function notesWith(marker, notes) {
    return `${marker}\n${notes}`.slice(0, MAX_NOTES).trimEnd();
}
/** @returns the first line of the notes when it is a marker of this program, else undefined. */
function markerIn(notes) {
    const line = /^[^\r\n]*/.exec(notes.trimStart())?.[0].trim() ?? '';
    return line.startsWith(`${NAME} `) ? line : undefined;
}
/**
 * Whether two markers are of one use of the action in one run, and asked for the same: they differ in attempt and nonce at the
 * most. The orchestration counts only where both have it: a runner update between two attempts may bring it.
 */
function isSameUse(one, other) {
    const [parts, others] = [partsOf(one), partsOf(other)];
    const free = [
        'attempt',
        'nonce',
        ...(parts.has('orchestration') && others.has('orchestration') ? [] : ['orchestration']),
    ];
    const names = new Set([...parts.keys(), ...others.keys()]);
    return [...names].every((name) => free.includes(name) || parts.get(name) === others.get(name));
}
/** Whether two markers are of one workflow run, whatever its attempt, job or step. */
function isSameRun(one, other) {
    return isSameRepository(one, other) && partsOf(one).get('run') === partsOf(other).get('run');
}
/** Whether two markers are of one repository. A missing name agrees with nothing. */
function isSameRepository(one, other) {
    const repository = partsOf(one).get('repository') ?? '';
    return repository !== '' && repository === partsOf(other).get('repository');
}
/** @returns the attempt that a marker names; 0 when it names none. */
function attemptOf(marker) {
    return Number(/^\d{1,9}$/.exec(partsOf(marker).get('attempt') ?? '')?.[0] ?? 0);
}
/** Whether the marker has this random part, which no two starts share. */
function isOfNonce(marker, nonce) {
    return partsOf(marker).get('nonce') === nonce;
}
/** The values as they are written, by their names; the program's own name and version under the empty one. */
function partsOf(marker) {
    return new Map(marker.split(' ').map((part) => {
        const [name = '', ...value] = part.split('=');
        return value.length === 0 ? ['', part] : [name, value.join('=')];
    }));
}
//# sourceMappingURL=marker.js.map
;// CONCATENATED MODULE: ./lib/src/report/mark.js
/**
 * The hidden line by which a comment is found again. It is apart from the comment, because the code that talks to GitHub needs
 * it without everything that a comment is made of.
 */


/** @returns the hidden line. It holds digits and digests alone, so nothing in it can end it early. */
function writeMark(report, workflow, { label, leg }) {
    const key = digestOf([report.listUrl, workflow.job, workflow.step, label, leg]);
    const call = workflow.orchestration === '' ? '' : ` call=${digestOf([workflow.orchestration])}`;
    const run = integer(workflow.runId) ?? 0;
    return `<!-- run-harness-pipeline key=${key}${call} run=${run} attempt=${workflow.attempt} red=${report.verdict.isRed ? 1 : 0} -->`;
}
const MARK = /^<!-- run-harness-pipeline key=([0-9a-f]{32})(?: call=([0-9a-f]{32}))? run=(\d{1,15}) attempt=(\d{1,9}) red=([01]) -->/;
/** @returns the mark in a comment's first line; undefined when there is none. */
function readMark(body) {
    const found = MARK.exec(body);
    const [, key = '', call = '', run, attempt, red] = found ?? [];
    return found === null ? undefined : { key, call, run: Number(run), attempt: Number(attempt), isRed: red === '1' };
}
/**
 * Whether a comment must not be overwritten: a newer run or attempt wrote it, or another job of the same run did for which it
 * ended badly. Where nothing distinguishes two uses they share one comment, and good news must not cover up bad news.
 */
function outranks(found, own) {
    if (found.run !== own.run) {
        return found.run > own.run;
    }
    return found.attempt === own.attempt ? found.isRed && !own.isRed : found.attempt > own.attempt;
}
//# sourceMappingURL=mark.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/publish.js
/** What GitHub shows outside the log: the commit status while an execution runs and at its end, and the comment. */






/** Prepares the reports to GitHub; nothing is sent before there is something to report. */
function openPublisher(step, { comment, pullRequest, commitStatus: context, githubToken: token, label, leg }) {
    const { workflow, clock, log } = step;
    const warned = new Set();
    let statuses = Promise.resolve();
    let opened;
    const open = async () => {
        // Octokit goes around a proxy whose URL it cannot read.
        requireProxy(workflow.apiUrl, step.proxies);
        // Loaded when needed: most steps report nothing to GitHub.
        const { openGitHub } = await import(/* webpackIgnore: true */ './github/github.js');
        return openGitHub({
            token,
            apiUrl: workflow.apiUrl,
            workflow,
            clock,
            signal: step.signal,
            pullRequest: pullRequest === 0 ? undefined : pullRequest,
        });
    };
    const github = () => (opened ??= open());
    if (comment !== 'never') {
        // Loaded while the first poll waits: at the end, when everybody waits for it, it would take as long as a request.
        github().catch(() => undefined);
    }
    const warn = (warning) => {
        if (warning !== undefined && !warned.has(warning) && !step.signal.aborted) {
            warned.add(warning);
            log.warning(warning);
        }
    };
    /** Never rejects. */
    const tell = async (work) => {
        try {
            warn(await work(await github()));
        }
        catch (error) {
            warn(`Could not report to GitHub: ${String(error)}`);
        }
    };
    const say = (saying, url) => {
        if (context !== '') {
            const description = concealed(saying.description);
            // One after the other, so that the last word is the last to arrive.
            statuses = statuses.then(() => tell((at) => at.commitStatus({ ...saying, description, context, url })));
        }
    };
    return {
        say,
        expectEnd({ phase }) {
            if (comment !== 'never') {
                const expectComment = async () => {
                    (await github()).expectComment(comment === 'always' || isUnsuccessful(phase));
                };
                expectComment().catch(() => undefined); // `end` meets with it again, and says so.
            }
        },
        async end(report) {
            say(statusUpdateOf(report), report.ref?.url ?? report.listUrl);
            if (comment !== 'never') {
                const mark = writeMark(report, workflow, { label, leg });
                const own = [report.listUrl, report.ref?.url, report.run.url].flatMap((url) => url === undefined || url === '' ? [] : url);
                const page = commentOf(report, '').trimStart();
                const text = `${mark}\n${concealed(page, own)}`;
                // Good news is no news for on-failure, but an earlier run's bad news must not outlive it.
                const isNewWanted = comment === 'always' || report.verdict.isRed || isUnsuccessful(report.snapshot.phase);
                await Promise.all([statuses, tell((at) => at.comment({ text, isNewWanted }))]);
            }
            await statuses;
        },
    };
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/watch.js
/** From an execution's id to the step's verdict: what all actions that follow an execution have in common. */


















/** ms after a cancel by which main must be gone; the runner kills it after 10 s, a cancelled background step after 7.5 s. */
const EXIT_WITHIN = 5500;
/** ms of these for one try: on a connection that died unnoticed it would take them all. */
const ATTEMPT_LIMIT = 2500;
/** Announces the execution, follows it to an ending, and says what that means. */
async function watch(options) {
    const { session, ref } = options;
    const { step } = session;
    setExecutionOutputs(step.setOutput, ref, options.seen);
    session.save({ execution: ref.id, pipeline: ref.pipeline });
    step.log.info(`Execution ${options.seen.runSequence ?? ref.id}  ${ref.url}`);
    const origin = session.postState.isStartedElsewhere === true ? originInWords(options.seen) : '';
    if (origin !== '') {
        step.log.info(origin);
    }
    const publisher = openPublisher(step, session.postState);
    publisher.say({ state: 'pending', description: 'started' }, ref.url);
    const history = openHistory(options);
    const live = liveLogsOf(options);
    const ending = await followToEnd(options, { publisher, history, live });
    await live?.close();
    if (ending.kind === 'cancelled') {
        await abortOnCancel(options);
    }
    else {
        publisher.expectEnd(ending.snapshot);
    }
    const diagnosis = await diagnoseEnd(options, ending);
    const { timeout, failStep } = options.following;
    const [cause, ...others] = ending.snapshot.phase === 'ignored' ? diagnosis.ignored : diagnosis.failures;
    const verdict = judge(ending, { ref, cause, others, rollback: diagnosis.rollback, timeout, failStep });
    const report = reportOf(session, {
        ref,
        verdict,
        snapshot: ending.snapshot,
        diagnosis,
        ending: ending.kind,
        past: history.runs(),
    });
    setFinalOutputs(step.setOutput, {
        verdict,
        snapshot: ending.snapshot,
        results: resultsOf(session, report, diagnosis),
    });
    showLogs(step.log, report, live);
    printVerdict(step, verdict);
    if (ending.kind !== 'cancelled') {
        await publisher.end(report);
        saveSummary(session, report);
    }
    return verdict;
}
/** Why it ended so, and what it put out. A cancel cuts this short; the execution has ended all the same. */
async function diagnoseEnd({ session, inspector, ref, following }, ending) {
    const { step, connection } = session;
    if (ending.kind !== 'ended') {
        return NO_DIAGNOSIS;
    }
    const isHidden = following.logs === 'none' || (following.logs === 'auto' && step.workflow.isPublic);
    try {
        return await diagnose({
            ref,
            snapshot: ending.snapshot,
            inspector,
            retry: connection.retry,
            clock: step.clock,
            signal: step.signal,
            logs: isHidden ? 'none' : 'failed',
            saveLog: isHidden ? undefined : logSaver(step, session.postState.nonce),
        });
    }
    catch (error) {
        if (error instanceof Cancelled) {
            return NO_DIAGNOSIS;
        }
        throw error;
    }
}
/** A collapsed group for each failed step, named after it; a log that cannot be had is one line. */
function showLogs(log, { failures, gaps, decisions }, live) {
    // The verdict names who rejected.
    for (const decision of decisions.filter(({ isRejection }) => !isRejection)) {
        const place = [decision.stage?.name ?? '', decision.step].filter((part) => part !== '').join(' › ');
        log.info(`${oneLine(place, 150)} was ${oneLine(describeDecision(decision), 300)}`);
    }
    const isNew = ({ stage, step, log: tail }) => tail === undefined || 'missing' in tail || live?.hasPrinted(stage, step, tail.lines.at(-1) ?? '') !== true;
    for (const failure of failures.filter(isNew)) {
        const place = [failure.stage, failure.step].filter((part) => part !== undefined).join(' › ');
        const tail = failure.log;
        if (tail !== undefined && 'missing' in tail) {
            log.info(`No log of ${oneLine(place, 150)}: ${oneLine(tail.missing, 300)}`);
        }
        else if (tail !== undefined && tail.lines.length > 0) {
            const which = tail.isComplete ? '' : 'last ';
            log.group(`Log of ${oneLine(place, 150)}, ${which}${count(tail.lines.length, 'line')}`, tail.lines.map((line) => `  │ ${line}`));
        }
    }
    for (const gap of gaps) {
        log.info(oneLine(gap, 500));
    }
}
/** `logs: all`, where there is somebody to ask. */
function liveLogsOf({ session, inspector, ref, following, wait }) {
    const { step, connection } = session;
    if (following.logs !== 'all' || inspector === undefined || !wait) {
        return undefined;
    }
    if (step.workflow.isPublic) {
        step.log.warning('logs: all prints the logs of Harness where everybody can read them, if this repository is public.');
    }
    return openLiveLogs({
        reader: { ...connection.logStreams, graph: inspector.graph },
        ref,
        clock: step.clock,
        signal: step.signal,
        matrixSize: following.leg.total,
        backOff: () => connection.retry.backOffLeft,
        print: step.log.info,
    });
}
function followToEnd(options, { publisher, history, live }) {
    const { session, engine, ref, seen, following, inspector } = options;
    const { step, connection, postState } = session;
    if (step.signal.aborted) {
        return { kind: 'cancelled', snapshot: seen };
    }
    // A start's answer has no stages yet; what something else started may have come far, or to its end.
    if (seen.stages.length > 0) {
        connection.progress.onSnapshot(seen);
    }
    if (!options.wait && !isFinal(seen.phase)) {
        return {
            kind: 'left',
            snapshot: seen,
            why: postState.isStartedElsewhere === true ? 'one-poll' : 'no-wait',
        };
    }
    const say = (words) => {
        publisher.say({ state: 'pending', description: words }, ref.url);
    };
    const { onTimeout, onWaiting, pollInterval, leg, timeout } = following;
    const deadline = step.from + timeout;
    const left = () => deadline - step.clock.now();
    const waiting = openWaiting({ ref, inspector, log: step.log, signal: step.signal, left, say });
    const queue = openQueue({
        ref,
        // Without a key there is nobody to ask.
        list: inspector === undefined || ref.pipeline === ''
            ? undefined
            : (bounds) => connection.harness.list({ pipeline: ref.pipeline, page: 0, size: 20 }, bounds),
        log: step.log,
        clock: step.clock,
        signal: step.signal,
        left,
    });
    let isStrange = false;
    const { retry, progress } = connection;
    return follow({
        engine,
        ref,
        seen,
        retry,
        isGiven: postState.isStartedElsewhere,
        clock: step.clock,
        signal: step.signal,
        deadline,
        onTimeout,
        onWaiting,
        pace: openPace({
            interval: pollInterval,
            matrixSize: leg.total,
            clock: step.clock,
            requests: connection.requests,
            limited: () => retry.rateLimited,
            history: history.durations,
        }),
        onSnapshot: async (snapshot) => {
            progress.onSnapshot(snapshot);
            if (snapshot.phase === 'unknown' && !isStrange) {
                isStrange = true;
                step.log.warning(`Harness says '${oneLine(snapshot.status, 60)}', which this version does not know. It goes on following; a newer version may know it.`);
            }
            live?.onSnapshot(snapshot);
            await waiting(snapshot);
            await queue(snapshot);
        },
        onIdle: progress.onIdle,
    });
}
function openHistory({ session: { step, connection }, inspector, ref, listed, following }) {
    let runs;
    const keep = (executions) => {
        runs = pastRuns(executions, ref.id);
        if (runs?.usual !== undefined) {
            connection.progress.onUsual(runs.usual);
        }
        return durationsOf(executions);
    };
    if (listed !== undefined) {
        const durations = keep(listed);
        return { durations: () => Promise.resolve(durations), runs: () => runs };
    }
    const isKnown = inspector !== undefined && ref.pipeline !== '';
    const read = async (limit) => {
        const left = step.from + following.timeout - step.clock.now();
        const bounds = { signal: step.signal, limit: Math.min(limit, left) };
        return keep(await newestEnded(connection.harness, ref.pipeline, bounds));
    };
    return { durations: isKnown ? read : undefined, runs: () => runs };
}
/** The job was cancelled: aborts the execution at once, if that is wanted. Post confirms the end. */
async function abortOnCancel({ session, engine, ref }) {
    const { step, connection, postState } = session;
    if (postState.onCancel === 'leave') {
        step.log.info('The execution is left running (on-cancel: leave).');
        return;
    }
    const deadline = (step.cancelledAt() ?? step.clock.now()) + EXIT_WITHIN;
    try {
        // The step's own signal is aborted already; this request is what is still to be done.
        const { signal } = new AbortController();
        await connection.retry.untilAnswered((bounds) => engine.abort(ref, bounds), {
            deadline,
            signal,
            limit: ATTEMPT_LIMIT,
            skipsBackOff: true,
        });
        step.log.info('Asked Harness to abort the execution.');
    }
    catch (error) {
        if (!(error instanceof HarnessError || error instanceof DeadlineExceeded)) {
            throw error;
        }
        step.log.info(`The abort is not confirmed yet; the post step goes on with it. ${error.message}`);
    }
}
//# sourceMappingURL=watch.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_toolkit_js_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_toolkit_js_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_toolkit_js_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_toolkit_js_namespaceObject.constants.R_OK | external_toolkit_js_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function core_notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./lib/src/runner/command-files.js
/**
 * The files through which a step hands values to the runner: outputs, state, job summary. A write can fail: a full disk, a
 * container with another user, a cleanup that went too far. That never ends a step that has started something, so nothing
 * here throws; what could not be written is remembered and reported once.
 */



/** Bytes that a test writes: about what the largest outputs need. */
const TEST_BYTES = 65_536;
/** @param env the runner's variables */
function openCommandFiles(env) {
    const failed = new Map();
    const tested = new Set();
    /** Half an assignment would make the runner fail the step, so what a failed write left is taken back. */
    const write = (file, append) => {
        const path = env[file] ?? '';
        const size = sizeOf(path);
        try {
            append(path);
            return true;
        }
        catch (error) {
            restore(path, size);
            if (!failed.has(file) && !tested.has(file)) {
                failed.set(file, problemOf({ file, path, error }));
            }
            return false;
        }
    };
    return {
        failed,
        setOutput: (name, value) => write('GITHUB_OUTPUT', () => setOutput(name, value)),
        saveState: (name, value) => write('GITHUB_STATE', () => saveState(name, value)),
        addSummary: (markdown) => write('GITHUB_STEP_SUMMARY', (path) => {
            if (path === '') {
                throw new Error('the variable is not set, so this runner shows no job summaries');
            }
            // Not created: the runner reads only the file that it made.
            (0,external_node_fs_namespaceObject.statSync)(path);
            (0,external_node_fs_namespaceObject.appendFileSync)(path, markdown);
        }),
        test: (files) => files.flatMap((file) => {
            const path = env[file] ?? '';
            const error = path === '' ? undefined : testFile(path);
            if (error === undefined) {
                return [];
            }
            tested.add(file);
            failed.delete(file);
            return [problemOf({ file, path, error })];
        }),
    };
}
/** @returns what came of a write that is taken back; undefined when it went well. */
function testFile(path) {
    try {
        // Neither created nor truncated, and, unlike in append mode, it may be cut again on Windows.
        const file = (0,external_node_fs_namespaceObject.openSync)(path, 'r+');
        try {
            const stat = (0,external_node_fs_namespaceObject.fstatSync)(file);
            if (!stat.isFile()) {
                (0,external_node_fs_namespaceObject.writeSync)(file, '\n'); // A device or a pipe, as in some local set-ups: an empty line is no assignment.
                return undefined;
            }
            try {
                writeFully(file, stat.size);
            }
            finally {
                (0,external_node_fs_namespaceObject.ftruncateSync)(file, stat.size);
            }
        }
        finally {
            (0,external_node_fs_namespaceObject.closeSync)(file);
        }
        return undefined;
    }
    catch (error) {
        return error;
    }
}
function writeFully(file, position) {
    const lines = Buffer.alloc(TEST_BYTES, '\n');
    for (let written = 0; written < lines.length;) {
        written += (0,external_node_fs_namespaceObject.writeSync)(file, lines, written, lines.length - written, position + written);
    }
}
function sizeOf(path) {
    try {
        const stat = (0,external_node_fs_namespaceObject.statSync)(path);
        return stat.isFile() ? stat.size : undefined;
    }
    catch {
        return undefined;
    }
}
function restore(path, size) {
    try {
        if (size !== undefined) {
            (0,external_node_fs_namespaceObject.truncateSync)(path, size);
        }
    }
    catch {
        // What cannot be cut can hardly have been written.
    }
}
/** @returns why a file cannot be written, and what to do about it. */
function problemOf(failure) {
    const { file, path, error } = failure;
    // The toolkit's own error for a file that is gone has no code.
    const code = shape_text(at(error, 'code')) ?? (path !== '' && !exists(path) ? 'ENOENT' : '');
    const said = shape_text(at(error, 'message')) ?? 'it was refused';
    const [why, remedy] = REMEDIES[code] ?? [said, 'Check the disk of the runner.'];
    return { file, path, cause: code === '' ? why : `${why} (${code})`, remedy };
}
function exists(path) {
    try {
        (0,external_node_fs_namespaceObject.statSync)(path);
        return true;
    }
    catch {
        return false;
    }
}
const GONE = 'Something in this job removed or replaced it: keep cleanups away from RUNNER_TEMP.';
const FULL = 'Free some space on the disk of the runner, or use a larger one.';
const DENIED = "Run the container with the runner's user (options: --user), or give the user of this step write access to RUNNER_TEMP.";
const REMEDIES = {
    ENOENT: ['the file is gone', GONE],
    ENOTDIR: ['the file is gone', GONE],
    EISDIR: ['a folder is in its place', GONE],
    ENOSPC: ['no space left on the disk', FULL],
    EDQUOT: ['the disk quota is used up', FULL],
    EFBIG: ['the file may not grow any more', FULL],
    EACCES: ['this user may not write it', DENIED],
    EPERM: ['this user may not write it', DENIED],
    EROFS: ['the file system is read-only', DENIED],
};
//# sourceMappingURL=command-files.js.map
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./lib/src/runner/folder.js
/**
 * A folder that main and post of one step share. Its name comes from the post state's nonce, never from a path that somebody
 * wrote into the state.
 */



/** @param parents where the folder may be made, the preferred place first; each file is written to the first that takes it */
function openFolder(parents) {
    let problem;
    const places = (nonce) => parents.map((parent) => (0,external_node_path_namespaceObject.join)(parent, `run-harness-pipeline-${nonce}`));
    return {
        problem: () => problem,
        write(nonce, name, text) {
            let first;
            for (const folder of places(nonce)) {
                const path = (0,external_node_path_namespaceObject.join)(folder, name);
                try {
                    (0,external_node_fs_namespaceObject.mkdirSync)(folder, { recursive: true, mode: 0o700 });
                    (0,external_node_fs_namespaceObject.writeFileSync)(path, text, { mode: 0o600 });
                    return path;
                }
                catch (error) {
                    discard(path); // Half a file would be read as a whole one.
                    first ??= problemOf({ file: name, path, error });
                }
            }
            problem ??= first;
            return undefined;
        },
        read(nonce, name) {
            for (const folder of places(nonce)) {
                try {
                    return (0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)(folder, name), 'utf8');
                }
                catch {
                    // Not here.
                }
            }
            return undefined;
        },
        remove(nonce, name) {
            for (const folder of places(nonce)) {
                discard((0,external_node_path_namespaceObject.join)(folder, name));
            }
        },
        isRemoved: (nonce, name) => places(nonce).some(external_node_fs_namespaceObject.existsSync) && !places(nonce).some((folder) => (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(folder, name))),
    };
}
function discard(path) {
    try {
        (0,external_node_fs_namespaceObject.rmSync)(path, { force: true });
    }
    catch {
        // It cannot be there, or cannot be reached.
    }
}
//# sourceMappingURL=folder.js.map
;// CONCATENATED MODULE: ./lib/src/runner/log.js
/** The only place that prints. Whatever it is given comes out inert: no line of it can be a command to the runner. */


const consoleLog = {
    info: (text) => {
        for (const line of logLines(text)) {
            info(line);
        }
    },
    group: (title, body) => {
        startGroup(logLines(title).join(' '));
        for (const line of body.flatMap(logLines)) {
            info(line);
        }
        endGroup();
    },
    notice: (text) => {
        core_notice(annotation(text));
    },
    warning: (text) => {
        warning(annotation(text));
    },
    fail: (text) => {
        setFailed(annotation(text));
    },
    debug: (text) => {
        core_debug(annotation(text));
    },
};
//# sourceMappingURL=log.js.map
;// CONCATENATED MODULE: ./lib/src/runner/workflow.js
/** The run that this step belongs to, as GitHub's variables and the event file describe it; any of it may be missing or wrong. */

/**
 * @param env GitHub's variables
 * @param readFile the content of a file, such as the one that GITHUB_EVENT_PATH names; may throw
 */
function readWorkflow(env, readFile) {
    const get = (name) => env[name] ?? '';
    const payload = readPayload(get('GITHUB_EVENT_PATH'), readFile);
    const repository = get('GITHUB_REPOSITORY');
    const runId = get('GITHUB_RUN_ID');
    const attempt = integer(get('GITHUB_RUN_ATTEMPT')) ?? 1;
    const server = get('GITHUB_SERVER_URL') === '' ? 'https://github.com' : get('GITHUB_SERVER_URL');
    const isFork = at(payload, 'pull_request', 'head', 'repo', 'fork') === true ||
        (isObject(at(payload, 'pull_request')) &&
            shape_text(at(payload, 'pull_request', 'head', 'repo', 'full_name')) !== repository);
    // The one event of a fork's pull request that runs with the secrets of the repository.
    const hasSecrets = get('GITHUB_EVENT_NAME') === 'pull_request_target';
    return {
        repository,
        runId,
        attempt: Math.max(1, attempt),
        job: get('GITHUB_JOB'),
        orchestration: /^[^.]*\.(.+)$/s.exec(get('ACTIONS_ORCHESTRATION_ID'))?.[1] ?? '',
        step: get('GITHUB_ACTION'),
        event: get('GITHUB_EVENT_NAME'),
        actor: get('GITHUB_ACTOR'),
        sha: get('GITHUB_SHA'),
        ref: get('GITHUB_REF'),
        url: repository === '' || runId === ''
            ? ''
            : `${server}/${repository}/actions/runs/${runId}${attempt > 1 ? `/attempts/${attempt}` : ''}`,
        apiUrl: get('GITHUB_API_URL') === '' ? 'https://api.github.com' : get('GITHUB_API_URL'),
        temp: get('RUNNER_TEMP'),
        withoutSecrets: get('GITHUB_ACTOR') === 'dependabot[bot]' ? 'dependabot' : isFork && !hasSecrets ? 'fork' : undefined,
        isPublic: at(payload, 'repository', 'private') !== true &&
            !['private', 'internal'].includes(shape_text(at(payload, 'repository', 'visibility')) ?? ''),
        beganAt: eventTime(get('GITHUB_EVENT_NAME'), payload),
        payload,
    };
}
/** Where the payload of an event holds the moment of that event by GitHub's clock; it is the same on every attempt. */
const EVENT_TIMES = {
    push: [['repository', 'pushed_at']],
    pull_request: [['pull_request', 'updated_at']],
    pull_request_target: [['pull_request', 'updated_at']],
    pull_request_review: [['review', 'submitted_at']],
    issue_comment: [
        ['comment', 'updated_at'],
        ['comment', 'created_at'],
    ],
    workflow_run: [['workflow_run', 'updated_at']],
    check_run: [['check_run', 'completed_at']],
    check_suite: [['check_suite', 'updated_at']],
    release: [['release', 'published_at']],
    deployment: [['deployment', 'created_at']],
};
/** @returns ms since 1970; undefined when the payload does not say. A push has seconds since 1970, everything else ISO 8601. */
function eventTime(event, payload) {
    const times = (Object.hasOwn(EVENT_TIMES, event) ? (EVENT_TIMES[event] ?? []) : []).map((path) => {
        const value = at(payload, ...path);
        return typeof value === 'number' ? value * 1000 : Date.parse(shape_text(value) ?? '');
    });
    return times.find((time) => Number.isFinite(time) && time > 0);
}
function readPayload(path, readFile) {
    try {
        return path === '' ? undefined : JSON.parse(readFile(path));
    }
    catch {
        return undefined; // Nothing that this program must do depends on the event.
    }
}
//# sourceMappingURL=workflow.js.map
;// CONCATENATED MODULE: ./lib/src/runner/process.js
/** The process of a step: the only place that touches its environment, its signals and its exit. */










/** What the runner sends on a cancel: SIGINT, then SIGTERM; on Windows Ctrl-Break is SIGBREAK. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
/** ms between two checks for the post step's request to stop. */
const STOP_INTERVAL = 1000;
/**
 * Runs one phase of a step and ends the process, with 1 when `work` says that the step is red or a fault of this program
 * ends it.
 *
 * The exit is explicit because a socket that nobody can close any more, such as a proxy's that never answers CONNECT,
 * would keep the step alive.
 *
 * @param isPost it reads no inputs, and a fault of this program is a warning
 */
async function runStep(work, isPost = false) {
    const cancel = new AbortController();
    const workflow = readWorkflow(process.env, (path) => (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8'));
    // The second place is for a RUNNER_TEMP that this user may not write, as in a container with a user of its own.
    const folder = openFolder([workflow.temp, (0,external_node_os_namespaceObject.tmpdir)()].filter((place) => place !== ''));
    const files = openCommandFiles(process.env);
    let cancelledAt;
    let onFault = () => [];
    const stopNow = (why) => {
        if (cancelledAt === undefined) {
            cancelledAt = systemClock.now();
            consoleLog.info(`Cancelled (${why}).`);
            cancel.abort();
        }
    };
    for (const signal of SIGNALS) {
        process.on(signal, () => {
            stopNow(signal);
        });
    }
    for (const stream of [process.stdout, process.stderr]) {
        // A reader that is gone (EPIPE) would end this process, and leave an execution that nobody follows.
        stream.on('error', () => undefined);
    }
    const step = {
        from: performance.timeOrigin,
        clock: systemClock,
        log: consoleLog,
        signal: cancel.signal,
        cancelledAt: () => cancelledAt,
        input: (name) => getInput(name, { trimWhitespace: false }),
        inputNames: Object.keys(process.env).flatMap((name) => /^INPUT_(.+)$/.exec(name)?.[1] ?? []),
        mask: (secret) => {
            if (secret !== '') {
                core_setSecret(secret);
            }
        },
        setOutput: files.setOutput,
        saveState: files.saveState,
        addSummary: files.addSummary,
        testFiles: files.test,
        stopWithPost: (nonce) => {
            setInterval(() => {
                if (folder.read(nonce, 'stop') !== undefined) {
                    stopNow('the post step has begun');
                }
            }, STOP_INTERVAL).unref();
        },
        onFault: (report) => {
            onFault = report;
        },
        workflow,
        proxies: process.env,
        folder,
    };
    if (isPost) {
        cutNothing();
    }
    else {
        keepWhole(step.inputNames.map(step.input));
    }
    // What is thrown in a callback or a promise that nobody waits for is a fault like any other.
    const uncaught = new Promise((_, reject) => {
        process.on('uncaughtException', reject);
    });
    try {
        const { isRed } = await Promise.race([work(step), uncaught]);
        process.exitCode = isRed ? 1 : 0;
    }
    catch (error) {
        const text = error instanceof InputError ? error.message : [faultOf(error), ...process_attempt(onFault)].join('\n');
        if (isPost) {
            consoleLog.warning(text);
        }
        else {
            consoleLog.fail(text);
        }
    }
    const unwritten = folder.problem();
    reportUnwritten([...files.failed.values(), ...(unwritten === undefined ? [] : [unwritten])]);
    // What did not fit into a full pipe would be lost by process.exit(), the error's line first.
    await new Promise((resolve) => process.stdout.write('', resolve));
    process.exit();
}
/** @returns what a person reads; the stack goes along, because nobody else can explain it. */
function faultOf(error) {
    const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
    return `This is a fault in run-harness-pipeline itself; please report it with these lines.\n${stack}`;
}
/** A second fault must not hide the first. */
function process_attempt(report) {
    try {
        return report();
    }
    catch {
        return [];
    }
}
/** One warning for all of them. The error of a start that was not sent for this reason has said so. */
function reportUnwritten(problems) {
    if (problems.length > 0) {
        const lines = problems.map(({ file, path, cause, remedy }) => `  ${file} (${path}): ${cause}. ${remedy}`);
        consoleLog.warning(['Not everything could be written for the steps that follow:', ...lines].join('\n'));
    }
}
//# sourceMappingURL=process.js.map
;// CONCATENATED MODULE: ./lib/src/start/search.js



/** What one search covers: the newest executions of the pipeline. */
const MAX_EXECUTIONS = 200;
const search_PAGE = 50;
/** Notes that are read side by side on a re-run, where all of them count. */
const WIDTH = 8;
/** ms by which the clocks of runner, GitHub and Harness may differ. */
const CLOCK_SKEW = 600_000;
/**
 * @returns a function that searches once for the execution with such a marker. Notes do not change, so that each is read once
 * over all searches. They are read one after the other: once the id is known, it is saved before the next request.
 */
function markerFinder(search, { matches, since }) {
    const known = new Map();
    return async (until) => {
        for await (const { listed, marker } of marked(search, { ...until, since, known, width: 1 })) {
            if (matches(marker)) {
                return listed;
            }
        }
        return undefined;
    };
}
/** The newest executions that have a marker, newest first, each once. */
async function* marked(search, { since, known, width, isWanted = () => true, ...bounds }) {
    const { harness, pipeline, retry, clock, signal, onPage } = search;
    const until = { ...bounds, signal };
    // What starts between two pages moves the others on, so that one may be on both.
    const passed = new Set();
    for (let page = 0; page * search_PAGE < MAX_EXECUTIONS; page++) {
        const listed = await retry.untilAnswered((limits) => harness.list({ pipeline, page, size: search_PAGE }, limits), until);
        onPage?.(listed);
        const tooOld = listed.findIndex(({ snapshot }) => (snapshot.startedAt ?? clock.now()) < since - CLOCK_SKEW);
        const recent = (tooOld < 0 ? listed : listed.slice(0, tooOld)).filter(({ ref }) => !passed.has(ref.id));
        for (const { ref } of recent) {
            passed.add(ref.id);
        }
        for (let from = 0; from < recent.length;) {
            // Filtered anew each time: what was found may have answered the question for some of the rest.
            const batch = recent
                .slice(from)
                .filter((one) => isWanted(one))
                .slice(0, width);
            const last = batch.at(-1);
            from = last === undefined ? recent.length : recent.indexOf(last) + 1;
            yield* await markersOf(search, { batch, known, until });
        }
        if (tooOld >= 0 || listed.length < search_PAGE) {
            return;
        }
    }
}
/** Reads the notes of these executions side by side, as far as they are not known yet. @returns those with a marker. */
async function markersOf({ harness, retry, clock, budget }, { batch, known, until, }) {
    const unread = batch.filter(({ ref, hasNotes }) => hasNotes !== false && !known.has(ref.id));
    const wait = unread.length === 0 ? 0 : Math.min(budget?.wait() ?? 0, until.deadline - clock.now());
    if (wait > 0) {
        await clock.sleep(wait, until.signal);
    }
    const read = new Map();
    await Promise.all(unread.map(async ({ ref, snapshot }) => {
        const marker = await markerOrNone({ harness, retry }, ref, until);
        read.set(ref.id, marker);
        // Notes may be written a moment after the execution: no marker yet is read again by the next search.
        if (marker !== undefined || clock.now() - (snapshot.startedAt ?? clock.now()) > CLOCK_SKEW) {
            known.set(ref.id, marker);
        }
    }));
    return batch.flatMap((listed) => {
        const marker = known.get(listed.ref.id) ?? read.get(listed.ref.id);
        return marker === undefined ? [] : [{ listed, marker }];
    });
}
/** Notes that Harness refuses to show are notes without a marker of ours; a key that it does not accept shows nothing at all. */
async function markerOrNone({ harness, retry }, { id }, until) {
    const ask = async (bounds) => {
        try {
            return markerIn(await harness.notesOf(id, bounds));
        }
        catch (error) {
            // Not asked again, unlike an execution that was just started: each of many could cost a minute.
            if (isRefused(error, ['not-found', 'other'])) {
                return undefined;
            }
            throw error;
        }
    };
    try {
        return await retry.untilAnswered(ask, until);
    }
    catch (error) {
        if (isRefused(error, ['forbidden'])) {
            return undefined;
        }
        throw error;
    }
}
function isRefused(error, meanings) {
    return error instanceof HarnessError && error.kind === 'refused' && meanings.includes(refusalReason(error.failure));
}
/**
 * Searches for what earlier attempts started that agree with the marker in everything but attempt and nonce. What still runs
 * comes first; of what has ended only the newest attempt counts.
 *
 * @throws HarnessError when Harness refuses the search, DeadlineExceeded, Cancelled: nothing was started.
 */
async function earlierAttempt(search, { marker, includesEnded, since, deadline }) {
    const same = [];
    // An execution of an older attempt of this run: it and all before it started before the attempt that was found began.
    let isPast = false;
    const isWanted = ({ snapshot }) => !isFinal(snapshot.phase) || (includesEnded && !isPast);
    for await (const { listed, marker: found } of marked(search, {
        deadline,
        since,
        known: new Map(),
        width: WIDTH,
        isWanted,
    })) {
        const own = await marker;
        const attempt = attemptOf(found);
        // What asks for the same in this very attempt is another call of the same workflow.
        if (isSameUse(found, own) && attempt < attemptOf(own)) {
            same.push({ listed, attempt, isRunning: !isFinal(listed.snapshot.phase) });
        }
        isPast ||= isSameRun(found, own) && same.some((one) => one.attempt > attempt);
    }
    const running = same.filter(({ isRunning }) => isRunning);
    const newest = Math.max(...same.map(({ attempt }) => attempt));
    const [first, ...others] = running.length > 0 ? running : same.filter(({ attempt }) => attempt === newest);
    if (first === undefined) {
        return { kind: 'none' };
    }
    const areRunning = first.isRunning;
    return others.length > 0
        ? { kind: 'several', refs: [first, ...others].map(({ listed }) => listed.ref), areRunning }
        : { kind: 'one', listed: first.listed, isRunning: areRunning };
}
//# sourceMappingURL=search.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/dry-run.js
/** `dry-run`: shows everything that would be sent, and sends nothing. */


/**
 * Prints the order. Values of the runtime inputs are shown whole, or as their length, so that GitHub finds the secrets in them.
 *
 * @param notes that would be kept with the execution; their marker has a random part, which each start makes anew
 */
async function showDryRun(log, order, notes) {
    const planned = {
        inputs: order.kind === 'start' ? order.origins : [],
        yaml: order.plan.yaml === '' ? '' : await shownYaml(order.plan.yaml),
        notes: wholeLines(notes),
    };
    show(log, 'The notes that would be kept with the execution:', planned.notes);
    if (planned.yaml === '') {
        log.info('No runtime-input YAML would be sent.');
    }
    else {
        show(log, 'The runtime-input YAML that would be sent:', planned.yaml);
    }
    const headline = `Dry run: would ${factsOf(order).join('; ')}.`;
    return { verdict: { status: '', isRed: false, headline, details: ['Nothing was started.'] }, planned };
}
function factsOf({ kind, plan }) {
    if (kind === 'retry') {
        return [`retry execution ${plan.execution} of ${plan.pipeline}`, `from ${dry_run_named('stage', plan.stages)}`];
    }
    const { pipeline, git, stages, inputSets } = plan;
    return [
        `start ${pipeline}`,
        ...(git.branch === '' ? [] : [`with its YAML from branch ${git.branch}`]),
        ...(stages.length === 0 ? [] : [`${dry_run_named('stage', stages)} only`]),
        ...(inputSets.length === 0
            ? []
            : [`${dry_run_named('input set', inputSets)}${inputSets.length > 1 ? ', in this order' : ''}`]),
    ];
}
/** `stage build`, `stages build, deploy` */
function dry_run_named(noun, names) {
    return `${count(names.length, noun).replace(/^\d+ /, '')} ${names.join(', ')}`;
}
async function shownYaml(yaml) {
    const { yamlForLog } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return yamlForLog(yaml).trimEnd();
}
/** Notes that were cut may end with the beginning of a secret. */
function wholeLines(notes) {
    return notes.length < MAX_NOTES - 10
        ? notes.trimEnd()
        : `${notes.slice(0, notes.lastIndexOf('\n'))}\n… (cut at 1,000 characters)`;
}
function show(log, title, text) {
    log.info([title, ...text.split('\n').map((line) => `  │ ${line}`)].join('\n'));
}
//# sourceMappingURL=dry-run.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/if-running.js
/**
 * `if-running`: what happens when another execution of the pipeline has not ended. Looking and starting are two requests, so that
 * two steps which list executions at the same moment may both start; only a queue in Harness itself rules that out.
 */









/**
 * Looks for executions of the pipeline that have not ended, and does with them what the author chose.
 *
 * @throws HarnessError when Harness refuses a read or an abort, DeadlineExceeded, Cancelled: nothing was started.
 */
async function decideIfRunning(options) {
    const { step, inputs } = options;
    if (inputs.ifRunning === 'start') {
        return { kind: 'start' };
    }
    const running = await listRunning(options, options.onPage);
    const [newest] = running;
    if (newest === undefined) {
        return { kind: 'start' };
    }
    switch (inputs.ifRunning) {
        case 'fail':
            return stop(running, `${inputs.pipeline} was not started: ${haveNotEnded(running)} (if-running: fail).`);
        case 'follow': {
            const mayAbort = (await if_running_markersOf(options, [newest])).some((found) => isOfOtherRun(found, options.marker));
            step.log.notice(`${if_running_nameOf(newest)} of ${inputs.pipeline} has not ended; following it instead of starting another one (if-running: follow).\n  ${newest.ref.url}`);
            return { kind: 'follow', listed: newest, mayAbort };
        }
        case 'replace':
            await abortOwn(options, running);
            return { kind: 'start' };
        case 'wait':
            return waitForEnd(options, running);
    }
}
/** How many of the newest executions are read. */
const if_running_MAX_EXECUTIONS = 200;
const if_running_PAGE = 50;
/** @returns the executions of the pipeline that have not ended, newest first. A status that is new to this version counts as such. */
async function listRunning({ step, inputs, connection: { harness, retry }, deadline }, onPage = () => undefined) {
    const running = new Map();
    const { pipeline } = inputs;
    for (let page = 0; page * if_running_PAGE < if_running_MAX_EXECUTIONS; page++) {
        const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size: if_running_PAGE }, bounds), {
            deadline,
            signal: step.signal,
            givesUpUnreached: true,
        });
        onPage(listed);
        for (const one of listed.filter(({ snapshot }) => !isFinal(snapshot.phase))) {
            running.set(one.ref.id, one);
        }
        if (listed.length < if_running_PAGE) {
            break;
        }
    }
    return [...running.values()];
}
/** ms until the executions that are replaced have ended; after that the start is sent all the same. */
const ABORT_LIMIT = 60_000;
/** Notes that are read, and aborts that are confirmed, side by side. */
const if_running_WIDTH = 8;
/** Aborts what other runs of this repository started. */
async function abortOwn(options, running) {
    const { step, connection, marker, deadline } = options;
    const markers = await if_running_markersOf(options, running);
    const own = running.filter((_, index) => isOfOtherRun(markers[index] ?? '', marker));
    const others = running.filter((one) => !own.includes(one));
    if (others.length > 0) {
        step.log.info(`${count(others.length, 'other execution')} not started by another run of this repository: left running.\n${linksTo(others)}`);
    }
    const until = Math.min(deadline, step.clock.now() + ABORT_LIMIT);
    const ends = await sideBySide(own.map((one) => {
        step.log.info(`Aborting ${if_running_nameOf(one)}, which this repository started (if-running: replace).\n  ${one.ref.url}`);
        const { retry, harness: engine } = connection;
        const { clock, signal } = step;
        const target = { engine, ref: one.ref, retry, clock, signal, onSnapshot: () => undefined };
        return abortUntilEnded(target, { phase: one.snapshot.phase, deadline: until });
    }));
    const unseen = own.filter((_, index) => ends[index] === undefined);
    if (unseen.length > 0) {
        step.log.warning(`The end of ${count(unseen.length, 'aborted execution')} was not seen within 60 s; starting all the same.\n${linksTo(unseen)}`);
    }
}
/** @returns the markers of these executions in their order; empty for one without. */
function if_running_markersOf({ step, connection, deadline }, executions) {
    return mapSideBySide(executions, if_running_WIDTH, async ({ ref, hasNotes }) => hasNotes === false ? '' : ((await markerOrNone(connection, ref, { deadline, signal: step.signal })) ?? ''));
}
/** Whether another run of this repository started it. What this very run started, such as another matrix leg, is never aborted here. */
function isOfOtherRun(found, own) {
    return isSameRepository(found, own) && !isSameRun(found, own);
}
/** ms between two lines about the same wait. */
const if_running_REMINDER_INTERVAL = 60_000;
/** Waits until no execution of the pipeline runs any more. What was started meanwhile is waited for, too. */
async function waitForEnd(options, first) {
    const { step, inputs } = options;
    const from = step.clock.now();
    let running = first;
    try {
        while (running.length > 0) {
            step.log.info(`${inputs.pipeline}: ${haveNotEnded(running)}; waiting for that before the start (if-running: wait).\n${linksTo(running)}`);
            for (const one of running) {
                await untilEnded(options, one);
            }
            running = await listRunning(options);
        }
    }
    catch (error) {
        if (!(error instanceof DeadlineExceeded)) {
            throw error;
        }
        return stop(running, `${inputs.pipeline} was not started within this step's timeout: ${haveNotEnded(running)} (if-running: wait).`);
    }
    step.log.info(`Waited ${duration(step.clock.now() - from)}; starting now.`);
    return { kind: 'start' };
}
/** Polls one execution until it has ended, or is gone. @throws DeadlineExceeded, Cancelled, HarnessError. */
async function untilEnded({ step, inputs, connection: { harness, retry, requests }, deadline }, { ref, snapshot }) {
    const { clock, signal, log } = step;
    const pace = openPace({
        interval: inputs.pollInterval,
        matrixSize: inputs.leg.total,
        clock,
        requests,
        limited: () => retry.rateLimited,
    });
    let seen = snapshot;
    let reportedAt = clock.now();
    while (!isFinal(seen.phase)) {
        const next = Math.min(deadline, clock.now() + (await pace.next(seen)));
        while (clock.now() < next && !signal.aborted) {
            await clock.sleep(Math.max(1, Math.min(next, reportedAt + if_running_REMINDER_INTERVAL) - clock.now()), signal);
            if (clock.now() - reportedAt >= if_running_REMINDER_INTERVAL) {
                reportedAt = clock.now();
                log.info(`  still waiting for ${if_running_nameOf({ ref, snapshot })}, which is ${describeState(seen)}`);
            }
        }
        if (signal.aborted) {
            throw new Cancelled();
        }
        try {
            seen = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal });
        }
        catch (error) {
            if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) === 'not-found') {
                return; // Deleted: it will not come back.
            }
            throw error;
        }
    }
}
function stop(running, why) {
    return { kind: 'stop', why, running: running.map(({ ref }) => ref) };
}
function haveNotEnded(running) {
    return running.length === 1 ? 'another execution has not ended' : `${running.length} other executions have not ended`;
}
/** Links that a message holds; a pipeline may have many executions that wait for a person. */
const MAX_LINKS = 10;
function linksTo(executions) {
    const shown = executions.slice(0, MAX_LINKS).map(({ ref }) => `  ${ref.url}`);
    return [...shown, ...(executions.length > MAX_LINKS ? [`  and ${executions.length - MAX_LINKS} more`] : [])].join('\n');
}
function if_running_nameOf({ ref, snapshot }) {
    return `execution ${oneLine(String(snapshot.runSequence ?? ref.id), 60)}`;
}
//# sourceMappingURL=if-running.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/following.js
/**
 * Reads the inputs that all actions which follow an execution have in common.
 *
 * @param onCancel what happens unless the author says otherwise
 * @param hasLogs whether the API has step logs; an action without them has no such input
 */
function readFollowing(form, onCancel = 'abort', hasLogs = true) {
    return {
        timeout: form.duration('timeout', '5h30m', 1000),
        pollInterval: form.pollInterval('poll-interval'),
        leg: form.leg('matrix-leg'),
        label: form.line('label', 100),
        onCancel: form.choice('on-cancel', onCancel === 'abort' ? ['abort', 'leave'] : ['leave', 'abort']),
        onTimeout: form.choice('on-timeout', ['leave', 'abort']),
        onWaiting: form.choice('on-waiting', ['wait', 'detach', 'fail']),
        logs: hasLogs ? form.choice('logs', ['auto', 'failed', 'none', 'all']) : 'none',
        failStep: form.flag('fail-step', true),
        summary: form.flag('summary', true),
        comment: form.choice('comment', ['never', 'on-failure', 'always']),
        pullRequest: form.number('pull-request'),
        commitStatus: form.line('commit-status', 255),
        githubToken: form.secret('github-token'),
    };
}
//# sourceMappingURL=following.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/placeholder.js
/** Harness's `<+input>` with what may hang on it: `.default()`, `.allowedValues()`, `.regex()`, `.executionInput()` and others. */

const START = '<+input>';
const MODIFIER = /\s*\.([A-Za-z]\w*)\(/y;
const KNOWN = 'default|allowedValues|regex|executionInput|selectOneFrom|selectManyFrom';
/** What follows the bracket that closes a modifier: the next known one, or the end. A bracket inside a pattern has neither. */
const AFTER = new RegExp(String.raw `\s*(?:$|\.(?:${KNOWN})\()`, 'y');
/** What also closes it where the brackets inside are balanced: a modifier that this version does not know. */
const AFTER_BALANCED = /\s*\.[A-Za-z]\w*\(/y;
const placeholder_MAX_CHARACTERS = 20_000;
/** Whether a template's value is to be given: Harness checks its start alone. */
function placeholder_isPlaceholder(value) {
    return value.startsWith(START);
}
/** Whether a value holds a Harness expression, which only Harness can resolve. */
function hasExpression(value) {
    return value.includes('<+');
}
/** @returns what the placeholder asks for. Modifiers come in any order; of each kind the first counts. */
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
/**
 * Harness takes one validator. Where `.regex()` comes before a list it is not documented which, so that a value passes with
 * either. A list with an expression in it is known to Harness alone.
 */
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
/** Whether each bracket of the text is closed in it, escaped ones and those in a pattern's classes aside. */
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
/**
 * @returns the values of a list as Harness splits it: at commas, but not between `\'` and `\'` or `\"` and `\"`; without
 * the white space around and the quotes about a value.
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
            const part = trimAsJava(values.slice(from, at));
            parts.push(/^\\(["']).*\\\1$/s.exec(part) === null || part.length < 4 ? part : part.slice(2, -2));
            from = at + 1;
        }
    }
    return parts;
}
//# sourceMappingURL=placeholder.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/lists.js
/** How Harness distinguishes the items of a list: by an identifier inside, not by their place. */


/** Harness's own order of preference. The first item decides which of them identifies the items of its list. */
const lists_KEYS = (/* unused pure expression or super */ null && (['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef']));
/** @returns the items of a list; those of parallel blocks are among the others, as they do in a path. */
function lists_members(list) {
    const all = [];
    mapMembers(list, (member) => {
        all.push(member);
        return member.item;
    });
    return all;
}
/**
 * @param change its answer takes the place of the item; undefined leaves it out
 * @returns the list with its items changed, those of parallel blocks in their blocks.
 */
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
        const id = key === undefined || body.kind !== 'mapping' ? undefined : lists_literal(body, key);
        const identity = id === undefined ? undefined : `${blocks}/${wrapper ?? ''}/${key}=${id}`;
        return change({ item, blocks, wrapper, body, key, id, identity }) ?? [];
    });
    return { kind: 'list', items };
}
/** Whether the list is one value to Harness, to be replaced as a whole: its first item has nothing that identifies it. */
function isOneValue(list) {
    const [first] = lists_members(list);
    return first?.identity === undefined;
}
function keyOfList({ items: [first] }) {
    return first === undefined || wrapped(first)[0] !== undefined ? undefined : keyOf(first);
}
function keyOf(body) {
    return body.kind === 'mapping' ? lists_KEYS.find((key) => body.entries.has(key)) : undefined;
}
/** @returns the wrapper's key and what it holds, when the item is nothing but a wrapper. */
function wrapped(item) {
    const [only, second] = item.kind === 'mapping' ? item.entries : [];
    const isWrapper = only !== undefined && second === undefined && only[1].kind !== 'leaf';
    return isWrapper && (only[1].kind === 'mapping' || only[0] === 'parallel') ? only : [undefined, undefined];
}
/** @returns the text that a mapping has under a key, if it is one and no runtime input. */
function lists_literal(body, key) {
    const value = body.entries.get(key);
    return value?.kind === 'leaf' && value.text !== '' && !isPlaceholder(value.text) ? value.text : undefined;
}
//# sourceMappingURL=lists.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/codebase.js
/** The `ref` input: what the CI stage builds, and where a template asks for it. */



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
        const forms = 'refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name';
        return { problem: `${text_quotedValue(ref)} is not a ref such as ${forms}.` };
    }
    return /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)
        ? { type: 'commitSha', key: 'commitSha', value: ref }
        : { type: 'branch', key: 'branch', value: ref };
}
/** What a bare name that is taken for a branch may have been meant for. */
const LIKELY_MISTAKES = [
    [/^(\d{1,6})$/, "a pull request's number", ([, number = '']) => `refs/pull/${number}/merge`],
    [/^(?=.*\d)[\da-f]{7,39}$/i, 'the beginning of a commit SHA', () => 'all 40 digits of the SHA'],
    [/^(?:remotes\/)?(?:origin|upstream)\/(.+)$/, 'a remote-tracking branch', ([, name = '']) => name],
    [/^(?:heads|tags|pull)\/.+$/, 'a ref without its beginning', ([ref]) => `refs/${ref}`],
    [/^v?\d+(?:\.\d+){1,2}$/, 'a tag', ([ref]) => `refs/tags/${ref}`],
    [/^HEAD$/, 'what is checked out', () => 'the branch, or ${{ github.ref }}'],
];
/** @returns what a ref looks like that is taken for a branch, and what to write; undefined where it looks like a branch's name. */
function warnOfRef(ref) {
    for (const [form, what, write] of LIKELY_MISTAKES) {
        const found = form.exec(ref);
        if (found !== null) {
            return `ref: ${quotedValue(ref)} is taken for a branch, but looks like ${what}. Write ${write(found)}, or refs/heads/${ref} if a branch has that name.`;
        }
    }
    return undefined;
}
const BUILD = 'properties.ci.codebase.build';
/** @returns the values of the places that ask what is built; or why there are none, as a sentence. */
function fitRef(build, template) {
    const bases = new Set(template.places.flatMap(({ path }) => codebase_buildOf(path) ?? []));
    const base = bases.has(BUILD) ? BUILD : [...bases][0];
    if (base === undefined) {
        return {
            problem: `cannot be used: ${template.title} does not ask what to build. Make the build of its codebase a runtime input, or leave ref out.`,
        };
    }
    if (bases.size > 1 && base !== BUILD) {
        return { problem: `is ambiguous (${bases.size} builds): ${[...bases].join(', ')}. Give them in inputs.` };
    }
    const spec = mapping([[build.key, text(build.value)]]);
    const complete = mapping([
        ['type', text(build.type)],
        ['spec', spec],
    ]);
    const values = new Map([
        [base, complete],
        [`${base}.type`, text(build.type)],
        [`${base}.spec`, spec],
        [`${base}.spec.${build.key}`, text(build.value)],
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
            problem: `is a ${build.type}, but ${template.title} asks for ${kind === undefined ? 'something else' : `a ${kind}`}.`,
        }
        : given;
}
/** @returns the path of the codebase's build, when the path leads to it or into it. */
function codebase_buildOf(path) {
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
;// CONCATENATED MODULE: ./lib/src/actions/run/inputs.js
/** The inputs of the root action. */




/** Reads the root action's inputs. @throws InputError with every problem there is. */
function readRun(get, context, readInputs) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const where = form.where(key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
    const branch = readBranch(form);
    const inputs = {
        key,
        scope: where.scope,
        pipeline: where.pipeline,
        inputs: readInputs(form.raw('inputs'), where.pipeline),
        inputSets: form.identifiers('input-sets', 'input set'),
        stages: form.identifiers('stages', 'stage'),
        ref: form.text('ref'),
        git: branch === '' ? where.git : { ...where.git, branch },
        notes: form.text('notes') === '' ? context.runUrl : form.text('notes'),
        wait: form.flag('wait', true),
        onRerun: form.choice('on-rerun', ['start', 'resume']),
        ifRunning: form.choice('if-running', ['start', 'wait', 'follow', 'replace', 'fail']),
        retryOf: where.execution,
        dryRun: form.flag('dry-run', false),
        ...readFollowing(form),
    };
    if (branch !== '' && where.git.branch !== '' && branch !== where.git.branch) {
        form.problem('pipeline-branch', `is ${text_quotedValue(branch)}, but the URL in pipeline says ${text_quotedValue(where.git.branch)}. Give one of them.`);
    }
    if (form.text('retry-of') === '') {
        checkForms(form, inputs);
    }
    else {
        checkRetry(form, inputs);
    }
    form.close();
    return inputs;
}
/** @returns the branch that `pipeline-branch` names: `feature/x` or `refs/heads/feature/x`. */
function readBranch(form) {
    const written = form.text('pipeline-branch');
    const branch = written.replace(/^refs\/heads\//, '');
    if (/^refs(?:\/|$)/.test(branch) || (branch === '' && written !== '')) {
        const text = `must be a branch, got ${text_quotedValue(written)}: Harness reads a pipeline's YAML from a branch alone. What the CI stage builds goes into ref.`;
        form.problem('pipeline-branch', text);
    }
    return branch;
}
/** Checks of runtime inputs that need no answer of Harness. */
function checkForms(form, { inputs, ref }) {
    for (const { input, text } of inputs.form === 'unusable' ? inputs.problems : []) {
        form.problem(input, text);
    }
    const build = ref === '' ? undefined : readRef(ref);
    if (build !== undefined && 'problem' in build) {
        form.problem('ref', build.problem);
    }
}
function checkRetry(form, { onRerun }) {
    for (const name of ['inputs', 'input-sets', 'ref', 'pipeline-branch'].filter((each) => form.text(each) !== '')) {
        form.problem(name, 'cannot be combined with retry-of: a retry keeps the inputs of the execution that it retries.');
    }
    if (onRerun === 'resume') {
        form.problem('on-rerun', "cannot be 'resume' together with retry-of, which itself says what is retried.");
    }
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/missing-pipeline.js





/** Pipelines that are named at most. */
const missing_pipeline_MAX_NAMED = 5;
/** Pipelines that are read with each request. */
const MAX_LISTED = 100;
/** Letters in which a misspelt identifier may differ. */
const MAX_LETTERS = 3;
/**
 * @param error what Harness answered when it was asked about the pipeline
 * @returns the error with a hint that names the right identifier and project; the error itself when it is about something else,
 * when the pipeline is in the list, or when the list could not be read.
 */
async function withLikelyPipelines(error, sought, bounds) {
    if (!(error instanceof HarnessError) ||
        error.kind !== 'refused' ||
        refusalReason(error.failure) !== 'not-found' ||
        !/pipeline/i.test(error.failure.detail)) {
        return error;
    }
    const hint = await missingPipeline(sought, bounds);
    return hint === undefined
        ? error
        : new HarnessError({ ...error.failure, isPipelineMissing: true, hints: [hint, ...(error.failure.hints ?? [])] });
}
/**
 * Looks a pipeline up by its name, then by its spelling, then in the other projects of the account
 * (`POST /pipeline/api/pipelines/list`), with three requests at most. Harness's `searchTerm` is found literally in names and
 * identifiers, where `deploy-prod` is not found in `deploy_prod` or Deploy Prod: a word of it is searched for, and what comes
 * back is compared here.
 *
 * @returns a sentence that names the right identifier and project; undefined when the pipeline is in the list, or when the list
 * could not be read: then the caller's own words say what to compare.
 */
async function missingPipeline({ http, scope, pipeline }, bounds) {
    const project = { orgIdentifier: scope.org, projectIdentifier: scope.project };
    const read = (query) => listPipelines({ http, scope, query: { ...query, size: String(MAX_LISTED) } }, bounds);
    const searchTerm = longestWord(pipeline);
    try {
        const withWord = await read({ ...project, searchTerm });
        const byName = withWord.filter((known) => hasName(known, pipeline));
        // There may be more with this word than were read.
        const isCut = withWord.length >= MAX_LISTED;
        const more = byName.length > 0 ? [] : await read({ ...project, ...(isCut ? { searchTerm: asIdentifier(pipeline) } : {}) });
        if ([...byName, ...more].some(({ id }) => id === pipeline)) {
            return undefined;
        }
        const likely = [...byName, ...closestTo(pipeline, more)];
        const elsewhere = likely.length > 0 ? [] : await orNone(read({ searchTerm }));
        const named = elsewhere.filter((known) => hasName(known, pipeline));
        return hintOf(pipeline, likely.length > 0 ? likely : named, scope);
    }
    catch {
        return undefined;
    }
}
/** Few keys may see a whole account. */
async function orNone(search) {
    try {
        return await search;
    }
    catch {
        return [];
    }
}
async function listPipelines({ http, scope, query }, bounds) {
    const call = {
        purpose: `list the pipelines in ${scope.org}/${scope.project}`,
        method: 'POST',
        path: '/pipeline/api/pipelines/list',
        query: { accountIdentifier: scope.account, page: '0', ...query },
        type: 'application/json',
        body: JSON.stringify({ filterType: 'PipelineSetup' }),
    };
    return list(at(await http.send(call, bounds), 'data', 'content')).flatMap((entry) => {
        const id = shape_text(at(entry, 'identifier'));
        const org = shape_text(at(entry, 'orgIdentifier')) ?? query['orgIdentifier'];
        const project = shape_text(at(entry, 'projectIdentifier')) ?? query['projectIdentifier'];
        return id === undefined || !isIdentifier(id) || org === undefined || project === undefined
            ? []
            : [{ id, name: shape_text(at(entry, 'name')) ?? id, place: `${org}/${project}` }];
    });
}
/** @returns the longest word of `deploy-prod`; all of it when it has no word. */
function longestWord(name) {
    const words = name.split(/[^\p{L}\p{N}]+/u);
    return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '') || name;
}
/** @returns the identifier that Harness makes of a name: `deploy_prod` of `deploy-prod`; an identifier is its own. */
function asIdentifier(name) {
    return name.replace(/[\s-]+/g, '_');
}
/** Whether a name or identifier has this one in it, whatever stands between their words. */
function hasName({ id, name }, wanted) {
    return [id, name].some((each) => bare(each).includes(bare(wanted)));
}
/** @returns letters and digits alone, in lower case; all of it when it has none. */
function bare(name) {
    return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || name;
}
function closestTo(pipeline, all) {
    const most = Math.min(MAX_LETTERS, Math.ceil(pipeline.length / 3));
    const near = all
        .map((known) => ({
        known,
        letters: Math.min(...[known.id, known.name].map((each) => distance(bare(each), bare(pipeline), most))),
    }))
        .filter(({ letters }) => letters <= most);
    return near.toSorted((one, other) => one.letters - other.letters).map(({ known }) => known);
}
function hintOf(pipeline, found, { org, project }) {
    const place = `${org}/${project}`;
    if (found.length === 0) {
        return `The list of pipelines in ${place} has none with this identifier or name.`;
    }
    const first = found.toSorted((one, other) => Number(isSame(other)) - Number(isSame(one)));
    function isSame({ id, name }) {
        return bare(id) === bare(pipeline) || bare(name) === bare(pipeline);
    }
    const named = first
        .slice(0, missing_pipeline_MAX_NAMED)
        .map(({ id, name, place: its }) => `'${id}' (${oneLine(name, 80)}${its === place ? '' : `, in ${its}`})`);
    return `There is no pipeline '${pipeline}' in ${place}. Did you mean ${named.join(', ')}? The identifier is what counts, not the name.`;
}
//# sourceMappingURL=missing-pipeline.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/pipelines.js




/** The questions for one project. */
function pipelineApi(http, scope) {
    const query = { accountIdentifier: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project };
    const of = ({ pipeline, git }) => ({ ...query, pipelineIdentifier: pipeline, ...gitQuery(git) });
    const inputSets = '/pipeline/api/inputSets';
    const overlay = async (set, bounds) => {
        const call = {
            purpose: `read the input set ${set.id} of ${set.pipeline}`,
            method: 'GET',
            path: `${inputSets}/overlay/${encodeURIComponent(set.id)}`,
            query: of(set),
        };
        const data = at(await http.send(call, bounds), 'data');
        return {
            id: set.id,
            isOutdated: isOutdated(data),
            yaml: undefined,
            members: texts(at(data, 'inputSetReferences')),
        };
    };
    return {
        async template({ stages, ...where }, bounds) {
            const call = {
                purpose: `read the runtime inputs of ${where.pipeline} in ${scope.org}/${scope.project}`,
                method: 'POST',
                path: `${inputSets}/template`,
                query: of(where),
                type: 'application/json',
                body: JSON.stringify(stages.length === 0 ? {} : { stageIdentifiers: stages }),
            };
            const answer = await http.send(call, bounds).catch(async (error) => {
                throw await withLikelyPipelines(error, { http, scope, pipeline: where.pipeline }, bounds);
            });
            return shape_text(at(answer, 'data', 'inputSetTemplateYaml'));
        },
        async inputSet(set, bounds) {
            const call = {
                purpose: `read the input set ${set.id} of ${set.pipeline}`,
                method: 'GET',
                path: `${inputSets}/${encodeURIComponent(set.id)}`,
                query: of(set),
            };
            const data = await http.send(call, bounds).catch(async (error) => {
                // An overlay's id is unknown to this endpoint; when neither knows it, the error is this endpoint's.
                if (!isNo(error)) {
                    throw error;
                }
                return overlay(set, bounds).catch((other) => {
                    throw isNo(other) ? error : other;
                });
            });
            if (isOverlay(data)) {
                return data;
            }
            const found = at(data, 'data');
            const yaml = shape_text(at(found, 'inputSetYaml'));
            return yaml === undefined
                ? await overlay(set, bounds)
                : { id: set.id, isOutdated: isOutdated(found), yaml, members: [] };
        },
        async stages(where, bounds) {
            const call = {
                purpose: `list the stages of ${where.pipeline} that can be run by themselves`,
                method: 'GET',
                path: '/pipeline/api/pipeline/execute/stagesExecutionList',
                query: of(where),
            };
            return list(at(await http.send(call, bounds), 'data')).flatMap((stage) => {
                const id = shape_text(at(stage, 'stageIdentifier'));
                return id === undefined ? [] : [{ id, name: shape_text(at(stage, 'stageName')) ?? id }];
            });
        },
        async yaml({ pipeline, git }, bounds) {
            const call = {
                purpose: `read the YAML of ${pipeline} in ${scope.org}/${scope.project}`,
                method: 'GET',
                path: `/pipeline/api/pipelines/${encodeURIComponent(pipeline)}`,
                query: { ...query, ...gitQuery(git), getTemplatesResolvedPipeline: 'true' },
            };
            const data = at(await http.send(call, bounds), 'data');
            return shape_text(at(data, 'resolvedTemplatesPipelineYaml')) ?? shape_text(at(data, 'yamlPipeline'));
        },
    };
}
/** Whether Harness says no to this very question; an outage, or a key that it does not accept, says nothing about it. */
function isNo(error) {
    return error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) !== 'unauthorized';
}
/** Whether it is an overlay that was read already, and not an answer. */
function isOverlay(value) {
    return Array.isArray(at(value, 'members'));
}
function isOutdated(data) {
    return at(data, 'isOutdated') === true || at(data, 'outdated') === true || at(data, 'isErrorResponse') === true;
}
//# sourceMappingURL=pipelines.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/input-sets.js
/** The input sets that are asked for, overlays resolved into their members. */



/** Sets and members of overlays that are read in all, and how many of them side by side. */
const MAX_SETS = 100;
const input_sets_WIDTH = 8;
/**
 * Reads the sets side by side, then the members of those that are overlays; an overlay in an overlay is left to Harness. What an
 * outdated set gives counts as given, so that those values are not reported as missing, too.
 *
 * @param read gives the set, or the error with which Harness refused to show it
 * @returns the sets in the order in which they are applied, and what is missing or outdated, in the same order.
 */
async function readSets(ids, read) {
    const top = await mapSideBySide(ids.slice(0, MAX_SETS), input_sets_WIDTH, read);
    const members = top.flatMap((set) => (input_sets_isOverlay(set) ? set.members : [])).slice(0, MAX_SETS - top.length);
    const distinct = [...new Set(members)];
    const answers = await mapSideBySide(distinct, input_sets_WIDTH, read);
    const byId = new Map(distinct.map((id, index) => [id, answers[index]]));
    const sets = [];
    const problems = [];
    const take = (id, set, overlay) => {
        const problem = input_sets_problemOf(id, set, overlay);
        if (problem !== undefined) {
            problems.push({ input: 'input-sets', text: problem });
        }
        if (set !== undefined && 'yaml' in set && set.yaml !== undefined) {
            sets.push({ id, yaml: set.yaml, isOutdated: set.isOutdated || overlay?.isOutdated === true });
        }
    };
    ids.forEach((id, index) => {
        const set = top[index];
        take(id, set);
        if (input_sets_isOverlay(set)) {
            set.members.forEach((member) => {
                take(member, byId.get(member), set);
            });
        }
    });
    return { sets, problems };
}
function input_sets_isOverlay(set) {
    return set !== undefined && !(set instanceof HarnessError) && set.yaml === undefined;
}
function input_sets_problemOf(id, set, overlay) {
    const name = `${text_quotedValue(id)}${overlay === undefined ? '' : `, a member of the overlay ${text_quotedValue(overlay.id)},`}`;
    if (set === undefined) {
        return `${name} is one too many: at most ${MAX_SETS} input sets are read.`;
    }
    if (set instanceof HarnessError) {
        return refusalReason(set.failure) === 'not-found'
            ? `${name} does not exist. Harness would silently ignore it.`
            : [`${name} cannot be read, and Harness would silently ignore it.`, ...set.paragraphs].join('\n    ');
    }
    // An overlay is outdated when one of its members is: one problem for both.
    return set.isOutdated && overlay?.isOutdated !== true
        ? `${name} is outdated: the pipeline has changed since. Open it in Harness and reconcile it.`
        : undefined;
}
//# sourceMappingURL=input-sets.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/prepare.js






/**
 * Reads the pipeline's template, its input sets and its stages side by side, as far as they are needed, and fits the inputs into it.
 *
 * @param deadline ms since 1970
 * @returns the start; its notes are still empty, because they hold the marker, which is made of it.
 * @throws InputError with every problem there is; HarnessError when Harness refuses the key itself; DeadlineExceeded, Cancelled.
 */
async function prepare(preparation, deadline) {
    const { step, inputs, connection } = preparation;
    const { pipeline, git } = inputs;
    const api = pipelineApi(connection.http, inputs.scope);
    const where = { pipeline, git };
    /** Retries until there is an answer or a refusal; only a key that is refused and a pipeline that does not exist end the step here. */
    const ask = (question, until = deadline) => connection.retry.untilAnswered(async (bounds) => refusalOf(question, bounds), {
        deadline: until,
        signal: step.signal,
        givesUpUnreached: true,
    });
    const readTemplate = (stages) => ask((bounds) => api.template({ ...where, stages }, bounds));
    const [known, { sets, problems: wrongSets }, chosen] = await sideBySide([
        inputs.stages.length === 0 ? Promise.resolve(undefined) : ask((bounds) => api.stages(where, bounds)),
        readSets(inputs.inputSets, (id) => ask((bounds) => api.inputSet({ ...where, id }, bounds))),
        readTemplate(inputs.stages),
    ]);
    if (known instanceof HarnessError) {
        step.log.warning(`The stages cannot be checked. ${known.message}`);
    }
    const wrongStages = known === undefined || known instanceof HarnessError ? [] : checkStages(inputs.stages, known, pipeline);
    const problems = [...wrongStages, ...wrongSets];
    // A template for stages that there are not says nothing about the inputs, whose problems are to be reported, too.
    const isWrong = wrongStages.length > 0;
    const fitted = await fit(preparation, {
        template: isWrong ? await readTemplate([]) : chosen,
        sets,
        stages: isWrong ? [] : inputs.stages,
        readPipeline: () => readPipeline((bounds) => api.yaml(where, bounds), { step, ask, deadline }),
    });
    problems.push(...('problems' in fitted ? fitted.problems : []));
    if ('problems' in fitted || problems.length > 0) {
        throw new InputError(problems);
    }
    showOrigins(step, fitted);
    const { inputSets } = inputs;
    return {
        kind: 'start',
        plan: { pipeline, git, yaml: fitted.yaml, inputSets, stages: inputs.stages, notes: '' },
        origins: fitted.origins,
    };
}
/** ms after which a start goes on without the pipeline's own YAML, which can only add to what is checked. */
const PIPELINE_LIMIT = 20_000;
async function readPipeline(question, { step, ask, deadline }) {
    try {
        const yaml = await ask(question, Math.min(deadline, step.clock.now() + PIPELINE_LIMIT));
        return yaml instanceof HarnessError
            ? { refusal: yaml.failure.detail === '' ? yaml.message : yaml.failure.detail }
            : yaml === undefined
                ? { refusal: 'the answer holds no YAML' }
                : { yaml };
    }
    catch (error) {
        if (error instanceof DeadlineExceeded && step.clock.now() < deadline) {
            return { refusal: `no answer within ${duration(PIPELINE_LIMIT)}` };
        }
        throw error;
    }
}
async function refusalOf(question, bounds) {
    try {
        return await question(bounds);
    }
    catch (error) {
        if (error instanceof HarnessError &&
            error.kind === 'refused' &&
            refusalReason(error.failure) !== 'unauthorized' &&
            error.failure.isPipelineMissing !== true) {
            return error;
        }
        throw error;
    }
}
function checkStages(wanted, known, pipeline) {
    if (known.length === 0) {
        const text = `cannot be chosen: ${pipeline} does not allow to run single stages. Allow it in its advanced options (allowStageExecutions).`;
        return [{ input: 'stages', text }];
    }
    const ids = known.map(({ id }) => id);
    return wanted
        .filter((id) => !ids.includes(id))
        .map((id) => ({
        input: 'stages',
        text: `${text_quotedValue(id)} is not a stage of ${pipeline}. It has ${oneLine(ids.join(', '), 800)}.`,
    }));
}
async function fit({ step, inputs }, { template, sets, stages, readPipeline: read }) {
    const { pipeline, ref, key, githubToken } = inputs;
    if (template === undefined && inputs.inputs.form === 'empty' && sets.length === 0 && ref === '') {
        return { yaml: '', origins: [], warnings: [] };
    }
    const { fitInputs, unreadTemplate, valuesIn } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    const { event } = step.workflow;
    const wanted = {
        pipeline,
        inputs: inputs.inputs,
        sets,
        ref,
        stages,
        masked: [key, githubToken],
        event,
        readPipeline: read,
    };
    const fitted = template instanceof HarnessError ? unreadTemplate(wanted, template) : await fitInputs({ ...wanted, template });
    if (!('problems' in fitted)) {
        protect(valuesIn(fitted.yaml));
        for (const warning of fitted.warnings) {
            step.log.warning(warning);
        }
    }
    return fitted;
}
/** The collapsed group that says which input was set by whom. */
function showOrigins({ log }, { origins }) {
    if (origins.length === 0) {
        return;
    }
    const by = new Map();
    for (const { path, from } of origins) {
        by.set(from, [...(by.get(from) ?? []), path.split('.').at(-1) ?? path]);
    }
    const title = [...by].map(([from, names]) => from === 'default' || from === 'asked during the run'
        ? from === 'default'
            ? count(names.length, 'default')
            : `${names.length} asked during the run`
        : `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''} from ${from}`);
    log.group(`Runtime inputs: ${title.join('; ')}`, origins.map(({ path, value, from }) => `  ${path} = ${value}  (${from})`));
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/rerun.js
/** What to do instead of a new start: follow what an earlier attempt of the job started, or retry what failed. */





/**
 * @returns what earlier attempts of this very use left in Harness; `none` on the first attempt, without a request.
 * @throws HarnessError, DeadlineExceeded, Cancelled: nothing was started.
 */
async function findEarlier({ step, inputs, connection }, { marker, deadline, onPage }) {
    const { attempt, runId } = step.workflow;
    // Without a run's id its attempts cannot be distinguished from those of other runs.
    if (attempt < 2 || runId === '') {
        return { kind: 'none' };
    }
    const includesEnded = inputs.onRerun === 'resume';
    const { harness, retry, requests } = connection;
    const { pipeline, leg } = inputs;
    const { clock, signal } = step;
    const budget = openRateBudget({ matrixSize: leg.total, clock, requests });
    const search = { harness, pipeline, retry, clock, signal, budget, onPage };
    const since = step.workflow.beganAt ?? (includesEnded ? await askWhenBegun(step, inputs) : 0);
    return earlierAttempt(search, { marker, includesEnded, since, deadline });
}
/** ms for GitHub to say when the run began: without an answer more notes are read. */
const BEGIN_LIMIT = 3000;
/** @returns ms since 1970; 0 when GitHub does not say, as with a token without `actions: read`. */
async function askWhenBegun({ workflow, clock, signal }, { githubToken }) {
    if (githubToken === '') {
        return 0;
    }
    // Loaded when it is needed: only this kind of re-run asks GitHub anything before the start.
    const { openGitHub } = await import(/* webpackIgnore: true */ './github/github.js');
    const gitHub = openGitHub({
        token: githubToken,
        apiUrl: workflow.apiUrl,
        workflow,
        clock,
        signal,
        limit: BEGIN_LIMIT,
    });
    const run = await gitHub.thisRun();
    return typeof run === 'string' ? 0 : run.createdAt;
}
/**
 * On a re-run of the job (attempt > 1) the execution of an earlier attempt is followed or retried as `on-rerun` says.
 *
 * @throws HarnessError, DeadlineExceeded, Cancelled: nothing was started.
 */
async function resume(asker, earlier, deadline) {
    const { step, inputs, connection } = asker;
    const { harness, retry } = connection;
    if (earlier.kind !== 'one') {
        return earlier.kind === 'several' ? earlier : { kind: 'anew' };
    }
    const { ref, snapshot } = earlier.listed;
    if (earlier.isRunning) {
        step.log.notice(`An earlier attempt of this job started an execution that still runs; following that one.\n  ${ref.url}`);
        return { kind: 'follow', started: earlier.listed };
    }
    if (inputs.onRerun === 'start') {
        return { kind: 'anew' };
    }
    if (!isUnsuccessful(snapshot.phase)) {
        step.log.notice(`An earlier attempt of this job already succeeded; nothing is started again.\n  ${ref.url}`);
        return { kind: 'follow', started: earlier.listed };
    }
    const ended = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal: step.signal });
    const stages = stagesToRetry(ended);
    if (!ended.canRetry || stages.length === 0) {
        const why = ended.canRetry ? 'it names no failed stage' : 'Harness does not allow it';
        step.log.notice(`The execution of the earlier attempt is not retried from its failed stages: ${why}. Starting anew.\n  ${ref.url}`);
        return { kind: 'anew' };
    }
    step.log.notice(`Retrying the execution of the earlier attempt from ${stages.join(', ')}.\n  ${ref.url}`);
    return { kind: 'retry', order: await orderFor(asker, { stages, deadline, execution: ref.id }) };
}
/**
 * @returns the retry that `retry-of` asks for, from its failed stages or from those that `stages` names.
 * @throws InputError when the execution has no failed stage; HarnessError, Overdue, Cancelled.
 */
async function planRetry(asker, deadline) {
    const { step, inputs, connection } = asker;
    const { retryOf: id, pipeline } = inputs;
    const ref = executionRef({ scope: inputs.scope, pipeline }, id);
    const ended = await connection.retry.untilAnswered((bounds) => connection.harness.read(ref, bounds), {
        deadline,
        signal: step.signal,
        givesUpUnreached: true,
        isGiven: true,
    });
    if (!isFinal(ended.phase)) {
        throw new InputError([
            {
                input: 'retry-of',
                text: `names an execution that has not ended (${ended.status}). Follow it instead.\n  ${ref.url}`,
            },
        ]);
    }
    const stages = inputs.stages.length > 0 ? inputs.stages : stagesToRetry(ended);
    if (stages.length === 0) {
        throw new InputError([
            {
                input: 'retry-of',
                text: `names an execution without a failed stage (${ended.status}). Name the stages to run again in stages.`,
            },
        ]);
    }
    return orderFor(asker, { stages, deadline, execution: id });
}
async function orderFor({ step, inputs, connection }, { execution, stages, deadline }) {
    const { harness, retry } = connection;
    const yaml = await retry.untilAnswered((bounds) => harness.inputsOf(execution, bounds), {
        deadline,
        signal: step.signal,
    });
    return { pipeline: inputs.pipeline, execution, stages, yaml, git: inputs.git, notes: '' };
}
/** @returns the identifiers of the stages that failed; of a matrix, its own, because its legs have none in the pipeline. */
function stagesToRetry(snapshot) {
    return [
        ...new Set(snapshot.stages
            .filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase))
            .map(({ inPipeline, id }) => inPipeline ?? id)),
    ];
}
//# sourceMappingURL=rerun.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/run.js
/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, lets its result decide the step. */






















/** Runs main. */
function run() {
    return runStep(async (step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const readInputs = await openRuntimeInputs(step.input('inputs'));
        const inputs = readRun(step.input, inputContext(step), readInputs);
        const connection = connect_connect(step, { ...inputs, matrixSize: inputs.leg.total });
        const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
        return runPipeline(openSession(step, connection, postState), inputs);
    });
}
/** Runs the pipeline as the inputs say. @throws InputError when they do not fit the pipeline: nothing was started. */
async function runPipeline(session, inputs) {
    const { step, connection } = session;
    const { org, project } = inputs.scope;
    const by = runName(step.workflow);
    const role = inputs.dryRun ? 'dry run by' : 'started by';
    step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · ${role} ${by}`}`);
    let next;
    try {
        requireFiles(session);
        // From here on post can stop a main that still runs beside it: a container job is cancelled without a signal.
        session.save();
        next = await begin({ session, step, connection, inputs, deadline: step.from + inputs.timeout });
    }
    catch (error) {
        return unsent(session, error);
    }
    return next();
}
/** Checks, decides and starts. @returns what is left to be done once that has succeeded. @throws whatever kept it from it. */
async function begin(action) {
    const { session, step, inputs, connection, deadline } = action;
    const preconnect = inputs.dryRun ? () => undefined : connection.http.preconnect;
    await awaitTurn(action);
    preconnect();
    const listed = [];
    const { order, marker, earlier } = await prepareOrder(action, (page) => listed.push(...page));
    if (inputs.dryRun) {
        const shown = await showDryRun(step.log, order, notesWith(marker, inputs.notes));
        return () => finishWithoutExecution(session, { ...shown, ending: 'dry-run' });
    }
    preconnect(); // The one from before may have become too old.
    const taken = await resume(action, earlier, deadline);
    switch (taken.kind) {
        case 'several':
            return () => finishWithoutExecution(session, { verdict: judgeSeveral(taken), ending: 'several' });
        case 'follow':
            return () => watchStarted(action, taken.started, listed);
        case 'retry': {
            const retry = { kind: 'retry', plan: taken.order };
            return startUnlessRunning(action, { order: retry, instead: order, marker, listed });
        }
        case 'anew':
            return startUnlessRunning(action, { order, marker, listed });
    }
}
/** Requests of a leg until it has started: the template and the start. */
const REQUESTS_TO_START = 2;
/** A late leg of a large matrix waits until the legs before it have started; without a wait its requests would refuse theirs. */
async function awaitTurn({ step, inputs, deadline }) {
    const { clock, log, signal, workflow } = step;
    const more = inputs.inputSets.length + (inputs.stages.length > 0 ? 1 : 0);
    const turn = turnOf(inputs.leg.index, REQUESTS_TO_START + more);
    // Where jobs waited for runners, their turn may be long past. No clock is trusted to put it further off.
    const begun = Math.min(workflow.beganAt ?? step.from, step.from);
    const wait = Math.min(begun + turn, deadline) - clock.now();
    if (wait > 0) {
        log.info(`${inputs.leg.total} jobs share the key's request limit; this one begins in ${duration(wait)}.`);
        await clock.sleep(wait, signal);
    }
}
/** Prepares what is sent and, on a re-run, searches for what earlier attempts started, side by side. */
async function prepareOrder(action, onPage) {
    const { inputs, deadline } = action;
    const prepared = async () => inputs.retryOf === '' ? prepare(action, deadline) : { kind: 'retry', plan: await planRetry(action, deadline) };
    const ordered = prepared();
    const marked = ordered.then((order) => markerOf(action, order));
    const searched = inputs.dryRun
        ? Promise.resolve({ kind: 'none' })
        : findEarlier(action, { marker: marked, deadline, onPage });
    const [order, marker, earlier] = await sideBySide([ordered, marked, searched]);
    return { order, marker, earlier };
}
function judgeSeveral({ refs, areRunning }) {
    return redVerdict('unknown', {
        headline: areRunning
            ? 'Several executions of earlier attempts still run; cannot tell which one to follow.'
            : 'An earlier attempt of this job left several executions; cannot tell which one to resume.',
        details: [
            'Nothing was started.',
            areRunning
                ? 'Wait for their end or abort them, then re-run.'
                : 'Give each use of this action its own label to tell them apart, or set on-rerun to start.',
        ],
        executions: refs,
    });
}
/** Two starts that ask for the same have the same digest: host, scope, pipeline, branch, stages, input sets, YAML. */
function markerOf({ session, step, inputs }, { kind, plan }) {
    const { origin, account, org, project } = inputs.scope;
    const parts = kind === 'start'
        ? [plan.git.branch, plan.stages, plan.inputSets, plan.yaml]
        : ['', plan.stages, [], '', plan.execution];
    const { repository, runId, attempt, job, orchestration } = step.workflow;
    return writeMarker({
        repository,
        run: runId,
        attempt: String(attempt),
        job,
        orchestration,
        step: step.workflow.step,
        label: inputs.label,
        leg: `${inputs.leg.index}/${inputs.leg.total}`,
        digest: digestOf([origin, account, org, project, plan.pipeline, ...parts]),
        nonce: session.postState.nonce,
    });
}
/** Starts, unless another execution of the pipeline has not ended and the author chose something else for that. */
async function startUnlessRunning(action, sending) {
    const { session, inputs } = action;
    const { marker, listed } = sending;
    const pages = [];
    const onPage = (page) => {
        pages.push(...page);
    };
    const decision = await decideIfRunning({ ...action, marker, onPage });
    const known = listed.length > 0 ? listed : pages;
    switch (decision.kind) {
        case 'start':
            return send(action, { ...sending, listed: known });
        case 'stop':
            return () => finishWithoutExecution(session, {
                verdict: redVerdict('failed', {
                    headline: decision.why,
                    details: ['Nothing was started.'],
                    executions: decision.running,
                }),
                ending: 'refused',
            });
        case 'follow': {
            const { onCancel, onTimeout } = decision.mayAbort ? inputs : LEAVE;
            // Saved before its id is: post must never abort what this repository did not start.
            session.save({ onCancel, isStartedElsewhere: true });
            const following = { ...action, inputs: { ...inputs, onCancel, onTimeout } };
            return () => watchStarted(following, decision.listed, known);
        }
    }
}
/** What this repository did not start is not aborted. */
const LEAVE = { onCancel: 'leave', onTimeout: 'leave' };
async function send(action, { order, instead, marker, listed }) {
    const { session, step, inputs, connection, deadline } = action;
    const { harness, retry } = connection;
    const notes = notesWith(marker, inputs.notes);
    // Waiting may have taken hours: a search for this start need go no further back than to here.
    const since = Math.round(step.clock.now());
    const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal };
    const result = await sendOnce(session, {
        patch: { marker, since },
        deadline,
        send: (bounds) => order.kind === 'start'
            ? harness.start({ ...order.plan, notes }, bounds)
            : harness.retry({ ...order.plan, notes }, bounds),
        find: markerFinder(search, { matches: (other) => other === marker, since }),
    });
    if (result.kind === 'started') {
        return () => watchStarted(action, result.started, listed);
    }
    if (instead !== undefined && result.kind === 'refused' && result.error.kind === 'refused') {
        step.log.notice(`Harness refuses the retry; starting anew. ${result.error.message}`);
        return send(action, { order: instead, marker, listed });
    }
    return () => unstarted(session, result);
}
function watchStarted({ session, inputs, connection: { harness, inspector } }, { ref: { id }, snapshot }, listed) {
    return watch({
        session,
        engine: harness,
        inspector,
        ref: executionRef({ scope: inputs.scope, pipeline: inputs.pipeline }, id),
        seen: snapshot,
        listed: listed.length === 0 ? undefined : listed,
        following: inputs,
        wait: inputs.wait,
    });
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/graphql.js


/** Opens `POST /gateway/api/graphql` for an account. */
function openGraphQl(http, account) {
    return {
        async ask({ purpose, query, variables, fresh = false }, bounds) {
            const call = {
                purpose,
                method: 'POST',
                path: '/gateway/api/graphql',
                query: { accountId: account },
                type: 'application/json',
                body: JSON.stringify({ query, variables }),
                fresh,
            };
            const answer = await http.send(call, bounds);
            return { data: at(answer, 'data'), error: complaintIn(answer) };
        },
        failure: (purpose, complaint) => new HarnessError({ purpose, origin: http.origin, ...complaint }),
    };
}
/** GraphQL's `errors[]`, and the `responseMessages[]` that come instead of data. */
function complaintIn(answer) {
    const messages = list(at(answer, 'responseMessages')).filter((message) => shape_text(at(message, 'level')) !== 'INFO');
    const said = [...list(at(answer, 'errors')), ...messages].map((error) => shape_text(at(error, 'message')) ?? 'FirstGen gave no reason.');
    if (said.length === 0) {
        return undefined;
    }
    // GraphQL's own words before each of FirstGen's.
    const detail = [...new Set(said.map((words) => words.replace(/^Exception while fetching data \([^)]*\) : /, '')))];
    const code = shape_text(at(messages[0], 'code'));
    const isLimited = said.some((words) => /too many requests|rate limit/i.test(words));
    return { kind: isLimited ? 'limited' : 'refused', detail: detail.join('; '), code };
}
//# sourceMappingURL=graphql.js.map
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/names.js



/** Looks an application up. @throws HarnessError */
async function findApplication(graph, nameOrId, bounds) {
    const search = {
        purpose: `find the application ${nameOrId}`,
        nameOrId,
        byName: {
            query: 'query($name: String!) { found: applicationByName(name: $name) { id name } }',
            variables: { name: nameOrId },
        },
        byId: {
            query: 'query($id: String!) { found: application(applicationId: $id) { id name } }',
            variables: { id: nameOrId },
        },
    };
    const one = await find(graph, search, bounds);
    return 'missing' in one ? one : { id: one.id, name: one.name };
}
/** Looks a pipeline or a workflow up. @throws HarnessError */
async function findTarget(graph, which, bounds) {
    const { application, isWorkflow, nameOrId } = which;
    const kind = isWorkflow ? 'workflow' : 'pipeline';
    const fields = `id name ${kind}Variables { name }`;
    const search = {
        purpose: `find the ${kind} ${nameOrId}`,
        nameOrId,
        byName: {
            query: `query($app: String!, $name: String!) { found: ${kind}ByName(applicationId: $app, ${kind}Name: $name) { ${fields} } }`,
            variables: { app: application, name: nameOrId },
        },
        byId: {
            query: `query($id: String!) { found: ${kind}(${kind}Id: $id) { ${fields} } }`,
            variables: { id: nameOrId },
        },
    };
    const one = await find(graph, search, bounds);
    if ('missing' in one) {
        return one;
    }
    const variables = at(one.found, `${kind}Variables`);
    const names = list(variables).flatMap((variable) => shape_text(at(variable, 'name')) ?? []);
    return { id: one.id, name: one.name, variables: Array.isArray(variables) ? names : undefined };
}
async function find(graph, { purpose, nameOrId, byName, byId }, bounds) {
    let missing = '';
    for (const question of isExecutionId(nameOrId) ? [byName, byId] : [byName]) {
        const { data, error } = await graph.ask({ purpose, ...question }, bounds);
        const found = at(data, 'found');
        const id = shape_text(at(found, 'id'));
        if (id !== undefined && isExecutionId(id)) {
            return { id, name: oneLine(shape_text(at(found, 'name')) ?? nameOrId, 200), found };
        }
        if (error === undefined) {
            throw graph.failure(purpose, { kind: 'unexpected', detail: 'The answer holds neither data nor an error.' });
        }
        if (error.kind === 'limited' || error.code !== undefined) {
            throw graph.failure(purpose, error);
        }
        missing ||= error.detail;
    }
    return { missing };
}
//# sourceMappingURL=names.js.map
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/executions.js






/** Every status of GraphQL's `ExecutionStatus`. */
const PHASES = new Map([
    ['QUEUED', 'queued'],
    ['WAITING', 'queued'], // for a resource that another execution holds
    ['RUNNING', 'running'],
    ['RESUMED', 'running'],
    ['PAUSED', 'waiting'], // for an approval, or for the one who paused it
    ['SUCCESS', 'succeeded'],
    ['SKIPPED', 'skipped'],
    ['FAILED', 'failed'],
    ['ERROR', 'failed'],
    ['REJECTED', 'failed'],
    ['ABORTED', 'aborted'],
    ['EXPIRED', 'expired'],
]);
const EXECUTION = 'id status startedAt endedAt';
const executions_START = `mutation($startExecution: StartExecutionInput!) {
  startExecution(input: $startExecution) { warningMessage execution { ${EXECUTION} } }
}`;
const READ = `query($id: String!) { execution(executionId: $id) { ${EXECUTION} } }`;
/** Opens FirstGen's API. */
function firstGen(http, account) {
    const graph = openGraphQl(http, account);
    const unexpected = (purpose, detail) => graph.failure(purpose, { kind: 'unexpected', detail });
    return {
        application: (nameOrId, bounds) => findApplication(graph, nameOrId, bounds),
        target: (which, bounds) => findTarget(graph, which, bounds),
        async start(order, bounds) {
            const purpose = `start ${order.target.name} in ${order.application.name}`;
            const question = { purpose, query: executions_START, variables: { startExecution: startInput(order) }, fresh: true };
            const { data, error } = await graph.ask(question, bounds);
            const payload = at(data, 'startExecution');
            const execution = at(payload, 'execution');
            const id = shape_text(at(execution, 'id'));
            if (id !== undefined && isExecutionId(id)) {
                return { id, snapshot: executions_toSnapshot(execution), warning: shape_text(at(payload, 'warningMessage')) };
            }
            // A payload without its execution may mean one all the same, and so may an error that gives no reason.
            throw error !== undefined && !isObject(payload) && !/^null$|timed? ?out|internal server/i.test(error.detail)
                ? graph.failure(purpose, error)
                : unexpected(purpose, error?.detail ?? 'The answer holds no execution.');
        },
        following: (application) => ({
            async read(ref, bounds) {
                const purpose = `read execution ${ref.id}`;
                const { data, error } = await graph.ask({ purpose, query: READ, variables: { id: ref.id } }, bounds);
                const execution = at(data, 'execution');
                const other = shape_text(at(execution, 'id')) ?? ref.id;
                const snapshot = executions_toSnapshot(execution);
                if (error !== undefined && !isObject(execution)) {
                    throw graph.failure(purpose, isPassing(error) ? { ...error, kind: 'unavailable' } : error);
                }
                if (other !== ref.id || snapshot.status === '') {
                    const detail = other === ref.id ? 'The answer holds no status.' : 'The answer is about another execution.';
                    throw unexpected(purpose, detail);
                }
                return snapshot;
            },
            async abort(ref, bounds) {
                const call = {
                    purpose: `abort execution ${ref.id}`,
                    method: 'PUT',
                    path: `/gateway/api/executions/${encodeURIComponent(ref.id)}`,
                    query: { appId: application, routingId: account },
                    type: 'application/json',
                    body: JSON.stringify({ executionInterruptType: 'ABORT_ALL' }),
                };
                try {
                    await http.send(call, bounds);
                }
                catch (error) {
                    if (!executions_isAbortedAlready(error)) {
                        throw orTemporary(error);
                    }
                }
            },
        }),
    };
}
/** An error of FirstGen's own while it read: neither about the key, nor about the execution, nor about the question. */
function isPassing({ kind, detail, code }) {
    return (kind === 'refused' &&
        code === undefined &&
        !/not exist|not authori[sz]ed|unauthori[sz]ed|access|permission|validation error|invalid syntax/i.test(detail));
}
function executions_toSnapshot(execution) {
    const status = shape_text(at(execution, 'status')) ?? '';
    return {
        ...NOTHING_SEEN,
        status,
        phase: PHASES.get(status.toUpperCase()) ?? 'unknown',
        startedAt: timestamp(at(execution, 'startedAt')),
        endedAt: timestamp(at(execution, 'endedAt')),
    };
}
function startInput({ application, isWorkflow, target, variables, artifacts, notes }) {
    return {
        applicationId: application.id,
        entityId: target.id,
        executionType: isWorkflow ? 'WORKFLOW' : 'PIPELINE',
        notes,
        variableInputs: variables.map(({ name, value }) => ({ name, variableValue: { type: 'NAME', value } })),
        serviceInputs: artifacts.map(({ service, build, source }) => ({
            name: service,
            artifactValueInput: {
                valueType: 'BUILD_NUMBER',
                buildNumber: { buildNumber: build, artifactSourceName: source },
            },
        })),
    };
}
/** FirstGen refuses to abort what has ended, and to abort twice; either is what was wanted. */
function executions_isAbortedAlready(error) {
    return (error instanceof HarnessError &&
        error.failure.status === 400 &&
        (/^(STATE_NOT_FOR_ABORT|ABORT_ALL_ALREADY)/.test(error.failure.code ?? '') ||
            /already (finished|under progress|aborted)/i.test(error.failure.detail)));
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/harness/webhook/statuses.js
/**
 * What Harness makes of a custom webhook's event that starts nothing (`status` of
 * `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`), and what to do then.
 */
const CONDITIONS = "The payload does not meet the trigger's conditions. Compare payload with them on the trigger's page.";
const GIT = "Harness took the event for one of a Git provider. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const DISABLED = 'No enabled trigger belongs to this URL. Enable the trigger, or copy its URL once more if it was made anew.';
const POLLED = "Harness took the event for a new artifact or manifest. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const SUBSCRIPTION = 'Harness took the request for the handshake of a subscription, which starts nothing. Send a payload without the fields of one.';
/** Every status but TARGET_EXECUTION_REQUESTED, the only good one, with what to do. */
const NOTHING_STARTED = {
    TARGET_DID_NOT_EXECUTE: "The trigger matched, but its pipeline could not be run. The trigger's activity history in Harness says why; run the pipeline by hand with the trigger's inputs to see the same.",
    INVALID_RUNTIME_INPUT_YAML: "The trigger's own inputs do not fit its pipeline any more. Open the trigger in Harness and correct its pipeline input.",
    INVALID_PAYLOAD: 'The trigger cannot read this payload. Give it as a mapping with the fields that the trigger uses.',
    EXCEPTION_WHILE_PROCESSING: "Harness failed while it processed the event. The trigger's activity history in Harness may say more; then run this again.",
    VALIDATION_FAILED_FOR_TRIGGER: 'The trigger or its pipeline is not valid any more. Open the trigger in Harness, which shows what to correct.',
    TRIGGER_AUTHENTICATION_FAILED: 'The trigger checks a secret that does not come along. Take that secret off the trigger: its URL is one already.',
    TRIGGER_CONFIRMATION_SUCCESSFUL: SUBSCRIPTION,
    TRIGGER_CONFIRMATION_FAILED: SUBSCRIPTION,
    NO_ENABLED_CUSTOM_TRIGGER_FOUND: DISABLED,
    NO_ENABLED_CUSTOM_TRIGGER_FOUND_FOR_ACCOUNT: DISABLED,
    NO_ENABLED_TRIGGER_FOR_PROJECT: DISABLED,
    NO_ENABLED_TRIGGER_FOR_ACCOUNT: DISABLED,
    NO_MATCHING_TRIGGER_FOR_PAYLOAD_CONDITIONS: CONDITIONS,
    NO_MATCHING_TRIGGER_FOR_METADATA_CONDITIONS: CONDITIONS,
    TRIGGER_DID_NOT_MATCH_EVENT_CONDITION: CONDITIONS,
    TRIGGER_DID_NOT_MATCH_METADATA_CONDITION: CONDITIONS,
    NO_MATCHING_TRIGGER_FOR_JEXL_CONDITIONS: "The trigger's JEXL condition is not true for this payload. Evaluate it with payload in hand.",
    NO_MATCHING_TRIGGER_FOR_HEADER_CONDITIONS: "The trigger has header conditions, and this action sends no headers of the author's. Let the trigger test the payload instead.",
    NO_MATCHING_TRIGGER_FOR_FILEPATH_CONDITIONS: 'The trigger has a condition on changed files, which only a Git event meets. Take it off the trigger.',
    NO_MATCHING_TRIGGER_FOR_REPO: GIT,
    NO_MATCHING_TRIGGER_FOR_EVENT_ACTION: GIT,
    NO_ENABLED_TRIGGER_FOR_SOURCEREPO_TYPE: GIT,
    NO_ENABLED_TRIGGER_FOR_ACCOUNT_SOURCE_REPO: GIT,
    FAILED_TO_FETCH_PR_DETAILS: GIT,
    SCM_SERVICE_CONNECTION_FAILED: GIT,
    // The doubled FOR is Harness's.
    NO_MATCHING_TRIGGER_FOR_FOR_EVENT_SIGNATURES: POLLED,
    NO_MATCHING_TRIGGER_FOR_FOR_EVENT_CONDITION: POLLED,
    TRIGGER_DID_NOT_MATCH_ARTIFACT_JEXL_CONDITION: POLLED,
    ALL_MAPPED_TRIGGER_FAILED_VALIDATION_FOR_POLLING_EVENT: POLLED,
    POLLING_EVENT_WITH_NO_VERSIONS: POLLED,
    NEW_ARTIFACT_EVENT_PROCESSED: POLLED,
    NEW_MANIFEST_EVENT_PROCESSED: POLLED,
};
//# sourceMappingURL=statuses.js.map
;// CONCATENATED MODULE: ./lib/src/harness/webhook/events.js








/**
 * Sends the payload to the webhook, over a fresh connection.
 *
 * @param payload JSON
 * @returns the id of the event: `data.eventCorrelationId`, or `data` itself in the oldest answers. It says that Harness
 * will process the payload, and nothing more.
 * @throws HarnessError, which names no part of the URL but its host.
 */
async function sendEvent(http, order, bounds) {
    const { hook, payload, purpose } = order;
    const answer = await withAdvice(http.send({ purpose, method: 'POST', ...hook, type: 'application/json', body: payload, fresh: true }, bounds));
    const data = at(answer, 'data');
    const event = shape_text(data) ?? shape_text(at(data, 'eventCorrelationId'));
    if (event === undefined || !isExecutionId(event)) {
        const correlationId = shape_text(at(answer, 'correlationId'));
        const detail = 'The answer holds no event.';
        throw unexpectedResponse({ purpose, origin: http.origin, correlationId }, detail);
    }
    return event;
}
/** Opens `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`, which is public: the key stays here. */
function webhookEvent(http, scope, event) {
    const ask = async (purpose, bounds) => {
        const path = `/pipeline/api/webhook/triggerExecutionDetails/${encodeURIComponent(event)}`;
        const query = { accountIdentifier: scope.account };
        const answer = await http.send({ purpose, method: 'GET', path, query, withoutKey: true }, bounds);
        const processing = at(answer, 'data', 'webhookProcessingDetails');
        const summary = at(answer, 'data', 'executionDetails', 'pipelineExecutionSummary');
        const other = shape_text(at(processing, 'eventId')) ?? event;
        if (!isObject(processing) || other !== event) {
            const detail = other === event ? 'The answer holds no event.' : 'The answer is about another event.';
            throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
        }
        return { processing, summary };
    };
    return {
        async state(bounds) {
            try {
                return events_interpret(await ask(`find out what became of event ${event}`, bounds), scope);
            }
            catch (error) {
                // Before it is processed an event "doesn't exist", in a 400.
                if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) === 'not-found') {
                    return { kind: 'queued', missing: error };
                }
                throw error;
            }
        },
        async read(ref, bounds) {
            const purpose = `read execution ${ref.id}`;
            const { summary } = await ask(purpose, bounds);
            const snapshot = toSnapshot(summary);
            const other = shape_text(at(summary, 'planExecutionId'));
            // An event with several executions shows one of them; another one's end is not this one's.
            if (other !== ref.id || snapshot.status === '') {
                const detail = other === undefined || other === ref.id
                    ? 'The answer holds no status.'
                    : 'The answer is about another execution of the same event.';
                throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
            }
            return snapshot;
        },
        abort(ref) {
            const detail = 'Without an api-key nothing can be aborted.';
            const purpose = `abort execution ${ref.id}`;
            return Promise.reject(new HarnessError({ kind: 'refused', purpose, origin: scope.origin, detail }));
        },
    };
}
function events_interpret({ processing, summary }, scope) {
    const status = shape_text(at(processing, 'status')) ?? '';
    // Where the two differ, the event shows the one with a summary: the other could not be followed without a key.
    const named = [shape_text(at(summary, 'planExecutionId')), shape_text(at(processing, 'pipelineExecutionId'))];
    const [id, ...others] = new Set(named.filter((one) => one !== undefined).filter(isExecutionId));
    if (id !== undefined) {
        const place = scopeOf(processing, scope);
        return {
            kind: 'started',
            started: { ref: refOf(id, { processing, summary }, place), snapshot: seen(id, summary) },
            scope: place,
            others,
        };
    }
    if (/QUEUED/i.test(status) || at(processing, 'eventFound') === false) {
        return { kind: 'queued' };
    }
    const message = shape_text(at(processing, 'message')) ?? '';
    const advice = Object.hasOwn(NOTHING_STARTED, status) ? NOTHING_STARTED[status] : undefined;
    return advice === undefined ? { kind: 'unclear', status, message } : { kind: 'nothing', status, message, advice };
}
/** Host and account stay: the key goes there, and no answer may change that. */
function scopeOf(processing, scope) {
    const named = (key, known) => {
        const name = shape_text(at(processing, key));
        return name !== undefined && isIdentifier(name) ? name : known;
    };
    return { ...scope, org: named('orgIdentifier', scope.org), project: named('projectIdentifier', scope.project) };
}
function refOf(id, { processing, summary }, scope) {
    const named = [shape_text(at(processing, 'pipelineIdentifier')), shape_text(at(summary, 'pipelineIdentifier'))];
    const pipeline = named.filter((one) => one !== undefined).find(isIdentifier) ?? '';
    return executionRef({ scope, pipeline }, id);
}
function seen(id, summary) {
    return shape_text(at(summary, 'planExecutionId')) === id ? toSnapshot(summary) : NOTHING_SEEN;
}
/** Harness asks for its header by name, which an author does not know. */
async function withAdvice(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (error instanceof HarnessError && /X-Api-Key|authorization is mandatory/i.test(error.failure.detail)) {
            const hints = [...(error.failure.hints ?? []), 'This trigger takes no request without a key: give api-key.'];
            throw new HarnessError({ ...error.failure, hints: hints.map((hint) => oneLine(hint)) });
        }
        throw error;
    }
}
//# sourceMappingURL=events.js.map
;// CONCATENATED MODULE: ./lib/src/start/webhook-event.js


/** ms between polls. */
const webhook_event_PAUSES = [1000, 2000, 3000, 5000, 5000, 5000, 5000, 10_000];
/** ms for the last poll at the deadline. */
const webhook_event_LAST_POLL_LIMIT = 10_000;
/** ms for which an outcome may be unclear before that is what there is to say. */
const webhook_event_GRACE_PERIOD = 60_000;
/** ms for which Harness may not know an event that a person gave: it shows one as soon as it has processed it. */
const UNKNOWN_LIMIT = 120_000;
const webhook_event_MINUTE = 60_000;
/**
 * Polls until Harness has processed the event.
 *
 * @throws Overdue when the time is over first; HarnessError when Harness no longer shows the event; Cancelled.
 */
async function untilProcessed({ event, isGiven, retry, clock, signal, deadline, onWait, }) {
    const from = clock.now();
    let told = from;
    let unclear;
    for (let polls = 0;; polls++) {
        const isLast = clock.now() >= deadline;
        const until = { deadline: isLast ? clock.now() + webhook_event_LAST_POLL_LIMIT : deadline, signal };
        const seen = await retry.untilAnswered((bounds) => event.state(bounds), until);
        unclear = seen.kind === 'unclear' ? (unclear ?? clock.now()) : undefined;
        if (seen.kind !== 'queued' && (unclear === undefined || isLast || clock.now() - unclear >= webhook_event_GRACE_PERIOD)) {
            return seen;
        }
        if (isGiven === true &&
            seen.kind === 'queued' &&
            seen.missing !== undefined &&
            clock.now() - from >= UNKNOWN_LIMIT) {
            throw seen.missing;
        }
        if (isLast) {
            throw new DeadlineExceeded();
        }
        if (clock.now() - told >= webhook_event_MINUTE) {
            told = clock.now();
            const isQueued = seen.kind === 'queued' && seen.missing === undefined;
            const advice = isQueued ? " It is queued; if that lasts, check the trigger's Pipeline Reference Branch." : '';
            onWait?.(`Harness has not processed the event yet (${duration(told - from)}).${advice}`);
        }
        const pause = (webhook_event_PAUSES[Math.min(polls, webhook_event_PAUSES.length - 1)] ?? 0) * (0.9 + 0.2 * clock.random());
        await clock.sleep(Math.max(0, Math.min(pause, deadline - clock.now())), signal);
    }
}
//# sourceMappingURL=webhook-event.js.map
;// CONCATENATED MODULE: ./lib/src/actions/post/post.js
/** The post step: finishes what main could not, and shows the summary. It reads the state alone, and never fails the job. */




















/** Runs post. */
function post() {
    return runStep(async (step) => {
        const state = getState(POST_STATE);
        const saved = parsePostState(state);
        if (saved === undefined) {
            // Without any, main ended before it came to Harness, and its own words are in the log.
            if (state !== '') {
                step.log.warning('The state that the step saved cannot be read: check in Harness whether something still runs.');
            }
            return { isRed: false };
        }
        step.mask(saved.key);
        step.mask(saved.githubToken);
        const postState = applyPatch(saved, step.folder.read(saved.nonce, 'patch.json') ?? '');
        const summary = await summaryFor({ step, postState, connection: connect_connect(step, connectOptionsOf(postState)) });
        if (postState.summary && summary !== undefined) {
            step.addSummary(summary);
        }
        return { isRed: false };
    }, true);
}
/** @returns the summary: main's own, or of what became of the execution that main could not follow to its end. */
async function summaryFor(session) {
    const { postState, step } = session;
    const { main, nonce } = postState;
    const saved = step.folder.read(nonce, 'summary.md');
    if (main === 'done') {
        return saved;
    }
    const hasEnded = main === 'faulted' || (postState.hasFolder && step.folder.isRemoved(nonce, 'unfinished'));
    return (hasEnded ? saved : undefined) ?? (await resolveAndReport(session, { hasEnded }));
}
/** Harness names who aborted, but cannot know why. */
const ABORTED_WITH_STEP = 'The step was interrupted, and its execution aborted with it (on-cancel: abort).';
/** ms to see the end of an execution that is being aborted. */
const END_LIMIT = 60_000;
/** ms of these for a first poll: what has ended need not be aborted. */
const FIRST_POLL_LIMIT = 10_000;
/** ms to find an execution whose id main never learned. */
const SEARCH_LIMIT = 90_000;
/** ms in which a main that goes on beside post, as in a container job, has noticed that it is to stop: it checks each second. */
const STOP_NOTICED_AFTER = 3000;
/** ms between two searches: at first short, because most starts that were sent did happen. */
const post_SEARCH_PAUSES = [1000, 2000, 4000, 8000, 10_000];
/** @returns how post connects to Harness. A state with a marker was written after Harness had answered main. */
function connectOptionsOf({ scope, key, engine, marker, execution }) {
    return { scope, key, engine, matrixSize: 1, hasAnswered: marker !== '' || execution !== '' };
}
/** Finds out what became of the execution, aborts it where that is wanted, and says so. @returns the summary. */
async function resolveAndReport(session, { hasEnded }) {
    const { step, postState } = session;
    // A container job is cancelled without a signal: main may still be at work, beside this process.
    step.folder.write(postState.nonce, 'stop', '');
    const aborts = postState.onCancel === 'abort' && !hasEnded;
    const resolution = await resolve(session, aborts);
    const circumstances = { postState, aborts, hasEnded };
    const report = reportOn(session, resolution, circumstances);
    const { verdict } = report;
    if (verdict.level === undefined || resolution.kind === 'seen') {
        step.log.info(report_messageOf(verdict));
    }
    else {
        step.log.warning(annotationText(verdict));
    }
    if (resolution.kind !== 'not-started') {
        // What GitHub does not mask gets no word of Harness's: it may hold a value of the inputs, which post does not know.
        const shown = postState.conceals ? reportOn(session, withoutWords(resolution), circumstances) : report;
        await openPublisher(step, postState).end(shown);
    }
    return summaryOf(report);
}
function reportOn(session, resolution, circumstances) {
    const { ref, snapshot } = 'ref' in resolution ? resolution : { ref: undefined, snapshot: NOTHING_SEEN };
    const isAborted = snapshot.phase === 'aborted' && circumstances.aborts;
    return reportOf(session, {
        verdict: judgeResolution(resolution, circumstances),
        ref,
        snapshot: { ...snapshot, message: snapshot.message ?? (isAborted ? ABORTED_WITH_STEP : undefined) },
        diagnosis: NO_DIAGNOSIS,
        ending: endingOf(resolution, circumstances.hasEnded),
    });
}
/** @returns the same with identifiers, statuses and times alone. */
function withoutWords(resolution) {
    const why = 'the log of this step says why';
    switch (resolution.kind) {
        case 'seen':
            return { ...resolution, snapshot: post_bare(resolution.snapshot) };
        case 'unseen':
            return { ...resolution, snapshot: post_bare(resolution.snapshot), why };
        case 'not-found':
            return { ...resolution, why };
        case 'not-started':
            return resolution;
    }
}
function post_bare({ status, phase, runSequence, startedAt, endedAt, stages }) {
    const named = stages.map((stage) => ({ ...stage, name: stage.id, message: undefined, skippedBecause: undefined }));
    return { ...NOTHING_SEEN, status, phase, runSequence, startedAt, endedAt, stages: named };
}
function endingOf(resolution, hasEnded) {
    if (resolution.kind !== 'seen') {
        return 'cancelled';
    }
    return isFinal(resolution.snapshot.phase) ? 'ended' : hasEnded ? 'left' : 'cancelled';
}
function judgeResolution(resolution, { postState, aborts, hasEnded }) {
    const { pipeline, timeout } = postState;
    // A step that ended by itself was not interrupted: a fault of its own ended it, or it could not save its report.
    const end = hasEnded ? 'ended without a report' : 'was interrupted';
    switch (resolution.kind) {
        case 'seen': {
            const { ref, snapshot } = resolution;
            if (hasEnded && !isFinal(snapshot.phase)) {
                const headline = `The step ${end} while ${verdict_nameOf(ref, snapshot)} was ${describeState(snapshot)}.`;
                return { status: statusOf(snapshot.phase), isRed: true, headline, details: ['It is left running.'] };
            }
            return judge({ kind: isFinal(snapshot.phase) ? 'ended' : 'cancelled', snapshot }, { ref, timeout, failStep: true });
        }
        case 'unseen':
            return redVerdict(statusOf(resolution.snapshot.phase), {
                headline: `The step ${end}, and ${aborts ? 'it is not certain that its execution was aborted' : 'its execution could not be read'}`,
                reason: resolution.why,
                link: resolution.ref.url,
            });
        case 'not-started':
            return { status: '', isRed: true, headline: `The step ${end} before anything was started.` };
        case 'not-found':
            return redVerdict('unknown', {
                headline: `The step ${end} while it started ${pipeline === '' ? 'a pipeline' : pipeline}`,
                reason: resolution.why,
                details: ['Check whether it runs.'],
                link: executionsLink(postState),
            });
    }
}
/** Throws nothing that Harness did. */
async function resolve(context, aborts) {
    const { step, postState, connection } = context;
    const found = postState.execution === '' ? await findStarted(context) : post_known(postState);
    if (!('ref' in found)) {
        return found;
    }
    const { ref } = found;
    let snapshot = found.snapshot;
    const target = {
        engine: engineOf(context),
        ref,
        retry: connection.retry,
        isGiven: postState.isStartedElsewhere,
        clock: step.clock,
        signal: step.signal,
        onSnapshot: (seen) => {
            snapshot = seen;
            connection.progress.onSnapshot(seen);
        },
    };
    const deadline = step.clock.now() + END_LIMIT;
    try {
        await pollFirst(target, { aborts, deadline });
        if (!aborts || isFinal(snapshot.phase)) {
            return { kind: 'seen', ref, snapshot };
        }
        step.log.info(snapshot.phase === 'stopping' ? 'The execution is being aborted.' : 'The execution still runs; aborting it.');
        const end = await abortUntilEnded(target, { phase: snapshot.phase, deadline });
        return end === undefined
            ? { kind: 'unseen', ref, snapshot, why: 'its end was not seen within 60 s' }
            : { kind: 'seen', ref, snapshot: end };
    }
    catch (error) {
        return { kind: 'unseen', ref, snapshot, why: reason(error) };
    }
}
/** One poll. An abort does not depend on it: a key that may not read, or cannot just now, may still be able to abort. */
async function pollFirst({ engine, ref, retry, isGiven, clock, signal, onSnapshot }, { aborts, deadline }) {
    const until = { deadline: aborts ? clock.now() + FIRST_POLL_LIMIT : deadline, signal, skipsBackOff: true, isGiven };
    try {
        await onSnapshot(await retry.untilAnswered((bounds) => engine.read(ref, bounds), until));
    }
    catch (error) {
        if (!aborts || error instanceof Cancelled) {
            throw error;
        }
    }
}
/** What main read and aborted it with, or would have. */
function engineOf({ postState, connection: { http, harness } }) {
    switch (postState.engine) {
        case 'nextgen':
        case 'rollback':
            return harness;
        case 'webhook':
            return postState.key === '' ? webhookEvent(http, postState.scope, postState.event) : harness;
        case 'firstgen':
            return firstGen(http, postState.scope.account).following(postState.application?.id ?? '');
    }
}
function post_known(postState) {
    return { ref: executionRef(postState, postState.execution), snapshot: NOTHING_SEEN };
}
async function findByEvent({ step, postState, connection: { http, retry }, }) {
    const { clock, signal } = step;
    const event = webhookEvent(http, postState.scope, postState.event);
    const notFound = (why) => ({ kind: 'not-found', why });
    try {
        const seen = await untilProcessed({ event, retry, clock, signal, deadline: clock.now() + SEARCH_LIMIT });
        return seen.kind === 'started'
            ? seen.started
            : notFound(`Harness says ${oneLine(seen.status, 80)} of event ${postState.event} and names no execution`);
    }
    catch (error) {
        return error instanceof DeadlineExceeded && error.last === undefined
            ? notFound(`Harness has not processed event ${postState.event} within 90 s`)
            : notFound(reason(error));
    }
}
/**
 * @returns whether main came to the start. A marker, or FirstGen's id of the application, is in the state before that; without
 * it only a main that goes on beside post can still have come to it, and says so in a file.
 */
async function wasSent({ step, postState }) {
    const { clock, signal, folder } = step;
    const isReady = postState.engine === 'firstgen' ? postState.application?.id !== '' : postState.marker !== '';
    // The other two save their state right before they send.
    const isSaved = postState.engine === 'webhook' || postState.engine === 'rollback';
    // Where the request to stop could not be written, no other file says anything.
    if (isReady || isSaved || folder.read(postState.nonce, 'stop') === undefined) {
        return true;
    }
    await clock.sleep(STOP_NOTICED_AFTER, signal);
    return folder.read(postState.nonce, 'sent') !== undefined;
}
async function findStarted(context) {
    const { step, postState, connection } = context;
    if (postState.event !== '') {
        return findByEvent(context);
    }
    if (!(await wasSent(context))) {
        return { kind: 'not-started' };
    }
    if (postState.engine !== 'nextgen') {
        return { kind: 'not-found', why: 'it was started in a way that leaves no mark to find it by' };
    }
    const search = {
        harness: connection.harness,
        pipeline: postState.pipeline,
        retry: connection.retry,
        clock: step.clock,
        signal: step.signal,
    };
    // Of a main that came to the start after its state was taken the marker is not known, but its random part is.
    const matches = (marker) => postState.marker === '' ? isOfNonce(marker, postState.nonce) : marker === postState.marker;
    const find = markerFinder(search, { matches, since: postState.since });
    const deadline = step.clock.now() + SEARCH_LIMIT;
    try {
        for (let searches = 0;; searches++) {
            const found = await find({ deadline, skipsBackOff: true });
            if (found !== undefined) {
                return found;
            }
            const pause = post_SEARCH_PAUSES[Math.min(searches, post_SEARCH_PAUSES.length - 1)] ?? 0;
            if (step.clock.now() + pause >= deadline) {
                return { kind: 'not-found', why: 'no execution with the mark of this run appeared within 90 s' };
            }
            await step.clock.sleep(pause, step.signal);
        }
    }
    catch (error) {
        return { kind: 'not-found', why: reason(error) };
    }
}
function reason(error) {
    if (error instanceof HarnessError) {
        return error.message;
    }
    if (error instanceof DeadlineExceeded) {
        return error.last?.message ?? 'the time was over';
    }
    if (error instanceof Cancelled) {
        return 'the post step was interrupted, too';
    }
    throw error;
}
//# sourceMappingURL=post.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/event.js
/** From the event of a custom webhook to the step's verdict. */










/** Waits until Harness has processed the event, and follows the execution that it started; without a key, through the event. */
async function followEvent(options) {
    const { session, inputs, event, deadline, isGiven } = options;
    const { step, connection, postState } = session;
    const processing = webhookEvent(connection.http, postState.scope, event);
    const { retry } = connection;
    const { clock, signal, log } = step;
    let processed;
    try {
        processed = await untilProcessed({ event: processing, isGiven, retry, clock, signal, deadline, onWait: log.info });
    }
    catch (error) {
        return finishWithoutExecution(session, unseen(options, error));
    }
    if (processed.kind !== 'started') {
        return finishWithoutExecution(session, nothing(options, processed));
    }
    return event_watchStarted({ ...options, session: located(session, inputs, processed.scope) }, processed);
}
/** The event knows the project, which who gives an event's id need not know. */
function located(session, inputs, scope) {
    const { step, postState } = session;
    if (scope.org === postState.scope.org && scope.project === postState.scope.project) {
        return session;
    }
    const connection = connect_connect(step, { scope, key: inputs.key, matrixSize: inputs.leg.total });
    return openSession(step, connection, { ...session.postState, scope });
}
async function event_watchStarted(options, { started, others }) {
    const { session, inputs, event } = options;
    const { connection, postState } = session;
    const { id } = started.ref;
    const pipeline = started.ref.pipeline === '' ? postState.pipeline : started.ref.pipeline;
    // Side by side: the execution is announced before anything else is asked.
    const [verdict] = await Promise.all([
        watch({
            session,
            engine: inputs.key === '' ? webhookEvent(connection.http, postState.scope, event) : connection.harness,
            inspector: inputs.key === '' ? undefined : connection.inspector,
            ref: executionRef({ ...postState, pipeline }, id),
            seen: started.snapshot,
            following: inputs,
            wait: inputs.wait,
        }),
        nameOthers(options, { id, named: others }),
    ]);
    return verdict;
}
const CHECK = 'Check its executions before you re-run.';
const UNPROCESSED = 'A trigger whose Pipeline Reference Branch does not exist leaves its events unprocessed: check it in Harness.';
/** An event that is not known to have started anything. @throws the error itself when it is a fault of this program. */
function unseen({ session, inputs, event }, error) {
    if (error instanceof Cancelled) {
        const headline = `The job was cancelled before Harness had processed event ${event}; the post step searches for its execution.`;
        return { isUnfinished: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, headline } };
    }
    if (error instanceof DeadlineExceeded) {
        const verdict = redVerdict('unknown', {
            headline: `Harness has not processed event ${event} within ${duration(inputs.timeout)} (this step's timeout), so what it starts is not followed.`,
            details: [...(error.last?.paragraphs ?? [UNPROCESSED]), CHECK],
            link: executionsLink(session.postState),
        });
        return { ending: 'in-doubt', verdict };
    }
    if (error instanceof HarnessError) {
        const verdict = redVerdict('unknown', {
            headline: `Cannot tell what event ${event} started`,
            reason: error.headline,
            details: [...error.paragraphs.slice(1), CHECK],
            link: executionsLink(session.postState),
        });
        return { ending: 'in-doubt', verdict };
    }
    throw error;
}
/** An event that Harness has processed without naming an execution. */
function nothing({ session, event }, processed) {
    const status = oneLine(processed.status, 80) || 'no status';
    const words = processed.message === '' ? [] : [`"${oneLine(processed.message)}"`];
    if (processed.kind === 'nothing') {
        const headline = `The webhook started nothing: Harness says ${status} of event ${event}.`;
        const verdict = redVerdict('failed', { headline, details: [...words, processed.advice] });
        return { ending: 'refused', verdict };
    }
    const verdict = redVerdict('unknown', {
        headline: `Could not confirm whether the webhook started anything: Harness says ${status} of event ${event} and names no execution.`,
        details: [...words, CHECK],
        link: executionsLink(session.postState),
    });
    return { ending: 'in-doubt', verdict };
}
/** ms for the question what else the event started; no answer is no reason to keep the execution waiting. */
const OTHERS_LIMIT = 10_000;
/** Newest executions of the project among which the others are searched for. */
const OTHERS_AMONG = 50;
/** Several triggers may share a webhook: warns of the executions that are not followed, as far as they can be known. */
async function nameOthers(options, { id, named }) {
    const { inputs, session, event: ours } = options;
    const { postState, step } = session;
    const urls = new Map(named.map((other) => [other, executionLink(postState, other)]));
    for (const { ref, event } of inputs.key === '' ? [] : await listNewest(options)) {
        if (event === ours && ref.id !== id) {
            urls.set(ref.id, ref.url);
        }
    }
    if (urls.size > 0) {
        const links = [...urls.values()].map((url) => `  ${url}`);
        step.log.warning(`Event ${ours} started ${count(urls.size + 1, 'execution')}. This step follows the first and leaves the others alone:\n${links.join('\n')}`);
    }
}
async function listNewest({ session: { step, connection }, deadline }) {
    const { harness, retry } = connection;
    const until = { deadline: Math.min(deadline, step.clock.now() + OTHERS_LIMIT), signal: step.signal };
    try {
        return await retry.untilAnswered((bounds) => harness.list({ pipeline: '', page: 0, size: OTHERS_AMONG }, bounds), until);
    }
    catch (error) {
        if (error instanceof HarnessError || error instanceof DeadlineExceeded) {
            const why = error instanceof HarnessError ? error : error.last;
            step.log.info(`Could not check whether the event started more than one execution. ${why?.message ?? ''}`.trim());
            return [];
        }
        if (error instanceof Cancelled) {
            return []; // watch() leaves with what is known.
        }
        throw error;
    }
}
//# sourceMappingURL=event.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/existing.js




/** @throws InputError when it is one of another pipeline; HarnessError, Overdue, Cancelled. */
async function findExecution({ harness, retry }, { pipeline, execution: id }, until) {
    const found = await retry.untilAnswered((bounds) => harness.find({ id, pipeline }, bounds), until);
    if (pipeline !== '' && found.ref.pipeline !== pipeline) {
        const text = `names an execution of ${found.ref.pipeline}, not of ${pipeline}. Give the one or the other.\n  ${found.ref.url}`;
        throw new InputError([{ input: 'execution', text }]);
    }
    return found;
}
/** @returns the id of a pipeline's newest execution; undefined when it has none. @throws HarnessError, Overdue, Cancelled. */
async function newestOf({ harness, retry }, pipeline, until) {
    const [newest] = await retry.untilAnswered((bounds) => harness.list({ pipeline, page: 0, size: 1 }, bounds), until);
    return newest?.ref.id;
}
/** ms for finding out why a pipeline has no executions. */
const MISSING_LIMIT = 30_000;
/**
 * Harness's list of executions is as empty for a pipeline that does not exist as for one that never ran.
 *
 * @returns a sentence that names the likely pipelines; undefined when there is this one, or nobody can tell.
 */
function whyEmpty({ http }, { scope, pipeline }, { deadline, signal, clock }) {
    const limit = Math.max(1, Math.min(MISSING_LIMIT, deadline - clock.now()));
    return missingPipeline({ http, scope, pipeline }, { signal, limit });
}
/** @throws the error itself, when it is a cancel or a fault of this program. */
function judgeUnread(error, { timeout, failStep, url }) {
    if (error instanceof InputError) {
        return redVerdict('', inParagraphs(error));
    }
    if (error instanceof HarnessError) {
        return redVerdict('unknown', { ...explained(error), link: url });
    }
    if (error instanceof DeadlineExceeded) {
        const verdict = redVerdict('unknown', {
            headline: `The execution could not be read within ${duration(timeout)} (this step's timeout).`,
            details: error.last?.paragraphs,
            link: url,
        });
        return failStep ? verdict : { ...verdict, isRed: false, level: 'warning' };
    }
    throw error;
}
//# sourceMappingURL=existing.js.map
;// CONCATENATED MODULE: ./lib/src/actions/follow/event-url.js
/** The input `event`: the id of a custom webhook's event, or the address that Harness answers for it (`apiUrl`). */


const PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/triggerExecutionDetails\/(?:v\d+\/)?([^/]+)\/?$/;
/** @param base the origin that base-url names; empty when it names none */
function readEvent(text, base) {
    const nothing = { event: '', origin: '', account: '' };
    if (isExecutionId(text)) {
        return { ...nothing, event: text };
    }
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const event = PATH.exec(url?.pathname ?? '')?.[1] ?? '';
    const account = url?.searchParams.get('accountIdentifier') ?? '';
    if (url === undefined || !isExecutionId(event) || !(account === '' || isAccount(account))) {
        const problem = `must be an event's id, such as trigger's output event-id, or its apiUrl (https://…/webhook/triggerExecutionDetails/…), got '${oneLine(text, 100)}'.`;
        return { ...nothing, problem };
    }
    const trusted = trustedOrigin(url, base === '' ? undefined : base);
    return trusted.origin === undefined
        ? { ...nothing, problem: trusted.problem }
        : { event, account, origin: trusted.origin };
}
//# sourceMappingURL=event-url.js.map
;// CONCATENATED MODULE: ./lib/src/actions/follow/inputs.js
/** The inputs of `follow`. */





/** Reads the inputs of `follow`. @throws InputError with every problem there is. */
function readFollow(get, context) {
    const form = openForm(get, context);
    const event = form.text('event');
    const key = readKey(form, context, event === '');
    const others = ['execution', 'pipeline'].filter((name) => form.text(name) !== '');
    if (event === '' && others.length === 0) {
        form.problem('execution', "is empty. Give an execution's id or its URL from the browser, pipeline for its newest execution, or event for what a webhook's event started. If it comes from another job's output: GitHub drops an output that contains a secret, so pass execution-id rather than execution-url.");
    }
    for (const name of event === '' ? [] : others) {
        form.problem('event', `cannot be combined with ${name}. Give one of them.`);
    }
    const where = event === ''
        ? { ...form.where(key, { execution: 'optional', pipeline: 'optional' }), event: '' }
        : whereOfEvent(form, { key, event });
    const { scope, pipeline, execution } = where;
    const wait = form.flag('wait', true);
    const following = readFollowing(form, 'leave');
    for (const name of ['on-cancel', 'on-timeout']) {
        if (event !== '' && key === '' && form.text(name) === 'abort') {
            form.problem(name, "cannot be 'abort' without api-key: an event's address can follow an execution but not abort it.");
        }
    }
    const inputs = { key, scope, pipeline, execution, event: where.event, wait, ...following };
    form.close();
    return inputs;
}
/** The event knows its project; only host and account must be known to ask for it. */
function whereOfEvent(form, { key, event: text }) {
    const [baseUrl, org, project] = [form.text('base-url'), form.text('org'), form.text('project')];
    const base = locate({ key: '', baseUrl, account: '', org: '', project: '', addresses: {} });
    const read = readEvent(text, baseUrl === '' ? '' : base.scope.origin);
    const given = form.text('account');
    const { scope, problems } = locate({ key, baseUrl, account: given, org, project, addresses: {} });
    for (const problem of problems) {
        form.problem(problem.input, problem.text);
    }
    if (read.problem !== undefined) {
        form.problem('event', read.problem);
    }
    if (read.account !== '' && scope.account !== '' && read.account !== scope.account) {
        const of = given === '' ? 'api-key is a key of' : 'account says';
        form.problem('event', `is of the account '${oneLine(read.account, 80)}', but ${of} '${oneLine(scope.account, 80)}'.`);
    }
    const account = read.account === '' ? scope.account : read.account;
    if (account === '' && read.problem === undefined) {
        form.problem('account', "is empty, and neither event nor api-key names it. Give the account identifier, or the event's apiUrl.");
    }
    const origin = read.origin === '' ? scope.origin : read.origin;
    return { scope: { ...scope, origin, account }, pipeline: '', execution: '', event: read.event };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/follow/follow.js
/** `OWNER/run-harness-pipeline/follow`: follows an execution that something else started, lets its result decide the step. */

















/** Runs main. */
function follow_follow() {
    return runStep((step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const inputs = readFollow(step.input, inputContext(step));
        const connection = connect_connect(step, { ...inputs, matrixSize: inputs.leg.total });
        const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
        const session = openSession(step, connection, {
            ...postState,
            isStartedElsewhere: true,
            engine: inputs.event === '' ? 'nextgen' : 'webhook',
        });
        return inputs.event === '' ? followExecution(session, inputs) : followStartedByEvent(session, inputs);
    });
}
/** Waits for the event to be processed and follows what it started. */
async function followStartedByEvent(session, inputs) {
    const { step } = session;
    const by = runName(step.workflow);
    session.save({ event: inputs.event });
    step.log.info(`Harness webhook event ${inputs.event}${by === '' ? '' : ` · followed by ${by}`}`);
    const deadline = step.from + inputs.timeout;
    return followEvent({ session, inputs, event: inputs.event, deadline, isGiven: true });
}
/** Finds the execution and follows it. */
async function followExecution(session, inputs) {
    const { step, connection } = session;
    const { scope, pipeline, execution, timeout, failStep } = inputs;
    const by = runName(step.workflow);
    const what = execution === '' ? `pipeline ${pipeline}, newest execution` : `execution ${execution}`;
    step.log.info(`Harness ${what} · ${scope.org} / ${scope.project}${by === '' ? '' : ` · followed by ${by}`}`);
    const listUrl = executionsLink({ scope, pipeline });
    const known = execution === '' ? undefined : executionRef({ scope, pipeline }, execution);
    if (known !== undefined) {
        // Before the first request: whatever becomes of this process, the id is out, and post knows it.
        setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
        session.save({ execution });
    }
    try {
        const until = { deadline: step.from + timeout, signal: step.signal, givesUpUnreached: true, isGiven: true };
        const id = known?.id ?? (await newestOf(connection, pipeline, until));
        if (id === undefined) {
            const headline = `${pipeline} has no execution that could be followed.`;
            const why = await whyEmpty(connection, inputs, { ...until, clock: step.clock });
            const verdict = redVerdict('unknown', { headline, details: why === undefined ? [] : [why], link: listUrl });
            return finishWithoutExecution(session, { verdict, ending: 'refused' });
        }
        return await watchFound(session, inputs, await findExecution(connection, { pipeline, execution: id }, until));
    }
    catch (error) {
        if (!(error instanceof Cancelled)) {
            const verdict = judgeUnread(error, { timeout, failStep, url: known?.url ?? listUrl });
            return finishWithoutExecution(session, { verdict, ref: known, ending: 'refused' });
        }
        // What a cancel means for an execution is known there.
        return known === undefined
            ? finishWithoutExecution(session, { verdict: CANCELLED, ending: 'cancelled' })
            : watchFound(session, inputs, { ref: known, snapshot: NOTHING_SEEN });
    }
}
const CANCELLED = {
    status: 'unknown',
    isRed: true,
    headline: 'The job was cancelled before an execution was found to follow.',
};
function watchFound(session, inputs, { ref, snapshot }) {
    const { harness, inspector } = session.connection;
    return watch({ session, engine: harness, inspector, ref, seen: snapshot, following: inputs, wait: inputs.wait });
}
//# sourceMappingURL=follow.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/payload.js
/** The `payload` of a webhook: JSON as the author typed it, or YAML as JSON. */

/** @returns JSON, empty for an empty text; or what is wrong, each to follow the input's name. */
function payload_readPayload(text, readYaml) {
    if (text === '') {
        return { json: '' };
    }
    const value = payload_parsed(text);
    if (value !== undefined) {
        protect(payload_valuesOf(value));
        return { json: text };
    }
    const read = readYaml(text);
    if ('faults' in read) {
        return { faults: read.faults.map((fault) => `${fault}.`) };
    }
    return read.tree === undefined || read.tree.kind === 'leaf'
        ? { faults: ['is a single value. Give a mapping such as image_tag: 1.10, as YAML or JSON.'] }
        : { json: toJson(read.tree) };
}
/** A text that is JSON goes out as it is: no number of it changes on the way. */
function payload_parsed(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** Each text and number in it, with the nearest key above it. */
function payload_valuesOf(value, name = '') {
    if (typeof value === 'object' && value !== null) {
        return Object.entries(value).flatMap(([key, inner]) => payload_valuesOf(inner, Array.isArray(value) ? name : key));
    }
    return typeof value === 'string' || typeof value === 'number' ? [{ name, value: String(value) }] : [];
}
function toJson(tree) {
    switch (tree.kind) {
        case 'leaf':
            return tree.plain ? plain(tree.text) : JSON.stringify(tree.text);
        case 'list':
            return `[${tree.items.map(toJson).join(',')}]`;
        case 'mapping':
            return `{${[...tree.entries].map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join(',')}}`;
    }
}
/** A number that would lose a digit as one stays text: 1.10 is a version, and 007 no seven. */
function plain(text) {
    if (/^(?:|~|null|Null|NULL)$/.test(text)) {
        return 'null';
    }
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) {
        return text.toLowerCase();
    }
    return /^-?[\d.]+$/.test(text) && String(Number(text)) === text ? text : JSON.stringify(text);
}
/** @returns what a trigger may want to know of the run, as JSON. Its names can be used in Harness's expressions. */
function describeRun(workflow) {
    const { repository, ref, sha, runId, attempt, url, actor, event } = workflow;
    return JSON.stringify({ repository, ref, sha, run_id: runId, run_attempt: attempt, run_url: url, actor, event });
}
//# sourceMappingURL=payload.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/webhook-url.js
/** The URL of a custom webhook, a secret: it is taken apart here, and no word about it quotes more than its host. */


// Three forms so far: …/custom/TOKEN/v3, …/custom/v2, …/custom.
const webhook_url_PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/custom((?:\/[\w.~%-]+)*)\/?$/;
const webhook_url_VERSION = /^v\d+$/;
const webhook_url_HOW = 'Copy it from the trigger in Harness (Copy as Webhook URL in its menu): https://…/pipeline/api/webhook/custom/…/v3?accountIdentifier=…';
/** @returns what to mask: the whole URL, and the token in it, which answers may quote alone. */
function secretsOf(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const given = text === '' ? [] : [text];
    return url === undefined ? given : [...new Set([...given, url.href, ...tokensOf(url)])];
}
function tokensOf(url) {
    const parts = webhook_url_PATH.exec(url.pathname)?.[1]?.split('/') ?? [];
    return parts.filter((part) => part !== '' && !webhook_url_VERSION.test(part));
}
/** Reads the URL. Its host is used under the same conditions as that of any URL: nothing is sent where a typo points. */
function readWebhookUrl(text, baseUrl) {
    const problems = [];
    const complain = (what) => {
        problems.push({ input: 'webhook-url', text: what });
    };
    const base = locate({ key: '', baseUrl, account: '', org: '', project: '', addresses: {} });
    problems.push(...base.problems);
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const none = { origin: '', account: '', org: '', project: '' };
    if (url === undefined || !webhook_url_PATH.test(url.pathname)) {
        complain(`is not the URL of a custom webhook. ${webhook_url_HOW}`);
        return { hook: { path: '', query: {}, secrets: [] }, scope: none, pipeline: '', problems };
    }
    const trusted = trustedOrigin(url, baseUrl === '' || base.scope.origin === '' ? undefined : base.scope.origin);
    if (trusted.origin === undefined) {
        complain(trusted.problem);
    }
    else if (baseUrl !== '' && base.scope.origin !== '' && trusted.origin !== base.scope.origin) {
        complain(`points to ${text_quotedValue(url.host)}, but base-url to ${text_quotedValue(new URL(base.scope.origin).host)}. Leave base-url out.`);
    }
    const wrong = [];
    const named = (name, is) => {
        const value = url.searchParams.get(name) ?? '';
        if (!is(value)) {
            wrong.push(name);
        }
        return is(value) ? value : '';
    };
    const scope = {
        origin: trusted.origin ?? '',
        account: named('accountIdentifier', isAccount),
        org: named('orgIdentifier', isIdentifier),
        project: named('projectIdentifier', isIdentifier),
    };
    const pipeline = named('pipelineIdentifier', (name) => name === '' || isIdentifier(name));
    if (wrong.length > 0) {
        complain(`names no ${wrong.join(', no ')} that could be one. ${webhook_url_HOW}`);
    }
    const names = [...new Set(url.searchParams.keys())];
    return {
        hook: {
            path: url.pathname,
            query: Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)])),
            secrets: tokensOf(url),
        },
        scope,
        pipeline,
        problems,
    };
}
//# sourceMappingURL=webhook-url.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/inputs.js
/** The inputs of `trigger`. */






/** Reads the inputs of `trigger`. @throws InputError with every problem there is. */
function readTrigger(get, context, readYaml) {
    const form = openForm(get, context);
    const key = readKey(form, context, false);
    const text = form.text('webhook-url');
    const { problems, hook, scope, pipeline } = readWebhookUrl(text, form.text('base-url'));
    if (text === '') {
        const remedy = "is empty. Give the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu) from a secret.";
        form.problem('webhook-url', whyWithheld('the URL', context.withoutSecrets) ?? remedy);
    }
    for (const { input, text: what } of problems.filter(({ input: of }) => text !== '' || of !== 'webhook-url')) {
        form.problem(input, what);
    }
    const account = accountOf(key);
    if (account !== undefined && scope.account !== '' && account !== scope.account) {
        form.problem('api-key', `is a key of the account ${text_quotedValue(account, 80)}, and webhook-url is of ${text_quotedValue(scope.account, 80)}. Give a key of the same account, or none.`);
    }
    const payload = payload_readPayload(form.text('payload'), readYaml);
    for (const fault of 'faults' in payload ? payload.faults : []) {
        form.problem('payload', fault);
    }
    const inputs = {
        key,
        hook,
        scope,
        pipeline,
        payload: 'json' in payload ? payload.json : '',
        wait: form.flag('wait', true),
        ...readFollowing(form, key === '' ? 'leave' : 'abort'),
    };
    for (const name of ['on-cancel', 'on-timeout']) {
        if (key === '' && form.text(name) === 'abort') {
            form.problem(name, "cannot be 'abort' without api-key: a webhook URL can start executions but not abort them.");
        }
    }
    form.close();
    return inputs;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/trigger.js
/** `OWNER/run-harness-pipeline/trigger`: starts what a custom webhook triggers, finds the execution and follows it. */
















/** Runs main. */
function trigger() {
    return runStep(async (step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        secretsOf(step.input('webhook-url').trim()).forEach(step.mask);
        const readYaml = await openYaml([step.input('payload')]);
        const inputs = readTrigger(step.input, inputContext(step), readYaml);
        const connection = connect_connect(step, { ...inputs, matrixSize: inputs.leg.total });
        const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
        return triggerPipeline(openSession(step, connection, { ...postState, engine: 'webhook' }), inputs);
    });
}
/** Sends the event, and watches what it starts. */
async function triggerPipeline(session, inputs) {
    const { step, connection } = session;
    const { hook, pipeline, scope } = inputs;
    const by = runName(step.workflow);
    const name = pipeline === '' ? 'of a custom webhook' : pipeline;
    step.log.info(`Harness pipeline ${name} · ${placeOf(inputs)}${by === '' ? '' : ` · triggered by ${by}`}`);
    const deadline = step.from + inputs.timeout;
    const payload = inputs.payload === '' ? describeRun(step.workflow) : inputs.payload;
    const purpose = `start the pipeline ${pipeline === '' ? name : `${name} by its custom webhook`} in ${scope.org}/${scope.project}`;
    let result;
    try {
        result = await sendOnce(session, {
            patch: {},
            deadline,
            send: (bounds) => sendEvent(connection.http, { hook, payload, purpose }, bounds),
        });
    }
    catch (error) {
        return unsent(session, error);
    }
    if (result.kind !== 'started') {
        return unstarted(session, result);
    }
    const event = result.started;
    // Before anything else: a process that is killed now must have left the event to post.
    session.save({ event });
    setEventOutput(step.setOutput, event);
    step.log.info(`Harness accepted event ${event}, and processes it usually within 10 to 30 s.`);
    return followEvent({ session, inputs, event, deadline });
}
//# sourceMappingURL=trigger.js.map
;// CONCATENATED MODULE: ./lib/src/actions/abort/inputs.js

/** Reads the inputs of `abort`. @throws InputError with every problem there is. */
function readAbort(get, context) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const { scope, pipeline, execution } = form.where(key, { execution: 'required' });
    const timeout = form.duration('timeout', '5m', 1000);
    const pollInterval = form.pollInterval('poll-interval');
    form.close();
    return { key, scope, pipeline, execution, timeout, pollInterval };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/abort/abort.js
/** `OWNER/run-harness-pipeline/abort`: aborts a running execution and waits until it has ended. Has no post step. */















/** Runs main. */
function abort() {
    return runStep((step) => {
        step.mask(step.input('api-key').trim());
        const inputs = readAbort(step.input, inputContext(step));
        return abortExecution({ step, inputs, connection: connect_connect(step, { ...inputs, matrixSize: 1 }) });
    });
}
/** Aborts the execution. Green once it has ended, however it did. */
async function abortExecution(run) {
    const { step, inputs } = run;
    const { scope, pipeline, execution } = inputs;
    const by = runName(step.workflow);
    const asker = by === '' ? '' : ` · to be aborted for ${by}`;
    step.log.info(`Harness execution ${execution} · ${scope.org} / ${scope.project}${asker}`);
    const ref = executionRef({ scope, pipeline }, execution);
    setExecutionOutputs(step.setOutput, ref, NOTHING_SEEN);
    const { verdict, snapshot } = await abort_find(run, { ref, snapshot: NOTHING_SEEN });
    setFinalOutputs(step.setOutput, { verdict, snapshot });
    printVerdict(step, verdict);
    return verdict;
}
async function abort_find(run, known) {
    const { step, inputs, connection } = run;
    let found;
    try {
        const until = { deadline: step.from + inputs.timeout, signal: step.signal, givesUpUnreached: true, isGiven: true };
        found = await findExecution(connection, inputs, until);
    }
    catch (error) {
        const { timeout } = inputs;
        const verdict = error instanceof Cancelled
            ? cancelled(known, timeout)
            : judgeUnread(error, { timeout, failStep: true, url: known.ref.url });
        return { verdict, snapshot: known.snapshot };
    }
    const { ref, snapshot } = found;
    setExecutionOutputs(step.setOutput, ref, snapshot);
    step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
    connection.progress.onSnapshot(snapshot);
    return isFinal(snapshot.phase) ? { verdict: ended(found, 'had already ended'), snapshot } : end(run, found);
}
async function end({ step, inputs, connection }, { ref, snapshot: before }) {
    const { harness, retry, progress } = connection;
    const { clock, signal, log } = step;
    const { timeout, pollInterval } = inputs;
    let snapshot = before;
    let isAccepted = before.phase === 'stopping';
    const engine = {
        read: harness.read,
        abort: async (...call) => {
            await harness.abort(...call);
            log.info(`Harness accepts the abort${isAccepted ? ' once more' : ''}.`);
            isAccepted = true;
        },
    };
    const onSnapshot = (seen) => {
        snapshot = seen;
        progress.onSnapshot(seen);
    };
    const interval = pollInterval === 'auto' ? undefined : pollInterval;
    const target = { engine, ref, retry, isGiven: true, clock, signal, onSnapshot, interval };
    try {
        const deadline = step.from + timeout;
        if ((await abortUntilEnded(target, { phase: before.phase, deadline })) === undefined) {
            const until = { deadline: clock.now() + LAST_POLL_LIMIT, signal, skipsBackOff: true, isGiven: true };
            onSnapshot(await retry.untilAnswered((bounds) => engine.read(ref, bounds), until));
        }
        const verdict = isFinal(snapshot.phase)
            ? ended({ ref, snapshot }, 'has ended')
            : overdue({ ref, snapshot }, timeout);
        return { verdict, snapshot };
    }
    catch (error) {
        if (error instanceof Cancelled) {
            return { verdict: cancelled({ ref, snapshot }, timeout), snapshot };
        }
        if (error instanceof DeadlineExceeded) {
            return { verdict: overdue({ ref, snapshot }, timeout, error.last), snapshot };
        }
        if (error instanceof HarnessError) {
            // Once the abort is accepted, what was seen before says nothing any more.
            const status = isAccepted ? 'unknown' : statusOf(snapshot.phase);
            return { verdict: redVerdict(status, { ...explained(error), link: ref.url }), snapshot };
        }
        throw error;
    }
}
/** Green, however it ended. */
function ended(found, how) {
    const { phase } = found.snapshot;
    const after = took('after', found.snapshot);
    const headline = `${verdict_nameOf(found.ref, found.snapshot)} ${how}: ${describeState(found.snapshot)}${after}.`;
    return { status: statusOf(phase), isRed: false, headline };
}
/** @param lastError why the execution could not be read at the deadline */
function overdue(found, timeout, lastError) {
    const { ref, snapshot } = found;
    const state = lastError === undefined ? `it is ${describeState(snapshot)}` : 'Harness does not answer';
    const headline = `${verdict_nameOf(ref, snapshot)} has not ended within ${duration(timeout)} (this step's timeout): ${state}.`;
    const details = lastError?.paragraphs;
    return redVerdict(lastError === undefined ? statusOf(snapshot.phase) : 'unknown', {
        headline,
        details,
        link: ref.url,
    });
}
/** The job's cancel just stops this step: the abort that was asked for goes on in Harness. */
function cancelled({ ref, snapshot }, timeout) {
    return judge({ kind: 'cancelled', snapshot }, { ref, timeout, failStep: true });
}
//# sourceMappingURL=abort.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/approval-activity.js




/**
 * `/pipeline/api/approvals/{id}`, `/{id}/harness/authorization` and `/{id}/harness/activity`. Why somebody may not decide is
 * reported by the second alone.
 */
function nextGenApprovalActivity(http, scope) {
    const query = { accountIdentifier: scope.account };
    const id = encodeURIComponent;
    const checked = (answer, purpose) => {
        const approval = toApproval(at(answer, 'data') ?? answer);
        if (approval.status === '') {
            const detail = 'The answer holds no approval.';
            throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
        }
        return approval;
    };
    return {
        async authorization(approval, bounds) {
            const path = `/pipeline/api/approvals/${id(approval)}/harness/authorization`;
            const purpose = 'ask who may approve';
            const answer = at(await http.send({ purpose, method: 'GET', path, query }, bounds), 'data');
            const isAuthorized = at(answer, 'authorized');
            if (typeof isAuthorized !== 'boolean') {
                const detail = 'The answer does not say whether this person may approve.';
                throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
            }
            const reason = shape_text(at(answer, 'reason'));
            return { isAuthorized, reason: reason === undefined ? undefined : oneLine(reason, 500) };
        },
        async decide({ approval, decision, comments, inputs }, bounds) {
            const purpose = `${decision} approval ${approval}`;
            const action = decision === 'approve' ? 'APPROVE' : 'REJECT';
            const call = {
                purpose,
                method: 'POST',
                path: `/pipeline/api/approvals/${id(approval)}/harness/activity`,
                query,
                type: 'application/json',
                body: JSON.stringify({ action, comments, approverInputs: inputs }),
                fresh: true,
            };
            return checked(await http.send(call, bounds), purpose);
        },
        async approval(approval, bounds) {
            const purpose = `read approval ${approval}`;
            const path = `/pipeline/api/approvals/${id(approval)}`;
            return checked(await http.send({ purpose, method: 'GET', path, query }, bounds), purpose);
        },
    };
}
//# sourceMappingURL=approval-activity.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/mapping.js
/** Inputs that are a YAML mapping of names to values. */

/** @returns the entries of a mapping; none after reporting that it is something else. */
function entriesOf(read, { report, example }) {
    const faults = 'faults' in read ? read.faults.map((fault) => `${fault}.`) : [];
    const tree = 'tree' in read ? read.tree : undefined;
    if (tree !== undefined && tree.kind !== 'mapping' && !(tree.kind === 'leaf' && tree.text === '')) {
        faults.push(`must be a mapping such as ${example}, got ${mapping_kindOf(tree)}.`);
    }
    faults.forEach(report);
    return tree?.kind === 'mapping' ? [...tree.entries] : [];
}
/** @returns the single values of a mapping; what holds several is reported. */
function readValues(read, reading) {
    return entriesOf(read, reading).flatMap(([name, value]) => {
        if (value.kind !== 'leaf') {
            reading.report(`${quotedName(name)} must be a single value, got ${mapping_kindOf(value)}; write several values separated by commas.`);
            return [];
        }
        return [{ name, value: value.text }];
    });
}
/** @returns a name of the author's in quotes, as problems show it. */
function quotedName(name) {
    return text_quotedValue(name, 80);
}
function mapping_kindOf(tree) {
    return tree.kind === 'leaf' ? 'a single value' : tree.kind === 'list' ? 'a list' : 'a mapping';
}
//# sourceMappingURL=mapping.js.map
;// CONCATENATED MODULE: ./lib/src/actions/approve/inputs.js



/** Reads the inputs of `approve`. @throws InputError with every problem there is. */
function readApprove(get, context, readYaml) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    if (key.startsWith('sat.')) {
        form.problem('api-key', 'is a service account token (sat.…), and Harness takes approvals from people only. Give a personal access token (pat.…) of an approver.');
    }
    const { scope, pipeline, execution } = form.where(key, { execution: 'required' });
    const report = (problem) => {
        form.problem('approver-inputs', problem);
    };
    const step = form.text('step');
    if (step !== '' && !isIdentifier(step)) {
        form.problem('step', `${notIdentifier(step, 'step')}.`);
    }
    const inputs = {
        key,
        scope,
        pipeline,
        execution,
        decision: form.choice('decision', ['approve', 'reject']),
        comments: form.text('comments'),
        approverInputs: readValues(readYaml(form.raw('approver-inputs')), { report, example: 'ticket: OPS-12' }),
        step,
        isDryRun: form.flag('dry-run', false),
    };
    form.close();
    return inputs;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/approve/waiting.js
/** Which approval of an execution is meant: the only one that waits, or the one of a step that the author names. */

/**
 * Harness's answers name no step, so where it matters the approvals are asked for again, step by step.
 *
 * @param step identifier; empty for the only approval that waits
 * @throws HarnessError, DeadlineExceeded, Cancelled
 */
async function selectApproval(connection, { ref, step }, until) {
    const read = (node) => {
        const order = { execution: ref.id, status: 'WAITING', node };
        return connection.retry.untilAnswered((bounds) => connection.inspector.approvals(order, bounds), until);
    };
    const all = await read();
    if ('unreadable' in all) {
        return { problem: all.unreadable };
    }
    const own = all.approvals.filter(isOwn);
    const [only] = own;
    if (only === undefined) {
        const others = all.approvals.map(({ type }) => oneLine(type, 60));
        return {
            problem: others.length === 0 ? waiting_NONE : `${waiting_NONE} What waits is ${others.join(', ')}, which only its own system decides.`,
        };
    }
    if (step === '' && own.length === 1) {
        return { approval: only };
    }
    const nodes = await waitingSteps(connection, ref, until);
    const named = nodes.filter(({ identifier }) => identifier === step);
    const [node] = named;
    const list = nodes.map((each) => `  ${each.identifier}  ${waiting_placeOf(each)}`);
    if (step === '') {
        return { problem: [`${count(own.length, 'approval')} wait. Name one of them with step:`, ...list].join('\n') };
    }
    if (node === undefined || named.length > 1) {
        const which = node === undefined ? 'No approval step' : 'More than one approval step';
        return { problem: [`${which} '${oneLine(step, 80)}' waits. These wait:`, ...list].join('\n') };
    }
    const found = await read(node.id);
    const [approval, ...more] = 'unreadable' in found ? [] : found.approvals.filter(isOwn);
    return approval === undefined || more.length > 0
        ? { problem: `Harness does not say which approval belongs to the step '${oneLine(step, 80)}'.` }
        : { approval };
}
const waiting_NONE = 'No approval of Harness waits.';
/** Jira's and ServiceNow's approvals are decided there. */
function isOwn({ id, type }) {
    return id !== '' && (type === '' || type === 'HarnessApproval');
}
async function waitingSteps({ inspector, retry }, ref, until) {
    const graph = await retry.untilAnswered((bounds) => inspector.graph({ id: ref.id }, bounds), until);
    const isWaiting = ({ kind, phase, type, isOldTry }) => kind === 'step' && phase === 'waiting' && type === 'HarnessApproval' && !isOldTry;
    return graph?.nodes.filter(isWaiting) ?? [];
}
function waiting_placeOf({ stage, name }) {
    return [stage?.name, name].filter((part) => part !== undefined).join(' › ');
}
//# sourceMappingURL=waiting.js.map
;// CONCATENATED MODULE: ./lib/src/actions/approve/approve.js
/** `OWNER/run-harness-pipeline/approve`: approves or rejects what an execution waits for. Has no post step. */




















/** ms for the whole step, without the time to look up a decision whose answer was lost. */
const approve_LIMIT = 300_000;
/** Runs main. */
function approve() {
    return runStep(async (step) => {
        step.mask(step.input('api-key').trim());
        const readYaml = await openYaml([step.input('approver-inputs')]);
        const inputs = readApprove(step.input, inputContext(step), readYaml);
        const connection = connect_connect(step, { ...inputs, matrixSize: 1 });
        return decideApproval({
            step,
            inputs,
            connection,
            activity: nextGenApprovalActivity(connection.http, inputs.scope),
        });
    });
}
/** Decides. Red unless the decision, or nothing on purpose, is what happened. */
async function decideApproval(run) {
    const { step, inputs } = run;
    const { scope, pipeline, execution } = inputs;
    const by = runName(step.workflow);
    const asker = by === '' ? '' : ` · ${inputs.decision} for ${by}`;
    step.log.info(`Harness execution ${execution} · ${scope.org} / ${scope.project}${asker}`);
    const ref = executionRef({ scope, pipeline }, execution);
    const ending = await approve_endingOf(run, ref);
    setApproval(step.setOutput, {
        approvalId: ending.approval?.id ?? '',
        status: ending.status,
        approver: ending.approver ?? '',
        message: ending.text.split('\n', 1).join(''),
    });
    const print = { error: step.log.fail, notice: step.log.notice, info: step.log.info }[ending.level];
    print(ending.text);
    return { isRed: ending.level === 'error' };
}
async function approve_endingOf(run, known) {
    const { step, inputs, connection } = run;
    const until = { deadline: step.from + approve_LIMIT, signal: step.signal, givesUpUnreached: true, isGiven: true };
    try {
        const { ref, snapshot } = await findExecution(connection, inputs, until);
        const name = verdict_nameOf(ref, snapshot);
        step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
        if (isFinal(snapshot.phase)) {
            return approve_red('', `${name} has already ended: ${describeState(snapshot)}. No approval waits.\n  ${ref.url}`);
        }
        const selection = await selectApproval(connection, { ref, step: inputs.step }, until);
        if ('problem' in selection) {
            return approve_red('', `${name} is ${describeState(snapshot)}. ${selection.problem}\n  ${ref.url}`);
        }
        const { approval } = selection;
        const refusal = unknownInputs(inputs, approval) ?? (await forbidden(run, approval));
        if (refusal !== undefined) {
            return { ...approve_red('waiting', `${refusal}\n  ${ref.url}`), approval };
        }
        return inputs.isDryRun ? dryRun(run, { name, approval }) : await approve_send(run, { name, approval, url: ref.url });
    }
    catch (error) {
        if (error instanceof Cancelled) {
            return approve_red('', 'The job was cancelled before anything was decided.');
        }
        if (error instanceof InputError) {
            return approve_red('', error.message);
        }
        return approve_red('unknown', annotationText(judgeUnread(error, { timeout: approve_LIMIT, failStep: true, url: known.url })));
    }
}
function approve_red(status, text) {
    return { status, level: 'error', text };
}
/** Harness would silently ignore inputs that the approval does not ask for. */
function unknownInputs({ approverInputs }, { inputs }) {
    const unknown = approverInputs.filter(({ name }) => !inputs.some((asked) => asked.name === name));
    if (unknown.length === 0) {
        return undefined;
    }
    const names = unknown.map(({ name }) => quotedName(name)).join(', ');
    const asked = inputs.length === 0 ? 'no inputs' : inputs.map(({ name }) => quotedName(name)).join(', ');
    return `approver-inputs has ${names}, and the approval asks for ${asked}. Nothing was decided.`;
}
/** @returns why this person may not decide; undefined when Harness lets them. */
async function forbidden({ step, inputs, connection, activity }, { id, groups }) {
    const until = { deadline: step.from + approve_LIMIT, signal: step.signal };
    const answer = await connection.retry.untilAnswered((bounds) => activity.authorization(id, bounds), until);
    if (answer.isAuthorized) {
        return undefined;
    }
    const who = groups.length === 0 ? '' : ` Approvers are members of ${groups.join(', ')}.`;
    return `Harness does not let the owner of this api-key ${inputs.decision}: ${(answer.reason ?? 'it gives no reason').replace(/\.$/, '')}.${who}`;
}
function dryRun({ inputs }, { name, approval }) {
    const values = inputs.approverInputs.map(({ name: input }) => quotedName(input)).join(', ');
    const asked = approval.message === undefined ? '' : `\n  "${oneLine(approval.message, 300)}"`;
    const text = `Dry run: would ${inputs.decision} ${name}${values === '' ? '' : ` with ${values}`}. Nothing was sent.${asked}`;
    return { status: 'waiting', level: 'notice', text, approval };
}
/** Sends the decision once. A lost answer is looked up in the approval: nothing is decided twice. */
async function approve_send(run, target) {
    const { step, inputs, connection, activity } = run;
    const { approval, url } = target;
    const { retry } = connection;
    const problems = step.testFiles(['GITHUB_OUTPUT']);
    if (problems.length > 0) {
        return { ...approve_red('waiting', `${new UnwritableError(problems, 'decided').message}\n  ${url}`), approval };
    }
    const comments = inputs.comments === '' ? defaultComment(run) : inputs.comments;
    const decision = { approval: approval.id, decision: inputs.decision, comments, inputs: inputs.approverInputs };
    const isOurs = (made) => made.isRejection === (inputs.decision === 'reject') && isSameComment(made.comment, comments);
    const result = await startOnce({
        retry,
        clock: step.clock,
        signal: step.signal,
        deadline: step.from + approve_LIMIT,
        send: (bounds) => activity.decide(decision, bounds),
        find: async (until) => {
            const bounds = { ...until, signal: step.signal };
            const seen = await retry.untilAnswered((each) => activity.approval(approval.id, each), bounds);
            return seen.status !== 'WAITING' || seen.decisions.some(isOurs) ? seen : undefined;
        },
        onLostAnswer: (error) => {
            step.log.info(`${error.message}\nThe decision may have arrived: reading the approval.`);
        },
    });
    return result.kind === 'started'
        ? decided(run, { ...target, approval: result.started, isOurs })
        : { ...undecided(run, { name: target.name, result, url }), approval };
}
/** @returns what the decision's answer, or the approval afterwards, says. */
function decided({ inputs }, { name, approval, url, isOurs }) {
    const wanted = inputs.decision === 'approve' ? 'APPROVED' : 'REJECTED';
    const last = approval.decisions.findLast(isOurs) ?? approval.decisions.at(-1);
    const approver = last?.by;
    const by = approver === undefined ? '' : ` by ${oneLine(approver, 100)}`;
    const is = { approval, approver };
    if (approval.status === wanted) {
        return {
            ...is,
            status: wanted === 'APPROVED' ? 'approved' : 'rejected',
            level: 'info',
            text: `${name} was ${wanted.toLowerCase()}${by}.`,
        };
    }
    if (approval.status === 'WAITING') {
        const given = approval.decisions.filter(({ isRejection }) => !isRejection).length;
        const missing = Math.max(1, (approval.minimum ?? given + 1) - given);
        return {
            ...is,
            status: 'waiting',
            level: 'notice',
            text: `${name} was approved${by} and waits for ${count(missing, 'more approval')}.\n  ${url}`,
        };
    }
    const status = approval.status === 'APPROVED' ? 'approved' : approval.status === 'REJECTED' ? 'rejected' : 'unknown';
    return {
        ...is,
        ...approve_red(status, `${name} could not be ${wanted.toLowerCase()}: the approval has ended with ${oneLine(approval.status, 40)}${by}.\n  ${url}`),
    };
}
/** @returns what became of a decision that Harness did not confirm. */
function undecided({ inputs }, { name, result, url }) {
    switch (result.kind) {
        case 'refused':
            return approve_red('waiting', `${result.error.message}\n  ${url}`);
        case 'too-late':
            return approve_red('waiting', [
                'Nothing was decided: Harness could not be reached.',
                ...(result.error === undefined ? [] : [result.error.message]),
            ].join('\n'));
        case 'cancelled':
            return result.wasSent
                ? approve_red('unknown', `The job was cancelled while the decision on ${name} was being sent; check the approval in Harness.\n  ${url}`)
                : approve_red('waiting', 'The job was cancelled before anything was decided.');
        case 'in-doubt':
            return approve_red('unknown', `Could not confirm whether the decision to ${inputs.decision} ${name} arrived. ${result.error.message}\n  The approval still waits and does not show it. Look at it before you run this again: ${url}`);
    }
}
/** @returns `Approved by octo in acme/shop run 77 (attempt 1): https://github.com/…` */
function defaultComment({ step, inputs }) {
    const { workflow } = step;
    const by = workflow.actor === '' ? '' : ` by ${workflow.actor}`;
    const run = runName(workflow);
    const where = run === '' ? '' : ` in ${run}`;
    return `${inputs.decision === 'approve' ? 'Approved' : 'Rejected'}${by}${where}${workflow.url === '' ? '' : `: ${workflow.url}`}`;
}
//# sourceMappingURL=approve.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/rollback.js




/**
 * Triggers a rollback over a fresh connection: `POST /ng/api/rollback/trigger/v2`. Notes cannot be set, so that the execution
 * carries no marker. Harness answers 200 with `isRollbackTriggered: false` and a message when it does not roll back.
 *
 * @throws HarnessError
 */
async function triggerRollback(http, { scope, order }, bounds) {
    const purpose = `roll back ${order.service} in ${order.environment}`;
    const call = {
        purpose,
        method: 'POST',
        path: '/ng/api/rollback/trigger/v2',
        query: { accountIdentifier: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project },
        type: 'application/json',
        body: JSON.stringify({
            serviceIdentifier: order.service,
            envIdentifier: order.environment,
            infraIdentifier: order.infrastructure,
            environmentType: order.environmentType || undefined,
            artifact: order.artifact || undefined,
            chartVersion: order.chartVersion || undefined,
        }),
        fresh: true,
    };
    const answer = await http.send(call, bounds);
    const data = at(answer, 'data');
    const isTriggered = either(data, 'isRollbackTriggered', 'rollbackTriggered');
    const execution = shape_text(at(data, 'planExecutionId'));
    if (isTriggered === false) {
        return { reason: oneLine(shape_text(at(data, 'message')) ?? 'it gives no reason', 500) };
    }
    if (execution === undefined || !isExecutionId(execution)) {
        const correlationId = shape_text(at(answer, 'correlationId'));
        throw unexpectedResponse({ purpose, origin: scope.origin, correlationId }, 'The answer holds no execution.');
    }
    return { execution };
}
//# sourceMappingURL=rollback.js.map
;// CONCATENATED MODULE: ./lib/src/actions/rollback/inputs.js



/** Reads the inputs of `rollback`. @throws InputError with every problem there is. */
function readRollback(get, context) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const { scope } = form.where(key, {});
    const inputs = {
        key,
        scope,
        order: {
            service: identifier(form, 'service'),
            environment: identifier(form, 'environment'),
            infrastructure: identifier(form, 'infrastructure'),
            environmentType: form.text('environment-type') === '' ? '' : form.choice('environment-type', inputs_TYPES),
            artifact: form.text('artifact'),
            chartVersion: form.text('chart-version'),
        },
        wait: form.flag('wait', true),
        ...readFollowing(form),
    };
    form.close();
    return inputs;
}
const inputs_TYPES = ['Production', 'PreProduction'];
/** Services and environments of an organization or an account have its level before their identifier: `org.web`. */
function identifier(form, name) {
    const text = form.text(name);
    if (text === '') {
        form.problem(name, `is empty. Give the identifier of the ${name} that was deployed.`);
    }
    else if (!isIdentifier(text)) {
        form.problem(name, `${notIdentifier(text, name)}.`);
    }
    return text;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/rollback/rollback.js
/** `OWNER/run-harness-pipeline/rollback`: rolls a deployed service back and follows the execution that does it. */


















/** Runs main. */
function rollback() {
    return runStep((step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const inputs = readRollback(step.input, inputContext(step));
        const connection = connect_connect(step, { ...inputs, matrixSize: inputs.leg.total, engine: 'rollback' });
        const fresh = newPostState({ ...inputs, pipeline: '' }, { nonce: newNonce(), now: step.clock.now() });
        const postState = { ...fresh, engine: 'rollback' };
        return rollBack(openSession(step, connection, postState), inputs);
    });
}
/** Triggers the rollback once, and follows it. A lost answer is in doubt at once: there is no marker to search for. */
async function rollBack(session, inputs) {
    const { step, connection } = session;
    const { order, scope } = inputs;
    const by = runName(step.workflow);
    const what = `Rollback of ${order.service} in ${order.environment} (${order.infrastructure})`;
    step.log.info(`${what} · ${placeOf(session.postState)}${by === '' ? '' : ` · started by ${by}`}`);
    let result;
    try {
        result = await sendOnce(session, {
            patch: {},
            deadline: step.from + inputs.timeout,
            send: (bounds) => triggerRollback(connection.http, { scope, order }, bounds),
        });
    }
    catch (error) {
        return unsent(session, error);
    }
    if (result.kind !== 'started') {
        return unstarted(session, result);
    }
    const answer = result.started;
    if ('reason' in answer) {
        const verdict = redVerdict('failed', {
            headline: `Harness did not roll back ${order.service} in ${order.environment}`,
            reason: answer.reason,
            details: ['Nothing was started.'],
            link: executionsLink(session.postState),
        });
        return finishWithoutExecution(session, { verdict, ending: 'refused' });
    }
    return rollback_follow(session, inputs, answer.execution);
}
/** The answer does not name the pipeline that rolls back, which the first read gives. */
async function rollback_follow(session, inputs, execution) {
    const { step, connection } = session;
    const known = executionRef({ scope: inputs.scope, pipeline: '' }, execution);
    // Before the next request: whatever becomes of this process, the id is out, and post knows what to abort.
    setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
    session.save({ execution });
    step.log.info(`Harness rolls back as execution ${execution}.`);
    let found = { ref: known, snapshot: NOTHING_SEEN };
    try {
        const until = { deadline: step.from + inputs.timeout, signal: step.signal };
        found = await findExecution(connection, { pipeline: '', execution }, until);
    }
    catch (error) {
        // What these mean for an execution is decided where it is followed.
        if (!(error instanceof HarnessError || error instanceof DeadlineExceeded || error instanceof Cancelled)) {
            throw error;
        }
    }
    session.save({ pipeline: found.ref.pipeline });
    return watch({
        session,
        engine: connection.harness,
        inspector: connection.inspector,
        ref: found.ref,
        seen: found.snapshot,
        following: inputs,
        wait: inputs.wait,
    });
}
//# sourceMappingURL=rollback.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/inputs.js
/** The inputs of `recent`. */




/** As many as 20 pages of 100 can hold. */
const MAX_LIMIT = 2000;
/** Reads the inputs of `recent`. @throws InputError with every problem there is. */
function readRecent(get, context) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const { scope, pipeline } = form.where(key, { pipeline: 'optional' });
    const since = readSince(form);
    const inputs = {
        key,
        scope,
        pipeline,
        statuses: readStatuses(form),
        since,
        limit: readLimit(form, since === undefined ? 10 : 100),
        summary: form.flag('summary', true),
        githubToken: form.text('github-token'),
    };
    if (since?.kind === 'last-run' && inputs.githubToken === '') {
        form.problem('github-token', "is empty. 'since: last-run' needs it to ask GitHub for this workflow's runs.");
    }
    form.close();
    return inputs;
}
function readSince(form) {
    const written = form.text('since');
    if (written === '') {
        return undefined;
    }
    if (written === 'last-run') {
        return { kind: 'last-run' };
    }
    const ago = parseDuration(written);
    if (ago !== undefined) {
        return { kind: 'ago', ms: ago };
    }
    const at = parseTime(written);
    if (at === undefined) {
        form.problem('since', `must be a duration such as 2h, a time with its zone such as 2026-02-12T18:42:10Z, or last-run, got ${text_quotedValue(written)}.`);
        return undefined;
    }
    return { kind: 'at', ms: at };
}
/** ISO 8601: a day, in UTC, or a time with its zone, without which it would mean another time on each runner. */
function parseTime(text) {
    const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.exec(text);
    const [day, ms] = [Date.parse(found?.[1] ?? ''), Date.parse(text)];
    // JavaScript takes 31 February for 3 March.
    const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(found?.[1] ?? '');
    return isDay && !Number.isNaN(ms) ? ms : undefined;
}
function readLimit(form, without) {
    const written = form.text('limit');
    const limit = written === '' ? without : /^\d{1,4}$/.test(written) ? Number(written) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
        form.problem('limit', `must be a number from 1 to ${MAX_LIMIT}, got ${text_quotedValue(written)}.`);
    }
    return limit;
}
function readStatuses(form) {
    const statuses = form.names('statuses');
    for (const status of statuses.filter((word) => !FILTER_STATUSES.includes(word) && phaseOf(word) === 'unknown')) {
        form.problem('statuses', `must be ${FILTER_STATUSES.join(', ')} or one of Harness's own statuses such as ApprovalRejected, got ${text_quotedValue(status, 60)}.`);
    }
    return statuses;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/overview.js
/** Recent executions: as lines of the log, as Markdown, and as the output `executions`. */







/** @returns `Executions of deploy_prod that ended since 2026-02-12 18:42 UTC`, or `Newest executions of deploy_prod` */
function titleOf({ pipeline, since }) {
    const which = pipeline === '' ? '' : ` of ${pipeline}`;
    return since === undefined ? `Newest executions${which}` : `Executions${which} that ended since ${dayAndTime(since)}`;
}
/** @returns `4 of 6 that ended succeeded (67 %), before that 9 of 9 (100 %) · median duration 3m 12s, before that 3m 02s · 1 running now` */
function figuresOf({ ended, succeeded, median, running }, before) {
    const isCompared = ended > 0 && before !== undefined && before.ended > 0;
    const beside = (text) => isCompared && text !== undefined ? `, before that ${text}` : '';
    return [
        ended === 0
            ? 'none ended'
            : `${succeeded} of ${ended} that ended succeeded (${percent(succeeded, ended)})${beside(rateOf(before))}`,
        ...(median === undefined
            ? []
            : [
                `median duration ${duration(median)}${beside(before?.median === undefined ? undefined : duration(before.median))}`,
            ]),
        ...(running === 0 ? [] : [`${running} running now`]),
    ].join(' · ');
}
function rateOf(figures) {
    return figures === undefined
        ? undefined
        : `${figures.succeeded} of ${figures.ended} (${percent(figures.succeeded, figures.ended)})`;
}
/** Rounded down: 199 of 200 are not all of them. */
function percent(part, all) {
    return `${Math.floor((100 * part) / all)} %`;
}
/** Executions that the log shows, and rows of the summary's tables; GitHub drops a summary of more than 1 MiB. */
const overview_MAX_LINES = 50;
const overview_MAX_ROWS = 300;
/** @returns a line for each execution, with its page. */
function overview_logOf(page) {
    const { found } = page.history;
    const lines = found.slice(0, overview_MAX_LINES).map(({ ref, snapshot }) => {
        const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
        const took = overview_tookOf(snapshot, page.until);
        const state = `${describeState(snapshot)}${page.approvers.get(ref.id) ?? ''}`;
        return `${iconOf(snapshot.phase)} ${oneLine(ref.pipeline, 60)}${number}  ${state}${took === '' ? '' : ` (${took})`}  ${ref.url}`;
    });
    return [...lines, ...(found.length > overview_MAX_LINES ? [`… and ${found.length - overview_MAX_LINES} more`] : [])];
}
/** @returns the job summary: the newest first, by pipeline where there are several. */
function overviewPage(page) {
    const { history, overview, before, place, listUrl, until, gaps } = page;
    const { found } = history;
    const groups = byPipeline(found.slice(0, overview_MAX_ROWS));
    return paragraphs([
        `### ${markdown(titleOf(page), 300)}`,
        `${paragraphs_link('Open in Harness', listUrl)} · ${markdown(place, 200)} · ${figuresOf(overview, before)}`,
        ...(found.length === 0 ? ['None.'] : []),
        ...groups.flatMap((group) => [
            groups.length === 1 && page.pipeline !== '' ? '' : `#### ${markdown(pipelineOf(group[0]), 100)}`,
            tableOf(group, page),
        ]),
        found.length > overview_MAX_ROWS ? `… and ${found.length - overview_MAX_ROWS} more.` : '',
        ...gaps.map((gap) => markdown(gap, 500)),
        `<sub>${count(history.seen.length, 'execution')} read, until ${dayAndTime(until)}</sub>`,
    ]);
}
/** The pipelines in the order of their newest execution. */
function byPipeline(found) {
    const groups = new Map();
    for (const one of found) {
        groups.set(one.ref.pipeline, [...(groups.get(one.ref.pipeline) ?? []), one]);
    }
    return [...groups.values()];
}
function pipelineOf(newest) {
    return newest?.snapshot.pipelineName ?? newest?.ref.pipeline ?? '';
}
const COLUMNS = ['', 'Execution', 'Started (UTC)', 'Took', 'Trigger', 'Note'];
const ALIGNED = [':-:', ':--', '--:', '--:', ':--', ':--'];
/** Drawn as a hyphen; at the usual one a browser breaks a date in a narrow column. */
const NO_BREAK_HYPHEN = '\u2011';
/** A line for each execution; a column in which nothing stands is left out. */
function tableOf(group, page) {
    let day = '';
    const rows = group.map((one) => {
        const { startedAt } = one.snapshot;
        const started = startedAt === undefined ? '' : dayAndTime(startedAt).replace(' UTC', '').replaceAll('-', NO_BREAK_HYPHEN);
        const isNewDay = started.slice(0, 10) !== day;
        day = started.slice(0, 10);
        return overview_rowOf(one, isNewDay ? started : started.slice(11), page);
    });
    const isFull = COLUMNS.map((_title, column) => rows.some((row) => row[column] !== ''));
    return [COLUMNS, ALIGNED, ...rows]
        .map((row) => `| ${row.filter((_cell, column) => isFull[column] === true).join(' | ')} |`)
        .join('\n');
}
function overview_rowOf({ ref, snapshot }, started, { until, approvers }) {
    const { runSequence, phase } = snapshot;
    return [
        emojiOf(phase),
        paragraphs_link(runSequence === undefined ? 'Execution' : String(runSequence), ref.url),
        noBreak(started),
        noBreak(overview_tookOf(snapshot, until)),
        triggerOf(snapshot),
        overview_noteOn(snapshot, approvers.get(ref.id) ?? ''),
    ];
}
/** What the mark does not say. */
function overview_noteOn(snapshot, approvers) {
    const { phase, message } = snapshot;
    const state = `${describeState(snapshot)}${approvers}`;
    const why = message === undefined || !isFinal(phase) || phase === 'succeeded' ? '' : codeCell(message, 160);
    const isSaid = phase === 'succeeded' || (state === 'failed' && why !== '');
    return [...(isSaid ? [] : [cell(state, 300)]), ...(why === '' ? [] : [why])].join(': ');
}
function overview_tookOf({ startedAt, endedAt, phase }, until) {
    const end = isFinal(phase) ? endedAt : until;
    return startedAt === undefined || end === undefined ? '' : duration(end - startedAt);
}
/** `manual by jane@example.com`, `scheduler cron by nightly`: Harness's own words, made readable. */
function triggerOf({ trigger = '', startedBy }) {
    const kind = /^[A-Z_]{1,40}$/.test(trigger) ? trigger.toLowerCase().replaceAll('_', ' ') : cell(trigger, 60);
    return [kind, ...(startedBy === undefined ? [] : [`by ${cell(startedBy, 80)}`])]
        .filter((part) => part !== '')
        .join(' ');
}
/** An environment variable on Windows holds 32,766 characters. */
const overview_MAX_BYTES = 30_000;
/** @returns the executions of a project as JSON, as many of the newest as fit. */
function fitExecutions(executions, listing, most = overview_MAX_BYTES) {
    const members = [];
    let bytes = 2;
    for (const execution of executions) {
        const json = JSON.stringify(overview_resultOf(execution, listing));
        bytes += Buffer.byteLength(json) + (members.length === 0 ? 0 : 1);
        if (bytes > most) {
            break;
        }
        members.push(json);
    }
    return { json: `[${members.join(',')}]`, count: members.length };
}
function overview_resultOf({ ref, snapshot }, { scope, approvers }) {
    const verdict = isFinal(snapshot.phase)
        ? judge({ kind: 'ended', snapshot }, { ref, timeout: 0, failStep: true })
        : {
            status: statusOf(snapshot.phase),
            isRed: false,
            headline: `${verdict_nameOf(ref, snapshot)} is ${describeState(snapshot)}${approvers?.get(ref.id) ?? ''}.`,
        };
    const { services, environments, artifacts } = snapshot;
    return executionResult({
        verdict,
        ref,
        pipeline: ref.pipeline,
        snapshot,
        services,
        environments,
        artifacts,
        parentUrl: parentLink(scope, snapshot.parent),
    });
}
//# sourceMappingURL=overview.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/recent.js
/** `OWNER/run-harness-pipeline/recent`: lists recent executions. Has no post step: it is over at once. */














/** Runs main. */
function recent() {
    return runStep(async (step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const inputs = readRecent(step.input, inputContext(step));
        const { isRed, summary } = await listRecent({
            step,
            inputs,
            connection: connect_connect(step, { ...inputs, matrixSize: 1 }),
        });
        if (summary !== undefined) {
            step.addSummary(summary);
        }
        return { isRed };
    });
}
/** ms: nothing runs that would have to be waited for, so an outage is not waited out for hours. */
const recent_LIMIT = 600_000;
/** Looks, shows and puts out. @throws InputError when the previous run of the workflow cannot be found out. */
async function listRecent({ step, inputs, connection }) {
    const { scope, pipeline, statuses, limit } = inputs;
    const { log, clock, signal } = step;
    const from = clock.now();
    const problems = step.testFiles(['GITHUB_OUTPUT']);
    if (problems.length > 0) {
        // Green without outputs would mean to the next step that nothing has ended.
        log.fail(new UnwritableError(problems, 'looked up').message);
        return { isRed: true };
    }
    try {
        const wanted = await sinceOf({ step, inputs, connection });
        const since = wanted === undefined ? undefined : () => inHarnessTime(wanted, connection, clock.now());
        const place = `${scope.org} / ${scope.project}`;
        log.info(`${titleOf({ pipeline, since: wanted?.ms })} · ${place}`);
        const { harness, retry } = connection;
        const bounds = { deadline: step.from + recent_LIMIT, signal, givesUpUnreached: true };
        const history = await history_walk({ harness, retry, until: bounds }, { pipeline, statuses, since, limit });
        if (pipeline !== '' && history.seen.length === 0) {
            const why = await whyEmpty(connection, inputs, { ...bounds, clock });
            if (why !== undefined) {
                throw new InputError([{ input: 'pipeline', text: `is not found. ${why}` }]);
            }
        }
        const until = untilOf(history, from + (connection.clockAhead()?.least ?? 0));
        const approvers = await approversOf(history.found, { step, connection });
        const { json, count } = fitExecutions(history.found, { scope, approvers });
        const gaps = gapsOf(history, { inputs, count });
        const compared = periodBefore(history, since?.(), until);
        const page = {
            history,
            overview: overviewOf(history.seen),
            before: compared.length === 0 ? undefined : overviewOf(compared),
            pipeline,
            place,
            listUrl: executionsLink({ scope, pipeline }),
            since: since?.(),
            until,
            approvers,
            gaps,
        };
        for (const line of [...overview_logOf(page), `${figuresOf(page.overview, page.before)}.`]) {
            log.info(line);
        }
        if (gaps.length > 0) {
            log.warning(gaps.join('\n'));
        }
        setRecent(step.setOutput, { executions: json, count, until, truncated: gaps.length > 0 });
        const [lost] = step.testFiles(['GITHUB_OUTPUT']);
        if (lost !== undefined) {
            log.fail(`The list could not be put out: ${lost.file} cannot be written: ${lost.cause}.\n  ${lost.path}\n  ${lost.remedy}`);
        }
        return { isRed: lost !== undefined, summary: inputs.summary ? overviewPage(page) : undefined };
    }
    catch (error) {
        return endedBy(error, step);
    }
}
/** The newest executions that wait of which the approvers are read, a request each, and ms for it. */
const MAX_APPROVALS = 5;
const APPROVALS_LIMIT = 10_000;
/** @returns by whom and until when they are to be approved, by the execution's id; none where this cannot be read. */
async function approversOf(found, { step: { log, signal }, connection: { inspector } }) {
    const waiting = found
        .filter(({ snapshot: { phase, status } }) => phase === 'waiting' && /approval/i.test(status))
        .slice(0, MAX_APPROVALS);
    const answers = await Promise.all(waiting.map(async ({ ref: { id } }) => {
        try {
            const answer = await inspector.approvals({ execution: id, status: 'WAITING' }, { signal, limit: APPROVALS_LIMIT });
            return { id, ...answer };
        }
        catch (error) {
            if (error instanceof HarnessError) {
                return { id, unreadable: error.headline };
            }
            throw error;
        }
    }));
    const [unreadable] = answers.flatMap((answer) => ('unreadable' in answer ? [answer.unreadable] : []));
    if (unreadable !== undefined && !signal.aborted) {
        log.info(`Who may approve could not be read: ${oneLine(unreadable, 300)}`);
    }
    return new Map(answers.flatMap((answer) => ('approvals' in answer ? [[answer.id, describeApprovers(answer.approvals)]] : [])));
}
/** ms by which the clocks of Harness's own servers may differ, of the one that ends executions and of the one that answers. */
const CLOCK_DIFFERENCE = 5000;
/**
 * @param asked ms since 1970 by Harness's clock at which the list was asked for, at the earliest
 * @returns ms since 1970: the next `since`. Late enough to repeat nothing that was listed, early enough to miss nothing.
 */
function untilOf({ found, pages }, asked) {
    const newest = pages > 1 ? asked : asked + CLOCK_DIFFERENCE;
    const ends = found.map(({ snapshot: { endedAt = 0 } }) => endedAt + 1).filter((end) => end <= newest);
    return Math.max(asked - CLOCK_DIFFERENCE, ...ends);
}
/** @throws InputError when the moment lies in the future, which Harness's clock decides: it may be ahead of this one. */
function inHarnessTime({ ms, isRelative }, { clockAhead }, now) {
    const ahead = clockAhead() ?? { least: 0, most: CLOCK_DIFFERENCE };
    if (isRelative) {
        return ms + ahead.least;
    }
    if (ms > now + ahead.most + CLOCK_DIFFERENCE) {
        throw new InputError([{ input: 'since', text: `'${new Date(ms).toISOString()}' is in the future.` }]);
    }
    return ms;
}
async function sinceOf({ step, inputs: { since, githubToken: token } }) {
    switch (since?.kind) {
        case undefined:
            return undefined;
        case 'at':
            return { ms: since.ms, isRelative: false };
        case 'ago':
            return { ms: step.clock.now() - since.ms, isRelative: true };
        case 'last-run':
            break;
    }
    // Loaded when needed: most runs of this action ask GitHub nothing.
    const { openGitHub } = await import(/* webpackIgnore: true */ './github/github.js');
    const { workflow, clock, signal, log } = step;
    requireProxy(workflow.apiUrl, step.proxies);
    const found = await openGitHub({ token, apiUrl: workflow.apiUrl, workflow, clock, signal }).lastRun();
    if (signal.aborted) {
        throw new Cancelled();
    }
    if (typeof found === 'string') {
        throw new InputError([{ input: 'since', text: found }]);
    }
    if (found.previous === undefined) {
        log.notice('This workflow has no earlier run: listing what ended since this run began.');
    }
    return { ms: (found.previous ?? found.own).createdAt, isRelative: false };
}
/** One sentence for each reason why something that was asked for may be missing. */
function gapsOf({ found, seen, cut }, { inputs, count }) {
    const gaps = [];
    if (cut === 'limit') {
        gaps.push(`More executions ended since then than limit allows: only the newest ${inputs.limit} are listed.`);
    }
    if (cut === 'pages') {
        gaps.push(`Only the newest 2,000 executions were read; ${seen.length} of them belong to that period.`);
    }
    if (count < found.length) {
        gaps.push(`The output executions holds at most 30,000 bytes: only the newest ${count} of ${found.length} are in it.`);
    }
    return gaps;
}
function endedBy(error, { log }) {
    if (error instanceof Cancelled) {
        log.info('The job was cancelled before the list was read.');
    }
    else if (error instanceof HarnessError) {
        log.fail(error.message);
    }
    else if (error instanceof DeadlineExceeded) {
        log.fail(`The list was not read within ${duration(recent_LIMIT)}.\n${error.last?.message ?? ''}`);
    }
    else {
        throw error;
    }
    return { isRed: true };
}
//# sourceMappingURL=recent.js.map
;// CONCATENATED MODULE: ./lib/src/actions/firstgen/inputs.js




/** Reads the inputs of `firstgen`. @throws InputError with every problem there is. */
function readFirstGen(get, context, readYaml) {
    const form = openForm(get, context);
    const report = (name) => (problem) => form.problem(name, problem);
    const key = form.secret('api-key');
    if (key === '') {
        const remedy = 'is empty. Give a Harness FirstGen API key from a secret.';
        form.problem('api-key', whyWithheld('the key', context.withoutSecrets) ?? remedy);
    }
    const [pipeline, workflow] = [form.text('pipeline'), form.text('workflow')];
    const notes = form.text('notes');
    const inputs = {
        key,
        scope: readScope(form),
        application: form.text('application'),
        pipeline: pipeline === '' ? workflow : pipeline,
        isWorkflow: pipeline === '' && workflow !== '',
        variables: readValues(readYaml(form.raw('variables')), {
            report: report('variables'),
            example: 'environment: prod',
        }),
        artifacts: readArtifacts(readYaml(form.raw('artifacts')), report('artifacts')),
        notes: notes === '' ? context.runUrl : notes,
        wait: form.flag('wait', true),
        ...readFollowing(form, 'abort', false),
    };
    if (inputs.application === '') {
        form.problem('application', 'is empty. Give the name of the application, or its id.');
    }
    if (pipeline === '' && workflow === '') {
        form.problem('pipeline', 'is empty, and so is workflow. Give the name or id of one of them.');
    }
    else if (pipeline !== '' && workflow !== '') {
        form.problem('workflow', 'cannot be combined with pipeline. Give one of them.');
    }
    form.close();
    return inputs;
}
function readScope(form) {
    const account = form.text('account');
    // The keys of FirstGen do not name their account.
    const { scope, problems } = locate({
        key: '',
        baseUrl: form.text('base-url'),
        account,
        org: '',
        project: '',
        addresses: {},
    });
    for (const { input, text } of problems) {
        form.problem(input, text);
    }
    if (account === '') {
        form.problem('account', 'is empty. Give the account identifier: it follows /account/ in the URL of every page.');
    }
    return { ...scope, org: '', project: '' };
}
function readArtifacts(read, report) {
    return entriesOf(read, { report, example: `web: ${inputs_BUILD}` }).flatMap(([service, value]) => {
        const parts = value.kind === 'mapping' ? value.entries : new Map();
        const part = (key) => {
            const found = parts.get(key);
            return found?.kind === 'leaf' ? found.text : '';
        };
        const unknown = [...parts.keys()].filter((key) => key !== 'build' && key !== 'source');
        const [build, source] = [part('build'), part('source')];
        if (build === '' || source === '' || unknown.length > 0) {
            const only = unknown.length > 0 ? ` and nothing else (${unknown.map(quotedName).join(', ')})` : '';
            report(`${quotedName(service)} needs build, the build number, and source, the artifact source's name${only}: ${inputs_BUILD}.`);
            return [];
        }
        return [{ service, build, source }];
    });
}
const inputs_BUILD = '{build: 1.10.1, source: library_nginx}';
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/firstgen/firstgen.js















/** Runs main. */
function firstgen() {
    return runStep(async (step) => {
        step.mask(step.input('api-key').trim());
        step.mask(step.input('github-token').trim());
        const readYaml = await openYaml([step.input('variables'), step.input('artifacts')]);
        const inputs = readFirstGen(step.input, inputContext(step), readYaml);
        const connection = connect_connect(step, { ...inputs, matrixSize: inputs.leg.total, engine: 'firstgen' });
        const { application, isWorkflow } = inputs;
        const postState = {
            ...newPostState(inputs, { nonce: newNonce(), now: step.clock.now() }),
            engine: 'firstgen',
            application: { id: '', name: oneLine(application, 200), isWorkflow },
        };
        return runFirstGen(openSession(step, connection, postState), inputs);
    });
}
/** Starts the pipeline or the workflow, and watches it. @throws InputError when FirstGen does not know it. */
async function runFirstGen(session, inputs) {
    const { step, connection } = session;
    const { isWorkflow, scope } = inputs;
    const by = runName(step.workflow);
    const kind = isWorkflow ? 'workflow' : 'pipeline';
    const deadline = step.from + inputs.timeout;
    const api = firstGen(connection.http, scope.account);
    const place = placeOf(session.postState);
    step.log.info(`FirstGen ${kind} ${inputs.pipeline} · ${place}${by === '' ? '' : ` · started by ${by}`}`);
    let app;
    let result;
    let target;
    try {
        requireFiles(session);
        // From here on post can stop a main that still runs beside it: a container job is cancelled without a signal.
        session.save();
        ({ app, target } = await lookUp({ session, inputs, api, deadline }));
        const order = { ...inputs, application: app, target };
        result = await sendOnce(session, {
            patch: { pipeline: target.name, application: { id: app.id, name: app.name, isWorkflow } },
            deadline,
            send: (bounds) => api.start(order, bounds),
        });
    }
    catch (error) {
        return unsent(session, error);
    }
    if (result.kind !== 'started') {
        return unstarted(session, result);
    }
    const { id, snapshot, warning } = result.started;
    if (warning !== undefined) {
        step.log.warning(`FirstGen started it with a warning: ${oneLine(warning)}`);
    }
    return watch({
        session,
        engine: api.following(app.id),
        ref: executionRef({ ...session.postState, pipeline: target.name }, id),
        seen: snapshot,
        following: inputs,
        wait: inputs.wait,
    });
}
/** @throws InputError for what FirstGen does not know; HarnessError, Overdue, Cancelled. */
async function lookUp({ session: { step, connection }, inputs, api, deadline }) {
    const { pipeline, isWorkflow } = inputs;
    const find = async (name, ask) => {
        const found = await connection.retry.untilAnswered(ask, { deadline, signal: step.signal, givesUpUnreached: true });
        if ('missing' in found) {
            const [input, text] = name;
            const why = `${text_quotedValue(text)} is not found, neither as a name nor as an id: "${oneLine(found.missing, 300)}"`;
            throw new InputError([{ input, text: `${why}. The key may not see it, either.` }]);
        }
        return found;
    };
    const app = await find(['application', inputs.application], (bounds) => api.application(inputs.application, bounds));
    const target = await find([isWorkflow ? 'workflow' : 'pipeline', pipeline], (bounds) => api.target({ application: app.id, isWorkflow, nameOrId: pipeline }, bounds));
    const problems = unknownVariables(inputs.variables, target);
    if (problems.length > 0) {
        throw new InputError(problems);
    }
    return { app, target };
}
/** FirstGen silently ignores a variable that it does not know. */
function unknownVariables(given, { name, variables }) {
    if (variables === undefined) {
        return [];
    }
    const known = variables.length === 0 ? 'none' : oneLine(variables.join(', '), 500);
    return given
        .filter((variable) => !variables.includes(variable.name))
        .map((variable) => ({
        input: 'variables',
        text: `${text_quotedValue(variable.name, 80)} is not a variable of ${oneLine(name, 80)}. It has ${known}.`,
    }));
}
//# sourceMappingURL=firstgen.js.map
;// CONCATENATED MODULE: ./lib/src/runner/detached.js
/** A process that outlives the step which started it. */

/** ms in which it says its first word, or is ended. */
const detached_LIMIT = 30_000;
/**
 * Runs a script with this very Node, in a session of its own: no signal for the step reaches it, and it holds none of the
 * step's pipes, which would make the runner wait. At the end of the job the runner ends it, by a variable that it inherits.
 *
 * @returns its first message, unchecked. Throws when it ends without one.
 */
async function startDetached(script, args) {
    // Loaded here: this module is in the bundle of every action, and one of them starts a process.
    const { fork } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 421, 19));
    const child = fork(script, args, {
        cwd: (0,external_node_path_namespaceObject.dirname)(script),
        detached: true,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        windowsHide: true,
        execArgv: [],
        timeout: detached_LIMIT,
    });
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code) => {
            reject(new Error(`${script} ended with ${code ?? 'a signal'} before it said anything.`));
        });
        child.once('message', (message) => {
            child.disconnect();
            child.unref();
            resolve(message);
        });
    });
}
//# sourceMappingURL=detached.js.map
;// CONCATENATED MODULE: ./lib/src/actions/simulator/inputs.js
/** The inputs of `simulator`. */


/** Reads the inputs of `simulator`. @throws InputError with every problem there is. */
function readSimulator(get, context, plays) {
    const form = openForm(get, context);
    const scenario = form.text('scenario') === '' ? 'green' : form.text('scenario');
    if (plays.scenario(scenario) === undefined) {
        // The list also has names that only a pipeline can have: those whose start is refused.
        const known = plays.scenarios().flatMap(({ name }) => (plays.scenario(name) === undefined ? [] : [name]));
        form.problem('scenario', `must be one of ${known.join(', ')}, got ${text_quotedValue(scenario)}.`);
    }
    const written = form.text('port');
    const port = written === '' ? 0 : /^\d{1,5}$/.test(written) ? Number(written) : -1;
    if ((written !== '' && port < 1) || port > 65_535) {
        form.problem('port', `must be a port from 1 to 65535, got ${text_quotedValue(written)}. Leave it out for a free one.`);
    }
    form.close();
    return { scenario, port };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/simulator/simulator.js
/**
 * `OWNER/run-harness-pipeline/simulator`: starts a Harness of our own on this machine and ends at once, leaving it to the
 * rest of the job. Has no post step: the runner ends it with the job.
 */









/** Runs main. The key is not masked: it opens nothing but the simulator, and a masked text cannot be a job's output. */
function simulator() {
    return runStep(async (step) => {
        // This action alone needs it.
        const plays = await import(/* webpackIgnore: true */ './serve.js');
        const { scenario, port } = readSimulator(step.input, inputContext(step), plays);
        const problems = step.testFiles(['GITHUB_OUTPUT']);
        if (problems.length > 0) {
            step.log.fail(new UnwritableError(problems).message);
            return { isRed: true };
        }
        // Beside the script that the runner started, wherever the bundle of both lies.
        const script = (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(process.argv[1] ?? ''), 'simulate.js');
        const answer = await startDetached(script, [scenario, String(port)]);
        const [url, apiKey] = [shape_text(at(answer, 'url')), shape_text(at(answer, 'apiKey'))];
        if (url === undefined || apiKey === undefined) {
            const why = shape_text(at(answer, 'problem')) ?? 'no reason given';
            throw new InputError([{ input: 'port', text: `cannot be opened: ${why}. Leave it out for a free one.` }]);
        }
        step.log.info(`Simulator at ${url} with the API key ${apiKey}, which only it accepts.`);
        step.log.info(`Any pipeline plays ${scenario}, unless it is named like another scenario.`);
        const list = plays.scenarios().map(({ name, about }) => `${name.padEnd(20)} ${about}`);
        step.log.group('Scenarios', list);
        setSimulator(step.setOutput, { url, apiKey });
        return { isRed: false };
    });
}
//# sourceMappingURL=simulator.js.map
;// CONCATENATED MODULE: ./lib/src/actions/entry-points.js
/**
 * All actions in one bundle, so that they share one copy of everything. Which one runs is decided by the file that the runner starts,
 * never by a variable: post cannot run main. The process of the simulator is no step, and has a bundle of its own.
 */










async function simulate() {
    const serve = await import(/* webpackIgnore: true */ './serve.js');
    await serve.simulate();
}
//# sourceMappingURL=entry-points.js.map
var __webpack_exports__abort = __webpack_exports__.h2;
var __webpack_exports__approve = __webpack_exports__.SR;
var __webpack_exports__firstgen = __webpack_exports__.Hd;
var __webpack_exports__follow = __webpack_exports__.e6;
var __webpack_exports__post = __webpack_exports__.bE;
var __webpack_exports__recent = __webpack_exports__._H;
var __webpack_exports__rollback = __webpack_exports__.dU;
var __webpack_exports__run = __webpack_exports__.eF;
var __webpack_exports__simulate = __webpack_exports__.JV;
var __webpack_exports__simulator = __webpack_exports__.ft;
var __webpack_exports__trigger = __webpack_exports__.hZ;
export { __webpack_exports__abort as abort, __webpack_exports__approve as approve, __webpack_exports__firstgen as firstgen, __webpack_exports__follow as follow, __webpack_exports__post as post, __webpack_exports__recent as recent, __webpack_exports__rollback as rollback, __webpack_exports__run as run, __webpack_exports__simulate as simulate, __webpack_exports__simulator as simulator, __webpack_exports__trigger as trigger };
