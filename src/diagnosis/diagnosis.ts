/** Why an execution ended as it did: the failed steps with cause, advice and log tail, and the output variables. */
import type { Clock } from '../base/clock.ts';
import { count } from '../base/text.ts';
import { Cancelled } from '../harness/errors.ts';
import { type Artifact, type ExecutionRef, failedStages, type Snapshot } from '../harness/execution.ts';
import { type ApprovalReader, rejection } from '../harness/nextgen/approvals.ts';
import type { Graph, GraphReader } from '../harness/nextgen/graph.ts';
import type { LogReader, LogTail } from '../harness/nextgen/logs.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import type { Retry } from '../harness/retry.ts';
import type { Phase } from '../harness/status.ts';
import { causesIn, earliestFirst } from './causes.ts';
import { decisionsOf, type StageDecision } from './decisions.ts';
import { type Cause, type Failure, stageFailures, stepFailure } from './failures.ts';
import { type Rollback, rollbackOf } from './rollback.ts';
import { describeFailure, readGraph, settledGraph } from './settled-graph.ts';
import { type TimedStep, timedSteps } from './steps.ts';
import { readLog } from './tails.ts';
import { type Variable, variablesIn } from './variables.ts';

export type { Failure, LogTail, Phase, Rollback, TimedStep, Variable };

/** What the full graph showed. */
export interface Diagnosis {
  /** In the order in which they failed: the first is the root cause. A failed execution has at least one. */
  readonly failures: readonly Failure[];
  /** Failures that the pipeline was configured to ignore. */
  readonly ignored: readonly Failure[];
  readonly variables: readonly Variable[];
  /** The ended steps, in the order in which they started. */
  readonly steps: readonly TimedStep[];
  /** Who approved or rejected. */
  readonly decisions: readonly StageDecision[];
  /** How the rollback ended, when one ran. */
  readonly rollback?: Rollback | undefined;
  readonly artifacts: readonly Artifact[];
  /** What is missing from the report, one sentence each. */
  readonly gaps: readonly string[];
}

/** How an engine reads what happened inside an execution. */
export type Inspector = GraphReader & LogReader & ApprovalReader;

/** What to diagnose. */
interface DiagnosisOrder {
  readonly ref: ExecutionRef;
  /** The last poll of the execution. */
  readonly snapshot: Snapshot;
  /** Undefined when the engine cannot read that, as without a key; then only the stages are reported. */
  readonly inspector: Inspector | undefined;
  readonly retry: Retry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whether the log tails of failed steps are read. */
  readonly logs: 'failed' | 'none';
  /** Saves a whole log. @returns its path; undefined when it could not be saved. Absent if complete logs are not wanted. */
  readonly saveLog?: ((log: string) => string | undefined) | undefined;
}

/** ms for everything. */
const BUDGET = 20_000;
/** Failures that are reported, logs that are read, chained executions that are followed, and how deep. */
const MAX_FAILURES = 50;
const MAX_LOGS = 10;
const MAX_CHILDREN = 10;
const MAX_LEVELS = 3;

/**
 * Diagnoses an execution within 20 s. It cannot change the verdict; missing details are sentences in `gaps`.
 *
 * @throws Cancelled when the signal aborts; nothing else
 */
export async function diagnose(order: DiagnosisOrder): Promise<Diagnosis> {
  const { ref, snapshot, inspector, clock } = order;
  const gaps = new Set<string>();
  const fromStages = (hasNoGraph = false): Diagnosis => {
    const failures = stageFailures({ ref, snapshot, hasNoGraph }, []);
    return toDiagnosis({ snapshot, gaps, failures, ignored: [], nodes: [] });
  };
  // A denied execution never ran, so it has no graph.
  if (inspector === undefined || snapshot.deniedBy !== undefined) {
    return fromStages();
  }
  try {
    expectLogs(order, inspector);
    const context = { ...order, inspector, gaps, deadline: clock.now() + BUDGET, followed: new Set([ref.id]) };
    const answer = await settledGraph(context);
    return answer?.graph === undefined ? fromStages(answer !== undefined) : await diagnoseGraph(answer.graph, context);
  } catch (error) {
    if (error instanceof Cancelled) {
      throw error;
    }
    gaps.add(`Some details are missing from the report: ${firstLine(error)}`);
    return fromStages();
  }
}

interface DiagnosisContext extends DiagnosisOrder {
  readonly inspector: Inspector;
  readonly gaps: Set<string>;
  /** ms since 1970 */
  readonly deadline: number;
  /** Ids of the executions that were diagnosed: chained ones could be a circle. */
  readonly followed: Set<string>;
}

/** Connections for the logs are opened while the graph is read. */
function expectLogs({ snapshot, logs }: DiagnosisOrder, inspector: Inspector): void {
  const failed = failedStages(snapshot).length;
  if (logs === 'failed' && failed > 1) {
    inspector.expectLogs(Math.min(failed, MAX_LOGS));
  }
}

