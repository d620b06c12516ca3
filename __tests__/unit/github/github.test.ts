/** The sticky comment and the commit status against a GitHub of our own. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import type { Clock } from '../../../src/base/clock.ts';
import { openGitHub } from '../../../src/github/github.ts';
import { writeMark } from '../../../src/report/mark.ts';
import { readWorkflow, type Workflow } from '../../../src/runner/workflow.ts';
import {
  type ReceivedRequest,
  type GitHubApi,
  type GitHubOptions,
  type GitHubFault,
  startGitHub,
} from '../../support/github-api.ts';
import { LIST } from '../../support/reports.ts';
import { SYSTEM_ENV } from '../../support/runner/environment.ts';

const BOT = 'github-actions[bot]';
const [JOB, APP, PERSON] = ['ghs_job', 'ghs_app', 'ghp_person'] as const;
const HEAD = 'a'.repeat(40);
const MERGE = 'b'.repeat(40);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function gitHub(more: Partial<GitHubOptions> = {}): Promise<GitHubApi> {
  const api = await startGitHub({ tokens: { [JOB]: BOT, [APP]: 'harness[bot]', [PERSON]: 'jdoe' }, ...more });
  open.push(api);
  return api;
}

/** A clock whose pauses take no time, and that notes them. */
function recordingClock(): Clock & { readonly pauses: number[] } {
  let now = 1_771_000_000_000;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    random: () => 0.5,
    sleep: (ms) => {
      pauses.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

/** A run for a pull request, unless said otherwise. */
function workflow(more: Partial<Workflow> = {}): Workflow {
  const env = {
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '77',
    GITHUB_JOB: 'deploy',
    GITHUB_ACTION: 'harness',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_SHA: MERGE,
    GITHUB_REF: 'refs/pull/5/merge',
  };
  const payload = { pull_request: { number: 5, head: { sha: HEAD, repo: { full_name: 'acme/shop' } } } };
  return { ...readWorkflow(env, () => '{}'), payload, ...more };
}

interface Run extends Partial<Workflow> {
  readonly token?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly limit?: number;
  readonly pullRequest?: number;
}

function opened(
  api: GitHubApi,
  { token = JOB, clock = recordingClock(), signal, limit, pullRequest, ...run }: Run = {},
) {
  return openGitHub({
    token,
    apiUrl: api.url,
    workflow: workflow(run),
    clock,
    signal: signal ?? new AbortController().signal,
    pullRequest,
    ...(limit === undefined ? {} : { limit }),
  });
}

/** The comment of a run: its mark, then its words. */
function textOf(
  words: string,
  run: Partial<Workflow> & { readonly isRed?: boolean; readonly label?: string } = {},
): string {
  const { isRed = false, label = '', ...rest } = run;
  const verdict = { status: 'succeeded', isRed, headline: '' } as const;
  return `${writeMark({ listUrl: LIST, verdict }, workflow(rest), { label, leg: '0/1' })}\n${words}`;
}

const bodies = (api: GitHubApi): string[] => api.comments.map(({ body }) => body);
const writes = (api: GitHubApi): string[] => api.routes().filter((route) => !/^GET|graphql$/.test(route));
const once = (when: (request: ReceivedRequest) => boolean, fault: GitHubFault): GitHubApi['before'] => {
  let isOver = false;
  return (request) => {
    if (isOver || !when(request)) return undefined;
    isOver = true;
    return fault;
  };
};
const isCreation = ({ method, path }: ReceivedRequest): boolean => method === 'POST' && path.endsWith('/comments');
const isList = ({ method, path }: ReceivedRequest): boolean => method === 'GET' && path.endsWith('/comments');

describe('the comment', () => {
  test.each([JOB, APP, PERSON])('is written once with the token %s, then edited', async (token) => {
    const api = await gitHub();
    const { comment } = opened(api, { token });
    expect(await comment({ text: textOf('first'), isNewWanted: true })).toBeUndefined();
    expect(await comment({ text: textOf('second', { runId: '78' }), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('second', { runId: '78' })]);
  });

  test('is expected: what it needs is read ahead, and read once', async () => {
    const api = await gitHub();
    api.write(5, 'someone', 'Nice');
    const { comment, expectComment } = opened(api);
    expectComment(true);
    await comment({ text: textOf('first'), isNewWanted: true });
    const comments = '/repos/acme/shop/issues/5/comments';
    expect(api.routes().toSorted()).toEqual(
      [`GET ${comments}`, 'POST /graphql', `POST ${comments}`, `GET ${comments}`].toSorted(),
    );
    expect(bodies(api)).toEqual(['Nice', textOf('first')]);
  });

  test('is written as well when reading ahead fails', async () => {
    const api = await gitHub();
    api.before = once(isList, { kind: 'answer', status: 422 });
    const { comment, expectComment } = opened(api);
    expectComment(true);
    expect(await comment({ text: textOf('first'), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('first')]);
  });

  test('costs no more than the list when there is none and none is wanted', async () => {
    const api = await gitHub();
    const { comment, expectComment } = opened(api);
    expectComment(false);
    await comment({ text: textOf('all is well'), isNewWanted: false });
    expect(api.routes()).toEqual(['GET /repos/acme/shop/issues/5/comments']);
  });

  test('is not written again when its text is the same', async () => {
    const api = await gitHub();
    api.write(5, BOT, textOf('same'));
    await opened(api).comment({ text: textOf('same'), isNewWanted: true });
    expect(writes(api)).toEqual([]);
  });

  test('is found on any page', async () => {
    const api = await gitHub();
    for (let number = 0; number < 250; number++) api.write(5, 'someone', `No. ${number}`);
    api.write(5, BOT, textOf('old'));
    await opened(api).comment({ text: textOf('new', { runId: '78' }), isNewWanted: true });
    expect(api.comments).toHaveLength(251);
    expect(bodies(api).at(-1)).toBe(textOf('new', { runId: '78' }));
    expect(api.requests.filter(isList).map(({ query }) => query['page'])).toEqual(['1', '2', '3']);
  });

  test('of another author with the same mark is never touched', async () => {
    const api = await gitHub();
    const forged = textOf('forged', { runId: '999' });
    for (const login of ['mallory', 'github-actions', 'harness[bot]', '']) api.write(5, login, forged);
    await opened(api).comment({ text: textOf('mine'), isNewWanted: true });
    expect(bodies(api)).toEqual([forged, forged, forged, forged, textOf('mine')]);
    expect(writes(api)).toEqual(['POST /repos/acme/shop/issues/5/comments']);
  });

  test('is distinguished from the comments of other jobs and of other pull requests', async () => {
    const api = await gitHub();
    api.write(5, BOT, textOf('other job', { job: 'test' }));
    api.write(6, BOT, textOf('other pull request'));
    await opened(api).comment({ text: textOf('mine'), isNewWanted: true });
    expect(bodies(api)).toEqual([textOf('other job', { job: 'test' }), textOf('other pull request'), textOf('mine')]);
  });

  test.each([
    ['a newer run', { runId: '78' }, { runId: '77', attempt: 2 }],
    ['a newer attempt', { attempt: 2 }, { attempt: 1 }],
    ['a leg of the same matrix that failed', { isRed: true }, { isRed: false }],
  ])('of %s stays', async (_whose, theirs, ours) => {
    const api = await gitHub();
    api.write(5, BOT, textOf('theirs', theirs));
    expect(await opened(api).comment({ text: textOf('ours', ours), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('theirs', theirs)]);
  });

  test('is only brought up to date where no new one is wanted', async () => {
    const api = await gitHub();
    const { comment } = opened(api);
    await comment({ text: textOf('good news'), isNewWanted: false });
    expect(api.comments).toEqual([]);
    api.write(5, BOT, textOf('bad news', { runId: '76', isRed: true }));
    await comment({ text: textOf('good news'), isNewWanted: false });
    expect(bodies(api)).toEqual([textOf('good news')]);
  });

  test('of two legs that race is one, and it reports the failure', async () => {
    for (const first of [true, false]) {
      const api = await gitHub();
      // Neither leg's comment is written before both have seen that there is none.
      let requests = 0;
      let go = (): void => undefined;
      const both = new Promise<void>((resolve) => {
        go = resolve;
      });
      api.before = async (request) => {
        if (isList(request) && (requests += 1) === 2) go();
        if (isCreation(request)) await both;
        return undefined;
      };
      await Promise.all(
        [first, !first].map((isRed) =>
          opened(api).comment({ text: textOf(isRed ? 'bad' : 'good', { isRed }), isNewWanted: true }),
        ),
      );
      expect(api.requests.filter(isCreation)).toHaveLength(2);
      expect(bodies(api)).toEqual([textOf('bad', { isRed: true })]);
    }
  });

  test('is the oldest where there are several', async () => {
    const api = await gitHub();
    const [oldest] = ['first', 'second', 'third'].map((words) => api.write(5, BOT, textOf(words)));
    await opened(api).comment({ text: textOf('now'), isNewWanted: true });
    expect(api.comments).toMatchObject([{ id: oldest, body: textOf('now') }]);
  });

  test('is one, too, when another leg was faster to remove a double', async () => {
    const api = await gitHub();
    for (const words of ['first', 'second']) api.write(5, BOT, textOf(words));
    api.before = ({ method }) => {
      if (method === 'DELETE') api.comments.pop();
      return undefined;
    };
    expect(await opened(api).comment({ text: textOf('now'), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('now')]);
  });

  test('is not written when it cannot be known whether there is one', async () => {
    const api = await gitHub();
    api.write(5, BOT, textOf('old'));
    api.before = ({ path }) => (path === '/graphql' ? { kind: 'answer', status: 502 } : undefined);
    expect(await opened(api).comment({ text: textOf('new'), isNewWanted: true })).toContain('GitHub returned 502');
    expect(writes(api)).toEqual([]);
  });

  test("is the job's own where GitHub does not say whose the token is", async () => {
    const api = await gitHub({ tellsViewer: false });
    api.write(5, BOT, textOf('old'));
    await opened(api).comment({ text: textOf('new', { runId: '78' }), isNewWanted: true });
    expect(bodies(api)).toEqual([textOf('new', { runId: '78' })]);
  });

  test('goes below /api/v3 on a GitHub Enterprise Server, and its viewer is found', async () => {
    const api = await gitHub({ isEnterprise: true });
    api.write(5, 'jdoe', textOf('old'));
    expect(await opened(api, { token: PERSON }).comment({ text: textOf('new'), isNewWanted: true })).toBeUndefined();
    expect(bodies(api)).toEqual([textOf('new')]);
    expect(api.routes()).toContain('POST /api/graphql');
  });

  test('is one for each label, and for each call of a reusable workflow', async () => {
    const api = await gitHub();
    const uses = [{ label: 'eu' }, { label: 'us' }, { orchestration: 'call.eu' }, { orchestration: 'call.us' }];
    for (const runId of ['77', '78']) {
      for (const use of uses) {
        await opened(api).comment({ text: textOf('hello', { ...use, runId }), isNewWanted: true });
      }
    }
    expect(bodies(api)).toEqual(uses.map((use) => textOf('hello', { ...use, runId: '78' })));
  });

  test('stays one when a runner begins to report the call, and when it no longer does', async () => {
    const api = await gitHub();
    for (const [index, orchestration] of ['', 'deploy.__default', ''].entries()) {
      await opened(api).comment({ text: textOf('hello', { orchestration, runId: `8${index}` }), isNewWanted: true });
    }
    expect(bodies(api)).toEqual([textOf('hello', { runId: '82' })]);
  });

  test.each([
    ['gitea-actions', false],
    ['forgejo-actions', false],
    ['jdoe', true],
  ])('is edited on a server without GraphQL, written by %s', async (login, tellsUser) => {
    const api = await gitHub({ tokens: { [JOB]: login }, hasGraphql: false, tellsUser });
    await opened(api).comment({ text: textOf('first'), isNewWanted: true });
    await opened(api).comment({ text: textOf('second', { runId: '78' }), isNewWanted: true });
    expect(bodies(api)).toEqual([textOf('second', { runId: '78' })]);
  });

  test('without a mark is not touched', async () => {
    const api = await gitHub();
    await opened(api).comment({ text: 'no mark', isNewWanted: true });
    expect(api.requests).toEqual([]);
  });
});

describe('the pull request', () => {
  const push = { event: 'push', ref: 'refs/heads/feature/x', payload: {} };
  const run = (more: Record<string, unknown> = {}): Partial<Workflow> => ({
    event: 'workflow_run',
    payload: {
      repository: { id: 1 },
      workflow_run: {
        head_sha: HEAD,
        head_branch: 'feature/x',
        head_repository: { owner: { login: 'acme' } },
        pull_requests: [],
        ...more,
      },
    },
  });
  const check = (event: 'check_run' | 'check_suite', more: Record<string, unknown> = {}): Partial<Workflow> => {
    const suite = { head_branch: 'feature/x' };
    const place = event === 'check_run' ? { check_suite: suite } : suite;
    return {
      event,
      ref: 'refs/heads/main',
      payload: { repository: { id: 1 }, [event]: { head_sha: HEAD, pull_requests: [], ...place, ...more } },
    };
  };
  const member = (number: number, sha = HEAD, repository = 1): unknown => ({
    number,
    head: { sha },
    base: { repo: { id: repository } },
  });

  test.each<[string, Run, number | undefined]>([
    ['a pull request', {}, 5],
    ['a pull request from a fork', { event: 'pull_request_target' }, 5],
    ['a review', { event: 'pull_request_review' }, 5],
    ['a payload with no number', { payload: { pull_request: { number: 'five' } } }, undefined],
    ['no payload', { payload: undefined }, undefined],
    ['a push to a branch that has one', push, 11],
    ['a push to a branch that has none', { ...push, ref: 'refs/heads/other' }, undefined],
    ['a push to a branch whose one is closed', { ...push, ref: 'refs/heads/closed' }, undefined],
    ['a push to a branch that a fork has, too', { ...push, ref: 'refs/heads/patch-1' }, undefined],
    ['a tag', { ...push, ref: 'refs/tags/feature/x' }, undefined],
    ['a run whose list names it', run({ pull_requests: [member(8, MERGE), member(9, HEAD, 2), member(10)] }), 10],
    ['a run whose list names others', run({ pull_requests: [member(9, HEAD, 2)] }), 11],
    ['a run without list', run(), 11],
    ['a run for a fork', run({ head_branch: 'patch-1', head_repository: { owner: { login: 'Forker' } } }), 12],
    ['a run for a commit that is no longer the newest', run({ head_sha: MERGE }), undefined],
    ['a run of a fork that is gone', run({ head_repository: null }), undefined],
    ['a run without commit', run({ head_sha: null, pull_requests: [member(10)] }), undefined],
    ['a merge queue', { event: 'merge_group', payload: { merge_group: { head_sha: HEAD } } }, undefined],
    ['a schedule', { event: 'schedule', payload: {} }, undefined],
    ['a comment on an issue', { event: 'issue_comment', payload: { issue: { number: 5 } } }, undefined],
    ['a comment on a pull request', { event: 'issue_comment', payload: { issue: { number: 5, pull_request: {} } } }, 5],
    ['a dispatch on a branch that has one', { ...push, event: 'workflow_dispatch' }, 11],
    ['a check suite whose list names it', check('check_suite', { pull_requests: [member(10)] }), 10],
    ['a check suite without list', check('check_suite'), 11],
    ['a check run whose list names it', check('check_run', { pull_requests: [member(9, HEAD, 2), member(10)] }), 10],
    ['a check run without list', check('check_run'), 11],
    ['the one that the author names', { event: 'schedule', payload: {}, pullRequest: 21 }, 21],
    ['the one that the author names beside another', { pullRequest: 21 }, 21],
  ])('of %s', async (_what, event, number) => {
    const api = await gitHub();
    api.pulls.push(
      { number: 3, branch: 'feature/x', sha: HEAD },
      { number: 11, branch: 'feature/x', sha: HEAD },
      { number: 12, branch: 'patch-1', owner: 'forker', sha: HEAD },
      { number: 13, branch: 'closed', sha: HEAD, isOpen: false },
    );
    const warning = await opened(api, event).comment({ text: textOf('hello'), isNewWanted: true });
    expect(warning).toBeUndefined();
    expect(api.comments.map(({ issue }) => issue)).toEqual(number === undefined ? [] : [number]);
  });

  test('is none when GitHub ignores the filter', async () => {
    const api = await gitHub();
    api.pulls.push({ number: 20, branch: 'unrelated' }, { number: 21, branch: 'x', owner: 'mallory' });
    api.before = ({ path, query }) => {
      if (path.endsWith('/pulls')) Object.assign(query, { head: 'ignored' });
      return undefined;
    };
    await opened(api, { ...push, ref: 'refs/heads/x' }).comment({ text: textOf('hello'), isNewWanted: true });
    expect(api.comments).toEqual([]);
  });
});

describe('the commit status', () => {
  const order = {
    state: 'success',
    description: 'Deploy Prod succeeded in 9s',
    context: 'harness/deploy',
    url: 'https://app.harness.io/ng/account/a/executions/e/pipeline',
  } as const;

  const comment = { event: 'issue_comment', payload: { issue: { number: 5, pull_request: {} } } };

  test.each<[string, Run, string | undefined]>([
    ['the head of the pull request that is commented on', comment, HEAD],
    ['the head of the pull request that the author names', { event: 'schedule', pullRequest: 5 }, HEAD],
    ['nothing for a comment on an issue', { ...comment, payload: { issue: { number: 5 } } }, undefined],
    ['nothing for an event that only happens to name the default branch', { event: 'repository_dispatch' }, undefined],
    ['the commit that was checked', { event: 'check_suite', payload: { check_suite: { head_sha: HEAD } } }, HEAD],
    ["a pull request's own commit", {}, HEAD],
    ["a fork's own commit", { event: 'pull_request_target' }, HEAD],
    ['the commit of the run before', { event: 'workflow_run', payload: { workflow_run: { head_sha: HEAD } } }, HEAD],
    ["the merge queue's commit", { event: 'merge_group', payload: { merge_group: { head_sha: HEAD } } }, HEAD],
    ['the pushed commit', { event: 'push', payload: {} }, MERGE],
    ['the commit of a schedule', { event: 'schedule', payload: undefined }, MERGE],
    ['no merge commit where the own one is not given', { payload: { pull_request: { number: 5 } } }, undefined],
    ['nothing that is no commit', { event: 'push', sha: '../../statuses' }, undefined],
  ])('stands beside %s', async (_which, event, sha) => {
    const api = await gitHub();
    api.pulls.push({ number: 5, branch: 'feature/x', sha: HEAD });
    const warning = await opened(api, event).commitStatus(order);
    const { url, ...rest } = order;
    expect(api.statuses).toEqual(sha === undefined ? [] : [{ ...rest, target_url: url, sha }]);
    expect(warning).toBe(
      sha === undefined
        ? 'Could not set the commit status: the event names no commit to set it on. Specify the pull request in pull-request.'
        : undefined,
    );
  });

  test('is short, of one line, and free of what GitHub refuses', async () => {
    const api = await gitHub();
    const description = `\u{1F680} \u{20BB7} failed\r\n::error::x ${'yy '.repeat(100)}`;
    expect(await opened(api).commitStatus({ ...order, description, url: 'javascript:alert(1)' })).toBeUndefined();
    expect(api.statuses[0]?.description).toMatch(/^\? failed ::error::x (?:yy )+yy…$/);
    expect(api.statuses[0]?.description).toHaveLength(140);
    expect(api.statuses[0]).not.toHaveProperty('target_url');
  });
});

describe('a failure is one sentence and never an error:', () => {
  const status = { state: 'success', description: 'x', context: 'c', url: 'https://a.example' } as const;
  const both = async (api: GitHubApi, run: Run = {}): Promise<(string | undefined)[]> => {
    const way = opened(api, run);
    return [await way.comment({ text: textOf('hello'), isNewWanted: true }), await way.commitStatus(status)];
  };

  test('a missing permission is named', async () => {
    const api = await gitHub({ permissions: [] });
    expect(await both(api)).toEqual([
      'Could not write the pull request comment: GitHub returned 403 "Resource not accessible by integration". Add \'pull-requests: write\' to the permissions of the job or workflow.',
      'Could not set the commit status: GitHub returned 403 "Resource not accessible by integration". Add \'statuses: write\' to the permissions of the job or workflow.',
    ]);
    expect(writes(api)).toHaveLength(2);
  });

  test.each([
    ['fork', 'from forks'],
    ['dependabot', 'from Dependabot'],
  ] as const)('a %s never has it', async (withoutSecrets, words) => {
    const [comment] = await both(await gitHub({ permissions: [] }), { withoutSecrets });
    expect(comment).toContain(`GitHub does not grant it to workflow runs for pull requests ${words}.`);
  });

  test('a locked conversation is no question of permissions', async () => {
    const api = await gitHub();
    api.before = (request) =>
      isCreation(request)
        ? { kind: 'answer', status: 403, message: 'Unable to create comment because issue is locked.' }
        : undefined;
    expect((await both(api))[0]).toBe(
      'Could not write the pull request comment: GitHub returned 403 "Unable to create comment because issue is locked.".',
    );
  });

  test('a wrong token, none, and no repository', async () => {
    const api = await gitHub();
    expect((await both(api, { token: 'ghs_wrong' }))[1]).toBe(
      'Could not set the commit status: GitHub returned 401 "Bad credentials". The token in github-token is wrong or has expired.',
    );
    const before = api.requests.length;
    expect((await both(api, { token: '' }))[0]).toBe(
      'Could not write the pull request comment: github-token is empty.',
    );
    expect((await both(api, { repository: '' }))[1]).toBe(
      'Could not set the commit status: GITHUB_REPOSITORY is empty.',
    );
    expect(api.requests).toHaveLength(before);
  });

  test('what a validation says of each field is reported', async () => {
    const api = await gitHub();
    const errors = [
      {
        resource: 'Status',
        code: 'custom',
        message: 'This SHA and context has reached the maximum number of statuses.',
      },
      { resource: 'Status', field: 'target_url', code: 'invalid' },
      'and so on',
      null,
    ];
    api.before = () => ({ kind: 'answer', status: 422, message: 'Validation Failed', errors });
    expect((await both(api))[1]).toBe(
      'Could not set the commit status: GitHub returned 422 "Validation Failed" (This SHA and context has reached the maximum number of statuses.; Status.target_url invalid; and so on).',
    );
  });

  test('the token is in no sentence', async () => {
    const api = await gitHub();
    api.before = () => ({ kind: 'answer', status: 422, message: `no ${JOB} for ${JOB}` });
    expect((await both(api))[1]).toBe('Could not set the commit status: GitHub returned 422 "no *** for ***".');
  });

  test.each<[string, GitHubFault]>([
    ['an error', { kind: 'answer', status: 502 }],
    ['a page', { kind: 'page', status: 503 }],
    ['a page that calls itself good', { kind: 'page', status: 200 }],
    ['a broken connection', { kind: 'reset' }],
    ['half an answer', { kind: 'half' }],
    ['an answer that got lost', { kind: 'reset-after' }],
  ])('%s is retried, and makes no second comment', async (_what, fault) => {
    for (const when of [isList, isCreation]) {
      const api = await gitHub();
      api.before = once(when, fault);
      const clock = recordingClock();
      expect(await opened(api, { clock }).comment({ text: textOf('hello'), isNewWanted: true })).toBeUndefined();
      expect(bodies(api)).toEqual([textOf('hello')]);
      expect(clock.pauses).toEqual([1000]);
    }
  });

  test.each<[string, GitHubFault, number]>([
    ['errors', { kind: 'answer', status: 500, message: 'Server Error' }, 3],
    ['pages', { kind: 'page', status: 200 }, 3],
    ['broken connections', { kind: 'reset' }, 3],
    ['refusals', { kind: 'answer', status: 422, message: 'Validation Failed' }, 1],
  ])('persistent %s are asked so often and no more', async (_what, fault, tries) => {
    const api = await gitHub();
    api.before = () => fault;
    expect(await opened(api).commitStatus(status)).toMatch(/^Could not set the commit status: GitHub [^\n]+\.$/);
    expect(api.requests).toHaveLength(tries);
  });

  test('a limit is waited for when it is short, and not when it is long', async () => {
    const api = await gitHub();
    const clock = recordingClock();
    const limit = (after: string): GitHubFault => ({
      kind: 'answer',
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': after },
    });
    api.before = once(() => true, limit('7'));
    expect(await opened(api, { clock }).commitStatus(status)).toBeUndefined();
    expect(clock.pauses).toEqual([7000]);
    api.before = () => limit('60');
    expect(await opened(api, { clock }).commitStatus(status)).toContain('The rate limit of this token is exceeded.');
    expect(clock.pauses).toEqual([7000]);
  });

  test('all together take no longer than half a minute', async () => {
    const api = await gitHub();
    const clock = recordingClock();
    for (let number = 0; number < 5000; number++) api.write(5, 'someone', 'x');
    api.before = (request) => {
      // Each page takes four seconds.
      if (isList(request)) void clock.sleep(4000);
      return undefined;
    };
    const from = clock.now();
    expect(await opened(api, { clock }).comment({ text: textOf('hello'), isNewWanted: true })).toMatch(
      /^Could not write the pull request comment: GitHub returned no usable response \(.+\)\.$/,
    );
    expect(clock.now() - from).toBeLessThanOrEqual(36_000);
    expect(writes(api)).toEqual([]);
  });

  test('an answer that never comes is given up', async () => {
    const api = await gitHub();
    api.before = () => ({ kind: 'stall' });
    expect(await opened(api, { limit: 100 }).commitStatus(status)).toMatch(/GitHub returned no usable response/);
    expect(api.requests).toHaveLength(3);
  });

  test('a cancelled job waits for nothing', async () => {
    const api = await gitHub();
    const job = new AbortController();
    api.before = () => {
      job.abort();
      return { kind: 'stall' };
    };
    const clock = recordingClock();
    expect(await opened(api, { signal: job.signal, clock }).commitStatus(status)).toMatch(
      /^Could not set the commit status/,
    );
    expect(api.requests).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an object where a list should be', {}],
    ['a list of anything', [null, 7, 'x', [], { id: 'x' }, { id: 3, body: null, user: null }]],
  ])('%s does not confuse it', async (_what, answer) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () =>
        new Promise((resolve) => {
          server.closeAllConnections();
          server.close(() => {
            resolve();
          });
        }),
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const said = await opened({ url } as GitHubApi).comment({ text: textOf('hello'), isNewWanted: false });
    expect(said).toBe(
      Array.isArray(answer)
        ? undefined
        : 'Could not write the pull request comment: GitHub returned no usable response (the response is incomplete or does not come from GitHub).',
    );
  });
});

test('requests go through the proxy that the runner is set up with', async () => {
  const api = await gitHub();
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(api.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    open.push({
      close: () => {
        upstream.destroy();
        socket.destroy();
        return Promise.resolve();
      },
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => {
          resolve();
        });
      }),
  });

  // The proxy is chosen when @actions/github is loaded, so this takes a process of its own.
  const [github, clock] = ['github/github.js', 'base/clock.js'].map(
    (path) => new URL(`../../../src/${path}`, import.meta.url).href,
  );
  const script = `
    const { openGitHub } = await import(${JSON.stringify(github)});
    const { systemClock } = await import(${JSON.stringify(clock)});
    const workflow = { repository: 'acme/shop', event: 'push', sha: ${JSON.stringify(HEAD)} };
    const way = openGitHub({ token: '${JOB}', apiUrl: process.env.GITHUB_API_URL, workflow, clock: systemClock, signal: new AbortController().signal });
    console.log(await way.commitStatus({ state: 'success', description: 'x', context: 'c', url: '' }));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      ...SYSTEM_ENV,
      GITHUB_API_URL: 'http://github.invalid',
      http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  expect(said.trim()).toBe('undefined');
  expect(tunnels).toEqual(['github.invalid:80']);
  expect(api.statuses).toHaveLength(1);
});
