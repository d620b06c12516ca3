/** What the diagnosis finds in the simulator's executions, over real connections. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { diagnose, Diagnosis } from '../../../src/diagnosis/diagnosis.ts';
import type { ExecutionRef, Scope } from '../../../src/harness/execution.ts';
import { openHttp } from '../../../src/harness/http.ts';
import { executionRef } from '../../../src/harness/links.ts';
import { nextGen } from '../../../src/harness/nextgen/executions.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { ask, insideOf, type QuickClock, quickClock } from '../../support/diagnosing.ts';

let simulator: Simulator;
let scope: Scope;

beforeAll(async () => {
  simulator = await startSimulator();
  scope = { origin: simulator.url, account: simulator.account, org: 'default', project: 'shop' };
});

afterAll(() => simulator.close());

interface Found extends Diagnosis {
  readonly clock: QuickClock;
  readonly ref: ExecutionRef;
}

/** Diagnoses an execution that was started so many ms ago, and has ended. */
async function found(
  pipeline: string,
  more: Partial<Parameters<typeof diagnose>[0]> & { readonly agoMs?: number; readonly key?: string } = {},
): Promise<Found> {
  const { agoMs = 30_000, key = simulator.apiKey, ...purpose } = more;
  const clock = quickClock();
  const { id } = simulator.past({ pipeline, agoMs });
  const ref = executionRef({ scope, pipeline }, id);
  const http = openHttp({ origin: scope.origin, key, clock, onExchange: () => undefined });
  const bounds = { signal: new AbortController().signal, limit: 10_000 };
  const snapshot = await nextGen(http, scope, key).read(ref, bounds);
  return { ...(await ask({ ref, snapshot, inspector: insideOf(scope, key, clock), clock, ...purpose })), clock, ref };
}

const requestsFor = (id: string): string[] =>
  simulator.requests.filter(({ path }) => path.includes(id)).map(({ kind }) => kind);

