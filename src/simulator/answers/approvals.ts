/** Approvals: which ones wait, and what a person decides. */
import { decide, elapsed, type Execution, innerId, isOver, stamp } from '../plays/execution.ts';
import { endedAt, type LaidStage, type LaidStep, stagesOf, stepStatus } from '../plays/timeline.ts';
import { type Answer, refusalV1 } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { findExecution, jsonBody } from '../server/world.ts';
import { text } from '../shape.ts';
import { stageExecutionId } from './layout.ts';

const PATH = /^(?:\/pipeline\/api)?\/v1\/orgs\/([^/]+)\/projects\/([^/]+)\/approvals\/execution\/([^/]+)$/;

/** Approvals of an execution: looking at them and deciding them. Both refuse service accounts. */
export const approvalRoutes: readonly Route[] = [
  { kind: 'approvals', method: 'GET', path: PATH, scope: 'none', handle: list },
  { kind: 'approvals', method: 'POST', path: PATH, scope: 'none', handle: act },
];

interface Pending {
  readonly stage: LaidStage;
  readonly step: LaidStep;
}

/** The approval steps that have begun. */
function approvals(
  call: Call,
  [org = '', project = '', id = '']: readonly string[],
): { execution: Execution; begun: readonly Pending[] } {
  if (call.principal === 'SERVICE_ACCOUNT') {
    throw refusalV1(
      400,
      'INVALID_REQUEST',
      'The approval API does not accept tokens of service accounts, use a personal access token',
    );
  }
  const execution = findExecution(call.world, id, { org, project, now: call.now });
  if (!execution) {
    throw refusalV1(404, 'ENTITY_NOT_FOUND', `Plan Execution does not exist for planExecutionId: ${id}`);
  }
  const at = elapsed(execution, call.now);
  const begun = stagesOf(execution.timeline)
    .flatMap((stage) => stage.steps.map((step) => ({ stage, step })))
    .filter(({ step }) => step.play.approval && step.from <= at);
  return { execution, begun };
}

function list(call: Call, ...where: readonly string[]): Answer {
  const { query, now } = call;
  const { execution, begun } = approvals(call, where);
  const matches = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
  const found = begun
    .filter(
      ({ stage, step }) =>
        matches('node_execution_id', innerId(execution, 'run', stage.play.id, step.play.id)) ||
        matches('node_execution_id', stageExecutionId(execution, stage)),
    )
    .map(({ step }) => instance(execution, step, now))
    .filter(({ status, type }) => matches('approval_status', status) && matches('approval_type', type));
  return { status: 200, body: found };
}

interface Instance {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly [more: string]: unknown;
}

const STATUSES: Readonly<Record<string, string>> = {
  ApprovalWaiting: 'WAITING',
  Discontinuing: 'WAITING',
  Success: 'APPROVED',
  ApprovalRejected: 'REJECTED',
  Aborted: 'ABORTED',
  Expired: 'EXPIRED',
};

function instance(execution: Execution, step: LaidStep, now: number): Instance {
  const at = elapsed(execution, now);
  const { approval } = step.play;
  const status = STATUSES[stepStatus(execution.timeline, step, at)] ?? 'FAILED';
  const decided =
    status === 'APPROVED' || status === 'REJECTED'
      ? (execution.decisions.get(step.play.id) ?? approval?.decision)
      : undefined;
  const ended = endedAt(execution.timeline, step, at);
  const activity = decided && {
    user: decided.by,
    action: status === 'APPROVED' ? 'APPROVE' : 'REJECT',
    comments: decided.comment,
    approver_inputs: approval?.inputs ?? [],
    approvedAt: stamp(execution, ended ?? at),
  };
  return {
    id: innerId(execution, 'approval', step.play.id),
    type: 'HarnessApproval',
    status,
    deadline: stamp(execution, step.from + (approval?.deadlineMs ?? 0)),
    created: stamp(execution, step.from),
    updated: stamp(execution, ended ?? at),
    error_message: null,
    details: {
      approvalMessage: approval?.message ?? '',
      includePipelineExecutionHistory: true,
      approvers: {
        userGroups: approval?.groups ?? [],
        minimumCount: approval?.minimum ?? 1,
        disallowPipelineExecutor: false,
      },
      approvalActivities: activity ? [activity] : [],
      approverInputs: (approval?.inputs ?? []).map(({ name, value }) => ({ name, defaultValue: value ?? '' })),
      validatedApprovalUserGroups: [],
      autoRejectEnabled: false,
    },
  };
}

/** Approves or rejects what waits now. */
function act(call: Call, ...where: readonly string[]): Answer {
  const body = jsonBody(call);
  const { execution, begun } = approvals(call, where);
  const at = elapsed(execution, call.now);
  const waiting = begun.find(({ step }) => at < step.to);
  if (!waiting || isOver(execution, call.now)) {
    throw refusalV1(400, 'INVALID_REQUEST', 'No approval of this execution is waiting');
  }
  const ends = body['action'] === 'REJECT' ? 'ApprovalRejected' : 'Success';
  const by = { name: 'Release Bot', email: 'release.bot@example.com' };
  decide(execution, waiting.step.play.id, { at, ends, by, comment: text(body['comments']) });
  return { status: 200, body: instance(execution, waiting.step, call.now) };
}
