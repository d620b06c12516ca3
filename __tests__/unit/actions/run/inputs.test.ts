/** What the author wrote becomes typed values, or one error with everything that is wrong, in words that help. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readRun, type RunInputs } from '../../../../src/actions/run/inputs.ts';
import { InputError } from '../../../../src/harness/errors.ts';
import { readFollowing } from '../../../../src/inputs/following.ts';
import { openForm, parseDuration, readKey } from '../../../../src/inputs/form.ts';
import { readRuntimeInputs } from '../../../../src/runtime-inputs/inputs.ts';

const A = 'Acme0000000000000000A';
const KEY = `pat.${A}.id.secret`;
const HOST = 'https://app.harness.io';
const PAGE = `${HOST}/ng/account/${A}/all/orgs/default/projects/shop/pipelines/deploy_prod`;
const RUN = `${PAGE}/executions/3y9YlBC9SrOn6W7bPT5nCw/pipeline`;
const ENOUGH = { 'api-key': KEY, pipeline: 'deploy_prod', project: 'shop' };

type Given = Readonly<Record<string, string>>;

function read(given: Given, runUrl = 'https://github.com/acme/shop/actions/runs/77'): RunInputs {
  return readRun((name) => given[name] ?? '', { runUrl }, readRuntimeInputs);
}

/** The problems as `input: text`. */
function problemsOf(given: Given, circumstances: Partial<Parameters<typeof readRun>[1]> = {}): readonly string[] {
  try {
    readRun((name) => given[name] ?? '', { runUrl: '', ...circumstances }, readRuntimeInputs);
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(({ input, text }) => `${input}: ${text}`);
    }
    throw error;
  }
  return [];
}

describe('without optional inputs', () => {
  test('everything has its default', () => {
    expect(read(ENOUGH)).toEqual({
      key: KEY,
      scope: { origin: HOST, account: A, org: 'default', project: 'shop' },
      pipeline: 'deploy_prod',
      inputs: { form: 'empty' },
      inputSets: [],
      stages: [],
      ref: '',
      git: { branch: '', storeType: '', connectorRef: '', repoName: '' },
      notes: 'https://github.com/acme/shop/actions/runs/77',
      wait: true,
      onRerun: 'start',
      ifRunning: 'start',
      retryOf: '',
      dryRun: false,
      timeout: 19_800_000,
      pollInterval: 'auto',
      leg: { index: 0, total: 1 },
      label: '',
      onCancel: 'abort',
      onTimeout: 'leave',
      onWaiting: 'wait',
      logs: 'auto',
      failStep: true,
      summary: true,
      comment: 'never',
      pullRequest: undefined,
      commitStatus: '',
      githubToken: '',
    });
  });

  test('a URL is enough, of the pipeline or of one of its executions, which is not retried for that', () => {
    for (const pipeline of [PAGE, RUN, ` ${PAGE}/pipeline-studio?storeType=INLINE\n`]) {
      const { scope, pipeline: found, retryOf } = read({ 'api-key': KEY, pipeline });
      expect({ ...scope, found, retryOf }).toEqual({
        origin: HOST,
        account: A,
        org: 'default',
        project: 'shop',
        found: 'deploy_prod',
        retryOf: '',
      });
    }
  });

  test('of the workflow there are no notes', () => {
    expect(read(ENOUGH, '').notes).toBe('');
  });
});