describe('failures', () => {
  test('a rollout has stage, step, type, cause, advice and a link to the step', async () => {
    const { failures, gaps, ref } = await found('red');
    expect(failures).toEqual([
      {
        stage: 'Deploy',
        stageId: 'deploy',
        step: 'Rollout',
        stepId: 'rollout',
        type: 'K8sRollingDeploy',
        phase: 'failed',
        status: 'Failed',
        endedAt: expect.any(Number),
        duration: 3400,
        message: 'Deployment of web exceeded its progress deadline of 600 s',
        explanations: ['0 of 3 new pods became ready: container "web" is in CrashLoopBackOff.'],
        hints: [
          'Look at the events of the failing pods, and check that the image is built for the platform of the nodes.',
        ],
        types: ['APPLICATION_ERROR'],
        by: undefined,
        delegates: ['delegate-eu-7d9c6d5b8-x2x9z'],
        url: expect.stringMatching(/\?stage=[\w-]{22}&step=[\w-]{22}$/),
        log: {
          isComplete: true,
          lines: [
            'deployment.apps/web configured',
            'Waiting for rollout of deployment "web": 0 of 3 updated replicas are available',
            'pod web-7d9c6d5b8-x2x9z: Back-off restarting failed container',
            'exec /usr/local/bin/node: exec format error',
            'error: deployment "web" exceeded its progress deadline',
          ],
        },
      },
    ]);
    expect(failures[0]?.url.startsWith(`${ref.url}?`)).toBe(true);
    expect(gaps).toEqual([]);
  });

  test('the graph is read once when it matches the status', async () => {
    const { ref, clock } = await found('red');
    expect(requestsFor(ref.id)).toEqual(['read', 'graph']);
    expect(clock.slept).toEqual([]);
  });

  test('unit tests of a CI step, whose log has the short kind of key', async () => {
    const { failures } = await found('tests-failed');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ stage: 'Build', step: 'Unit tests', type: 'Run', message: 'exit status 1' });
    expect(failures[0]?.log).toEqual({
      isComplete: true,
      lines: ['+ npm test', '✗ cart › adds tax for CH', '✗ cart › rounds to 0.05', '2 of 214 tests failed'],
    });
  });

  test('a rejected approval names the person and the comment, and has no log', async () => {
    const { failures, gaps } = await found('rejected');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({
      stage: 'Approval',
      step: 'Approve production',
      status: 'ApprovalRejected',
      by: 'R. Roe: Not during the sale',
      types: ['APPROVAL_REJECTION'],
    });
    expect(failures[0]?.log).toBeUndefined();
    expect(gaps).toEqual([]);
  });

  test('a policy denial is reported from the snapshot, without another request', async () => {
    const { failures, ref } = await found('policy-denied');
    expect(failures).toEqual([
      expect.objectContaining({
        stage: 'Policy Denied',
        stageId: '',
        message: expect.stringContaining('deploy to prod is not allowed on a Friday'),
        types: ['POLICY_EVALUATION_FAILURE'],
        url: ref.url,
      }),
    ]);
    expect(requestsFor(ref.id)).toEqual(['read']);
  });

  test.each([
    [
      'expired',
      {
        step: 'Rollout',
        phase: 'expired',
        message: 'Stage exceeded its timeout of 2s',
        log: expect.objectContaining({ isComplete: true }),
      },
    ],
    // What a freeze stopped has no log, and is not asked for one.
    [
      'frozen',
      { phase: 'failed', message: 'the freeze "Year end" is active until 2027-01-02 08:00 UTC', log: undefined },
    ],
    [
      'errored',
      {
        phase: 'failed',
        message: 'There are no eligible delegates available in the account to execute the task.',
        hints: ['Check that a delegate with the selector eu is connected.'],
        log: { missing: 'Harness has no log for this step.' },
      },
    ],
  ])('%s', async (pipeline, expected) => {
    const { failures } = await found(pipeline);
    expect(failures).toHaveLength(1);
    expect({ log: undefined, ...failures[0] }).toMatchObject({ stage: 'Deploy', ...expected });
  });

  test('a matrix has its failed legs with their values and links', async () => {
    const { failures } = await found('matrix');
    expect(failures.map(({ stage, stageId, step, message }) => [stage, stageId, step, message])).toEqual([
      ['Deploy_1 (us)', 'deploy_1', 'Rollout', 'Deployment of web in us exceeded its progress deadline of 600 s'],
      ['Deploy_3 (sa)', 'deploy_3', 'Rollout', 'Deployment of web in sa exceeded its progress deadline of 600 s'],
    ]);
    const runs = failures.map(({ url }) => new URL(url).searchParams.get('stageExecId'));
    expect(new Set(runs).size).toBe(2);
    expect(runs).not.toContain(null);
  });

  test('a successful rollback is reported, but not as a failure', async () => {
    const { failures, rollback } = await found('rollback');
    expect([failures.map(({ step }) => step), rollback]).toEqual([['Rollout'], { end: 'succeeded' }]);
  });

  test('an abort by Harness at the beginning is reported when no steps are shown', async () => {
    const { failures } = await found('aborted-early');
    expect(failures.map(({ stage, message }) => [stage, message])).toEqual([
      ['Build', 'Harness aborted it before its first step started; open the execution in Harness for the reason'],
    ]);
  });

  test('a rollback without an earlier release is reported', async () => {
    const { rollback } = await found('nothing-to-undo');
    expect(rollback).toEqual({ end: 'idle', reason: 'There is no earlier release to roll back to' });
  });

  test('a chained pipeline is read, with its own link and log', async () => {
    const { failures, ref } = await found('chained');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({
      stage: 'Database › Schema',
      stageId: 'database',
      step: 'Migrate',
      log: { lines: expect.arrayContaining(['ERROR: column "region" of relation "orders" already exists']) },
    });
    const child = simulator.executions.find(({ parent }) => parent === ref.id);
    expect(failures[0]?.url).toContain(`/pipelines/migrate_db/executions/${child?.id}/`);
  });

  test('a pipeline that a chained pipeline runs is read as well', async () => {
    const { failures } = await found('chained-deep');
    expect(failures.map(({ stage, step }) => [stage, step])).toEqual([['Database › Migrations › Schema', 'Migrate']]);
  });

  test('an abort names the user', async () => {
    const { failures } = await found('aborted');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ stage: 'Deploy', step: 'Rollout', phase: 'aborted', by: 'R. Roe' });
  });

  test('an ignored failure is listed separately', async () => {
    const { failures, ignored } = await found('ignored');
    expect(failures).toEqual([]);
    expect(ignored).toEqual([
      expect.objectContaining({ stage: 'Deploy', step: 'Smoke test', phase: 'ignored', status: 'IgnoreFailed' }),
    ]);
    expect(ignored[0]?.log).toBeUndefined();
  });
});

