import { describe, expect, it } from '@jest/globals';

import { problems } from '../../support/runtime-inputs/fit.ts';

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
      ["'variables' is not an input itself, but holds 2 inputs: variables.tag, variables.n."],
    ],
  ])('%s', async (_, yaml, texts) => {
    expect(await problems({ inputs: `pipeline:\n  ${yaml}`, template })).toStrictEqual(
      texts.map((text) => `inputs: ${text}`),
    );
  });

  it('a fixed value is none to change; what a chosen service or environment asks for may be given', async () => {
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
