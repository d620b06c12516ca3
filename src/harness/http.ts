/** Requests to Harness: each brings one answer or one HarnessError. Nothing is repeated here and no redirect is followed. */
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Socket } from 'node:net';

import { HttpClient } from '@actions/http-client';

import { type Bounds, type Clock, limited } from '../base/clock.ts';
import { text } from '../base/shape.ts';
import { withoutSecrets } from '../base/text.ts';
import { ACCEPTED_ENCODINGS, BodyError, readBody } from './body.ts';
import { HarnessError, refusalReason, type RequestFailure } from './errors.ts';
import type { Proxy } from './proxy.ts';
import {
  backOffOf,
  dateOf,
  type Expected,
  interpret,
  type Interpreted,
  type RawResponse,
  retryAfter,
} from './response.ts';
import {
  codeOf,
  connectError,
  ConnectError,
  type Destination,
  destinationOf,
  messageOf,
  openSocket,
} from './socket.ts';
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
  /** Parts of the path that nobody may read. They are taken out of what is logged of the request, and out of its answer. */
  readonly secrets?: readonly string[];
}

/** What is logged of each request: no query, no header, no body. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** HTTP status, or the code of the error that came instead. */
  readonly outcome: string;
  readonly ms: number;
  readonly correlationId?: string | undefined;
  /** ms for which Harness wants no request: `X-RateLimit-Remaining` was 0. */
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

/** Bytes of an answer that are read at most, decompressed. A full graph of thousands of steps has a few MB. */
const MAX_BYTES = 32 * 2 ** 20;
/** Bytes that are passed over when only a text's end is kept. Harness stores 25 MB of log for a step. */
const MAX_TEXT_BYTES = 64 * 2 ** 20;
/** ms for which a connection that was opened ahead may be used. After that a proxy or a firewall may have forgotten it. */
const MAX_PRECONNECTED = 5000;

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
    const url = new URL(call.path, options.origin);
    for (const [key, value] of Object.entries(call.query ?? {})) {
      for (const one of typeof value === 'string' ? [value] : (value ?? [])) {
        url.searchParams.append(key, one);
      }
    }
    const signals = [signal, ...(bounds.whileUnsent === undefined ? [] : [bounds.whileUnsent])];
    const socket = call.fresh === true ? await spare.take(signals) : undefined;
    if (signals.some(({ aborted }) => aborted)) {
      socket?.destroy();
      throw new ConnectError('aborted', { code: 'ABORT_ERR' });
    }
    const message = await sendOver(socket ?? agent, onConnected, {
      method: call.method,
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        'user-agent': `run-harness-pipeline/${VERSION}`,
        accept: call.expects === 'text' ? '*/*' : 'application/json',
        'accept-encoding': call.onText === undefined ? ACCEPTED_ENCODINGS : 'identity',
        ...(call.type === undefined ? {} : { 'content-type': call.type }),
        ...(call.withoutKey === true || options.key === '' ? {} : { 'x-api-key': options.key }),
      },
      body: call.body,
      signal,
    });
    const max = call.expects === 'text' ? MAX_TEXT_BYTES : MAX_BYTES;
    const isStreamed = call.onText !== undefined && message.statusCode === 200;
    const body = isStreamed
      ? await passText(message, call.onText)
      : await readBody(message, { max, keep: call.keep ?? max });
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
      const backOff = backOffOf(raw, options.clock);
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

function hintsOn(failure: NonNullable<Interpreted['failure']>, status: number, hint: string | undefined): string[] {
  const isAboutKey = failure.kind === 'refused' && refusalReason({ ...failure, status }) !== 'other';
  return hint !== undefined && isAboutKey ? [hint] : [];
}

interface Pool {
  readonly agent: Agent;
  readonly openAhead: (count: number) => void;
}

/** Keeps connections open between requests. */
function openPool(destination: Destination): Pool {
  const agent = new Agent({ keepAlive: true });
  const ahead: Promise<Socket | undefined>[] = [];
  const next = async (): Promise<Socket> => {
    const socket = await ahead.shift();
    return socket === undefined || socket.destroyed ? openSocket(destination) : socket.ref();
  };
  agent.createConnection = (_request, onCreated) => {
    next().then(
      (socket) => onCreated?.(null, socket),
      // Node reads the error alone; its type asks for a socket beside it.
      (error: unknown) => onCreated?.(connectError(error), new Socket()),
    );
    return undefined;
  };
  const openOne = async (): Promise<Socket | undefined> => {
    try {
      // Until a request uses it, it does not hold the process, and its end, which is noticed only by who reads, is no failure.
      return (await openSocket(destination))
        .unref()
        .on('error', () => undefined)
        .resume();
    } catch {
      return undefined;
    }
  };
  return {
    agent,
    openAhead(count) {
      while (ahead.length < count) {
        ahead.push(openOne());
      }
    },
  };
}

