/**
 * GitHub's API: the sticky comment, the commit status, the list of runs. Nothing here may fail the step, so every failure
 * comes back as one sentence. Loading this module loads @actions/github, which reads the event file: a caller imports it when it is needed.
 */
import { getOctokit } from '@actions/github';

import type { Clock } from '../base/clock.ts';
import { at, list, text, integer } from '../base/shape.ts';
import { limited } from '../base/signals.ts';
import { oneLine, withoutSecrets } from '../base/text.ts';
import { unicode } from '../base/unicode.ts';
import type { StatusUpdate } from '../report/commit-status.ts';
import { readMark } from '../report/mark.ts';
import type { Workflow } from '../runner/workflow.ts';
import { explain, malformedResponse, pauseAfter } from './errors.ts';
import { type LastRun, lastRun, type RunMoment, thisRun } from './last-run.ts';
import { commit, type CommitSource, commitSource, type Subject, subjectOf } from './pull-request.ts';
import { type Comment, type Comments, type Wanted, writeSticky } from './sticky.ts';

export interface GitHubOptions {
  readonly token: string;
  /** `GITHUB_API_URL`: GitHub's own, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly workflow: Workflow;
  readonly clock: Clock;
  /** Ends requests and pauses when the job is cancelled. */
  readonly signal: AbortSignal;
  /** ms for one request; 10 s unless given. */
  readonly limit?: number;
  /** Number of the pull request that the author named; undefined to take it from the event. */
  readonly pullRequest?: number | undefined;
}

interface StatusOrder extends StatusUpdate {
  /** The name that branch rules know it by. */
  readonly context: string;
  /** The page it links to. */
  readonly url: string;
}

/** Who writes says nothing when all is well, also when the event belongs to no pull request; else one sentence for a warning. */
export interface GitHub {
  /**
   * Reads what writing the comment will ask first: the comments that are there, and, where a new one is wanted, whose the token is.
   * What fails is asked again then.
   */
  expectComment(isNewWanted: boolean): void;
  comment(order: Omit<Wanted, 'mark'>): Promise<string | undefined>;
  commitStatus(order: StatusOrder): Promise<string | undefined>;
  /** This workflow's own run and the one before it, or one sentence why they are not known. */
  lastRun(): Promise<LastRun | string>;
  /** This very run, or one sentence why it is not known. */
  thisRun(): Promise<RunMoment | string>;
}

/** ms for one request. */
const REQUEST_LIMIT = 10_000;
/** ms for a whole comment or status with all its requests and pauses. */
const LIMIT = 30_000;
const TRIES = 3;
/** Who writes with the job's own token, should GitHub not say whose the token is. */
const JOB_TOKEN_LOGIN = 'github-actions[bot]';
/** The same on Gitea and Forgejo, where the names are reserved. */
const OTHER_JOB_TOKEN_LOGINS = ['gitea-actions', 'forgejo-actions'];

