/** `approve` through its action.yml, on the simulator: the decision is sent once, and only when this person may. */
import { afterAll, describe, expect, it } from '@jest/globals';

import type { Fault, Simulator } from '../../src/simulator/simulator.ts';
import { closeAll, declaredIn, kindsOf, openSetup, pageOf, runMain } from '../support/action.ts';
import { arrived } from '../support/rig.ts';
import { type Phase, startStep } from '../support/runner/runner.ts';

afterAll(closeAll);

interface Scene {
  /** What the execution plays. */
  readonly pipeline?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly faults?: readonly Fault[];
}

/** Decides about an execution that began a minute ago. */
async function approve({ pipeline = 'approval-forever', inputs = {}, faults = [] }: Scene = {}) {
  const { simulator, where } = await openSetup();
  const { id } = simulator.past({ pipeline, agoMs: 60_000 });
  faults.forEach(simulator.fault);
  const main = await runMain({ action: 'approve', with: { ...where, execution: id, ...inputs } });
  return { main, simulator, where, id, page: pageOf(simulator, pipeline, id) };
}

/** The decisions that arrived, as they were sent. */
const decisions = ({ requests }: Simulator): unknown[] =>
  requests.filter(({ kind, acted }) => kind === 'approve' && acted).map(({ body }) => JSON.parse(body) as unknown);
const statusOf = ({ executions }: Simulator, id: string): string | undefined =>
  executions.find((execution) => execution.id === id)?.status;
const messageOf = ({ annotations }: Phase): string => annotations[0]?.message ?? '';

describe('approve', () => {
  it.concurrent(
    'checks authorization, approves once with a comment that names the requester, and the execution continues',
    async () => {
      const { main, simulator, id, page } = await approve();
      expect([main.result, main.annotations]).toEqual(['success', []]);
      expect(main.outputs).toEqual({
        'approval-id': expect.stringMatching(/^[\w-]{22}$/),
        status: 'approved',
        approver: 'Release Bot',
        message: 'Approval Forever was approved by Release Bot.',
      });
      expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn('approve', 'outputs'));
      expect(main.log).toContain(`Execution 1  ${page}`);
      expect(decisions(simulator)).toEqual([
        {
          action: 'APPROVE',
          comments: expect.stringMatching(/^Approved by \S+ in \S+ run \d+ \(attempt 1\): https:/),
          approverInputs: [],
        },
      ]);
      expect(kindsOf(simulator)).toEqual(['read', 'approvals', 'authorization', 'approve']);
      expect(statusOf(simulator, id)).toBe('Running');
    },
  );

  it.concurrent('rejects by URL, with a comment and approver inputs as typed', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 });
    const { project: _, ...rest } = where;
    const main = await runMain({
      action: 'approve',
      with: {
        ...rest,
        execution: pageOf(simulator, 'approval-forever', id),
        decision: 'reject',
        comments: 'Not on Fridays',
        'approver-inputs': 'change_ticket: 1.10',
      },
    });
    expect([main.result, main.outputs['status']]).toEqual(['success', 'rejected']);
    expect(decisions(simulator)).toEqual([
      {
        action: 'REJECT',
        comments: 'Not on Fridays',
        approverInputs: [{ name: 'change_ticket', value: '1.10' }],
      },
    ]);
    expect(statusOf(simulator, id)).toBe('ApprovalRejected');
  });

  it.concurrent(
    'is green with a notice when more approvers are needed, and refuses the same approver twice',
    async () => {
      const { main, simulator, where, id } = await approve({ pipeline: 'approval-two' });
      expect([main.result, main.outputs['status']]).toEqual(['success', 'waiting']);
      expect(main.annotations).toEqual([
        expect.objectContaining({
          level: 'notice',
          message: expect.stringContaining('was approved by Release Bot and is waiting for 1 more approval.'),
        }),
      ]);
      const again = await runMain({ action: 'approve', with: { ...where, execution: id } });
      expect([again.result, again.outputs['status']]).toEqual(['failure', 'waiting']);
      expect(messageOf(again)).toContain(
        'Harness does not allow the owner of api-key to approve: You have already acted on this approval.',
      );
      expect(decisions(simulator)).toHaveLength(1);
    },
  );

  it.concurrent('sends nothing in a dry run', async () => {
    const { main, simulator } = await approve({ inputs: { 'dry-run': 'true' } });
    expect([main.result, main.outputs['status']]).toEqual(['success', 'waiting']);
    expect(main.outputs['approval-id']).toMatch(/^[\w-]{22}$/);
    expect(main.outputs['message']).toBe('Dry run: would approve Approval Forever. Nothing was sent.');
    expect(messageOf(main)).toContain('"Release 1.2.0 of web to production?"');
    expect(kindsOf(simulator)).not.toContain('approve');
  });

  it.concurrent('finds a decision whose response was lost, and does not send it again', async () => {
    const faults: Fault[] = [{ on: 'approve', acts: true, do: { kind: 'reset' } }];
    const { main, simulator } = await approve({ faults });
    expect([main.result, main.outputs['status'], main.outputs['approver']]).toEqual([
      'success',
      'approved',
      'Release Bot',
    ]);
    expect(main.log).toContain('The decision may have reached Harness; checking the approval.');
    expect(kindsOf(simulator)).toEqual(['read', 'approvals', 'authorization', 'approve', 'approval']);
  });

  it.concurrent('sends the decision again when it certainly did not arrive', async () => {
    const faults: Fault[] = [{ on: 'approve', do: { kind: 'too-many', retryAfter: 1 } }];
    const { main, simulator } = await approve({ faults });
    expect([main.result, main.outputs['status']]).toEqual(['success', 'approved']);
    expect(decisions(simulator)).toHaveLength(1);
  });

  it.concurrent(
    'lists the steps when several approvals are waiting, and decides the one that step selects',
    async () => {
      const { main, simulator, where, id } = await approve({ pipeline: 'approvals' });
      expect([main.result, main.outputs['status']]).toEqual(['failure', '']);
      expect(messageOf(main)).toMatch(
        /2 approvals are waiting\. Select one with step:\n {2}approve {2}Approval › Approve production\n {2}approve_data {2}Data › Approve data\n/,
      );
      expect(decisions(simulator)).toEqual([]);
      const named = await runMain({ action: 'approve', with: { ...where, execution: id, step: 'approve_data' } });
      expect([named.result, named.outputs['status']]).toEqual(['success', 'approved']);
      const rest = await runMain({ action: 'approve', with: { ...where, execution: id } });
      expect([rest.result, rest.outputs['status']]).toEqual(['success', 'approved']);
      expect(new Set([named, rest].map(({ outputs }) => outputs['approval-id'])).size).toBe(2);
      expect(statusOf(simulator, id)).toBe('Running');
    },
  );

  it.concurrent('is refused when the approval excludes the person who started the execution', async () => {
    const { simulator, where } = await openSetup({ speed: 100 });
    const started = await runMain({ with: { ...where, pipeline: 'approval-four-eyes', wait: 'false' } });
    const main = await runMain({
      action: 'approve',
      with: { ...where, execution: started.outputs['execution-id'] ?? '' },
    });
    expect([main.result, main.outputs['status']]).toEqual(['failure', 'waiting']);
    expect(messageOf(main)).toMatch(
      /approve: You started this execution, and who started it may not approve it\. Approvers are members of release_managers\./,
    );
    expect(decisions(simulator)).toEqual([]);
  });
});

