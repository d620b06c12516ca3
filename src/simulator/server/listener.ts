/** The HTTP server: it reads a request, records it, and sends the answer or the fault that is set for it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Call, Route, World } from './call.ts';
import { distort, NOTHING_DONE } from './distort.ts';
import { actsBefore, type Fault, type Faults, isAnswered, type RecordedRequest } from './faults.ts';
import { principalOf } from './keys.ts';
import { act, route, type Routed } from './router.ts';
import { send, sendWithFault } from './send.ts';

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

/** Everything that answering one request needs. */
interface ServerContext {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  /** Grows with each request. */
  readonly requests: RecordedRequest[];
  /** When the simulator started, epoch ms. */
  readonly born: number;
  /** Requests that one key may make in 60 s. */
  readonly limit: number;
  /** Called for each request. */
  readonly onRequest: () => void;
}

/** It opens on 127.0.0.1, can refuse for a while, and shuts for good. */
interface Listener {
  readonly open: (port: number) => Promise<void>;
  readonly port: () => number;
  readonly refuse: (forMs: number) => void;
  readonly close: () => Promise<void>;
}

/** A server that answers from what the context holds, not listening yet. */
export function serverOf(context: ServerContext): Listener {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 });
  const listener = listenerOf(server);
  server.on('request', (request, response) => {
    context.onRequest();
    void serve(context, listener, { request, response }).catch(() => response.destroy());
  });
  return listener;
}

function listenerOf(server: Server): Listener {
  let port = 0;
  let reopening: NodeJS.Timeout | undefined;
  const listen = (wanted: number): Promise<void> =>
    new Promise((done, fail) => {
      server.once('error', fail);
      server.listen(wanted, '127.0.0.1', () => {
        server.off('error', fail);
        const address = server.address();
        port = typeof address === 'object' && address ? address.port : 0;
        done();
      });
    });
  const reopen = (): void => {
    // Another process may have taken the port meanwhile, and may release it.
    listen(port).catch(() => (reopening = setTimeout(reopen, 50)));
  };
  return {
    open: listen,
    port: () => port,
    refuse: (forMs) => {
      clearTimeout(reopening);
      if (server.listening) {
        server.close();
      }
      server.closeIdleConnections();
      // Not unref'd: while it refuses, this timer alone keeps a simulator of its own process alive.
      reopening = setTimeout(reopen, forMs);
    },
    close: async () => {
      clearTimeout(reopening);
      const closed = server.listening ? new Promise<void>((done) => server.close(() => done())) : undefined;
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const OVER_LIMIT: Fault = { on: 'any', do: { kind: 'too-many' } };

async function serve(context: ServerContext, listener: Listener, { request, response }: Exchange): Promise<void> {
  const call = await readCall(context, request);
  const routed = route(context.routes, call);
  const record = recordOf(call, routed, Date.now() - context.born);
  context.requests.push(record);
  const fault = isOverLimit(context, call) ? OVER_LIMIT : context.faults.next(record);
  record.acted = !fault || actsBefore(fault);
  const truth = record.acted ? act(context.routes, routed, call) : NOTHING_DONE;
  const answer = fault ? distort(fault.do, truth) : truth;
  if (!fault || isAnswered(fault.do)) {
    record.status = answer.status;
  }
  if (fault?.do.kind === 'refuse') {
    listener.refuse(fault.do.forMs);
  }
  await (fault ? sendWithFault(fault.do, answer, response) : send(response, answer));
}

async function readCall({ world }: ServerContext, request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? '/', world.url);
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (Buffer.isBuffer(chunk)) {
      chunks.push(chunk);
    }
  }
  const gateway = url.pathname.startsWith('/gateway/');
  const key = request.headers['x-api-key'];
  return {
    world,
    method: request.method ?? 'GET',
    path: gateway ? url.pathname.slice('/gateway'.length) : url.pathname,
    gateway,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    now: Date.now(),
    principal: principalOf(typeof key === 'string' ? key : '', world.keys),
  };
}

function recordOf(call: Call, { kind }: Routed, at: number): Mutable<RecordedRequest> {
  const query: Record<string, string | readonly string[]> = {};
  for (const name of call.query.keys()) {
    const values = call.query.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  const { method, path, headers, body } = call;
  return {
    kind,
    method,
    path: call.gateway ? `/gateway${path}` : path,
    query,
    headers,
    body,
    at,
    acted: false,
    status: undefined,
  };
}

function isOverLimit({ requests, born, limit }: ServerContext, call: Call): boolean {
  if (limit === Infinity) {
    return false;
  }
  const since = Date.now() - born - 60_000;
  const key = call.headers['x-api-key'];
  return requests.filter(({ at, headers }) => at >= since && headers['x-api-key'] === key).length > limit;
}
