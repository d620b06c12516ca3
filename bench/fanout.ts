/** Many jobs with one key, and a Harness that refuses what is too much of it. */
import { openFakeHarness } from '../__tests__/support/harness/fake.ts';
import { openFakeClock, seeded } from '../__tests__/support/job/clock.ts';
import { openStep, runMain } from '../__tests__/support/job/step.ts';
import type { Outcome } from './outcome.ts';
import type { Part } from './part.ts';
import { playProcesses } from './processes.ts';
import { meanOf, percentileOf } from './statistics.ts';
import { figure, type Table } from './table.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Requests a minute that Harness documents for a key. */
const LIMIT = 400;

interface Matrix {
  readonly name: string;
  readonly jobs: number;
  /** ms over which the runners take the jobs up. */
  readonly within: number;
  /** ms that the executions take, give or take a tenth. */
  readonly lasts: number;
}

const MATRICES: readonly Matrix[] = [
  { name: '32 jobs of 3 min, started at once', jobs: 32, within: 0, lasts: 3 * MINUTE },
  { name: '100 jobs of 5 min, within 30 s', jobs: 100, within: 30 * SECOND, lasts: 5 * MINUTE },
  { name: '256 jobs of 10 min, within 2 min', jobs: 256, within: 2 * MINUTE, lasts: 10 * MINUTE },
  { name: '256 jobs of 10 min, at once', jobs: 256, within: 0, lasts: 10 * MINUTE },
  { name: '256 jobs of 1 h, at once', jobs: 256, within: 0, lasts: 60 * MINUTE },
];

/** @returns a limiter over the last 60 s that counts what it lets through, as throttling by rate does. */
export function openLimiter(limit: number): (now: number) => boolean {
  const passed: number[] = [];
  return (now) => {
    while ((passed[0] ?? now) <= now - MINUTE) {
      passed.shift();
    }
    if (passed.length >= limit) {
      return false;
    }
    passed.push(now);
    return true;
  };
}

/** Plays a matrix in time that costs nothing; the code that follows, paces and is patient is the real one. */
async function play({ name, jobs, within, lasts }: Matrix): Promise<Outcome> {
  const random = seeded(jobs);
  const clock = openFakeClock(random);
  const passes = openLimiter(LIMIT);
  const tally = { failures: 0, requests: 0, refused: 0 };
  const began = clock.now();
  const starts: number[] = [];
  const delays: number[] = [];
  const job = async (index: number): Promise<void> => {
    const end = lasts * (0.9 + 0.2 * random());
    const beats = [
      { after: 0, status: 'Running' },
      { after: end, status: 'Success' },
    ];
    // One Harness for each job, so that each execution takes its own time; the key's limit is one for all.
    const harness = openFakeHarness({
      clock,
      score: { beats },
      fault: ({ at }) => (passes(at) ? undefined : { is: 'limited' }),
    });
    await clock.sleep((within * index) / jobs);
    const from = clock.now();
    const verdict = await runMain(openStep({ clock, workflow: { beganAt: began } }), harness, {
      inputs: { leg: { index, total: jobs }, timeout: 5 * lasts },
    });
    const startedAt = harness.plays[0]?.startedAt;
    tally.failures += verdict.isRed || startedAt === undefined ? 1 : 0;
    tally.requests += harness.requests.length;
    tally.refused += harness.requests.filter(({ fault }) => fault !== undefined).length;
    starts.push((startedAt ?? clock.now()) - from);
    delays.push(clock.now() - (startedAt ?? 0) - end);
  };
  await clock.run(Promise.all(Array.from({ length: jobs }, (_, index) => job(index))));
  return {
    name,
    ...tally,
    starts: { mean: meanOf(starts), p95: percentileOf(starts, 95) },
    delays: { mean: meanOf(delays), p95: percentileOf(delays, 95) },
  };
}

export const fanout: Part = {
  about: 'Many jobs with one key, in simulated time and in real processes',
  async measure() {
    const outcomes: Outcome[] = [];
    for (const matrix of MATRICES) {
      outcomes.push(await play(matrix));
    }
    outcomes.push(await playProcesses(LIMIT));
    return { tables: [table(outcomes)], data: outcomes };
  },
};

function table(outcomes: readonly Outcome[]): Table {
  const pair = ({ mean, p95 }: Outcome['starts']): string => `${figure(mean / SECOND)} / ${figure(p95 / SECOND)}`;
  return {
    title: `Jobs of one matrix with one key that may ask ${LIMIT} times in a minute; seconds are mean / 95th percentile`,
    head: ['Matrix', 'Failed', 'Requests', 'Refused', 'Refused %', 'Until the start, s', 'Delay of the end, s'],
    rows: outcomes.map((one) => [
      one.name,
      String(one.failures),
      figure(one.requests),
      figure(one.refused),
      figure((100 * one.refused) / one.requests),
      pair(one.starts),
      pair(one.delays),
    ]),
  };
}
