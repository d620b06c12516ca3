/** Inputs as authors write them, right and wrong, read through the bundle: what is asked of Harness, or one error that helps. */
import { afterAll, describe, expect, test } from '@jest/globals';

import { closeRigs, openRig } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

type Given = Readonly<Record<string, string>>;

interface Tried {
  readonly main: Phase;
  /** How many requests were made. */
  readonly requests: number;
}

async function tried(given: Given, options: StepOptions = {}): Promise<Tried> {
  const { simulator, start } = await openRig();
  const main = await start({ ...options, with: { 'dry-run': 'true', ...given } }).done;
  return { main, requests: simulator.requests.length };
}

/** The problems that were reported, in one error and before any request. */
async function problems(given: Given, options?: StepOptions): Promise<string[]> {
  const { main, requests } = await tried(given, options);
  expect([main.result, main.outputs, main.state, requests]).toEqual(['failure', {}, {}, 0]);
  // The runner's own warnings of inputs that action.yml does not declare come before it.
  const [error, ...others] = main.annotations.filter(({ message }) => !message.startsWith('Unexpected input(s)'));
  expect([error?.level, others]).toEqual(['error', []]);
  const [head = '', ...lines] = error?.message.split('\n') ?? [];
  expect(head).toMatch(/^\d+ problems? in this step's inputs; nothing was started\.$/);
  expect(Number.parseInt(head, 10)).toBe(lines.length);
  return lines.map((line) => line.trim().replace(/ {2,}/, ': '));
}

describe('wrong values are reported', () => {
  test.concurrent.each<[string, Given, string]>([
    ['a flag', { wait: 'yes' }, "wait: must be true or false, got 'yes'."],
    ['a duration', { timeout: '5' }, "timeout: must be a duration such as 90s, 15m, 2h or 1h30m, got '5'."],
    ['an interval', { 'poll-interval': '0s' }, "poll-interval: must be at least 1s, got '0s'."],
    ['a choice', { 'on-waiting': 'Wait' }, "on-waiting: must be wait, detach or fail, got 'Wait'."],
    [
      'a leg',
      { 'matrix-leg': 'one' },
      "matrix-leg: must be a position in a matrix such as 0/3, got 'one'. Omit it to use the default.",
    ],
    ['no pipeline', { pipeline: '' }, 'pipeline: is empty. Specify a pipeline identifier or its URL.'],
    ['a name', { pipeline: 'Deploy Prod' }, "pipeline: 'Deploy Prod' is not an identifier (letters, digits, _ $ - .)"],
    ['a path', { pipeline: '../../x' }, "pipeline: '../../x' is not an identifier"],
    ['no project', { project: '' }, 'project: is empty, and no URL names it. Specify the project identifier.'],
    [
      'no account',
      { 'api-key': 'pat.old.form' },
      'account: is empty, and no URL names it. api-key does not name it either',
    ],
    [
      'no encryption',
      { 'base-url': 'http://harness.example.com' },
      "base-url: 'http://harness.example.com' would send the key",
    ],
    [
      'a password',
      { 'base-url': 'https://me:secret@app.harness.io' },
      "base-url: 'https://app.harness.io' contains a user name",
    ],
    [
      'another host',
      { pipeline: 'https://evil.example/ng/account/a/orgs/o/projects/shop/pipelines/x' },
      'pipeline: is a URL of',
    ],
    ['a ref', { ref: 'refs/notes/x' }, "ref: 'refs/notes/x' is not a ref such as refs/heads/main"],
    ['a list', { inputs: '- a' }, 'inputs: must be a mapping of names to values'],
    ['broken YAML', { inputs: 'a: b: c' }, 'inputs: is not valid YAML'],
    [
      'other YAML',
      { inputs: 'pipeline: { identifier: x }' },
      'inputs: is for the pipeline x, but this step runs green.',
    ],
    ['a stage', { stages: 'a b' }, "stages: 'a b' is not an identifier"],
    ['an input set', { 'input-sets': '../x' }, "input-sets: '../x' is not an identifier"],
    ['a key with a line break', { 'api-key': 'pat.abc.def.ghi\njkl' }, 'api-key: contains whitespace'],
  ])('%s', async (_what, given, says) => {
    const [problem = '', ...others] = await problems(given);
    expect(problem.slice(0, says.length)).toBe(says);
    expect(others.filter((other) => !other.startsWith('account'))).toEqual([]);
    expect(problem).not.toMatch(/secret/);
  });

  test.concurrent('all at once', async () => {
    const found = await problems({
      'api-key': '',
      pipeline: '',
      project: '',
      wait: 'x',
      timeout: 'x',
      logs: 'x',
      summary: 'x',
    });
    expect(found.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['api-key', 'pipeline', 'project', 'wait', 'timeout', 'logs', 'summary']),
    );
  });

  test.concurrent('an unknown input causes only the warning of the runner', async () => {
    const { main } = await tried({ region: 'x' });
    expect([main.result, main.annotations.map(({ level }) => level)]).toEqual(['success', ['warning']]);
    expect(main.annotations[0]?.message).toContain("Unexpected input(s) 'region'");
  });

  test.concurrent('an unknown input that resembles a missing one is a problem', async () => {
    expect(await problems({ on_cancel: 'leave', 'time-out': '2h' })).toEqual([
      'on_cancel: is not an input of this action. Did you mean on-cancel?',
      'time-out: is not an input of this action. Did you mean timeout?',
    ]);
  });

  test.concurrent.each<[string, StepOptions, RegExp]>([
    [
      "a fork's pull request",
      {
        event: {
          name: 'pull_request',
          payload: { pull_request: { head: { repo: { fork: true, full_name: 'eve/shop' } } } },
        },
      },
      /^api-key: is empty: GitHub does not pass secrets to workflow runs for pull requests from forks\./,
    ],
    ["Dependabot's", { env: { GITHUB_ACTOR: 'dependabot[bot]' } }, /^api-key: is empty: .*Dependabot secret/],
    ['any other', {}, /^api-key: is empty\. Set it to a Harness personal access token or service account token/],
  ])('the error for an empty api-key in %s run gives the reason', async (_whose, options, says) => {
    expect((await problems({ 'api-key': '' }, options))[0]).toMatch(says);
  });
});

