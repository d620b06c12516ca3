/** Both tables of the contract, row by row: status, color, annotation and the sentence that a person reads. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { FollowOutcome } from '../../../src/follow/follow.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import type { Snapshot } from '../../../src/harness/execution.ts';
import { isFinal, isUnsuccessful, phaseOf, STATUSES, statusOf } from '../../../src/harness/status.ts';
import { annotationText, messageOf, type Verdict } from '../../../src/report/report.ts';
import { judge, judgeStart, nameOf, redVerdict } from '../../../src/report/verdict.ts';
import { failure, LIST, REF, report, stage, textOf } from '../../support/reports.ts';
import { VERDICTS } from '../../support/verdicts.ts';

type InputContext = Parameters<typeof judge>[1];

const HOURS = 3_600_000;

function snapshotOf(status: string, more: Partial<Snapshot> = {}): Snapshot {
  return { ...report(status, isFinal(phaseOf(status)) ? 571 : undefined).snapshot, ...more };
}

/** A verdict, and what people read of it. */
function read(verdict: Verdict) {
  return { ...verdict, message: messageOf(verdict), text: textOf(verdict) };
}

function judged(ending: FollowOutcome, more: Partial<InputContext> = {}) {
  return read(judge(ending, { ref: REF, timeout: 2 * HOURS, failStep: true, ...more }));
}

function judgedStart(result: Parameters<typeof judgeStart>[0]) {
  return read(judgeStart(result, LIST));
}

function resolution(status: string, more: Partial<Snapshot> = {}, circumstances: Partial<InputContext> = {}) {
  return judged({ kind: 'ended', snapshot: snapshotOf(status, more) }, circumstances);
}

/** The verdict as one line of a table. */
function row({ status, isRed, level, message }: ReturnType<typeof read>): string {
  return `${status || '-'} | ${isRed ? 'red' : 'green'} | ${level ?? '-'} | ${message}`;
}

const REFUSED = new HarnessError({
  kind: 'refused',
  purpose: 'start deploy_prod in default/shop',
  origin: 'https://app.harness.io',
  status: 403,
  code: 'NG_ACCESS_DENIED',
  detail: 'Missing permission core_pipeline_execute',
});
const LOST = new HarnessError({
  kind: 'lost',
  purpose: 'start deploy_prod in default/shop',
  origin: 'https://app.harness.io',
  detail: '',
});

describe('Harness says', () => {
  test.each([
    ['Success', 'succeeded | green | - | Deploy Prod succeeded in 9m 31s.'],
    ['IgnoreFailed', 'succeeded | green | warning | Deploy Prod succeeded in 9m 31s, with an ignored failure.'],
    ['Skipped', 'succeeded | green | notice | Deploy Prod was skipped; no stage ran.'],
    ['Suspended', 'succeeded | green | notice | Deploy Prod was suspended; no stage ran.'],
    ['Failed', 'failed | red | error | Deploy Prod failed.'],
    ['Errored', 'failed | red | error | Deploy Prod failed.'],
    ['ApprovalRejected', 'failed | red | error | Deploy Prod was rejected.'],
    ['AbortedByFreeze', 'failed | red | error | Deploy Prod was stopped by a deployment freeze.'],
    ['Aborted', 'aborted | red | error | Deploy Prod was aborted.'],
    ['Expired', 'expired | red | error | Deploy Prod expired.'],
    ['SUCCEEDED', 'succeeded | green | - | Deploy Prod succeeded in 9m 31s.'],
    ['FREEZE_FAILED', 'failed | red | error | Deploy Prod was stopped by a deployment freeze.'],
  ])('%s', (status, line) => {
    expect(row(resolution(status))).toBe(line);
  });

  test('it was denied by a policy', () => {
    const denial = { deniedBy: ['Prod › P'], message: 'denied by policy Prod › P: not on Fridays' };
    expect(row(resolution('Errored', denial))).toBe(
      'failed | red | error | Deploy Prod was denied by policy Prod › P: not on Fridays.',
    );
    expect(row(resolution('ERRORED', { deniedBy: [], message: 'denied by a policy' }))).toBe(
      'failed | red | error | Deploy Prod was denied by a policy.',
    );
  });

  test('every final status has its color', () => {
    for (const status of Object.keys(STATUSES)) {
      const phase = phaseOf(status);
      if (isFinal(phase)) {
        const verdict = resolution(status);
        const expected = VERDICTS.find((each) => each.phase === phase);
        expect([status, verdict.isRed, verdict.level ?? 'nothing']).toEqual([status, expected?.isRed, expected?.says]);
      }
    }
  });

  test('only positive final statuses are green', () => {
    const texts = fc.oneof(fc.constantFrom(...Object.keys(STATUSES)), fc.string());
    fc.assert(
      fc.property(texts, (status) => {
        const phase = phaseOf(status);
        fc.pre(isFinal(phase));
        const { isRed, status: output } = resolution(status);
        expect(isRed).toBe(isUnsuccessful(phase));
        expect(isRed).toBe(output !== 'succeeded');
      }),
    );
  });
});

