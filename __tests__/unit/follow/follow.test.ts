import { describe, expect, test } from '@jest/globals';

import type { FaultKind, Score } from '../../support/harness/fake.ts';
import { NOON } from '../../support/job/clock.ts';
import { type Ended, type Job, openJob, times } from '../../support/job/job.ts';
import { postStateIn } from '../../support/job/step.ts';
import { textOf } from '../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An execution that has each status after so many seconds. */
const plays = (...beats: readonly (readonly [number, string])[]): Partial<Score> => ({
  beats: [{ after: 0, status: 'Running' }, ...beats.map(([after, status]) => ({ after: after * SECOND, status }))],
});
const RUNS_ON = plays();

const errors = ({ step }: Ended): string[] =>
  step.words.filter(({ level }) => level === 'error').map(({ text }) => text);
const abortsAt = (job: Job): number[] => job.requestsOf('abort').map(({ at }) => at - NOON);

describe('a status that is read', () => {
  test.each<[string, string, boolean]>([
    ['Success', 'succeeded', false],
    ['IgnoreFailed', 'succeeded', false],
    ['Skipped', 'succeeded', false],
    ['Suspended', 'succeeded', false],
    ['Failed', 'failed', true],
    ['Errored', 'failed', true],
    ['ApprovalRejected', 'failed', true],
    ['AbortedByFreeze', 'failed', true],
    ['Aborted', 'aborted', true],
    ['Expired', 'expired', true],
  ])('%s ends it as %s', async (harness, status, isRed) => {
    const job = openJob({ score: plays([30, harness]) });
    const { verdict, step, took } = await job.main();
    expect(verdict).toMatchObject({ status, isRed });
    expect(step.outputs.get('harness-status')).toBe(harness);
    expect(took).toBeGreaterThanOrEqual(30 * SECOND);
    expect(took).toBeLessThan(45 * SECOND);
  });

  test('that is unknown is never final', async () => {
    const job = openJob({ score: plays([5, 'SuccessOfSorts']) });
    const { verdict } = await job.main({ timeout: 10 * MINUTE });
    expect(verdict).toMatchObject({ status: 'running', isRed: true });
  });
});

