import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { numberText, textInHarness, trimAsJava } from '../../../src/runtime-inputs/scalars.ts';
import { javaDouble, readYaml } from '../../support/runtime-inputs/harness-merge.ts';

const plain = (text: string): string => textInHarness({ kind: 'leaf', text, plain: true });

describe('a plain scalar as Harness reads it', () => {
  it.each([
    ['1.10', '1.1'],
    ['12345678.5', '1.23456785E7'],
    ['0.0001', '1.0E-4'],
    ['1e3', '1000.0'],
    ['3.0', '3.0'],
    ['-0.0', '-0.0'],
    ['007', '7'],
    ['08', '8.0'],
    ['0x1F', '31'],
    ['0b11', '3'],
    ['1_000', '1000'],
    ['-12', '-12'],
    ['+5', '5'],
    ['12345678901234567890', '12345678901234567890'],
    ['yes', 'true'],
    ['On', 'true'],
    ['FALSE', 'false'],
    ['~', 'null'],
    ['', 'null'],
    ['2026-01-01', '2026-01-01'],
    ['v1.10', 'v1.10'],
    ['1.2.3', '1.2.3'],
    ['1'.repeat(500), '1'.repeat(500)],
  ])('%.30s is %.30s', (text, read) => {
    expect(plain(text)).toBe(read);
  });

  it('a quoted scalar keeps its text', () => {
    expect(textInHarness({ kind: 'leaf', text: '1.10', plain: false })).toBe('1.10');
  });

  it('is read as in the merge test', () => {
    const numbers = fc.oneof(
      fc.integer().map(String),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .filter((value) => Math.abs(value) < 1e21)
        .map((value) => (Number.isInteger(value) ? value.toFixed(1) : String(value))),
      fc.tuple(fc.nat(99_999_999), fc.nat(9999)).map(([whole, rest]) => `${whole}.${rest}`),
    );
    fc.assert(
      fc.property(numbers, (text) => {
        expect(plain(text)).toBe(/^-?\d+$/.test(text) ? readYaml(text) : javaDouble(Number(text)));
      }),
    );
  });
});

it.each([
  ['1.10', '1.10'],
  ['007', '7'],
  ['+.5', '0.5'],
  ['1e3', '1000'],
  ['many', undefined],
  ['0x1F', undefined],
  ['1e999', undefined],
])('the number %s is written as %s', (text, number) => {
  expect(numberText(text)).toBe(number);
});

it('is trimmed as in Java, which keeps no-break spaces', () => {
  expect(trimAsJava('\t a\u00A0 \n')).toBe('a\u00A0');
  expect(trimAsJava(' \u0000 ')).toBe('');
  expect(trimAsJava(`${' '.repeat(500_000)}x${' '.repeat(500_000)}y`)).toHaveLength(500_002);
});
