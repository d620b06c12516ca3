/** The rollback of what was deployed before. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';
import {
  type Answer,
  ask,
  at,
  executionOf,
  simulate,
  summaryOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

function trigger(simulator: Simulator, serviceIdentifier: string, more: object = {}): Promise<Answer> {
  const given = { serviceIdentifier, envIdentifier: 'prod', infraIdentifier: 'k8s', environmentType: 'Production' };
  const body = JSON.stringify({ ...given, ...more });
  return ask(simulator, 'POST /ng/api/rollback/trigger/v2', { body });
}

test('starts an ordinary execution that lists hide', async () => {
  const simulator = await simulate();
  const { json } = await trigger(simulator, 'web');
  expect(SHAPES.rollback(json, 'rollback')).toEqual([]);
  const id = word(json, 'data.planExecutionId');
  expect(await summaryOf(simulator, id)).toMatchObject({
    executionMode: 'POST_EXECUTION_ROLLBACK',
    canRetry: false,
    notesExistForPlanExecutionId: false,
  });
  await until(() => executionOf(simulator, id).status === 'Success');
  const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
  expect(at(listed.json, 'data.totalElements')).toBe(0);
});

test('is not triggered without a deployment, in a successful response', async () => {
  const simulator = await simulate();
  const { status, json } = await trigger(simulator, 'never_deployed');
  expect([status, SHAPES.rollback(json, 'rollback')]).toEqual([200, []]);
  expect(at(json, 'data')).toMatchObject({ isRollbackTriggered: false, message: expect.stringMatching(/\w/) });
  expect(simulator.executions).toHaveLength(0);
});

test('requires service, environment and a valid type', async () => {
  const simulator = await simulate();
  expect((await trigger(simulator, '')).status).toBe(400);
  expect((await trigger(simulator, 'web', { environmentType: 'Staging' })).status).toBe(400);
});
