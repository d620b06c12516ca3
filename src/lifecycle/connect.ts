/** Harness as one step sees it: requests with the key, retries, the log of what happens, and the count of requests. */
import type { Inspector } from '../diagnosis/diagnosis.ts';
import { openProgress, type Progress } from '../follow/progress.ts';
import type { EngineName, Scope } from '../harness/execution.ts';
import { type Http, type HttpOptions, openHttp } from '../harness/http.ts';
import { accountOf } from '../harness/identifiers.ts';
import { nextGenApprovals } from '../harness/nextgen/approvals.ts';
import { type NextGen, nextGen } from '../harness/nextgen/executions.ts';
import { nextGenGraph } from '../harness/nextgen/graph.ts';
import { type LogStreamReader, nextGenLogStreams } from '../harness/nextgen/log-stream.ts';
import { type LockReader, nextGenLocks } from '../harness/nextgen/locks.ts';
import { nextGenLogs } from '../harness/nextgen/logs.ts';
import { requireProxy } from '../harness/proxy.ts';
import { openRetry, type Retry } from '../harness/retry.ts';
import type { Step } from '../runner/step.ts';

/** A step's connection to Harness. */
export interface Connection {
  readonly http: Http;
  readonly harness: NextGen;
  /** Looks inside an execution: its graph, its logs, its approvals. */
  readonly inspector: Inspector;
  readonly locks: LockReader;
  /** Reads the logs of running steps. */
  readonly logStreams: LogStreamReader;
  readonly retry: Retry;
  readonly progress: Progress;
  /** Requests made so far. */
  readonly requests: () => number;
  /** How far Harness's clock is ahead of this one's, in ms: at least and at most, by the `Date` of its answers. */
  readonly clockAhead: () => { readonly least: number; readonly most: number } | undefined;
}

/** A step of an action with its inputs, read, and its connection. */
export interface ConnectedStep<Inputs> {
  readonly step: Step;
  readonly inputs: Inputs;
  readonly connection: Connection;
}

/** What to connect to, and with which key. */
export interface ConnectOptions {
  readonly scope: Scope;
  /** Empty for none. */
  readonly key: string;
  /** How many jobs share the key. */
  readonly matrixSize: number;
  /** Whether Harness has answered this step with this key before. */
  readonly hasAnswered?: boolean;
  /** `nextgen` unless said otherwise. */
  readonly engine?: EngineName;
}

/**
 * Opens the connection; `open` makes what sends the requests. No request is made.
 *
 * @throws InputError when the environment names a proxy that cannot be understood: nothing goes around a proxy.
 */
export function connect(
  step: Step,
  { scope, key, matrixSize, hasAnswered, engine }: ConnectOptions,
  open: (options: HttpOptions) => Http = openHttp,
): Connection {
  let requests = 0;
  let ahead: { readonly least: number; readonly most: number } | undefined;
  const progress = openProgress({ print: step.log.info, now: step.clock.now, from: step.from });
  const proxy = requireProxy(scope.origin, step.proxies);
  const http = open({
    origin: scope.origin,
    key,
    clock: step.clock,
    proxy,
    hint: contradiction(scope.account, key),
    onExchange: ({ method, path, outcome, ms, correlationId, backOff, date }) => {
      requests += 1;
      ahead = date === undefined ? ahead : narrowed(ahead, { date, from: step.clock.now() - ms, to: step.clock.now() });
      step.log.debug(`${method} ${path} ${outcome} ${ms} ms${correlationId === undefined ? '' : ` ${correlationId}`}`);
      if (backOff !== undefined) {
        retry.backOff(backOff);
      }
    },
  });
  const harness = nextGen(http, scope, key);
  // NextGen would call each of FirstGen's keys invalid.
  const validate = key === '' || engine === 'firstgen' ? undefined : harness.validate;
  const retry = openRetry({ clock: step.clock, listener: progress, matrixSize, hasAnswered, validate });
  const logStreams = nextGenLogStreams(http, scope);
  const inspector = { ...nextGenGraph(http, scope), ...nextGenLogs(http, scope), ...nextGenApprovals(http, scope) };
  const locks = nextGenLocks(http, scope);
  return {
    http,
    harness,
    inspector,
    locks,
    logStreams,
    retry,
    progress,
    requests: () => requests,
    clockAhead: () => ahead,
  };
}

/** A key opens its own account alone, whatever the inputs or a URL say. */
function contradiction(account: string, key: string): string | undefined {
  const own = accountOf(key);
  return own === undefined || own === account
    ? undefined
    : `The api-key belongs to account '${own}', but the request is about account '${account}'.`;
}

/** A date has whole seconds, and was written at some moment between the request and its answer. */
function narrowed(
  known: { readonly least: number; readonly most: number } | undefined,
  { date, from, to }: { readonly date: number; readonly from: number; readonly to: number },
): { readonly least: number; readonly most: number } {
  return {
    least: Math.max(known?.least ?? -Infinity, date - to),
    most: Math.min(known?.most ?? Infinity, date + 1000 - from),
  };
}
