/** `executionGraph`: the stages and steps of an execution as nodes. */
import { elapsed, type Execution, innerId, statusOf } from '../plays/execution.ts';
import type { Failure } from '../plays/play.ts';
import {
  blockStatus,
  endedAt,
  isPositive,
  type LaidBlock,
  type LaidStage,
  type LaidStep,
  type Span,
  stageStatus,
  stepStatus,
} from '../plays/timeline.ts';
import { childDetails, failureInfo, stageExecutionId, stageSetupId, stamps, strategyMetadata } from './layout.ts';
import { outcomesOf, stepParts } from './step-node.ts';

/** The nodes of a graph while it is drawn. */
interface Drawing {
  readonly execution: Execution;
  readonly now: number;
  readonly nodeMap: Record<string, object>;
  readonly nodeAdjacencyListMap: Record<string, { children: readonly string[]; nextIds: readonly string[] }>;
}

/** What distinguishes one node from another. */
interface Node {
  readonly uuid: string;
  readonly setupId?: string;
  readonly identifier: string;
  readonly name: string;
  readonly baseFqn: string;
  readonly stepType: string;
  readonly status: string;
  readonly span: Span;
  readonly failure: Failure | undefined;
  readonly more?: object;
  readonly children?: readonly string[];
  readonly nextIds?: readonly string[];
}

const STAGE_STEP_TYPES = {
  Deployment: 'DEPLOYMENT_STAGE_STEP',
  CI: 'IntegrationStageStepPMS',
  Approval: 'APPROVAL_STAGE',
  Custom: 'CUSTOM_STAGE',
  Pipeline: 'PIPELINE_STAGE',
} as const;

/** The whole execution graph, or that of one stage (by its setup id, in a matrix with its execution id); what has not started is not in it. */
export function executionGraph(execution: Execution, asked: number, stageNode?: string): object | undefined {
  const now = asked - (execution.play.graphLagMs ?? 0) / execution.speed;
  const drawing: Drawing = { execution, now, nodeMap: {}, nodeAdjacencyListMap: {} };
  if (execution.play.denied || elapsed(execution, now) < execution.timeline.queuedTo) {
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

function put({ execution, now, nodeMap, nodeAdjacencyListMap }: Drawing, node: Node): string {
  const {
    uuid,
    setupId = uuid,
    identifier,
    name,
    baseFqn,
    stepType,
    status,
    span,
    failure,
    more,
    children = [],
    nextIds = [],
  } = node;
  const over = endedAt(execution.timeline, span, elapsed(execution, now)) !== undefined;
  nodeMap[uuid] = {
    uuid,
    setupId,
    name,
    identifier,
    baseFqn,
    outcomes: execution.play.outcomesAsArray ? [] : {},
    stepParameters: {},
    ...stamps(execution, span, now),
    stepType,
    status,
    failureInfo: failureInfo(over && (!isPositive(status) || status === 'IgnoreFailed') ? failure : undefined),
    skipInfo: null,
    nodeRunInfo: null,
    executableResponses: [],
    unitProgresses: [],
    progressData: null,
    delegateInfoList: [],
    interruptHistories: [],
    stepDetails: null,
    strategyMetadata: null,
    executionInputConfigured: false,
    ...more,
  };
  nodeAdjacencyListMap[uuid] = { children, nextIds };
  return uuid;
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

function blockId(execution: Execution, block: LaidBlock): string {
  const [only] = block.stages;
  return block.kind === 'stage' && only
    ? stageExecutionId(execution, only)
    : innerId(execution, 'run', block.kind, block.id);
}

function drawBlock(drawing: Drawing, block: LaidBlock, next: LaidBlock | undefined): string {
  const { execution, now } = drawing;
  const nextIds = next ? [blockId(execution, next)] : [];
  const children = block.stages.map((stage) => drawStage(drawing, stage, block.kind === 'stage' ? nextIds : []));
  if (block.kind === 'stage') {
    return blockId(execution, block);
  }
  return put(drawing, {
    uuid: blockId(execution, block),
    setupId: innerId(execution, 'setup', block.kind, block.id),
    identifier: block.id,
    name: block.name,
    baseFqn: `pipeline.stages.${block.id}`,
    stepType: block.kind === 'matrix' ? 'STRATEGY' : 'NG_FORK',
    status: blockStatus(execution.timeline, block, elapsed(execution, now)),
    span: block,
    failure: block.stages.find((stage) => stage.failure)?.failure,
    children,
    nextIds,
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

function drawStage(drawing: Drawing, stage: LaidStage, nextIds: readonly string[]): string {
  const { execution, now } = drawing;
  const { id, name, type } = stage.play;
  const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
  const details = stage.play.child ? childDetails(execution, stage, now) : null;
  return put(drawing, {
    uuid: stageExecutionId(execution, stage),
    setupId: stageSetupId(execution, stage),
    identifier: id,
    name,
    baseFqn: `pipeline.stages.${id}`,
    stepType: STAGE_STEP_TYPES[type],
    status,
    span: stage,
    failure: stage.failure,
    children: [...drawSection(drawing, stage, false), ...drawSection(drawing, stage, true)],
    nextIds,
    more: {
      strategyMetadata: strategyMetadata(stage),
      stepDetails: details ? { childPipelineExecutionDetails: details } : null,
      outcomes: outcomesOf(execution, stageOutcomes(stage, status)),
    },
  });
}

/** The node that holds the steps of a stage, or its rollback steps; none when none of them has begun. */
function drawSection(drawing: Drawing, stage: LaidStage, rollback: boolean): readonly string[] {
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
  const { id } = stage.play;
  const baseFqn = `pipeline.stages.${id}.spec.execution`;
  const uuid = innerId(execution, 'run', id, rollback ? '.rollback' : '.execution');
  const node: Node = rollback
    ? {
        uuid,
        identifier: 'rollbackSteps',
        name: 'Rollback',
        baseFqn: `${baseFqn}.rollbackSteps`,
        stepType: 'ROLLBACK_OPTIONAL_CHILD_CHAIN',
        status: stepStatus(timeline, first, at),
        span: first,
        failure: undefined,
        children,
      }
    : {
        uuid,
        identifier: 'execution',
        name: 'Execution',
        baseFqn,
        stepType: 'NG_EXECUTION',
        status: stageStatus(timeline, stage, at),
        span: stage,
        failure: stage.failure,
        children,
      };
  return [put(drawing, node)];
}

function stageOutcomes({ play }: LaidStage, status: string): Record<string, object> {
  if (play.type !== 'CI' || status !== 'Success' || play.image === undefined) {
    return {};
  }
  const [imageName = '', tag = ''] = play.image.split(':');
  const url = `https://registry.example.com/${imageName}/${tag}`;
  return { integrationStageOutcome: { imageArtifacts: [{ imageName, tag, url }], fileArtifacts: [] } };
}

function drawStep(
  drawing: Drawing,
  { stage, step, next }: { stage: LaidStage; step: LaidStep; next: LaidStep | undefined },
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
    more: stepParts(execution, { stage, step, status, now }),
  });
}
