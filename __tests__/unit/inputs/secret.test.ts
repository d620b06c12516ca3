/** Keys and tokens: what cannot be one is said without a character of it, and what is missing with the reason. */
import { describe, expect, test } from '@jest/globals';

import { faultOfSecret, readKey, readSecret, whyWithheld } from '../../../src/inputs/secret.ts';
import { formOf, problemsIn } from '../../support/form.ts';

const A = 'Acme0000000000000000A';
const KEY = `pat.${A}.id.secret`;

test.each([
  [
    'api-key',
    `pat.${A}.id.s s`,
    'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.',
  ],
  [
    'api-key',
    `${KEY}\nsecond`,
    'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.',
  ],
  [
    'api-key',
    `${KEY}é`,
    'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.',
  ],
  [
    'api-key',
    `pat.${A}.i.${'x'.repeat(2000)}`,
    'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.',
  ],
  [
    'github-token',
    'ghs x',
    'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.',
  ],
])('%s: %j', (name, value, text) => {
  expect(problemsIn(formOf({ [name]: value }), (form) => readSecret(form, name))).toEqual([`${name}: ${text}`]);
});

test('white space around a key is not its', () => {
  expect(readSecret(formOf({ 'api-key': `  ${KEY}\n` }), 'api-key')).toBe(KEY);
  expect(faultOfSecret(KEY)).toBeUndefined();
});

describe('a typical mistake', () => {
  test.each([
    ['a key in quotes', { 'api-key': `"${KEY}"` }, 'has quotation marks around it. Store the secret without them.'],
    [
      'a header',
      { 'api-key': `Bearer ${KEY}` },
      'begins with an authentication scheme or a header name. Store only the token.',
    ],
    ['the name of a secret', { 'api-key': 'secrets.HARNESS_API_KEY' }, 'is the name of a secret, not its value.'],
    ['an expression as text', { 'api-key': '${{ secrets.KEY }}' }, 'is the name of a secret, not its value.'],
  ])('%s: the problem names the mistake without quoting the value', (_what, given, text) => {
    const problems = problemsIn(formOf(given), (form) => readKey(form, { runUrl: '' }));
    expect(problems).toEqual([expect.stringContaining(text)]);
    expect(problems.join()).not.toContain('secret.id');
    expect(problems.join()).not.toContain(KEY);
  });
});

describe('a key that is missing', () => {
  const missing = (withoutSecrets?: 'fork' | 'dependabot', written = {}): readonly string[] =>
    problemsIn(formOf(written), (form) => readKey(form, { runUrl: '', withoutSecrets }));

  test('is a problem that says what it should be', () => {
    expect(missing()).toEqual([
      'api-key: is empty. Set it to a Harness personal access token or service account token that is stored as a secret. Is the secret defined for this repository or environment?',
    ]);
  });

  test('without secrets is reported with the reason', () => {
    expect(missing('fork')).toEqual([
      'api-key: is empty: GitHub does not pass secrets to workflow runs for pull requests from forks. ' +
        'Have a maintainer start the workflow (workflow_dispatch, merge queue), or skip this job for forks.',
    ]);
    expect(missing('dependabot')).toEqual([
      "api-key: is empty: GitHub does not pass Actions secrets to workflow runs for Dependabot's pull requests. " +
        'Store the key as a Dependabot secret as well, or skip this job for dependabot[bot].',
    ]);
    expect(missing('fork', { 'api-key': KEY })).toEqual([]); // there is a key, wherever it came from
  });

  test('is none where an action may do without', () => {
    const form = formOf({});
    expect(readKey(form, { runUrl: '' }, false)).toBe('');
    expect(() => form.close()).not.toThrow();
  });
});

test('another secret is named as it is', () => {
  expect(whyWithheld('the URL', 'dependabot')).toContain('Store the URL as a Dependabot secret as well');
  expect(whyWithheld('the URL', undefined)).toBeUndefined();
});
