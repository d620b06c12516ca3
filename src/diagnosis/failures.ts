/** A failed node of the graph, or a failed stage, as reports show it. */
import { oneLine } from '../base/text.ts';
import { type ExecutionRef, failedStages, type Snapshot, type Stage } from '../harness/execution.ts';
import { stageLink } from '../harness/links.ts';
import type { Graph } from '../harness/nextgen/graph.ts';
import type { LogTail } from '../harness/nextgen/logs.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import { isUnsuccessful, type Phase } from '../harness/status.ts';

/** One leaf cause: a failed step, or a stage that failed without one. */
export interface Failure {
  /** Display names. In a chained pipeline, with the path: `Database › Schema`. The pipeline's own name when it failed before any stage. */
  readonly stage: string;
  /** The pipeline's own stage, also for a failure in a chained pipeline; empty when it failed before any. */
  readonly stageId: string;
  readonly step?: string | undefined;
  readonly stepId?: string | undefined;
  /** Harness's word for the kind of step: ShellScript, K8sRollingDeploy … */
  readonly type?: string | undefined;
  readonly phase: Phase;
  /** As Harness spells it. */
  readonly status: string;
  /** ms since 1970 */
  readonly endedAt?: number | undefined;
  /** ms */
  readonly duration?: number | undefined;
  /** One line of at most 2,000 characters. */
  readonly message: string;
  /** Harness's further explanations and hints. */
  readonly explanations: readonly string[];
  readonly hints: readonly string[];
  /** Harness's failure types: TIMEOUT_ERROR, APPROVAL_REJECTION … */
  readonly types: readonly string[];
  /** Names of the delegates that ran the step. */
  readonly delegates?: readonly string[] | undefined;
  /** Who aborted or rejected it, with the comment. */
  readonly by?: string | undefined;
  /** Path of a file with its complete log, if one was saved. */
  readonly logFile?: string | undefined;
  /** The page, opened at the stage and step. */
  readonly url: string;
  readonly log?: LogTail | undefined;
}

/** A cause with the graph that holds it. */
export interface Cause {
  readonly node: GraphNode;
  readonly graph: Graph;
  /** The stages that started its execution, if it is a chained one, outermost first. */
  readonly above: readonly GraphNode[];
}

/** What is known of the whole execution. */
interface Known {
  readonly ref: ExecutionRef;
  readonly snapshot: Snapshot;
  /** Whether Harness has no graph for it. */
  readonly hasNoGraph?: boolean;
}

/** @returns a node of the graph as a failure, without its log. */
export function stepFailure({ node, graph, above }: Cause, { ref, snapshot }: Known): Failure {
  const stage = stageOf(node);
  const own = stageAmong(snapshot, above[0] ?? node);
  const aboveMessage = above.length > 0 || own?.message === undefined ? undefined : oneLine(own.message, 2000);
  const isStep = node.kind === 'step';
  const names = [...above, stage].flatMap((each) => each?.name ?? []);
  return {
    stage: names.length === 0 ? (own?.name ?? pipelineName(ref, snapshot)) : names.join(' › '),
    stageId: own?.id ?? above[0]?.identifier ?? stage?.identifier ?? '',
    ...(isStep ? { step: node.name, stepId: node.identifier, type: node.type } : {}),
    phase: node.phase,
    status: node.status,
    endedAt: node.endedAt,
    duration: lasted(node),
    message: node.message ?? node.holder?.message ?? stage?.message ?? aboveMessage ?? plainly(node.phase, node.status),
    explanations: node.explanations,
    hints: node.hints,
    types: node.types,
    ...(node.delegates.length === 0 ? {} : { delegates: node.delegates }),
    by: (node.phase === 'aborted' ? snapshot.abortedBy : undefined) ?? node.by,
    url: stageLink(graph.url, {
      stage: stage?.plan,
      run: stage?.isLeg === true ? stage.id : undefined,
      step: isStep ? node.id : undefined,
    }),
  };
}

/**
 * @returns the failed stages without a failed step, or the execution itself without a failed stage, so that a failed execution always has a
 *   failure.
 */
