/** Who may approve the executions that wait. */
import { oneLine } from '../../base/text.ts';
import type { Inspector } from '../../diagnosis/diagnosis.ts';
import { describeApprovers } from '../../follow/approvals.ts';
import { HarnessError } from '../../harness/errors.ts';
import type { ListedExecution } from '../../harness/execution.ts';
import type { Step } from '../../runner/step.ts';

/** The newest executions that wait of which the approvers are read, a request each, and ms for it. */
const MAX_APPROVALS = 5;
const APPROVALS_LIMIT = 10_000;

/** @returns by whom and until when they are to be approved, by the execution's id; none where this cannot be read. */
export async function approversOf(
  found: readonly ListedExecution[],
  { log, signal }: Pick<Step, 'log' | 'signal'>,
  inspector: Pick<Inspector, 'approvals'>,
): Promise<ReadonlyMap<string, string>> {
  const waiting = found
    .filter(({ snapshot: { phase, status } }) => phase === 'waiting' && /approval/i.test(status))
    .slice(0, MAX_APPROVALS);
  const answers = await Promise.all(
    waiting.map(async ({ ref: { id } }) => {
      try {
        const answer = await inspector.approvals(
          { execution: id, status: 'WAITING' },
          { signal, limit: APPROVALS_LIMIT },
        );
        return { id, ...answer };
      } catch (error) {
        if (error instanceof HarnessError) {
          return { id, unreadable: error.headline };
        }
        throw error;
      }
    }),
  );
  const [unreadable] = answers.flatMap((answer) => ('unreadable' in answer ? [answer.unreadable] : []));
  if (unreadable !== undefined && !signal.aborted) {
    log.info(`Could not read who may approve: ${oneLine(unreadable, 300)}`);
  }
  return new Map(
    answers.flatMap((answer) => ('approvals' in answer ? [[answer.id, describeApprovers(answer.approvals)]] : [])),
  );
}
