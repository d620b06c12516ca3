/** Steps and stages that several scenarios share. */
import type { Failure, Person, StagePlay, StepPlay } from './play.ts';

export const forever = Infinity;
const doe: Person = { name: 'J. Doe', email: 'j.doe@example.com', uuid: 'Hn4dXbq0T2uRz1sWc7eYpA' };
export const roe: Person = { name: 'R. Roe', email: 'r.roe@example.com', uuid: 'q3Jt0VbXSHmYq4f8b2kd1A' };

/** Whose keys the simulator gives out. */
export const releaseBot: Person = {
  name: 'Release Bot',
  email: 'release.bot@example.com',
  uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
};

const unitTests: StepPlay = {
  id: 'unit_tests',
  name: 'Unit tests',
  type: 'Run',
  ms: 1_600,
  outputs: { TESTS: '214', COVERAGE: '93.1', FLAKY: null },
  log: ['+ npm test', '\u001b[32m✓\u001b[0m 214 tests in 31 files', 'coverage 93.1 %'],
};

export const build: StagePlay = {
  id: 'build',
  name: 'Build',
  type: 'CI',
  image: 'acme/web:1.2.0',
  codebase: {
    repository: 'web',
    branch: 'main',
    commit: { sha: '5f2a8c31d09b4e7f6a1c2d3e4f5061728394a5b6', message: 'Round prices to 0.05', by: 'J. Doe' },
  },
  steps: [
    {
      id: 'liteEngineTask',
      name: 'Initialize',
      type: 'liteEngineTask',
      ms: 500,
      log: ['Pulling image', 'Runner is ready'],
    },
    unitTests,
    {
      id: 'push',
      name: 'Build and push',
      type: 'BuildAndPushDockerRegistry',
      ms: 900,
      outputs: { IMAGE: 'acme/web:1.2.0' },
      log: ['built acme/web:1.2.0', 'pushed sha256:5f2a…'],
    },
  ],
};

const ROLLOUT_UNITS = ['Fetch Files', 'Prepare', 'Apply', 'Wait for Steady State'];

export const rollout: StepPlay = {
  id: 'rollout',
  name: 'Rollout',
  type: 'K8sRollingDeploy',
  ms: 2_600,
  units: ROLLOUT_UNITS,
  outputs: { IMAGE: 'acme/web:1.2.0', RELEASE: 'web-17' },
  log: [
    'deployment.apps/web configured',
    'Waiting for rollout',
    '\u001b[32mdeployment "web" successfully rolled out\u001b[0m',
  ],
};

export const smokeTest: StepPlay = {
  id: 'smoke_test',
  name: 'Smoke test',
  type: 'ShellScript',
  ms: 1_200,
  outputs: { URL: 'https://web.example.com', VERSION: '1.2.0' },
  log: ['GET https://web.example.com/health', '200 OK'],
};

export const deploy: StagePlay = {
  id: 'deploy',
  name: 'Deploy',
  type: 'Deployment',
  service: { id: 'web', name: 'Web shop' },
  environment: { id: 'prod', name: 'Production EU', type: 'Production' },
  infrastructure: 'eu_cluster',
  image: 'acme/web:1.2.0',
  steps: [rollout, smokeTest],
};

export const verify = custom('verify', 'Verify', [shell('check', 'Check metrics', 900)]);

export const rolloutFailure: Failure = {
  message: 'Deployment of web exceeded its progress deadline of 600 s',
  code: 'KUBERNETES_TASK_EXCEPTION',
  types: ['APPLICATION_ERROR'],
  hints: ['Look at the events of the failing pods, and check that the image is built for the platform of the nodes.'],
  explanations: ['0 of 3 new pods became ready: container "web" is in CrashLoopBackOff.'],
};

export const failingRollout: StepPlay = {
  ...rollout,
  ms: 3_400,
  ends: 'Failed',
  failure: rolloutFailure,
  outputs: {},
  log: [
    'deployment.apps/web configured',
    'Waiting for rollout of deployment "web": 0 of 3 updated replicas are available',
    'pod web-7d9c6d5b8-x2x9z: Back-off restarting failed container',
    '\u001b[31mexec /usr/local/bin/node: exec format error\u001b[0m',
    '\u001b[1;31merror: deployment "web" exceeded its progress deadline\u001b[0m',
  ],
};

export const undo: StepPlay = {
  id: 'undo',
  name: 'Rollback',
  type: 'K8sRollingRollback',
  ms: 1_400,
  rollback: true,
  log: ['Rolling back to web-16', 'deployment.apps/web rolled back'],
};

export function shell(id: string, name: string, ms: number): StepPlay {
  return { id, name, type: 'ShellScript', ms };
}

export function custom(id: string, name: string, steps: readonly StepPlay[]): StagePlay {
  return { id, name, type: 'Custom', steps };
}

export const approve: StepPlay = {
  id: 'approve',
  name: 'Approve production',
  type: 'HarnessApproval',
  ms: 3_000,
  during: 'ApprovalWaiting',
  log: [],
  approval: {
    message: 'Release 1.2.0 of web to production?',
    groups: ['release_managers'],
    deadlineMs: 86_400_000,
    inputs: [{ name: 'change_ticket', value: 'CHG-1042' }],
    decision: { action: 'APPROVE', by: doe, comment: 'Tested on staging' },
  },
};

export function approval(step: StepPlay): StagePlay {
  return { id: 'approval', name: 'Approval', type: 'Approval', steps: [step] };
}
