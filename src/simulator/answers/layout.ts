/** `layoutNodeMap`: the stages of an execution and how they follow each other. */
import { elapsed, type Execution, innerId, stamp } from '../plays/execution.ts';
import { blockStatus, endedAt, stageStatus } from '../plays/moment.ts';
import { isPositive, type Span, type TimedBlock, type TimedStage } from '../plays/timeline.ts';
import { failureInfo } from './failure-info.ts';
import { moduleOf, stageModuleInfo } from './module-info.ts';
import { blockKey, layoutKey, rollbackKey, stageExecutionId, stageSetupId } from './setup-ids.ts';
import { strategyMetadata } from './strategy.ts';

type LayoutNodes = Record<string, object>;

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

/** Whether it was Harness itself that aborted the execution: of such an end the answers say nothing. */
export function isUnexplained({ timeline: { abort } }: Execution): boolean {
  return abort !== undefined && abort.by === undefined;
}

function edges(nextIds: readonly string[], currentNodeChildren: readonly string[] = []): object {
  return { edgeLayoutList: { currentNodeChildren, nextIds } };
}

interface Moment {
  readonly execution: Execution;
  readonly now: number;
}

function stageNode({ execution, now }: Moment, stage: TimedStage, nextIds: readonly string[]): object {
  const { play, leg } = stage;
  const status = stageStatus(execution.timeline, stage, elapsed(execution, now));
  const begun = status !== 'NotStarted';
  const failure = status === stage.ends && !isPositive(status) ? stage.failure : undefined;
  const skipped = play.skippedBy !== undefined;
  const given = isUnexplained(execution)
    ? {}
    : {
        failureInfo: { message: failure?.onlyInResponses ? '' : (failure?.message ?? '') },
        failureInfoDTO: failureInfo(failure),
      };
  const whenCondition = play.skippedBy ?? '<+OnPipelineSuccess>';
  return {
    nodeType: play.type,
    nodeGroup: 'STAGE',
    nodeIdentifier: play.id,
    name: play.name,
    nodeUuid: stageSetupId(execution, stage),
    ...(begun ? { nodeExecutionId: stageExecutionId(execution, stage) } : {}),
    status,
    module: moduleOf(stage),
    moduleInfo: begun ? stageModuleInfo(stage) : {},
    ...stamps(execution, stage, now),
    ...edges(nextIds),
    ...(begun
      ? { nodeRunInfo: { whenCondition, evaluatedCondition: !skipped, expressions: skipped ? [expression(play)] : [] } }
      : {}),
    ...given,
    ...(play.child ? { stepDetails: { childPipelineExecutionDetails: childDetails(execution, stage, now) } } : {}),
    ...(leg ? { strategyMetadata: strategyMetadata(leg) } : {}),
    executionInputConfigured: false,
    isRollbackStageNode: false,
    hidden: false,
  };
}

/** The first expression of a condition, which was false. */
function expression({ skippedBy = '' }: TimedStage['play']): object {
  const found = /<\+[\w.]+>/.exec(skippedBy)?.[0] ?? skippedBy;
  return { expression: found.replace(/^<\+|>$/g, ''), expressionValue: 'false', count: 1 };
}

/** Which execution a stage of type Pipeline has started, in the shape of `childPipelineExecutionDetails`; null before it has. */
export function childDetails(execution: Execution, stage: TimedStage, now: number): object | null {
  const child = execution.children.find(({ parent }) => parent?.stage === stage.play.id);
  if (!child || elapsed(child, now) < 0) {
    return null;
  }
  return { planExecutionId: child.id, orgId: child.scope.org, projectId: child.scope.project };
}

/** The stages and how they follow each other: `layoutNodeMap` and `startingNodeId`. */
export function layout(execution: Execution, now: number): { layoutNodeMap: LayoutNodes; startingNodeId: string } {
  const moment = { execution, now };
  const blocks = execution.timeline.blocks;
  const nodes: LayoutNodes = {};
  const [first] = blocks;
  const linked = linkedBlocks(moment);
  for (const [index, block] of blocks.entries()) {
    const next = linked[index + 1];
    const nextIds = next ? [blockKey(execution, next)] : [];
    Object.assign(nodes, blockNodes(moment, block, nextIds));
  }
  Object.assign(nodes, ghosts(moment));
  return { layoutNodeMap: nodes, startingNodeId: first ? blockKey(execution, first) : '' };
}

/**
 * The blocks in the order in which they are linked: what is to come is linked too, but once the pipeline's rollback runs, it
 * follows what failed.
 */
function linkedBlocks({ execution, now }: Moment): readonly TimedBlock[] {
  const { blocks } = execution.timeline;
  const at = elapsed(execution, now);
  return blocks.filter((block) => block.kind !== 'rollback' || block.from <= at);
}

