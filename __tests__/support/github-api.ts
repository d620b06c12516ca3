/** A GitHub of our own on 127.0.0.1: comments, statuses, pull requests and runs of one repository, and whatever may go wrong. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came in. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What happens to a request in place of an answer, or after it was acted on. */
export type GitHubFault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly message?: string;
      readonly errors?: readonly unknown[];
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'page'; readonly status: number }
  /** The connection breaks: before the server acted, after it, or in the middle of the answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset-after' }
  | { readonly kind: 'half' }
  /** Acted on and never answered. */
  | { readonly kind: 'stall' };

export interface StoredComment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
}

export interface StoredStatus {
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description?: string;
  readonly target_url?: string;
}

export interface Pull {
  readonly number: number;
  readonly branch: string;
  readonly owner?: string;
  readonly sha?: string;
  readonly isOpen?: boolean;
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly workflow: number;
  readonly number: number;
  /** `2026-02-12T18:42:10Z` */
  readonly createdAt: string;
}

export interface GitHubApi {
  /** `GITHUB_API_URL` */
  readonly url: string;
  readonly port: number;
  readonly requests: ReceivedRequest[];
  /** `METHOD /path` of each request. */
  readonly routes: () => string[];
  readonly comments: StoredComment[];
  readonly statuses: StoredStatus[];
  readonly pulls: Pull[];
  readonly runs: WorkflowRun[];
  /** Adds a comment. @returns its id. */
  write(issue: number, login: string, body: string): number;
  /** Asked before each request is acted on; the last word wins over everything else. */
  before: (request: ReceivedRequest) => Promise<GitHubFault | undefined> | GitHubFault | undefined;
  close(): Promise<void>;
}

