/** When to poll: policies side by side over kinds of pipelines, in time that costs nothing. */
import { seeded } from '../__tests__/support/job/clock.ts';
import { openPace } from '../src/follow/pace.ts';
import { NOTHING_SEEN, type Snapshot } from '../src/harness/execution.ts';
import { normalPart, optimalDelay, type PauseBounds } from './optimum.ts';
import type { Part } from './part.ts';
import { plot } from './plot.ts';
import type { Optimum, Score } from './score.ts';
import { meanOf, percentileOf } from './statistics.ts';
import { figure, type Table } from './table.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Runs of each kind, and successful executions that are known of each pipeline: as many as the action asks for. */
const RUNS = 400;
const PAST = 20;

/** How long executions of one pipeline take. */
interface Kind {
  readonly name: string;
  /** ms: the median of those that succeed. */
  readonly median: number;
  /** How far they differ: the standard deviation of their logarithm, 0.05 is about 5 %. */
  readonly spread: number;
  /** The part of them that fails, at any moment of their first minute. */
  readonly failing?: number;
  /** What the median was before the pipeline was changed. */
  readonly before?: number;
}

const NARROW = 0.05;
const WIDE = 0.5;

const KINDS: readonly Kind[] = [
  { name: '13 s, narrow', median: 13 * SECOND, spread: NARROW },
  { name: '22 s, narrow', median: 22 * SECOND, spread: NARROW },
  { name: '33 s, narrow', median: 33 * SECOND, spread: NARROW },
  { name: '48 s, narrow', median: 48 * SECOND, spread: NARROW },
  { name: '48 s, wide', median: 48 * SECOND, spread: WIDE },
  { name: '10 min, narrow', median: 10 * MINUTE, spread: NARROW },
  { name: '10 min, wide', median: 10 * MINUTE, spread: WIDE },
  { name: '10 min, a third fails early', median: 10 * MINUTE, spread: NARROW, failing: 1 / 3 },
  { name: '2 min, was 10 min before', median: 2 * MINUTE, spread: NARROW, before: 10 * MINUTE },
  { name: '1 h, narrow', median: HOUR, spread: NARROW },
  { name: '1 h, wide', median: HOUR, spread: WIDE },
  { name: '1 h, a third fails early', median: HOUR, spread: NARROW, failing: 1 / 3 },
];

/** Two that look like others: nine charts are enough. */
const UNSEEN = ['22 s, narrow', '33 s, narrow', '1 h, a third fails early'];

/** The parts of an execution's time at which its next stage begins. */
const STAGES = [0, 0.3, 0.8];

const POLICIES = ['fixed 2 s', 'fixed 5 s', 'fixed 10 s', 'fixed 30 s', 'auto, no history', 'auto, history'] as const;
type Policy = (typeof POLICIES)[number];
const FIXED: Readonly<Partial<Record<Policy, number>>> = {
  'fixed 2 s': 2 * SECOND,
  'fixed 5 s': 5 * SECOND,
  'fixed 10 s': 10 * SECOND,
  'fixed 30 s': 30 * SECOND,
};

/** @returns the score of each policy with each kind; the same each time. */
async function score(): Promise<readonly Score[]> {
  const scores: Score[] = [];
  for (const kind of KINDS) {
    for (const policy of POLICIES) {
      scores.push(await scoreOf(kind, policy));
    }
  }
  return scores;
}

