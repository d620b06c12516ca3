/** The door to Harness: whatever comes back, it is one checked answer or one HarnessError, in time, and the key stays. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { type FailureKind, HarnessError, type RequestFailure } from '../../../src/harness/errors.ts';
import { type Call, type Exchange, type Http, openHttp } from '../../../src/harness/http.ts';
import {
  type Act,
  closedOrigin,
  startProxy,
  startServer,
  startSilence,
  type TestServer,
  type Visit,
} from '../../support/harness/http-server.ts';

const KEY = 'pat.Acme.token.s3cr3t$&-key';
const READ: Call = { purpose: 'read execution E', method: 'GET', path: '/pipeline/api/x' };
/** Ample; what is to be late gets less. */
const LIMIT = 20_000;
const SOON = 150;

const open: TestServer[] = [];
afterEach(async () => {
  delete process.env['http_proxy'];
  delete process.env['https_proxy'];
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serving(act: Act, options?: { readonly tls: boolean }): Promise<TestServer> {
  return kept(await startServer(act, options));
}

function kept(server: TestServer): TestServer {
  open.push(server);
  return server;
}

function door(
  origin: string,
  more: { readonly key?: string; readonly clock?: Clock } = {},
): Http & { seen: Exchange[] } {
  const seen: Exchange[] = [];
  const http = openHttp({
    origin,
    key: KEY,
    clock: systemClock,
    onExchange: (exchange) => seen.push(exchange),
    ...more,
  });
  return { ...http, seen };
}

function bounds(limit = LIMIT): { readonly signal: AbortSignal; readonly limit: number } {
  return { signal: new AbortController().signal, limit };
}

async function troubleOf(answer: Promise<unknown>): Promise<RequestFailure> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof HarnessError) {
      return error.failure;
    }
    throw error;
  }
  throw new Error('There was an answer.');
}

/** What a GET of this answer comes to. */
async function troubleWith(act: Act, more: Partial<Call> = {}, limit = LIMIT): Promise<RequestFailure> {
  const { origin } = await serving(act);
  return troubleOf(door(origin).send({ ...READ, ...more }, bounds(limit)));
}

async function answerOf(act: Act, more: Partial<Call> = {}): Promise<unknown> {
  const { origin } = await serving(act);
  return door(origin).send({ ...READ, ...more }, bounds());
}

function says(status: number, body: unknown, headers: Record<string, string> = {}): Act {
  return ({ response }) => {
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  };
}

const OK = says(200, { status: 'SUCCESS', data: {} });
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const PAGE = '<!DOCTYPE html><html><head><title>Sign in\n to Harness</title></head></html>';

test('a host that is written as [::1] is an address, and no name', async () => {
  const server = createServer((_request, response) => response.end('{"data":1}'));
  const isThere = await new Promise<boolean>((done) => {
    server.once('error', () => done(false)); // This machine has no IPv6.
    server.listen(0, '::1', () => done(true));
  });
  if (isThere) {
    const { port } = server.address() as AddressInfo;
    const http = openHttp({
      origin: `http://[::1]:${port}`,
      key: 'k',
      clock: systemClock,
      onExchange: () => undefined,
    });
    expect(await http.send(READ, bounds())).toEqual({ data: 1 });
    server.close();
  }
});

