/** Plays with matrices, rollbacks and other pipelines in them. */
import {
  build,
  custom,
  deploy,
  failingRollout,
  rollout,
  rolloutFailure,
  shell,
  smokeTest,
  undo,
  verify,
} from './cast.ts';
import type { Failure, Play, StagePlay, StepPlay } from './play.ts';

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

/** By the name under which they are played. */
export const STRUCTURES: Readonly<Record<string, Play>> = {
  matrix: {
    about: 'a stage runs for four regions, two of which fail',
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
  rollback: {
    about: 'a rollout fails, and its rollback succeeds',
    stages: [build, { ...deploy, steps: [failingRollout, smokeTest, undo] }],
  },
  'pipeline-rollback': {
    about: 'a rollout fails, and the pipeline rolls back its earlier stages',
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
    about: 'a first rollout fails, and there is no earlier release to roll back to',
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
};

/** The service whose rollback fails. */
const FAILING_SERVICE = 'stuck';

const undoFailure: Failure = {
  message: 'Release web-16 is not in the history of the cluster any more',
  code: 'KUBERNETES_TASK_EXCEPTION',
  types: ['APPLICATION_ERROR'],
};

/** What a rollback of a deployed service does. */
export function rollbackPlay(service: string, environment: string, infrastructure: string): Play {
  const step: StepPlay = service === FAILING_SERVICE ? { ...undo, ends: 'Failed', failure: undoFailure } : undo;
  const stage: StagePlay = {
    ...deploy,
    name: 'Deploy (Rollback Stage)',
    service: { id: service, name: service === 'web' ? 'Web shop' : service },
    environment: { id: environment, name: environment === 'prod' ? 'Production EU' : environment, type: 'Production' },
    infrastructure,
    steps: [{ ...step, rollback: false }],
  };
  return { about: 'rolls back a deployment', isRollback: true, stages: [stage] };
}
