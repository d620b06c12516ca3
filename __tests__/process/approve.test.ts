/** `approve` through its action.yml: the decision is sent once, and only when this person may. */
import { afterEach, describe, expect, it } from '@jest/globals';

import { closeAll, declaredIn, runMain } from '../support/action.ts';
import {
  type ApprovalsOptions,
  type ApprovalsServer,
  EXECUTION,
  startApprovals,
} from '../support/harness/approvals.ts';
import type { Phase } from '../support/runner/runner.ts';

const servers: ApprovalsServer[] = [];

afterEach(async () => {
  await closeAll();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Runs the action against a Harness that waits. */
async function approve(
  options: ApprovalsOptions,
  inputs: Readonly<Record<string, string>> = {},
): Promise<{ readonly main: Phase; readonly server: ApprovalsServer }> {
  const server = await startApprovals(options);
  servers.push(server);
  const main = await runMain({
    action: 'approve',
    with: {
      'api-key': 'pat.Acme.token.secret',
      'base-url': server.origin,
      project: 'shop',
      execution: EXECUTION,
      ...inputs,
    },
  });
  return { main, server };
}

describe('approve', () => {
  it('asks whether it may, approves once, and says who asked where', async () => {
    const { main, server } = await approve({});
    expect([main.result, main.annotations]).toEqual(['success', []]);
    expect(main.outputs).toEqual({
      'approval-id': 'a1',
      status: 'approved',
      approver: 'Jane Roe',
      message: 'Deploy Prod was approved by Jane Roe.',
    });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn('approve', 'outputs'));
    expect(server.decided).toEqual([
      {
        id: 'a1',
        body: {
          action: 'APPROVE',
          comments: expect.stringMatching(/^Approved by \S+ in \S+ run \d+ \(attempt 1\): https:/),
          approverInputs: [],
        },
      },
    ]);
    expect(server.paths()).toEqual([
      `GET /pipeline/api/pipelines/execution/v2/${EXECUTION}`,
      `GET /pipeline/api/v1/orgs/default/projects/shop/approvals/execution/${EXECUTION}`,
      'GET /pipeline/api/approvals/a1/harness/authorization',
      'POST /pipeline/api/approvals/a1/harness/activity',
    ]);
  });

  it('rejects with a comment and with what the approval asks for, as it was typed', async () => {
    const { main, server } = await approve(
      { approvals: [{ id: 'a1', step: 'approve_prod', inputs: [{ name: 'version', defaultValue: '' }] }] },
      { decision: 'reject', comments: 'Not on Fridays', 'approver-inputs': 'version: 1.10' },
    );
    expect([main.result, main.outputs['status']]).toEqual(['success', 'rejected']);
    expect(server.decided.map(({ body }) => body)).toEqual([
      { action: 'REJECT', comments: 'Not on Fridays', approverInputs: [{ name: 'version', value: '1.10' }] },
    ]);
  });

  it('is green with a notice when more approvers are needed', async () => {
    const { main } = await approve({ approvals: [{ id: 'a1', step: 'approve_prod', minimum: 3 }] });
    expect([main.result, main.outputs['status']]).toEqual(['success', 'waiting']);
    expect(main.annotations).toEqual([
      expect.objectContaining({
        level: 'notice',
        message: expect.stringContaining('was approved by Jane Roe and waits for 2 more approvals.'),
      }),
    ]);
  });

  it('sends nothing in a dry run', async () => {
    const { main, server } = await approve({}, { 'dry-run': 'true' });
    expect([main.result, main.outputs['status'], main.outputs['approval-id']]).toEqual(['success', 'waiting', 'a1']);
    expect(main.outputs['message']).toBe('Dry run: would approve Deploy Prod. Nothing was sent.');
    expect(server.decided).toEqual([]);
  });

  it('finds a decision whose answer was lost, and does not send it again', async () => {
    const { main, server } = await approve({ decisions: 'lost' });
    expect([main.result, main.outputs['status'], main.outputs['approver']]).toEqual([
      'success',
      'approved',
      'Jane Roe',
    ]);
    expect(server.decided).toHaveLength(1);
    expect(server.paths().at(-1)).toBe('GET /pipeline/api/approvals/a1');
  });

  it('names the approval of a step when several wait', async () => {
    const approvals = [
      { id: 'a1', step: 'approve_eu' },
      { id: 'a2', step: 'approve_us' },
    ];
    const { main, server } = await approve({ approvals }, { step: 'approve_us' });
    expect([main.result, main.outputs['approval-id']]).toEqual(['success', 'a2']);
    expect(server.decided.map(({ id }) => id)).toEqual(['a2']);
  });
});

describe('nothing is decided, and the step is red,', () => {
  const approvals = [
    { id: 'a1', step: 'approve_eu' },
    { id: 'a2', step: 'approve_us' },
  ];
  interface Case {
    readonly options: ApprovalsOptions;
    readonly inputs?: Record<string, string>;
    readonly status?: string;
    readonly message: RegExp;
  }
  it.each<[string, Case]>([
    [
      'when several approvals wait',
      {
        options: { approvals },
        message:
          /2 approvals wait\. Name one of them with step:\n {2}approve_eu {2}release › approve_eu\n {2}approve_us/,
      },
    ],
    [
      'when the named step does not wait',
      {
        options: { approvals },
        inputs: { step: 'x' },
        message: /No approval step 'x' waits\. These wait:/,
      },
    ],
    [
      'when none waits',
      { options: { approvals: [], status: 'Running' }, message: /is running\. No approval of Harness waits\./ },
    ],
    ['when the execution has ended', { options: { status: 'Success' }, message: /has already ended: succeeded/ }],
    [
      'when this person may not',
      {
        options: { authorization: { authorized: false, reason: 'You started this pipeline' } },
        status: 'waiting',
        message:
          /does not let the owner of this api-key approve: You started this pipeline\. Approvers are members of release_managers/,
      },
    ],
    [
      'when Harness refuses',
      { options: { decisions: 'refused' }, status: 'waiting', message: /User not authorized to approve\/reject/ },
    ],
    [
      'when the approval does not ask for an input',
      {
        options: {},
        inputs: { 'approver-inputs': 'tikcet: X' },
        status: 'waiting',
        message: /approver-inputs has 'tikcet', and the approval asks for no inputs\. Nothing was decided\./,
      },
    ],
  ])('%s', async (_name, { options, inputs, status = '', message }) => {
    const { main, server } = await approve(options, inputs);
    expect([main.result, main.outputs['status']]).toEqual(['failure', status]);
    expect(main.annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringMatching(message) }),
    ]);
    expect(server.decided).toEqual([]);
  });

  it('when the key is a service account token, before any request', async () => {
    const { main, server } = await approve({}, { 'api-key': 'sat.Acme.token.secret', decision: 'aprove' });
    expect(main.annotations[0]?.message).toMatch(/api-key +is a service account token/);
    expect(main.annotations[0]?.message).toMatch(/decision +must be approve or reject/);
    expect(server.visits).toEqual([]);
  });
});
