/** Connections to Harness, opened directly or through a proxy: in bounded time, and an error says that nothing was sent. */
import { type IncomingMessage, request } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';

import { at, list, text, texts } from '../base/shape.ts';
import { onAbort } from '../base/signals.ts';
import type { Proxy } from './proxy.ts';

/** Where a connection goes. */
export interface Destination {
  readonly isTls: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  readonly proxy?: Proxy | undefined;
}

/** ms in which a connection must be made: name, TCP, the proxy's CONNECT and TLS together. */
const CONNECT_LIMIT = 15_000;

/** A connection could not be made: nothing of the request was sent. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  /** The system's code, such as ECONNREFUSED; empty for none. */
  readonly code: string;

  constructor(message: string, options: { readonly code: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }
}

/** @returns where an origin is. */
export function destinationOf(origin: string, proxy: Proxy | undefined): Destination {
  const { protocol, hostname, port } = new URL(origin);
  const isTls = protocol === 'https:';
  return {
    isTls,
    host: hostname.replace(/^\[(.+)\]$/, '$1'),
    port: port === '' ? (isTls ? 443 : 80) : Number(port),
    proxy,
  };
}

/**
 * @param signals each ends the attempt
 * @returns a connection that no request has used.
 * @throws ConnectError
 */
export async function openSocket(to: Destination, signals: readonly AbortSignal[] = []): Promise<Socket> {
  const attempt = new AbortController();
  const timer = setTimeout(() => {
    attempt.abort(new ConnectError(`no connection within ${CONNECT_LIMIT / 1000} s`, { code: 'ETIMEDOUT' }));
  }, CONNECT_LIMIT);
  const stop = (): void => {
    attempt.abort(new ConnectError('aborted', { code: 'ABORT_ERR' }));
  };
  const stopListening = onAbort(signals, stop);
  try {
    const { proxy, ...target } = to;
    return proxy === undefined
      ? await connect(target, attempt.signal)
      : await connectThrough(proxy, target, attempt.signal);
  } catch (error) {
    throw connectError(error);
  } finally {
    clearTimeout(timer);
    stopListening();
  }
}

interface Target extends Omit<Destination, 'proxy'> {
  /** A tunnel to it, in place of a connection of its own. */
  readonly tunnel?: Socket;
}

/** Opens TCP, unless there is a tunnel, and TLS upon it, where that is spoken. node:tls is loaded then. */
async function connect({ isTls, host, port, tunnel }: Target, signal: AbortSignal): Promise<Socket> {
  if (!isTls && tunnel !== undefined) {
    return tunnel;
  }
  const tls = isTls ? await import('node:tls') : undefined;
  signal.throwIfAborted();
  // A certificate is checked against servername, which must be no address, else against host.
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket =
    tls === undefined
      ? connectTcp({ host, port })
      : tls.connect({
          host,
          port,
          ...name,
          ALPNProtocols: ['http/1.1'],
          ...(tunnel === undefined ? {} : { socket: tunnel }),
        });
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      tunnel?.destroy();
      socket.destroy();
      reject(connectError(error));
    };
    const onClose = (): void => {
      fail(new ConnectError('the connection was closed before it was established', { code: 'ECONNRESET' }));
    };
    socket.once('error', fail);
    socket.once('close', onClose);
    const stopListening = onAbort([signal], () => {
      fail(signal.reason);
    });
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      stopListening();
      socket.off('close', onClose);
      socket.off('error', fail);
      // A request waits for its answer: nothing comes after it that its last packet could be held back for.
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}

async function connectThrough(proxy: Proxy, target: Target, signal: AbortSignal): Promise<Socket> {
  const socket = await connect(proxy, signal);
  const to = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const headers = {
    host: to,
    ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
  };
  const tunnel = await new Promise<Socket>((resolve, reject) => {
    const asked = request({ createConnection: () => socket, method: 'CONNECT', path: to, headers, signal });
    const refuse = (why: string, code: string): void => {
      socket.destroy();
      reject(new ConnectError(`the proxy ${proxy.host}:${proxy.port} ${why}`, { code }));
    };
    asked.once('error', (error) => {
      refuse(`did not open a tunnel: ${signal.aborted ? messageOf(signal.reason) : messageOf(error)}`, codeOf(error));
    });
    asked.once('connect', ({ statusCode = 0 }: IncomingMessage, _socket: unknown, head: Buffer) => {
      if (statusCode < 200 || statusCode > 299) {
        refuse(`responded to CONNECT with ${statusCode}`, `PROXY_${statusCode}`);
      } else if (head.length > 0) {
        refuse('sent unexpected data', 'PROXY_DATA');
      } else {
        resolve(socket);
      }
    });
    asked.end();
  });
  return connect({ ...target, tunnel }, signal);
}

/** @returns the system's code; empty for none. */
export function codeOf(error: unknown): string {
  return text(at(own(error), 'code')) ?? '';
}

/** @returns what an error says; one of several attempts to connect is without words and holds theirs. */
export function messageOf(error: unknown): string {
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

/** @returns the error as one of a connection that could not be made. */
export function connectError(error: unknown): ConnectError {
  return error instanceof ConnectError
    ? error
    : new ConnectError(messageOf(error), { code: codeOf(error), cause: error });
}
