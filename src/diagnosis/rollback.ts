/** Whether something was rolled back. */
import type { Snapshot } from '../harness/execution.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import type { Phase } from '../harness/status.ts';

/**
 * @returns `succeeded` when everything that was rolled back was rolled back with success, else `failed`; undefined when no
 * rollback ran. Seen in the steps, and in the rollback stages where the graph has none.
 */
export function rollbackOf(nodes: readonly GraphNode[], snapshot: Snapshot): 'succeeded' | 'failed' | undefined {
  const ran = [
    ...nodes.filter((node) => node.isRollback && !node.isOldTry && node.kind === 'step'),
    ...snapshot.stages.filter((stage) => stage.isRollback === true && !stage.isGroup),
  ].filter(({ phase, startedAt }) => startedAt !== undefined && phase !== 'skipped' && phase !== 'queued');
  const isWell = (phase: Phase): boolean => phase === 'succeeded' || phase === 'ignored';
  return ran.length === 0 ? undefined : ran.every(({ phase }) => isWell(phase)) ? 'succeeded' : 'failed';
}
