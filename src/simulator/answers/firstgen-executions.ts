/** FirstGen: executions, as GraphQL and the old REST API know them. */
import { releaseBot } from '../plays/cast.ts';
import { abort, elapsed, type Execution, isOver, stamp, statusOf } from '../plays/execution.ts';
import type { Answer } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import { jsonBody, playOf, start } from '../server/world.ts';
import { isRecord, text } from '../shape.ts';
import { idOf, nameOf, variablesOf } from './firstgen-catalog.ts';

/** The envelope of everything that is no GraphQL answer: `responseMessages`, with a 200 too. */
export function messages(status: number, code: string, message: string): Answer {
  return {
    status,
    body: {
      metaData: {},
      resource: null,
      responseMessages: [{ code, level: 'ERROR', message, exception: null, failureTypes: [] }],
    },
  };
}

/** Starts an execution. @returns the mutation's answer, or the sentence that says why nothing was started. */
export function startExecution(call: Call, input: Record<string, unknown>): Record<string, unknown> | string {
  const { world, now } = call;
  const workflow = input['executionType'] === 'WORKFLOW';
  const pipeline = nameOf(workflow ? 'workflow' : 'pipeline', input['entityId']);
  const app = nameOf('application', input['applicationId']);
  if (app === '') {
    return 'Application does not exist';
  }
  if (pipeline === '') {
    return `${workflow ? 'Workflow' : 'Pipeline'} does not exist`;
  }
  if (pipeline === 'forbidden') {
    return 'User is not authorized to execute it';
  }
  const given = Array.isArray(input['variableInputs'])
    ? input['variableInputs'].map((each: unknown) => (isRecord(each) ? each['name'] : undefined))
    : [];
  const missing = variablesOf(world, pipeline).filter(
    ({ name, required }) => required === true && !given.includes(name),
  );
  if (missing.length > 0) {
    return `Invalid request: Value for required variable ${text(missing[0]?.['name'])} is not provided`;
  }
  // FirstGen knows neither org nor project: the application and the kind of the entity stand in their places.
  const scope = { account: world.keys.account, org: app, project: workflow ? 'workflow' : 'pipeline' };
  const notes = text(input['notes']);
  const execution = start(world, {
    scope,
    pipeline,
    play: playOf(world, pipeline),
    via: 'firstgen',
    startedAt: now,
    notes,
    inputs: JSON.stringify(input),
  });
  return {
    __typename: 'StartExecutionPayload',
    clientMutationId: input['clientMutationId'] ?? null,
    warningMessage: null,
    execution: executionAnswer(execution, now),
  };
}

const STATUSES: Readonly<Record<string, string>> = {
  Success: 'SUCCESS',
  IgnoreFailed: 'SUCCESS',
  Suspended: 'SUCCESS',
  Skipped: 'SKIPPED',
  Failed: 'FAILED',
  AbortedByFreeze: 'FAILED',
  Errored: 'ERROR',
  Aborted: 'ABORTED',
  Expired: 'EXPIRED',
  ApprovalRejected: 'REJECTED',
  ApprovalWaiting: 'PAUSED',
  InterventionWaiting: 'PAUSED',
  InputWaiting: 'PAUSED',
  UploadWaiting: 'PAUSED',
  Paused: 'PAUSED',
  ResourceWaiting: 'WAITING',
  Running: 'RUNNING',
  Discontinuing: 'RUNNING',
  Queued: 'QUEUED',
  QueuedExecutionConcurrencyReached: 'QUEUED',
};

/** An execution as GraphQL describes it. */
export function executionAnswer(execution: Execution, now: number): Record<string, unknown> {
  const { id, pipeline, scope, notes } = execution;
  const workflow = scope.project === 'workflow';
  const status = statusOf(execution, now);
  const entity = { id: idOf(scope.project, pipeline), name: pipeline };
  const startedAt = stamp(execution, 0);
  return {
    __typename: workflow ? 'WorkflowExecution' : 'PipelineExecution',
    id,
    status: STATUSES[status] ?? status.toUpperCase(),
    createdAt: startedAt,
    startedAt,
    endedAt: isOver(execution, now) ? stamp(execution, execution.timeline.to) : null,
    notes,
    application: { __typename: 'Application', id: idOf('application', scope.org), name: scope.org },
    tags: [],
    ...(workflow
      ? { workflow: { __typename: 'Workflow', ...entity }, outcomes: { nodes: [] } }
      : { pipeline: { __typename: 'Pipeline', ...entity }, memberExecutions: { nodes: [] } }),
  };
}

/** The abort is a call of the old REST API. */
export function interrupt(call: Call, id = ''): Answer {
  if (!call.principal) {
    return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
  }
  const execution = call.world.executions.find((each) => each.id === id && each.via === 'firstgen');
  if (
    !execution ||
    elapsed(execution, call.now) < 0 ||
    call.query.get('appId') !== idOf('application', execution.scope.org)
  ) {
    return messages(400, 'INVALID_ARGUMENT', 'Invalid argument: No workflow execution exists');
  }
  if (jsonBody(call)['executionInterruptType'] !== 'ABORT_ALL') {
    return messages(400, 'INVALID_REQUEST', 'Invalid request: executionInterruptType');
  }
  execution.aborts += 1;
  if (isOver(execution, call.now)) {
    return messages(400, 'STATE_NOT_FOR_ABORT', 'Current state of the execution does not allow an abort');
  }
  abort(execution, call.now, releaseBot);
  return {
    status: 200,
    body: { metaData: {}, resource: { uuid: id, executionInterruptType: 'ABORT_ALL' }, responseMessages: [] },
  };
}
