/**
 * Untrusted text made inert. All text from Harness, from the job's state and from the event file goes through one of these functions before
 * a person or the runner reads it.
 */
import { hasInvisible, invisible, LINE_END, TERMINAL } from './invisible.ts';
import { looksRandom } from './looks-random.ts';
import {
  COMMAND,
  endOutsideValues,
  isFragment,
  lengthOf,
  mayTruncate,
  piecesOf,
  withoutUnshowable,
} from './secrets.ts';
import { isVisible, unicode } from './unicode.ts';

/**
 * @returns the text's lines without terminal sequences, control characters and direction overrides. A possible secret that this would alter
 *   is replaced by its length.
 */
export function lines(text: string): string[] {
  return withoutUnshowable(text.replace(TERMINAL, ''))
    .split(LINE_END)
    .map((line) => (hasInvisible(line) ? line.replace(/\S+/g, visible).replace(invisible(), '') : line));
}

function visible(word: string): string {
  const shown = word.replace(invisible(), '');
  return word.includes(shown) || !looksRandom(shown) ? shown : lengthOf(word);
}

/**
 * @returns one line of at most `max` characters: whole, or cut at a space and followed by an ellipsis, never within a word or within a
 *   value that is kept whole. A longer word is replaced by its length. Spaces inside a line are kept, because GitHub would otherwise not find
 *   a secret that contains several; the text's own lines are joined.
 */
export function oneLine(text: string, max = 500): string {
  const window = max * 8 + 16_384;
  const isLong = text.length > window;
  const line = lines(isLong ? text.slice(0, endOutsideValues(text, window)) : text)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .join(' ');
  return isLong ? cut(withoutLastPiece(line), max, true) || lengthOf(text) : cut(line, max, false);
}

/** A word that the window cut in two. */
function withoutLastPiece(line: string): string {
  return piecesOf(line).slice(0, -1).join('').trimEnd();
}

/** @returns the text of at most `max` characters, cut like `oneLine`, with its line endings and indentation. */
export function shortened(text: string, max: number): string {
  return cut(text, max, false);
}

