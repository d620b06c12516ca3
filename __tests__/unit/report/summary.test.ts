/** What stands in the job summary, as files that one can open and read. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { HarnessError } from '../../../src/harness/errors.ts';
import type { Report } from '../../../src/report/report.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { failure, LIST, parted, REF, report, stage, timedStep, unstarted } from '../../support/reports.ts';
import { ROOT } from '../../support/runner/action.ts';

/** Compares with `__tests__/golden/NAME.md`; UPDATE_GOLDEN=1 writes that file instead. */
function expectSummary(name: string, shown: Report): void {
  const path = join(ROOT, '__tests__', 'golden', `${name}.md`);
  const text = summaryOf(shown);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path)).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const BUILD = stage('Build', 'Success', { took: 64 });
const ROLLOUT_LOG = [
  'Applying manifests to namespace shop-prod',
  'service/web unchanged',
  'deployment.apps/web configured',
  'Waiting for deployment "web" rollout to finish: 0 of 3 updated replicas are available...',
  'pod/web-7d9c6f5b8d-x2k4q  Back-off restarting failed container',
  'pod/web-7d9c6f5b8d-x2k4q  exec /usr/local/bin/web: exec format error',
  'error: deployment "web" exceeded its progress deadline',
  'Rolling back to revision 41',
];

const RESULTS = ['succeeded', 'succeeded', 'failed', ...Array.from({ length: 7 }, () => 'succeeded' as const)] as const;
const PAST = { usual: 250_000, results: RESULTS };
const SERVICES = [{ id: 'web', name: 'Web shop' }];
const ENVIRONMENTS = [{ id: 'prod', name: 'Production EU', type: 'Production' }];