test('every input is read', () => {
  const inputs = read({
    ...ENOUGH,
    'api-key': `  ${KEY}\n`,
    org: 'acme',
    account: 'B',
    'base-url': 'https://harness.example.com/gateway/',
    inputs: '  version: 1.10\n',
    'input-sets': 'prod, eu\n\n prod ,\r\nblue',
    stages: 'build\ndeploy',
    ref: ' refs/heads/main ',
    'pipeline-branch': 'release',
    notes: 'Release 1.10',
    wait: 'False',
    timeout: '1h30m',
    'poll-interval': '30s',
    'on-cancel': 'leave',
    'on-timeout': 'abort',
    'on-waiting': 'detach',
    'on-rerun': 'resume',
    'if-running': 'replace',
    label: ' eu ',
    'pull-request': '#12',
    'dry-run': 'TRUE',
    'matrix-leg': '2/5',
    logs: 'none',
    'fail-step': 'false',
    summary: 'false',
    comment: 'on-failure',
    'commit-status': 'harness/deploy',
    'github-token': 'ghs_x',
  });
  expect(inputs).toEqual({
    key: KEY,
    scope: { origin: 'https://harness.example.com', account: 'B', org: 'acme', project: 'shop' },
    pipeline: 'deploy_prod',
    inputs: readRuntimeInputs('  version: 1.10\n', 'deploy_prod'),
    inputSets: ['prod', 'eu', 'blue'],
    stages: ['build', 'deploy'],
    ref: 'refs/heads/main',
    git: { branch: 'release', storeType: '', connectorRef: '', repoName: '' },
    notes: 'Release 1.10',
    wait: false,
    onRerun: 'resume',
    ifRunning: 'replace',
    retryOf: '',
    dryRun: true,
    timeout: 5_400_000,
    pollInterval: 30_000,
    leg: { index: 2, total: 5 },
    label: 'eu',
    onCancel: 'leave',
    onTimeout: 'abort',
    onWaiting: 'detach',
    logs: 'none',
    failStep: false,
    summary: false,
    comment: 'on-failure',
    pullRequest: 12,
    commitStatus: 'harness/deploy',
    githubToken: 'ghs_x',
  });
});

describe('what is missing', () => {
  test('is reported all at once', () => {
    expect(problemsOf({})).toEqual([
      'api-key: is empty. Set it to a Harness personal access token or service account token that is stored as a secret. Is the secret defined for this repository or environment?',
      'pipeline: is empty. Specify a pipeline identifier or its URL.',
      'project: is empty, and no URL names it. Specify the project identifier.',
    ]);
  });

  test('without secrets says why there are none', () => {
    expect(problemsOf({}, { withoutSecrets: 'fork' })[0]).toBe(
      'api-key: is empty: GitHub does not pass secrets to workflow runs for pull requests from forks. ' +
        'Have a maintainer start the workflow (workflow_dispatch, merge queue), or skip this job for forks.',
    );
    expect(problemsOf({}, { withoutSecrets: 'dependabot' })[0]).toBe(
      "api-key: is empty: GitHub does not pass Actions secrets to workflow runs for Dependabot's pull requests. " +
        'Store the key as a Dependabot secret as well, or skip this job for dependabot[bot].',
    );
    expect(problemsOf(ENOUGH, { withoutSecrets: 'fork' })).toEqual([]); // there is a key, wherever it came from
  });

  test('is the account, where the key is of the old form', () => {
    expect(problemsOf({ ...ENOUGH, 'api-key': 'pat.id.secret' })).toEqual([
      'account: is empty, and no URL names it. api-key does not name it either, because it does not begin with pat.ACCOUNT. or sat.ACCOUNT. as Harness tokens do: check the key, or specify the account identifier.',
    ]);
    expect(problemsOf({ ...ENOUGH, 'api-key': 'pat.id.secret', account: A })).toEqual([]);
  });

  test('is not reported of a URL that cannot be read: it might have named it', () => {
    expect(problemsOf({ 'api-key': 'pat.id.secret', pipeline: 'https://' })).toEqual([
      "pipeline: 'https://' is not a URL. Copy it from the browser again.",
    ]);
    expect(problemsOf({ 'api-key': 'pat.id.secret', pipeline: 'app.harness.io/ng/' })).toEqual([
      "pipeline: 'app.harness.io/ng/' does not begin with https://.",
    ]);
  });
});

