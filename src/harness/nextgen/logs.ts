/** Where Harness keeps the log of a step, and the end of that log as lines. */
import type { Bounds } from '../../base/clock.ts';
import { at, entries, list, text, texts } from '../../base/shape.ts';
import { lines, shortened } from '../../base/text.ts';
import { HarnessError, unexpectedResponse } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';

/** The end of a step's log, or why there is none, in one sentence. */
export type LogTail =
  { readonly lines: readonly string[]; readonly isComplete: boolean } | { readonly missing: string };

/** The execution that a step belongs to, as the keys of logs spell it. */
export interface LogRun {
  readonly account: string;
  readonly org: string;
  readonly project: string;
  readonly pipeline: string;
  readonly id: string;
  readonly sequence: number | undefined;
  /** `shouldUseSimplifiedKey` of the summary. */
  readonly simplified: boolean;
}

/** A log as Harness keeps it: its end, and all of it where that was wanted. */
export interface StoredLog extends Extract<LogTail, { readonly lines: unknown }> {
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
/** What is shown of a log: lines, characters of a line, bytes of all lines together. */
const MAX_LINES = 50;
const MAX_CHARACTERS = 1000;
const MAX_BYTES = 16 * 1024;

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

/** @returns a whole stored log as plain text. */
function textOf(log: string, isCut: boolean, withoutKey: (text: string) => string): string {
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
export function tailOf(
  log: string,
  isCut: boolean,
  withoutKey: (text: string) => string,
): Extract<LogTail, { lines: unknown }> | undefined {
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
] as const;

/**
 * @param node a node of the graph: `executableResponses` name the keys, one for each unit; `logBaseKey` is the next best;
 * else the key is built from the node's place
 * @returns keys to try in this order, at most three
 */
export function logKeysOf(node: unknown, run: LogRun): string[] {
  const { keys, units } = namedKeys(node);
  const unit = failedUnit(node);
  const position = unit === undefined ? -1 : units.indexOf(unit);
  const base = text(at(node, 'logBaseKey')) ?? (keys.length === 0 ? builtKey(node, run) : undefined);
  const ofUnit = base === undefined || unit === undefined ? undefined : `${base}-commandUnit:${unit}`;
  return [...new Set(texts([keys[position], keys.at(-1), ofUnit, base]))]
    .filter((key) => key.length < 2000)
    .slice(0, 3);
}

/** @returns the keys of all logs of a step that runs or ran, one for each of its units, in their order. */
export function streamKeysOf(node: unknown, run: LogRun): string[] {
  const { keys } = namedKeys(node);
  const base = text(at(node, 'logBaseKey')) ?? builtKey(node, run);
  const begun = list(at(node, 'unitProgresses')).filter((unit) =>
    /^(?!QUEUED|UNKNOWN|$)/i.test(text(at(unit, 'status')) ?? ''),
  );
  const ofUnits =
    base === undefined
      ? []
      : texts(begun.map((unit) => at(unit, 'unitName'))).map((unit) => `${base}-commandUnit:${unit}`);
  const all = keys.length > 0 ? keys : ofUnits.length > 0 ? ofUnits : texts([base]);
  return [...new Set(all)].filter((key) => key.length < 2000).slice(0, MAX_UNITS);
}

/** Units of a step whose logs are followed. */
const MAX_UNITS = 20;

function namedKeys(node: unknown): { readonly keys: readonly string[]; readonly units: readonly string[] } {
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
function failedUnit(node: unknown): string | undefined {
  const units = list(at(node, 'unitProgresses'));
  const inState = (state: RegExp): unknown => units.findLast((unit) => state.test(text(at(unit, 'status')) ?? ''));
  return text(at(inState(/FAIL|EXPIRE|ERROR/i) ?? inState(/^(?!QUEUED|UNKNOWN|$)/i), 'unitName'));
}

/** Parts of a path that the short form of keys leaves out. */
const STRUCTURE: ReadonlySet<string> = new Set(['pipeline', 'stages', 'spec', 'execution', 'steps']);

function builtKey(node: unknown, run: LogRun): string | undefined {
  const path = (text(at(node, 'baseFqn')) ?? '').split('.');
  if (path.length < 3 || run.sequence === undefined) {
    return undefined;
  }
  if (run.simplified) {
    const tries = entries(at(node, 'interruptHistories')).filter(
      ([, interrupt]) => at(interrupt, 'interruptType') === 'RETRY',
    ).length;
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
