import { expect, test } from '@jest/globals';

import { openLogTurns } from '../../../src/follow/log-turns.ts';
import { NOON, openFakeClock } from '../../support/job/clock.ts';

function opened({ matrixSize = 1, backOff = (): number => 0 } = {}) {
  const clock = openFakeClock();
  const ending = new AbortController();
  const turns = openLogTurns({ clock, signal: ending.signal, matrixSize, backOff });
  const at: number[] = [];
  const take = async (): Promise<boolean> => {
    const isOurs = await turns.next();
    at.push(clock.now() - NOON);
    return isOurs;
  };
  return { clock, ending, turns, at, take };
}

test('two requests a second are sent, whoever asks for a turn', async () => {
  const { clock, at, take } = opened();
  await clock.run(Promise.all([take(), take(), take()]));
  expect(at).toEqual([0, 500, 1000]);
});

test('the legs of a large matrix leave the polls their part of the rate limit', async () => {
  const { clock, at, take } = opened({ matrixSize: 40 });
  await clock.run(Promise.all([take(), take()]));
  expect(at[1]).toBeGreaterThan(10_000);
});

test('no request is sent while Harness wants none, also when it says so during the wait', async () => {
  let until = 0;
  const { clock, at, take } = opened({ backOff: () => Math.max(0, until - clock.now()) });
  await clock.run(take());
  until = NOON + 300;
  clock.after(200, () => {
    until = NOON + 2000;
  });
  await clock.run(take());
  expect(at[0]).toBe(0);
  expect(at[1]).toBeGreaterThanOrEqual(2000);
});

test('a turn that is postponed comes later', async () => {
  const { clock, turns, at, take } = opened();
  turns.postpone(5000);
  await clock.run(take());
  expect(at).toEqual([5000]);
});

test('there is no turn once all is over', async () => {
  const { clock, ending, at, take, turns } = opened();
  turns.postpone(5000);
  clock.after(100, () => {
    ending.abort();
  });
  expect(await clock.run(take())).toBe(false);
  expect(at).toEqual([100]);
});
