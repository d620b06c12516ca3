/** The scenarios by name: what each pipeline of such a name does. */
import {
  approval,
  approve,
  build,
  custom,
  deploy,
  failingRollout,
  forever,
  roe,
  rollout,
  rolloutFailure,
  shell,
  smokeTest,
  undo,
  verify,
} from './cast.ts';
import type { Failure, Play, StagePlay } from './play.ts';

/** A play of one custom stage whose second step shows one status while it runs, for ever. */
function waitsForever(about: string, during: string): Play {
  const waiting = { ...shell('wait_for_it', 'Wait for it', forever), during };
  return { about, stages: [custom('prepare', 'Prepare', [shell('plan', 'Plan', 600), waiting])] };
}

/** A play whose only step ends like this. */
function endsLike(about: string, ends: string, failure: Failure): Play {
  return {
    about,
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 1_500, ends, failure, log: [] }, smokeTest] }, verify],
  };
}

/** A freeze, as the outcome of the step that it stopped names it. */
const yearEnd = {
  identifier: 'year_end',
  name: 'Year end',
  type: 'MANUAL',
  status: 'Enabled',
  windows: [{ timeZone: 'UTC', startTime: '2026-12-20 08:00 AM', endTime: '2027-01-02 08:00 AM' }],
  currentOrUpcomingWindow: { startTime: Date.UTC(2026, 11, 20, 8), endTime: Date.UTC(2027, 0, 2, 8) },
};

const migrateFails: Play = {
  about: 'The pipeline that chained runs',
  stages: [
    custom('schema', 'Schema', [
      shell('backup', 'Backup', 700),
      {
        ...shell('migrate', 'Migrate', 1_400),
        ends: 'Failed',
        failure: {
          message: 'Shell Script execution failed. Please check execution logs.',
          code: 'SHELL_EXECUTION_EXCEPTION',
        },
        log: [
          'applying 0042_orders.sql',
          '\u001b[31mERROR: column "region" of relation "orders" already exists\u001b[0m',
          'exit status 3',
        ],
      },
    ]),
  ],
};

function chained(about: string, child: { readonly pipeline: string; readonly play: Play }): Play {
  return { about, stages: [build, { id: 'database', name: 'Database', type: 'Pipeline', steps: [], child }, deploy] };
}

function leg(ends: 'Success' | 'Failed', region: string): StagePlay {
  const failure = {
    ...rolloutFailure,
    message: `Deployment of web in ${region} exceeded its progress deadline of 600 s`,
  };
  const bad = { ...failingRollout, ms: 2_000, failure };
  return { ...deploy, environment: `prod_${region}`, steps: [ends === 'Failed' ? bad : { ...rollout, ms: 1_800 }] };
}

