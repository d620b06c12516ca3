/** A log as Harness stores it, as lines that can be shown. */
import { at, text } from '../../base/shape.ts';
import { lines, shortened } from '../../base/text.ts';

/** The end of a log. */
export interface LogLines {
  readonly lines: readonly string[];
  readonly isComplete: boolean;
}

/** What is shown of a log: lines, characters of a line, bytes of all lines together. */
const MAX_LINES = 50;
const MAX_CHARACTERS = 1000;
const MAX_BYTES = 16 * 1024;

/** @returns a whole stored log as plain text. */
export function textOf(log: string, isCut: boolean, withoutKey: (text: string) => string): string {
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
 * @returns its last lines without colors; undefined when there is nothing to show
 */
export function tailOf(log: string, isCut: boolean, withoutKey: (text: string) => string): LogLines | undefined {
  const rows = log.split('\n').slice(isCut ? 1 : 0);
  const shown: string[] = [];
  let bytes = 0;
  for (const row of rows.toReversed()) {
    for (const line of linesOfRow(row, withoutKey).toReversed()) {
      const cut = shortened(line, MAX_CHARACTERS);
      bytes += Buffer.byteLength(cut) + 1;
      if (shown.length === MAX_LINES || bytes > MAX_BYTES) {
        return { lines: shown.toReversed(), isComplete: false };
      }
      if (shown.length > 0 || cut.trim() !== '') {
        shown.push(cut);
      }
    }
  }
  return shown.length === 0 ? undefined : { lines: shown.toReversed(), isComplete: !isCut };
}

/** @returns the lines of a row of a log: of its `out`, without colors; of the row itself where it is no JSON. */
export function linesOfRow(row: string, withoutKey: (text: string) => string): string[] {
  if (row.trim() === '') {
    return [];
  }
  const out = withoutKey(text(at(parse(row), 'out')) ?? row);
  // A progress bar draws itself over and over after a lone \r; a terminal shows what was drawn last.
  const drawn = out
    .replace(/[\r\n]+$/, '')
    .split('\n')
    .map((line) => line.replace(/\r+$/, ''))
    .map((line) => line.slice(line.lastIndexOf('\r') + 1));
  return lines(drawn.join('\n'));
}

function parse(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}
