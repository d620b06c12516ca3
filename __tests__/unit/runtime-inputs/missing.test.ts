import { describe, expect, it } from '@jest/globals';

import { fit, problems, sentText, warnings, type Asked } from '../../support/runtime-inputs/fit.ts';

const variables = (...lines: readonly string[]): string =>
  `pipeline:\n  identifier: p\n  variables:\n${lines.map((line) => `    - {${line}}\n`).join('')}`;

const deployment = (service: string, environment: string): string =>
  `pipeline: {identifier: p, stages: [{stage: {identifier: deploy, type: Deployment, spec: {service: {${service}}, environment: {${environment}}}}}]}`;

describe('an execution requires', () => {
  it('a service, an environment, infrastructures and a build', async () => {
    const own = `
pipeline:
  identifier: p
  properties: { ci: { codebase: { connectorRef: git, build: <+input>, depth: <+input> } } }
  stages:
    - stage:
        identifier: one
        type: Deployment
        spec:
          service: { serviceRef: <+input>, serviceInputs: <+input> }
          environment: { environmentRef: <+input>, environmentInputs: <+input>, infrastructureDefinitions: <+input> }
    - stage:
        identifier: many
        type: Deployment
        spec:
          services: { values: <+input>, metadata: { parallel: true } }
          environments: { values: <+input>, metadata: { parallel: true } }
          environment: { gitOpsClusters: <+input> }
    - stage:
        identifier: unit
        type: CI
        spec:
          execution:
            steps:
              - step: { identifier: run, type: Run, timeout: <+input>, spec: { privileged: <+input>, command: <+input>, runAsUser: <+input> } }
`;
    expect(await problems({ own })).toEqual([
      "inputs: 'build' (in the pipeline, properties.ci.codebase.build) has no value. Set ref.",
      "inputs: 'serviceRef' (in stage one, stages.one.spec.service.serviceRef) has no value.",
      "inputs: 'environmentRef' (in stage one, stages.one.spec.environment.environmentRef) has no value.",
      "inputs: 'infrastructureDefinitions' (in stage one, stages.one.spec.environment.infrastructureDefinitions) has no value.",
      "inputs: 'stages.many.spec.services.values' (in stage many) has no value.",
      "inputs: 'stages.many.spec.environments.values' (in stage many) has no value.",
      "inputs: 'gitOpsClusters' (in stage many, stages.many.spec.environment.gitOpsClusters) has no value.",
    ]);
    const inputs = `
serviceRef: web
environmentRef: prod
infrastructureDefinitions: [{ identifier: k8s }]
stages.many.spec.services.values: [{ serviceRef: a }]
stages.many.spec.environments.values: [{ environmentRef: b }]
gitOpsClusters: [{ identifier: c }]
`;
    expect(await warnings({ own, inputs, ref: 'main' })).toEqual([
      'Inputs without a value are left to Harness: depth, serviceInputs, environmentInputs, timeout, privileged, command, runAsUser.',
    ]);
  });

  it('no additional values of a primary artifact', async () => {
    const own = deployment(
      'serviceRef: web, serviceInputs: {serviceDefinition: {type: Kubernetes, spec: {artifacts: {primary: {primaryArtifactRef: <+input>, sources: <+input>}}}}}',
      'environmentRef: prod',
    );
    const yaml = `inputSet: ${deployment('serviceInputs: {serviceDefinition: {type: Kubernetes, spec: {artifacts: {primary: {primaryArtifactRef: img, sources: <+input>}}}}}', '').replace('pipeline: ', '{pipeline: ')}}`;
    expect(await warnings({ own, sets: [{ id: 'team', yaml }] })).toEqual([
      'Inputs without a value are left to Harness: sources.',
    ]);
  });

  it('no infrastructures, environments or clusters with deployToAll', async () => {
    const all = deployment(
      'serviceRef: web',
      'environmentRef: prod, deployToAll: true, infrastructureDefinitions: <+input>',
    );
    expect(await problems({ own: all })).toEqual([]);
    expect(await problems({ own: all.replace('true', 'false') })).toHaveLength(1);
    const open = all.replace('deployToAll: true', 'deployToAll: <+input>');
    expect(await problems({ own: open, inputs: 'deployToAll: true' })).toEqual([]);
    expect(await problems({ own: open, inputs: 'deployToAll: false' })).toHaveLength(1);
    const group =
      'pipeline: {identifier: p, stages: [{stage: {identifier: s, spec: {environmentGroup: {envGroupRef: g, deployToAll: true, environments: <+input>}}}}]}';
    expect(await problems({ own: group })).toEqual([]);
    expect(await problems({ own: group.replace('deployToAll: true, ', '') })).toHaveLength(1);
  });

  it('an environment that is chosen at run time, even with deployToAll', async () => {
    const own = deployment(
      'serviceRef: web',
      'environmentRef: <+input>, deployToAll: true, infrastructureDefinitions: <+input>',
    );
    expect(await problems({ own })).toEqual([expect.stringContaining("'environmentRef'")]);
  });
});