async function scoreOf(kind: Kind, policy: Policy): Promise<Score> {
  const chance = seeded(1);
  const seen: Seen[] = [];
  const ends: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const fails = chance() < (kind.failing ?? 0);
    const end = fails ? chance() * Math.min(MINUTE, kind.median) : durationOf(kind.median, kind.spread, chance);
    const past = Array.from({ length: PAST }, () =>
      chance() < (kind.failing ?? 0)
        ? chance() * Math.min(MINUTE, kind.median)
        : durationOf(kind.before ?? kind.median, kind.spread, chance),
    );
    ends.push(end);
    seen.push(await watchOne({ end, past, policy, random: seeded(run) }));
  }
  const delays = seen.map(({ delay }) => delay);
  const requests = meanOf(seen.map((one) => one.requests));
  return {
    kind: kind.name,
    policy,
    mean: meanOf(delays),
    p95: percentileOf(delays, 95),
    requests,
    // One poll at the start, and on the average half an interval beyond the end.
    fixedAlike: meanOf(ends) / Math.max(0.5, requests - 1.5) / 2,
    polls: meanOf(seen.map((one) => one.polls)),
    optimum:
      policy === 'auto, history' && kind.before === undefined
        ? optimumOf(kind, meanOf(seen.map((one) => one.polls)))
        : undefined,
  };
}

/** What keeps a schedule bearable were the law another one, and polite: the bounds of a pause that `auto` keeps, too. */
const ROBUST: PauseBounds = {
  min: SECOND,
  max: (age) =>
    Math.min(
      age < 10 * MINUTE ? 15 * SECOND : 30 * SECOND,
      4 * 2.3 * SECOND * Math.sqrt(Math.max(1, age / (50 * SECOND))),
    ),
};

function optimumOf({ median, spread, failing = 0 }: Kind, polls: number): Optimum {
  const early = Math.min(MINUTE, median);
  const law = {
    ended: (ms: number): number =>
      failing * Math.min(1, ms / early) + (1 - failing) * (ms <= 0 ? 0 : normalPart(Math.log(ms / median) / spread)),
    longest: median * Math.exp(3.5 * spread),
  };
  return {
    known: optimalDelay(law, polls),
    spaced: optimalDelay(law, polls, { ...ROBUST, max: () => Infinity }),
    robust: optimalDelay(law, polls, ROBUST),
  };
}

/** A duration, log-normal around its median (Box-Muller). */
function durationOf(median: number, spread: number, chance: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return median * Math.exp(spread * normal);
}

interface Run {
  /** ms after the start */
  readonly end: number;
  readonly past: readonly number[];
  readonly policy: Policy;
  readonly random: () => number;
}

interface Seen {
  readonly delay: number;
  /** Polls, and the request for the history where one was made. */
  readonly requests: number;
  readonly polls: number;
}

async function watchOne({ end, past, policy, random }: Run): Promise<Seen> {
  let now = 0;
  let polls = 0;
  let requests = 0;
  const readHistory = (): Promise<readonly number[]> => {
    requests += 1;
    return Promise.resolve(past);
  };
  const pace = openPace({
    interval: FIXED[policy] ?? 'auto',
    matrixSize: 1,
    clock: { now: () => now, random, sleep: () => Promise.resolve() },
    requests: () => requests,
    limited: () => 0,
    history: policy === 'auto, history' ? readHistory : undefined,
  });
  for (;;) {
    requests += 1;
    polls += 1;
    if (now >= end) {
      return { delay: now - end, requests, polls };
    }
    now += await pace.next(snapshotAt(now, end));
  }
}

function snapshotAt(now: number, end: number): Snapshot {
  const stages = STAGES.map((part, index) => {
    const isDone = (STAGES[index + 1] ?? 1) * end <= now;
    const [status, phase] = isDone
      ? (['Success', 'succeeded'] as const)
      : part * end <= now
        ? (['Running', 'running'] as const)
        : (['NotStarted', 'queued'] as const);
    return { id: `stage${index}`, name: `Stage ${index}`, status, phase, depth: 0, isGroup: false };
  });
  return { ...NOTHING_SEEN, status: 'Running', phase: 'running', startedAt: 0, stages };
}

