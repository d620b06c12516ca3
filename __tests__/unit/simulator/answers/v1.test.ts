/** The newer API: scope in the path, names in snake case. */
import { expect, test } from '@jest/globals';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { ask, at, executionOf, play, simulate, summaryOf, until, word } from '../../../support/harness/simulator.ts';

const PIPELINES = '/v1/orgs/default/projects/shop/pipelines';

test.each(['', '/pipeline/api'])('starts under %j', async (prefix) => {
  const simulator = await simulate();
  const inputs_yaml = 'pipeline: {identifier: selective, variables: [{name: version, type: String, value: "1"}]}';
  const stage = { stage_identifiers: ['notify'] };
  const { json } = await ask(simulator, `POST ${prefix}${PIPELINES}/selective/execute/stages`, {
    scope: {},
    query: { notes: 'a note', branch_name: 'main' },
    body: JSON.stringify({ inputs_yaml, ...stage }),
  });
  expect(SHAPES.v1Start(json, 'start')).toEqual([]);
  expect(executionOf(simulator, word(json, 'execution_details.execution_id'))).toMatchObject({
    pipeline: 'selective',
    stages: ['notify'],
    notes: 'a note',
    branch: 'main',
  });
});

test('runs selected stages again', async () => {
  const simulator = await simulate();
  const { id } = simulator.past({ pipeline: 'selective', agoMs: 1_000 });
  const inputs_yaml = 'pipeline: {identifier: selective, variables: [{name: version, type: String, value: "1"}]}';
  const body = JSON.stringify({ inputs_yaml, stage_identifiers: ['notify'] });
  const path = `${PIPELINES}/selective/execute/rerun/${id}/stages`;
  const { json } = await ask(simulator, `POST ${path}`, { scope: {}, body });
  const again = word(json, 'execution_details.execution_id');
  expect(executionOf(simulator, again).stages).toEqual(['notify']);
  expect(at(await summaryOf(simulator, again), 'executionTriggerInfo')).toMatchObject({
    isRerun: true,
    rerunInfo: { prevExecutionId: id },
  });
});

test('runs again and retries', async () => {
  const simulator = await simulate();
  const id = await play(simulator, 'red');
  const start = async (way: string, query = {}): Promise<string> => {
    const { json } = await ask(simulator, `POST ${PIPELINES}/red/execute/${way}`, { scope: {}, query, body: '{}' });
    expect(SHAPES.v1Start(json, way)).toEqual([]);
    return word(json, 'execution_details.execution_id');
  };
  expect(executionOf(simulator, await start(`rerun/${id}`))).toMatchObject({ via: 'rerun' });
  const again = await start(`retry/${id}`, { retry_stages: 'deploy' });
  expect(executionOf(simulator, again)).toMatchObject({ via: 'retry', retryOf: id });
  await until(() => executionOf(simulator, again).status === 'Success');
});

test('has its own error format', async () => {
  const simulator = await simulate();
  const { status, json } = await ask(simulator, `POST ${PIPELINES}/missing/execute`, { scope: {}, body: '{}' });
  expect([status, json]).toEqual([
    400,
    { message: expect.stringContaining('does not exist'), code: 'INVALID_REQUEST', errors: [] },
  ]);
  const stages = await ask(simulator, `GET ${PIPELINES}/selective/execute/stages-execution-list`, { scope: {} });
  expect(at(stages.json, '*.identifier')).toEqual(['migrate', 'deploy', 'notify']);
});
