/** Requests to Harness: each brings one answer or one HarnessError. Nothing is repeated here and no redirect is followed. */
import type { IncomingMessage } from 'node:http';

import type { Bounds, Clock } from '../base/clock.ts';
import { text } from '../base/shape.ts';
import { isAborted, limited, orAborted } from '../base/signals.ts';
import { withoutSecrets } from '../base/text.ts';
import { ACCEPTED_ENCODINGS, passText, readBody } from './body.ts';
import { failureOf } from './broken-request.ts';
import { sendOver } from './client.ts';
import { openPool, openSpare } from './connections.ts';
import { HarnessError } from './errors.ts';
import type { Proxy } from './proxy.ts';
import { refusalReason } from './request-failure.ts';
import {
  backOffOf,
  dateOf,
  type Expected,
  interpret,
  type Interpreted,
  type RawResponse,
  retryAfter,
} from './response.ts';
import { ConnectError, destinationOf } from './socket.ts';
import { VERSION } from './version.ts';

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
  /** Takes a text in pieces as they come, which `send` then does not return; true ends the request. */
  readonly onText?: (piece: string) => boolean;
  /** Over a connection that no request has used. A kept one may have died unnoticed, and would put a start in doubt for nothing. */
  readonly fresh?: boolean;
  /** Without the key: the path is public. */
  readonly withoutKey?: boolean;
  /** Secret parts of the path. They are removed from the log of the request and from its response. */
  readonly secrets?: readonly string[];
}

/** What is logged of each request: no query, no header, no body. */
interface Exchange {
  readonly method: string;
  readonly path: string;
  /** HTTP status, or the code of the error that came instead. */
  readonly outcome: string;
  readonly ms: number;
  readonly correlationId?: string | undefined;
  /** ms for which Harness wants no request of this key: `X-RateLimit-Remaining` was 0, or this one was refused for the rate limit. */
  readonly backOff?: number | undefined;
  /** The answer's `Date`, to the second, in ms since 1970. */
  readonly date?: number | undefined;
}

/** Sends requests to one origin with one key. */
export interface Http {
  readonly origin: string;
  /**
   * @returns the checked answer: an object, any JSON, or a text, as the call expects.
   * @throws HarnessError for everything else, also when the signal aborts.
   */
  send(call: Call, bounds: Bounds): Promise<unknown>;
  /**
   * Opens the connection for the next `fresh` request ahead of it, unless one is open already. Costs a connection, and no
   * request; one that fails is forgotten.
   */
  preconnect(): void;
  /** Opens so many kept connections ahead of requests that will be sent side by side. Costs no request; one that fails is forgotten. */
  openAhead(count: number): void;
  /** @returns the text without the key, for what is decoded after `send`: the lines of a log. */
  withoutKey(text: string): string;
}

export interface HttpOptions {
  readonly origin: string;
  /** Sent as `x-api-key`; empty for none. */
  readonly key: string;
  readonly clock: Clock;
  /** Said as a hint beside a refusal that is about the key or about what it may see. */
  readonly hint?: string | undefined;
  /** undefined for a direct connection. */
  readonly proxy?: Proxy | undefined;
  readonly onExchange: (exchange: Exchange) => void;
}

