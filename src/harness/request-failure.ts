/** A request that brought no usable answer: what became of it, and what a refusal of Harness means. */
import { adviceFor, saysMissing } from './advice.ts';

/**
 * What became of a request.
 *
 * - `unsent`: it certainly did not arrive, because no connection could be made: refused, unreachable, name not resolved, late.
 * - `untrusted`: it was not sent, because the host's certificate is not trusted.
 * - `handshake`: it was not sent, because the host does not speak TLS, or no version that both know.
 * - `lost`: it may have arrived: the connection broke, the answer came late or in part.
 * - `limited`: rate limited: Harness did not act.
 * - `unavailable`: 408, 425, 5xx.
 * - `unexpected`: an answer that is not the API's: HTML, no JSON, no object, an error inside a 200.
 * - `redirect`: it points elsewhere. It is not followed, because the key would go along.
 * - `refused`: a 4xx with Harness's own error.
 */
export type FailureKind =
  'unsent' | 'untrusted' | 'handshake' | 'lost' | 'limited' | 'unavailable' | 'unexpected' | 'redirect' | 'refused';

/** What is known of a request that brought no usable answer. */
export interface RequestFailure {
  readonly kind: FailureKind;
  /** What was asked, to follow "to": `start deploy_prod in default/shop`. */
  readonly purpose: string;
  readonly origin: string;
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** Harness's `code`, such as NG_ACCESS_DENIED, or the system's, such as ECONNRESET. */
  readonly code?: string | undefined;
  /** What came back, in Harness's words or in ours. */
  readonly detail: string;
  /** Harness's EXPLANATION messages. */
  readonly explanations?: readonly string[] | undefined;
  /** Harness's HINT messages, and hints of this program. */
  readonly hints?: readonly string[] | undefined;
  readonly correlationId?: string | undefined;
  /** Whether Harness was asked for its list of pipelines, and the pipeline is not in it. */
  readonly isPipelineMissing?: boolean | undefined;
  /** ms to wait before asking again, when the answer said so. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/**
 * What kind of refusal it is, by Harness's code first: TOO_MANY_REQUESTS comes as a 400, a missing pipeline as a 400, and
 * proxies change statuses.
 */
export function refusalReason({
  code = '',
  status,
  detail,
}: Pick<RequestFailure, 'code' | 'status' | 'detail'>): 'unauthorized' | 'forbidden' | 'not-found' | 'other' {
  switch (code) {
    case 'INVALID_TOKEN':
    case 'EXPIRED_TOKEN':
    case 'REVOKED_TOKEN':
    case 'TOKEN_ALREADY_REFRESHED_ONCE':
      return 'unauthorized';
    case 'NG_ACCESS_DENIED':
    case 'ACCESS_DENIED':
    case 'USER_NOT_AUTHORIZED':
      return 'forbidden';
    case 'ENTITY_NOT_FOUND':
    case 'RESOURCE_NOT_FOUND':
    case 'RESOURCE_NOT_FOUND_EXCEPTION':
      return 'not-found';
  }
  if (status === 401 || status === 403) {
    return status === 401 ? 'unauthorized' : 'forbidden';
  }
  // A file that is missing in Git comes as a 404, too, and is not the pipeline.
  const isKnown = adviceFor({ code, detail }) !== undefined;
  return !isKnown && (status === 404 || saysMissing(detail)) ? 'not-found' : 'other';
}
