/** Requests to Harness: whatever comes back, it is one checked answer or one HarnessError, in time, and the key stays inside. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import { afterEach, describe, expect, test } from '@jest/globals';

import { systemClock } from '../../../src/base/clock.ts';
import { at } from '../../../src/base/shape.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import { type Call, type Http, type HttpOptions, openHttp } from '../../../src/harness/http.ts';
import type { FailureKind, RequestFailure } from '../../../src/harness/request-failure.ts';
import {
  type Act,
  closedOrigin,
  startProxy,
  startServer,
  startSilence,
  type TestServer,
  type Visit,
} from '../../support/harness/http-server.ts';

type Exchange = Parameters<HttpOptions['onExchange']>[0];

const KEY = 'pat.Acme.token.s3cr3t$&-key';
const READ: Call = { purpose: 'read execution E', method: 'GET', path: '/pipeline/api/x' };
/** Ample; what is to be late gets less. */
const LIMIT = 20_000;
const SOON = 150;

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serving(act: Act, options?: { readonly tls: boolean }): Promise<TestServer> {
  return kept(await startServer(act, options));
}

function kept(server: TestServer): TestServer {
  servers.push(server);
  return server;
}

function open(origin: string, more: Partial<HttpOptions> = {}): Http & { seen: Exchange[] } {
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

async function failureOf(answer: Promise<unknown>): Promise<RequestFailure> {
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
async function failureWith(act: Act, more: Partial<Call> = {}, limit = LIMIT): Promise<RequestFailure> {
  const { origin } = await serving(act);
  return failureOf(open(origin).send({ ...READ, ...more }, bounds(limit)));
}

async function answerOf(act: Act, more: Partial<Call> = {}): Promise<unknown> {
  const { origin } = await serving(act);
  return open(origin).send({ ...READ, ...more }, bounds());
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

test('[::1] is treated as an address, not as a name', async () => {
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
  test('is sent as specified, and returns the response', async () => {
    const server = await serving(says(200, { status: 'SUCCESS', data: { __proto__: 1, a: [1, null] } }));
    const answer = await open(server.origin).send(
      {
        ...READ,
        method: 'POST',
        query: { a: 'x y&=ü', list: ['1', '2'], none: undefined, empty: '', noItems: [] },
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

  test('with an empty body has a body', async () => {
    const server = await serving(OK);
    await open(server.origin).send({ ...READ, method: 'POST', body: '', type: 'application/yaml' }, bounds());
    expect(server.visits[0]?.headers).toMatchObject({ 'content-type': 'application/yaml', 'content-length': '0' });
  });

  test('without a key sends none', async () => {
    const server = await serving(OK);
    await open(server.origin).send({ ...READ, withoutKey: true }, bounds());
    await open(server.origin, { key: '' }).send(READ, bounds());
    expect(server.visits.map(({ headers }) => headers['x-api-key'])).toEqual([undefined, undefined]);
  });

  test('reuses a connection; a fresh request opens and closes its own', async () => {
    const server = await serving(OK);
    const http = open(server.origin);
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

  test('is logged without query, header or body', async () => {
    const { origin } = await serving(says(200, { data: {}, correlationId: 'c-1' }));
    const http = open(origin);
    await http.send({ ...READ, query: { secret: 'q' }, method: 'POST', body: 'b' }, bounds());
    expect(http.seen).toEqual([
      {
        method: 'POST',
        path: '/pipeline/api/x',
        outcome: '200',
        ms: expect.any(Number),
        backOff: undefined,
        correlationId: 'c-1',
        date: expect.any(Number),
      },
    ]);
  });
});

describe('a successful response', () => {
  test('must be an object, unless another type is expected', async () => {
    expect(await answerOf(says(201, { a: 1 }))).toEqual({ a: 1 });
    for (const body of [null, true, 3, [], [{ a: 1 }]]) {
      expect((await failureWith(says(200, body))).kind).toBe('unexpected');
      expect(await answerOf(says(200, body), { expects: 'json' })).toEqual(body);
    }
    for (const body of ['', '"text', '{"a":1', PAGE, '\uFEFF{', 'undefined', 'NaN']) {
      expect((await failureWith(says(200, body))).kind).toBe('unexpected');
      expect((await failureWith(says(200, body), { expects: 'json' })).kind).toBe('unexpected');
      expect(await answerOf(says(200, body), { expects: 'text' })).toBe(body.replace('\uFEFF', ''));
    }
  });

  test('is not a 204', async () => {
    const failure = await failureWith(({ response }) => response.writeHead(204).end());
    expect(failure).toMatchObject({ kind: 'unexpected', status: 204, detail: '' });
  });

  test('may have any content type', async () => {
    expect(await answerOf(says(200, '{"a":1}'))).toEqual({ a: 1 });
    expect(await answerOf(says(200, { a: 1 }, { 'content-type': 'unexpected' }))).toEqual({ a: 1 });
  });

  test('may arrive in the smallest chunks', async () => {
    const text = JSON.stringify({ name: 'Grüße, 世界 🎉' });
    const act: Act = ({ response }) => {
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.from([byte]));
      }
      response.end();
    };
    expect(await answerOf(act)).toEqual({ name: 'Grüße, 世界 🎉' });
  });

  test('of which only the end is wanted keeps only the end in memory', async () => {
    const line = `${'x'.repeat(1023)}\n`;
    const act: Act = ({ response }) => {
      response.write(line.repeat(10 * 1024));
      response.end('the end');
    };
    expect(await answerOf(act, { expects: 'text', keep: 10 })).toBe('xx\nthe end');
  });
});

describe('a compressed response', () => {
  const TEXT = JSON.stringify({ name: 'Grüße, 世界 🎉', steps: Array.from({ length: 2000 }, (_, step) => ({ step })) });
  const packed =
    (encoding: string, body: Buffer): Act =>
    ({ response }) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body);

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['deflate, gzip', gzipSync(deflateSync(TEXT))],
    ['identity', Buffer.from(TEXT)],
    ['gzip, identity', gzipSync(TEXT)],
  ])('as %s is read', async (encoding, body) => {
    expect(await answerOf(packed(encoding, body))).toEqual(JSON.parse(TEXT));
    expect(await answerOf(packed(encoding, body), { expects: 'text', keep: 6 })).toBe(TEXT.slice(-6));
  });

  test('is requested', async () => {
    const server = await serving(OK);
    await open(server.origin).send(READ, bounds());
    expect(server.visits[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
  });

  test('that decompresses without end is not read further', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 26 + 1, ' '));
    expect(bomb.length).toBeLessThan(2 ** 17);
    for (const expects of ['object', 'text'] as const) {
      expect(await failureWith(packed('gzip', bomb), { expects, keep: 100 })).toMatchObject({ code: 'TOO_LARGE' });
    }
  });

  test('that is incomplete is lost', async () => {
    const half = gzipSync(TEXT).subarray(0, 100);
    const act: Act = ({ socket }) =>
      socket.write(`${HEAD}Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n`, () => {
        socket.write(half, () => socket.resetAndDestroy());
      });
    expect(await failureWith(act)).toMatchObject({ kind: 'lost', code: 'ECONNRESET' });
  });
});

test('ignores a byte order mark before JSON', async () => {
  expect(await answerOf(says(200, '\uFEFF{"a":1}'))).toEqual({ a: 1 });
  expect(await failureWith(says(400, '\uFEFF{"code":"NO","message":"no"}'))).toMatchObject({
    kind: 'refused',
    code: 'NO',
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
    { kind: 'redirect', status: 304, detail: 'The redirect points to no host.' },
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
    'what is said to be gzip and is not',
    says(200, '\u001F\u0008\u0000\u0000::error::x', { 'content-encoding': 'gzip' }),
    {
      kind: 'unexpected',
      code: 'Z_DATA_ERROR',
      detail: 'The response could not be decoded as gzip, which its header specifies: incorrect header check.',
    },
  ],
  [
    'half of what was compressed',
    ({ response }) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}').subarray(0, -9)),
    { kind: 'unexpected', code: 'Z_BUF_ERROR' },
  ],
  [
    'a compression that was not requested',
    says(200, {}, { 'content-encoding': 'zstd' }),
    {
      kind: 'unexpected',
      code: 'ENCODING',
      detail: "The response is compressed as 'zstd', which was not requested.",
    },
  ],
];

describe('an unusable response', () => {
  test.each(FAULTS)('%s', async (_name, act, failure) => {
    const { purpose, origin: _, ...found } = await failureWith(act);
    expect(found).toMatchObject(failure);
    expect(purpose).toBe(READ.purpose);
    expect(servers[0]?.visits).toHaveLength(1); // and is not asked for again here
  });

  test('that is too large is not read further', async () => {
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
    const failure = await failureWith(endless);
    expect(failure).toMatchObject({ kind: 'unexpected', code: 'TOO_LARGE' });
    expect(failure.detail).toBe('The response has more than 33554432 bytes.');
    expect(sent).toBeLessThan(64 * 2 ** 20);
    expect(await failureWith(endless, { expects: 'text', keep: 100 })).toMatchObject({ code: 'TOO_LARGE' });
  });

  test.each<[string, Act]>([
    ['says nothing', () => undefined],
    ['ends with its head', ({ response }) => response.writeHead(200).flushHeaders()],
    ['stops in its body', ({ response }) => response.writeHead(200).write('{"data":')],
    ['trickles', ({ response, socket }) => trickle(() => response.write(' '), socket)],
    ['trickles in its head', ({ socket }) => trickle(() => socket.write('H'), socket)],
  ])('that %s is not awaited, and its connection is closed', async (_name, act) => {
    const server = await serving(act);
    const http = open(server.origin);
    const failure = await failureOf(http.send(READ, bounds(SOON)));
    expect(failure.kind).toBe('lost');
    expect(http.seen).toHaveLength(1);
    await server.left();
  });

  test('that is late reports how long it was awaited', async () => {
    const failure = await failureWith(() => undefined, {}, SOON);
    expect(failure).toMatchObject({ kind: 'lost', code: 'TIMEOUT', detail: 'no complete response within 1 s' });
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
    expect(await failureWith(act)).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 'INVALID_REQUEST',
      detail: 'Invalid request: no such service',
      explanations: ['It was deleted.'],
      hints: ['Create it.'],
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
    expect((await failureWith(act)).detail).toBe('Invalid parameters; must not be null');
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
    expect(await failureWith(says(404, body))).toMatchObject({ kind: 'refused', status: 404, ...failure });
  });

  test('that are very long are truncated', async () => {
    const long = 'xy '.repeat(33_000);
    const responseMessages = Array.from({ length: 20 }, (_, n) => ({ code: 'HINT', message: `${n} ${long}` }));
    const {
      detail,
      hints = [],
      code = '',
    } = await failureWith(says(400, { message: long, code: long, responseMessages }));
    expect([detail.length, hints.length, code.length]).toEqual([999, 5, 78]);
    expect(Math.max(...hints.map((hint) => hint.length))).toBe(500);
  });

  test('with TOO_MANY_REQUESTS are rate limits, whatever the status', async () => {
    for (const status of [200, 400, 500]) {
      const body = { status: 'ERROR', code: 'TOO_MANY_REQUESTS', message: 'Too many' };
      expect(await failureWith(says(status, body))).toMatchObject({ kind: 'limited', status, detail: 'Too many' });
    }
  });

  test('keep their message in a 5xx', async () => {
    const body = { status: 'ERROR', code: 'UNKNOWN_ERROR', message: 'Oops', correlationId: 'c-2' };
    const failure = await failureWith(says(500, body));
    expect(failure).toMatchObject({ kind: 'unavailable', code: 'UNKNOWN_ERROR', detail: 'Oops', correlationId: 'c-2' });
  });

  test('inside a 200 are classified by their code', async () => {
    for (const status of ['ERROR', 'FAILURE']) {
      const known = await failureWith(says(200, { status, code: 'INVALID_TOKEN', message: 'no' }));
      expect(known).toMatchObject({ kind: 'refused', status: 200 });
      const unknown = await failureWith(says(200, { status, code: 'INVALID_REQUEST', message: 'no' }));
      expect(unknown).toMatchObject({ kind: 'unexpected', status: 200, detail: 'no' });
    }
    expect(await answerOf(says(200, { status: 'SUCCESS', code: 'X', message: 'yes' }))).toMatchObject({ code: 'X' });
  });

  test('use the correlation id of the header when the body has none', async () => {
    const failure = await failureWith(says(400, { message: 'no' }, { 'x-correlation-id': 'from-the-header' }));
    expect(failure.correlationId).toBe('from-the-header');
  });
});

test('a hint of the caller is added only to refusals about the key', async () => {
  const hint = 'The api-key belongs to another account.';
  for (const [status, code, hints] of [
    [401, 'INVALID_TOKEN', [hint]],
    [403, 'NG_ACCESS_DENIED', [hint]],
    [404, 'ENTITY_NOT_FOUND', [hint]],
    [400, 'INVALID_REQUEST', []],
    [500, 'UNKNOWN_ERROR', []],
  ] as const) {
    const { origin } = await serving(says(status, { status: 'ERROR', code, message: 'no' }));
    expect(await failureOf(open(origin, { hint }).send(READ, bounds()))).toMatchObject({ code, hints });
  }
});

describe('when to retry', () => {
  const NOW = Date.UTC(2026, 1, 12, 18, 42, 10);
  const clock = { ...systemClock, now: () => NOW };

  async function limitsOf(headers: Record<string, string>, status = 429): Promise<{ after: unknown; rest: unknown }> {
    const { origin } = await serving(says(status, {}, { date: new Date(NOW).toUTCString(), ...headers }));
    const http = open(origin, { clock });
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
    // After a 429 nothing else should be asked meanwhile, for a minute at most.
    const rest = after === undefined ? undefined : Math.min(60_000, after);
    expect(await limitsOf({ 'retry-after': value }, 429)).toEqual({ after, rest });
    expect(await limitsOf({ 'retry-after': value }, 503)).toEqual({ after, rest: undefined });
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
  ])('%j asks to wait %p ms, also with a successful response', async (headers, rest) => {
    expect(await limitsOf(headers, 200)).toEqual({ after: undefined, rest });
    expect(await limitsOf(headers)).toEqual({ after: rest, rest });
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%i is not followed, and the host is named', async (status) => {
    const other = await serving(OK);
    for (const [location, host] of [
      [`${other.origin}/login`, `127.0.0.1:${other.port}`],
      ['https://login.example.com/x?key=y', 'login.example.com'],
      ['//login.example.com/x', 'login.example.com'],
      ['https://[', 'no host'],
    ] as const) {
      const failure = await failureWith(says(status, '', { location }), { method: 'POST', body: 'x' });
      expect(failure).toMatchObject({ kind: 'redirect', status, detail: `The redirect points to ${host}.` });
    }
    expect(other.visits).toEqual([]);
  });

  test('to the same host is not followed either', async () => {
    const server = await serving(says(302, '', { location: '/ng/login' }));
    const failure = await failureOf(open(server.origin).send(READ, bounds()));
    expect(failure.detail).toBe(`The redirect points to 127.0.0.1:${server.port}.`);
    expect(server.visits).toHaveLength(1);
  });
});

test('a response that repeats the key does not reveal it', async () => {
  const everywhere = {
    status: 'ERROR',
    code: `BAD_${KEY}`,
    message: `${'x'.repeat(990)} ${KEY}`, // the cut would fall into it
    correlationId: KEY,
    responseMessages: [{ code: 'HINT', message: `Use ${KEY}.` }],
  };
  const { origin } = await serving(says(400, everywhere, { 'x-correlation-id': KEY }));
  const http = open(origin);
  const error = await http.send(READ, bounds()).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HarnessError);
  const { failure, message } = error as HarnessError;
  expect(JSON.stringify([failure, message, http.seen])).not.toContain('pat.Acme');
  expect(failure).toMatchObject({ code: 'BAD_***', correlationId: '***', hints: ['Use ***.'] });
  const header = says(200, { data: { name: KEY } }, { 'x-correlation-id': KEY });
  const good = open((await serving(header)).origin);
  expect(await good.send(READ, bounds())).toEqual({ data: { name: '***' } });
  expect(JSON.stringify(good.seen)).not.toContain('pat.Acme');
});

describe('a key in another spelling', () => {
  const escaped = Array.from(KEY, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join(
    '',
  );
  const SPELLINGS: readonly (readonly [string, string])[] = [
    ['as escapes', escaped],
    ['with one escape', KEY.replace('p', '\\u0070')],
    ['with an escape in capitals', KEY.replace('k', '\\u006B')],
    ['with a character that is not seen', KEY.replace('at', 'a\u200Bt')],
    ['with an escape for that', KEY.replace('at', 'a\\u200bt')],
    ['with a direction override', KEY.replace('.', '.\u202E')],
    ['with a soft hyphen and a null', KEY.replace('Acme', 'A\\u00adcm\\u0000e')],
    ['with a color', KEY.replace('token', 'tok\\u001b[31men')],
    ['with several of them', Array.from(KEY).join('\u2060')],
  ];
  const PARTS = ['Acme', 'token', 's3cr3t'];

  test.each(SPELLINGS)('%s is removed from names and values', async (_name, spelling) => {
    const body = `{"data":{"${spelling}":{"value":["before ${spelling} after"]}}}`;
    const answer = await answerOf(says(200, body));
    expect(answer).toEqual({ data: { '***': { value: ['before *** after'] } } });
  });

  test.each(SPELLINGS)('%s is removed from an error', async (_name, spelling) => {
    const body = `{"code":"C","message":"${spelling}","responseMessages":[{"code":"HINT","message":"${spelling}"}]}`;
    const error = await open((await serving(says(400, body))).origin)
      .send(READ, bounds())
      .catch((reason: unknown) => reason);
    const { failure, message } = error as HarnessError;
    for (const part of PARTS) {
      expect(JSON.stringify([failure, message])).not.toContain(part);
    }
  });

  test('is removed from a page, a text and a header', async () => {
    const spelling = KEY.replace('at', 'a\u200Bt');
    const failure = await failureWith(says(200, `<title>${spelling}</title>`));
    expect(failure.detail).toBe('a page titled ***');
    expect(await answerOf(says(200, `x ${spelling} y`), { expects: 'text' })).toBe('x *** y');
  });

  test('is removed from a line that is decoded later', async () => {
    const { origin } = await serving(OK);
    expect(open(origin).withoutKey(JSON.parse(`"${escaped}"`) as string)).toBe('***');
  });

  test('is removed at any depth', async () => {
    const deep = `${'['.repeat(50_000)}"${escaped}"${']'.repeat(50_000)}`;
    let value = at(await answerOf(says(200, `{"data":${deep}}`)), 'data');
    while (Array.isArray(value)) {
      value = value[0] as unknown;
    }
    expect(value).toBe('***');
  });

  test('is removed from any name', async () => {
    const answer = await answerOf(says(200, `{"__proto__":"${escaped}","${escaped}":{"${escaped}":1}}`));
    expect(JSON.stringify(answer)).toBe('{"__proto__":"***","***":{"***":1}}');
  });
});

test('a secret in a path is never logged, nor its copy in a response', async () => {
  const path = '/pipeline/api/webhook/custom/wh-token/v3';
  const { origin, visits } = await serving(says(400, { code: 'NO', message: 'no trigger at wh-token' }));
  const http = open(origin);
  const failure = await failureOf(http.send({ ...READ, path, secrets: ['wh-token'] }, bounds()));
  expect(visits.map((visit) => visit.path)).toEqual([path]);
  expect(http.seen.map((seen) => seen.path)).toEqual(['/pipeline/api/webhook/custom/***/v3']);
  expect(failure.detail).toBe('no trigger at ***');
});

describe('a request that was not sent', () => {
  test('because nothing listens', async () => {
    const failure = await failureOf(open(await closedOrigin()).send(READ, bounds()));
    expect(failure).toMatchObject({ kind: 'unsent', code: 'ECONNREFUSED' });
  });

  test('because nothing listens at any of its addresses', async () => {
    const { port } = new URL(await closedOrigin());
    const failure = await failureOf(open(`http://localhost:${port}`).send(READ, bounds()));
    expect(failure).toMatchObject({ kind: 'unsent', code: 'ECONNREFUSED' });
    expect(failure.detail).toContain(`connect ECONNREFUSED`);
  });

  test('because there is no such name', async () => {
    const failure = await failureOf(open('http://harness.invalid').send(READ, bounds()));
    expect(failure.kind).toBe('unsent');
    expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(failure.code);
  });

  test('because the server does not speak TLS', async () => {
    const server = await serving(OK);
    for (const fresh of [true, false]) {
      const failure = await failureOf(open(`https://127.0.0.1:${server.port}`).send({ ...READ, fresh }, bounds()));
      expect(failure.kind).toBe('handshake');
      expect(failure.detail).toContain('wrong version number');
    }
    expect(server.visits).toEqual([]);
  });

  test.each<[string, (socket: Socket) => void]>([
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
  ])('because the connection was %s before TLS was set up', async (_name, act) => {
    const silence = kept(await startSilence((socket) => void socket.once('data', () => act(socket))));
    for (const fresh of [true, false]) {
      const failure = await failureOf(open(silence.origin.replace('http', 'https')).send({ ...READ, fresh }, bounds()));
      expect(failure).toMatchObject({ kind: 'unsent', code: 'ECONNRESET' });
    }
  });

  test('because the network is unreachable', async () => {
    // A network that is set apart for documentation; this machine may have no route to it, or one that leads nowhere.
    const failure = await failureOf(open('http://[2001:db8::1]:9').send(READ, bounds(SOON)));
    expect(failure.kind).toBe('unsent');
    expect(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT']).toContain(failure.code);
  });

  test('because the certificate is not trusted', async () => {
    const server = await serving(OK, { tls: true });
    for (const fresh of [true, false]) {
      const failure = await failureOf(
        open(`https://127.0.0.1:${server.port}`).send({ ...READ, method: 'POST', body: 'x', fresh }, bounds()),
      );
      expect(failure).toMatchObject({ kind: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    }
    expect(server.connections).toBe(2);
    expect(server.visits).toEqual([]);
  });
});

describe('through a proxy', () => {
  /** A name that only the proxy knows. */
  const ORIGIN = 'http://harness.example';

  function proxyAt({ port }: { readonly port: number | string }, authorization?: string): Partial<HttpOptions> {
    return { proxy: { isTls: false, host: '127.0.0.1', port: Number(port), authorization } };
  }

  test('requests use CONNECT, and the proxy does not see the key', async () => {
    const server = await serving(OK);
    const proxy = kept(await startProxy(server.port));
    const http = open(ORIGIN, proxyAt(proxy, 'Basic dTpw'));
    for (const call of [READ, READ, { ...READ, fresh: true }]) {
      await http.send(call, bounds());
    }
    expect(server.visits.map(({ headers }) => [headers.host, headers['x-api-key']])).toEqual(
      Array.from({ length: 3 }, () => ['harness.example', KEY]),
    );
    expect(server.visits.map(({ connection }) => connection)).toEqual([1, 1, 2]);
    expect(proxy.visits.map(({ method, path, headers }) => [method, path, headers['proxy-authorization']])).toEqual(
      Array.from({ length: 2 }, () => ['CONNECT', 'harness.example:80', 'Basic dTpw']),
    );
    expect(JSON.stringify(proxy.visits)).not.toContain(KEY);
    expect(JSON.stringify(server.visits)).not.toContain('dTpw');
  });

  test('a certificate is still checked', async () => {
    const server = await serving(OK, { tls: true });
    const proxy = kept(await startProxy(server.port));
    const failure = await failureOf(open('https://harness.example', proxyAt(proxy)).send(READ, bounds()));
    expect(failure.kind).toBe('untrusted');
    expect([proxy.visits.length, server.visits.length]).toEqual([1, 0]);
  });

  test.each<[string, string | undefined, (socket: Parameters<Act>[0]['socket']) => void]>([
    ['wants a password', 'PROXY_407', (socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')],
    ['finds no way', 'PROXY_502', (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
    ['talks at once', 'PROXY_DATA', (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nSSH-2.0')],
    ['hangs up', 'ECONNRESET', (socket) => socket.destroy()],
  ])('that %s (%s), nothing is sent', async (_name, code, act) => {
    const proxy = kept(await startProxy(act));
    for (const fresh of [true, false]) {
      const failure = await failureOf(open(ORIGIN, proxyAt(proxy)).send({ ...READ, fresh }, bounds()));
      expect(failure).toMatchObject({ kind: 'unsent', code });
      expect(failure.detail).toContain(`the proxy 127.0.0.1:${proxy.port} `);
    }
  });

  test('that is unreachable, nothing is sent', async () => {
    const { port } = new URL(await closedOrigin());
    const failure = await failureOf(open(ORIGIN, proxyAt({ port })).send(READ, bounds()));
    expect(failure).toMatchObject({ kind: 'unsent', code: 'ECONNREFUSED' });
    expect(failure.detail).toContain('ECONNREFUSED');
  });

  test('that does not respond, the limit applies, and nothing is sent', async () => {
    const proxy = kept(await startProxy(() => undefined));
    for (const fresh of [true, false]) {
      const failure = await failureOf(open(ORIGIN, proxyAt(proxy)).send({ ...READ, fresh }, bounds(SOON)));
      expect(failure).toMatchObject({ kind: 'unsent', code: 'ETIMEDOUT', detail: 'no connection within 1 s' });
    }
    expect(proxy.visits).toHaveLength(2);
  });

  test('that does not respond, a cancel ends the request', async () => {
    const proxy = kept(await startProxy(() => undefined));
    const cancel = new AbortController();
    const http = open(ORIGIN, proxyAt(proxy));
    const failure = failureOf(http.send(READ, { signal: cancel.signal, limit: LIMIT }));
    await proxy.reached();
    cancel.abort();
    expect(await failure).toMatchObject({ kind: 'unsent', detail: 'aborted' });
  });
});

describe('pooled connections that are opened in advance', () => {
  test('serve parallel requests, without further connections', async () => {
    const server = await serving(OK);
    const http = open(server.origin);
    http.openAhead(3);
    http.openAhead(3);
    await Promise.all([http.send(READ, bounds()), http.send(READ, bounds()), http.send(READ, bounds())]);
    expect(server.connections).toBe(3);
    await http.send(READ, bounds());
    expect(server.connections).toBe(3);
  });

  test('are replaced when they are closed', async () => {
    const server = await serving(OK);
    let closed = (): void => undefined;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    const front = kept(
      await startSilence((socket) => {
        if (front.connections === 1) {
          socket.on('close', closed).end();
          return;
        }
        const target = connect(server.port, '127.0.0.1');
        socket.pipe(target).pipe(socket);
      }),
    );
    const http = open(front.origin);
    http.openAhead(1);
    await isClosed;
    expect(await http.send(READ, bounds())).toMatchObject({ status: 'SUCCESS' });
    expect(front.connections).toBe(2);
  });
});

describe('a connection that is opened in advance', () => {
  const FRESH: Call = { ...READ, method: 'POST', body: '{}', fresh: true };
  const opened = async (server: TestServer, count: number): Promise<void> => {
    while (server.connections < count) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  test('is used by the next fresh request and by no other', async () => {
    const server = await serving(OK);
    const http = open(server.origin);
    http.preconnect();
    http.preconnect();
    await opened(server, 1);
    await http.send(READ, bounds());
    await http.send(FRESH, bounds());
    await http.send(FRESH, bounds());
    expect(server.visits.map(({ method, connection }) => [method, connection])).toEqual([
      ['GET', 2],
      ['POST', 1],
      ['POST', 3],
    ]);
  });

  test('is used while it is still being established', async () => {
    const server = await serving(OK);
    const http = open(server.origin);
    http.preconnect();
    await http.send(FRESH, bounds());
    expect(server.connections).toBe(1);
  });

  test.each([
    ['5 s old is used', 5000, 1],
    ['more than 5 s old is replaced', 5001, 2],
  ])('%s', async (_name, age, connection) => {
    let now = 1_770_000_000_000;
    const server = await serving(OK);
    const http = open(server.origin, { clock: { ...systemClock, now: () => now } });
    http.preconnect();
    await http.send(READ, bounds()); // its own connection is made after the one ahead
    now += age;
    await http.send(FRESH, bounds());
    const [first, second] = server.visits.map((visit) => visit.connection);
    expect([first, second]).toEqual([2, connection === 1 ? 1 : 3]);
  });

  test.each<[string, (socket: Parameters<Act>[0]['socket']) => void]>([
    ['was closed', (socket) => socket.end()],
    ['was reset', (socket) => socket.resetAndDestroy()],
    ['was written to', (socket) => socket.write('HTTP/1.1 408 Request Timeout\r\n\r\n')],
  ])('that %s by Harness in the meantime is replaced', async (_name, act) => {
    const server = await serving(OK);
    const sockets: Socket[] = [];
    let seen: () => void = () => undefined;
    const front = kept(
      await startSilence((socket) => {
        sockets.push(socket);
        if (sockets.length === 1) {
          act(socket);
          // What the client sees of it comes after the next round trip on this machine.
          setTimeout(() => seen(), 100);
          return;
        }
        const target = connect(server.port, '127.0.0.1');
        socket.pipe(target).pipe(socket);
      }),
    );
    const http = open(front.origin);
    const ready = new Promise<void>((resolve) => (seen = resolve));
    http.preconnect();
    await ready;
    expect(await http.send(FRESH, bounds())).toMatchObject({ status: 'SUCCESS' });
    expect([front.connections, server.visits.length]).toEqual([2, 1]);
  });

  test('that fails does not fail the request, which opens its own', async () => {
    const server = await serving(OK);
    let connections = 0;
    const proxy = kept(
      await startProxy((socket) => {
        connections += 1;
        return connections === 1 ? socket.destroy() : server.port;
      }),
    );
    const http = open('http://harness.example', {
      proxy: { isTls: false, host: '127.0.0.1', port: proxy.port, authorization: undefined },
    });
    http.preconnect();
    await proxy.reached();
    expect(await http.send(FRESH, bounds())).toMatchObject({ status: 'SUCCESS' });
    expect(connections).toBe(2);
  });

  test('does not send a request that was cancelled while it was being established', async () => {
    const silence = kept(await startSilence());
    const http = open(silence.origin.replace('http', 'https'));
    const cancel = new AbortController();
    http.preconnect();
    const signal = new AbortController().signal;
    const failure = failureOf(http.send(FRESH, { signal, limit: LIMIT, whileUnsent: cancel.signal }));
    await silence.reached();
    cancel.abort();
    expect(await failure).toMatchObject({ kind: 'unsent', detail: 'aborted' });
  });
});

describe('a cancelled request', () => {
  const aborted = { kind: 'lost', detail: 'aborted' };
  const unsent = { kind: 'unsent', detail: 'aborted' };

  /** Asks, cancels once it is so far, and gives what came of it. */
  async function cancelled(origin: string, when: Promise<unknown>, call: Call = READ): Promise<RequestFailure> {
    const cancel = new AbortController();
    const failure = failureOf(open(origin).send(call, { signal: cancel.signal, limit: LIMIT }));
    await when;
    cancel.abort();
    return failure;
  }

  test('is not sent if it has not been sent yet', async () => {
    const server = await serving(OK);
    for (const fresh of [true, false]) {
      const signal = AbortSignal.abort();
      const failure = await failureOf(open(server.origin).send({ ...READ, fresh }, { signal, limit: LIMIT }));
      expect(failure).toMatchObject(unsent);
    }
    await open(server.origin).send({ ...READ, path: '/later' }, bounds());
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
    expect(await cancelled(origin, silence.reached())).toMatchObject(unsent);
  });

  test('is ended by a cancel of unsent requests only before it is sent', async () => {
    const cancel = new AbortController();
    const server = await serving(({ response }) => {
      cancel.abort();
      response.end('{}');
    });
    const http = open(server.origin);
    const call = { ...READ, fresh: true };
    const within = { ...bounds(), whileUnsent: cancel.signal };
    expect(await http.send(call, within)).toEqual({});
    expect(await failureOf(http.send(call, within))).toMatchObject(unsent);
    expect(server.visits).toHaveLength(1);
  });

  test('does not end another request', async () => {
    const held: { readonly visit: Visit; readonly go: () => void }[] = [];
    const server = await serving(({ response, visit }) => {
      held.push({ visit, go: () => response.end(JSON.stringify({ path: visit.path })) });
    });
    const http = open(server.origin);
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