/** Connections are kept open between requests; idle ones do not hold the process. */
export function openHttp(options: HttpOptions): Http {
  const destination = destinationOf(options.origin, options.proxy);
  const { agent, openAhead } = openPool(destination);
  const spare = openSpare(destination, options.clock);
  const withoutKey = (value: string, { secrets = [] }: Pick<Call, 'secrets'> = {}): string =>
    withoutSecrets(value, [options.key, ...secrets]);

  /** @param onConnected called when there is a connection: from then on the request may have arrived */
  const exchange = async (call: Call, bounds: Bounds, onConnected: () => void): Promise<RawResponse> => {
    const { signal } = bounds;
    const url = urlOf(call, options.origin);
    const signals = [signal, ...(bounds.whileUnsent === undefined ? [] : [bounds.whileUnsent])];
    const socket = call.fresh === true ? await spare.take(signals) : undefined;
    if (signals.some(isAborted)) {
      socket?.destroy();
      throw new ConnectError('aborted', { code: 'ABORT_ERR' });
    }
    const message = await sendOver(socket ?? agent, onConnected, {
      method: call.method,
      path: `${url.pathname}${url.search}`,
      headers: headersOf(call, { host: url.host, key: options.key }),
      body: call.body,
      signal,
    });
    const body = await bodyOf(message, call);
    return {
      status: message.statusCode ?? 0,
      header: (name) => {
        const value = message.headers[name];
        return typeof value === 'string' ? text(withoutKey(value, call)) : undefined;
      },
      body,
    };
  };

  return {
    origin: options.origin,
    preconnect: spare.open,
    openAhead,
    withoutKey,
    async send(call, bounds) {
      const from = options.clock.now();
      const report = (outcome: string, seen: Pick<Exchange, 'backOff' | 'correlationId' | 'date'> = {}): void => {
        const ms = Math.round(options.clock.now() - from);
        options.onExchange({ method: call.method, path: withoutKey(call.path, call), outcome, ms, ...seen });
      };
      const { signal, release } = limited(bounds);
      let raw: RawResponse;
      let isUnsent = true;
      const onConnected = (): void => {
        isUnsent = false;
      };
      try {
        raw = await orAborted(exchange(call, { ...bounds, signal }, onConnected), signal);
      } catch (error) {
        const isLate = signal.aborted && !bounds.signal.aborted;
        const about = { purpose: call.purpose, origin: options.origin };
        const failure = failureOf(error, about, { isUnsent, limit: isLate ? bounds.limit : undefined });
        report(failure.code ?? failure.kind);
        throw new HarnessError(failure);
      } finally {
        release();
      }
      const answer = interpret(raw, {
        expects: call.expects ?? 'object',
        origin: options.origin,
        clean: (value) => withoutKey(value, call),
      });
      const backOff = backOffOf(raw, { isLimited: answer.failure?.kind === 'limited', clock: options.clock });
      report(String(raw.status), { backOff, correlationId: answer.correlationId, date: dateOf(raw) });
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
        hints: [...hintsOn(answer.failure, raw.status, options.hint), ...(answer.failure.hints ?? [])],
      });
    },
  };
}

function urlOf({ path, query = {} }: Call, origin: string): URL {
  const url = new URL(path, origin);
  for (const [key, value] of Object.entries(query)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
      url.searchParams.append(key, one);
    }
  }
  return url;
}

function headersOf(
  { expects, onText, type, withoutKey }: Call,
  { host, key }: { readonly host: string; readonly key: string },
): Readonly<Record<string, string>> {
  return {
    host,
    'user-agent': `run-harness-pipeline/${VERSION}`,
    accept: expects === 'text' ? '*/*' : 'application/json',
    'accept-encoding': onText === undefined ? ACCEPTED_ENCODINGS : 'identity',
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(withoutKey === true || key === '' ? {} : { 'x-api-key': key }),
  };
}

/** Bytes of an answer that are read at most, decompressed. A full graph of thousands of steps has a few MB. */
const MAX_BYTES = 32 * 2 ** 20;

/** Bytes that are passed over when only a text's end is kept. Harness stores 25 MB of log for a step. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;

function bodyOf(message: IncomingMessage, { expects, onText, keep }: Call): Promise<string> {
  const max = expects === 'text' ? MAX_TEXT_BYTES : MAX_BYTES;
  return onText !== undefined && message.statusCode === 200
    ? passText(message, onText)
    : readBody(message, { max, keep: keep ?? max });
}

function hintsOn(failure: NonNullable<Interpreted['failure']>, status: number, hint: string | undefined): string[] {
  const isAboutKey = failure.kind === 'refused' && refusalReason({ ...failure, status }) !== 'other';
  return hint !== undefined && isAboutKey ? [hint] : [];
}
