/** Pipelines, organizations, projects and triggers, as clients list them. */
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { all, ask, at, simulate, word } from '../../../support/harness/simulator.ts';

test.each([
  ['Deploy Prod', ['deploy_prod']],
  ['deploy_pro', ['deploy_prod']],
  ['nothing of that name', []],
])('pipelines are found by %s', async (searchTerm, found) => {
  const simulator = await simulate();
  const { json } = await ask(simulator, 'POST /pipeline/api/pipelines/list', { query: { searchTerm }, body: '{}' });
  expect(SHAPES.pipelines(json, 'pipelines')).toEqual([]);
  expect(at(json, 'data.content.*.identifier')).toEqual(found);
});

test.each([
  [{ pipelineIdentifiers: ['green', 'red'] }, ['green', 'red']],
  [{ name: 'deploy pr' }, ['deploy_prod']],
])('pipelines are listed by %j', async (filter, found) => {
  const simulator = await simulate();
  const query = { size: '1000' };
  const { json } = await ask(simulator, 'POST /pipeline/api/pipelines/list', { query, body: JSON.stringify(filter) });
  expect(at(json, 'data.content.*.identifier')).toEqual(found);
});

test('an execution has the YAML of its pipeline in both APIs', async () => {
  const simulator = await simulate();
  const yaml = at((await ask(simulator, 'GET /pipeline/api/pipelines/green')).json, 'data.yamlPipeline');
  const { id } = simulator.past({ pipeline: 'green', agoMs: 1_000 });
  const ran = await ask(simulator, `GET /pipeline/api/pipelines/execution/${id}/metadata`);
  const newer = await ask(simulator, 'GET /v1/orgs/default/projects/shop/pipelines/green', { scope: {} });
  expect([at(ran.json, 'data.executionYaml'), at(newer.json, 'pipeline_yaml')]).toEqual([yaml, yaml]);
});

test('the paged list has every scenario', async () => {
  const simulator = await simulate();
  const page = async (number: string): Promise<readonly unknown[]> => {
    const query = { page: number, size: '10' };
    const { json } = await ask(simulator, 'POST /pipeline/api/pipelines/list', { query, body: '{}' });
    return all(json, 'data.content').map((each) => at(each, 'identifier'));
  };
  expect(await page('0')).toHaveLength(10);
  expect(new Set([...(await page('0')), ...(await page('1'))]).size).toBe(20);
  expect(await page('0')).not.toContain('missing');
});

test.each(['inputs', 'green', 'matrix', 'parallel', 'anything_else'])('%s has YAML', async (id) => {
  const simulator = await simulate();
  const query = { getTemplatesResolvedPipeline: 'true' };
  const { json } = await ask(simulator, `GET /pipeline/api/pipelines/${id}`, { query });
  expect(SHAPES.pipeline(json, id)).toEqual([]);
  expect(at(parse(word(json, 'data.yamlPipeline')), 'pipeline.identifier')).toBe(id);
  expect(at(json, 'data.resolvedTemplatesPipelineYaml')).toBe(at(json, 'data.yamlPipeline'));
});

test('the YAML shows which variables are required', async () => {
  const simulator = await simulate();
  const { json } = await ask(simulator, 'GET /pipeline/api/pipelines/inputs');
  const variables = all(parse(word(json, 'data.yamlPipeline')), 'pipeline.variables');
  const required = variables.filter((each) => at(each, 'required') === true);
  expect(required.map((each) => at(each, 'name'))).toEqual(['image_tag']);
});

test.each(['Deploy Prod', 'deploy-prod', 'DEPLOY_PROD'])('the misspelled %s is not found', async (id) => {
  const simulator = await simulate();
  const path = `/pipeline/api/pipelines/${encodeURIComponent(id)}`;
  const { status, json } = await ask(simulator, `GET ${path}`);
  expect([status, at(json, 'code')]).toEqual([400, 'INVALID_REQUEST']);
  expect(at(json, 'message')).toContain(`Pipeline with the given ID: ${id} does not exist`);
});

test('organizations, projects and triggers are listed', async () => {
  const simulator = await simulate();
  const names = async (path: string, inside: string): Promise<unknown> =>
    at((await ask(simulator, `GET ${path}`)).json, `data.content.*.${inside}`);
  expect(await names('/ng/api/organizations', 'organization.identifier')).toEqual(['default']);
  expect(await names('/ng/api/aggregate/projects', 'projectResponse.project.identifier')).toContain('shop');
  expect(await names('/ng/api/projects', 'isFavorite')).toEqual([false, false]);
  expect(await names('/pipeline/api/triggers', 'identifier')).toContain('twice');
  expect(await names('/pipeline/api/triggers?searchTerm=Disa', 'identifier')).toEqual(['disabled']);
});
