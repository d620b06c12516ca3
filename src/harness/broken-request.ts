/** What it means when a request broke off: whether anything of it was sent, and what stopped it. */
import { BodyError } from './body.ts';
import type { RequestFailure } from './request-failure.ts';
import { codeOf, messageOf } from './socket.ts';

/** How far a request came, and what was over when it ended. */
interface SendState {
  /** Whether there was no connection yet that a byte of it could have been sent over. */
  readonly isUnsent: boolean;
  /** ms that were over, if that is what ended the request. */
  readonly limit: number | undefined;
}

/** @returns what became of a request that ended with this error. */
export function failureOf(
  error: unknown,
  about: Pick<RequestFailure, 'purpose' | 'origin'>,
  { isUnsent, limit }: SendState,
): RequestFailure {
  const code = codeOf(error);
  const base = { ...about, cause: error, detail: messageOf(error) };
  if (error instanceof BodyError) {
    return { ...base, kind: 'unexpected', code };
  }
  if (limit !== undefined) {
    const seconds = Math.ceil(limit / 1000);
    return isUnsent
      ? { ...base, kind: 'unsent', code: 'ETIMEDOUT', detail: `no connection within ${seconds} s` }
      : { ...base, kind: 'lost', code: 'TIMEOUT', detail: `no complete response within ${seconds} s` };
  }
  if (!isUnsent) {
    return { ...base, kind: 'lost', ...(code === '' ? {} : { code }) };
  }
  const kind = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code)
    ? 'untrusted'
    : /^(EPROTO|ERR_SSL_)/.test(code)
      ? 'handshake'
      : 'unsent';
  return { ...base, kind, ...(code === '' ? {} : { code }) };
}
