/** What Harness checks of runtime inputs when a pipeline starts. */
import { expect, test } from '@jest/globals';

import { inputsWith, refusedStart, runPipeline } from '../../../support/harness/simulator-inputs.ts';
import { ask, at, begin, simulate, YAML } from '../../../support/harness/simulator.ts';

const REQUIRED = 'Value not provided for required variable: image_tag';

test.each([
  ['a required variable', 'pipeline: {identifier: inputs}', REQUIRED],
  ['inside a wrapper', JSON.stringify({ runtimeInputYaml: inputsWith() }), REQUIRED],
  ['the right identifier', inputsWith().replace('identifier: inputs', 'identifier: other'), REQUIRED],
  [
    'a field',
    inputsWith().replace('serviceRef: web', ''),
    'pipeline.stages.deploy.spec.service.serviceRef: is missing',
  ],
  [
    'an allowed value',
    inputsWith('{name: channel, type: String, value: gamma}'),
    "['gamma'] do not match any of the allowed values ['stable', 'beta', 'beta,canary']",
  ],
  [
    'the pattern',
    inputsWith('{name: ticket, type: String, value: CHG-x}'),
    '[pipeline.variables.ticket: CHG-x] does not match the required regex pattern',
  ],
  ['a number', inputsWith('{name: replicas, type: Number, value: many}'), 'is not a number'],
  ['YAML', 'pipeline: [', 'could not be parsed'],
])('refuses to start without %s', async (_, body, message) => {
  expect(await refusedStart(await simulate(), 'inputs', { body })).toContain(message);
});

test.each(['stable', String.raw`"\\'beta,canary\\'"`, '"stable,beta"'])('allows %s', async (value) => {
  const body = inputsWith(`{name: channel, type: String, value: ${value}}`);
  await begin(await simulate(), 'inputs', { headers: YAML, body });
});

/** Whether a pipeline of one variable starts with this value in it. */
async function takes(placeholder: string, value: string, more = 'type: String'): Promise<boolean> {
  const yaml = `pipeline: {identifier: mine, variables: [{name: v, ${more}, value: ${JSON.stringify(placeholder)}}]}`;
  const simulator = await simulate({ pipelines: { mine: { yaml } } });
  const body = `pipeline: {identifier: mine, variables: [{name: v, ${more}, value: ${value}}]}`;
  return (await ask(simulator, 'POST /pipeline/api/pipeline/execute/mine', { headers: YAML, body })).status === 200;
}

test.each<[string, string, boolean]>([
  // Numbers are compared as Java spells them.
  ['<+input>.allowedValues(1.10,2)', '1.10', false],
  ['<+input>.allowedValues(1.1,2)', '1.10', true],
  ['<+input>.allowedValues(1.10,2)', '"1.10"', true],
  ['<+input>.allowedValues(1.0,2)', '1.0', true],
  ['<+input>.allowedValues(1.23456785E7)', '12345678.5', true],
  ['<+input>.allowedValues(1.0E-4)', '0.0001', true],
  ['<+input>.allowedValues(7,8)', '007', true],
  ['<+input>.allowedValues(true)', 'yes', true],
  // Values are split at commas, too.
  ['<+input>.allowedValues(a,b)', '"a,b"', true],
  ['<+input>.allowedValues(a,b)', '"a,c"', false],
  ['<+input>.allowedValues(a,b)', '[a, b]', true],
  ['<+input>.allowedValues(a,b)', '[a, c]', false],
  ['<+input>.selectManyFrom(a,b)', '"b,a"', true],
  // Nothing given is validated, and so is null.
  ['<+input>.allowedValues(a,b)', '""', false],
  ['<+input>.regex(.+)', '""', false],
  ['<+input>.regex(.+)', 'null', true],
  ['<+input>.allowedValues(a,null)', 'null', true],
  // Of both the list counts, wherever it stands, and what Harness works out is not judged.
  ['<+input>.regex(x+).allowedValues(a)', 'xx', false],
  ['<+input>.regex(x+).allowedValues(a)', 'a', true],
  ['<+input>.allowedValues(a).regex(x+)', 'xx', false],
  ['<+input>.allowedValues(<+pipeline.name>,a)', 'z', true],
])('%s with %s starts: %s', async (placeholder, value, starts) => {
  expect(await takes(placeholder, value)).toBe(starts);
});

test('trims spaces after the check, but not no-break spaces', async () => {
  const yaml = 'pipeline: {identifier: mine, variables: [{name: v, type: String, value: <+input>}]}';
  const simulator = await simulate({ pipelines: { mine: { yaml } } });
  const body = 'pipeline: {identifier: mine, variables: [{name: v, type: String, value: " \u00A0x "}]}';
  const pipeline = runPipeline(simulator, await begin(simulator, 'mine', { headers: YAML, body }));
  expect(at(pipeline, 'variables.0.value')).toBe('\u00A0x');
});

test('a default without a value is a server error', async () => {
  const yaml = 'pipeline: {identifier: mine, variables: [{name: v, type: String, value: <+input>.default()}]}';
  const simulator = await simulate({ pipelines: { mine: { yaml } } });
  expect(await refusedStart(simulator, 'mine', { body: '' })).toContain('Failed to start execution for Pipeline.');
});

test.each([
  ['sources beside a primary artifact', '{sources: <+input>}'],
  ['optional fields of a step', '{privileged: <+input>, timeout: <+input>}'],
  ['what deployToAll makes needless', '{deployToAll: true, infrastructureDefinitions: <+input>}'],
])('does not require %s', async (_, spec) => {
  const yaml = `pipeline: {identifier: mine, stages: [{stage: {identifier: a, type: Custom, spec: ${spec}}}]}`;
  const simulator = await simulate({ pipelines: { mine: { yaml } } });
  await begin(simulator, 'mine', { headers: YAML, body: '' });
});

test.each([
  ['a list', '[{name: note, type: String, value: a}, {name: note, type: String, value: b}]', 'pipeline.variables.note'],
])('refuses duplicates in %s', async (_, variables, path) => {
  const body = `pipeline: {identifier: inputs, variables: ${variables}}`;
  expect(await refusedStart(await simulate(), 'inputs', { body })).toContain(`coming twice in yaml ${path}`);
});

test('refuses a stage in two parallel blocks of one list', async () => {
  const member = '{stage: {identifier: deploy, type: Deployment}}';
  const body = `pipeline: {identifier: inputs, stages: [{parallel: [${member}]}, {parallel: [${member}]}]}`;
  expect(await refusedStart(await simulate(), 'inputs', { body })).toContain('twice in yaml pipeline.stages.deploy');
});
