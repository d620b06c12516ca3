/** What is reported while an execution waits for a person. */
import { expect, test } from '@jest/globals';

import { openWaiting } from '../../../src/follow/approvals.ts';
import type { Snapshot, Stage } from '../../../src/harness/execution.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import type { Approval } from '../../../src/harness/nextgen/approvals.ts';
import { type Graph, nodesOf } from '../../../src/harness/nextgen/graph.ts';
import { REF, report, stage } from '../../support/reports.ts';

const snapshot = (status: string, stages: Stage[]): Snapshot =>
  report(status, undefined, { snapshot: { stages } }).snapshot;
const WAITING = 'ApprovalWaiting';

function open(
  approvals: readonly Approval[] | { readonly unreadable: string },
  graph: Promise<Graph | undefined> = Promise.resolve(undefined),
) {
  const reported: string[] = [];
  const said: string[] = [];
  const note =
    (level: string) =>
    (text: string): void => {
      reported.push(`${level}: ${text}`);
    };
  const waiting = openWaiting({
    ref: REF,
    inspector: {
      approvals: () => Promise.resolve('unreadable' in approvals ? approvals : { approvals }),
      graph: () => graph,
    },
    log: {
      info: note('info'),
      notice: note('notice'),
      warning: note('warning'),
      fail: note('error'),
      debug: note('debug'),
      group: note('group'),
    },
    signal: new AbortController().signal,
    left: () => 60_000,
    say: (words) => said.push(words),
  });
  return { see: waiting.onSnapshot, current: waiting.current, reported, said };
}

const APPROVAL: Approval = {
  id: 'a1',
  type: 'HarnessApproval',
  status: 'WAITING',
  message: 'Release 1.2 to\nproduction?',
  groups: ['release_managers', 'on_call'],
  minimum: 2,
  deadline: Date.UTC(2026, 1, 12, 18, 0),
  inputs: [
    { name: 'ticket', value: 'CHG-1042' },
    { name: 'reason', value: undefined },
  ],
  decisions: [],
};

test('reports a wait once with its details, and its end to the commit status', async () => {
  const { see, reported, said } = open([APPROVAL]);
  const waiting = snapshot(WAITING, [stage('Build', 'Success', { took: 1 }), stage('Approve', WAITING)]);
  await see(snapshot('Running', []));
  await see(waiting);
  await see(waiting);
  await see(snapshot('Running', [stage('Approve', 'Success', { took: 9 }), stage('Deploy', 'Running')]));
  await see(snapshot('Success', []));
  const words = 'waiting for approval by release_managers, on_call until 2026-02-12 18:00 UTC';
  expect(reported).toEqual([
    [
      `notice: Approve is ${words}.`,
      '  "Release 1.2 to production?"',
      '  2 approvals are needed.',
      '  Approvers must provide ticket (CHG-1042), reason.',
      `  ${REF.url}?stage=node-approve`,
    ].join('\n'),
  ]);
  expect(said).toEqual([words, 'running']);
});

test('does not report an end right after a wait as another wait', async () => {
  const { see, said } = open([]);
  await see(snapshot(WAITING, [stage('Approve', WAITING)]));
  await see(snapshot('ApprovalRejected', [stage('Approve', 'ApprovalRejected', { took: 9 })]));
  expect(said).toEqual(['waiting for approval']);
});

test('reports two waiting stages, and missing access of a service account once', async () => {
  const { see, reported } = open({ unreadable: 'Harness does not show approvals to this key: no' });
  await see(snapshot(WAITING, [stage('One', WAITING), stage('Two', WAITING)]));
  await see(snapshot(WAITING, [stage('Two', WAITING)]));
  expect(reported).toEqual([
    `notice: One, Two are waiting for approval.\n  ${REF.url}?stage=node-one`,
    'info: Could not read who may approve: Harness does not show approvals to this key: no',
    `notice: Two is waiting for approval.\n  ${REF.url}?stage=node-two`,
  ]);
});

test('leaves one of the ten notices of the runner for the end', async () => {
  const { see, reported } = open([]);
  for (let number = 0; number < 12; number++) await see(snapshot(WAITING, [stage(`S${number}`, WAITING)]));
  expect(reported.map((text) => text.split(' ', 2).join(' '))).toEqual([
    ...Array.from({ length: 9 }, (_, number) => `notice: S${number}`),
    'info: S9',
    'info: S10',
    'info: S11',
  ]);
});

const INTERVENTION = 'InterventionWaiting';
const waitingForHelp = snapshot(INTERVENTION, [stage('Deploy', INTERVENTION)]);

/** The graph of a step that failed and waits for an intervention. */
function undecided(): Graph {
  const run = { account: 'a', org: 'o', project: 'p', pipeline: 'x', id: REF.id, sequence: 1, simplified: false };
  const failureInfo = {
    message: '',
    responseMessages: [
      { code: 'GENERAL_ERROR', level: 'ERROR', message: 'No eligible delegate could take the task.' },
      { code: 'HINT', level: 'INFO', message: 'Start a delegate in the cluster.' },
    ],
  };
  const step = {
    name: 'Rollout',
    identifier: 'rollout',
    baseFqn: 'pipeline.stages.deploy.spec.execution.steps.rollout',
    stepType: 'K8sRollingDeploy',
    status: INTERVENTION,
    failureInfo,
  };
  const nodes = nodesOf({ rootNodeId: 's', nodeMap: { s: step } }, run, { uuid: undefined, name: undefined });
  return { url: REF.url, at: { id: REF.id }, nodes };
}

test('returns the current wait for the verdict', async () => {
  const { see, current } = open([APPROVAL]);
  expect(current()).toBeUndefined();
  await see(snapshot(WAITING, [stage('Approve', WAITING)]));
  expect(current()).toEqual({
    words: 'waiting for approval by release_managers, on_call until 2026-02-12 18:00 UTC',
    reason: undefined,
    details: [
      '"Release 1.2 to production?"',
      '2 approvals are needed.',
      'Approvers must provide ticket (CHG-1042), reason.',
    ],
  });
  await see(snapshot('Running', [stage('Deploy', 'Running')]));
  expect(current()).toBeUndefined();
});

test('reports what failed for an intervention, from the waiting step', async () => {
  const { see, reported, current } = open([], Promise.resolve(undecided()));
  await see(waitingForHelp);
  expect(current()).toMatchObject({ reason: 'Rollout failed: No eligible delegate could take the task.' });
  expect(reported[0]?.split('\n').slice(0, 3)).toEqual([
    'notice: Deploy is waiting for manual intervention.',
    '  Rollout failed: No eligible delegate could take the task.',
    '  Hint: Start a delegate in the cluster.',
  ]);
});

test('reports the failure of the stage if the steps cannot be read', async () => {
  const error = new HarnessError({ kind: 'lost', purpose: 'x', origin: 'https://h', detail: 'gone' });
  const { see, reported } = open([], Promise.reject(error));
  const failed = { ...stage('Deploy', INTERVENTION), message: 'image not found' };
  await see(snapshot(INTERVENTION, [failed]));
  expect(reported[0]).toContain('\n  Deploy failed: image not found\n');
  const quiet = open([], Promise.reject(error));
  await quiet.see(waitingForHelp);
  expect(quiet.reported[0]?.split('\n')).toHaveLength(2);
});
