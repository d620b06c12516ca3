import { expect, test } from '@jest/globals';

import { openJob, warnings } from '../../support/job/job.ts';
import { postStateIn } from '../../support/job/step.ts';

const SECOND = 1000;

test('follows an unknown status, with one warning', async () => {
  const beats = [
    { after: 0, status: 'Running' },
    { after: 5 * SECOND, status: 'Mystery' },
    { after: 90 * SECOND, status: 'Riddle' },
    { after: 200 * SECOND, status: 'Success' },
  ];
  const job = openJob({ score: { beats } });
  const main = await job.main();
  expect(main.verdict).toMatchObject({ status: 'succeeded', isRed: false });
  expect(main.took).toBeGreaterThan(200 * SECOND);
  expect(warnings(main)).toHaveLength(1);
  expect(warnings(main)[0]).toContain('Mystery');
});

test('leaves with wait: false once the execution is reported', async () => {
  const job = openJob();
  const main = await job.main({ wait: false });
  expect(main.verdict).toMatchObject({ status: 'running', isRed: false });
  expect(job.requestsOf('read')).toEqual([]);
  expect(postStateIn(main.step.state)?.main).toBe('done');
});
