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
import type { ApprovalPlay, Failure, Play, StagePlay, StepPlay } from './play.ts';

/** A play of one custom stage whose second step shows one status while it runs, for ever. */
function waitsForever(about: string, during: string): Play {
  const forIt = { ...shell('wait_for_it', 'Wait for it', forever), during };
  return { about, stages: [custom('prepare', 'Prepare', [shell('plan', 'Plan', 600), forIt])] };
}

/** A play whose only step ends like this. */
function endsLike(about: string, ends: string, failure: Failure): Play {
  return {
    about,
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 1_500, ends, failure, log: [] }, smokeTest] }, verify],
  };
}

/** An approval step that waits for ever, unless somebody decides. */
function waiting(more: Partial<ApprovalPlay>): StepPlay {
  const { decision: _, ...asked } = approve.approval ?? { message: '', groups: [], deadlineMs: 0 };
  return { ...approve, ms: forever, approval: { ...asked, ...more } };
}

interface OwnFailure {
  readonly step: StepPlay;
  readonly message: string;
  readonly types: readonly string[];
  readonly output: object;
  /** Name of the outcome that has the output. */
  readonly outcome?: string;
}

/** A play whose last step fails with an outcome that says more than its message. */
function failsBy(about: string, { step, message, types, output, outcome = 'output' }: OwnFailure): Play {
  const failing = { ...step, ends: 'Failed', failure: { message, types }, outcomes: { [outcome]: output } };
  return { about, stages: [build, { ...deploy, steps: [{ ...rollout, ms: 800 }, failing] }] };
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
  return {
    ...deploy,
    environment: { id: `prod_${region}`, name: `Production ${region.toUpperCase()}`, type: 'Production' },
    steps: [ends === 'Failed' ? bad : { ...rollout, ms: 1_800 }],
  };
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
  'approval-two': {
    about: 'waits for the approvals of two people',
    stages: [approval(waiting({ minimum: 2 })), deploy],
  },
  'approval-foreign': {
    about: 'waits for an approval that only others may give',
    stages: [approval(waiting({ groups: ['change_board'] })), deploy],
  },
  'approval-four-eyes': {
    about: 'waits for an approval that whoever started it may not give',
    stages: [approval(waiting({ disallowPipelineExecutor: true })), deploy],
  },
  approvals: {
    about: 'waits for two approvals at the same time',
    stages: [
      {
        parallel: [
          approval(waiting({})),
          { ...approval({ ...waiting({}), id: 'approve_data', name: 'Approve data' }), id: 'data', name: 'Data' },
        ],
      },
      deploy,
    ],
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
  'aborted-unnamed': {
    about: 'somebody aborts it in Harness, of whom only the id is known',
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
    aborted: { atMs: 5_000, by: roe, isUnnamed: true },
  },
  'aborted-early': {
    about: 'Harness itself aborts it while it begins, and tells nothing about it',
    stages: [{ ...build, steps: build.steps.map((step) => ({ ...step, ms: 60_000 })) }],
    aborted: { atMs: 1_200 },
    graphLagMs: forever,
  },
  'busy-abort': {
    about: 'the first two aborts are refused with the request to try again',
    stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
    busyInterrupts: 2,
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
        freezes: [yearEnd.name],
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
    stages: [{ ...deploy, skippedBy: '<+pipeline.variables.release> == "true"' }],
  },
  conditional: {
    about: 'one of its stages is skipped by its condition',
    stages: [build, { ...deploy, skippedBy: '<+trigger.payload.release> == "true"' }, verify],
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
  'multi-service': {
    about: 'a stage runs for two services, whose matrix values are JSON',
    stages: [
      {
        matrix: { id: 'deploy', name: 'Deploy', axis: 'service' },
        legs: ['web', 'cart'].map((identifier) => ({
          value: JSON.stringify({ identifier, tag: '1.2.0' }),
          stage: { ...deploy, service: { id: identifier, name: `The ${identifier}` }, steps: [rollout] },
        })),
      },
    ],
  },
  loop: {
    about: 'a stage runs for each item of a list',
    stages: [
      {
        matrix: { id: 'notify', name: 'Notify', kind: 'LOOP', axis: 'item' },
        legs: ['mail', 'chat'].map((value) => ({
          value,
          stage: custom('notify', 'Notify', [shell('send', 'Send', 700)]),
        })),
      },
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
  'pipeline-rollback': {
    about: 'a rollout fails, and the pipeline rolls back what it has done before',
    stages: [build, { ...deploy, id: 'deploy_eu', name: 'Deploy EU' }, { ...deploy, steps: [failingRollout] }, verify],
    pipelineRollback: [
      {
        ...deploy,
        id: 'deploy_eu_rollback',
        name: 'Deploy EU (Rollback Stage)',
        steps: [{ ...undo, rollback: false }],
      },
    ],
  },
  'nothing-to-undo': {
    about: 'a first rollout fails, and its rollback has nothing to go back to',
    stages: [
      {
        ...deploy,
        steps: [failingRollout, { ...undo, ms: 200, log: [], skips: 'There is no earlier release to roll back to' }],
      },
    ],
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
  intervention: {
    about: 'a step fails and waits for a manual intervention',
    stages: [
      custom('prepare', 'Prepare', [
        shell('plan', 'Plan', 600),
        {
          ...shell('wait_for_it', 'Wait for it', forever),
          during: 'InterventionWaiting',
          failure: { message: 'The plan has changed since it was reviewed', types: ['APPLICATION_ERROR'] },
          failsBefore: true,
        },
      ]),
    ],
  },
  'input-waiting': waitsForever('waits for an input during the run', 'InputWaiting'),
  'upload-waiting': waitsForever('waits for an upload', 'UploadWaiting'),
  paused: waitsForever('is paused', 'Paused'),
  locked: {
    about: 'waits for a lock that another execution holds, then goes on',
    stages: [
      {
        ...deploy,
        steps: [
          {
            id: 'rc-Kq3Wv8xYTn2bLd5fGh7jZA',
            name: 'Resource Constraint',
            type: 'ResourceConstraint',
            ms: 2_000,
            during: 'ResourceWaiting',
            log: [],
          },
          ...deploy.steps,
        ],
      },
    ],
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
  'no-graph': { about: 'succeeds, and its graph is never shown', graphLagMs: forever, stages: [build] },
  'live-log': {
    about: 'a step writes a line of its log each second for twenty seconds',
    stages: [
      custom('soak', 'Soak', [
        {
          ...shell('soak', 'Soak test', 20_000),
          log: Array.from({ length: 20 }, (_, index) => `${index + 1} of 20: 200 OK`),
        },
      ]),
    ],
  },
  'no-delegate': {
    about: 'no delegate takes a task, which the response messages alone say',
    stages: [
      {
        ...deploy,
        steps: [
          {
            ...rollout,
            ms: 1_200,
            ends: 'Failed',
            failure: {
              message: 'No eligible delegate(s) in account to execute task. Delegate(s) not supported for task type',
              onlyInResponses: true,
              types: ['DELEGATE_PROVISIONING'],
              hints: ['Check that a delegate with the selector eu is connected.'],
            },
            outputs: {},
            log: [],
          },
        ],
      },
    ],
  },
  'verify-failed': failsBy('the verification of a deployment finds an anomaly', {
    step: { id: 'verify', name: 'Verify', type: 'Verify', ms: 2_400, log: [] },
    message: 'Verification failed',
    types: ['VERIFICATION_FAILURE'],
    output: { progressPercentage: 100, verificationResult: 'FAILED', riskScore: 'HIGH', anomalousMetricsCount: 2 },
  }),
  'chaos-failed': failsBy('a chaos experiment falls short of the resilience that is asked for', {
    step: { id: 'chaos', name: 'Pod delete', type: 'Chaos', ms: 2_400, log: [] },
    message: 'Expected resiliency score of 80, got 50',
    types: ['APPLICATION_ERROR'],
    output: { resiliencyScore: 50, faultsPassed: 1, faultsFailed: 1, faultsAwaited: 0, phase: 'Completed' },
  }),
  'policy-failed': failsBy('a policy step denies what the pipeline brings along', {
    step: { id: 'policy', name: 'Policy', type: 'Policy', ms: 900, log: [] },
    message: 'Some policies were not adhered to',
    types: ['POLICY_EVALUATION_FAILURE'],
    output: {
      status: 'error',
      policySetDetails: {
        production: {
          status: 'error',
          policyDetails: { tags: { status: 'error', denyMessages: ['latest is no tag'] } },
        },
      },
    },
    outcome: 'policyOutput',
  }),
  'new-image': {
    about: 'a trigger started it for a new image',
    artifact: { image: 'acme/web', build: '1.2.0' },
    stages: [deploy],
  },
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
  broken: 'its YAML lacks its stages',
  'remote-missing': 'its file is not in Git',
  'server-error': 'Harness fails itself, lastingly',
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

/** What a rollback of a deployed service does. */
export function rollbackPlay(service: string, environment: string, infrastructure: string): Play {
  const stage: StagePlay = {
    ...deploy,
    name: 'Deploy (Rollback Stage)',
    service: { id: service, name: service === 'web' ? 'Web shop' : service },
    environment: { id: environment, name: environment === 'prod' ? 'Production EU' : environment, type: 'Production' },
    infrastructure,
    steps: [{ ...undo, rollback: false }],
  };
  return { about: 'rolls an earlier deployment back', isRollback: true, stages: [stage] };
}