/** Opens the way to GitHub. */
export function openGitHub(options: GitHubOptions): GitHub {
  const { workflow, pullRequest } = options;
  const subject = subjectOf(workflow, pullRequest);
  const comment = { what: 'Could not write the pull request comment', permission: 'pull-requests: write' };
  let expected: Promise<Existing | string> | undefined;
  return {
    expectComment(isNewWanted) {
      if (subject !== undefined) {
        expected = attempt(options, { ...comment, work: (api) => existing(api, subject, isNewWanted) });
      }
    },
    async comment(order) {
      const mark = readMark(order.text);
      return mark === undefined || subject === undefined
        ? undefined
        : await attempt(options, {
            ...comment,
            work: async (api) => {
              const found = await expected;
              const known = typeof found === 'string' ? undefined : found;
              const number = known === undefined ? await numberOf(api, subject) : known.number;
              if (number !== undefined) {
                await writeSticky(commentsOf(api, number, known?.self), { ...order, mark }, known?.listed);
              }
              return undefined;
            },
          });
    },
    async commitStatus({ state, description, context, url }) {
      const what = 'Could not set the commit status';
      const source = commitSource(workflow, pullRequest);
      return source === undefined
        ? `${what}: the event names no commit to set it on. Specify the pull request in pull-request.`
        : await attempt(options, {
            what,
            permission: 'statuses: write',
            work: async (api) => {
              await api.send('POST /repos/{owner}/{repo}/statuses/{sha}', {
                sha: await shaOf(api, source),
                state,
                context,
                description: oneLine(withinFirstPlane(description), 140),
                ...(/^https?:\/\//.test(url) ? { target_url: url } : {}),
              });
              return undefined;
            },
          });
    },
    lastRun: () =>
      attempt(options, {
        what: "Could not find this workflow's previous run",
        permission: 'actions: read',
        work: (api) =>
          lastRun(async (route, parameters) => (await api.send(route, parameters)).data, options.workflow.runId),
      }),
    thisRun: () =>
      attempt(options, {
        what: 'Could not read when this run started',
        permission: 'actions: read',
        work: (api) =>
          thisRun(async (route, parameters) => (await api.send(route, parameters)).data, options.workflow.runId),
      }),
  };
}

const EMOJI = unicode(
  String.raw`(?=[\u{10000}-\u{10FFFF}])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}] ?`,
  'gu',
);

/** GitHub refuses descriptions with characters of four bytes: emoji are left out, others become question marks. */
function withinFirstPlane(description: string): string {
  return description.replace(EMOJI(), '').replace(/[\u{10000}-\u{10FFFF}]/gu, '?');
}

/** @returns the commit itself; for a pull request `GET /repos/{owner}/{repo}/pulls/{number}` gives it. */
async function shaOf(api: Api, source: CommitSource): Promise<string> {
  if ('sha' in source) {
    return source.sha;
  }
  const { data } = await api.send('GET /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: source.number });
  const sha = commit(at(data, 'head', 'sha'));
  if (sha === undefined) {
    throw malformedResponse();
  }
  return sha;
}

/** Something to be written or read. */
interface Attempt<T> {
  /** The beginning of the sentence when it fails. */
  readonly what: string;
  /** What the job's token needs for it. */
  readonly permission: string;
  readonly work: (api: Api) => Promise<T>;
}

/** @returns what the work gives, or one sentence why it gave nothing. */
async function attempt<T>(options: GitHubOptions, { what, permission, work }: Attempt<T>): Promise<T | string> {
  if (options.token === '' || options.workflow.repository === '') {
    return `${what}: ${options.token === '' ? 'github-token is empty' : 'GITHUB_REPOSITORY is empty'}.`;
  }
  try {
    return await work(openApi(options));
  } catch (error) {
    const why = explain(error, permission, options.workflow);
    return withoutSecrets(`${what}: ${why}`, [options.token]);
  }
}

/** Requests to one repository within one time limit. All throw what octokit throws, once trying again is no use. */
interface Api {
  /** @returns the answer's data, unchecked. */
  send(route: string, parameters: Parameters): Promise<Answer>;
  /** The same, but tried once. */
  sendOnce(route: string, parameters: Parameters): Promise<Answer>;
  /** @returns the logins that may be the token's own. */
  viewer(): Promise<readonly string[]>;
  waitBeforeRetry: Comments['waitBeforeRetry'];
}

type Parameters = Readonly<Record<string, unknown>>;

interface Answer {
  readonly data: unknown;
  /** Whether the list goes on. */
  readonly hasNext: boolean;
}

const silent = (): void => undefined;
/** Octokit would print a server's words about outdated routes past this program's log, which makes text inert. */
const NO_LOG = { debug: silent, info: silent, warn: silent, error: silent };

function openApi({ token, apiUrl, workflow, clock, signal, limit = REQUEST_LIMIT }: GitHubOptions): Api {
  const [owner = '', repo = ''] = workflow.repository.split('/');
  const octokit = getOctokit(token, { baseUrl: apiUrl, log: NO_LOG });
  const deadline = clock.now() + LIMIT;
  /** Sends one request within its limit and what is left of the total. */
  const inTime = async <T>(
    send: (request: { readonly signal: AbortSignal; log: typeof NO_LOG }) => Promise<T>,
  ): Promise<T> => {
    const left = deadline - clock.now();
    if (left <= 0) {
      throw new Error('the time limit was reached');
    }
    const bounds = limited({ signal, limit: Math.min(limit, left) });
    try {
      return await send({ signal: bounds.signal, log: NO_LOG });
    } finally {
      bounds.release();
    }
  };
  const waitBeforeRetry: Api['waitBeforeRetry'] = async (error, tries) => {
    const pause = pauseAfter(error, tries, clock);
    if (pause === undefined || tries >= TRIES || signal.aborted || clock.now() + pause >= deadline) {
      throw error;
    }
    await clock.sleep(pause, signal);
  };
  const untilAnswered = async <T>(send: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send();
      } catch (error) {
        await waitBeforeRetry(error, tries);
      }
    }
  };
  /** A server that cannot be reached has not answered: a guess would write a second comment. */
  const unlessRefused = async <T>(
    send: () => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly status: number }> => {
    try {
      return { value: await untilAnswered(send) };
    } catch (error) {
      const status = integer(at(error, 'status')) ?? 0;
      if (status >= 500) {
        throw error;
      }
      return { status };
    }
  };
  const sendOnce: Api['sendOnce'] = async (route, parameters) => {
    const response = await inTime((request) => octokit.request(route, { owner, repo, ...parameters, request }));
    const data: unknown = response.data;
    // An answer that broke off, or is no JSON, comes as the text that it is.
    if (response.status !== 204 && (typeof data !== 'object' || data === null)) {
      throw malformedResponse();
    }
    return { data, hasNext: /rel="next"/.test(response.headers.link ?? '') };
  };
  return {
    waitBeforeRetry,
    sendOnce,
    send: (route, parameters) => untilAnswered(() => sendOnce(route, parameters)),
    viewer: async () => {
      // REST's `/user` is closed to the job's token and to apps; GraphQL's viewer answers all three kinds of token.
      const query = 'query { viewer { login } }';
      const response = await unlessRefused(() => inTime<unknown>((request) => octokit.graphql(query, { request })));
      if ('status' in response && response.status === 404) {
        // A server without GraphQL: Gitea or Forgejo, whose REST API gives it at least for a person's token.
        const user = await unlessRefused(() => sendOnce('GET /user', {}));
        const login = 'value' in user ? text(at(user.value.data, 'login')) : undefined;
        return login === undefined ? OTHER_JOB_TOKEN_LOGINS : [login, ...OTHER_JOB_TOKEN_LOGINS];
      }
      return [('value' in response ? text(at(response.value, 'viewer', 'login')) : undefined) ?? JOB_TOKEN_LOGIN];
    },
  };
}