describe('the sentence about a failure', () => {
  test('names place and cause, and the annotation adds hint and link', () => {
    const stages = [stage('Build', 'Success', { took: 1 }), stage('Deploy', 'Failed', { took: 1 })];
    const verdict = resolution('Failed', {
      stages,
      message: 'image not found',
      hints: ['Push it first.', 'Or do not.'],
    });
    expect(verdict.message).toBe('Deploy failed: image not found.');
    expect(verdict.text).toBe(`Deploy failed: image not found.\n  Hint: Push it first.\n  ${REF.url}`);
  });

  test('names the root cause if it is known', () => {
    const cause = failure('Deploy › Rollout', 'Deployment of web exceeded its progress deadline', {
      hints: ["Check the image's platform."],
    });
    const verdict = resolution('Failed', { message: 'some step failed', hints: ['of no use'] }, { cause });
    expect(verdict.message).toBe('Deploy › Rollout failed: Deployment of web exceeded its progress deadline.');
    expect(verdict.text).toBe(
      `Deploy › Rollout failed: Deployment of web exceeded its progress deadline.\n  Hint: Check the image's platform.\n  ${cause.url}`,
    );
  });

  test('adds explanations and further failures to the annotation', () => {
    const cause = failure('Deploy (us) › Rollout', 'no progress', { explanations: ['0 of 3 pods are ready.', 'x'] });
    const others = Array.from({ length: 7 }, (_, number) => failure(`Deploy (${number}) › Rollout`, 'no'));
    const one = resolution('Failed', {}, { cause, others: others.slice(0, 1) });
    expect(one.message).toBe('Deploy (us) › Rollout failed: no progress.');
    expect(one.text.split('\n')).toEqual([
      one.message,
      '  0 of 3 pods are ready.',
      '  1 more failure: Deploy (0) › Rollout',
      `  ${cause.url}`,
    ]);
    expect(resolution('Failed', {}, { cause, others }).text).toContain(
      '\n  7 more failures: Deploy (0) › Rollout, Deploy (1) › Rollout, Deploy (2) › Rollout, Deploy (3) › Rollout, Deploy (4) › Rollout, …\n',
    );
  });

  test('names the delegates that ran the step', () => {
    const text = (delegates: readonly string[]): string =>
      annotationText(report('Failed', 9, { failures: [failure('Deploy › Rollout', 'boom', { delegates })] }).verdict);
    expect(text(['eu-1'])).toMatch(/^Deploy › Rollout failed: boom\.\n {2}Ran on delegate eu-1\.\n {2}https:/);
    expect(text(['eu-1', 'eu-2'])).toContain('\n  Ran on delegates eu-1, eu-2.\n');
  });

  test.each([
    [{ end: 'succeeded' }, 'Deploy › Rollout failed, rolled back: no progress.', []],
    [{ end: 'failed' }, 'Deploy › Rollout failed, rollback failed: no progress.', []],
    [
      { end: 'idle', reason: 'no earlier release' },
      'Deploy › Rollout failed, nothing rolled back: no progress.',
      ['  Nothing was rolled back: no earlier release.'],
    ],
  ] as const)('reports the result of the rollback: %j', (rollback, message, lines) => {
    const cause = failure('Deploy › Rollout', 'no progress', { hints: ['Look.'] });
    const { text } = resolution('Failed', {}, { cause, rollback });
    expect(text.split('\n').slice(0, -1)).toEqual([message, ...lines, '  Hint: Look.']);
  });

  test("shows the log's end in the annotation where Harness gives no advice", () => {
    const log = { isComplete: false, lines: ['one', 'two', '', 'three\u001b[0m', 'zz '.repeat(333), ' '] };
    const cause = failure('Build › Unit tests', 'exit status 1', { log });
    const shown = resolution('Failed', {}, { cause });
    expect(shown.message).toBe('Build › Unit tests failed: exit status 1.');
    expect(shown.text.split('\n').slice(1, -1)).toEqual(['  │ two', '  │ three', `  │ ${'zz '.repeat(65)}zz…`]);
    const advised = resolution('Failed', {}, { cause: { ...cause, hints: ['Run them.'] } });
    expect(advised.text).not.toContain('│');
    const missing = resolution('Failed', {}, { cause: { ...cause, log: { missing: 'Harness has none.' } } });
    expect(missing.text).toBe(`Build › Unit tests failed: exit status 1.\n  ${cause.url}`);
  });

  test('does not repeat the status', () => {
    const rejected = failure('Approve › Managers', 'Approval Step has been Rejected', { status: 'ApprovalRejected' });
    expect(resolution('ApprovalRejected', {}, { cause: rejected }).message).toBe('Approve › Managers was rejected.');
    const frozen = failure('Deploy › Service', 'Pipeline Aborted due to freeze', { status: 'AbortedByFreeze' });
    expect(resolution('AbortedByFreeze', {}, { cause: frozen }).message).toBe(
      'Deploy › Service was stopped by a deployment freeze.',
    );
  });

  test('names who aborted the execution', () => {
    expect(resolution('Aborted', { abortedBy: 'J. Doe' }).message).toBe('Deploy Prod was aborted by J. Doe.');
    expect(resolution('Failed', { abortedBy: 'J. Doe' }).message).toBe('Deploy Prod failed.');
  });

  test('names at most five stages, without their groups', () => {
    const legs = Array.from({ length: 7 }, (_, n) => stage(`Leg ${n}`, 'Failed', { depth: 1 }));
    const stages = [stage('Regions', 'Failed', { isGroup: true }), ...legs];
    expect(resolution('Failed', { stages }).message).toBe('Leg 0, Leg 1, Leg 2, Leg 3, Leg 4 failed.');
  });

  test('ends with a period, on one line', () => {
    for (const [message, end] of [
      ['no', ': no.'],
      ['No!', ': No!'],
      ['really?', ': really?'],
      ['a\n::error::b', ': a ::error::b.'],
    ] as const) {
      expect(resolution('Failed', { message }).message).toBe(`Deploy Prod failed${end}`);
    }
    const long = resolution('Failed', {
      message: 'x'.repeat(100_000),
      hints: ['y'.repeat(100_000)],
      pipelineName: 'z'.repeat(1000),
    });
    expect(long.message.length).toBeLessThanOrEqual(700);
    expect(long.text.length).toBeLessThan(2000);
  });

  test('names an ignored failure', () => {
    const cause = failure('Deploy › Smoke', 'exit code 1');
    const { message, text } = resolution('IgnoreFailed', {}, { cause, others: [failure('Deploy › Docs', 'no')] });
    expect(message).toBe('Deploy Prod succeeded in 9m 31s, with an ignored failure: Deploy › Smoke: exit code 1.');
    expect(text).toBe(`${message}\n  1 more failure: Deploy › Docs\n  ${cause.url}`);
  });

  test('omits unknown times', () => {
    expect(resolution('Success', { startedAt: undefined }).message).toBe('Deploy Prod succeeded.');
  });
});

