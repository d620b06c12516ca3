import { expect, test } from '@jest/globals';

import { systemClock } from '../../../src/base/clock.ts';

test('a sleep never ends early', async () => {
  const early: number[] = [];
  for (let times = 0; times < 300; times++) {
    const wanted = 1 + (times % 7) / 3;
    const from = systemClock.now();
    await systemClock.sleep(wanted);
    early.push(from + wanted - systemClock.now());
  }
  expect(Math.max(...early)).toBeLessThanOrEqual(0);
});

test('a sleep ends when its signal aborts, and does not begin after that', async () => {
  const cancel = new AbortController();
  const from = systemClock.now();
  setTimeout(() => {
    cancel.abort();
  }, 10);
  await systemClock.sleep(60_000, cancel.signal);
  await systemClock.sleep(60_000, cancel.signal);
  expect(systemClock.now() - from).toBeLessThan(30_000);
});
