/** Diagnoses for tests: of an execution in the simulator, or of answers that a test writes down. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Clock, systemClock } from '../../src/base/clock.ts';
import { at } from '../../src/base/shape.ts';
import { diagnose, type Diagnosis, type Inspector } from '../../src/diagnosis/diagnosis.ts';
import type { Scope } from '../../src/harness/execution.ts';
import { openHttp } from '../../src/harness/http.ts';
import { executionRef } from '../../src/harness/links.ts';
import { nextGenApprovals } from '../../src/harness/nextgen/approvals.ts';
import { nextGenGraph } from '../../src/harness/nextgen/graph.ts';
import { nextGenLogs } from '../../src/harness/nextgen/logs.ts';
import { toSnapshot } from '../../src/harness/nextgen/snapshot.ts';
import { openRetry } from '../../src/harness/retry.ts';

type DiagnosisOrder = Parameters<typeof diagnose>[0];

/** A clock that does not sleep: it is later at once. */
export interface QuickClock extends Clock {
  /** ms of each sleep. */
  readonly slept: number[];
  /** Makes it so many ms later. */
  readonly skip: (ms: number) => void;
}

export function quickClock(): QuickClock {
  let ahead = 0;
  const slept: number[] = [];
  const skip = (ms: number): void => {
    ahead += ms;
  };
  return {
    slept,
    skip,
    now: () => systemClock.now() + ahead,
    sleep: (ms) => {
      slept.push(ms);
      skip(ms);
      return Promise.resolve();
    },
    random: () => 0.5,
  };
}

/** What the engine can see with this key. */
export function insideOf(scope: Scope, key: string, clock: Clock): Inspector {
  const http = openHttp({ origin: scope.origin, key, clock, onExchange: () => undefined });
  return { ...nextGenGraph(http, scope), ...nextGenLogs(http, scope), ...nextGenApprovals(http, scope) };
}

/** What a diagnosis is made of; the rest is as in most tests. */
export type Asked = Pick<DiagnosisOrder, 'inspector' | 'ref' | 'snapshot'> & Partial<DiagnosisOrder>;

export function ask(purpose: Asked): Promise<Diagnosis> {
  const clock = purpose.clock ?? quickClock();
  const listener = { onDisconnect: () => undefined, onReconnect: () => undefined };
  return diagnose({
    retry: openRetry({ clock, listener, matrixSize: 1 }),
    clock,
    signal: new AbortController().signal,
    logs: 'failed',
    ...purpose,
  });
}

/** An answer to one request: a string as it is, anything else as JSON. */
export interface Reply {
  readonly status?: number;
  readonly body: unknown;
}

/** A Harness of a few answers. */
export interface Stub {
  readonly scope: Scope;
  /** The requests, as path and query. */
  readonly requests: readonly URL[];
  readonly close: () => Promise<void>;
}

