/** The body of an answer: decompressed, bounded, and of a long text only the end. */
import type { IncomingMessage } from 'node:http';
import { type Duplex, pipeline, Readable } from 'node:stream';

import { oneLine } from '../base/text.ts';
import { codeOf, messageOf } from './socket.ts';

/** What an answer's body may be compressed with. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** A body that arrived completely, or was too long, and cannot be used. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** How much of a body is read. */
interface BodyLimits {
  /** Bytes after decompression beyond which the answer is given up. */
  readonly max: number;
  /** Bytes of its end that are kept. */
  readonly keep: number;
}

/**
 * @returns the body as text, without the byte order mark that some proxies put before it.
 * @throws BodyError when it is too large, or not compressed as its head says; the connection's error when that breaks.
 */
export async function readBody(message: IncomingMessage, { max, keep }: BodyLimits): Promise<string> {
  const encodings = encodingsOf(message.headers['content-encoding']);
  let chunks: Buffer[] = [];
  let kept = 0;
  let passed = 0;
  const body: AsyncIterable<Buffer> = encodings.length === 0 ? message : await decompressed(message, encodings);
  try {
    for await (const chunk of body) {
      passed += chunk.length;
      if (passed > max) {
        message.destroy();
        throw new BodyError('TOO_LARGE', `The response has more than ${max} bytes.`);
      }
      chunks.push(chunk);
      kept += chunk.length;
      if (kept > keep * 2) {
        chunks = [Buffer.concat(chunks).subarray(-keep)];
        kept = keep;
      }
    }
  } catch (error) {
    const code = zlibCode(error);
    throw code === undefined
      ? error
      : new BodyError(
          code,
          `The response could not be decoded as ${encodings.join(', ')}, which its header specifies: ${messageOf(error)}.`,
          error,
        );
  }
  return Buffer.concat(chunks)
    .subarray(-keep)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function encodingsOf(header: string | undefined): string[] {
  return (header ?? '')
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
}

/** Undoes the encodings, the last one first; zlib is loaded when an answer is compressed. */
async function decompressed(message: IncomingMessage, encodings: readonly string[]): Promise<Readable> {
  const { createGunzip, createBrotliDecompress } = await import('node:zlib');
  let body: Readable = message;
  for (const encoding of encodings.toReversed()) {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        body = piped(body, createGunzip());
        break;
      case 'br':
        body = piped(body, createBrotliDecompress());
        break;
      case 'deflate':
        body = await inflated(body);
        break;
      default:
        message.destroy();
        throw new BodyError(
          'ENCODING',
          `The response is compressed as '${oneLine(encoding, 40)}', which was not requested.`,
        );
    }
  }
  return body;
}

/** With zlib's head, as the standard says, or raw, as some servers send it: the low half of zlib's first byte is 8. */
async function inflated(body: Readable): Promise<Readable> {
  const { createInflate, createInflateRaw } = await import('node:zlib');
  const chunks: AsyncIterableIterator<Buffer> = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) {
    return body;
  }
  const isZlib = ((first.value[0] ?? 0) & 15) === 8;
  const all = async function* (): AsyncGenerator<Buffer> {
    yield first.value;
    yield* chunks;
  };
  return piped(Readable.from(all()), isZlib ? createInflate() : createInflateRaw());
}

function piped(from: Readable, into: Duplex): Readable {
  // The reader of `into` sees the error of either.
  return pipeline(from, into, () => undefined);
}

/** @returns zlib's code for data that it cannot read; undefined for any other error. */
function zlibCode(error: unknown): string | undefined {
  const code = codeOf(error);
  return /^(Z_|ERR__)/.test(code) ? code : undefined;
}

/** Hands a body on in pieces. @returns nothing, which is a good text. */
export async function passText(message: IncomingMessage, take: (piece: string) => boolean): Promise<string> {
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
