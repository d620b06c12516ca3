/** What the graph says about a step: how it runs, what came out of it, who interrupted it. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import {
  all,
  at,
  begin,
  GRAPH,
  interrupt,
  play,
  read,
  simulate,
  stepsOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

async function nodesOf(simulator: Simulator, id: string): Promise<readonly unknown[]> {
  return all((await read(simulator, id, GRAPH)).json, 'data.executionGraph.nodeMap');
}

const kindOf = (node: unknown): unknown => Object.keys(at(node, 'executableResponses.0') ?? {})[0];

test('every kind of executable occurs', async () => {
  const simulator = await simulate();
  const kinds = new Set<unknown>();
  for (const pipeline of ['rollback', 'matrix', 'nothing-to-undo', 'chained']) {
    for (const node of await nodesOf(simulator, await play(simulator, pipeline))) {
      kinds.add(kindOf(node));
    }
  }
  kinds.delete(undefined);
  expect(kinds).toEqual(new Set(['child', 'sync', 'children', 'taskChain', 'childChain', 'skipTask', 'task', 'async']));
});

test('64-bit numbers are text or omitted', async () => {
  const simulator = await simulate();
  const nodes = await nodesOf(simulator, await play(simulator, 'green'));
  const timeouts = nodes
    .filter((node) => kindOf(node) === 'async')
    .map((node) => at(node, 'executableResponses.0.async'));
  expect(new Set(timeouts.map((each) => at(each, 'timeout')))).toEqual(new Set(['600000', undefined]));
});

test('a delegate task names its delegate', async () => {
  const simulator = await simulate();
  const steps = await stepsOf(simulator, await play(simulator, 'green'));
  const delegates = steps.map((step) => [at(step, 'identifier'), at(step, 'delegateInfoList.0.name')]);
  expect(Object.fromEntries(delegates as [string, unknown][])).toMatchObject({
    rollout: expect.stringContaining('delegate-eu'),
    smoke_test: expect.stringContaining('delegate-eu'),
    unit_tests: undefined,
  });
});

test('an abort has only the uuid of its issuer', async () => {
  const simulator = await simulate({ speed: 20 });
  const id = await begin(simulator, 'stubborn');
  await interrupt(simulator, id);
  const [step] = await stepsOf(simulator, id);
  const history = at(step, 'interruptHistories.0');
  expect(at(history, 'interruptType')).toBe('ABORT');
  expect(at(history, 'interruptConfig.issuedBy')).toEqual({
    issueTime: expect.stringMatching(/^\d{13}$/),
    manualIssuer: { type: 'USER', identifier: 'WJ0m3FkQS9mYb1n2c3d4e5', email_id: '', user_id: '' },
    adviserIssuer: { adviseType: 'UNKNOWN' },
    timeoutIssuer: { timeoutInstanceId: '' },
    triggerIssuer: { triggerRef: '', abortPrevConcurrentExecution: false },
  });
});

test.each([
  ['aborted', { userName: 'R. Roe', email: 'r.roe@example.com' }],
  ['aborted-unnamed', undefined],
])('the summary of %s has the name %j', async (pipeline, abortedBy) => {
  const simulator = await simulate();
  const { json } = await read(simulator, await play(simulator, pipeline), GRAPH);
  const found = at(json, 'data.pipelineExecutionSummary.abortedBy');
  expect(found === undefined ? found : { ...found, createdAt: 0 }).toEqual(abortedBy && { ...abortedBy, createdAt: 0 });
  const aborted = all(json, 'data.executionGraph.nodeMap').find((node) => all(node, 'interruptHistories').length > 0);
  const issuer = at(aborted, 'interruptHistories.0.interruptConfig.issuedBy.manualIssuer.identifier');
  expect(issuer).toBe('q3Jt0VbXSHmYq4f8b2kd1A');
});

test.each([
  ['verify-failed', 'output.progressPercentage', 100],
  ['chaos-failed', 'output.resiliencyScore', 50],
  ['policy-failed', 'policyOutput.status', 'error'],
  ['nothing-to-undo', 'skipOutcome.message', 'There is no earlier release to roll back to'],
])('%s has its own outcome', async (pipeline, path, value) => {
  const simulator = await simulate();
  const steps = await stepsOf(simulator, await play(simulator, pipeline));
  expect(steps.map((step) => at(step, `outcomes.${path}`)).filter((each) => each !== undefined)).toEqual([value]);
});

test('a step that waits for an intervention has its failure', async () => {
  const simulator = await simulate();
  const id = await begin(simulator, 'intervention');
  const waiting = async (): Promise<unknown> =>
    (await stepsOf(simulator, id)).find((step) => at(step, 'status') === 'InterventionWaiting');
  await until(async () => (await waiting()) !== undefined);
  expect(word(await waiting(), 'failureInfo.message')).toContain('changed since it was reviewed');
});
