import { createServer, connect } from 'node:net';

import { expect, test } from '@jest/globals';

import { systemClock } from '../../../src/base/clock.ts';

test('after a sleep of 0 ms a connection that could be made has been made', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = connect(port, '127.0.0.1');
  await systemClock.sleep(0);
  expect(socket.connecting).toBe(false);
  socket.destroy();
  server.close();
});

test('a sleep ends when its signal is aborted', async () => {
  const cancel = new AbortController();
  const from = systemClock.now();
  setTimeout(() => cancel.abort(), 10);
  await systemClock.sleep(60_000, cancel.signal);
  expect(systemClock.now() - from).toBeLessThan(30_000);
});
