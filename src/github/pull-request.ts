/** Which pull request and which commit a run reports on, as far as the event's unchecked payload says. */
import { at, isObject, list, text, integer } from '../base/shape.ts';
import type { Workflow } from '../runner/workflow.ts';

/** A pull request by its number, or the branch whose open pull request is meant. */
export type Subject =
  | { readonly number: number }
  | {
      /** Whose branch it is; not this repository's owner for a fork. */
      readonly owner: string;
      readonly branch: string;
      /** The commit that must be the pull request's newest; undefined for any. */
      readonly sha?: string | undefined;
    };

/**
 * @param chosen number of the pull request that the author named
 * @returns undefined for an event that belongs to no pull request: a merge queue's, a tag's, a schedule's.
 */
export function subjectOf(
  { event, payload, repository, ref }: Workflow,
  chosen: number | undefined,
): Subject | undefined {
  if (chosen !== undefined) {
    return { number: chosen };
  }
  const owner = repository.split('/')[0] ?? '';
  switch (event) {
    case 'workflow_run': {
      const run = at(payload, 'workflow_run');
      return ofRun(run, payload, {
        owner: text(at(run, 'head_repository', 'owner', 'login')),
        branch: text(at(run, 'head_branch')),
      });
    }
    case 'check_suite': {
      const suite = at(payload, 'check_suite');
      return ofRun(suite, payload, { owner, branch: text(at(suite, 'head_branch')) });
    }
    case 'check_run': {
      const run = at(payload, 'check_run');
      return ofRun(run, payload, { owner, branch: text(at(run, 'check_suite', 'head_branch')) });
    }
    case 'push':
    case 'workflow_dispatch': {
      const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
      return branch === undefined || owner === '' ? undefined : { owner, branch };
    }
    default: {
      const number = pullRequestIn(event, payload);
      return number === undefined ? undefined : { number };
    }
  }
}

/** The number that the event is about: a pull request's own events, or a comment on one, which GitHub calls an issue. */
function pullRequestIn(event: string, payload: unknown): number | undefined {
  if (event.startsWith('pull_request')) {
    return integer(at(payload, 'pull_request', 'number'));
  }
  return event === 'issue_comment' && isObject(at(payload, 'issue', 'pull_request'))
    ? integer(at(payload, 'issue', 'number'))
    : undefined;
}

/**
 * The run's own list is empty for forks, and names pull requests of other repositories whose branch is called alike; so
 * a member counts only when repository and commit agree, and else GitHub is asked for the branch.
 */
function ofRun(
  run: unknown,
  payload: unknown,
  { owner, branch }: { readonly owner: string | undefined; readonly branch: string | undefined },
): Subject | undefined {
  const sha = commit(at(run, 'head_sha'));
  const repository = integer(at(payload, 'repository', 'id'));
  const number = list(at(run, 'pull_requests'))
    .filter((member) => integer(at(member, 'base', 'repo', 'id')) === repository && at(member, 'head', 'sha') === sha)
    .map((member) => integer(at(member, 'number')))
    .find((found) => found !== undefined);
  if (sha === undefined || number !== undefined) {
    return number === undefined ? undefined : { number };
  }
  return owner === undefined || owner === '' || branch === undefined ? undefined : { owner, branch, sha };
}

/** Events whose GITHUB_SHA is the commit that the run is about. For all others it may be the default branch's head. */
const OWN_COMMIT = ['push', 'workflow_dispatch', 'schedule', 'release', 'create', 'deployment', 'deployment_status'];

/** The commit that a status belongs on, or the pull request whose head commit GitHub's API must give. */
export type CommitSource = { readonly sha: string } | { readonly number: number };

/**
 * @param chosen number of the pull request that the author named
 * @returns a pull request's newest commit and never its merge commit, which is not shown, nor the default branch's head, which
 * GITHUB_SHA is for many events; undefined when the event names none.
 */
export function commitSource({ event, payload, sha }: Workflow, chosen: number | undefined): CommitSource | undefined {
  const number = pullRequestIn(event, payload);
  if (chosen !== undefined && chosen !== number) {
    return { number: chosen };
  }
  if (event.startsWith('pull_request')) {
    return known(at(payload, 'pull_request', 'head', 'sha'));
  }
  if (number !== undefined) {
    return { number };
  }
  if (['workflow_run', 'check_run', 'check_suite', 'merge_group'].includes(event)) {
    return known(at(payload, event, 'head_sha'));
  }
  return OWN_COMMIT.includes(event) ? known(sha) : undefined;
}

function known(value: unknown): CommitSource | undefined {
  const sha = commit(value);
  return sha === undefined ? undefined : { sha };
}

/** @returns the value when it is a full commit SHA. */
export function commit(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) ? value : undefined;
}
