/** `logs: all`: what running steps write, in the log of this step while it follows. It never changes the verdict. */
import type { Bounds, Clock } from '../base/clock.ts';
import { onAbort } from '../base/signals.ts';
import { oneLine } from '../base/text.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { GraphReader } from '../harness/nextgen/graph.ts';
import type { LogPosition, LogStreamReader } from '../harness/nextgen/log-stream.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import { requestCost } from '../harness/rate-budget.ts';

/** What live logs need. */
interface LiveLogOptions {
  readonly reader: GraphReader & LogStreamReader;
  readonly ref: ExecutionRef;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How many jobs of a matrix share the key. */
  readonly matrixSize: number;
  /** ms for which Harness wants no request of this key. */
  readonly backOff: () => number;
  /** Prints one line, made inert. */
  readonly print: (line: string) => void;
}

/** Live logs of one execution. */
export interface LiveLogs {
  /** Takes each poll's snapshot; starts what is to be started and waits for nothing. */
  onSnapshot(snapshot: Snapshot): void;
  /** Ends all streams, after a moment for what is on its way, and says what was left out. Never rejects. */
  close(): Promise<void>;
  /** Whether the end of a step's log, which ends with this line, was printed: it need not be shown again. */
  hasPrinted(stage: string, step: string | undefined, end: string): boolean;
}

/** Lines that are printed of one execution; GitHub's page of a log with more opens slowly. */
const MAX_LINES = 10_000;
/** ms between two requests for logs: two a second, however many steps run. */
const LOG_REQUEST_INTERVAL = 500;
/** The part of this job's requests that logs may take, where a matrix shares the key: the polls need the rest. */
const SHARE = 0.5;
/** ms between two reads of the graph, which can have some MB. */
const GRAPH_INTERVAL = 5000;
/** ms for a stream; Harness ends it after an hour. */
const STREAM_LIMIT = 3_700_000;
const REQUEST_LIMIT = 15_000;
/** Streams that are open at once; a step beyond them is read when it has ended. */
const MAX_STREAMS = 20;
/** ms for what is on its way when the execution has ended: a green step ends within 2 s. */
const CLOSE_LIMIT = 1500;
/** ms before a stream that broke is opened again, and how often that is tried without a line in between. */
const REOPEN_AFTER = 2000;
const MAX_TRIES = 4;
/** How often that pause doubles while no line comes: to a minute, as for a step that has no log at all. */
const MAX_DOUBLINGS = 5;

/** A log of a step. */
interface Source extends LogPosition {
  readonly place: string;
  /** The line that was printed last. */
  end: string | undefined;
}

