/** Plays that fail, each for a reason of its own. */
import { build, deploy, failingRollout, rollout, smokeTest, verify } from './cast.ts';
import type { Failure, Play, StepPlay } from './play.ts';

/** A play whose only step ends like this. */
function endsLike(about: string, ends: string, failure: Failure): Play {
  return {
    about,
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 1_500, ends, failure, log: [] }, smokeTest] }, verify],
  };
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

/** By the name under which they are played. */
export const FAILURES: Readonly<Record<string, Play>> = {
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
                failure: { message: 'exit status 1', types: ['APPLICATION_ERROR'] },
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
  ignored: {
    about: 'a step fails, and its failure strategy ignores the failure',
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
    about: 'a policy denies the start, in a successful response',
    stages: [deploy],
    denied: {
      policySet: 'Production changes',
      policy: 'Freeze on Fridays',
      messages: ['deploy to prod is not allowed on a Friday'],
    },
  },
  expired: {
    about: 'a stage exceeds its timeout in Harness',
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
              code: 'TIMEOUT_ENGINE_EXCEPTION',
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
  retried: {
    about: 'a step fails, is retried by its failure strategy and fails again',
    stages: [{ ...deploy, steps: [{ ...failingRollout, retries: 1 }] }],
  },
  'no-delegate': {
    about: 'no delegate takes a task, which only the response messages report',
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
  'chaos-failed': failsBy('a chaos experiment misses the expected resilience score', {
    step: { id: 'chaos', name: 'Pod delete', type: 'Chaos', ms: 2_400, log: [] },
    message: 'Expected resiliency score of 80, got 50',
    types: ['APPLICATION_ERROR'],
    output: { resiliencyScore: 50, faultsPassed: 1, faultsFailed: 1, faultsAwaited: 0, phase: 'Completed' },
  }),
  'policy-failed': failsBy('a policy step denies the payload of the pipeline', {
    step: { id: 'policy', name: 'Policy', type: 'Policy', ms: 900, log: [] },
    message: 'Some policies were not adhered to',
    types: ['POLICY_EVALUATION_FAILURE'],
    output: {
      status: 'error',
      policySetDetails: {
        production: {
          status: 'error',
          identifier: 'production',
          name: 'Production changes',
          policyDetails: {
            tags: { status: 'error', identifier: 'tags', name: 'Image tags', denyMessages: ['latest is no tag'] },
          },
        },
      },
    },
    outcome: 'policyOutput',
  }),
};