/** Whose token is whose, and what the server is. */
export interface GitHubOptions {
  /** Logins by token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Permissions of every token. */
  readonly permissions?: readonly string[];
  /** Whether GraphQL's viewer is reported. */
  readonly tellsViewer?: boolean;
  /** Whether there is GraphQL at all; Gitea and Forgejo have none. */
  readonly hasGraphql?: boolean;
  /** Whether REST's `/user` says whose the token is, as it does for a person's. */
  readonly tellsUser?: boolean;
  /** As a GitHub Enterprise Server has it: below `/api/v3`. */
  readonly isEnterprise?: boolean;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const REPOSITORY = '/repos/acme/shop';
const REFUSED = { status: 403, body: { message: 'Resource not accessible by integration' } };

/** Starts the server; close it when the test is over. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubApi> {
  const { tokens, permissions = ['pull-requests: write', 'statuses: write'], tellsViewer = true } = options;
  const rest = options.isEnterprise === true ? '/api/v3' : '';
  let lastId = 2_147_483_647; // GitHub's ids are beyond 32 bits.

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const api: GitHubApi = {
    url: '',
    port: 0,
    requests: [],
    routes: () => api.requests.map(({ method, path }) => `${method} ${path}`),
    comments: [],
    statuses: [],
    pulls: [],
    runs: [],
    write(issue, login, body) {
      lastId += 1;
      api.comments.push({ id: lastId, issue, login, body });
      return lastId;
    },
    before: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };

  const shown = ({ id, login, body }: StoredComment): unknown => ({ id, body, user: { login, type: 'User' } });
  const mayComment = permissions.includes('pull-requests: write');

  function viewer(login: string): Answer {
    return tellsViewer
      ? { status: 200, body: { data: { viewer: { login } } } }
      : { status: 200, body: { data: null, errors: [{ message: 'Resource not accessible by integration' }] } };
  }

  function comments({ method, query, body }: ReceivedRequest, issue: number, login: string): Answer {
    if (method === 'POST') {
      const { body: text = '' } = body as { body?: string };
      if (!mayComment) return REFUSED;
      if (text.length > 65_536) return { status: 422, body: { message: 'Body is too long' } };
      return { status: 201, body: shown({ id: api.write(issue, login, text), issue, login, body: text }) };
    }
    const all = api.comments.filter((one) => one.issue === issue);
    const size = Math.min(Number(query['per_page'] ?? 30), 100);
    const page = Number(query['page'] ?? 1);
    // To another host, where no token should go.
    const next = page * size < all.length ? { link: `<http://other.example/?page=${page + 1}>; rel="next"` } : {};
    return { status: 200, body: all.slice((page - 1) * size, page * size).map(shown), headers: next };
  }

  function oneComment({ method, body }: ReceivedRequest, id: number): Answer {
    const position = api.comments.findIndex((one) => one.id === id);
    const found = api.comments[position];
    if (found === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (!mayComment) return REFUSED;
    if (method === 'DELETE') {
      api.comments.splice(position, 1);
      return { status: 204 };
    }
    found.body = (body as { body: string }).body;
    return { status: 200, body: shown(found) };
  }

  const shownPull = (pull: Pull): unknown => ({
    number: pull.number,
    head: { ref: pull.branch, sha: pull.sha ?? '0'.repeat(40), user: { login: pull.owner ?? 'acme' } },
  });

  function pulls({ query }: ReceivedRequest, number: string): Answer {
    if (number !== '') {
      const found = api.pulls.find((pull) => pull.number === Number(number));
      return found === undefined
        ? { status: 404, body: { message: 'Not Found' } }
        : { status: 200, body: shownPull(found) };
    }
    const [owner = '', branch] = (query['head'] ?? '').split(':');
    const isMeant = (pull: Pull): boolean =>
      // Like GitHub: a filter that is not `owner:branch` is none.
      branch === undefined || (pull.branch === branch && (pull.owner ?? 'acme') === owner.toLowerCase());
    const hits = api.pulls.filter((pull) => pull.isOpen !== false && isMeant(pull));
    return {
      status: 200,
      body: hits.map(shownPull),
    };
  }

  function status({ body }: ReceivedRequest, sha: string): Answer {
    const wanted = body as StoredStatus;
    const { description = '' } = wanted;
    if (!permissions.includes('statuses: write')) return REFUSED;
    if (description.length > 140 || /[\u{10000}-\u{10FFFF}]/u.test(description)) {
      return { status: 422, body: { message: 'Validation Failed' } };
    }
    api.statuses.push({ ...wanted, sha });
    return { status: 201, body: { id: 1, state: wanted.state } };
  }

  function runs({ query }: ReceivedRequest, kind: string, id: number): Answer {
    if (!permissions.includes('actions: read')) return REFUSED;
    const integer = ({ id: run, workflow, number, createdAt }: WorkflowRun): unknown => ({
      id: run,
      workflow_id: workflow,
      run_number: number,
      created_at: createdAt,
    });
    if (kind === 'runs') {
      const found = api.runs.find((run) => run.id === id);
      return found === undefined
        ? { status: 404, body: { message: 'Not Found' } }
        : { status: 200, body: integer(found) };
    }
    const latest = /^<=(.+)$/.exec(query['created'] ?? '')?.[1] ?? '9';
    const listed = api.runs
      .filter((run) => run.workflow === id && run.createdAt <= latest)
      .toSorted((one, other) => other.number - one.number)
      .slice(0, Number(query['per_page'] ?? 30));
    return { status: 200, body: { total_count: listed.length, workflow_runs: listed.map(integer) } };
  }

  function act(request: ReceivedRequest, login: string): Answer {
    const { path } = request;
    const isGraphql = path === (options.isEnterprise === true ? '/api/graphql' : '/graphql');
    if (isGraphql && options.hasGraphql !== false) return viewer(login);
    if (path === `${rest}/user` && options.tellsUser === true) return { status: 200, body: { login } };
    const route = path.startsWith(`${rest}${REPOSITORY}/`) ? path.slice(rest.length + REPOSITORY.length) : '';
    const ofRuns = /^\/actions\/(runs|workflows)\/(\d+)(?:\/runs)?$/.exec(route);
    if (ofRuns !== null) return runs(request, ofRuns[1] ?? '', Number(ofRuns[2]));
    const [, kind = '', key = '', more = ''] =
      /^\/(issues\/comments|issues|pulls|statuses)\/?(\w*)(.*)$/.exec(route) ?? [];
    switch (`${kind}${more}`) {
      case 'issues/comments':
        return more === '' ? oneComment(request, Number(key)) : comments(request, Number(key), login);
      case 'pulls':
        return pulls(request, key);
      case 'statuses':
        return status(request, key);
      default:
        return { status: 404, body: { message: 'Not Found' } };
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const sent = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://github.test');
    const purpose: ReceivedRequest = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      body: sent === '' ? undefined : JSON.parse(sent),
    };
    api.requests.push(purpose);
    const fault = await api.before(purpose);
    if (fault?.kind === 'reset') {
      request.socket.destroy();
      return;
    }
    const login = tokens[(request.headers.authorization ?? '').replace(/^(?:token|bearer) /i, '')];
    const good: Answer =
      fault?.kind === 'answer'
        ? {
            status: fault.status,
            body: { message: fault.message ?? 'no', errors: fault.errors },
            headers: fault.headers ?? {},
          }
        : fault?.kind === 'page'
          ? { status: fault.status }
          : login === undefined
            ? { status: 401, body: { message: 'Bad credentials' } }
            : act(purpose, login);
    if (fault?.kind === 'stall') return;
    if (fault?.kind === 'reset-after') {
      request.socket.destroy();
      return;
    }
    const isPage = fault?.kind === 'page';
    const text = isPage ? '<html><title>Unicorn!</title></html>' : JSON.stringify(good.body ?? '');
    response.writeHead(good.status, {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      ...(fault?.kind === 'half' ? { 'content-length': String(text.length + 100) } : {}),
      ...good.headers,
    });
    if (fault?.kind === 'half') {
      response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
      return;
    }
    response.end(good.status === 204 ? undefined : text);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, { port, url: `http://127.0.0.1:${port}${rest}` });
}
