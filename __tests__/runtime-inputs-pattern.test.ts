import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compilePattern } from '../src/runtime-inputs/pattern.ts';
import { readPlaceholder, splitValues } from '../src/runtime-inputs/placeholder.ts';

describe('a pattern matches a whole text, as Java’s does', () => {
  it.each([
    ['', ''],
    ['^$', ''],
    ['abc', 'abc'],
    ['a|b|', ''],
    ['^v\\d+\\.\\d+(?:\\.\\d+)?$', 'v1.10'],
    ['[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*', 'my-app.v1.example'],
    ['\\A\\w+\\z', 'some_word'],
    ['(?<name>a)+?', 'aaa'],
    ['a{2}b{0,1}c{1,}', 'aacc'],
    ['[^/\\s]+/[^/\\s]+', 'acme/shop'],
    ['[\\w.-]+@[\\w.-]+', 'a-b@c.d'],
    ['[-a]+', 'a-a'],
    ['[a-]+', 'a-a'],
    ['[.*+?]+', '*+?.'],
    ['\\x41\\u0042', 'AB'],
    ['.', '😀'],
    ['[😀-😂]', '😁'],
    ['\\-\\:\\@\\#\\ ', '-:@# '],
    ['a}b]', 'a}b]'],
    ['(|a)+', 'aa'],
    ['(a*)*', 'aaaa'],
    ['\\t\\n', '\t\n'],
  ])('%s matches %j', (pattern, text) => {
    expect(compilePattern(pattern)?.(text)).toBe(true);
  });

  it.each([
    ['abc', 'xabc'],
    ['abc', 'abcx'],
    ['a|b', 'ab'],
    ['.', '\n'],
    ['[^a]', 'a'],
    ['a{2,3}', 'aaaa'],
    ['a$b', 'ab'],
    ['a^b', 'ab'],
    ['\\d', '٣'],
    ['', 'a'],
  ])('%s does not match %j', (pattern, text) => {
    expect(compilePattern(pattern)?.(text)).toBe(false);
  });

  it.each([
    '(?i)a',
    '(?=a)a',
    '(?!a)b',
    '(?<=a)b',
    '(?>a)',
    'a++',
    '(a)\\1',
    '\\bword\\b',
    '\\p{Alpha}',
    '\\Qa\\E',
    '[a-z&&[^b]]',
    '[[a]]',
    '[]a]',
    '[b-a]',
    '[a',
    '(a',
    'a)',
    '*a',
    'a**',
    '^*',
    'a{x}',
    'a{1000}',
    '\\',
    '\\x4',
    '('.repeat(60) + ')'.repeat(60),
    'a'.repeat(3000),
    '(((a{100}){100}){100})',
    '((((){999}){999}){999})',
  ])('%s is left to Harness', (pattern) => {
    expect(compilePattern(pattern)).toBeUndefined();
  });

  it('no pattern can keep it busy', () => {
    const evil = compilePattern('(a*)*(a|aa)+(a+a+)+(a?){30}a{30}b');
    expect(evil?.('a'.repeat(2000))).toBe(false);
    expect(evil?.(`${'a'.repeat(2000)}b`)).toBe(true);
    expect(evil?.('a'.repeat(1_000_000))).toBeUndefined();
  });

  it('agrees with JavaScript’s own engine on what both read alike', () => {
    const char = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-b]', '\\w', '\\d', '\\.');
    const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
      atom: fc.oneof(
        { maxDepth: 2, withCrossShrink: true }, // JavaScript's engine backtracks for minutes through deeper ones
        char,
        tie('pattern').map((inner) => `(${inner})`),
      ),
      pattern: fc
        .array(
          fc.array(fc.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '*?')), {
            maxLength: 3,
          }),
          {
            minLength: 1,
            maxLength: 3,
          },
        )
        .map((branches) => branches.map((parts) => parts.map((part) => part.join('')).join('')).join('|')),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const match = compilePattern(source);
        expect(match?.(subject)).toBe(
          match === undefined ? undefined : new RegExp(`^(?:${source})$`, 'u').test(subject),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a placeholder', () => {
  it.each([
    ['<+input>', {}],
    ['<+input>.default(a)', { fallback: 'a' }],
    ['<+input>.default()', { fallback: '' }],
    ['<+input>.default(f(x)).allowedValues(f(x),g)', { fallback: 'f(x)', allowed: ['f(x)', 'g'] }],
    ['<+input>.allowedValues( a ,b, )', { allowed: ['a', 'b', ''] }],
    ['<+input>.regex(^(a|b)\\)[)]$).executionInput()', { pattern: '^(a|b)\\)[)]$', asksDuringRun: true }],
    ['<+input>.executionInput().default(x)', { fallback: 'x', asksDuringRun: true }],
    ['<+input> .selectOneFrom(a,b)', { oneOf: ['a', 'b'] }],
    ['<+input>.default(a).default(b)', { fallback: 'a' }],
    ['<+input>.default(a', {}],
    ['<+input>.unknown(a).default(b)', {}],
    [`<+input>.regex(${'a)'.repeat(20_000)})`, {}],
  ])('%.60s', (text, asked) => {
    const nothing = {
      fallback: undefined,
      allowed: undefined,
      oneOf: undefined,
      pattern: undefined,
      asksDuringRun: false,
    };
    expect(readPlaceholder(text)).toStrictEqual({ ...nothing, ...asked });
  });

  it.each([
    ['a,b', ['a', 'b']],
    [' a , \\\'b, c\\\' , \\"d,e\\"', ['a', 'b, c', 'd,e']],
    ["it's, \\'open", ["it's", "\\'open"]],
    ["\\'", ["\\'"]],
    ['', ['']],
  ])('splits %j', (text, values) => {
    expect(splitValues(text)).toStrictEqual(values);
  });
});
