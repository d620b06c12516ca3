/** Which pull request a run comments on. */
import { afterEach, describe, expect, test } from '@jest/globals';

import type { Workflow } from '../../../src/runner/workflow.ts';
import { closeAll, gitHub, HEAD, MERGE, opened, type Run, textOf } from '../../support/github-run.ts';

afterEach(closeAll);

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

  test('is not set when GitHub ignores the filter', async () => {
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
