/** The steps of an execution with their times: where the time went. */
import type { Snapshot, Stage } from '../harness/execution.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import type { Phase } from '../harness/status.ts';
import { stageAmong } from './failures.ts';

/** A step that has ended. */
export interface TimedStep {
  readonly name: string;
  /** The stage of the snapshot that it belongs to. */
  readonly stage: Stage;
  readonly phase: Phase;
  /** ms since 1970 */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether its time went by waiting for a person. */
  readonly isApproval: boolean;
}

/**
 * @returns the steps that have ended, in the order in which they began; without what only holds other steps,
 * older tries, and nodes of Harness's own.
 */
export function timedSteps(nodes: readonly GraphNode[], snapshot: Snapshot): TimedStep[] {
  const holders = new Set(nodes.flatMap(({ holder }) => holder ?? []));
  return nodes
    .flatMap((node) => {
      const { name, kind, phase, type = '', startedAt, endedAt } = node;
      const stage = node.stage === undefined ? undefined : stageAmong(snapshot, node.stage);
      const isShown =
        kind === 'step' && !holders.has(node) && phase !== 'skipped' && !node.isOldTry && !node.isInternal;
      return !isShown || stage === undefined || startedAt === undefined || endedAt === undefined
        ? []
        : [{ name, stage, phase, startedAt, endedAt, isApproval: type.endsWith('Approval') }];
    })
    .toSorted((one, other) => one.startedAt - other.startedAt);
}
