/** What earlier executions say. */
import { describe, expect, test } from '@jest/globals';

import { durationsOf, overviewOf, pastRuns, periodBefore } from '../../../src/follow/history.ts';
import type { ListedExecution } from '../../../src/harness/execution.ts';
import { REF, report } from '../../support/reports.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 1, 12, 18);

function listed(status: string, took: number | undefined, { id = 'other', ago = HOUR } = {}): ListedExecution {
  const startedAt = NOW - ago;
  const endedAt = took === undefined ? undefined : startedAt + took;
  const { snapshot } = report(status, undefined, { snapshot: { startedAt, endedAt } });
  return { ref: { ...REF, id }, snapshot, hasNotes: false, event: undefined };
}

describe('past runs', () => {
  test('are the last ten ended executions, oldest first, without the current one, and the median duration of the successful ones', () => {
    const executions = [
      listed('Success', 1, { id: REF.id }),
      listed('Running', undefined),
      listed('Failed', 9000),
      ...[50, 10, 40, 20, 30].map((took) => listed('Success', took)),
      listed('Aborted', 1),
      ...[60, 70, 80, 90].map((took) => listed('IgnoreFailed', took)),
    ];
    expect(pastRuns(executions, REF.id)).toEqual({
      usual: 30,
      results: ['ignored', 'ignored', 'ignored', 'aborted', ...Array.from({ length: 5 }, () => 'succeeded'), 'failed'],
    });
  });

  test('are empty for fewer than three ended executions, and have no usual duration for fewer than three successful ones', () => {
    const two = [listed('Success', 10), listed('Success', 20)];
    expect(pastRuns([...two, listed('Running', undefined)], REF.id)).toBeUndefined();
    expect(pastRuns([...two, listed('Failed', 30)], REF.id)?.usual).toBeUndefined();
    expect(pastRuns([...two, listed('Success', 30)], REF.id)?.usual).toBe(20);
  });
});

test('include the durations of the newest twenty that were not aborted', () => {
  const executions = [
    listed('Aborted', 1),
    listed('Running', undefined),
    ...Array.from({ length: 25 }, (_none, index) => listed(index % 2 === 0 ? 'Success' : 'Failed', index)),
  ];
  expect(durationsOf(executions)).toEqual(Array.from({ length: 20 }, (_none, index) => index));
});

test('figures count ended and running executions', () => {
  expect(
    overviewOf([listed('Success', 30), listed('Failed', 10), listed('Aborted', 20), listed('Running', undefined)]),
  ).toEqual({ ended: 3, succeeded: 1, median: 20, running: 1 });
  expect(overviewOf([])).toEqual({ ended: 0, succeeded: 0, median: undefined, running: 0 });
});

describe('the period before', () => {
  const earlier = [1, 2, 3, 4].map((hours) => listed('Success', 0, { ago: hours * HOUR, id: String(hours) }));
  const history = (seen: number) => ({ found: [], seen: earlier.slice(0, seen), earlier, pages: 1 });
  const ids = (executions: readonly ListedExecution[]) => executions.map(({ ref }) => ref.id);

  test('of the newest executions has as many executions', () => {
    expect(ids(periodBefore(history(2), undefined, NOW))).toEqual(['1', '2']);
  });

  test('of a duration has the same duration', () => {
    expect(ids(periodBefore(history(2), NOW - HOUR, NOW))).toEqual(['1', '2']);
  });

  test('is unknown if the list does not go back that far', () => {
    expect(periodBefore(history(2), NOW - 100 * HOUR, NOW)).toEqual([]);
  });
});
