import { describe, expect, test } from '@jest/globals';

import { readRuntimeInputs } from '../../../../src/runtime-inputs/inputs.ts';
import { POST_STATE, serializePostState } from '../../../../src/lifecycle/post-state.ts';
import { type FakeHarness, type FaultKind, type Score } from '../../../support/harness/fake.ts';
import { NOON } from '../../../support/job/clock.ts';
import { type Ended, type Job, openJob, times } from '../../../support/job/job.ts';
import { postStateIn, openStep, runMain } from '../../../support/job/step.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const RUNS_ON: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };
const ENDS = (seconds: number, status: string): Partial<Score> => ({
  beats: [
    { after: 0, status: 'Running' },
    { after: seconds * SECOND, status },
  ],
});

const statuses = ({ plays, statusOf }: FakeHarness): string[] => plays.map(statusOf);
const said = ({ step }: Ended): string => step.words.map(({ text }) => text).join('\n');
const warnings = ({ step }: Ended): string[] =>
  step.words.filter(({ level }) => level === 'warning').map(({ text }) => text);

/** A main that was killed while it followed; the state says so. */
const killed = (job: Job, inputs = {}): Promise<Ended> => job.main(inputs, { killAfter: 10 * SECOND });

describe('after a main that came to its end', () => {
  test('post asks Harness for nothing', async () => {
    const job = openJob();
    const main = await job.main();
    const before = job.harness.requests.length;
    await job.post(main);
    expect(job.harness.requests).toHaveLength(before);
  });

  test('post asks Harness for nothing when the inputs were wrong', async () => {
    const job = openJob();
    const step = openStep({ clock: job.clock });
    await expect(
      job.clock.run(runMain(step, job.harness, { inputs: { inputs: readRuntimeInputs('region: eu', '') } })),
    ).rejects.toThrow('nothing was started');
    const before = job.harness.requests.length;
    await job.post({ step, verdict: undefined, took: 0 });
    expect(job.harness.requests).toHaveLength(before);
  });

  test('post asks Harness for nothing when there is no state, or nonsense in it', async () => {
    const job = openJob();
    const main = await killed(job);
    const before = job.harness.requests.length;
    for (const state of [new Map<string, string>(), new Map([[POST_STATE, '{"main":"unfinished"}']])]) {
      await job.post({ ...main, step: { ...main.step, state } });
    }
    expect(job.harness.requests).toHaveLength(before);
  });
});

describe('after a main that was killed before it came to the start', () => {
  const before = { killAfter: 2 * SECOND };

  test('post says that nothing was started, soon and without a warning', async () => {
    const job = openJob({ faults: { template: { takes: 5000 } } });
    const post = await job.post(await job.main({}, before));
    expect(said(post)).toBe('The step was interrupted before anything was started.');
    expect(warnings(post)).toEqual([]);
    expect(post.took).toBeLessThan(5 * SECOND);
    expect(job.requestsOf('list')).toEqual([]);
  });
});

