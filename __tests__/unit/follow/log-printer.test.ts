import { expect, test } from '@jest/globals';

import { openLogPrinter } from '../../../src/follow/log-printer.ts';

test('the step is named only where several steps write', () => {
  const printed: string[] = [];
  const printer = openLogPrinter((line) => void printed.push(line.trim()));
  expect(printer.lines('Rollout', ['one', 'two'])).toBe('two');
  printer.lines('Verify it', ['three']);
  printer.lines('Rollout', ['four']);
  expect(printed).toEqual(['│ one', '│ two', '│ [Verify it] three', '│ [Rollout]   four']);
});

test('of more than 10,000 lines the rest is counted', () => {
  let printed = 0;
  const printer = openLogPrinter(() => {
    printed += 1;
  });
  const lines = (count: number): string[] => Array.from({ length: count }, (_none, index) => `line ${index}`);
  expect(printer.lines('a', lines(9999))).toBe('line 9998');
  expect([printer.lines('b', lines(3)), printer.lines('a', lines(2))]).toEqual([undefined, undefined]);
  expect([printed, printer.dropped]).toEqual([10_000, 4]);
});
