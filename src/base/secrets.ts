/**
 * Secrets in text. GitHub masks a secret in the log and in the summary only where it is whole and unaltered, line by
 * line, and masks nothing in comments and commit statuses. So what may be a secret is shown whole or not at all.
 */
import { isAltered } from './invisible.ts';
import { looksRandom, MIN_REVEALING_LENGTH } from './looks-random.ts';
import { unicode } from './unicode.ts';

/** The runner recognizes an old command by this anywhere in a line, so it is always altered. */
export const COMMAND = '##[';

/** What is known of this step's secrets. Like the runner's masks it holds for the whole process. */
interface Known {
  /** The inputs of this step and the values in them, line by line. */
  readonly given: Set<string>;
  /** Lines of values that are not cut, although they contain spaces. */
  readonly whole: Set<string>;
  /** Those of them that no text shows unaltered. */
  readonly unshowable: Set<string>;
  /** The values that are taken out where GitHub masks nothing, in the forms in which they may stand in a text; the longest first. */
  hidden: readonly string[];
  /** Whether there may be others, which this process does not know. */
  areIncomplete: boolean;
}

declare global {
  // Each bundle has its own copy of this module, and all of them shorten text.
  var runHarnessPipelineSecrets: Known | undefined;
}

const known = (globalThis.runHarnessPipelineSecrets ??= {
  given: new Set(),
  whole: new Set(),
  unshowable: new Set(),
  hidden: [],
  areIncomplete: false,
});

/** Keeps these values whole from now on, line by line, wherever text is shortened: the inputs of this step. */
export function preventTruncation(values: Iterable<string>): void {
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

/** From now on removes these where GitHub masks nothing: values of Secret variables, of names like `api_key`, random ones. */
function redact(values: Iterable<NamedValue>): void {
  const secret = [...values].filter(
    ({ name, type, value }) => type === 'Secret' || isSecretName(name) || looksRandom(value),
  );
  known.hidden = [...new Set([...known.hidden, ...formsOf(secret.map(({ value }) => value))])].toSorted(
    (one, other) => other.length - one.length,
  );
}

/** Does both. */
export function protect(values: readonly NamedValue[]): void {
  preventTruncation(values.map(({ value }) => value));
  redact(values);
}

/** Whether there is anything to take out. */
export function hasRedactions(): boolean {
  return known.hidden.length > 0;
}

/** This process, such as post, does not know the inputs' values: from now on no text is cut, but shown whole or as its length. */
export function disableTruncation(): void {
  known.areIncomplete = true;
}

/** Whether a text may be shortened at its blanks. */
export function mayTruncate(): boolean {
  return !known.areIncomplete;
}

/** Forgets everything, for tests that run several steps in one process. */
export function forgetSecrets(): void {
  known.given.clear();
  known.whole.clear();
  known.unshowable.clear();
  known.hidden = [];
  known.areIncomplete = false;
}

/** @returns a text as it stands between the quotation marks of a JSON string. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The lines that the runner masks: it splits at line feeds and carriage returns, and trims. */
function linesOf(value: string): string[] {
  return value
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Whether a text may be a part of a secret: it looks random, and stands in an input without being one of its values or lines. */
export function isFragment(text: string): boolean {
  const isPart = !known.given.has(text.trim()) && [...known.given].some((line) => line.includes(text));
  return isPart && looksRandom(text);
}

/** @returns where `text` can end at the latest, at most after `end` characters, without half a value at its end. */
export function endOutsideValues(text: string, end: number): number {
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
export function withoutUnshowable(text: string): string {
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
export function piecesOf(text: string): string[] {
  const places = [...known.whole].flatMap((value) => placesOf(text, value));
  const isInside = (at: number): boolean => places.some(({ from, to }) => from < at && at < to);
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: blanks, index } of text.matchAll(/\s+/g)) {
    if (!isInside(index)) {
      pieces.push(text.slice(end, index), blanks);
      end = index + blanks.length;
    }
  }
  return [...pieces, text.slice(end)];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function placesOf(text: string, value: string): Place[] {
  const places: Place[] = [];
  for (let from = text.indexOf(value); from >= 0; from = text.indexOf(value, from + 1)) {
    places.push({ from, to: from + value.length });
  }
  return places;
}

/** @returns `(353 characters)`, in place of a text that cannot be shown whole. */
export function lengthOf(text: string): string {
  return `(${text.length} characters)`;
}

/**
 * @returns the values as they may appear in a text: whole, in one line, line by line, and as JSON and URLs spell them; none of
 * fewer than four characters, which would be found in every other word.
 */
function formsOf(values: Iterable<string>): ReadonlySet<string> {
  const forms = new Set<string>();
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

const LONE_SURROGATE = unicode(String.raw`\p{Cs}`, 'gu');
const SECRET_NAME = /secret|token|passw|passphrase|pwd|key|credential|private/i;

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A name with its value, as it was typed: a variable, a runtime input, an input of an approval. */
export interface NamedValue {
  readonly name: string;
  /** `Secret` for some variables of a pipeline. */
  readonly type?: string | undefined;
  readonly value: string;
}

/** A word this long that looks random is a token, whoever named it. */
const TOKEN = /[^\s`*[\]()<>|"',;]{20,}/g;
/** Ids of Harness, and pages. */
const READABLE = /^[\w-]{22}$|:\/\//;
/** The target of a link in Markdown. */
const TARGET = /(\]\(https?:[^()\s]*\))/;

/**
 * @param own beginnings of the URLs that are made here, of ids alone: these links stay whole
 * @returns a text or a Markdown page for a place where GitHub masks nothing: `***` for each value that is redacted and for each
 *   word that looks like a token.
 */
export function redacted(text: string, own: readonly string[] = []): string {
  return text
    .split(TARGET)
    .map((part) =>
      own.some((start) => part.startsWith(`](${start}`))
        ? part
        : known.hidden
            .reduce((clean, form) => clean.replaceAll(form, () => '***'), part)
            .replace(TOKEN, (word) => (looksRandom(word) && !READABLE.test(word) ? '***' : word)),
    )
    .join('');
}
