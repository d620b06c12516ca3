/** The only door to Harness: one request, one answer or one HarnessError. Nothing is repeated and nothing followed here. */
import { HttpClient } from '@actions/http-client';
import type { HttpClientResponse } from '@actions/http-client';
import type { RequestHandler } from '@actions/http-client/lib/interfaces';

import { type Bounds, type Clock, limited } from '../base/clock.ts';
import { at, list, text, texts } from '../base/shape.ts';
import { withoutSecrets } from '../base/text.ts';
import { HarnessError, type RequestFailure } from './errors.ts';
import { type Expected, type RawResponse, backOffOf, retryAfter, interpret } from './response.ts';

/** One request. */
export interface Call {
  /** What is asked, to follow "to": `start deploy_prod in default/shop`. Stands in errors. */
  readonly purpose: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The path, its variable parts encoded. */
  readonly path: string;
  /** A list repeats the key; undefined leaves it out. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | undefined;
  /** Content type of the body. */
  readonly type?: 'application/json' | 'application/yaml' | 'text/plain';
  /** What a good answer holds: `object` (the default), any `json`, or `text`, of which only the last `keep` bytes are kept. */
  readonly expects?: Expected;
  readonly keep?: number;
  /** Over a connection of its own. A pooled one may have died unnoticed, and would put a start in doubt for nothing. */
  readonly fresh?: boolean;
  /** Without the key: the path is public. */
  readonly withoutKey?: boolean;
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
  readonly backOff?: number | undefined;
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
  readonly onExchange: (exchange: Exchange) => void;
}

/** Bytes of an answer that are read at the most. A full graph of thousands of steps has a few MB. */
const MAX_BYTES = 32 * 2 ** 20;
/** Bytes that are let pass when only a text's end is kept. Harness stores 25 MB of log for a step. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;

/** Opens the door. Connections are kept alive between requests; idle ones do not hold the process. */
export function openHttp(options: HttpOptions): Http {
  const current: { signal: AbortSignal | undefined } = { signal: undefined };
  const signalled: RequestHandler = {
    prepareRequest: (request) => {
      if (current.signal !== undefined) {
        request.signal = current.signal;
      }
      // The client hands on a URL's [::1], which Node would look up as a name.
      request.host = request.host?.replace(/^\[(.+)\]$/, '$1');
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('never called: canHandleAuthentication says so')),
  };
  // Redirects would carry the key along, and the client's own retries know neither 429 nor a deadline.
  const client = (keepAlive: boolean): HttpClient =>
    new HttpClient('run-harness-pipeline', [signalled], { allowRedirects: false, allowRetries: false, keepAlive });
  const pooled = client(true);
  // An answer that repeats the key would carry it into the log, an error or an output.
  const clean = (report: string, { secrets = [] }: Call): string => withoutSecrets(report, [options.key, ...secrets]);

  const exchange = async (call: Call, signal: AbortSignal): Promise<RawResponse> => {
    const url = new URL(call.path, options.origin);
    for (const [key, value] of Object.entries(call.query ?? {})) {
      for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
        url.searchParams.append(key, one);
      }
    }
    const headers = {
      accept: call.expects === 'text' ? '*/*' : 'application/json',
      ...(call.type === undefined ? {} : { 'content-type': call.type }),
      ...(call.withoutKey === true || options.key === '' ? {} : { 'x-api-key': options.key }),
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
      const report = (outcome: string, backOff?: number, correlationId?: string): void => {
        const ms = Math.round(options.clock.now() - from);
        const path = clean(call.path, call);
        options.onExchange({ method: call.method, path, outcome, ms, backOff, correlationId });
      };
      const { signal, release } = limited(bounds);
      let raw: RawResponse;
      try {
        raw = await orAborted(exchange(call, signal), signal);
      } catch (error) {
        const isLate = signal.aborted && !bounds.signal.aborted;
        const failure = failureOf(
          error,
          { purpose: call.purpose, origin: options.origin },
          isLate ? bounds.limit : undefined,
        );
        report(failure.code ?? failure.kind);
        throw new HarnessError(failure);
      } finally {
        release();
      }
      const answer = interpret(raw, { expects: call.expects ?? 'object', origin: options.origin });
      report(String(raw.status), backOffOf(raw, options.clock), answer.correlationId);
      if (answer.failure === undefined) {
        return answer.value;
      }
      throw new HarnessError({
        purpose: call.purpose,
        origin: options.origin,
        status: raw.status,
        correlationId: answer.correlationId,
        retryAfter: retryAfter(raw, options.clock),
        ...answer.failure,
      });
    },
  };
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
  const keep = call.keep ?? MAX_BYTES;
  const most = call.expects === 'text' ? MAX_TEXT_BYTES : MAX_BYTES;
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
function failureOf(
  error: unknown,
  about: Pick<RequestFailure, 'purpose' | 'origin'>,
  limit: number | undefined,
): RequestFailure {
  const code = text(at(own(error), 'code')) ?? '';
  const detail = messageOf(error);
  const base = { ...about, cause: error, detail };
  if (code === 'TOO_LARGE') {
    return { ...base, kind: 'unexpected', code, detail: `The answer has ${detail}.` };
  }
  if (limit !== undefined) {
    return { ...base, kind: 'lost', code: 'TIMEOUT', detail: `no whole answer within ${Math.ceil(limit / 1000)} s` };
  }
  if (/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/.test(code)) {
    return { ...base, kind: 'untrusted', code };
  }
  // A proxy that refuses its CONNECT: the request itself never left.
  const unsent = UNSENT.has(code) || detail.startsWith('tunneling socket could not be established');
  return { ...base, kind: unsent ? 'unsent' : 'lost', ...(code === '' ? {} : { code }) };
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
