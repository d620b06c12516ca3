/** `executionGraph`: the stages and steps of an execution as nodes. */
import { elapsed, type Execution, innerId, statusOf } from '../plays/execution.ts';
import { blockStatus, stageStatus, stepStatus } from '../plays/moment.ts';
import { isPositive, type TimedBlock, type TimedStage, type TimedStep } from '../plays/timeline.ts';
import { type Drawing, type Node, put } from './graph-node.ts';
import { childDetails } from './layout.ts';
import { stageExecutionId, stageSetupId } from './setup-ids.ts';
import { rollbackDetails, stageDetails } from './stage-node.ts';
import { outcomesOf, stepDetails } from './step-node.ts';
import { childStrategyMetadata, strategyMetadata } from './strategy.ts';

/** The whole execution graph, or that of one stage (by its setup id, in a matrix with its execution id); what has not started is not in it. */
export function executionGraph(execution: Execution, asked: number, stageNode?: string): object | undefined {
  const now = asked - (execution.play.graphLagMs ?? 0) / execution.speed;
  const drawing: Drawing = { execution, now, nodeMap: {}, nodeAdjacencyListMap: {} };
  if (execution.play.denied || now === -Infinity || elapsed(execution, now) < execution.timeline.queuedTo) {
    return undefined;
  }
  const rootNodeId = stageNode === undefined ? drawPipeline(drawing) : drawNamed(drawing, stageNode);
  if (rootNodeId === undefined) {
    return undefined;
  }
  const { nodeMap, nodeAdjacencyListMap } = drawing;
  const { scope, pipeline, id } = execution;
  const executionMetadata = {
    accountId: scope.account,
    orgIdentifier: scope.org,
    projectIdentifier: scope.project,
    pipelineIdentifier: pipeline,
    planExecutionId: id,
  };
  return { rootNodeId, nodeMap, nodeAdjacencyListMap, representationStrategy: 'camelCase', executionMetadata };
}

/** The response of what runs its children side by side. The number of those that may run at once has 64 bits: it is text. */
function childrenResponse(stages: readonly TimedStage[], children: readonly string[]): object {
  const each = children.map((childNodeId, index) => {
    const leg = stages[index]?.leg;
    return { childNodeId, ...(leg ? { strategyMetadata: childStrategyMetadata(leg) } : {}) };
  });
  return { children: { children: each, maxConcurrency: String(children.length), shouldProceedIfFailed: false } };
}

function drawPipeline(drawing: Drawing): string {
  const { execution, now } = drawing;
  const { timeline } = execution;
  const started = timeline.blocks.filter(
    (block) => blockStatus(timeline, block, elapsed(execution, now)) !== 'NotStarted',
  );
  const blocks = started.map((block, index) => drawBlock(drawing, block, started[index + 1]));
  const failure = started
    .flatMap((block) => block.stages)
    .find((stage) => stage.failure && !isPositive(stage.ends))?.failure;
  const base = {
    status: statusOf(execution, now),
    span: { from: timeline.queuedTo, to: timeline.to, ends: timeline.ends },
    failure,
  };
  const stages = put(drawing, {
    ...base,
    uuid: innerId(execution, 'run', '.stages'),
    identifier: 'stages',
    name: 'stages',
    baseFqn: 'pipeline.stages',
    stepType: 'STAGES_STEP',
    children: blocks.slice(0, 1),
  });
  return put(drawing, {
    ...base,
    uuid: innerId(execution, 'run', '.pipeline'),
    identifier: 'pipeline',
    name: 'pipeline',
    baseFqn: 'pipeline',
    stepType: 'PIPELINE_SECTION',
    children: [stages],
  });
}

function blockId(execution: Execution, block: TimedBlock): string {
  const [only] = block.stages;
  return block.kind === 'stage' && only
    ? stageExecutionId(execution, only)
    : innerId(execution, 'run', block.kind, block.id);
}

const BLOCK_STEP_TYPES = { stage: '', matrix: 'STRATEGY', parallel: 'NG_FORK', rollback: 'PIPELINE_ROLLBACK_STAGE' };

function drawBlock(drawing: Drawing, block: TimedBlock, next: TimedBlock | undefined): string {
  const { execution, now } = drawing;
  const at = elapsed(execution, now);
  const nextIds = next ? [blockId(execution, next)] : [];
  const begun = block.stages.filter((stage) => stageStatus(execution.timeline, stage, at) !== 'NotStarted');
  const children = begun.map((stage) => drawStage(drawing, stage, block.kind === 'stage' ? nextIds : []));
  if (block.kind === 'stage') {
    return blockId(execution, block);
  }
  const uuid = blockId(execution, block);
  const internal = block.kind === 'parallel';
  return put(drawing, {
    uuid,
    setupId: innerId(execution, 'setup', block.kind, block.id),
    identifier: internal ? `parallel${uuid}` : block.id,
    name: internal ? `parallel${uuid}` : block.name,
    baseFqn: internal ? 'pipeline.stages' : `pipeline.stages.${block.id}`,
    stepType: BLOCK_STEP_TYPES[block.kind],
    status: blockStatus(execution.timeline, block, at),
    span: block,
    failure: block.stages.find((stage) => stage.failure)?.failure,
    children,
    nextIds,
    more: { executableResponses: [childrenResponse(begun, children)] },
  });
}