/** The scenarios by name. A pipeline with such a name plays it. */
const SCENARIOS: Readonly<Record<string, Play>> = {
  green: {
    about: 'queued, builds, deploys, succeeds',
    queued: { ms: 600, status: 'Queued' },
    stages: [build, deploy, verify],
  },
  red: {
    about: 'a Kubernetes rollout fails, with a hint and a log',
    queued: { ms: 600, status: 'Queued' },
    stages: [build, { ...deploy, steps: [failingRollout, smokeTest] }, verify],
  },
  'tests-failed': {
    about: 'a CI step with unit tests fails, and fails again when retried',
    incurable: true,
    simplifiedKeys: true,
    stages: [
      {
        ...build,
        steps: build.steps.map((step) =>
          step.id !== 'unit_tests'
            ? step
            : {
                ...step,
                ends: 'Failed',
                outputs: { TESTS: '214', FAILED: '2' },
                failure: { message: 'exit status 1', code: 'CI_STEP_FAILED', types: ['APPLICATION_ERROR'] },
                log: [
                  '+ npm test',
                  '\u001b[31m✗\u001b[0m cart › adds tax for CH',
                  '\u001b[31m✗\u001b[0m cart › rounds to 0.05',
                  '2 of 214 tests failed',
                ],
              },
        ),
      },
      deploy,
    ],
  },
  approval: {
    about: 'waits for an approval, which a person gives after three seconds',
    stages: [build, approval(approve), deploy],
  },
  'approval-forever': {
    about: 'waits for an approval that nobody gives',
    stages: [build, approval({ ...approve, ms: forever }), deploy],
  },
  rejected: {
    about: 'a person rejects the approval, with a comment',
    stages: [
      build,
      approval({
        ...approve,
        ends: 'ApprovalRejected',
        failure: {
          message: 'Approval Step has been Rejected',
          code: 'APPROVAL_REJECTION',
          types: ['APPROVAL_REJECTION'],
        },
        approval: {
          message: 'Release 1.2.0 of web to production?',
          groups: ['release_managers'],
          deadlineMs: 86_400_000,
          decision: { action: 'REJECT', by: roe, comment: 'Not during the sale' },
        },
      }),
      deploy,
    ],
  },
  slow: {
    about: 'runs for ten minutes, then succeeds',
    stages: [build, custom('soak', 'Soak', [shell('soak', 'Soak test', 600_000)])],
  },
  queued: {
    about: 'waits for a free slot for a while, then runs',
    queued: { ms: 5_000, status: 'QueuedExecutionConcurrencyReached' },
    stages: [deploy],
  },
  'queued-forever': { about: 'never leaves the queue', queued: { ms: forever, status: 'Queued' }, stages: [deploy] },
  ignored: {
    about: 'a step fails, its failure strategy ignores that',
    stages: [
      build,
      {
        ...deploy,
        steps: [
          rollout,
          {
            ...smokeTest,
            ends: 'IgnoreFailed',
            outputs: {},
            failure: { message: 'GET /health answered 503' },
            log: ['503'],
          },
        ],
      },
    ],
  },
  'policy-denied': {
    about: 'a policy refuses the start, inside a successful answer',
    stages: [deploy],
    denied: {
      policySet: 'Production changes',
      policy: 'Freeze on Fridays',
      messages: ['deploy to prod is not allowed on a Friday'],
    },
  },
  aborted: {
    about: 'somebody aborts it in Harness',
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
    aborted: { atMs: 5_000, by: roe },
  },
  stubborn: {
    about: 'an abort is accepted but never done',
    stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
    abortMs: forever,
  },
  expired: {
    about: 'a stage runs into its time limit in Harness',
    stages: [
      build,
      {
        ...deploy,
        steps: [
          {
            ...failingRollout,
            ms: 2_000,
            ends: 'Expired',
            failure: {
              message: 'Stage exceeded its timeout of 2s',
              code: 'TIMEOUT_EXCEPTION',
              types: ['EXPIRED', 'TIMEOUT_ERROR'],
            },
            log: failingRollout.log?.slice(0, 2) ?? [],
          },
          smokeTest,
        ],
      },
      verify,
    ],
  },
  frozen: {
    about: 'a deployment freeze stops the stage',
    stages: [
      {
        ...deploy,
        steps: [
          {
            id: 'service',
            name: 'Service',
            type: 'SERVICE_V3',
            ms: 2_300,
            ends: 'AbortedByFreeze',
            log: [],
            failure: { message: 'Pipeline Aborted due to freeze', code: 'FREEZE_EXCEPTION' },
            outcomes: { freezeOutcome: { frozen: true, manualFreezeConfigs: [yearEnd], globalFreezeConfigs: [] } },
          },
        ],
      },
    ],
  },
  errored: endsLike('the infrastructure of a stage fails', 'Errored', {
    message: 'There are no eligible delegates available in the account to execute the task.',
    code: 'DELEGATE_NOT_AVAILABLE',
    types: ['DELEGATE_PROVISIONING'],
    hints: ['Check that a delegate with the selector eu is connected.'],
  }),
  skipped: {
    about: 'every stage is skipped by its condition',
    ends: 'Skipped',
    stages: [{ ...deploy, skipped: true }],
  },
  suspended: { about: 'ends suspended', ends: 'Suspended', stages: [build] },
  matrix: {
    about: 'a stage runs for four regions, two of them fail',
    stages: [
      build,
      {
        matrix: { id: 'deploy', name: 'Deploy', axis: 'region' },
        legs: (['eu', 'us', 'apac', 'sa'] as const).map((value) => ({
          value,
          stage: leg(value === 'us' || value === 'sa' ? 'Failed' : 'Success', value),
        })),
      },
      verify,
    ],
  },
  parallel: {
    about: 'two stages run side by side and succeed',
    stages: [build, { parallel: [deploy, custom('docs', 'Docs', [shell('publish', 'Publish', 2_000)])] }, verify],
  },
  rollback: {
    about: 'a rollout fails, its rollback succeeds',
    stages: [build, { ...deploy, steps: [failingRollout, smokeTest, undo] }],
  },
  chained: chained('a stage runs another pipeline, which fails', { pipeline: 'migrate_db', play: migrateFails }),
  'chained-deep': chained('a pipeline in a pipeline in a pipeline fails', {
    pipeline: 'data_release',
    play: {
      about: 'the middle one',
      stages: [
        {
          id: 'migrations',
          name: 'Migrations',
          type: 'Pipeline',
          steps: [],
          child: { pipeline: 'migrate_db', play: migrateFails },
        },
      ],
    },
  }),
  unknown: {
    about: 'shows a status that no version knows for a while, then succeeds',
    shows: { fromMs: 1_000, toMs: 4_000, status: 'Reticulating' },
    stages: [build],
  },
  'unknown-forever': {
    about: 'shows a status that no version knows, for ever',
    shows: { fromMs: 1_000, toMs: forever, status: 'Reticulating' },
    stages: [build],
  },
  intervention: waitsForever('waits for a manual intervention', 'InterventionWaiting'),
  'input-waiting': waitsForever('waits for an input during the run', 'InputWaiting'),
  'upload-waiting': waitsForever('waits for an upload', 'UploadWaiting'),
  paused: waitsForever('is paused', 'Paused'),
  locked: {
    about: 'waits for a lock that another execution holds, then goes on',
    stages: [custom('prepare', 'Prepare', [{ ...shell('lock', 'Lock', 2_000), during: 'ResourceWaiting' }]), deploy],
  },
  retried: {
    about: 'a step fails, is retried by its failure strategy and fails again',
    stages: [{ ...deploy, steps: [{ ...failingRollout, retries: 1 }] }],
  },
  'late-graph': {
    about: 'fails, and its graph shows that three seconds later',
    graphLagMs: 3_000,
    stages: [{ ...deploy, steps: [failingRollout] }],
  },
  'late-log': {
    about: 'fails, and its log appears two seconds later',
    stages: [{ ...deploy, steps: [{ ...failingRollout, lateLogMs: 2_000 }] }],
  },
  'huge-log': {
    about: 'fails with a log of 25 MB',
    stages: [{ ...deploy, steps: [{ ...failingRollout, logBytes: 25_000_000 }] }],
  },
  'no-log': { about: 'fails, and there is no log', stages: [{ ...deploy, steps: [{ ...failingRollout, log: [] }] }] },
  'old-outcomes': {
    about: 'succeeds, with outcomes as lists, as old versions answer',
    outcomesAsArray: true,
    stages: [build, deploy],
  },
};

