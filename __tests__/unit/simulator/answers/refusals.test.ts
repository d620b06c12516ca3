/** Pipelines that cannot be used. */
import { expect, test } from '@jest/globals';

import { all, ask, at, simulate } from '../../../support/harness/simulator.ts';

test.each([
  ['missing', 400, 'INVALID_REQUEST', 'does not exist or has been deleted'],
  ['broken', 400, 'INVALID_REQUEST', 'Field for key [stages] does not exist'],
  ['remote-missing', 400, 'SCM_NOT_FOUND_ERROR', 'was not found on branch main'],
  ['server-error', 500, 'UNKNOWN_ERROR', 'Oops'],
  ['out-of-sync', 400, 'INVALID_REQUEST', 'out of sync'],
])('%s: the template is refused like the start', async (...row) => {
  const [pipelineIdentifier, status, code, message] = row;
  const simulator = await simulate();
  const template = await ask(simulator, 'POST /pipeline/api/inputSets/template', {
    query: { pipelineIdentifier },
    body: '{}',
  });
  const start = await ask(simulator, `POST /pipeline/api/pipeline/execute/${pipelineIdentifier}`);
  for (const answer of [template, start]) {
    expect([answer.status, at(answer.json, 'code')]).toEqual([status, code]);
    expect(at(answer.json, 'message')).toContain(message);
  }
});

test('advice about a missing file is in the response messages', async () => {
  const simulator = await simulate();
  const { json } = await ask(simulator, 'POST /pipeline/api/pipeline/execute/remote-missing');
  expect(all(json, 'responseMessages').map((each) => at(each, 'code'))).toEqual([
    'HINT',
    'EXPLANATION',
    'SCM_NOT_FOUND_ERROR',
  ]);
});