const WAITING = snapshotOf('ApprovalWaiting');
const RUNNING = snapshotOf('Running');

describe("the action's own endings", () => {
  test('name the approvers, and what failed for an intervention', () => {
    const wait = { words: 'waiting for manual intervention', reason: 'Rollout failed: no', details: ['Hint: Look.'] };
    const endings: FollowOutcome[] = [
      { kind: 'left', snapshot: WAITING, why: 'waiting' },
      { kind: 'blocked', snapshot: WAITING },
      { kind: 'timed-out', snapshot: WAITING, inContact: true, abort: 'unwanted' },
    ];
    for (const ending of endings) {
      const text = annotationText(judge(ending, { ref: REF, wait, timeout: 7_200_000, failStep: true }));
      expect(text).toMatch(/ is waiting for manual intervention.*: Rollout failed: no\.\n {2}Hint: Look\.\n/);
    }
  });

  test.each<[string, FollowOutcome, string]>([
    [
      'wait: false',
      { kind: 'left', snapshot: RUNNING, why: 'no-wait' },
      'running | green | notice | Deploy Prod is not finished: it is running.',
    ],
    [
      'on-waiting: detach',
      { kind: 'left', snapshot: WAITING, why: 'waiting' },
      'waiting | green | notice | Deploy Prod is not finished: it is waiting for approval.',
    ],
    [
      'on-waiting: fail',
      { kind: 'blocked', snapshot: WAITING },
      'waiting | red | error | Deploy Prod is waiting for approval, which fails this step (on-waiting: fail).',
    ],
    [
      'timeout, leave',
      { kind: 'timed-out', snapshot: RUNNING, inContact: true, abort: 'unwanted' },
      "running | red | error | Deploy Prod has not finished within 2h (this step's timeout); it is running.",
    ],
    [
      'timeout, leave, while it waits',
      { kind: 'timed-out', snapshot: WAITING, inContact: true, abort: 'unwanted' },
      "waiting | red | error | Deploy Prod has not finished within 2h (this step's timeout); it is waiting for approval.",
    ],
    [
      'timeout, leave, unreachable',
      { kind: 'timed-out', snapshot: RUNNING, inContact: false, abort: 'unwanted' },
      "unknown | red | error | Deploy Prod has not finished within 2h (this step's timeout); Harness is unreachable.",
    ],
    [
      'timeout, abort',
      { kind: 'timed-out', snapshot: snapshotOf('Aborted'), inContact: true, abort: 'seen' },
      "aborted | red | error | Deploy Prod was aborted by this action after 2h: it had not finished within 2h (this step's timeout).",
    ],
    [
      'timeout, abort, its end not seen',
      { kind: 'timed-out', snapshot: snapshotOf('Discontinuing'), inContact: true, abort: 'unseen' },
      "running | red | error | Deploy Prod was aborted by this action after 2h, but Harness has not confirmed the end: it had not finished within 2h (this step's timeout).",
    ],
    [
      'access lost',
      { kind: 'access-lost', snapshot: RUNNING, error: REFUSED },
      'unknown | red | error | Lost access to Deploy Prod; it may still run in Harness.',
    ],
    [
      'cancelled',
      { kind: 'cancelled', snapshot: RUNNING },
      'running | red | - | The job was cancelled while Deploy Prod was running.',
    ],
    [
      'cancelled while it waits',
      { kind: 'cancelled', snapshot: WAITING },
      'waiting | red | - | The job was cancelled while Deploy Prod was waiting for approval.',
    ],
  ])('%s', (_name, ending, line) => {
    const verdict = judged(ending);
    expect(row(verdict)).toBe(line);
    if (verdict.level !== undefined) {
      expect(verdict.text.startsWith(verdict.message)).toBe(true);
      expect(verdict.text.endsWith(`\n  ${REF.url}`)).toBe(true);
    }
  });

  test('name the execution after lost access', () => {
    const { text } = judged({ kind: 'access-lost', snapshot: RUNNING, error: REFUSED });
    expect(text).toBe(`Lost access to Deploy Prod; it may still run in Harness.\n  ${REFUSED.message}\n  ${REF.url}`);
  });

  test('give the reason for a failed abort', () => {
    const ending = {
      kind: 'timed-out',
      snapshot: RUNNING,
      inContact: true,
      abort: 'unseen',
      refusal: REFUSED,
    } as const;
    const verdict = judged(ending);
    expect(row(verdict)).toBe(
      "running | red | error | Deploy Prod has not finished within 2h (this step's timeout), and this action could not abort it.",
    );
    expect(verdict.text).toContain(REFUSED.message);
  });

  test.each([
    [2 * HOURS, '2h'],
    [1.5 * HOURS, '1h 30m'],
    [900_000, '15m'],
    [90_000, '1m 30s'],
    [5.5 * HOURS, '5h 30m'],
    [3_605_000, '1h'],
    [1000, '1s'],
  ])('show the limit of %i ms as %s', (timeout, limit) => {
    const unwanted = { kind: 'timed-out', snapshot: RUNNING, inContact: true, abort: 'unwanted' } as const;
    expect(judged(unwanted, { timeout }).message).toContain(`not finished within ${limit} (this step's timeout)`);
    const seen = judged({ ...unwanted, abort: 'seen' }, { timeout });
    expect(seen.message).toContain(`aborted by this action after ${limit}:`);
  });

  test('never say expired, and are green only if the author chose to leave', () => {
    const aborts = ['unwanted', 'seen', 'unseen'] as const;
    const kinds = fc.constantFrom<(snapshot: Snapshot, n: number) => FollowOutcome>(
      (snapshot) => ({ kind: 'left', snapshot, why: 'waiting' }),
      (snapshot) => ({ kind: 'left', snapshot, why: 'no-wait' }),
      (snapshot) => ({ kind: 'blocked', snapshot }),
      (snapshot, n) => ({ kind: 'timed-out', snapshot, inContact: n > 4, abort: aborts[n % 3] ?? 'seen' }),
      (snapshot) => ({ kind: 'access-lost', snapshot, error: REFUSED }),
      (snapshot) => ({ kind: 'cancelled', snapshot }),
    );
    const statuses = fc.constantFrom(
      ...Object.keys(STATUSES).filter((status) => !isFinal(phaseOf(status))),
      'Reticulating',
    );
    fc.assert(
      fc.property(kinds, statuses, fc.nat(9), (of, status, n) => {
        const ending = of(snapshotOf(status), n);
        const verdict = judged(ending);
        expect(`${verdict.message} ${verdict.text}`).not.toMatch(/expire/i);
        expect(verdict.isRed).toBe(ending.kind !== 'left');
        expect(['succeeded', 'expired', '']).not.toContain(verdict.status);
      }),
    );
  });
});