describe('sends no decision, and is red,', () => {
  const refused = { kind: 'status', status: 400, message: 'User not authorized to approve/reject' } as const;

  it.concurrent.each<[string, Scene & { readonly status?: string; readonly message: RegExp }]>([
    [
      'when the named step does not wait',
      {
        inputs: { step: 'x' },
        message: /No approval step 'x' is waiting\. Waiting approvals:\n {2}approve {2}Approval › Approve production/,
      },
    ],
    [
      'when there is no such execution',
      {
        inputs: { execution: 'AAAAAAAAAAAAAAAAAAAAAA' },
        status: 'unknown',
        message: /Harness returned "not found" when trying to read execution AAAA/,
      },
    ],
    ['when none waits', { pipeline: 'slow', message: /is running\. No Harness approval is waiting\./ }],
    ['when the execution has ended', { pipeline: 'green', message: /has already ended: succeeded/ }],
    [
      'when this person may not',
      {
        pipeline: 'approval-foreign',
        status: 'waiting',
        message:
          /does not allow the owner of api-key to approve: You are not a member .*: change_board\. Approvers are members of change_board\./,
      },
    ],
    [
      'when Harness refuses',
      {
        faults: [{ on: 'approve', do: refused }],
        status: 'waiting',
        message: /User not authorized to approve\/reject/,
      },
    ],
    [
      'when the approval does not ask for an input',
      {
        inputs: { 'approver-inputs': 'tikcet: X' },
        status: 'waiting',
        message: /approver-inputs has 'tikcet', but the approval asks for 'change_ticket'\. No decision was sent\./,
      },
    ],
  ])('%s', async (_name, { status = '', message, ...scene }) => {
    const { main, simulator } = await approve(scene);
    expect([main.result, main.outputs['status']]).toEqual(['failure', status]);
    expect(main.annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringMatching(message) }),
    ]);
    expect(decisions(simulator)).toEqual([]);
  });

  it.concurrent('when the key is a service account token, before any request', async () => {
    const { simulator, where } = await openSetup();
    const given = { ...where, 'api-key': simulator.sat, execution: 'AAAAAAAAAAAAAAAAAAAAAA', decision: 'aprove' };
    const main = await runMain({ action: 'approve', with: given });
    expect(messageOf(main)).toMatch(/api-key +is a service account token/);
    expect(messageOf(main)).toMatch(/decision +must be approve or reject/);
    expect(simulator.requests).toEqual([]);
  });

  it.concurrent('when the job is cancelled before the decision', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 });
    simulator.fault({ on: 'approvals', do: { kind: 'stall' } });
    const step = startStep({ action: 'approve', with: { ...where, execution: id } });
    await arrived(simulator, 'approvals');
    step.cancel({ interruptMs: 6000 });
    const main = await step.done;
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(main.outputs['message']).toBe('The job was cancelled before a decision was sent.');
    expect(decisions(simulator)).toEqual([]);
  });
});

it.concurrent('a cancel while the decision is being sent reports that it may have arrived', async () => {
  const { simulator, where } = await openSetup();
  const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 });
  simulator.fault({ on: 'approve', acts: true, do: { kind: 'stall' } });
  const step = startStep({ action: 'approve', with: { ...where, execution: id } });
  await arrived(simulator, 'approve');
  step.cancel({ interruptMs: 6000 });
  const main = await step.done;
  expect(main.signalsSent).toEqual(['SIGINT']);
  expect(main.outputs['status']).toBe('unknown');
  expect(main.outputs['message']).toMatch(/was cancelled while the decision on .* was being sent/);
  expect(decisions(simulator)).toHaveLength(1);
});
