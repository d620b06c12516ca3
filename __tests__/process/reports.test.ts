/**
 * What a person sees of each way to fail, through the bundle, against Harness and GitHub: a page for each in
 * `golden/reports`, to be opened and read.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault, Simulator } from '../../src/simulator/simulator.ts';
import { type GitHubApi, startGitHub } from '../support/github-api.ts';
import { type Look, onTheWay } from '../support/polls.ts';
import { reportPage } from '../support/report-page.ts';
import { closeRigs, openRig, type Rig } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';
import { expectGolden } from '../support/transcript.ts';

const open: GitHubApi[] = [];
afterAll(async () => {
  await closeRigs();
  await Promise.all(open.map((api) => api.close()));
});

const HEAD = 'a'.repeat(40);
const PULL_REQUEST = {
  name: 'pull_request',
  payload: {
    repository: { full_name: 'acme/shop', private: true },
    pull_request: { number: 5, head: { sha: HEAD, repo: { full_name: 'acme/shop', fork: false } } },
  },
};

interface Setup extends Rig {
  readonly github: GitHubApi;
}

interface Unusual {
  /** What the token may write; everything unless it is said. */
  readonly permissions?: readonly string[];
  readonly speed?: number;
}

/** A simulator whose pipelines all play one scenario, and a GitHub. */
async function openSetup(
  scenario: string,
  faults: readonly Fault[] = [],
  { permissions, speed }: Unusual = {},
): Promise<Setup> {
  const tokens = { 'ghs_token-of-the-job': 'github-actions[bot]' };
  const github = await startGitHub({ tokens, ...(permissions === undefined ? {} : { permissions }) });
  open.push(github);
  const rig = await openRig({ scenario, ...(speed === undefined ? {} : { speed }) });
  faults.forEach(rig.simulator.fault);
  return { ...rig, github };
}

/** The step in a pull request's run, with comment and commit status. */
function onPullRequest({ github }: Setup, more: StepOptions = {}): StepOptions {
  return {
    event: PULL_REQUEST,
    ...more,
    with: { ...WANTED, ...more.with },
    env: { GITHUB_API_URL: github.url, GITHUB_SHA: 'b'.repeat(40), GITHUB_REF: 'refs/pull/5/merge', ...more.env },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 400) throw new Error('it did not come to that within 20 s');
    await sleep(50);
  }
}

/** Answers the approval that waits, as a person does in Harness. */
async function reject({ url, apiKey, executions }: Simulator): Promise<void> {
  const path = `/pipeline/api/v1/orgs/default/projects/shop/approvals/execution/${executions[0]?.id}`;
  const body = JSON.stringify({ action: 'REJECT', comments: 'Not during the sale' });
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
  expect((await fetch(url + path, { method: 'POST', headers, body })).status).toBe(200);
}

const WANTED = { pipeline: 'deploy_prod', comment: 'always', 'commit-status': 'harness/deploy', 'poll-interval': '1s' };

interface Case {
  readonly title: string;
  readonly file: string;
  readonly scenario: string;
  readonly polls: readonly Look[];
}

const BUILDING: Look = { status: 'Running', stages: { build: 'Running' } };
const DEPLOYING: Look = { status: 'Running', stages: { build: 'Success', deploy: 'Running' } };

const CASES: readonly Case[] = [
  { title: 'A Kubernetes rollout fails', file: 'rollout', scenario: 'rollback', polls: [BUILDING, DEPLOYING] },
  { title: 'A CI step with unit tests fails', file: 'unit-tests', scenario: 'tests-failed', polls: [BUILDING] },
  { title: 'A policy denies the start', file: 'denied', scenario: 'policy-denied', polls: [] },
  { title: 'A stage expires', file: 'expired', scenario: 'expired', polls: [BUILDING, DEPLOYING] },
  { title: 'A deployment freeze', file: 'freeze', scenario: 'frozen', polls: [] },
  {
    title: 'Two legs of a matrix fail',
    file: 'matrix',
    scenario: 'matrix',
    polls: [
      {
        status: 'Running',
        stages: { build: 'Success', deploy: 'Running', deploy_0: 'Running', deploy_1: 'Running', deploy_2: 'Running' },
      },
    ],
  },
  {
    title: 'A step of a chained pipeline fails',
    file: 'chained',
    scenario: 'chained-deep',
    polls: [BUILDING, { status: 'Running', stages: { build: 'Success', database: 'Running' } }],
  },
];

describe('the report when', () => {
  test.concurrent.each(CASES)('$title', async ({ title, file, scenario, polls }) => {
    const setup = await openSetup(scenario, onTheWay(polls));
    const { github, run } = setup;
    const done = await run(onPullRequest(setup));
    expectGolden(`reports/${file}.md`, reportPage({ ...done, title, github }));
  });

  test.concurrent('A person rejects the approval', async () => {
    const setup = await openSetup('approval-forever', onTheWay([BUILDING]));
    const { github, simulator, start } = setup;
    const step = start(onPullRequest(setup));
    await step.waitFor('Approvers must provide');
    await until(() => github.statuses.some(({ description = '' }) => description.includes('waiting')));
    await reject(simulator);
    const main = await step.done;
    const run = { main, post: await step.post(), simulator };
    expectGolden('reports/rejected.md', reportPage({ ...run, title: 'A person rejects the approval', github }));
  });
});