describe('a request', () => {
  test('is sent as it was asked for, and its answer is given back', async () => {
    const server = await serving(says(200, { status: 'SUCCESS', data: { __proto__: 1, a: [1, null] } }));
    const answer = await door(server.origin).send(
      {
        ...READ,
        method: 'POST',
        query: { a: 'x y&=ü', list: ['1', '2'], none: undefined, empty: '', nobody: [] },
        body: 'pipeline: {}\nä',
        type: 'application/yaml',
      },
      bounds(),
    );
    expect(answer).toEqual({ status: 'SUCCESS', data: { a: [1, null] } });
    const [visit] = server.visits;
    expect(visit).toMatchObject({ method: 'POST', body: 'pipeline: {}\nä' });
    expect(visit?.path).toBe('/pipeline/api/x?a=x+y%26%3D%C3%BC&list=1&list=2&empty=');
    expect(visit?.headers).toMatchObject({
      'x-api-key': KEY,
      'content-type': 'application/yaml',
      accept: 'application/json',
      'content-length': '15',
    });
  });

  test('with an empty body still has one', async () => {
    const server = await serving(OK);
    await door(server.origin).send({ ...READ, method: 'POST', body: '', type: 'application/yaml' }, bounds());
    expect(server.visits[0]?.headers).toMatchObject({ 'content-type': 'application/yaml', 'content-length': '0' });
  });

  test('without a key has none', async () => {
    const server = await serving(OK);
    await door(server.origin).send({ ...READ, withoutKey: true }, bounds());
    await door(server.origin, { key: '' }).send(READ, bounds());
    expect(server.visits.map(({ headers }) => headers['x-api-key'])).toEqual([undefined, undefined]);
  });

  test('takes the connection of the one before; a fresh one has its own and leaves none behind', async () => {
    const server = await serving(OK);
    const http = door(server.origin);
    for (const call of [READ, READ, { ...READ, fresh: true }, READ, { ...READ, fresh: true }]) {
      await http.send(call, bounds());
    }
    expect(server.visits.map(({ connection }) => connection)).toEqual([1, 1, 2, 1, 3]);
    expect(server.visits.map(({ headers }) => headers.connection)).toEqual([
      'keep-alive',
      'keep-alive',
      'close',
      'keep-alive',
      'close',
    ]);
  });

  test('is told without query, header or body', async () => {
    const { origin } = await serving(says(200, { data: {}, correlationId: 'c-1' }));
    const http = door(origin);
    await http.send({ ...READ, query: { secret: 'q' }, method: 'POST', body: 'b' }, bounds());
    expect(http.seen).toEqual([
      {
        method: 'POST',
        path: '/pipeline/api/x',
        outcome: '200',
        ms: expect.any(Number),
        rest: undefined,
        correlationId: 'c-1',
      },
    ]);
  });
});

describe('a good answer', () => {
  test('is an object, unless something else is expected', async () => {
    expect(await answerOf(says(201, { a: 1 }))).toEqual({ a: 1 });
    for (const body of [null, true, 3, [], [{ a: 1 }]]) {
      expect((await troubleWith(says(200, body))).kind).toBe('unexpected');
      expect(await answerOf(says(200, body), { expects: 'json' })).toEqual(body);
    }
    for (const body of ['', '"text', '{"a":1', PAGE, '\uFEFF{', 'undefined', 'NaN']) {
      expect((await troubleWith(says(200, body))).kind).toBe('unexpected');
      expect((await troubleWith(says(200, body), { expects: 'json' })).kind).toBe('unexpected');
      expect(await answerOf(says(200, body), { expects: 'text' })).toBe(body);
    }
  });

  test('is no 204', async () => {
    const failure = await troubleWith(({ response }) => response.writeHead(204).end());
    expect(failure).toMatchObject({ kind: 'unexpected', status: 204, detail: '' });
  });

  test('may be called JSON or not', async () => {
    expect(await answerOf(says(200, '{"a":1}'))).toEqual({ a: 1 });
    expect(await answerOf(says(200, { a: 1 }, { 'content-type': 'unexpected' }))).toEqual({ a: 1 });
  });

  test('may come in the smallest pieces', async () => {
    const text = JSON.stringify({ name: 'Grüße, 世界 🎉' });
    const act: Act = ({ response }) => {
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.from([byte]));
      }
      response.end();
    };
    expect(await answerOf(act)).toEqual({ name: 'Grüße, 世界 🎉' });
  });

  test('of which only the end is wanted costs its end', async () => {
    const line = `${'x'.repeat(1023)}\n`;
    const act: Act = ({ response }) => {
      response.write(line.repeat(10 * 1024));
      response.end('the end');
    };
    expect(await answerOf(act, { expects: 'text', keep: 10 })).toBe('xx\nthe end');
  });
});

