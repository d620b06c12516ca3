/** The log of a running step out of server-sent events, from a real server, and the rest of it out of the finished log. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import { systemClock } from '../../../../src/base/clock.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import {
  type LogPosition,
  type LogStreamReader,
  nextGenLogStreams,
} from '../../../../src/harness/nextgen/log-stream.ts';

const KEY = 'pat.acc.x.secretsecret';
const open: (() => void)[] = [];

afterEach(() => {
  open.splice(0).forEach((close) => close());
});

interface Served {
  readonly position: LogPosition;
  /** Reads the stream once. @returns the lines that came. */
  readonly stream: () => Promise<readonly string[]>;
  readonly rest: () => Promise<{ readonly isThere: boolean; readonly lines: readonly string[] }>;
}

/** A log service whose answers are written by the test, the stream's and the finished log's in turn. */
async function serving(...answers: ((response: ServerResponse) => void)[]): Promise<Served> {
  const server = createServer((_request, response) => answers.shift()?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const http = openHttp({ origin, key: KEY, clock: systemClock, onExchange: () => undefined });
  const reader = nextGenLogStreams(http, { origin, account: 'acc', org: 'default', project: 'shop' });
  const position: LogPosition = { key: 'k', step: 'Rollout', rows: 0, last: undefined };
  const bounds = { signal: new AbortController().signal, limit: 20_000 };
  const lines = async <T>(
    read: (take: Parameters<LogStreamReader['streamLog']>[1]) => Promise<T>,
  ): Promise<{ readonly taken: readonly string[]; readonly result: T }> => {
    const taken: string[] = [];
    const result = await read((more) => taken.push(...more));
    return { taken, result };
  };
  return {
    position,
    stream: async () => (await lines((take) => reader.streamLog(position, take, bounds))).taken,
    rest: async () => {
      const { taken, result } = await lines((take) => reader.readRest(position, take, bounds));
      return { isThere: result, lines: taken };
    },
  };
}

const row = (out: string, pos = 0): string => JSON.stringify({ level: 'INFO', pos, out: `${out}\n` });
const event = (out: string, pos?: number): string => `data: ${row(out, pos)}\n\n`;
const END = 'event: error\ndata: eof\n\n';

/** Writes pieces one after the other, and leaves the answer open. */
const writing =
  (...pieces: string[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const next = (): void => {
      const piece = pieces.shift();
      if (piece !== undefined) {
        response.write(piece, () => setImmediate(next));
      }
    };
    next();
  };
const answering =
  (body: string, status = 200) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  };

describe('a stream', () => {
  test('returns its lines however they are split, and ends with the event from Harness', async () => {
    const events = `: ping\n\n${event('one', 1)}${event('two', 2)}`.replaceAll('\n\n', '\r\n\r\n');
    const { stream } = await serving(writing(events.slice(0, 25), events.slice(25, 61), events.slice(61), END));
    expect(await stream()).toEqual(['one', 'two']);
  });

  test('ends immediately when there is none', async () => {
    const { stream } = await serving(writing('data: not found\n\n'));
    expect(await stream()).toEqual([]);
  });

  test.each([
    ['rows with numbers', [1, 2, 3, 4]],
    ['rows that all have 0', [0, 0, 0, 0]],
  ])('that is reopened repeats no line: %s', async (_name, [a, b, c, d]) => {
    const first = `${event('one', a)}${event('two', b)}`;
    const { stream } = await serving(
      writing(first, END),
      writing(`${first}${event('three', c)}${event('four', d)}`, END),
    );
    expect(await stream()).toEqual(['one', 'two']);
    expect(await stream()).toEqual(['three', 'four']);
  });

  test('continues with the last lines of a long log', async () => {
    const { stream } = await serving(
      writing(event('5001', 5001), END),
      writing(event('5000', 5000), event('5001', 5001), event('5002', 5002), END),
    );
    expect([await stream(), await stream()]).toEqual([['5001'], ['5002']]);
  });

  test('replaces a line of more than 64 KiB by its length, without keeping it in memory', async () => {
    const endless = 'x'.repeat(64 * 1024);
    const pieces = Array.from({ length: 40 }, () => endless);
    const { stream } = await serving(writing('data: ', ...pieces, '\n\n', event('after it'), END));
    const lines = await stream();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\([\d,]+ characters\)$/);
    expect(lines[1]).toBe('after it');
  });

  test('shows the key in no line, however it is spelled', async () => {
    const spelled = row(`token ${KEY}`).replace('secretsecret', '\\u0073ecretsecret');
    const { stream } = await serving(writing(`data: ${spelled}\n\n`, END));
    expect((await stream()).join()).not.toContain('secretsecret');
  });

  test('that is refused or interrupted is an error', async () => {
    const refused = await serving(answering('{"error_msg":"not authorized"}', 403));
    await expect(refused.stream()).rejects.toMatchObject({ kind: 'refused' });
    const broken = await serving((response) => {
      response.writeHead(200).write(event('one', 1), () => response.destroy());
    });
    await expect(broken.stream()).rejects.toMatchObject({ kind: 'lost' });
    expect(broken.position.rows).toBe(1);
  });
});

describe('the finished log', () => {
  test('returns lines that the stream did not have', async () => {
    const { stream, rest } = await serving(
      writing(event('one', 1), event('two', 2), END),
      answering([row('one', 1), row('two', 2), row('three', 3)].join('\n')),
    );
    await stream();
    expect(await rest()).toEqual({ isThere: true, lines: ['three'] });
  });

  test.each([
    ['404', answering('{"error_msg":"not found"}', 404)],
    ['a login page', answering('<!doctype html><title>Sign in</title>')],
  ])('is not available yet: %s', async (_name, answer) => {
    const { rest } = await serving(answer);
    expect(await rest()).toEqual({ isThere: false, lines: [] });
  });
});