async function diagnoseGraph(graph: Graph, context: DiagnosisContext): Promise<Diagnosis> {
  const { snapshot, gaps } = context;
  const { bad, ignored } = causesIn(graph.nodes);
  const leafCauses: Cause[] = [];
  for (const node of bad) {
    leafCauses.push(...(await leafCausesOf({ node, graph, above: [] }, context)));
  }
  const causes = leafCauses.slice(0, MAX_FAILURES);
  if (causes.length < leafCauses.length) {
    gaps.add(`${count(leafCauses.length - causes.length, 'more failure')} not shown.`);
  }
  const findings = await Promise.all(
    causes.map((cause, position) => failureWithLog(cause, position < MAX_LOGS, context)),
  );
  return toDiagnosis({
    snapshot,
    gaps,
    failures: earliestFirst([...findings, ...stageFailures(context, leafCauses)]),
    ignored: ignored.slice(0, MAX_FAILURES).map((node) => stepFailure({ node, graph, above: [] }, context)),
    nodes: graph.nodes,
  });
}

interface Findings extends Pick<Diagnosis, 'failures' | 'ignored'> {
  readonly snapshot: Snapshot;
  readonly gaps: ReadonlySet<string>;
  readonly nodes: readonly GraphNode[];
}

function toDiagnosis({ snapshot, gaps, failures, ignored, nodes }: Findings): Diagnosis {
  const artifacts = new Map<string, Artifact>();
  for (const artifact of [...snapshot.artifacts, ...nodes.flatMap((node) => node.artifacts)]) {
    const key = JSON.stringify([artifact.name, artifact.tag]);
    // The stage and the step that built it name the same image, not always with its link.
    artifacts.set(key, { ...artifact, url: artifact.url ?? artifacts.get(key)?.url });
  }
  return {
    failures,
    ignored,
    variables: variablesIn(nodes),
    steps: timedSteps(nodes, snapshot),
    decisions: decisionsOf(nodes, snapshot),
    rollback: rollbackOf(nodes, snapshot),
    artifacts: [...artifacts.values()].slice(0, MAX_FAILURES),
    gaps: [...gaps],
  };
}

/** @returns the causes inside the execution that a chained stage has started; the stage itself when there are none. */
async function leafCausesOf(cause: Cause, context: DiagnosisContext): Promise<readonly Cause[]> {
  const { node, above } = cause;
  const { followed, gaps } = context;
  if (node.child === undefined || followed.has(node.child.id)) {
    return [cause];
  }
  if (above.length === MAX_LEVELS || followed.size > MAX_CHILDREN) {
    gaps.add('Some chained pipelines were not read: there are too many, or they are nested too deeply.');
    return [cause];
  }
  followed.add(node.child.id);
  const graph = (await readGraph(node.child, context))?.graph;
  if (graph === undefined) {
    return [cause];
  }
  const inner: Cause[] = [];
  for (const each of causesIn(graph.nodes).bad) {
    inner.push(...(await leafCausesOf({ node: each, graph, above: [...above, node] }, context)));
  }
  return inner.length === 0 ? [cause] : inner;
}

async function failureWithLog(cause: Cause, withLog: boolean, context: DiagnosisContext): Promise<Failure> {
  const { node } = cause;
  const failure = stepFailure(cause, context);
  if (/reject/i.test(node.status)) {
    return { ...failure, by: node.by ?? (await whoRejected(cause, context)) };
  }
  // Approvals and queues have no log, and neither has a step that never started or that a freeze stopped.
  const isIdle =
    node.startedAt === undefined ||
    /Approval$|^ResourceConstraint$/.test(node.type ?? '') ||
    /freeze/i.test(node.status);
  const hasLog = node.kind === 'step' && !isIdle;
  if (context.logs === 'none' || !hasLog) {
    return failure;
  }
  if (!withLog) {
    return { ...failure, log: { missing: `Only the first ${MAX_LOGS} logs were read.` } };
  }
  const { saveLog } = context;
  const found = await readLog(node, { ...context, isWhole: saveLog !== undefined });
  if ('missing' in found) {
    return { ...failure, log: found };
  }
  const { whole, ...log } = found;
  const logFile = whole === undefined ? undefined : saveLog?.(whole);
  return { ...failure, log, ...(logFile === undefined ? {} : { logFile }) };
}

/** The graph names the approver if the step has an outcome; otherwise the approvals do, for personal access tokens. */
async function whoRejected({ node, graph }: Cause, context: DiagnosisContext): Promise<string | undefined> {
  const { inspector, retry, signal, deadline, gaps } = context;
  const order = { ...graph.at, execution: graph.at.id, status: 'REJECTED', node: node.id } as const;
  try {
    const answer = await retry.untilAnswered((bounds) => inspector.approvals(order, bounds), { deadline, signal });
    if ('unreadable' in answer) {
      gaps.add(`Could not read who rejected the approval. ${answer.unreadable}`);
      return undefined;
    }
    return rejection(answer.approvals.flatMap(({ decisions }) => decisions));
  } catch (error) {
    gaps.add(`Could not read who rejected the approval: ${describeFailure(error)}`);
    return undefined;
  }
}

/** An internal error, which is unrelated to Harness. */
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('');
}
