/** Which pull request and which commit a run belongs to, as far as the event's unchecked payload tells. */
import { at, list, text, integer } from '../base/shape.ts';
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

/** @returns undefined for an event that belongs to no pull request: a merge queue's, a tag's, a schedule's. */
export function subjectOf({ event, payload, repository, ref }: Workflow): Subject | undefined {
  if (event.startsWith('pull_request')) {
    const number = integer(at(payload, 'pull_request', 'number'));
    return number === undefined ? undefined : { number };
  }
  if (event === 'workflow_run') {
    return ofRun(at(payload, 'workflow_run'), integer(at(payload, 'repository', 'id')));
  }
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const owner = repository.split('/')[0] ?? '';
  return event === 'push' && branch !== undefined && owner !== '' ? { owner, branch } : undefined;
}

/**
 * The run's own list is empty for forks, and names pull requests of other repositories whose branch is called alike; so
 * a member counts only when repository and commit agree, and else GitHub is asked for the branch.
 */
function ofRun(run: unknown, repository: number | undefined): Subject | undefined {
  const sha = commit(at(run, 'head_sha'));
  const number = list(at(run, 'pull_requests'))
    .filter((member) => integer(at(member, 'base', 'repo', 'id')) === repository && at(member, 'head', 'sha') === sha)
    .map((member) => integer(at(member, 'number')))
    .find((found) => found !== undefined);
  if (sha === undefined || number !== undefined) {
    return number === undefined ? undefined : { number };
  }
  const owner = text(at(run, 'head_repository', 'owner', 'login'));
  const branch = text(at(run, 'head_branch'));
  return owner === undefined || branch === undefined ? undefined : { owner, branch, sha };
}

/**
 * @returns the commit that a status belongs on: a pull request's newest and never its merge commit, which nobody sees;
 * undefined when the payload does not tell it.
 */
export function commitOf({ event, payload, sha }: Workflow): string | undefined {
  if (event.startsWith('pull_request')) {
    return commit(at(payload, 'pull_request', 'head', 'sha'));
  }
  if (event === 'workflow_run' || event === 'merge_group') {
    return commit(at(payload, event, 'head_sha'));
  }
  return commit(sha);
}

function commit(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) ? value : undefined;
}
