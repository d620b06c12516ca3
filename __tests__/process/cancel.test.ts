/** Cancelled means cancelled: in each phase, by signal, by kill, without a signal, with and without a post step. */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault, RequestKind, Simulator } from '../../src/simulator/simulator.ts';
import { arrived, closeRigs, onlyExecution, openRig, startsOf } from '../support/rig.ts';
import type { Phase, Step, StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

/** The runner waits 7.5 s before SIGTERM; the contract gives main 6 s. */
const LADDER = { interruptMs: 6000 };
const SLOW = { pipeline: 'slow', 'poll-interval': '1m' };

/** What takes minutes runs where the whole fault matrix does. */
const long = process.env['FAULTS'] === 'all' ? test.concurrent : test.concurrent.skip;
const LONG = 180_000;

interface Scene {
  readonly step: Step;
  readonly simulator: Simulator;
}

async function open(faults: readonly Fault[] = [], options: StepOptions = {}): Promise<Scene> {
  const { simulator, start } = await openRig({ speed: 1 });
  faults.forEach(simulator.fault);
  return { step: start({ ...options, with: { ...SLOW, ...options.with } }), simulator };
}

/** Cancels as the runner does and expects that SIGINT was enough. */
async function cancel({ step }: Scene): Promise<Phase> {
  step.cancel(LADDER);
  const main = await step.done;
  expect(main.signalsSent).toEqual(['SIGINT']);
  expect(main.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  return main;
}

/** Post never fails the job; returns it for further assertions. */
async function post({ step }: Scene): Promise<Phase> {
  const phase = await step.post();
  expect([phase.result, phase.code]).toEqual(['success', 0]);
  return phase;
}

const abortsOf = ({ requests }: Simulator): number => requests.filter(({ kind }) => kind === 'interrupt').length;
/** What became of everything that was started. */
const ends = ({ executions }: Simulator): string[] => executions.map(({ status }) => status);

describe('before the start is sent', () => {
  const NEVER: Fault = { on: 'template', do: { kind: 'stall' } };
  const BUSY: Fault = { on: 'start', times: Infinity, do: { kind: 'too-many', retryAfter: 600 } };

  test.concurrent.each<[string, Fault, RequestKind]>([
    ['while the inputs are checked', NEVER, 'template'],
    ['while Harness takes no start', BUSY, 'start'],
  ])('%s: no start is sent, and post has nothing to do', async (_when, fault, kind) => {
    const scene = await open([fault]);
    await arrived(scene.simulator, kind);
    const main = await cancel(scene);
    expect(main.outputs).toMatchObject({ status: '', message: 'The job was cancelled before anything was started.' });
    expect(main.outputs).not.toHaveProperty('execution-id');
    const requests = scene.simulator.requests.length;
    const { log, annotations } = await post(scene);
    expect([log, annotations]).toEqual(['', []]);
    expect([startsOf(scene.simulator), scene.simulator.requests.length]).toEqual([0, requests]);
  });
});

describe('while the start is being sent', () => {
  test.concurrent('the response arrives in time: main aborts, even if no post follows', async () => {
    const scene = await open([{ on: 'start', do: { kind: 'slow', ms: 1500 } }]);
    await arrived(scene.simulator, 'start');
    const main = await cancel(scene);
    expect(onlyExecution(scene.simulator).aborts).toBe(1);
    expect(main.outputs['execution-id']).toBe(onlyExecution(scene.simulator).id);
    expect((await post(scene)).summary).toContain('### ❌ Slow was aborted by Release Bot');
    expect([ends(scene.simulator), abortsOf(scene.simulator)]).toEqual([['Aborted'], 1]);
  });

  test.concurrent('the response never arrives: post finds the execution by its marker and aborts it', async () => {
    const scene = await open([{ on: 'start', acts: true, do: { kind: 'stall' } }]);
    await arrived(scene.simulator, 'start');
    const main = await cancel(scene);
    expect(main.outputs).toMatchObject({ status: 'unknown' });
    expect(main.outputs['execution-id']).toBeUndefined();
    expect((await post(scene)).summary).toContain(onlyExecution(scene.simulator).id);
    expect([ends(scene.simulator), abortsOf(scene.simulator)]).toEqual([['Aborted'], 1]);
  });

  test.concurrent('the response was lost and main is searching: post continues the search', async () => {
    const scene = await open([
      { on: 'start', acts: true, do: { kind: 'reset' } },
      { on: 'list', do: { kind: 'stall' } },
    ]);
    await arrived(scene.simulator, 'list');
    await cancel(scene);
    await post(scene);
    expect([ends(scene.simulator), abortsOf(scene.simulator)]).toEqual([['Aborted'], 1]);
    expect(startsOf(scene.simulator)).toBe(1);
  });

  test.concurrent('on-cancel: leave also finds the execution, and leaves it running', async () => {
    const scene = await open([{ on: 'start', acts: true, do: { kind: 'stall' } }], { with: { 'on-cancel': 'leave' } });
    await arrived(scene.simulator, 'start');
    await cancel(scene);
    expect((await post(scene)).summary).toContain(onlyExecution(scene.simulator).id);
    expect([ends(scene.simulator), abortsOf(scene.simulator)]).toEqual([['Running'], 0]);
  });
});

describe('while the execution is followed', () => {
  const NONE: readonly Fault[] = [];
  const read = (fault: Omit<Fault, 'on'>): readonly Fault[] => [{ on: 'read', ...fault }];

  test.concurrent.each<[string, readonly Fault[], number]>([
    ['between two polls', NONE, 1],
    ['while a poll hangs', read({ do: { kind: 'stall' } }), 1],
    ['while a poll hangs in its body', read({ do: { kind: 'stall', headers: true } }), 1],
    ['while it asks again and again', read({ times: Infinity, do: { kind: 'status', status: 503 } }), 3],
    ['while it waits as Harness asked', read({ times: Infinity, do: { kind: 'too-many', retryAfter: 600 } }), 1],
  ])('%s: main aborts immediately, and post confirms the abort', async (_when, faults, searches) => {
    const scene = await open(faults);
    await arrived(scene.simulator, 'read', searches);
    const main = await cancel(scene);
    expect(onlyExecution(scene.simulator).aborts).toBe(1);
    expect(main.outputs).toMatchObject({ status: 'running', 'execution-id': onlyExecution(scene.simulator).id });
    expect(main.log).toContain('Sent the abort request to Harness.');
    expect(ends(scene.simulator)).not.toEqual(['Running']);
  });

  test.concurrent('post waits for the end, and reports who aborted the execution', async () => {
    const scene = await open();
    await arrived(scene.simulator, 'read');
    await cancel(scene);
    const { log, summary, annotations } = await post(scene);
    expect(log).toContain('was aborted by Release Bot.');
    expect(summary).toMatch(/^### ❌ Slow was aborted by Release Bot after \d+s$/m);
    expect(annotations).toEqual([]);
    expect([ends(scene.simulator), abortsOf(scene.simulator)]).toEqual([['Aborted'], 1]);
  });

  test.concurrent('on-cancel: leave leaves the execution running, in main and in post', async () => {
    const scene = await open([], { with: { 'on-cancel': 'leave' } });
    await arrived(scene.simulator, 'read');
    expect((await cancel(scene)).log).toContain('The execution is left running (on-cancel: leave).');
    expect((await post(scene)).summary).toContain('The job was cancelled while Slow was running');
    expect([ends(scene.simulator), abortsOf(scene.simulator)]).toEqual([['Running'], 0]);
  });

  test.concurrent('a failed abort is retried, and post continues when main runs out of time', async () => {
    const scene = await open([{ on: 'interrupt', times: Infinity, do: { kind: 'status', status: 502, as: 'html' } }]);
    await arrived(scene.simulator, 'read');
    const main = await cancel(scene);
    expect(main.log).toContain('The abort is not confirmed yet; the post step continues it.');
    expect(abortsOf(scene.simulator)).toBeGreaterThan(1);
    expect(onlyExecution(scene.simulator).aborts).toBe(0);
  });

  test.concurrent('a refused abort is reported with the permission that it needs', async () => {
    const message = 'Missing permission core_pipeline_abort on pipeline with identifier slow';
    const scene = await open([
      { on: 'interrupt', times: Infinity, do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED', message } },
    ]);
    await arrived(scene.simulator, 'read');
    await cancel(scene);
    const { annotations, summary } = await post(scene);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.message).toMatch(/could not confirm that its execution was aborted.*core_pipeline_abort/s);
    expect(summary).toContain('core_pipeline_abort');
    expect(ends(scene.simulator)).toEqual(['Running']);
  });
});

describe('after the end', () => {
  test.concurrent.each<[string, RequestKind]>([
    ['while the graph is read', 'graph'],
    ['while a log is read', 'log'],
  ])('%s: keeps the verdict, and aborts nothing', async (_when, kind) => {
    const { simulator, start } = await openRig();
    simulator.fault({ on: kind, do: { kind: 'stall' } });
    const step = start({ with: { pipeline: 'red', logs: 'failed' } });
    await arrived(simulator, kind);
    step.cancel(LADDER);
    const main = await step.done;
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(main.outputs).toMatchObject({ status: 'failed', 'harness-status': 'Failed', 'failed-stages': '["deploy"]' });
    const { summary } = await post({ step, simulator });
    expect(summary).toMatch(/^### ❌ Red failed in 7s$/m);
    expect(abortsOf(simulator)).toBe(0);
  });

  test.concurrent('an interrupted post step ends, and does not fail the job', async () => {
    const scene = await open();
    await arrived(scene.simulator, 'read');
    scene.step.kill();
    await scene.step.done;
    scene.simulator.fault({ on: 'read', times: Infinity, do: { kind: 'stall' } });
    const running = scene.step.startPost();
    await arrived(scene.simulator, 'read', 2);
    running.cancel(LADDER);
    const { code, signalsSent } = await running.done;
    expect([code, signalsSent]).toEqual([0, ['SIGINT']]);
  });
});

describe('other ways in which the step ends', () => {
  test.concurrent('SIGTERM alone is a cancel, and a second signal changes nothing', async () => {
    const scene = await open();
    await arrived(scene.simulator, 'read');
    process.kill(scene.step.pid ?? 0, 'SIGTERM');
    process.kill(scene.step.pid ?? 0, 'SIGINT');
    const main = await scene.step.done;
    expect([main.code, main.signal, main.log.match(/Cancelled \(/g)?.length]).toEqual([1, null, 1]);
    expect(abortsOf(scene.simulator)).toBe(1);
  });

  test.concurrent.each<[string, readonly Fault[], RequestKind]>([
    ['while the start is being sent', [{ on: 'start', acts: true, do: { kind: 'stall' } }], 'start'],
    ['one instant after the id is known', [{ on: 'read', do: { kind: 'stall' } }], 'read'],
    ['between two polls', [], 'read'],
  ])('killed %s: post finds the execution and aborts it', async (_when, faults, kind) => {
    const scene = await open(faults);
    await arrived(scene.simulator, kind);
    scene.step.kill();
    const main = await scene.step.done;
    expect(main.signal).toBe('SIGKILL');
    // The id stands in the outputs before the first poll is sent.
    const { id } = onlyExecution(scene.simulator);
    expect(main.outputs['execution-id']).toBe(kind === 'read' ? id : undefined);
    expect((await post(scene)).summary).toContain(id);
    expect([ends(scene.simulator), startsOf(scene.simulator)]).toEqual([['Aborted'], 1]);
  });

  test.concurrent('killed before the start was sent: post searches for nothing and does not warn', async () => {
    const scene = await open([{ on: 'template', do: { kind: 'stall' } }]);
    await arrived(scene.simulator, 'template');
    scene.step.kill();
    await scene.step.done;
    const requests = scene.simulator.requests.length;
    const { log, annotations, summary } = await post(scene);
    expect([log, annotations]).toEqual(['The step was interrupted before anything was started.', []]);
    expect(summary).toContain('The step was interrupted before anything was started');
    expect([startsOf(scene.simulator), scene.simulator.requests.length]).toEqual([0, requests]);
  });

  long(
    'killed while Harness is slow to start: post searches for it as long as the contract says, and says that there is none',
    async () => {
      const scene = await open([{ on: 'start', do: { kind: 'stall' } }]);
      await arrived(scene.simulator, 'start');
      scene.step.kill();
      await scene.step.done;
      const { annotations } = await post(scene);
      expect(annotations).toHaveLength(1);
      expect(annotations[0]?.message).toMatch(/no execution with this run's marker appeared within 90 s/);
      expect([startsOf(scene.simulator), abortsOf(scene.simulator)]).toEqual([0, 0]);
    },
    LONG,
  );

  test.concurrent('a container job: post aborts, and asks a main that is still running to stop', async () => {
    const scene = await open();
    await arrived(scene.simulator, 'read');
    scene.step.abandon();
    await post(scene);
    expect(ends(scene.simulator)).toEqual(['Aborted']);
    expect((await scene.step.exited).signal).toBeNull();
    expect(startsOf(scene.simulator)).toBe(1);
  });

  test.concurrent(
    'a container job during the start request: the first process that knows the execution aborts it',
    async () => {
      const scene = await open([{ on: 'start', do: { kind: 'slow', ms: 2500 } }]);
      await arrived(scene.simulator, 'start');
      scene.step.abandon();
      await post(scene);
      await scene.step.exited;
      expect([ends(scene.simulator), startsOf(scene.simulator)]).toEqual([['Aborted'], 1]);
    },
  );
});

describe('at any moment', () => {
  /** ms after main began: node is still loading, the inputs are being read, the start is being sent, polls are sent. */
  const MOMENTS = [0, 120, 240, 300, 360, 420, 500, 700, 1200];

  async function endedAfter(timestamp: number, end: (step: Step) => void): Promise<void> {
    const scene = await open();
    await sleep(timestamp);
    end(scene.step);
    await scene.step.done;
    await post(scene);
    const left = ends(scene.simulator);
    expect(left.length).toBeLessThanOrEqual(1);
    expect(left.every((status) => status === 'Aborted')).toBe(true);
  }

  test.concurrent.each(MOMENTS)('a cancel after %i ms leaves nothing running', (timestamp) =>
    endedAfter(timestamp, (step) => step.cancel(LADDER)),
  );

  // Those that come while the start is being sent can cost post its 90 s.
  long.each(MOMENTS)(
    'a kill after %i ms leaves nothing running',
    (timestamp) => endedAfter(timestamp, (step) => step.kill()),
    LONG,
  );
});
