/** Executions are started, read, listed and aborted. */
import { expect, test } from '@jest/globals';

import { SHAPES } from '../../../support/harness/shapes.ts';
import {
  ask,
  at,
  begin,
  executionOf,
  interrupt,
  simulate,
  summaryOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

test('are started with notes, read and aborted twice', async () => {
  const simulator = await simulate();
  const query = { notesForPipelineExecution: 'mark', branch: 'main' };
  const started = await ask(simulator, 'POST /gateway/pipeline/api/pipeline/execute/stubborn', { query });
  expect(SHAPES.start(started.json, 'start')).toEqual([]);
  const id = word(started.json, 'data.planExecution.uuid');
  expect(id).toMatch(/^[\w-]{22}$/);
  const notes = await ask(simulator, `GET /pipeline/api/pipelines/execution/${id}/notes`);
  expect([SHAPES.notes(notes.json, 'notes'), at(notes.json, 'data.notes')]).toEqual([[], 'mark']);
  await ask(simulator, `PUT /pipeline/api/pipelines/execution/${id}/notes`, {
    query: { notesForPipelineExecution: 'other' },
  });
  expect(SHAPES.interrupt((await interrupt(simulator, id)).json, 'interrupt')).toEqual([]);
  expect(at((await interrupt(simulator, id)).json, 'code')).toBe('ABORT_ALL_ALREADY_NG');
  expect(executionOf(simulator, id)).toMatchObject({
    notes: 'other',
    branch: 'main',
    aborts: 2,
    via: 'yaml',
    status: 'Discontinuing',
  });
});

test('are aborted, immediately when queued, unless they have ended', async () => {
  const simulator = await simulate({ speed: 20 });
  const queued = await begin(simulator, 'queued-forever');
  await interrupt(simulator, queued);
  expect(await summaryOf(simulator, queued)).toMatchObject({
    status: 'Aborted',
    abortedBy: { userName: 'Release Bot' },
  });
  const soaking = await begin(simulator, 'slow');
  expect((await interrupt(simulator, soaking)).status).toBe(200);
  await until(() => executionOf(simulator, soaking).status === 'Aborted');
  const again = await interrupt(simulator, soaking);
  expect(again.status).toBe(400);
  expect(at(again.json, 'message')).toBe('Invalid request: Execution is already finished with status: [ABORTED]');
});

test('are listed newest first, with filters, in pages', async () => {
  const simulator = await simulate();
  const past = [
    ['green', 300_000],
    ['red', 200_000],
    ['red', 100_000],
    ['stubborn', 50_000],
  ] as const;
  for (const [pipeline, agoMs] of past) simulator.past({ pipeline, agoMs });
  const listed = async (
    query: Readonly<Record<string, string | readonly string[]>>,
    more: object = {},
  ): Promise<unknown> => {
    const body = JSON.stringify({ filterType: 'PipelineExecution', ...more });
    const { status, json } = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { query, body });
    if (status === 200) expect(SHAPES.list(json, 'list')).toEqual([]);
    return status === 200 ? at(json, 'data') : at(json, 'message');
  };
  const names = async (...asked: Parameters<typeof listed>): Promise<unknown> =>
    at(await listed(...asked), 'content.*.pipelineIdentifier');
  expect(await names({})).toEqual(['stubborn', 'red', 'red', 'green']);
  expect(await names({ myDeployments: 'true', pipelineIdentifier: 'red' })).toEqual(['red', 'red']);
  expect(await names({ status: ['Failed', 'Success'] })).toEqual(['red', 'red', 'green']);
  expect(await names({}, { status: ['RUNNING'], unknownFilter: ['ignored'] })).toEqual(['stubborn']);
  const timeRange = { startTime: Date.now() - 250_000, endTime: Date.now() - 75_000 };
  expect(await names({}, { timeRange })).toEqual(['red', 'red']);
  const second = { totalElements: 4, totalPages: 2, number: 1, numberOfElements: 1, first: false, last: true };
  expect(await listed({ size: '3', page: '1' })).toMatchObject(second);
  expect(await listed({ size: '1001' })).toContain('page and size');
  expect(await listed({}, { timeRange: { startTime: 1 } })).toContain('timeRange');
});