/** Comments in a page: GitHub's maximum. */
const PAGE = 100;
/** A server that always says that there is a next page would be read forever. */
const MAX_PAGES = 100;

/** What there is before a comment is written. */
interface Existing {
  /** Of the pull request; undefined where the branch has none. */
  readonly number: number | undefined;
  readonly listed: readonly Comment[];
  readonly self: readonly string[] | undefined;
}

async function existing(api: Api, subject: Subject, isNewWanted: boolean): Promise<Existing> {
  const number = await numberOf(api, subject);
  if (number === undefined) {
    return { number, listed: [], self: undefined };
  }
  const comments = commentsOf(api, number);
  const [listed, self] = await Promise.all([comments.list(), isNewWanted ? comments.self() : undefined]);
  return { number, listed, self };
}

/** @returns the number of the pull request; undefined where the branch has none. */
async function numberOf(api: Api, subject: Subject): Promise<number | undefined> {
  return 'number' in subject ? subject.number : findPullRequest(api, subject);
}

/** @param known the logins under which this action may write, where they are known */
function commentsOf(api: Api, number: number, known?: readonly string[]): Comments {
  const OF_ISSUE = '/repos/{owner}/{repo}/issues/{number}/comments';
  const ONE = '/repos/{owner}/{repo}/issues/comments/{id}';
  let self = known === undefined ? undefined : Promise.resolve(known);
  return {
    waitBeforeRetry: api.waitBeforeRetry,
    async list() {
      const comments = [];
      for (let page = 1, hasNext = true; hasNext && page <= MAX_PAGES; page += 1) {
        // The next page is asked for by number: the token goes to no address that an answer names.
        const answer = await api.send(`GET ${OF_ISSUE}`, { number, per_page: PAGE, page });
        if (!Array.isArray(answer.data)) {
          throw malformedResponse(); // Taken for an empty list it would make a second comment.
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
  // GitHub leaves out a filter that it does not understand, and then lists all pull requests.
  const isIt = (pull: unknown): boolean =>
    at(pull, 'head', 'ref') === branch &&
    text(at(pull, 'head', 'user', 'login'))?.toLowerCase() === owner.toLowerCase() &&
    (sha === undefined || at(pull, 'head', 'sha') === sha);
  const numbers = list(data).flatMap((pull) => (isIt(pull) ? (integer(at(pull, 'number')) ?? []) : []));
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
