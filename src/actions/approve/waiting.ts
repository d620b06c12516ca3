/** Selects an approval of an execution: the only one that is waiting, or the one of a step that the author names. */
import { count, oneLine } from '../../base/text.ts';
import type { ExecutionRef } from '../../harness/execution.ts';
import type { Approval, ApprovalOrder, Approvals } from '../../harness/nextgen/approvals.ts';
import type { GraphNode } from '../../harness/nextgen/node.ts';
import type { RetryBounds } from '../../harness/retry.ts';
import type { Connection } from '../../lifecycle/connect.ts';

/** A waiting approval, or why none can be decided: lines that say what to do. */
type Selection = { readonly approval: Approval } | { readonly problem: string };

/**
 * Harness's responses name no step, so for several approvals they are read again, step by step.
 *
 * @param step identifier; empty for the only approval that waits
 * @throws HarnessError, DeadlineExceeded, Cancelled
 */
export async function selectApproval(
  connection: Connection,
  { ref, step }: { readonly ref: ExecutionRef; readonly step: string },
  until: RetryBounds,
): Promise<Selection> {
  const read = (node?: string): Promise<Approvals> => {
    const order: ApprovalOrder = { execution: ref.id, status: 'WAITING', node };
    return connection.retry.untilAnswered((bounds) => connection.inspector.approvals(order, bounds), until);
  };
  const all = await read();
  if ('unreadable' in all) {
    return { problem: all.unreadable };
  }
  const own = all.approvals.filter(isOwn);
  const [only] = own;
  if (only === undefined) {
    const others = all.approvals.map(({ type }) => oneLine(type, 60));
    return {
      problem:
        others.length === 0
          ? NONE
          : `${NONE} An approval in another system is waiting (${others.join(', ')}). Approve or reject it there.`,
    };
  }
  if (step === '' && own.length === 1) {
    return { approval: only };
  }
  const nodes = await waitingSteps(connection, ref, until);
  const named = nodes.filter(({ identifier }) => identifier === step);
  const [node] = named;
  const list = nodes.map((each) => `  ${each.identifier}  ${placeOf(each)}`);
  if (step === '') {
    return { problem: [`${count(own.length, 'approval')} are waiting. Select one with step:`, ...list].join('\n') };
  }
  if (node === undefined || named.length > 1) {
    const which = node === undefined ? 'No approval step' : 'More than one approval step';
    return { problem: [`${which} '${oneLine(step, 80)}' is waiting. Waiting approvals:`, ...list].join('\n') };
  }
  const found = await read(node.id);
  const [approval, ...more] = 'unreadable' in found ? [] : found.approvals.filter(isOwn);
  return approval === undefined || more.length > 0
    ? { problem: `Harness does not say which approval belongs to the step '${oneLine(step, 80)}'.` }
    : { approval };
}

const NONE = 'No Harness approval is waiting.';

/** Jira and ServiceNow approvals are decided in those systems. */
function isOwn({ id, type }: Approval): boolean {
  return id !== '' && (type === '' || type === 'HarnessApproval');
}

async function waitingSteps(
  { inspector, retry }: Connection,
  ref: ExecutionRef,
  until: RetryBounds,
): Promise<readonly GraphNode[]> {
  const graph = await retry.untilAnswered((bounds) => inspector.graph({ id: ref.id }, bounds), until);
  const isWaiting = ({ kind, phase, type, isOldTry }: GraphNode): boolean =>
    kind === 'step' && phase === 'waiting' && type === 'HarnessApproval' && !isOldTry;
  return graph?.nodes.filter(isWaiting) ?? [];
}

function placeOf({ stage, name }: GraphNode): string {
  return [stage?.name, name].filter((part) => part !== undefined).join(' › ');
}
