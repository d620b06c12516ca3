/** What is told while an execution waits for a person. */
import { expect, test } from '@jest/globals';

import { openWaiting } from '../../../src/follow/approvals.ts';
import type { Snapshot, Stage } from '../../../src/harness/execution.ts';
import type { Approval } from '../../../src/harness/nextgen/approvals.ts';
import { REF, report, stage } from '../../support/reports.ts';

const snapshot = (status: string, stages: Stage[]): Snapshot =>
  report(status, undefined, { snapshot: { stages } }).snapshot;
const WAITING = 'ApprovalWaiting';

function open(approvals: readonly Approval[] | { readonly unreadable: string }) {
  const told: string[] = [];
  const said: string[] = [];
  const note =
    (level: string) =>
    (text: string): void => {
      told.push(`${level}: ${text}`);
    };
  const look = openWaiting({
    ref: REF,
    approvals: { approvals: () => Promise.resolve('unreadable' in approvals ? approvals : { approvals }) },
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
  return { look, told, said };
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

test('a wait is told once, with all that is known of it, and its end is told to the commit', async () => {
  const { look, told, said } = open([APPROVAL]);
  const waiting = snapshot(WAITING, [stage('Build', 'Success', { took: 1 }), stage('Approve', WAITING)]);
  await look(snapshot('Running', []));
  await look(waiting);
  await look(waiting);
  await look(snapshot('Running', [stage('Approve', 'Success', { took: 9 }), stage('Deploy', 'Running')]));
  await look(snapshot('Success', []));
  const words = 'waiting for approval by release_managers, on_call until 2026-02-12 18:00 UTC';
  expect(told).toEqual([
    [
      `notice: Approve is ${words}.`,
      '  "Release 1.2 to production?"',
      '  2 approvals are needed.',
      '  Approvers fill in ticket (CHG-1042), reason.',
      `  ${REF.url}?stage=node-approve`,
    ].join('\n'),
  ]);
  expect(said).toEqual([words, 'running']);
});

test('an end that follows a wait at once is not told as another wait', async () => {
  const { look, said } = open([]);
  await look(snapshot(WAITING, [stage('Approve', WAITING)]));
  await look(snapshot('ApprovalRejected', [stage('Approve', 'ApprovalRejected', { took: 9 })]));
  expect(said).toEqual(['waiting for approval']);
});

test('two stages that wait are two, and what a service account cannot see is said once', async () => {
  const { look, told } = open({ unreadable: 'Harness does not show approvals to this key: no' });
  await look(snapshot(WAITING, [stage('One', WAITING), stage('Two', WAITING)]));
  await look(snapshot(WAITING, [stage('Two', WAITING)]));
  expect(told).toEqual([
    `notice: One, Two are waiting for approval.\n  ${REF.url}?stage=node-one`,
    'info: Who may approve cannot be told: Harness does not show approvals to this key: no',
    `notice: Two is waiting for approval.\n  ${REF.url}?stage=node-two`,
  ]);
});

test('the runner keeps ten notices: waits leave one for the end', async () => {
  const { look, told } = open([]);
  for (let number = 0; number < 12; number++) await look(snapshot(WAITING, [stage(`S${number}`, WAITING)]));
  expect(told.map((text) => text.split(' ', 2).join(' '))).toEqual([
    ...Array.from({ length: 9 }, (_, number) => `notice: S${number}`),
    'info: S9',
    'info: S10',
    'info: S11',
  ]);
});
