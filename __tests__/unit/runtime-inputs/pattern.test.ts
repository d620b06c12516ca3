import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { openMatcher, type Match } from '../../../src/runtime-inputs/pattern.ts';

/** Tried twice: a busy machine may not run the first one in its time. */
const match: Match = (pattern, text) => openMatcher()(pattern, text) ?? openMatcher()(pattern, text);

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
    ['(?=a)a', 'a'],
    ['(?!a)b', 'b'],
    ['a(?<=a)b', 'ab'],
    ['[\\s,]+', ' ,\t'],
    ['a{1000}', 'a'.repeat(1000)],
  ])('%s matches %j', (pattern, text) => {
    expect(match(pattern, text)).toBe(true);
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
    ['\\s', '\u00A0'],
    ['.', '\u0085'],
    ['(?!a).', 'a'],
  ])('%s does not match %j', (pattern, text) => {
    expect(match(pattern, text)).toBe(false);
  });

  it.each([
    '(?i)a',
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
    '\\',
    '\\x4',
    'a'.repeat(3000),
    '\\Z',
    '\\h',
    '[\\S]',
    '[[:alpha:]]',
    'a*+',
    'a{2}+',
    '(?-i:a)',
    '(?<1>a)',
    '\\k<a>',
    '[\\w-.]',
  ])('%s is left to Harness', (pattern) => {
    expect(match(pattern, 'a')).toBeUndefined();
  });

  it('stops a pattern that takes too long, and all patterns after too many of these', () => {
    const busy = openMatcher();
    for (let round = 0; round < 3; round += 1) {
      expect(busy('(a*)*(a|aa)+(a+a+)+b', 'a'.repeat(2000))).toBeUndefined();
    }
    expect(busy('a', 'a')).toBeUndefined();
    expect(match('a', 'a')).toBe(true);
  });

  it('agrees with the JavaScript engine on common syntax', () => {
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
        expect(match(source, subject)).toBe(new RegExp(`^(?:${source})$`, 'u').test(subject));
      }),
      { numRuns: 300 },
    );
  });
});
