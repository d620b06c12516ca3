/** What an answer of Harness means, or of whatever answers in its place: a value, a refusal, a temporary failure, or nothing usable. */
import type { Clock } from '../base/clock.ts';
import { at, entries, integer, isObject, list, text } from '../base/shape.ts';
import { oneLine } from '../base/text.ts';
import { type FailureKind, refusalReason } from './request-failure.ts';

/** An answer as it came. */
export interface RawResponse {
  readonly status: number;
  /** The header's text without the key; undefined when there is none, or several. */
  readonly header: (name: string) => string | undefined;
  /** May hold the key. */
  readonly body: string;
}

/** What an answer is judged by. */
interface Interpretation {
  readonly expects: Expected;
  readonly origin: string;
  /** Takes the key and the call's secrets out of a text. */
  readonly clean: (text: string) => string;
}

/** What a good answer holds. */
export type Expected = 'object' | 'json' | 'text';

/** A good answer's value, or what is wrong with it. */
export interface Interpreted {
  readonly value?: unknown;
  readonly correlationId?: string | undefined;
  readonly failure?: {
    readonly kind: FailureKind;
    readonly detail: string;
    readonly code?: string | undefined;
    readonly explanations?: readonly string[];
    readonly hints?: readonly string[];
  };
}

/** Sorts an answer by the body's own words as well as by the HTTP status: Harness says TOO_MANY_REQUESTS in a 400. */
export function interpret(
  { status, header, body }: RawResponse,
  { expects, origin, clean }: Interpretation,
): Interpreted {
  if (status >= 300 && status < 400) {
    const location = header('location');
    const isUrl = location !== undefined && URL.canParse(location, origin);
    const host = isUrl ? new URL(location, origin).host : 'no host';
    return { failure: { kind: 'redirect', detail: `The redirect points to ${oneLine(host, 100)}.` } };
  }
  const good = status >= 200 && status < 300;
  if (good && expects === 'text') {
    return { value: clean(body) };
  }
  const parsed = parse(body, clean);
  const correlationId = text(at(parsed, 'correlationId')) ?? header('x-correlation-id');
  const envelope = isObject(parsed) ? envelopeOf(parsed, good) : undefined;
  if (status === 429 || envelope?.code === 'TOO_MANY_REQUESTS') {
    return { correlationId, failure: { kind: 'limited', ...(envelope ?? { detail: '' }) } };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return { correlationId, failure: { kind: 'unavailable', ...(envelope ?? { detail: excerpt(clean(body)) }) } };
  }
  if (envelope !== undefined) {
    // An error inside a 200 counts for what its code says, and for nothing when the code says nothing.
    const known = status >= 400 || refusalReason(envelope) !== 'other';
    return { correlationId, failure: { kind: known ? 'refused' : 'unexpected', ...envelope } };
  }
  if (good && (isObject(parsed) || (expects === 'json' && parsed !== undefined))) {
    return { value: parsed, correlationId };
  }
  return { correlationId, failure: { kind: 'unexpected', detail: excerpt(clean(body)) } };
}

/** Once it is decoded, `\u0070at` is the beginning of a key like any other. */
function parse(body: string, clean: (text: string) => string): unknown {
  try {
    return cleaned(JSON.parse(body), clean);
  } catch {
    return undefined;
  }
}

