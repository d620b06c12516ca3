/** At most one start: sent once, and searched for when its answer is lost. */
import type { Bounds, Clock } from '../base/clock.ts';
import { pollUntil } from '../base/poll-until.ts';
import { onAbort } from '../base/signals.ts';
import { Cancelled, HarnessError, DeadlineExceeded } from '../harness/errors.ts';
import type { StartedExecution } from '../harness/execution.ts';
import type { Retry } from '../harness/retry.ts';
import type { SearchBounds } from './search.ts';

/** The result of a start; `T` is what its answer holds, by default an execution. */
export type StartResult<T = StartedExecution> =
  | { readonly kind: 'started'; readonly started: T; readonly how: 'answered' | 'found' }
  /** Certainly not started: refused, or never sent. */
  | { readonly kind: 'refused'; readonly error: HarnessError }
  /** It cannot be known. `searches` is undefined where a start carries no marker to search for. */
  | { readonly kind: 'in-doubt'; readonly error: HarnessError; readonly searches: number | undefined }
  /** The step's time was over before the start could be sent. Certainly not started. */
  | { readonly kind: 'too-late'; readonly error: HarnessError | undefined }
  /** `wasSent`: it may have been accepted; the post step searches for it. */
  | { readonly kind: 'cancelled'; readonly wasSent: boolean };

/** A start, ready to be sent. */
export interface StartOptions<T = StartedExecution> {
  /** Sends the request once, over a fresh connection. */
  readonly send: (bounds: Bounds) => Promise<T>;
  /** One search for the execution; absent where a start carries no marker. */
  readonly find?: ((until: SearchBounds) => Promise<T | undefined>) | undefined;
  readonly retry: Retry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** Called when the answer was lost, before the first search. */
  readonly onLostAnswer: (error: HarnessError) => void;
}

/** ms for the start: Harness fetches templates, checks policies and makes the plan before it answers. */
const START_LIMIT = 120_000;
/** ms that a cancelled job still waits for the answer to a start: with it the execution can be aborted at once. */
const CANCEL_GRACE = 4000;
/** A start is in doubt once this many searches, over this many ms of contact, have found nothing. */
const MIN_SEARCHES = 3;
const MIN_SEARCH_TIME = 90_000;
/** ms between searches: short at first, because a start whose answer was lost has usually happened. */
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 15_000] as const;
/** ms for one search when the deadline has already passed. */
const LATE_SEARCH_LIMIT = 10_000;

/** Starts at most once. */
export async function startOnce<T>(launch: StartOptions<T>): Promise<StartResult<T>> {
  const { retry, clock, signal, deadline } = launch;
  const grace = graceSignal(signal, clock);
  try {
    // untilAnswered() repeats what it is thrown: only failures in which the request certainly did not arrive are thrown at it.
    const answer = await retry.untilAnswered(
      async ({ limit }): Promise<T | HarnessError> => {
        try {
          return await launch.send({ signal: grace.signal, limit, whileUnsent: signal });
        } catch (error) {
          if (!(error instanceof HarnessError) || ['unsent', 'handshake', 'limited'].includes(error.kind)) {
            throw error;
          }
          return error;
        }
      },
      { deadline, signal, limit: START_LIMIT, givesUpUnreached: true },
    );
    if (!(answer instanceof HarnessError)) {
      return { kind: 'started', started: answer, how: 'answered' };
    }
    if (isRefusal(answer)) {
      return { kind: 'refused', error: answer };
    }
    if (signal.aborted) {
      return { kind: 'cancelled', wasSent: true };
    }
    return await searchForStart(launch, answer);
  } catch (error) {
    return endedBefore(error);
  } finally {
    grace.end();
  }
}

/**
 * @returns what an error on the way to a start means: nothing was started.
 * @throws the error itself, when it is about the inputs or a fault of this program.
 */
export function endedBefore(error: unknown): Exclude<StartResult, { readonly kind: 'started' }> {
  if (error instanceof Cancelled) {
    return { kind: 'cancelled', wasSent: false };
  }
  if (error instanceof DeadlineExceeded) {
    return { kind: 'too-late', error: error.last };
  }
  if (error instanceof HarnessError) {
    return { kind: 'refused', error };
  }
  throw error;
}

/**
 * Harness's own error in a 4xx is a clear no. An error inside a 200 is not: the start may have happened. Where
 * the HTTP status says nothing at all (GraphQL), the engine leaves it out.
 */
function isRefusal(error: HarnessError): boolean {
  return error.kind === 'untrusted' || (error.kind === 'refused' && (error.failure.status ?? 400) >= 400);
}

/** A signal that aborts a while after the other one does. */
function graceSignal(signal: AbortSignal, clock: Clock): { readonly signal: AbortSignal; readonly end: () => void } {
  const late = new AbortController();
  const over = new AbortController();
  const abortAfter = async (ms: number): Promise<void> => {
    await clock.sleep(ms, over.signal);
    late.abort();
  };
  const begin = (): void => {
    void abortAfter(CANCEL_GRACE);
  };
  if (signal.aborted) {
    late.abort();
  }
  const stopListening = onAbort([signal], begin);
  return {
    signal: late.signal,
    end: () => {
      stopListening();
      over.abort();
    },
  };
}

async function searchForStart<T>(launch: StartOptions<T>, error: HarnessError): Promise<StartResult<T>> {
  const { clock, retry, find, signal, deadline } = launch;
  if (find === undefined) {
    return { kind: 'in-doubt', error, searches: undefined };
  }
  launch.onLostAnswer(error);
  let searches = 0;
  let since: { readonly at: number; readonly out: number } | undefined;
  const search = async (): Promise<StartResult<T> | undefined> => {
    const began = { at: clock.now(), out: retry.unreachableMs };
    const late = searches === 0 ? began.at + LATE_SEARCH_LIMIT : 0;
    const found = await find({ deadline: Math.max(deadline, late), skipsBackOff: late > deadline });
    if (found !== undefined) {
      return { kind: 'started', started: found, how: 'found' };
    }
    searches += 1;
    since ??= { at: clock.now(), out: retry.unreachableMs };
    // A search shows what existed when it began, and time without contact proves nothing.
    const searched = began.at - since.at - (began.out - since.out);
    const isEnough = searches >= MIN_SEARCHES && searched >= MIN_SEARCH_TIME;
    return isEnough ? { kind: 'in-doubt', error, searches } : undefined;
  };
  try {
    const result = await pollUntil(search, { clock, signal, deadline, pauses: SEARCH_PAUSES });
    return result ?? { kind: 'in-doubt', error, searches };
  } catch (failure) {
    if (failure instanceof Cancelled) {
      return { kind: 'cancelled', wasSent: true };
    }
    if (failure instanceof HarnessError || failure instanceof DeadlineExceeded) {
      return { kind: 'in-doubt', error, searches };
    }
    throw failure;
  }
}
