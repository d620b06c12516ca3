/** What may be a secret stays whole, and what must not be shown at all is found in every form. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import {
  redacted,
  hasRedactions,
  disableTruncation,
  forgetSecrets,
  preventTruncation,
  protect,
} from '../../../src/base/secrets.ts';
import { annotation, logLines, oneLine, quotedValue, shortened, withoutSecrets } from '../../../src/base/text.ts';

afterEach(forgetSecrets);

describe('a value that is kept whole', () => {
  const sentence = 'correct horse  battery staple';
  beforeEach(() => {
    preventTruncation([sentence, 'short one', `first line of two\n  second line of two  `]);
  });

  test('is not cut at its spaces', () => {
    expect(oneLine(`it was ${sentence} that failed`, 30)).toBe('it was…');
    expect(oneLine(`it was ${sentence} that failed`, 40)).toBe(`it was ${sentence}…`);
    expect(oneLine(sentence, 20)).toBe('(29 characters)');
    expect(oneLine('a second line of two b', 18)).toBe('a…');
    expect(oneLine('a short one b', 9)).toBe('a short…');
  });

  test('is replaced by its length where it would be a command to the runner', () => {
    preventTruncation(['pass ##[phrase of words']);
    expect(logLines('a pass ##[phrase of words b')).toEqual(['a (23 characters) b']);
  });

  test('stays whole at the end of an annotation', () => {
    const shown = annotation(`${'x '.repeat(1990)}${sentence} ${'y '.repeat(500)}`);
    expect(shown.length).toBeLessThan(4000);
    expect(shown).not.toContain('correct');
  });
});

describe('secrets are removed', () => {
  test('everywhere, the longer one first', () => {
    expect(withoutSecrets('key pat.a.b.c$& and pat.a.b.c$&.', ['pat.a.b.c$&', ''])).toBe('key *** and ***.');
    expect(withoutSecrets('abcdef abc', ['abc', 'abcdef'])).toBe('*** ***');
  });

  test('even with invisible characters inside', () => {
    const key = 'pat.Acme.6a0b.x+/=$';
    for (const unseen of ['\u200B', '\u00AD\uFEFF', '\u0000', '\u202E', '\u{E0041}']) {
      const veiled = key.split('').join(unseen);
      expect(withoutSecrets(`<${veiled}> ${key}`, [key])).toBe('<***> ***');
    }
  });
});

describe('a value that is given to this step', () => {
  test('is not quoted partially', () => {
    preventTruncation(['https://user:q7#Lm!z9Kx^2@host.example/a,b']);
    expect(quotedValue('user:q7#Lm!z9Kx^2')).toBe('(17 characters)');
    expect(quotedValue('host.example')).toBe("'host.example'");
    expect(quotedValue('https://user:q7#Lm!z9Kx^2@host.example/a,b')).toBe(
      "'https://user:q7#Lm!z9Kx^2@host.example/a,b'",
    );
  });

  test('is replaced by its length if a character of it would not be shown', () => {
    const value = 'two words and \u200Ban unseen one';
    expect(oneLine(`it was ${value}`)).toBe('it was two words and an unseen one');
    preventTruncation([value]);
    expect(oneLine(`it was ${value}`)).toBe('it was (28 characters)');
    expect(oneLine('a q7Lm\u200Bz9Kx2vB4nM b')).toBe('a (15 characters) b');
    expect(oneLine('a harm\u200Bless b')).toBe('a harmless b');
  });

  test('is not separated from an adjacent word', () => {
    const value = 'correct horse battery';
    preventTruncation([value]);
    const long = `export TOKEN=${'x'.repeat(30)}${value} staple`;
    expect(shortened(long, 40)).toBe('export (57 characters) staple');
    expect(logLines(`##[error]q7LmZ9Kx2vB4${value} staple`)).toEqual(['(42 characters) staple']);
  });
});

test('is whole or replaced by its length in a process that knows no inputs', () => {
  disableTruncation();
  expect(oneLine('a text of several words', 23)).toBe('a text of several words');
  expect(oneLine('a text of several words', 20)).toBe('(23 characters)');
});

describe('where GitHub masks nothing', () => {
  test('nothing is removed before any secret is known', () => {
    expect(hasRedactions()).toBe(false);
    expect(redacted('deploy 1.2.3 of acme/shop at 1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d')).toBe(
      'deploy 1.2.3 of acme/shop at 1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
    );
  });

  test('only values of Secret variables, of names that look secret, and random ones are removed', () => {
    protect([
      { name: 'greeting', type: 'Secret', value: 'hello' },
      { name: 'db_password', value: 'winter' },
      { name: 'note', value: 'q7#Lm!z9Kx^2' },
      { name: 'image_tag', value: 'web:1.2.3' },
      { name: 'branch', value: 'feature/login-form' },
    ]);
    expect(hasRedactions()).toBe(true);
    expect(redacted('hello winter: q7#Lm!z9Kx^2 for web:1.2.3 on feature/login-form')).toBe(
      '*** ***: *** for web:1.2.3 on feature/login-form',
    );
  });

  test('values are removed by line, joined, as JSON and in a URL, from four characters on', () => {
    protect([
      { name: 'token', value: 'first "line"\n  second/line\nabc' },
      { name: 'token', value: 'xyz' },
    ]);
    expect(redacted('first "line" second/line abc')).toBe('***');
    expect(redacted(String.raw`{"x":"first \"line\""} second/line`)).toBe('{"x":"***"} ***');
    expect(redacted('?q=second%2Fline&abc=xyz')).toBe('?q=***&abc=xyz');
  });

  test('the longer value is removed first, so that no rest is visible', () => {
    protect([
      { name: 'token', value: 'winter' },
      { name: 'token', value: 'winter-is-long' },
    ]);
    expect(redacted('winter-is-long winter')).toBe('*** ***');
  });

  test('a word that looks like a token is removed, but not ids of Harness and own links', () => {
    const own = 'https://app.harness.io/ng/account/A';
    expect(redacted('got ghp_16C7e42F292c6912E7710c838347Ae178B4a.')).toBe('got ***');
    expect(redacted('Execution 3y9YlBC9SrOn6W7bPT5nCw')).toBe('Execution 3y9YlBC9SrOn6W7bPT5nCw');
    protect([{ name: 'key', value: 'account' }]);
    expect(redacted(`[Execution 42](${own}/executions/x) of account`, [own])).toBe(
      `[Execution 42](${own}/executions/x) of ***`,
    );
    expect(redacted('[page](https://evil.example/account)', [own])).toBe('[page](https://evil.example/***)');
  });
});