/** Pipelines that refuse to start, by name. */
const REFUSALS: Readonly<Record<string, string>> = {
  missing: 'does not exist',
  draft: 'is a draft, which cannot be run',
  forbidden: 'the key may not run it',
  'out-of-sync': 'refers to a template that has changed',
};

/** A green play of so many steps in stages of 50, for a graph of a known size. */
function bigPlay(steps: number): Play {
  const row = Array.from({ length: steps }, (_, index) => shell(`step_${index + 1}`, `Step ${index + 1}`, 1));
  const stages = Array.from({ length: Math.ceil(steps / 50) }, (_, index) =>
    custom(`stage_${index + 1}`, `Stage ${index + 1}`, row.slice(index * 50, index * 50 + 50)),
  );
  return { about: `${steps} steps`, stages };
}

/** The play of that name (`big-N` for any N up to 100,000 too), or undefined when the simulator knows none. */
export function scenario(name: string): Play | undefined {
  const size = /^big-(\d{1,6})$/.exec(name)?.[1];
  if (size !== undefined) {
    return bigPlay(Math.min(Number(size), 100_000));
  }
  return Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
}

/** Name and one line for each scenario, and for each pipeline name that the simulator refuses to start. */
export function scenarios(): readonly { readonly name: string; readonly about: string }[] {
  const plays = Object.entries(SCENARIOS).map(([name, play]) => ({ name, about: play.about }));
  const refusals = Object.entries(REFUSALS).map(([name, about]) => ({ name, about: `refused at the start: ${about}` }));
  return [...plays, { name: 'big-5000', about: 'succeeds with a graph of so many steps (any number)' }, ...refusals];
}
