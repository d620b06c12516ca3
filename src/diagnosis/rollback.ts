/** Whether something was rolled back. */
import type { Snapshot } from '../harness/execution.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';

/** How a rollback ended. */
export interface Rollback {
  /** `idle`: it ran, and there was nothing to roll back. */
  readonly end: 'succeeded' | 'failed' | 'idle';
  /** Harness's reason why there was nothing. */
  readonly reason?: string | undefined;
}

/**
 * @returns `succeeded` when everything that was rolled back was rolled back with success; undefined when no rollback ran.
 * Seen in the steps, and in the rollback stages where the graph has none.
 */
export function rollbackOf(nodes: readonly GraphNode[], snapshot: Snapshot): Rollback | undefined {
  const holders = new Set(nodes.map(({ holder }) => holder));
  const steps = nodes.filter((node) => node.isRollback && !node.isOldTry && node.kind === 'step' && !holders.has(node));
  const stages = snapshot.stages.filter((stage) => stage.isRollback === true && !stage.isGroup);
  const ran = [...steps, ...stages].filter(
    ({ phase, startedAt, skippedBecause }) =>
      startedAt !== undefined && phase !== 'skipped' && phase !== 'queued' && skippedBecause === undefined,
  );
  if (ran.length === 0) {
    const reason = steps.find((step) => step.phase === 'succeeded')?.skippedBecause;
    return reason === undefined ? undefined : { end: 'idle', reason };
  }
  return { end: ran.every(({ phase }) => phase === 'succeeded' || phase === 'ignored') ? 'succeeded' : 'failed' };
}
