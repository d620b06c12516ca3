/** Executions aborted, and steps that people decide about. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import {
  type Answer,
  ask,
  at,
  begin,
  executionOf,
  interrupt,
  simulate,
  stepsOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

async function runningStep(simulator: Simulator, id: string, status: string): Promise<string> {
  let found: unknown;
  await until(async () => {
    found = (await stepsOf(simulator, id)).find((step) => at(step, 'status') === status);
    return found !== undefined;
  });
  return word(found, 'uuid');
}

function ofNode(simulator: Simulator, path: string, interruptType: string): Promise<Answer> {
  return ask(simulator, `PUT /pipeline/api/pipeline/execute/${path}`, { query: { interruptType } });
}

test('a busy execution asks twice for a retry', async () => {
  const simulator = await simulate({ speed: 20 });
  const id = await begin(simulator, 'busy-abort');
  const answers = [await interrupt(simulator, id), await interrupt(simulator, id), await interrupt(simulator, id)];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 200]);
  expect(at(answers[0]?.json, 'message')).toContain('Cannot register the interrupt. Please retry.');
});

test('an execution that waits for the account limit cannot be aborted', async () => {
  const simulator = await simulate({ speed: 1 });
  const { id } = simulator.past({ pipeline: 'queued', agoMs: 1_000 });
  const { status, json } = await interrupt(simulator, id);
  expect([status, at(json, 'message')]).toEqual([400, expect.stringContaining('QUEUED_EXECUTION_CONCURRENCY_REACHED')]);
});

test.each([
  ['MarkAsSuccess', 'Success'],
  ['Ignore', 'IgnoreFailed'],
  ['MarkAsFailure', 'Failed'],
])('%s ends an intervention, and the execution is %s', async (type, ends) => {
  const simulator = await simulate();
  const id = await begin(simulator, 'intervention');
  const node = await runningStep(simulator, id, 'InterventionWaiting');
  expect((await ofNode(simulator, `manualIntervention/interrupt/${id}/${node}`, type)).status).toBe(200);
  await until(() => executionOf(simulator, id).status === ends);
});

test('a running step can be marked as failed or aborted with its execution', async () => {
  const simulator = await simulate({ speed: 20 });
  const [first, second] = [await begin(simulator, 'busy-abort'), await begin(simulator, 'live-log')];
  await ofNode(simulator, `interrupt/${first}/${await runningStep(simulator, first, 'Running')}`, 'UserMarkedFailure');
  await until(() => executionOf(simulator, first).status === 'Failed');
  await ofNode(simulator, `interrupt/${second}/${await runningStep(simulator, second, 'Running')}`, 'AbortAll');
  await until(() => executionOf(simulator, second).status === 'Aborted');
  expect((await ofNode(simulator, `interrupt/${second}/nothing`, 'AbortAll')).status).toBe(400);
});
