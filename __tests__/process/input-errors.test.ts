/** Inputs as authors write them, right and wrong, read through the bundle: what is asked of Harness, or one error that helps. */
import { afterAll, describe, expect, test } from '@jest/globals';

import { closeRigs, openRig } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

type Given = Readonly<Record<string, string>>;

interface Tried {
  readonly main: Phase;
  /** How many requests were made. */
  readonly purpose: number;
}

async function tried(given: Given, options: StepOptions = {}): Promise<Tried> {
  const { simulator, start } = await openRig();
  const main = await start({ ...options, with: { 'dry-run': 'true', ...given } }).done;
  return { main, purpose: simulator.requests.length };
}

/** The problems that were told, in one error and before any request. */
async function problems(given: Given, options?: StepOptions): Promise<string[]> {
  const { main, purpose } = await tried(given, options);
  expect([main.result, main.outputs, main.state, purpose]).toEqual(['failure', {}, {}, 0]);
  expect(main.annotations.map(({ level }) => level)).toEqual(['error']);
  const [head = '', ...lines] = main.annotations[0]?.message.split('\n') ?? [];
  expect(head).toMatch(/^\d+ problems? in this step's inputs; nothing was started\.$/);
  expect(Number.parseInt(head, 10)).toBe(lines.length);
  return lines.map((line) => line.trim().replace(/ {2,}/, ': '));
}

describe('wrong values are told and never guessed at', () => {
  test.concurrent.each<[string, Given, string]>([
    ['a flag', { wait: 'yes' }, "wait: 'yes' is neither true nor false."],
    ['a duration', { timeout: '5' }, "timeout: '5' is not a duration such as 90s, 15m, 2h or 1h30m."],
    ['an interval', { 'poll-interval': '0s' }, "poll-interval: '0s' is too short: at least 1s."],
    ['a choice', { 'on-waiting': 'Wait' }, "on-waiting: 'Wait' is none of wait, detach, fail."],
    [
      'a leg',
      { 'matrix-leg': 'one' },
      "matrix-leg: 'one' is not a place in a matrix such as 0/3. Leave it out; it sets itself.",
    ],
    ['no pipeline', { pipeline: '' }, 'pipeline: is empty. Give a pipeline identifier or its URL from the browser.'],
    ['a name', { pipeline: 'Deploy Prod' }, "pipeline: 'Deploy Prod' is not an identifier (letters, digits, _ $ - .)"],
    ['a path', { pipeline: '../../x' }, "pipeline: '../../x' is not an identifier"],
    ['no project', { project: '' }, 'project: is empty, and no URL names it. Give the project identifier.'],
    ['no account', { 'api-key': 'pat.old.form' }, 'account: is empty, and neither a URL nor the api-key'],
    [
      'no encryption',
      { 'base-url': 'http://harness.example.com' },
      "base-url: 'http://harness.example.com' would send the key",
    ],
    [
      'a password',
      { 'base-url': 'https://me:secret@app.harness.io' },
      "base-url: 'https://app.harness.io' holds a user name",
    ],
    [
      'another host',
      { pipeline: 'https://evil.example/ng/account/a/orgs/o/projects/shop/pipelines/x' },
      'pipeline: is a URL of',
    ],
    ['a ref', { ref: 'refs/notes/x' }, "ref: 'refs/notes/x' is not a ref such as refs/heads/main"],
    ['a list', { inputs: '- a' }, 'inputs: is a list. Give a mapping of names to values'],
    ['broken YAML', { inputs: 'a: b: c' }, 'inputs: is no valid YAML'],
    [
      'other YAML',
      { inputs: 'pipeline: { identifier: x }' },
      'inputs: is for the pipeline x, and this step runs green.',
    ],
    ['a stage', { stages: 'a b' }, "stages: 'a b' is not an identifier"],
    ['an input set', { 'input-sets': '../x' }, "input-sets: '../x' is not an identifier"],
    ['a key with a line break', { 'api-key': 'pat.abc.def.ghi\njkl' }, 'api-key: holds white space'],
  ])('%s', async (_what, given, says) => {
    const [problem = '', ...others] = await problems(given);
    expect(problem.slice(0, says.length)).toBe(says);
    expect(others.filter((other) => !other.startsWith('account'))).toEqual([]);
    expect(problem).not.toMatch(/secret/);
  });

  test.concurrent('all of them at once', async () => {
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

  test.concurrent('an input that does not exist is GitHub’s to warn of, and changes nothing', async () => {
    const { main } = await tried({ 'pipline-branch': 'x' });
    expect([main.result, main.annotations.map(({ level }) => level)]).toEqual(['success', ['warning']]);
    expect(main.annotations[0]?.message).toContain("Unexpected input(s) 'pipline-branch'");
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
      /^api-key: is empty: GitHub gives no secrets to a pull request from a fork\./,
    ],
    ["Dependabot's", { env: { GITHUB_ACTOR: 'dependabot[bot]' } }, /^api-key: is empty: .*Dependabot secret/],
    ['anybody else’s', {}, /^api-key: is empty\. Give a personal access token or a service account token/],
  ])('an empty api-key in %s run says why', async (_whose, options, says) => {
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

  test.concurrent('names host, account, org, project and pipeline', async () => {
    const { simulator, start } = await openRig();
    const key = `pat.${simulator.account}.x.y`;
    for (const pipeline of PAGES(simulator.url, simulator.account)) {
      const baseUrl = pipeline.startsWith('/') ? simulator.url : '';
      const given = { 'api-key': key, pipeline, 'base-url': baseUrl, project: '', 'dry-run': 'true' };
      const { log } = await start({ with: given }).done;
      expect(log).toContain('Harness pipeline build · eng / web ·');
    }
    expect(new Set(simulator.requests.map(({ query }) => query['projectIdentifier']))).toEqual(new Set(['web']));
  });

  test.concurrent('its branch is the pipeline’s', async () => {
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
      "org: is 'ops', but the URL in pipeline says 'eng'. Give one of them.",
      "project: is 'shop', but the URL in pipeline says 'web'. Give one of them.",
      "pipeline-branch: is 'x', but the URL in pipeline says 'main'. Give one of them.",
    ]);
  });

  test.concurrent('with the address of a page as base-url, or /gateway, or a slash', async () => {
    const { simulator, start } = await openRig();
    for (const end of ['/', '/gateway', '/gateway/', '/ng/account/x/home']) {
      const main = await start({ with: { 'base-url': simulator.url + end, 'dry-run': 'true' } }).done;
      expect(main.result).toBe('success');
    }
    expect(simulator.requests.map(({ path }) => path)).toEqual(Array(4).fill('/pipeline/api/inputSets/template'));
  });
});
