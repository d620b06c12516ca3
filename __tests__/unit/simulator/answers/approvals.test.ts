/** Approvals. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';
import {
  ask,
  at,
  begin,
  executionOf,
  play,
  simulate,
  summaryOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

const where = (id: string): string => `/v1/orgs/default/projects/shop/approvals/execution/${id}`;

test('are shown to users under both paths, and can be approved', async () => {
  const simulator = await simulate({ speed: 50 });
  const id = await begin(simulator, 'approval-forever');
  await until(() => executionOf(simulator, id).status === 'ApprovalWaiting');
  const waiting = await ask(simulator, `GET /pipeline/api${where(id)}`, {
    scope: {},
    query: { approval_status: 'WAITING' },
  });
  expect([SHAPES.approvals(waiting.json, 'approvals'), at(waiting.json, '*.details.approvers.userGroups')]).toEqual([
    [],
    [['release_managers']],
  ]);
  const refused = await ask(simulator, `GET ${where(id)}`, { scope: {}, key: simulator.sat });
  expect([refused.status, at(refused.json, 'message')]).toEqual([400, expect.stringContaining('SERVICE_ACCOUNT')]);
  await ask(simulator, `POST ${where(id)}`, { scope: {}, body: '{"action":"REJECT","comments":"no"}' });
  expect(await summaryOf(simulator, id)).toMatchObject({
    status: 'ApprovalRejected',
  });
  const after = await ask(simulator, `GET ${where(id)}`, { scope: {} });
  expect(after.json).toMatchObject([
    { status: 'REJECTED', details: { approvalActivities: [{ action: 'REJECT', comments: 'no' }] } },
  ]);
});

test('name the person who rejects in the play', async () => {
  const simulator = await simulate();
  const { json } = await ask(simulator, `GET ${where(await play(simulator, 'rejected'))}`, { scope: {} });
  expect(at(json, '0.details.approvalActivities.0')).toMatchObject({
    user: { name: 'R. Roe' },
    comments: 'Not during the sale',
  });
});

/** The id of the only approval that waits. */
async function waitingApproval(simulator: Simulator, id: string): Promise<string> {
  const query = { approval_status: 'WAITING' };
  let found: unknown;
  await until(async () => {
    found = (await ask(simulator, `GET ${where(id)}`, { scope: {}, query })).json;
    return at(found, '0.id') !== undefined;
  });
  return word(found, '0.id');
}

interface Decision {
  readonly key?: string;
  readonly action: string;
  readonly comments?: string;
  readonly approverInputs?: readonly object[];
}

/** The status of the approval after a decision with that key, or the message with which it is refused. */
async function decide(
  simulator: Simulator,
  approval: string,
  { key = simulator.apiKey, ...body }: Decision,
): Promise<unknown> {
  const { status, json } = await ask(simulator, `POST /pipeline/api/approvals/${approval}/harness/activity`, {
    key,
    body: JSON.stringify(body),
  });
  return status === 200 ? at(json, 'data.status') : at(json, 'message');
}

async function mayApprove(simulator: Simulator, approval: string): Promise<unknown> {
  const { json } = await ask(simulator, `GET /pipeline/api/approvals/${approval}/harness/authorization`);
  expect(SHAPES.authorization(json, 'authorization')).toEqual([]);
  return at(json, 'data');
}

test('can be approved once by id, with inputs', async () => {
  const simulator = await simulate({ speed: 50 });
  const id = await begin(simulator, 'approval-forever');
  const approval = await waitingApproval(simulator, id);
  expect(await mayApprove(simulator, approval)).toEqual({ authorized: true, reason: '' });
  const approverInputs = [{ name: 'change_ticket', value: 'CHG-7' }];
  expect(await decide(simulator, approval, { action: 'APPROVE', key: simulator.sat })).toContain(
    'SERVICE_ACCOUNT is not supported',
  );
  expect(await decide(simulator, approval, { action: 'MAYBE' })).toContain('APPROVE or REJECT');
  expect(await decide(simulator, approval, { action: 'APPROVE', comments: 'yes', approverInputs })).toBe('APPROVED');
  expect(await decide(simulator, approval, { action: 'APPROVE' })).toContain('already completed');
  const { json } = await ask(simulator, `GET /pipeline/api/approvals/${approval}`);
  expect(at(json, 'data.details.approvalActivities')).toMatchObject([
    { action: 'APPROVE', comments: 'yes', approver_inputs: approverInputs, user: { name: 'Release Bot' } },
  ]);
  await until(() => executionOf(simulator, id).status === 'Success');
});

test('wait for a second approver', async () => {
  const simulator = await simulate({ speed: 50 });
  const id = await begin(simulator, 'approval-two');
  const approval = await waitingApproval(simulator, id);
  expect(await decide(simulator, approval, { action: 'APPROVE' })).toBe('WAITING');
  expect(await mayApprove(simulator, approval)).toMatchObject({
    authorized: false,
    reason: expect.stringContaining('already acted'),
  });
  expect(executionOf(simulator, id).status).toBe('ApprovalWaiting');
});

test.each([
  ['approval-foreign', 'change_board'],
  ['approval-four-eyes', 'who started it may not approve'],
])('%s: report missing authorization only on request', async (pipeline, reason) => {
  const simulator = await simulate({ speed: 50 });
  const approval = await waitingApproval(simulator, await begin(simulator, pipeline));
  expect(await mayApprove(simulator, approval)).toEqual({ authorized: false, reason: expect.stringContaining(reason) });
  expect(await decide(simulator, approval, { action: 'APPROVE' })).toContain('not authorized to approve/reject');
});

test('can be approved by a user if a service account started the execution', async () => {
  const simulator = await simulate({ speed: 50 });
  const approval = await waitingApproval(
    simulator,
    await begin(simulator, 'approval-four-eyes', { key: simulator.sat }),
  );
  expect(await decide(simulator, approval, { action: 'APPROVE' })).toBe('APPROVED');
});

test('can be approved by execution only if exactly one is waiting', async () => {
  const simulator = await simulate({ speed: 50 });
  const id = await begin(simulator, 'approvals');
  await waitingApproval(simulator, id);
  const { status, json } = await ask(simulator, `POST ${where(id)}`, { scope: {}, body: '{"action":"APPROVE"}' });
  expect([status, at(json, 'message')]).toEqual([400, expect.stringContaining('More than one')]);
});