/** Answers that cannot be used, what they are, and a word of the detail. */
const FAULTS: readonly (readonly [string, Act, Partial<RequestFailure> & { readonly kind: FailureKind }])[] = [
  [
    'a page for an answer',
    says(200, PAGE),
    { kind: 'unexpected', status: 200, detail: 'a page titled Sign in to Harness' },
  ],
  ['a page that refuses', says(401, PAGE), { kind: 'unexpected', status: 401 }],
  ['a page that forbids', says(403, PAGE), { kind: 'unexpected', status: 403 }],
  ['a page that finds nothing', says(404, '<html>nope'), { kind: 'unexpected', status: 404, detail: '<html>nope' }],
  [
    'a page at the gateway',
    says(502, PAGE),
    { kind: 'unavailable', status: 502, detail: 'a page titled Sign in to Harness' },
  ],
  ['a page for too many requests', says(429, PAGE), { kind: 'limited', status: 429, detail: '' }],
  ['nothing, with an error', says(500, ''), { kind: 'unavailable', status: 500, detail: '' }],
  ['408', says(408, {}), { kind: 'unavailable', status: 408 }],
  ['425', says(425, {}), { kind: 'unavailable', status: 425 }],
  ['a 4xx without words', says(400, {}), { kind: 'unexpected', status: 400 }],
  ['a 4xx with a list', says(400, [{ message: 'x' }]), { kind: 'unexpected', status: 400 }],
  ['a 4xx with words of other types', says(400, { code: 7, message: { a: 1 } }), { kind: 'unexpected', status: 400 }],
  [
    'not modified',
    ({ response }) => response.writeHead(304).end(),
    { kind: 'redirect', status: 304, detail: 'It points to no host.' },
  ],
  ['no HTTP', ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'), { kind: 'lost', code: 'HPE_INVALID_CONSTANT' }],
  ['half a head', ({ socket }) => socket.end(HEAD), { kind: 'lost' }],
  [
    'headers without end',
    ({ socket }) => socket.end(`${HEAD}X: ${'x'.repeat(100_000)}\r\n\r\n`),
    { kind: 'lost', code: 'HPE_HEADER_OVERFLOW' },
  ],
  ['a close before the head', ({ socket }) => socket.end(), { kind: 'lost', code: 'ECONNRESET' }],
  ['a reset before the head', ({ socket }) => socket.resetAndDestroy(), { kind: 'lost', code: 'ECONNRESET' }],
  [
    'a close in the body',
    ({ socket }) => socket.end(`${HEAD}Content-Length: 100\r\n\r\n{"data":`),
    { kind: 'lost', code: 'ECONNRESET' },
  ],
  [
    'a reset in the body',
    ({ socket }) => socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"data":`, () => socket.resetAndDestroy()),
    { kind: 'lost', code: 'ECONNRESET' },
  ],
  [
    'a close between chunks',
    ({ socket }) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n9\r\n{"data":1\r\n`),
    { kind: 'lost', code: 'ECONNRESET' },
  ],
  [
    'chunks of nonsense',
    ({ socket }) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`),
    { kind: 'lost' },
  ],
  [
    'half a body that ends as if it were whole',
    ({ socket }) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"data":{"planExecution":{"uu'),
    { kind: 'unexpected', status: 200 },
  ],
  [
    'compression that nobody asked for',
    says(200, '\u001F\u0008\u0000\u0000::error::x', { 'content-encoding': 'gzip' }),
    { kind: 'unexpected', status: 200, detail: '::error::x' },
  ],
];

describe('an answer that cannot be used', () => {
  test.each(FAULTS)('%s', async (_name, act, failure) => {
    const { purpose, origin: _, ...found } = await troubleWith(act);
    expect(found).toMatchObject(failure);
    expect(purpose).toBe(READ.purpose);
    expect(open[0]?.visits).toHaveLength(1); // and is not asked for again here
  });

  test('and is larger than any that is good is not read on', async () => {
    let sent = 0;
    const endless: Act = ({ response }) => {
      const more = (): void => {
        if (response.destroyed) {
          return;
        }
        sent += 2 ** 20;
        response.write('x'.repeat(2 ** 20), more);
      };
      more();
    };
    const failure = await troubleWith(endless);
    expect(failure).toMatchObject({ kind: 'unexpected', code: 'TOO_LARGE' });
    expect(failure.detail).toBe('The answer has more than 33554432 bytes.');
    expect(sent).toBeLessThan(64 * 2 ** 20);
    expect(await troubleWith(endless, { expects: 'text', keep: 100 })).toMatchObject({ code: 'TOO_LARGE' });
  });

  test.each<[string, Act]>([
    ['says nothing', () => undefined],
    ['ends with its head', ({ response }) => response.writeHead(200).flushHeaders()],
    ['stops in its body', ({ response }) => response.writeHead(200).write('{"data":')],
    ['trickles', ({ response, socket }) => trickle(() => response.write(' '), socket)],
    ['trickles in its head', ({ socket }) => trickle(() => socket.write('H'), socket)],
  ])('and %s is not waited for, and its connection is closed', async (_name, act) => {
    const server = await serving(act);
    const http = door(server.origin);
    const failure = await troubleOf(http.send(READ, bounds(SOON)));
    expect(failure.kind).toBe('lost');
    expect(http.seen).toHaveLength(1);
    await server.left();
  });

  test('and is late says for how long it was waited', async () => {
    const failure = await troubleWith(() => undefined, {}, SOON);
    expect(failure).toMatchObject({ kind: 'lost', code: 'TIMEOUT', detail: 'no whole answer within 1 s' });
  });
});

function trickle(
  write: () => void,
  socket: { readonly destroyed: boolean; on(event: 'close', end: () => void): void },
): void {
  const timer = setInterval(write, 10);
  socket.on('close', () => clearInterval(timer));
}

describe("Harness's errors", () => {
  test('of a business kind', async () => {
    const act = says(400, {
      status: 'ERROR',
      code: 'INVALID_REQUEST',
      message: 'Invalid request: no such service',
      correlationId: 'c-1',
      responseMessages: [
        { code: 'HINT', level: 'INFO', message: 'Create it.' },
        { code: 'EXPLANATION', level: 'INFO', message: 'It was deleted.' },
        { code: 'HINT', level: 'INFO', message: 'Create it.' },
        { code: 'INVALID_REQUEST', level: 'ERROR', message: 'no such service' },
        { code: 'INVALID_REQUEST', level: 'INFO', message: 'of no interest' },
      ],
    });
    expect(await troubleWith(act)).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 'INVALID_REQUEST',
      detail: 'Invalid request: no such service; no such service',
      hints: ['Create it.', 'It was deleted.'],
      correlationId: 'c-1',
    });
  });

  test('about parameters', async () => {
    const act = says(400, {
      status: 'FAILURE',
      code: 'INVALID_REQUEST',
      message: 'Invalid parameters',
      errors: [{ fieldId: 'x', error: 'must not be null' }, null, 'text', { error: 5 }],
    });
    expect((await troubleWith(act)).detail).toBe('Invalid parameters; must not be null');
  });

  test.each<[unknown, Partial<RequestFailure>]>([
    [
      { message: 'no', code: 'NOT_FOUND', errors: [] },
      { code: 'NOT_FOUND', detail: 'no' },
    ],
    [{ error_msg: 'not authorized' }, { detail: 'not authorized' }],
    [{ code: 'ONLY_A_CODE' }, { code: 'ONLY_A_CODE', detail: '' }],
    [{ status: 'ERROR' }, { detail: '' }],
    [{ message: 'no', responseMessages: null, errors: 7, correlationId: {} }, { detail: 'no' }],
    [{ message: 'no', responseMessages: { level: 'ERROR' }, errors: 'x' }, { detail: 'no' }],
    [
      { message: 'no', responseMessages: [null, 1, 'x', [], { level: 'ERROR' }] },
      { detail: 'no', hints: [] },
    ],
    [
      { message: 'a\nb\u001B[31m', code: 'C\nD' },
      { detail: 'a b', code: 'C D' },
    ],
  ])('%j', async (body, failure) => {
    expect(await troubleWith(says(404, body))).toMatchObject({ kind: 'refused', status: 404, ...failure });
  });

  test('as long as books are cut', async () => {
    const long = 'x'.repeat(100_000);
    const responseMessages = Array.from({ length: 20 }, (_, n) => ({ code: 'HINT', message: `${n} ${long}` }));
    const {
      detail,
      hints = [],
      code = '',
    } = await troubleWith(says(400, { message: long, code: long, responseMessages }));
    expect([detail.length, hints.length, code.length]).toEqual([1000, 5, 80]);
    expect(Math.max(...hints.map((hint) => hint.length))).toBe(500);
  });

  test('that say too many requests count as that, whatever the status', async () => {
    for (const status of [200, 400, 500]) {
      const body = { status: 'ERROR', code: 'TOO_MANY_REQUESTS', message: 'Too many' };
      expect(await troubleWith(says(status, body))).toMatchObject({ kind: 'limited', status, detail: 'Too many' });
    }
  });

  test('keep their words in a 5xx', async () => {
    const body = { status: 'ERROR', code: 'UNKNOWN_ERROR', message: 'Oops', correlationId: 'c-2' };
    const failure = await troubleWith(says(500, body));
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'UNKNOWN_ERROR', detail: 'Oops', correlationId: 'c-2' });
  });

  test('inside a 200 count for what their code says, and for nothing when it says nothing', async () => {
    for (const status of ['ERROR', 'FAILURE']) {
      const known = await troubleWith(says(200, { status, code: 'INVALID_TOKEN', message: 'no' }));
      expect(known).toMatchObject({ kind: 'refused', status: 200 });
      const unknown = await troubleWith(says(200, { status, code: 'INVALID_REQUEST', message: 'no' }));
      expect(unknown).toMatchObject({ kind: 'unexpected', status: 200, detail: 'no' });
    }
    expect(await answerOf(says(200, { status: 'SUCCESS', code: 'X', message: 'yes' }))).toMatchObject({ code: 'X' });
  });

  test('name the correlation id of the header when the body has none', async () => {
    const failure = await troubleWith(says(400, { message: 'no' }, { 'x-correlation-id': 'from-the-header' }));
    expect(failure.correlationId).toBe('from-the-header');
  });
});

describe('when to ask again', () => {
  const NOW = Date.UTC(2026, 1, 12, 18, 42, 10);
  const clock = { ...systemClock, now: () => NOW };

  async function told(headers: Record<string, string>, status = 429): Promise<{ after: unknown; rest: unknown }> {
    const { origin } = await serving(says(status, {}, headers));
    const http = door(origin, { clock });
    const error = await http.send(READ, bounds()).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return {
      after: error instanceof HarnessError ? error.failure.retryAfter : undefined,
      rest: http.seen[0]?.backOff,
    };
  }

  test.each<[string, number | undefined]>([
    ['5', 5000],
    ['0', 0],
    ['000120', 120_000],
    ['Thu, 12 Feb 2026 18:42:40 GMT', 30_000],
    ['Thu, 12 Feb 2026 18:42:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    ['9'.repeat(30), undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['5 seconds', undefined],
  ])('Retry-After: %s is %p ms', async (value, after) => {
    for (const status of [429, 503]) {
      expect(await told({ 'retry-after': value }, status)).toEqual({ after, rest: undefined });
    }
  });

  test.each<[Record<string, string>, number | undefined]>([
    [{ 'x-ratelimit-remaining': '0' }, 60_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7' }, 7000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 12) }, 12_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 12) }, 0],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '86400' }, 60_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, 60_000],
    [{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '7' }, undefined],
    [{ 'x-ratelimit-reset': '7' }, undefined],
  ])('%j asks for a rest of %p ms, with a good answer too', async (headers, rest) => {
    expect(await told(headers, 200)).toEqual({ after: undefined, rest });
    expect(await told(headers)).toEqual({ after: rest, rest });
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%i is followed nowhere, and names the host', async (status) => {
    const other = await serving(OK);
    for (const [location, host] of [
      [`${other.origin}/login`, `127.0.0.1:${other.port}`],
      ['https://login.example.com/x?key=y', 'login.example.com'],
      ['//login.example.com/x', 'login.example.com'],
      ['https://[', 'no host'],
    ] as const) {
      const failure = await troubleWith(says(status, '', { location }), { method: 'POST', body: 'x' });
      expect(failure).toMatchObject({ kind: 'redirect', status, detail: `It points to ${host}.` });
    }
    expect(other.visits).toEqual([]);
  });

  test('to the same host is not followed either', async () => {
    const server = await serving(says(302, '', { location: '/ng/login' }));
    const failure = await troubleOf(door(server.origin).send(READ, bounds()));
    expect(failure.detail).toBe(`It points to 127.0.0.1:${server.port}.`);
    expect(server.visits).toHaveLength(1);
  });
});

test('an answer that repeats the key does not carry it on', async () => {
  const everywhere = {
    status: 'ERROR',
    code: `BAD_${KEY}`,
    message: `${'x'.repeat(990)} ${KEY}`, // the cut would fall into it
    correlationId: KEY,
    responseMessages: [{ code: 'HINT', message: `Use ${KEY}.` }],
  };
  const { origin } = await serving(says(400, everywhere, { 'x-correlation-id': KEY }));
  const http = door(origin);
  const error = await http.send(READ, bounds()).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HarnessError);
  const { failure, message } = error as HarnessError;
  expect(JSON.stringify([failure, message, http.seen])).not.toContain('pat.Acme');
  expect(failure).toMatchObject({ code: 'BAD_***', correlationId: '***', hints: ['Use ***.'] });
  const header = says(200, { data: { name: KEY } }, { 'x-correlation-id': KEY });
  const good = door((await serving(header)).origin);
  expect(await good.send(READ, bounds())).toEqual({ data: { name: '***' } });
  expect(JSON.stringify(good.seen)).not.toContain('pat.Acme');
});

test('a secret in a path is sent and never told, nor what an answer says of it', async () => {
  const path = '/pipeline/api/webhook/custom/wh-token/v3';
  const { origin, visits } = await serving(says(400, { code: 'NO', message: 'no trigger at wh-token' }));
  const http = door(origin);
  const failure = await troubleOf(http.send({ ...READ, path, secrets: ['wh-token'] }, bounds()));
  expect(visits.map((visit) => visit.path)).toEqual([path]);
  expect(http.seen.map((seen) => seen.path)).toEqual(['/pipeline/api/webhook/custom/***/v3']);
  expect(failure.detail).toBe('no trigger at ***');
});

describe('a request that never left', () => {
  test('because nobody listens', async () => {
    const failure = await troubleOf(door(await closedOrigin()).send(READ, bounds()));
    expect(failure).toMatchObject({ kind: 'unsent', code: 'ECONNREFUSED' });
  });

  test('because nobody listens at any of its addresses', async () => {
    const { port } = new URL(await closedOrigin());
    const failure = await troubleOf(door(`http://localhost:${port}`).send(READ, bounds()));
    expect(failure).toMatchObject({ kind: 'unsent', code: 'ECONNREFUSED' });
    expect(failure.detail).toContain(`connect ECONNREFUSED`);
  });

  test('because there is no such name', async () => {
    const failure = await troubleOf(door('http://harness.invalid').send(READ, bounds()));
    expect(failure.kind).toBe('unsent');
    expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(failure.code);
  });

  test('because the certificate is not trusted', async () => {
    const server = await serving(OK, { tls: true });
    for (const fresh of [true, false]) {
      const failure = await troubleOf(
        door(`https://127.0.0.1:${server.port}`).send({ ...READ, method: 'POST', body: 'x', fresh }, bounds()),
      );
      expect(failure).toMatchObject({ kind: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    }
    expect(server.connections).toBe(2);
    expect(server.visits).toEqual([]);
  });
});

