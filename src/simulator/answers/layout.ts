/** `layoutNodeMap`: the stages of an execution and how they follow each other. */
import { elapsed, type Execution, innerId, stamp } from '../plays/execution.ts';
import type { Failure } from '../plays/play.ts';
import {
  blockStatus,
  endedAt,
  isPositive,
  type LaidBlock,
  type LaidStage,
  type Span,
  stageStatus,
} from '../plays/timeline.ts';
import { type ResponseMessage, responseMessage } from '../server/answer.ts';

/** Why something failed, in the shape of `failureInfoDTO`: the cause, then hints and explanations, which are level INFO. */
export function failureInfo(failure: Failure | undefined): {
  message: string;
  failureTypeList: readonly string[];
  responseMessages: readonly ResponseMessage[];
} {
  if (!failure) {
    return { message: '', failureTypeList: [], responseMessages: [] };
  }
  const types = failure.types ?? ['APPLICATION_ERROR'];
  return {
    message: failure.message,
    failureTypeList: types,
    responseMessages: [
      ...(failure.hints ?? []).map((text) => responseMessage('HINT', text)),
      ...(failure.explanations ?? []).map((text) => responseMessage('EXPLANATION', text)),
      responseMessage(failure.code ?? 'GENERAL_ERROR', failure.message, types),
    ],
  };
}

/** `startTs` and `endTs` of a span: absent before it starts, `endTs` null while it runs. */
export function stamps(execution: Execution, span: Span, now: number): { startTs?: number; endTs?: number | null } {
  const at = elapsed(execution, now);
  const { abort } = execution.timeline;
  if (span.from > at || (abort && span.from >= abort.at)) {
    return {};
  }
  const ended = endedAt(execution.timeline, span, at);
  return { startTs: stamp(execution, span.from), endTs: ended === undefined ? null : stamp(execution, ended) };
}

/** Where a leg stands in its matrix, in the shape of `strategyMetadata`; null for a stage that is no leg. */
export function strategyMetadata(stage: LaidStage): object | null {
  if (!stage.leg) {
    return null;
  }
  const { index, of, axis, value } = stage.leg;
  return {
    currentIteration: index,
    totalIterations: of,
    matrixMetadata: { matrixValues: { [axis]: value }, matrixCombination: [index], subType: '', nodeName: '' },
    identifierPostFix: `_${index}`,
  };
}

/** Module of a stage as Harness names it; stages that belong to none count as CD. */
export function moduleOf(stage: LaidStage): 'cd' | 'ci' | 'pms' {
  if (stage.play.type === 'CI') {
    return 'ci';
  }
  return stage.play.type === 'Pipeline' ? 'pms' : 'cd';
}

function imageOf(image: string): { name: string; tag: string } {
  const [name = '', tag = 'latest'] = image.split(':');
  return { name, tag };
}

function stageModuleInfo({ play }: LaidStage): object {
  if (play.type === 'CI') {
    return { ci: { __recast: 'simulator.CI', repoName: 'acme/web', branch: 'main' } };
  }
  if (play.type !== 'Deployment') {
    return {};
  }
  const { name, tag } = imageOf(play.image ?? '');
  const primary = { __recast: 'simulator.Artifact', type: 'DockerRegistry', imagePath: name, tag, image: play.image };
  return {
    cd: {
      serviceInfo: {
        identifier: play.service,
        displayName: play.service,
        deploymentType: 'Kubernetes',
        artifacts: { primary, sidecars: [] },
      },
      infraExecutionSummary: {
        identifier: play.environment,
        name: play.environment,
        type: 'Production',
        infrastructureIdentifier: play.infrastructure,
        infrastructureName: play.infrastructure,
      },
    },
  };
}

/** Key of a stage in `layoutNodeMap`: its setup id, inside a matrix its execution id. */
function layoutKey(execution: Execution, stage: LaidStage): string {
  return stage.leg ? stageExecutionId(execution, stage) : stageSetupId(execution, stage);
}

