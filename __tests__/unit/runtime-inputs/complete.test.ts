import { describe, expect, it } from '@jest/globals';

import { problems, warnings } from '../../support/runtime-inputs/fit.ts';
import { mergeAsHarness } from '../../support/runtime-inputs/harness-merge.ts';

function variables(...lines: readonly string[]): string {
  const items = lines.map((line) => `    - {${line}}\n`).join('');
  return `pipeline:\n  identifier: p\n  variables:\n${items}`;
}

describe('complete YAML is checked as names are', () => {
  const template = variables(
    'name: tag, type: String, required: true, value: "<+input>.allowedValues(a,b)"',
    'name: n, type: Number, value: <+input>',
  );

  it.each([
    ['another pipeline', 'identifier: other', ['is for the pipeline other, but this step runs p.']],
    [
      'a variable that is none',
      'variables: [{name: tag, value: a}, {name: tga, value: 1}]',
      ["'variables.tga' is not an input of p. Did you mean tag (pipeline variable, String)?"],
    ],
    [
      'a key that is none',
      'variables: [{name: tag, value: a}]\n  tagz: {a: b}',
      ["'tagz' is not an input of p. Did you mean tag (pipeline variable, String)?"],
    ],
    [
      'a value that is not allowed',
      'variables: [{name: tag, value: c}]',
      ["'tag' (pipeline variable, String) must be one of a, b; got 'c'."],
    ],
    [
      'no number',
      'variables: [{name: tag, value: a}, {name: n, value: x}]',
      ["'n' (pipeline variable, Number) must be a number, got 'x'."],
    ],
    [
      'a missing value',
      'variables: [{name: n, value: 1}]',
      ["'tag' (pipeline variable, String, variables.tag) has no value. It must be one of a, b."],
    ],
    ['one twice', 'variables: [{name: tag, value: a}, {name: tag, value: b}]', ["'variables.tag' is given twice."]],
    [
      'a list for a mapping',
      'variables: {tag: a}',
      ["'variables' is not an input itself, but contains 2 inputs: variables.tag, variables.n."],
    ],
  ])('%s', async (_, yaml, texts) => {
    expect(await problems({ inputs: `pipeline:\n  ${yaml}`, template })).toStrictEqual(
      texts.map((text) => `inputs: ${text}`),
    );
  });

  it('a fixed value is rejected, and inputs of a chosen service or environment are accepted', async () => {
    const fixed = `
pipeline:
  identifier: p
  stages:
    - stage:
        identifier: s
        type: Deployment
        spec: { environment: { environmentRef: prod, infrastructureDefinitions: <+input> } }
`;
    const stage = (environment: string): string =>
      `pipeline: {stages: [{stage: {identifier: s, type: Deployment, spec: {environment: {${environment}}}}}]}`;
    const known = 'infrastructureDefinitions: [{identifier: k}]';
    expect(
      await problems({ inputs: stage(`${known}, environmentInputs: {a: 1}, environmentRef: prod`), template: fixed }),
    ).toStrictEqual([]);
    const silent = fixed.replace('environmentRef: prod, ', '');
    expect(await problems({ inputs: stage(`${known}, environmentRef: dev`), template: silent })).toStrictEqual([
      expect.stringMatching(/^inputs: 'stages\.s\.spec\.environment\.environmentRef' is not an input of p\./),
    ]);
    expect(await problems({ inputs: stage(`${known}, environmentRef: dev`), template: fixed })).toStrictEqual([
      "inputs: 'stages.s.spec.environment.environmentRef' has a fixed value in p and is not an input.",
    ]);
  });
});

