/** Failed executions continued from one of their stages. */
import { elapsed, type Execution, isOver, stamp, statusOf } from '../plays/execution.ts';
import { blockStatus, stageStatus } from '../plays/moment.ts';
import type { BlockPlay, Play, StagePlay } from '../plays/play.ts';
import { isPositive, type TimedBlock } from '../plays/timeline.ts';
import { type Answer, refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf, jsonBody, scopeOf, start } from '../server/world.ts';
import { text } from '../shape.ts';
import { prepare } from './prepare.ts';
import { refuse } from './refusals.ts';
import { stageSetupId } from './setup-ids.ts';
import { started } from './start.ts';
import { displayName } from './summary.ts';

const EXECUTE = '/pipeline/api/pipeline/execute';
const MONTH_MS = 30 * 86_400_000;

/** Continuing a failed execution from one of its stages, and what can be known about that before. */
export const retryRoutes: readonly Route[] = [
  {
    kind: 'retry',
    method: 'POST',
    path: new RegExp(`^${EXECUTE}/retry/([^/]+)$`),
    handle: retryV1,
  },
  { kind: 'retry', method: 'POST', path: new RegExp(`^${EXECUTE}/retry/v2/([^/]+)$`), handle: retryV2 },
  { kind: 'retry-stages', method: 'GET', path: new RegExp(`^${EXECUTE}/([^/]+)/retryStages$`), handle: retryStages },
  { kind: 'retry-history', method: 'GET', path: new RegExp(`^${EXECUTE}/retryHistory/([^/]+)$`), handle: retryHistory },
  {
    kind: 'retry-history',
    method: 'GET',
    path: new RegExp(`^${EXECUTE}/latestExecutionId/([^/]+)$`),
    handle: latestExecutionId,
  },
];

function retryV1(call: Call, pipeline = ''): Answer {
  return started(retried(call, pipeline, { ...fromQuery(call), last: call.body }), call);
}

function retryV2(call: Call, pipeline = ''): Answer {
  const last = text(jsonBody(call)['runtimeInputYaml']);
  return started(retried(call, pipeline, { ...fromQuery(call), last }), call);
}

/** What a request to retry says. */
interface RetryRequest {
  /** The failed execution. */
  readonly execution: string;
  readonly stages: readonly string[];
  readonly runAll: boolean;
  /** Runtime-input YAML. */
  readonly last: string;
}

function fromQuery({ query }: Call): Omit<RetryRequest, 'last'> {
  const execution = query.get('planExecutionId') ?? '';
  return { execution, stages: query.getAll('retryStages'), runAll: query.get('runAllStages') !== 'false' };
}

/** Every reason that Harness has against a retry, in its order; then the stages before are kept and the others played again. */
export function retried(call: Call, pipeline: string, request: RetryRequest): Execution {
  refuse(call, pipeline, 'execute');
  const { query, world, now } = call;
  const stages = request.stages.filter((stage) => stage !== '');
  if (stages.length === 0) {
    throw refusal(400, 'INVALID_REQUEST', 'You need to select the stage to retry!!');
  }
  const old = executionOf(call, request.execution);
  const reason = objection(old, pipeline, now);
  if (reason) {
    throw refusal(400, 'INVALID_REQUEST', reason);
  }
  const first = old.timeline.blocks.findIndex((block) => stages.some((stage) => holds(block, stage)));
  if (first < 0 || stages.some((stage) => !old.timeline.blocks.some((block) => holds(block, stage)))) {
    throw refusal(
      400,
      'INVALID_REQUEST',
      'Adding, deleting or changing the name of the stage identifier is not allowed for retrying',
    );
  }
  const { yaml } = prepare(world, pipeline, { last: request.last });
  const execution = start(world, {
    scope: scopeOf(call),
    pipeline,
    play: again(old, first, request.runAll ? undefined : stages),
    via: 'retry',
    startedAt: now,
    notes: query.get('notesForPipelineExecution') ?? query.get('notes') ?? '',
    inputs: request.last,
    yaml,
    retryOf: old,
    principal: call.principal,
  });
  old.retriedBy = execution;
  return execution;
}

function objection(old: Execution, pipeline: string, now: number): string | undefined {
  if (old.pipeline !== pipeline) {
    return `Execution ${old.id} does not belong to pipeline ${pipeline}`;
  }
  if (old.play.isRollback || old.timeline.blocks.some(({ kind }) => kind === 'rollback')) {
    return 'This execution has been rolled back. It cannot be retried';
  }
  if (now - old.startedAt > MONTH_MS) {
    return 'Execution is more than 30 days old. Cannot retry';
  }
  if (old.retriedBy) {
    return 'This execution is not the latest of all retried execution. You can only retry the latest execution.';
  }
  if (!isOver(old, now)) {
    return 'The execution still runs. Only a failed execution can be retried';
  }
  return !isPositive(old.timeline.ends) && !old.play.denied
    ? undefined
    : `Only a failed execution can be retried, this one ended ${statusOf(old, now)}`;
}

