/** What becomes of a retry that the author asked for. */
import { expect, test } from '@jest/globals';

import { endsAfter, started } from '../../../support/job/beside.ts';
import { NOON } from '../../../support/job/clock.ts';
import { type Job, openJob } from '../../../support/job/job.ts';
import { textOf } from '../../../support/reports.ts';

const failed = (job: Job): void => {
  const score = { ...endsAfter(30_000, 'Failed'), canRetry: true, failedStages: ['deploy'] };
  job.harness.add({ id: 'old', startedAt: NOON - 3_600_000, score });
};

test('a retry that Harness refuses is red with its reason; nothing is started', async () => {
  const job = openJob({ faults: { retry: [{ is: 'bad-request' }] } });
  failed(job);
  const { verdict } = await job.main({ retryOf: 'old' });
  expect(verdict).toMatchObject({ status: 'failed', isRed: true });
  expect(textOf(verdict)).toContain('Invalid request');
  expect(started(job)).toBe(0);
  expect(job.requestsOf('retry')).toHaveLength(1);
});

test('a retry whose answer was lost is found by its marker', async () => {
  const job = openJob({ faults: { retry: [{ is: 'reset', actsAfter: 0 }] } });
  failed(job);
  const { verdict, step } = await job.main({ retryOf: 'old' });
  expect(verdict?.status).toBe('succeeded');
  expect(step.outputs.get('execution-id')).toBe('execution-2');
  expect(job.requestsOf('retry')).toHaveLength(1);
});
