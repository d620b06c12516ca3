/** PipelineExecutionSummary. */
import { expect, test } from '@jest/globals';

import {
  all,
  ask,
  at,
  executionOf,
  play,
  read,
  simulate,
  summaryOf,
  word,
} from '../../../support/harness/simulator.ts';

test('a chained pipeline is an execution of its own, linked from its stage and hidden in lists', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'chained-deep');
  const stage = all(await summaryOf(simulator, id), 'layoutNodeMap').find(
    (node) => at(node, 'nodeType') === 'Pipeline',
  );
  const child = word(stage, 'stepDetails.childPipelineExecutionDetails.planExecutionId');
  expect(executionOf(simulator, child)).toMatchObject({ pipeline: 'data_release', parent: id, status: 'Failed' });
  const { json } = await read(simulator, id, { stageNodeId: word(stage, 'nodeUuid') });
  expect(at(json, 'data.childGraph.pipelineExecutionSummary')).toMatchObject({
    planExecutionId: child,
    parentStageInfo: { executionid: id, hasparentpipeline: true },
  });
  const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
  expect(at(listed.json, 'data.content.*.pipelineIdentifier')).toEqual(['chained-deep']);
  expect(simulator.executions.map((each) => each.pipeline)).toEqual(['chained-deep', 'data_release', 'migrate_db']);
});
