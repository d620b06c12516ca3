/** A simulator that is far away: TLS in front of it, a round trip to it, and time that it takes to answer. */
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AUTHORITY, openTlsFront } from '../__tests__/support/harness/tls-front.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../src/simulator/simulator.ts';

/** How far away. */
export interface Distance {
  /** ms there and back. */
  readonly roundTrip: number;
  /** ms that each answer takes at the server. */
  readonly serverTime: number;
}

export interface DistantSimulator {
  readonly simulator: Simulator;
  readonly url: string;
  /** ms since 1970 at which the simulator started: its requests count from there. */
  readonly openedAt: number;
  /** Lets a process trust its certificate. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Opens a simulator behind this distance. */
export async function openDistantSimulator(
  { roundTrip, serverTime }: Distance,
  options: SimulatorOptions = {},
): Promise<DistantSimulator> {
  const simulator = await startSimulator({ speed: 10_000, ...options });
  const openedAt = Date.now();
  const slow = await openDelay(Number(new URL(simulator.url).port), {
    connecting: 0,
    sending: 0,
    answering: serverTime,
  });
  const front = await openTlsFront(slow.port);
  const far = await openDelay(front.port, { connecting: roundTrip, sending: roundTrip / 2, answering: roundTrip / 2 });
  const authority = join(tmpdir(), `run-harness-bench-${process.pid}.pem`);
  writeFileSync(authority, AUTHORITY);
  return {
    simulator,
    url: `https://0.0.0.0:${far.port}`,
    openedAt,
    env: { NODE_EXTRA_CA_CERTS: authority },
    async close() {
      await Promise.all([far.close(), front.close(), slow.close(), simulator.close()]);
    },
  };
}

interface Delays {
  /** ms until a connection is made: a round trip. */
  readonly connecting: number;
  /** ms that bytes take there, and back. */
  readonly sending: number;
  readonly answering: number;
}

/** Passes connections on to a port of 127.0.0.1, late. @returns the port that is far away. */
export async function openDelay(
  to: number,
  { connecting, sending, answering }: Delays,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const readyAt = performance.now() + connecting;
    const far = connect(to, '127.0.0.1');
    passOn(near, far, () => Math.max(0, readyAt - performance.now()) + sending);
    passOn(far, near, () => answering);
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay(true).on('close', () => sockets.delete(socket)));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  };
}

/** Timers of one delay fire in their order, so bytes stay in theirs. */
function passOn(from: Socket, to: Socket, delay: () => number): void {
  from.on('data', (bytes: Buffer) => setTimeout(() => to.destroyed || to.write(bytes), delay()));
  from.on('close', () => setTimeout(() => to.destroy(), delay()));
  from.on('error', () => to.destroy());
}