describe('an outage is not a verdict', () => {
  test.each<FaultKind>([
    ...(['refused', 'reset', 'stall', 'limited', 'limited-400', 'timeout', 'unavailable'] as const),
    ...(['page', 'half', 'error-in-200', 'empty', 'another', 'untrusted'] as const),
  ])('%s is retried', async (is) => {
    const job = openJob({ faults: { read: [undefined, ...times(20, { is }), undefined] } });
    const main = await job.main();
    expect(main.verdict).toMatchObject({ status: 'succeeded', isRed: false });
    expect(errors(main)).toEqual([]);
    expect(job.requestsOf('start')).toHaveLength(1);
  });

  test.each<FaultKind>(['refused', 'reset', 'stall', 'limited', 'unavailable', 'page', 'empty', 'another'])(
    '%s is retried until the timeout',
    async (is) => {
      const job = openJob({ faults: { read: [undefined, ...times(9999, { is })] } });
      const main = await job.main({ timeout: 20 * MINUTE });
      expect(main.verdict).toMatchObject({ status: 'unknown', isRed: true });
      expect(main.took).toBe(20 * MINUTE + 10 * SECOND);
      expect(errors(main)).toHaveLength(1);
    },
  );

  test.each<FaultKind>(['unauthorized', 'forbidden'])('%s is retried once, and is then lost access', async (is) => {
    const once = openJob({ faults: { read: [undefined, { is }] } });
    expect((await once.main()).verdict?.status).toBe('succeeded');
    const persistent = openJob({ faults: { read: [undefined, { is }, { is }] } });
    const main = await persistent.main();
    expect(main.verdict).toMatchObject({ status: 'unknown', isRed: true });
    expect(main.verdict?.headline).toContain('may still run in Harness');
    expect(textOf(main.verdict)).toContain('executions/execution-1/pipeline');
    expect(persistent.requestsOf('read')).toHaveLength(3);
    expect(persistent.requestsOf('abort')).toEqual([]);
    expect(postStateIn(main.step.state)?.main).toBe('done');
  });

  test('404 is lost access after 60 s of it', async () => {
    const job = openJob({ faults: { read: [undefined, ...times(99, { is: 'not-found' })] } });
    const main = await job.main();
    expect(main.verdict).toMatchObject({ status: 'unknown', isRed: true });
    const [, first] = job.requestsOf('read');
    const last = job.requestsOf('read').at(-1);
    expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(60 * SECOND);
  });

  test('404 for a new execution is retried', async () => {
    const job = openJob({ score: { readableAfter: 50 * SECOND } });
    expect((await job.main()).verdict?.status).toBe('succeeded');
  });

  test('a redirect is lost access, and the host is named', async () => {
    const job = openJob({ faults: { read: [undefined, { is: 'redirect' }] } });
    const { verdict } = await job.main();
    expect(verdict).toMatchObject({ status: 'unknown', isRed: true });
    expect(textOf(verdict)).toContain('login.example');
  });

  test('HTML for a minute causes one validation of the key', async () => {
    const job = openJob({
      faults: { read: [undefined, ...times(999, { is: 'page' })], validate: { is: 'unauthorized' } },
    });
    const { verdict } = await job.main();
    expect(verdict).toMatchObject({ status: 'unknown', isRed: true });
    expect(textOf(verdict)).toContain('INVALID_TOKEN');
    expect(job.requestsOf('validate')).toHaveLength(1);
  });

  test('lost access is red even with fail-step: false, but a failed execution is not', async () => {
    const onDisconnect = openJob({ faults: { read: { is: 'redirect' } } });
    expect((await onDisconnect.main({ failStep: false })).verdict?.isRed).toBe(true);
    const failed = openJob({ score: plays([5, 'Failed']) });
    expect((await failed.main({ failStep: false })).verdict).toMatchObject({ status: 'failed', isRed: false });
  });

  test('a long outage is reported at its beginning, every minute, and at its end', async () => {
    const job = openJob({ score: RUNS_ON, faults: { read: [undefined, ...times(150, { is: 'reset' })] } });
    const { step } = await job.main({ timeout: 20 * MINUTE });
    const said = step.words.filter(({ text }) => /reachable/.test(text)).map(({ at }) => at);
    const lines = step.words.filter(({ text }) => /reachable/.test(text)).map(({ text }) => text);
    expect(lines[0]).toContain('Harness unreachable, retrying');
    expect(lines.at(-1)).toContain('Harness reachable again');
    for (const [before, at] of said.slice(1, -1).entries()) {
      expect(at - (said[before] ?? 0)).toBeGreaterThanOrEqual(MINUTE);
      expect(at - (said[before] ?? 0)).toBeLessThan(MINUTE + 6 * SECOND);
    }
    expect(said.length).toBeGreaterThan(4);
  });
});

