/** Runtime inputs: template, merge and validation. */
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import {
  all,
  ask,
  type Asked,
  at,
  begin,
  executionOf,
  play,
  simulate,
  word,
  YAML,
} from '../../../support/harness/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';

const FIELDS =
  'spec: {service: {serviceRef: web}, environment: {environmentRef: prod, infrastructureDefinitions: [{identifier: eu}]}}';
const given = (...variables: readonly string[]): string =>
  `pipeline: {identifier: inputs, variables: [{name: image_tag, type: String, value: "1.2"}, ${variables.join(', ')}],
  stages: [{parallel: [{stage: {identifier: deploy, type: Deployment, ${FIELDS}}}]}]}`;
const template = async (simulator: Simulator, pipelineIdentifier: string, body: object = {}): Promise<unknown> => {
  const query = { pipelineIdentifier };
  const { json } = await ask(simulator, 'POST /pipeline/api/inputSets/template', {
    query,
    body: JSON.stringify(body),
  });
  expect(SHAPES.template(json, 'template')).toEqual([]);
  const yaml = at(json, 'data.inputSetTemplateYaml');
  return typeof yaml === 'string' ? at(parse(yaml), 'pipeline') : undefined;
};
const refused = async (simulator: Simulator, way: string, asked: Asked): Promise<unknown> => {
  const { status, json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/${way}`, asked);
  expect([status, SHAPES.error(json, way), simulator.executions.length]).toEqual([400, [], 0]);
  return at(json, 'message');
};
/** The pipeline as Harness would run it. */
const applied = (simulator: Simulator, id: string): unknown => at(parse(executionOf(simulator, id).yaml), 'pipeline');

test('the template shows the way to each input, and nothing else', async () => {
  const simulator = await simulate();
  const shown = await template(simulator, 'inputs');
  expect(at(shown, 'variables.*.name')).toEqual(['image_tag', 'channel', 'replicas', 'ticket', 'note', 'db_password']);
  expect(at(shown, 'variables.0')).toMatchObject({ type: 'String', required: true, value: '<+input>' });
  expect(at(shown, 'stages.0.stage')).toMatchObject({
    identifier: 'build',
    type: 'Custom',
    variables: [{ name: 'region', value: '<+input>' }],
  });
  expect(at(shown, 'stages.0.stage.name')).toBeUndefined();
  expect(at(shown, 'stages.1.parallel.*.stage.identifier')).toEqual(['deploy', 'docs']);
  const group = 'stages.1.parallel.0.stage.spec.execution.steps.0.stepGroup.steps.0.step.spec';
  expect(at(shown, group)).toEqual({ skipDryRun: '<+input>.default(false)' });
  expect(
    at(await template(simulator, 'selective', { stageIdentifiers: ['deploy'] }), 'stages.*.stage.identifier'),
  ).toEqual(['deploy']);
  expect(await template(simulator, 'green')).toBeUndefined();
});

test('takes what is asked for, ignores the rest, fills in defaults', async () => {
  const simulator = await simulate();
  const ignored = [
    '{name: fixed, type: String, value: changed}',
    '{name: note, type: Number, value: wrong type}',
    '{name: gone, type: String, value: x}',
  ];
  const id = await begin(simulator, 'inputs', { headers: YAML, body: given(...ignored) });
  const pipeline = applied(simulator, id);
  const values = all(pipeline, 'variables').map((each) => `${word(each, 'name')} = ${word(each, 'value')}`);
  expect(values).toEqual([
    'image_tag = 1.2',
    'channel = stable',
    'replicas = 2',
    String.raw`ticket = <+input>.regex(^CHG-(\d+)$)`,
    'note = <+input>',
    'db_password = <+input>',
    'fixed = not to be changed',
  ]);
  expect(at(pipeline, 'stages.1.parallel.0.stage.spec.environment.infrastructureDefinitions')).toEqual([
    { identifier: 'eu' },
  ]);
  const { json } = await ask(simulator, `GET /pipeline/api/pipelines/execution/${id}/inputsetV2`);
  expect(SHAPES.pastInputs(json, 'inputs')).toEqual([]);
  expect(at(parse(word(json, 'data.inputSetYaml')), 'pipeline.variables.0.value')).toBe('1.2');
});

test('unquoted text arrives as what it looks like', async () => {
  const simulator = await simulate();
  const id = await begin(simulator, 'inputs', {
    headers: YAML,
    body: given('{name: note, type: String, value: 1.10}'),
  });
  expect(executionOf(simulator, id).yaml).toMatch(/name: note\n\s+type: String\n\s+value: 1.1\n/);
});

const REQUIRED = 'Value not provided for required variable: image_tag';

test.each([
  ['a required variable', 'pipeline: {identifier: inputs}', REQUIRED],
  ['looking into a wrapper', JSON.stringify({ runtimeInputYaml: given() }), REQUIRED],
  ['the right identifier', given().replace('identifier: inputs', 'identifier: other'), REQUIRED],
  ['a field', given().replace('serviceRef: web', ''), 'pipeline.stages.deploy.spec.service.serviceRef: is missing'],
  [
    'an allowed value',
    given('{name: channel, type: String, value: gamma}'),
    "['gamma'] do not match any of the allowed values ['stable', 'beta', 'beta,canary']",
  ],
  [
    'the pattern',
    given('{name: ticket, type: String, value: CHG-x}'),
    '[pipeline.variables.ticket: CHG-x] does not match the required regex pattern',
  ],
  ['a number', given('{name: replicas, type: Number, value: many}'), 'is not a number'],
  ['YAML', 'pipeline: [', 'could not be parsed'],
])('refuses to start without %s', async (_, body, message) => {
  expect(await refused(await simulate(), 'inputs', { body })).toContain(message);
});

test.each(['stable', '"beta,canary"', '"stable,beta"'])('allows %s', async (value) => {
  const body = given(`{name: channel, type: String, value: ${value}}`);
  await begin(await simulate(), 'inputs', { headers: YAML, body });
});

test('the codebase of a CI build is an input like others; own pipelines can be brought along', async () => {
  const yaml = 'pipeline: {identifier: mine, variables: [{name: a, type: String, value: <+input>}]}';
  const simulator = await simulate({ pipelines: { mine: { yaml, plays: 'red' } } });
  const body = 'pipeline: {identifier: build, properties: {ci: {codebase: {build: {type: tag, spec: {tag: v1}}}}}}';
  const pipeline = applied(simulator, await begin(simulator, 'build', { headers: YAML, body }));
  expect(at(pipeline, 'properties.ci.codebase.build')).toEqual({ type: 'tag', spec: { tag: 'v1' } });
  expect(executionOf(simulator, await play(simulator, 'mine')).status).toBe('Failed');
});
