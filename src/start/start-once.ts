/** At most one start: sent once, and looked up when its answer is lost. */
import type { Bounds, Clock } from '../base/clock.ts';
import type { Started } from '../harness/nextgen/executions.ts';
import { Cancelled, HarnessError, Overdue } from '../harness/errors.ts';
import type { Contact } from '../harness/retry.ts';
import type { LookUntil } from './search.ts';

/** What became of a start; `T` is what its answer tells, an execution unless said otherwise. */
export type Launched<T = Started> =
  | { readonly kind: 'started'; readonly started: T; readonly how: 'answered' | 'found' }
  /** Certainly not started: refused, or never sent. */
  | { readonly kind: 'refused'; readonly error: HarnessError }
  /** Nobody knows. `looks` is undefined where a start leaves no mark by which it could be looked for. */
  | { readonly kind: 'in-doubt'; readonly error: HarnessError; readonly looks: number | undefined }
  /** The step's time was over before the start could be sent. Certainly not started. */
  | { readonly kind: 'too-late'; readonly error: HarnessError | undefined }
  /** `wasSent`: it may have been accepted; the post step looks. */
  | { readonly kind: 'cancelled'; readonly wasSent: boolean };

/** A start, ready to be sent. */
export interface Launch<T = Started> {
  /** Sends the request once, over a fresh connection. */
  readonly send: (bounds: Bounds) => Promise<T>;
  /** One look for the execution, where its marker can be found. */
  readonly find?: ((until: LookUntil) => Promise<T | undefined>) | undefined;
  readonly contact: Contact;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** Told when the answer was lost and the looking begins. */
  readonly doubting: (error: HarnessError) => void;
}

/** ms for the start: Harness fetches templates, checks policies and makes the plan before it answers. */
const START_LIMIT = 120_000;
/** ms that a cancelled job still waits for the answer to a start: with it the execution can be aborted at once. */
const CANCEL_GRACE = 4000;
/** In doubt not before so many looks over so many ms of contact found nothing. */
const LOOKS = 3;
const LOOKED_FOR = 90_000;
/** ms between looks: at first soon, because a start whose answer was lost has usually happened. */
const LOOK_PAUSES = [1000, 2000, 4000, 8000, 15_000] as const;
/** ms for one look when the time is already over. */
const LATE_LOOK = 10_000;

/** Starts at most once. */
export async function startOnce<T>(launch: Launch<T>): Promise<Launched<T>> {
  const { contact, clock, signal, deadline } = launch;
  const patience = graceAfter(signal, clock);
  try {
    // insist() repeats what it is thrown, so only the fates that certainly did not arrive are thrown at it.
    const answer = await contact.insist(
      async ({ limit }): Promise<T | HarnessError> => {
        try {
          return await launch.send({ signal: patience.signal, limit });
        } catch (error) {
          if (!(error instanceof HarnessError) || error.fate === 'unsent' || error.fate === 'limited') {
            throw error;
          }
          return error;
        }
      },
      { deadline, signal, limit: START_LIMIT, givesUp: true },
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
    return await reconcile(launch, answer);
  } catch (error) {
    return endedBefore(error);
  } finally {
    patience.end();
  }
}

/**
 * @returns what an error on the way to a start means: nothing was started.
 * @throws the error itself, when it is about the inputs or a fault of this program.
 */
export function endedBefore(error: unknown): Exclude<Launched, { readonly kind: 'started' }> {
  if (error instanceof Cancelled) {
    return { kind: 'cancelled', wasSent: false };
  }
  if (error instanceof Overdue) {
    return { kind: 'too-late', error: error.last };
  }
  if (error instanceof HarnessError) {
    return { kind: 'refused', error };
  }
  throw error;
}

/**
 * Harness's own error in a 4xx is a clear no. An error inside a 200 is not: nobody knows what became of the start. Where
 * the HTTP status says nothing at all (GraphQL), the engine leaves it out.
 */
function isRefusal(error: HarnessError): boolean {
  return error.fate === 'untrusted' || (error.fate === 'refused' && (error.trouble.status ?? 400) >= 400);
}

/** A signal that aborts a while after the other one does. */
function graceAfter(signal: AbortSignal, clock: Clock): { readonly signal: AbortSignal; readonly end: () => void } {
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
  signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    end: () => {
      signal.removeEventListener('abort', begin);
      over.abort();
    },
  };
}

async function reconcile<T>(launch: Launch<T>, error: HarnessError): Promise<Launched<T>> {
  const { clock, contact, find, signal } = launch;
  if (find === undefined) {
    return { kind: 'in-doubt', error, looks: undefined };
  }
  launch.doubting(error);
  let looks = 0;
  let since: { readonly at: number; readonly out: number } | undefined;
  try {
    for (;;) {
      const began = { at: clock.now(), out: contact.out };
      const late = looks === 0 ? began.at + LATE_LOOK : 0;
      const found = await find({ deadline: Math.max(launch.deadline, late), atOnce: late > launch.deadline });
      if (found !== undefined) {
        return { kind: 'started', started: found, how: 'found' };
      }
      looks += 1;
      since ??= { at: clock.now(), out: contact.out };
      // A look tells what there was when it began, and time out of contact proves nothing.
      const looked = began.at - since.at - (began.out - since.out);
      if (looks >= LOOKS && looked >= LOOKED_FOR) {
        return { kind: 'in-doubt', error, looks };
      }
      const pause = LOOK_PAUSES[Math.min(looks, LOOK_PAUSES.length) - 1] ?? 0;
      await clock.sleep(Math.max(0, Math.min(pause, launch.deadline - clock.now())), signal);
    }
  } catch (trouble) {
    if (trouble instanceof Cancelled) {
      return { kind: 'cancelled', wasSent: true };
    }
    if (trouble instanceof HarnessError || trouble instanceof Overdue) {
      return { kind: 'in-doubt', error, looks };
    }
    throw trouble;
  }
}
