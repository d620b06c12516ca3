/** Logs are read under the keys of a step, as a whole or only their end. */
import { describe, expect, test } from '@jest/globals';

import { openHttp } from '../../../../src/harness/http.ts';
import { nextGenLogs } from '../../../../src/harness/nextgen/logs.ts';
import { diagnosed, pipeline, quickClock, type Reply, stage, step, stub } from '../../../support/diagnosing.ts';

const row = (out: unknown): string =>
  JSON.stringify({ level: 'INFO', pos: 0, out, time: '2026-01-01T00:00:00Z', args: null });

describe('reading', () => {
  const logFrom = async (reply: () => Reply, isWhole = false) => {
    const server = await stub(reply);
    const http = openHttp({
      origin: server.scope.origin,
      key: 'pat.acc.x.y',
      clock: quickClock(),
      onExchange: () => undefined,
    });
    const order = { key: 'accountId:a/level6:x-commandUnit:Fetch Files', step: 'Rollout' };
    const bounds = { signal: new AbortController().signal, limit: 10_000 };
    try {
      const log = await nextGenLogs(http, server.scope).log({ ...order, isWhole }, bounds);
      return { log, requests: server.requests };
    } finally {
      await server.close();
    }
  };

  test('keeps the complete log if wanted, and shows the same end', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => row(`line ${index}\n`)).join('\n');
    const { log } = await logFrom(() => ({ body: rows }), true);
    expect(log?.lines).toHaveLength(50);
    expect(log?.whole?.split('\n').slice(0, 3)).toEqual(['line 0', 'line 1', 'line 2']);
    expect(log?.whole?.trimEnd().split('\n').slice(-50)).toEqual(log?.lines);
  });

  test('sends the complete key, with spaces and colons', async () => {
    const { log, requests } = await logFrom(() => ({ body: row('hello') }));
    expect(log).toEqual({ lines: ['hello'], isComplete: true });
    expect(requests[0]?.pathname).toBe('/gateway/log-service/blob');
    expect(Object.fromEntries(requests[0]?.searchParams ?? [])).toEqual({
      accountID: 'acc',
      key: 'accountId:a/level6:x-commandUnit:Fetch Files',
    });
  });

  test('distinguishes a missing log from a refusal and a login page', async () => {
    expect((await logFrom(() => ({ status: 404, body: { error_msg: 'not found' } }))).log).toBeUndefined();
    expect((await logFrom(() => ({ status: 404, body: 'no such page' }))).log).toBeUndefined();
    await expect(logFrom(() => ({ body: '<!doctype html><title>Sign in</title>' }))).rejects.toMatchObject({
      kind: 'unexpected',
    });
    await expect(logFrom(() => ({ status: 403, body: { error_msg: 'apikey not authorized' } }))).rejects.toMatchObject({
      kind: 'refused',
    });
  });
});

describe('in a diagnosis', () => {
  const graph = pipeline('Failed', [
    stage('deploy', [
      step('run', 'deploy', {
        status: 'Failed',
        end: Date.now(),
        wire: { logBaseKey: 'base', unitProgresses: [{ unitName: 'Apply', status: 'FAILURE' }] },
      }),
    ]),
  ]);
  const withLogs = (reply: (key: string, requests: number) => Reply) => {
    const requests: string[] = [];
    return diagnosed(
      { graph },
      {
        reply: (url) => {
          const key = url.searchParams.get('key');
          return key === null ? undefined : reply(key, requests.push(key));
        },
      },
    );
  };
  const none = { status: 404, body: { error_msg: 'not found' } };

  test('the next key is requested when the first has no log', async () => {
    const { failures, slept } = await withLogs((key) => (key === 'base' ? { body: row('from the base') } : none));
    expect(failures[0]?.log).toEqual({ lines: ['from the base'], isComplete: true });
    expect(slept).toEqual([]);
  });

  test('a late log is retried', async () => {
    const { failures, slept } = await withLogs((_key, requests) => (requests > 4 ? { body: row('late') } : none));
    expect(failures[0]?.log).toEqual({ lines: ['late'], isComplete: true });
    expect(slept).toEqual([1000, 2000]);
  });

  test('an outage is retried', async () => {
    const { failures } = await withLogs((_key, requests) =>
      requests > 2 ? { body: row('back') } : { status: 503, body: '' },
    );
    expect(failures[0]?.log).toEqual({ lines: ['back'], isComplete: true });
  });

  test('a lasting outage is reported in one sentence, and is not a gap', async () => {
    const { failures, gaps } = await withLogs(() => ({ status: 503, body: '' }));
    expect(failures[0]?.log).toEqual({ missing: 'Harness could not read the log of run (503).' });
    expect(gaps).toEqual([]);
  });

  test('a refusal is final', async () => {
    const { failures, slept, requests } = await withLogs(() => ({
      status: 403,
      body: { error_msg: 'apikey not authorized' },
    }));
    expect(failures[0]?.log).toEqual({ missing: 'The API key has no permission to read the log of run (403).' });
    expect([slept, requests.filter(({ searchParams }) => searchParams.has('key')).length]).toEqual([[], 1]);
  });

  test('no request is sent after 20 s', async () => {
    const clock = quickClock();
    const { failures } = await diagnosed(
      { graph },
      {
        reply: (url) => {
          const isLog = url.searchParams.has('key');
          clock.skip(isLog ? 9000 : 12_000);
          return isLog ? none : undefined;
        },
        options: { clock },
      },
    );
    expect(failures[0]?.log).toEqual({ missing: 'The time limit was reached.' });
  });
});
