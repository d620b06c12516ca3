/** Which failure of a request is final, and which one is retried. Some are retried only for a while. */
import { HarnessError } from './errors.ts';
import { refusalReason } from './request-failure.ts';

/** ms for which Harness may not find what was just started, or answer with HTML instead of JSON, before that is final. */
const GRACE_PERIOD = 60_000;

/** What one request has met with until now. Moments are ms since 1970. */
export interface Failures {
  /** Since when there is nothing but 404. */
  notFoundSince?: number | undefined;
  /** Since when there is nothing but 500. */
  failingSince?: number | undefined;
  /** Since when there is nothing but pages. */
  unexpectedSince?: number | undefined;
  /** How often Harness rejected the key. */
  rejections: number;
}

/** What makes a failure final sooner. */
export interface RetryLimits {
  /** Whether five minutes without any answer, or of nothing but 500 to this very request, are enough: they are as long as nothing is started. */
  readonly givesUpUnreached?: boolean;
  /** Whether a person gave the id that it is about: "not found" is final at once. What was just started may not be found yet. */
  readonly isGiven?: boolean | undefined;
}

/** What else is known when a request fails. Moments are ms since 1970. */
interface Circumstances extends RetryLimits {
  readonly now: number;
  /** Whether Harness has answered any request of this step. */
  readonly hasAnswered: boolean;
  /** When the step sent its first request, or earlier. */
  readonly from: number;
}

/** Adds a failure to what its request has met with. */
export function noteFailure(failures: Failures, { kind, failure }: HarnessError, now: number): void {
  const reason = kind === 'refused' ? refusalReason(failure) : undefined;
  failures.notFoundSince = reason === 'not-found' ? (failures.notFoundSince ?? now) : undefined;
  failures.failingSince = failure.status === 500 ? (failures.failingSince ?? now) : undefined;
  failures.unexpectedSince = kind === 'unexpected' ? (failures.unexpectedSince ?? now) : undefined;
  failures.rejections += reason === 'unauthorized' || reason === 'forbidden' ? 1 : 0;
}

/** Whether Harness has answered with nothing but pages for so long that the key should be validated: expired ones get a login page. */
export function isUnexpectedForLong({ unexpectedSince }: Failures, now: number): boolean {
  return unexpectedSince !== undefined && now - unexpectedSince >= GRACE_PERIOD;
}

/** ms for which a host that never answered is tried before anything is started there, or a request that it fails on. */
const UNREACHED_LIMIT = 300_000;

/** @param failures with this one noted */
export function isFinal({ kind, failure }: HarnessError, failures: Failures, known: Circumstances): boolean {
  const { now, hasAnswered, from, givesUpUnreached, isGiven } = known;
  switch (kind) {
    case 'redirect':
      return true;
    case 'untrusted':
    case 'handshake':
      return !hasAnswered;
    case 'refused':
      switch (refusalReason(failure)) {
        case 'unauthorized':
        case 'forbidden':
          return !hasAnswered || failures.rejections > 1;
        case 'other':
          return true;
        case 'not-found':
          return (
            isGiven === true ||
            failure.isPipelineMissing === true ||
            now - (failures.notFoundSince ?? now) >= GRACE_PERIOD
          );
      }
    // Harness answers, and says itself how long to wait.
    case 'limited':
      return false;
    case 'unexpected':
    case 'unsent':
    case 'lost':
    case 'unavailable': {
      // Harness answers with a lasting 500 to an identifier in the wrong case, while it answers everything else.
      const since = failures.failingSince ?? (hasAnswered ? now : from);
      return givesUpUnreached === true && now - since >= UNREACHED_LIMIT;
    }
  }
}