export function stageFailures(known: Known, causes: readonly Cause[]): Failure[] {
  const { ref, snapshot } = known;
  const tops = new Set(causes.map(({ node, above }) => above[0] ?? stageOf(node) ?? node));
  const explained = new Set([...tops].map((node) => stageAmong(snapshot, node)));
  const stages = failedStages(snapshot).filter((stage) => !explained.has(stage));
  if (stages.length > 0 || causes.length > 0 || !isUnsuccessful(snapshot.phase)) {
    return stages.map((stage) => ({
      stage: stage.name,
      stageId: stage.id,
      phase: stage.phase,
      status: stage.status,
      endedAt: stage.endedAt,
      duration: lasted(stage),
      message: oneLine(stage.message ?? snapshot.message ?? withoutCause(stage, known), 2000),
      explanations: stage.explanations ?? (stage.message === undefined ? snapshot.explanations : []),
      hints: stage.hints ?? (stage.message === undefined ? snapshot.hints : []),
      types: [],
      by: stage.phase === 'aborted' ? snapshot.abortedBy : undefined,
      url: stageLink(ref.url, { stage: stage.node, run: stage.depth > 0 ? stage.nodeExecution : undefined }),
    }));
  }
  return [
    {
      stage: pipelineName(ref, snapshot),
      stageId: '',
      phase: snapshot.phase,
      status: snapshot.status,
      endedAt: snapshot.endedAt,
      duration: lasted(snapshot),
      message: oneLine(snapshot.message ?? withoutCause(snapshot, known), 2000),
      explanations: snapshot.explanations,
      hints: snapshot.hints,
      types: snapshot.deniedBy === undefined ? [] : ['POLICY_EVALUATION_FAILURE'],
      by: snapshot.abortedBy,
      url: ref.url,
    },
  ];
}

function stageOf(node: GraphNode): GraphNode | undefined {
  return node.kind === 'stage' ? node : node.stage;
}

/**
 * The legs of a matrix share the key in the plan, and their identifier may lack the leg's suffix: the run's key comes first.
 *
 * @returns the snapshot's stage that a node of the graph is, or belongs to
 */
export function stageAmong(snapshot: Snapshot, node: GraphNode): Stage | undefined {
  const stage = stageOf(node);
  if (stage === undefined) {
    const failed = failedStages(snapshot);
    return failed.length === 1 ? failed[0] : undefined;
  }
  const { stages } = snapshot;
  return (
    stages.find(({ nodeExecution }) => nodeExecution === stage.id) ??
    stages.find(({ id }) => id === stage.identifier) ??
    stages.find((each) => each.node === stage.plan)
  );
}

function pipelineName(ref: ExecutionRef, snapshot: Snapshot): string {
  return snapshot.pipelineName ?? ref.pipeline;
}

function lasted({
  startedAt,
  endedAt,
}: {
  startedAt?: number | undefined;
  endedAt?: number | undefined;
}): number | undefined {
  return startedAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - startedAt);
}

/**
 * Harness ends some executions while it prepares them. Then everything is empty, or a stage has started but there is no graph, and only
 * Harness's page says why.
 */
function withoutCause({ phase, status }: Pick<Stage, 'phase' | 'status'>, { snapshot, hasNoGraph }: Known): string {
  const hasStarted = snapshot.stages.some(({ startedAt }) => startedAt !== undefined);
  return phase !== 'aborted' || snapshot.abortedBy !== undefined || (hasStarted && hasNoGraph !== true)
    ? plainly(phase, status)
    : `Harness aborted it before its first ${hasStarted ? 'step' : 'stage'} started; open the execution in Harness for the reason`;
}

/** The words for a status without a message from Harness. */
function plainly(phase: Phase, status: string): string {
  return /freeze/i.test(status)
    ? 'stopped by a deployment freeze'
    : /reject/i.test(status)
      ? 'the approval was rejected'
      : phase === 'expired'
        ? 'not finished within its time limit in Harness'
        : phase === 'aborted'
          ? 'aborted'
          : 'Harness gives no reason';
}
