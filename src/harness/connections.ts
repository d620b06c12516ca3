/** Connections to Harness for its requests: kept ones, and one ahead of a start that no request has used. */
import { Agent } from 'node:http';
import { Socket } from 'node:net';

import type { Clock } from '../base/clock.ts';
import { connectError, type Destination, openSocket } from './socket.ts';

/** ms for which a connection that was opened ahead may be used. After that a proxy or a firewall may have forgotten it. */
const MAX_PRECONNECTED = 5000;

interface Pool {
  readonly agent: Agent;
  readonly openAhead: (count: number) => void;
}

/** @returns what keeps connections open between requests; idle ones do not hold the process. */
export function openPool(destination: Destination): Pool {
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

/** Connections for requests that need one of their own, opened ahead on request. */
interface Spare {
  readonly open: () => void;
  /** @returns a connection that no request has used. @throws ConnectError */
  readonly take: (signals: readonly AbortSignal[]) => Promise<Socket>;
}

/** @returns a source of connections that no request has used. None is opened yet. */
export function openSpare(destination: Destination, clock: Clock): Spare {
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