// The client goes around a proxy for every loopback address; so these ask for a name that only the proxy knows.
describe('through a proxy', () => {
  const ORIGIN = 'http://harness.example';

  test('requests go over CONNECT, and the proxy never sees the key', async () => {
    const server = await serving(OK);
    const proxy = kept(await startProxy(server.port));
    process.env['http_proxy'] = proxy.origin;
    const http = door(ORIGIN);
    for (const call of [READ, READ, { ...READ, fresh: true }]) {
      await http.send(call, bounds());
    }
    expect(server.visits.map(({ headers }) => [headers.host, headers['x-api-key']])).toEqual(
      Array.from({ length: 3 }, () => ['harness.example:80', KEY]),
    );
    expect(proxy.visits.map(({ method, path }) => `${method} ${path}`)).toContain('CONNECT harness.example:80');
    expect(JSON.stringify(proxy.visits)).not.toContain(KEY);
  });

  test('a certificate is still checked', async () => {
    const server = await serving(OK, { tls: true });
    const proxy = kept(await startProxy(server.port));
    process.env['https_proxy'] = proxy.origin;
    const failure = await troubleOf(door('https://harness.example').send(READ, bounds()));
    expect(failure.kind).toBe('untrusted');
    expect([proxy.visits.length, server.visits.length]).toEqual([1, 0]);
  });

  test.each<[string, (socket: Parameters<Act>[0]['socket']) => void]>([
    ['wants a password', (socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')],
    ['finds no way', (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
    ['hangs up', (socket) => socket.destroy()],
  ])('that %s, nothing has left', async (_name, act) => {
    process.env['http_proxy'] = kept(await startProxy(act)).origin;
    const failure = await troubleOf(door(ORIGIN).send({ ...READ, fresh: true }, bounds()));
    expect(failure.kind).toBe('unsent');
  });

  test('that is not there, nothing has left', async () => {
    process.env['http_proxy'] = await closedOrigin();
    const failure = await troubleOf(door(ORIGIN).send(READ, bounds()));
    expect(failure.kind).toBe('unsent');
    expect(failure.detail).toContain('ECONNREFUSED');
  });

  test('that says nothing, the limit holds', async () => {
    const proxy = kept(await startProxy(() => undefined));
    process.env['http_proxy'] = proxy.origin;
    expect(await troubleOf(door(ORIGIN).send(READ, bounds(SOON)))).toMatchObject({ kind: 'lost', code: 'TIMEOUT' });
    expect(proxy.visits).toHaveLength(1);
  });
});

describe('a cancelled request', () => {
  const aborted = { kind: 'lost', detail: 'aborted' };

  /** Asks, cancels once it is so far, and gives what came of it. */
  async function cancelled(origin: string, when: Promise<unknown>, call: Call = READ): Promise<RequestFailure> {
    const cancel = new AbortController();
    const failure = troubleOf(door(origin).send(call, { signal: cancel.signal, limit: LIMIT }));
    await when;
    cancel.abort();
    return failure;
  }

  test('that was not sent yet is not sent', async () => {
    const server = await serving(OK);
    for (const fresh of [true, false]) {
      const signal = AbortSignal.abort();
      const failure = await troubleOf(door(server.origin).send({ ...READ, fresh }, { signal, limit: LIMIT }));
      expect(failure).toMatchObject(aborted);
    }
    await door(server.origin).send({ ...READ, path: '/later' }, bounds());
    expect(server.visits.map(({ path }) => path)).toEqual(['/later']);
  });

  test.each<[string, Act]>([
    ['before the head', () => undefined],
    ['before the body', ({ response }) => response.writeHead(200).flushHeaders()],
    ['in the body', ({ response }) => response.writeHead(200).write('{"data":')],
  ])('ends %s, and its connection is closed', async (_name, act) => {
    for (const fresh of [true, false]) {
      const server = await serving(act);
      expect(await cancelled(server.origin, server.reached(), { ...READ, fresh })).toMatchObject(aborted);
      await server.left();
    }
  });

  test('ends while TLS is negotiated', async () => {
    const silence = kept(await startSilence());
    const origin = silence.origin.replace('http', 'https');
    expect(await cancelled(origin, silence.reached())).toMatchObject(aborted);
  });

  test('ends while a proxy is silent', async () => {
    const proxy = kept(await startProxy(() => undefined));
    process.env['http_proxy'] = proxy.origin;
    expect(await cancelled('http://harness.example', proxy.reached())).toMatchObject(aborted);
  });

  test('takes no other with it', async () => {
    const held: { readonly visit: Visit; readonly go: () => void }[] = [];
    const server = await serving(({ response, visit }) => {
      held.push({ visit, go: () => response.end(JSON.stringify({ path: visit.path })) });
    });
    const http = door(server.origin);
    const cancel = new AbortController();
    const paths = ['/a', '/b', '/c', '/d'];
    const answers = paths.map((path) => {
      const signal = path === '/b' || path === '/d' ? cancel.signal : new AbortController().signal;
      return http.send({ ...READ, path }, { signal, limit: LIMIT }).catch(() => 'cancelled');
    });
    while (held.length < paths.length) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    cancel.abort();
    expect(await answers[1]).toBe('cancelled');
    for (const { go } of held) {
      go();
    }
    expect(await Promise.all(answers)).toEqual([{ path: '/a' }, 'cancelled', { path: '/c' }, 'cancelled']);
  });
});
