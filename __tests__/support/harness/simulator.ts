/** A simulator of its own for each test, and requests to it as any client of Harness would send them. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, expect } from '@jest/globals';

import {
  type ExecutionView,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator/simulator.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface Asked {
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly scope?: Readonly<Record<string, string>>;
}

const opened = new Set<Simulator>();

afterEach(async () => {
  await Promise.all([...opened].map((each) => each.close()));
  opened.clear();
});

export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ speed: 400, ...options });
  opened.add(simulator);
  return simulator;
}

/** One request over a connection of its own. Rejects with the code of what happened to the connection. */
export async function ask(simulator: Simulator, line: string, asked: Asked = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const scope = asked.scope ?? {
    accountIdentifier: simulator.account,
    orgIdentifier: 'default',
    projectIdentifier: 'shop',
  };
  const url = new URL(path, simulator.url);
  for (const [name, value] of Object.entries({ ...scope, ...asked.query }))
    for (const each of [value].flat()) url.searchParams.append(name, each);
  const headers = {
    'x-api-key': asked.key ?? simulator.apiKey,
    ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...asked.headers,
  };
  return new Promise((done, fail) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        done({ status: response.statusCode ?? 0, headers: response.headers, body, json: jsonIn(body) });
      });
    });
    sent.on('error', fail);
    sent.end(asked.body);
  });
}

export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What stands at a path such as `data.content.0.status`; a `*` makes a list of what stands there in each item. */
export function at(value: unknown, path: string): unknown {
  const [first = '', ...rest] = path.split('.');
  if (path === '') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (first === '*') return Object.values(value).map((item: unknown) => at(item, rest.join('.')));
  return at((value as Readonly<Record<string, unknown>>)[first], rest.join('.'));
}

/** The same, as text. */
export function word(value: unknown, path: string): string {
  return String(at(value, path));
}

/** The same, as a list: the values, if it is a map. */
export function all(value: unknown, path: string): readonly unknown[] {
  return Object.values(at(value, path) ?? {});
}

export const SUMMARY = 'data.pipelineExecutionSummary';
export const GRAPH = { renderFullBottomGraph: 'true' };
export const YAML = { 'content-type': 'application/yaml' };

export async function begin(simulator: Simulator, pipeline: string, asked: Asked = {}): Promise<string> {
  const { status, json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/${pipeline}`, asked);
  expect([status, at(json, 'message')]).toEqual([200, undefined]);
  return word(json, 'data.planExecution.uuid');
}

export function read(simulator: Simulator, id: string, query: Asked['query'] = {}): Promise<Answer> {
  return ask(simulator, `GET /pipeline/api/pipelines/execution/v2/${id}`, { query });
}

export async function summaryOf(simulator: Simulator, id: string): Promise<unknown> {
  return at((await read(simulator, id)).json, SUMMARY);
}

/** The steps in the graph of an execution; the queue of a deployment stands among them, and is none. */
export async function stepsOf(
  simulator: Simulator,
  id: string,
  query: Asked['query'] = GRAPH,
): Promise<readonly unknown[]> {
  const nodes = all((await read(simulator, id, query)).json, 'data.executionGraph.nodeMap');
  return nodes.filter(
    (node) => /\.(steps|rollbackSteps)\./.test(word(node, 'baseFqn')) && !word(node, 'identifier').startsWith('rc-'),
  );
}

export function interrupt(simulator: Simulator, id: string): Promise<Answer> {
  const query = { interruptType: 'AbortAll' };
  return ask(simulator, `PUT /pipeline/api/pipeline/execute/interrupt/${id}`, { query });
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come to that in time.');
    await sleep(5);
  }
}

/** Runs a pipeline to its end. Returns its id. */
export async function play(simulator: Simulator, pipeline: string, asked: Asked = {}): Promise<string> {
  const id = await begin(simulator, pipeline, asked);
  await until(async () => at(await summaryOf(simulator, id), 'endTs') !== undefined);
  return id;
}

export function executionOf(simulator: Simulator, id: string): ExecutionView {
  const found = simulator.executions.find((each) => each.id === id);
  if (!found) throw new Error(`no execution ${id}`);
  return found;
}

export function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'an answer',
    (error: unknown) => at(error, 'code'),
  );
}