function blockNodes(moment: Moment, block: TimedBlock, nextIds: readonly string[]): LayoutNodes {
  const { execution, now } = moment;
  if (block.kind === 'rollback') {
    return block.from <= elapsed(execution, now) ? rollbackNodes(moment, block) : {};
  }
  const nodes: LayoutNodes = {};
  for (const stage of block.stages) {
    nodes[layoutKey(execution, stage)] = stageNode(moment, stage, block.kind === 'stage' ? nextIds : []);
  }
  const key = blockKey(execution, block);
  const children = block.stages.map((stage) => layoutKey(execution, stage));
  if (block.kind === 'parallel') {
    nodes[key] = parallelNode(key, edges(nextIds, children));
  }
  if (block.kind === 'matrix') {
    const status = blockStatus(execution.timeline, block, elapsed(execution, now));
    nodes[key] = strategyNode(block, { key, status, edges: edges(nextIds, children) });
    const twin = block.stages[0];
    if (twin) {
      nodes[stageSetupId(execution, twin)] = templateTwin(moment, block, twin);
    }
  }
  return nodes;
}

/** Has an id that only Harness knows, no name, no times, and never shows what its members do. */
function parallelNode(key: string, links: object): object {
  return {
    nodeType: 'parallel',
    nodeGroup: 'STAGE',
    nodeIdentifier: `parallel${key}`,
    nodeUuid: key,
    status: 'NotStarted',
    module: 'pms',
    moduleInfo: {},
    ...links,
    isRollbackStageNode: false,
    hidden: false,
  };
}

function strategyNode(block: TimedBlock, node: { key: string; status: string; edges: object }): object {
  return {
    nodeType: block.stages[0]?.leg?.kind ?? 'MATRIX',
    nodeGroup: 'STRATEGY',
    nodeIdentifier: block.id,
    name: block.name,
    nodeUuid: node.key,
    status: node.status,
    module: 'pms',
    moduleInfo: {},
    ...node.edges,
    isRollbackStageNode: false,
    hidden: false,
  };
}

/** The stage of which the legs are made. It never runs, and nothing leads to it. */
function templateTwin({ execution }: Moment, block: TimedBlock, leg: TimedStage): object {
  return {
    nodeType: leg.play.type,
    nodeGroup: 'STAGE',
    nodeIdentifier: block.id,
    name: block.name,
    nodeUuid: stageSetupId(execution, leg),
    status: 'NotStarted',
    module: moduleOf(leg),
    moduleInfo: {},
    ...edges([]),
    isRollbackStageNode: false,
    hidden: true,
  };
}

/** Nodes of rollbacks that nothing leads to: they are in every execution, whether anything is rolled back or not. */
function ghosts({ execution, now }: Moment): LayoutNodes {
  const { blocks } = execution.timeline;
  const runs = blocks.some((block) => block.kind === 'rollback' && block.from <= elapsed(execution, now));
  const ghost = {
    nodeGroup: 'STAGE',
    status: 'NotStarted',
    module: 'pms',
    moduleInfo: {},
    ...edges([]),
    hidden: false,
  };
  const nodes: LayoutNodes = {};
  if (!runs) {
    const key = rollbackKey(execution);
    const named = { nodeType: 'PipelineRollback', nodeIdentifier: key, name: 'Pipeline Rollback', nodeUuid: key };
    nodes[key] = { ...ghost, ...named, isRollbackStageNode: false };
  }
  for (const { play } of blocks.flatMap((block) => (block.kind === 'stage' ? block.stages : []))) {
    if (!runs && play.type === 'Deployment') {
      const nodeIdentifier = `${play.id}_rollbackStage`;
      const nodeUuid = innerId(execution, 'setup', nodeIdentifier);
      const named = { nodeType: play.type, nodeIdentifier, name: `${play.name} (Rollback Stage)`, nodeUuid };
      nodes[nodeUuid] = { ...ghost, ...named, isRollbackStageNode: true };
    }
  }
  return nodes;
}

/** The pipeline's rollback once it runs: its stages are its children. */
function rollbackNodes(moment: Moment, block: TimedBlock): LayoutNodes {
  const { execution, now } = moment;
  const key = rollbackKey(execution);
  const nodes: LayoutNodes = {};
  const begun = block.stages.filter((stage) => stage.from <= elapsed(execution, now));
  for (const stage of begun) {
    nodes[layoutKey(execution, stage)] = { ...stageNode(moment, stage, []), isRollbackStageNode: true };
  }
  nodes[key] = {
    nodeType: 'PipelineRollback',
    nodeGroup: 'STAGE',
    nodeIdentifier: key,
    name: 'Pipeline Rollback',
    nodeUuid: key,
    nodeExecutionId: innerId(execution, 'run', 'rollback'),
    status: blockStatus(execution.timeline, block, elapsed(execution, now)),
    module: 'pms',
    moduleInfo: {},
    ...stamps(execution, block, now),
    ...edges(
      [],
      begun.map((stage) => layoutKey(execution, stage)),
    ),
    isRollbackStageNode: false,
    hidden: false,
  };
  return nodes;
}