function holds(block: TimedBlock, stage: string): boolean {
  return block.id === stage || block.stages.some(({ play }) => play.id === stage);
}

/** The old play with everything before a block done at once, and what follows healed unless it is incurable. */
function again(old: Execution, first: number, only: readonly string[] | undefined): Play {
  const { about, incurable, simplifiedKeys, outcomesAsArray } = old.play;
  const heal = incurable ? (stage: StagePlay) => stage : healed;
  const stages = old.play.stages.map((block, index) => {
    if (index < first) {
      return inEach(block, done);
    }
    if (index > first || !only || ('matrix' in block && only.includes(block.matrix.id))) {
      return inEach(block, heal);
    }
    return inEach(block, (stage) => (only.includes(stage.id) ? heal(stage) : done(stage)));
  });
  return { about, stages, incurable, simplifiedKeys, outcomesAsArray };
}

function inEach(block: BlockPlay, change: (stage: StagePlay) => StagePlay): BlockPlay {
  if ('parallel' in block) {
    return { parallel: block.parallel.map(change) };
  }
  if (!('matrix' in block)) {
    return change(block);
  }
  const { matrix, legs } = block;
  return {
    matrix,
    legs: legs.map(({ value, stage }, index) => ({ value, stage: change({ ...stage, id: `${matrix.id}_${index}` }) })),
  };
}

/** A stage that was played before: it takes no time. */
function done(stage: StagePlay): StagePlay {
  return { ...healed(stage), child: undefined, steps: healed(stage).steps.map((step) => ({ ...step, ms: 0 })) };
}

/** A stage in which nothing fails. */
function healed(stage: StagePlay): StagePlay {
  const steps = stage.steps.map((step) =>
    isPositive(step.ends ?? 'Success') ? step : { ...step, ends: undefined, failure: undefined },
  );
  if (!stage.child) {
    return { ...stage, steps };
  }
  const { pipeline, play } = stage.child;
  const child = { pipeline, play: { ...play, stages: play.stages.map((block) => inEach(block, healed)) } };
  return { ...stage, steps, child };
}

/** The stages up to the one that failed, in groups that run together. */
function retryStages(call: Call, id = ''): Answer {
  const execution = executionOf(call, id);
  const { timeline } = execution;
  const at = elapsed(execution, call.now);
  const reason = objection(execution, execution.pipeline, call.now);
  if (reason) {
    return success({ isResumable: false, resumable: false, errorMessage: reason, groups: [] });
  }
  const last = timeline.blocks.findIndex((block) => !isPositive(blockStatus(timeline, block, at)));
  const groups = timeline.blocks.slice(0, last + 1).map((block, index) => {
    const parts =
      block.kind === 'matrix'
        ? [{ identifier: block.id, name: block.name, status: blockStatus(timeline, block, at) }]
        : block.stages.map((each) => ({
            identifier: each.play.id,
            name: each.play.name,
            status: stageStatus(timeline, each, at),
          }));
    const [stage] = block.stages;
    const more = {
      parentId: stage ? stageSetupId(execution, stage) : '',
      createdAt: stamp(execution, block.from),
      nextId: `group_${index + 1}`,
    };
    return { info: parts.map((part) => ({ ...part, ...more })) };
  });
  return success({ isResumable: true, resumable: true, errorMessage: null, groups });
}

/** The newest first. */
function history(execution: Execution): readonly Execution[] {
  let newest = execution;
  while (newest.retriedBy) {
    newest = newest.retriedBy;
  }
  const all: Execution[] = [];
  for (let each: Execution | undefined = newest; each; each = each.retryOf) {
    all.push(each);
  }
  return all;
}

function retryHistory(call: Call, id = ''): Answer {
  const all = history(executionOf(call, id));
  const executionInfos = all.map((each) => {
    const endTs = isOver(each, call.now) ? { endTs: stamp(each, each.timeline.to) } : {};
    return {
      uuid: each.id,
      startTs: stamp(each, 0),
      ...endTs,
      status: statusOf(each, call.now),
      runSequence: each.runSequence,
    };
  });
  if (all.length < 2) {
    return success({ errorMessage: `${displayName(executionOf(call, id).pipeline)} was not retried` });
  }
  return success({ executionInfos, latestExecutionId: all[0]?.id });
}

function latestExecutionId(call: Call, id = ''): Answer {
  return success({ latestExecutionId: history(executionOf(call, id))[0]?.id });
}
