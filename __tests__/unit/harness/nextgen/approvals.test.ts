/** What an approval asks for, and whom. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { openHttp } from '../../../../src/harness/http.ts';
import { nextGenApprovals, rejection } from '../../../../src/harness/nextgen/approvals.ts';
import { type Simulator, startSimulator } from '../../../../src/simulator/simulator.ts';
import { quickClock, type Reply, stub } from '../../../support/diagnosing.ts';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

const bounds = { signal: new AbortController().signal, limit: 10_000 };

function waiting(execution: string, key: string) {
  const scope = { origin: simulator.url, account: simulator.account, org: 'default', project: 'shop' };
  const http = openHttp({ origin: scope.origin, key, clock: quickClock(), onExchange: () => undefined });
  return nextGenApprovals(http, scope).approvals({ execution, status: 'WAITING' }, bounds);
}

test('reads groups, message, deadline and approver inputs', async () => {
  const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 10_000 });
  expect(await waiting(id, simulator.apiKey)).toEqual({
    approvals: [
      {
        id: expect.stringMatching(/./),
        type: 'HarnessApproval',
        status: 'WAITING',
        message: 'Release 1.2.0 of web to production?',
        groups: ['release_managers'],
        minimum: 1,
        deadline: expect.any(Number),
        inputs: [{ name: 'change_ticket', value: 'CHG-1042' }],
        decisions: [],
      },
    ],
  });
});

test('returns none when no approval is waiting', async () => {
  const { id } = simulator.past({ pipeline: 'rejected', agoMs: 30_000 });
  expect(await waiting(id, simulator.apiKey)).toEqual({ approvals: [] });
});

test('reports why a service account has no access', async () => {
  const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 10_000 });
  expect(await waiting(id, simulator.sat)).toEqual({
    unreadable: expect.stringMatching(/^Harness does not show approvals to this key: .*personal access token/),
  });
});

test('throws for a missing execution and an outage', async () => {
  await expect(waiting('nowhere', simulator.apiKey)).rejects.toMatchObject({ kind: 'refused' });
});

const answered = async (reply: Reply) => {
  const server = await stub(() => reply);
  try {
    const http = openHttp({
      origin: server.scope.origin,
      key: 'pat.acc.x.y',
      clock: quickClock(),
      onExchange: () => undefined,
    });
    return await nextGenApprovals(http, server.scope).approvals(
      { execution: 'e/../x', status: 'REJECTED', node: 'n' },
      bounds,
    );
  } finally {
    await server.close();
  }
};

test('accepts the spelling of the v1 API, and reads anything else as an empty approval', async () => {
  const details = {
    approval_message: 'Go?\n::error::',
    approvers: { user_groups: ['a', 7, ''], minimum_count: '2' },
    approval_activities: [{ action: 'REJECT', user: { email: 'x@example.com' }, comments: ' no\n' }],
    approver_inputs: [{ name: 'ticket', default_value: null }, {}, 3],
  };
  const nothing = {
    id: '',
    type: '',
    status: '',
    message: undefined,
    groups: [],
    minimum: undefined,
    deadline: undefined,
    inputs: [],
    decisions: [],
  };
  expect(await answered({ body: [{ deadline: '1770000000000', details }, null, 'x'] })).toEqual({
    approvals: [
      {
        id: '',
        type: '',
        status: '',
        message: 'Go? ::error::',
        groups: ['a'],
        minimum: 2,
        deadline: 1_770_000_000_000,
        inputs: [{ name: 'ticket', value: undefined }],
        decisions: [{ isRejection: true, by: 'x@example.com', comment: 'no' }],
      },
      nothing,
      nothing,
    ],
  });
  expect(await answered({ body: { status: 'SUCCESS', data: [] } })).toEqual({ approvals: [] });
  await expect(answered({ status: 502, body: '' })).rejects.toMatchObject({ kind: 'unavailable' });
});

test('describes a rejection', () => {
  const decision = (isRejection: boolean, by?: string, comment?: string) => ({ isRejection, by, comment });
  expect(rejection([])).toBeUndefined();
  expect(rejection([decision(false, 'A', 'fine')])).toBeUndefined();
  expect(rejection([decision(true, 'A', 'no'), decision(true, 'B')])).toBe('B');
  expect(rejection([decision(true, 'A', 'no'), decision(false, 'B', 'yes')])).toBe('A: no');
  expect(rejection([decision(true, undefined, 'no')])).toBe('someone: no');
});