export const policies: Part = {
  about: 'When to poll: policies side by side in simulated time',
  async measure() {
    const scores = await score();
    const kinds = [...new Set(scores.map(({ kind }) => kind))];
    const rows = kinds.map((kind) => [
      kind,
      ...scores
        .filter((one) => one.kind === kind)
        .map(({ mean, p95, requests }) => `${figure(mean / SECOND)} / ${figure(p95 / SECOND)} / ${figure(requests)}`),
    ]);
    const table: Table = {
      title: `Mean delay in s / 95th percentile in s / requests for a run; ${RUNS} runs each`,
      head: ['Pipeline', ...POLICIES],
      rows,
    };
    return {
      tables: [table, optima(scores), goals(scores)],
      data: scores,
      files: { 'docs/pace.svg': plot(scores.filter(({ kind }) => !UNSEEN.includes(kind))) },
    };
  },
};

/** Requests with history when the least interval was 1.75 s, measured then; a shorter one may cost so many more. */
const REQUESTS_BEFORE: Readonly<Record<string, number>> = { '13 s, narrow': 5.4, '22 s, narrow': 6.8 };
const MORE_REQUESTS = 1.5;

/** What was aimed at, and what came of it. */
function goals(scores: readonly Score[]): Table {
  const of = (kind: string, policy: Policy): Score => {
    const found = scores.find((one) => one.kind === kind && one.policy === policy);
    if (found === undefined) {
      throw new Error(`there is no score of ${policy} with ${kind}`);
    }
    return found;
  };
  const known = ['13 s, narrow', '22 s, narrow', '33 s, narrow'].flatMap((kind) => {
    const { mean, requests } = of(kind, 'auto, history');
    const before = REQUESTS_BEFORE[kind];
    return [
      goal(`${kind}, history: delay`, '0.6 s', [mean / SECOND, 0.6]),
      ...(before === undefined
        ? []
        : [
            goal(`${kind}, history: requests beyond ${figure(before)}`, figure(MORE_REQUESTS), [
              requests - before,
              MORE_REQUESTS,
            ]),
          ]),
    ];
  });
  const unknown = ['13 s, narrow', '22 s, narrow', '33 s, narrow', '48 s, narrow'].flatMap((kind) => {
    const { mean, requests } = of(kind, 'auto, no history');
    return [
      goal(`${kind}, no history: delay`, '1.2 s', [mean / SECOND, 1.2]),
      goal(`${kind}, no history: requests of fixed 5 s`, '2 x', [requests / of(kind, 'fixed 5 s').requests, 2]),
    ];
  });
  const long = ['10 min, narrow', '1 h, narrow'].map((kind) => {
    const { mean, fixedAlike } = of(kind, 'auto, history');
    return goal(`${kind}, history: delay of the fixed interval with as many requests`, '0.5 x', [
      mean / fixedAlike,
      0.5,
    ]);
  });
  const optimal = scores.flatMap(({ kind, mean, optimum }) => {
    const most = kind.endsWith('wide') ? 1.3 : 1.5;
    return optimum === undefined
      ? []
      : [goal(`${kind}, history: delay of the optimum with as many polls`, `${most} x`, [mean / optimum.robust, most])];
  });
  return {
    title: 'Goals',
    head: ['Goal', 'At most', 'Measured', ''],
    rows: [...known, ...unknown, ...long, ...optimal],
  };
}

/** Beside the least that as many polls can have. */
function optima(scores: readonly Score[]): Table {
  const rows = scores.flatMap(({ kind, mean, polls, optimum }) =>
    optimum === undefined
      ? []
      : [
          [
            kind,
            figure(polls),
            figure(mean / SECOND),
            figure(optimum.known / SECOND),
            figure(optimum.spaced / SECOND),
            figure(optimum.robust / SECOND),
            ...[optimum.known, optimum.spaced, optimum.robust].map((least) => `${(mean / least).toFixed(2)} x`),
          ],
        ],
  );
  return {
    title: 'With history, beside the optimum that makes as many polls: mean delay in s',
    head: [
      'Pipeline',
      'Polls',
      'auto',
      'Law known',
      '1 s apart',
      'Robust',
      'auto to known',
      'to 1 s apart',
      'to robust',
    ],
    rows,
  };
}

function goal(what: string, most: string, [measured, limit]: readonly [number, number]): string[] {
  return [what, most, figure(measured), measured <= limit ? 'met' : 'missed'];
}
