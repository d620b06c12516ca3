/** The commit status against a GitHub of our own. */
import { afterEach, describe, expect, test } from '@jest/globals';

import { closeAll, gitHub, HEAD, MERGE, opened, type Run } from '../../support/github-run.ts';

afterEach(closeAll);

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
  ])('is set on %s', async (_which, event, sha) => {
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

  test('is short, on one line, and without characters that GitHub refuses', async () => {
    const api = await gitHub();
    const description = `\u{1F680} \u{20BB7} failed\r\n::error::x ${'yy '.repeat(100)}`;
    expect(await opened(api).commitStatus({ ...order, description, url: 'javascript:alert(1)' })).toBeUndefined();
    expect(api.statuses[0]?.description).toMatch(/^\? failed ::error::x (?:yy )+yy…$/);
    expect(api.statuses[0]?.description).toHaveLength(140);
    expect(api.statuses[0]).not.toHaveProperty('target_url');
  });
});
