/** The only door to Harness: one request, one answer or one HarnessError. Nothing is repeated and nothing followed here. */
import { HttpClient } from '@actions/http-client';
import type { HttpClientResponse } from '@actions/http-client';
import type { RequestHandler } from '@actions/http-client/lib/interfaces';

import { type Bounds, type Clock, limited } from './clock.ts';
import { type Fate, HarnessError, meaningOf, type Trouble } from './errors.ts';
import { at, isObject, list, text, texts, whole } from './shape.ts';
import { oneLine, withoutSecrets } from './text.ts';

/** One request. */
export interface Call {
  /** What is asked, to follow "to": `start deploy_prod in default/shop`. Stands in errors. */
  readonly asked: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The path, its variable parts encoded. */
  readonly path: string;
  /** A list repeats the key; undefined leaves it out. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | undefined;
  /** Content type of the body. */
  readonly type?: 'application/json' | 'application/yaml' | 'text/plain';
  /** What a good answer holds: `object` (the default), any `json`, or `text`, of which only the last `keep` bytes are kept. */
  readonly expects?: 'object' | 'json' | 'text';
  readonly keep?: number;
  /** Over a connection of its own. A pooled one may have died unnoticed, and would put a start in doubt for nothing. */
  readonly fresh?: boolean;
  /** Without the key: the path is public. */
  readonly keyless?: boolean;
  /** Parts of the path that nobody may read. They are taken out of what is told of the request, and out of its answer. */
  readonly secrets?: readonly string[];
}

/** What is told of each request: no query, no header, no body. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** HTTP status, or the code of the error that came instead. */
  readonly outcome: string;
  readonly ms: number;
  readonly correlationId?: string | undefined;
  /** ms after which Harness wants to be asked again: `X-RateLimit-Remaining` was 0. */
  readonly rest?: number | undefined;
}

/** Sends requests to one origin with one key. */
export interface Http {
  readonly origin: string;
  /**
   * @returns the checked answer: an object, any JSON, or a text, as the call expects.
   * @throws HarnessError for everything else, also when the signal aborts.
   */
  send(call: Call, bounds: Bounds): Promise<unknown>;
}

export interface HttpOptions {
  readonly origin: string;
  /** Sent as `x-api-key`; empty for none. */
  readonly key: string;
  readonly clock: Clock;
  readonly seen: (exchange: Exchange) => void;
}

/** Bytes of an answer that are read at the most. A full graph of thousands of steps has a few MB. */
const MOST_BYTES = 32 * 2 ** 20;
/** Bytes that are let pass when only a text's end is kept. Harness stores 25 MB of log for a step. */
const MOST_TEXT_BYTES = 64 * 2 ** 20;

/** Opens the door. Connections are kept alive between requests; idle ones do not hold the process. */
export function openHttp(options: HttpOptions): Http {
  const current: { signal: AbortSignal | undefined } = { signal: undefined };
  const signalled: RequestHandler = {
    prepareRequest: (request) => {
      if (current.signal !== undefined) {
        request.signal = current.signal;
      }
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('never called: canHandleAuthentication says so')),
  };
  // Redirects would carry the key along, and the client's own retries know neither 429 nor a deadline.
  const client = (keepAlive: boolean): HttpClient =>
    new HttpClient('run-harness-pipeline', [signalled], { allowRedirects: false, allowRetries: false, keepAlive });
  const pooled = client(true);
  // An answer that repeats the key would carry it into the log, an error or an output.
  const clean = (told: string, { secrets = [] }: Call): string => withoutSecrets(told, [options.key, ...secrets]);

  const exchange = async (call: Call, signal: AbortSignal): Promise<Raw> => {
    const url = new URL(call.path, options.origin);
    for (const [key, value] of Object.entries(call.query ?? {})) {
      for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
        url.searchParams.append(key, one);
      }
    }
    const headers = {
      accept: call.expects === 'text' ? '*/*' : 'application/json',
      ...(call.type === undefined ? {} : { 'content-type': call.type }),
      ...(call.keyless === true || options.key === '' ? {} : { 'x-api-key': options.key }),
    };
    // request() calls prepareRequest before it first awaits, so the handler above sees this request's signal.
    current.signal = signal;
    const client_ = call.fresh === true ? client(false) : pooled;
    const response = await client_.request(call.method, url.href, call.body ?? null, headers);
    const body = clean(await readBody(response, call), call);
    return {
      status: response.message.statusCode ?? 0,
      header: (name) => {
        const value = response.message.headers[name];
        return typeof value === 'string' ? text(clean(value, call)) : undefined;
      },
      body,
    };
  };

  return {
    origin: options.origin,
    async send(call, bounds) {
      const from = options.clock.now();
      const told = (outcome: string, rest?: number, correlationId?: string): void => {
        const ms = Math.round(options.clock.now() - from);
        const path = clean(call.path, call);
        options.seen({ method: call.method, path, outcome, ms, rest, correlationId });
      };
      const { signal, release } = limited(bounds);
      let raw: Raw;
      try {
        raw = await orAborted(exchange(call, signal), signal);
      } catch (error) {
        const isLate = signal.aborted && !bounds.signal.aborted;
        const trouble = broken(error, { asked: call.asked, origin: options.origin }, isLate ? bounds.limit : undefined);
        told(trouble.code ?? trouble.fate);
        throw new HarnessError(trouble);
      } finally {
        release();
      }
      const answer = understand(raw, call, options.origin);
      told(String(raw.status), restOf(raw, options.clock), answer.correlationId);
      if (answer.trouble === undefined) {
        return answer.value;
      }
      throw new HarnessError({
        asked: call.asked,
        origin: options.origin,
        status: raw.status,
        correlationId: answer.correlationId,
        retryAfter: retryAfter(raw, options.clock),
        ...answer.trouble,
      });
    },
  };
}

