/** Repeats a request until it is answered: how long an outage may last is counted in time, not in attempts. */
import type { Bounds, Clock } from '../base/clock.ts';
import { isAborted } from '../base/signals.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from './errors.ts';
import { type Failures, isFinal, isUnexpectedForLong, noteFailure, type RetryLimits } from './final-failure.ts';
import { openOutages, type OutageListener } from './outage.ts';
import { REQUESTS_PER_MINUTE } from './rate-budget.ts';
import { refusalReason } from './request-failure.ts';

/** ms that one request may take. */
export const REQUEST_LIMIT = 30_000;

/** Until when, and what ends it early. */
export interface RetryBounds extends RetryLimits {
  /** ms since 1970 */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** ms for each request; 30 s unless given. */
  readonly limit?: number;
  /** Whether to ask although Harness wants no requests for a while: the last poll at a deadline cannot wait for that. */
  readonly skipsBackOff?: boolean;
}

/** Requests to one Harness over the life of a step: repeated until they are answered, with a record of its outages. */
export interface Retry {
  /**
   * Asks until there is an answer.
   *
   * @throws HarnessError once the answer is final: a refusal (401 and 403 are asked once more after an earlier success, 404
   * for 60 s unless a person gave the id), a redirect, an untrusted certificate. DeadlineExceeded at the deadline.
   * Cancelled when the signal aborts.
   */
  untilAnswered<T>(ask: (bounds: Bounds) => Promise<T>, until: RetryBounds): Promise<T>;
  /** Harness wants no request for so many ms. */
  backOff(ms: number): void;
  /** ms for which no request of this key should be sent that can wait: Harness said so, or a request waits that it refused for the rate limit. */
  readonly backOffLeft: number;
  /** ms for which Harness could not be reached, all outages together. */
  readonly unreachableMs: number;
  /** How often Harness refused a request for its rate limit. */
  readonly rateLimited: number;
}

interface RetryOptions {
  readonly clock: Clock;
  readonly listener: OutageListener;
  /** How many jobs share the key. */
  readonly matrixSize: number;
  /** Whether Harness has answered this step with this key before: in main, where post asks. */
  readonly hasAnswered?: boolean | undefined;
  /**
   * Asks whether the key is valid, when Harness has answered with pages for a minute: expired keys get a login page.
   *
   * @throws HarnessError when it is not.
   */
  readonly validate?: ((bounds: Bounds) => Promise<void>) | undefined;
}

/** What one request has met with, and how often it was sent. */
interface PendingRequest extends Failures {
  attempts: number;
  isKeyValidated: boolean;
  last?: HarnessError;
}

/** Starts without any outage. */
export function openRetry({ clock, listener, matrixSize, hasAnswered = false, validate }: RetryOptions): Retry {
  const record = { rateLimited: 0, hasAnswered, backOffUntil: 0, limitedUntil: 0 };
  const outages = openOutages(clock, listener);
  const from = clock.now();

  /** Waits before the next try. @throws HarnessError when there is none: this failure is final. */
  const afterFailure = async (error: HarnessError, pending: PendingRequest, until: RetryBounds): Promise<void> => {
    const { deadline, signal } = until;
    const now = clock.now();
    pending.last = error;
    noteFailure(pending, error, now);
    record.rateLimited += error.kind === 'limited' ? 1 : 0;
    if (validate !== undefined && !pending.isKeyValidated && isUnexpectedForLong(pending, now)) {
      pending.isKeyValidated = true;
      await confirm(validate, { signal, limit: Math.min(REQUEST_LIMIT, deadline - now) });
    }
    if (isFinal(error, pending, { ...until, now, from, hasAnswered: record.hasAnswered })) {
      throw error;
    }
    const pause = pauseAfter(error, { attempts: pending.attempts, matrixSize, chance: clock.random() });
    const next = Math.min(clock.now() + pause, deadline);
    pending.attempts += 1;
    if (error.kind === 'limited') {
      record.limitedUntil = Math.max(record.limitedUntil, next);
    }
    await outages.wait(error, next, signal);
  };

  return {
    get unreachableMs() {
      return outages.ms;
    },
    get rateLimited() {
      return record.rateLimited;
    },
    get backOffLeft() {
      return Math.max(0, Math.max(record.backOffUntil, record.limitedUntil) - clock.now());
    },
    backOff(ms) {
      record.backOffUntil = Math.max(record.backOffUntil, clock.now() + ms);
    },
    async untilAnswered(ask, until) {
      const { signal, deadline, limit = REQUEST_LIMIT, skipsBackOff = false } = until;
      const pending: PendingRequest = { attempts: 0, rejections: 0, isKeyValidated: false };
      try {
        for (;;) {
          const backOff = Math.min(record.backOffUntil, deadline) - clock.now();
          if (backOff > 0 && !skipsBackOff) {
            await clock.sleep(backOff, signal);
          }
          if (isAborted(signal)) {
            throw new Cancelled();
          }
          const sentAt = clock.now();
          if (sentAt >= deadline) {
            throw new DeadlineExceeded(pending.last);
          }
          const answer = await attempt(ask, { signal, limit: Math.min(limit, deadline - sentAt) });
          if (answer.error === undefined) {
            record.hasAnswered = true;
            outages.end(pending, true);
            return answer.value;
          }
          // What a cancelled request met with says nothing about Harness.
          if (!isAborted(signal)) {
            outages.begin(pending, sentAt);
            await afterFailure(answer.error, pending, until);
          }
        }
      } finally {
        outages.end(pending, false);
      }
    },
  };
}

/** @returns ms until the next try: what Harness asks for, and a random part that grows with the attempts. */
function pauseAfter(
  error: HarnessError,
  { attempts, matrixSize, chance }: { readonly attempts: number; readonly matrixSize: number; readonly chance: number },
): number {
  // ms over which all legs of the matrix can ask once without passing the key's limit.
  const spread = (matrixSize * 60_000) / REQUESTS_PER_MINUTE;
  const most = Math.min(Math.max(5000, spread), 500 * 2 ** Math.min(attempts, 20));
  // All legs meet the rate limit at once, and no request is let through before most of the minute that they used up is over.
  const delay = error.kind === 'limited' && matrixSize > 1 ? (1.5 + chance) * spread : 0;
  return (error.failure.retryAfter ?? 0) + Math.max(chance * most, delay);
}

type Attempt<T> = { readonly value: T; readonly error?: undefined } | { readonly error: HarnessError };

async function attempt<T>(ask: (bounds: Bounds) => Promise<T>, bounds: Bounds): Promise<Attempt<T>> {
  try {
    return { value: await ask(bounds) };
  } catch (error) {
    if (error instanceof HarnessError) {
      return { error };
    }
    throw error;
  }
}

/** Only a refusal is final: a validation that brought no answer says nothing about the key. */
async function confirm(validate: (bounds: Bounds) => Promise<void>, bounds: Bounds): Promise<void> {
  try {
    await validate(bounds);
  } catch (error) {
    if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) !== 'other') {
      throw error;
    }
  }
}
