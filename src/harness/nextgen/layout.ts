/** The stages of an execution: Harness's `layoutNodeMap` in the order in which people see it. */
import { at, entries, isObject, list, text, texts, timestamp } from '../../base/shape.ts';
import type { Stage } from '../execution.ts';
import { isFinal, type Phase, phaseOf } from '../status.ts';
import { readFailureInfo } from './failure-info.ts';
import { freezesInModule } from './freeze.ts';
import { nameWithMatrixValues } from './matrix.ts';
import { skipReason } from './skip-reason.ts';

/** Stages that are read; a pipeline has at most a few hundred with all its matrix legs. */
const MAX_STAGES = 2000;

/** A node to come: its depth, and the identifier of the matrix or loop around it. */
interface Visit {
  readonly key: string;
  readonly depth: number;
  readonly matrix: string | undefined;
}

/**
 * Harness's own page walks the layout from `startingNodeId`, and so does this. The layout also holds nodes that nothing
 * leads to until they run: one for the rollback of the pipeline (type `PipelineRollback`, in every execution since 2023) and
 * one for each `… (Rollback Stage)`. They are stages when they have started. Where the walk finds nothing, as while the plan
 * is being made, every node counts.
 *
 * @param summary `pipelineExecutionSummary`
 * @returns the stages, groups before their members
 */
export function readStages(summary: unknown): Stage[] {
  // A stage without a key could be neither named nor linked.
  const nodes = new Map(entries(at(summary, 'layoutNodeMap')).filter(([key, node]) => key !== '' && isObject(node)));
  const seen = new Set<string>();
  const linked = walk(nodes, texts([at(summary, 'startingNodeId'), ...list(at(summary, 'startingNodeIds'))]), seen);
  return withStateOfMembers([...linked, ...unlinkedStages(nodes, seen, linked.length === 0)]);
}

/** @param isAny whether every node is a stage, and not only those that have started */
function unlinkedStages(nodes: ReadonlyMap<string, unknown>, seen: Set<string>, isAny: boolean): Stage[] {
  if (seen.size >= Math.min(nodes.size, MAX_STAGES)) {
    return [];
  }
  const keys = [...nodes.keys()];
  const led = new Set([...nodes.values()].flatMap((node) => [...members(node), ...successors(node)]));
  // What nothing leads to, and then what only a circle leads to.
  const roots = [...keys.filter((key) => !led.has(key)), ...keys];
  return roots.flatMap((key) => {
    const stages = walk(nodes, [key], seen);
    const isStage = stages.some(hasStarted) || (isAny && !stages.some(({ isRollback }) => isRollback));
    return isStage ? stages : [];
  });
}

function members(node: unknown): string[] {
  return texts(at(node, 'edgeLayoutList', 'currentNodeChildren')).slice(0, MAX_STAGES);
}

function successors(node: unknown): string[] {
  return texts(at(node, 'edgeLayoutList', 'nextIds')).slice(0, MAX_STAGES);
}

function hasStarted({ phase, startedAt }: Stage): boolean {
  return startedAt !== undefined || (phase !== 'queued' && phase !== 'unknown');
}

/** A list to work off, not recursion: the layout is untrusted and may be a circle or thousands deep. */
function walk(nodes: ReadonlyMap<string, unknown>, keys: readonly string[], seen: Set<string>): Stage[] {
  const stages: Stage[] = [];
  const todo: Visit[] = keys.map((key) => ({ key, depth: 0, matrix: undefined })).toReversed();
  for (let next = todo.pop(); next !== undefined && seen.size < MAX_STAGES; next = todo.pop()) {
    const { key, depth, matrix } = next;
    const node = nodes.get(key);
    if (node === undefined || seen.has(key)) {
      continue;
    }
    seen.add(key);
    const held = members(node);
    const isParallel = at(node, 'nodeType') === 'parallel';
    const inside = held.length > 0 && !isParallel ? (text(at(node, 'nodeIdentifier')) ?? key) : matrix;
    const visits = (ids: readonly string[], visit: Omit<Visit, 'key'>): Visit[] =>
      ids.map((id) => ({ key: id, ...visit })).toReversed();
    todo.push(...visits(successors(node), { depth, matrix }), ...visits(held, { depth: depth + 1, matrix: inside }));
    // The nameless template of a matrix, which its legs were made of.
    if (at(node, 'hidden') !== true) {
      stages.push(toStage(key, node, { depth, isGroup: held.length > 0 || isParallel, inPipeline: matrix }));
    }
  }
  return stages;
}