/** An answer without the key and the call's secrets in it. */
interface Raw {
  readonly status: number;
  /** The header's text; undefined when there is none, or several. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/** The client neither ends a connection attempt nor a proxy's CONNECT by signal, so the wait for it is ended here. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(new DOMException('aborted', 'AbortError'));
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
    }
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) {
      signal.removeEventListener('abort', stop);
    }
    work.catch(() => undefined); // Lost the race: it must not end the process as an unhandled rejection.
  }
}

/** The client's own reader never settles when the connection dies inside the body, and is quadratic. */
async function readBody(response: HttpClientResponse, call: Call): Promise<string> {
  const keep = call.keep ?? MOST_BYTES;
  const most = call.expects === 'text' ? MOST_TEXT_BYTES : MOST_BYTES;
  let chunks: Buffer[] = [];
  let kept = 0;
  let passed = 0;
  const message: AsyncIterable<Buffer> = response.message;
  for await (const chunk of message) {
    passed += chunk.length;
    if (passed > most) {
      response.message.destroy();
      throw Object.assign(new Error(`more than ${most} bytes`), { code: 'TOO_LARGE' });
    }
    chunks.push(chunk);
    kept += chunk.length;
    if (kept > keep * 2) {
      chunks = [Buffer.concat(chunks).subarray(-keep)];
      kept = keep;
    }
  }
  return Buffer.concat(chunks).subarray(-keep).toString('utf8');
}

/** These happen before a byte of the request is sent, and only then. */
const UNSENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** @param limit ms that were over, if that is what ended the request */
function broken(error: unknown, about: Pick<Trouble, 'asked' | 'origin'>, limit: number | undefined): Trouble {
  const code = text(at(own(error), 'code')) ?? '';
  const detail = messageOf(error);
  const base = { ...about, cause: error, detail };
  if (code === 'TOO_LARGE') {
    return { ...base, fate: 'nonsense', code, detail: `The answer has ${detail}.` };
  }
  if (limit !== undefined) {
    return { ...base, fate: 'lost', code: 'TIMEOUT', detail: `no whole answer within ${Math.ceil(limit / 1000)} s` };
  }
  if (/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code)) {
    return { ...base, fate: 'untrusted', code };
  }
  // A proxy that refuses its CONNECT: the request itself never left.
  const unsent = UNSENT.has(code) || detail.startsWith('tunneling socket could not be established');
  return { ...base, fate: unsent ? 'unsent' : 'lost', ...(code === '' ? {} : { code }) };
}

/** @returns what an error says; one of several attempts to connect is without words and holds theirs. */
function messageOf(error: unknown): string {
  const said = list(at(own(error), 'errors')).map((inner) => text(at(own(inner), 'message')));
  return text(at(own(error), 'message')) ?? text(texts(said).join('; ')) ?? String(error);
}

/** An error's `code`, `message` and `errors`, which are inherited or not enumerable. */
function own(error: unknown): unknown {
  return typeof error === 'object' && error !== null
    ? {
        code: 'code' in error ? error.code : undefined,
        message: 'message' in error ? error.message : undefined,
        errors: 'errors' in error ? error.errors : undefined,
      }
    : {};
}

