/** When the next request for a log may be sent: evenly apart, however many steps run, and not while Harness wants none. */
import type { Clock } from '../base/clock.ts';
import { isAborted } from '../base/signals.ts';
import { requestCost } from '../harness/rate-budget.ts';

/** What taking turns needs. */
interface LogTurnOptions {
  readonly clock: Clock;
  /** Ends the wait for a turn. */
  readonly signal: AbortSignal;
  /** How many jobs of a matrix share the key. */
  readonly matrixSize: number;
  /** ms for which Harness wants no request of this key. */
  readonly backOff: () => number;
}

/** The turns of all logs of one execution. */
export interface LogTurns {
  /** Waits for the next turn. @returns false when all is over before that. */
  next(): Promise<boolean>;
  /** There is no turn for so many ms. */
  postpone(ms: number): void;
}

/** ms between two requests for logs: two a second, however many steps run. */
const LOG_REQUEST_INTERVAL = 500;
/** The part of this job's requests that logs may take, where a matrix shares the key: the polls need the rest. */
const SHARE = 0.5;

/** The first turn is at once. */
export function openLogTurns({ clock, signal, matrixSize, backOff }: LogTurnOptions): LogTurns {
  const interval = Math.max(LOG_REQUEST_INTERVAL, requestCost(matrixSize) / SHARE);
  let nextRequest = 0;
  return {
    async next() {
      for (;;) {
        const at = Math.max(clock.now() + backOff(), nextRequest);
        nextRequest = at + interval;
        await clock.sleep(at - clock.now(), signal);
        // Meanwhile a poll may have been refused for the rate limit: then another turn is awaited, each log its own.
        if (isAborted(signal) || backOff() === 0) {
          return !isAborted(signal);
        }
      }
    },
    postpone(ms) {
      nextRequest = Math.max(nextRequest, clock.now() + ms);
    },
  };
}
