/** Plays of everyday, and those that leave stages out. */
import { build, custom, deploy, failingRollout, shell, smokeTest, verify } from './cast.ts';
import type { Play } from './play.ts';

/** By the name under which they are played. */
export const BASICS: Readonly<Record<string, Play>> = {
  green: {
    about: 'queued, builds, deploys, succeeds',
    queued: { ms: 600, status: 'Queued' },
    stages: [build, deploy, verify],
  },
  red: {
    about: 'a Kubernetes rollout fails, with a hint and a log',
    queued: { ms: 600, status: 'Queued' },
    stages: [build, { ...deploy, steps: [failingRollout, smokeTest] }, verify],
  },
  slow: {
    about: 'runs for ten minutes, then succeeds',
    stages: [build, custom('soak', 'Soak', [shell('soak', 'Soak test', 600_000)])],
  },
  skipped: {
    about: 'every stage is skipped by its condition',
    ends: 'Skipped',
    stages: [{ ...deploy, skippedBy: '<+pipeline.variables.release> == "true"' }],
  },
  conditional: {
    about: 'one of its stages is skipped by its condition',
    stages: [build, { ...deploy, skippedBy: '<+trigger.payload.release> == "true"' }, verify],
  },
  suspended: { about: 'ends suspended', ends: 'Suspended', stages: [build] },
  parallel: {
    about: 'two stages run in parallel and succeed',
    stages: [build, { parallel: [deploy, custom('docs', 'Docs', [shell('publish', 'Publish', 2_000)])] }, verify],
  },
  'new-image': {
    about: 'a trigger started it for a new image',
    artifact: { image: 'acme/web', build: '1.2.0' },
    stages: [deploy],
  },
  'old-outcomes': {
    about: 'succeeds, with outcomes as lists, as in old versions',
    outcomesAsArray: true,
    stages: [build, deploy],
  },
};
