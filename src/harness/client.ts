/** Sends one request over a connection of ours, by the client of the GitHub Actions toolkit. */
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Socket } from 'node:net';

import { HttpClient } from '@actions/http-client';

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
export async function sendOver(
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
    [{ prepareRequest, canHandleAuthentication: () => false, handleAuthentication: neverAuthenticates }],
    { allowRedirects: false, allowRetries: false, keepAlive: true },
  );
  const { message } = await client.request(method, `http://harness${path}`, body ?? null, { ...headers });
  return message;
}

function neverAuthenticates(): Promise<never> {
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
