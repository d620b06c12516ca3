/** Faults. */
import { expect, test } from '@jest/globals';

import type { Fault, FaultEffect, Simulator } from '../../../../src/simulator/simulator.ts';
import { type Answer, ask, at, codeOf, simulate, until } from '../../../support/harness/simulator.ts';

const PATH = 'POST /pipeline/api/pipeline/execute/green';
const strike = async (
  effect: FaultEffect,
  more: Partial<Fault> = {},
): Promise<{ simulator: Simulator; asked: Promise<Answer> }> => {
  const simulator = await simulate();
  simulator.fault({ on: 'start', do: effect, ...more });
  return { simulator, asked: ask(simulator, PATH) };
};

test.each<[string, FaultEffect, { status: number; body?: object }]>([
  ['status 500', { kind: 'status', status: 500 }, { status: 500, body: { status: 'ERROR', code: 'UNKNOWN_ERROR' } }],
  [
    'TOO_MANY_REQUESTS',
    { kind: 'status', status: 400, code: 'TOO_MANY_REQUESTS' },
    { status: 400, body: { code: 'TOO_MANY_REQUESTS' } },
  ],
  ['a bad request', { kind: 'status', status: 400, as: 'failure' }, { status: 400, body: { status: 'FAILURE' } }],
  ['text', { kind: 'status', status: 502, as: 'text' }, { status: 502 }],
  ['nothing', { kind: 'status', status: 503, as: 'empty' }, { status: 503 }],
  ['a page', { kind: 'status', status: 403, as: 'html' }, { status: 403 }],
  ['429', { kind: 'too-many' }, { status: 429 }],
  ['a login page', { kind: 'html' }, { status: 200 }],
  ['a list', { kind: 'not-object', body: '[]' }, { status: 200, body: [] }],
  ['cut JSON', { kind: 'not-object', body: '{"status":"SUCC' }, { status: 200 }],
  ['an error', { kind: 'error-in-200', code: 'X' }, { status: 200, body: { status: 'ERROR', code: 'X' } }],
  ['a redirect', { kind: 'redirect', location: 'http://example.com/' }, { status: 302 }],
  [
    'more headers',
    { kind: 'headers', headers: { 'x-ratelimit-remaining': '0' } },
    { status: 200, body: { status: 'SUCCESS' } },
  ],
  [
    'another body',
    { kind: 'replace', body: (truth) => ({ truth }) },
    { status: 200, body: { truth: { status: 'SUCCESS' } } },
  ],
])('%s', async (_, effect, { status, body }) => {
  const { simulator, asked } = await strike(effect);
  const answer = await asked;
  expect(answer.status).toBe(status);
  expect({ json: answer.json }).toMatchObject({ json: body });
  const acted = ['replace', 'headers'].includes(effect.kind);
  expect(simulator.requests[0]).toMatchObject({ acted, status });
  expect(simulator.executions).toHaveLength(acted ? 1 : 0);
  expect(at((await ask(simulator, PATH)).json, 'status')).toBe('SUCCESS');
});

test('Retry-After in seconds, as a date, or missing', async () => {
  const retryAfter = async (effect: FaultEffect): Promise<string | undefined> =>
    (await (await strike(effect)).asked).headers['retry-after'];
  expect(await retryAfter({ kind: 'too-many' })).toBeUndefined();
  expect(await retryAfter({ kind: 'too-many', retryAfter: 7 })).toBe('7');
  const date = Date.parse((await retryAfter({ kind: 'too-many', retryAfter: 3_600, as: 'date' })) ?? '');
  expect(Math.round((date - Date.now()) / 60_000)).toBe(60);
});

test.each([
  [false, 0],
  [true, 1],
])('a reset after acting: %s', async (acts, executions) => {
  const { simulator, asked } = await strike({ kind: 'reset' }, { acts });
  expect(await codeOf(asked)).toBe('ECONNRESET');
  expect([simulator.executions.length, simulator.requests[0]?.status]).toEqual([executions, undefined]);
});

test('half a body, after acting', async () => {
  const { simulator, asked } = await strike({ kind: 'half' });
  expect(await codeOf(asked)).toBe('ECONNRESET');
  expect(simulator.executions).toHaveLength(1);
});

test.each([false, true])('a stall, with headers: %s, gets no response until the server closes', async (headers) => {
  const { simulator, asked } = await strike({ kind: 'stall', headers });
  const code = codeOf(asked);
  await until(() => simulator.requests.length === 1);
  expect((await ask(simulator, PATH)).status).toBe(200);
  expect(await Promise.race([code, Promise.resolve('nothing yet')])).toBe('nothing yet');
  await simulator.close();
  expect(await code).toBe('ECONNRESET');
});

test('a slow response is late, but not its effect', async () => {
  const { simulator, asked } = await strike({ kind: 'slow', ms: 1_000 });
  await until(() => simulator.executions.length === 1);
  expect(await Promise.race([asked, Promise.resolve('not yet')])).toBe('not yet');
  expect((await asked).status).toBe(200);
});

test('refuse: the next connections are refused until it reopens', async () => {
  const { simulator, asked } = await strike({ kind: 'refuse', forMs: 60_000 });
  expect((await asked).status).toBe(200);
  expect(await codeOf(ask(simulator, PATH))).toBe('ECONNREFUSED');
  simulator.refuse(20);
  await until(async () => (await codeOf(ask(simulator, PATH))) === 'an answer');
});

test('affect only the given occurrences', async () => {
  const simulator = await simulate();
  simulator.fault({ on: 'start', from: 2, times: 2, every: 2, do: { kind: 'status', status: 500 } });
  simulator.fault({
    on: 'any',
    where: ({ query }) => query['branch'] === 'odd',
    times: Infinity,
    do: { kind: 'status', status: 418 },
  });
  const statuses = [];
  for (const line of [PATH, PATH, PATH, PATH, PATH]) statuses.push((await ask(simulator, line)).status);
  for (const line of [PATH, 'GET /x']) statuses.push((await ask(simulator, line, { query: { branch: 'odd' } })).status);
  expect(statuses).toEqual([200, 500, 200, 500, 200, 418, 418]);
});

test.each(['gzip', 'deflate', 'br'])('a response is compressed as %s on request', async (encoding) => {
  const simulator = await simulate();
  const headers = { 'x-api-key': simulator.apiKey, 'accept-encoding': `${encoding}, identity` };
  const scope = { accountIdentifier: simulator.account, orgIdentifier: 'default', projectIdentifier: 'shop' };
  const url = `${simulator.url}/pipeline/api/pipelines/list?${new URLSearchParams(scope).toString()}`;
  const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(at(await answer.json(), 'data.totalElements')).toBeGreaterThan(10);
});
