/** Repeats a request until it is answered: how long an outage may last is counted in time, not in attempts. */
import type { Bounds, Clock } from '../base/clock.ts';
import { isAborted } from '../base/signals.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from './errors.ts';
import { refusalReason } from './request-failure.ts';

/** ms that one request may take. */
export const REQUEST_LIMIT = 30_000;
/** ms for which Harness may not find what was just started, or answer with HTML instead of JSON, before that is final. */
const GRACE_PERIOD = 60_000;
/** ms for which a host that never answered is tried before anything is started there, or a pending that it fails on. */
const UNREACHED_LIMIT = 300_000;
/** ms between two words about the same outage. */
const REMINDER_INTERVAL = 60_000;
/** Requests a minute that Harness allows a key (documented for external API requests). */
export const REQUESTS_PER_MINUTE = 400;

/** Called about outages. */
interface OutageListener {
  /** Called when Harness cannot be reached, then once a minute. `since` is ms, `pause` ms until the next try. */
  onDisconnect(error: HarnessError, reportedAt: { readonly since: number; readonly pause: number }): void;
  /** Called when Harness answers again, after so many ms. */
  onReconnect(ms: number): void;
}

/** Until when, and what ends it early. */
export interface RetryBounds {
  /** ms since 1970 */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** ms for each request; 30 s unless given. */
  readonly limit?: number;
  /** Whether five minutes without any answer, or of nothing but 500 to this very pending, are enough: they are as long as nothing is started. */
  readonly givesUpUnreached?: boolean;
  /** Whether to ask although Harness wants no requests for a while: the last poll at a deadline cannot wait for that. */
  readonly skipsBackOff?: boolean;
  /** Whether a person gave the id that it is about: "not found" is final at once. What was just started may not be found yet. */
  readonly isGiven?: boolean | undefined;
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

export interface RetryOptions {
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

/** Starts without any outage. */
export function openRetry({ clock, listener, matrixSize, hasAnswered = false, validate }: RetryOptions): Retry {
  const record = { unreachableMs: 0, rateLimited: 0, answered: hasAnswered, backOffUntil: 0, limitedUntil: 0 };
  // Questions that are asked side by side meet the same outage, which is reported once.
  const outage: { pending: number; since: number; reportedAt?: number | undefined } = { pending: 0, since: 0 };
  const born = clock.now();
  // ms over which all legs of the matrix can ask once without passing the key's limit.
  const spread = (matrixSize * 60_000) / REQUESTS_PER_MINUTE;
  const ceiling = Math.max(5000, spread);

  const isFinal = async (error: HarnessError, pending: PendingRequest, until: RetryBounds): Promise<boolean> => {
    const now = clock.now();
    const meaning = error.kind === 'refused' ? refusalReason(error.failure) : undefined;
    pending.notFoundSince = meaning === 'not-found' ? (pending.notFoundSince ?? now) : undefined;
    pending.failingSince = error.failure.status === 500 ? (pending.failingSince ?? now) : undefined;
    pending.unexpectedSince = error.kind === 'unexpected' ? (pending.unexpectedSince ?? now) : undefined;
    switch (error.kind) {
      case 'redirect':
        return true;
      case 'untrusted':
      case 'handshake':
        return !record.answered;
      case 'refused':
        if (meaning === 'unauthorized' || meaning === 'forbidden') {
          pending.refusals += 1;
          return !record.answered || pending.refusals > 1;
        }
        return (
          meaning === 'other' ||
          until.isGiven === true ||
          error.failure.isPipelineMissing === true ||
          now - (pending.notFoundSince ?? now) >= GRACE_PERIOD
        );
      case 'unexpected':
        if (validate !== undefined && !pending.validated && now - (pending.unexpectedSince ?? now) >= GRACE_PERIOD) {
          pending.validated = true;
          await confirm(validate, { signal: until.signal, limit: Math.min(REQUEST_LIMIT, until.deadline - now) });
        }
        break;
      case 'limited':
        // Harness answers, and says itself how long to wait.
        record.rateLimited += 1;
        return false;
      case 'unsent':
      case 'lost':
      case 'unavailable':
        break;
    }
    // Harness answers with a lasting 500 to an identifier in the wrong case, while it answers everything else.
    const since = pending.failingSince ?? (record.answered ? now : born);
    return until.givesUpUnreached === true && now - since >= UNREACHED_LIMIT;
  };

  const pauseAfter = (error: HarnessError, { attempts }: PendingRequest): number => {
    const most = Math.min(ceiling, 500 * 2 ** Math.min(attempts, 20));
    const chance = clock.random();
    // All legs meet the rate limit at once, and no request is let through before most of the minute that they used up is over.
    const delay = error.kind === 'limited' && matrixSize > 1 ? (1.5 + chance) * spread : 0;
    return (error.failure.retryAfter ?? 0) + Math.max(chance * most, delay);
  };

  /** Waits before the next try, and reports the outage: when it begins and then once a minute, however long one wait is. */
  const waitBeforeRetry = async (
    error: HarnessError,
    pending: PendingRequest,
    { deadline, signal }: RetryBounds,
  ): Promise<void> => {
    const next = Math.min(clock.now() + pauseAfter(error, pending), deadline);
    pending.attempts += 1;
    if (error.kind === 'limited') {
      record.limitedUntil = Math.max(record.limitedUntil, next);
    }
    do {
      const now = clock.now();
      if (outage.reportedAt === undefined || now - outage.reportedAt >= REMINDER_INTERVAL) {
        outage.reportedAt = now;
        listener.onDisconnect(error, { since: now - outage.since, pause: Math.max(0, next - now) });
      }
      await clock.sleep(Math.max(0, Math.min(next, outage.reportedAt + REMINDER_INTERVAL) - now), signal);
    } while (clock.now() < next && !isAborted(signal));
  };

  /** A pending that has had no answer yet. */
  const begin = (pending: PendingRequest, at: number): void => {
    if (!pending.isOpen) {
      pending.isOpen = true;
      outage.since = outage.pending === 0 ? at : outage.since;
      outage.pending += 1;
    }
  };

  /** The pending has its answer, or is asked no more. The last one of them ends the outage. */
  const end = (pending: PendingRequest, isAnswered: boolean): void => {
    if (!pending.isOpen) {
      return;
    }
    pending.isOpen = false;
    outage.pending -= 1;
    if (outage.pending === 0) {
      const ms = clock.now() - outage.since;
      outage.reportedAt = undefined;
      record.unreachableMs += ms;
      if (isAnswered) {
        listener.onReconnect(ms);
      }
    }
  };

  return {
    get unreachableMs() {
      return record.unreachableMs;
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
      const pending: PendingRequest = { isOpen: false, attempts: 0, refusals: 0, validated: false };
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
            record.answered = true;
            end(pending, true);
            return answer.value;
          }
          // What a cancelled request met with says nothing about Harness.
          if (!isAborted(signal)) {
            pending.last = answer.error;
            begin(pending, sentAt);
            if (await isFinal(answer.error, pending, until)) {
              throw answer.error;
            }
            await waitBeforeRetry(answer.error, pending, until);
          }
        }
      } finally {
        end(pending, false);
      }
    },
  };
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

/** What one pending has met with. Moments are ms since 1970. */
interface PendingRequest {
  /** Whether it has asked without an answer. */
  isOpen: boolean;
  /** Since when there is nothing but 404. */
  notFoundSince?: number | undefined;
  /** Since when there is nothing but 500. */
  failingSince?: number | undefined;
  /** Since when there is nothing but pages. */
  unexpectedSince?: number | undefined;
  attempts: number;
  refusals: number;
  validated: boolean;
  last?: HarnessError;
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