function cut(text: string, max: number, isMore: boolean): string {
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

/** Characters of an input's value that are shown. */
const MAX_VALUE = 100;

/** @returns an input's value where it can be shown whole in one line of a log, else `(353 characters)`. */
export function wholeValue(text: string, max = MAX_VALUE): string {
  const isWhole = text.length <= max && lines(text).length === 1 && logLines(text)[0] === text && !isFragment(text);
  return isWhole ? text : lengthOf(text);
}

/** @returns the same between quotes: `'1.2'`, `(353 characters)`. */
export function quotedValue(text: string, max = MAX_VALUE): string {
  const shown = wholeValue(text, max);
  return shown === text ? `'${text}'` : shown;
}

/**
 * @returns the lines in a form that the runner prints without executing a command. It searches for `##[command]` anywhere in a line and for
 *   `::command::` at its start, after any white space. A line of the second kind gets a bar before it. The first is broken by a visible
 *   space, because the runner skips invisible characters; if that would break a possible secret, its length replaces it.
 */
export function logLines(text: string): string[] {
  return lines(text).map((line) => {
    const obeyed = line.includes(COMMAND) ? withoutCommands(line) : line;
    return /^\s*::/.test(obeyed) ? `│ ${obeyed}` : obeyed;
  });
}

function withoutCommands(line: string): string {
  return piecesOf(line)
    .map((piece) => {
      const broken = piece.replaceAll(COMMAND, '## [');
      const mayBeSecret = broken.split(/\s+/).some((part) => looksRandom(part.replace(/[#[\]]/g, ' ')));
      return piece !== broken && mayBeSecret ? lengthOf(piece) : broken;
    })
    .join('');
}

/** @returns the text of an annotation: inert lines, cut at a blank below the 4,096 characters that the runner keeps. */
export function annotation(text: string): string {
  return shortened(logLines(text).join('\n').trim(), 4000);
}

/**
 * @returns one line that GitHub's Markdown shows as text, with its characters unaltered, so that GitHub finds secrets in it: unchanged if
 *   it has no markup, else as inline code. In a cell of a table `cell` is needed.
 */
export function markdown(text: string, max = 500): string {
  const line = oneLine(text, max);
  return isPlain(line) ? line : span(line);
}

/** @returns one line as inline code. */
export function code(text: string, max = 200): string {
  return span(oneLine(text, max));
}

/**
 * @returns the same as `markdown`, for a cell of a table. A bar would end the cell even inside inline code, and escaping would alter it, so
 *   a text with bars is replaced by its length.
 */
export function cell(text: string, max = 500): string {
  const line = oneLine(text, max);
  return line.includes('|') ? lengthOf(line) : markdown(line, max);
}

/** @returns the same as `code`, for a cell of a table: the length of a text with bars. */
export function codeCell(text: string, max: number): string {
  return text.includes('|') ? cell(text, max) : code(text, max);
}

const PLAIN = unicode(
  String.raw`^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} .,;:/?%+()'…›·-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*$`,
);

/** Whether a text has no Markdown or HTML: no markup, mention, link, emoji, reference to an issue or a commit, at the beginning of a line either. */
export function isPlain(line: string): boolean {
  return (
    PLAIN().test(line) &&
    !/^\d+[.)]|www\.|gh-\d|:\/\/|:\S*:|(?=[a-f]*\d)[0-9a-f]{7,}/i.test(line) &&
    !/[A-Z]{2,}-\d/.test(line)
  );
}

/** Only backticks end inline code, so there are more of them than anywhere inside. */
function span(line: string): string {
  if (line === '') {
    return '';
  }
  const ticks = '`'.repeat(longestRun(line) + 1);
  const blank = /^`|`$/.test(line) ? ' ' : '';
  return `${ticks}${blank}${line}${blank}${ticks}`;
}

/** @returns a title that opens what is below it. The title is inert HTML already. */
export function collapsible(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** @returns the text as a fenced block, its fence longer than any run of backticks inside; `language` colors it. */
export function fence(text: string, language: 'text' | 'yaml' = 'text'): string {
  const body = lines(text).join('\n');
  const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${ticks}${language}\n${body}\n${ticks}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/**
 * @returns `text` with each of the secrets replaced by `***`, also one with characters in it that `lines` takes out: they would
 * come together again. The runner masks what it prints; this is for what does not pass the runner, and for the message of an
 * error that quotes an answer.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  // Most texts contain nothing to remove, and a pattern search costs many times as much.
  const hidesNothing = isVisible(text);
  return secrets
    .filter((secret) => secret !== '')
    .toSorted((one, other) => other.length - one.length)
    .reduce((clean, secret) => clean.replaceAll(hidesNothing ? secret : scattered(secret), () => '***'), text);
}

/** The secret with any number of invisible characters between its own. */
function scattered(secret: string): RegExp {
  const unseen = `(?:${TERMINAL.source}|${invisible().source})*`;
  const characters = Array.from(secret, (character) => character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&'));
  return new RegExp(characters.join(unseen), 'gu');
}

/** @returns whole seconds of a duration in ms, never less than zero: the one rounding of log, summary and outputs. */
export function wholeSeconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1000));
}

/** @returns `3m 12s`, `1h 05m`, `4s`: a duration given in ms, in whole seconds. */
export function duration(ms: number): string {
  const seconds = wholeSeconds(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) {
    return `${seconds}s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m ${two(seconds % 60)}s` : `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
}

/** @returns a text, such as a duration, with no-break spaces. */
export function noBreak(text: string): string {
  return text.replaceAll(' ', '\u00A0');
}

/** @returns `2026-02-12 18:42 UTC` for a moment in ms since 1970. */
export function dayAndTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** @returns `1 stage`, `2 stages`: a count with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
