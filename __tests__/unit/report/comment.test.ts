/** The comment on a pull request, the mark by which it is found again, and the commit status. */
import { describe, expect, test } from '@jest/globals';

import { HarnessError } from '../../../src/harness/errors.ts';
import { commentOf } from '../../../src/report/comment.ts';
import { type StatusUpdate, statusUpdateOf } from '../../../src/report/commit-status.ts';
import { type Mark, outranks, readMark, writeMark } from '../../../src/report/mark.ts';
import type { Report } from '../../../src/report/report.ts';
import { readWorkflow, type Workflow } from '../../../src/runner/workflow.ts';
import { failure, LIST, parted, REF, report, stage, unstarted } from '../../support/reports.ts';

type Use = Parameters<typeof writeMark>[2];

const RED = report('Failed', 192, {
  snapshot: {
    stages: [
      stage('Build', 'Success', { took: 64 }),
      stage('Deploy', 'Failed', { after: 64, took: 124 }),
      stage('Verify', 'NotStarted'),
    ],
  },
  failures: [
    failure('Deploy › Rollout', 'Deployment of web exceeded its progress deadline', {
      hints: ["Check the image's platform."],
      log: { lines: ['exec format error'], isComplete: true },
    }),
  ],
  services: [{ id: 'web', name: 'web' }],
  environments: [{ id: 'prod', name: 'prod' }],
});

function workflow(more: Partial<Workflow> = {}): Workflow {
  const env = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '77', GITHUB_JOB: 'deploy', GITHUB_ACTION: 'harness' };
  return { ...readWorkflow(env, () => '{}'), ...more };
}

describe('the comment', () => {
  test('is a short summary with the job in its heading, without log and timeline', () => {
    const step = `${REF.url}?stage=node-deploy&step=step-rollout`;
    expect(commentOf(RED, '<!-- mark -->')).toBe(
      `<!-- mark -->
### ❌ Deploy Prod failed in 3m 12s · deploy

[Execution 42](${REF.url}) · default / shop · \`deploy_prod\` · started by jdoe in [acme/shop run 77 (attempt 1)](https://github.com/acme/shop/actions/runs/77)

> [!CAUTION]
> **[Deploy › Rollout](${step})**: \`Deployment of web exceeded its progress deadline\`<br>Hint: \`Check the image's platform.\`

✅ Build\u00A01m\u00A004s · ❌ Deploy\u00A02m\u00A004s · ⚪ Verify

Service **web** → environment **prod**
`,
    );
  });

  test('names the label in its heading instead of the job', () => {
    const labelled = { ...RED, run: { ...RED.run, label: 'eu' } };
    expect(commentOf(labelled, '<!-- mark -->')).toContain('\n### ❌ Deploy Prod failed in 3m 12s · eu\n');
  });

  test('omits unknown details of the run', () => {
    const text = commentOf({ ...RED, run: { name: '', url: '', job: '', label: '', actor: '' } }, '<!-- mark -->');
    expect(text).not.toMatch(/ · deploy\n|started by/);
  });

  test('names an ignored failure', () => {
    const ignored = [failure('Deploy › Warm the cache', 'Exit code 22')];
    expect(commentOf(report('IgnoreFailed', 9, { ignored }), '')).toMatch(
      /\n\n> \[!WARNING\]\n> Ignored: \*\*\[Deploy › Warm the cache\]\(.+\)\*\*: `Exit code 22`\n$/,
    );
  });

  test('shows the first of many stages', () => {
    const stages = Array.from({ length: 40 }, (_, number) => stage(`S${number}`, 'Success', { took: 1 }));
    expect(commentOf(report('Success', 40, { snapshot: { stages } }), '')).toContain('✅ S14\u00A01s · … 25 more');
  });
});

const USE = { label: '', leg: '0/1' };