describe('after a main that was killed while it followed', () => {
  test('post aborts the execution and sees its end', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 30 * SECOND } });
    const post = await job.post(await killed(job));
    expect(statuses(job.harness)).toEqual(['Aborted']);
    expect(post.took).toBeLessThan(35 * SECOND);
    expect(job.requestsOf('abort', 'post')).toHaveLength(1);
    expect(said(post)).toContain('aborted');
  });

  test('post waits for the end at most 60 s, and says that it did not see it', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 5 * MINUTE } });
    const post = await job.post(await killed(job));
    expect(post.took).toBe(MINUTE);
    expect(warnings(post)).toHaveLength(1);
    expect(warnings(post)[0]).toContain('did not report its end within 60 s');
    expect(warnings(post)[0]).toContain('executions/execution-1/pipeline');
  });

  test('post aborts nothing that has ended meanwhile', async () => {
    const job = openJob({ score: ENDS(12, 'Success') });
    const main = await killed(job);
    await job.clock.run(job.clock.sleep(5 * SECOND));
    const post = await job.post(main);
    expect(job.requestsOf('abort')).toEqual([]);
    expect(said(post)).toContain('succeeded');
    expect(warnings(post)).toEqual([]);
  });

  test('post aborts nothing that is being aborted already', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 20 * SECOND } });
    const main = await job.main({}, { cancelAfter: 10 * SECOND });
    await job.post(main);
    expect(job.requestsOf('abort').map(({ by }) => by)).toEqual(['main']);
    expect(statuses(job.harness)).toEqual(['Aborted']);
  });

  test('post aborts nothing with on-cancel: leave, and says where it runs', async () => {
    const job = openJob({ score: RUNS_ON });
    const post = await job.post(await killed(job, { onCancel: 'leave' }));
    expect(job.requestsOf('abort')).toEqual([]);
    expect(statuses(job.harness)).toEqual(['Running']);
    expect(post.took).toBeLessThan(SECOND);
  });

  test.each<FaultKind>(['refused', 'reset', 'stall', 'limited', 'unavailable', 'page', 'empty'])(
    'post retries %s for a while',
    async (is) => {
      const job = openJob({ score: RUNS_ON, faults: { abort: [{ is }] } });
      await job.post(await killed(job));
      expect(statuses(job.harness)).toEqual(['Aborted']);
    },
  );

  test.each<FaultKind>(['unavailable', 'stall', 'page', 'forbidden', 'unauthorized', 'redirect'])(
    'post aborts also when it cannot read (%s)',
    async (is) => {
      const job = openJob({
        score: RUNS_ON,
        faults: { read: [...times(5, undefined), ...times(99, { is })] },
      });
      const main = await job.main({ pollInterval: 2 * SECOND }, { killAfter: 9500 });
      expect(job.requestsOf('read')).toHaveLength(5);
      const post = await job.post(main);
      expect(job.harness.plays[0]?.abortedAt).toBeDefined();
      expect(post.took).toBeLessThanOrEqual(MINUTE);
    },
  );

  test('post has time for several tries of an abort that stalls', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: times(3, { is: 'stall' }) } });
    await job.post(await killed(job));
    expect(statuses(job.harness)).toEqual(['Aborted']);
  });

  test('post waits for an unreachable Harness for 60 s at most, and says so', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'stall' } } });
    const post = await job.post(await killed(job));
    expect(post.took).toBe(MINUTE);
    expect(warnings(post)).toHaveLength(1);
    expect(warnings(post)[0]).toContain('could not confirm that its execution was aborted');
  });

  test('post says why an abort is refused', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'forbidden' } } });
    const post = await job.post(await killed(job));
    expect(warnings(post)[0]).toContain('NG_ACCESS_DENIED');
    expect(post.took).toBeLessThan(5 * SECOND);
  });

  test('a post that is itself interrupted ends at once and says so', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 5 * MINUTE } });
    const post = await job.post(await killed(job), { cancelAfter: 5 * SECOND });
    expect(post.took).toBe(5 * SECOND);
    expect(warnings(post)[0]).toContain('interrupted');
  });
});