interface Understood {
  readonly value?: unknown;
  readonly correlationId?: string | undefined;
  readonly trouble?: {
    readonly fate: Fate;
    readonly detail: string;
    readonly code?: string | undefined;
    readonly hints?: readonly string[];
  };
}

/** Sorts an answer by the body's own words as well as by the HTTP status: Harness says TOO_MANY_REQUESTS in a 400. */
function understand({ status, header, body }: Raw, call: Call, origin: string): Understood {
  if (status >= 300 && status < 400) {
    const location = header('location');
    const isUrl = location !== undefined && URL.canParse(location, origin);
    const host = isUrl ? new URL(location, origin).host : 'no host';
    return { trouble: { fate: 'redirect', detail: `It points to ${oneLine(host, 100)}.` } };
  }
  const good = status >= 200 && status < 300;
  if (good && call.expects === 'text') {
    return { value: body };
  }
  const parsed = parse(body);
  const correlationId = text(at(parsed, 'correlationId')) ?? header('x-correlation-id');
  const envelope = isObject(parsed) ? envelopeOf(parsed, good) : undefined;
  if (status === 429 || envelope?.code === 'TOO_MANY_REQUESTS') {
    return { correlationId, trouble: { fate: 'limited', ...(envelope ?? { detail: '' }) } };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return { correlationId, trouble: { fate: 'unavailable', ...(envelope ?? { detail: excerpt(body) }) } };
  }
  if (envelope !== undefined) {
    // An error inside a 200 counts for what its code says, and for nothing when the code says nothing.
    const known = status >= 400 || meaningOf({ fate: 'refused', asked: '', origin: '', ...envelope }) !== 'other';
    return { correlationId, trouble: { fate: known ? 'refused' : 'nonsense', ...envelope } };
  }
  if (good && (isObject(parsed) || (call.expects === 'json' && parsed !== undefined))) {
    return { value: parsed, correlationId };
  }
  return { correlationId, trouble: { fate: 'nonsense', detail: excerpt(body) } };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Harness's error envelopes: `{status: ERROR|FAILURE, code, message, responseMessages, errors}`, v1's `{code, message}`,
 * the log service's `{error_msg}`, FirstGen's `{responseMessages}`. In a 2xx only the word ERROR or FAILURE makes one.
 */
function envelopeOf(answer: object, good: boolean): { detail: string; code?: string; hints: string[] } | undefined {
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
  const isHint = (word: string | undefined): boolean => word === 'HINT' || word === 'EXPLANATION';
  const errors = [
    ...said((word, level) => level === 'ERROR' && !isHint(word)),
    ...list(at(answer, 'errors')).flatMap((error) => text(at(error, 'error')) ?? []),
  ];
  const detail = [...new Set([...(message === undefined ? [] : [message]), ...errors])];
  return {
    detail: oneLine(detail.join('; '), 1000),
    ...(code === undefined ? {} : { code: oneLine(code, 80) }),
    hints: [...new Set(said(isHint))].slice(0, 5).map((hint) => oneLine(hint)),
  };
}

function excerpt(body: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(body.slice(0, 20_000))?.[1];
  return title === undefined ? oneLine(body, 200) : `a page titled ${oneLine(title, 200)}`;
}

/** @returns ms, from `Retry-After` in seconds or as a date, else from a used-up rate limit. */
function retryAfter(raw: Raw, clock: Clock): number | undefined {
  const value = raw.header('retry-after');
  const seconds = whole(value);
  if (seconds !== undefined) {
    return seconds * 1000;
  }
  // Date.parse takes nearly anything for a date, `1.5` for one in 2001.
  const date = value?.endsWith(' GMT') === true ? Date.parse(value) : Number.NaN;
  return Number.isFinite(date) ? Math.max(0, date - clock.now()) : restOf(raw, clock);
}

/** @returns ms until `X-RateLimit-Reset` (seconds from now, or since 1970) when nothing remains, at most a minute. */
function restOf({ header }: Raw, clock: Clock): number | undefined {
  if (header('x-ratelimit-remaining') !== '0') {
    return undefined;
  }
  const reset = whole(header('x-ratelimit-reset'));
  const ms = reset === undefined ? 60_000 : reset > 1e9 ? reset * 1000 - clock.now() : reset * 1000;
  return Math.min(60_000, Math.max(0, ms));
}
