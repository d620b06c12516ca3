/** Servers on 127.0.0.1 that answer as no good server does: they break off, say nothing, trickle, or hold a wrong certificate. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';

/** A request that arrived whole. */
export interface Visit {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Which of the connections it came over, counted from 1. */
  readonly connection: number;
}

/** Answers one request: properly over `response`, or as the test likes over the bare `socket`. */
export type Act = (visit: {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly visit: Visit;
}) => void;

export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  readonly visits: readonly Visit[];
  /** How many connections there have been. */
  readonly connections: number;
  /** Resolves when the client, or the test, has closed the last open connection. */
  readonly left: () => Promise<void>;
  /** Resolves when a request, or a connection where there are no requests, has arrived. */
  readonly reached: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Book {
  readonly sockets: Set<Socket>;
  readonly visits: Visit[];
  connections: number;
  readonly waiting: { readonly isSo: () => boolean; readonly go: () => void }[];
}

/** An HTTP server; with `tls` one that is not trusted. */
export function startServer(act: Act, { tls = false } = {}): Promise<TestServer> {
  const book = openBook();
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers, socket } = request;
      const body = Buffer.concat(chunks).toString();
      const visit = { method, path, headers, body, connection: numbers.get(socket) ?? 0 };
      book.visits.push(visit);
      news(book);
      act({ response, socket, visit });
    });
  };
  const numbers = new WeakMap<Socket, number>();
  const server = tls ? createTlsServer({ key: KEY, cert: CERTIFICATE }, take) : createServer(take);
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => numbers.set(socket, book.connections));
  return opened(server, book, () => book.visits.length > 0);
}

/** A server that accepts connections and then does with them what the test likes; by default nothing at all. */
export function startSilence(take: (socket: Socket) => void = () => undefined): Promise<TestServer> {
  const book = openBook();
  const server = createTcpServer((socket) => {
    socket.on('data', () => undefined);
    take(socket);
  });
  return opened(server, book, () => book.connections > 0);
}

/**
 * A proxy that tunnels every CONNECT, whatever host it names, to a port, or does with it what the test likes.
 *
 * @param to may answer with the port for a host, `harness.example:443`; with anything else it sees to the socket itself
 */
export function startProxy(to: number | ((socket: Socket, host: string) => unknown)): Promise<TestServer> {
  const book = openBook();
  const server = createServer((_request, response) => response.writeHead(501).end());
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => undefined);
    const { method = '', url: path = '', headers } = request;
    book.visits.push({ method, path, headers, body: head.toString(), connection: book.connections });
    news(book);
    const port = typeof to === 'function' ? to(socket, path) : to;
    if (typeof port !== 'number') {
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('close', () => target.destroy());
  });
  return opened(server, book, () => book.visits.length > 0);
}

/** An origin where nothing listens. */
export async function closedOrigin(): Promise<string> {
  return `http://127.0.0.1:${await closedPort()}`;
}

/**
 * A port where nothing listens. It lies below those that systems give to servers and connections that ask for any: one of those
 * may belong to another test a moment later.
 */
export async function closedPort(): Promise<number> {
  for (let tries = 0; tries < 20; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const socket = connect(port, '127.0.0.1');
    const isClosed = await new Promise<boolean>((resolve) => {
      socket.once('error', () => {
        resolve(true);
      });
      socket.once('connect', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (isClosed) {
      return port;
    }
  }
  throw new Error('Something listens on each port that was tried.');
}

function openBook(): Book {
  return { sockets: new Set(), visits: [], connections: 0, waiting: [] };
}

function news({ waiting }: Book): void {
  for (const { isSo, go } of waiting) {
    if (isSo()) {
      go();
    }
  }
}

async function opened(server: Server | TcpServer, book: Book, isReached: () => boolean): Promise<TestServer> {
  server.prependListener('connection', (socket: Socket) => {
    book.connections += 1;
    book.sockets.add(socket);
    socket.on('error', () => undefined); // Resets are what these servers are for.
    socket.on('close', () => {
      book.sockets.delete(socket);
      news(book);
    });
    news(book);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const until = (isSo: () => boolean): Promise<void> =>
    isSo() ? Promise.resolve() : new Promise((go) => book.waiting.push({ isSo, go }));
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    visits: book.visits,
    get connections() {
      return book.connections;
    },
    reached: () => until(isReached),
    left: () => until(() => book.connections > 0 && book.sockets.size === 0),
    close: () =>
      new Promise((resolve) => {
        for (const socket of book.sockets) {
          socket.destroy();
        }
        server.close(() => resolve());
      }),
  };
}

// For `localhost` and 127.0.0.1, self-signed, made for these tests and of no other use.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB9TKyuDsX24FZ2xT
11W3jIsrPSc1tp6CwRrS2WqzwbuhRANCAATqG3uGtOHGfgPDeTtbrN7JhJIey4TR
jFSY+Fp6ksD0f8qjAzhmAtrvVXODCIQuqwZ+2h9uBMeemau5W8TDhk2T
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUCqWEsvQGhGQcm9AAnSw00IzwHeEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTAzMTExMVoYDzIxMjYxMDI4
MDMxMTExWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATqG3uGtOHGfgPDeTtbrN7JhJIey4TRjFSY+Fp6ksD0f8qjAzhmAtrv
VXODCIQuqwZ+2h9uBMeemau5W8TDhk2To28wbTAdBgNVHQ4EFgQUGuEvqJxCEhCn
lvINoRivriRRfzEwHwYDVR0jBBgwFoAUGuEvqJxCEhCnlvINoRivriRRfzEwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhANJMXYnpqgLvBjmyaRqwP2u8lhh/TIUktmGRJQuRqYEkAiA1
8gN3XbG68JjUMBLCLtcAoYe3Yqhw3kaODUxzkKobTg==
-----END CERTIFICATE-----`;
