/** Errors say what was asked, what came back, what it means and what to do next. */
import { describe, expect, test } from '@jest/globals';

import { Cancelled, DeadlineExceeded, HarnessError, InputError, orTemporary } from '../../../src/harness/errors.ts';
import { type FailureKind, refusalReason, type RequestFailure } from '../../../src/harness/request-failure.ts';

const ASKED = { purpose: 'start deploy_prod in default/shop', origin: 'https://app.harness.io', detail: '' };

function linesOf(failure: Partial<RequestFailure> & { readonly kind: FailureKind }): string[] {
  return new HarnessError({ ...ASKED, ...failure }).message.split('\n');
}

test('a missing permission is reported with principal, permission, scope and advice', () => {
  const lines = linesOf({
    kind: 'refused',
    status: 403,
    code: 'NG_ACCESS_DENIED',
    detail: 'Principal gha : Missing permission core_pipeline_execute on pipeline deploy_prod',
    correlationId: 'c0a7df19-1',
  });
  expect(lines).toEqual([
    'The API key has no permission to start deploy_prod in default/shop (403 NG_ACCESS_DENIED).',
    '  "Principal gha : Missing permission core_pipeline_execute on pipeline deploy_prod"',
    "  Assign the key's user or service account a role with Pipeline: Execute (core_pipeline_execute) in that project. Correlation id c0a7df19-1.",
  ]);
});

test('explanations and hints of Harness come between the response and the advice', () => {
  const said = { detail: 'Invalid request', explanations: ['There is none.'] };
  const hints = ['Look at the identifier.', 'It is case sensitive.'];
  const lines = linesOf({ kind: 'refused', status: 400, code: 'INVALID_REQUEST', ...said, hints });
  expect(lines).toEqual([
    'Harness refused to start deploy_prod in default/shop (400 INVALID_REQUEST).',
    '  "Invalid request"',
    '  "There is none."',
    '  Hint: Look at the identifier.',
    '  Hint: It is case sensitive.',
    '  Fix the problem that Harness reports, then re-run.',
  ]);
});

describe('a request that failed as', () => {
  const WORDS: readonly (readonly [FailureKind, string, string])[] = [
    ['unsent', 'Could not connect to https://app.harness.io to start', 'HTTPS_PROXY'],
    ['untrusted', 'The certificate of https://app.harness.io is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['handshake', 'Could not set up TLS with https://app.harness.io; could not start', 'base-url'],
    ['lost', 'Lost the connection to https://app.harness.io while trying to start', 'temporary problem'],
    ['limited', 'Rate limited by Harness (400 requests a minute for this key); could not start', 'poll-interval'],
    ['unavailable', 'Harness could not start', 'status.harness.io'],
    ['unexpected', 'Unexpected response from https://app.harness.io when trying to start', 'base-url'],
    ['redirect', 'https://app.harness.io redirected the request to start', 'base-url'],
    ['refused', 'Harness refused to start', 'then re-run'],
  ];

  test.each(WORDS)('%s: %s … %s', (kind, headline, advice) => {
    const lines = linesOf({ kind, code: 'CODE' });
    expect(lines).toHaveLength(2); // no line for an answer without words
    expect(lines[0]?.startsWith(headline)).toBe(true);
    expect(lines[0]?.endsWith('(CODE).')).toBe(true);
    expect(lines[1]).toContain(advice);
    expect(new HarnessError({ ...ASKED, kind }).kind).toBe(kind);
  });

  test('only text from Harness is quoted', () => {
    expect(linesOf({ kind: 'refused', detail: 'Token expired.' })[1]).toBe('  "Token expired."');
    expect(linesOf({ kind: 'redirect', detail: 'The redirect points to login.example.com.' })[1]).toBe(
      '  The redirect points to login.example.com.',
    );
  });
});

describe('a refusal means', () => {
  test.each<[Partial<RequestFailure>, ReturnType<typeof refusalReason>]>([
    [{ status: 401 }, 'unauthorized'],
    [{ status: 400, code: 'INVALID_TOKEN' }, 'unauthorized'],
    [{ status: 200, code: 'EXPIRED_TOKEN' }, 'unauthorized'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 400, code: 'NG_ACCESS_DENIED' }, 'forbidden'],
    [{ status: 401, code: 'USER_NOT_AUTHORIZED' }, 'forbidden'],
    [{ status: 404 }, 'not-found'],
    [{ status: 400, code: 'ENTITY_NOT_FOUND' }, 'not-found'],
    [{ status: 400, code: 'RESOURCE_NOT_FOUND_EXCEPTION' }, 'not-found'],
    [
      { status: 400, code: 'INVALID_REQUEST', detail: 'The pipeline x does not exist or has been deleted' },
      'not-found',
    ],
    [{ status: 400, code: 'INVALID_REQUEST', detail: 'Value not provided' }, 'other'],
    [
      {
        status: 400,
        code: 'INVALID_REQUEST',
        detail: 'Pipeline with the given ID: x does not exist or has been deleted',
      },
      'not-found',
    ],
    [{ status: 400, code: 'INVALID_REQUEST', detail: "Trigger event history doesn't exist for event e" }, 'not-found'],
    [{ status: 400, code: 'INVALID_REQUEST', detail: 'Application does not exist' }, 'not-found'],
    [{ status: 400, code: 'INVALID_REQUEST', detail: 'Field for key [stages] does not exist' }, 'other'],
    [{ status: 404, code: 'INVALID_REQUEST', detail: 'Field for key [stages] does not exist' }, 'other'],
    [{ status: 400, code: 'INVALID_REQUEST', detail: 'Service with identifier web does not exist' }, 'other'],
    [{ status: 404, code: 'SCM_NOT_FOUND_ERROR', detail: 'file not found' }, 'other'],
    [{ status: 400, code: 'SCM_NOT_FOUND_ERROR', detail: 'The pipeline x does not exist' }, 'other'],
    [{ status: 409 }, 'other'],
    [{}, 'other'],
  ])('%j: %s', (failure, meaning) => {
    expect(refusalReason({ ...ASKED, kind: 'refused', ...failure })).toBe(meaning);
  });

  test.each<[Partial<RequestFailure>, string]>([
    [{ status: 401, code: 'EXPIRED_TOKEN' }, 'expired or revoked, or belongs to another account'],
    [{ status: 403, detail: 'no' }, 'a role in that project that allows this'],
    [
      { status: 403, detail: 'core_environment_runtimeAccess' },
      'Environment: RuntimeAccess (core_environment_runtimeAccess)',
    ],
    [{ status: 404 }, 'Check account, org, project and pipeline. Identifiers are case-sensitive'],
    [{ status: 404, code: 'SCM_NOT_FOUND_ERROR', detail: 'no such file' }, 'is stored in Git'],
    [{ status: 400, code: 'SCM_UNAUTHORIZED', detail: 'bad credentials' }, 'check its credentials in Harness'],
    [{ status: 400, detail: 'Execution is blocked by an active Freeze window' }, 'A deployment freeze is active'],
    [{ status: 400, detail: 'Some of the entities have gone out of sync' }, 'reconcile it, save it'],
    [{ status: 400, detail: 'Cannot execute a Draft Pipeline with PipelineID: x' }, 'saved as a draft'],
    [{ status: 400, detail: 'Field for key [stages] does not exist' }, "the pipeline's own YAML is incomplete"],
    [{ status: 400, code: 'SCHEMA_VALIDATION_FAILED', detail: 'x is missing' }, "does not match Harness's schema"],
    [{ status: 400, detail: 'Value not provided for required variable: tag' }, 'Correct that value in inputs'],
  ])('%j advises: %s', (failure, advice) => {
    expect(linesOf({ kind: 'refused', ...failure }).at(-1)).toContain(advice);
  });
});

