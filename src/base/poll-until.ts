/** One loop for what is asked again and again, at pauses, until it is known or its time is over. */
import type { Clock } from './clock.ts';

/** How often, and for how long. */
interface Polling {
  readonly clock: Clock;
  /** Ends a pause when it aborts; what is polled finds out by itself that it did. */
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** ms to wait after each poll; the last of them again and again. A function is asked each time. */
  readonly pauses: readonly number[] | (() => number);
}

/**
 * @param poll gives undefined as long as there is nothing to know. It is called at least once, also after the deadline.
 * @returns the first value that is not undefined; undefined at the deadline, which the last pause does not pass.
 * @throws what `poll` throws.
 */
export async function pollUntil<T>(
  poll: () => Promise<T | undefined>,
  { clock, signal, deadline, pauses }: Polling,
): Promise<T | undefined> {
  for (let polls = 1; ; polls += 1) {
    const found = await poll();
    if (found !== undefined) {
      return found;
    }
    const pause = typeof pauses === 'function' ? pauses() : (pauses[Math.min(polls, pauses.length) - 1] ?? 0);
    await clock.sleep(Math.max(0, Math.min(pause, deadline - clock.now())), signal);
    if (clock.now() >= deadline) {
      return undefined;
    }
  }
}
