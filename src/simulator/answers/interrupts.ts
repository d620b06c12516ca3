/** Executions aborted, and steps that people decide about in Harness. */
import { releaseBot } from '../plays/cast.ts';
import {
  abort,
  decide,
  elapsed,
  engineSpelling,
  type Execution,
  innerId,
  isOver,
  newId,
  statusOf,
} from '../plays/execution.ts';
import type { Decision } from '../plays/play.ts';
import { stagesOf, type TimedStage, type TimedStep } from '../plays/timeline.ts';
import { type Answer, refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf } from '../server/world.ts';
import { stageExecutionId } from './setup-ids.ts';

const EXECUTE = '/pipeline/api/pipeline/execute';

/** Interrupts of executions and of their nodes. */
export const interruptRoutes: readonly Route[] = [
  {
    kind: 'interrupt',
    method: 'PUT',
    path: new RegExp(`^${EXECUTE}/interrupt/([^/]+)$`),
    handle: (call, id = '') => interrupt(call, id),
  },
  { kind: 'interrupt', method: 'PUT', path: new RegExp(`^${EXECUTE}/interrupt/([^/]+)/([^/]+)$`), handle: ofNode },
  {
    kind: 'interrupt',
    method: 'PUT',
    path: new RegExp(`^${EXECUTE}/manualIntervention/interrupt/([^/]+)/([^/]+)$`),
    handle: ofNode,
  },
];

/** Aborts: what has ended or is being aborted already is refused, as Harness does. */
function interrupt(call: Call, id: string): Answer {
  const type = call.query.get('interruptType');
  if (type !== 'AbortAll') {
    throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
  }
  const execution = executionOf(call, id);
  abortNow(execution, call.now);
  return success({ id: newId(), type, planExecutionId: id });
}

/** Aborts an execution. Throws what Harness answers when that cannot be, or not now. */
function abortNow(execution: Execution, now: number): void {
  execution.aborts += 1;
  const status = statusOf(execution, now);
  // An execution that waits for the account's limit has no plan yet that could be aborted.
  if (isOver(execution, now) || status === 'QueuedExecutionConcurrencyReached') {
    const spelling = engineSpelling(status);
    throw refusal(400, 'INVALID_REQUEST', `Execution is already finished with status: [${spelling}]`);
  }
  if (status === 'Discontinuing') {
    throw refusal(400, 'ABORT_ALL_ALREADY_NG', 'Execution abort is already under progress.');
  }
  if (execution.aborts <= (execution.play.busyInterrupts ?? 0)) {
    throw refusal(400, 'INVALID_REQUEST', 'Cannot register the interrupt. Please retry.');
  }
  abort(execution, now, releaseBot);
}

/** What the interrupts of a node decide. Those that are not here are not supported by the simulator. */
const DECISIONS: Readonly<Record<string, Decision['action']>> = {
  MarkAsSuccess: 'MARK_SUCCESS',
  MarkAsFailure: 'MARK_FAILURE',
  UserMarkedFailure: 'MARK_FAILURE',
  StageRollback: 'MARK_FAILURE',
  Ignore: 'IGNORE',
};

/** Interrupts the step of that id, or the running step of the stage of that id. An abort ends the whole execution. */
function ofNode(call: Call, id = '', node = ''): Answer {
  const type = call.query.get('interruptType') ?? '';
  const execution = executionOf(call, id);
  const at = elapsed(execution, call.now);
  const running = stagesOf(execution.timeline).flatMap((stage) =>
    stage.steps.filter(({ from, to }) => from <= at && at < to).map((step) => ({ stage, step })),
  );
  const found = running.find((each) => isNode(execution, each, node));
  if (!found) {
    throw refusal(400, 'INVALID_REQUEST', `Node ${node} of execution ${id} is not running`);
  }
  if (type === 'AbortAll' || type === 'Abort') {
    abortNow(execution, call.now);
    return success({ id: newId(), type, planExecutionId: id });
  }
  const action = DECISIONS[type];
  if (action === undefined) {
    throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
  }
  decide(execution, found.step.play.id, { at, action, by: releaseBot, comment: '' });
  return success({ id: newId(), type, planExecutionId: id });
}

function isNode(execution: Execution, { stage, step }: { stage: TimedStage; step: TimedStep }, node: string): boolean {
  return innerId(execution, 'run', stage.play.id, step.play.id) === node || stageExecutionId(execution, stage) === node;
}
