/** The steps of an execution with their times. */
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
  /** Whether it waited for a person. */
  readonly isApproval: boolean;
}

/** @returns the steps that have ended, in the order in which they began; without groups, older tries and Harness's internal nodes. */
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