describe('fail-step: false', () => {
  const lenient = { failStep: false };

  test('leaves verdicts, timeout and on-waiting green, with a warning, and the status as it is', () => {
    for (const status of ['Failed', 'Aborted', 'Expired', 'ApprovalRejected']) {
      const verdict = resolution(status, {}, lenient);
      expect([verdict.isRed, verdict.level, verdict.status]).toEqual([false, 'warning', statusOf(phaseOf(status))]);
    }
    for (const ending of [
      { kind: 'blocked', snapshot: WAITING },
      { kind: 'timed-out', snapshot: RUNNING, inContact: true, abort: 'unwanted' },
      { kind: 'timed-out', snapshot: RUNNING, inContact: false, abort: 'unseen' },
    ] as const) {
      const verdict = judged(ending, lenient);
      expect([verdict.isRed, verdict.level]).toEqual([false, 'warning']);
    }
  });

  test('leaves lost access, a refusal and a start in doubt red', () => {
    expect(judged({ kind: 'access-lost', snapshot: RUNNING, error: REFUSED }, lenient)).toMatchObject({
      isRed: true,
      level: 'error',
    });
    expect(redVerdict('failed', { headline: 'x' }).isRed).toBe(true);
  });
});

describe('a start without an execution', () => {
  test('quotes the refusal of Harness', () => {
    const verdict = judgedStart({ kind: 'refused', error: REFUSED });
    expect(row(verdict)).toBe(
      'failed | red | error | The API key has no permission to start deploy_prod in default/shop (403 NG_ACCESS_DENIED): "Missing permission core_pipeline_execute"',
    );
    expect(verdict.text).toBe([verdict.message, ...REFUSED.advice].join('\n  '));
  });

  test('is in doubt, and links to the list', () => {
    const verdict = judgedStart({ kind: 'in-doubt', error: LOST, searches: 9 });
    expect(row(verdict)).toMatch(
      /^unknown \| red \| error \| Could not confirm whether the pipeline was started: Lost the connection to /,
    );
    const lines = verdict.text.split('\n');
    expect(lines.slice(-3)).toEqual([
      "  Searched the pipeline's executions 9 times; none carries this run's marker.",
      "  Check the pipeline's executions before you re-run.",
      `  ${LIST}`,
    ]);
    const blind = judgedStart({ kind: 'in-doubt', error: LOST, searches: 0 });
    expect(blind.text).toContain('Could not search');
  });

  test('after the timeout was certainly not started', () => {
    expect(row(judgedStart({ kind: 'too-late', error: undefined }))).toBe(
      "failed | red | error | Nothing was started: this step's timeout was reached before the start request could be sent.",
    );
    expect(judgedStart({ kind: 'too-late', error: LOST }).text).toContain(LOST.message);
  });

  test('of a cancelled job has no annotation, because the runner has one', () => {
    expect(row(judgedStart({ kind: 'cancelled', wasSent: false }))).toBe(
      '- | red | - | The job was cancelled before anything was started.',
    );
    expect(row(judgedStart({ kind: 'cancelled', wasSent: true }))).toBe(
      'unknown | red | - | The job was cancelled while the start request was being sent; the post step searches for the execution.',
    );
  });
});

test.each<[Partial<Snapshot>, string, string]>([
  [{ pipelineName: 'Deploy\nProd' }, 'deploy_prod', 'Deploy Prod'],
  [{ pipelineName: undefined }, 'deploy_prod', 'deploy_prod'],
  [{ pipelineName: undefined }, '', `execution ${REF.id}`],
])('%j of the pipeline %j is called %s', (more, pipeline, name) => {
  expect(nameOf({ ...REF, pipeline }, { ...RUNNING, ...more })).toBe(name);
});
