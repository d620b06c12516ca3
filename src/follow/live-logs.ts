/** `logs: all`: streams the logs of running steps into the log of this step. It never changes the verdict. */
import type { Clock } from '../base/clock.ts';
import { onAbort } from '../base/signals.ts';
import { oneLine } from '../base/text.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { GraphReader } from '../harness/nextgen/graph.ts';
import type { LogPosition, LogStreamReader } from '../harness/nextgen/log-stream.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import { openLogPrinter } from './log-printer.ts';
import { openLogTurns } from './log-turns.ts';
import { readLog } from './read-log.ts';

/** The dependencies of live logs. */
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
  /** Takes each poll's snapshot and opens streams, without waiting. */
  onSnapshot(snapshot: Snapshot): void;
  /** Ends all streams after a moment for pending lines, and reports omitted lines. Never rejects. */
  close(): Promise<void>;
  /** Whether the end of a step's log, which ends with this line, was printed: it need not be shown again. */
  hasPrinted(stage: string, step: string | undefined, end: string): boolean;
}

/** ms between two reads of the graph, which can have some MB. */
const GRAPH_INTERVAL = 5000;
/** ms for the graph. */
const REQUEST_LIMIT = 15_000;
/** Streams that are open at once; a step beyond them is read when it has ended. */
const MAX_STREAMS = 20;
/** ms for what is on its way when the execution has ended: a green step ends within 2 s. */
const CLOSE_LIMIT = 1500;

/** A log of a step. */
interface Source extends LogPosition {
  readonly place: string;
  /** The line that was printed last. */
  end: string | undefined;
}

/** Opens the live logs. No request is made before a stage runs. */
export function openLiveLogs(options: LiveLogOptions): LiveLogs {
  const { reader, ref, clock, signal, matrixSize, backOff } = options;
  const ending = new AbortController();
  const stop = (): void => ending.abort();
  const stopListening = onAbort([signal], stop);
  const turns = openLogTurns({ clock, signal: ending.signal, matrixSize, backOff });
  const printer = openLogPrinter(options.print);
  const sources = new Map<string, Source>();
  const running = new Map<string, Promise<void>>();
  const reported = new Set<string>();
  let ended: ReadonlySet<string> = new Set();
  let nextGraph = 0;
  let news = '';
  let isGraphDue = false;
  let graphing: Promise<void> | undefined;

  const isEnding = (): boolean => ending.signal.aborted;
  const report = (source: Source, error: HarnessError): void => {
    if (!isEnding() && !reported.has(source.place)) {
      reported.add(source.place);
      printer.note(`Could not stream the log of ${source.place}: ${oneLine(error.headline, 300)}`);
    }
  };
  const begin = (node: GraphNode, key: string): void => {
    const place = placeOf(node.stage?.name ?? '', node.name);
    const source: Source = { key, step: oneLine(node.name, 60), place, rows: 0, last: undefined, end: undefined };
    sources.set(key, source);
    const work = readLog(source, {
      reader,
      turns,
      clock,
      signal: ending.signal,
      hasEnded: () => ended.has(key),
      take: (lines) => {
        source.end = lines.length === 0 ? source.end : printer.lines(source.step, lines);
      },
      onStreamEnd: expectSteps,
      onUnreadable: (error) => report(source, error),
    })
      .catch(() => undefined)
      .finally(() => running.delete(key));
    running.set(key, work);
  };
  const readGraph = async (): Promise<void> => {
    try {
      const graph = await reader.graph({ id: ref.id }, { signal: ending.signal, limit: REQUEST_LIMIT });
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
        await clock.sleep(Math.max(0, backOff(), nextGraph - clock.now()), ending.signal);
      } while (backOff() > 0 && !isEnding());
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
      if (printer.dropped > 0) {
        printer.note(`… ${printer.dropped} lines left out`);
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