describe('a value that is wrong', () => {
  test.each<[string, string, string]>([
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
    [
      'pipeline',
      'Deploy Prod',
      "'Deploy Prod' is not an identifier (letters, digits, _ $ - .). Use the pipeline's identifier, not its name, or its URL.",
    ],
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
    [
      'retry-of',
      'a/b',
      "'a/b' is not an identifier (letters, digits, _ $ - .). Use the execution's identifier, not its name, or its URL.",
    ],
    ['retry-of', PAGE, `'${PAGE}' names no execution. Open the execution in Harness and copy the URL of that page.`],
    [
      'stages',
      'build, a b',
      "'a b' is not an identifier (letters, digits, _ $ - .). Use the stage's identifier, not its name.",
    ],
    [
      'input-sets',
      'prod\n../x',
      "'../x' is not an identifier (letters, digits, _ $ - .). Use the input set's identifier, not its name.",
    ],
    [
      'ref',
      'refs/notes/x',
      "'refs/notes/x' is not a ref such as refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name.",
    ],
    [
      'ref',
      'refs/pull/x/merge',
      "'refs/pull/x/merge' is not a ref such as refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name.",
    ],
    [
      'ref',
      'refs/heads/',
      "'refs/heads/' is not a ref such as refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name.",
    ],
    [
      'ref',
      'a b',
      "'a b' is not a ref such as refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name.",
    ],
    ['inputs', '- a', 'must be a mapping of names to values, such as image_tag: 1.2, got a list.'],
    ['inputs', 'v1.2', 'must be a mapping of names to values, such as image_tag: 1.2, got a single value.'],
    ['inputs', 'a: 1\nb: 2\na: 3', "gives 'a' twice (line 3, column 1)."],
    [
      'inputs',
      'a: b: c',
      'is not valid YAML: a value with ": " in it needs quotes, or the line is indented wrongly (line 1, column 4).',
    ],
    ['inputs', 'pipeline: { identifier: other }', 'is for the pipeline other, but this step runs deploy_prod.'],
    ['wait', 'yes', "must be true or false, got 'yes'."],
    ['wait', 'tRUE', "must be true or false, got 'tRUE'."],
    ['dry-run', '1', "must be true or false, got '1'."],
    ['fail-step', 'no', "must be true or false, got 'no'."],
    ['summary', 'none', "must be true or false, got 'none'."],
    ['timeout', 'soon', "must be a duration such as 90s, 15m, 2h or 1h30m, got 'soon'."],
    ['timeout', '90', "must be a duration such as 90s, 15m, 2h or 1h30m, got '90'."],
    ['timeout', '0m', "must be at least 1s, got '0m'."],
    ['poll-interval', '500ms', "must be auto or a duration such as 10s or 1m, got '500ms'."],
    ['poll-interval', 'Auto', "must be auto or a duration such as 10s or 1m, got 'Auto'."],
    ['poll-interval', '0s', "must be at least 1s, got '0s'."],
    ['on-cancel', 'kill', "must be abort or leave, got 'kill'."],
    ['on-timeout', 'Abort', "must be leave or abort, got 'Abort'."],
    ['on-waiting', 'true', "must be wait, detach or fail, got 'true'."],
    ['on-rerun', 'retry', "must be start or resume, got 'retry'."],
    ['logs', 'every', "must be auto, failed, none or all, got 'every'."],
    ['comment', 'true', "must be never, on-failure or always, got 'true'."],
    ['commit-status', 'a\nb', 'must be one line of at most 255 characters.'],
    ['commit-status', 'x'.repeat(256), 'must be one line of at most 255 characters.'],
    ['matrix-leg', '1 of 3', "must be a position in a matrix such as 0/3, got '1 of 3'. Omit it to use the default."],
    ['matrix-leg', '-1/3', "must be a position in a matrix such as 0/3, got '-1/3'. Omit it to use the default."],
    ['matrix-leg', '3/3', "must be a position in a matrix such as 0/3, got '3/3'. Omit it to use the default."],
    ['matrix-leg', '0/0', "must be a position in a matrix such as 0/3, got '0/0'. Omit it to use the default."],
  ])('%s: %j', (input, value, text) => {
    expect(
      problemsOf({ ...ENOUGH, [input]: value, ...(input === 'account' ? { 'api-key': 'pat.id.s' } : {}) }),
    ).toEqual([`${input}: ${text}`]);
  });

  test('is reported beside all others, once each', () => {
    const wrong = { 'on-cancel': 'x', 'on-timeout': 'x', 'on-waiting': 'x', 'on-rerun': 'x', logs: 'x', comment: 'x' };
    const flags = { wait: 'x', 'dry-run': 'x', 'fail-step': 'x', summary: 'x', timeout: 'x', 'poll-interval': 'x' };
    const texts = { 'matrix-leg': 'x', 'commit-status': 'a\nb', 'github-token': 'a b', 'base-url': 'x', org: ' a b' };
    const runtime = { inputs: '- a', 'input-sets': 'a b', stages: 'a b', ref: 'a b' };
    const where = { pipeline: 'a b', project: 'a b', account: 'a b' };
    const given = { ...wrong, ...flags, ...texts, ...runtime, ...where, 'api-key': 'a b' };
    const inputs = problemsOf(given).map((problem) => problem.split(':')[0]);
    expect(inputs).toHaveLength(Object.keys(given).length);
    expect(new Set(inputs)).toEqual(new Set(Object.keys(given)));
  });

  test('is reported of each identifier in a list, and of each fault of the YAML', () => {
    const found = problemsOf({ ...ENOUGH, stages: 'a b, build, c d, a b', inputs: 'a: 1\na: 2\nb: *x' });
    expect(found.map((problem) => problem.split(' ', 3).join(' '))).toEqual([
      "stages: 'a b'",
      "stages: 'c d'",
      "inputs: gives 'a'",
      'inputs: uses an',
    ]);
  });

  test('in complete YAML is not its identifier, while the pipeline is unknown', () => {
    const inputs = 'pipeline: { identifier: other }';
    for (const pipeline of ['', 'Deploy Prod', 'https://', `${HOST}/ng/account/${A}/home`]) {
      expect(problemsOf({ ...ENOUGH, pipeline, inputs })).toEqual([expect.stringMatching(/^pipeline: /)]);
    }
    expect(problemsOf({ 'api-key': KEY, pipeline: PAGE, inputs })).toEqual([
      'inputs: is for the pipeline other, but this step runs deploy_prod.',
    ]);
  });

  test('is shown in part, on one line', () => {
    const [problem = ''] = problemsOf({ ...ENOUGH, timeout: `::error::x\n${'y'.repeat(10_000)}` });
    expect(problem).not.toContain('\n');
    expect(problem.length).toBeLessThan(200);
  });

  test('is never the key itself', () => {
    const given = { ...ENOUGH, 'api-key': 'pat.Acme.id.s3cr3t \u0000', 'github-token': 'ghs_s3cr3t é', wait: 'x' };
    expect(problemsOf(given)).toHaveLength(3);
    expect(problemsOf(given).join()).not.toContain('s3cr3t');
  });
});

