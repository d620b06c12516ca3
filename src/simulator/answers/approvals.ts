/** Approvals: which ones wait, who may decide them, and what they decide. */
import { releaseBot } from '../plays/cast.ts';
import { decide, elapsed, type Execution, innerId, isOver, stamp } from '../plays/execution.ts';
import { endedAt, stepStatus } from '../plays/moment.ts';
import type { Decision } from '../plays/play.ts';
import { stagesOf, type TimedStage, type TimedStep } from '../plays/timeline.ts';
import { type Answer, refusal, refusalV1, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { findExecution, jsonBody } from '../server/world.ts';
import { isRecord, items, text } from '../shape.ts';
import { approvalActivities } from './approval-activities.ts';
import { stageExecutionId } from './setup-ids.ts';

const V1 = /^(?:\/pipeline\/api)?\/v1\/orgs\/([^/]+)\/projects\/([^/]+)\/approvals\/execution\/([^/]+)$/;
const APPROVALS = '/pipeline/api/approvals';

/** Approvals of an execution, and single ones by their id. Deciding them is refused to service accounts. */
export const approvalRoutes: readonly Route[] = [
  { kind: 'approvals', method: 'GET', path: V1, scope: 'none', handle: list },
  { kind: 'approvals', method: 'POST', path: V1, scope: 'none', handle: decideOnly },
  {
    kind: 'authorization',
    method: 'GET',
    path: new RegExp(`^${APPROVALS}/([^/]+)/harness/authorization$`),
    scope: 'account',
    handle: authorization,
  },
  {
    kind: 'approve',
    method: 'POST',
    path: new RegExp(`^${APPROVALS}/([^/]+)/harness/activity$`),
    scope: 'account',
    handle: activity,
  },
  { kind: 'approval', method: 'GET', path: new RegExp(`^${APPROVALS}/([^/]+)$`), scope: 'account', handle: get },
];

/** An approval step that has begun. */
interface Approval {
  readonly execution: Execution;
  readonly stage: TimedStage;
  readonly step: TimedStep;
}

const SERVICE_ACCOUNT =
  'SERVICE_ACCOUNT is not supported for approvals. Use the API key of a user, such as a personal access token';

function begun(execution: Execution, now: number): readonly Approval[] {
  const at = elapsed(execution, now);
  return stagesOf(execution.timeline)
    .flatMap((stage) => stage.steps.map((step) => ({ execution, stage, step })))
    .filter(({ step }) => step.play.approval && step.from <= at);
}

function ofExecution(call: Call, [org = '', project = '', id = '']: readonly string[]): readonly Approval[] {
  if (call.principal === 'SERVICE_ACCOUNT') {
    throw refusalV1(400, 'INVALID_REQUEST', SERVICE_ACCOUNT);
  }
  const execution = findExecution(call.world, id, { org, project, now: call.now });
  if (!execution) {
    throw refusalV1(404, 'ENTITY_NOT_FOUND', `Plan Execution does not exist for planExecutionId: ${id}`);
  }
  return begun(execution, call.now);
}

function byId(call: Call, id: string): Approval {
  const all = call.world.executions.flatMap((execution) => begun(execution, call.now));
  const found = all.find(({ execution, step }) => approvalId(execution, step) === id);
  if (!found) {
    throw refusal(404, 'ENTITY_NOT_FOUND', `Approval Instance with the given ID: ${id} does not exist`);
  }
  return found;
}

function approvalId(execution: Execution, step: TimedStep): string {
  return innerId(execution, 'approval', step.play.id);
}

function list(call: Call, ...where: readonly string[]): Answer {
  const { query, now } = call;
  const matches = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
  const found = ofExecution(call, where)
    .filter(
      ({ execution, stage, step }) =>
        matches('node_execution_id', innerId(execution, 'run', stage.play.id, step.play.id)) ||
        matches('node_execution_id', stageExecutionId(execution, stage)),
    )
    .map((approval) => instance(approval, now))
    .filter(({ status, type }) => matches('approval_status', status) && matches('approval_type', type));
  return { status: 200, body: found };
}

interface Instance {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly error_message: null;
  readonly details: { readonly approvalActivities: readonly object[]; readonly [more: string]: unknown };
  readonly deadline: number;
  readonly created: number;
  readonly updated: number;
}

const STATUSES: Readonly<Record<string, string>> = {
  ApprovalWaiting: 'WAITING',
  Discontinuing: 'WAITING',
  Success: 'APPROVED',
  ApprovalRejected: 'REJECTED',
  Aborted: 'ABORTED',
  Expired: 'EXPIRED',
};

function statusOf({ execution, step }: Approval, now: number): string {
  return STATUSES[stepStatus(execution.timeline, step, elapsed(execution, now))] ?? 'FAILED';
}

function instance(approval: Approval, now: number): Instance {
  const { execution, step } = approval;
  const at = elapsed(execution, now);
  const play = step.play.approval;
  const ended = endedAt(execution.timeline, step, at);
  return {
    id: approvalId(execution, step),
    type: 'HarnessApproval',
    status: statusOf(approval, now),
    deadline: stamp(execution, step.from + (play?.deadlineMs ?? 0)),
    created: stamp(execution, step.from),
    updated: stamp(execution, ended ?? at),
    error_message: null,
    details: {
      approvalMessage: play?.message ?? '',
      includePipelineExecutionHistory: true,
      approvers: {
        userGroups: play?.groups ?? [],
        minimumCount: play?.minimum ?? 1,
        disallowPipelineExecutor: play?.disallowPipelineExecutor ?? false,
      },
      approvalActivities: approvalActivities(execution, step, stepStatus(execution.timeline, step, at)),
      approverInputs: (play?.inputs ?? []).map(({ name, value }) => ({ name, defaultValue: value ?? '' })),
      validatedApprovalUserGroups: [],
      autoRejectEnabled: false,
    },
  };
}

/** The same as the older API spells it. */
function instanceData(approval: Approval, now: number): object {
  const { created, updated, error_message: errorMessage, ...rest } = instance(approval, now);
  return { ...rest, createdAt: created, lastModifiedAt: updated, errorMessage };
}

function get(call: Call, id = ''): Answer {
  return success(instanceData(byId(call, id), call.now));
}

/** Groups that the owner of the key is a member of. */
const OWN_GROUPS = ['release_managers', '_project_all_users'];

/** Why the owner of the key may not decide; undefined when they may. */
function objection(call: Call, approval: Approval): string | undefined {
  const { execution, step } = approval;
  const { groups = [], disallowPipelineExecutor = false } = step.play.approval ?? {};
  if (!groups.some((group) => OWN_GROUPS.includes(group))) {
    return `You are not a member of any of the user groups that may approve: ${groups.join(', ')}`;
  }
  const made = execution.decisions.get(step.play.id) ?? [];
  if (made.some(({ by }) => by.uuid === releaseBot.uuid)) {
    return 'You have already acted on this approval';
  }
  if (disallowPipelineExecutor && execution.principal === call.principal) {
    return 'You started this execution, and who started it may not approve it';
  }
  return undefined;
}

/** Whether the owner of the key may decide, and why not. */
function authorization(call: Call, id = ''): Answer {
  const approval = byId(call, id);
  refuseServiceAccount(call);
  const reason = objection(call, approval);
  return success({ authorized: reason === undefined, reason: reason ?? '' });
}

function refuseServiceAccount(call: Call): void {
  if (call.principal === 'SERVICE_ACCOUNT') {
    throw refusal(400, 'INVALID_REQUEST', SERVICE_ACCOUNT);
  }
}

function activity(call: Call, id = ''): Answer {
  const body = jsonBody(call);
  const approval = byId(call, id);
  refuseServiceAccount(call);
  act(call, approval, { body, inputs: body['approverInputs'] });
  return success(instanceData(byId(call, id), call.now));
}

/** Decides the approval of an execution that waits; there must be one only. */
function decideOnly(call: Call, ...where: readonly string[]): Answer {
  const body = jsonBody(call);
  const waiting = ofExecution(call, where).filter((approval) => statusOf(approval, call.now) === 'WAITING');
  const [only] = waiting;
  if (!only || waiting.length > 1 || isOver(only.execution, call.now)) {
    const message = only
      ? 'More than one approval of this execution is waiting'
      : 'No approval of this execution waits';
    throw refusalV1(400, 'INVALID_REQUEST', message);
  }
  act(call, only, { body, inputs: body['approver_inputs'] });
  return { status: 200, body: instance(byId(call, approvalId(only.execution, only.step)), call.now) };
}

function act(call: Call, approval: Approval, given: { body: Record<string, unknown>; inputs: unknown }): void {
  const { execution, step } = approval;
  const action = given.body['action'];
  if (action !== 'APPROVE' && action !== 'REJECT') {
    throw refusal(400, 'INVALID_REQUEST', 'action must be APPROVE or REJECT');
  }
  const status = statusOf(approval, call.now);
  if (status !== 'WAITING') {
    throw refusal(400, 'INVALID_REQUEST', `Approval instance already completed. Status: ${status}`);
  }
  if (objection(call, approval) !== undefined) {
    throw refusal(400, 'INVALID_REQUEST', 'User not authorized to approve/reject');
  }
  const at = elapsed(execution, call.now);
  const comment = text(given.body['comments']);
  decide(execution, step.play.id, { at, action, by: releaseBot, comment, inputs: inputsOf(given.inputs, step) });
}

/** What was given for the inputs that the approval asks for; the others keep their defaults. */
function inputsOf(given: unknown, step: TimedStep): NonNullable<Decision['inputs']> {
  const values = new Map(
    items(given).flatMap((each) => (isRecord(each) ? [[text(each['name']), text(each['value'])] as const] : [])),
  );
  return (step.play.approval?.inputs ?? []).map(({ name, value = '' }) => ({ name, value: values.get(name) ?? value }));
}
