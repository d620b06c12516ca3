import * as __WEBPACK_EXTERNAL_MODULE__toolkit_js_592400b2__ from "./toolkit.js";
/******/ var __webpack_modules__ = ({

/***/ 421:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:child_process");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:tls");

/***/ }),

/***/ 522:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:zlib");

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

;// CONCATENATED MODULE: ./lib/src/base/unicode.js
function unicode(pattern, flags = 'u') {
    let made;
    return () => (made ??= new RegExp(pattern, flags));
}
function isVisible(text) {
    return !/[^\t\n\r -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2BFF]/.test(text);
}
//# sourceMappingURL=unicode.js.map
;// CONCATENATED MODULE: ./lib/src/base/invisible.js

const TERMINAL = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
const invisible = unicode(String.raw `[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}`, 'gu');
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;
function hasInvisible(text) {
    return !isVisible(text) && text.search(invisible()) >= 0;
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
function looksRandom(text) {
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
    return isPart && looksRandom(text);
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
            replaced = replaced.replaceAll(value, () => lengthOf(value));
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
function lengthOf(text) {
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
    return withoutUnshowable(text.replace(TERMINAL, ''))
        .split(LINE_END)
        .map((line) => (hasInvisible(line) ? line.replace(/\S+/g, visible).replace(invisible(), '') : line));
}
function visible(word) {
    const shown = word.replace(invisible(), '');
    return word.includes(shown) || !looksRandom(shown) ? shown : lengthOf(word);
}
function oneLine(text, max = 500) {
    const window = max * 8 + 16_384;
    const isLong = text.length > window;
    const line = lines(isLong ? text.slice(0, endOutsideValues(text, window)) : text)
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .join(' ');
    return isLong ? cut(withoutLastPiece(line), max, true) || lengthOf(text) : cut(line, max, false);
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
    const length = lengthOf(text);
    if (!mayTruncate()) {
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
const MAX_VALUE = 100;
function wholeValue(text, max = MAX_VALUE) {
    const isWhole = text.length <= max && lines(text).length === 1 && logLines(text)[0] === text && !isFragment(text);
    return isWhole ? text : lengthOf(text);
}
function text_quotedValue(text, max = MAX_VALUE) {
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
        const mayBeSecret = broken.split(/\s+/).some((part) => looksRandom(part.replace(/[#[\]]/g, ' ')));
        return piece !== broken && mayBeSecret ? lengthOf(piece) : broken;
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
;// CONCATENATED MODULE: ./lib/src/harness/rate-budget.js
const REQUESTS_PER_MINUTE = 400;
const MINUTE = 60_000;
const SHARE = 0.8;
const BURST = (1 / SHARE - 1) * MINUTE;
function requestCost(matrixSize) {
    return (matrixSize * MINUTE) / (REQUESTS_PER_MINUTE * SHARE);
}
function openRateBudget({ matrixSize, clock, requests }) {
    const cost = requestCost(matrixSize);
    let paidAt = -Infinity;
    let counted = 0;
    return {
        cost,
        wait() {
            const now = clock.now();
            paidAt = Math.max(paidAt, now - BURST) + (requests() - counted) * cost;
            counted = requests();
            return Math.max(0, paidAt - now);
        },
    };
}
const FILLED = 0.95;
function turnOf(index, each) {
    const legs = Math.max(1, Math.floor((REQUESTS_PER_MINUTE * FILLED) / each));
    return Math.floor(index / legs) * MINUTE;
}
//# sourceMappingURL=rate-budget.js.map
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
;// CONCATENATED MODULE: ./lib/src/harness/failure-message.js



function adviceIn(failure) {
    const { explanations = [], hints = [] } = failure;
    return [
        ...explanations.map((explanation) => `"${oneLine(explanation)}"`),
        ...hints.map((hint) => `Hint: ${oneLine(hint)}`),
        adviceOn(failure),
    ];
}
function withCorrelationId(paragraphs, id) {
    const last = paragraphs.at(-1);
    return id === undefined
        ? paragraphs
        : [...paragraphs.slice(0, -1), `${last === undefined ? '' : `${last} `}Correlation id ${id}.`];
}
function detailOf({ kind, detail }) {
    const isQuoted = kind === 'refused' || kind === 'limited' || kind === 'unavailable';
    return isQuoted && detail !== '' ? `"${oneLine(detail)}"` : oneLine(detail);
}
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
const COMPARE = 'compare pipeline, org and project with the URL of the pipeline.';
function adviceOn(failure) {
    switch (failure.kind) {
        case 'unsent':
            return failure.code === 'PROXY_407'
                ? 'The proxy requires a user name and a password: set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT.'
                : 'Check base-url, the proxy settings of the runner (HTTPS_PROXY, NO_PROXY) and whether the runner can reach that host.';
        case 'untrusted':
            return "If Harness uses a certificate of a private CA, set NODE_EXTRA_CA_CERTS to the CA's file in the environment of the runner or of this step.";
        case 'handshake':
            return 'Check the host and port of base-url and of HTTPS_PROXY: the server there does not speak TLS, or supports no common TLS version.';
        case 'lost':
            return 'This is most likely a temporary problem of the network or of Harness (status.harness.io).';
        case 'unavailable':
            return failure.status === 500
                ? `This is most likely a temporary problem of Harness (status.harness.io). If it persists, an identifier may be in the wrong letter case: ${COMPARE}`
                : 'This is most likely a temporary problem of Harness or of a proxy in front of it (status.harness.io).';
        case 'limited':
            return 'Use one key per team, or a longer poll-interval.';
        case 'unexpected':
            return 'A proxy, a firewall or a login page may have responded instead: check base-url and that the key has not expired.';
        case 'redirect':
            return 'The redirect was not followed, because it would send the key to another host. If that host is your Harness, set base-url to it.';
        case 'refused':
            break;
    }
    const permission = /core_\w+/.exec(failure.detail)?.[0];
    switch (refusalReason(failure)) {
        case 'unauthorized':
            return 'The key is wrong, expired or revoked, or belongs to another account: create a new token and store it in the secret that api-key uses.';
        case 'forbidden':
            return permission === undefined
                ? "Assign the key's user or service account a role in that project that allows this."
                : `Assign the key's user or service account a role with ${permissionName(permission)} in that project.`;
        case 'not-found':
            return `Check account, org, project and pipeline. Identifiers are case-sensitive: ${COMPARE} Harness also responds like this when the key has no access to the project.`;
        case 'other':
            return adviceFor(failure) ?? 'Fix the problem that Harness reports, then re-run.';
    }
}
function permissionName(permission) {
    const [, resource = '', action = ''] = permission.split('_');
    const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
    return `${resource === 'inputset' ? 'Input Set' : capital(resource)}: ${capital(action)} (${permission})`;
}
//# sourceMappingURL=failure-message.js.map
;// CONCATENATED MODULE: ./lib/src/harness/errors.js


class InputError extends Error {
    name = 'InputError';
    problems;
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
class HarnessError extends Error {
    name = 'HarnessError';
    failure;
    headline;
    reason;
    advice;
    correlationId;
    paragraphs;
    constructor(failure) {
        const headline = `${headlineOf(failure)}.`;
        const reason = detailOf(failure);
        const advice = adviceIn(failure);
        const { correlationId } = failure;
        const id = correlationId === undefined ? undefined : oneLine(correlationId, 80);
        const paragraphs = withCorrelationId([headline, ...(reason === '' ? [] : [reason]), ...advice], id);
        super(paragraphs.join('\n  '), { cause: failure.cause });
        this.failure = failure;
        this.headline = headline;
        this.reason = reason;
        this.advice = advice;
        this.correlationId = id;
        this.paragraphs = paragraphs;
    }
    get kind() {
        return this.failure.kind;
    }
}
class DeadlineExceeded extends Error {
    name = 'DeadlineExceeded';
    last;
    constructor(last) {
        super('The time limit was reached.');
        this.last = last;
    }
}
class Cancelled extends Error {
    name = 'Cancelled';
    constructor() {
        super('Cancelled.');
    }
}
function unexpectedResponse(about, detail) {
    return new HarnessError({ ...about, kind: 'unexpected', status: 200, detail });
}
function orTemporary(error) {
    return error instanceof HarnessError &&
        error.kind === 'refused' &&
        /please (?:retry|try again)|(?:retry|try again) (?:later|after|in a)/i.test(error.failure.detail)
        ? new HarnessError({ ...error.failure, kind: 'unavailable' })
        : error;
}
//# sourceMappingURL=errors.js.map
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
;// CONCATENATED MODULE: ./lib/src/inputs/misspelled.js

function misspelled(inputNames, inputs) {
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
//# sourceMappingURL=misspelled.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/form.js



function inputContext({ workflow, inputNames }) {
    return { withoutSecrets: workflow.withoutSecrets, runUrl: workflow.url, inputNames };
}
const SET_BY_RUNNER = ['github-token', 'matrix-leg'];
const FREE_TEXT = ['notes', 'label', 'commit-status', 'comments'];
const UNSEEN = unicode(String.raw `[\p{Cf}\p{Default_Ignorable_Code_Point}]`);
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
    return {
        raw,
        text(name, without) {
            const written = raw(name, without).trim();
            const [character] = isVisible(written) ? [] : (UNSEEN().exec(written) ?? []);
            if (character !== undefined && !FREE_TEXT.includes(name)) {
                const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
                problem(name, `contains an invisible character (U+${point}). Type it instead of pasting it.`);
                invisible.add(name);
            }
            return written;
        },
        problem,
        close() {
            for (const { written, meant } of misspelled(inputNames, inputs)) {
                problem(written, `is not an input of this action. Did you mean ${meant}?`);
            }
            if (problems.length > 0) {
                throw new InputError(problems);
            }
        },
    };
}
//# sourceMappingURL=form.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/yaml.js

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
async function openRuntimeInputs(inputs) {
    if (inputs.trim() === '') {
        return () => ({ form: 'empty' });
    }
    const { readRuntimeInputs } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return readRuntimeInputs;
}
//# sourceMappingURL=yaml.js.map
;// CONCATENATED MODULE: ./lib/src/harness/status.js
const STATUSES = {
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
    ...Object.keys(STATUSES)
        .filter((status) => Object.hasOwn(STATUSES, status))
        .map((status) => [letters(status), status]),
    ...Object.entries(ALIASES),
]);
function canonicalStatus(status) {
    return SPELLINGS.get(letters(status ?? ''));
}
function phaseOf(status) {
    const known = canonicalStatus(status);
    return known === undefined ? 'unknown' : STATUSES[known];
}
function isSameStatus(one, other) {
    return (canonicalStatus(one) ?? letters(one)) === (canonicalStatus(other) ?? letters(other));
}
const FINAL = ['succeeded', 'ignored', 'skipped', 'failed', 'aborted', 'expired'];
function isFinal(phase) {
    return FINAL.includes(phase);
}
function isUnsuccessful(phase) {
    return phase === 'failed' || phase === 'aborted' || phase === 'expired';
}
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
//# sourceMappingURL=status.js.map
;// CONCATENATED MODULE: ./lib/src/harness/wording.js


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
function iconOf(phase) {
    return ICONS[phase];
}
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
function emojiOf(phase) {
    return EMOJI[phase];
}
const WORDS = {
    ApprovalWaiting: 'waiting for approval',
    InterventionWaiting: 'waiting for manual intervention',
    InputWaiting: 'waiting for input',
    UploadWaiting: 'waiting for an upload',
    ApprovalRejected: 'rejected',
    AbortedByFreeze: 'stopped by a deployment freeze',
    QueuedLicenseLimitReached: 'queued: license limit reached',
    QueuedExecutionConcurrencyReached: 'queued: limit of concurrent executions reached',
    ResourceWaiting: 'queued for a resource that another execution is using',
    Suspended: 'suspended',
};
const SAID = {
    ApprovalRejected: /^(the )?approval( step)? (has been|was) rejected\.?$/i,
    AbortedByFreeze: /^(pipeline aborted due to|stopped by a deployment) freeze\.?$/i,
    Aborted: /^aborted\.?$/i,
};
function isRedundantMessage({ status, message = '', by }) {
    const known = canonicalStatus(status);
    return ((known === 'ApprovalRejected' && by !== undefined) ||
        (known !== undefined && SAID[known]?.test(message.trim()) === true));
}
function describeState({ status, phase }) {
    const known = canonicalStatus(status);
    const words = known === undefined ? undefined : WORDS[known];
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
            return status === '' ? 'without a status' : `in a status unknown to this version (${oneLine(status, 60)})`;
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
function took(word, { startedAt, endedAt }) {
    const before = word === '' ? '' : ` ${word}`;
    return startedAt === undefined || endedAt === undefined ? '' : `${before} ${duration(endedAt - startedAt)}`;
}
//# sourceMappingURL=wording.js.map
;// CONCATENATED MODULE: ./lib/src/follow/progress.js



const progress_MINUTE = 60_000;
const MAX_WIDTH = 40;
const MIN_WIDTH = 18;
function openProgress({ print, now, from }) {
    // The last line of each stage, and of the execution: a status with the same words is not printed again.
    const before = new Map();
    let state = '';
    let printedAt = now();
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
                // The stages show it, or the verdict will.
                const isReported = isNews || isFinal(snapshot.phase) || snapshot.phase === 'running';
                if (!isReported) {
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
function currentStage({ stages }) {
    const own = stages.filter(({ depth }) => depth === 0);
    const current = own.findLastIndex(({ phase }) => phase !== 'queued' && phase !== 'skipped') + 1;
    return own.length < 2 || current === 0 ? [] : [`stage ${current} of ${own.length}`];
}
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
    const time = took(isWork ? 'in' : 'after', stage);
    const isReported = !isUnsuccessful(stage.phase) || stage.isGroup || isRedundantMessage(stage);
    return `${state}${time}${isReported || stage.message === undefined ? '' : `: ${oneLine(stage.message, 160)}`}`;
}
//# sourceMappingURL=progress.js.map
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
;// CONCATENATED MODULE: ./lib/src/base/signals.js
function onAbort(signals, act) {
    for (const signal of signals) {
        signal.addEventListener('abort', act, { once: true });
    }
    if (signals.some(isAborted)) {
        act();
    }
    return () => {
        for (const signal of signals) {
            signal.removeEventListener('abort', act);
        }
    };
}
function isAborted(signal) {
    return signal.aborted;
}
function limited({ signal, limit }) {
    const over = new AbortController();
    const stop = () => {
        over.abort();
    };
    const timer = setTimeout(stop, Math.max(1, Math.floor(limit)));
    const stopListening = onAbort([signal], stop);
    return {
        signal: over.signal,
        release: () => {
            clearTimeout(timer);
            stopListening();
        },
    };
}
async function orAborted(work, signal) {
    let stopListening;
    const aborted = new Promise((_resolve, reject) => {
        stopListening = onAbort([signal], () => {
            reject(new DOMException('aborted', 'AbortError'));
        });
    });
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        stopListening?.();
        work.catch(() => undefined); // A later rejection must not end the process as unhandled.
    }
}
//# sourceMappingURL=signals.js.map
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = process.getBuiltinModule("node:stream");
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = process.getBuiltinModule("node:http");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = process.getBuiltinModule("node:net");
;// CONCATENATED MODULE: ./lib/src/harness/socket.js




const CONNECT_LIMIT = 15_000;
class ConnectError extends Error {
    name = 'ConnectError';
    code;
    constructor(message, options) {
        super(message, { cause: options.cause });
        this.code = options.code;
    }
}
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
async function openSocket(to, signals = []) {
    const attempt = new AbortController();
    const timer = setTimeout(() => {
        attempt.abort(new ConnectError(`no connection within ${CONNECT_LIMIT / 1000} s`, { code: 'ETIMEDOUT' }));
    }, CONNECT_LIMIT);
    const stop = () => {
        attempt.abort(new ConnectError('aborted', { code: 'ABORT_ERR' }));
    };
    const stopListening = onAbort(signals, stop);
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
        stopListening();
    }
}
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
        const onClose = () => {
            fail(new ConnectError('the connection was closed before it was established', { code: 'ECONNRESET' }));
        };
        socket.once('error', fail);
        socket.once('close', onClose);
        const stopListening = onAbort([signal], () => {
            fail(signal.reason);
        });
        socket.once(isTls ? 'secureConnect' : 'connect', () => {
            stopListening();
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
                refuse(`responded to CONNECT with ${statusCode}`, `PROXY_${statusCode}`);
            }
            else if (head.length > 0) {
                refuse('sent unexpected data', 'PROXY_DATA');
            }
            else {
                resolve(socket);
            }
        });
        asked.end();
    });
    return connect({ ...target, tunnel }, signal);
}
function codeOf(error) {
    return shape_text(at(own(error), 'code')) ?? '';
}
function messageOf(error) {
    const said = list(at(own(error), 'errors')).map((inner) => shape_text(at(own(inner), 'message')));
    return shape_text(at(own(error), 'message')) ?? shape_text(texts(said).join('; ')) ?? String(error);
}
function own(error) {
    return typeof error === 'object' && error !== null
        ? {
            code: 'code' in error ? error.code : undefined,
            message: 'message' in error ? error.message : undefined,
            errors: 'errors' in error ? error.errors : undefined,
        }
        : {};
}
function connectError(error) {
    return error instanceof ConnectError
        ? error
        : new ConnectError(messageOf(error), { code: codeOf(error), cause: error });
}
//# sourceMappingURL=socket.js.map
;// CONCATENATED MODULE: ./lib/src/harness/body.js



const ACCEPTED_ENCODINGS = 'gzip, deflate, br';
class BodyError extends Error {
    name = 'BodyError';
    code;
    constructor(code, message, cause) {
        super(message, { cause });
        this.code = code;
    }
}
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
                throw new BodyError('TOO_LARGE', `The response has more than ${max} bytes.`);
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
            : new BodyError(code, `The response could not be decoded as ${encodings.join(', ')}, which its header specifies: ${messageOf(error)}.`, error);
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
                throw new BodyError('ENCODING', `The response is compressed as '${oneLine(encoding, 40)}', which was not requested.`);
        }
    }
    return body;
}
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
function zlibCode(error) {
    const code = codeOf(error);
    return /^(Z_|ERR__)/.test(code) ? code : undefined;
}
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
//# sourceMappingURL=body.js.map
;// CONCATENATED MODULE: ./lib/src/harness/broken-request.js


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
            : { ...base, kind: 'lost', code: 'TIMEOUT', detail: `no complete response within ${seconds} s` };
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
//# sourceMappingURL=broken-request.js.map
;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = process.getBuiltinModule("http");
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
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
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
        proxyAgent = new external_toolkit_js_namespaceObject.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
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
;// CONCATENATED MODULE: ./lib/src/harness/client.js



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
    const client = new lib_HttpClient(headers['user-agent'], [{ prepareRequest, canHandleAuthentication: () => false, handleAuthentication: neverAuthenticates }], { allowRedirects: false, allowRetries: false, keepAlive: true });
    const { message } = await client.request(method, `http://harness${path}`, body ?? null, { ...headers });
    return message;
}
function neverAuthenticates() {
    return Promise.reject(new Error('canHandleAuthentication said no.'));
}
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
//# sourceMappingURL=client.js.map
;// CONCATENATED MODULE: ./lib/src/harness/connections.js



const MAX_PRECONNECTED = 5000;
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
//# sourceMappingURL=connections.js.map
;// CONCATENATED MODULE: ./lib/src/harness/response.js



function interpret({ status, header, body }, { expects, origin, clean }) {
    if (status >= 300 && status < 400) {
        const location = header('location');
        const isUrl = location !== undefined && URL.canParse(location, origin);
        const host = isUrl ? new URL(location, origin).host : 'no host';
        return { failure: { kind: 'redirect', detail: `The redirect points to ${oneLine(host, 100)}.` } };
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
function parse(body, clean) {
    try {
        return cleaned(JSON.parse(body), clean);
    }
    catch {
        return undefined;
    }
}
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
    const errors = [
        ...said((word, level) => level === 'ERROR' && word !== 'HINT' && word !== 'EXPLANATION'),
        ...list(at(answer, 'errors')).flatMap((error) => shape_text(at(error, 'error')) ?? []),
    ];
    const isNew = (each) => message?.includes(each) !== true;
    const detail = [...(message === undefined ? [] : [message]), ...new Set(errors.filter(isNew))];
    const advice = (wanted) => [...new Set(said((word) => word === wanted).filter(isNew))].slice(0, 5).map((each) => oneLine(each));
    return {
        detail: oneLine(detail.join('; '), 1000),
        ...(code === undefined ? {} : { code: oneLine(code, 80) }),
        explanations: advice('EXPLANATION'),
        hints: advice('HINT'),
    };
}
function excerpt(body) {
    const title = /<title[^>]*>([^<]+)/i.exec(body.slice(0, 20_000))?.[1];
    return title === undefined ? oneLine(body, 200) : `a page titled ${oneLine(title, 200)}`;
}
function dateOf({ header }) {
    return httpDate(header('date'));
}
function httpDate(value) {
    const ms = value?.endsWith(' GMT') === true ? Date.parse(value) : Number.NaN;
    return Number.isFinite(ms) ? ms : undefined;
}
function retryAfter(raw, clock) {
    const value = raw.header('retry-after');
    const seconds = integer(value);
    if (seconds !== undefined) {
        return seconds * 1000;
    }
    const date = httpDate(value);
    return date === undefined ? usedUpFor(raw, clock) : Math.max(0, date - (dateOf(raw) ?? clock.now()));
}
const MAX_BACK_OFF = 60_000;
function backOffOf(raw, { isLimited, clock }) {
    const ms = isLimited ? retryAfter(raw, clock) : usedUpFor(raw, clock);
    return ms === undefined ? undefined : Math.min(MAX_BACK_OFF, ms);
}
function usedUpFor(raw, clock) {
    if (raw.header('x-ratelimit-remaining') !== '0') {
        return undefined;
    }
    const reset = integer(raw.header('x-ratelimit-reset'));
    const now = dateOf(raw) ?? clock.now();
    const ms = reset === undefined ? MAX_BACK_OFF : reset > 1e9 ? reset * 1000 - now : reset * 1000;
    return Math.min(MAX_BACK_OFF, Math.max(0, ms));
}
//# sourceMappingURL=response.js.map
;// CONCATENATED MODULE: ./lib/src/harness/version.js
const version_VERSION = '1.0.0';
//# sourceMappingURL=version.js.map
;// CONCATENATED MODULE: ./lib/src/harness/http.js












function openHttp(options) {
    const destination = destinationOf(options.origin, options.proxy);
    const { agent, openAhead } = openPool(destination);
    const spare = openSpare(destination, options.clock);
    const withoutKey = (value, { secrets = [] } = {}) => withoutSecrets(value, [options.key, ...secrets]);
    const exchange = async (call, bounds, onConnected) => {
        const { signal } = bounds;
        const url = urlOf(call, options.origin);
        const signals = [signal, ...(bounds.whileUnsent === undefined ? [] : [bounds.whileUnsent])];
        const socket = call.fresh === true ? await spare.take(signals) : undefined;
        if (signals.some(isAborted)) {
            socket?.destroy();
            throw new ConnectError('aborted', { code: 'ABORT_ERR' });
        }
        const message = await sendOver(socket ?? agent, onConnected, {
            method: call.method,
            path: `${url.pathname}${url.search}`,
            headers: headersOf(call, { host: url.host, key: options.key }),
            body: call.body,
            signal,
        });
        const body = await bodyOf(message, call);
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
            const backOff = backOffOf(raw, { isLimited: answer.failure?.kind === 'limited', clock: options.clock });
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
function urlOf({ path, query = {} }, origin) {
    const url = new URL(path, origin);
    for (const [key, value] of Object.entries(query)) {
        for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
            url.searchParams.append(key, one);
        }
    }
    return url;
}
function headersOf({ expects, onText, type, withoutKey }, { host, key }) {
    return {
        host,
        'user-agent': `run-harness-pipeline/${version_VERSION}`,
        accept: expects === 'text' ? '*/*' : 'application/json',
        'accept-encoding': onText === undefined ? ACCEPTED_ENCODINGS : 'identity',
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(withoutKey === true || key === '' ? {} : { 'x-api-key': key }),
    };
}
const MAX_BYTES = 32 * 2 ** 20;
const MAX_TEXT_BYTES = 64 * 2 ** 20;
function bodyOf(message, { expects, onText, keep }) {
    const max = expects === 'text' ? MAX_TEXT_BYTES : MAX_BYTES;
    return onText !== undefined && message.statusCode === 200
        ? passText(message, onText)
        : readBody(message, { max, keep: keep ?? max });
}
function hintsOn(failure, status, hint) {
    const isAboutKey = failure.kind === 'refused' && refusalReason({ ...failure, status }) !== 'other';
    return hint !== undefined && isAboutKey ? [hint] : [];
}
//# sourceMappingURL=http.js.map
;// CONCATENATED MODULE: ./lib/src/harness/identifiers.js

function accountOf(key) {
    const [kind = '', account = '', ...rest] = key.split('.');
    return ['pat', 'sat'].includes(kind) && rest.length === 2 && isAccount(account) ? account : undefined;
}
function isAccount(text) {
    return /^[\w-]{1,64}$/.test(text);
}
function isIdentifier(text) {
    return /^[\w$][\w$.-]{0,127}$/.test(text);
}
function notIdentifier(text, part) {
    return `${text_quotedValue(text)} is not an identifier (letters, digits, _ $ - .). Use the ${part}'s identifier, not its name`;
}
function isExecutionId(text) {
    return /^[\w-]{1,64}$/.test(text);
}
//# sourceMappingURL=identifiers.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/approvals.js



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
function decisionsIn(activities) {
    return list(activities).map((activity) => ({
        isRejection: at(activity, 'action') === 'REJECT',
        by: approvals_shortened(at(activity, 'user', 'name')) ?? approvals_shortened(at(activity, 'user', 'email')),
        comment: approvals_shortened(at(activity, 'comments')),
    }));
}
function rejection(decisions) {
    const last = decisions.findLast(({ isRejection }) => isRejection);
    return last?.comment === undefined ? last?.by : `${last.by ?? 'someone'}: ${last.comment}`;
}
function approvals_shortened(value) {
    return shape_text(oneLine(shape_text(value) ?? '', 300));
}
function isSameComment(read, sent) {
    return read === approvals_shortened(sent);
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/harness/links.js
function placeOf({ scope, application }) {
    return application?.name ?? `${scope.org} / ${scope.project}`;
}
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
function parentLink(scope, parent) {
    return parent === undefined
        ? undefined
        : executionLink({ scope: { ...scope, ...parent }, pipeline: parent.pipeline }, parent.id);
}
function stageLink(url, at) {
    const query = new URLSearchParams([
        ['stage', at.stage],
        ['stageExecId', at.run],
        ['step', at.step],
    ].filter((pair) => pair[1] !== undefined));
    return query.size === 0 ? url : `${url}?${query.toString()}`;
}
//# sourceMappingURL=links.js.map
;// CONCATENATED MODULE: ./lib/src/harness/address.js
function isAddress(text) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('/') || lacksScheme(text);
}
function lacksScheme(text) {
    return /^(?:(?:[a-z0-9-]+\.)+[a-z0-9-]+|localhost)(?::\d+)?\//i.test(text);
}
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
const address_WORDS = new Map([
    ['account', 'account'],
    ['orgs', 'org'],
    ['projects', 'project'],
    ['pipelines', 'pipeline'],
    ['executions', 'execution'],
    ['deployments', 'execution'],
    ['builds', 'execution'],
]);
function readPath(path) {
    const names = new Map();
    const parts = path.split('/').filter((part) => part !== '');
    for (let position = 0; position < parts.length - 1; position++) {
        const name = address_WORDS.get(parts[position] ?? '');
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
;// CONCATENATED MODULE: ./lib/src/harness/origin.js

function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isHarness(hostname) {
    return hostname === 'harness.io' || hostname.endsWith('.harness.io');
}
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
function isSafeOrigin(text) {
    return URL.canParse(text) && new URL(text).origin === text && unsafe(new URL(text)) === undefined;
}
function unsafe(url) {
    return url.username !== '' || url.password !== ''
        ? 'contains a user name or a password. Specify only the host; the key belongs in api-key.'
        : url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
            ? undefined
            : 'would send the key unencrypted. Use https (http is allowed only for loopback addresses).';
}
function trustedOrigin(url, base) {
    const shown = text_quotedValue(url.host);
    if (base !== undefined && new URL(base).host === url.host) {
        return { origin: base };
    }
    if (!isHarness(url.hostname)) {
        return {
            problem: `is a URL of ${shown}, and the key is never sent to a host that only a URL names. If that host is your Harness, set base-url to ${isLoopback(url.hostname) ? url.protocol : 'https:'}//${oneLine(url.host, 100)}`,
        };
    }
    const problem = unsafe(url);
    return problem === undefined ? { origin: url.origin } : { problem: `is a URL of ${shown} that ${problem}` };
}
//# sourceMappingURL=origin.js.map
;// CONCATENATED MODULE: ./lib/src/harness/scope.js




function scopeQuery({ account, org, project }) {
    return { accountIdentifier: account, orgIdentifier: org, projectIdentifier: project };
}
function gitQuery(git) {
    return {
        branch: git.branch || undefined,
        storeType: git.storeType || undefined,
        connectorRef: git.connectorRef || undefined,
        repoName: git.repoName || undefined,
    };
}
function locate(where) {
    const problems = [];
    const base = where.baseUrl === '' ? undefined : readOrigin(where.baseUrl, (text) => problems.push({ input: 'base-url', text }));
    const found = {
        host: claim('base-url', base ?? ''),
        account: claim('account', where.account),
        org: claim('org', where.org),
        project: claim('project', where.project),
        pipeline: [],
        execution: [],
        branch: [],
        storeType: [],
        connectorRef: [],
        repoName: [],
    };
    let whole;
    for (const [input, text] of Object.entries(where.addresses)) {
        const wanted = input === 'pipeline' ? 'pipeline' : 'execution';
        if (!isAddress(text)) {
            found[wanted].push(...claim(input, text));
            continue;
        }
        const { place, faults } = readPlace(text, { wanted, base });
        for (const part of PARTS) {
            found[part].push(...claim(input, place[part] ?? '', true));
        }
        problems.push(...faults.map((fault) => ({ input, text: fault })));
        whole ??= place[wanted] === undefined ? undefined : { input, text };
    }
    if (found.project.length === 0 && whole !== undefined) {
        const text = `'${oneLine(whole.text, 200)}' names no project. Copy the URL of a page in the project, or set project.`;
        problems.push({ input: whole.input, text });
    }
    const one = (part, is) => agreed({ part, claim: found[part], is }, problems);
    const wrongBase = where.baseUrl !== '' && base === undefined;
    return {
        scope: {
            origin: one('host', () => true) || (wrongBase ? '' : 'https://app.harness.io'),
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
const PARTS = [
    'host',
    'account',
    'org',
    'project',
    'pipeline',
    'execution',
    'branch',
    'storeType',
    'connectorRef',
    'repoName',
];
function readPlace(text, { wanted, base }) {
    const place = readAddress(text);
    if (place === undefined) {
        const remedy = lacksScheme(text)
            ? 'does not begin with https://.'
            : 'is not a URL. Copy it from the browser again.';
        return { place: {}, faults: [`${text_quotedValue(text)} ${remedy}`] };
    }
    const trusted = place.host === undefined ? undefined : trustedOrigin(place.host, base);
    const nameless = `${text_quotedValue(text, 200)} names no ${wanted}. Open the ${wanted} in Harness and copy the URL of that page.`;
    return {
        // The page of an execution also names its pipeline; that the pipeline is meant does not mean the execution is.
        place: { ...place, host: trusted?.origin, execution: wanted === 'execution' ? place.execution : undefined },
        faults: [
            ...(trusted === undefined || trusted.origin !== undefined ? [] : [trusted.problem]),
            ...(place[wanted] === undefined ? [nameless] : []),
        ],
    };
}
function claim(input, text, fromAddress = false) {
    return text === '' ? [] : [{ input, text, fromAddress }];
}
function agreed({ part, claim: [first, ...others], is }, problems) {
    if (first === undefined) {
        return '';
    }
    const other = others.find(({ text }) => text !== first.text);
    if (other !== undefined) {
        problems.push({
            input: first.input,
            text: `${first.fromAddress === true ? `names the ${part}` : 'is'} ${text_quotedValue(first.text)}, but ` +
                `${other.fromAddress === true ? 'the URL in ' : ''}${other.input} says ${text_quotedValue(other.text)}. Specify only one of them.`,
        });
    }
    if (is(first.text)) {
        return first.text;
    }
    const orUrl = part === 'pipeline' || part === 'execution' ? ', or its URL' : '';
    problems.push({
        input: first.input,
        text: first.fromAddress === true
            ? `names the ${part} ${text_quotedValue(first.text)}, which is not a valid identifier. Copy the URL from the browser again.`
            : `${notIdentifier(first.text, part)}${orUrl}.`,
    });
    return '';
}
//# sourceMappingURL=scope.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/failure-info.js

const MAX_RESPONSES = 200;
const EMPTY_WORDS = /check (the )?(execution |step |delegate )?logs?\b|^((step|stage|pipeline|execution) )*(has )?failed\.?$/i;
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
const MAX_KEPT = 5;
function unique(values) {
    return [...new Set(values)].slice(0, MAX_KEPT);
}
//# sourceMappingURL=failure-info.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/freeze.js


function freezesInModule(cd) {
    return describe(list(at(cd, 'freezeExecutionSummary', 'freezeExecutionInfoList')).map((freeze) => ({
        name: shape_text(at(freeze, 'name')) ?? shape_text(at(freeze, 'freezeId')),
    })));
}
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
const MAX_FREEZES = 5;
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
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/governance.js

const MAX_MESSAGES = 50;
function readDenial(governance) {
    if (at(governance, 'deny') !== true) {
        return undefined;
    }
    const { names, messages } = violationsIn(either(governance, 'details', 'detailsList'));
    const said = messages.join('; ') || shape_text(at(governance, 'message'));
    const who = names.length === 0 ? 'a policy' : `policy ${names.join(', ')}`;
    return { message: `denied by ${who}${said === undefined ? '' : `: ${said}`}`, by: names };
}
function violationsIn(sets) {
    const names = [];
    const messages = [];
    for (const [setKey, set] of entries(sets)) {
        const setName = shape_text(either(set, 'policySetName', 'policy_set', 'name', 'identifier')) ??
            (Array.isArray(sets) ? undefined : setKey);
        const policies = either(set, 'policyMetadata', 'policyMetadataList', 'policy_metadata', 'policyDetails');
        const denied = entries(policies).filter(([, policy]) => !/^(pass|warning)$/i.test(shape_text(at(policy, 'status')) ?? ''));
        for (const [key, policy] of denied) {
            const policyName = shape_text(either(policy, 'policyName', 'policy_name', 'name', 'identifier')) ??
                (Array.isArray(policies) ? undefined : key);
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
//# sourceMappingURL=governance.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/matrix.js


const matrix_MAX_WIDTH = 60;
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
function identifierSuffix(strategy) {
    return shape_text(spelled(strategy, 'identifierPostFix')) ?? '';
}
function spelled(value, name) {
    return either(value, name, name.toLowerCase());
}
function valuesOf(strategy) {
    const loop = spelled(strategy, 'forMetadata');
    const value = readable(at(loop, 'value'));
    return [
        ...entries(spelled(spelled(strategy, 'matrixMetadata'), 'matrixValues')).map(([, each]) => readable(each)),
        ...(value === '' ? list(at(loop, 'partition')).map(readable) : [value]),
    ].filter((each) => each !== '');
}
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


const MENU_CONDITIONS = {
    OnPipelineSuccess: 'it runs only if the pipeline has succeeded so far',
    OnStageSuccess: 'it runs only if its stage has succeeded so far',
    OnPipelineFailure: 'it runs only if the pipeline has failed',
    OnStageFailure: 'it runs only if its stage has failed',
};
function idleReason(node) {
    const message = shape_text(at(node, 'outcomes', 'skipOutcome', 'message'));
    return message === undefined ? undefined : oneLine(message);
}
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
    const messages = entries(at(node, 'outcomes')).map(([, outcome]) => shape_text(at(outcome, 'message')));
    const message = messages.find((each) => each !== undefined);
    return idleReason(node) ?? (message === undefined ? undefined : oneLine(message));
}
//# sourceMappingURL=skip-reason.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/layout.js






const MAX_STAGES = 2000;
function readStages(summary) {
    // A stage without a key could be neither named nor linked.
    const nodes = new Map(entries(at(summary, 'layoutNodeMap')).filter(([key, node]) => key !== '' && isObject(node)));
    const seen = new Set();
    const linked = walk(nodes, texts([at(summary, 'startingNodeId'), ...list(at(summary, 'startingNodeIds'))]), seen);
    return withStateOfMembers([...linked, ...unlinkedStages(nodes, seen, linked.length === 0)]);
}
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

const MAX_NAMES = 50;
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
function triggeredBy(summary) {
    const by = at(summary, 'executionTriggerInfo', 'triggeredBy');
    return { uuid: shape_text(at(by, 'uuid')), name: shape_text(at(by, 'extraInfo', 'email')) ?? shape_text(at(by, 'identifier')) };
}
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
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/list.js






async function listExecutions(http, { scope, order }, bounds) {
    const { pipeline, page, size, statuses = [] } = order;
    const where = `${scope.org}/${scope.project}`;
    const call = {
        purpose: pipeline === '' ? `list the executions in ${where}` : `list the executions of ${pipeline} in ${where}`,
        method: 'POST',
        path: '/pipeline/api/pipelines/execution/summary',
        query: {
            ...scopeQuery(scope),
            pipelineIdentifier: pipeline || undefined,
            page: String(page),
            size: String(size),
            status: statuses,
        },
        type: 'application/json',
        body: JSON.stringify({ filterType: 'PipelineExecution' }),
    };
    const content = at(await http.send(call, bounds), 'data', 'content');
    if (!Array.isArray(content)) {
        throw unexpectedResponse({ purpose: call.purpose, origin: scope.origin }, 'The response contains no list.');
    }
    return list(content).flatMap((entry) => {
        const id = shape_text(at(entry, 'planExecutionId'));
        if (id === undefined || !isExecutionId(id)) {
            return [];
        }
        const named = shape_text(at(entry, 'pipelineIdentifier')) ?? '';
        const hasNotes = at(entry, 'notesExistForPlanExecutionId');
        return [
            {
                ref: executionRef({ scope, pipeline: isIdentifier(named) ? named : pipeline }, id),
                snapshot: toSnapshot(entry),
                hasNotes: typeof hasNotes === 'boolean' ? hasNotes : undefined,
                event: shape_text(at(entry, 'executionTriggerInfo', 'triggeredBy', 'extraInfo', 'eventCorrelationId')),
            },
        ];
    });
}
//# sourceMappingURL=list.js.map
;// CONCATENATED MODULE: ./lib/src/harness/execution.js

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
function failedStages(snapshot) {
    return snapshot.stages.filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase));
}
const ENGINES = ['nextgen', 'webhook', 'firstgen', 'rollback'];
//# sourceMappingURL=execution.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/start.js








const EXECUTE = '/pipeline/api/pipeline/execute';
async function startExecution(http, { scope, order }, bounds) {
    const common = {
        purpose: `start ${order.pipeline} in ${scope.org}/${scope.project}`,
        method: 'POST',
        fresh: true,
        query: {
            ...scopeQuery(scope),
            ...gitQuery(order.git),
            // Only labels the execution: Harness does not apply these sets, and its own merge (/inputSetList) loses values.
            inputSetIdentifiers: order.inputSets,
            notesForPipelineExecution: order.notes,
        },
    };
    const path = `${EXECUTE}/${encodeURIComponent(order.pipeline)}`;
    const body = JSON.stringify({ runtimeInputYaml: order.yaml, stageIdentifiers: order.stages });
    const answer = order.stages.length > 0
        ? http.send({ ...common, path: `${path}/stages`, type: 'application/json', body }, bounds)
        : http.send({ ...common, path, type: 'application/yaml', body: order.yaml }, bounds);
    return started(await answer, { scope, purpose: common.purpose, pipeline: order.pipeline });
}
async function retryExecution(http, { scope, order }, bounds) {
    const call = {
        purpose: `retry ${order.execution} of ${order.pipeline} in ${scope.org}/${scope.project}`,
        method: 'POST',
        path: `${EXECUTE}/retry/${encodeURIComponent(order.pipeline)}`,
        query: {
            ...scopeQuery(scope),
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
    return started(await http.send(call, bounds), { scope, purpose: call.purpose, pipeline: order.pipeline });
}
function started(answer, { scope, purpose, pipeline }) {
    const plan = at(answer, 'data', 'planExecution');
    const id = shape_text(at(plan, 'uuid'));
    if (id === undefined || !isExecutionId(id)) {
        const correlationId = shape_text(at(answer, 'correlationId'));
        throw unexpectedResponse({ purpose, origin: scope.origin, correlationId }, 'The response contains no execution.');
    }
    const denial = readDenial(at(plan, 'governanceMetadata'));
    const status = shape_text(at(plan, 'status')) ?? '';
    return {
        ref: executionRef({ scope, pipeline }, id),
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
}
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/executions.js








const executions_EXECUTE = '/pipeline/api/pipeline/execute';
const EXECUTIONS = '/pipeline/api/pipelines/execution';
function nextGen(http, scope, key) {
    const query = scopeQuery(scope);
    const id = encodeURIComponent;
    const look = async (sought, bounds) => {
        const purpose = `read execution ${sought.id}`;
        const path = `${EXECUTIONS}/v2/${id(sought.id)}`;
        const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
        const summary = at(answer, 'data', 'pipelineExecutionSummary');
        const other = shape_text(at(summary, 'planExecutionId')) ?? sought.id;
        const snapshot = toSnapshot(summary);
        if (other !== sought.id || snapshot.status === '') {
            const detail = other === sought.id ? 'The response contains no status.' : 'The response is about another execution.';
            throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
        }
        const identifier = shape_text(at(summary, 'pipelineIdentifier')) ?? '';
        const pipeline = isIdentifier(identifier) ? identifier : sought.pipeline;
        return { ref: { id: sought.id, pipeline, url: executionLink({ scope, pipeline }, sought.id) }, snapshot };
    };
    return {
        start: (order, bounds) => startExecution(http, { scope, order }, bounds),
        retry: (order, bounds) => retryExecution(http, { scope, order }, bounds),
        list: (order, bounds) => listExecutions(http, { scope, order }, bounds),
        find: look,
        async read(ref, bounds) {
            return (await look(ref, bounds)).snapshot;
        },
        async abort(ref, bounds) {
            const call = {
                purpose: `abort execution ${ref.id}`,
                method: 'PUT',
                path: `${executions_EXECUTE}/interrupt/${id(ref.id)}`,
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
        async notesOf(execution, bounds) {
            const purpose = `read the notes of execution ${execution}`;
            const path = `${EXECUTIONS}/${id(execution)}/notes`;
            const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
            // Taken for an execution without notes, an answer that says nothing would let a second start pass.
            if (!isObject(at(answer, 'data')) && at(answer, 'status') !== 'SUCCESS') {
                throw unexpectedResponse({ purpose, origin: scope.origin }, 'The response contains no notes.');
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
function isAbortedAlready(error) {
    return (error instanceof HarnessError &&
        error.failure.status === 400 &&
        (error.failure.code === 'ABORT_ALL_ALREADY_NG' || /already (finished|under progress)/i.test(error.failure.detail)));
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/interrupts.js


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
        return 'Harness, because of a timeout';
    }
    const trigger = at(issuer, 'triggerIssuer');
    if (shape_text(at(trigger, 'triggerRef')) !== undefined || at(trigger, 'abortPrevConcurrentExecution') === true) {
        return 'a newer run of the same trigger';
    }
    const advice = shape_text(at(issuer, 'adviserIssuer', 'adviseType')) ?? 'UNKNOWN';
    return /^(UNKNOWN|UNRECOGNIZED)$/.test(advice) ? undefined : 'its failure strategy';
}
function isUuid(id) {
    return /^[\w-]{22}$/.test(id) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
//# sourceMappingURL=interrupts.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/log-keys.js

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
const MAX_UNITS = 20;
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
function failedUnit(node) {
    const units = list(at(node, 'unitProgresses'));
    const inState = (state) => units.findLast((unit) => state.test(shape_text(at(unit, 'status')) ?? ''));
    return shape_text(at(inState(/FAIL|EXPIRE|ERROR/i) ?? inState(/^(?!QUEUED|UNKNOWN|$)/i), 'unitName'));
}
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
//# sourceMappingURL=log-keys.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/outcomes.js




function causeInOutcomes(outcomes) {
    return freezesInOutcomes(outcomes) ?? policyIn(outcomes);
}
function detailsInOutcomes(outcomes, type) {
    const verification = /verify/i.test(type) ? outcomes.map(progressIn) : [];
    return [...outcomes.map(chaosIn), ...verification, exitCodeIn(outcomes)].filter((detail) => detail !== undefined);
}
function policyIn(outcomes) {
    for (const outcome of outcomes) {
        const output = [at(outcome, 'policyOutput'), outcome].find((each) => isObject(at(each, 'policySetDetails')) || Array.isArray(at(each, 'policySetDetails')));
        const { names, messages } = violationsIn(at(output, 'policySetDetails'));
        if (names.length > 0) {
            const said = messages.length === 0 ? '' : `: ${messages.join('; ')}`;
            return oneLine(`denied by policy ${names.join(', ')}${said}`, 2000);
        }
    }
    return undefined;
}
function chaosIn(outcome) {
    const score = numeric(at(outcome, 'resiliencyScore'));
    const faults = Object.entries({ passed: at(outcome, 'faultsPassed'), failed: at(outcome, 'faultsFailed') }).flatMap(([word, value]) => (integer(value) === undefined ? [] : [`${integer(value)} ${word}`]));
    return score === undefined
        ? undefined
        : `resilience score ${score}${faults.length === 0 ? '' : `; faults: ${faults.join(', ')}`}`;
}
function progressIn(outcome) {
    const percentage = numeric(at(outcome, 'progressPercentage'));
    return percentage === undefined ? undefined : `after ${percentage}% of its analysis`;
}
function numeric(value) {
    const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
function exitCodeIn(outcomes) {
    const code = outcomes.map((outcome) => integer(at(outcome, 'exitCode'))).find((each) => each !== undefined);
    return code === undefined || code === 0 ? undefined : `exit code ${code}`;
}
function delegatesOf(wire) {
    const names = entries(at(wire, 'delegateInfoList')).flatMap(([, delegate]) => shape_text(either(delegate, 'name', 'hostName')) ?? []);
    return [...new Set(names)].slice(0, 5).map((name) => oneLine(name, 100));
}
//# sourceMappingURL=outcomes.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/failure.js







const NO_FAILURE = {
    message: undefined,
    explanations: [],
    hints: [],
    types: [],
    by: undefined,
    delegates: [],
    logKeys: [],
};
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
function withDetails(message, details) {
    const isCodeNamed = /\bexit (code|status)\b/i.test(message);
    const shown = details.filter((detail) => !(isCodeNamed && detail.startsWith('exit code')));
    return shown.length === 0 ? message : `${message} (${shown.join('; ')})`;
}
//# sourceMappingURL=failure.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/node.js









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
function olderTries(wire) {
    const interrupts = list(at(wire, 'interruptHistories'));
    const named = interrupts.map((interrupt) => at(interrupt, 'interruptConfig', 'retryInterruptConfig', 'retryId'));
    return texts([...list(at(wire, 'retryIds')), ...named]);
}
const SECTION = /^(PIPELINE_SECTION|STAGES_STEP|NG_SECTION.*|NG_EXECUTION|NG_FORK|(GENERIC|SERVICE|INFRASTRUCTURE)_SECTION)$/;
const INTERNAL = /^(SERVICE|INFRASTRUCTURE|ARTIFACT|MANIFEST|GITOPS_CLUSTERS|ENVIRONMENT|CONFIG_FILE)|^ResourceConstraint$/;
const STAGE = /_STAGE(_STEP)?$|StageStep/;
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
        skippedBecause: phase === 'skipped' ? skipReason(wire) : phase === 'succeeded' ? idleReason(wire) : undefined,
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
function childOf(wire) {
    const details = at(wire, 'stepDetails', 'childPipelineExecutionDetails');
    const id = shape_text(at(details, 'planExecutionId'));
    const org = shape_text(at(details, 'orgId'));
    const project = shape_text(at(details, 'projectId'));
    const isSafe = [org, project].every((part) => part === undefined || isIdentifier(part));
    return id !== undefined && isExecutionId(id) && isSafe ? { id, org, project } : undefined;
}
function variablesIn(outcome) {
    const variables = at(outcome, 'outputVariables');
    return isObject(variables) ? entries(variables).filter(([name]) => name !== '__recast') : [];
}
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







function graphRequest(scope, id, purpose) {
    return {
        purpose,
        method: 'GET',
        path: `/pipeline/api/pipelines/execution/v2/${encodeURIComponent(id)}`,
        query: { ...scopeQuery(scope), renderFullBottomGraph: 'true' },
    };
}
function nextGenGraph(http, scope) {
    return {
        async graph({ id, org = scope.org, project = scope.project }, bounds) {
            const call = graphRequest({ ...scope, org, project }, id, `read the steps of execution ${id}`);
            const data = at(await http.send(call, bounds), 'data');
            const summary = at(data, 'pipelineExecutionSummary');
            if ((shape_text(at(summary, 'planExecutionId')) ?? id) !== id) {
                const detail = 'The response is about another execution.';
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
const MAX_NODES = 50_000;
function nodesOf(graph, run, starter) {
    const wires = new Map(entries(at(graph, 'nodeMap')).filter(([, node]) => isObject(node)));
    const oldTries = new Set([...wires].flatMap(([key, wire]) => olderTries(wire).filter((id) => id !== key)));
    const nodes = new Map();
    const stages = new Map();
    const links = (key, kind) => texts(at(graph, 'nodeAdjacencyListMap', key, kind));
    // A list to work off, not recursion: the graph is untrusted and may be a circle or thousands deep.
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
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/log-lines.js


const MAX_LINES = 50;
const MAX_CHARACTERS = 1000;
const log_lines_MAX_BYTES = 16 * 1024;
function textOf(log, isCut, withoutKey) {
    return log
        .split('\n')
        .slice(isCut ? 1 : 0)
        .flatMap((row) => linesOfRow(row, withoutKey))
        .map((line) => `${line}\n`)
        .join('');
}
function tailOf(log, isCut, withoutKey) {
    const rows = log.split('\n').slice(isCut ? 1 : 0);
    const shown = [];
    let bytes = 0;
    for (const row of rows.toReversed()) {
        for (const line of linesOfRow(row, withoutKey).toReversed()) {
            const cut = shortened(line, MAX_CHARACTERS);
            bytes += Buffer.byteLength(cut) + 1;
            if (shown.length === MAX_LINES || bytes > log_lines_MAX_BYTES) {
                return { lines: shown.toReversed(), isComplete: false };
            }
            if (shown.length > 0 || cut.trim() !== '') {
                shown.push(cut);
            }
        }
    }
    return shown.length === 0 ? undefined : { lines: shown.toReversed(), isComplete: !isCut };
}
function linesOfRow(row, withoutKey) {
    if (row.trim() === '') {
        return [];
    }
    const out = withoutKey(shape_text(at(log_lines_parse(row), 'out')) ?? row);
    // A progress bar draws itself over and over after a lone \r; a terminal shows what was drawn last.
    const drawn = out
        .replace(/[\r\n]+$/, '')
        .split('\n')
        .map((line) => line.replace(/\r+$/, ''))
        .map((line) => line.slice(line.lastIndexOf('\r') + 1));
    return lines(drawn.join('\n'));
}
function log_lines_parse(row) {
    try {
        return JSON.parse(row);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=log-lines.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/log-stream.js




const KEPT = 1024 * 1024;
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
                const body = shape_text(await http.send({ ...call(position, 'blob'), keep: KEPT }, bounds)) ?? '';
                if (/^\s*<(!doctype|html|head|script)/i.test(body)) {
                    return false;
                }
                const replay = openReplay(position, (row) => take(linesOfRow(row, http.withoutKey)));
                const isCut = Buffer.byteLength(body) >= KEPT;
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
function posOf(row) {
    try {
        const pos = integer(at(JSON.parse(row), 'pos'));
        return pos === 0 ? undefined : pos;
    }
    catch {
        return undefined;
    }
}
const MAX_ROW = 64 * 1024;
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
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/locks.js





function nextGenLocks(http, scope) {
    return {
        async lockedBy({ id }, bounds) {
            const graph = graphRequest(scope, id, `read what execution ${id} waits for`);
            const resourceUnit = waitedFor(at(await http.send(graph, bounds), 'data', 'executionGraph', 'nodeMap'));
            if (resourceUnit === undefined) {
                return [];
            }
            const call = {
                purpose: 'list the executions that use the resource',
                method: 'GET',
                path: '/pipeline/api/resource-constraints/executionInfo',
                query: { accountId: scope.account, resourceUnit },
            };
            const queue = list(at(await http.send(call, bounds), 'data', 'resourceConstraints'));
            const own = queue.findIndex((entry) => at(entry, 'planExecutionId') === id);
            return queue.slice(0, own < 0 ? undefined : own).flatMap((entry) => toUser(entry, scope) ?? []);
        },
    };
}
function waitedFor(nodes) {
    const waiting = entries(nodes).flatMap(([, node]) => (at(node, 'status') === 'ResourceWaiting' ? [node] : []));
    const units = waiting.map((node) => {
        const parameters = at(node, 'stepParameters');
        const spec = at(parameters, 'spec');
        return shape_text(at(spec, 'resourceUnit')) ?? shape_text(at(spec, 'key')) ?? shape_text(at(parameters, 'resourceUnit'));
    });
    return units.find((unit) => unit !== undefined);
}
function toUser(entry, scope) {
    const part = (name) => shape_text(at(entry, name)) ?? '';
    const [id, pipeline, org, project] = [
        part('planExecutionId'),
        part('pipelineIdentifier'),
        part('orgIdentifier') || scope.org,
        part('projectIdentifier') || scope.project,
    ];
    if (!isExecutionId(id) || ![pipeline, org, project].every(isIdentifier)) {
        return undefined;
    }
    const name = `${oneLine(part('pipelineName') || pipeline, 100)} in ${org}/${project}`;
    return {
        ref: executionRef({ scope: { ...scope, org, project }, pipeline }, id),
        name,
        isHolder: part('state') === 'ACTIVE',
    };
}
//# sourceMappingURL=locks.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/logs.js



const logs_KEPT = 256 * 1024;
const KEPT_WHOLE = 16 * 1024 * 1024;
function nextGenLogs(http, scope) {
    const read = async ({ key, step, keep }, bounds) => {
        const purpose = `read the log of ${step}`;
        const query = { accountID: scope.account, key };
        const path = '/gateway/log-service/blob';
        try {
            const body = shape_text(await http.send({ purpose, method: 'GET', path, query, expects: 'text', keep }, bounds)) ?? '';
            // With a key that has expired the gateway sends its login page, as a success.
            if (/^\s*<(!doctype|html|head|script)/i.test(body)) {
                throw unexpectedResponse({ purpose, origin: scope.origin }, 'The response is an HTML page, not a log.');
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
            const keep = isWhole ? KEPT_WHOLE : logs_KEPT;
            const body = await read({ ...order, keep }, bounds);
            const isCut = body !== undefined && Buffer.byteLength(body) >= keep;
            const tail = body === undefined ? undefined : tailOf(body, isCut, http.withoutKey);
            return body === undefined || tail === undefined
                ? undefined
                : { ...tail, ...(isWhole ? { whole: textOf(body, isCut, http.withoutKey) } : {}) };
        },
    };
}
//# sourceMappingURL=logs.js.map
;// CONCATENATED MODULE: ./lib/src/harness/proxy.js

const HOW = 'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special characters in USER and PASSWORD ' +
    'percent-encoded (# as %23, / as %2F, ? as %3F, % as %25, @ as %40).';
function proxyFor(origin, variables) {
    const url = new URL(origin);
    if (url.protocol !== 'https:' || isBypassed(url, variables.no_proxy || variables.NO_PROXY || '')) {
        return undefined;
    }
    const variable = variables.https_proxy ? 'https_proxy' : 'HTTPS_PROXY';
    const value = variables[variable]?.trim() ?? '';
    return value === '' ? undefined : (readProxy(value) ?? { variable, problem: `is not a proxy URL. ${HOW}` });
}
function requireProxy(origin, variables = {}) {
    const proxy = URL.canParse(origin) ? proxyFor(origin, variables) : undefined;
    if (proxy !== undefined && 'problem' in proxy) {
        throw new InputError([{ input: proxy.variable, text: proxy.problem }]);
    }
    return proxy;
}
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
;// CONCATENATED MODULE: ./lib/src/harness/final-failure.js


const GRACE_PERIOD = 60_000;
function noteFailure(failures, { kind, failure }, now) {
    const reason = kind === 'refused' ? refusalReason(failure) : undefined;
    failures.notFoundSince = reason === 'not-found' ? (failures.notFoundSince ?? now) : undefined;
    failures.failingSince = failure.status === 500 ? (failures.failingSince ?? now) : undefined;
    failures.unexpectedSince = kind === 'unexpected' ? (failures.unexpectedSince ?? now) : undefined;
    failures.rejections += reason === 'unauthorized' || reason === 'forbidden' ? 1 : 0;
}
function isUnexpectedForLong({ unexpectedSince }, now) {
    return unexpectedSince !== undefined && now - unexpectedSince >= GRACE_PERIOD;
}
const UNREACHED_LIMIT = 300_000;
function final_failure_isFinal({ kind, failure }, failures, known) {
    const { now, hasAnswered, from, givesUpUnreached, isGiven } = known;
    switch (kind) {
        case 'redirect':
            return true;
        case 'untrusted':
        case 'handshake':
            return !hasAnswered;
        case 'refused':
            switch (refusalReason(failure)) {
                case 'unauthorized':
                case 'forbidden':
                    return !hasAnswered || failures.rejections > 1;
                case 'other':
                    return true;
                case 'not-found':
                    return (isGiven === true ||
                        failure.isPipelineMissing === true ||
                        now - (failures.notFoundSince ?? now) >= GRACE_PERIOD);
            }
        // Harness answers, and says itself how long to wait.
        case 'limited':
            return false;
        case 'unexpected':
        case 'unsent':
        case 'lost':
        case 'unavailable': {
            // Harness answers with a lasting 500 to an identifier in the wrong case, while it answers everything else.
            const since = failures.failingSince ?? (hasAnswered ? now : from);
            return givesUpUnreached === true && now - since >= UNREACHED_LIMIT;
        }
    }
}
//# sourceMappingURL=final-failure.js.map
;// CONCATENATED MODULE: ./lib/src/harness/outage.js

const REMINDER_INTERVAL = 60_000;
function openOutages(clock, listener) {
    const unanswered = new Set();
    let total = 0;
    let since = 0;
    let reportedAt;
    return {
        get ms() {
            return total;
        },
        begin(request, sentAt) {
            since = unanswered.size === 0 ? sentAt : since;
            unanswered.add(request);
        },
        async wait(error, until, signal) {
            do {
                const now = clock.now();
                if (reportedAt === undefined || now - reportedAt >= REMINDER_INTERVAL) {
                    reportedAt = now;
                    listener.onDisconnect(error, { since: now - since, pause: Math.max(0, until - now) });
                }
                await clock.sleep(Math.max(0, Math.min(until, reportedAt + REMINDER_INTERVAL) - now), signal);
            } while (clock.now() < until && !isAborted(signal));
        },
        end(request, isAnswered) {
            if (!unanswered.delete(request) || unanswered.size > 0) {
                return;
            }
            const ms = clock.now() - since;
            reportedAt = undefined;
            total += ms;
            if (isAnswered) {
                listener.onReconnect(ms);
            }
        },
    };
}
//# sourceMappingURL=outage.js.map
;// CONCATENATED MODULE: ./lib/src/harness/retry.js






const REQUEST_LIMIT = 30_000;
function openRetry({ clock, listener, matrixSize, hasAnswered = false, validate }) {
    const record = { rateLimited: 0, hasAnswered, backOffUntil: 0, limitedUntil: 0 };
    const outages = openOutages(clock, listener);
    const from = clock.now();
    const afterFailure = async (error, pending, until) => {
        const { deadline, signal } = until;
        const now = clock.now();
        pending.last = error;
        noteFailure(pending, error, now);
        record.rateLimited += error.kind === 'limited' ? 1 : 0;
        if (validate !== undefined && !pending.isKeyValidated && isUnexpectedForLong(pending, now)) {
            pending.isKeyValidated = true;
            await retry_confirm(validate, { signal, limit: Math.min(REQUEST_LIMIT, deadline - now) });
        }
        if (final_failure_isFinal(error, pending, { ...until, now, from, hasAnswered: record.hasAnswered })) {
            throw error;
        }
        const pause = pauseAfter(error, { attempts: pending.attempts, matrixSize, chance: clock.random() });
        const next = Math.min(clock.now() + pause, deadline);
        pending.attempts += 1;
        if (error.kind === 'limited') {
            record.limitedUntil = Math.max(record.limitedUntil, next);
        }
        await outages.wait(error, next, signal);
    };
    return {
        get unreachableMs() {
            return outages.ms;
        },
        get rateLimited() {
            return record.rateLimited;
        },
        get backOffLeft() {
            return Math.max(0, Math.max(record.backOffUntil, record.limitedUntil) - clock.now());
        },
        backOff(ms) {
            record.backOffUntil = Math.max(record.backOffUntil, clock.now() + ms);
        },
        async untilAnswered(ask, until) {
            const { signal, deadline, limit = REQUEST_LIMIT, skipsBackOff = false } = until;
            const pending = { attempts: 0, rejections: 0, isKeyValidated: false };
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
                        throw new DeadlineExceeded(pending.last);
                    }
                    const answer = await attempt(ask, { signal, limit: Math.min(limit, deadline - sentAt) });
                    if (answer.error === undefined) {
                        record.hasAnswered = true;
                        outages.end(pending, true);
                        return answer.value;
                    }
                    // What a cancelled request met with says nothing about Harness.
                    if (!isAborted(signal)) {
                        outages.begin(pending, sentAt);
                        await afterFailure(answer.error, pending, until);
                    }
                }
            }
            finally {
                outages.end(pending, false);
            }
        },
    };
}
function pauseAfter(error, { attempts, matrixSize, chance }) {
    // ms over which all legs of the matrix can ask once without passing the key's limit.
    const spread = (matrixSize * 60_000) / REQUESTS_PER_MINUTE;
    const most = Math.min(Math.max(5000, spread), 500 * 2 ** Math.min(attempts, 20));
    // All legs meet the rate limit at once, and no request is let through before most of the minute that they used up is over.
    const delay = error.kind === 'limited' && matrixSize > 1 ? (1.5 + chance) * spread : 0;
    return (error.failure.retryAfter ?? 0) + Math.max(chance * most, delay);
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
;// CONCATENATED MODULE: ./lib/src/lifecycle/connect.js











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
    const locks = nextGenLocks(http, scope);
    return {
        http,
        harness,
        inspector,
        locks,
        logStreams,
        retry,
        progress,
        requests: () => requests,
        clockAhead: () => ahead,
    };
}
function contradiction(account, key) {
    const own = accountOf(key);
    return own === undefined || own === account
        ? undefined
        : `The api-key belongs to account '${own}', but the request is about account '${account}'.`;
}
function narrowed(known, { date, from, to }) {
    return {
        least: Math.max(known?.least ?? -Infinity, date - to),
        most: Math.min(known?.most ?? Infinity, date + 1000 - from),
    };
}
//# sourceMappingURL=connect.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/failures.js




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
        url: stageLink(graph.url, {
            stage: stage?.plan,
            run: stage?.isLeg === true ? stage.id : undefined,
            step: isStep ? node.id : undefined,
        }),
    };
}
function stageFailures(known, causes) {
    const { ref, snapshot } = known;
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
            message: oneLine(stage.message ?? snapshot.message ?? withoutCause(stage, known), 2000),
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
            message: oneLine(snapshot.message ?? withoutCause(snapshot, known), 2000),
            explanations: snapshot.explanations,
            hints: snapshot.hints,
            types: snapshot.deniedBy === undefined ? [] : ['POLICY_EVALUATION_FAILURE'],
            by: snapshot.abortedBy,
            url: ref.url,
        },
    ];
}
function stageOf(node) {
    return node.kind === 'stage' ? node : node.stage;
}
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
function withoutCause({ phase, status }, { snapshot, hasNoGraph }) {
    const hasStarted = snapshot.stages.some(({ startedAt }) => startedAt !== undefined);
    return phase !== 'aborted' || snapshot.abortedBy !== undefined || (hasStarted && hasNoGraph !== true)
        ? plainly(phase, status)
        : `Harness aborted it before its first ${hasStarted ? 'step' : 'stage'} started; open the execution in Harness for the reason`;
}
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

function decisionsOf(nodes, snapshot) {
    return nodes
        .filter(({ isOldTry }) => !isOldTry)
        .flatMap((node) => node.decisions.map((decision) => ({ ...decision, stage: stageAmong(snapshot, node), step: node.name })));
}
function whyOf(stage, decisions) {
    const said = decisions.filter((decision) => decision.stage === stage).map(describeDecision);
    return stage.skippedBecause ?? (said.length === 0 ? undefined : said.join('; '));
}
function describeDecision({ isRejection, by, comment }) {
    const who = by === undefined ? '' : ` by ${by}`;
    return `${isRejection ? 'rejected' : 'approved'}${who}${comment === undefined ? '' : `: ${comment}`}`;
}
//# sourceMappingURL=decisions.js.map
;// CONCATENATED MODULE: ./lib/src/report/report.js


function report_messageOf({ headline, reason }) {
    return sentence(reason === undefined ? headline : `${headline.replace(/\.$/, '')}: ${reason}`);
}
function annotationText(verdict) {
    const { details = [], correlationId, link, executions = [] } = verdict;
    const pages = [...executions.map(({ url }) => url), ...(link === undefined ? [] : [link])];
    return [
        report_messageOf(verdict),
        ...[...withCorrelationId(details, correlationId), ...pages].map((line) => `  ${line}`),
    ].join('\n');
}
const MAX_SENTENCE = 700;
function sentence(text, max = MAX_SENTENCE) {
    const line = oneLine(text, max);
    return /[.!?…"]$/.test(line) ? line : `${line}.`;
}
function runName({ repository, runId, attempt }) {
    return [repository, runId === '' ? '' : `run ${runId} (attempt ${attempt})`].filter((part) => part !== '').join(' ');
}
const NO_DIAGNOSIS = {
    failures: [],
    ignored: [],
    variables: [],
    steps: [],
    decisions: [],
    artifacts: [],
    gaps: [],
};
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
function isoTime(ms) {
    return ms === undefined ? '' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
function secondsOf({ startedAt, endedAt }) {
    return startedAt === undefined || endedAt === undefined ? undefined : wholeSeconds(endedAt - startedAt);
}
//# sourceMappingURL=execution-result.js.map
;// CONCATENATED MODULE: ./lib/src/report/outputs.js




function setExecutionOutputs(set, ref, snapshot) {
    set('execution-id', ref.id);
    set('execution-url', ref.url);
    set('pipeline', ref.pipeline);
    set('status', 'running');
    set('harness-status', snapshot.status);
    set('run-sequence', String(snapshot.runSequence ?? ''));
}
function setEventOutput(set, event) {
    set('event-id', event);
}
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
function setFaultOutputs(set) {
    set('status', 'unknown');
    set('message', 'An internal error in run-harness-pipeline ended the step.');
}
function setRecent(set, { executions, count, until, truncated }) {
    set('executions', executions);
    set('count', String(count));
    // With its ms: a since that is a second too early would list what ended in that second once more.
    set('until', new Date(until).toISOString());
    set('truncated', String(truncated));
}
function setApproval(set, { approvalId, status, approver, message }) {
    set('approval-id', approvalId);
    set('status', status);
    set('approver', approver);
    set('message', oneLine(message, 1000));
}
function setSimulator(set, { url, apiKey }) {
    set('url', url);
    set('api-key', apiKey);
}
//# sourceMappingURL=outputs.js.map
;// CONCATENATED MODULE: ./lib/src/report/result.js


const result_MAX_BYTES = 30_000;
function fitResults(report, diagnosis, most = result_MAX_BYTES) {
    const uncut = resultOf(report, diagnosis);
    const members = membersOf(diagnosis.variables);
    const variables = fitMembers(members, most);
    const isCut = bytesOf(JSON.stringify(uncut)) > most || variables.isCut;
    const result = isCut ? fitResult({ ...uncut, truncated: true }, most) : JSON.stringify(uncut);
    return {
        result,
        variables: variables.json,
        uncut: `{"result":${JSON.stringify(uncut)},"variables":${jsonOf(members)}}`,
        ...(isCut
            ? {
                warning: `The outputs result and variables hold at most ${most.toLocaleString('en-US')} bytes each, so they are incomplete. The file that result-file names is complete.`,
            }
            : {}),
    };
}
function membersOf(variables) {
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
const result_KEPT = 400;
const LISTS = ['stages', 'failures', 'services', 'environments', 'artifacts'];
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




function causeOf({ snapshot, name, cause, rollback }) {
    const state = describeState(snapshot);
    const isOfPeople = snapshot.phase === 'aborted' || state === 'rejected';
    const who = isOfPeople ? (cause?.by ?? snapshot.abortedBy) : undefined;
    const by = who === undefined ? '' : ` by ${oneLine(who, 200)}`;
    if (snapshot.deniedBy !== undefined) {
        return { headline: `${name} was ${oneLine(snapshot.message ?? 'denied by a policy', 600)}` };
    }
    const end = `${verb(state)}${by}${rolledBack(rollback)}`;
    if (cause !== undefined) {
        const reason = isRedundantMessage({ ...cause, by: who }) ? undefined : cause.message;
        return { headline: `${oneLine(ending_placeOf(cause), 150)} ${end}`, reason };
    }
    // Whoever aborts an execution aborts all of it.
    const stages = snapshot.phase === 'aborted' ? [] : failedStages(snapshot).slice(0, 5);
    const where = stages.length === 0 ? name : stages.map((stage) => oneLine(stage.name, 60)).join(', ');
    return { headline: `${where} ${end}`, reason: snapshot.message };
}
const ROLLED_BACK = { succeeded: ', rolled back', failed: ', rollback failed', idle: ', nothing rolled back' };
function rolledBack(rollback) {
    return rollback === undefined ? '' : ROLLED_BACK[rollback.end];
}
function detailsOf({ snapshot, cause, others, rollback }) {
    const [hint] = [...(cause?.hints ?? []), ...snapshot.hints];
    const [explanation] = [...(cause?.explanations ?? []), ...snapshot.explanations];
    return [
        ...(explanation === undefined ? [] : [sentence(explanation, 300)]),
        ...(rollback?.reason === undefined ? [] : [sentence(`Nothing was rolled back: ${rollback.reason}`, 300)]),
        ...(hint === undefined ? [] : [`Hint: ${oneLine(hint, 300)}`]),
        ...ranOn(cause?.delegates ?? []).map((text) => sentence(text)),
        ...(hint === undefined && explanation === undefined ? logEnd(cause) : []),
        ...otherFailures(others),
    ];
}
function ranOn(delegates) {
    return delegates.length === 0 ? [] : [`Ran on delegate${delegates.length === 1 ? '' : 's'} ${delegates.join(', ')}`];
}
function ignoredCauseOf({ snapshot, cause }) {
    return cause === undefined ? snapshot.message : `${ending_placeOf(cause)}: ${cause.message}`;
}
const END = { lines: 3, characters: 200 };
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
function otherFailures(others) {
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




function isSettled({ ending, snapshot }) {
    return ending === 'ended' && isFinal(snapshot.phase);
}
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
            return `was aborted${by}${took('after', snapshot)}${rolledBack(rollback)}`;
        case 'expired':
            return `expired${took('after', snapshot)}${rolledBack(rollback)}`;
        case 'failed':
            return snapshot.deniedBy === undefined
                ? `${failedAs(snapshot)}${rolledBack(rollback)}`
                : 'was denied by a policy';
    }
}
function failedAs(snapshot) {
    const state = describeState(snapshot);
    return state === 'failed' ? `failed${took('in', snapshot)}` : `was ${state}${took('after', snapshot)}`;
}
//# sourceMappingURL=headline.js.map
;// CONCATENATED MODULE: ./lib/src/report/paragraphs.js






const MAX_LINK_LENGTH = 2000;
function paragraphs_link(shown, url) {
    if (url.length > MAX_LINK_LENGTH || !URL.canParse(url) || !/^https?:\/\//i.test(url)) {
        return shown;
    }
    // What would end the link's target, a table cell or an attribute early; the URL class leaves these as they are.
    return /[()<>"'`\\|\s]/.test(url) || !isUnaltered(url) ? shown : `[${shown}](${url})`;
}
function isUnaltered(url) {
    const { href } = new URL(url);
    return href === url || href === `${url}/`;
}
function heading(report, use) {
    return `### ${markOf(report)} ${markdown(headline_headlineOf(report), 300)}${use === '' ? '' : ` · ${markdown(use, 100)}`}`;
}
function explanation(report, most) {
    const { snapshot, failures, verdict } = report;
    if (!isSettled(report)) {
        const { reason, details = [], correlationId, executions = [] } = verdict;
        const lines = details.map((line) => markdown(line, most));
        // An id looks like a secret, which must stand verbatim: it is code by itself, so that the advice before it is read as text.
        const shownId = correlationId === undefined ? undefined : code(correlationId, 100);
        const said = [...(reason === undefined ? [] : [code(reason, most)]), ...withCorrelationId(lines, shownId)];
        return [[...said, ...executions.map(({ id, url }) => paragraphs_link(markdown(id, 60), url))].join('<br>')].filter(isNotEmpty);
    }
    return failures.length > 0 || snapshot.message === undefined
        ? []
        : [[code(snapshot.message, most), ...adviceOf(snapshot, most)].join('<br>')];
}
const isNotEmpty = (part) => part !== '';
function paragraphs_alert(kind, said) {
    const parts = said.filter(isNotEmpty);
    return parts.length === 0 ? '' : `> [!${kind}]\n${parts.map((part) => `> ${part}`).join('\n>\n')}`;
}
function alertOf({ ending, snapshot, verdict }) {
    const isDoubtful = ending === 'in-doubt' || ending === 'access-lost' || snapshot.phase === 'ignored';
    return isDoubtful ? 'WARNING' : verdict.isRed || isUnsuccessful(snapshot.phase) ? 'CAUTION' : 'NOTE';
}
function moreFailures(number) {
    return number > 0 ? `… and ${count(number, 'more failure')}.` : '';
}
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
function deploymentOf({ services, environments, artifacts }) {
    const way = [named('service', services, nameAndId), named('environment', environments, nameAndId)].filter(isNotEmpty);
    const things = named('artifact', artifacts, ({ name, tag, url }) => paragraphs_link(code(tag === undefined ? name : `${name}:${tag}`), url ?? ''));
    return capital([way.join(' → '), things].filter(isNotEmpty).join(' · '));
}
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
function paragraphs(parts) {
    return `${parts.filter(isNotEmpty).join('\n\n')}\n`;
}
function listed(things, { most, show }) {
    const more = things.length - most;
    return `${things.slice(0, most).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
//# sourceMappingURL=paragraphs.js.map
;// CONCATENATED MODULE: ./lib/src/report/planned-start.js

const MAX_OPEN = 25;
const MAX_ROWS = 500;
const MAX_YAML = 200_000;
function plannedParts({ inputs, yaml, notes }) {
    return [
        inputs.length > MAX_OPEN
            ? collapsible(count(inputs.length, 'runtime input'), inputTable(inputs))
            : inputTable(inputs),
        yaml === '' ? 'No runtime-input YAML would be sent.' : yamlPart(yaml),
        collapsible('Execution notes that would be saved', fence(notes)),
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
function valueCell(value) {
    return /^\(.*\)$/.test(value) && isPlain(value.slice(1, -1)) ? value : codeCell(value, 300);
}
function yamlPart(yaml) {
    const title = `Runtime-input YAML that would be sent, ${count(lines(yaml).length, 'line')}`;
    return yaml.length > MAX_YAML
        ? `${title}: only in the log, because it does not fit into the summary.`
        : collapsible(title, fence(yaml, 'yaml'));
}
//# sourceMappingURL=planned-start.js.map
;// CONCATENATED MODULE: ./lib/src/report/stage-table.js






const stage_table_MAX_OPEN = 12;
function stageTable(report, most) {
    const { stages } = report.snapshot;
    const shown = stages.filter((stage, position) => position < most || (isUnsuccessful(stage.phase) && position < most * 4));
    const left = stages.length - shown.length;
    const rows = shown.map((stage) => rowOf(report, stage));
    const lines = [
        ...(rows.length > stage_table_MAX_OPEN ? withCollapsedRuns(rows) : rows),
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
function withCollapsedRuns(rows) {
    const runs = [];
    for (const row of rows) {
        const run = runs.at(-1);
        const [first] = run ?? [];
        if (run !== undefined && first !== undefined && canCollapse(row) && canCollapse(first) && first.mark === row.mark) {
            run.push(row);
        }
        else {
            runs.push([row]);
        }
    }
    return runs.flatMap((run) => (run.length < 3 ? run : [collapse(run)]));
}
const NOT_RUN = 'not run';
function canCollapse({ stage, note }) {
    return note === NOT_RUN || (stage.phase === 'succeeded' && (note === '' || note.startsWith('slowest: ')));
}
function isNotRun({ phase, startedAt }) {
    return phase === 'skipped' || (phase === 'queued' && startedAt === undefined);
}
function collapse(run) {
    const stages = run.map(({ stage }) => stage);
    const number = count(stages.filter(({ isGroup }) => !isGroup).length, 'stage');
    const starts = stages.flatMap(({ startedAt }) => startedAt ?? []);
    const ends = stages.flatMap(({ endedAt }) => endedAt ?? []);
    const isRun = run[0]?.note !== NOT_RUN;
    const took = !isRun || starts.length === 0 || ends.length === 0 ? '' : duration(Math.max(...ends) - Math.min(...starts));
    const names = run.map(({ name, took: each }) => (each === '' ? name : `${name} ${each}`)).join('<br>');
    return {
        mark: run[0]?.mark ?? '',
        name: `<details><summary>${number} ${isRun ? 'succeeded' : NOT_RUN}</summary>${names}</details>`,
        took: noBreak(took),
        note: '',
    };
}
function rowOf(report, stage) {
    const { startedAt, endedAt, phase } = stage;
    const hasRun = isFinal(phase) && !isNotRun(stage);
    const took = startedAt === undefined || endedAt === undefined || !hasRun ? '' : duration(endedAt - startedAt);
    return {
        stage,
        mark: emojiOf(phase),
        name: `${'&emsp;'.repeat(Math.min(stage.depth, 6))}${page(report, stage)}`,
        took: noBreak(took),
        note: noteOn(report, stage),
    };
}
function page({ ref }, stage) {
    const name = cell(stage.name, 100);
    return ref === undefined || stage.startedAt === undefined || stage.id === ''
        ? name
        : paragraphs_link(name, stageLink(ref.url, { stage: stage.node, run: stage.nodeExecution }));
}
function noteOn(report, stage) {
    const { phase, skippedBecause } = stage;
    if (isNotRun(stage)) {
        return skippedBecause === undefined ? NOT_RUN : `${NOT_RUN}: ${cell(skippedBecause, 200)}`;
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
        return describeFailure(report, stage);
    }
    return phase === 'succeeded' ? slowestStep(report, stage) : cell(describeState(stage), 120);
}
function describeFailure(report, stage) {
    const { phase, message } = stage;
    const failures = phase === 'ignored' ? report.ignored : report.failures;
    const steps = stepsOf(failures, stage);
    const state = phase === 'ignored' ? 'ignored failure' : cell(describeState(stage), 120);
    const isShown = failures.some(({ stageId, message: shown }) => stageId === stage.id && shown === message);
    return steps !== ''
        ? `${state} in ${steps}`
        : message === undefined || isShown
            ? state
            : `${state}: ${cell(message, 160)}`;
}
function stepsOf(failures, stage) {
    const inside = failures.filter(({ stageId }) => stageId === stage.id);
    // The legs of a matrix may share an identifier; their names differ.
    const exact = inside.filter((failure) => failure.stage === stage.name);
    const steps = (exact.length > 0 ? exact : inside).flatMap(({ step }) => step ?? []);
    return listed([...new Set(steps)], { most: 3, show: (step) => cell(step, 80) });
}
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





const MAX_BARS = 40;
const timeline_MAX_CHARACTERS = 50_000;
const MAX_DETAILED = 12;
const MIN_BARS = 2;
const MIN_PART = 0.01;
const SECOND = 1000;
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
function axisFormat(span) {
    const minutes = span / 60_000;
    return minutes < 10 ? '%H:%M:%S' : minutes < 24 * 60 ? '%H:%M' : '%d %b %H:%M';
}
const WORD_JOINER = '\u2060';
function barOf(bar, before) {
    const took = duration(tookOf(bar));
    const name = timeline_nameOf(bar.name);
    const label = bar.isApproval ? `⏸ ${name}, waited ${took}` : `${before}${name} ${took}`;
    // A step is lighter than its stage. Mermaid's color for `active` is unreadable in the dark theme.
    const tag = isUnsuccessful(bar.phase) ? 'crit, ' : before !== '' || bar.isApproval ? 'done, ' : '';
    return `  ${WORD_JOINER}${label} :${tag}${bar.startedAt}, ${bar.endedAt}`;
}
function timeline_markOf({ phase, isApproval }) {
    return isApproval && !isUnsuccessful(phase) ? emojiOf('waiting') : emojiOf(phase);
}
const MAX_NAME = 40;
const HARMLESS = unicode(String.raw `^[\p{L}\p{M}\p{N} ,./()_+-]+$`);
const HARMFUL = unicode(String.raw `[^\p{L}\p{M}\p{N},./()_+-]`, 'gu');
const SECRET_LENGTH = 12;
function timeline_nameOf(text) {
    const pieces = piecesOf(oneLine(text, 1000)).map((piece) => piece.trim() === '' || HARMLESS().test(piece)
        ? piece
        : piece.length < SECRET_LENGTH
            ? piece.replace(HARMFUL(), '')
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



function whichRun(report) {
    const { snapshot, pipeline, place, past, parentUrl, rerunUrl } = report;
    return [
        which_run_page(report),
        markdown(place, 200),
        ...(pipeline === '' ? [] : [code(pipeline)]),
        ...startedBy(report),
        ...(parentUrl === undefined
            ? []
            : [`parent pipeline ${paragraphs_link(code(snapshot.parent?.pipeline ?? '', 100), parentUrl)}`]),
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
function originInWords({ startedBy: who, triggerName, rerunOf, parent }) {
    const parts = [
        ...(who === undefined ? [] : [`by ${oneLine(who, 80)}`]),
        ...(triggerName === undefined ? [] : [`through trigger ${oneLine(triggerName, 80)}`]),
        ...(parent === undefined ? [] : [`as a chained pipeline of ${parent.pipeline}, execution ${parent.id}`]),
        ...(rerunOf === undefined ? [] : [`as a re-run of execution ${oneLine(rerunOf, 60)}`]),
    ];
    return parts.length === 0 ? '' : `Started ${parts.join(', ')}.`;
}
const which_run_COMMIT = /^[0-9a-f]{40}$/;
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







const DETAILS = [
    { log: 50, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 15, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 0, failures: 20, text: 1000, stages: 500, variables: 50 },
    { log: 0, failures: 10, text: 300, stages: 50, variables: 10 },
];
const summary_MAX_BYTES = 1_000_000;
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
        ...logsOf([...shown, ...passed], detail.log),
        timeline(report),
        stageTable(report, detail.stages),
        deploymentOf(report),
        variables(report.variableNames, detail.variables),
        footer(report, isCut),
    ]);
}
function logsOf(failures, most) {
    const nameOf = ({ step, stage }) => step ?? stage;
    return failures.map((failure) => {
        const name = nameOf(failure);
        const isUnique = failures.filter((each) => nameOf(each) === name).length === 1;
        return logOf(failure, oneLine(isUnique ? name : `${failure.stage} › ${name}`, 100), most);
    });
}
const summary_MAX_WIDTH = 1000;
function logOf({ log }, place, most) {
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
    return collapsible(title, fence(shown.join('\n')));
}
function timeline({ snapshot, steps }) {
    const chart = timelineOf(snapshot.stages, steps);
    return chart === undefined ? '' : `\`\`\`mermaid\n${chart}\n\`\`\``;
}
function variables(names, most) {
    const title = count(names.length, 'output variable');
    const shown = listed(names, { most, show: (name) => code(name, 120) });
    return names.length === 0 ? '' : collapsible(title, shown);
}
function footer(report, isCut) {
    const outage = report.unreachableMs < 1000 ? '' : `, Harness unreachable for ${noBreak(duration(report.unreachableMs))}`;
    return `<sub>${[
        ...report.gaps.slice(0, 10).map((gap) => markdown(gap, 300)),
        ...(isCut ? ['Parts are left out: GitHub limits a job summary to 1 MiB.'] : []),
        `${count(report.requests, 'request')} to Harness${outage}`,
    ].join('<br>')}</sub>`;
}
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/finish.js






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
function saveSummary(session, report) {
    session.step.folder.write(session.postState.nonce, 'summary.md', summaryOf(report));
    session.save({ main: 'done' });
}
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




const POST_STATE = 'postState';
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
        redacts: false,
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
function serializePostState(postState) {
    return JSON.stringify(postState);
}
const PATCHED = ['pipeline', 'event', 'execution', 'main'];
function serializePatch(postState) {
    return JSON.stringify(Object.fromEntries(PATCHED.map((key) => [key, postState[key]])));
}
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
function parsePostState(state) {
    let value;
    try {
        value = JSON.parse(state);
    }
    catch {
        return undefined;
    }
    const string = (name) => boundedText(at(value, name));
    const one = (name, words) => words.find((word) => word === string(name));
    const engine = one('engine', ENGINES);
    const postState = {
        nonce: accepted(string('nonce'), (nonce) => /^[0-9a-f]{16}$/.test(nonce)),
        engine,
        key: accepted(string('key'), (key) => /^[\x21-\x7E]*$/.test(key)),
        // FirstGen's have names, which are shown and nothing else.
        pipeline: accepted(string('pipeline'), (name) => engine === 'firstgen' || name === '' || isIdentifier(name)),
        marker: accepted(string('marker'), (marker) => /^[\x20-\x7E]*$/.test(marker)),
        event: accepted(string('event'), (event) => event === '' || isExecutionId(event)),
        since: integer(at(value, 'since')),
        onCancel: one('onCancel', ['abort', 'leave']),
        execution: accepted(string('execution'), (id) => id === '' || isExecutionId(id)),
        ...(at(value, 'isStartedElsewhere') === true ? { isStartedElsewhere: true } : {}),
        main: one('main', ['unfinished', 'done', 'faulted']),
        hasFolder: flag(at(value, 'hasFolder')),
        redacts: flag(at(value, 'redacts')),
        summary: flag(at(value, 'summary')),
        comment: one('comment', ['never', 'on-failure', 'always']),
        pullRequest: integer(at(value, 'pullRequest')),
        commitStatus: string('commitStatus'),
        githubToken: accepted(string('githubToken'), (token) => /^[\x21-\x7E]*$/.test(token)),
        label: string('label'),
        leg: accepted(string('leg'), (leg) => /^\d{1,6}\/\d{1,6}$/.test(leg)),
        timeout: integer(at(value, 'timeout')),
    };
    const place = engine === 'firstgen' ? readApplication(value) : readProject(value);
    return place !== undefined && isComplete(postState) ? { ...postState, ...place } : undefined;
}
function readProject(value) {
    const scope = {
        ...readAccount(value),
        org: accepted(shape_text(at(value, 'scope', 'org')), isIdentifier),
        // Of an event it is not known before Harness has processed it.
        project: accepted(boundedText(at(value, 'scope', 'project')), (id) => isIdentifier(id) || (id === '' && hasEvent(value))),
    };
    return isComplete(scope) ? { scope } : undefined;
}
function hasEvent(value) {
    return shape_text(at(value, 'event')) !== undefined && at(value, 'execution') === '';
}
function readApplication(value) {
    const scope = { ...readAccount(value), org: '', project: '' };
    const application = {
        id: accepted(boundedText(at(value, 'application', 'id')), (id) => id === '' || isExecutionId(id)),
        name: boundedText(at(value, 'application', 'name')),
        isWorkflow: at(value, 'application', 'isWorkflow') === true,
    };
    return isComplete(scope) && isComplete(application) ? { scope, application } : undefined;
}
function readAccount(value) {
    return {
        origin: accepted(shape_text(at(value, 'scope', 'origin')), isSafeOrigin),
        account: accepted(shape_text(at(value, 'scope', 'account')), isAccount),
    };
}
function flag(value) {
    return typeof value === 'boolean' ? value : undefined;
}
function boundedText(value) {
    return typeof value === 'string' && value.length <= 2000 ? value : undefined;
}
function accepted(part, is) {
    return part !== undefined && is(part) ? part : undefined;
}
function isComplete(parts) {
    return !Object.values(parts).includes(undefined);
}
//# sourceMappingURL=post-state.js.map
;// CONCATENATED MODULE: ./lib/src/report/errors.js
function inParagraphs({ paragraphs: [headline = '', ...details], }) {
    return { headline, details };
}
function explained({ headline, reason, advice, correlationId }) {
    return { headline, ...(reason === '' ? {} : { reason }), details: advice, correlationId };
}
function causedBy(error) {
    return error === undefined
        ? {}
        : { details: [error.headline, ...reasonsOf(error)], correlationId: error.correlationId };
}
function reasonsOf({ reason, advice }) {
    return [...(reason === '' ? [] : [reason]), ...advice];
}
//# sourceMappingURL=errors.js.map
;// CONCATENATED MODULE: ./lib/src/report/verdict.js





function judgeStart(result, listUrl) {
    switch (result.kind) {
        case 'refused':
            return redVerdict('failed', explained(result.error));
        case 'too-late':
            return redVerdict('failed', {
                headline: "Nothing was started: this step's timeout was reached before the start request could be sent.",
                ...causedBy(result.error),
            });
        case 'in-doubt':
            return redVerdict('unknown', {
                headline: 'Could not confirm whether the pipeline was started',
                reason: result.error.headline,
                correlationId: result.error.correlationId,
                details: [
                    ...reasonsOf(result.error),
                    result.searches === undefined
                        ? 'This kind of execution carries no marker to search for.'
                        : result.searches === 0
                            ? "Could not search the pipeline's executions for this run's marker."
                            : `Searched the pipeline's executions ${count(result.searches, 'time')}; none carries this run's marker.`,
                    "Check the pipeline's executions before you re-run.",
                ],
                link: listUrl,
            });
        case 'cancelled':
            return {
                status: result.wasSent ? 'unknown' : '',
                isRed: true,
                headline: result.wasSent
                    ? 'The job was cancelled while the start request was being sent; the post step searches for the execution.'
                    : 'The job was cancelled before anything was started.',
            };
    }
}
function redVerdict(status, said) {
    return { status, isRed: true, level: 'error', ...said };
}
function judge(ending, context) {
    const { snapshot } = ending;
    const name = verdict_nameOf(context.ref, snapshot);
    switch (ending.kind) {
        case 'ended':
            return verdictOnEnd(snapshot, name, context);
        case 'left':
            return notice(statusOf(snapshot.phase), context, {
                headline: `${name} is not finished: it is ${doing(snapshot, context)}.`,
                reason: context.wait?.reason,
                details: [
                    ...detailsOfWait(context),
                    ending.why === 'no-wait' ? 'This step does not wait for it (wait: false).' : 'This step leaves it running.',
                ],
            });
        case 'blocked':
            return red('waiting', context, {
                headline: `${name} is ${doing(snapshot, context)}, which fails this step (on-waiting: fail).`,
                reason: context.wait?.reason,
                details: [...detailsOfWait(context), 'The execution is left running.'],
            });
        case 'timed-out':
            return verdictOnTimeout(ending, name, context);
        case 'access-lost':
            // fail-step applies to the result of the execution, and lost access is not a result: the step stays red.
            return red('unknown', { ...context, failStep: true }, {
                headline: `Lost access to ${name}; it may still run in Harness.`,
                ...causedBy(ending.error),
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
function doing(snapshot, { wait }) {
    return wait?.words ?? describeState(snapshot);
}
function detailsOfWait({ wait }) {
    return wait?.details ?? [];
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
                    ? `${name} was aborted by this action after ${after}, but Harness has not confirmed the end: it had not finished ${limit}.`
                    : `${name} has not finished ${limit}, and this action could not abort it.`,
                ...causedBy(ending.refusal),
            });
        case 'unwanted':
            return red(inContact ? statusOf(snapshot.phase) : 'unknown', context, {
                headline: `${name} has not finished ${limit}; ${inContact ? `it is ${doing(snapshot, context)}` : 'Harness is unreachable'}.`,
                reason: inContact ? context.wait?.reason : undefined,
                details: [
                    ...(inContact ? detailsOfWait(context) : []),
                    ...(snapshot.phase === 'stopping' ? [] : ['The execution is left running.']),
                ],
            });
    }
}
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
            details: otherFailures(others),
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
function limitOf(timeout) {
    return duration(timeout).replace(/ 00[ms]$/, '');
}
function red(status, { failStep, ref }, said) {
    return { status, isRed: failStep, level: failStep ? 'error' : 'warning', link: ref.url, ...said };
}
//# sourceMappingURL=verdict.js.map
;// CONCATENATED MODULE: ./lib/src/base/poll-until.js
async function pollUntil(poll, { clock, signal, deadline, pauses }) {
    for (let polls = 1;; polls += 1) {
        const found = await poll();
        if (found !== undefined) {
            return found;
        }
        const pause = typeof pauses === 'function' ? pauses() : (pauses[Math.min(polls, pauses.length) - 1] ?? 0);
        await clock.sleep(Math.max(0, Math.min(pause, deadline - clock.now())), signal);
        if (clock.now() >= deadline) {
            return undefined;
        }
    }
}
//# sourceMappingURL=poll-until.js.map
;// CONCATENATED MODULE: ./lib/src/start/start-once.js



const START_LIMIT = 120_000;
const CANCEL_GRACE = 4000;
const MIN_SEARCHES = 3;
const MIN_SEARCH_TIME = 90_000;
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 15_000];
const LATE_SEARCH_LIMIT = 10_000;
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
function isRefusal(error) {
    return error.kind === 'untrusted' || (error.kind === 'refused' && (error.failure.status ?? 400) >= 400);
}
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
    const stopListening = onAbort([signal], begin);
    return {
        signal: late.signal,
        end: () => {
            stopListening();
            over.abort();
        },
    };
}
async function searchForStart(launch, error) {
    const { clock, retry, find, signal, deadline } = launch;
    if (find === undefined) {
        return { kind: 'in-doubt', error, searches: undefined };
    }
    launch.onLostAnswer(error);
    let searches = 0;
    let since;
    const search = async () => {
        const began = { at: clock.now(), out: retry.unreachableMs };
        const late = searches === 0 ? began.at + LATE_SEARCH_LIMIT : 0;
        const found = await find({ deadline: Math.max(deadline, late), skipsBackOff: late > deadline });
        if (found !== undefined) {
            return { kind: 'started', started: found, how: 'found' };
        }
        searches += 1;
        since ??= { at: clock.now(), out: retry.unreachableMs };
        // A search shows what existed when it began, and time without contact proves nothing.
        const searched = began.at - since.at - (began.out - since.out);
        const isEnough = searches >= MIN_SEARCHES && searched >= MIN_SEARCH_TIME;
        return isEnough ? { kind: 'in-doubt', error, searches } : undefined;
    };
    try {
        const result = await pollUntil(search, { clock, signal, deadline, pauses: SEARCH_PAUSES });
        return result ?? { kind: 'in-doubt', error, searches };
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




function openSession(step, connection, first) {
    let postState = first;
    let isSavedBefore = false;
    const { nonce } = first;
    step.stopWithPost(nonce);
    const save = (patch = {}) => {
        postState = { ...postState, ...patch, redacts: hasRedactions() };
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
            : [`Execution ${execution} was not aborted.`, `  ${executionLink(postState, execution)}`];
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
class UnwritableError extends Error {
    name = 'UnwritableError';
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
function requireFiles({ step, postState }) {
    const summary = postState.summary ? ['GITHUB_STEP_SUMMARY'] : [];
    const problems = step.testFiles(['GITHUB_OUTPUT', 'GITHUB_STATE', ...summary]);
    if (problems.length > 0) {
        throw new UnwritableError(problems);
    }
}
//# sourceMappingURL=session.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/send.js







const UNSAVED = {
    file: 'GITHUB_STATE',
    path: '',
    cause: 'writing to it failed just before the start',
    remedy: "Check the runner's disk.",
};
const WITHOUT_FOLDER = {
    file: 'RUNNER_TEMP',
    path: '',
    cause: "neither it nor the system's folder for temporary files is writable",
    remedy: 'Give the user of this step write access to RUNNER_TEMP, and free some disk space.',
};
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
            log.info(`${error.message}\nThe start request may have reached Harness; searching for the execution by this run's marker.`);
        },
    });
    if (result.kind === 'started' && result.how === 'found') {
        log.info('Found the execution: Harness had received the start request. Following it.');
    }
    return result;
}
function finishUnstarted(session, result) {
    // Only a start whose result is unknown is left for post to search for.
    const isUnfinished = result.kind === 'cancelled' && result.wasSent;
    const verdict = judgeStart(result, executionsLink(session.postState));
    return finishWithoutExecution(session, { isUnfinished, verdict, ending: result.kind });
}
function finishUnsent(session, error) {
    if (error instanceof UnwritableError) {
        return finishWithoutExecution(session, { verdict: redVerdict('failed', inParagraphs(error)), ending: 'refused' });
    }
    if (error instanceof InputError) {
        session.save({ main: 'done' });
    }
    return finishUnstarted(session, endedBefore(error));
}
//# sourceMappingURL=send.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = process.getBuiltinModule("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = process.getBuiltinModule("node:os");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = process.getBuiltinModule("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
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
    const delimiter = `ghadelimiter_${external_toolkit_js_namespaceObject.randomUUID()}`;
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
const external_path_namespaceObject = process.getBuiltinModule("path");
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
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    stringify() {
        return this._buffer;
    }
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
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
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
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






var ExitCode;
(function (ExitCode) {
    ExitCode[ExitCode["Success"] = 0] = "Success";
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
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
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
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
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
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
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function core_notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
function startGroup(name) {
    command_issue('group', name);
}
function endGroup() {
    command_issue('endgroup');
}
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
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}




//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = process.getBuiltinModule("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/base/clock.js

let clock_started;
function processStart() {
    return (clock_started ??= Date.now() - process.uptime() * 1000);
}
const systemClock = {
    now: () => processStart() + process.uptime() * 1000,
    sleep: async (ms, signal) => {
        const end = systemClock.now() + ms;
        const isOver = () => systemClock.now() >= end || signal?.aborted === true;
        do {
            // The largest delay that Node's timers know; longer ones would fire at once.
            const bounded = Math.min(Math.max(0, end - systemClock.now()), 2 ** 31 - 1);
            await (0,promises_namespaceObject.setTimeout)(bounded, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
            // Timers fire up to a millisecond early: who waits for a deadline would have as much time for one more request.
        } while (!isOver());
    },
    random: Math.random,
};
//# sourceMappingURL=clock.js.map
;// CONCATENATED MODULE: ./lib/src/runner/command-files.js



function openCommandFiles(env) {
    const failed = new Map();
    const tested = new Set();
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
const TEST_BYTES = 65_536;
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
function problemOf(failure) {
    const { file, path, error } = failure;
    // The toolkit's own error for a file that is gone has no code.
    const code = shape_text(at(error, 'code')) ?? (path !== '' && !exists(path) ? 'ENOENT' : '');
    const said = shape_text(at(error, 'message')) ?? 'writing to it failed';
    const [why, remedy] = REMEDIES[code] ?? [said, "Check the runner's disk."];
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
const GONE = 'Something in this job removed or replaced it: do not clean up RUNNER_TEMP while the job runs.';
const FULL = "Free some space on the runner's disk, or use a larger one.";
const DENIED = "Run the container with the runner's user (options: --user), or give the user of this step write access to RUNNER_TEMP.";
const REMEDIES = {
    ENOENT: ['the file is gone', GONE],
    ENOTDIR: ['the file is gone', GONE],
    EISDIR: ['it is a folder', GONE],
    ENOSPC: ['no space left on the disk', FULL],
    EDQUOT: ['the disk quota is used up', FULL],
    EFBIG: ['the file reached its size limit', FULL],
    EACCES: ['permission denied', DENIED],
    EPERM: ['permission denied', DENIED],
    EROFS: ['the file system is read-only', DENIED],
};
//# sourceMappingURL=command-files.js.map
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = process.getBuiltinModule("node:path");
;// CONCATENATED MODULE: ./lib/src/runner/folder.js



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










const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
const STOP_INTERVAL = 1000;
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
        // A reader that is gone (EPIPE) would end this process, and leave an execution without a follower.
        stream.on('error', () => undefined);
    }
    const step = {
        from: processStart(),
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
                    stopNow('the post step has started');
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
        disableTruncation();
    }
    else {
        preventTruncation(step.inputNames.map(step.input));
    }
    // What is thrown in a callback or in a promise that is not awaited is an error like any other.
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
function faultOf(error) {
    const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
    return `This is a bug in run-harness-pipeline. Please report it with these lines.\n${stack}`;
}
function process_attempt(report) {
    try {
        return report();
    }
    catch {
        return [];
    }
}
function reportUnwritten(problems) {
    if (problems.length > 0) {
        const lines = problems.map(({ file, path, cause, remedy }) => `  ${file} (${path}): ${cause}. ${remedy}`);
        consoleLog.warning(['Could not write everything for the following steps:', ...lines].join('\n'));
    }
}
//# sourceMappingURL=process.js.map
;// CONCATENATED MODULE: ./lib/src/start/marker.js

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
const OPTIONAL = ['orchestration', 'label'];
const marker_MAX_VALUE = 90;
function newNonce() {
    return (0,external_toolkit_js_namespaceObject.randomBytes)(8).toString('hex');
}
function digestOf(parts) {
    return (0,external_toolkit_js_namespaceObject.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
function writeMarker(marker) {
    const keys = KEYS.filter((key) => marker[key] !== '' || !OPTIONAL.includes(key));
    return [NAME, ...keys.map((key) => `${key}=${marker_shortened(marker[key])}`)].join(' ');
}
function marker_shortened(value) {
    const encoded = encodeURIComponent(Buffer.from(value).toString());
    return encoded.length <= marker_MAX_VALUE
        ? encoded
        : `${encoded.slice(0, marker_MAX_VALUE - 17)}~${digestOf([value]).slice(0, 16)}`;
}
const MAX_NOTES = 1000;
function notesWith(marker, notes) {
    return `${marker}\n${notes}`.slice(0, MAX_NOTES).trimEnd();
}
function markerIn(notes) {
    const line = /^[^\r\n]*/.exec(notes.trimStart())?.[0].trim() ?? '';
    return line.startsWith(`${NAME} `) ? line : undefined;
}
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
function isSameRun(one, other) {
    return isSameRepository(one, other) && partsOf(one).get('run') === partsOf(other).get('run');
}
function isSameRepository(one, other) {
    const repository = partsOf(one).get('repository') ?? '';
    return repository !== '' && repository === partsOf(other).get('repository');
}
function attemptOf(marker) {
    return Number(/^\d{1,9}$/.exec(partsOf(marker).get('attempt') ?? '')?.[0] ?? 0);
}
function isOfNonce(marker, nonce) {
    return partsOf(marker).get('nonce') === nonce;
}
function partsOf(marker) {
    return new Map(marker.split(' ').map((part) => {
        const [name = '', ...value] = part.split('=');
        return value.length === 0 ? ['', part] : [name, value.join('=')];
    }));
}
//# sourceMappingURL=marker.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/dry-run.js


async function showDryRun(log, order, notes) {
    const planned = {
        inputs: order.kind === 'start' ? order.origins : [],
        yaml: order.plan.yaml === '' ? '' : await shownYaml(order.plan.yaml),
        notes: wholeLines(notes),
    };
    show(log, 'Execution notes that would be saved:', planned.notes);
    if (planned.yaml === '') {
        log.info('No runtime-input YAML would be sent.');
    }
    else {
        show(log, 'Runtime-input YAML that would be sent:', planned.yaml);
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
        ...(stages.length === 0 ? [] : [`only ${dry_run_named('stage', stages)}`]),
        ...(inputSets.length === 0
            ? []
            : [`${dry_run_named('input set', inputSets)}${inputSets.length > 1 ? ', in this order' : ''}`]),
    ];
}
function dry_run_named(noun, names) {
    return `${count(names.length, noun).replace(/^\d+ /, '')} ${names.join(', ')}`;
}
async function shownYaml(yaml) {
    const { yamlForLog } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.js');
    return yamlForLog(yaml).trimEnd();
}
function wholeLines(notes) {
    return notes.length < MAX_NOTES - 10
        ? notes.trimEnd()
        : `${notes.slice(0, notes.lastIndexOf('\n'))}\n… (cut at 1,000 characters)`;
}
function show(log, title, text) {
    log.info([title, ...text.split('\n').map((line) => `  │ ${line}`)].join('\n'));
}
//# sourceMappingURL=dry-run.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/choices.js

function readFlag(form, name, without) {
    const written = form.text(name, String(without));
    if (written !== '' && !/^(true|True|TRUE|false|False|FALSE)$/.test(written)) {
        form.problem(name, `must be true or false, got ${text_quotedValue(written)}.`);
    }
    return written === '' ? without : written.toLowerCase() === 'true';
}
function readChoice(form, name, words) {
    const written = form.text(name, words[0]);
    const word = words.find((known) => known === written);
    if (written !== '' && word === undefined) {
        const known = `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
        form.problem(name, `must be ${known}, got ${text_quotedValue(written)}.`);
    }
    return word ?? words[0];
}
//# sourceMappingURL=choices.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/durations.js

function parseDuration(text) {
    const found = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
    if (found === null) {
        return undefined;
    }
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
    return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
function readTimeout(form, without) {
    const written = form.text('timeout', without);
    const ms = parseDuration(written === '' ? without : written);
    if (ms === undefined) {
        form.problem('timeout', `must be a duration such as 90s, 15m, 2h or 1h30m, got ${text_quotedValue(written)}.`);
    }
    return atLeastOneSecond(form, 'timeout', ms ?? 1000);
}
function readPollInterval(form) {
    const written = form.text('poll-interval', 'auto');
    if (['', 'auto'].includes(written)) {
        return 'auto';
    }
    const ms = parseDuration(written);
    if (ms === undefined) {
        form.problem('poll-interval', `must be auto or a duration such as 10s or 1m, got ${text_quotedValue(written)}.`);
        return 'auto';
    }
    return atLeastOneSecond(form, 'poll-interval', ms);
}
function atLeastOneSecond(form, name, ms) {
    if (ms < 1000) {
        form.problem(name, `must be at least 1s, got ${text_quotedValue(form.text(name))}.`);
    }
    return ms;
}
//# sourceMappingURL=durations.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/secret.js
function readSecret(form, name) {
    const text = form.text(name);
    const fault = faultOfSecret(text);
    if (fault !== undefined) {
        form.problem(name, fault);
    }
    return text;
}
function faultOfSecret(text) {
    if (/^(\$\{\{\s*)?secrets\.\w+(\s*\}\})?$/.test(text)) {
        return 'is the name of a secret, not its value. Write ${{ secrets.NAME }}.';
    }
    if (/^["'].*["']$/.test(text)) {
        return 'has quotation marks around it. Store the secret without them.';
    }
    if (/^(Bearer|Basic|x-api-key:?)\s/i.test(text)) {
        return 'begins with an authentication scheme or a header name. Store only the token.';
    }
    // Longer than any there is, and short enough for the state that post reads.
    return /^[\x21-\x7E]{0,2000}$/.test(text)
        ? undefined
        : 'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.';
}
function readKey(form, { withoutSecrets }, isRequired = true) {
    const key = readSecret(form, 'api-key');
    if (key === '' && isRequired) {
        const remedy = 'is empty. Set it to a Harness personal access token or service account token that is stored as a secret. Is the secret defined for this repository or environment?';
        form.problem('api-key', whyWithheld('the key', withoutSecrets) ?? remedy);
    }
    return key;
}
function whyWithheld(what, withoutSecrets) {
    switch (withoutSecrets) {
        case 'fork':
            return 'is empty: GitHub does not pass secrets to workflow runs for pull requests from forks. Have a maintainer start the workflow (workflow_dispatch, merge queue), or skip this job for forks.';
        case 'dependabot':
            return `is empty: GitHub does not pass Actions secrets to workflow runs for Dependabot's pull requests. Store ${what} as a Dependabot secret as well, or skip this job for dependabot[bot].`;
        case undefined:
            return undefined;
    }
}
//# sourceMappingURL=secret.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/following.js




function readFollowing(form, onCancel = 'abort', hasLogs = true) {
    return {
        timeout: readTimeout(form, '5h30m'),
        pollInterval: readPollInterval(form),
        leg: readLeg(form),
        label: readLine(form, 'label', 100),
        onCancel: readChoice(form, 'on-cancel', onCancel === 'abort' ? ['abort', 'leave'] : ['leave', 'abort']),
        onTimeout: readChoice(form, 'on-timeout', ['leave', 'abort']),
        onWaiting: readChoice(form, 'on-waiting', ['wait', 'detach', 'fail']),
        logs: hasLogs ? readChoice(form, 'logs', ['auto', 'failed', 'none', 'all']) : 'none',
        failStep: readFlag(form, 'fail-step', true),
        summary: readFlag(form, 'summary', true),
        comment: readChoice(form, 'comment', ['never', 'on-failure', 'always']),
        pullRequest: readPullRequest(form),
        commitStatus: readLine(form, 'commit-status', 255),
        githubToken: readSecret(form, 'github-token'),
    };
}
function readLeg(form) {
    const written = form.text('matrix-leg');
    const found = /^(\d{0,6})(?:\/(\d{0,6}))?$/.exec(written);
    const [, index = '', total = ''] = found ?? [];
    if (found === null || (index !== '' && total !== '' && Number(index) >= Number(total))) {
        const text = `must be a position in a matrix such as 0/3, got ${text_quotedValue(written)}. Omit it to use the default.`;
        form.problem('matrix-leg', text);
    }
    return { index: Number(index), total: Math.max(1, Number(total)) };
}
function readPullRequest(form) {
    const written = form.text('pull-request');
    const found = /^#?(\d{1,15})$/.exec(written)?.[1];
    if (written !== '' && !(Number(found) > 0)) {
        form.problem('pull-request', `must be a number, got ${text_quotedValue(written)}.`);
    }
    return found === undefined ? undefined : Number(found);
}
function readLine(form, name, max) {
    const text = form.text(name);
    if (/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(text) || text.length > max) {
        form.problem(name, `must be one line of at most ${max} characters.`);
    }
    return text;
}
//# sourceMappingURL=following.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/lists.js

function readNames(form, name) {
    const written = form.text(name);
    if (/^\[[^]*\]$|^- /.test(written)) {
        form.problem(name, "is a YAML list. Write one name per line or separate names with commas, without '- ' or brackets.");
        return [];
    }
    const parts = written.split(/[\n,]/).map((part) => part.trim());
    return [...new Set(parts.filter((part) => part !== ''))];
}
function readIdentifiers(form, name, of) {
    const names = readNames(form, name);
    for (const wrong of names.filter((part) => !isIdentifier(part))) {
        form.problem(name, `${notIdentifier(wrong, of)}.`);
    }
    return names;
}
//# sourceMappingURL=lists.js.map
;// CONCATENATED MODULE: ./lib/src/inputs/where.js



function readWhere(form, key, addresses) {
    const texts = Object.fromEntries(Object.keys(addresses).map((name) => [name, form.text(name)]));
    const where = locate({
        key,
        baseUrl: form.text('base-url'),
        account: form.text('account'),
        org: form.text('org'),
        project: form.text('project'),
        addresses: texts,
    });
    for (const [name, need] of Object.entries(addresses)) {
        if (texts[name] === '' && need === 'required') {
            form.problem(name, `is empty. Specify the ${name}'s identifier or its URL.`);
        }
        if (texts[name] === '' && need === 'required-unless-retry-of' && where.pipeline === '') {
            form.problem(name, `is empty. Specify a ${name} identifier or its URL.`);
        }
    }
    for (const known of where.problems) {
        form.problem(known.input, known.text);
    }
    // An address that cannot be read might have named it: one problem at a time.
    const isMissing = (part) => !where.problems.some(({ input }) => input === part || isAddress(texts[input] ?? ''));
    if (where.scope.project === '' && isMissing('project')) {
        form.problem('project', 'is empty, and no URL names it. Specify the project identifier.');
    }
    if (where.scope.account === '' && isMissing('account') && key !== '' && faultOfSecret(key) === undefined) {
        form.problem('account', 'is empty, and no URL names it. api-key does not name it either, because it does not begin with pat.ACCOUNT. or sat.ACCOUNT. as Harness tokens do: check the key, or specify the account identifier.');
    }
    return where;
}
//# sourceMappingURL=where.js.map
;// CONCATENATED MODULE: ./lib/src/runtime-inputs/placeholder.js

const START = '<+input>';
const MODIFIER = /\s*\.([A-Za-z]\w*)\(/y;
const KNOWN = 'default|allowedValues|regex|executionInput|selectOneFrom|selectManyFrom';
const AFTER = new RegExp(String.raw `\s*(?:$|\.(?:${KNOWN})\()`, 'y');
const AFTER_BALANCED = /\s*\.[A-Za-z]\w*\(/y;
const placeholder_MAX_CHARACTERS = 20_000;
function placeholder_isPlaceholder(value) {
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


function lists_members(list) {
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
        const id = key === undefined || body.kind !== 'mapping' ? undefined : lists_literal(body, key);
        const identity = id === undefined ? undefined : `${blocks}/${wrapper ?? ''}/${key}=${id}`;
        return change({ item, blocks, wrapper, body, key, id, identity }) ?? [];
    });
    return { kind: 'list', items };
}
function isOneValue(list) {
    const [first] = lists_members(list);
    return first?.identity === undefined;
}
function keyOfList({ items: [first] }) {
    return first === undefined || wrapped(first)[0] !== undefined ? undefined : keyOf(first);
}
const lists_KEYS = (/* unused pure expression or super */ null && (['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef']));
function keyOf(body) {
    return body.kind === 'mapping' ? lists_KEYS.find((key) => body.entries.has(key)) : undefined;
}
function wrapped(item) {
    const [only, second] = item.kind === 'mapping' ? item.entries : [];
    const isWrapper = only !== undefined && second === undefined && only[1].kind !== 'leaf';
    return isWrapper && (only[1].kind === 'mapping' || only[0] === 'parallel') ? only : [undefined, undefined];
}
function lists_literal(body, key) {
    const value = body.entries.get(key);
    return value?.kind === 'leaf' && value.text !== '' && !isPlaceholder(value.text) ? value.text : undefined;
}
//# sourceMappingURL=lists.js.map
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
        return { problem: `${text_quotedValue(ref)} is not a ref such as ${forms}.` };
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
    const bases = new Set(template.places.flatMap(({ path }) => codebase_buildOf(path) ?? []));
    const base = bases.has(BUILD) ? BUILD : [...bases][0];
    if (base === undefined) {
        return {
            problem: `cannot be used: ${template.title} has no runtime input for what to build. Make the build of its codebase a runtime input, or omit ref.`,
        };
    }
    if (bases.size > 1 && base !== BUILD) {
        return { problem: `is ambiguous (${bases.size} builds): ${[...bases].join(', ')}. Set them in inputs.` };
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
            problem: `is a ${build.type}, but ${template.title} expects ${kind === undefined ? 'something else' : `a ${kind}`}.`,
        }
        : given;
}
function codebase_buildOf(path) {
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
;// CONCATENATED MODULE: ./lib/src/actions/run/inputs.js








function readRun(get, context, readInputs) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const where = readWhere(form, key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
    const branch = readBranch(form);
    const inputs = {
        key,
        scope: where.scope,
        pipeline: where.pipeline,
        inputs: readInputs(form.raw('inputs'), where.pipeline),
        inputSets: readIdentifiers(form, 'input-sets', 'input set'),
        stages: readIdentifiers(form, 'stages', 'stage'),
        ref: form.text('ref'),
        git: branch === '' ? where.git : { ...where.git, branch },
        notes: form.text('notes') === '' ? context.runUrl : form.text('notes'),
        wait: readFlag(form, 'wait', true),
        onRerun: readChoice(form, 'on-rerun', ['start', 'resume']),
        ifRunning: readChoice(form, 'if-running', ['start', 'wait', 'follow', 'replace', 'fail']),
        retryOf: where.execution,
        dryRun: readFlag(form, 'dry-run', false),
        ...readFollowing(form),
    };
    if (branch !== '' && where.git.branch !== '' && branch !== where.git.branch) {
        form.problem('pipeline-branch', `is ${text_quotedValue(branch)}, but the URL in pipeline says ${text_quotedValue(where.git.branch)}. Specify only one of them.`);
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
function readBranch(form) {
    const written = form.text('pipeline-branch');
    const branch = written.replace(/^refs\/heads\//, '');
    if (/^refs(?:\/|$)/.test(branch) || (branch === '' && written !== '')) {
        const text = `must be a branch, got ${text_quotedValue(written)}: Harness loads a pipeline's YAML only from a branch. To choose what the CI stage builds, use ref.`;
        form.problem('pipeline-branch', text);
    }
    return branch;
}
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
        form.problem('on-rerun', "cannot be 'resume' together with retry-of, which already names the execution to retry.");
    }
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/base/side-by-side.js
async function sideBySide(work) {
    await Promise.allSettled(work);
    for (const one of work) {
        await one;
    }
    return Promise.all(work);
}
async function mapSideBySide(items, width, work) {
    const results = [];
    for (let from = 0; from < items.length; from += width) {
        results.push(...(await sideBySide(items.slice(from, from + width).map((item) => work(item)))));
    }
    return results;
}
//# sourceMappingURL=side-by-side.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/missing-pipeline.js







const MAX_LISTED = 100;
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
const missing_pipeline_BETWEEN_WORDS = unicode(String.raw `[^\p{L}\p{N}]+`);
function longestWord(name) {
    const words = name.split(missing_pipeline_BETWEEN_WORDS());
    return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '') || name;
}
function asIdentifier(name) {
    return name.replace(/[\s-]+/g, '_');
}
function hasName({ id, name }, wanted) {
    return [id, name].some((each) => bare(each).includes(bare(wanted)));
}
function bare(name) {
    return name.toLowerCase().split(missing_pipeline_BETWEEN_WORDS()).join('') || name;
}
const MAX_LETTERS = 3;
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
const MAX_NAMED = 5;
function hintOf(pipeline, found, { org, project }) {
    const place = `${org}/${project}`;
    if (found.length === 0) {
        return `No pipeline in ${place} has this identifier or name.`;
    }
    const first = found.toSorted((one, other) => Number(isSame(other)) - Number(isSame(one)));
    function isSame({ id, name }) {
        return bare(id) === bare(pipeline) || bare(name) === bare(pipeline);
    }
    const named = first
        .slice(0, MAX_NAMED)
        .map(({ id, name, place: its }) => `'${id}' (${oneLine(name, 80)}${its === place ? '' : `, in ${its}`})`);
    return `There is no pipeline '${pipeline}' in ${place}. Did you mean ${named.join(', ')}? Use the identifier, not the name.`;
}
//# sourceMappingURL=missing-pipeline.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/pipelines.js





function pipelineApi(http, scope) {
    const query = scopeQuery(scope);
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
                purpose: `list the stages of ${where.pipeline} that can be run individually`,
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
function isNo(error) {
    return error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) !== 'unauthorized';
}
function isOverlay(value) {
    return Array.isArray(at(value, 'members'));
}
function isOutdated(data) {
    return at(data, 'isOutdated') === true || at(data, 'outdated') === true || at(data, 'isErrorResponse') === true;
}
//# sourceMappingURL=pipelines.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/input-sets.js




const MAX_SETS = 100;
const WIDTH = 8;
async function readSets(ids, read) {
    const top = await mapSideBySide(ids.slice(0, MAX_SETS), WIDTH, read);
    const members = top.flatMap((set) => (input_sets_isOverlay(set) ? set.members : [])).slice(0, MAX_SETS - top.length);
    const distinct = [...new Set(members)];
    const answers = await mapSideBySide(distinct, WIDTH, read);
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
        return `${name} exceeds the limit of ${MAX_SETS} input sets.`;
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







async function prepare(preparation, deadline) {
    const { step, inputs, connection } = preparation;
    const { pipeline, git } = inputs;
    const api = pipelineApi(connection.http, inputs.scope);
    const where = { pipeline, git };
    const ask = (send, until = deadline) => connection.retry.untilAnswered(async (bounds) => refusalOf(send, bounds), {
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
    // A template for unknown stages would hide the problems of the inputs.
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
const PIPELINE_LIMIT = 20_000;
async function readPipeline(send, { step, ask, deadline }) {
    try {
        const yaml = await ask(send, Math.min(deadline, step.clock.now() + PIPELINE_LIMIT));
        return yaml instanceof HarnessError
            ? { refusal: yaml.failure.detail === '' ? yaml.message : yaml.failure.detail }
            : yaml === undefined
                ? { refusal: 'the response contains no YAML' }
                : { yaml };
    }
    catch (error) {
        if (error instanceof DeadlineExceeded && step.clock.now() < deadline) {
            return { refusal: `no response within ${duration(PIPELINE_LIMIT)}` };
        }
        throw error;
    }
}
async function refusalOf(send, bounds) {
    try {
        return await send(bounds);
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
        const text = `cannot be used: ${pipeline} does not allow selective stage executions. Allow them in the pipeline's Advanced Options (allowStageExecutions).`;
        return [{ input: 'stages', text }];
    }
    const ids = known.map(({ id }) => id);
    return wanted
        .filter((id) => !ids.includes(id))
        .map((id) => ({
        input: 'stages',
        text: `${text_quotedValue(id)} is not a stage of ${pipeline}. Its stages are ${oneLine(ids.join(', '), 800)}.`,
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
function showOrigins({ log }, { origins }) {
    if (origins.length === 0) {
        return;
    }
    const by = new Map();
    for (const { path, from } of origins) {
        by.set(from, [...(by.get(from) ?? []), path.split('.').at(-1) ?? path]);
    }
    const title = [...by].map(([from, names]) => from === 'default' || from === 'requested during execution'
        ? from === 'default'
            ? count(names.length, 'default')
            : `${names.length} requested during execution`
        : `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''} from ${from}`);
    log.group(`Runtime inputs: ${title.join('; ')}`, origins.map(({ path, value, from }) => `  ${path} = ${value}  (${from})`));
}
//# sourceMappingURL=prepare.js.map
;// CONCATENATED MODULE: ./lib/src/start/search.js




const MAX_EXECUTIONS = 200;
const PAGE = 50;
const search_WIDTH = 8;
const CLOCK_SKEW = 600_000;
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
async function* marked(search, { since, known, width, isWanted = () => true, ...bounds }) {
    const { harness, pipeline, retry, clock, signal, onPage } = search;
    const until = { ...bounds, signal };
    // What starts between two pages moves the others on, so that one may be on both.
    const passed = new Set();
    for (let page = 0; page * PAGE < MAX_EXECUTIONS; page++) {
        const listed = await retry.untilAnswered((limits) => harness.list({ pipeline, page, size: PAGE }, limits), until);
        onPage?.(listed);
        const tooOld = listed.findIndex(({ snapshot }) => (snapshot.startedAt ?? clock.now()) < since - CLOCK_SKEW);
        const recent = (tooOld < 0 ? listed : listed.slice(0, tooOld)).filter(({ ref }) => !passed.has(ref.id));
        for (const { ref } of recent) {
            passed.add(ref.id);
        }
        for (let from = 0; from < recent.length;) {
            // Filtered again each time: what was found may have settled some of the rest.
            const batch = recent
                .slice(from)
                .filter((one) => isWanted(one))
                .slice(0, width);
            const last = batch.at(-1);
            from = last === undefined ? recent.length : recent.indexOf(last) + 1;
            yield* await markersOf(search, { batch, known, until });
        }
        if (tooOld >= 0 || listed.length < PAGE) {
            return;
        }
    }
}
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
async function earlierAttempt(search, { marker, includesEnded, since, deadline }) {
    const same = [];
    // An execution of an older attempt of this run: it and all before it started before the attempt that was found began.
    let isPast = false;
    const isWanted = ({ snapshot }) => !isFinal(snapshot.phase) || (includesEnded && !isPast);
    for await (const { listed, marker: found } of marked(search, {
        deadline,
        since,
        known: new Map(),
        width: search_WIDTH,
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
;// CONCATENATED MODULE: ./lib/src/actions/run/rerun.js





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
const BEGIN_LIMIT = 3000;
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
async function resume(context, earlier, deadline) {
    const { step, inputs, connection } = context;
    const { harness, retry } = connection;
    if (earlier.kind !== 'one') {
        return earlier.kind === 'several' ? earlier : { kind: 'new-start' };
    }
    const { ref, snapshot } = earlier.listed;
    if (earlier.isRunning) {
        step.log.notice(`An earlier attempt of this job started an execution that is still running; following it.\n  ${ref.url}`);
        return { kind: 'follow', started: earlier.listed };
    }
    if (inputs.onRerun === 'start') {
        return { kind: 'new-start' };
    }
    if (!isUnsuccessful(snapshot.phase)) {
        step.log.notice(`An earlier attempt of this job already succeeded; not starting another execution.\n  ${ref.url}`);
        return { kind: 'follow', started: earlier.listed };
    }
    const ended = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal: step.signal });
    const stages = stagesToRetry(ended);
    if (!ended.canRetry || stages.length === 0) {
        const why = ended.canRetry ? 'it has no failed stage' : 'Harness does not allow it';
        step.log.notice(`Cannot retry the execution of the earlier attempt from its failed stages: ${why}. Starting a new execution.\n  ${ref.url}`);
        return { kind: 'new-start' };
    }
    step.log.notice(`Retrying the execution of the earlier attempt from ${stages.join(', ')}.\n  ${ref.url}`);
    return { kind: 'retry', order: await orderFor(context, { stages, deadline, execution: ref.id }) };
}
async function planRetry(context, deadline) {
    const { step, inputs, connection } = context;
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
                text: `names an execution that has not ended (${ended.status}). Wait for its end, or use the follow action.\n  ${ref.url}`,
            },
        ]);
    }
    const stages = inputs.stages.length > 0 ? inputs.stages : stagesToRetry(ended);
    if (stages.length === 0) {
        throw new InputError([
            {
                input: 'retry-of',
                text: `names an execution without a failed stage (${ended.status}). Specify the stages to retry in stages.`,
            },
        ]);
    }
    return orderFor(context, { stages, deadline, execution: id });
}
async function orderFor({ step, inputs, connection }, { execution, stages, deadline }) {
    const { harness, retry } = connection;
    const yaml = await retry.untilAnswered((bounds) => harness.inputsOf(execution, bounds), {
        deadline,
        signal: step.signal,
    });
    return { pipeline: inputs.pipeline, execution, stages, yaml, git: inputs.git, notes: '' };
}
function stagesToRetry(snapshot) {
    return [
        ...new Set(snapshot.stages
            .filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase))
            .map(({ inPipeline, id }) => inPipeline ?? id)),
    ];
}
//# sourceMappingURL=rerun.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/order.js




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
//# sourceMappingURL=order.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/causes.js

function causesIn(nodes) {
    const counted = nodes.filter((node) => !node.isOldTry);
    const effects = effectsOf(counted);
    const holdsBad = new Set();
    const holdsIgnored = new Set();
    const causes = { bad: [], ignored: [] };
    for (const node of counted.toReversed()) {
        // A section only passes on failures inside it; without any, its stage is the cause.
        const isCause = node.kind !== 'section';
        const isFailed = isCause && isUnsuccessful(node.phase);
        const isIgnored = isCause && node.phase === 'ignored';
        // An ignored failure does not explain why its parent failed.
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
function earliestFirst(failed) {
    const end = ({ endedAt }) => endedAt ?? Number.MAX_SAFE_INTEGER;
    const rank = ({ phase }) => (phase === 'aborted' ? 1 : 0);
    return failed.toSorted((one, other) => end(one) - end(other) || rank(one) - rank(other));
}
//# sourceMappingURL=causes.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/rollback.js
function rollbackOf(nodes, snapshot) {
    const holders = new Set(nodes.map(({ holder }) => holder));
    const steps = nodes.filter((node) => node.isRollback && !node.isOldTry && node.kind === 'step' && !holders.has(node));
    const stages = snapshot.stages.filter((stage) => stage.isRollback === true && !stage.isGroup);
    const ran = [...steps, ...stages].filter(({ phase, startedAt, skippedBecause }) => startedAt !== undefined && phase !== 'skipped' && phase !== 'queued' && skippedBecause === undefined);
    if (ran.length === 0) {
        const reason = steps.find((step) => step.phase === 'succeeded')?.skippedBecause;
        return reason === undefined ? undefined : { end: 'idle', reason };
    }
    return { end: ran.every(({ phase }) => phase === 'succeeded' || phase === 'ignored') ? 'succeeded' : 'failed' };
}
//# sourceMappingURL=rollback.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/settled-graph.js



const MAX_LAG = 10_000;
const PAUSES = [250, 500, 1000, 2000, 4000];
const PAUSES_AFTER_SUCCESS = [750];
async function settledGraph(context) {
    const { ref, snapshot, clock, signal, gaps } = context;
    const until = clock.now() + MAX_LAG;
    const pauses = isUnsuccessful(snapshot.phase) || snapshot.phase === 'ignored' ? PAUSES : PAUSES_AFTER_SUCCESS;
    for (let tries = 0;; tries += 1) {
        const answer = await readGraph({ id: ref.id }, context);
        if (answer === undefined || !contradicts(snapshot, answer.graph)) {
            return answer;
        }
        const pause = pauses[tries];
        if (pause === undefined || clock.now() + pause > until) {
            gaps.add(answer.graph === undefined
                ? 'Harness shows no steps for this execution, so their output variables are unknown.'
                : 'The execution graph does not match the final status; details may be incomplete.');
            return answer;
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
async function readGraph(execution, { inspector, retry, signal, deadline, gaps }) {
    try {
        return { graph: await retry.untilAnswered((bounds) => inspector.graph(execution, bounds), { deadline, signal }) };
    }
    catch (error) {
        gaps.add(`Could not read the steps: ${settled_graph_describeFailure(error)}`);
        return undefined;
    }
}
function settled_graph_describeFailure(error) {
    if (error instanceof DeadlineExceeded) {
        return error.last === undefined ? 'the time limit was reached.' : error.last.headline;
    }
    if (error instanceof HarnessError) {
        return error.headline;
    }
    throw error;
}
//# sourceMappingURL=settled-graph.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/steps.js

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


const tails_PAUSES = [1000, 2000, 4000];
const LOG_DELAY = 60_000;
async function readLog(node, order) {
    const { inspector, clock, signal, deadline, isWhole } = order;
    if (node.logKeys.length === 0) {
        return { missing: 'Harness lists no log for this step.' };
    }
    const isFresh = clock.now() - (node.endedAt ?? clock.now()) < LOG_DELAY;
    let failure;
    for (const pause of [...(isFresh ? tails_PAUSES : []), 0]) {
        for (const key of node.logKeys) {
            const limit = Math.min(REQUEST_LIMIT, deadline - clock.now());
            if (limit <= 0) {
                return { missing: failure === undefined ? 'The time limit was reached.' : failure.headline };
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
    return { missing: failure === undefined ? 'Harness has no log for this step.' : failure.headline };
}
function tails_isFinal({ kind }) {
    return kind === 'refused' || kind === 'redirect' || kind === 'untrusted';
}
//# sourceMappingURL=tails.js.map
;// CONCATENATED MODULE: ./lib/src/diagnosis/variables.js
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












const BUDGET = 20_000;
const MAX_FAILURES = 50;
const MAX_LOGS = 10;
const MAX_CHILDREN = 10;
const MAX_LEVELS = 3;
async function diagnose(order) {
    const { ref, snapshot, inspector, clock } = order;
    const gaps = new Set();
    const fromStages = (hasNoGraph = false) => {
        const failures = stageFailures({ ref, snapshot, hasNoGraph }, []);
        return toDiagnosis({ snapshot, gaps, failures, ignored: [], nodes: [] });
    };
    // A denied execution never ran, so it has no graph.
    if (inspector === undefined || snapshot.deniedBy !== undefined) {
        return fromStages();
    }
    try {
        expectLogs(order, inspector);
        const context = { ...order, inspector, gaps, deadline: clock.now() + BUDGET, followed: new Set([ref.id]) };
        const answer = await settledGraph(context);
        return answer?.graph === undefined ? fromStages(answer !== undefined) : await diagnoseGraph(answer.graph, context);
    }
    catch (error) {
        if (error instanceof Cancelled) {
            throw error;
        }
        gaps.add(`Some details are missing from the report: ${firstLine(error)}`);
        return fromStages();
    }
}
function expectLogs({ snapshot, logs }, inspector) {
    const failed = failedStages(snapshot).length;
    if (logs === 'failed' && failed > 1) {
        inspector.expectLogs(Math.min(failed, MAX_LOGS));
    }
}
async function diagnoseGraph(graph, context) {
    const { snapshot, gaps } = context;
    const { bad, ignored } = causesIn(graph.nodes);
    const leafCauses = [];
    for (const node of bad) {
        leafCauses.push(...(await leafCausesOf({ node, graph, above: [] }, context)));
    }
    const causes = leafCauses.slice(0, MAX_FAILURES);
    if (causes.length < leafCauses.length) {
        gaps.add(`${count(leafCauses.length - causes.length, 'more failure')} not shown.`);
    }
    const findings = await Promise.all(causes.map((cause, position) => failureWithLog(cause, position < MAX_LOGS, context)));
    return toDiagnosis({
        snapshot,
        gaps,
        failures: earliestFirst([...findings, ...stageFailures(context, leafCauses)]),
        ignored: ignored.slice(0, MAX_FAILURES).map((node) => stepFailure({ node, graph, above: [] }, context)),
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
async function leafCausesOf(cause, context) {
    const { node, above } = cause;
    const { followed, gaps } = context;
    if (node.child === undefined || followed.has(node.child.id)) {
        return [cause];
    }
    if (above.length === MAX_LEVELS || followed.size > MAX_CHILDREN) {
        gaps.add('Some chained pipelines were not read: there are too many, or they are nested too deeply.');
        return [cause];
    }
    followed.add(node.child.id);
    const graph = (await readGraph(node.child, context))?.graph;
    if (graph === undefined) {
        return [cause];
    }
    const inner = [];
    for (const each of causesIn(graph.nodes).bad) {
        inner.push(...(await leafCausesOf({ node: each, graph, above: [...above, node] }, context)));
    }
    return inner.length === 0 ? [cause] : inner;
}
async function failureWithLog(cause, withLog, context) {
    const { node } = cause;
    const failure = stepFailure(cause, context);
    if (/reject/i.test(node.status)) {
        return { ...failure, by: node.by ?? (await whoRejected(cause, context)) };
    }
    // Approvals and queues have no log, and neither has a step that never started or that a freeze stopped.
    const isIdle = node.startedAt === undefined ||
        /Approval$|^ResourceConstraint$/.test(node.type ?? '') ||
        /freeze/i.test(node.status);
    const hasLog = node.kind === 'step' && !isIdle;
    if (context.logs === 'none' || !hasLog) {
        return failure;
    }
    if (!withLog) {
        return { ...failure, log: { missing: `Only the first ${MAX_LOGS} logs were read.` } };
    }
    const { saveLog } = context;
    const found = await readLog(node, { ...context, isWhole: saveLog !== undefined });
    if ('missing' in found) {
        return { ...failure, log: found };
    }
    const { whole, ...log } = found;
    const logFile = whole === undefined ? undefined : saveLog?.(whole);
    return { ...failure, log, ...(logFile === undefined ? {} : { logFile }) };
}
async function whoRejected({ node, graph }, context) {
    const { inspector, retry, signal, deadline, gaps } = context;
    const order = { ...graph.at, execution: graph.at.id, status: 'REJECTED', node: node.id };
    try {
        const answer = await retry.untilAnswered((bounds) => inspector.approvals(order, bounds), { deadline, signal });
        if ('unreadable' in answer) {
            gaps.add(`Could not read who rejected the approval. ${answer.unreadable}`);
            return undefined;
        }
        return rejection(answer.approvals.flatMap(({ decisions }) => decisions));
    }
    catch (error) {
        gaps.add(`Could not read who rejected the approval: ${settled_graph_describeFailure(error)}`);
        return undefined;
    }
}
function firstLine(error) {
    return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}
//# sourceMappingURL=diagnosis.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/abort-on-cancel.js

const EXIT_WITHIN = 5500;
const ATTEMPT_LIMIT = 2500;
async function abortOnCancel({ step, connection, postState }, engine, ref) {
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
        step.log.info('Sent the abort request to Harness.');
    }
    catch (error) {
        if (!(error instanceof HarnessError || error instanceof DeadlineExceeded)) {
            throw error;
        }
        step.log.info(`The abort is not confirmed yet; the post step continues it. ${error.message}`);
    }
}
//# sourceMappingURL=abort-on-cancel.js.map
;// CONCATENATED MODULE: ./lib/src/follow/interventions.js


const interventions_MAX_FAILURES = 5;
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
function interventions_linesOf({ name, stage, message = '', hints }) {
    const place = [...(stage === undefined ? [] : [stage.name]), name].map((each) => oneLine(each, 60)).join(' › ');
    return [`${place} failed: ${oneLine(message, 500)}`, ...hints.map((hint) => `Hint: ${oneLine(hint, 500)}`)];
}
//# sourceMappingURL=interventions.js.map
;// CONCATENATED MODULE: ./lib/src/follow/approvals.js






const LIMIT = 10_000;
const MAX_NOTICES = 9;
function openWaiting(options) {
    const { ref, log } = options;
    let current;
    let reported = '';
    let notices = 0;
    let isUnreadableSaid = false;
    const onSnapshot = async (snapshot) => {
        const stages = snapshot.stages.filter((stage) => stage.phase === 'waiting' && !stage.isGroup);
        const wait = snapshot.phase === 'waiting' ? [snapshot.status, ...stages.map((stage) => stage.node ?? stage.id)].join() : '';
        if (wait === reported) {
            return;
        }
        reported = wait;
        if (wait === '') {
            current = undefined;
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
        const [reason, ...hints] = isIntervention ? await failuresToDecide(options, { snapshot, limit: LIMIT }) : [];
        current = { words, reason, details: [...hints, ...(typeof found === 'string' ? [] : found.flatMap(approvals_detailsOf))] };
        const details = [...(reason === undefined ? [] : [reason]), ...current.details];
        const head = `${place} ${stages.length > 1 ? 'are' : 'is'} ${words}.`;
        notices += 1;
        const print = notices > MAX_NOTICES ? log.info : log.notice;
        print([head, ...details.map((detail) => `  ${detail}`), `  ${url}`].join('\n'));
        options.say(words);
        if (typeof found === 'string' && !isUnreadableSaid) {
            isUnreadableSaid = true;
            log.info(`Could not read who may approve: ${oneLine(found, 300)}`);
        }
    };
    return { onSnapshot, current: () => current };
}
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
                `Approvers must provide ${inputs.map(({ name, value }) => `${oneLine(name, 60)}${value === undefined ? '' : ` (${oneLine(value, 60)})`}`).join(', ')}.`,
            ]),
    ];
}
//# sourceMappingURL=approvals.js.map
;// CONCATENATED MODULE: ./lib/src/follow/abort.js



const ABORT_POLL_INTERVAL = 1000;
const ABORT_REPEAT_AFTER = 10_000;
const ABORT_REQUEST_LIMIT = 10_000;
async function abortUntilEnded(target, { phase, deadline }) {
    const { engine, ref, retry, isGiven, clock, signal, interval = ABORT_POLL_INTERVAL } = target;
    const until = { deadline, signal, limit: ABORT_REQUEST_LIMIT, skipsBackOff: true, isGiven };
    let seen = phase;
    let askedAt = -Infinity;
    let isAccepted = phase === 'stopping';
    const isDue = () => seen !== 'stopping' && clock.now() - askedAt >= ABORT_REPEAT_AFTER;
    const abortAndRead = async () => {
        if (isDue()) {
            askedAt = clock.now();
            await retry.untilAnswered((bounds) => engine.abort(ref, bounds), until);
            isAccepted = true;
        }
        const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), until);
        await target.onSnapshot(snapshot);
        seen = snapshot.phase;
        return isFinal(seen) ? snapshot : undefined;
    };
    try {
        // An abort by someone else that did not last leaves it running again: there may be no time for another poll.
        return await pollUntil(abortAndRead, { clock, signal, deadline, pauses: () => (isDue() ? 0 : interval) });
    }
    catch (error) {
        if (!(error instanceof DeadlineExceeded)) {
            throw error;
        }
        if (!isAccepted && error.last !== undefined) {
            throw error.last; // The abort never arrived, so an unconfirmed end would be misleading.
        }
        return undefined;
    }
}
//# sourceMappingURL=abort.js.map
;// CONCATENATED MODULE: ./lib/src/follow/follow.js



const LAST_POLL_LIMIT = 10_000;
const ABORT_CONFIRM_LIMIT = 30_000;
const follow_MINUTE = 60_000;
async function follow(options) {
    const { deadline } = options;
    let snapshot = options.seen;
    // A start's response has neither stages nor times, so even an execution that ended immediately is read, unless a policy denied it.
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
function outcomeOfError(error, snapshot) {
    if (error instanceof Cancelled) {
        return { kind: 'cancelled', snapshot };
    }
    if (error instanceof HarnessError) {
        // A final status stays final, even if nothing more can be read.
        return isFinal(snapshot.phase) ? { kind: 'ended', snapshot } : { kind: 'access-lost', snapshot, error };
    }
    throw error;
}
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
    return abortAtDeadline(options, { snapshot, inContact });
}
async function abortAtDeadline(options, before) {
    const isAborting = before.snapshot.phase === 'stopping';
    let { snapshot, inContact } = before;
    const onSnapshot = (seen) => {
        snapshot = seen;
        inContact = true;
        return options.onSnapshot(seen);
    };
    const deadline = options.clock.now() + ABORT_CONFIRM_LIMIT;
    try {
        const end = await abortUntilEnded({ ...options, onSnapshot }, { phase: snapshot.phase, deadline });
        if (end === undefined) {
            return { kind: 'timed-out', snapshot, inContact, abort: isAborting ? 'unwanted' : 'unseen' };
        }
        // An execution that ended with another status was not aborted by this step.
        return end.phase === 'aborted' && !isAborting
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
//# sourceMappingURL=follow.js.map
;// CONCATENATED MODULE: ./lib/src/follow/log-printer.js
const log_printer_MAX_LINES = 10_000;
function openLogPrinter(print) {
    const steps = new Set();
    let printed = 0;
    let dropped = 0;
    const note = (text) => print(`          │ ${text}`);
    return {
        lines(step, lines) {
            steps.add(step);
            const width = Math.max(...[...steps].map((name) => name.length)) + 2;
            // Only where several steps write is it said which one did.
            const prefix = steps.size > 1 ? `${`[${step}]`.padEnd(width)} ` : '';
            const shown = lines.slice(0, log_printer_MAX_LINES - printed);
            printed += shown.length;
            dropped += lines.length - shown.length;
            for (const line of shown) {
                note(`${prefix}${line}`);
            }
            return shown.length < lines.length ? undefined : lines.at(-1);
        },
        note,
        get dropped() {
            return dropped;
        },
    };
}
//# sourceMappingURL=log-printer.js.map
;// CONCATENATED MODULE: ./lib/src/follow/log-turns.js


const LOG_REQUEST_INTERVAL = 500;
const log_turns_SHARE = 0.5;
function openLogTurns({ clock, signal, matrixSize, backOff }) {
    const interval = Math.max(LOG_REQUEST_INTERVAL, requestCost(matrixSize) / log_turns_SHARE);
    let nextRequest = 0;
    return {
        async next() {
            for (;;) {
                const at = Math.max(clock.now() + backOff(), nextRequest);
                nextRequest = at + interval;
                await clock.sleep(at - clock.now(), signal);
                // Meanwhile a poll may have been refused for the rate limit: then another turn is awaited, each log its own.
                if (isAborted(signal) || backOff() === 0) {
                    return !isAborted(signal);
                }
            }
        },
        postpone(ms) {
            nextRequest = Math.max(nextRequest, clock.now() + ms);
        },
    };
}
//# sourceMappingURL=log-turns.js.map
;// CONCATENATED MODULE: ./lib/src/follow/read-log.js


const STREAM_LIMIT = 3_700_000;
const read_log_REQUEST_LIMIT = 15_000;
const REOPEN_AFTER = 2000;
const MAX_TRIES = 4;
const MAX_DOUBLINGS = 5;
async function read_log_readLog(position, reading) {
    if (await readStream(position, reading)) {
        await readRest(position, reading);
    }
}
async function readStream(position, reading) {
    const { reader, turns, clock, signal, take } = reading;
    // In a row: openings that failed, and openings without a line. A step may write its first line after minutes.
    for (let failed = 0, silent = 0; !isAborted(signal) && !reading.hasEnded();) {
        const before = position.rows;
        if (!(await turns.next())) {
            return false;
        }
        try {
            await reader.streamLog(position, take, bounds(reading, STREAM_LIMIT));
            failed = 0;
        }
        catch (error) {
            failed = position.rows > before ? 1 : failed + 1;
            if (!isWorthRetry(error, reading, failed === MAX_TRIES)) {
                return false;
            }
        }
        reading.onStreamEnd();
        silent = position.rows > before ? 0 : silent + 1;
        await clock.sleep(REOPEN_AFTER * 2 ** Math.min(silent, MAX_DOUBLINGS), signal);
    }
    return true;
}
async function readRest(position, reading) {
    const { reader, turns, clock, signal, take } = reading;
    for (let tries = 1; tries <= MAX_TRIES && !isAborted(signal); tries += 1) {
        if (!(await turns.next())) {
            return;
        }
        try {
            if (await reader.readRest(position, take, bounds(reading, read_log_REQUEST_LIMIT))) {
                return;
            }
        }
        catch (error) {
            if (!isWorthRetry(error, reading, tries === MAX_TRIES)) {
                return;
            }
        }
        await clock.sleep(REOPEN_AFTER, signal);
    }
}
function bounds({ signal }, limit) {
    return { signal, limit };
}
function isWorthRetry(error, { turns, onUnreadable }, isLast) {
    if (!(error instanceof HarnessError)) {
        throw error;
    }
    turns.postpone(error.failure.retryAfter ?? 0);
    // Harness knows a log only from its first line on.
    if (error.failure.status === 404 || (error.kind !== 'refused' && !isLast)) {
        return true;
    }
    onUnreadable(error);
    return false;
}
//# sourceMappingURL=read-log.js.map
;// CONCATENATED MODULE: ./lib/src/follow/live-logs.js






const GRAPH_INTERVAL = 5000;
const live_logs_REQUEST_LIMIT = 15_000;
const MAX_STREAMS = 20;
const CLOSE_LIMIT = 1500;
function openLiveLogs(options) {
    const { reader, ref, clock, signal, matrixSize, backOff } = options;
    const ending = new AbortController();
    const stop = () => ending.abort();
    const stopListening = onAbort([signal], stop);
    const turns = openLogTurns({ clock, signal: ending.signal, matrixSize, backOff });
    const printer = openLogPrinter(options.print);
    const sources = new Map();
    const running = new Map();
    const reported = new Set();
    let ended = new Set();
    let nextGraph = 0;
    let news = '';
    let isGraphDue = false;
    let graphing;
    const isEnding = () => ending.signal.aborted;
    const report = (source, error) => {
        if (!isEnding() && !reported.has(source.place)) {
            reported.add(source.place);
            printer.note(`Could not stream the log of ${source.place}: ${oneLine(error.headline, 300)}`);
        }
    };
    const begin = (node, key) => {
        const place = live_logs_placeOf(node.stage?.name ?? '', node.name);
        const source = { key, step: oneLine(node.name, 60), place, rows: 0, last: undefined, end: undefined };
        sources.set(key, source);
        const work = read_log_readLog(source, {
            reader,
            turns,
            clock,
            signal: ending.signal,
            hasEnded: () => ended.has(key),
            take: (lines) => {
                source.end = lines.length === 0 ? source.end : printer.lines(source.step, lines);
            },
            onStreamEnd: expectSteps,
            onUnreadable: (error) => report(source, error),
        })
            .catch(() => undefined)
            .finally(() => running.delete(key));
        running.set(key, work);
    };
    const readGraph = async () => {
        try {
            const graph = await reader.graph({ id: ref.id }, { signal: ending.signal, limit: live_logs_REQUEST_LIMIT });
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
            do {
                await clock.sleep(Math.max(0, backOff(), nextGraph - clock.now()), ending.signal);
            } while (backOff() > 0 && !isEnding());
            isGraphDue = false;
            nextGraph = clock.now() + GRAPH_INTERVAL;
            await readGraph();
        }
    };
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
            stopListening();
            if (printer.dropped > 0) {
                printer.note(`… ${printer.dropped} lines left out`);
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
;// CONCATENATED MODULE: ./lib/src/follow/pace.js

const pace_SECOND = 1000;
const pace_MINUTE = 60 * pace_SECOND;
const QUICK = 2.3 * pace_SECOND;
const QUICK_FOR = 50 * pace_SECOND;
const QUICK_WAITING = 5 * pace_SECOND;
const MIN_INTERVAL = { known: pace_SECOND, unknown: 1.75 * pace_SECOND };
const MAX_INTERVAL = { waiting: pace_MINUTE, young: 15 * pace_SECOND, old: 30 * pace_SECOND };
const OLD = 10 * pace_MINUTE;
const STEP = { ms: 50, part: 0.04 };
const MIN_DURATIONS = 3;
const UNEXPECTED_CHANCE = 0.03;
const MAX_DISCOUNT = 4 ** 2;
const EXACT = { ms: 200, part: 0.01 };
const SPREAD = 0.85;
function openPace({ interval, matrixSize, clock, requests, limited, history }) {
    const budget = openRateBudget({ matrixSize, clock, requests });
    const startedAt = clock.now();
    let changedAt = startedAt;
    let before = '';
    let polls = 0;
    // Rate limits of a start are not rate limits of polls.
    let refusals = limited();
    let stretch = 1;
    let past;
    const auto = (snapshot) => {
        const now = clock.now();
        // Clocks differ: an execution is at least as old as its last known change.
        const age = now - Math.min(startedAt, snapshot.startedAt ?? startedAt);
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
function jitter({ random }) {
    return 0.9 + 0.2 * random();
}
function intervalAt({ since, age, isWaiting }, past) {
    const quick = isWaiting ? QUICK_WAITING : QUICK;
    const most = isWaiting ? MAX_INTERVAL.waiting : since < OLD ? MAX_INTERVAL.young : MAX_INTERVAL.old;
    const least = past === undefined || isWaiting ? MIN_INTERVAL.unknown : MIN_INTERVAL.known;
    let ms = 0;
    for (let due = 0; due < 1 && ms < most;) {
        const step = Math.max(STEP.ms, STEP.part * ms);
        const unknown = 1 / Math.max(QUICK_FOR, since + ms);
        const known = past === undefined || isWaiting ? unknown : past.chance(age + ms, unknown);
        const chance = Math.max(known, unknown / MAX_DISCOUNT);
        due += (step / quick) * Math.sqrt(chance * QUICK_FOR);
        ms += step;
    }
    return Math.min(most, Math.max(least, ms));
}
function pastOf(durations) {
    const sorted = durations.filter((ms) => Number.isFinite(ms) && ms > 0).toSorted((one, other) => one - other);
    if (sorted.length < MIN_DURATIONS) {
        return undefined;
    }
    // The sparser the durations around it, the wider each one is, so that failures after a minute do not blur successes after ten.
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
            const others = UNEXPECTED_CHANCE * (age < QUICK_FOR ? Math.exp(-age / QUICK_FOR) : QUICK_FOR / Math.E / age);
            const same = 1 - UNEXPECTED_CHANCE;
            return (others * unknown + same * ends) / (others + same * outlived);
        },
    };
}
//# sourceMappingURL=pace.js.map
;// CONCATENATED MODULE: ./lib/src/follow/queue.js




const NOTICE_AFTER = 60_000;
const queue_LIMIT = 10_000;
const queue_MAX_NAMED = 5;
function openQueue({ ref, list, locks, log, clock, signal, left, }) {
    let since;
    let isReported = list === undefined;
    return async ({ phase, status }) => {
        if (phase !== 'queued' || isReported) {
            since = undefined;
            return;
        }
        since ??= clock.now();
        const waited = clock.now() - since;
        const limit = Math.min(queue_LIMIT, left());
        if (waited < NOTICE_AFTER || limit <= 0 || list === undefined) {
            return;
        }
        isReported = true;
        const head = `Queued for ${duration(waited)}.`;
        const bounds = { signal, limit };
        try {
            const isLocked = status === 'ResourceWaiting';
            const users = isLocked && locks !== undefined ? await lockedBy(locks, ref, bounds) : [];
            const lines = users.length > 0 ? linesOnLock(users) : linesOn(before(ref, await list(bounds)), { ref, isLocked });
            log.info([head, ...lines].join('\n'));
        }
        catch (error) {
            if (!(error instanceof HarnessError)) {
                throw error;
            }
            log.info(`${head} Could not list the executions ahead of it: ${error.headline}`);
        }
    };
}
function before({ id }, listed) {
    return listed
        .slice(listed.findIndex(({ ref }) => ref.id === id) + 1)
        .filter(({ snapshot }) => !isFinal(snapshot.phase));
}
async function lockedBy(locks, ref, bounds) {
    try {
        return await locks.lockedBy(ref, bounds);
    }
    catch (error) {
        if (!(error instanceof HarnessError)) {
            throw error;
        }
        return [];
    }
}
function linesOnLock(users) {
    return [
        'It is waiting for a resource, such as an infrastructure, that only one execution can use at a time:',
        ...firstOf(users, ({ ref, name, isHolder }) => {
            return `${name}, which ${isHolder ? 'is using it' : 'is also waiting for it'}: ${ref.url}`;
        }),
    ];
}
function linesOn(ahead, { ref: { pipeline }, isLocked }) {
    if (ahead.length === 0) {
        const cause = isLocked
            ? 'an execution of another pipeline may be using the resource that it is waiting for.'
            : 'the account may have reached its limit of concurrent executions.';
        return [`No other execution of ${pipeline} is ahead of it; ${cause}`];
    }
    return [
        `${count(ahead.length, 'execution')} of ${pipeline} ${ahead.length === 1 ? 'is' : 'are'} ahead of it:`,
        ...firstOf(ahead, ({ ref, snapshot }) => {
            const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
            return `Execution${number}, ${oneLine(describeState(snapshot), 60)}: ${ref.url}`;
        }),
    ];
}
function firstOf(all, describe) {
    const more = all.length > queue_MAX_NAMED ? [`… and ${all.length - queue_MAX_NAMED} more`] : [];
    return [...all.slice(0, queue_MAX_NAMED).map(describe), ...more].map((line) => `  ${line}`);
}
//# sourceMappingURL=queue.js.map
;// CONCATENATED MODULE: ./lib/src/follow/history.js


const history_PAGE = 100;
const MAX_PAGES = 20;
const MAX_DURATION = 7 * 24 * 3_600_000;
async function history_walk({ harness, retry, until }, question) {
    const { pipeline, statuses, limit } = question;
    const isNewest = question.since === undefined && statuses.length === 0;
    // As many again, with the same request, for the comparison.
    const size = isNewest ? Math.min(history_PAGE, 2 * limit) : history_PAGE;
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
            // An execution that starts between two requests moves the others, so one may be listed twice.
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
function history_endOf({ phase, endedAt, startedAt }) {
    return isFinal(phase) ? (endedAt ?? startedAt ?? 0) : undefined;
}
const NEWEST = 30;
const MAX_DURATIONS = 20;
const OWN_ENDS = ['succeeded', 'ignored', 'failed', 'expired'];
const FINAL_STATUSES = Object.entries(STATUSES).flatMap(([status, phase]) => (isFinal(phase) ? [status] : []));
function durationsOf(executions) {
    return executions
        .flatMap(({ snapshot: { phase, startedAt, endedAt } }) => !OWN_ENDS.includes(phase) || startedAt === undefined || endedAt === undefined ? [] : endedAt - startedAt)
        .slice(0, MAX_DURATIONS);
}
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
const MIN_RUNS = 3;
const SHOWN_RESULTS = 10;
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
function periodBefore({ earlier, seen }, since, until) {
    if (since === undefined) {
        return earlier.slice(0, seen.length);
    }
    const from = since - (until - since);
    return since - from > MAX_DURATION / 2 ? [] : earlier.filter(({ snapshot }) => (history_endOf(snapshot) ?? 0) >= from);
}
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
const FILTER_STATUSES = ['succeeded', 'failed', 'aborted', 'expired', 'running', 'waiting'];
function hasStatus({ status, phase }, statuses) {
    return (statuses.length === 0 ||
        statuses.some((word) => (FILTER_STATUSES.includes(word) ? word === statusOf(phase) : isSameStatus(word, status))));
}
//# sourceMappingURL=history.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/pipeline-history.js

function openHistory({ session, ref, listed, deadline, isReadable }) {
    const { step, connection } = session;
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
    const read = async (limit) => {
        const bounds = { signal: step.signal, limit: Math.min(limit, deadline - step.clock.now()) };
        return keep(await newestEnded(connection.harness, ref.pipeline, bounds));
    };
    return { durations: isReadable && ref.pipeline !== '' ? read : undefined, runs: () => runs };
}
//# sourceMappingURL=pipeline-history.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/follow-to-end.js








async function followToEnd(options, say) {
    const { session, ref, inspector, following, listed } = options;
    const { step } = session;
    const deadline = step.from + following.timeout;
    const history = openHistory({ session, ref, listed, deadline, isReadable: inspector !== undefined });
    const live = liveLogsOf(options);
    const waiting = openWaiting({
        ref,
        inspector,
        log: step.log,
        signal: step.signal,
        left: () => deadline - step.clock.now(),
        say,
    });
    const ending = await endingOf(options, { deadline, waiting, history, live });
    await live?.close();
    return { ending, wait: waiting.current(), past: history.runs(), live };
}
function liveLogsOf({ session, inspector, ref, following, wait }) {
    const { step, connection } = session;
    if (following.logs !== 'all' || inspector === undefined || !wait) {
        return undefined;
    }
    if (step.workflow.isPublic) {
        step.log.warning('With logs: all, anyone can read the Harness logs if this repository is public.');
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
function endingOf(options, companions) {
    const { session, engine, ref, seen, following } = options;
    const { step, connection, postState } = session;
    const { retry, progress, requests } = connection;
    const { deadline, waiting, history, live } = companions;
    const { clock, signal } = step;
    if (signal.aborted) {
        return { kind: 'cancelled', snapshot: seen };
    }
    // A start's answer has no stages yet; what something else started may have come far, or to its end.
    if (seen.stages.length > 0) {
        progress.onSnapshot(seen);
    }
    if (!options.wait && !isFinal(seen.phase)) {
        return { kind: 'left', snapshot: seen, why: postState.isStartedElsewhere === true ? 'one-poll' : 'no-wait' };
    }
    const { pollInterval: interval, leg, onTimeout, onWaiting } = following;
    const { total: matrixSize } = leg;
    const queue = queueOf(options, deadline);
    const warnOfStatus = statusWarning(step.log);
    return follow({
        engine,
        ref,
        seen,
        retry,
        isGiven: postState.isStartedElsewhere,
        clock,
        signal,
        deadline,
        onTimeout,
        onWaiting,
        pace: openPace({
            interval,
            matrixSize,
            clock,
            requests,
            limited: () => retry.rateLimited,
            history: history.durations,
        }),
        onSnapshot: async (snapshot) => {
            progress.onSnapshot(snapshot);
            warnOfStatus(snapshot);
            live?.onSnapshot(snapshot);
            await waiting.onSnapshot(snapshot);
            await queue(snapshot);
        },
        onIdle: progress.onIdle,
    });
}
function queueOf({ session, ref, inspector }, deadline) {
    const { step, connection } = session;
    const { harness, locks } = connection;
    const { pipeline } = ref;
    return openQueue({
        ref,
        // Without a key there is nothing to read it from.
        list: inspector === undefined || pipeline === ''
            ? undefined
            : (bounds) => harness.list({ pipeline, page: 0, size: 20 }, bounds),
        locks: inspector === undefined ? undefined : locks,
        log: step.log,
        clock: step.clock,
        signal: step.signal,
        left: () => deadline - step.clock.now(),
    });
}
function statusWarning(log) {
    let isPrinted = false;
    return ({ phase, status }) => {
        if (phase === 'unknown' && !isPrinted) {
            isPrinted = true;
            log.warning(`Harness reports '${oneLine(status, 60)}', a status unknown to this version. The step continues to follow the execution; a newer version of this action may recognize the status.`);
        }
    };
}
//# sourceMappingURL=follow-to-end.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/log-files.js
const log_files_MAX_BYTES = 64 * 1024 * 1024;
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




const comment_MAX_FAILURES = 3;
const comment_MAX_STAGES = 15;
const MAX_TEXT = 400;
const MAX_LENGTH = 65_536;
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
        deploymentOf(report),
    ]);
    return text.length < MAX_LENGTH ? text : paragraphs([head, whichRun(report)]);
}
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





const commit_status_MAX_LENGTH = 140;
function statusUpdateOf(report) {
    const { snapshot, ending, ref, verdict } = report;
    const message = report_messageOf(verdict);
    const description = oneLine((message.length > commit_status_MAX_LENGTH && !mayTruncate() ? verdict.headline : message).replace(/\.$/, ''), commit_status_MAX_LENGTH);
    if (isFinal(snapshot.phase)) {
        return { state: commit_status_WORDS[snapshot.phase], description };
    }
    // Whether a lost or interrupted one still runs is unknown: pending would stay forever.
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
;// CONCATENATED MODULE: ./lib/src/report/mark.js


function writeMark(report, workflow, { label, leg }) {
    const key = digestOf([report.listUrl, workflow.job, workflow.step, label, leg]);
    const call = workflow.orchestration === '' ? '' : ` call=${digestOf([workflow.orchestration])}`;
    const run = integer(workflow.runId) ?? 0;
    return `<!-- run-harness-pipeline key=${key}${call} run=${run} attempt=${workflow.attempt} red=${report.verdict.isRed ? 1 : 0} -->`;
}
const MARK = /^<!-- run-harness-pipeline key=([0-9a-f]{32})(?: call=([0-9a-f]{32}))? run=(\d{1,15}) attempt=(\d{1,9}) red=([01]) -->/;
function readMark(body) {
    const found = MARK.exec(body);
    const [, key = '', call = '', run, attempt, red] = found ?? [];
    return found === null ? undefined : { key, call, run: Number(run), attempt: Number(attempt), isRed: red === '1' };
}
function outranks(found, own) {
    if (found.run !== own.run) {
        return found.run > own.run;
    }
    return found.attempt === own.attempt ? found.isRed && !own.isRed : found.attempt > own.attempt;
}
//# sourceMappingURL=mark.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/publish.js






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
        // Loaded while the first poll waits: at the end it would delay the step by as long as a request takes.
        github().catch(() => undefined);
    }
    const warn = (warning) => {
        if (warning !== undefined && !warned.has(warning) && !step.signal.aborted) {
            warned.add(warning);
            log.warning(warning);
        }
    };
    const report = async (work) => {
        try {
            warn(await work(await github()));
        }
        catch (error) {
            warn(`Could not report to GitHub: ${String(error)}`);
        }
    };
    const setStatus = (update, url) => {
        if (context !== '') {
            const description = redacted(update.description);
            // One after the other, so that the last status is the last to arrive.
            statuses = statuses.then(() => report((at) => at.commitStatus({ ...update, description, context, url })));
        }
    };
    return {
        setStatus,
        expectEnd({ phase }) {
            if (comment !== 'never') {
                const expectComment = async () => {
                    (await github()).expectComment(comment === 'always' || isUnsuccessful(phase));
                };
                expectComment().catch(() => undefined); // `end` fails in the same way, and reports it.
            }
        },
        async end(result) {
            setStatus(statusUpdateOf(result), result.ref?.url ?? result.listUrl);
            if (comment !== 'never') {
                const mark = writeMark(result, workflow, { label, leg });
                const own = [result.listUrl, result.ref?.url, result.run.url].flatMap((url) => url === undefined || url === '' ? [] : url);
                const page = commentOf(result, '').trimStart();
                const text = `${mark}\n${redacted(page, own)}`;
                // `on-failure` reports no success, but a success replaces the failure that an earlier run has reported.
                const isNewWanted = comment === 'always' || result.verdict.isRed || isUnsuccessful(result.snapshot.phase);
                await Promise.all([statuses, report((at) => at.comment({ text, isNewWanted }))]);
            }
            await statuses;
        },
    };
}
//# sourceMappingURL=publish.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/show-logs.js


function showLogs(log, { failures, gaps, decisions }, live) {
    // The verdict names who rejected.
    for (const decision of decisions.filter(({ isRejection }) => !isRejection)) {
        log.info(`${show_logs_placeOf(decision.stage?.name, decision.step)} was ${oneLine(describeDecision(decision), 300)}`);
    }
    const isNew = ({ stage, step, log: tail }) => tail === undefined || 'missing' in tail || live?.hasPrinted(stage, step, tail.lines.at(-1) ?? '') !== true;
    for (const failure of failures.filter(isNew)) {
        showLog(log, failure);
    }
    for (const gap of gaps) {
        log.info(oneLine(gap, 500));
    }
}
function showLog(log, { stage, step, log: tail }) {
    const place = show_logs_placeOf(stage, step);
    if (tail !== undefined && 'missing' in tail) {
        log.info(`No log of ${place}: ${oneLine(tail.missing, 300)}`);
    }
    else if (tail !== undefined && tail.lines.length > 0) {
        const which = tail.isComplete ? '' : 'last ';
        log.group(`Log of ${place}, ${which}${count(tail.lines.length, 'line')}`, tail.lines.map((line) => `  │ ${line}`));
    }
}
function show_logs_placeOf(...parts) {
    return oneLine(parts.filter((part) => part !== undefined && part !== '').join(' › '), 150);
}
//# sourceMappingURL=show-logs.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/watch.js












async function watch(options) {
    const { session, ref, engine, following } = options;
    const { step } = session;
    announce(options);
    const publisher = openPublisher(step, session.postState);
    const setPending = (description) => {
        publisher.setStatus({ state: 'pending', description }, ref.url);
    };
    setPending('started');
    const { ending, wait, past, live } = await followToEnd(options, setPending);
    const { snapshot } = ending;
    if (ending.kind === 'cancelled') {
        await abortOnCancel(session, engine, ref);
    }
    else {
        publisher.expectEnd(snapshot);
    }
    const diagnosis = await diagnoseEnd(options, ending);
    const [cause, ...others] = snapshot.phase === 'ignored' ? diagnosis.ignored : diagnosis.failures;
    const { timeout, failStep } = following;
    const { rollback } = diagnosis;
    const verdict = judge(ending, { ref, cause, others, rollback, wait, timeout, failStep });
    const report = reportOf(session, { ref, verdict, snapshot, diagnosis, ending: ending.kind, past });
    setFinalOutputs(step.setOutput, { verdict, snapshot, results: resultsOf(session, report, diagnosis) });
    showLogs(step.log, report, live);
    printVerdict(step, verdict);
    if (ending.kind !== 'cancelled') {
        await publisher.end(report);
        saveSummary(session, report);
    }
    return verdict;
}
function announce({ session, ref, seen }) {
    const { step } = session;
    setExecutionOutputs(step.setOutput, ref, seen);
    session.save({ execution: ref.id, pipeline: ref.pipeline });
    step.log.info(`Execution ${seen.runSequence ?? ref.id}  ${ref.url}`);
    const origin = session.postState.isStartedElsewhere === true ? originInWords(seen) : '';
    if (origin !== '') {
        step.log.info(origin);
    }
}
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
//# sourceMappingURL=watch.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/running.js


const running_MAX_EXECUTIONS = 200;
const running_PAGE = 50;
async function listRunning({ step, inputs, connection: { harness, retry }, deadline }, onPage = () => undefined) {
    const running = new Map();
    const { pipeline } = inputs;
    for (let page = 0; page * running_PAGE < running_MAX_EXECUTIONS; page++) {
        const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size: running_PAGE }, bounds), {
            deadline,
            signal: step.signal,
            givesUpUnreached: true,
        });
        onPage(listed);
        for (const one of listed.filter(({ snapshot }) => !isFinal(snapshot.phase))) {
            running.set(one.ref.id, one);
        }
        if (listed.length < running_PAGE) {
            break;
        }
    }
    return [...running.values()];
}
function haveNotEnded(running) {
    return running.length === 1 ? 'another execution has not ended' : `${running.length} other executions have not ended`;
}
const MAX_LINKS = 10;
function linksTo(executions) {
    const shown = executions.slice(0, MAX_LINKS).map(({ ref }) => `  ${ref.url}`);
    return [...shown, ...(executions.length > MAX_LINKS ? [`  and ${executions.length - MAX_LINKS} more`] : [])].join('\n');
}
function running_nameOf({ ref, snapshot }) {
    return `execution ${oneLine(String(snapshot.runSequence ?? ref.id), 60)}`;
}
//# sourceMappingURL=running.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/wait-for-running.js







async function waitForRunning(options, first) {
    const { step, inputs } = options;
    const from = step.clock.now();
    let running = first;
    try {
        while (running.length > 0) {
            step.log.info(`${inputs.pipeline} is waiting to start: ${haveNotEnded(running)} (if-running: wait).\n${linksTo(running)}`);
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
        return running;
    }
    step.log.info(`Waited ${duration(step.clock.now() - from)}; starting now.`);
    return [];
}
const wait_for_running_REMINDER_INTERVAL = 60_000;
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
            await clock.sleep(Math.max(1, Math.min(next, reportedAt + wait_for_running_REMINDER_INTERVAL) - clock.now()), signal);
            if (clock.now() - reportedAt >= wait_for_running_REMINDER_INTERVAL) {
                reportedAt = clock.now();
                log.info(`  still waiting for ${running_nameOf({ ref, snapshot })}, which is ${describeState(seen)}`);
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
                return; // Deleted.
            }
            throw error;
        }
    }
}
//# sourceMappingURL=wait-for-running.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/if-running.js







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
            step.log.notice(`${running_nameOf(newest)} of ${inputs.pipeline} has not ended; following it instead of starting another one (if-running: follow).\n  ${newest.ref.url}`);
            return { kind: 'follow', listed: newest, mayAbort };
        }
        case 'replace':
            await abortOwn(options, running);
            return { kind: 'start' };
        case 'wait': {
            const left = await waitForRunning(options, running);
            return left.length === 0
                ? { kind: 'start' }
                : stop(left, `${inputs.pipeline} was not started within this step's timeout: ${haveNotEnded(left)} (if-running: wait).`);
        }
    }
}
const ABORT_LIMIT = 60_000;
const if_running_WIDTH = 8;
async function abortOwn(options, running) {
    const { step, connection, marker, deadline } = options;
    const markers = await if_running_markersOf(options, running);
    const own = running.filter((_, index) => isOfOtherRun(markers[index] ?? '', marker));
    const others = running.filter((one) => !own.includes(one));
    if (others.length > 0) {
        step.log.info(`${count(others.length, 'other execution')} left running, because no other run of this repository started them:\n${linksTo(others)}`);
    }
    const until = Math.min(deadline, step.clock.now() + ABORT_LIMIT);
    const ends = await sideBySide(own.map((one) => {
        step.log.info(`Aborting ${running_nameOf(one)}, which this repository started (if-running: replace).\n  ${one.ref.url}`);
        const { retry, harness: engine } = connection;
        const { clock, signal } = step;
        const target = { engine, ref: one.ref, retry, clock, signal, onSnapshot: () => undefined };
        return abortUntilEnded(target, { phase: one.snapshot.phase, deadline: until });
    }));
    const unseen = own.filter((_, index) => ends[index] === undefined);
    if (unseen.length > 0) {
        step.log.warning(`Could not confirm within 60 s that ${count(unseen.length, 'aborted execution')} ended; starting anyway.\n${linksTo(unseen)}`);
    }
}
function if_running_markersOf({ step, connection, deadline }, executions) {
    return mapSideBySide(executions, if_running_WIDTH, async ({ ref, hasNotes }) => hasNotes === false ? '' : ((await markerOrNone(connection, ref, { deadline, signal: step.signal })) ?? ''));
}
function isOfOtherRun(found, own) {
    return isSameRepository(found, own) && !isSameRun(found, own);
}
function stop(running, why) {
    return { kind: 'stop', why, running: running.map(({ ref }) => ref) };
}
//# sourceMappingURL=if-running.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/start.js








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
            // Saved before the id, because post must never abort what this repository did not start.
            session.save({ onCancel, isStartedElsewhere: true });
            const following = { ...action, inputs: { ...inputs, onCancel, onTimeout } };
            return () => watchStarted(following, decision.listed, known);
        }
    }
}
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
        step.log.notice(`Harness refused the retry; starting a new execution. ${result.error.message}`);
        return send(action, { order: instead, marker, listed });
    }
    return () => finishUnstarted(session, result);
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
//# sourceMappingURL=start.js.map
;// CONCATENATED MODULE: ./lib/src/actions/run/run.js


















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
async function runPipeline(session, inputs) {
    const { step, connection } = session;
    const { org, project } = inputs.scope;
    const by = runName(step.workflow);
    const role = inputs.dryRun ? 'dry run by' : 'started by';
    step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · ${role} ${by}`}`);
    let next;
    try {
        requireFiles(session);
        // From here on post can stop a main that is still running: a container job is cancelled without a signal.
        session.save();
        next = await begin({ session, step, connection, inputs, deadline: step.from + inputs.timeout });
    }
    catch (error) {
        return finishUnsent(session, error);
    }
    return next();
}
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
    preconnect(); // The earlier connection may be too old by now.
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
        case 'new-start':
            return startUnlessRunning(action, { order, marker, listed });
    }
}
const REQUESTS_TO_START = 2;
async function awaitTurn({ step, inputs, deadline }) {
    const { clock, log, signal, workflow } = step;
    const more = inputs.inputSets.length + (inputs.stages.length > 0 ? 1 : 0);
    const turn = turnOf(inputs.leg.index, REQUESTS_TO_START + more);
    // If jobs waited for runners, their time may have passed. A wrong clock cannot delay it further.
    const begun = Math.min(workflow.beganAt ?? step.from, step.from);
    const wait = Math.min(begun + turn, deadline) - clock.now();
    if (wait > 0) {
        log.info(`${inputs.leg.total} jobs share the rate limit of this key; this job starts in ${duration(wait)}.`);
        await clock.sleep(wait, signal);
    }
}
function judgeSeveral({ refs, areRunning }) {
    return redVerdict('unknown', {
        headline: areRunning
            ? 'Several executions of earlier attempts are still running; cannot tell which one to follow.'
            : 'An earlier attempt of this job left several executions; cannot tell which one to resume.',
        details: [
            'Nothing was started.',
            areRunning
                ? 'Wait until they end or abort them, then re-run.'
                : 'Give each use of this action its own label to tell them apart, or set on-rerun to start.',
        ],
        executions: refs,
    });
}
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./lib/src/actions/post/report.js







const ABORTED_WITH_STEP = 'The step was interrupted, and its execution was aborted (on-cancel: abort).';
function reportOn(session, resolution, circumstances) {
    const { ref, snapshot } = 'ref' in resolution ? resolution : { ref: undefined, snapshot: NOTHING_SEEN };
    const isAborted = snapshot.phase === 'aborted' && circumstances.aborts;
    return reportOf(session, {
        verdict: judgeResolution(resolution, session.postState, circumstances),
        ref,
        snapshot: { ...snapshot, message: snapshot.message ?? (isAborted ? ABORTED_WITH_STEP : undefined) },
        diagnosis: NO_DIAGNOSIS,
        ending: report_endingOf(resolution, circumstances.hasEnded),
    });
}
function withoutWords(resolution) {
    const why = 'see the log of this step';
    switch (resolution.kind) {
        case 'seen':
            return { ...resolution, snapshot: report_bare(resolution.snapshot) };
        case 'unseen':
            return { ...resolution, snapshot: report_bare(resolution.snapshot), why };
        case 'not-found':
            return { ...resolution, why };
        case 'not-started':
            return resolution;
    }
}
function report_bare({ status, phase, runSequence, startedAt, endedAt, stages }) {
    const named = stages.map((stage) => ({ ...stage, name: stage.id, message: undefined, skippedBecause: undefined }));
    return { ...NOTHING_SEEN, status, phase, runSequence, startedAt, endedAt, stages: named };
}
function report_endingOf(resolution, hasEnded) {
    if (resolution.kind !== 'seen') {
        return 'cancelled';
    }
    return isFinal(resolution.snapshot.phase) ? 'ended' : hasEnded ? 'left' : 'cancelled';
}
function judgeResolution(resolution, postState, { aborts, hasEnded }) {
    const { pipeline, timeout } = postState;
    // A step that ended by itself was not interrupted: an internal error ended it, or it could not save its report.
    const end = hasEnded ? 'ended without a report' : 'was interrupted';
    switch (resolution.kind) {
        case 'seen': {
            const { ref, snapshot } = resolution;
            if (hasEnded && !isFinal(snapshot.phase)) {
                const headline = `The step ${end} while ${verdict_nameOf(ref, snapshot)} was ${describeState(snapshot)}.`;
                return { status: statusOf(snapshot.phase), isRed: true, headline, details: ['The execution is left running.'] };
            }
            return judge({ kind: isFinal(snapshot.phase) ? 'ended' : 'cancelled', snapshot }, { ref, timeout, failStep: true });
        }
        case 'unseen':
            return redVerdict(statusOf(resolution.snapshot.phase), {
                headline: `The step ${end}, and ${aborts ? 'could not confirm that its execution was aborted' : 'its execution could not be read'}`,
                reason: resolution.why,
                link: resolution.ref.url,
            });
        case 'not-started':
            return { status: '', isRed: true, headline: `The step ${end} before anything was started.` };
        case 'not-found':
            return redVerdict('unknown', {
                headline: `The step ${end} while starting ${pipeline === '' ? 'a pipeline' : pipeline}`,
                reason: resolution.why,
                details: ['Check in Harness whether it is running.'],
                link: executionsLink(postState),
            });
    }
}
//# sourceMappingURL=report.js.map
;// CONCATENATED MODULE: ./lib/src/harness/firstgen/graphql.js


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
            return { data: at(answer, 'data'), error: graphQlErrorIn(answer) };
        },
        failure: (purpose, graphQlError) => new HarnessError({ purpose, origin: http.origin, ...graphQlError }),
    };
}
function graphQlErrorIn(answer) {
    const messages = list(at(answer, 'responseMessages')).filter((message) => shape_text(at(message, 'level')) !== 'INFO');
    const said = [...list(at(answer, 'errors')), ...messages].map((error) => shape_text(at(error, 'message')) ?? 'Harness gives no reason.');
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
    for (const request of isExecutionId(nameOrId) ? [byName, byId] : [byName]) {
        const { data, error } = await graph.ask({ purpose, ...request }, bounds);
        const found = at(data, 'found');
        const id = shape_text(at(found, 'id'));
        if (id !== undefined && isExecutionId(id)) {
            return { id, name: oneLine(shape_text(at(found, 'name')) ?? nameOrId, 200), found };
        }
        if (error === undefined) {
            throw graph.failure(purpose, { kind: 'unexpected', detail: 'The response contains neither data nor an error.' });
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






const EXECUTION = 'id status startedAt endedAt';
const executions_START = `mutation($startExecution: StartExecutionInput!) {
  startExecution(input: $startExecution) { warningMessage execution { ${EXECUTION} } }
}`;
const READ = `query($id: String!) { execution(executionId: $id) { ${EXECUTION} } }`;
function firstGen(http, account) {
    const graph = openGraphQl(http, account);
    const unexpected = (purpose, detail) => graph.failure(purpose, { kind: 'unexpected', detail });
    return {
        application: (nameOrId, bounds) => findApplication(graph, nameOrId, bounds),
        target: (which, bounds) => findTarget(graph, which, bounds),
        async start(order, bounds) {
            const purpose = `start ${order.target.name} in ${order.application.name}`;
            const request = { purpose, query: executions_START, variables: { startExecution: startInput(order) }, fresh: true };
            const { data, error } = await graph.ask(request, bounds);
            const payload = at(data, 'startExecution');
            const execution = at(payload, 'execution');
            const id = shape_text(at(execution, 'id'));
            if (id !== undefined && isExecutionId(id)) {
                return { id, snapshot: executions_toSnapshot(execution), warning: shape_text(at(payload, 'warningMessage')) };
            }
            // A payload without an execution may still mean that one was started, and so may an error without a reason.
            throw error !== undefined && !isObject(payload) && !/^null$|timed? ?out|internal server/i.test(error.detail)
                ? graph.failure(purpose, error)
                : unexpected(purpose, error?.detail ?? 'The response contains no execution.');
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
                    const detail = other === ref.id ? 'The response contains no status.' : 'The response is about another execution.';
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
function isPassing({ kind, detail, code }) {
    return (kind === 'refused' &&
        code === undefined &&
        !/not exist|not authori[sz]ed|unauthori[sz]ed|access|permission|validation error|invalid syntax/i.test(detail));
}
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
function executions_isAbortedAlready(error) {
    return (error instanceof HarnessError &&
        error.failure.status === 400 &&
        (/^(STATE_NOT_FOR_ABORT|ABORT_ALL_ALREADY)/.test(error.failure.code ?? '') ||
            /already (finished|under progress|aborted)/i.test(error.failure.detail)));
}
//# sourceMappingURL=executions.js.map
;// CONCATENATED MODULE: ./lib/src/harness/webhook/statuses.js
const CONDITIONS = "The payload does not meet the trigger's conditions. Compare payload with the conditions on the trigger's page.";
const GIT = "Harness treated the event as one from a Git provider. Use the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const DISABLED = 'No enabled trigger belongs to this URL. Enable the trigger, or copy its URL again if it was re-created.';
const POLLED = "Harness treated the event as a new artifact or manifest. Use the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu).";
const SUBSCRIPTION = 'Harness treated the request as a subscription confirmation, which starts nothing. Remove the subscription fields from the payload.';
const NOTHING_STARTED = {
    TARGET_DID_NOT_EXECUTE: "The trigger matched, but its pipeline could not be run. The trigger's activity history in Harness says why; run the pipeline manually with the trigger's inputs to reproduce it.",
    INVALID_RUNTIME_INPUT_YAML: "The trigger's own inputs no longer match its pipeline. Open the trigger in Harness and correct its pipeline input.",
    INVALID_PAYLOAD: 'The trigger cannot read this payload. Use a mapping with the fields that the trigger reads.',
    EXCEPTION_WHILE_PROCESSING: "Harness failed to process the event. Check the trigger's activity history in Harness for details, then re-run.",
    VALIDATION_FAILED_FOR_TRIGGER: 'The trigger or its pipeline is no longer valid. Open the trigger in Harness, which shows what to correct.',
    TRIGGER_AUTHENTICATION_FAILED: 'The trigger expects a secret that this action does not send. Remove that secret from the trigger: its URL is already secret.',
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
    NO_MATCHING_TRIGGER_FOR_JEXL_CONDITIONS: "The trigger's JEXL condition is not true for this payload. Evaluate the condition against this payload.",
    NO_MATCHING_TRIGGER_FOR_HEADER_CONDITIONS: 'The trigger has header conditions, but this action sends no custom headers. Use payload conditions instead.',
    NO_MATCHING_TRIGGER_FOR_FILEPATH_CONDITIONS: 'The trigger has a condition on changed files, which only a Git event can meet. Remove it from the trigger.',
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









async function sendEvent(http, order, bounds) {
    const { hook, payload, purpose } = order;
    const answer = await withAdvice(http.send({ purpose, method: 'POST', ...hook, type: 'application/json', body: payload, fresh: true }, bounds));
    const data = at(answer, 'data');
    const event = shape_text(data) ?? shape_text(at(data, 'eventCorrelationId'));
    if (event === undefined || !isExecutionId(event)) {
        const correlationId = shape_text(at(answer, 'correlationId'));
        const detail = 'The response contains no event.';
        throw unexpectedResponse({ purpose, origin: http.origin, correlationId }, detail);
    }
    return event;
}
function webhookEvent(http, scope, event) {
    const ask = async (purpose, bounds) => {
        const path = `/pipeline/api/webhook/triggerExecutionDetails/${encodeURIComponent(event)}`;
        const query = { accountIdentifier: scope.account };
        const answer = await http.send({ purpose, method: 'GET', path, query, withoutKey: true }, bounds);
        const processing = at(answer, 'data', 'webhookProcessingDetails');
        const summary = at(answer, 'data', 'executionDetails', 'pipelineExecutionSummary');
        const other = shape_text(at(processing, 'eventId')) ?? event;
        if (!isObject(processing) || other !== event) {
            const detail = other === event ? 'The response contains no event.' : 'The response is about another event.';
            throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
        }
        return { processing, summary };
    };
    return {
        async state(bounds) {
            try {
                return events_interpret(await ask(`read event ${event}`, bounds), scope);
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
                    ? 'The response contains no status.'
                    : 'The response is about another execution of the same event.';
                throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
            }
            return snapshot;
        },
        abort(ref) {
            const detail = 'Aborting an execution requires api-key.';
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
async function withAdvice(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (error instanceof HarnessError && /X-Api-Key|authorization is mandatory/i.test(error.failure.detail)) {
            const hints = [...(error.failure.hints ?? []), 'This trigger requires an API key: set api-key.'];
            throw new HarnessError({ ...error.failure, hints: hints.map((hint) => oneLine(hint)) });
        }
        throw error;
    }
}
//# sourceMappingURL=events.js.map
;// CONCATENATED MODULE: ./lib/src/start/webhook-event.js


const webhook_event_PAUSES = [1000, 2000, 3000, 5000, 5000, 5000, 5000, 10_000];
const webhook_event_LAST_POLL_LIMIT = 10_000;
const webhook_event_GRACE_PERIOD = 60_000;
const UNKNOWN_LIMIT = 120_000;
const webhook_event_MINUTE = 60_000;
async function untilProcessed({ event, isGiven, retry, clock, signal, deadline, onWait, }) {
    const from = clock.now();
    let reportedAt = from;
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
        if (clock.now() - reportedAt >= webhook_event_MINUTE) {
            reportedAt = clock.now();
            const isQueued = seen.kind === 'queued' && seen.missing === undefined;
            const advice = isQueued ? " It is queued; if this persists, check the trigger's Pipeline Reference Branch." : '';
            onWait?.(`Harness has not processed the event yet (${duration(reportedAt - from)}).${advice}`);
        }
        const pause = (webhook_event_PAUSES[Math.min(polls, webhook_event_PAUSES.length - 1)] ?? 0) * (0.9 + 0.2 * clock.random());
        await clock.sleep(Math.max(0, Math.min(pause, deadline - clock.now())), signal);
    }
}
//# sourceMappingURL=webhook-event.js.map
;// CONCATENATED MODULE: ./lib/src/actions/post/find-started.js







const SEARCH_LIMIT = 90_000;
const STOP_NOTICED_AFTER = 3000;
const find_started_SEARCH_PAUSES = [1000, 2000, 4000, 8000, 10_000];
async function findStarted(context) {
    const { step, postState, connection } = context;
    if (postState.event !== '') {
        return findByEvent(context);
    }
    if (!(await wasSent(context))) {
        return { kind: 'not-started' };
    }
    if (postState.engine !== 'nextgen') {
        return { kind: 'not-found', why: 'this kind of execution carries no marker to search for' };
    }
    const { clock, signal } = step;
    const { harness, retry } = connection;
    const search = { harness, pipeline: postState.pipeline, retry, clock, signal };
    // If main reached the start after its state was taken, the marker is unknown, but not its random part.
    const matches = (marker) => postState.marker === '' ? isOfNonce(marker, postState.nonce) : marker === postState.marker;
    const find = markerFinder(search, { matches, since: postState.since });
    const deadline = clock.now() + SEARCH_LIMIT;
    try {
        const found = await pollUntil(() => find({ deadline, skipsBackOff: true }), {
            clock,
            signal,
            deadline,
            pauses: find_started_SEARCH_PAUSES,
        });
        return found ?? { kind: 'not-found', why: "no execution with this run's marker appeared within 90 s" };
    }
    catch (error) {
        return { kind: 'not-found', why: reason(error) };
    }
}
async function findByEvent({ step, postState, connection: { http, retry }, }) {
    const { clock, signal } = step;
    const event = webhookEvent(http, postState.scope, postState.event);
    const notFound = (why) => ({ kind: 'not-found', why });
    try {
        const seen = await untilProcessed({ event, retry, clock, signal, deadline: clock.now() + SEARCH_LIMIT });
        return seen.kind === 'started'
            ? seen.started
            : notFound(`Harness reports ${oneLine(seen.status, 80)} for event ${postState.event} but names no execution`);
    }
    catch (error) {
        return error instanceof DeadlineExceeded && error.last === undefined
            ? notFound(`Harness has not processed event ${postState.event} within 90 s`)
            : notFound(reason(error));
    }
}
async function wasSent({ step, postState }) {
    const { clock, signal, folder } = step;
    const isReady = postState.engine === 'firstgen' ? postState.application?.id !== '' : postState.marker !== '';
    // The other two save their state right before they send the request.
    const isSaved = postState.engine === 'webhook' || postState.engine === 'rollback';
    // Where the request to stop could not be written, no other file says anything.
    if (isReady || isSaved || folder.read(postState.nonce, 'stop') === undefined) {
        return true;
    }
    await clock.sleep(STOP_NOTICED_AFTER, signal);
    return folder.read(postState.nonce, 'sent') !== undefined;
}
function reason(error) {
    if (error instanceof HarnessError) {
        return error.message;
    }
    if (error instanceof DeadlineExceeded) {
        return error.last?.message ?? 'the time limit was reached';
    }
    if (error instanceof Cancelled) {
        return 'the post step was interrupted as well';
    }
    throw error;
}
//# sourceMappingURL=find-started.js.map
;// CONCATENATED MODULE: ./lib/src/actions/post/resolve.js








const END_LIMIT = 60_000;
const FIRST_POLL_LIMIT = 10_000;
async function resolve(context, aborts) {
    const { step, postState, connection } = context;
    const found = postState.execution === '' ? await findStarted(context) : resolve_known(postState);
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
        step.log.info(snapshot.phase === 'stopping'
            ? 'The execution is being aborted.'
            : 'The execution is still running; aborting it.');
        const end = await abortUntilEnded(target, { phase: snapshot.phase, deadline });
        return end === undefined
            ? { kind: 'unseen', ref, snapshot, why: 'Harness did not report the end of the execution within 60 s' }
            : { kind: 'seen', ref, snapshot: end };
    }
    catch (error) {
        return { kind: 'unseen', ref, snapshot, why: reason(error) };
    }
}
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
function resolve_known(postState) {
    return { ref: executionRef(postState, postState.execution), snapshot: NOTHING_SEEN };
}
//# sourceMappingURL=resolve.js.map
;// CONCATENATED MODULE: ./lib/src/actions/post/post.js









function post() {
    return runStep(async (step) => {
        const state = getState(POST_STATE);
        const saved = parsePostState(state);
        if (saved === undefined) {
            // Without a state, main ended before its first request to Harness, and its message is in the log.
            if (state !== '') {
                step.log.warning('The saved state of this step could not be read. Check in Harness whether an execution is still running.');
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
function connectOptionsOf({ scope, key, engine, marker, execution }) {
    return { scope, key, engine, matrixSize: 1, hasAnswered: marker !== '' || execution !== '' };
}
async function summaryFor(session) {
    const { postState, step } = session;
    const { main, nonce } = postState;
    const saved = step.folder.read(nonce, 'summary.md');
    if (main === 'done') {
        return saved;
    }
    const hasEnded = main === 'faulted' || (postState.hasFolder && step.folder.isRemoved(nonce, 'unfinished'));
    return (hasEnded ? saved : undefined) ?? (await resolveAndReport(session, hasEnded));
}
async function resolveAndReport(session, hasEnded) {
    const { step, postState } = session;
    // A container job is cancelled without a signal, so main may still be running.
    step.folder.write(postState.nonce, 'stop', '');
    const aborts = postState.onCancel === 'abort' && !hasEnded;
    const resolution = await resolve(session, aborts);
    const circumstances = { aborts, hasEnded };
    const report = reportOn(session, resolution, circumstances);
    const { verdict } = report;
    if (verdict.level === undefined || resolution.kind === 'seen') {
        step.log.info(report_messageOf(verdict));
    }
    else {
        step.log.warning(annotationText(verdict));
    }
    if (resolution.kind !== 'not-started') {
        // Where GitHub masks nothing, no text from Harness is shown: it may contain a value of the inputs, which post does not know.
        const shown = postState.redacts ? reportOn(session, withoutWords(resolution), circumstances) : report;
        await openPublisher(step, postState).end(shown);
    }
    return summaryOf(report);
}
//# sourceMappingURL=post.js.map
;// CONCATENATED MODULE: ./lib/src/lifecycle/event.js











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
const CHECK = "Check the pipeline's executions before you re-run.";
const UNPROCESSED = 'A trigger whose Pipeline Reference Branch does not exist leaves its events unprocessed: check it in Harness.';
function unseen({ session, inputs, event }, error) {
    if (error instanceof Cancelled) {
        const headline = `The job was cancelled before Harness had processed event ${event}; the post step searches for its execution.`;
        return { isUnfinished: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, headline } };
    }
    if (error instanceof DeadlineExceeded) {
        const { details = [UNPROCESSED], correlationId } = causedBy(error.last);
        const verdict = redVerdict('unknown', {
            headline: `Harness has not processed event ${event} within ${duration(inputs.timeout)} (this step's timeout), so this step cannot follow the execution that it starts.`,
            details: [...details, CHECK],
            correlationId,
            link: executionsLink(session.postState),
        });
        return { ending: 'in-doubt', verdict };
    }
    if (error instanceof HarnessError) {
        const verdict = redVerdict('unknown', {
            headline: `Cannot tell what event ${event} started`,
            reason: error.headline,
            details: [...reasonsOf(error), CHECK],
            correlationId: error.correlationId,
            link: executionsLink(session.postState),
        });
        return { ending: 'in-doubt', verdict };
    }
    throw error;
}
function nothing({ session, event }, processed) {
    const status = oneLine(processed.status, 80) || 'no status';
    const words = processed.message === '' ? [] : [`"${oneLine(processed.message)}"`];
    if (processed.kind === 'nothing') {
        const headline = `The webhook started nothing: Harness reports ${status} for event ${event}.`;
        const verdict = redVerdict('failed', { headline, details: [...words, processed.advice] });
        return { ending: 'refused', verdict };
    }
    const verdict = redVerdict('unknown', {
        headline: `Could not confirm whether the webhook started anything: Harness reports ${status} for event ${event} but names no execution.`,
        details: [...words, CHECK],
        link: executionsLink(session.postState),
    });
    return { ending: 'in-doubt', verdict };
}
const OTHERS_LIMIT = 10_000;
const OTHERS_AMONG = 50;
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
        step.log.warning(`Event ${ours} started ${count(urls.size + 1, 'execution')}. This step follows the first; the others are not followed:\n${links.join('\n')}`);
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





async function findExecution({ harness, retry }, { pipeline, execution: id }, until) {
    const found = await retry.untilAnswered((bounds) => harness.find({ id, pipeline }, bounds), until);
    if (pipeline !== '' && found.ref.pipeline !== pipeline) {
        const text = `names an execution of ${found.ref.pipeline}, not of ${pipeline}. Specify only one of them.\n  ${found.ref.url}`;
        throw new InputError([{ input: 'execution', text }]);
    }
    return found;
}
async function newestOf({ harness, retry }, pipeline, until) {
    const [newest] = await retry.untilAnswered((bounds) => harness.list({ pipeline, page: 0, size: 1 }, bounds), until);
    return newest?.ref.id;
}
const MISSING_LIMIT = 30_000;
function whyEmpty({ http }, { scope, pipeline }, { deadline, signal, clock }) {
    const limit = Math.max(1, Math.min(MISSING_LIMIT, deadline - clock.now()));
    return missingPipeline({ http, scope, pipeline }, { signal, limit });
}
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
            ...causedBy(error.last),
            link: url,
        });
        return failStep ? verdict : { ...verdict, isRed: false, level: 'warning' };
    }
    throw error;
}
//# sourceMappingURL=existing.js.map
;// CONCATENATED MODULE: ./lib/src/actions/follow/event-url.js



const PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/triggerExecutionDetails\/(?:v\d+\/)?([^/]+)\/?$/;
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








function readFollow(get, context) {
    const form = openForm(get, context);
    const event = form.text('event');
    const key = readKey(form, context, event === '');
    const others = ['execution', 'pipeline'].filter((name) => form.text(name) !== '');
    if (event === '' && others.length === 0) {
        form.problem('execution', "is empty. Specify the id or URL of an execution, pipeline to follow its newest execution, or event to follow what a webhook event started. If the value comes from another job's output: GitHub drops an output that contains a secret, so pass execution-id instead of execution-url.");
    }
    for (const name of event === '' ? [] : others) {
        form.problem('event', `cannot be combined with ${name}. Specify only one of them.`);
    }
    const where = event === ''
        ? { ...readWhere(form, key, { execution: 'optional', pipeline: 'optional' }), event: '' }
        : whereOfEvent(form, { key, event });
    const { scope, pipeline, execution } = where;
    const wait = readFlag(form, 'wait', true);
    const following = readFollowing(form, 'leave');
    for (const name of ['on-cancel', 'on-timeout']) {
        if (event !== '' && key === '' && form.text(name) === 'abort') {
            form.problem(name, "cannot be 'abort' without api-key: aborting an execution requires a key.");
        }
    }
    const inputs = { key, scope, pipeline, execution, event: where.event, wait, ...following };
    form.close();
    return inputs;
}
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
        const of = given === '' ? 'api-key belongs to' : 'account is';
        form.problem('event', `belongs to account '${oneLine(read.account, 80)}', but ${of} '${oneLine(scope.account, 80)}'.`);
    }
    const account = read.account === '' ? scope.account : read.account;
    if (account === '' && read.problem === undefined) {
        form.problem('account', "is empty, and neither event nor api-key names it. Specify the account identifier, or use the event's apiUrl.");
    }
    const origin = read.origin === '' ? scope.origin : read.origin;
    return { scope: { ...scope, origin, account }, pipeline: '', execution: '', event: read.event };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/follow/follow.js

















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
async function followStartedByEvent(session, inputs) {
    const { step } = session;
    const by = runName(step.workflow);
    session.save({ event: inputs.event });
    step.log.info(`Harness webhook event ${inputs.event}${by === '' ? '' : ` · followed by ${by}`}`);
    const deadline = step.from + inputs.timeout;
    return followEvent({ session, inputs, event: inputs.event, deadline, isGiven: true });
}
async function followExecution(session, inputs) {
    const { step, connection } = session;
    const { scope, pipeline, execution, timeout, failStep } = inputs;
    const by = runName(step.workflow);
    const what = execution === '' ? `pipeline ${pipeline}, newest execution` : `execution ${execution}`;
    step.log.info(`Harness ${what} · ${scope.org} / ${scope.project}${by === '' ? '' : ` · followed by ${by}`}`);
    const listUrl = executionsLink({ scope, pipeline });
    const known = execution === '' ? undefined : executionRef({ scope, pipeline }, execution);
    if (known !== undefined) {
        // Before the first request, so that the outputs and post have the id even if this process is killed.
        setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
        session.save({ execution });
    }
    try {
        const until = { deadline: step.from + timeout, signal: step.signal, givesUpUnreached: true, isGiven: true };
        const id = known?.id ?? (await newestOf(connection, pipeline, until));
        if (id === undefined) {
            const headline = `${pipeline} has no execution to follow.`;
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
        // The caller decides what a cancel means for an execution.
        return known === undefined
            ? finishWithoutExecution(session, { verdict: CANCELLED, ending: 'cancelled' })
            : watchFound(session, inputs, { ref: known, snapshot: NOTHING_SEEN });
    }
}
const CANCELLED = {
    status: 'unknown',
    isRed: true,
    headline: 'The job was cancelled before an execution to follow was found.',
};
function watchFound(session, inputs, { ref, snapshot }) {
    const { harness, inspector } = session.connection;
    return watch({ session, engine: harness, inspector, ref, seen: snapshot, following: inputs, wait: inputs.wait });
}
//# sourceMappingURL=follow.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/payload.js

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
        ? { faults: ['must be a mapping such as image_tag: 1.10 (YAML or JSON), got a single value.'] }
        : { json: toJson(read.tree) };
}
function payload_parsed(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
}
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
function plain(text) {
    if (/^(?:|~|null|Null|NULL)$/.test(text)) {
        return 'null';
    }
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) {
        return text.toLowerCase();
    }
    return /^-?[\d.]+$/.test(text) && String(Number(text)) === text ? text : JSON.stringify(text);
}
function describeRun(workflow) {
    const { repository, ref, sha, runId, attempt, url, actor, event } = workflow;
    return JSON.stringify({ repository, ref, sha, run_id: runId, run_attempt: attempt, run_url: url, actor, event });
}
//# sourceMappingURL=payload.js.map
;// CONCATENATED MODULE: ./lib/src/actions/trigger/webhook-url.js




// Three forms so far: …/custom/TOKEN/v3, …/custom/v2, …/custom.
const webhook_url_PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/custom((?:\/[\w.~%-]+)*)\/?$/;
const webhook_url_VERSION = /^v\d+$/;
function secretsOf(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const given = text === '' ? [] : [text];
    return url === undefined ? given : [...new Set([...given, url.href, ...tokensOf(url)])];
}
function tokensOf(url) {
    const parts = webhook_url_PATH.exec(url.pathname)?.[1]?.split('/') ?? [];
    return parts.filter((part) => part !== '' && !webhook_url_VERSION.test(part));
}
const webhook_url_HOW = 'Copy it from the trigger in Harness (Copy as Webhook URL in its menu): https://…/pipeline/api/webhook/custom/…/v3?accountIdentifier=…';
function readWebhookUrl(text, baseUrl) {
    const problems = [];
    const reportProblem = (what) => {
        problems.push({ input: 'webhook-url', text: what });
    };
    const base = locate({ key: '', baseUrl, account: '', org: '', project: '', addresses: {} });
    problems.push(...base.problems);
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const none = { origin: '', account: '', org: '', project: '' };
    if (url === undefined || !webhook_url_PATH.test(url.pathname)) {
        reportProblem(`is not a custom webhook URL. ${webhook_url_HOW}`);
        return { hook: { path: '', query: {}, secrets: [] }, scope: none, pipeline: '', problems };
    }
    const trusted = trustedOrigin(url, baseUrl === '' || base.scope.origin === '' ? undefined : base.scope.origin);
    if (trusted.origin === undefined) {
        reportProblem(trusted.problem);
    }
    else if (baseUrl !== '' && base.scope.origin !== '' && trusted.origin !== base.scope.origin) {
        reportProblem(`points to ${text_quotedValue(url.host)}, but base-url points to ${text_quotedValue(new URL(base.scope.origin).host)}. Remove base-url.`);
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
        reportProblem(`has no valid ${wrong.join(', no valid ')}. ${webhook_url_HOW}`);
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








function readTrigger(get, context, readYaml) {
    const form = openForm(get, context);
    const key = readKey(form, context, false);
    const text = form.text('webhook-url');
    const { problems, hook, scope, pipeline } = readWebhookUrl(text, form.text('base-url'));
    if (text === '') {
        const remedy = "is empty. Set it to the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu) that is stored as a secret.";
        form.problem('webhook-url', whyWithheld('the URL', context.withoutSecrets) ?? remedy);
    }
    for (const { input, text: what } of problems.filter(({ input: of }) => text !== '' || of !== 'webhook-url')) {
        form.problem(input, what);
    }
    const account = accountOf(key);
    if (account !== undefined && scope.account !== '' && account !== scope.account) {
        form.problem('api-key', `belongs to account ${text_quotedValue(account, 80)}, but webhook-url belongs to account ${text_quotedValue(scope.account, 80)}. Use a key of the same account, or omit api-key.`);
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
        wait: readFlag(form, 'wait', true),
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
        return finishUnsent(session, error);
    }
    if (result.kind !== 'started') {
        return finishUnstarted(session, result);
    }
    const event = result.started;
    // Saved before anything else, so that post has the event even if this process is killed now.
    session.save({ event });
    setEventOutput(step.setOutput, event);
    step.log.info(`Harness accepted event ${event}; processing usually takes 10 to 30 s.`);
    return followEvent({ session, inputs, event, deadline });
}
//# sourceMappingURL=trigger.js.map
;// CONCATENATED MODULE: ./lib/src/actions/abort/inputs.js




function readAbort(get, context) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const { scope, pipeline, execution } = readWhere(form, key, { execution: 'required' });
    const timeout = readTimeout(form, '5m');
    const pollInterval = readPollInterval(form);
    form.close();
    return { key, scope, pipeline, execution, timeout, pollInterval };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/abort/abort.js


















function abort() {
    return runStep((step) => {
        step.mask(step.input('api-key').trim());
        const inputs = readAbort(step.input, inputContext(step));
        return abortExecution({ step, inputs, connection: connect_connect(step, { ...inputs, matrixSize: 1 }) });
    });
}
async function abortExecution(run) {
    const { step, inputs } = run;
    const { scope, pipeline, execution } = inputs;
    const by = runName(step.workflow);
    const asker = by === '' ? '' : ` · abort requested by ${by}`;
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
            log.info(`Harness accepted the abort request${isAccepted ? ' again' : ''}.`);
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
            // Once the abort is accepted, earlier snapshots are out of date.
            const status = isAccepted ? 'unknown' : statusOf(snapshot.phase);
            return { verdict: redVerdict(status, { ...explained(error), link: ref.url }), snapshot };
        }
        throw error;
    }
}
function ended(found, how) {
    const { phase } = found.snapshot;
    const after = took('after', found.snapshot);
    const headline = `${verdict_nameOf(found.ref, found.snapshot)} ${how}: ${describeState(found.snapshot)}${after}.`;
    return { status: statusOf(phase), isRed: false, headline };
}
function overdue(found, timeout, lastError) {
    const { ref, snapshot } = found;
    const state = lastError === undefined ? `it is ${describeState(snapshot)}` : 'Harness is unreachable';
    const headline = `${verdict_nameOf(ref, snapshot)} has not ended within ${duration(timeout)} (this step's timeout): ${state}.`;
    return redVerdict(lastError === undefined ? statusOf(snapshot.phase) : 'unknown', {
        headline,
        ...causedBy(lastError),
        link: ref.url,
    });
}
function cancelled({ ref, snapshot }, timeout) {
    return judge({ kind: 'cancelled', snapshot }, { ref, timeout, failStep: true });
}
//# sourceMappingURL=abort.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/approval-activity.js




function nextGenApprovalActivity(http, scope) {
    const query = { accountIdentifier: scope.account };
    const id = encodeURIComponent;
    const checked = (answer, purpose) => {
        const approval = toApproval(at(answer, 'data') ?? answer);
        if (approval.status === '') {
            const detail = 'The response contains no approval.';
            throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
        }
        return approval;
    };
    return {
        async authorization(approval, bounds) {
            const path = `/pipeline/api/approvals/${id(approval)}/harness/authorization`;
            const purpose = 'check who may approve';
            const answer = at(await http.send({ purpose, method: 'GET', path, query }, bounds), 'data');
            const isAuthorized = at(answer, 'authorized');
            if (typeof isAuthorized !== 'boolean') {
                const detail = 'The response does not say whether this user may approve.';
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

function entriesOf(read, { report, example }) {
    const faults = 'faults' in read ? read.faults.map((fault) => `${fault}.`) : [];
    const tree = 'tree' in read ? read.tree : undefined;
    if (tree !== undefined && tree.kind !== 'mapping' && !(tree.kind === 'leaf' && tree.text === '')) {
        faults.push(`must be a mapping such as ${example}, got ${mapping_kindOf(tree)}.`);
    }
    faults.forEach(report);
    return tree?.kind === 'mapping' ? [...tree.entries] : [];
}
function readValues(read, reading) {
    return entriesOf(read, reading).flatMap(([name, value]) => {
        if (value.kind !== 'leaf') {
            reading.report(`${quotedName(name)} must be a single value, got ${mapping_kindOf(value)}; write several values separated by commas.`);
            return [];
        }
        return [{ name, value: value.text }];
    });
}
function quotedName(name) {
    return text_quotedValue(name, 80);
}
function mapping_kindOf(tree) {
    return tree.kind === 'leaf' ? 'a single value' : tree.kind === 'list' ? 'a list' : 'a mapping';
}
//# sourceMappingURL=mapping.js.map
;// CONCATENATED MODULE: ./lib/src/actions/approve/decide.js





function decide_red(status, text) {
    return { status, level: 'error', text };
}
async function decide(run, target) {
    const { step, inputs, connection, activity } = run;
    const { approval, url, deadline } = target;
    const { retry } = connection;
    const problems = step.testFiles(['GITHUB_OUTPUT']);
    if (problems.length > 0) {
        return { ...decide_red('waiting', `${new UnwritableError(problems, 'decided').message}\n  ${url}`), approval };
    }
    const comments = inputs.comments === '' ? defaultComment(run) : inputs.comments;
    const decision = { approval: approval.id, decision: inputs.decision, comments, inputs: inputs.approverInputs };
    const isOurs = (made) => made.isRejection === (inputs.decision === 'reject') && isSameComment(made.comment, comments);
    const result = await startOnce({
        retry,
        clock: step.clock,
        signal: step.signal,
        deadline,
        send: (bounds) => activity.decide(decision, bounds),
        find: async (until) => {
            const bounds = { ...until, signal: step.signal };
            const seen = await retry.untilAnswered((each) => activity.approval(approval.id, each), bounds);
            return seen.status !== 'WAITING' || seen.decisions.some(isOurs) ? seen : undefined;
        },
        onLostAnswer: (error) => {
            step.log.info(`${error.message}\nThe decision may have reached Harness; checking the approval.`);
        },
    });
    return result.kind === 'started'
        ? decided(run, { ...target, approval: result.started, isOurs })
        : { ...undecided(run, { name: target.name, result, url }), approval };
}
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
            text: `${name} was approved${by} and is waiting for ${count(missing, 'more approval')}.\n  ${url}`,
        };
    }
    const status = approval.status === 'APPROVED' ? 'approved' : approval.status === 'REJECTED' ? 'rejected' : 'unknown';
    return {
        ...is,
        ...decide_red(status, `${name} could not be ${wanted.toLowerCase()}: the approval already ended with status ${oneLine(approval.status, 40)}${by}.\n  ${url}`),
    };
}
function undecided({ inputs }, { name, result, url }) {
    switch (result.kind) {
        case 'refused':
            return decide_red('waiting', `${result.error.message}\n  ${url}`);
        case 'too-late':
            return decide_red('waiting', [
                'No decision was sent: Harness is unreachable.',
                ...(result.error === undefined ? [] : [result.error.message]),
            ].join('\n'));
        case 'cancelled':
            return result.wasSent
                ? decide_red('unknown', `The job was cancelled while the decision on ${name} was being sent; check the approval in Harness.\n  ${url}`)
                : decide_red('waiting', 'The job was cancelled before a decision was sent.');
        case 'in-doubt':
            return decide_red('unknown', `Could not confirm whether the decision to ${inputs.decision} ${name} arrived. ${result.error.message}\n  The approval is still waiting and does not show the decision. Check it before you re-run: ${url}`);
    }
}
function defaultComment({ step, inputs }) {
    const { workflow } = step;
    const by = workflow.actor === '' ? '' : ` by ${workflow.actor}`;
    const run = runName(workflow);
    const where = run === '' ? '' : ` in ${run}`;
    return `${inputs.decision === 'approve' ? 'Approved' : 'Rejected'}${by}${where}${workflow.url === '' ? '' : `: ${workflow.url}`}`;
}
//# sourceMappingURL=decide.js.map
;// CONCATENATED MODULE: ./lib/src/actions/approve/inputs.js






function readApprove(get, context, readYaml) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    if (key.startsWith('sat.')) {
        form.problem('api-key', 'is a service account token (sat.…), but Harness accepts approvals only from users. Use a personal access token (pat.…) of an approver.');
    }
    const { scope, pipeline, execution } = readWhere(form, key, { execution: 'required' });
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
        decision: readChoice(form, 'decision', ['approve', 'reject']),
        comments: form.text('comments'),
        approverInputs: readValues(readYaml(form.raw('approver-inputs')), { report, example: 'ticket: OPS-12' }),
        step,
        isDryRun: readFlag(form, 'dry-run', false),
    };
    form.close();
    return inputs;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/approve/waiting.js

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
            problem: others.length === 0
                ? waiting_NONE
                : `${waiting_NONE} An approval in another system is waiting (${others.join(', ')}). Approve or reject it there.`,
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
        return { problem: [`${count(own.length, 'approval')} are waiting. Select one with step:`, ...list].join('\n') };
    }
    if (node === undefined || named.length > 1) {
        const which = node === undefined ? 'No approval step' : 'More than one approval step';
        return { problem: [`${which} '${oneLine(step, 80)}' is waiting. Waiting approvals:`, ...list].join('\n') };
    }
    const found = await read(node.id);
    const [approval, ...more] = 'unreadable' in found ? [] : found.approvals.filter(isOwn);
    return approval === undefined || more.length > 0
        ? { problem: `Harness does not say which approval belongs to the step '${oneLine(step, 80)}'.` }
        : { approval };
}
const waiting_NONE = 'No Harness approval is waiting.';
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


















const approve_LIMIT = 300_000;
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
    const deadline = step.from + approve_LIMIT;
    const until = { deadline, signal: step.signal, givesUpUnreached: true, isGiven: true };
    try {
        const { ref, snapshot } = await findExecution(connection, inputs, until);
        const name = verdict_nameOf(ref, snapshot);
        step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
        if (isFinal(snapshot.phase)) {
            return decide_red('', `${name} has already ended: ${describeState(snapshot)}. No approval is waiting.\n  ${ref.url}`);
        }
        const selection = await selectApproval(connection, { ref, step: inputs.step }, until);
        if ('problem' in selection) {
            return decide_red('', `${name} is ${describeState(snapshot)}. ${selection.problem}\n  ${ref.url}`);
        }
        const { approval } = selection;
        const refusal = unknownInputs(inputs, approval) ?? (await forbidden(run, approval));
        if (refusal !== undefined) {
            return { ...decide_red('waiting', `${refusal}\n  ${ref.url}`), approval };
        }
        return inputs.isDryRun
            ? dryRun(inputs, name, approval)
            : await decide(run, { name, url: ref.url, approval, deadline });
    }
    catch (error) {
        if (error instanceof Cancelled) {
            return decide_red('', 'The job was cancelled before a decision was sent.');
        }
        if (error instanceof InputError) {
            return decide_red('', error.message);
        }
        return decide_red('unknown', annotationText(judgeUnread(error, { timeout: approve_LIMIT, failStep: true, url: known.url })));
    }
}
function unknownInputs({ approverInputs }, { inputs }) {
    const unknown = approverInputs.filter(({ name }) => !inputs.some((asked) => asked.name === name));
    if (unknown.length === 0) {
        return undefined;
    }
    const names = unknown.map(({ name }) => quotedName(name)).join(', ');
    const asked = inputs.length === 0 ? 'no inputs' : inputs.map(({ name }) => quotedName(name)).join(', ');
    return `approver-inputs has ${names}, but the approval asks for ${asked}. No decision was sent.`;
}
async function forbidden({ step, inputs, connection, activity }, { id, groups }) {
    const until = { deadline: step.from + approve_LIMIT, signal: step.signal };
    const answer = await connection.retry.untilAnswered((bounds) => activity.authorization(id, bounds), until);
    if (answer.isAuthorized) {
        return undefined;
    }
    const who = groups.length === 0 ? '' : ` Approvers are members of ${groups.join(', ')}.`;
    return `Harness does not allow the owner of api-key to ${inputs.decision}: ${(answer.reason ?? 'it gives no reason').replace(/\.$/, '')}.${who}`;
}
function dryRun(inputs, name, approval) {
    const values = inputs.approverInputs.map(({ name: input }) => quotedName(input)).join(', ');
    const asked = approval.message === undefined ? '' : `\n  "${oneLine(approval.message, 300)}"`;
    const text = `Dry run: would ${inputs.decision} ${name}${values === '' ? '' : ` with ${values}`}. Nothing was sent.${asked}`;
    return { status: 'waiting', level: 'notice', text, approval };
}
//# sourceMappingURL=approve.js.map
;// CONCATENATED MODULE: ./lib/src/harness/nextgen/rollback.js





async function triggerRollback(http, { scope, order }, bounds) {
    const purpose = `roll back ${order.service} in ${order.environment}`;
    const call = {
        purpose,
        method: 'POST',
        path: '/ng/api/rollback/trigger/v2',
        query: scopeQuery(scope),
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
        throw unexpectedResponse({ purpose, origin: scope.origin, correlationId }, 'The response contains no execution.');
    }
    return { execution };
}
//# sourceMappingURL=rollback.js.map
;// CONCATENATED MODULE: ./lib/src/actions/rollback/inputs.js






function readRollback(get, context) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const { scope } = readWhere(form, key, {});
    const inputs = {
        key,
        scope,
        order: {
            service: identifier(form, 'service'),
            environment: identifier(form, 'environment'),
            infrastructure: identifier(form, 'infrastructure'),
            environmentType: form.text('environment-type') === '' ? '' : readChoice(form, 'environment-type', inputs_TYPES),
            artifact: form.text('artifact'),
            chartVersion: form.text('chart-version'),
        },
        wait: readFlag(form, 'wait', true),
        ...readFollowing(form),
    };
    form.close();
    return inputs;
}
const inputs_TYPES = ['Production', 'PreProduction'];
function identifier(form, name) {
    const text = form.text(name);
    if (text === '') {
        form.problem(name, `is empty. Specify the identifier of the ${name} that was deployed.`);
    }
    else if (!isIdentifier(text)) {
        form.problem(name, `${notIdentifier(text, name)}.`);
    }
    return text;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/rollback/rollback.js


















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
        return finishUnsent(session, error);
    }
    if (result.kind !== 'started') {
        return finishUnstarted(session, result);
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
async function rollback_follow(session, inputs, execution) {
    const { step, connection } = session;
    const known = executionRef({ scope: inputs.scope, pipeline: '' }, execution);
    // Before the next request, so that the outputs and post have the id even if this process is killed.
    setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
    session.save({ execution });
    step.log.info(`Harness started the rollback as execution ${execution}.`);
    let found = { ref: known, snapshot: NOTHING_SEEN };
    try {
        const until = { deadline: step.from + inputs.timeout, signal: step.signal };
        found = await findExecution(connection, { pipeline: '', execution }, until);
    }
    catch (error) {
        // The caller decides what these mean for an execution.
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
;// CONCATENATED MODULE: ./lib/src/actions/recent/approvers.js



const MAX_APPROVALS = 5;
const APPROVALS_LIMIT = 10_000;
async function approversOf(found, { log, signal }, inspector) {
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
        log.info(`Could not read who may approve: ${oneLine(unreadable, 300)}`);
    }
    return new Map(answers.flatMap((answer) => ('approvals' in answer ? [[answer.id, describeApprovers(answer.approvals)]] : [])));
}
//# sourceMappingURL=approvers.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/inputs.js









function readRecent(get, context) {
    const form = openForm(get, context);
    const key = readKey(form, context);
    const { scope, pipeline } = readWhere(form, key, { pipeline: 'optional' });
    const since = readSince(form);
    const inputs = {
        key,
        scope,
        pipeline,
        statuses: readStatuses(form),
        since,
        limit: readLimit(form, since === undefined ? 10 : 100),
        summary: readFlag(form, 'summary', true),
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
function parseTime(text) {
    const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.exec(text);
    const [day, ms] = [Date.parse(found?.[1] ?? ''), Date.parse(text)];
    // JavaScript reads 31 February as 3 March.
    const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(found?.[1] ?? '');
    return isDay && !Number.isNaN(ms) ? ms : undefined;
}
const MAX_LIMIT = 2000;
function readLimit(form, without) {
    const written = form.text('limit');
    const limit = written === '' ? without : /^\d{1,4}$/.test(written) ? Number(written) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
        form.problem('limit', `must be a number from 1 to ${MAX_LIMIT}, got ${text_quotedValue(written)}.`);
    }
    return limit;
}
function readStatuses(form) {
    const statuses = readNames(form, 'statuses');
    for (const status of statuses.filter((word) => !FILTER_STATUSES.includes(word) && phaseOf(word) === 'unknown')) {
        form.problem('statuses', `must be ${FILTER_STATUSES.join(', ')} or one of Harness's own statuses such as ApprovalRejected, got ${text_quotedValue(status, 60)}.`);
    }
    return statuses;
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/overview.js







function titleOf({ pipeline, since }) {
    const which = pipeline === '' ? '' : ` of ${pipeline}`;
    return since === undefined ? `Newest executions${which}` : `Executions${which} that ended since ${dayAndTime(since)}`;
}
function figuresOf({ ended, succeeded, median, running }, before) {
    const isCompared = ended > 0 && before !== undefined && before.ended > 0;
    const beside = (text) => (isCompared && text !== undefined ? `, previously ${text}` : '');
    return [
        ended === 0
            ? 'none have ended'
            : `${succeeded} of ${ended} ended executions succeeded (${percent(succeeded, ended)})${beside(rateOf(before))}`,
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
function percent(part, all) {
    return `${Math.floor((100 * part) / all)}%`;
}
const overview_MAX_LINES = 50;
const overview_MAX_ROWS = 300;
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
        `<sub>${count(history.seen.length, 'execution')} read, up to ${dayAndTime(until)}</sub>`,
    ]);
}
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
const NO_BREAK_HYPHEN = '\u2011';
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
function overview_noteOn(snapshot, approvers) {
    const { phase, message } = snapshot;
    const state = `${describeState(snapshot)}${approvers}`;
    const why = message === undefined || !isFinal(phase) || phase === 'succeeded' ? '' : codeCell(message, 160);
    const isImplied = phase === 'succeeded' || (state === 'failed' && why !== '');
    return [...(isImplied ? [] : [cell(state, 300)]), ...(why === '' ? [] : [why])].join(': ');
}
function overview_tookOf({ startedAt, endedAt, phase }, until) {
    const end = isFinal(phase) ? endedAt : until;
    return startedAt === undefined || end === undefined ? '' : duration(end - startedAt);
}
function triggerOf({ trigger = '', startedBy }) {
    const kind = /^[A-Z_]{1,40}$/.test(trigger) ? trigger.toLowerCase().replaceAll('_', ' ') : cell(trigger, 60);
    return [kind, ...(startedBy === undefined ? [] : [`by ${cell(startedBy, 80)}`])]
        .filter((part) => part !== '')
        .join(' ');
}
const overview_MAX_BYTES = 30_000;
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
;// CONCATENATED MODULE: ./lib/src/actions/recent/period.js


const CLOCK_DIFFERENCE = 5000;
async function sinceOf(step, { since, githubToken: token }) {
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
    // Loaded when needed: most runs of this action send no request to GitHub.
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
        log.notice('This workflow has no earlier run: listing the executions that have ended since this run started.');
    }
    return { ms: (found.previous ?? found.own).createdAt, isRelative: false };
}
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
function untilOf({ found, pages }, asked) {
    const newest = pages > 1 ? asked : asked + CLOCK_DIFFERENCE;
    const ends = found.map(({ snapshot: { endedAt = 0 } }) => endedAt + 1).filter((end) => end <= newest);
    return Math.max(asked - CLOCK_DIFFERENCE, ...ends);
}
//# sourceMappingURL=period.js.map
;// CONCATENATED MODULE: ./lib/src/actions/recent/recent.js














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
const recent_LIMIT = 600_000;
async function listRecent(run) {
    const { step } = run;
    const problems = step.testFiles(['GITHUB_OUTPUT']);
    if (problems.length > 0) {
        // A green step without outputs would tell the next step that nothing has ended.
        step.log.fail(new UnwritableError(problems, 'listed').message);
        return { isRed: true };
    }
    try {
        return recent_show(run, await read(run));
    }
    catch (error) {
        return endedBy(error, step);
    }
}
async function read({ step, inputs, connection }) {
    const { scope, pipeline, statuses, limit } = inputs;
    const { clock, signal } = step;
    const from = clock.now();
    const wanted = await sinceOf(step, inputs);
    const since = wanted === undefined ? undefined : () => inHarnessTime(wanted, connection, clock.now());
    const place = `${scope.org} / ${scope.project}`;
    step.log.info(`${titleOf({ pipeline, since: wanted?.ms })} · ${place}`);
    const { harness, retry } = connection;
    const bounds = { deadline: step.from + recent_LIMIT, signal, givesUpUnreached: true };
    const history = await history_walk({ harness, retry, until: bounds }, { pipeline, statuses, since, limit });
    if (pipeline !== '' && history.seen.length === 0) {
        const why = await whyEmpty(connection, inputs, { ...bounds, clock });
        if (why !== undefined) {
            throw new InputError([{ input: 'pipeline', text: `was not found. ${why}` }]);
        }
    }
    const until = untilOf(history, from + (connection.clockAhead()?.least ?? 0));
    const approvers = await approversOf(history.found, step, connection.inspector);
    const { json, count } = fitExecutions(history.found, { scope, approvers });
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
        gaps: gapsOf(history, { inputs, count }),
    };
    return { page, json, count };
}
function recent_show({ step, inputs }, { page, json, count }) {
    const { log } = step;
    for (const line of [...overview_logOf(page), `${figuresOf(page.overview, page.before)}.`]) {
        log.info(line);
    }
    if (page.gaps.length > 0) {
        log.warning(page.gaps.join('\n'));
    }
    setRecent(step.setOutput, { executions: json, count, until: page.until, truncated: page.gaps.length > 0 });
    const [lost] = step.testFiles(['GITHUB_OUTPUT']);
    if (lost !== undefined) {
        log.fail(`Could not write the outputs: ${lost.file} cannot be written: ${lost.cause}.\n  ${lost.path}\n  ${lost.remedy}`);
    }
    return { isRed: lost !== undefined, summary: inputs.summary ? overviewPage(page) : undefined };
}
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
        log.fail(`Could not list the executions within ${duration(recent_LIMIT)}.\n${error.last?.message ?? ''}`);
    }
    else {
        throw error;
    }
    return { isRed: true };
}
//# sourceMappingURL=recent.js.map
;// CONCATENATED MODULE: ./lib/src/actions/firstgen/inputs.js






function readFirstGen(get, context, readYaml) {
    const form = openForm(get, context);
    const report = (name) => (problem) => form.problem(name, problem);
    const key = readSecret(form, 'api-key');
    if (key === '') {
        const remedy = 'is empty. Set it to a Harness FirstGen API key that is stored as a secret.';
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
        wait: readFlag(form, 'wait', true),
        ...readFollowing(form, 'abort', false),
    };
    if (inputs.application === '') {
        form.problem('application', 'is empty. Specify the name or id of the application.');
    }
    if (pipeline === '' && workflow === '') {
        form.problem('pipeline', 'is empty, and so is workflow. Specify the name or id of one of them.');
    }
    else if (pipeline !== '' && workflow !== '') {
        form.problem('workflow', 'cannot be combined with pipeline. Specify only one of them.');
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
        form.problem('account', 'is empty. Specify the account identifier: it follows /account/ in the URL of every Harness page.');
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
            report(`${quotedName(service)} must have build (the build number) and source (the name of the artifact source)${only}: ${inputs_BUILD}.`);
            return [];
        }
        return [{ service, build, source }];
    });
}
const inputs_BUILD = '{build: 1.10.1, source: library_nginx}';
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/firstgen/firstgen.js















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
        // From here on post can stop a main that is still running: a container job is cancelled without a signal.
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
        return finishUnsent(session, error);
    }
    if (result.kind !== 'started') {
        return finishUnstarted(session, result);
    }
    const { id, snapshot, warning } = result.started;
    if (warning !== undefined) {
        step.log.warning(`Harness started it with a warning: ${oneLine(warning)}`);
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
async function lookUp({ session: { step, connection }, inputs, api, deadline }) {
    const { pipeline, isWorkflow } = inputs;
    const find = async (name, ask) => {
        const found = await connection.retry.untilAnswered(ask, { deadline, signal: step.signal, givesUpUnreached: true });
        if ('missing' in found) {
            const [input, text] = name;
            const why = `${text_quotedValue(text)} was not found, neither by name nor by id: "${oneLine(found.missing, 300)}"`;
            throw new InputError([{ input, text: `${why}. The key may not have access to it.` }]);
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
function unknownVariables(given, { name, variables }) {
    if (variables === undefined) {
        return [];
    }
    const known = variables.length === 0 ? 'none' : oneLine(variables.join(', '), 500);
    return given
        .filter((variable) => !variables.includes(variable.name))
        .map((variable) => ({
        input: 'variables',
        text: `${text_quotedValue(variable.name, 80)} is not a variable of ${oneLine(name, 80)}. Its variables: ${known}.`,
    }));
}
//# sourceMappingURL=firstgen.js.map
;// CONCATENATED MODULE: ./lib/src/runner/detached.js

const detached_LIMIT = 30_000;
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
            reject(new Error(`${script} ended with ${code ?? 'a signal'} before it reported anything.`));
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
        form.problem('port', `must be a port from 1 to 65535, got ${text_quotedValue(written)}. Omit it to use a free port.`);
    }
    form.close();
    return { scenario, port };
}
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./lib/src/actions/simulator/simulator.js









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
            throw new InputError([{ input: 'port', text: `cannot be opened: ${why}. Omit it to use a free port.` }]);
        }
        step.log.info(`Simulator at ${url} with the API key ${apiKey}, which only it accepts.`);
        step.log.info(`Every pipeline runs the scenario ${scenario}, except a pipeline that has the name of another scenario.`);
        const list = plays.scenarios().map(({ name, about }) => `${name.padEnd(20)} ${about}`);
        step.log.group('Scenarios', list);
        setSimulator(step.setOutput, { url, apiKey });
        return { isRed: false };
    });
}
//# sourceMappingURL=simulator.js.map
;// CONCATENATED MODULE: ./lib/src/actions/entry-points.js










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
