/** `recent` through its action.yml: which executions it lists, how far back it reads, and what it says of the rest. */
import { afterEach, describe, expect, it } from '@jest/globals';

import { readRecent } from '../../src/actions/recent/inputs.ts';
import { InputError } from '../../src/harness/errors.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import {
  closeAll,
  declaredIn,
  inputsReadBy,
  kindsOf,
  openGitHubApi,
  openSetup,
  pageOf,
  runMain,
  wrongInputs,
} from '../support/action.ts';
import { type Phase, startStep } from '../support/runner/runner.ts';

afterEach(closeAll);

const action = 'recent';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The ids in the output. */
function idsIn({ outputs }: Phase): string[] {
  return (JSON.parse(outputs['executions'] ?? '') as { 'execution-id': string }[]).map((each) => each['execution-id']);
}

function past(simulator: Simulator, pipeline: string, ...agoMs: number[]): string[] {
  return agoMs.map((ago) => simulator.past({ pipeline, agoMs: ago }).id);
}

describe('recent', () => {
  it('lists the newest ten executions of a project with their results', async () => {
    const { simulator, where } = await openSetup();
    const [, ...newest] = past(simulator, 'green', ...Array.from({ length: 9 }, (_, index) => (20 - index) * HOUR));
    const [red] = past(simulator, 'red', 2 * HOUR);
    const [slow] = past(simulator, 'slow', MINUTE);
    const before = Date.now();
    const main = await runMain({ action, with: where });
    expect(main.result).toBe('success');
    expect(idsIn(main)).toEqual([slow, red, ...newest.toReversed()]);
    expect(main.outputs).toMatchObject({ count: '10', truncated: 'false' });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn(action, 'outputs'));
    expect(Date.parse(main.outputs['until'] ?? '')).toBeGreaterThanOrEqual(before - 10_000);
    const [running, failed] = JSON.parse(main.outputs['executions'] ?? '') as Record<string, unknown>[];
    expect(running).toMatchObject({ status: 'running', 'ended-at': '', duration: null, message: 'Slow is running.' });
    expect(failed).toEqual({
      'execution-id': red,
      'execution-url': pageOf(simulator, 'red', red ?? ''),
      pipeline: 'red',
      'pipeline-name': 'Red',
      'run-sequence': 1,
      status: 'failed',
      'harness-status': 'Failed',
      message: 'Deploy failed: Deployment of web exceeded its progress deadline of 600 s.',
      'started-at': expect.stringMatching(/Z$/),
      'ended-at': expect.stringMatching(/Z$/),
      duration: 7,
      services: [{ id: 'web', name: expect.any(String) }],
      environments: [{ id: 'prod', name: expect.any(String), type: expect.any(String) }],
      artifacts: [{ name: 'acme/web', tag: '1.2.0', url: '' }],
      build: {
        repository: 'web',
        branch: 'main',
        tag: '',
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
        'pull-request': null,
      },
      parent: '',
    });
    expect(main.summary).toContain('8 of 9 ended executions succeeded (88%)');
    expect(main.summary).toContain('1 running now');
    expect(main.summary.split('\n').filter((line) => line.startsWith('| ❌'))).toEqual([
      expect.stringMatching(/\| \[1\]\(http.*manual by `release\.bot.* \| `Deployment of web/),
    ]);
    expect(simulator.requests.map(({ query }) => query['size'])).toEqual(['20']);
  });

  it('lists executions that ended since then, whenever they started', async () => {
    const { simulator, where } = await openSetup();
    // `slow` takes ten minutes.
    const [, early] = past(simulator, 'slow', 75 * MINUTE, 65 * MINUTE, 5 * MINUTE);
    const [, late] = past(simulator, 'red', 61 * MINUTE, 59 * MINUTE);
    const main = await runMain({ action, with: { ...where, since: '1h' } });
    expect(idsIn(main)).toEqual([late, early]);
    expect(main.outputs).toMatchObject({ count: '2', truncated: 'false' });
    expect(main.summary).toContain('1 running now');
  });

  it.each([
    ['failed', ['red', 'rejected', 'errored']],
    ['Failed', ['red']],
    ['APPROVAL_REJECTED, aborted', ['rejected', 'aborted']],
    ['succeeded\nexpired', ['ignored', 'expired', 'green']],
  ])('accepts its own statuses and those of Harness: %j', async (statuses, expected) => {
    const { simulator, where } = await openSetup();
    for (const [index, pipeline] of [
      'red',
      'rejected',
      'errored',
      'aborted',
      'ignored',
      'expired',
      'green',
    ].entries()) {
      past(simulator, pipeline, (10 - index) * HOUR);
    }
    const main = await runMain({ action, with: { ...where, statuses } });
    const pipelines = (JSON.parse(main.outputs['executions'] ?? '') as { pipeline: string }[]).map(
      (one) => one.pipeline,
    );
    expect(pipelines.toSorted()).toEqual(expected.toSorted());
  });

  it('reads executions that started up to a week earlier', async () => {
    const { simulator, where } = await openSetup();
    past(simulator, 'green', ...Array.from({ length: 120 }, (_, index) => 2 * HOUR + index * MINUTE));
    const [longest] = past(simulator, 'slow', HOUR + 5 * MINUTE);
    past(simulator, 'green', ...Array.from({ length: 200 }, (_, index) => 8 * DAY + index * MINUTE));
    const main = await runMain({ action, with: { ...where, since: '1h' } });
    expect(idsIn(main)).toEqual([longest]);
    expect(simulator.requests.map(({ query }) => [query['page'], query['size']])).toEqual([
      ['0', '100'],
      ['1', '100'],
    ]);
  });

  it('stops after 20 pages of 100, with a warning', async () => {
    const { simulator, where } = await openSetup();
    past(simulator, 'green', ...Array.from({ length: 2050 }, (_, index) => HOUR + index * 1000));
    const main = await runMain({ action, with: { ...where, pipeline: 'green', statuses: 'aborted' } });
    expect(main.result).toBe('success');
    expect(main.outputs).toMatchObject({ executions: '[]', count: '0', truncated: 'true' });
    expect(main.annotations).toEqual([
      { level: 'warning', message: expect.stringContaining('Only the newest 2,000 executions were read') },
    ]);
    expect(simulator.requests).toHaveLength(20);
  });

  it('warns when more executions ended than limit allows', async () => {
    const { simulator, where } = await openSetup();
    const ids = past(simulator, 'green', 30 * MINUTE, 20 * MINUTE, 10 * MINUTE);
    const main = await runMain({ action, with: { ...where, since: '1h', limit: '2' } });
    expect(idsIn(main)).toEqual(ids.slice(1).toReversed());
    expect(main.outputs).toMatchObject({ count: '2', truncated: 'true' });
    expect(main.annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  it('limits the output to the newest executions within 30,000 bytes', async () => {
    const { simulator, where } = await openSetup();
    const ids = past(simulator, 'red', ...Array.from({ length: 90 }, (_, index) => (100 - index) * 10_000));
    const main = await runMain({ action, with: { ...where, since: '1h', summary: 'false' } });
    const found = idsIn(main);
    expect(Buffer.byteLength(main.outputs['executions'] ?? '')).toBeLessThanOrEqual(30_000);
    expect(found).toEqual(ids.toReversed().slice(0, found.length));
    expect(main.outputs).toMatchObject({ count: String(found.length), truncated: 'true' });
    expect(main.annotations).toEqual([
      { level: 'warning', message: expect.stringContaining(`only the newest ${found.length} of 90`) },
    ]);
    expect(main.summary).toBe('');
  });

  it('names the approvers of at most five waiting executions, with one request each', async () => {
    const { simulator, where } = await openSetup();
    past(simulator, 'approval-forever', ...Array.from({ length: 7 }, (_, index) => (index + 1) * MINUTE));
    const main = await runMain({ action, with: where });
    expect(kindsOf(simulator)).toEqual(['list', ...Array.from({ length: 5 }, () => 'approvals')]);
    expect(main.log.match(/waiting for approval by \S+ until 20/g)).toHaveLength(5);
    expect(main.summary.match(/waiting for approval by \S+ until 20/g)).toHaveLength(5);
    const messages = (JSON.parse(main.outputs['executions'] ?? '') as { message: string }[]).map((one) => one.message);
    expect(messages.filter((message) => /is waiting for approval by \S+ until 20/.test(message))).toHaveLength(5);
    expect(messages.filter((message) => message.endsWith('is waiting for approval.'))).toHaveLength(2);
  });

  it('keeps hostile names inert', async () => {
    const { simulator, where } = await openSetup();
    past(simulator, 'red', HOUR);
    const hostile = '::error::x\r::set-output name=count::9 | <img src=x> [a](http://b) @octocat ##[error]y';
    simulator.fault({
      on: 'list',
      do: {
        kind: 'replace',
        body: (truth) => JSON.parse(JSON.stringify(truth).replaceAll('"Red"', JSON.stringify(hostile))) as unknown,
      },
    });
    const main = await runMain({ action, with: where });
    expect(main.commands.map(({ name }) => name)).not.toContain('error');
    expect(main.outputs['count']).toBe('1');
    const outsideCode = main.summary.replaceAll(/`[^`\n]+`/g, '');
    expect(outsideCode).not.toContain('<img');
    expect(outsideCode).not.toContain('[a](');
    expect(outsideCode).not.toContain('@octocat');
  });
});

describe('recent with a clock that differs from that of Harness', () => {
  /** Answers as a Harness does whose clock is so many ms ahead. */
  const ahead = (simulator: Simulator, ms: number): void => {
    const headers = { date: new Date(Date.now() + ms).toUTCString() };
    simulator.fault({ on: 'list', times: Infinity, acts: true, do: { kind: 'headers', headers } });
  };

  it.each([
    { skew: -HOUR, since: '1h', expected: ['90 min', '10 min'] },
    { skew: HOUR, since: '2h', expected: ['10 min'] },
    { skew: 0, since: '1h', expected: ['10 min'] },
  ])('($skew ms) uses the clock of Harness for since and until', async ({ skew, since, expected }) => {
    const { simulator, where } = await openSetup();
    const [early = '', late = ''] = past(simulator, 'green', 90 * MINUTE, 10 * MINUTE);
    ahead(simulator, skew);
    const main = await runMain({ action, with: { ...where, since } });
    expect(idsIn(main)).toEqual(expected.map((one) => (one === '90 min' ? early : late)).toReversed());
    const until = Date.parse(main.outputs['until'] ?? '') - skew;
    expect(until).toBeLessThanOrEqual(Date.now());
    expect(until).toBeGreaterThan(Date.now() - MINUTE);
  });

  it('returns an until after which no execution is listed twice', async () => {
    const { simulator, where } = await openSetup();
    past(simulator, 'green', 10 * MINUTE);
    // It ended a moment ago, by a clock of Harness that its answers do not show.
    const endTs = Date.now() + 1500;
    simulator.fault({
      on: 'list',
      times: Infinity,
      do: {
        kind: 'replace',
        body: (truth) => JSON.parse(JSON.stringify(truth).replaceAll(/"endTs":\d+/g, `"endTs":${endTs}`)) as unknown,
      },
    });
    const first = await runMain({ action, with: { ...where, since: '1h' } });
    expect(first.outputs).toMatchObject({ count: '1', until: new Date(endTs + 1).toISOString() });
    const second = await runMain({ action, with: { ...where, since: first.outputs['until'] ?? '' } });
    expect(second.outputs).toMatchObject({ count: '0', truncated: 'false' });
  });

  it('accepts a since that is in the future only by the local clock', async () => {
    const { simulator, where } = await openSetup();
    ahead(simulator, 2 * HOUR);
    const main = await runMain({ action, with: { ...where, since: new Date(Date.now() + HOUR).toISOString() } });
    expect([main.result, main.outputs['count']]).toEqual(['success', '0']);
  });

  it('rejects a since in the future', async () => {
    const { where } = await openSetup();
    const main = await runMain({ action, with: { ...where, since: new Date(Date.now() + HOUR).toISOString() } });
    expect(main.result).toBe('failure');
    expect(main.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/\n {2}since {2}'20.*Z' is in the future\.$/),
    ]);
  });
});

describe('recent since the last run', () => {
  const ago = (ms: number): string => `${new Date(Date.now() - ms).toISOString().slice(0, 19)}Z`;

  it("lists since this workflow's previous run, not another's, and not a later one", async () => {
    const { simulator, where } = await openSetup();
    const api = await openGitHubApi(['actions: read']);
    api.runs.push(
      { id: 4070, workflow: 9, number: 75, createdAt: ago(5 * HOUR) },
      { id: 4072, workflow: 9, number: 76, createdAt: ago(2 * HOUR) },
      { id: 4074, workflow: 8, number: 12, createdAt: ago(HOUR / 2) },
      { id: 4077, workflow: 9, number: 77, createdAt: ago(MINUTE) },
      // In the same second, and after it.
      { id: 4078, workflow: 9, number: 78, createdAt: ago(MINUTE) },
      { id: 4079, workflow: 9, number: 79, createdAt: ago(0) },
    );
    const [, ...since] = past(simulator, 'green', 3 * HOUR, 90 * MINUTE, 20 * MINUTE);
    const main = await runMain({ action, with: { ...where, since: 'last-run' }, env: { GITHUB_API_URL: api.url } });
    expect(main.result).toBe('success');
    expect(idsIn(main)).toEqual(since.toReversed());
  });

  it('lists no earlier executions on the first run', async () => {
    const { simulator, where } = await openSetup();
    const api = await openGitHubApi(['actions: read']);
    api.runs.push({ id: 4077, workflow: 9, number: 1, createdAt: ago(MINUTE) });
    past(simulator, 'green', HOUR);
    const main = await runMain({ action, with: { ...where, since: 'last-run' }, env: { GITHUB_API_URL: api.url } });
    expect(main.outputs).toMatchObject({ executions: '[]', count: '0' });
    expect(main.annotations).toEqual([
      { level: 'notice', message: expect.stringContaining('This workflow has no earlier run') },
    ]);
  });

  it('names the missing permission, and sends no request to Harness', async () => {
    const { simulator, where } = await openSetup();
    const api = await openGitHubApi([]);
    const main = await runMain({ action, with: { ...where, since: 'last-run' }, env: { GITHUB_API_URL: api.url } });
    expect(main.result).toBe('failure');
    expect(main.annotations).toEqual([
      { level: 'error', message: expect.stringContaining("Add 'actions: read' to the permissions") },
    ]);
    expect(main.outputs).toEqual({});
    expect(simulator.requests).toEqual([]);
  });
});

describe('recent, when it cannot', () => {
  it('stops immediately when the job is cancelled', async () => {
    const { simulator, where } = await openSetup();
    simulator.fault({ on: 'list', do: { kind: 'stall' } });
    const step = startStep({ action, with: where });
    await step.waitFor('Newest executions');
    step.cancel();
    const main = await step.done;
    expect(main.result).toBe('cancelled');
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(main.outputs).toEqual({});
  });

  it('is red with one error when Harness refuses, and sets no until', async () => {
    const { simulator, where } = await openSetup();
    simulator.fault({ on: 'list', times: 9, do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED' } });
    const main = await runMain({ action, with: where });
    expect(main.result).toBe('failure');
    expect(main.annotations.map(({ level }) => level)).toEqual(['error']);
    expect(main.outputs).toEqual({});
    expect(kindsOf(simulator)).toEqual(['list']);
  });

  it('names every problem of its inputs before any request', async () => {
    const { simulator, where } = await openSetup();
    const inputs = { ...where, since: 'yesterday', statuses: 'failed, broken', limit: '0', summary: 'si' };
    const main = await runMain({ action, with: inputs });
    expect(wrongInputs(main)).toEqual(['since', 'statuses', 'limit', 'summary']);
    expect(simulator.requests).toEqual([]);
  });
});

describe('the inputs of recent', () => {
  it('are exactly those that it declares', () => {
    expect(inputsReadBy((get) => readRecent(get, { runUrl: '' }))).toEqual(declaredIn(action, 'inputs'));
  });

  const read = (given: Record<string, string>) =>
    readRecent((name) => ({ 'api-key': 'pat.Acme.b.c', project: 'shop', ...given })[name] ?? '', { runUrl: '' });

  it.each([
    ['1h30m', { kind: 'ago', ms: 5_400_000 }],
    ['2026-02-12', { kind: 'at', ms: Date.UTC(2026, 1, 12) }],
    ['2026-02-12T18:42:10Z', { kind: 'at', ms: Date.UTC(2026, 1, 12, 18, 42, 10) }],
    ['2026-02-12T18:42:10.500+02:00', { kind: 'at', ms: Date.UTC(2026, 1, 12, 16, 42, 10, 500) }],
    ['', undefined],
  ])('since %j', (since, expected) => {
    expect(read({ since }).since).toEqual(expected);
  });

  it.each(['2026-02-12T18:42:10', '2026-02-31', '12.02.2026', '7w', 'last run'])('since %j is rejected', (since) => {
    expect(() => read({ since })).toThrow(InputError);
  });

  it('limit defaults to 10, and to 100 with since', () => {
    expect([read({}), read({ since: '1h' }), read({ limit: '2000' })].map(({ limit }) => limit)).toEqual([
      10, 100, 2000,
    ]);
    expect(() => read({ limit: '2001' })).toThrow(InputError);
  });

  it('github-token is required only for last-run', () => {
    expect(() => read({ since: 'last-run' })).toThrow(/github-token/);
    expect(read({ since: 'last-run', 'github-token': 'ghs_1' }).since).toEqual({ kind: 'last-run' });
  });
});