describe('which variables are required', () => {
  const own = variables(
    'name: tag, type: String, required: true, value: <+input>',
    'name: note, type: String, required: false, value: <+input>',
    'name: window, type: String, required: true, value: <+input>.executionInput()',
    'name: channel, type: String, required: true, default: stable, value: <+input>',
  );

  it('is read from the pipeline’s own YAML', async () => {
    expect(await problems({ own })).toEqual(["inputs: 'tag' (pipeline variable, String, variables.tag) has no value."]);
    expect(await warnings({ own, inputs: 'tag: 1' })).toEqual(['Inputs without a value are left to Harness: note.']);
  });

  it('is read once, and only when a variable has no value', async () => {
    const reads = async (asked: Asked): Promise<number> => {
      let count = 0;
      const readPipeline = (): Promise<{ yaml: string }> => {
        count += 1;
        return Promise.resolve({ yaml: own });
      };
      await fit({ own, readPipeline, ...asked });
      return count;
    };
    expect(await reads({})).toBe(1);
    expect(await reads({ inputs: 'tag: 1' })).toBe(1);
    expect(await reads({ inputs: 'tag: 1\nnote: a' })).toBe(0);
    expect(await reads({ inputs: 'tag: 1\nnote: ""' })).toBe(0);
  });

  it('is unknown without permission: one warning names the variables', async () => {
    const readPipeline = (): Promise<{ refusal: string }> =>
      Promise.resolve({ refusal: 'Missing permission core_pipeline_view' });
    expect(await warnings({ own, readPipeline })).toEqual([
      'Variables without a value are left to Harness, which may require them: tag, note. The YAML of p cannot be read (Missing permission core_pipeline_view).',
    ]);
  });

  it('is unknown for invalid YAML, and the warning omits inputs that are left open on purpose', async () => {
    const readPipeline = (): Promise<{ yaml: string }> => Promise.resolve({ yaml: 'required: *x' });
    expect(await warnings({ own, readPipeline, inputs: 'tag:\nnote: <+input>' })).toEqual([
      'Variables without a value are left to Harness, which may require them: tag (named without a value). The YAML of p cannot be read (it uses an alias; write the value out, or quote it when * is meant as text (line 1, column 11)).',
    ]);
  });

  it.each([
    [
      'of a stage template',
      'stages: [{stage: {identifier: s, template: {templateRef: t, templateInputs: {variables: [VARIABLE]}}}}]',
    ],
    ['of a stage in a parallel block', 'stages: [{parallel: [{stage: {identifier: s, variables: [VARIABLE]}}]}]'],
    [
      'of a pipeline template',
      'template: {templateRef: t, templateInputs: {stages: [{stage: {identifier: s, variables: [VARIABLE]}}]}}',
    ],
  ])('a variable %s is found in the pipeline with its templates resolved', async (_, shape) => {
    const asked = shape.replace('VARIABLE', '{name: v, type: String, value: <+input>}');
    const resolved = shape
      .replace(/template: \{templateRef: t, templateInputs: \{(.*)\}\}/, '$1')
      .replace('VARIABLE', '{name: v, type: String, required: true, value: <+input>}');
    const readPipeline = (): Promise<{ yaml: string }> =>
      Promise.resolve({ yaml: `pipeline: {identifier: p, ${resolved}}` });
    expect(await problems({ template: `pipeline: {identifier: p, ${asked}}`, readPipeline })).toEqual([
      "inputs: 'v' (stage variable of s, String, stages.s.variables.v) has no value.",
    ]);
  });
});

