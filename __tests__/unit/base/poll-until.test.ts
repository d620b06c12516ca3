import { describe, expect, test } from '@jest/globals';

import { pollUntil } from '../../../src/base/poll-until.ts';
import { NOON, openFakeClock } from '../../support/job/clock.ts';

interface Course {
  /** Which poll finds something; none unless given. */
  readonly foundBy?: number;
  readonly limit: number;
  readonly pauses: Parameters<typeof pollUntil>[1]['pauses'];
  readonly abortAfter?: number;
}

/** @returns what was found, when each poll was, and when it was over: ms from the beginning. */
async function course({ foundBy, limit, pauses, abortAfter }: Course): Promise<readonly [unknown, number[], number]> {
  const clock = openFakeClock();
  const cancel = new AbortController();
  if (abortAfter !== undefined) {
    clock.after(abortAfter, () => {
      cancel.abort();
    });
  }
  const at: number[] = [];
  const poll = (): Promise<string | undefined> => {
    at.push(clock.now() - NOON);
    return cancel.signal.aborted
      ? Promise.reject(new Error('cancelled'))
      : Promise.resolve(at.length === foundBy ? 'found' : undefined);
  };
  const polling = { clock, signal: cancel.signal, deadline: NOON + limit, pauses };
  const found = await clock.run(pollUntil(poll, polling).catch(String));
  return [found, at, clock.now() - NOON];
}

describe('polls', () => {
  test('at pauses that grow, and then at the last one', async () => {
    expect(await course({ foundBy: 5, limit: 9999, pauses: [1, 10, 100] })).toEqual([
      'found',
      [0, 1, 11, 111, 211],
      211,
    ]);
  });

  test('at pauses that are asked for each time', async () => {
    const left = [5, 0, 7];
    expect(await course({ foundBy: 4, limit: 9999, pauses: () => left.shift() ?? 0 })).toEqual([
      'found',
      [0, 5, 5, 12],
      12,
    ]);
  });

  test('until the deadline, which no pause passes and at which nothing is polled', async () => {
    expect(await course({ limit: 25, pauses: [10] })).toEqual([undefined, [0, 10, 20], 25]);
    expect(await course({ limit: 20, pauses: [10] })).toEqual([undefined, [0, 10], 20]);
  });

  test('once, when the deadline has passed', async () => {
    expect(await course({ limit: -5, pauses: [10] })).toEqual([undefined, [0], 0]);
    expect(await course({ limit: -5, pauses: [10], foundBy: 1 })).toEqual(['found', [0], 0]);
  });

  test('at once when the job is cancelled: the poll itself says so', async () => {
    expect(await course({ limit: 9999, pauses: [1000], abortAfter: 300 })).toEqual(['Error: cancelled', [0, 300], 300]);
  });
});