/** Cleans every string and every name of a parsed answer in place. A loop and no recursion: an answer may be nested deeper than the stack. */
function cleaned(answer: unknown, clean: (text: string) => string): unknown {
  const holder = { answer };
  const todo: object[] = [holder];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    for (const [name, member] of entries(node)) {
      const cleanName = Array.isArray(node) ? name : clean(name);
      const cleanMember = typeof member === 'string' ? clean(member) : member;
      if (cleanName !== name) {
        Reflect.deleteProperty(node, name);
      }
      if (cleanName !== name || cleanMember !== member) {
        // Not assigned: the name may be __proto__.
        Object.defineProperty(node, cleanName, {
          value: cleanMember,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      if (typeof member === 'object' && member !== null) {
        todo.push(member);
      }
    }
  }
  return holder.answer;
}

/** What Harness's own words say of an error. */
interface Envelope {
  readonly detail: string;
  readonly code?: string;
  readonly explanations: readonly string[];
  readonly hints: readonly string[];
}

/**
 * Harness's error envelopes: `{status: ERROR|FAILURE, code, message, responseMessages, errors}`, v1's `{code, message}`,
 * the log service's `{error_msg}`, FirstGen's `{responseMessages}`. In a 2xx only the word ERROR or FAILURE makes one.
 */
function envelopeOf(answer: object, good: boolean): Envelope | undefined {
  const says = text(at(answer, 'status'));
  const isError = says === 'ERROR' || says === 'FAILURE';
  const responses = list(at(answer, 'responseMessages'));
  const first = responses.find((response) => text(at(response, 'level')) === 'ERROR');
  const code = text(at(answer, 'code')) ?? text(at(first, 'code'));
  const message = text(at(answer, 'message')) ?? text(at(answer, 'error_msg')) ?? text(at(first, 'message'));
  if (!isError && (good || (code === undefined && message === undefined))) {
    return undefined;
  }
  const said = (wanted: (code: string | undefined, level: string | undefined) => boolean): string[] =>
    responses.flatMap((response) =>
      wanted(text(at(response, 'code')), text(at(response, 'level'))) ? (text(at(response, 'message')) ?? []) : [],
    );
  const errors = [
    ...said((word, level) => level === 'ERROR' && word !== 'HINT' && word !== 'EXPLANATION'),
    ...list(at(answer, 'errors')).flatMap((error) => text(at(error, 'error')) ?? []),
  ];
  const isNew = (each: string): boolean => message?.includes(each) !== true;
  const detail = [...(message === undefined ? [] : [message]), ...new Set(errors.filter(isNew))];
  const advice = (wanted: string): string[] =>
    [...new Set(said((word) => word === wanted).filter(isNew))].slice(0, 5).map((each) => oneLine(each));
  return {
    detail: oneLine(detail.join('; '), 1000),
    ...(code === undefined ? {} : { code: oneLine(code, 80) }),
    explanations: advice('EXPLANATION'),
    hints: advice('HINT'),
  };
}

function excerpt(body: string): string {
  const title = /<title[^>]*>([^<]+)/i.exec(body.slice(0, 20_000))?.[1];
  return title === undefined ? oneLine(body, 200) : `a page titled ${oneLine(title, 200)}`;
}

/** @returns the answer's `Date` in ms since 1970, to the second. */
export function dateOf({ header }: RawResponse): number | undefined {
  return httpDate(header('date'));
}

/** Date.parse takes nearly anything for a date, `1.5` for one in 2001. */
function httpDate(value: string | undefined): number | undefined {
  const ms = value?.endsWith(' GMT') === true ? Date.parse(value) : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}

/** @returns ms, from `Retry-After` in seconds or as a date, by the clock of who sent it; else from a used-up rate limit. */
export function retryAfter(raw: RawResponse, clock: Clock): number | undefined {
  const value = raw.header('retry-after');
  const seconds = integer(value);
  if (seconds !== undefined) {
    return seconds * 1000;
  }
  const date = httpDate(value);
  return date === undefined ? usedUpFor(raw, clock) : Math.max(0, date - (dateOf(raw) ?? clock.now()));
}

/** The limit is for a minute: a longer wait is only for what was refused. */
const MAX_BACK_OFF = 60_000;

/** @returns ms, at most a minute, for which this key should send no request at all: its limit is used up, or was exceeded. */
export function backOffOf(
  raw: RawResponse,
  { isLimited, clock }: { readonly isLimited: boolean; readonly clock: Clock },
): number | undefined {
  const ms = isLimited ? retryAfter(raw, clock) : usedUpFor(raw, clock);
  return ms === undefined ? undefined : Math.min(MAX_BACK_OFF, ms);
}

/** @returns ms until `X-RateLimit-Reset` (seconds from now, or since 1970) when nothing remains, at most a minute. */
function usedUpFor(raw: RawResponse, clock: Clock): number | undefined {
  if (raw.header('x-ratelimit-remaining') !== '0') {
    return undefined;
  }
  const reset = integer(raw.header('x-ratelimit-reset'));
  const now = dateOf(raw) ?? clock.now();
  const ms = reset === undefined ? MAX_BACK_OFF : reset > 1e9 ? reset * 1000 - now : reset * 1000;
  return Math.min(MAX_BACK_OFF, Math.max(0, ms));
}