describe('a contradiction', () => {
  test('between inputs and URL is reported', () => {
    const given = { org: 'other', project: 'depot', account: 'B', 'base-url': 'https://harness.example.com' };
    expect(problemsOf({ 'api-key': KEY, pipeline: PAGE, ...given }).toSorted()).toEqual([
      `account: is 'B', but the URL in pipeline says '${A}'. Specify only one of them.`,
      "base-url: is 'https://harness.example.com', but the URL in pipeline says 'https://app.harness.io'. Specify only one of them.",
      "org: is 'other', but the URL in pipeline says 'default'. Specify only one of them.",
      "project: is 'depot', but the URL in pipeline says 'shop'. Specify only one of them.",
    ]);
  });

  test('between the branch and the URL is reported', () => {
    const given = { 'api-key': KEY, pipeline: `${PAGE}/pipeline-studio?branch=main` };
    expect(read(given).git.branch).toBe('main');
    expect(read({ ...given, 'pipeline-branch': 'main' }).git.branch).toBe('main');
    expect(problemsOf({ ...given, 'pipeline-branch': 'release' })).toEqual([
      "pipeline-branch: is 'release', but the URL in pipeline says 'main'. Specify only one of them.",
    ]);
  });

  test.each([['feature/x'], ['refs/heads/feature/x']])('pipeline-branch %s names the branch feature/x', (branch) => {
    expect(read({ 'api-key': KEY, pipeline: PAGE, 'pipeline-branch': branch }).git).toEqual({
      branch: 'feature/x',
      storeType: '',
      connectorRef: '',
      repoName: '',
    });
  });

  test.each([['refs/tags/v1'], ['refs/pull/7/merge'], ['refs/heads/'], ['refs']])(
    'pipeline-branch %s is not a branch',
    (branch) => {
      expect(problemsOf({ 'api-key': KEY, pipeline: PAGE, 'pipeline-branch': branch })).toEqual([
        `pipeline-branch: must be a branch, got '${branch}': Harness loads a pipeline's YAML only from a branch. To choose what the CI stage builds, use ref.`,
      ]);
    },
  );

  test('a URL of a pipeline that is stored in Git names all that Harness needs to find it', () => {
    const page = `${PAGE}/pipeline-studio?storeType=REMOTE&connectorRef=account.github&repoName=web&branch=feature%2Fx`;
    const git = { branch: 'feature/x', storeType: 'REMOTE', connectorRef: 'account.github', repoName: 'web' };
    expect(read({ 'api-key': KEY, pipeline: page }).git).toEqual(git);
    expect(read({ 'api-key': KEY, pipeline: page, 'pipeline-branch': 'refs/heads/feature/x' }).git).toEqual(git);
  });

  test('between a retry and what only a fresh start can have is reported', () => {
    const fresh = {
      inputs: 'a: 1',
      'input-sets': 'prod',
      ref: 'main',
      'pipeline-branch': 'main',
      'on-rerun': 'resume',
    };
    const keeps = 'cannot be combined with retry-of: a retry keeps the inputs of the execution that it retries.';
    const problems = [
      `inputs: ${keeps}`,
      `input-sets: ${keeps}`,
      `ref: ${keeps}`,
      `pipeline-branch: ${keeps}`,
      "on-rerun: cannot be 'resume' together with retry-of, which already names the execution to retry.",
    ];
    for (const form of [{}, { inputs: '- a', ref: 'a b' }]) {
      expect(problemsOf({ 'api-key': KEY, 'retry-of': RUN, ...fresh, ...form })).toEqual(problems);
    }
  });
});