/** Setup id of a stage; the legs of a matrix share one. */
export function stageSetupId(execution: Execution, stage: LaidStage): string {
  return innerId(execution, 'setup', stage.leg ? stage.play.id.replace(/_\d+$/, '') : stage.play.id);
}

/** Execution id of a stage. */
export function stageExecutionId(execution: Execution, stage: LaidStage): string {
  return innerId(execution, 'run', stage.play.id);
}

function layoutStage(
  execution: Execution,
  stage: LaidStage,
  { now, nextIds }: { now: number; nextIds: readonly string[] },
): object {
  const at = elapsed(execution, now);
  const status = stageStatus(execution.timeline, stage, at);
  const failure = status === stage.ends && !isPositive(status) ? stage.failure : undefined;
  return {
    nodeType: stage.play.type,
    nodeGroup: 'STAGE',
    nodeIdentifier: stage.play.id,
    name: stage.play.name,
    nodeUuid: stageSetupId(execution, stage),
    ...(status === 'NotStarted' ? {} : { nodeExecutionId: stageExecutionId(execution, stage) }),
    status,
    module: moduleOf(stage),
    moduleInfo: status === 'NotStarted' ? {} : stageModuleInfo(stage),
    ...stamps(execution, stage, now),
    edgeLayoutList: { currentNodeChildren: [], nextIds },
    ...(stage.play.skipped
      ? {
          skipInfo: { evaluatedCondition: true, skipCondition: '' },
          nodeRunInfo: { whenCondition: 'false', evaluatedCondition: false, expressions: [] },
        }
      : {}),
    failureInfo: { message: failure?.message ?? '' },
    failureInfoDTO: failureInfo(failure),
    stepDetails: stage.play.child ? { childPipelineExecutionDetails: childDetails(execution, stage, now) } : {},
    strategyMetadata: strategyMetadata(stage),
    executionInputConfigured: false,
    isRollbackStageNode: false,
    hidden: false,
  };
}

/** Which execution a stage of type Pipeline has started, in the shape of `childPipelineExecutionDetails`; null before it has. */
export function childDetails(execution: Execution, stage: LaidStage, now: number): object | null {
  const child = execution.children.find(({ parent }) => parent?.stage === stage.play.id);
  if (!child || elapsed(child, now) < 0) {
    return null;
  }
  return { planExecutionId: child.id, orgId: child.scope.org, projectId: child.scope.project };
}

function blockKey(execution: Execution, block: LaidBlock): string {
  const [only] = block.stages;
  return block.kind === 'stage' && only
    ? layoutKey(execution, only)
    : innerId(execution, 'setup', block.kind, block.id);
}

/** The stages and how they follow each other: `layoutNodeMap` and `startingNodeId`. */
export function layout(
  execution: Execution,
  now: number,
): { layoutNodeMap: Record<string, object>; startingNodeId: string } {
  const { blocks } = execution.timeline;
  const layoutNodeMap: Record<string, object> = {};
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    const nextIds = next ? [blockKey(execution, next)] : [];
    for (const stage of block.stages) {
      layoutNodeMap[layoutKey(execution, stage)] = layoutStage(execution, stage, {
        now,
        nextIds: block.kind === 'stage' ? nextIds : [],
      });
    }
    if (block.kind === 'stage') {
      continue;
    }
    const key = blockKey(execution, block);
    layoutNodeMap[key] = {
      nodeType: block.kind === 'matrix' ? 'MATRIX' : 'parallel',
      nodeGroup: 'STAGE',
      nodeIdentifier: block.kind === 'matrix' ? block.id : `parallel${key}`,
      name: block.kind === 'matrix' ? block.name : null,
      nodeUuid: key,
      status: blockStatus(execution.timeline, block, elapsed(execution, now)),
      module: 'pms',
      moduleInfo: {},
      ...stamps(execution, block, now),
      edgeLayoutList: { currentNodeChildren: block.stages.map((stage) => layoutKey(execution, stage)), nextIds },
    };
  }
  const [first] = blocks;
  return { layoutNodeMap, startingNodeId: first ? blockKey(execution, first) : '' };
}