describe('a URL copied from the browser', () => {
  const PAGES = (base: string, account: string) => {
    const scope = `account/${account}/all/orgs/eng/projects/web`;
    return [
      `${base}/ng/${scope}/pipelines/build/pipeline-studio/?storeType=INLINE`,
      `${base}/ng/#/account/${account}/cd/orgs/eng/projects/web/pipelines/build/executions`,
      `${base}/ng/account/${account}/module/ci/orgs/eng/projects/web/pipelines/build/input-sets/prod`,
      `${base}/ng/${scope}/deployments?pipelineIdentifier=build`,
      `/ng/${scope}/pipelines/build/triggers`,
    ];
  };

  test.concurrent('names account, org, project and pipeline', async () => {
    const { simulator, start } = await openRig();
    const key = `pat.${simulator.account}.x.y`;
    for (const pipeline of PAGES(simulator.url, simulator.account)) {
      // On this machine a URL's host is used only when base-url names it, too.
      const given = { 'api-key': key, pipeline, 'base-url': simulator.url, project: '', 'dry-run': 'true' };
      const { log } = await start({ with: given }).done;
      expect(log).toContain('Harness pipeline build · eng / web ·');
    }
    expect(new Set(simulator.requests.map(({ query }) => query['projectIdentifier']))).toEqual(new Set(['web']));
  });

  test.concurrent('provides the branch of the pipeline', async () => {
    const { simulator, start } = await openRig();
    const page = `${simulator.url}/ng/account/${simulator.account}/orgs/default/projects/shop/pipelines/build`;
    await start({ with: { pipeline: `${page}/pipeline-studio?branch=feature%2Fx`, ref: 'main' } }).done;
    expect(simulator.executions[0]?.branch).toBe('feature/x');
  });

  test.concurrent('that contradicts an input is an error that names both', async () => {
    const page = 'https://app.harness.io/ng/account/acc/orgs/eng/projects/web/pipelines/build?branch=main';
    const found = await problems({
      pipeline: page,
      'base-url': '',
      project: 'shop',
      org: 'ops',
      'pipeline-branch': 'x',
    });
    expect(found).toEqual([
      "org: is 'ops', but the URL in pipeline says 'eng'. Specify only one of them.",
      "project: is 'shop', but the URL in pipeline says 'web'. Specify only one of them.",
      "pipeline-branch: is 'x', but the URL in pipeline says 'main'. Specify only one of them.",
    ]);
  });

  test.concurrent('works with a page URL, /gateway or a trailing slash as base-url', async () => {
    const { simulator, start } = await openRig();
    for (const end of ['/', '/gateway', '/gateway/', '/ng/account/x/home']) {
      const main = await start({ with: { 'base-url': simulator.url + end, 'dry-run': 'true' } }).done;
      expect(main.result).toBe('success');
    }
    expect(simulator.requests.map(({ path }) => path)).toEqual(Array(4).fill('/pipeline/api/inputSets/template'));
  });
});
