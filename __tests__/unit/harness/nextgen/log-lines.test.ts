/** What is shown of a log. */
import { describe, expect, test } from '@jest/globals';

import { tailOf } from '../../../../src/harness/nextgen/log-lines.ts';

const row = (out: unknown): string =>
  JSON.stringify({ level: 'INFO', pos: 0, out, time: '2026-01-01T00:00:00Z', args: null });
const shown = (log: string, isCut = false): readonly string[] => tailOf(log, isCut, String)?.lines ?? [];

describe('lines', () => {
  test('have no colors or times, and an entry may contain several', () => {
    const log = `${row('\u001B[31mred\u001B[0m\nplain\n')}\n${row('last\r\n')}\n`;
    expect(tailOf(log, false, String)).toEqual({ lines: ['red', 'plain', 'last'], isComplete: true });
  });

  test('that are not JSON objects are shown unchanged', () => {
    expect(shown(`plain text\n{"level":"INFO"}\n[1]\n${row(7)}\n${row('')}x`)).toEqual([
      'plain text',
      '{"level":"INFO"}',
      '[1]',
      row(7),
      `${row('')}x`,
    ]);
  });

  test('of a progress bar show its last state', () => {
    expect(shown(row('10 %\r55 %\r100 %\nunpacking\r\n'))).toEqual(['100 %', 'unpacking']);
  });

  test('keep blank ones inside, and omit those at the end', () => {
    expect(shown([row('a\n'), row('\n'), row('b\n'), row('   \n')].join('\n'))).toEqual(['a', '', 'b']);
  });

  test('are at most fifty, the last ones', () => {
    const log = Array.from({ length: 60 }, (_none, index) => row(`line ${index}\n`)).join('\n');
    expect(tailOf(log, false, String)).toMatchObject({ isComplete: false });
    expect(shown(log)).toHaveLength(50);
    expect([shown(log)[0], shown(log).at(-1)]).toEqual(['line 10', 'line 59']);
  });

  test('have at most 1,000 characters each, and are not cut inside a word', () => {
    expect(shown(row(`  ${'xyz '.repeat(300)}`))[0]).toBe(`  ${'xyz '.repeat(248)}xyz…`);
    expect(shown(row(`token ${'x'.repeat(1001)} is wrong`))[0]).toBe('token (1001 characters) is wrong');
    expect(shown(row('x'.repeat(1000)))[0]).toHaveLength(1000);
  });

  test('have at most 16 KiB together', () => {
    const log = Array.from({ length: 50 }, () => row('ü'.repeat(500))).join('\n');
    expect(Buffer.byteLength(shown(log).join('\n'))).toBeLessThanOrEqual(16 * 1024);
    expect(shown(log)).toHaveLength(16);
  });

  test('of a log without its beginning begin with the first complete one', () => {
    expect(tailOf(`half a line"}\n${row('whole')}`, true, String)).toEqual({ lines: ['whole'], isComplete: false });
    expect(tailOf('half of one endless line', true, String)).toBeUndefined();
  });

  test.each(['', '\n\n', row('\n'), row('\u001B[0m')])('none for %j', (log) => {
    expect(tailOf(log, false, String)).toBeUndefined();
  });
});
