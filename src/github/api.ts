/** Requests to GitHub's API: limited in time, retried if useful, and never a failure of the step. */
import { getOctokit } from '@actions/github';

import type { Bounds, Clock } from '../base/clock.ts';
import { at, integer, text } from '../base/shape.ts';
import { limited } from '../base/signals.ts';
import { withoutSecrets } from '../base/text.ts';
import type { Workflow } from '../runner/workflow.ts';
import { explain, malformedResponse, pauseAfter } from './errors.ts';
import type { Comments } from './sticky.ts';

/** Which API is asked, with which token, about which run. */
export interface ApiOptions {
  readonly token: string;
  /** `GITHUB_API_URL`: GitHub's own, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly workflow: Workflow;
  readonly clock: Clock;
  /** Ends requests and pauses when the job is cancelled. */
  readonly signal: AbortSignal;
  /** ms for one request; 10 s unless given. */
  readonly limit?: number;
}

/** ms for one request. */
const REQUEST_LIMIT = 10_000;
/** ms for a whole comment or status with all its requests and pauses. */
const LIMIT = 30_000;
const TRIES = 3;

/** Something to be written or read. */
interface Attempt<T> {
  /** The beginning of the sentence when it fails. */
  readonly what: string;
  /** What the job's token needs for it. */
  readonly permission: string;
  readonly work: (api: Api) => Promise<T>;
}

/** @returns what the work gives, or one sentence why it gave nothing. */
export async function attempt<T>(options: ApiOptions, { what, permission, work }: Attempt<T>): Promise<T | string> {
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
export interface Api {
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
/** Octokit would print a server's deprecation messages directly, without making them inert. */
const NO_LOG = { debug: silent, info: silent, warn: silent, error: silent };

function openApi({ token, apiUrl, workflow, clock, signal, limit = REQUEST_LIMIT }: ApiOptions): Api {
  const [owner = '', repo = ''] = workflow.repository.split('/');
  const octokit = getOctokit(token, { baseUrl: apiUrl, log: NO_LOG });
  const deadline = clock.now() + LIMIT;
  const inTime = <T>(send: (request: RequestOptions) => Promise<T>): Promise<T> =>
    sendInTime(send, { signal, limit: Math.min(limit, deadline - clock.now()) });
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
  const sendOnce: Api['sendOnce'] = async (route, parameters) => {
    const response = await inTime((request) => octokit.request(route, { owner, repo, ...parameters, request }));
    const data: unknown = response.data;
    // An incomplete response, or one that is not JSON, is returned as text.
    if (response.status !== 204 && (typeof data !== 'object' || data === null)) {
      throw malformedResponse();
    }
    return { data, hasNext: /rel="next"/.test(response.headers.link ?? '') };
  };
  return {
    waitBeforeRetry,
    sendOnce,
    send: (route, parameters) => untilAnswered(() => sendOnce(route, parameters)),
    viewer: () =>
      viewer({
        graphql: (query) => untilAnswered(() => inTime<unknown>((request) => octokit.graphql(query, { request }))),
        rest: (route) => untilAnswered(() => sendOnce(route, {})),
      }),
  };
}

/** What octokit takes beside a request's parameters. */
interface RequestOptions {
  readonly signal: AbortSignal;
  readonly log: typeof NO_LOG;
}

/** Sends one request within so many ms: its own limit, and what is left of the total. */
async function sendInTime<T>(
  send: (request: RequestOptions) => Promise<T>,
  { signal, limit }: Omit<Bounds, 'whileUnsent'>,
): Promise<T> {
  if (limit <= 0) {
    throw new Error('the time limit was reached');
  }
  const bounds = limited({ signal, limit });
  try {
    return await send({ signal: bounds.signal, log: NO_LOG });
  } finally {
    bounds.release();
  }
}

/** The author of comments with the job's own token, if GitHub does not return it. */
const JOB_TOKEN_LOGIN = 'github-actions[bot]';
/** The same on Gitea and Forgejo, where the names are reserved. */
const OTHER_JOB_TOKEN_LOGINS = ['gitea-actions', 'forgejo-actions'];

/** Two ways to ask the same server. */
interface Ways {
  readonly graphql: (query: string) => Promise<unknown>;
  readonly rest: (route: string) => Promise<Answer>;
}

/** REST's `/user` is closed to the job's token and to apps; GraphQL's viewer answers all three kinds of token. */
async function viewer({ graphql, rest }: Ways): Promise<readonly string[]> {
  const response = await unlessRefused(graphql('query { viewer { login } }'));
  if ('status' in response && response.status === 404) {
    // A server without GraphQL: Gitea or Forgejo, whose REST API gives it at least for a person's token.
    const user = await unlessRefused(rest('GET /user'));
    const login = 'value' in user ? text(at(user.value.data, 'login')) : undefined;
    return login === undefined ? OTHER_JOB_TOKEN_LOGINS : [login, ...OTHER_JOB_TOKEN_LOGINS];
  }
  return [('value' in response ? text(at(response.value, 'viewer', 'login')) : undefined) ?? JOB_TOKEN_LOGIN];
}

/** Without a response the author is unknown, and a guess could write a second comment. */
async function unlessRefused<T>(answer: Promise<T>): Promise<{ readonly value: T } | { readonly status: number }> {
  try {
    return { value: await answer };
  } catch (error) {
    const status = integer(at(error, 'status')) ?? 0;
    if (status >= 500) {
      throw error;
    }
    return { status };
  }
}
