/** Plays that are aborted, or that refuse to be. */
import { build, custom, deploy, forever, roe, rollout, shell } from './cast.ts';
import type { Play } from './play.ts';

/** By the name under which they are played. */
export const ABORTS: Readonly<Record<string, Play>> = {
  aborted: {
    about: 'a user aborts it in Harness',
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
    aborted: { atMs: 5_000, by: roe },
  },
  'aborted-unnamed': {
    about: 'a user whose name is unknown aborts it in Harness',
    stages: [build, { ...deploy, steps: [{ ...rollout, ms: 60_000 }] }],
    aborted: { atMs: 5_000, by: roe, isUnnamed: true },
  },
  'aborted-early': {
    about: 'Harness aborts it as it starts, without giving a reason',
    stages: [{ ...build, steps: build.steps.map((step) => ({ ...step, ms: 60_000 })) }],
    aborted: { atMs: 1_200 },
    graphLagMs: forever,
  },
  'busy-abort': {
    about: 'the first two aborts are refused and ask for a retry',
    stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
    busyInterrupts: 2,
  },
  stubborn: {
    about: 'an abort is accepted but has no effect',
    stages: [custom('soak', 'Soak', [shell('soak', 'Soak test', forever)])],
    abortMs: forever,
  },
};
