/** How post finds the execution whose id main never learned. */
import { describe, expect, test } from '@jest/globals';

import { POST_STATE, serializePostState } from '../../../../src/lifecycle/post-state.ts';
import type { Score } from '../../../support/harness/fake.ts';
import { openJob, said, statuses, warnings } from '../../../support/job/job.ts';
import { postStateIn } from '../../../support/job/step.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RUNS_ON: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };

describe('after a main that was killed before the start', () => {
  const before = { killAfter: 2 * SECOND };

  test('post reports soon that nothing was started, without a warning', async () => {
    const job = openJob({ faults: { template: { takes: 5000 } } });
    const post = await job.post(await job.main({}, before));
    expect(said(post)).toBe('The step was interrupted before anything was started.');
    expect(warnings(post)).toEqual([]);
    expect(post.took).toBeLessThan(5 * SECOND);
    expect(job.requestsOf('list')).toEqual([]);
  });
});

describe('after a main that was killed during the start', () => {
  const during = { killAfter: 300 };

  test('post finds the execution by its marker, aborts it, and waits for its end', async () => {
    const job = openJob({ score: { ...RUNS_ON, listedAfter: 70 * SECOND } });
    const post = await job.post(await job.main({}, during));
    expect(statuses(job)).toEqual(['Aborted']);
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(post.took).toBeLessThan(90 * SECOND);
  });

  test.each(['unauthorized', 'forbidden'] as const)('post retries once when its read is refused (%s)', async (is) => {
    const job = openJob({ score: RUNS_ON, faults: { list: [{ is }] } });
    await job.post(await job.main({}, during));
    expect(statuses(job)).toEqual(['Aborted']);
  });

  test('post waits less than Harness asks', async () => {
    const rest = { rest: MINUTE };
    const job = openJob({
      score: { ...RUNS_ON, listedAfter: 20 * SECOND },
      faults: { list: rest, notes: rest, read: rest, abort: rest },
    });
    const post = await job.post(await job.main({}, during));
    expect(statuses(job)).toEqual(['Aborted']);
    expect(post.took).toBeLessThan(40 * SECOND);
  });

  test('post searches for at most 90 s, and reports that it found none', async () => {
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

  test('post accepts no other execution', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }] } });
    const main = await job.main({}, during);
    const marker = postStateIn(main.step.state)?.marker ?? '';
    for (const notes of ['', 'by hand', `by hand\n${marker}`, marker.replace(/nonce=\w+/, 'nonce=fedcba9876543210')]) {
      job.harness.add({ notes, score: RUNS_ON });
    }
    await job.post(main);
    expect(statuses(job)).toEqual(['Running', 'Running', 'Running', 'Running']);
    expect(job.requestsOf('abort')).toEqual([]);
  });

  test('post does not search where no marker can be set', async () => {
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
    expect(statuses(job)).toEqual(['Aborted']);
    expect(post.took).toBeGreaterThan(55 * SECOND);
  });
});

describe('in a container job, where main gets no signal and continues next to post,', () => {
  test.each([10, 100, 250, 390, 410, 5000, 70_000])('cancelled after %d ms, nothing is left running', async (after) => {
    const job = openJob({ score: RUNS_ON });
    const { main, post } = await job.beside(after);
    expect(statuses(job).every((status) => status === 'Aborted')).toBe(true);
    expect(main.took).toBeLessThanOrEqual(after + 7 * SECOND);
    expect(post.took).toBeLessThanOrEqual(90 * SECOND);
  });

  test('cancelled before the start, main sends no start once it knows of the cancel', async () => {
    const job = openJob({ score: RUNS_ON, faults: { template: { takes: 5000 } } });
    const { main } = await job.beside(2000);
    expect(job.requestsOf('start')).toEqual([]);
    expect(main.took).toBe(3000);
  });

  test('a start that main sends in the meantime is found by its random part', async () => {
    const job = openJob({ score: RUNS_ON, faults: { start: [{ actsAfter: 30 * SECOND, takes: 60 * SECOND }] } });
    await job.beside(10);
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(statuses(job)).toEqual(['Aborted']);
  });
});
