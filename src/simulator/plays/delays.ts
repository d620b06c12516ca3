/** Plays whose graph or log comes late, grows, or never comes. */
import { build, custom, deploy, failingRollout, forever, shell } from './cast.ts';
import type { Play } from './play.ts';

/** By the name under which they are played. */
export const DELAYS: Readonly<Record<string, Play>> = {
  'late-graph': {
    about: 'fails, and its graph shows the failure three seconds later',
    graphLagMs: 3_000,
    stages: [{ ...deploy, steps: [failingRollout] }],
  },
  'late-log': {
    about: 'fails, and its log appears two seconds later',
    stages: [{ ...deploy, steps: [{ ...failingRollout, lateLogMs: 2_000 }] }],
  },
  'huge-log': {
    about: 'fails with a log of 25 MB',
    stages: [{ ...deploy, steps: [{ ...failingRollout, logBytes: 25_000_000 }] }],
  },
  'no-log': { about: 'fails without a log', stages: [{ ...deploy, steps: [{ ...failingRollout, log: [] }] }] },
  'no-graph': { about: 'succeeds, without a graph', graphLagMs: forever, stages: [build] },
  'live-log': {
    about: 'a step writes a log line every second for twenty seconds',
    stages: [
      custom('soak', 'Soak', [
        {
          ...shell('soak', 'Soak test', 20_000),
          log: Array.from({ length: 20 }, (_, index) => `${index + 1} of 20: 200 OK`),
        },
      ]),
    ],
  },
};