describe('the deadline', () => {
  test('does not apply to a final status', async () => {
    const job = openJob({ score: plays([299, 'Success']) });
    const main = await job.main({ timeout: 300 * SECOND, pollInterval: 200 * SECOND });
    expect(main.verdict).toMatchObject({ status: 'succeeded', isRed: false });
    expect(job.requestsOf('read').at(-1)?.at).toBe(NOON + 300 * SECOND);
  });

  test('does not apply if the execution ends during the last poll', async () => {
    const job = openJob({ score: plays([0, 'Failed']), faults: { read: [{ is: 'stall' }, { takes: 9000 }] } });
    const main = await job.main({ timeout: 20 * SECOND });
    expect(main.verdict).toMatchObject({ status: 'failed', isRed: true });
  });

  test('leaves the execution running, is red, and does not say expired', async () => {
    const job = openJob({ score: RUNS_ON });
    const main = await job.main({ timeout: 5 * MINUTE });
    expect(main.verdict).toMatchObject({ status: 'running', isRed: true });
    expect(main.verdict?.headline).toContain("not finished within 5m (this step's timeout)");
    expect(errors(main).join()).not.toContain('expired');
    expect(main.took).toBe(5 * MINUTE + 200);
    expect(abortsAt(job)).toEqual([]);
    expect(postStateIn(main.step.state)?.main).toBe('done');
  });

  test('reports what the execution is waiting for', async () => {
    const job = openJob({ score: plays([10, 'ApprovalWaiting']) });
    expect((await job.main({ timeout: 5 * MINUTE })).verdict?.status).toBe('waiting');
  });

  test('has one last poll of at most 10 s', async () => {
    const job = openJob({ score: RUNS_ON, faults: { read: [undefined, ...times(99, { is: 'stall' })] } });
    const main = await job.main({ timeout: 5 * MINUTE });
    expect(main.verdict).toMatchObject({ status: 'unknown', isRed: true });
    expect(main.took).toBe(5 * MINUTE + 10 * SECOND);
    expect(job.requestsOf('read').at(-1)).toMatchObject({ at: NOON + 5 * MINUTE, limit: 10 * SECOND });
  });

  test('limits the wait that Harness asked for', async () => {
    const job = openJob({
      score: plays([55, 'Success']),
      faults: { read: [undefined, ...times(99, { rest: MINUTE })] },
    });
    expect((await job.main({ timeout: MINUTE })).verdict?.status).toBe('succeeded');
  });

  test('does not wait for the approvers', async () => {
    const job = openJob({ score: plays([59, 'ApprovalWaiting']), faults: { other: { is: 'stall' } } });
    const main = await job.main({ timeout: MINUTE });
    expect(main.verdict?.status).toBe('waiting');
    expect(main.took).toBe(MINUTE + 200);
  });

  test('ends the request for the approvers', async () => {
    const job = openJob({ score: plays([50, 'ApprovalWaiting']), faults: { other: { is: 'stall' } } });
    const main = await job.main({ timeout: MINUTE, pollInterval: 55 * SECOND });
    expect(job.requestsOf('other')).toHaveLength(1);
    expect(main.took).toBe(MINUTE + 200);
  });

  test('with on-timeout: abort does not report an unconfirmed abort', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'refused' } } });
    const main = await job.main({ timeout: 5 * MINUTE, onTimeout: 'abort' });
    expect(main.verdict).toMatchObject({ isRed: true, status: 'running' });
    expect(main.verdict?.headline).toContain('this action could not abort it');
    expect(textOf(main.verdict)).toContain('Could not connect to');
    expect(textOf(main.verdict)).not.toContain('An abort was sent');
  });

  test('with on-timeout: abort aborts, and waits for the end', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 20 * SECOND } });
    const main = await job.main({ timeout: 5 * MINUTE, onTimeout: 'abort' });
    expect(main.verdict).toMatchObject({ status: 'aborted', isRed: true });
    expect(main.verdict?.headline).toContain('aborted by this action after 5m');
    expect(abortsAt(job)).toEqual([5 * MINUTE + 200]);
    expect(main.took).toBeLessThan(5 * MINUTE + 23 * SECOND);
  });

  test('reports running if the abort is not confirmed within 30 s', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: MINUTE } });
    const main = await job.main({ timeout: 5 * MINUTE, onTimeout: 'abort' });
    expect(main.verdict).toMatchObject({ status: 'running', isRed: true });
    expect(main.took).toBe(5 * MINUTE + 200 + 30 * SECOND);
    expect(abortsAt(job)).toHaveLength(1);
  });

  test('reports the own end of an execution that ends before the abort arrives', async () => {
    const job = openJob({ score: plays([303, 'Success']), faults: { abort: [{ actsAfter: 5000, takes: 5100 }] } });
    const main = await job.main({ timeout: 300 * SECOND, onTimeout: 'abort' });
    expect(main.verdict).toMatchObject({ status: 'succeeded', isRed: false });
  });

  test('reports the reason for a refused abort', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'forbidden' } } });
    const main = await job.main({ timeout: 5 * MINUTE, onTimeout: 'abort' });
    expect(main.verdict).toMatchObject({ status: 'running', isRed: true });
    expect(textOf(main.verdict)).toContain('NG_ACCESS_DENIED');
    expect(main.took).toBeLessThan(5 * MINUTE + 5 * SECOND);
  });

  test('does not claim an unconfirmed abort by someone else', async () => {
    const job = openJob({ score: plays([10, 'Discontinuing'], [900, 'Aborted']) });
    const main = await job.main({ timeout: 300 * SECOND, onTimeout: 'abort' });
    expect(main.verdict).toMatchObject({ status: 'running', isRed: true });
    expect(textOf(main.verdict)).toContain("has not finished within 5m (this step's timeout); it is being aborted.");
    expect(textOf(main.verdict)).not.toContain('left running');
  });
});

