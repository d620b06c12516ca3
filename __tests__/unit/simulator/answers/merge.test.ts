/** Runtime inputs: their template, and how they are merged. */
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { inputsWith, refusedStart, runPipeline, templateOf } from '../../../support/harness/simulator-inputs.ts';
import { all, ask, at, begin, executionOf, play, simulate, word, YAML } from '../../../support/harness/simulator.ts';

test('the template contains only the paths to the inputs', async () => {
  const simulator = await simulate();
  const shown = await templateOf(simulator, 'inputs');
  expect(at(shown, 'variables.*.name')).toEqual(['image_tag', 'channel', 'replicas', 'ticket', 'note', 'db_password']);
  expect(at(shown, 'variables.0')).toEqual({ name: 'image_tag', type: 'String', value: '<+input>' });
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
    at(await templateOf(simulator, 'selective', { stageIdentifiers: ['deploy'] }), 'stages.*.stage.identifier'),
  ).toEqual(['deploy']);
  expect(await templateOf(simulator, 'green')).toBeUndefined();
});

test('merges known values, ignores others, and fills in defaults', async () => {
  const simulator = await simulate();
  const ignored = [
    '{name: fixed, type: String, value: changed}',
    '{name: note, type: Number, value: of another type}',
    '{name: gone, type: String, value: x}',
  ];
  const id = await begin(simulator, 'inputs', { headers: YAML, body: inputsWith(...ignored) });
  const pipeline = runPipeline(simulator, id);
  const values = all(pipeline, 'variables').map((each) => `${word(each, 'name')} = ${word(each, 'value')}`);
  expect(values).toEqual([
    'image_tag = 1.2',
    'channel = stable',
    'replicas = 2',
    String.raw`ticket = <+input>.regex(^CHG-(\d+)$)`,
    'note = of another type',
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

test('unquoted text becomes a number or a boolean', async () => {
  const simulator = await simulate();
  const id = await begin(simulator, 'inputs', {
    headers: YAML,
    body: inputsWith('{name: note, type: String, value: 1.10}'),
  });
  expect(executionOf(simulator, id).yaml).toMatch(/name: note\n\s+type: String\n\s+value: 1.1\n/);
});

test('the codebase of a CI build is an input, also in own pipelines', async () => {
  const yaml = 'pipeline: {identifier: mine, variables: [{name: a, type: String, value: <+input>}]}';
  const simulator = await simulate({ pipelines: { mine: { yaml, plays: 'red' } } });
  const body = 'pipeline: {identifier: build, properties: {ci: {codebase: {build: {type: tag, spec: {tag: v1}}}}}}';
  const pipeline = runPipeline(simulator, await begin(simulator, 'build', { headers: YAML, body }));
  expect(at(pipeline, 'properties.ci.codebase.build')).toEqual({ type: 'tag', spec: { tag: 'v1' } });
  expect(executionOf(simulator, await play(simulator, 'mine')).status).toBe('Failed');
});

/** A pipeline of its own with these lists under `stages`, what was given for it, and the YAML that runs. */
async function merged(stages: string, ...given: readonly string[]): Promise<unknown> {
  const yaml = `pipeline: {identifier: mine, stages: [${stages}]}`;
  const simulator = await simulate({ pipelines: { mine: { yaml } } });
  const body = `pipeline: {identifier: mine, stages: [${given.join(', ')}]}`;
  return runPipeline(simulator, await begin(simulator, 'mine', { headers: YAML, body }));
}

const stage = (identifier: string, value: string, wrapper = 'stage'): string =>
  `{${wrapper}: {identifier: ${identifier}, type: Custom, variables: [{name: v, type: String, value: "${value}"}]}}`;
const open = (identifier: string): string => stage(identifier, '<+input>');
const VALUES = 'stages.*.parallel.*.stage.variables.0.value';

test('members of parallel blocks are found in any block', async () => {
  const base = `{parallel: [${open('a')}, ${open('b')}]}, {parallel: [${open('c')}, ${open('d')}]}`;
  const pipeline = await merged(base, `{parallel: [${stage('d', '4')}, ${stage('a', '1')}]}`);
  expect(at(pipeline, VALUES)).toEqual([
    ['1', '<+input>'],
    ['<+input>', '4'],
  ]);
});

test.each([
  ['outside its parallel block', `{parallel: [${open('a')}]}`, stage('a', '1')],
  ['in an invented parallel block', open('a'), `{parallel: [${stage('a', '1')}]}`],
  ['under another wrapper', open('a'), stage('a', '1', 'step')],
  ['without its wrapper', open('a'), '{identifier: a, variables: [{name: v, type: String, value: "1"}]}'],
  [
    'by another key',
    open('a'),
    '{stage: {identifier: a, type: Custom, variables: [{identifier: v, type: String, value: "1"}]}}',
  ],
])('a value %s is silently ignored', async (_, base, given) => {
  expect(JSON.stringify(await merged(base, given))).not.toContain('"1"');
});

const DEPLOY = (service: string): string =>
  `{stage: {identifier: a, type: Deployment, spec: {service: ${service}}, variables: [{name: v, type: String, value: <+input>}]}}`;

test('only a service accepts values that the template does not show', async () => {
  const given = `{stage: {identifier: a, type: Deployment, spec: {service: {serviceRef: web, serviceInputs: {x: 1}}, more: 1}}}`;
  const pipeline = await merged(DEPLOY('{serviceRef: <+input>}'), given);
  expect(at(pipeline, 'stages.0.stage.spec')).toEqual({ service: { serviceRef: 'web', serviceInputs: { x: 1 } } });
});

test('loses service inputs when merging several YAMLs, and the start fails without a reason', async () => {
  const yaml = `pipeline: {identifier: mine, stages: [${DEPLOY('{serviceRef: <+input>}')}]}`;
  const set = `pipeline: {identifier: mine, stages: [{stage: {identifier: a, type: Deployment, spec: {service: {serviceRef: web, serviceInputs: {x: 1}}}}}]}`;
  const simulator = await simulate({ pipelines: { mine: { yaml, inputSets: { one: { yaml: set } } } } });
  const body = JSON.stringify({ inputSetReferences: ['one'], lastYamlToMerge: '' });
  expect(await refusedStart(simulator, 'mine/inputSetList', { body })).toContain('Failed to start execution');
});

test('a placeholder does not override a set, unless it is an execution input', async () => {
  const variable = (name: string, value: string): string => `{name: ${name}, type: String, value: ${value}}`;
  const mine = (...variables: readonly string[]): string =>
    `pipeline: {identifier: mine, variables: [${variables.join(', ')}]}`;
  const yaml = mine(variable('a', '<+input>'), variable('b', '<+input>.executionInput()'));
  const one = { yaml: mine(variable('a', 'x'), variable('b', 'x')) };
  const simulator = await simulate({ pipelines: { mine: { yaml, inputSets: { one } } } });
  const lastYamlToMerge = mine(variable('a', '<+input>'), variable('b', '<+input>.executionInput()'));
  const body = JSON.stringify({ inputSetReferences: ['one'], lastYamlToMerge });
  const pipeline = runPipeline(simulator, await begin(simulator, 'mine/inputSetList', { body }));
  expect(at(pipeline, 'variables.*.value')).toEqual(['x', '<+input>.executionInput()']);
});