function drawNamed(drawing: Drawing, stageNode: string): string | undefined {
  const { execution, now } = drawing;
  const at = elapsed(execution, now);
  for (const stage of execution.timeline.blocks.flatMap((block) => block.stages)) {
    const named =
      stageExecutionId(execution, stage) === stageNode || (!stage.leg && stageSetupId(execution, stage) === stageNode);
    if (named && stageStatus(execution.timeline, stage, at) !== 'NotStarted') {
      return drawStage(drawing, stage, []);
    }
  }
  return undefined;
}

function drawStage(drawing: Drawing, stage: TimedStage, nextIds: readonly string[]): string {
  const { execution, now } = drawing;
  const { id, name } = stage.play;
  const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
  const { stepType, outcomes, nodeRunInfo, responses, before } = stageDetails(execution, stage, status);
  const details = stage.play.child ? childDetails(execution, stage, now) : null;
  const children = [
    ...before.map((part) => put(drawing, part)),
    ...drawSection(drawing, stage, false),
    ...drawSection(drawing, stage, true),
  ];
  return put(drawing, {
    uuid: stageExecutionId(execution, stage),
    setupId: stageSetupId(execution, stage),
    identifier: id,
    name,
    baseFqn: `pipeline.stages.${id}`,
    stepType,
    status,
    span: stage,
    failure: stage.failure,
    children,
    nextIds,
    more: {
      nodeRunInfo,
      strategyMetadata: stage.leg ? strategyMetadata(stage.leg) : null,
      stepDetails: details ? { childPipelineExecutionDetails: details } : null,
      outcomes: outcomesOf(execution, outcomes),
      ...(responses ? { executableResponses: responses } : {}),
    },
  });
}

/** The node that holds the steps of a stage, or its rollback steps; none when none of them has begun. */
function drawSection(drawing: Drawing, stage: TimedStage, rollback: boolean): readonly string[] {
  const { execution, now } = drawing;
  const { timeline } = execution;
  const at = elapsed(execution, now);
  const begun = stage.steps.filter(
    (step) => (step.play.rollback ?? false) === rollback && stepStatus(timeline, step, at) !== 'NotStarted',
  );
  const [first] = begun;
  if (!first) {
    return [];
  }
  const children = begun.map((step, index) => drawStep(drawing, { stage, step, next: begun[index + 1] })).slice(0, 1);
  const { id, type } = stage.play;
  const baseFqn = `pipeline.stages.${id}.spec.execution`;
  const uuid = innerId(execution, 'run', id, rollback ? '.rollback' : '.execution');
  const node: Node = rollback
    ? {
        ...rollbackDetails(children[0] ?? ''),
        uuid,
        identifier: 'rollbackSteps',
        name: 'Rollback',
        // The path of a rollback's section is that of the execution section beside it.
        baseFqn,
        status: stepStatus(timeline, first, at),
        span: first,
        children,
      }
    : {
        uuid,
        identifier: 'execution',
        name: 'Execution',
        baseFqn,
        stepType: type === 'Deployment' ? 'NG_SECTION_WITH_ROLLBACK_INFO' : 'NG_EXECUTION',
        status: stageStatus(timeline, stage, at),
        span: stage,
        failure: stage.failure,
        children,
      };
  return [put(drawing, node)];
}

function drawStep(
  drawing: Drawing,
  { stage, step, next }: { stage: TimedStage; step: TimedStep; next: TimedStep | undefined },
): string {
  const { execution, now } = drawing;
  const { play } = step;
  const status = stepStatus(execution.timeline, step, elapsed(execution, now));
  const where = play.rollback ? 'rollbackSteps' : 'steps';
  return put(drawing, {
    uuid: innerId(execution, 'run', stage.play.id, play.id),
    setupId: innerId(execution, 'setup', stage.play.id, play.id),
    identifier: play.id,
    name: play.name,
    baseFqn: `pipeline.stages.${stage.play.id}.spec.execution.${where}.${play.id}`,
    stepType: play.type,
    status,
    span: step,
    failure: step.failure,
    nextIds: next ? [innerId(execution, 'run', stage.play.id, next.play.id)] : [],
    more: stepDetails(execution, { stage, step, status, now }),
  });
}