describe('logs', () => {
  test('are not read when they are disabled', async () => {
    const before = simulator.requests.filter(({ kind }) => kind === 'log').length;
    const { failures } = await found('red', { logs: 'none' });
    expect(failures[0]?.log).toBeUndefined();
    expect(simulator.requests.filter(({ kind }) => kind === 'log')).toHaveLength(before);
  });

  test('a log of 25 MB is read to its end', async () => {
    const { failures } = await found('huge-log');
    const { log } = failures[0] ?? {};
    expect(log).toMatchObject({ isComplete: false });
    const shown = log !== undefined && 'lines' in log ? log.lines : [];
    expect(shown.at(-1)).toBe('error: deployment "web" exceeded its progress deadline');
    expect(shown.length).toBeLessThanOrEqual(50);
    expect(Buffer.byteLength(shown.join('\n'))).toBeLessThanOrEqual(16 * 1024);
  });

  test('a missing log is retried and then reported', async () => {
    const { failures, clock, gaps } = await found('no-log');
    expect(failures[0]?.log).toEqual({ missing: 'Harness has no log for this step.' });
    expect(clock.slept).toEqual([1000, 2000, 4000]);
    expect(gaps).toEqual([]);
  });

  test('a log that comes late is shown', async () => {
    // Its step ended a moment ago, for the simulator; this clock only pretends to wait, so the log is there when asked twice.
    const ended = 3400;
    const { failures, clock } = await found('late-log', {
      agoMs: ended + 1000,
      clock: { ...quickClock(), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
    });
    expect(failures[0]?.log).toMatchObject({ isComplete: true });
    expect(clock.slept).toEqual([]);
  });

  test('a missing log of an old execution is not retried', async () => {
    const { failures, clock } = await found('no-log', { agoMs: 3_600_000 });
    expect(failures[0]?.log).toEqual({ missing: 'Harness has no log for this step.' });
    expect(clock.slept).toEqual([]);
  });
});

describe('step outputs', () => {
  const expected = {
    'build.unit_tests.TESTS': '214',
    'build.unit_tests.COVERAGE': '93.1',
    'build.unit_tests.FLAKY': null,
    'build.push.IMAGE': 'acme/web:1.2.0',
    'deploy.rollout.IMAGE': 'acme/web:1.2.0',
    'deploy.rollout.RELEASE': 'web-17',
    'deploy.smoke_test.URL': 'https://web.example.com',
    'deploy.smoke_test.VERSION': '1.2.0',
  };

  test.each(['green', 'old-outcomes'])('%s', async (pipeline) => {
    const { variables, failures, gaps } = await found(pipeline);
    expect(Object.fromEntries(variables.map(({ path, value }) => [path, value]))).toEqual(expected);
    expect([failures, gaps]).toEqual([[], []]);
  });

  test('the image has the link from the build', async () => {
    const { artifacts } = await found('green');
    expect(artifacts).toEqual([{ name: 'acme/web', tag: '1.2.0', url: 'https://registry.example.com/acme/web/1.2.0' }]);
  });

  test('a graph of 5,000 steps is read', async () => {
    const { failures, gaps } = await found('big-5000');
    expect([failures, gaps]).toEqual([[], []]);
  });
});
