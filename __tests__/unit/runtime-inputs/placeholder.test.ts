import { describe, expect, it } from '@jest/globals';

import { readPlaceholder, splitValues } from '../../../src/runtime-inputs/placeholder.ts';

describe('a placeholder', () => {
  const each = (...values: readonly string[]): object => ({ kind: 'each', values });
  const pattern = (text: string): object => ({ kind: 'pattern', pattern: text });

  it.each<[string, object]>([
    ['<+input>', {}],
    ['<+input>.default(a)', { fallback: 'a' }],
    ['<+input>.default()', {}],
    ['<+input>.default(f(x)).allowedValues(f(x),g)', { fallback: 'f(x)', validators: [each('f(x)', 'g')] }],
    ['<+input>.allowedValues( a ,b, )', { validators: [each('a', 'b', '')] }],
    ['<+input>.regex(^(a|b)\\)[)]$).executionInput()', { validators: [pattern('^(a|b)\\)[)]$')], asksDuringRun: true }],
    ['<+input>.executionInput().default(x)', { fallback: 'x', asksDuringRun: true }],
    ['<+input> .selectOneFrom(a,b)', { validators: [{ kind: 'one', values: ['a', 'b'] }] }],
    ['<+input>.selectManyFrom(a,b).default(a)', { fallback: 'a', validators: [each('a', 'b')] }],
    ['<+input>.default(a).default(b)', { fallback: 'a' }],
    ['<+input>.default(a', {}],
    ['<+input>.allowedValues(a).regex(b)', { validators: [each('a')] }],
    ['<+input>.regex(b).allowedValues(a)', { validators: [pattern('b'), each('a')] }],
    ['<+input>.allowedValues(a,<+x>)', {}],
    ['<+input>.allowedValues(a,b).later(x).default(a)', { fallback: 'a' }],
    ['<+input>.later(a).executionInput()', { asksDuringRun: true }],
    ['<+input>.regex(^(a).b(c)$)', { validators: [pattern('^(a).b(c)$')] }],
    ['<+input>.regex(^v[(]$).later(5)', {}],
    [`<+input>.regex(${'a)'.repeat(20_000)})`, { isTooLong: true }],
  ])('%.60s', (text, asked) => {
    const nothing = { fallback: undefined, validators: [], asksDuringRun: false, isTooLong: false };
    expect(readPlaceholder(text)).toStrictEqual({ ...nothing, ...asked });
  });

  it('the worst case is read quickly', () => {
    const before = process.cpuUsage();
    for (const worst of [`${'['.repeat(9000)}${').a('.repeat(2500)}`, ').a('.repeat(4900), '('.repeat(19_000)]) {
      expect(readPlaceholder(`<+input>.regex(${worst})`).isTooLong).toBe(false);
    }
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(5_000_000);
  });

  it.each([
    ['a,b', ['a', 'b']],
    [' a , \\\'b, c\\\' , \\"d,e\\"', ['a', 'b, c', 'd,e']],
    ["it's, \\'open", ["it's", "\\'open"]],
    ["\\'", ["\\'"]],
    ['\u00A0a', ['\u00A0a']],
    ['', ['']],
  ])('splits %j', (text, values) => {
    expect(splitValues(text)).toStrictEqual(values);
  });
});
