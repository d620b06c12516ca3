/** LayoutNodeMap: stages and how they follow each other. */
import { expect, test } from '@jest/globals';

import { all, at, GRAPH, play, read, simulate, SUMMARY, summaryOf, word } from '../../../support/harness/simulator.ts';

test('stages follow each other from the starting node on', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'parallel'));
  const seen: string[] = [];
  for (let id = word(summary, 'startingNodeId'); id !== 'undefined';) {
    const node = at(summary, `layoutNodeMap.${id}`);
    const children = all(node, 'edgeLayoutList.currentNodeChildren').map((child) =>
      word(summary, `layoutNodeMap.${String(child)}.nodeIdentifier`),
    );
    seen.push(children.length > 0 ? children.join('+') : word(node, 'nodeIdentifier'));
    id = word(node, 'edgeLayoutList.nextIds.0');
  }
  expect(seen).toEqual(['build', 'deploy+docs', 'verify']);
});

/** The nodes that one reaches from the starting node: what people see as stages. */
function reached(summary: unknown): unknown[] {
  const nodes: unknown[] = [];
  const walk = (id: string): void => {
    const node = at(summary, `layoutNodeMap.${id}`);
    if (node !== undefined) {
      nodes.push(node);
      const links = [...all(node, 'edgeLayoutList.currentNodeChildren'), ...all(node, 'edgeLayoutList.nextIds')];
      links.forEach((next) => walk(String(next)));
    }
  };
  walk(word(summary, 'startingNodeId'));
  return nodes;
}

const isReached = (summary: unknown, node: unknown): boolean => reached(summary).includes(node);

test('every execution has unreachable rollback nodes that never started', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'green'));
  const ghosts = all(summary, 'layoutNodeMap').filter((node) => !isReached(summary, node));
  expect(ghosts).toMatchObject([
    { nodeType: 'PipelineRollback', nodeIdentifier: expect.stringMatching(/^prb-/), name: 'Pipeline Rollback' },
    { nodeType: 'Deployment', name: 'Deploy (Rollback Stage)', isRollbackStageNode: true },
  ]);
  expect(new Set(ghosts.map((node) => at(node, 'status')))).toEqual(new Set(['NotStarted']));
});

test('a pipeline rollback is reachable once it runs', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'pipeline-rollback'));
  const seen = reached(summary).map((node) => [at(node, 'name'), at(node, 'status')]);
  expect(seen).toEqual([
    ['Build', 'Success'],
    ['Deploy EU', 'Success'],
    ['Deploy', 'Failed'],
    ['Verify', 'NotStarted'],
    ['Pipeline Rollback', 'Success'],
    ['Deploy EU (Rollback Stage)', 'Success'],
  ]);
});

test('a parallel block has an id, but no name and no times', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'parallel'));
  const block = reached(summary).find((node) => at(node, 'nodeType') === 'parallel');
  expect(block).toMatchObject({ status: 'NotStarted', nodeGroup: 'STAGE' });
  expect(Object.keys(block ?? {}).filter((key) => ['name', 'startTs', 'endTs'].includes(key))).toEqual([]);
});

test.each([
  ['matrix', 'MATRIX', { matrixmetadata: { matrixcombination: [0], matrixvalues: { region: 'eu' } } }],
  ['loop', 'LOOP', { formetadata: { value: 'mail', partition: [] } }],
  ['multi-service', 'MATRIX', { matrixmetadata: { matrixvalues: { service: '{"identifier":"web","tag":"1.2.0"}' } } }],
])('the legs of %s have lower-case values and an unreachable hidden twin', async (...given) => {
  const [pipeline, nodeType, values] = given;
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, pipeline));
  const nodes = all(summary, 'layoutNodeMap');
  const strategy = nodes.find((node) => at(node, 'nodeGroup') === 'STRATEGY');
  expect([at(strategy, 'nodeType'), at(strategy, 'startTs')]).toEqual([nodeType, undefined]);
  const [leg] = nodes.filter((node) => at(node, 'strategyMetadata'));
  const place = { currentiteration: 0, totaliterations: expect.any(Number), identifierpostfix: '_0' };
  expect(at(leg, 'strategyMetadata')).toMatchObject({ ...place, ...values });
  const twin = nodes.find((node) => at(node, 'hidden') === true);
  expect(twin).toMatchObject({ status: 'NotStarted', name: at(strategy, 'name') });
  expect(isReached(summary, twin)).toBe(false);
});

test('a skipped stage has the condition that was false', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'conditional'));
  const skipped = reached(summary).find((node) => at(node, 'status') === 'Skipped');
  expect(at(skipped, 'nodeRunInfo')).toEqual({
    whenCondition: '<+trigger.payload.release> == "true"',
    evaluatedCondition: false,
    expressions: [{ expression: 'trigger.payload.release', expressionValue: 'false', count: 1 }],
  });
});

test('a failure can be only in the response messages, among advice', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'no-delegate'));
  const failed = reached(summary).find((node) => at(node, 'status') === 'Failed');
  expect(failed).toMatchObject({ failureInfo: { message: '' }, failureInfoDTO: { message: '' } });
  const messages = all(failed, 'failureInfoDTO.responseMessages');
  expect(messages.map((each) => [at(each, 'code'), at(each, 'level')])).toEqual([
    ['HINT', 'INFO'],
    ['GENERAL_ERROR', 'ERROR'],
  ]);
});

test('an execution that Harness aborted has no details', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'aborted-early');
  const { json } = await read(simulator, id, GRAPH);
  expect(at(json, 'data.executionGraph')).toBeUndefined();
  const summary = at(json, SUMMARY);
  expect(summary).toMatchObject({ status: 'Aborted' });
  expect([at(summary, 'abortedBy'), at(summary, 'executionErrorInfo'), at(summary, 'failureInfo')]).toEqual(
    Array.from({ length: 3 }),
  );
  expect(reached(summary).map((node) => at(node, 'failureInfoDTO'))).toEqual([undefined]);
});