/** Connections for requests that need one of their own, opened ahead where somebody thought of it. */
interface Spare {
  readonly open: () => void;
  /** @returns a connection that no request has used. @throws ConnectError */
  readonly take: (signals: readonly AbortSignal[]) => Promise<Socket>;
}

function openSpare(destination: Destination, clock: Clock): Spare {
  let ahead: { readonly socket: Promise<Socket>; openedAt?: number; isDead: boolean } | undefined;
  const isUsable = (): boolean =>
    ahead !== undefined && !ahead.isDead && clock.now() - (ahead.openedAt ?? clock.now()) <= MAX_PRECONNECTED;
  const drop = (): void => {
    ahead?.socket.then((socket) => socket.destroy()).catch(() => undefined);
    ahead = undefined;
  };
  return {
    open() {
      if (isUsable()) {
        return;
      }
      drop();
      const one: NonNullable<typeof ahead> = { socket: openSocket(destination), isDead: false };
      ahead = one;
      const die = (): void => {
        one.isDead = true;
      };
      const keep = (socket: Socket): void => {
        one.openedAt = clock.now();
        // What a server sends before it was asked anything is no answer: the connection is of no use.
        socket.once('error', die).once('close', die).once('end', die).once('readable', die).unref();
      };
      one.socket.then(keep, die);
    },
    async take(signals) {
      if (ahead !== undefined && isUsable()) {
        const one = ahead;
        ahead = undefined;
        const socket = await one.socket.catch(() => undefined);
        if (socket !== undefined && !one.isDead && !socket.destroyed) {
          socket.removeAllListeners('readable').removeAllListeners('end').ref();
          return socket;
        }
        socket?.destroy();
      } else {
        drop();
      }
      return openSocket(destination, signals);
    },
  };
}

interface Outgoing {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Sends a request over one connection or over one of a pool. The connections are ours, TLS and proxies included, so that the
 * client is given http and neither loads node:https nor looks for a proxy. Its redirects would carry the key along, and its
 * own retries know neither 429 nor a deadline: both are off.
 *
 * @returns the head of the answer.
 */
async function sendOver(
  via: Agent | Socket,
  onConnected: () => void,
  { method, path, headers, body, signal }: Outgoing,
): Promise<IncomingMessage> {
  const prepareRequest = (options: RequestOptions): void => {
    options.signal = signal;
    // As they were given: the client adds the run's orchestration id to the name of who asks.
    options.headers = { ...headers };
    if (via instanceof Agent) {
      options.agent = notifyingWhenConnected(via, onConnected);
    } else {
      delete options.agent;
      options.createConnection = () => via;
      onConnected();
    }
  };
  const client = new HttpClient(
    headers['user-agent'],
    [{ prepareRequest, canHandleAuthentication: () => false, handleAuthentication: neverAsked }],
    { allowRedirects: false, allowRetries: false, keepAlive: true },
  );
  const { message } = await client.request(method, `http://harness${path}`, body ?? null, { ...headers });
  return message;
}

function neverAsked(): Promise<never> {
  return Promise.reject(new Error('canHandleAuthentication said no.'));
}

/** @returns the same pool for one request, which reports when that has its connection. */
function notifyingWhenConnected(agent: Agent, onConnected: () => void): Agent {
  const addRequest: unknown = Reflect.get(agent, 'addRequest');
  const pool: unknown = Object.create(agent, {
    addRequest: {
      value: (request: ClientRequest, ...rest: readonly unknown[]): void => {
        request.once('socket', onConnected);
        if (typeof addRequest === 'function') {
          Reflect.apply(addRequest, agent, [request, ...rest]);
        }
      },
    },
  });
  return pool instanceof Agent ? pool : agent;
}

/** Hands a body on in pieces. @returns nothing, which is a good text. */
async function passText(message: IncomingMessage, take: (piece: string) => boolean): Promise<string> {
  const decoder = new TextDecoder();
  const body: AsyncIterable<Buffer> = message;
  for await (const chunk of body) {
    if (take(decoder.decode(chunk, { stream: true }))) {
      message.destroy();
      break;
    }
  }
  return '';
}

/** A request that waits for a connection of the pool is not ended by its signal, so the wait for it is ended here. */
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

/** How far a request came, and what was over when it ended. */
interface Progress {
  /** Whether there was no connection yet that a byte of it could have been sent over. */
  readonly isUnsent: boolean;
  /** ms that were over, if that is what ended the request. */
  readonly limit: number | undefined;
}

function failureOf(
  error: unknown,
  about: Pick<RequestFailure, 'purpose' | 'origin'>,
  { isUnsent, limit }: Progress,
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
      : { ...base, kind: 'lost', code: 'TIMEOUT', detail: `no complete answer within ${seconds} s` };
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
