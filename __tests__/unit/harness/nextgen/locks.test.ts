/** Who holds the lock that an execution waits for. */
import { expect, test } from '@jest/globals';

import { systemClock } from '../../../../src/base/clock.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import { type LockUser, nextGenLocks } from '../../../../src/harness/nextgen/locks.ts';
import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { startServer } from '../../../support/harness/http-server.ts';
import { simulate } from '../../../support/harness/simulator.ts';

/** Slow: the queue of the scenario, which is over after two seconds, lasts for minutes. */
const SPEED = 0.01;
const BOUNDS = { signal: new AbortController().signal, limit: 20_000 };

function lockedBy(
  origin: string,
  id: string,
  { account = 'Acme', apiKey = 'pat.Acme.a.b' } = {},
): Promise<readonly LockUser[]> {
  const http = openHttp({ origin, key: apiKey, clock: systemClock, onExchange: () => undefined });
  const scope = { origin, account, org: 'default', project: 'shop' };
  return nextGenLocks(http, scope).lockedBy({ id, pipeline: 'locked', url: '' }, BOUNDS);
}

/** A simulator with two executions that wait for one lock, the earlier one first. */
async function queue(): Promise<{ readonly simulator: Simulator; readonly ids: readonly string[] }> {
  const simulator = await simulate({ speed: SPEED });
  return { simulator, ids: [150_000, 100_000].map((agoMs) => simulator.past({ pipeline: 'locked', agoMs }).id) };
}

test('lists the execution that uses the resource first, then those that have waited longer, with links', async () => {
  const { simulator, ids } = await queue();
  const users = await lockedBy(simulator.url, ids[1] ?? '', simulator);
  expect(users.map(({ name, isHolder }) => [name, isHolder])).toEqual([
    ['Db Restore in default/platform', true],
    ['Locked in default/shop', false],
  ]);
  expect(users.map(({ ref }) => ref.url)).toEqual([
    expect.stringMatching(
      /\/orgs\/default\/projects\/platform\/pipelines\/db_restore\/executions\/[\w-]{22}\/pipeline$/,
    ),
    expect.stringContaining(`/orgs/default/projects/shop/pipelines/locked/executions/${ids[0]}/pipeline`),
  ]);
  expect(await lockedBy(simulator.url, ids[0] ?? '', simulator)).toHaveLength(1);
});

test('an execution that is not waiting for a lock causes no request', async () => {
  const simulator = await simulate({ speed: SPEED });
  const { id } = simulator.past({ pipeline: 'slow', agoMs: 100_000 });
  expect(await lockedBy(simulator.url, id, simulator)).toEqual([]);
  expect(simulator.requests.map(({ kind }) => kind)).toEqual(['graph']);
});

test.each([401, 403, 404])('a key without permission: %i', async (status) => {
  const { simulator, ids } = await queue();
  simulator.fault({ on: 'lock-holders', do: { kind: 'status', status } });
  await expect(lockedBy(simulator.url, ids[0] ?? '', simulator)).rejects.toMatchObject({ failure: { status } });
});

test.each<[string, object, unknown]>([
  ['of a Queue step', { spec: { key: 'quay' } }, 'quay'],
  ['as older answers have it', { resourceUnit: 'quay' }, 'quay'],
  ['that is not named', {}, null],
])('a lock %s', async (_, stepParameters, unit) => {
  const nodeMap = { queue: { status: 'ResourceWaiting', stepParameters } };
  const constraint = { planExecutionId: 'tq5nWc8RTyKx2Lm0Zb4vJg', pipelineIdentifier: 'ferry', state: 'ACTIVE' };
  const hostile = { ...constraint, pipelineIdentifier: '../x' };
  const server = await startServer(({ response, visit }) => {
    const isGraph = visit.path.includes('/execution/v2/');
    const data = isGraph ? { executionGraph: { nodeMap } } : { resourceConstraints: [hostile, constraint, null] };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'SUCCESS', data }));
  });
  const users = await lockedBy(server.origin, 'rq5nWc8RTyKx2Lm0Zb4vJg');
  await server.close();
  expect(users.map(({ name }) => name)).toEqual(unit === null ? [] : ['ferry in default/shop']);
  const asked = new URL(server.visits[1]?.path ?? '', server.origin).searchParams.get('resourceUnit');
  expect(asked).toBe(unit);
});
