/** Time that passes only when everything waits for it: hours cost microseconds, and the same test always takes the same way. */
import type { Clock } from '../../../src/base/clock.ts';

/** A clock that a test holds in its hand. */
export interface FakeClock extends Clock {
  /** Calls the action once, so many ms from now, when nothing else is going on at that moment. */
  after(ms: number, action: () => void): void;
  /**
   * Lets time pass until the work is done.
   *
   * @throws Error when the work waits for something that no clock and no action will ever bring: it hangs.
   */
  run<T>(work: Promise<T>): Promise<T>;
}

/** Where the clocks of all tests begin. */
export const NOON = Date.UTC(2026, 1, 12, 12);

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
  isAwake: boolean;
}

/** @param random what the clock's chance says, from 0 up to 1; always the middle unless given */
export function openFakeClock(random: () => number = () => 0.5): FakeClock {
  let now = NOON;
  // In the order in which they wake; of two with the same moment the older one first.
  const sleepers: Sleeper[] = [];
  const add = (sleeper: Sleeper): void => {
    let place = sleepers.length;
    while (place > 0 && (sleepers[place - 1]?.at ?? 0) > sleeper.at) {
      place -= 1;
    }
    sleepers.splice(place, 0, sleeper);
  };
  return {
    now: () => now,
    random,
    after(ms, action) {
      add({ at: now + Math.max(0, ms), wake: action, isAwake: false });
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const wake = (): void => {
          sleeper.isAwake = true;
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { at: now + Math.max(0, ms), wake, isAwake: false };
        signal?.addEventListener('abort', wake, { once: true });
        add(sleeper);
      }),
    async run(work) {
      const state = { isDone: false };
      const ended = (): void => {
        state.isDone = true;
      };
      work.then(ended, ended);
      for (;;) {
        // One turn of the event loop lets every promise that can go on do so.
        await new Promise((resolve) => setImmediate(resolve));
        if (state.isDone) {
          return work;
        }
        let next = sleepers.shift();
        while (next?.isAwake === true) {
          next = sleepers.shift();
        }
        if (next === undefined) {
          throw new Error('It hangs: nothing that it waits for will ever happen.');
        }
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

/** @returns chance that is the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