const warnings = ({ annotations }: Phase): string[] =>
  annotations.flatMap(({ level, message }) => (level === 'warning' ? [message] : []));

describe('a token without write permission', () => {
  const FORK = {
    name: 'pull_request',
    payload: {
      ...PULL_REQUEST.payload,
      pull_request: { number: 5, head: { sha: HEAD, repo: { full_name: 'mallory/shop', fork: true } } },
    },
  };

  test.concurrent.each([
    ['green', 'success', 0],
    ['red', 'failure', 1],
  ])('causes a warning for each failed write, and %s stays unchanged', async (scenario, result, errors) => {
    const setup = await openSetup(scenario, onTheWay([BUILDING]), { permissions: [] });
    const { main, post } = await setup.run(onPullRequest(setup, { event: FORK, with: { logs: 'none' } }));
    expect([main.result, post.result]).toEqual([result, 'success']);
    expect(main.annotations.filter(({ level }) => level === 'error')).toHaveLength(errors);
    expect([...warnings(main), ...warnings(post)]).toEqual([
      `Could not set the commit status: GitHub returned 403 "Resource not accessible by integration". Add 'statuses: write' to the permissions of the job or workflow. GitHub does not grant it to workflow runs for pull requests from forks.`,
      `Could not write the pull request comment: GitHub returned 403 "Resource not accessible by integration". Add 'pull-requests: write' to the permissions of the job or workflow. GitHub does not grant it to workflow runs for pull requests from forks.`,
    ]);
    expect(setup.github.comments).toEqual([]);
  });
});

describe('the commit status', () => {
  const statusesOf = ({ statuses }: GitHubApi): string[] =>
    statuses.map(({ state, description }) => `${state}: ${description}`);

  test.concurrent('says what the execution is waiting for', async () => {
    const waiting = { status: 'ApprovalWaiting', stages: { build: 'Success', approval: 'ApprovalWaiting' } };
    const deploying = { status: 'Running', stages: { build: 'Success', approval: 'Success', deploy: 'Running' } };
    const setup = await openSetup('approval', onTheWay([BUILDING, waiting, deploying]));
    await setup.run(onPullRequest(setup, { with: { comment: 'on-failure' } }));
    expect(statusesOf(setup.github)).toEqual([
      'pending: started',
      'pending: waiting for approval',
      'pending: running',
      expect.stringMatching(/^success: Deploy Prod succeeded in \d+s$/),
    ]);
    expect(setup.github.comments).toEqual([]);
  });

  test.concurrent(
    'stays pending when the step leaves, with one warning for a service account that cannot read approvals',
    async () => {
      const setup = await openSetup('approval-forever');
      const { main } = await setup.run(
        onPullRequest(setup, { with: { 'api-key': setup.simulator.sat, 'on-waiting': 'detach' } }),
      );
      expect(main.result).toBe('success');
      expect(main.log.match(/Could not read who may approve/g)).toHaveLength(1);
      expect(statusesOf(setup.github)).toEqual([
        'pending: started',
        'pending: waiting for approval',
        'pending: left running: waiting for approval',
      ]);
    },
  );

  test.concurrent('is completed by post when the job is cancelled, together with the comment', async () => {
    const setup = await openSetup('slow', [], { speed: 20 });
    const step = setup.start(onPullRequest(setup));
    await step.waitFor('● Soak');
    // The first status needs octokit, which is loaded while the first poll waits: on a busy machine the cancel would come before it.
    await until(() => setup.github.statuses.length > 0);
    step.cancel();
    const main = await step.done;
    const post = await step.post();
    expect([...warnings(main), ...warnings(post)]).toEqual([]);
    expect(statusesOf(setup.github)).toEqual(['pending: started', 'error: Deploy Prod was aborted by Release Bot']);
    expect(setup.github.statuses.every(({ sha }) => sha === HEAD)).toBe(true);
    expect(setup.github.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('its execution was aborted (on-cancel: abort)'),
    ]);
  });
});

test.concurrent('a merge queue has no pull request, and no warning about that', async () => {
  const setup = await openSetup('red');
  const sha = 'c'.repeat(40);
  const { main, post } = await setup.run(
    onPullRequest(setup, {
      event: { name: 'merge_group', payload: { merge_group: { head_sha: sha } } },
      with: { logs: 'none' },
    }),
  );
  expect([...warnings(main), ...warnings(post)]).toEqual([]);
  expect(new Set(setup.github.routes())).toEqual(new Set([`POST /repos/acme/shop/statuses/${sha}`]));
});

test.concurrent('two concurrent runs of one use leave one comment', async () => {
  const setup = await openSetup('green');
  let lists = 0;
  const bothRead = new Promise<void>((resolve) => {
    setup.github.before = async ({ method, path }) => {
      if (method === 'GET' && path.endsWith('/comments')) {
        lists += 1;
        if (lists === 2) resolve();
        await bothRead;
      }
      return undefined;
    };
  });
  const runs = await Promise.all([setup.run(onPullRequest(setup, {})), setup.run(onPullRequest(setup, {}))]);
  expect(runs.map(({ main }) => [main.result, warnings(main)])).toEqual([
    ['success', []],
    ['success', []],
  ]);
  expect(setup.github.routes().filter((route) => /^POST .*comments$/.test(route))).toHaveLength(2);
  expect(setup.github.comments).toHaveLength(1);
});
