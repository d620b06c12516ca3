/** From when to when, where the clocks of both sides differ. */
import { describe, expect, test } from '@jest/globals';

import { inHarnessTime, untilOf } from '../../../../src/actions/recent/period.ts';
import type { ListedExecution } from '../../../../src/harness/execution.ts';
import { REF, report } from '../../../support/reports.ts';

const NOW = Date.UTC(2026, 1, 12, 18);
const MINUTE = 60_000;

describe('since', () => {
  const behind = { clockAhead: () => ({ least: -9000, most: -8000 }) };
  const ahead = { clockAhead: () => ({ least: 8000, most: 9000 }) };
  const unknown = { clockAhead: () => undefined };

  test("a moment that was counted back is moved to Harness's clock", () => {
    const since = { ms: NOW - MINUTE, isRelative: true };
    expect([behind, ahead, unknown].map((connection) => inHarnessTime(since, connection, NOW) - since.ms)).toEqual([
      -9000, 8000, 0,
    ]);
  });

  test('a moment by name stays, unless it lies in the future by both clocks', () => {
    const at = (ms: number) => ({ ms: NOW + ms, isRelative: false });
    expect(inHarnessTime(at(-MINUTE), ahead, NOW)).toBe(NOW - MINUTE);
    expect(inHarnessTime(at(13_000), ahead, NOW)).toBe(NOW + 13_000);
    expect(() => inHarnessTime(at(15_000), ahead, NOW)).toThrow('is in the future');
    expect(() => inHarnessTime(at(15_000), unknown, NOW)).toThrow('is in the future');
  });
});

describe('until', () => {
  const ended = (...ends: readonly number[]): readonly ListedExecution[] =>
    ends.map((end) => {
      const { snapshot } = report('Success', undefined, { snapshot: { endedAt: NOW + end } });
      return { ref: REF, snapshot, hasNotes: false, event: undefined };
    });
  const until = (pages: number, ...ends: readonly number[]): number =>
    untilOf({ found: ended(...ends), seen: [], earlier: [], pages }, NOW) - NOW;

  test('is a little before the question, so that nothing is missed', () => {
    expect([until(1), until(1, -MINUTE)]).toEqual([-5000, -5000]);
  });

  test('is behind what was listed, so that nothing is repeated', () => {
    expect([until(1, -1000, -3000), until(1, 2000)]).toEqual([-999, 2001]);
  });

  test('of several pages is not behind the question: what ended between two of them was missed', () => {
    expect([until(2, 2000), until(2, -1000, 2000)]).toEqual([-5000, -999]);
  });
});
