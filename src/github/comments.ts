/** The comments of one pull request, and which pull request that is. */
import { at, integer, list, text } from '../base/shape.ts';
import type { Api } from './api.ts';
import { malformedResponse } from './errors.ts';
import type { Subject } from './pull-request.ts';
import type { Comment, Comments } from './sticky.ts';

/** Comments in a page: GitHub's maximum. */
const PAGE = 100;
/** Limits the pages of a server that always announces a next one. */
const MAX_PAGES = 100;

/** What there is before a comment is written. */
export interface Existing {
  /** Of the pull request; undefined where the branch has none. */
  readonly number: number | undefined;
  readonly listed: readonly Comment[];
  readonly self: readonly string[] | undefined;
}

/** Reads it, with the logins of the token where a new comment is wanted. */
export async function existing(api: Api, subject: Subject, isNewWanted: boolean): Promise<Existing> {
  const number = await numberOf(api, subject);
  if (number === undefined) {
    return { number, listed: [], self: undefined };
  }
  const comments = commentsOf(api, number);
  const [listed, self] = await Promise.all([comments.list(), isNewWanted ? comments.self() : undefined]);
  return { number, listed, self };
}

/** @returns the number of the pull request; undefined where the branch has none. */
export async function numberOf(api: Api, subject: Subject): Promise<number | undefined> {
  return 'number' in subject ? subject.number : findPullRequest(api, subject);
}

/** @param known the logins under which this action may write, where they are known */
export function commentsOf(api: Api, number: number, known?: readonly string[]): Comments {
  const OF_ISSUE = '/repos/{owner}/{repo}/issues/{number}/comments';
  const ONE = '/repos/{owner}/{repo}/issues/comments/{id}';
  let self = known === undefined ? undefined : Promise.resolve(known);
  return {
    waitBeforeRetry: api.waitBeforeRetry,
    async list() {
      const comments = [];
      for (let page = 1, hasNext = true; hasNext && page <= MAX_PAGES; page += 1) {
        // The next page is requested by number, so that the token does not go to a URL from a response.
        const answer = await api.send(`GET ${OF_ISSUE}`, { number, per_page: PAGE, page });
        if (!Array.isArray(answer.data)) {
          throw malformedResponse(); // Treating it as an empty list would write a second comment.
        }
        hasNext = answer.hasNext;
        for (const comment of list(answer.data)) {
          const id = integer(at(comment, 'id'));
          if (id !== undefined) {
            const author = text(at(comment, 'user', 'login')) ?? '';
            comments.push({ id, author, body: text(at(comment, 'body')) ?? '' });
          }
        }
      }
      return comments;
    },
    async create(body) {
      await api.sendOnce(`POST ${OF_ISSUE}`, { number, body });
    },
    async edit(id, body) {
      await api.send(`PATCH ${ONE}`, { id, body });
    },
    async remove(id) {
      // Another leg of the matrix may have been faster.
      await api.send(`DELETE ${ONE}`, { id }).catch((error: unknown) => {
        if (at(error, 'status') !== 404) {
          throw error;
        }
      });
    },
    self: () => (self ??= api.viewer()),
  };
}

/** @returns the newest open pull request from a branch. */
async function findPullRequest(api: Api, subject: Exclude<Subject, { number: number }>): Promise<number | undefined> {
  const { owner, branch, sha } = subject;
  const { data } = await api.send('GET /repos/{owner}/{repo}/pulls', {
    head: `${owner}:${branch}`,
    state: 'open',
    per_page: PAGE,
  });
  // GitHub ignores a filter that it does not understand, and then lists all pull requests.
  const isIt = (pull: unknown): boolean =>
    at(pull, 'head', 'ref') === branch &&
    text(at(pull, 'head', 'user', 'login'))?.toLowerCase() === owner.toLowerCase() &&
    (sha === undefined || at(pull, 'head', 'sha') === sha);
  const numbers = list(data).flatMap((pull) => (isIt(pull) ? (integer(at(pull, 'number')) ?? []) : []));
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
