/** Who approved or rejected, stage by stage. */
import type { Snapshot, Stage } from '../harness/execution.ts';
import type { Decision } from '../harness/nextgen/approvals.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import { stageAmong } from './failures.ts';

/** Who approved or rejected in a stage. */
export interface StageDecision extends Decision {
  /** The same object as in the snapshot's stages. */
  readonly stage: Stage | undefined;
  /** Name of the approval step. */
  readonly step: string;
}

/** @returns what people decided in approval steps, in the order of the steps. */
export function decisionsOf(nodes: readonly GraphNode[], snapshot: Snapshot): StageDecision[] {
  return nodes
    .filter(({ isOldTry }) => !isOldTry)
    .flatMap((node) =>
      node.decisions.map((decision) => ({ ...decision, stage: stageAmong(snapshot, node), step: node.name })),
    );
}

/** @returns why a stage was skipped, or who approved or rejected in it: the key `why` of its result; undefined for neither. */
export function whyOf(stage: Stage, decisions: readonly StageDecision[]): string | undefined {
  const said = decisions.filter((decision) => decision.stage === stage).map(describeDecision);
  return stage.skippedBecause ?? (said.length === 0 ? undefined : said.join('; '));
}

/** @returns `approved by J. Doe: Looks good` */
export function describeDecision({ isRejection, by, comment }: Decision): string {
  const who = by === undefined ? '' : ` by ${by}`;
  return `${isRejection ? 'rejected' : 'approved'}${who}${comment === undefined ? '' : `: ${comment}`}`;
}
