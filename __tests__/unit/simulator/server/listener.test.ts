/** What the server remembers, limits and ends. */
import { expect, test } from '@jest/globals';

import { ask, begin, codeOf, GRAPH, read, simulate, until } from '../../../support/harness/simulator.ts';

test('remembers every request by its kind', async () => {
  const simulator = await simulate();
  const id = await begin(simulator, 'green');
  await read(simulator, id, GRAPH);
  await ask(simulator, 'GET /gateway/elsewhere?a=1&a=2', { scope: {} });
  expect(simulator.requests.map(({ kind, acted, status }) => [kind, acted, status])).toEqual([
    ['start', true, 200],
    ['graph', true, 200],
    ['other', true, 400],
  ]);
  const { apiKey } = simulator;
  expect(simulator.requests[2]).toMatchObject({
    method: 'GET',
    path: '/gateway/elsewhere',
    query: { a: ['1', '2'] },
    headers: { 'x-api-key': apiKey },
  });
});

test('limits requests per key', async () => {
  const simulator = await simulate({ requestsPerMinute: 2 });
  const statuses = [];
  for (const key of [simulator.apiKey, simulator.apiKey, simulator.apiKey, simulator.sat]) {
    statuses.push((await ask(simulator, 'GET /x', { key })).status);
  }
  expect(statuses).toEqual([400, 400, 429, 400]);
  expect(simulator.requests[2]).toMatchObject({ acted: false, status: 429 });
});

test('exits when there are no requests', async () => {
  let ended = false;
  const simulator = await simulate({ idleMs: 50, onIdle: () => (ended = true) });
  await until(() => ended);
  expect(await codeOf(ask(simulator, 'GET /x'))).toBe('ECONNREFUSED');
});
