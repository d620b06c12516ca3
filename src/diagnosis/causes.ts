/** What made an execution fail, according to its graph: failed nodes without a failed node inside. */
import type { Stage } from '../harness/execution.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import { isUnsuccessful, type Phase } from '../harness/status.ts';

/** The leaf causes in a graph, the earliest first. */
interface Causes {
  readonly bad: readonly GraphNode[];
  /** Failures that the pipeline was configured to ignore, in a step or in what holds it. */
  readonly ignored: readonly GraphNode[];
}

/**
 * The parents of a failed step fail with the same message, so only the innermost failure is a cause. A try that was followed by another one
 * is not a cause, and neither is a failure inside a node that succeeded.
 *
 * @param nodes parents before children
 */
export function causesIn(nodes: readonly GraphNode[]): Causes {
  const counted = nodes.filter((node) => !node.isOldTry);
  const effects = effectsOf(counted);
  const holdsBad = new Set<GraphNode>();
  const holdsIgnored = new Set<GraphNode>();
  const causes: { bad: GraphNode[]; ignored: GraphNode[] } = { bad: [], ignored: [] };
  for (const node of counted.toReversed()) {
    // A section only passes on failures inside it; without any, its stage is the cause.
    const isCause = node.kind !== 'section';
    const isFailed = isCause && isUnsuccessful(node.phase);
    const isIgnored = isCause && node.phase === 'ignored';
    // An ignored failure does not explain why its parent failed.
    const isLeaf = !holdsBad.has(node) && (isFailed || (isIgnored && !holdsIgnored.has(node)));
    const kind = effects.get(node) ?? 'bad';
    if (isLeaf && kind !== 'overcome') {
      causes[kind].push(node);
    }
    if (node.holder === undefined || endedWell(node.phase)) {
      continue;
    }
    if (node.phase !== 'ignored' && (isFailed || holdsBad.has(node))) {
      holdsBad.add(node.holder);
    } else if (isIgnored || holdsBad.has(node) || holdsIgnored.has(node)) {
      holdsIgnored.add(node.holder);
    }
  }
  return { bad: earliestFirst(causes.bad.toReversed()), ignored: earliestFirst(causes.ignored.toReversed()) };
}

/** The effect of a failure in each node: the nearest parent that did not fail decides. */
function effectsOf(nodes: readonly GraphNode[]): ReadonlyMap<GraphNode, 'bad' | 'ignored' | 'overcome'> {
  const effects = new Map<GraphNode, 'bad' | 'ignored' | 'overcome'>();
  for (const node of nodes) {
    const inherited = node.holder === undefined ? 'bad' : (effects.get(node.holder) ?? 'bad');
    effects.set(node, node.phase === 'ignored' ? 'ignored' : endedWell(node.phase) ? 'overcome' : inherited);
  }
  return effects;
}

function endedWell(phase: Phase): boolean {
  return phase === 'succeeded' || phase === 'skipped';
}

/** Something that ended. */
/**
 * @returns them by the time of their end: the first failure caused the others to fail, to be aborted or to be rolled back. At the same
 *   time, a failure comes before the aborts that it caused.
 */
export function earliestFirst<T extends Pick<Stage, 'endedAt' | 'phase'>>(failed: readonly T[]): T[] {
  const end = ({ endedAt }: T): number => endedAt ?? Number.MAX_SAFE_INTEGER;
  const rank = ({ phase }: T): number => (phase === 'aborted' ? 1 : 0);
  return failed.toSorted((one, other) => end(one) - end(other) || rank(one) - rank(other));
}