describe('after a main that was killed during the start', () => {
  const during = { killAfter: 300 };

  test('post finds the execution by its marker, aborts it, sees its end', async () => {
    const job = openJob({ score: { ...RUNS_ON, listedAfter: 70 * SECOND } });
    const post = await job.post(await job.main({}, during));
    expect(statuses(job.harness)).toEqual(['Aborted']);
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(post.took).toBeLessThan(90 * SECOND);
  });

  test.each(['unauthorized', 'forbidden'] as const)('post asks once more when its read is refused (%s)', async (is) => {
    const job = openJob({ score: RUNS_ON, faults: { list: [{ is }] } });
    await job.post(await job.main({}, during));
    expect(statuses(job.harness)).toEqual(['Aborted']);
  });

  test('post does not wait as long as Harness asks', async () => {
    const rest = { rest: MINUTE };
    const job = openJob({
      score: { ...RUNS_ON, listedAfter: 20 * SECOND },
      faults: { list: rest, notes: rest, read: rest, abort: rest },
    });
    const post = await job.post(await job.main({}, during));
    expect(statuses(job.harness)).toEqual(['Aborted']);
    expect(post.took).toBeLessThan(40 * SECOND);
  });

  test('post searches for at most 90 s, and says that it found none', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }] } });
    const post = await job.post(await job.main({}, during));
    expect(post.took).toBeGreaterThan(80 * SECOND);
    expect(post.took).toBeLessThanOrEqual(90 * SECOND);
    expect(job.requestsOf('list', 'post').length).toBeGreaterThanOrEqual(10);
    expect(warnings(post)).toHaveLength(1);
    expect(warnings(post)[0]).toContain('/pipelines/deploy_prod/executions');
  });

  test('post needs at most 90 s and 60 s for everything', async () => {
    const job = openJob({ score: { ...RUNS_ON, listedAfter: 80 * SECOND, abortTakes: 5 * MINUTE } });
    const post = await job.post(await job.main({}, during));
    expect(job.requestsOf('abort', 'post')).toHaveLength(1);
    expect(post.took).toBeLessThanOrEqual(150 * SECOND);
  });

  test('post takes no other execution for it', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }] } });
    const main = await job.main({}, during);
    const marker = postStateIn(main.step.state)?.marker ?? '';
    for (const notes of ['', 'by hand', `by hand\n${marker}`, marker.replace(/nonce=\w+/, 'nonce=fedcba9876543210')]) {
      job.harness.add({ notes, score: RUNS_ON });
    }
    await job.post(main);
    expect(statuses(job.harness)).toEqual(['Running', 'Running', 'Running', 'Running']);
    expect(job.requestsOf('abort')).toEqual([]);
  });

  test('post searches for nothing where no marker can be set', async () => {
    const job = openJob();
    const main = await job.main({}, during);
    const postState = postStateIn(main.step.state);
    const state = new Map(
      postState === undefined
        ? []
        : [[POST_STATE, serializePostState({ ...postState, engine: 'webhook', marker: '' })]],
    );
    const post = await job.post({ ...main, step: { ...main.step, state } });
    expect(job.harness.requests.filter(({ by }) => by === 'post')).toEqual([]);
    expect(warnings(post)).toHaveLength(1);
  });

  test('a start that arrives after main is gone is found', async () => {
    const job = openJob({ faults: { start: [{ actsAfter: 60 * SECOND }] }, score: RUNS_ON });
    const post = await job.post(await job.main({}, during));
    expect(statuses(job.harness)).toEqual(['Aborted']);
    expect(post.took).toBeGreaterThan(55 * SECOND);
  });
});

describe('in a container job main gets no signal and runs on beside post', () => {
  test.each([10, 100, 250, 390, 410, 5000, 70_000])('cancelled after %d ms, nothing is left running', async (after) => {
    const job = openJob({ score: RUNS_ON });
    const { main, post } = await job.beside(after);
    expect(statuses(job.harness).every((status) => status === 'Aborted')).toBe(true);
    expect(main.took).toBeLessThanOrEqual(after + 7 * SECOND);
    expect(post.took).toBeLessThanOrEqual(90 * SECOND);
  });

  test('cancelled before the start, none is sent once main has heard of it', async () => {
    const job = openJob({ score: RUNS_ON, faults: { template: { takes: 5000 } } });
    const { main } = await job.beside(2000);
    expect(job.requestsOf('start')).toEqual([]);
    expect(main.took).toBe(3000);
  });

  test('the start that main sends meanwhile is found by its random part', async () => {
    const job = openJob({ score: RUNS_ON, faults: { start: [{ actsAfter: 30 * SECOND, takes: 60 * SECOND }] } });
    await job.beside(10);
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(statuses(job.harness)).toEqual(['Aborted']);
  });
});

test('the moment of the state is before the start', async () => {
  const job = openJob();
  const main = await killed(job);
  expect(postStateIn(main.step.state)?.since).toBeLessThanOrEqual(NOON + 400);
});
