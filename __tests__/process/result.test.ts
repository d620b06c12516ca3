/** The whole output `result`, through the bundle, where executions differ in kind: nothing in it is missing, invented or internal. */
import { afterAll, expect, test } from '@jest/globals';

import type { Simulator } from '../../src/simulator/simulator.ts';
import { closeRigs, openRig } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

/** What differs from run to run is replaced: origin, ids, moments, and the folder of whole logs. */
function resultOf({ outputs }: Phase, { url, account }: Simulator): unknown {
  const text = (outputs['result'] ?? '')
    .replaceAll(url, 'ORIGIN')
    .replaceAll(account, 'ACCOUNT')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:]{8}Z/g, 'TIME')
    .replaceAll(/(?<=\/executions\/|(?:stage|step|stageExecId)=|"execution-id":")[\w-]{22}/g, 'ID')
    .replaceAll(/(?<="log-file":")[^"]+(?=")/g, 'FILE');
  return JSON.parse(text);
}

const page = (pipeline: string): string =>
  `ORIGIN/ng/account/ACCOUNT/all/orgs/default/projects/shop/pipelines/${pipeline}/executions/ID/pipeline`;

/** A stage that ended; one without a duration was not run. */
const stage = (
  name: string,
  status: string,
  { duration = null, why = '' }: { duration?: number | null; why?: string } = {},
) => {
  const id = name.toLowerCase().replace(/ .*/, '');
  const time = duration === null ? '' : 'TIME';
  return { id, name, status, 'started-at': time, 'ended-at': time, duration, why };
};

const BUILD = stage('Build', 'succeeded', { duration: 3 });
const DEPLOY = stage('Deploy', 'succeeded', { duration: 4 });
const VERIFY = stage('Verify', 'succeeded', { duration: 1 });
const IMAGE = { name: 'acme/web', tag: '1.2.0', url: '' };
const PUSHED = { ...IMAGE, url: 'https://registry.example.com/acme/web/1.2.0' };
const COMMIT = '5f2a8c31d09b4e7f6a1c2d3e4f5061728394a5b6';
const NO_BUILD = { repository: '', branch: '', tag: '', commit: '', 'pull-request': null };
const WEB = [{ id: 'web', name: 'Web shop' }];
const PROD = [{ id: 'prod', name: 'Production EU', type: 'Production' }];

/** What a result has in every case, and what it has unless the case says otherwise. */
const whole = ({ pipeline, ...more }: { readonly pipeline: string; readonly [key: string]: unknown }) => ({
  'execution-id': 'ID',
  'execution-url': page(pipeline),
  pipeline,
  'run-sequence': 1,
  status: 'succeeded',
  'harness-status': 'Success',
  'started-at': 'TIME',
  'ended-at': 'TIME',
  failures: [],
  services: WEB,
  environments: PROD,
  artifacts: [PUSHED],
  build: { ...NO_BUILD, repository: 'web', branch: 'main', commit: COMMIT },
  parent: '',
  truncated: false,
  ...more,
});

const HINTS = [
  'Look at the events of the failing pods, and check that the image is built for the platform of the nodes.',
  '0 of 3 new pods became ready: container "web" is in CrashLoopBackOff.',
];
const FAILED = { status: 'failed', 'harness-status': 'Failed' };

/** A failed step whose log was saved. */
const failure = (
  pipeline: string,
  place: string,
  { message, hints = HINTS }: { message: string; hints?: string[] },
) => ({
  stage: place.split(' › ')[0],
  step: place.split(' › ')[1],
  message,
  hints,
  url: `${page(pipeline)}?stage=ID${place.includes('(') ? '&stageExecId=ID' : ''}&step=ID`,
  'log-file': 'FILE',
});

interface Case {
  readonly name: string;
  /** What the root action is given; else `prepare` says what is run. */
  readonly with?: Readonly<Record<string, string>>;
  readonly prepare?: (simulator: Simulator) => Promise<StepOptions> | StepOptions;
  readonly expected: object;
  /** A line of the log that goes with it. */
  readonly says?: string;
}

/** Starts a chained pipeline; the execution that it has started is followed. */
function chained(simulator: Simulator): StepOptions {
  simulator.past({ pipeline: 'chained', agoMs: 60_000 });
  const [id = ''] = simulator.executions.flatMap((each) => (each.parent === undefined ? [] : each.id));
  return { action: 'follow', with: { execution: id, pipeline: 'migrate_db' } };
}

/** Re-runs an execution as people do in Harness; the re-run is followed. */
async function rerun({ url, apiKey, account, past }: Simulator): Promise<StepOptions> {
  const { id } = past({ pipeline: 'green', agoMs: 60_000 });
  const scope = `accountIdentifier=${account}&orgIdentifier=default&projectIdentifier=shop`;
  const address = `${url}/pipeline/api/pipeline/execute/rerun/${id}/green?${scope}`;
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/yaml' };
  const answer = await (await fetch(address, { method: 'POST', headers, body: '' })).json();
  const { uuid } = (answer as { data: { planExecution: { uuid: string } } }).data.planExecution;
  return { action: 'follow', with: { execution: uuid, pipeline: 'green' } };
}

const CASES: readonly Case[] = [
  {
    name: 'a chained pipeline names its parent',
    prepare: chained,
    says: 'Started by release.bot@example.com, as a chained pipeline of chained, execution ',
    expected: whole({
      ...FAILED,
      pipeline: 'migrate_db',
      'pipeline-name': 'Migrate Db',
      message: 'Schema › Migrate failed: Shell Script execution failed. Please check execution logs.',
      duration: 2,
      stages: [stage('Schema', 'failed', { duration: 2 })],
      failures: [
        failure('migrate_db', 'Schema › Migrate', {
          message: 'Shell Script execution failed. Please check execution logs.',
          hints: [],
        }),
      ],
      services: [],
      environments: [],
      artifacts: [],
      build: NO_BUILD,
      parent: page('chained'),
    }),
  },
  {
    name: 'a re-run',
    prepare: rerun,
    says: 'Started by release.bot@example.com, as a re-run of execution ',
    expected: whole({
      pipeline: 'green',
      'pipeline-name': 'Green',
      'run-sequence': 2,
      message: 'Green succeeded in 8s.',
      duration: 8,
      stages: [BUILD, DEPLOY, VERIFY],
    }),
  },
  {
    name: 'a stage that was skipped says why',
    with: { pipeline: 'conditional' },
    expected: whole({
      pipeline: 'conditional',
      'pipeline-name': 'Conditional',
      message: 'Conditional succeeded in 4s.',
      duration: 4,
      stages: [
        BUILD,
        stage('Deploy', 'skipped', {
          duration: 0,
          why: 'its condition is false: <+trigger.payload.release> == "true"',
        }),
        VERIFY,
      ],
    }),
  },
  {
    name: 'an approval says who approved, with the comment',
    with: { pipeline: 'approval' },
    expected: whole({
      pipeline: 'approval',
      'pipeline-name': 'Approval',
      message: 'Approval succeeded in 10s.',
      duration: 10,
      stages: [
        BUILD,
        stage('Approval', 'succeeded', { duration: 3, why: 'approved by J. Doe: Tested on staging' }),
        DEPLOY,
      ],
    }),
  },
  {
    name: 'CI says what it built',
    with: { pipeline: 'build', ref: 'refs/pull/7/merge' },
    expected: whole({
      pipeline: 'build',
      'pipeline-name': 'Build',
      message: 'Build succeeded in 1s.',
      duration: 1,
      stages: [stage('Compile', 'succeeded', { duration: 1 })],
      services: [],
      environments: [],
      artifacts: [],
      build: { repository: 'web', branch: 'main', tag: '', commit: COMMIT, 'pull-request': 7 },
    }),
  },
  {
    name: 'the legs of a matrix have their values',
    with: { pipeline: 'matrix' },
    expected: whole({
      ...FAILED,
      pipeline: 'matrix',
      'pipeline-name': 'Matrix',
      message: 'Deploy_1 (us) › Rollout failed: Deployment of web in us exceeded its progress deadline of 600 s.',
      duration: 5,
      stages: [
        BUILD,
        stage('Deploy_0 (eu)', 'succeeded', { duration: 2 }),
        stage('Deploy_1 (us)', 'failed', { duration: 2 }),
        stage('Deploy_2 (apac)', 'succeeded', { duration: 2 }),
        stage('Deploy_3 (sa)', 'failed', { duration: 2 }),
        stage('Verify', 'queued'),
      ],
      failures: ['us', 'sa'].map((region, index) =>
        failure('matrix', `Deploy_${index * 2 + 1} (${region}) › Rollout`, {
          message: `Deployment of web in ${region} exceeded its progress deadline of 600 s`,
        }),
      ),
      environments: ['eu', 'us', 'apac', 'sa'].map((region) => ({
        id: `prod_${region}`,
        name: `Production ${region.toUpperCase()}`,
        type: 'Production',
      })),
    }),
  },
  {
    name: 'a rollback is a word of the message',
    with: { pipeline: 'rollback' },
    expected: whole({
      ...FAILED,
      pipeline: 'rollback',
      'pipeline-name': 'Rollback',
      message: 'Deploy › Rollout failed, rolled back: Deployment of web exceeded its progress deadline of 600 s.',
      duration: 8,
      stages: [BUILD, stage('Deploy', 'failed', { duration: 5 })],
      failures: [
        failure('rollback', 'Deploy › Rollout', {
          message: 'Deployment of web exceeded its progress deadline of 600 s',
        }),
      ],
    }),
  },
  {
    name: 'a freeze is named, with its end',
    with: { pipeline: 'frozen' },
    expected: whole({
      pipeline: 'frozen',
      'pipeline-name': 'Frozen',
      status: 'failed',
      'harness-status': 'AbortedByFreeze',
      message:
        'Deploy › Service was stopped by a deployment freeze: the freeze "Year end" is active until 2027-01-02 08:00 UTC.',
      duration: 2,
      stages: [stage('Deploy', 'failed', { duration: 2 })],
      failures: [
        {
          ...failure('frozen', 'Deploy › Service', {
            message: 'the freeze "Year end" is active until 2027-01-02 08:00 UTC',
            hints: [],
          }),
          'log-file': '',
        },
      ],
      artifacts: [IMAGE],
      build: NO_BUILD,
    }),
  },
];

test.concurrent.each(CASES)('$name', async ({ prepare, with: inputs = {}, says = '', expected }) => {
  const { simulator, start } = await openRig();
  const main = await start((await prepare?.(simulator)) ?? { with: inputs }).done;
  expect(resultOf(main, simulator)).toEqual(expected);
  expect(main.log).toContain(says);
});
