/** Locks on infrastructures: who holds one, and who waits for it in its queue. */
import { elapsed, type Execution, innerId, stamp } from '../plays/execution.ts';
import { stepStatus } from '../plays/moment.ts';
import { stagesOf, type TimedStage } from '../plays/timeline.ts';
import { type Answer, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { displayName } from './summary.ts';

/** The queue of a lock. Harness asks for no permission here; whether a key is let in is not known. */
export const lockRoutes: readonly Route[] = [
  {
    kind: 'lock-holders',
    method: 'GET',
    path: /^\/pipeline\/api\/resource-constraints\/executionInfo$/,
    scope: 'accountId',
    handle: lockHolders,
  },
];

const QUEUE = 'Queuing';

/** `stepParameters` of the queue of a deployment: `resourceUnit` is the lock. */
export function queueParameters({ play }: TimedStage): object {
  const { infrastructure: resourceUnit = '' } = play;
  return { spec: { name: QUEUE, resourceUnit, acquireMode: 'ENSURE', permits: 1, holdingScope: 'STAGE' } };
}

/** In the order of the queue: who holds the lock, here an execution of another project, then those that wait for it. */
function lockHolders(call: Call): Answer {
  const unit = call.query.get('resourceUnit') ?? '';
  const waiting = call.world.executions.filter((each) => waitsFor(each, unit, call.now));
  const [first] = waiting;
  const holder = first && {
    ...consumer(first, 'ACTIVE'),
    pipelineIdentifier: 'db_restore',
    pipelineName: displayName('db_restore'),
    projectIdentifier: 'platform',
    planExecutionId: innerId(first, 'holder'),
  };
  const resourceConstraints = [...(holder ? [holder] : []), ...waiting.map((each) => consumer(each, 'BLOCKED'))];
  return success({ name: QUEUE, capacity: 1, resourceConstraints });
}

function waitsFor(execution: Execution, unit: string, now: number): boolean {
  const at = elapsed(execution, now);
  return stagesOf(execution.timeline)
    .filter(({ play }) => play.infrastructure === unit)
    .some(({ steps }) => steps.some((step) => stepStatus(execution.timeline, step, at) === 'ResourceWaiting'));
}

function consumer(execution: Execution, state: 'ACTIVE' | 'BLOCKED'): object {
  const { pipeline, scope, id } = execution;
  return {
    pipelineIdentifier: pipeline,
    pipelineName: displayName(pipeline),
    planExecutionId: id,
    state,
    startTs: stamp(execution, 0),
    accountId: scope.account,
    orgIdentifier: scope.org,
    projectIdentifier: scope.project,
  };
}
