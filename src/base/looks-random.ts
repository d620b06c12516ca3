/** What reads like a token, and like nothing that a person would write. */
import { unicode } from './unicode.ts';

/** Fewer consecutive characters of a secret reveal nothing. */
export const MIN_REVEALING_LENGTH = 12;

const VERSION = /^v?\d{1,8}(?:\.\d{1,8}){1,3}(?:[-+.][0-9a-z]{1,11}){0,5}$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;
/** One case, or a capital first, and digits behind it: `rc1`, `west4`; or as in `k8s`, `2xlarge` and `12T18`. */
const WORD = unicode(String.raw`^(?:(?:\p{Lu}?\p{Ll}+|\p{Lu}+)\d{0,4}|\p{Ll}\d\p{Ll}|\d{1,2}(?:T\d\d|Z|\p{Ll}+))$`);
const BETWEEN_WORDS = unicode(String.raw`[^\p{L}\p{N}\p{M}]+`);
const BEFORE_CAPITAL = unicode(String.raw`(?<=[\p{Ll}\d])(?=\p{Lu})`);
const DIGIT_THEN_LETTER = unicode(String.raw`\d.*\p{L}`);
/** Characters that no path, version or sentence contains. */
const STRANGE = unicode(String.raw`[^\p{L}\p{N}\p{M}\s.,:;/@+=()'"!?%_-]`, 'gu');
/** Abbreviated only among other parts: `main-1a2b3c4`. */
const COMMIT = /^(?:[0-9a-f]{7,11}|[0-9a-f]{40})$/;
const DIGEST = /(?<=\bsha256:)[0-9a-f]{64}\b/g;

/**
 * Whether a text does not look as if a person had written it: neither words, names, paths, numbers, versions, Git refs nor a commit's SHA.
 * What is shorter than 12 characters never does.
 */
export function looksRandom(text: string): boolean {
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

function isReadable(part: string): boolean {
  const hasDigitsInside = part.length >= MIN_REVEALING_LENGTH && DIGIT_THEN_LETTER().test(part);
  return /^\d+$/.test(part) || COMMIT.test(part) || (!hasDigitsInside && wordsIn(part).every(isWord));
}

/** `deployProdService` as `deploy`, `Prod`, `Service`. */
function wordsIn(part: string): string[] {
  return part.split(BEFORE_CAPITAL());
}

function isWord(word: string, _position: number, all: readonly string[]): boolean {
  const isLong = word.length > 5;
  const isPronounceable = /[aeiouyäöüáéíóúàèâêåøæаеиоуыэюя]/i.test(word) && !/[bcdfghjklmnpqrstvwxz]{5}/i.test(word);
  return (
    WORD().test(word) && word.length <= 24 && (!isLong || isPronounceable) && (all.length === 1 || word.length > 2)
  );
}
