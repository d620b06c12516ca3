/** The marker's digest tells apart what is asked for. */
import { expect, test } from '@jest/globals';

import type { RunInputs } from '../../../../src/actions/run/inputs.ts';
import { RUNS, started } from '../../../support/job/beside.ts';
import { openJob } from '../../../support/job/job.ts';
import { NO_GIT, SCOPE } from '../../../support/job/step.ts';

test.each<[string, Partial<RunInputs>]>([
  ['branch', { git: { ...NO_GIT, branch: 'release' } }],
  ['choice of stages', { stages: ['deploy'] }],
  ['organization', { scope: { ...SCOPE, org: 'other' } }],
  ['project', { scope: { ...SCOPE, project: 'other' } }],
  ['host', { scope: { ...SCOPE, origin: 'https://harness.example' } }],
  ['account', { scope: { ...SCOPE, account: 'other' } }],
])('an attempt that asks for another %s does not resume what an earlier one started', async (_, request) => {
  // Stages that may not be read are not checked.
  const job = openJob({ score: RUNS, faults: { other: { is: 'forbidden' } } });
  await job.main({}, { killAfter: 10_000, nonce: '0000000000000001' });
  await job.main({ ...request, timeout: 120_000 }, { nonce: '0000000000000002', workflow: { attempt: 2 } });
  expect(started(job)).toBe(2);
});