test.each<[Partial<RequestFailure> & { readonly kind: FailureKind }, string]>([
  [
    { kind: 'unavailable', status: 500, code: 'UNKNOWN_ERROR' },
    'If it persists, an identifier may be in the wrong letter case: compare pipeline, org and project',
  ],
  [{ kind: 'unavailable', status: 503 }, 'temporary problem of Harness or of a proxy in front of it'],
  [{ kind: 'unsent', code: 'PROXY_407' }, 'http://USER:PASSWORD@HOST:PORT'],
])('%j advises: %s', (failure, advice) => {
  expect(linesOf(failure).at(-1)).toContain(advice);
});

test('the request, the reason and the advice are separate', () => {
  const failure = { ...ASKED, kind: 'refused', status: 400, code: 'INVALID_REQUEST' } as const;
  const { headline, reason, advice, paragraphs } = new HarnessError({ ...failure, detail: 'No such\nservice' });
  expect([headline, reason]).toEqual([
    'Harness refused to start deploy_prod in default/shop (400 INVALID_REQUEST).',
    '"No such service"',
  ]);
  expect(paragraphs).toEqual([headline, reason, ...advice]);
  expect(new HarnessError({ ...failure, detail: '' })).toMatchObject({ reason: '' });
});

test('a refusal that asks for a retry is temporary for repeatable requests', () => {
  const refused = (detail: string): HarnessError =>
    new HarnessError({ ...ASKED, kind: 'refused', status: 400, detail });
  for (const detail of ['Cannot register the interrupt. Please retry.', 'Please try again later', 'retry after 5 s']) {
    expect(orTemporary(refused(detail))).toMatchObject({ kind: 'unavailable', failure: { status: 400, detail } });
  }
  const others = [refused('No permission to retry'), new Error('Please retry.'), undefined];
  for (const other of others) {
    expect(orTemporary(other)).toBe(other);
  }
});

test('text from Harness cannot add lines, however long it is', () => {
  const lines = linesOf({
    kind: 'refused',
    status: 400,
    detail: `a\n::error::b\r${'x'.repeat(100_000)}`,
    hints: ['c\nd'],
    correlationId: 'e\nf',
  });
  expect(lines).toHaveLength(4);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(600);
});

test('the facts and the cause are kept', () => {
  const cause = { code: 'ECONNRESET' };
  const error = new HarnessError({ ...ASKED, kind: 'lost', code: 'ECONNRESET', cause, retryAfter: 5000 });
  expect(error.cause).toBe(cause);
  expect(error.failure.retryAfter).toBe(5000);
  expect(new DeadlineExceeded(error).last).toBe(error);
  expect(new DeadlineExceeded().last).toBeUndefined();
  expect([error, new DeadlineExceeded(), new Cancelled()].map(({ name }) => name)).toEqual([
    'HarnessError',
    'DeadlineExceeded',
    'Cancelled',
  ]);
});

test('all input problems are in one error, in columns', () => {
  const problems = [
    { input: 'pipeline', text: 'is empty.' },
    { input: 'poll-interval', text: "'soon' is not a duration." },
  ];
  const error = new InputError(problems);
  expect(error.message).toBe(
    [
      "2 problems in this step's inputs; nothing was started.",
      '  pipeline       is empty.',
      "  poll-interval  'soon' is not a duration.",
    ].join('\n'),
  );
  expect(error.problems).toBe(problems);
  expect(new InputError(problems.slice(1)).message.startsWith('1 problem in')).toBe(true);
});
