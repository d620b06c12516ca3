/** What the graph says about a deployment beside its steps. */
import { expect, test } from '@jest/globals';

import { all, at, GRAPH, play, read, simulate, word } from '../../../support/harness/simulator.ts';

test('service, infrastructure and queue come before the steps', async () => {
  const simulator = await simulate();
  const { json } = await read(simulator, await play(simulator, 'rollback'), GRAPH);
  const nodes = all(json, 'data.executionGraph.nodeMap').filter((node) =>
    word(node, 'baseFqn').startsWith('pipeline.stages.deploy.'),
  );
  const paths = nodes.map((node) => `${word(node, 'stepType')} ${word(node, 'baseFqn').replace(/rc-.*/, 'rc-…')}`);
  expect(paths.toSorted()).toEqual(
    [
      'INFRASTRUCTURE_TASKSTEP_V2 pipeline.stages.deploy.spec.infrastructure',
      'K8sRollingDeploy pipeline.stages.deploy.spec.execution.steps.rollout',
      'K8sRollingRollback pipeline.stages.deploy.spec.execution.rollbackSteps.undo',
      'NG_SECTION_WITH_ROLLBACK_INFO pipeline.stages.deploy.spec.execution',
      'ROLLBACK_OPTIONAL_CHILD_CHAIN pipeline.stages.deploy.spec.execution',
      'ResourceConstraint pipeline.stages.deploy.spec.execution.steps.rc-…',
      'SERVICE_V3 pipeline.stages.deploy.spec.service',
    ].toSorted(),
  );
  const queue = nodes.find((node) => at(node, 'stepType') === 'ResourceConstraint');
  expect([at(queue, 'status'), at(queue, 'executableResponses.0.async.logKeys')]).toEqual(['Success', []]);
});

test('a stage waits in the queue for a lock that another execution uses', async () => {
  const simulator = await simulate({ speed: 0.01 });
  const { id } = simulator.past({ pipeline: 'locked', agoMs: 100_000 });
  const { json } = await read(simulator, id, GRAPH);
  const waiting = all(json, 'data.executionGraph.nodeMap').filter((node) => at(node, 'status') === 'ResourceWaiting');
  const queue = waiting.find((node) => at(node, 'stepType') === 'ResourceConstraint');
  expect(at(queue, 'executableResponses.0.async')).toMatchObject({ logKeys: [], units: [] });
});
