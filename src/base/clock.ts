import { setTimeout as pause } from 'node:timers/promises';

/** Time and random numbers, passed in so that hours can be tested in milliseconds. */
export interface Clock {
  /** Now in ms since 1970. Never runs backwards, whatever happens to the machine's clock. */
  now(): number;
  /** Resolves after so many ms, or as soon as the signal is aborted; the caller then checks the signal. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

/** The bounds of one request. */
export interface Bounds {
  /** Ends the request when the job is cancelled. */
  readonly signal: AbortSignal;
  /** ms for the whole request: connecting, headers and body. */
  readonly limit: number;
  /** Ends the request as long as nothing of it was sent: no start leaves after a cancel, one that has left may be answered. */
  readonly whileUnsent?: AbortSignal;
}

let started: number | undefined;

/**
 * @returns when this process was started, in ms since 1970, as the machine's clock said at the first call. `performance` knows
 * it as well, and takes 14 modules of Node (1 ms) to say so.
 */
export function processStart(): number {
  return (started ??= Date.now() - process.uptime() * 1000);
}

export const systemClock: Clock = {
  now: () => processStart() + process.uptime() * 1000,
  sleep: async (ms, signal) => {
    const end = systemClock.now() + ms;
    const isOver = (): boolean => systemClock.now() >= end || signal?.aborted === true;
    do {
      // The largest delay that Node's timers know; longer ones would fire at once.
      const bounded = Math.min(Math.max(0, end - systemClock.now()), 2 ** 31 - 1);
      await pause(bounded, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      // Timers fire up to a millisecond early: who waits for a deadline would have as much time for one more request.
    } while (!isOver());
  },
  random: Math.random,
};
