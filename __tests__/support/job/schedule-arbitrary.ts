/** What schedules are made of: times, faults, outages, interruptions, in any mixture. */
import fc from 'fast-check';

import { type Fault, type Kind, type FaultKind, FAULT_KINDS } from '../harness/fake.ts';
import type { Burst, Schedule, Strike, WriteFailure } from './schedules.ts';
import type { Written } from './step.ts';

/** Short times are as likely as long ones: what matters happens close together. */
const milliseconds = (most: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: Math.min(most, 3000) }), fc.integer({ min: 0, max: most }));

const often = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: other });

const PASSING: readonly FaultKind[] = [
  ...(['refused', 'reset', 'stall', 'limited', 'unavailable', 'page', 'half', 'empty', 'another'] as const),
];

/** Faults that pass are more likely: what is final ends the story. */
const fault: fc.Arbitrary<Fault> = fc
  .record(
    {
      is: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...PASSING) },
        { weight: 1, arbitrary: fc.constantFrom(...FAULT_KINDS) },
      ),
      actsAfter: fc.oneof(fc.constantFrom(0, 100), milliseconds(150_000)),
      takes: often(0, milliseconds(140_000)),
      retryAfter: milliseconds(400_000),
      rest: milliseconds(60_000),
    },
    { requiredKeys: [] },
  )
  .map(({ retryAfter, ...rest }) =>
    rest.is === 'limited' && retryAfter !== undefined ? { ...rest, retryAfter } : rest,
  );

const KINDS: readonly Kind[] = ['start', 'start', 'start', 'read', 'read', 'list', 'list', 'notes', 'abort', 'abort'];

const burst: fc.Arbitrary<Burst> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(...KINDS),
      from: often(0, fc.nat(20)),
      many: fc.oneof(fc.constant(1), fc.nat(4), fc.nat(40)),
      fault,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom<(Kind | undefined)[]>(undefined, 'template', 'graph', 'other'),
      from: fc.nat(12),
      many: fc.nat(20),
      fault,
    }),
  },
);

const PASSING_STATUSES = ['Running', 'NotStarted', 'ApprovalWaiting', 'Paused', 'Mystery', 'Discontinuing'];
const FINAL_STATUSES = ['Success', 'IgnoreFailed', 'Skipped', 'Failed', 'Aborted', 'Expired'];

const beats = fc
  .array(
    fc.record({
      after: milliseconds(400_000),
      status: fc.constantFrom(...PASSING_STATUSES, ...FINAL_STATUSES),
    }),
    { maxLength: 4 },
  )
  .map((all) => {
    const sorted = [{ after: 0, status: 'Running' }, ...all.toSorted((one, other) => one.after - other.after)];
    // A final status stays.
    const end = sorted.findIndex(({ status }) => FINAL_STATUSES.includes(status));
    return end < 0 ? sorted : sorted.slice(0, end + 1);
  });

const strike: fc.Arbitrary<Strike> = fc.record({
  how: fc.constantFrom<Strike['how'][]>('signal', 'signal', 'shutdown', 'kill', 'kill', 'container'),
  when: fc.oneof(
    fc.record({ ms: milliseconds(200_000) }),
    fc.record({ effect: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ effect: fc.integer({ min: 1, max: 200 }) }),
  ),
  postAfter: fc.integer({ min: 0, max: 5000 }),
  heardAfter: fc.integer({ min: 0, max: 1100 }),
});

/** Any schedule. */
export const schedule: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(),
  latency: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 9000 })),
  saysNotes: fc.boolean(),
  strangers: often(0, fc.nat(4)),
  hasTwin: often(false, fc.constant(true)),
  inputs: fc.record({
    timeout: fc.oneof(fc.integer({ min: 1000, max: 20_000 }), fc.integer({ min: 1000, max: 600_000 })),
    pollInterval: fc.constantFrom<('auto' | number)[]>('auto', 5000, 20_000),
    onCancel: fc.constantFrom<('abort' | 'leave')[]>('abort', 'abort', 'abort', 'leave'),
    onTimeout: fc.constantFrom('abort', 'leave'),
    onWaiting: fc.constantFrom('wait', 'detach', 'fail'),
    wait: fc.constantFrom(true, true, true, true, true, true, true, false),
  }),
  score: fc.record({
    beats,
    abortTakes: milliseconds(50_000),
    listedAfter: often(0, milliseconds(100_000)),
    notedAfter: often(0, milliseconds(5000)),
    readableAfter: often(0, milliseconds(5000)),
  }),
  bursts: fc.array(burst, { maxLength: 4 }),
  outages: fc.array(fc.record({ from: milliseconds(300_000), lasts: milliseconds(200_000), fault }), { maxLength: 2 }),
  writeFailures: often<WriteFailure[]>(
    [],
    fc.array(
      fc.record({
        what: fc.constantFrom<Written[]>(
          'GITHUB_OUTPUT',
          'GITHUB_STATE',
          'GITHUB_STATE',
          'GITHUB_STEP_SUMMARY',
          'folder',
        ),
        from: milliseconds(300_000),
        lasts: fc.oneof(fc.constant(Infinity), milliseconds(100_000)),
      }),
      { maxLength: 3 },
    ),
  ),
  faultAt: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined, freq: 4 }),
  strike: fc.option(strike, { nil: undefined, freq: 4 }),
});