/** Opens the live logs. No request is made before a stage runs. */
export function openLiveLogs(options: LiveLogOptions): LiveLogs {
  const { reader, ref, clock, signal, print } = options;
  const interval = Math.max(LOG_REQUEST_INTERVAL, requestCost(options.matrixSize) / SHARE);
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  const stopListening = onAbort([signal], stop);
  const sources = new Map<string, Source>();
  const running = new Map<string, Promise<void>>();
  const printing = new Set<string>();
  const reported = new Set<string>();
  let ended: ReadonlySet<string> = new Set();
  let printed = 0;
  let dropped = 0;
  let nextRequest = 0;
  let nextGraph = 0;
  let news = '';
  let isGraphDue = false;
  let graphing: Promise<void> | undefined;

  const isEnding = (): boolean => ending.signal.aborted;
  const bounds = (limit: number): Bounds => ({ signal: ending.signal, limit });
  /** Waits until the next request for a log may be sent. @returns false when all is over before that. */
  const awaitTurn = async (): Promise<boolean> => {
    for (;;) {
      const at = Math.max(clock.now() + options.backOff(), nextRequest);
      nextRequest = at + interval;
      await clock.sleep(at - clock.now(), ending.signal);
      // Meanwhile a poll may have been refused for the rate limit: then another turn is awaited, each log its own.
      if (isEnding() || options.backOff() === 0) {
        return !isEnding();
      }
    }
  };
  const printLines = (source: Source, lines: readonly string[]): void => {
    printing.add(source.step);
    const width = Math.max(...[...printing].map((step) => step.length)) + 2;
    const prefix = printing.size > 1 ? `[${source.step}]`.padEnd(width) + ' ' : '';
    for (const line of lines) {
      if (printed === MAX_LINES) {
        dropped += 1;
        source.end = undefined;
      } else {
        printed += 1;
        source.end = line;
        print(`          │ ${prefix}${line}`);
      }
    }
  };
  const report = (source: Source, error: HarnessError): void => {
    if (!isEnding() && !reported.has(source.place)) {
      reported.add(source.place);
      print(`          │ Could not stream the log of ${source.place}: ${oneLine(error.headline, 300)}`);
    }
  };
  /** @returns whether a failed request for a log is worth another try; a sentence says so where it is not. */
  const isWorthRetry = (error: unknown, source: Source, isLast: boolean): boolean => {
    if (!(error instanceof HarnessError)) {
      throw error;
    }
    nextRequest = Math.max(nextRequest, clock.now() + (error.failure.retryAfter ?? 0));
    // Harness knows a log only from its first line on.
    if (error.failure.status === 404 || (error.kind !== 'refused' && !isLast)) {
      return true;
    }
    report(source, error);
    return false;
  };
  /** Reads one log to its end: the stream, again where it broke, then what it did not hold. */
  const read = async (source: Source): Promise<void> => {
    const take = (lines: readonly string[]): void => printLines(source, lines);
    // In a row: openings that failed, and openings without a line. A step may write its first line after minutes.
    for (let failed = 0, silent = 0; !isEnding() && !ended.has(source.key);) {
      const before = source.rows;
      if (!(await awaitTurn())) {
        return;
      }
      try {
        await reader.streamLog(source, take, bounds(STREAM_LIMIT));
        failed = 0;
      } catch (error) {
        failed = source.rows > before ? 1 : failed + 1;
        if (!isWorthRetry(error, source, failed === MAX_TRIES)) {
          return;
        }
      }
      expectSteps(); // The step may have ended, and the next one begun.
      silent = source.rows > before ? 0 : silent + 1;
      await clock.sleep(REOPEN_AFTER * 2 ** Math.min(silent, MAX_DOUBLINGS), ending.signal);
    }
    for (let tries = 0; tries < MAX_TRIES && !isEnding(); tries += 1) {
      if (!(await awaitTurn())) {
        return;
      }
      try {
        if (await reader.readRest(source, take, bounds(REQUEST_LIMIT))) {
          return;
        }
      } catch (error) {
        if (!isWorthRetry(error, source, tries === MAX_TRIES - 1)) {
          return;
        }
      }
      await clock.sleep(REOPEN_AFTER, ending.signal);
    }
  };
  const begin = (node: GraphNode, key: string): void => {
    const place = placeOf(node.stage?.name ?? '', node.name);
    const source = { key, step: oneLine(node.name, 60), place, rows: 0, last: undefined, end: undefined };
    sources.set(key, source);
    const work = read(source)
      .catch(() => undefined)
      .finally(() => running.delete(key));
    running.set(key, work);
  };
  const readGraph = async (): Promise<void> => {
    try {
      const graph = await reader.graph({ id: ref.id }, bounds(REQUEST_LIMIT));
      const steps = (graph?.nodes ?? []).filter(({ kind, isInternal }) => kind === 'step' && !isInternal);
      ended = new Set(steps.flatMap(({ endedAt, streamKeys }) => (endedAt === undefined ? [] : streamKeys)));
      for (const node of steps) {
        for (const key of node.streamKeys) {
          if (!sources.has(key) && running.size < MAX_STREAMS) {
            begin(node, key);
          }
        }
      }
    } catch (error) {
      if (!(error instanceof HarnessError)) {
        throw error;
      }
      // The next poll brings another occasion.
    }
  };
  const readGraphs = async (): Promise<void> => {
    while (isGraphDue && !isEnding()) {
      do {
        await clock.sleep(Math.max(0, options.backOff(), nextGraph - clock.now()), ending.signal);
      } while (options.backOff() > 0 && !isEnding());
      isGraphDue = false;
      nextGraph = clock.now() + GRAPH_INTERVAL;
      await readGraph();
    }
  };
  /** Steps may have begun or ended: the graph, which alone knows them, is read as soon as its interval allows. */
  const expectSteps = (): void => {
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
      if (dropped > 0) {
        print(`          │ … ${dropped} lines left out`);
      }
    },
    hasPrinted(stage, step, end) {
      const place = placeOf(stage, step ?? '');
      return [...sources.values()].some((source) => source.place === place && source.end === end);
    },
  };
}

function placeOf(stage: string, step: string): string {
  return `${stage} › ${step}`;
}
