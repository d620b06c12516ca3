/** Retrying a failed execution. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';
import {
  all,
  type Answer,
  ask,
  at,
  executionOf,
  play,
  simulate,
  summaryOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

const retry = (
  simulator: Simulator,
  pipeline: string,
  query: Readonly<Record<string, string | readonly string[]>>,
): Promise<Answer> =>
  ask(simulator, `POST /pipeline/api/pipeline/execute/retry/${pipeline}`, {
    query: { retryStages: 'deploy', ...query },
  });

test('continues once from the failed stage, and succeeds', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'red');
  expect(at(await summaryOf(simulator, id), 'canRetry')).toBe(true);
  const offered = await ask(simulator, `GET /pipeline/api/pipeline/execute/${id}/retryStages`, {
    query: { pipelineIdentifier: 'red' },
  });
  expect([SHAPES.retryStages(offered.json, 'stages'), at(offered.json, 'data.groups.*.info.0.identifier')]).toEqual([
    [],
    ['build', 'deploy'],
  ]);
  const { json } = await retry(simulator, 'red', { planExecutionId: id, notesForPipelineExecution: 'mark' });
  expect([SHAPES.start(json, 'retry'), at(json, 'data.planExecution.metadata.retryInfo.parentRetryId')]).toEqual([
    [],
    id,
  ]);
  const newer = word(json, 'data.planExecution.uuid');
  expect(executionOf(simulator, newer)).toMatchObject({ via: 'retry', retryOf: id, notes: 'mark' });
  await until(() => executionOf(simulator, newer).status === 'Success');
  expect(at((await retry(simulator, 'red', { planExecutionId: id })).json, 'message')).toContain('not the latest');
  expect(at((await retry(simulator, 'red', { planExecutionId: newer })).json, 'message')).toContain('ended Success');
  const history = await ask(simulator, `GET /pipeline/api/pipeline/execute/retryHistory/${id}`);
  expect([SHAPES.retryHistory(history.json, 'history'), at(history.json, 'data.executionInfos.*.uuid')]).toEqual([
    [],
    [newer, id],
  ]);
  const latest = await ask(simulator, `GET /pipeline/api/pipeline/execute/latestExecutionId/${id}`);
  expect(at(latest.json, 'data.latestExecutionId')).toBe(newer);
  const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
  expect(at(listed.json, 'data.content.*.planExecutionId')).toEqual([newer]);
});

test('is refused when there is nothing to retry', async () => {
  const simulator = await simulate();
  const failed = simulator.past({ pipeline: 'red', agoMs: 60_000 }).id;
  const old = simulator.past({ pipeline: 'red', agoMs: 31 * 86_400_000 }).id;
  const running = simulator.past({ pipeline: 'stubborn', agoMs: 1_000 }).id;
  const message = async (...asked: Parameters<typeof retry>): Promise<unknown> =>
    at((await retry(...asked)).json, 'message');
  expect(await message(simulator, 'red', { planExecutionId: failed, retryStages: [] })).toContain('select the stage');
  expect(await message(simulator, 'red', { planExecutionId: failed, retryStages: 'gone' })).toContain(
    'not allowed for retrying',
  );
  expect(await message(simulator, 'red', { planExecutionId: old })).toContain('more than 30 days old');
  expect(await message(simulator, 'stubborn', { planExecutionId: running, retryStages: 'soak' })).toContain(
    'still runs',
  );
  expect(await message(simulator, 'green', { planExecutionId: failed })).toContain('does not belong to pipeline green');
  expect(simulator.executions).toHaveLength(3);
});

test('reports in advance only whether it is the latest', async () => {
  const simulator = await simulate();
  const [green, red] = [await play(simulator, 'green'), await play(simulator, 'red')];
  await retry(simulator, 'red', { planExecutionId: red });
  const said = async (id: string): Promise<unknown> => at(await summaryOf(simulator, id), 'canRetry');
  expect([await said(green), await said(red)]).toEqual([true, false]);
});

test('fails again for some plays', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'tests-failed');
  const { json } = await retry(simulator, 'tests-failed', { planExecutionId: id, retryStages: 'build' });
  await until(() => executionOf(simulator, word(json, 'data.planExecution.uuid')).status === 'Failed');
});

test('runs only the named legs again', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'matrix');
  const { json } = await retry(simulator, 'matrix', {
    planExecutionId: id,
    retryStages: ['deploy_1', 'deploy_3'],
    runAllStages: 'false',
  });
  const again = word(json, 'data.planExecution.uuid');
  await until(() => executionOf(simulator, again).status === 'Success');
  const legs = all(await summaryOf(simulator, again), 'layoutNodeMap').filter((node) => at(node, 'strategyMetadata'));
  expect(legs.map((leg) => Number(at(leg, 'endTs')) - Number(at(leg, 'startTs')))).toEqual([0, 2_000, 0, 2_000]);
});
