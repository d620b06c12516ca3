/** Which executions of the pipeline have not ended, whatever `if-running` does about them. */
import { expect, test } from '@jest/globals';

import { endsAfter, jobBeside, started } from '../../../support/job/beside.ts';
import { NOON } from '../../../support/job/clock.ts';
import { said } from '../../../support/job/job.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const MODES = ['wait', 'follow', 'replace', 'fail'] as const;

test.each(MODES)('%s: starts when all executions have ended', async (ifRunning) => {
  const job = jobBeside([{ score: endsAfter(SECOND) }, { score: endsAfter(SECOND, 'Failed') }]);
  const { verdict, step } = await job.main({ ifRunning });
  expect(verdict?.status).toBe('succeeded');
  expect(step.outputs.get('execution-id')).toBe('execution-3');
  expect(job.requestsOf('notes')).toEqual([]);
});

test.each(MODES)('%s: an unknown status counts as running', async (ifRunning) => {
  const job = jobBeside([{ score: endsAfter(SECOND, 'Mystery') }]);
  await job.main({ ifRunning, timeout: 2 * MINUTE });
  expect(started(job)).toBe(ifRunning === 'replace' ? 1 : 0);
});

test.each(MODES)('%s: finds an old execution that is waiting for a person', async (ifRunning) => {
  const job = jobBeside([{ score: { beats: [{ after: 0, status: 'ApprovalWaiting' }] } }]);
  for (let number = 0; number < 120; number++) {
    job.harness.add({ id: `ended-${number}`, startedAt: NOON - 30 * SECOND, score: endsAfter(SECOND) });
  }
  const ended = await job.main({ ifRunning, timeout: 5 * MINUTE });
  expect(said(ended)).toContain('executions/other-0/pipeline');
});
