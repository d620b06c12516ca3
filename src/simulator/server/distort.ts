/** The answer that a fault makes of the true one. */
import { type Answer, errorBody, failureBody, page } from './answer.ts';
import type { FaultEffect } from './faults.ts';

/** Stands for the true answer where a fault struck before anything was done. */
export const NOTHING_DONE: Answer = { status: 200, body: {} };

/** The answer that an effect makes of the true one. */
export function distort(effect: FaultEffect, truth: Answer): Answer {
  switch (effect.kind) {
    case 'refuse':
      return { ...truth, headers: { ...truth.headers, connection: 'close' } };
    case 'reset':
    case 'stall':
    case 'half':
    case 'slow':
      return truth;
    case 'status':
      return statusAnswer(effect);
    case 'too-many':
      return { ...page(429, 'Error: Too Many Requests'), headers: retryAfter(effect) };
    case 'html':
      return {
        ...page(200, 'Sign in'),
        body: '<!doctype html><script>window.location = "/redirectPage?signInPath=/auth/#/signin"</script>\n',
      };
    case 'not-object':
      return { status: 200, body: effect.body };
    case 'error-in-200':
      return {
        status: 200,
        body: errorBody(effect.code ?? 'UNKNOWN_ERROR', effect.message ?? 'Something broke on the way'),
      };
    case 'redirect':
      return { status: effect.status ?? 302, body: '', headers: { location: effect.location } };
    case 'headers':
      return { ...truth, headers: { ...truth.headers, ...effect.headers } };
    case 'replace':
      return { ...truth, body: typeof effect.body === 'function' ? effect.body(truth.body) : effect.body };
  }
}

function statusAnswer({
  status,
  as = 'harness',
  code,
  message,
  headers = {},
}: FaultEffect & { readonly kind: 'status' }): Answer {
  const text = message ?? `The simulator was asked to answer ${status}`;
  switch (as) {
    case 'harness':
      return { status, body: errorBody(code ?? (status < 500 ? 'INVALID_REQUEST' : 'UNKNOWN_ERROR'), text), headers };
    case 'failure':
      return { status, body: failureBody(code ?? 'INVALID_REQUEST', text), headers };
    case 'html':
      return { ...page(status, text), headers };
    case 'text':
      return { status, body: `${text}\n`, type: 'text/plain', headers };
    case 'empty':
      return { status, body: '', headers };
  }
}

function retryAfter({
  retryAfter: seconds,
  as = 'seconds',
}: FaultEffect & { readonly kind: 'too-many' }): Record<string, string> {
  if (seconds === undefined) {
    return {};
  }
  return { 'retry-after': as === 'date' ? new Date(Date.now() + seconds * 1_000).toUTCString() : String(seconds) };
}
