/** A pipeline that Harness does not find: the error names the one that may have been meant. */
import { afterEach, describe, expect, test } from '@jest/globals';

import { systemClock } from '../../../../src/base/clock.ts';
import { HarnessError } from '../../../../src/harness/errors.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import { pipelineApi } from '../../../../src/harness/nextgen/pipelines.ts';
import { startServer, type TestServer } from '../../../support/harness/http-server.ts';

const BOUNDS = { signal: new AbortController().signal, limit: 20_000 };
const servers: TestServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

interface Listed {
  readonly identifier: string;
  readonly name: string;
  readonly orgIdentifier?: string;
  readonly projectIdentifier?: string;
}
const DEPLOY = { identifier: 'deploy_prod', name: 'Deploy Prod' };
const BUILD = { identifier: 'build', name: 'Build' };
const ELSEWHERE = { identifier: 'checkout', name: 'Checkout', orgIdentifier: 'retail', projectIdentifier: 'web' };
const GONE = { code: 'INVALID_REQUEST', message: 'Pipeline with the given ID: X does not exist or has been deleted' };

interface Answers {
  readonly refusal?: { readonly code: string; readonly message: string };
  readonly all?: readonly Listed[];
  readonly status?: number;
}

/** What a template of this pipeline comes to, with the searches that were made. */
async function ask(pipeline: string, { refusal = GONE, all = [DEPLOY, BUILD, ELSEWHERE], status = 200 }: Answers = {}) {
  const searches: (readonly [string | null, string | null])[] = [];
  const server = await startServer(({ response, visit }) => {
    const { pathname, searchParams: query } = new URL(visit.path, 'http://x');
    if (!pathname.endsWith('/pipelines/list')) {
      response.writeHead(400).end(JSON.stringify({ status: 'ERROR', ...refusal }));
      return;
    }
    const [term, project] = [query.get('searchTerm'), query.get('projectIdentifier')];
    searches.push([term, project]);
    const content = all.filter(
      ({ identifier, name, projectIdentifier = 'shop' }) =>
        (project === null || project === projectIdentifier) &&
        [identifier, name].some((text) => text.toLowerCase().includes((term ?? '').toLowerCase())),
    );
    response.writeHead(status).end(JSON.stringify({ status: 'SUCCESS', data: { content } }));
  });
  servers.push(server);
  const http = openHttp({
    origin: server.origin,
    key: 'pat.Acme.id.secret',
    clock: systemClock,
    onExchange: () => undefined,
  });
  const scope = { origin: server.origin, account: 'Acme', org: 'default', project: 'shop' };
  const git = { branch: '', storeType: '', connectorRef: '', repoName: '' };
  const where = { pipeline, git, stages: [] };
  const error = await pipelineApi(http, scope)
    .template(where, BOUNDS)
    .catch((reason: unknown) => reason);
  if (!(error instanceof HarnessError)) {
    throw new Error('There is a template.');
  }
  return { failure: error.failure, searches };
}

describe('the hint', () => {
  test.each<[string, string]>([
    ['Deploy', "Did you mean 'deploy_prod' (Deploy Prod)?"],
    ['DEPLOY_PROD', "Did you mean 'deploy_prod' (Deploy Prod)?"],
    ['deploy_prd', "Did you mean 'deploy_prod' (Deploy Prod)?"],
    ['biuld', "Did you mean 'build' (Build)?"],
    ['checkout', "Did you mean 'checkout' (Checkout, in retail/web)?"],
    ['something_else', 'The list of pipelines in default/shop has none with this identifier or name.'],
  ])('on %s: %s', async (pipeline, hint) => {
    const { failure } = await ask(pipeline);
    expect(failure).toMatchObject({ kind: 'refused', status: 400, code: 'INVALID_REQUEST', isPipelineMissing: true });
    expect(failure.hints?.[0]).toContain(hint);
  });

  test('names the one of that name first', async () => {
    const all = [
      { identifier: 'x1', name: 'Deploy to test' },
      { identifier: 'x2', name: 'Deploy' },
    ];
    expect((await ask('deploy', { all })).failure.hints?.[0]).toMatch(/Did you mean 'x2' \(Deploy\), 'x1'/);
  });

  test('has names without line breaks, and identifiers that are some', async () => {
    const all = [
      { identifier: 'a/../b', name: 'deploy' },
      { identifier: 'ok', name: 'Deploy\n::error::x' },
    ];
    const [hint = ''] = (await ask('deploy', { all })).failure.hints ?? [];
    expect(hint).toContain("'ok' (Deploy ::error::x)");
    expect(hint).not.toContain('a/../b');
  });
});

describe('the error stays as it is', () => {
  test.each<[string, string, Answers]>([
    ['the pipeline is in the list', 'deploy_prod', {}],
    ['the list cannot be read', 'deploy_prd', { status: 403 }],
    ['it is about a broken pipeline', 'x', { refusal: { ...GONE, message: 'Field for key [stages] does not exist' } }],
    ['it is about something else', 'x', { refusal: { code: 'NG_ACCESS_DENIED', message: 'no pipeline for you' } }],
    ['it is about the project', 'x', { refusal: { code: 'ENTITY_NOT_FOUND', message: 'Project p does not exist' } }],
  ])('when %s', async (_why, pipeline, answers) => {
    const { failure } = await ask(pipeline, answers);
    expect(failure).toMatchObject({ kind: 'refused', hints: [] });
    expect(failure.isPipelineMissing).toBeUndefined();
  });
});

test('the project is searched by name, then listed, and then the account is searched', async () => {
  expect((await ask('Deploy')).searches).toEqual([['Deploy', 'shop']]);
  expect((await ask('biuld')).searches).toEqual([
    ['biuld', 'shop'],
    [null, 'shop'],
  ]);
  expect((await ask('checkout')).searches).toEqual([
    ['checkout', 'shop'],
    [null, 'shop'],
    ['checkout', null],
  ]);
});
