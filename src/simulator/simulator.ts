/** Starts a simulator and shows tests what it remembers. */
import { ROUTES } from './answers/routes.ts';
import { elapsed, type Execution, statusOf } from './plays/execution.ts';
import { type Pipeline, PIPELINES } from './plays/pipelines.ts';
import { scenario } from './plays/scenarios.ts';
import type { World } from './server/call.ts';
import { type Fault, noFaults, type RecordedRequest } from './server/faults.ts';
import { keysOf } from './server/keys.ts';
import { serverOf } from './server/listener.ts';
import { playOf, start } from './server/world.ts';

export { scenarios } from './plays/scenarios.ts';
export type { Fault, FaultEffect, RecordedRequest } from './server/faults.ts';
export type { RequestKind } from './server/call.ts';
export type { InputSet, Pipeline } from './plays/pipelines.ts';
export { webhookTriggers } from './answers/webhooks.ts';

export interface SimulatorOptions {
  /** A free one when absent. */
  readonly port?: number;
  /** What pipelines play that are not named like a scenario; `green` when absent. */
  readonly scenario?: string;
  /** How many times faster than the wall the scenarios' clocks run; 1 when absent. Durations in answers stay those of the play. */
  readonly speed?: number;
  /** Closes itself after so many ms without a request; never when absent. */
  readonly idleMs?: number;
  readonly onIdle?: () => void;
  /** Account and keys are made of it; a random one when absent. */
  readonly secret?: string;
  /** Pipelines with runtime inputs, beside `inputs`, `build` and `selective`. */
  readonly pipelines?: Readonly<Record<string, Pipeline>>;
  /** More requests in 60 s than this with one key are answered 429, as a page; no limit when absent. */
  readonly requestsPerMinute?: number;
}

/** An execution as a test sees it. */
export interface ExecutionView {
  readonly id: string;
  readonly pipeline: string;
  readonly via: Execution['via'];
  readonly notes: string;
  /** Status now, as the read API spells it. */
  readonly status: string;
  /** Wall clock, epoch ms. */
  readonly startedAt: number;
  /** How often its abort was asked for. */
  readonly aborts: number;
  readonly branch: string;
  /** Runtime-input YAML as it was sent or merged from input sets. */
  readonly inputs: string;
  /** The pipeline's whole YAML with the inputs in it; empty when the pipeline has none. */
  readonly yaml: string;
  readonly stages: readonly string[];
  /** Id of the execution that it retries, or whose chained stage started it. */
  readonly retryOf: string | undefined;
  readonly parent: string | undefined;
}

/** An execution that `past` makes up. */
interface Past {
  readonly pipeline: string;
  readonly agoMs: number;
  /** `default` when absent. */
  readonly org?: string;
  /** `shop` when absent. */
  readonly project?: string;
  readonly notes?: string;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** A personal access token that only this simulator accepts. */
  readonly apiKey: string;
  /** A service account's token. */
  readonly sat: string;
  readonly account: string;
  readonly requests: readonly RecordedRequest[];
  /** In the order of their start; chained ones once they have begun. */
  readonly executions: readonly ExecutionView[];
  /** Sets a fault; it falls upon requests from now on. */
  readonly fault: (fault: Fault) => void;
  /** Refuses new connections from now on for so many ms, and closes those that wait for nothing. */
  readonly refuse: (forMs: number) => void;
  /** Puts an execution into the past, as if it had been started so many ms ago. */
  readonly past: (order: Past) => ExecutionView;
  /** Ends every connection, stalled ones too. */
  readonly close: () => Promise<void>;
}

/** Starts a simulator on 127.0.0.1. Throws when the port is taken or the scenario is unknown. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = worldOf(options);
  const { keys } = world;
  const faults = noFaults();
  const requests: RecordedRequest[] = [];
  const idle = idleTimer(options.idleMs, async () => {
    await server.close();
    options.onIdle?.();
  });
  const limit = options.requestsPerMinute ?? Infinity;
  const context = { world, routes: ROUTES, faults, requests, limit, born: Date.now(), onRequest: idle.again };
  const server = serverOf(context);
  await server.open(options.port ?? 0);
  world.url = `http://127.0.0.1:${server.port()}`;
  return {
    url: world.url,
    apiKey: keys.apiKey,
    sat: keys.sat,
    account: keys.account,
    requests,
    get executions() {
      return world.executions.filter((each) => elapsed(each, Date.now()) >= 0).map(view);
    },
    fault: faults.add,
    refuse: server.refuse,
    past: ({ pipeline, agoMs, org = 'default', project = 'shop', notes = '' }) => {
      const scope = { account: keys.account, org, project };
      const order = { scope, pipeline, notes, play: playOf(world, pipeline), startedAt: Date.now() - agoMs };
      return view(start(world, { ...order, via: 'past' }));
    },
    close: () => {
      idle.stop();
      return server.close();
    },
  };
}

function worldOf({ scenario: name = 'green', secret, speed = 1, pipelines }: SimulatorOptions): World {
  const play = scenario(name);
  if (!play) {
    throw new Error(`The simulator has no scenario '${name}'.`);
  }
  const all = new Map(Object.entries({ ...PIPELINES, ...pipelines }));
  return {
    keys: keysOf(secret),
    url: '',
    speed,
    play,
    executions: [],
    pipelines: all,
    events: new Map(),
    downloads: new Map(),
  };
}

function idleTimer(idleMs: number | undefined, close: () => Promise<void>): { again: () => void; stop: () => void } {
  if (idleMs === undefined) {
    return { again: () => undefined, stop: () => undefined };
  }
  const timer = setTimeout(() => void close(), idleMs).unref();
  return { again: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}

function view(execution: Execution): ExecutionView {
  const { id, pipeline, via, startedAt, branch = '', inputs = '', yaml = '', stages = [] } = execution;
  return {
    id,
    pipeline,
    via,
    startedAt,
    branch,
    inputs,
    yaml,
    stages,
    get notes() {
      return execution.notes;
    },
    get status() {
      return statusOf(execution, Date.now());
    },
    get aborts() {
      return execution.aborts;
    },
    retryOf: execution.retryOf?.id,
    parent: execution.parent?.execution.id,
  };
}
