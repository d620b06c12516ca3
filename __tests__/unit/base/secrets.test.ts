/** What may be a secret stays whole, and what must not be shown at all is found in every form. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { formsOf, keepWhole, looksRandom } from '../../../src/base/secrets.ts';
import { annotation, logLines, oneLine, withoutSecrets } from '../../../src/base/text.ts';

describe('a value that is kept whole', () => {
  const sentence = 'correct horse  battery staple';
  keepWhole([sentence, 'short one', `first line of two\n  second line of two  `]);

  test('is not cut at its blanks', () => {
    expect(oneLine(`it was ${sentence} that failed`, 30)).toBe('it was…');
    expect(oneLine(`it was ${sentence} that failed`, 40)).toBe(`it was ${sentence}…`);
    expect(oneLine(sentence, 20)).toBe('(29 characters)');
    expect(oneLine('a second line of two b', 18)).toBe('a…');
    expect(oneLine('a short one b', 9)).toBe('a short…');
  });

  test('is counted where it would be a command to the runner', () => {
    keepWhole(['pass ##[phrase of words']);
    expect(logLines('a pass ##[phrase of words b')).toEqual(['a (23 characters) b']);
  });

  test('stays whole at the end of an annotation', () => {
    const shown = annotation(`${'x '.repeat(1990)}${sentence} ${'y '.repeat(500)}`);
    expect(shown.length).toBeLessThan(4000);
    expect(shown).not.toContain('correct');
  });
});

describe('a text that', () => {
  test.each(
    [
      'AKIAIOSFODNN7EXAMPLE',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
      'hunter2hunter2',
      '9f86d081884c7d659a2feaa0c55ad015',
      '$2b$12$KIXQ',
      'q7#Lm!z9 Kx^2',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N',
    ].filter((text) => text.length >= 12),
  )('reads like %s looks random', (text) => {
    expect(looksRandom(text)).toBe(true);
  });

  test.each([
    '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
    'refs/heads/feature/login-form',
    'feature/JIRA-1234-new_login',
    'refs/pull/123/merge',
    'main-1a2b3c4',
    '1.2.3-rc.4+build.77',
    'v2.14.0-alpine3.19',
    'release-2026-11-26',
    `registry.example.com/team/web@sha256:${'a1'.repeat(32)}`,
    'ghcr.io/acme/shop:sha-1a2b3c4',
    'k8s-prod-eu-west-1',
    'arn:aws:iam::123456789012:role/deploy',
    'deployProdService',
    'Deploy the new version to 50% of users!',
    'dependabot/npm_and_yarn/lodash-4.17.21',
    'John.Doe@example.com',
    'short$%^&*(',
  ])('reads like %s does not', (text) => {
    expect(looksRandom(text)).toBe(false);
  });

  test('is random looks random', () => {
    const printable = fc.string({ unit: 'grapheme-ascii', minLength: 24, maxLength: 5000 });
    fc.assert(
      fc.property(printable, (text) => looksRandom(text.replaceAll(/\s/g, '$'))),
      { numRuns: 500 },
    );
  });
});

describe('secrets are taken out', () => {
  test('wherever they stand, the longer one first', () => {
    expect(withoutSecrets('key pat.a.b.c$& and pat.a.b.c$&.', ['pat.a.b.c$&', ''])).toBe('key *** and ***.');
    expect(withoutSecrets('abcdef abc', ['abc', 'abcdef'])).toBe('*** ***');
  });

  test('also where something invisible stands between their characters', () => {
    const key = 'pat.Acme.6a0b.x+/=$';
    for (const unseen of ['\u200B', '\u00AD\uFEFF', '\u0000', '\u202E', '\u{E0041}']) {
      const veiled = key.split('').join(unseen);
      expect(withoutSecrets(`<${veiled}> ${key}`, [key])).toBe('<***> ***');
    }
  });

  test('in all their forms: line by line, in one line, as JSON and in a URL', () => {
    const forms = formsOf(['first "line"\n  second/line\nabc', 'xyz']);
    expect(withoutSecrets('first "line" second/line abc', forms)).toBe('***');
    expect(withoutSecrets(String.raw`{"x":"first \"line\""} second/line`, forms)).toBe('{"x":"***"} ***');
    expect(withoutSecrets('?q=second%2Fline&abc=xyz', forms)).toBe('?q=***&abc=xyz');
  });
});
