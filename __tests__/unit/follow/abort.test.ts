/** An abort at the step's deadline, until the end of the execution is seen. */
import { expect, test } from '@jest/globals';

import type { Score } from '../../support/harness/fake.ts';
import { NOON } from '../../support/job/clock.ts';
import { type Job, openJob } from '../../support/job/job.ts';
import { textOf } from '../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An execution that has each status after so many seconds. */
const plays = (...beats: readonly (readonly [number, string])[]): Partial<Score> => ({
  beats: [{ after: 0, status: 'Running' }, ...beats.map(([after, status]) => ({ after: after * SECOND, status }))],
});
const RUNS_ON = plays();
const abortsAt = (job: Job): number[] => job.requestsOf('abort').map(({ at }) => at - NOON);

test('repeats an accepted abort without effect', async () => {
  const job = openJob({ score: RUNS_ON, faults: { abort: [{ is: 'empty' }] } });
  const main = await job.main({ timeout: 5 * MINUTE, onTimeout: 'abort' });
  expect(main.verdict?.status).toBe('aborted');
  expect(abortsAt(job)).toHaveLength(2);
});

test('does not abort an execution that is already being aborted', async () => {
  const job = openJob({ score: plays([10, 'Discontinuing'], [310, 'Aborted']) });
  const main = await job.main({ timeout: 300 * SECOND, onTimeout: 'abort' });
  expect(abortsAt(job)).toEqual([]);
  expect(main.verdict?.status).toBe('aborted');
  expect(textOf(main.verdict)).not.toContain('by this action');
});

test('aborts as soon as an abort by someone else has had no effect', async () => {
  const job = openJob({ score: plays([10, 'Discontinuing'], [328.5, 'Running']) });
  await job.main({ timeout: 300 * SECOND, onTimeout: 'abort' });
  expect(abortsAt(job)).toEqual([329_200]);
});