describe('no value, empty, open', () => {
  const own = variables(
    'name: tag, type: String, value: <+input>',
    'name: count, type: Number, value: <+input>',
    'name: channel, type: String, value: "<+input>.allowedValues(stable,beta)"',
    'name: needed, type: String, required: true, value: <+input>',
  );

  it.each([[''], ['null'], ['~']])(
    'name: %s is treated as if the name were not there, with a warning',
    async (nothing) => {
      const inputs = `tag: ${nothing}\ncount: ${nothing}\nchannel: ${nothing}\nneeded: x`;
      expect(await warnings({ own, inputs })).toEqual([
        'Inputs without a value are left to Harness: tag (named without a value), count (named without a value), channel (named without a value).',
      ]);
      expect(await sentText({ own, inputs })).toBe(await sentText({ own, inputs: 'needed: x' }));
      expect(await problems({ own, inputs: `needed: ${nothing}` })).toEqual([
        "inputs: 'needed' (pipeline variable, String, variables.needed) has no value.",
      ]);
    },
  );

  it('no value does not override an input set', async () => {
    const sets = [
      {
        id: 's',
        yaml: `inputSet: {pipeline: {identifier: p, variables: [{name: tag, value: a}, {name: needed, value: b}]}}`,
      },
    ];
    expect(await sentText({ own, sets, inputs: 'tag:\nneeded: ~' })).toBe(await sentText({ own, sets }));
    expect(await sentText({ own, inputs: 'needed: b\nvariables.needed:' })).toBe(
      await sentText({ own, inputs: 'needed: b' }),
    );
    const service = deployment('serviceRef: web, serviceInputs: <+input>', 'environmentRef: prod');
    expect(await sentText({ own: service, inputs: 'serviceInputs: { a: , b: 1 }' })).toBe(
      await sentText({ own: service, inputs: 'serviceInputs.b: 1' }),
    );
  });

  it('no value for a group of inputs is ignored', async () => {
    expect(await sentText({ own, inputs: 'needed: b\nvariables: ~' })).toBe(
      await sentText({ own, inputs: 'needed: b' }),
    );
  });

  it('a quoted null is text', async () => {
    expect(await sentText({ own, inputs: 'needed: "null"' })).toContain('value: "null"\n');
  });

  it('"" is empty on purpose, sent and checked', async () => {
    expect(await sentText({ own, inputs: 'needed: x\ntag: ""' })).toContain('value: ""\n');
    expect(await problems({ own, inputs: 'needed: x\nchannel: ""\ncount: ""' })).toEqual([
      "inputs: 'count' (pipeline variable, Number) must be a number, got (empty).",
      "inputs: 'channel' (pipeline variable, String) must be one of stable, beta; got (empty).",
    ]);
    expect(await warnings({ own, inputs: 'needed: ""' })).toContainEqual(
      "'needed' (pipeline variable, String) is required and empty; Harness may refuse that.",
    );
  });

  it('<+input> leaves a place open on purpose, with a warning if an execution requires a value', async () => {
    const inputs = 'tag: <+input>\nneeded: <+input>\ncount: 1\nchannel: beta';
    expect(await warnings({ own, inputs })).toEqual([
      'Left open with <+input>, although an execution needs a value: needed.',
    ]);
    expect(await sentText({ own, inputs })).toContain('value: <+input>\n');
    const sets = [{ id: 's', yaml: 'inputSet: {pipeline: {identifier: p, variables: [{name: tag, value: a}]}}' }];
    expect(await sentText({ own, sets, inputs })).toContain('value: a\n');
  });
});