describe('a retry', () => {
  test('by URL needs nothing else but the key, and takes stages', () => {
    const { pipeline, retryOf, stages } = read({ 'api-key': KEY, 'retry-of': RUN, stages: 'deploy', inputs: ' \n' });
    expect({ pipeline, retryOf, stages }).toEqual({
      pipeline: 'deploy_prod',
      retryOf: '3y9YlBC9SrOn6W7bPT5nCw',
      stages: ['deploy'],
    });
  });

  test('by id needs the pipeline', () => {
    expect(problemsOf({ 'api-key': KEY, project: 'shop', 'retry-of': '3y9YlBC9SrOn6W7bPT5nCw' })).toEqual([
      'pipeline: is empty. Specify a pipeline identifier or its URL.',
    ]);
    expect(read({ ...ENOUGH, 'retry-of': '3y9YlBC9SrOn6W7bPT5nCw' }).retryOf).toBe('3y9YlBC9SrOn6W7bPT5nCw');
  });

  test('may be of the pipeline whose other execution is open in the browser', () => {
    const { retryOf } = read({ 'api-key': KEY, pipeline: `${PAGE}/executions/another/pipeline`, 'retry-of': RUN });
    expect(retryOf).toBe('3y9YlBC9SrOn6W7bPT5nCw');
  });
});

test.each<[string, number | undefined]>([
  ['90s', 90_000],
  ['15m', 900_000],
  ['2h', 7_200_000],
  ['1h30m', 5_400_000],
  ['1h0m30s', 3_630_000],
  ['0s', 0],
  ['99999h', 359_996_400_000],
  ['', undefined],
  ['5', undefined],
  ['h', undefined],
  ['1h 30m', undefined],
  ['30m1h', undefined],
  ['1m1m', undefined],
  ['1.5h', undefined],
  ['-5m', undefined],
  ['5M', undefined],
  ['5min', undefined],
  ['٣m', undefined],
  ['1e3s', undefined],
])('%j lasts %p ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test('durations add up', () => {
  const part = fc.option(fc.nat(9999), { nil: undefined });
  fc.assert(
    fc.property(part, part, part, (h, m, s) => {
      const text = [
        h === undefined ? '' : `${h}h`,
        m === undefined ? '' : `${m}m`,
        s === undefined ? '' : `${s}s`,
      ].join('');
      fc.pre(text !== '');
      expect(parseDuration(text)).toBe((((h ?? 0) * 60 + (m ?? 0)) * 60 + (s ?? 0)) * 1000);
    }),
  );
});

test.each([
  ['', 0, 1],
  ['2', 2, 1],
  ['2/', 2, 1],
  ['/3', 0, 3],
  ['/', 0, 1],
  ['0/1', 0, 1],
  ['255/256', 255, 256],
])('matrix-leg %j is %i of %i', (leg, index, total) => {
  expect(read({ ...ENOUGH, 'matrix-leg': leg }).leg).toEqual({ index, total });
});

test('an action that leaves the execution running by default does so, and still accepts abort', () => {
  const following = (given: Given) => {
    const form = openForm((name) => given[name] ?? '');
    return readFollowing(form, 'leave').onCancel;
  };
  expect([following({}), following({ 'on-cancel': 'abort' }), following({ 'on-cancel': 'leave' })]).toEqual([
    'leave',
    'abort',
    'leave',
  ]);
});

test('an action may do without a key', () => {
  const form = openForm(() => '');
  expect(readKey(form, { runUrl: '' }, false)).toBe('');
  expect(() => form.close()).not.toThrow();
});

