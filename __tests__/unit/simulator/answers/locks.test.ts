/** Locks on infrastructures: who holds one, and who waits for it. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { type Answer, all, ask, at, GRAPH, read, simulate, word } from '../../../support/harness/simulator.ts';

function holders(
  simulator: Simulator,
  resourceUnit: string,
  scope = { accountId: simulator.account },
): Promise<Answer> {
  return ask(simulator, 'GET /pipeline/api/resource-constraints/executionInfo', { scope, query: { resourceUnit } });
}

/** The lock for which the queue of a deployment waits. */
async function unitOf(simulator: Simulator, id: string): Promise<string> {
  const nodes = all((await read(simulator, id, GRAPH)).json, 'data.executionGraph.nodeMap');
  return word(
    nodes.find((node) => at(node, 'stepType') === 'ResourceConstraint'),
    'stepParameters.spec.resourceUnit',
  );
}

test('lists the execution that uses the lock first, then the waiting ones, with projects', async () => {
  const simulator = await simulate({ speed: 0.01 });
  const waiting = [150_000, 100_000].map((agoMs) => simulator.past({ pipeline: 'locked', agoMs }).id);
  const { json } = await holders(simulator, await unitOf(simulator, waiting[1] ?? ''));
  const found = all(json, 'data.resourceConstraints');
  expect(at(json, 'data')).toMatchObject({ name: 'Queuing', capacity: 1 });
  expect(
    found.map((each) => [at(each, 'state'), at(each, 'projectIdentifier'), at(each, 'pipelineIdentifier')]),
  ).toEqual([
    ['ACTIVE', 'platform', 'db_restore'],
    ['BLOCKED', 'shop', 'locked'],
    ['BLOCKED', 'shop', 'locked'],
  ]);
  expect(found.slice(1).map((each) => at(each, 'planExecutionId'))).toEqual(waiting);
});

test('returns none for an unknown lock, and requires an account', async () => {
  const simulator = await simulate({ speed: 0.01 });
  simulator.past({ pipeline: 'locked', agoMs: 100_000 });
  expect(at((await holders(simulator, 'another')).json, 'data.resourceConstraints')).toEqual([]);
  expect((await ask(simulator, 'GET /pipeline/api/resource-constraints/executionInfo', { scope: {} })).status).toBe(
    400,
  );
});
