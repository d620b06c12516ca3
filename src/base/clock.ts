import { setTimeout as pause } from 'node:timers/promises';

/** Time and chance, handed in so that hours can be tested in milliseconds. */
export interface Clock {
  /** Now in ms since 1970. Never runs backwards, whatever happens to the machine's clock. */
  now(): number;
  /** Resolves after so many ms, at once when the signal is or becomes aborted: whoever waits checks the signal then. */
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

/**
 * A signal that aborts when the bounds are over, and what lets go of it once the work is done.
 *
 * `AbortSignal.any` with `AbortSignal.timeout` would read better, but Node 20 loses such a timeout to the garbage collector:
 * a request without an answer would hang until the client's own three minutes are over.
 */
export function limited({ signal, limit }: Omit<Bounds, 'whileUnsent'>): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const over = new AbortController();
  const stop = (): void => {
    over.abort();
  };
  const timer = setTimeout(stop, Math.max(1, Math.floor(limit)));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  return {
    signal: over.signal,
    release: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms, signal) => {
    // The largest delay that Node's timers know; longer ones would fire at once.
    const bounded = Math.min(Math.max(0, ms), 2 ** 31 - 1);
    await pause(bounded, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
  random: Math.random,
};
