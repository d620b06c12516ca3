/** Flags and words: one of those that are listed, or a problem that lists them. */
import { expect, test } from '@jest/globals';

import { readChoice, readFlag } from '../../../src/inputs/choices.ts';
import { formOf, problemsIn } from '../../support/form.ts';

test.each([
  ['wait', 'yes', "must be true or false, got 'yes'."],
  ['wait', 'tRUE', "must be true or false, got 'tRUE'."],
  ['dry-run', '1', "must be true or false, got '1'."],
  ['fail-step', 'no', "must be true or false, got 'no'."],
  ['summary', 'none', "must be true or false, got 'none'."],
])('%s: %j is no flag', (name, value, text) => {
  expect(problemsIn(formOf({ [name]: value }), (form) => readFlag(form, name, true))).toEqual([`${name}: ${text}`]);
});

test.each([
  ['', true],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  [' FALSE\n', false],
])('%j is %p', (written, is) => {
  expect(readFlag(formOf({ wait: written }), 'wait', true)).toBe(is);
});

const WORDS = ['wait', 'detach', 'fail'] as const;

test('a choice is the first word unless another one is written', () => {
  const read = (written: string): string => readChoice(formOf({ 'on-waiting': written }), 'on-waiting', WORDS);
  expect([read(''), read('detach'), read(' fail ')]).toEqual(['wait', 'detach', 'fail']);
});

test('another word is a problem that lists them', () => {
  const form = formOf({ 'on-waiting': 'true' });
  expect(problemsIn(form, () => readChoice(form, 'on-waiting', WORDS))).toEqual([
    "on-waiting: must be wait, detach or fail, got 'true'.",
  ]);
});
