/** What the author wrote becomes typed values, or one error with everything that is wrong, in words that help. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readRun, type RunInputs } from '../../../../src/actions/run/inputs.ts';
import { InputError } from '../../../../src/harness/errors.ts';
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
  test('every input has its default', () => {
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

  test('a URL is sufficient, of the pipeline or of an execution, which is not retried', () => {
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

  test('there are no notes without a workflow run', () => {
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
  test('is reported together', () => {
    expect(problemsOf({})).toEqual([
      'api-key: is empty. Set it to a Harness personal access token or service account token that is stored as a secret. Is the secret defined for this repository or environment?',
      'pipeline: is empty. Specify a pipeline identifier or its URL.',
      'project: is empty, and no URL names it. Specify the project identifier.',
    ]);
  });
});

describe('a value that is wrong', () => {
  test.each<[string, string, string]>([
    [
      'pipeline',
      'Deploy Prod',
      "'Deploy Prod' is not an identifier (letters, digits, _ $ - .). Use the pipeline's identifier, not its name, or its URL.",
    ],
    [
      'retry-of',
      'a/b',
      "'a/b' is not an identifier (letters, digits, _ $ - .). Use the execution's identifier, not its name, or its URL.",
    ],
    ['retry-of', PAGE, `'${PAGE}' names no execution. Open the execution in Harness and copy the URL of that page.`],
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
    ['on-rerun', 'retry', "must be start or resume, got 'retry'."],
    ['inputs', 'pipeline: { identifier: other }', 'is for the pipeline other, but this step runs deploy_prod.'],
  ])('%s: %j', (input, value, text) => {
    expect(problemsOf({ ...ENOUGH, [input]: value })).toEqual([`${input}: ${text}`]);
  });

  test('is reported with all others, each once', () => {
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

  test('does not include the identifier in complete YAML while the pipeline is unknown', () => {
    const inputs = 'pipeline: { identifier: other }';
    for (const pipeline of ['', 'Deploy Prod', 'https://', `${HOST}/ng/account/${A}/home`]) {
      expect(problemsOf({ ...ENOUGH, pipeline, inputs })).toEqual([expect.stringMatching(/^pipeline: /)]);
    }
    expect(problemsOf({ 'api-key': KEY, pipeline: PAGE, inputs })).toEqual([
      'inputs: is for the pipeline other, but this step runs deploy_prod.',
    ]);
  });

  test('is shown truncated, on one line', () => {
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

  test('between a retry and inputs of a new start is reported', () => {
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
  test('by URL requires only the key, and accepts stages', () => {
    const { pipeline, retryOf, stages } = read({ 'api-key': KEY, 'retry-of': RUN, stages: 'deploy', inputs: ' \n' });
    expect({ pipeline, retryOf, stages }).toEqual({
      pipeline: 'deploy_prod',
      retryOf: '3y9YlBC9SrOn6W7bPT5nCw',
      stages: ['deploy'],
    });
  });

  test('by id requires the pipeline', () => {
    expect(problemsOf({ 'api-key': KEY, project: 'shop', 'retry-of': '3y9YlBC9SrOn6W7bPT5nCw' })).toEqual([
      'pipeline: is empty. Specify a pipeline identifier or its URL.',
    ]);
    expect(read({ ...ENOUGH, 'retry-of': '3y9YlBC9SrOn6W7bPT5nCw' }).retryOf).toBe('3y9YlBC9SrOn6W7bPT5nCw');
  });

  test('accepts a pipeline URL of another execution', () => {
    const { retryOf } = read({ 'api-key': KEY, pipeline: `${PAGE}/executions/another/pipeline`, 'retry-of': RUN });
    expect(retryOf).toBe('3y9YlBC9SrOn6W7bPT5nCw');
  });
});

test('any text results in values or an InputError', () => {
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
