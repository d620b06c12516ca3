/** How an answer goes out: whole and compressed when the client accepts that, or broken as a fault says. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

import type { Answer } from './answer.ts';
import type { FaultEffect } from './faults.ts';

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
