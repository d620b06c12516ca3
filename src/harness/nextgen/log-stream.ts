/** The log of a running step, line by line while it is written, and what the stream did not hold out of the finished log. */
import type { Bounds } from '../../base/clock.ts';
import { at, integer, text } from '../../base/shape.ts';
import { lengthOf } from '../../base/secrets.ts';
import { HarnessError } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { linesOfRow } from './log-lines.ts';

/** A log that is read, and how far. One is kept for each log, so that nothing of it is shown twice. */
export interface LogPosition {
  readonly key: string;
  /** What the step is called, for errors. */
  readonly step: string;
  /** Rows that were taken. */
  rows: number;
  /** The last row's `pos`, where Harness numbers them. */
  last: number | undefined;
}

/** Takes the lines of one row. */
type TakeLines = (lines: readonly string[]) => void;

/** Reads the logs of running steps. */
export interface LogStreamReader {
  /**
   * `GET /gateway/log-service/stream`: server-sent events, each `data:` one row; the last 5,000 rows of what was written before
   * come first. It ends after an hour or with the step.
   *
   * @throws HarnessError when there is none, or when it breaks.
   */
  streamLog(position: LogPosition, take: TakeLines, bounds: Bounds): Promise<void>;
  /**
   * `GET /gateway/log-service/blob`: what the stream did not hold.
   *
   * @returns false when Harness has no such log, which it may have a few seconds later.
   * @throws HarnessError
   */
  readRest(position: LogPosition, take: TakeLines, bounds: Bounds): Promise<boolean>;
}
/** Bytes of the end of a finished log that are read. */
const KEPT = 1024 * 1024;

/** Opens the reader. */
export function nextGenLogStreams(http: Http, scope: Scope): LogStreamReader {
  const call = (position: LogPosition, kind: 'stream' | 'blob') =>
    ({
      purpose: `read the log of ${position.step}`,
      method: 'GET',
      path: `/gateway/log-service/${kind}`,
      query: { accountID: scope.account, key: position.key },
      expects: 'text',
    }) as const;
  return {
    async streamLog(position, take, bounds) {
      const replay = openReplay(position, (row) => take(linesOfRow(row, http.withoutKey)));
      const events = openEvents(replay.row);
      await http.send({ ...call(position, 'stream'), onText: events }, bounds);
    },
    async readRest(position, take, bounds) {
      try {
        const body = text(await http.send({ ...call(position, 'blob'), keep: KEPT }, bounds)) ?? '';
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
      } catch (error) {
        if (error instanceof HarnessError && error.failure.status === 404) {
          return false;
        }
        throw error;
      }
    },
  };
}

/** Leaves out what was taken before: a stream that is opened again and a finished log begin at the beginning. */
function openReplay(position: LogPosition, take: (row: string) => void): { readonly row: (row: string) => void } {
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
function posOf(row: string): number | undefined {
  try {
    const pos = integer(at(JSON.parse(row), 'pos'));
    return pos === 0 ? undefined : pos;
  } catch {
    return undefined;
  }
}

/** Characters of a row. Harness cuts lines itself, but does not document it. */
const MAX_ROW = 64 * 1024;

/**
 * @param take called with the `data` of each event that is a row
 * @returns what takes the stream in pieces, as they come; true when Harness has said that it is over
 */
function openEvents(take: (row: string) => void): (piece: string) => boolean {
  let rest = '';
  let skipped = 0;
  let isOver = false;
  const line = (written: string): void => {
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
