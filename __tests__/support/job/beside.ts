/** A job beside other executions of its pipeline. */
import type { Play, Score } from '../harness/fake.ts';
import { NOON } from './clock.ts';
import { type Job, type JobOptions, openJob } from './job.ts';

/** An execution that does not end. */
export const RUNS: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };

/** An execution that runs for so many ms. */
export const endsAfter = (after: number, status = 'Success'): Partial<Score> => ({
  beats: [
    { after: 0, status: 'Running' },
    { after, status },
  ],
});

interface Other {
  readonly notes?: string;
  readonly score?: Partial<Score>;
}

/** A job in whose pipeline these run, the first of them for the longest time. */
export function jobBeside(others: readonly Other[], options: JobOptions = {}): Job {
  const job = openJob(options);
  others.forEach(({ notes = '', score = RUNS }, index) => {
    job.harness.add({ id: `other-${index}`, notes, score, startedAt: NOON - 60_000 + index });
  });
  return job;
}

/** How many starts were sent. */
export const started = (job: Job): number => job.requestsOf('start').length;

/** The executions beside it. */
export const others = (job: Job): readonly Play[] => job.harness.plays.filter(({ id }) => id.startsWith('other-'));

/** Which of them were aborted. */
export const aborted = (job: Job): string[] =>
  others(job).flatMap(({ id, abortedAt }) => (abortedAt === undefined ? [] : [id]));
