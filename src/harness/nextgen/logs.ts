/** The stored logs of steps. */
import type { Bounds } from '../../base/clock.ts';
import { text } from '../../base/shape.ts';
import { HarnessError, unexpectedResponse } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { type LogLines, tailOf, textOf } from './log-lines.ts';

/** The end of a step's log, or why there is none, in one sentence. */
export type LogTail = LogLines | { readonly missing: string };

/** A log as Harness keeps it: its end, and all of it where that was wanted. */
export interface StoredLog extends LogLines {
  /** Plain text; the end of it where Harness has more than 16 MB. */
  readonly whole?: string;
}

/** Reads logs. */
export interface LogReader {
  /** Opens connections for so many logs that will soon be read side by side. */
  expectLogs(count: number): void;
  /**
   * @param order `isWhole`: whether all of it is wanted; only its end is kept in memory otherwise
   * @returns the log under a key; undefined when Harness has none there, which it may have a few seconds later.
   * @throws HarnessError for any other failure.
   */
  log(
    order: { readonly key: string; readonly step: string; readonly isWhole: boolean },
    bounds: Bounds,
  ): Promise<StoredLog | undefined>;
}

/** Bytes of a log's end that are kept while it streams by: some hundred lines, each stored with a time and a level. */
const KEPT = 256 * 1024;
/** Bytes that are kept of a whole log. */
const KEPT_WHOLE = 16 * 1024 * 1024;
/** `GET /gateway/log-service/blob`. The signed links of `blob/download` are not needed for the end of a log. */
export function nextGenLogs(http: Http, scope: Scope): LogReader {
  /** @returns the stored log, its last `keep` bytes; undefined when there is none. */
  const read = async (
    { key, step, keep }: { readonly key: string; readonly step: string; readonly keep: number },
    bounds: Bounds,
  ): Promise<string | undefined> => {
    const purpose = `read the log of ${step}`;
    const query = { accountID: scope.account, key };
    const path = '/gateway/log-service/blob';
    try {
      const body = text(await http.send({ purpose, method: 'GET', path, query, expects: 'text', keep }, bounds)) ?? '';
      // With a key that has expired the gateway sends its login page, as a success.
      if (/^\s*<(!doctype|html|head|script)/i.test(body)) {
        throw unexpectedResponse({ purpose, origin: scope.origin }, 'The response is an HTML page, not a log.');
      }
      return body;
    } catch (error) {
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
