/** The logs of failed steps, which appear some seconds after a step has ended, or never. */
import type { Clock } from '../base/clock.ts';
import { Cancelled, HarnessError } from '../harness/errors.ts';
import type { LogReader, StoredLog } from '../harness/nextgen/logs.ts';
import type { GraphNode } from '../harness/nextgen/node.ts';
import { REQUEST_LIMIT } from '../harness/retry.ts';

/** Where and until when logs are read. */
interface LogOrder {
  readonly inspector: LogReader;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** Whether all of it is wanted, or only its end. */
  readonly isWhole: boolean;
}

/** ms to wait before a missing log is requested again. */
const PAUSES = [1000, 2000, 4000] as const;
/** ms after a step's end in which its log may still appear. */
const LOG_DELAY = 60_000;

/**
 * Does not report outages: an outage of the log service does not affect the execution, and the report does not need the log.
 *
 * @throws Cancelled when the signal aborts
 */
export async function readLog(node: GraphNode, order: LogOrder): Promise<StoredLog | { readonly missing: string }> {
  const { inspector, clock, signal, deadline, isWhole } = order;
  if (node.logKeys.length === 0) {
    return { missing: 'Harness lists no log for this step.' };
  }
  const isFresh = clock.now() - (node.endedAt ?? clock.now()) < LOG_DELAY;
  let failure: HarnessError | undefined;
  for (const pause of [...(isFresh ? PAUSES : []), 0]) {
    for (const key of node.logKeys) {
      const limit = Math.min(REQUEST_LIMIT, deadline - clock.now());
      if (limit <= 0) {
        return { missing: failure === undefined ? 'The time limit was reached.' : failure.headline };
      }
      try {
        const log = await inspector.log({ key, step: node.name, isWhole }, { signal, limit });
        failure = undefined;
        if (log !== undefined) {
          return log;
        }
      } catch (error) {
        if (signal.aborted) {
          throw new Cancelled();
        }
        if (!(error instanceof HarnessError)) {
          throw error;
        }
        failure = error;
        if (isFinal(error)) {
          return { missing: error.headline };
        }
      }
    }
    if (pause > 0) {
      await clock.sleep(Math.min(Math.max(pause, failure?.failure.retryAfter ?? 0), deadline - clock.now()), signal);
    }
  }
  return { missing: failure === undefined ? 'Harness has no log for this step.' : failure.headline };
}

function isFinal({ kind }: HarnessError): boolean {
  return kind === 'refused' || kind === 'redirect' || kind === 'untrusted';
}
