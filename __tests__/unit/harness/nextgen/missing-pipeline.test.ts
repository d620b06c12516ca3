/** A pipeline that is not found: what it may have been, as far as this key sees the account's pipelines. */
import { afterEach, expect, test } from '@jest/globals';

import { systemClock } from '../../../../src/base/clock.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import { missingPipeline } from '../../../../src/harness/nextgen/missing-pipeline.ts';
import { startServer, type TestServer } from '../../../support/harness/http-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Listed {
  readonly identifier: string;
  readonly name: string;
  /** `default/shop` unless said otherwise. */
  readonly place?: string;
}

/** Looks a pipeline up in default/shop of an account that has these; `sees` is what the key may list. */
async function lookUp(
  pipeline: string,
  all: readonly Listed[],
  sees: 'account' | 'project' | 'nothing' = 'account',
): Promise<{ readonly hint: string | undefined; readonly requests: number }> {
  const server = await startServer(({ response, visit }) => {
    const { searchParams: query } = new URL(visit.path, 'http://harness');
    const isOfProject = query.has('projectIdentifier');
    const search = (query.get('searchTerm') ?? '').toLowerCase();
    const found = all.filter(
      ({ identifier, name, place = 'default/shop' }) =>
        (!isOfProject || place === 'default/shop') &&
        [identifier, name].some((each) => each.toLowerCase().includes(search)),
    );
    const content = found.slice(0, Number(query.get('size'))).map(({ place = 'default/shop', ...each }) => {
      const [orgIdentifier, projectIdentifier] = place.split('/');
      return isOfProject ? each : { ...each, orgIdentifier, projectIdentifier };
    });
    const isForbidden = sees === 'nothing' || (sees === 'project' && !isOfProject);
    const body = isForbidden
      ? { status: 'ERROR', code: 'NG_ACCESS_DENIED', message: 'Missing permission core_pipeline_view' }
      : { status: 'SUCCESS', data: { content } };
    response.writeHead(isForbidden ? 403 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  open.push(server);
  const http = openHttp({
    origin: server.origin,
    key: 'pat.Acme.a.b',
    clock: systemClock,
    onExchange: () => undefined,
  });
  const scope = { origin: server.origin, account: 'Acme', org: 'default', project: 'shop' };
  const bounds = { signal: new AbortController().signal, limit: 20_000 };
  return { hint: await missingPipeline({ http, scope, pipeline }, bounds), requests: server.visits.length };
}

const PROD = { identifier: 'Deploy_Prod', name: 'Deploy Prod' };

test.each<[string, readonly Listed[], string]>([
  ['deploy_prod', [PROD], "Did you mean 'Deploy_Prod' (Deploy Prod)?"],
  ['Deploy Prod', [PROD], "Did you mean 'Deploy_Prod' (Deploy Prod)?"],
  ['deplyo_prod', [PROD, { identifier: 'build', name: 'Build' }], "Did you mean 'Deploy_Prod' (Deploy Prod)?"],
  ['release', [{ ...PROD, identifier: 'release', place: 'default/web' }], "'release' (Deploy Prod, in default/web)?"],
  [
    'deploy',
    [
      { identifier: 'deploy_eu', name: 'Deploy EU' },
      { identifier: 'd1', name: 'Deploy' },
    ],
    "Did you mean 'd1' (Deploy), 'deploy_eu' (Deploy EU)?",
  ],
  ['deploy-prod-eu-west-1', [{ identifier: 'd7', name: 'Deploy Prod EU West 1' }], "Did you mean 'd7' (Deploy Prod"],
  ['prod-deploy', [PROD], 'has this identifier or name'],
  ['größe-prüfen', [{ identifier: 'g1', name: 'Größe prüfen' }], "Did you mean 'g1' (Größe prüfen)?"],
  ['x', [], 'No pipeline in default/shop has this identifier or name.'],
])('%s among %j', async (pipeline, all, text) => {
  expect((await lookUp(pipeline, all)).hint).toContain(text);
});

test('a pipeline in the list is not missing', async () => {
  expect(await lookUp('Deploy_Prod', [PROD])).toEqual({ hint: undefined, requests: 1 });
});

test.each([
  ['with one request where a word of it is enough', [PROD], 1],
  ['with two where more pipelines than are read have the word', [...numbered(100), PROD], 2],
  ['with two where nothing has the word, and one in the account', [], 3],
])('looks deploy-prod up %s', async (_how, all, requests) => {
  const found = await lookUp('deploy-prod', all);
  expect(found.requests).toBe(requests);
});

/** So many pipelines, among whose names `deploy` is common. */
function numbered(count: number): readonly Listed[] {
  return Array.from({ length: count }, (_, index) => ({ identifier: `deploy_${index}`, name: `Deploy ${index}` }));
}

test('reports the project if the key has access only to the project', async () => {
  const { hint } = await lookUp('release', [PROD, { ...PROD, identifier: 'release', place: 'default/web' }], 'project');
  expect(hint).toContain('has this identifier or name');
});

test('reports nothing if the key cannot list pipelines', async () => {
  expect((await lookUp('deploy_prod', [PROD], 'nothing')).hint).toBeUndefined();
});
