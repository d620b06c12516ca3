/**
 * Secrets in text. GitHub masks a secret in the log and in the summary only where it stands whole and unaltered, line by
 * line, and masks nothing in comments and commit statuses. So what may be a secret is shown whole or not at all.
 */

/** Fewer characters of a secret in a row give nothing away. */
const TELLING_LENGTH = 12;

/**
 * Values that no cut goes through although blanks stand in them: the inputs of this step. Like the runner's masks they hold
 * for the whole process, because every module that shortens text needs them.
 */
const kept = new Set<string>();

/** Keeps these values whole from now on, line by line, wherever text is shortened. */
export function keepWhole(values: Iterable<string>): void {
  for (const value of values) {
    for (const line of linesOf(value)) {
      // A word is never cut anyway.
      if (line.length >= TELLING_LENGTH && /\s/.test(line)) {
        kept.add(line);
      }
    }
  }
}

/** The lines that the runner masks: it splits at line feeds and carriage returns, and trims. */
function linesOf(value: string): string[] {
  return value
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** @returns where `text` can end at the latest, at most after `end` characters, without half a value at its end. */
export function endOutsideValues(text: string, end: number): number {
  let found = end;
  for (let before = -1; before !== found;) {
    before = found;
    for (const value of kept) {
      const from = Math.max(0, found - value.length + 1);
      const start = text.slice(from, found + value.length - 1).indexOf(value);
      found = start < 0 ? found : from + start;
    }
  }
  return found;
}

/** @returns the text with the length of each kept value in its place that is such as `isUnfit` says. */
export function replaceKeptValues(text: string, isUnfit: (value: string) => boolean): string {
  let replaced = text;
  for (const value of kept) {
    if (isUnfit(value) && replaced.includes(value)) {
      replaced = replaced.replaceAll(value, () => lengthOf(value));
    }
  }
  return replaced;
}

/** @returns `(353 characters)`, which stands for a text that cannot be shown whole. */
export function lengthOf(text: string): string {
  return `(${text.length} characters)`;
}

const VERSION = /^v?\d{1,8}(?:\.\d{1,8}){1,3}(?:[-+.][0-9a-z]{1,11}){0,5}$/i;
/** One case, or a capital first, and digits behind it: `rc1`, `west4`; or as in `k8s`, `2xlarge` and `12T18`. */
const WORD = /^(?:(?:\p{Lu}?\p{Ll}+|\p{Lu}+)\d{0,4}|\p{Ll}\d\p{Ll}|\d{1,2}(?:T\d\d|Z|\p{Ll}+))$/u;
/** Abbreviated only where it stands among other parts: `main-1a2b3c4`. */
const COMMIT = /^(?:[0-9a-f]{7,11}|[0-9a-f]{40})$/;
const DIGEST = /(?<=\bsha256:)[0-9a-f]{64}\b/g;

/**
 * Whether a text reads like nothing that a person would write: neither words, names, paths, numbers, versions, Git refs nor a
 * commit's SHA. What is shorter than 12 characters never does.
 */
export function looksRandom(text: string): boolean {
  if (text.length < TELLING_LENGTH || VERSION.test(text)) {
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

function isReadable(part: string): boolean {
  const hasDigitsInside = part.length >= TELLING_LENGTH && /\d.*\p{L}/u.test(part);
  return /^\d+$/.test(part) || COMMIT.test(part) || (!hasDigitsInside && wordsIn(part).every(isWord));
}

/** `deployProdService` as `deploy`, `Prod`, `Service`. */
function wordsIn(part: string): string[] {
  return part.split(/(?<=[\p{Ll}\d])(?=\p{Lu})/u);
}

function isWord(word: string, _position: number, all: readonly string[]): boolean {
  const isLong = word.length > 5;
  const isPronounceable = /[aeiouyäöüáéíóúàèâêåøæаеиоуыэюя]/i.test(word) && !/[bcdfghjklmnpqrstvwxz]{5}/i.test(word);
  return WORD.test(word) && word.length <= 24 && (!isLong || isPronounceable) && (all.length === 1 || word.length > 2);
}

/**
 * @returns the values as they may stand in a text: whole, in one line, line by line, and as JSON and URLs spell them; none of
 * fewer than four characters, which would be found in every other word. The longest first.
 */
export function formsOf(values: Iterable<string>): string[] {
  const forms = new Set<string>();
  for (const value of values) {
    const lines = linesOf(value);
    for (const form of [value.trim(), lines.join(' '), ...lines]) {
      if (form.length >= 4) {
        forms
          .add(form)
          .add(JSON.stringify(form).slice(1, -1))
          .add(encodeURIComponent(form.replace(/\p{Cs}/gu, '')));
      }
    }
  }
  return [...forms].toSorted((one, other) => other.length - one.length);
}
