/**
 * Untrusted text made inert. Everything that comes from Harness, from the job's state or from the event file goes through
 * one of these functions before a person or the runner reads it.
 */

/** An invisible character that breaks `@name`, `#1` and `://` in Markdown where they stand. */
const BREAK = '\u200B';

// Terminal sequences: CSI (colours, cursor), OSC (titles, links) up to its end or the line's, and the two-character rest.
const TERMINAL =
  /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
// Controls but tab and line ends; format characters, direction overrides among them, which show text in another order than
// it has; lone surrogates; and everything that is drawn as nothing: the runner compares as people read, so `#<nothing>#[`
// would be `##[` to it.
const INVISIBLE =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}/gu;
/** Whatever the runner or a terminal takes for the end of a line; a lone `\r` is one for the runner. */
const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;

/** @returns the text's lines without terminal sequences, control characters and direction overrides. */
export function lines(text: string): string[] {
  return text
    .replace(TERMINAL, '')
    .split(LINE_END)
    .map((line) => line.replace(INVISIBLE, ''));
}

/**
 * @returns one line, cut to `most` characters with an ellipsis. Runs of white space become one blank.
 */
export function oneLine(text: string, most = 500): string {
  const line = lines(text.length > most * 8 ? text.slice(0, most * 8) : text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return cut(line, most);
}

/** Never cuts a character in two, as `slice` does with the ones beyond U+FFFF. */
function cut(text: string, most: number): string {
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
export function logLines(text: string): string[] {
  return lines(text).map((line) => line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: '));
}

/** @returns the text of an annotation: inert lines, cut below the 4,096 characters that the runner keeps. */
export function annotation(text: string): string {
  return cut(logLines(text).join('\n').trim(), 4000);
}

const ENTITIES: Readonly<Record<string, string>> = {
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
export function markdown(text: string, most = 500): string {
  // The entities come last: the `#` and the digits in them are no reference to an issue.
  return oneLine(text, most)
    .replace(/@|#(?=\d)|GH-(?=\d)|:(?=\/\/|[\d_]*[a-z+-][\w+-]*:)|www(?=\.)/gi, `$&${BREAK}`)
    .replace(/^(?:[#+\-=]|\d+[.)])/, `${BREAK}$&`)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[&<>"\\`*~[\]|$]/g, (found) => ENTITIES[found] ?? found);
}

/** @returns one line as inline code: between backticks where nothing can end it early, else as an HTML element. */
export function code(text: string, most = 200): string {
  const line = oneLine(text, most);
  return /^[\w.,:;/+=()-][\w.,:;/+=() -]*$/.test(line) ? `\`${line}\`` : `<code>${markdown(line, most)}</code>`;
}

/** @returns the text as a fenced block, its fence longer than any run of backticks inside. */
export function fence(text: string): string {
  const body = lines(text).join('\n');
  const longest = (body.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${body}\n${ticks}`;
}

/**
 * @returns `text` with each of the secrets replaced by `***`, also one with characters in it that `lines` takes out: they would
 * come together again. The runner masks what it prints; this is for what does not pass the runner, and for the message of an
 * error that quotes an answer.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  // Most texts are plain, and a search for a pattern costs many times as much.
  const isPlain = !/[^\t\n\r -~]/.test(text);
  return secrets
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(isPlain ? secret : scattered(secret), () => '***'), text);
}

/** The secret with any number of characters that are not seen between its own. */
function scattered(secret: string): RegExp {
  const unseen = `(?:${TERMINAL.source}|${INVISIBLE.source})*`;
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

/** @returns `2026-02-12 18:42 UTC` for a moment in ms since 1970. */
export function dayAndTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** @returns `1 stage`, `2 stages`: a count with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
