/** The answer to a start. */
import { expect, test } from '@jest/globals';

import { ask, at, simulate } from '../../../support/harness/simulator.ts';

test('policy denial is a success with an errored execution', async () => {
  const simulator = await simulate();
  const { status, json } = await ask(simulator, 'POST /pipeline/api/pipeline/execute/policy-denied');
  expect([status, at(json, 'status')]).toEqual([200, 'SUCCESS']);
  expect(at(json, 'data.planExecution')).toMatchObject({
    status: 'ERRORED',
    governanceMetadata: { deny: true, status: 'error' },
  });
});
