/** What comes over a border is what it is, and nothing else is made of it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { at, either, entries, isObject, list, timestamp, text, texts, integer } from '../../../src/base/shape.ts';

const STRANGERS = [undefined, null, true, 0, 1, '', 'x', [], ['x'], {}, Symbol('x'), 1n, () => 1, NaN] as const;

/** Values as JSON gives them, with the names that hurt among the keys. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, '', 'text', '12'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', 'length'), tie('value')),
  ),
})).value;

describe('at', () => {
  test('follows only own keys', () => {
    expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect(at({ a: null }, 'a', 'b')).toBeUndefined();
    expect(at({ a: [{ b: 1 }] }, 'a', '0', 'b')).toBeUndefined();
    expect(at('text', 'length')).toBeUndefined();
    for (const inherited of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(at({}, inherited)).toBeUndefined();
      expect(at(JSON.parse(`{"${inherited}": {"x": 1}}`), inherited, 'x')).toBe(1);
    }
  });

  test('returns the value itself without a path', () => {
    expect(STRANGERS.map((stranger) => at(stranger))).toEqual([...STRANGERS]);
  });

  test('never throws, and returns the value at the path', () => {
    const paths = fc.array(fc.constantFrom('a', 'b', '0', '__proto__', 'constructor', 'length'), { maxLength: 5 });
    fc.assert(
      fc.property(json, paths, (value, path) => {
        const [first, ...rest] = path;
        const own = isObject(value) ? value : {};
        const next = first !== undefined && Object.hasOwn(own, first) ? own[first] : undefined;
        expect(at(value, ...path)).toBe(first === undefined ? value : at(next, ...rest));
      }),
    );
  });
});

test('lists, null and functions are not objects', () => {
  expect(STRANGERS.filter(isObject)).toEqual([{}]);
  expect(entries(null)).toEqual([]);
});

test('the first non-empty of two spellings is used', () => {
  const value = { userGroups: null, user_groups: ['a'], minimumCount: 0, minimum_count: 2 };
  expect(either(value, 'userGroups', 'user_groups')).toEqual(['a']);
  expect(either(value, 'minimumCount', 'minimum_count')).toBe(0);
  expect(either(value, 'constructor', 'toString')).toBeUndefined();
});

test('text is a non-empty string', () => {
  expect(STRANGERS.map(text).filter((found) => found !== undefined)).toEqual(['x']);
  expect(texts(['a', '', null, 1, ['b'], 'c'])).toEqual(['a', 'c']);
  expect(texts('abc')).toEqual([]);
  expect(texts({ 0: 'a', length: 1 })).toEqual([]);
  expect(list({ 0: 'a', length: 1 })).toEqual([]);
});

test.each([
  [0, 0],
  [42, 42],
  ['42', 42],
  ['007', 7],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  [-1, undefined],
  [1.5, undefined],
  [1e300, undefined],
  [NaN, undefined],
  [Infinity, undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  [' 1', undefined],
  ['0x10', undefined],
  ['9'.repeat(16), undefined],
  ['', undefined],
  [null, undefined],
  [true, undefined],
  [[1], undefined],
  [1n, undefined],
])('whole(%p) is %p', (value, number) => {
  expect(integer(value)).toBe(number);
});

test('a time can be a date with a year of four digits', () => {
  expect(timestamp(1_770_921_730_000)).toBe(1_770_921_730_000);
  expect(timestamp('1770921730000')).toBe(1_770_921_730_000);
  expect(timestamp(253_402_300_799_999)).toBe(253_402_300_799_999);
  for (const none of [0, -1, null, undefined, '', '2026-02-12', 253_402_300_800_000, 1_770_921_730_000_000, 8.64e15]) {
    expect(timestamp(none)).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.maxSafeInteger(), fc.string()), (value) => {
      const found = timestamp(value);
      expect(found === undefined || /^\d{4}-/.test(new Date(found).toISOString())).toBe(true);
    }),
  );
});

test('a list is read like a map, with its positions as keys', () => {
  expect(entries({ a: 1, b: null })).toEqual([
    ['a', 1],
    ['b', null],
  ]);
  expect(entries(['x', null])).toEqual([
    ['0', 'x'],
    ['1', null],
  ]);
  expect(entries('text')).toEqual([]);
  expect(entries(null)).toEqual([]);
  expect(entries(JSON.parse('{"__proto__": 1}'))).toEqual([['__proto__', 1]]);
});