test('whatever is written, there are values or an InputError', () => {
  const names = 'api-key pipeline retry-of base-url org timeout matrix-leg inputs input-sets stages ref notes'.split(
    ' ',
  );
  const values = fc.oneof(fc.string(), fc.constantFrom(PAGE, RUN, KEY, 'true', '1h', 'deploy_prod', `${HOST}/ng/#//[`));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values), (given) => {
      expect(() => problemsOf({ ...ENOUGH, ...given })).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

describe('what a newcomer writes', () => {
  test.each([
    ['a key in quotes', { 'api-key': `"${KEY}"` }, 'has quotation marks around it. Store the secret without them.'],
    [
      'a header',
      { 'api-key': `Bearer ${KEY}` },
      'begins with an authentication scheme or a header name. Store only the token.',
    ],
    ['the name of a secret', { 'api-key': 'secrets.HARNESS_API_KEY' }, 'is the name of a secret, not its value.'],
    ['an expression as text', { 'api-key': '${{ secrets.KEY }}' }, 'is the name of a secret, not its value.'],
  ])('%s: the problem says so and quotes nothing of it', (_what, given, text) => {
    const problems = problemsOf({ ...ENOUGH, ...given }).filter((problem) => problem.startsWith('api-key: '));
    expect(problems).toEqual([expect.stringContaining(text)]);
    expect(problems.join()).not.toContain('secret.id');
    expect(problems.join()).not.toContain(KEY);
  });

  test('a token of another product: says what a token of Harness begins with', () => {
    expect(problemsOf({ ...ENOUGH, 'api-key': 'ghp_0123456789' })).toEqual([
      expect.stringMatching(/^account: is empty, .* does not begin with pat\.ACCOUNT\. or sat\.ACCOUNT\./),
    ]);
  });

  test.each(['["build", "deploy"]', '- build\n- deploy', '[]'])('stages: %j is a YAML list, one problem', (stages) => {
    expect(problemsOf({ ...ENOUGH, stages })).toEqual([expect.stringMatching(/^stages: is a YAML list\. Write one/)]);
  });

  test.each([
    ['pipeline', 'deploy\u200B_prod', 'U+200B'],
    ['project', 'sh\u200Eop', 'U+200E'],
    ['stages', 'build,de\u00ADploy', 'U+00AD'],
    ['on-cancel', 'leave\u2060', 'U+2060'],
  ])('%s with an invisible character: one problem that names it', (name, value, point) => {
    expect(problemsOf({ ...ENOUGH, [name]: value })).toEqual([
      `${name}: contains an invisible character (${point}). Type it instead of pasting it.`,
    ]);
  });

  test('a label or a note may hold any character', () => {
    expect(problemsOf({ ...ENOUGH, notes: 'caf\u00E9 \u{1F469}\u200D\u{1F4BB}' })).toEqual([]);
  });
});

describe('a name that is no input', () => {
  const named = (inputNames: readonly string[], given: Given = {}): readonly string[] =>
    problemsOf({ ...ENOUGH, ...given }, { inputNames });

  test.each([
    ['ON_CANCEL', 'on_cancel: is not an input of this action. Did you mean on-cancel?'],
    ['TIME-OUT', 'time-out: is not an input of this action. Did you mean timeout?'],
    ['INPUTSETS', 'inputsets: is not an input of this action. Did you mean input-sets?'],
    ['GITHUB_TOKEN', 'github_token: is not an input of this action. Did you mean github-token?'],
    ['STAGE', 'stage: is not an input of this action. Did you mean stages?'],
  ])('%s nearly spells one that was not given', (name, problem) => {
    expect(named(['API-KEY', 'PIPELINE', 'PROJECT', name])).toEqual([problem]);
  });

  test('defaults of action.yml do not count as given', () => {
    expect(named(['ON_CANCEL', 'TIME-OUT'], { 'on-cancel': 'abort', timeout: '5h30m' })).toHaveLength(2);
  });

  test.each([
    ['one that was given', ['ON_CANCEL'], { 'on-cancel': 'leave' }],
    ['one that has another name altogether', ['REGION', 'ENVIRONMENT', 'TAG'], {}],
    ['every declared input', ['API-KEY', 'INPUTS', 'ON-CANCEL', 'GITHUB-TOKEN', 'RETRY-OF'], {}],
  ])('%s is no problem', (_what, names, given) => {
    expect(named(names, given)).toEqual([]);
  });
});

test.each([
  ['2d', 172_800_000],
  ['1d12h', 129_600_000],
  ['1d1h1m1s', 90_061_000],
])('%s is a duration', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
