/** ExecutionGraph: what it shows of stages and steps. */
import { expect, test } from '@jest/globals';

import {
  all,
  at,
  GRAPH,
  play,
  read,
  simulate,
  stepsOf,
  SUMMARY,
  summaryOf,
  word,
} from '../../../support/harness/simulator.ts';

test('a failed step and its ancestors have the cause, and hints are INFO', async () => {
  const simulator = await simulate();
  const { json } = await read(simulator, await play(simulator, 'red'), GRAPH);
  const failed = all(json, 'data.executionGraph.nodeMap').filter((node) => at(node, 'failureInfo.message') !== '');
  expect(new Set(failed.map((node) => at(node, 'identifier')))).toEqual(
    new Set(['rollout', 'execution', 'deploy', 'stages', 'pipeline']),
  );
  const stage = all(json, `${SUMMARY}.layoutNodeMap`).find((node) => at(node, 'status') === 'Failed');
  const messages = all(stage, 'failureInfoDTO.responseMessages');
  expect(messages.map((each) => [at(each, 'code'), at(each, 'level')])).toEqual([
    ['HINT', 'INFO'],
    ['EXPLANATION', 'INFO'],
    ['KUBERNETES_TASK_EXCEPTION', 'ERROR'],
  ]);
});

test('returns one stage by its node, in a matrix by its execution', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'matrix');
  const legs = all(await summaryOf(simulator, id), 'layoutNodeMap').filter((node) => at(node, 'strategyMetadata'));
  expect(
    legs.map((leg) => [
      at(leg, 'nodeIdentifier'),
      at(leg, 'strategyMetadata.matrixmetadata.matrixvalues.region'),
      at(leg, 'status'),
    ]),
  ).toEqual([
    ['deploy_0', 'eu', 'Success'],
    ['deploy_1', 'us', 'Failed'],
    ['deploy_2', 'apac', 'Success'],
    ['deploy_3', 'sa', 'Failed'],
  ]);
  const query = { stageNodeId: word(legs[1], 'nodeUuid'), stageNodeExecutionId: word(legs[1], 'nodeExecutionId') };
  expect((await stepsOf(simulator, id, query)).map((node) => at(node, 'baseFqn'))).toEqual([
    'pipeline.stages.deploy_1.spec.execution.steps.rollout',
  ]);
  expect(at((await read(simulator, id)).json, 'data.executionGraph')).toBeUndefined();
});

test('outcomes are a map, or a list in old versions', async () => {
  const simulator = await simulate();
  const outcomes = async (name: string): Promise<unknown> => {
    const steps = await stepsOf(simulator, await play(simulator, name));
    return at(
      steps.find((step) => at(step, 'identifier') === 'unit_tests'),
      'outcomes',
    );
  };
  const outputVariables = { TESTS: '214', COVERAGE: '93.1', FLAKY: null };
  expect(await outcomes('green')).toEqual({ output: { outputVariables } });
  expect(await outcomes('old-outcomes')).toEqual([{ outputVariables }]);
});

test('a graph can be out of date', async () => {
  const simulator = await simulate({ speed: 1 });
  const status = async (agoMs: number): Promise<unknown> => {
    const [step] = await stepsOf(simulator, simulator.past({ pipeline: 'late-graph', agoMs }).id);
    return at(step, 'status');
  };
  expect([await status(5_000), await status(7_000)]).toEqual(['Running', 'Failed']);
});

test('a retried step and the key of its log have the retry', async () => {
  const simulator = await simulate();
  const [step] = await stepsOf(simulator, await play(simulator, 'retried'));
  expect(at(step, 'interruptHistories.*.interruptType')).toEqual(['RETRY']);
  expect(at(step, 'logBaseKey')).toMatch(/\/level6:rollout_1$/);
});

test('a graph has the requested size', async () => {
  const simulator = await simulate();
  expect(await stepsOf(simulator, await play(simulator, 'big-120'))).toHaveLength(120);
});
