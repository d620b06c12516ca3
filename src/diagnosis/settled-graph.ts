/** Reads the execution graph until it matches the execution's status. */
import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded, HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { Graph, GraphReader } from '../harness/nextgen/graph.ts';
import type { ExecutionPlace } from '../harness/nextgen/node.ts';
import type { Retry } from '../harness/retry.ts';
import { isFinal, isUnsuccessful } from '../harness/status.ts';
import { causesIn } from './causes.ts';

/** What reading a graph needs. */
interface GraphContext {
  readonly ref: ExecutionRef;
  /** The last poll of the execution. */
  readonly snapshot: Snapshot;
  readonly inspector: GraphReader;
  readonly retry: Retry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** What is missing from the report, one sentence each. */
  readonly gaps: Set<string>;
}

/** ms in which a graph that contradicts the execution's status is read again. */
const MAX_LAG = 10_000;
/**
 * ms to wait before each time. A graph is usually out of date only for a moment, and a failure is worth the other waits. A success needs
 * only its output variables: it waits once.
 */
const PAUSES = [250, 500, 1000, 2000, 4000] as const;
const PAUSES_AFTER_SUCCESS = [750] as const;

/**
 * The graph is updated after the execution's status. It is read again only while the two contradict each other.
 *
 * @returns undefined when it could not be read, which is one of the gaps then; without a graph when there is none
 */
export async function settledGraph(context: GraphContext): Promise<GraphAnswer | undefined> {
  const { ref, snapshot, clock, signal, gaps } = context;
  const until = clock.now() + MAX_LAG;
  const pauses = isUnsuccessful(snapshot.phase) || snapshot.phase === 'ignored' ? PAUSES : PAUSES_AFTER_SUCCESS;
  for (let tries = 0; ; tries += 1) {
    const answer = await readGraph({ id: ref.id }, context);
    if (answer === undefined || !contradicts(snapshot, answer.graph)) {
      return answer;
    }
    const pause = pauses[tries];
    if (pause === undefined || clock.now() + pause > until) {
      gaps.add(
        answer.graph === undefined
          ? 'Harness shows no steps for this execution, so their output variables are unknown.'
          : 'The execution graph does not match the final status; details may be incomplete.',
      );
      return answer;
    }
    await clock.sleep(pause, signal);
  }
}

function contradicts({ phase, stages }: Snapshot, graph: Graph | undefined): boolean {
  if (!isFinal(phase)) {
    return false;
  }
  const [root] = graph?.nodes ?? [];
  if (graph === undefined || root === undefined) {
    // An execution that ended in the queue has no graph.
    return stages.some(({ startedAt }) => startedAt !== undefined);
  }
  const { bad, ignored } = causesIn(graph.nodes);
  return (
    !isFinal(root.phase) || (isUnsuccessful(phase) && bad.length === 0) || (phase === 'ignored' && ignored.length === 0)
  );
}

/** What Harness answered: the graph, or that there is none. */
interface GraphAnswer {
  readonly graph: Graph | undefined;
}

/** @returns undefined when it could not be read, which is one of the gaps then. */
export async function readGraph(
  execution: ExecutionPlace,
  { inspector, retry, signal, deadline, gaps }: GraphContext,
): Promise<GraphAnswer | undefined> {
  try {
    return { graph: await retry.untilAnswered((bounds) => inspector.graph(execution, bounds), { deadline, signal }) };
  } catch (error) {
    gaps.add(`Could not read the steps: ${describeFailure(error)}`);
    return undefined;
  }
}

/** @throws Cancelled, and internal errors */
export function describeFailure(error: unknown): string {
  if (error instanceof DeadlineExceeded) {
    return error.last === undefined ? 'the time limit was reached.' : error.last.headline;
  }
  if (error instanceof HarnessError) {
    return error.headline;
  }
  throw error;
}
