/** Aborts an execution until its end is seen. */
import type { Clock } from '../base/clock.ts';
import { pollUntil } from '../base/poll-until.ts';
import { DeadlineExceeded } from '../harness/errors.ts';
import type { Engine, ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { Retry } from '../harness/retry.ts';
import { isFinal, type Phase } from '../harness/status.ts';

/** An execution, and how it is read. */
export interface Target {
  readonly engine: Engine;
  readonly ref: ExecutionRef;
  readonly retry: Retry;
  /** Whether the id comes from an input: then "not found" is final immediately. */
  readonly isGiven?: boolean | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Given each snapshot. */
  readonly onSnapshot: (snapshot: Snapshot) => Promise<void> | void;
  /** ms between polls; 1 s unless given. */
  readonly interval?: number | undefined;
}

/** ms between polls while an abort takes effect, and until one that shows no effect is repeated. */
const ABORT_POLL_INTERVAL = 1000;
const ABORT_REPEAT_AFTER = 10_000;
/** ms for one request of these: on a dead connection it would use up all the time. */
const ABORT_REQUEST_LIMIT = 10_000;

/**
 * Aborts an execution and polls it until it has ended; one that is being aborted already is only polled.
 *
 * @param deadline ms since 1970
 * @returns the final snapshot; undefined when the end was not seen in time.
 * @throws HarnessError when Harness refuses the abort or the poll, or could not be asked in time; Cancelled.
 */
export async function abortUntilEnded(
  target: Target,
  { phase, deadline }: { readonly phase: Phase; readonly deadline: number },
): Promise<Snapshot | undefined> {
  const { engine, ref, retry, isGiven, clock, signal, interval = ABORT_POLL_INTERVAL } = target;
  const until = { deadline, signal, limit: ABORT_REQUEST_LIMIT, skipsBackOff: true, isGiven };
  let seen = phase;
  let askedAt = -Infinity;
  let isAccepted = phase === 'stopping';
  const isDue = (): boolean => seen !== 'stopping' && clock.now() - askedAt >= ABORT_REPEAT_AFTER;
  const abortAndRead = async (): Promise<Snapshot | undefined> => {
    if (isDue()) {
      askedAt = clock.now();
      await retry.untilAnswered((bounds) => engine.abort(ref, bounds), until);
      isAccepted = true;
    }
    const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), until);
    await target.onSnapshot(snapshot);
    seen = snapshot.phase;
    return isFinal(seen) ? snapshot : undefined;
  };
  try {
    // An abort by someone else that did not last leaves it running again: there may be no time for another poll.
    return await pollUntil(abortAndRead, { clock, signal, deadline, pauses: () => (isDue() ? 0 : interval) });
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) {
      throw error;
    }
    if (!isAccepted && error.last !== undefined) {
      throw error.last; // The abort never arrived, so an unconfirmed end would be misleading.
    }
    return undefined;
  }
}
