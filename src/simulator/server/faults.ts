/** Faults that tests set: what goes wrong, and with which requests. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

import { type Answer, errorBody, failureBody, page } from './answer.ts';
import type { RequestKind } from './call.ts';

/** A request as the simulator saw it, in the order of arrival. */
export interface RecordedRequest {
  readonly kind: RequestKind;
  readonly method: string;
  /** As sent, with the `/gateway` prefix if it had one, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Wall ms since the simulator started. */
  readonly at: number;
  /** Whether the simulator did what was asked; false for what a fault or the rate limit stopped before. */
  readonly acted: boolean;
  /** HTTP status that was sent, undefined when none was. */
  readonly status: number | undefined;
}

/** What goes wrong. */
export type FaultEffect =
  /** This request is answered as it should be; then every socket is closed and new connections are refused for a while. */
  | { readonly kind: 'refuse'; readonly forMs: number }
  /** The connection is reset instead of an answer. */
  | { readonly kind: 'reset' }
  /** Headers and the first half of the body, then the connection is closed. */
  | { readonly kind: 'half' }
  /** No answer, ever; or headers and then nothing. */
  | { readonly kind: 'stall'; readonly headers?: boolean }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Harness's error envelope (default), its envelope for bad requests, a gateway's page, plain text, or nothing. */
      readonly as?: 'harness' | 'failure' | 'html' | 'text' | 'empty';
      readonly code?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 429 as Cloud Armor sends it, as a page; with `Retry-After` only when seconds are given. */
  | { readonly kind: 'too-many'; readonly retryAfter?: number; readonly as?: 'seconds' | 'date' }
  /** A login page in a 200. */
  | { readonly kind: 'html' }
  /** A 200 whose body is not the object that belongs there. */
  | { readonly kind: 'not-object'; readonly body: '[]' | 'null' | '"text"' | '17' | '{"status":"SUCC' | '' }
  | { readonly kind: 'error-in-200'; readonly code?: string; readonly message?: string }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** The true answer, late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The true answer with more headers. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  /** Another body in a 200: as given, or made of the true one (JSON, parsed). */
  | { readonly kind: 'replace'; readonly body: string | ((truth: unknown) => unknown) };

/** Which requests a fault applies to. Occurrences count from the moment the fault is set. */
export interface Fault {
  readonly on: RequestKind | 'any';
  readonly where?: (request: RecordedRequest) => boolean;
  /** First occurrence that it applies to, 1 when absent. */
  readonly from?: number;
  /** How many it applies to, 1 when absent; `Infinity` for all from there on. */
  readonly times?: number;
  /** Every how many, 1 when absent. */
  readonly every?: number;
  /** Whether the simulator does what was asked before things go wrong; absent: only for `refuse`, `half`, `slow`, `headers` and `replace`. */
  readonly acts?: boolean;
  readonly do: FaultEffect;
}

/** The faults that are set. `next` says which of them, if any, applies to a request, and counts it. */
export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly next: (request: RecordedRequest) => Fault | undefined;
}

/** No faults yet. */
export function noFaults(): Faults {
  const set: { readonly fault: Fault; seen: number }[] = [];
  return {
    add: (fault) => void set.push({ fault, seen: 0 }),
    next: (request) => {
      const matching = set.filter(
        ({ fault }) => (fault.on === 'any' || fault.on === request.kind) && (fault.where?.(request) ?? true),
      );
      const due = matching.find(({ fault, seen }) => isDue(fault, seen + 1));
      for (const each of matching) {
        each.seen += 1;
      }
      return due?.fault;
    },
  };
}

function isDue({ from = 1, times = 1, every = 1 }: Fault, occurrence: number): boolean {
  const past = occurrence - from;
  return past >= 0 && past % every === 0 && past / every < times;
}

/** Whether the simulator does what was asked before this fault strikes. */
export function actsBefore(fault: Fault): boolean {
  return fault.acts ?? ['refuse', 'half', 'slow', 'headers', 'replace'].includes(fault.do.kind);
}

/** Sends an answer, compressed when the client accepts that. Returns when it is handed to the system. */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.stream) {
    return answer.stream(response);
  }
  const { headers, body } = compressed(response, encode(answer));
  response.writeHead(answer.status, headers);
  await new Promise<void>((done) => response.end(body, () => done()));
}

interface Encoded {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

function encode({ body, type, headers }: Answer): Encoded {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const contentType = type ?? 'application/json';
  return { headers: { 'content-type': contentType, 'content-length': bytes.length, ...headers }, body: bytes };
}

const COMPRESSIONS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** What is shorter than this is sent as it is, as gateways do. */
const MIN_COMPRESSED_BYTES = 256;

function compressed({ req }: ServerResponse, encoded: Encoded): Encoded {
  const accepted = (req.headers['accept-encoding'] ?? '').split(/\s*,\s*/);
  const encoding = accepted.map((each) => each.replace(/;.*/, '')).find((each) => Object.hasOwn(COMPRESSIONS, each));
  const compress = encoding === undefined ? undefined : COMPRESSIONS[encoding];
  if (encoding === undefined || !compress || encoded.body.length < MIN_COMPRESSED_BYTES || hasEncoding(encoded)) {
    return encoded;
  }
  const body = compress(encoded.body);
  const headers = { ...encoded.headers, 'content-length': body.length, 'content-encoding': encoding };
  return { headers: { ...headers, vary: 'Accept-Encoding' }, body };
}

function hasEncoding({ headers }: Encoded): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'content-encoding');
}

/** Stands for the true answer where a fault struck before anything was done. */
export const NOTHING_DONE: Answer = { status: 200, body: {} };

/** Whether an HTTP status is sent at all. */
export function isAnswered(effect: FaultEffect): boolean {
  return effect.kind === 'stall' ? (effect.headers ?? false) : effect.kind !== 'reset';
}

/** Sends a distorted answer the way its effect says: late, in half, or not at all. */
export async function sendWithFault(effect: FaultEffect, answer: Answer, response: ServerResponse): Promise<void> {
  if (effect.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (effect.kind === 'stall') {
    if (effect.headers) {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    }
    return;
  }
  if (effect.kind === 'half') {
    const { headers, body } = encode(answer);
    response.writeHead(answer.status, headers);
    await new Promise<void>((done) => response.write(body.subarray(0, Math.max(1, body.length >> 1)), () => done()));
    response.destroy();
    return;
  }
  if (effect.kind === 'slow') {
    await sleep(effect.ms, undefined, { ref: false });
  }
  if (!response.destroyed) {
    await send(response, answer);
  }
}

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
