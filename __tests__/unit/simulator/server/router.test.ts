/** Keys, scopes and paths that do not fit. */
import { expect, test } from '@jest/globals';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { ask, type Asked, at, begin, simulate } from '../../../support/harness/simulator.ts';

test('refuses invalid keys, scopes and paths', async () => {
  const simulator = await simulate();
  const path = `GET /pipeline/api/pipelines/execution/v2/${await begin(simulator, 'green')}`;
  const scope = { accountIdentifier: simulator.account, orgIdentifier: 'default', projectIdentifier: 'shop' };
  const refused = async (shape: 'error' | 'failure', asked: Asked, line = path): Promise<unknown[]> => {
    const { status, json } = await ask(simulator, line, asked);
    expect(SHAPES[shape](json, line)).toEqual([]);
    return [status, at(json, 'code')];
  };
  expect(await refused('error', { key: 'pat.a.b.c' })).toEqual([401, 'INVALID_TOKEN']);
  expect(await refused('error', { scope: { ...scope, accountIdentifier: 'other' } })).toEqual([401, 'INVALID_TOKEN']);
  expect(await refused('error', { scope: { ...scope, projectIdentifier: 'other' } })).toEqual([
    404,
    'ENTITY_NOT_FOUND',
  ]);
  expect(await refused('failure', { scope: { accountIdentifier: simulator.account } })).toEqual([
    400,
    'INVALID_REQUEST',
  ]);
  expect(await refused('failure', {}, 'GET /pipeline/api/nothing')).toEqual([400, 'RESOURCE_NOT_FOUND_EXCEPTION']);
  expect(await refused('failure', {}, path.replace('GET', 'PUT'))).toEqual([405, 'INVALID_REQUEST']);
  const text = { headers: { 'content-type': 'text/plain' }, body: '' };
  expect(await refused('failure', text, 'POST /pipeline/api/pipeline/execute/green')).toEqual([415, 'INVALID_REQUEST']);
});