function toStage(key: string, node: unknown, place: Pick<Stage, 'depth' | 'isGroup' | 'inPipeline'>): Stage {
  const isParallel = at(node, 'nodeType') === 'parallel';
  const id = text(at(node, 'nodeIdentifier')) ?? key;
  const status = text(at(node, 'status')) ?? '';
  const phase = phaseOf(status);
  const why = [at(node, 'failureInfoDTO'), at(node, 'failureInfo')].map(readFailureInfo);
  const info = why.find(({ message }) => message !== undefined) ?? why[0];
  const freeze = status === 'AbortedByFreeze' ? freezesInModule(at(node, 'moduleInfo', 'cd')) : undefined;
  const isRollback = at(node, 'isRollbackStageNode') === true || at(node, 'nodeType') === 'PipelineRollback';
  const skippedBecause = phase === 'skipped' ? skipReason(node) : undefined;
  return {
    // A parallel block has no name, and an identifier that Harness made up.
    id: isParallel ? '' : id,
    name: isParallel
      ? parallelName(members(node).length)
      : nameWithMatrixValues(text(at(node, 'name')) ?? id, at(node, 'strategyMetadata')),
    status,
    phase,
    startedAt: timestamp(at(node, 'startTs')),
    endedAt: timestamp(at(node, 'endTs')),
    message: freeze ?? info?.message,
    ...(info === undefined || info.explanations.length === 0 ? {} : { explanations: info.explanations }),
    ...(info === undefined || info.hints.length === 0 ? {} : { hints: info.hints }),
    ...(skippedBecause === undefined ? {} : { skippedBecause }),
    ...(isRollback ? { isRollback } : {}),
    node: text(at(node, 'nodeUuid')) ?? key,
    nodeExecution: text(at(node, 'nodeExecutionId')),
    ...place,
  };
}

function parallelName(size: number): string {
  return size === 1 ? '1 stage' : `${size} stages in parallel`;
}

/**
 * Harness gives parallel blocks and matrices no times, and leaves parallel blocks at NotStarted forever: their state is
 * that of their members.
 */
function withStateOfMembers(stages: readonly Stage[]): Stage[] {
  const complete = [...stages];
  // From the innermost group outwards: a member's own state comes first.
  for (let position = complete.length - 1; position >= 0; position -= 1) {
    const group = complete[position];
    if (group?.isGroup === true) {
      complete[position] = groupOf(group, membersAfter(complete, position, group.depth));
    }
  }
  return complete;
}

function membersAfter(stages: readonly Stage[], position: number, depth: number): Stage[] {
  const after = stages.slice(position + 1);
  const end = after.findIndex((stage) => stage.depth <= depth);
  return (end < 0 ? after : after.slice(0, end)).filter((stage) => stage.depth === depth + 1);
}

/** What decides over the state of a group, the first that a member has. */
const ORDER: readonly Phase[] = [
  'unknown',
  'stopping',
  'waiting',
  'running',
  'paused',
  'queued',
  'failed',
  'expired',
  'aborted',
  'ignored',
  'succeeded',
  'skipped',
];

function groupOf(group: Stage, inside: readonly Stage[]): Stage {
  const starts = inside.flatMap(({ startedAt }) => startedAt ?? []);
  const startedAt =
    group.startedAt ?? (starts.length === 0 ? undefined : starts.reduce((one, other) => Math.min(one, other)));
  const hasMoved = inside.some(({ phase }) => phase !== 'queued');
  const decisive = ORDER.map((phase) => inside.find((stage) => stage.phase === phase)).find(
    (stage) => stage !== undefined,
  );
  const isStale = group.phase === 'queued' && hasMoved && decisive !== undefined;
  // Between two members that run one after the other the group runs on.
  const state = !isStale
    ? { status: group.status, phase: group.phase }
    : decisive.phase === 'queued'
      ? ({ status: 'Running', phase: 'running' } as const)
      : { status: decisive.status, phase: decisive.phase };
  const ends = inside.flatMap(({ endedAt }) => endedAt ?? []);
  const end = isFinal(state.phase) && ends.length > 0 ? ends.reduce((one, other) => Math.max(one, other)) : undefined;
  return { ...group, ...state, startedAt, endedAt: group.endedAt ?? end };
}
