import { expect, test } from '@jest/globals';

import { invisible } from '../../../src/base/invisible.ts';
import { isVisible, unicode } from '../../../src/base/unicode.ts';

test('creates a regular expression once, with its flags', () => {
  const letters = unicode(String.raw`\p{L}+`, 'gu');
  expect(letters()).toBe(letters());
  expect('día 1, été 2'.match(letters())).toStrictEqual(['día', 'été']);
  expect(unicode('a')().flags).toBe('u');
});

test('visible text has none of the characters that are removed from logs and pages', () => {
  const all = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point));
  const wrong = all.filter((character) => isVisible(character) && character.search(invisible()) >= 0);
  expect(wrong).toStrictEqual([]);
  expect(all.filter(isVisible).length).toBeGreaterThan(2500);
});

test('the text of a log is visible', () => {
  expect(isVisible('Harness pipeline deploy_prod · default / shop\n\t12s ✔ Build → ● Deploy › “Smoke” …')).toBe(true);
  expect(isVisible('a\u200Bb')).toBe(false);
});
