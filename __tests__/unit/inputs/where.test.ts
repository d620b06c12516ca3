/** Where a pipeline or an execution is, from inputs and addresses together. */
import { describe, expect, test } from '@jest/globals';

import { readSecret } from '../../../src/inputs/secret.ts';
import { readWhere } from '../../../src/inputs/where.ts';
import { formOf, problemsIn, type Written } from '../../support/form.ts';

const A = 'Acme0000000000000000A';
const KEY = `pat.${A}.id.secret`;
const HOST = 'https://app.harness.io';
const PAGE = `${HOST}/ng/account/${A}/all/orgs/default/projects/shop/pipelines/deploy_prod`;
const ENOUGH = { 'api-key': KEY, pipeline: 'deploy_prod', project: 'shop' };

function problemsOf(written: Written): readonly string[] {
  return problemsIn(formOf(written), (form) =>
    readWhere(form, readSecret(form, 'api-key'), { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' }),
  );
}

describe('what is missing', () => {
  test('is asked for: the identifier of what is required, and the project', () => {
    const form = formOf({ 'api-key': KEY });
    expect(problemsIn(form, () => readWhere(form, KEY, { execution: 'required' }))).toEqual([
      "execution: is empty. Specify the execution's identifier or its URL.",
      'project: is empty, and no URL names it. Specify the project identifier.',
    ]);
    expect(problemsOf({ 'api-key': KEY, project: 'shop' })).toEqual([
      'pipeline: is empty. Specify a pipeline identifier or its URL.',
    ]);
  });

  test('includes the account if the key has the old form', () => {
    expect(problemsOf({ ...ENOUGH, 'api-key': 'pat.id.secret' })).toEqual([
      'account: is empty, and no URL names it. api-key does not name it either, because it does not begin with pat.ACCOUNT. or sat.ACCOUNT. as Harness tokens do: check the key, or specify the account identifier.',
    ]);
    expect(problemsOf({ ...ENOUGH, 'api-key': 'pat.id.secret', account: A })).toEqual([]);
  });

  test('is not reported in addition to an invalid URL', () => {
    expect(problemsOf({ 'api-key': 'pat.id.secret', pipeline: 'https://' })).toEqual([
      "pipeline: 'https://' is not a URL. Copy it from the browser again.",
    ]);
    expect(problemsOf({ 'api-key': 'pat.id.secret', pipeline: 'app.harness.io/ng/' })).toEqual([
      "pipeline: 'app.harness.io/ng/' does not begin with https://.",
    ]);
  });

  test('a token of another product: the problem says what a Harness token begins with', () => {
    expect(problemsOf({ ...ENOUGH, 'api-key': 'ghp_0123456789' })).toEqual([
      expect.stringMatching(/^account: is empty, .* does not begin with pat\.ACCOUNT\. or sat\.ACCOUNT\./),
    ]);
  });
});

test.each([
  [
    'org',
    'my org',
    "'my org' is not an identifier (letters, digits, _ $ - .). Use the org's identifier, not its name.",
  ],
  [
    'project',
    '../x',
    "'../x' is not an identifier (letters, digits, _ $ - .). Use the project's identifier, not its name.",
  ],
  [
    'account',
    'a.b',
    "'a.b' is not an identifier (letters, digits, _ $ - .). Use the account's identifier, not its name.",
  ],
  ['base-url', 'harness.example.com', "'harness.example.com' is not a URL such as https://app.harness.io."],
  [
    'base-url',
    'http://harness.example.com',
    "'http://harness.example.com' would send the key unencrypted. Use https (http is allowed only for loopback addresses).",
  ],
])('%s: %j', (input, value, text) => {
  expect(problemsOf({ ...ENOUGH, [input]: value, ...(input === 'account' ? { 'api-key': 'pat.id.s' } : {}) })).toEqual([
    `${input}: ${text}`,
  ]);
});

test('a contradiction between inputs and URL is reported', () => {
  const given = { org: 'other', project: 'depot', account: 'B', 'base-url': 'https://harness.example.com' };
  expect(problemsOf({ 'api-key': KEY, pipeline: PAGE, ...given }).toSorted()).toEqual([
    `account: is 'B', but the URL in pipeline says '${A}'. Specify only one of them.`,
    "base-url: is 'https://harness.example.com', but the URL in pipeline says 'https://app.harness.io'. Specify only one of them.",
    "org: is 'other', but the URL in pipeline says 'default'. Specify only one of them.",
    "project: is 'depot', but the URL in pipeline says 'shop'. Specify only one of them.",
  ]);
});
