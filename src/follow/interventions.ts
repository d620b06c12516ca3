/** What failed, when an execution waits for a manual intervention. */
import { oneLine } from '../base/text.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { GraphReader } from '../harness/nextgen/graph.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';

/** How the failure is read. */
interface Reading {
  readonly ref: ExecutionRef;
  readonly inspector: GraphReader | undefined;
  readonly signal: AbortSignal;
  /** ms until the step's timeout. */
  readonly left: () => number;
}

/** Failures that are named; more belong on a page. */
const MAX_FAILURES = 5;

/**
 * The failure is that of the waiting step in the execution graph, which is read once for each wait; where that cannot be
 * read, at the waiting stage.
 *
 * @param limit ms for the request
 * @returns `Deploy › Rollout failed: …` with Harness's hints, line by line; none when Harness does not say
 */
export async function failuresToDecide(
  { ref, inspector, signal, left }: Reading,
  { snapshot, limit }: { readonly snapshot: Snapshot; readonly limit: number },
): Promise<string[]> {
  const stages = snapshot.stages.filter(({ phase, isGroup, message }) => phase === 'waiting' && !isGroup && message);
  const ofStages = stages.map(({ name, message = '' }) => `${oneLine(name, 60)} failed: ${oneLine(message, 500)}`);
  const time = Math.min(limit, left());
  if (inspector === undefined || time <= 0) {
    return ofStages;
  }
  try {
    const graph = await inspector.graph({ id: ref.id }, { signal, limit: time });
    const steps = (graph?.nodes ?? []).filter(isUndecided).slice(0, MAX_FAILURES);
    return steps.length === 0 ? ofStages : steps.flatMap(linesOf);
  } catch (error) {
    if (error instanceof HarnessError) {
      return ofStages;
    }
    throw error;
  }
}

function isUndecided({ kind, status, message, isOldTry }: GraphNode): boolean {
  return kind === 'step' && /intervention/i.test(status) && message !== undefined && !isOldTry;
}

function linesOf({ name, stage, message = '', hints }: GraphNode): string[] {
  const place = [...(stage === undefined ? [] : [stage.name]), name].map((each) => oneLine(each, 60)).join(' › ');
  return [`${place} failed: ${oneLine(message, 500)}`, ...hints.map((hint) => `Hint: ${oneLine(hint, 500)}`)];
}