describe('the mark', () => {
  test('is read only from the first line', () => {
    const line = writeMark(RED, workflow({ attempt: 3 }), USE);
    const mark = { run: 77, attempt: 3, isRed: true };
    expect(readMark(commentOf(RED, line))).toMatchObject(mark);
    expect(readMark(`${line}\r\n### and so on`)).toMatchObject(mark);
    for (const other of ['', 'hello', ` ${line}`, `hello\n${line}`, line.replace('run=77', 'run=x')]) {
      expect(readMark(other)).toBeUndefined();
    }
  });

  test('cannot be ended or extended by a name', () => {
    const evil = '--> <h1>\n[x](y)';
    expect(
      writeMark({ ...RED, listUrl: evil }, workflow({ job: evil, step: evil, runId: evil, orchestration: evil }), {
        label: evil,
        leg: evil,
      }),
    ).toMatch(/^<!-- run-harness-pipeline key=[0-9a-f]{32} call=[0-9a-f]{32} run=0 attempt=1 red=1 -->$/);
  });

  test('differs only by pipeline, job, step, label and matrix leg', () => {
    const key = (shown: Partial<Report>, run: Partial<Workflow> = {}, use: Partial<Use> = {}): string | undefined =>
      readMark(writeMark({ ...RED, ...shown }, workflow(run), { ...USE, ...use }))?.key;
    const own = key({});
    expect(key({}, { runId: '78', attempt: 2, sha: 'f'.repeat(40) })).toBe(own);
    expect(key(report('Success', 1))).toBe(own);
    expect(key({}, { orchestration: 'deploy.__default' })).toBe(own);
    const others = [
      key({ listUrl: `${LIST}2` }),
      key({}, { job: 'other' }),
      key({}, { step: 'other' }),
      key({}, {}, { label: 'eu' }),
      key({}, {}, { leg: '0/2' }),
    ];
    expect(new Set([own, ...others]).size).toBe(6);
  });

  test.each<[string, { readonly found: Partial<Mark>; readonly own: Partial<Mark>; readonly isLeft: boolean }]>([
    ['a newer run', { found: { run: 78 }, own: { run: 77, attempt: 9, isRed: true }, isLeft: true }],
    ['an older run', { found: { run: 76, attempt: 9, isRed: true }, own: { run: 77 }, isLeft: false }],
    ['a newer attempt', { found: { attempt: 2 }, own: { attempt: 1, isRed: true }, isLeft: true }],
    ['an older attempt', { found: { attempt: 1, isRed: true }, own: { attempt: 2 }, isLeft: false }],
    ['a leg that failed', { found: { isRed: true }, own: { isRed: false }, isLeft: true }],
    ['a leg that went well', { found: { isRed: false }, own: { isRed: true }, isLeft: false }],
    ['itself', { found: { isRed: true }, own: { isRed: true }, isLeft: false }],
  ])('of %s is kept or overwritten', (_whose, { found, own, isLeft }) => {
    const mark = { key: 'k', call: '', run: 77, attempt: 1, isRed: false };
    expect(outranks({ ...mark, ...found }, { ...mark, ...own })).toBe(isLeft);
  });
});

describe('the commit status', () => {
  const running = report('Running', undefined);
  const error = new HarnessError({
    kind: 'lost',
    purpose: 'start deploy_prod',
    origin: 'https://app.harness.io',
    detail: '',
  });

  test.each<[string, Report, `${StatusUpdate['state']}: ${string}`]>([
    ['a success', report('Success', 9), 'success: Deploy Prod succeeded in 9s'],
    ['an ignored failure', report('IgnoreFailed', 9), 'success: Deploy Prod succeeded in 9s, with an ignored failure'],
    ['a failure', RED, 'failure: Deploy › Rollout failed: Deployment of web exceeded its progress deadline'],
    ['an expired stage', report('Expired', 9), 'failure: Deploy Prod expired'],
    ['an abort', report('Aborted', 9), 'error: Deploy Prod was aborted'],
    ['what is left running', parted('left', running, { why: 'no-wait' }), 'pending: left running'],
    [
      'what waits for a person',
      parted('blocked', report('ApprovalWaiting', undefined)),
      'pending: left running: waiting for approval',
    ],
    [
      'what is not finished in time',
      parted('timed-out', running, { inContact: true, abort: 'unwanted' }),
      'pending: left running',
    ],
    [
      'what was aborted when time was over',
      parted('timed-out', report('Aborted', 9), { inContact: true, abort: 'seen' }),
      "error: Deploy Prod was aborted by this action after 2h: it had not finished within 2h (this step's timeout)",
    ],
    [
      'what access was lost to',
      parted('access-lost', running, { error }),
      'error: Lost access to Deploy Prod; it may still run in Harness',
    ],
    ['a cancelled job that left it', parted('cancelled', running), 'pending: left running'],
    [
      'an interrupted step that saw nothing',
      parted('cancelled', report('', undefined)),
      'error: The job was cancelled before the status of Deploy Prod was read',
    ],
  ])('of %s', (_what, shown, said) => {
    const { state, description } = statusUpdateOf(shown);
    expect(`${state}: ${description}`).toBe(said);
  });

  test('is an error for a start in doubt, and is not set for a dry run', () => {
    expect(statusUpdateOf(unstarted('in-doubt', error)).state).toBe('error');
    const { ref: _, ...dry } = report('', undefined, {
      ending: 'dry-run',
      verdict: { status: '', isRed: false, headline: 'Dry run: would start deploy_prod.' },
    });
    expect(statusUpdateOf(dry)).toEqual({
      state: 'success',
      description: 'Dry run: would start deploy_prod',
    });
  });

  test('fits into 140 characters', () => {
    const long = report('Failed', 9, { failures: [failure('Deploy', 'x\n'.repeat(1e5))] });
    expect(statusUpdateOf(long).description).toMatch(/^Deploy failed: x x .*…$/);
    expect(statusUpdateOf(long).description.length).toBeLessThanOrEqual(140);
  });
});
