/** Abort signals: what happens when one aborts, and how listeners are removed afterwards. */
import type { Bounds } from './clock.ts';

/**
 * Calls `act` once one of the signals aborts, at once when one is aborted already.
 *
 * `AbortSignal.any` with `AbortSignal.timeout` would read better, but Node 20 loses such a timeout to the garbage collector:
 * a request without an answer would hang until the client's own three minutes are over.
 *
 * @returns what removes the listeners from the signals. They outlive what listens to them: a step's signal would collect the listeners of every request.
 */
export function onAbort(signals: readonly AbortSignal[], act: () => void): () => void {
  for (const signal of signals) {
    signal.addEventListener('abort', act, { once: true });
  }
  if (signals.some(isAborted)) {
    act();
  }
  return () => {
    for (const signal of signals) {
      signal.removeEventListener('abort', act);
    }
  };
}

/** A function, because a signal changes during an await, which the compiler does not know. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** A signal that aborts when the bounds are over, and what removes its listeners once the work is done. */
export function limited({ signal, limit }: Omit<Bounds, 'whileUnsent'>): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const over = new AbortController();
  const stop = (): void => {
    over.abort();
  };
  const timer = setTimeout(stop, Math.max(1, Math.floor(limit)));
  const stopListening = onAbort([signal], stop);
  return {
    signal: over.signal,
    release: () => {
      clearTimeout(timer);
      stopListening();
    },
  };
}

/** @returns what the work gives. @throws AbortError when the signal aborts first, whether or not the work listens to it. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopListening: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stopListening = onAbort([signal], () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stopListening?.();
    work.catch(() => undefined); // A later rejection must not end the process as unhandled.
  }
}
