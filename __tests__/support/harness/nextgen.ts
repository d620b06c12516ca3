/** NextGen's API against a Harness that answers what one test is about. */
import { systemClock } from '../../../src/base/clock.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import { openHttp } from '../../../src/harness/http.ts';
import { nextGen, type NextGen } from '../../../src/harness/nextgen/executions.ts';
import { pipelineApi } from '../../../src/harness/nextgen/pipelines.ts';
import type { RequestFailure } from '../../../src/harness/request-failure.ts';
import { startServer, type TestServer, type Visit } from './http-server.ts';

type PipelineApi = ReturnType<typeof pipelineApi>;

export const E = '3y9YlBC9SrOn6W7bPT5nCw';
export const KEY = 'pat.Acme.id.secret';
export const BOUNDS = { signal: new AbortController().signal, limit: 20_000 };

const open: TestServer[] = [];
/** Closes every Harness that a test opened. For `afterEach`. */
export async function closeHarness(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

export type Answer = readonly [status: number, body: unknown];

/** Harness, as far as one test is about: what it answers to `METHOD /path`, with a 200 unless the status is given; all else is a 404. */
interface Harness extends NextGen, PipelineApi {
  readonly origin: string;
  readonly visits: readonly Visit[];
}

/** Starts it, and opens NextGen's API to it. */
export async function harness(answers: Readonly<Record<string, unknown>>): Promise<Harness> {
  const server = await startServer(({ response, visit }) => {
    const [path = ''] = visit.path.split('?');
    const answer = answers[`${visit.method} ${path}`];
    const [status, body] = Array.isArray(answer)
      ? (answer as unknown as Answer)
      : answer === undefined
        ? [404, { status: 'ERROR', code: 'ENTITY_NOT_FOUND', message: `no ${path}` }]
        : [200, answer];
    response.writeHead(status).end(JSON.stringify(body));
  });
  open.push(server);
  const http = openHttp({ origin: server.origin, key: KEY, clock: systemClock, onExchange: () => undefined });
  const scope = { origin: server.origin, account: 'Acme', org: 'default', project: 'shop' };
  return { ...nextGen(http, scope, KEY), ...pipelineApi(http, scope), origin: server.origin, visits: server.visits };
}

/** A request's line with its query in order, and its body. */
export function requestOf({ method, path, headers, body }: Visit): {
  request: string;
  query: string[];
  type: string;
  body: string;
} {
  const { pathname, searchParams } = new URL(path, 'http://x');
  return {
    request: `${method} ${pathname}`,
    query: [...searchParams].map((pair) => pair.join('=')),
    type: headers['content-type'] ?? '',
    body,
  };
}

/** @returns why a request brought no usable answer. */
export async function failureOf(answer: Promise<unknown>): Promise<RequestFailure> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HarnessError)) {
    throw new Error(`No HarnessError, but ${String(error)}`);
  }
  return error.failure;
}

export const SCOPE = ['accountIdentifier=Acme', 'orgIdentifier=default', 'projectIdentifier=shop'];
export const EXECUTE = '/pipeline/api/pipeline/execute';
export const EXECUTIONS = '/pipeline/api/pipelines/execution';
export const NO_GIT = { branch: '', storeType: '', connectorRef: '', repoName: '' };
export const GIT = { branch: 'main', storeType: 'REMOTE', connectorRef: 'account.github', repoName: 'web' };
export const GIT_QUERY = ['branch=main', 'storeType=REMOTE', 'connectorRef=account.github', 'repoName=web'];