export async function stub(reply: (url: URL, requests: readonly URL[]) => Reply): Promise<Stub> {
  const requests: URL[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    requests.push(url);
    const { status = 200, body } = reply(url, requests);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    scope: { origin: `http://127.0.0.1:${port}`, account: 'acc', org: 'default', project: 'shop' },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An execution as the API answers: its summary, and its graph as a tree. */
export interface Written {
  readonly id?: string;
  readonly status?: string;
  readonly summary?: object;
  /** undefined for none */
  readonly graph?: unknown;
}

export function answerOf({ id = 'exec', status = 'Failed', summary = {}, graph }: Written): object {
  return {
    status: 'SUCCESS',
    data: {
      pipelineExecutionSummary: {
        planExecutionId: id,
        pipelineIdentifier: 'deploy_prod',
        name: 'Deploy Prod',
        status,
        runSequence: 7,
        ...summary,
      },
      executionGraph: graph ?? null,
    },
  };
}

/** A node with what it holds, in the order that it ran. What is not said is as in most steps. */
export interface Tree {
  readonly id: string;
  readonly fqn?: string;
  readonly type?: string;
  readonly status?: string;
  readonly end?: number;
  readonly message?: string;
  readonly holds?: readonly Tree[];
  /** Fields of the wire that a test is about. */
  readonly wire?: object;
}

/** A step in a stage of the pipeline. */
export function step(id: string, inStage: string, more: Partial<Tree> = {}): Tree {
  return { id, fqn: `pipeline.stages.${inStage}.spec.execution.steps.${id}`, type: 'ShellScript', ...more };
}

/** A stage whose status is its worst step's, with the section that holds its steps. */
export function stage(id: string, holds: readonly Tree[], more: Partial<Tree> = {}): Tree {
  const fqn = `pipeline.stages.${id}`;
  const worst = holds.find(({ status = 'Success' }) => status !== 'Success');
  const status = more.status ?? worst?.status ?? 'Success';
  const execution = { id: `${id}.execution`, fqn: `${fqn}.spec.execution`, type: 'NG_EXECUTION', status, holds };
  const message = worst?.message === undefined ? {} : { message: worst.message };
  return { id, fqn, type: 'CUSTOM_STAGE', status, ...message, ...more, holds: [{ ...execution, ...message }] };
}

/** A pipeline of stages as `executionGraph`. */
export function pipeline(status: string, stages: readonly Tree[]): object {
  return graphOf({
    id: 'pipeline',
    fqn: 'pipeline',
    type: 'PIPELINE_SECTION',
    status,
    holds: [{ id: 'stages', fqn: 'pipeline.stages', type: 'STAGES_STEP', status, holds: stages }],
  });
}

export function graphOf(root: Tree): object {
  const nodeMap: Record<string, object> = {};
  const nodeAdjacencyListMap: Record<string, object> = {};
  const todo = [{ tree: root, next: undefined as string | undefined }];
  for (let here = todo.pop(); here !== undefined; here = todo.pop()) {
    const { tree, next } = here;
    const { id, fqn, type, status = 'Success', end = 2000, message, holds = [], wire = {} } = tree;
    nodeMap[id] = {
      uuid: id,
      setupId: `plan-${id}`,
      identifier: id.split('.').at(-1),
      name: id,
      baseFqn: fqn,
      stepType: type,
      status,
      startTs: 1000,
      endTs: end,
      outcomes: {},
      failureInfo: { message: message ?? '', failureTypeList: [], responseMessages: [] },
      ...wire,
    };
    nodeAdjacencyListMap[id] = {
      children: holds.slice(0, 1).map((each) => each.id),
      nextIds: next === undefined ? [] : [next],
    };
    holds.forEach((each, position) => todo.push({ tree: each, next: holds[position + 1]?.id }));
  }
  return { rootNodeId: root.id, nodeMap, nodeAdjacencyListMap };
}

/** Diagnoses an answer that a test wrote down. Logs are absent unless `reply` has them. */
export async function diagnosed(
  written: Written,
  more: { readonly reply?: (url: URL) => Reply | undefined; readonly options?: Partial<DiagnosisOrder> } = {},
): Promise<Diagnosis & { readonly requests: readonly URL[]; readonly slept: readonly number[] }> {
  const answer = answerOf(written);
  const server = await stub(
    (url) =>
      more.reply?.(url) ??
      (url.pathname.startsWith('/pipeline/api/pipelines/execution/v2/')
        ? { body: answer }
        : { status: 404, body: { error_msg: 'not found' } }),
  );
  try {
    const clock = quickClock();
    const id = written.id ?? 'exec';
    const ref = executionRef({ scope: server.scope, pipeline: 'deploy_prod' }, id);
    const diagnosis = await ask({
      ref,
      inspector: insideOf(server.scope, 'pat.acc.x.y', clock),
      snapshot: toSnapshot(at(answer, 'data', 'pipelineExecutionSummary')),
      clock,
      ...more.options,
    });
    return { ...diagnosis, requests: server.requests, slept: clock.slept };
  } finally {
    await server.close();
  }
}
