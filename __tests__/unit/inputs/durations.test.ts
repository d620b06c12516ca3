/** Durations as inputs write them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseDuration, readPollInterval, readTimeout } from '../../../src/inputs/durations.ts';
import { formOf, problemsIn } from '../../support/form.ts';

test.each<[string, number | undefined]>([
  ['90s', 90_000],
  ['15m', 900_000],
  ['2h', 7_200_000],
  ['1h30m', 5_400_000],
  ['1h0m30s', 3_630_000],
  ['0s', 0],
  ['99999h', 359_996_400_000],
  ['', undefined],
  ['5', undefined],
  ['h', undefined],
  ['1h 30m', undefined],
  ['30m1h', undefined],
  ['1m1m', undefined],
  ['1.5h', undefined],
  ['-5m', undefined],
  ['5M', undefined],
  ['5min', undefined],
  ['٣m', undefined],
  ['1e3s', undefined],
])('%j lasts %p ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test('durations add up', () => {
  const part = fc.option(fc.nat(9999), { nil: undefined });
  fc.assert(
    fc.property(part, part, part, (h, m, s) => {
      const text = [
        h === undefined ? '' : `${h}h`,
        m === undefined ? '' : `${m}m`,
        s === undefined ? '' : `${s}s`,
      ].join('');
      fc.pre(text !== '');
      expect(parseDuration(text)).toBe((((h ?? 0) * 60 + (m ?? 0)) * 60 + (s ?? 0)) * 1000);
    }),
  );
});

test.each([
  ['2d', 172_800_000],
  ['1d12h', 129_600_000],
  ['1d1h1m1s', 90_061_000],
])('%s is a duration', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test('timeout has the default of its action', () => {
  expect(readTimeout(formOf({}), '5h30m')).toBe(19_800_000);
  expect(readTimeout(formOf({ timeout: ' 1h30m\n' }), '5h30m')).toBe(5_400_000);
});

test.each([
  ['timeout', 'soon', "must be a duration such as 90s, 15m, 2h or 1h30m, got 'soon'."],
  ['timeout', '90', "must be a duration such as 90s, 15m, 2h or 1h30m, got '90'."],
  ['timeout', '0m', "must be at least 1s, got '0m'."],
])('%s: %j', (name, value, text) => {
  expect(problemsIn(formOf({ [name]: value }), (form) => readTimeout(form, '5m'))).toEqual([`${name}: ${text}`]);
});

test('poll-interval is auto unless a duration is written', () => {
  const read = (written: string): number | string => readPollInterval(formOf({ 'poll-interval': written }));
  expect([read(''), read('auto'), read('30s')]).toEqual(['auto', 'auto', 30_000]);
});

test.each([
  ['poll-interval', '500ms', "must be auto or a duration such as 10s or 1m, got '500ms'."],
  ['poll-interval', 'Auto', "must be auto or a duration such as 10s or 1m, got 'Auto'."],
  ['poll-interval', '0s', "must be at least 1s, got '0s'."],
])('%s: %j', (name, value, text) => {
  expect(problemsIn(formOf({ [name]: value }), readPollInterval)).toEqual([`${name}: ${text}`]);
});
