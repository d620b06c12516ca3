/** The keys under which logs are asked for, and what is shown of them. */
import { describe, expect, test } from '@jest/globals';

import { openHttp } from '../../../../src/harness/http.ts';
import { logKeysOf, nextGenLogs, tailOf } from '../../../../src/harness/nextgen/logs.ts';
import { diagnosed, pipeline, quickClock, type Reply, stage, step, stub } from '../../../support/diagnosing.ts';

const run = { account: 'acc', org: 'o', project: 'p', pipeline: 'pipe', id: 'exec', sequence: 7, simplified: false };
const row = (out: unknown): string =>
  JSON.stringify({ level: 'INFO', pos: 0, out, time: '2026-01-01T00:00:00Z', args: null });
const shown = (log: string, isCut = false): readonly string[] => tailOf(log, isCut, String)?.lines ?? [];

describe('keys', () => {
  const units = (...states: string[]): object[] =>
    states.map((status, index) => ({ unitName: ['Fetch Files', 'Apply', 'Wait'][index], status }));
  const task = {
    logKeys: ['k-commandUnit:Fetch Files', 'k-commandUnit:Apply', 'k-commandUnit:Wait'],
    units: ['Fetch Files', 'Apply', 'Wait'],
  };

  test('of several units the failed one comes first, then the last one, then the step’s own', () => {
    const node = {
      executableResponses: [{ task }],
      unitProgresses: units('SUCCESS', 'FAILURE', 'QUEUED'),
      logBaseKey: 'k',
    };
    expect(logKeysOf(node, run)).toEqual(['k-commandUnit:Apply', 'k-commandUnit:Wait', 'k']);
  });

  test('without a failed unit it is the last one that has begun', () => {
    const node = { executableResponses: [{ taskChain: task }], unitProgresses: units('SUCCESS', 'RUNNING', 'QUEUED') };
    expect(logKeysOf(node, run)[0]).toBe('k-commandUnit:Apply');
  });

  test.each(['task', 'taskChain', 'async', 'asyncChain', 'sync', 'child', 'children'])('stand under %s', (kind) => {
    expect(logKeysOf({ executableResponses: [{ [kind]: { logKeys: ['a'] } }] }, run)).toEqual(['a']);
    expect(logKeysOf({ executableResponses: [{ [kind]: { logKeysList: ['a'] } }] }, run)).toEqual(['a']);
  });

  test('are the base key and its units when no response names any', () => {
    expect(logKeysOf({ logBaseKey: 'base', unitProgresses: units('SUCCESS', 'FAILURE') }, run)).toEqual([
      'base-commandUnit:Apply',
      'base',
    ]);
  });

  test('are built from the place in the pipeline when there is not even a base key', () => {
    const node = { baseFqn: 'pipeline.stages.deploy.spec.execution.steps.canary.steps.rollout' };
    expect(logKeysOf(node, run)).toEqual([
      'accountId:acc/orgId:o/projectId:p/pipelineId:pipe/runSequence:7/level0:pipeline/level1:stages/level2:deploy/level3:spec/level4:execution/level5:steps/level6:canary/level7:steps/level8:rollout',
    ]);
    const short = { ...run, simplified: true };
    expect(logKeysOf(node, short)).toEqual(['acc/pipeline/pipe/7/-exec/deploy/canary/rollout']);
    const retried = { ...node, interruptHistories: [{ interruptType: 'RETRY' }, { interruptType: 'RETRY' }] };
    expect(logKeysOf(retried, short)).toEqual(['acc/pipeline/pipe/7/-exec/deploy/canary/rollout_2']);
  });

  test.each([
    ['nothing', {}],
    ['wrong types', { executableResponses: 'x', unitProgresses: 7, logBaseKey: [], baseFqn: {} }],
    ['endless keys', { logBaseKey: 'x'.repeat(5000) }],
  ])('none of %s', (_name, node) => {
    expect(logKeysOf(node, { ...run, sequence: undefined })).toEqual([]);
  });
});

