/** When to look next: often where an end is likely, seldom where it is not, and never too often for the key. */
import type { Clock } from './clock.ts';
import type { Snapshot } from './execution.ts';

/** Requests a minute that Harness allows a key, and the part of them that looks may use: starts and reports need some. */
const KEY_LIMIT = 400;
const SHARE = 0.8;

const SECOND = 1000;
const QUICK = 2 * SECOND;
/** ms after a change during which looks stay quick. */
const QUICK_FOR = 50 * SECOND;

export interface PaceOptions {
  /** A fixed interval in ms, or `auto`. */
  readonly interval: 'auto' | number;
  /** How many jobs of a matrix share the key. */
  readonly sharers: number;
  readonly clock: Clock;
  /** How often Harness has said so far that it is asked too often. */
  readonly limited: () => number;
}

/**
 * @returns a function that is told each look and answers with the ms until the next. Without knowledge of the pipeline the
 * chance that it ends in the next second falls as it gets older, and the interval that keeps the mean delay smallest for a
 * given number of looks grows with the square root of its age.
 */
export function openPace({ interval, sharers, clock, limited }: PaceOptions): (snapshot: Snapshot) => number {
  const shared = (sharers * 60 * SECOND) / (KEY_LIMIT * SHARE);
  let changedAt = clock.now();
  let before = '';
  let refusals = 0;
  let stretch = 1;
  return (snapshot) => {
    const now = clock.now();
    const face = [snapshot.status, ...snapshot.stages.map((stage) => stage.status)].join();
    if (face !== before) {
      before = face;
      changedAt = now;
    }
    // Doubles with each refusal, and recovers slowly once there are none.
    stretch = limited() > refusals ? Math.min(16, stretch * 2) : Math.max(1, stretch * 0.9);
    refusals = limited();
    const since = now - changedAt;
    const most = snapshot.phase === 'waiting' ? 60 * SECOND : since < 600 * SECOND ? 15 * SECOND : 30 * SECOND;
    const quick = snapshot.phase === 'waiting' ? 5 * SECOND : QUICK;
    const auto = Math.min(most, quick * Math.sqrt(Math.max(1, since / QUICK_FOR)));
    const wanted = interval === 'auto' ? Math.max(auto, shared) * (0.9 + 0.2 * clock.random()) : interval;
    return wanted * stretch;
  };
}
