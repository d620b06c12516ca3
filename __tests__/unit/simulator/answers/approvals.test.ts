/** Approvals. */
import { expect, test } from '@jest/globals';

import { ask, at, begin, executionOf, play, simulate, summaryOf, until } from '../../../support/harness/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';

const where = (id: string): string => `/v1/orgs/default/projects/shop/approvals/execution/${id}`;

test('are shown to people, under both paths, and can be decided', async () => {
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
  expect([refused.status, at(refused.json, 'message')]).toEqual([400, expect.stringContaining('service accounts')]);
  await ask(simulator, `POST ${where(id)}`, { scope: {}, body: '{"action":"REJECT","comments":"no"}' });
  expect(await summaryOf(simulator, id)).toMatchObject({
    status: 'ApprovalRejected',
    failureInfo: { failureTypeList: ['APPROVAL_REJECTION'] },
  });
  const after = await ask(simulator, `GET ${where(id)}`, { scope: {} });
  expect(after.json).toMatchObject([
    { status: 'REJECTED', details: { approvalActivities: [{ action: 'REJECT', comments: 'no' }] } },
  ]);
});

test('tell who rejected in the play', async () => {
  const simulator = await simulate();
  const { json } = await ask(simulator, `GET ${where(await play(simulator, 'rejected'))}`, { scope: {} });
  expect(at(json, '0.details.approvalActivities.0')).toMatchObject({
    user: { name: 'R. Roe' },
    comments: 'Not during the sale',
  });
});
