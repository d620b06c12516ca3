/** Which steps count when it is asked where the time went. */
import { expect, test } from '@jest/globals';

import { timedSteps } from '../../../src/diagnosis/steps.ts';
import { nodesOf } from '../../../src/harness/nextgen/graph.ts';
import { report, stage, REF } from '../../support/reports.ts';

const RUN = { account: 'a', org: 'o', project: 'p', pipeline: 'x', id: REF.id, sequence: 1, simplified: false };
const FQN = 'pipeline.stages.deploy';

test('lists only ended steps, in the order in which they started', () => {
  const step = (name: string, startTs: number, more: object = {}) => ({
    name,
    identifier: name,
    baseFqn: `${FQN}.spec.execution.steps.${name}`,
    stepType: 'ShellScript',
    status: 'Success',
    startTs,
    endTs: startTs + 1000,
    ...more,
  });
  const nodeMap = {
    stage: { ...step('deploy', 1000), baseFqn: FQN, stepType: 'DEPLOYMENT_STAGE_STEP' },
    late: step('late', 9000),
    approve: step('approve', 5000, { stepType: 'HarnessApproval' }),
    running: step('running', 6000, { status: 'Running', endTs: undefined }),
    skipped: step('skipped', 6000, { status: 'Skipped' }),
    service: step('service', 2000, { stepType: 'SERVICE_V3' }),
  };
  const inside = ['late', 'approve', 'running', 'skipped', 'service'];
  const nodeAdjacencyListMap = { stage: { children: inside, nextIds: [] } };
  const nodes = nodesOf({ rootNodeId: 'stage', nodeMap, nodeAdjacencyListMap }, RUN, {
    uuid: undefined,
    name: undefined,
  });
  const deploy = stage('deploy', 'Running', { node: nodes[0]?.plan });
  const { snapshot } = report('Running', undefined, { snapshot: { stages: [deploy] } });
  expect(timedSteps(nodes, snapshot).map(({ name, isApproval, startedAt }) => [name, isApproval, startedAt])).toEqual([
    ['approve', true, 5000],
    ['late', false, 9000],
  ]);
});
