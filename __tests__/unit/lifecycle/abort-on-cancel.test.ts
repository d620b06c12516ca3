import { describe, expect, test } from '@jest/globals';

import type { Fault, Score } from '../../support/harness/fake.ts';
import { NOON } from '../../support/job/clock.ts';
import { type Ended, type Job, openJob } from '../../support/job/job.ts';
import { postStateIn } from '../../support/job/step.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const RUNS_ON: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };
const errors = ({ step }: Ended): string[] =>
  step.words.filter(({ level }) => level === 'error').map(({ text }) => text);
const abortsAt = (job: Job): number[] => job.requestsOf('abort').map(({ at }) => at - NOON);

describe('a cancel', () => {
  test.each<[string, Fault | undefined, number]>([
    ['between two polls', undefined, 100 * SECOND],
    ['during a poll', { is: 'stall' }, 8 * SECOND],
    ['during a backoff', { is: 'limited', retryAfter: HOUR }, 30 * SECOND],
  ])('%s aborts immediately', async (_, fault, cancelAfter) => {
    const job = openJob({ score: RUNS_ON, faults: { read: [undefined, undefined, fault] } });
    const main = await job.main({ pollInterval: 5 * SECOND }, { cancelAfter });
    expect(abortsAt(job)).toEqual([cancelAfter]);
    expect(main.took).toBe(cancelAfter + 200);
    expect(errors(main)).toEqual([]);
    expect(postStateIn(main.step.state)?.main).toBe('unfinished');
  });

  test('exits within 6 s when the abort gets no response', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'stall' } } });
    const main = await job.main({}, { cancelAfter: MINUTE });
    expect(main.took).toBe(MINUTE + 5500);
    expect(postStateIn(main.step.state)?.main).toBe('unfinished');
  });

  test('retries an abort that stalls', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: [{ is: 'stall' }] } });
    const main = await job.main({}, { cancelAfter: MINUTE });
    expect(abortsAt(job)).toHaveLength(2);
    expect(job.harness.plays[0]?.abortedAt).toBeDefined();
    expect(main.took).toBeLessThan(MINUTE + 4 * SECOND);
  });

  test('retries the abort while there is time', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: [{ is: 'reset' }, { is: 'limited' }] } });
    await job.main({}, { cancelAfter: MINUTE });
    expect(abortsAt(job)).toHaveLength(3);
    expect(job.harness.plays[0]?.abortedAt).toBeDefined();
  });

  test('does not wait as long as Harness asked', async () => {
    const job = openJob({ score: RUNS_ON, faults: { read: { rest: MINUTE } } });
    await job.main({}, { cancelAfter: 30 * SECOND });
    expect(abortsAt(job)).toEqual([30 * SECOND]);
  });

  test('aborts nothing with on-cancel: leave', async () => {
    const job = openJob({ score: RUNS_ON });
    const main = await job.main({ onCancel: 'leave' }, { cancelAfter: MINUTE });
    expect(main.took).toBe(MINUTE);
    expect(abortsAt(job)).toEqual([]);
  });
});
