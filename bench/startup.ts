/** From the start of the process to its first request, and the memory it takes, beside a program that does without any care. */
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { ROOT } from '../__tests__/support/runner/action.ts';
import { endAll, startStep } from '../__tests__/support/runner/runner.ts';
import type { Part } from './part.ts';
import { type Program, start } from './process.ts';
import { medianOf } from './statistics.ts';
import { figure, type Table } from './table.ts';

/** Pairs, one after the other, and runs of each further action. */
const PAIRS = 21;
const RUNS = 7;
const EXECUTION = 'ExecutionExecutionExec';
const ACCOUNT = 'AcmeAcmeAcmeAcmeAcmeAc';
const KEY = `pat.${ACCOUNT}.000000000000000000000001.secretsecretsecret00`;

type Inputs = Readonly<Record<string, string>>;

/** One start. */
interface Start {
  /** ms to the first request */
  readonly first: number;
  /** ms to the exit */
  readonly integer: number;
  /** MB at the peak */
  readonly peak: number;
}

/** A server that answers whatever is asked with one execution that has succeeded, and notes when it was asked first. */
interface Stub {
  readonly url: string;
  /** Forgets what was asked. @returns the `performance.now()` of the next request. */
  next(): Promise<number>;
  close(): void;
}

async function openStub(): Promise<Stub> {
  let notify: (at: number) => void = () => undefined;
  const summary = { planExecutionId: EXECUTION, pipelineIdentifier: 'green', name: 'Green', status: 'Success' };
  const times = { startTs: 1_770_897_600_000, endTs: 1_770_897_601_000 };
  const body = JSON.stringify({
    status: 'SUCCESS',
    data: {
      planExecution: { uuid: EXECUTION, status: 'RUNNING' },
      pipelineExecutionSummary: { ...summary, ...times, layoutNodeMap: {} },
      content: [],
    },
  });
  const server: Server = createServer((request, response) => {
    notify(performance.now());
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    next: () =>
      new Promise((resolve) => {
        notify = (at) => {
          notify = () => undefined;
          resolve(at);
        };
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function startOnce(stub: Stub, program: Program): Promise<Start> {
  const next = stub.next();
  const running = start(program);
  const { ms, code, peak } = await running.done;
  if (code !== 0) {
    throw new Error(`it ended with ${code}`);
  }
  return { first: (await next) - running.from, integer: ms, peak };
}

/** The first request is all that is wanted; the process goes no further. */
async function firstRequest(stub: Stub, program: Program): Promise<number> {
  const next = stub.next();
  const running = start(program);
  const gone = running.done.then(({ code }) => {
    throw new Error(`${JSON.stringify(program)} ended with ${code} and asked nothing`);
  });
  const first = (await Promise.race([next, gone])) - running.from;
  gone.catch(() => undefined);
  running.kill();
  await running.done;
  return first;
}

/** Post begins with the post state of a main that was killed while it followed. */
async function firstOfPost(stub: Stub, inputs: Inputs): Promise<number> {
  const step = startStep({ with: { ...inputs, 'poll-interval': '1h' } });
  await step.waitFor('Execution ');
  step.kill();
  await step.exited;
  const next = stub.next();
  const from = performance.now();
  const post = step.startPost();
  const first = (await next) - from;
  post.kill();
  await endAll();
  return first;
}

/** Bare program and action in turns, each first every other time; the first pair warms the system's caches and is not counted. */
async function measurePairs(stub: Stub, inputs: Inputs): Promise<{ readonly bare: Start[]; readonly ours: Start[] }> {
  const bare: Start[] = [];
  const ours: Start[] = [];
  const both = [
    async () => void bare.push(await startOnce(stub, { action: { script: join(ROOT, 'lib/bench/bare.js') }, inputs })),
    async () => void ours.push(await startOnce(stub, { action: '.', inputs })),
  ];
  for (let pair = 0; pair <= PAIRS; pair++) {
    for (const one of pair % 2 === 0 ? both : both.toReversed()) {
      await one();
    }
  }
  return { bare: bare.slice(1), ours: ours.slice(1) };
}

/** @returns ms to the first request of each action: the median. `simulator` makes none. */
async function measureActions(stub: Stub, base: Inputs): Promise<Readonly<Record<string, number>>> {
  const key = { 'api-key': KEY };
  const one = { ...base, execution: EXECUTION };
  const ids = `accountIdentifier=${ACCOUNT}&orgIdentifier=default&projectIdentifier=shop&pipelineIdentifier=green`;
  const hook = `${stub.url}/gateway/pipeline/api/webhook/custom/token/v3?${ids}&triggerIdentifier=hook`;
  const legacy = { ...key, 'base-url': stub.url, account: 'Acme', application: 'Shop', pipeline: 'Deploy' };
  const programs: Readonly<Record<string, Program>> = {
    run: { action: '.', inputs: { ...base, pipeline: 'green' } },
    follow: { action: 'follow', inputs: one },
    trigger: { action: 'trigger', inputs: { ...key, 'base-url': stub.url, 'webhook-url': hook } },
    abort: { action: 'abort', inputs: one },
    recent: { action: 'recent', inputs: { ...base, pipeline: 'green' } },
    firstgen: { action: 'firstgen', inputs: legacy },
  };
  const medians: Record<string, number> = {};
  for (const [name, program] of Object.entries(programs)) {
    medians[name] = await medianRun(() => firstRequest(stub, program));
  }
  return { ...medians, post: await medianRun(() => firstOfPost(stub, { ...base, pipeline: 'green' })) };
}

async function medianRun(run: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  while (values.length < RUNS) {
    values.push(await run());
  }
  return medianOf(values);
}

export const startup: Part = {
  about: 'Start-up of the bundle on loopback, beside a bare program with `node:http` that makes the same requests',
  async measure() {
    const stub = await openStub();
    const base = { 'api-key': KEY, 'base-url': stub.url, project: 'shop' };
    const { bare, ours } = await measurePairs(stub, { ...base, pipeline: 'green' });
    const actions = await measureActions(stub, base);
    stub.close();
    return { tables: [pairs(bare, ours), ofActions(actions)], data: { bare, ours, actions } };
  },
};

function pairs(bare: readonly Start[], ours: readonly Start[]): Table {
  const row = (name: string, of: (start: Start) => number): string[] => {
    const [floor, own] = [bare.map(of), ours.map(of)];
    const ratios = own.map((value, index) => value / (floor[index] ?? NaN));
    const least = (values: readonly number[]): number => Math.min(...values);
    return [
      name,
      `${figure(medianOf(floor))} / ${figure(least(floor))}`,
      `${figure(medianOf(own))} / ${figure(least(own))}`,
      `${medianOf(ratios).toFixed(2)} x`,
    ];
  };
  return {
    title: `${PAIRS} pairs, one after the other; median / least`,
    head: ['', 'Bare program', 'Action', 'Median of the ratios'],
    rows: [
      row('First request, ms', ({ first }) => first),
      row('Whole process, ms', ({ integer }) => integer),
      row('Memory at the peak, MB', ({ peak }) => peak),
    ],
  };
}

function ofActions(actions: Readonly<Record<string, number>>): Table {
  return {
    title: `First request of each action, ms; median of ${RUNS}`,
    head: ['', ...Object.keys(actions)],
    rows: [['ms', ...Object.values(actions).map(figure)]],
  };
}