describe('lines', () => {
  test('lose colors and times; one entry may hold several', () => {
    const log = `${row('\u001B[31mred\u001B[0m\nplain\n')}\n${row('last\r\n')}\n`;
    expect(tailOf(log, false, String)).toEqual({ lines: ['red', 'plain', 'last'], isComplete: true });
  });

  test('that are no JSON, or another kind of it, are shown as they are', () => {
    expect(shown(`plain text\n{"level":"INFO"}\n[1]\n${row(7)}\n${row('')}x`)).toEqual([
      'plain text',
      '{"level":"INFO"}',
      '[1]',
      row(7),
      `${row('')}x`,
    ]);
  });

  test('of a progress bar are what was drawn last', () => {
    expect(shown(row('10 %\r55 %\r100 %\nunpacking\r\n'))).toEqual(['100 %', 'unpacking']);
  });

  test('keep blank ones inside, and lose those at the end', () => {
    expect(shown([row('a\n'), row('\n'), row('b\n'), row('   \n')].join('\n'))).toEqual(['a', '', 'b']);
  });

  test('are at most fifty, the last ones', () => {
    const log = Array.from({ length: 60 }, (_none, index) => row(`line ${index}\n`)).join('\n');
    expect(tailOf(log, false, String)).toMatchObject({ isComplete: false });
    expect(shown(log)).toHaveLength(50);
    expect([shown(log)[0], shown(log).at(-1)]).toEqual(['line 10', 'line 59']);
  });

  test('have at most 1,000 characters each, and are not cut inside a word', () => {
    expect(shown(row(`  ${'xyz '.repeat(300)}`))[0]).toBe(`  ${'xyz '.repeat(248)}xyz…`);
    expect(shown(row(`token ${'x'.repeat(1001)} is wrong`))[0]).toBe('token (1001 characters) is wrong');
    expect(shown(row('x'.repeat(1000)))[0]).toHaveLength(1000);
  });

  test('have at most 16 KiB together', () => {
    const log = Array.from({ length: 50 }, () => row('ü'.repeat(500))).join('\n');
    expect(Buffer.byteLength(shown(log).join('\n'))).toBeLessThanOrEqual(16 * 1024);
    expect(shown(log)).toHaveLength(16);
  });

  test('of a log whose beginning is missing begin with the first whole one', () => {
    expect(tailOf(`half a line"}\n${row('whole')}`, true, String)).toEqual({ lines: ['whole'], isComplete: false });
    expect(tailOf('half of one endless line', true, String)).toBeUndefined();
  });

  test.each(['', '\n\n', row('\n'), row('\u001B[0m')])('none of %j', (log) => {
    expect(tailOf(log, false, String)).toBeUndefined();
  });
});

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

  test('keeps all of it where it is wanted, and shows the same end', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => row(`line ${index}\n`)).join('\n');
    const { log } = await logFrom(() => ({ body: rows }), true);
    expect(log?.lines).toHaveLength(50);
    expect(log?.whole?.split('\n').slice(0, 3)).toEqual(['line 0', 'line 1', 'line 2']);
    expect(log?.whole?.trimEnd().split('\n').slice(-50)).toEqual(log?.lines);
  });

  test('sends the key whole, blanks and colons too', async () => {
    const { log, requests } = await logFrom(() => ({ body: row('hello') }));
    expect(log).toEqual({ lines: ['hello'], isComplete: true });
    expect(requests[0]?.pathname).toBe('/gateway/log-service/blob');
    expect(Object.fromEntries(requests[0]?.searchParams ?? [])).toEqual({
      accountID: 'acc',
      key: 'accountId:a/level6:x-commandUnit:Fetch Files',
    });
  });

  test('knows an absent log from a refusal and from a login page', async () => {
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

  test('the next key is asked for when the first has nothing', async () => {
    const { failures, slept } = await withLogs((key) => (key === 'base' ? { body: row('from the base') } : none));
    expect(failures[0]?.log).toEqual({ lines: ['from the base'], isComplete: true });
    expect(slept).toEqual([]);
  });

  test('a log that comes late is asked for again', async () => {
    const { failures, slept } = await withLogs((_key, requests) => (requests > 4 ? { body: row('late') } : none));
    expect(failures[0]?.log).toEqual({ lines: ['late'], isComplete: true });
    expect(slept).toEqual([1000, 2000]);
  });

  test('an outage passes', async () => {
    const { failures } = await withLogs((_key, requests) =>
      requests > 2 ? { body: row('back') } : { status: 503, body: '' },
    );
    expect(failures[0]?.log).toEqual({ lines: ['back'], isComplete: true });
  });

  test('an outage that lasts is reported in one sentence, and is no gap', async () => {
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

  test('nothing is asked for after the 20 s', async () => {
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