describe('the summary of', () => {
  test('a success names service, environment and approver', () => {
    const approve = stage('Approve', 'Success', { after: 64, took: 282 });
    const deploy = stage('Deploy', 'Success', { after: 346, took: 225 });
    expectSummary(
      'summary-green',
      report('Success', 571, {
        snapshot: {
          build: { repository: 'acme/shop', branch: 'main', commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d' },
          stages: [
            BUILD,
            approve,
            deploy,
            stage('Smoke test', 'Skipped', { skippedBecause: 'its condition is false' }),
          ],
        },
        steps: [
          timedStep(BUILD, 'Unit tests', { after: 3, took: 48 }),
          timedStep(BUILD, 'Push image', { after: 51, took: 12 }),
          timedStep(approve, 'Release managers', { after: 0, took: 281, isApproval: true }),
          timedStep(deploy, 'Rollout', { after: 2, took: 190 }),
          timedStep(deploy, 'Warm the cache', { after: 192, took: 30 }),
        ],
        decisions: [
          { stage: approve, step: 'Release managers', isRejection: false, by: 'J. Doe', comment: 'Go, after lunch' },
        ],
        services: [...SERVICES, { id: 'worker', name: 'worker' }],
        environments: ENVIRONMENTS,
        artifacts: [
          { name: 'web', tag: '1.2', url: 'https://hub.example.com/r/acme/web' },
          { name: 'acme/worker', tag: '1.2' },
        ],
        variableNames: ['deploy.rollout.IMAGE', 'deploy.rollout.REVISION'],
        unreachableMs: 242_000,
        past: PAST,
      }),
    );
  });

  test('a failed Kubernetes rollout begins with the cause', () => {
    const deploy = stage('Deploy', 'Failed', { after: 64, took: 128 });
    expectSummary(
      'summary-red',
      report('Failed', 192, {
        snapshot: {
          build: { branch: 'main', commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d' },
          stages: [BUILD, deploy, stage('Verify', 'NotStarted')],
        },
        steps: [
          timedStep(BUILD, 'Unit tests', { after: 3, took: 48 }),
          timedStep(BUILD, 'Push image', { after: 51, took: 12 }),
          timedStep(deploy, 'Rollout', { after: 2, took: 94, phase: 'failed' }),
          timedStep(deploy, 'Rollback', { after: 96, took: 31 }),
        ],
        failures: [
          failure('Deploy › Rollout', 'Deployment of web exceeded its progress deadline', {
            type: 'K8sRollingDeploy',
            hints: ["Check the image's platform: the cluster's nodes are arm64."],
            delegates: ['shop-eu-1'],
            log: { lines: ROLLOUT_LOG, isComplete: false },
          }),
        ],
        rollback: { end: 'succeeded' },
        services: SERVICES,
        environments: ENVIRONMENTS,
        artifacts: [{ name: 'web', tag: '1.2' }],
        variableNames: ['build.push.IMAGE', 'build.unit_tests.COVERAGE'],
        past: PAST,
      }),
    );
  });

  test('24 stages collapses successful stages and stages that were not run', () => {
    const done = Array.from({ length: 18 }, (_, number) =>
      stage(`Service ${number + 1}`, 'Success', { after: number * 120, took: 90 + ((number * 37) % 60) }),
    );
    const broken = stage('Service 19', 'Failed', { after: 2160, took: 75, message: 'no progress' });
    const next = Array.from({ length: 5 }, (_, number) => stage(`Service ${number + 20}`, 'NotStarted'));
    expectSummary(
      'summary-24-stages',
      report('Failed', 2240, {
        snapshot: { stages: [...done, broken, ...next] },
        steps: [...done, broken].flatMap((of) => [
          timedStep(of, 'Rollout', { after: 1, took: 50 }),
          timedStep(of, 'Smoke test', { after: 51, took: 20, phase: of === broken ? 'failed' : 'succeeded' }),
        ]),
        failures: [failure('Service 19 › Smoke test', 'GET /healthz answered 503')],
        past: { usual: 2_950_000, results: RESULTS },
      }),
    );
  });

  test('a failed unit test in CI', () => {
    expectSummary(
      'summary-ci-unit-test',
      report('Failed', 97, {
        snapshot: {
          stages: [stage('Build and test', 'Failed', { took: 95 }), stage('Publish', 'NotStarted')],
        },
        failures: [
          failure('Build and test › Unit tests', 'Exit code 1', {
            type: 'Run',
            log: {
              lines: [
                '# npm test',
                '✖ adds tax to the total (3 ms)',
                '  | expected | 119 |',
                '  | received | 118.99999999999999 |',
                '',
                '`cart.test.js` 1 failed, 41 passed',
                '```',
                'npm error Test failed. See above for more details.',
              ],
              isComplete: true,
            },
          }),
        ],
      }),
    );
  });

  test('a rejected approval names the person', () => {
    expectSummary(
      'summary-rejected',
      report('ApprovalRejected', 1871, {
        snapshot: {
          stages: [
            BUILD,
            stage('Approve', 'ApprovalRejected', { after: 64, took: 1807 }),
            stage('Deploy', 'NotStarted'),
          ],
        },
        failures: [
          failure('Approve › Release managers', 'the approval was rejected', {
            phase: 'failed',
            status: 'ApprovalRejected',
            by: 'J. Doe ("not before Monday, see #4711")',
            types: ['APPROVAL_REJECTION'],
          }),
        ],
      }),
    );
  });

  test('a denial names the policies', () => {
    const message = 'denied by policy Production › no-friday-deploys: deployments to prod are closed on Fridays';
    expectSummary(
      'summary-denied',
      report('Errored', 1, {
        snapshot: { message, deniedBy: ['Production › no-friday-deploys'] },
        failures: [failure('Deploy Prod', message, { stageId: '', status: 'Errored', url: REF.url })],
      }),
    );
  });

  test('an expired stage says expired', () => {
    expectSummary(
      'summary-expired',
      report('Expired', 7263, {
        snapshot: { stages: [BUILD, stage('Deploy', 'Expired', { after: 64, took: 7199 })] },
        failures: [
          failure('Deploy › Canary', 'The step did not end within its timeout of 2h', {
            phase: 'expired',
            status: 'Expired',
            types: ['TIMEOUT_ERROR'],
            log: { missing: 'Harness has none.' },
          }),
        ],
      }),
    );
  });

  test('a freeze', () => {
    expectSummary(
      'summary-freeze',
      report('AbortedByFreeze', 3, {
        snapshot: { stages: [stage('Deploy', 'AbortedByFreeze', { took: 1 })] },
        failures: [
          failure('Deploy', 'stopped by a deployment freeze', {
            status: 'AbortedByFreeze',
            hints: ['The freeze window "Year end" ends on 5 January at 08:00 UTC.'],
          }),
        ],
      }),
    );
  });

  test('a matrix lists two failed legs separately', () => {
    const leg = (region: string, status: string, took: number) =>
      stage(`Deploy ${region}`, status, {
        id: 'deploy',
        took,
        after: 70,
        depth: 1,
        node: 'node-deploy',
        nodeExecution: `run-${region}`,
      });
    expectSummary(
      'summary-matrix',
      report('Failed', 208, {
        snapshot: {
          stages: [
            BUILD,
            stage('Deploy', 'Failed', { after: 70, took: 131, isGroup: true }),
            leg('eu-west-1', 'Failed', 131),
            leg('us-east-1', 'Success', 118),
            leg('ap-south-1', 'Failed', 64),
            stage('Announce', 'NotStarted'),
          ],
        },
        failures: [
          failure('Deploy ap-south-1 › Rollout', 'ImagePullBackOff: web:1.2 not found in the registry of ap-south-1', {
            stageId: 'deploy',
            log: { lines: ['Failed to pull image "web:1.2": not found'], isComplete: true },
          }),
          failure('Deploy eu-west-1 › Smoke test', 'GET /healthz answered 503', { stageId: 'deploy' }),
        ],
        services: [{ id: 'web', name: 'web' }],
        environments: [
          { id: 'prod-eu', name: 'prod-eu' },
          { id: 'prod-us', name: 'prod-us' },
          { id: 'prod-ap', name: 'prod-ap' },
        ],
        gaps: ['The log of Deploy eu-west-1 › Smoke test could not be read within 20 s.'],
      }),
    );
  });

  test('a chained pipeline shows the path to the failed step', () => {
    expectSummary(
      'summary-chained',
      report('Failed', 320, {
        snapshot: {
          stages: [BUILD, stage('Database', 'Failed', { after: 64, took: 256 }), stage('Deploy', 'NotStarted')],
        },
        failures: [
          failure('Database › Schema › Migrate', 'Shell Script execution failed. Please check execution logs.', {
            stage: 'Database › Schema',
            step: 'Migrate',
            stageId: 'database',
            type: 'ShellScript',
            log: { lines: ['ERROR: column "region" of relation "orders" already exists'], isComplete: true },
          }),
        ],
      }),
    );
  });

  test('a success with an ignored failure names it', () => {
    expectSummary(
      'summary-ignored',
      report('IgnoreFailed', 240, {
        snapshot: { stages: [BUILD, stage('Deploy', 'IgnoreFailed', { after: 64, took: 176 })] },
        ignored: [
          failure('Deploy › Warm the cache', 'Exit code 22', {
            log: { lines: ['curl: (22) The requested URL returned error: 404'], isComplete: true },
          }),
        ],
      }),
    );
  });

  test('an execution that was left running', () => {
    expectSummary(
      'summary-left',
      parted('left', report('Running', undefined, { snapshot: { stages: [stage('Build', 'Running')] } }), {
        why: 'no-wait',
      }),
    );
  });

  test('an execution that was not finished in time', () => {
    expectSummary(
      'summary-overdue',
      parted(
        'timed-out',
        report('ApprovalWaiting', undefined, {
          snapshot: {
            stages: [BUILD, stage('Approve', 'ApprovalWaiting', { after: 64 }), stage('Deploy', 'NotStarted')],
          },
        }),
        { inContact: true, abort: 'unwanted' },
      ),
    );
  });

  test('a start in doubt links to the list', () => {
    const error = new HarnessError({
      kind: 'lost',
      purpose: 'start deploy_prod in default/shop',
      origin: 'https://app.harness.io',
      code: 'ECONNRESET',
      detail: 'socket hang up',
    });
    expectSummary('summary-in-doubt', unstarted('in-doubt', error));
  });
});

test('logs of steps with the same name have their stage in the title', () => {
  const log = { isComplete: true, lines: ['boom'] };
  const failures = ['Deploy_1 (us) › Rollout', 'Deploy_2 (sa) › Rollout', 'Verify › Check'].map((place) =>
    failure(place, 'no', { log }),
  );
  const titles = [...summaryOf(report('Failed', 9, { failures })).matchAll(/<summary>(Log[^<]*)/g)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual([
    'Log of Deploy_1 (us) › Rollout, 1 line',
    'Log of Deploy_2 (sa) › Rollout, 1 line',
    'Log of Check, 1 line',
  ]);
});

describe('the headline says whether it succeeded:', () => {
  const first = (shown: Report): string => summaryOf(shown).split('\n')[0] ?? '';
  const running = report('Running', undefined, { snapshot: { stages: [stage('Deploy', 'Running')] } });
  const refused = new HarnessError({
    kind: 'refused',
    purpose: 'start deploy_prod in default/shop',
    origin: 'https://app.harness.io',
    status: 403,
    code: 'NG_ACCESS_DENIED',
    detail: 'Missing permission core_pipeline_execute',
  });

  test.each<[string, Report, string]>([
    ['all was skipped', report('Skipped', 1), '⚪ Deploy Prod was skipped; no stage ran'],
    ['it was suspended', report('Suspended', 1), '⚪ Deploy Prod was suspended; no stage ran'],
    ['Harness erred', report('Errored', 4), '❌ Deploy Prod failed in 4s'],
    [
      'a user aborted it',
      report('Aborted', 130, { snapshot: { abortedBy: 'J. Doe' } }),
      '❌ Deploy Prod was aborted by J. Doe after 2m 10s',
    ],
    ['it is unknown who aborted it', report('Aborted', 130), '❌ Deploy Prod was aborted after 2m 10s'],
    [
      'it waits and that is a failure',
      parted('blocked', report('ApprovalWaiting', undefined)),
      '❌ Deploy Prod is waiting for approval, which fails this step (on-waiting: fail)',
    ],
    [
      'it waits and is left',
      parted('left', report('InputWaiting', undefined), { why: 'waiting' }),
      '⏸️ Deploy Prod is not finished: it is waiting for input',
    ],
    [
      'time is over and it was aborted',
      parted('timed-out', report('Aborted', 7201), { inContact: true, abort: 'seen' }),
      "❌ Deploy Prod was aborted by this action after 2h: it had not finished within 2h (this step's timeout)",
    ],
    [
      'time is over and the abort was not seen',
      parted('timed-out', running, { inContact: true, abort: 'unseen' }),
      "❌ Deploy Prod was aborted by this action after 2h, but Harness has not confirmed the end: it had not finished within 2h (this step's timeout)",
    ],
    [
      'time is over without contact',
      parted('timed-out', running, { inContact: false, abort: 'unwanted' }),
      "❌ Deploy Prod has not finished within 2h (this step's timeout); Harness is unreachable",
    ],
    [
      'access is lost',
      parted('access-lost', running, { error: refused }),
      '⚠️ Lost access to Deploy Prod; it may still run in Harness',
    ],
    ['the job was cancelled', parted('cancelled', running), '❌ The job was cancelled while Deploy Prod was running'],
    [
      'the start was refused',
      unstarted('refused', refused),
      '❌ The API key has no permission to start deploy_prod in default/shop (403 NG_ACCESS_DENIED)',
    ],
    [
      'the start came too late',
      unstarted('too-late', refused),
      "❌ Nothing was started: this step's timeout was reached before the start request could be sent",
    ],
  ])('%s', (_when, shown, line) => {
    expect(first(shown)).toBe(`### ${line}`);
    expect(first(shown)).not.toMatch(/expired/);
  });

  test('advice is text, and the correlation id is code', () => {
    const text = summaryOf(unstarted('refused', new HarnessError({ ...refused.failure, correlationId: 'c0a7df19-1' })));
    expect(text).toContain(
      'role with Pipeline: Execute (core_pipeline_execute) in that project. Correlation id `c0a7df19-1`.\n',
    );
  });

  test('the reason for a refusal and the advice are below the headline', () => {
    const text = summaryOf(unstarted('refused', refused));
    expect(text).toContain('Missing permission core_pipeline_execute');
    expect(text).toContain('Pipeline: Execute');
    expect(text).toContain('[Executions of this pipeline](https://app.harness.io/ng/');
  });

  test('the executions to choose from are linked', () => {
    const executions = ['first', 'second'].map((id) => ({ ...REF, id, url: `${LIST}/${id}/pipeline` }));
    const headline = 'Several executions of an earlier attempt.';
    const { ref: _, ...shown } = report('', undefined, {
      ending: 'several',
      verdict: { status: 'unknown', isRed: true, level: 'error', headline, executions },
    });
    expect(summaryOf(shown)).toContain(`[first](${LIST}/first/pipeline)<br>[second](${LIST}/second/pipeline)`);
  });
});

test('an execution that something else started names who started and who followed it', () => {
  const text = summaryOf(report('Success', 9, { isStartedHere: false, snapshot: { startedBy: 'J. Doe' } }));
  expect(text).toContain('· started by J. Doe · followed by [acme/shop run 77 (attempt 1)](https://github.com/');
});

test('unknown details are omitted', () => {
  const bare = report('Success', undefined, {
    snapshot: { pipelineName: undefined, runSequence: undefined, startedAt: undefined },
    run: { name: '', url: '', job: '', label: '', actor: '' },
    requests: 1,
  });
  expect(summaryOf(bare)).toBe(
    `### ✅ deploy_prod succeeded\n\n[Execution](${REF.url}) · default / shop · \`deploy_prod\`\n\n<sub>1 request to Harness</sub>\n`,
  );
});