describe('a step that does not wait', () => {
  test.each<['detach' | 'fail', boolean]>([
    ['detach', false],
    ['fail', true],
  ])('leaves with on-waiting: %s when the execution waits for a person', async (onWaiting, isRed) => {
    const job = openJob({ score: plays([30, 'ApprovalWaiting']) });
    const main = await job.main({ onWaiting });
    expect(main.verdict).toMatchObject({ status: 'waiting', isRed });
    expect(abortsAt(job)).toEqual([]);
    expect(postStateIn(main.step.state)?.main).toBe('done');
  });

  test('waits with on-waiting: wait', async () => {
    const job = openJob({ score: plays([30, 'ApprovalWaiting'], [1000, 'Running'], [1100, 'Success']) });
    expect((await job.main()).verdict).toMatchObject({ status: 'succeeded', isRed: false });
  });
});

describe('a cancel', () => {
  test('during an abort after the timeout is a cancel', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: [{ is: 'stall' }, { is: 'stall' }] } });
    const main = await job.main({ timeout: MINUTE, onTimeout: 'abort' }, { cancelAfter: MINUTE + 5 * SECOND });
    expect(postStateIn(main.step.state)?.main).toBe('unfinished');
    await job.post(main);
    expect(job.harness.plays.map(job.harness.statusOf)).toEqual(['Aborted']);
  });

  test('during the last poll is a cancel', async () => {
    const job = openJob({ score: RUNS_ON, faults: { read: [undefined, { is: 'stall' }, { is: 'stall' }] } });
    const main = await job.main({ timeout: 20 * SECOND }, { cancelAfter: 25 * SECOND });
    expect(abortsAt(job)).toEqual([25 * SECOND]);
    expect(postStateIn(main.step.state)?.main).toBe('unfinished');
  });

  test('during the diagnosis changes nothing', async () => {
    const job = openJob({ score: plays([5, 'Failed']), faults: { graph: { is: 'stall' } } });
    const main = await job.main({ pollInterval: 2 * SECOND }, { cancelAfter: 10 * SECOND });
    expect(main.verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(main.took).toBe(10 * SECOND);
    expect(abortsAt(job)).toEqual([]);
    expect(postStateIn(main.step.state)?.main).toBe('done');
  });
});

test('prints one line a minute while nothing changes', async () => {
  const job = openJob({ score: plays([600, 'Success']) });
  const { step } = await job.main();
  const onIdle = step.words.filter(({ text }) => text.includes('still running')).map(({ at }) => at);
  expect(onIdle.length).toBeGreaterThanOrEqual(8);
  for (const [before, at] of onIdle.slice(1).entries()) {
    expect(at - (onIdle[before] ?? 0)).toBeGreaterThanOrEqual(59 * SECOND);
    expect(at - (onIdle[before] ?? 0)).toBeLessThan(90 * SECOND);
  }
});