describe('complete YAML is matched by wrapper and by the key that identifies the items', () => {
  const template = `
pipeline:
  identifier: p
  stages:
    - stage: { identifier: alone, type: Custom, spec: { x: <+input> } }
    - parallel:
        - stage: { identifier: build, type: Custom, spec: { x: <+input> } }
        - stage:
            identifier: deploy
            type: Custom
            spec: { execution: { steps: [{ stepGroup: { identifier: group, steps: [{ step: { identifier: run, type: Run, spec: { y: <+input> } } }] } }] } }
  variables:
    - { name: tag, type: String, value: <+input> }
`;
  const complete = (body: string): string => `pipeline: {${body}}`;

  it.each([
    [
      'a stage outside its parallel block',
      'stages: [{stage: {identifier: build, spec: {x: 1}}}]',
      "'stages.build' must be written as - { parallel: [{ stage: { identifier: build, … } }] }. Harness would silently ignore it here.",
    ],
    [
      'a stage in an invented parallel block',
      'stages: [{parallel: [{stage: {identifier: alone, spec: {x: 1}}}]}]',
      "'stages.alone' must be written as - { stage: { identifier: alone, … } }. Harness would silently ignore it here.",
    ],
    [
      'a stage without its wrapper',
      'stages: [{identifier: alone, spec: {x: 1}}]',
      "'stages.alone' must be written as - { stage: { identifier: alone, … } }. Harness would silently ignore it here.",
    ],
    [
      'a step for a step group',
      'stages: [{parallel: [{stage: {identifier: deploy, spec: {execution: {steps: [{step: {identifier: group, steps: [{step: {identifier: run, spec: {y: 1}}}]}}]}}}}]}]',
      "'stages.deploy.spec.execution.steps.group' must be written as - { stepGroup: { identifier: group, … } }. Harness would silently ignore it here.",
    ],
    [
      'an identifier for a name',
      'variables: [{identifier: tag, value: a}]',
      "'variables.tag' must be written as - { name: tag, … }. Harness would silently ignore it here.",
    ],
    [
      'a stage that there is not',
      'stages: [{stage: {identifier: verify, spec: {x: 1}}}]',
      "'stages.verify' is not an input of p. Did you mean stages.deploy?",
    ],
    [
      'a list whose items have nothing that identifies them',
      'variables: [{value: a}]',
      "'variables.0' is not an input of p. Did you mean tag (pipeline variable, String)?",
    ],
    [
      'a member of a parallel block twice',
      'stages: [{parallel: [{stage: {identifier: build, spec: {x: 1}}}]}, {parallel: [{stage: {identifier: build, spec: {x: 2}}}]}]',
      "'stages.build' is given twice.",
    ],
  ])('%s is one problem', async (_, body, text) => {
    expect(await problems({ template, inputs: complete(body) })).toEqual([`inputs: ${text}`]);
  });

  it('members of two parallel blocks of one list may be in either block', async () => {
    const inputs = complete(
      'stages: [{parallel: [{stage: {identifier: build, spec: {x: 1}}}]}, {parallel: [{stage: {identifier: deploy, spec: {execution: {steps: [{stepGroup: {identifier: group, steps: [{step: {identifier: run, spec: {y: 1}}}]}}]}}}}]}]',
    );
    expect(await problems({ template, inputs })).toEqual([]);
    expect(mergeAsHarness(template, inputs.replace('{', '{identifier: p, '))).toMatchObject({
      refusals: [],
      ignored: [],
    });
  });

  it('keys that identify the pipeline, and empty parts, are accepted', async () => {
    const inputs = complete(
      'identifier: p, name: P, orgIdentifier: default, projectIdentifier: shop, tags: {team: a}, description: d, variables: [{name: tag, type: String, description: d, required: true, default: x, value: a}], stages: [{stage: {identifier: other, name: Other, type: Custom, spec: {z: <+input>}}}]',
    );
    expect(await problems({ template, inputs })).toEqual([]);
  });

  it('a value under a wrong path is one problem, and does not also count as missing', async () => {
    const own = template.replace('value: <+input>', 'required: true, value: <+input>');
    expect(await problems({ own, inputs: complete('variables: {tag: a}') })).toEqual([
      "inputs: 'variables' is not an input itself, but contains 1 input: variables.tag.",
    ]);
    expect(await problems({ own, inputs: complete('variables: [{identifier: tag, value: a}]') })).toHaveLength(1);
    expect(await problems({ own, inputs: 'variable.tag: a' })).toEqual([
      "inputs: 'variable.tag' is not an input of p. Did you mean tag (pipeline variable, String)?",
    ]);
  });
});

describe('an unquoted number for a String', () => {
  const template = variables('name: tag, type: String, value: <+input>', 'name: n, type: Number, value: <+input>');
  const given = (value: string): string =>
    `pipeline: {variables: [{name: tag, value: ${value}}, {name: n, value: 1.10}]}`;

  it.each([['1.10'], ['007'], ['1e3'], ['0x1F'], ['1_000'], ['yes'], ['12345678.5']])(
    '%s is a warning that says to quote it',
    async (value) => {
      expect(await warnings({ template, inputs: given(value) })).toEqual([
        'Harness reads the unquoted value of tag as a number or a boolean and changes its text. Quote it, as in "1.10".',
      ]);
    },
  );

  it.each([['"1.10"'], ['10'], ['1.5'], ['true'], ['v1.10'], ['2026-01-01']])('%s causes no warning', async (value) => {
    expect(await warnings({ template, inputs: given(value) })).toEqual([]);
  });
});
