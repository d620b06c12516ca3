/** Lists of executions and their filters. */
import { expect, test } from '@jest/globals';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { ask, at, begin, play, simulate } from '../../../support/harness/simulator.ts';

const LIST = 'POST /pipeline/api/pipelines/execution/summary';

test('each filter of the body filters', async () => {
  const simulator = await simulate();
  const [green] = [
    simulator.past({ pipeline: 'green', agoMs: 90_000 }),
    simulator.past({ pipeline: 'red', agoMs: 60_000 }),
  ];
  simulator.past({ pipeline: 'new-image', agoMs: 30_000 });
  const names = async (body: object, query = {}): Promise<unknown> => {
    const { json } = await ask(simulator, LIST, { query, body: JSON.stringify(body) });
    expect(SHAPES.list(json, 'list')).toEqual([]);
    return at(json, 'data.content.*.pipelineIdentifier');
  };
  expect(await names({})).toEqual(['new-image', 'red', 'green']);
  expect(await names({ pipelineIdentifiers: ['green', 'new-image'] })).toEqual(['new-image', 'green']);
  expect(await names({ planExecutionIds: [green.id] })).toEqual(['green']);
  expect(await names({ pipelineName: 'Red' })).toEqual(['red']);
  expect(await names({ triggerTypes: ['ARTIFACT'] })).toEqual(['new-image']);
  expect(await names({ moduleProperties: { ci: { branch: 'main' } } })).toEqual(['red', 'green']);
  expect(await names({ moduleProperties: { ci: { branch: 'other' } } })).toEqual([]);
  expect(await names({ moduleProperties: { cd: { serviceIdentifiers: ['web'], envIdentifiers: ['prod'] } } })).toEqual([
    'new-image',
    'red',
    'green',
  ]);
  expect(await names({ timeRange: { timeRangeFilterType: 'LAST_7_DAYS' } })).toHaveLength(3);
  expect(await names({}, { module: 'ci' })).toEqual(['red', 'green']);
  expect(await names({}, { searchTerm: 'new im' })).toEqual(['new-image']);
});

test('hidden executions are listed when all are requested', async () => {
  const simulator = await simulate();
  await play(simulator, 'chained');
  const count = async (query: object): Promise<unknown> =>
    at((await ask(simulator, LIST, { query: { ...query }, body: '{}' })).json, 'data.totalElements');
  expect([await count({}), await count({ showAllExecutions: 'true' })]).toEqual([1, 2]);
});

test('outlines are paged by the last one', async () => {
  const simulator = await simulate();
  for (const agoMs of [90_000, 60_000, 30_000]) {
    simulator.past({ pipeline: 'green', agoMs });
  }
  const page = async (query: Readonly<Record<string, string>>): Promise<unknown> => {
    const { json } = await ask(simulator, `${LIST}/outline`, { query, body: '{}' });
    expect(SHAPES.outline(json, 'outline')).toEqual([]);
    return at(json, 'data');
  };
  const first = await page({ size: '2' });
  expect(first).toMatchObject({ currentSize: 2, hasMore: true });
  const lastSeenExecutionId = String(at(first, 'lastSeenExecutionId'));
  expect(await page({ size: '2', lastSeenExecutionId })).toMatchObject({ currentSize: 1, hasMore: false });
});

test('outlines can be filtered by pipeline', async () => {
  const simulator = await simulate();
  ['green', 'red'].forEach((pipeline) => simulator.past({ pipeline, agoMs: 60_000 }));
  const named = async (line: string): Promise<unknown> => {
    const { json } = await ask(simulator, line, { body: '{"pipelineIdentifier":"red"}' });
    return at(json, 'data.content.*.pipelineIdentifier');
  };
  expect([await named(`${LIST}/outline`), await named(LIST)]).toEqual([['red'], ['red', 'green']]);
});

test('a re-run execution names the earlier one', async () => {
  const simulator = await simulate();
  const id = await begin(simulator, 'green');
  const { json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/rerun/${id}/green`, {
    headers: { 'content-type': 'application/yaml' },
    body: '',
  });
  expect(SHAPES.start(json, 'rerun')).toEqual([]);
  expect(at(json, 'data.planExecution.metadata.triggerInfo')).toMatchObject({
    isRerun: true,
    rerunInfo: { prevExecutionId: id, rootExecutionId: id },
  });
});
