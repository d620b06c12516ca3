import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { problems, sentText, type Asked } from '../../support/runtime-inputs/fit.ts';

const TEMPLATE = `
pipeline:
  identifier: p
  variables: [{ name: image, type: String, value: <+input> }]
  stages:
    - stage:
        identifier: deploy
        type: Deployment
        spec:
          service: { serviceRef: <+input>, serviceInputs: <+input> }
          environment: { environmentRef: prod, environmentInputs: <+input> }
    - stage:
        identifier: tests
        type: Custom
        template: { templateRef: t, templateInputs: { type: Custom, variables: [{ name: region, type: String, value: <+input> }], spec: { timeout: <+input> } } }
`;
const asked = (inputs: string): Asked => ({ template: TEMPLATE, inputs: `serviceRef: web\n${inputs}` });

interface Sent {
  readonly pipeline: { readonly stages: readonly { readonly stage: Stage }[] };
}

interface Stage {
  readonly spec: { readonly service: { readonly serviceInputs?: unknown } };
}

/** What is sent for the service, as a YAML parser reads it. */
async function serviceInputs(inputs: string): Promise<unknown> {
  const { pipeline } = parse(await sentText(asked(inputs))) as Sent;
  return pipeline.stages[0]?.stage.spec.service.serviceInputs;
}

describe('a place whose content the template leaves open', () => {
  const wanted = {
    serviceDefinition: { type: 'Kubernetes', spec: { artifacts: { primary: { tag: '1.10', image: 'web' } } } },
  };
  const flow = '{ type: Kubernetes, spec: { artifacts: { primary: { tag: 1.10, image: web } } } }';

  it.each([
    [`serviceInputs: { serviceDefinition: ${flow} }`],
    [`serviceInputs.serviceDefinition: ${flow}`],
    [`stages.deploy.spec.service.serviceInputs.serviceDefinition: ${flow}`],
    [`stages: { deploy: { spec: { service: { serviceInputs.serviceDefinition: ${flow} } } } }`],
    [
      'serviceInputs.serviceDefinition.type: Kubernetes\nserviceInputs.serviceDefinition.spec.artifacts.primary.tag: 1.10\nserviceInputs:\n  serviceDefinition:\n    spec: { artifacts: { primary: { image: web } } }',
    ],
  ])('accepts deeper paths and mappings: %s', async (inputs) => {
    expect(await serviceInputs(inputs)).toEqual(wanted);
  });

  it('reports a value that two paths set', async () => {
    expect(await problems(asked('serviceInputs.a.b: 1\nserviceInputs: { a: { b: 2 } }'))).toEqual([
      "inputs: 'serviceInputs.a.b' and 'serviceInputs' are the same input; give it once.",
    ]);
    expect(await problems(asked('serviceInputs.a: 1\nserviceInputs.a.b: 2'))).toHaveLength(1);
  });

  it('is not a variable, a reference or a timeout', async () => {
    expect(await problems(asked('image.tag: 1\nserviceRef.x: 1\ntimeout.x: 1'))).toEqual([
      expect.stringContaining("'image.tag' is not an input of p"),
      expect.stringContaining("'serviceRef.x' is not an input of p"),
      expect.stringContaining("'timeout.x' is not an input of p"),
    ]);
  });

  it('that exists several times requires its full path', async () => {
    const template = TEMPLATE.replaceAll('environmentInputs', 'serviceInputs');
    expect(await problems({ template, inputs: 'serviceRef: web\nserviceInputs.a: 1' })).toEqual([
      "inputs: 'serviceInputs.a' is ambiguous (2 matches); use the full path: stages.deploy.spec.service.serviceInputs.a, stages.deploy.spec.environment.serviceInputs.a.",
    ]);
  });
});

describe('a path into a template', () => {
  it.each([
    ['stages.tests.variables.region'],
    ['stages.tests.template.templateInputs.variables.region'],
    ['pipeline.stages.tests.template.templateInputs.variables.region.value'],
    ['region'],
  ])('%s', async (path) => {
    expect(await sentText(asked(`${path}: eu`))).toContain('value: "eu"\n');
  });

  it('is accepted nested, with or without template and templateInputs', async () => {
    const without = await sentText(asked('stages: { tests: { variables: { region: eu }, spec: { timeout: 5m } } }'));
    const all =
      'stages: { tests: { template: { templateInputs: { variables: { region: eu }, spec: { timeout: 5m } } } } }';
    expect(await sentText(asked(all))).toBe(without);
    expect(without).toContain('templateInputs:\n');
  });
});

describe('the message for a name that a chosen service may ask for', () => {
  it.each([['tag'], ['image_tag'], ['version']])('%s shows the path of an artifact tag', async (name) => {
    expect((await problems(asked(`${name}: 1`)))[0]).toMatch(
      / If the service requires it, set it below stages\.deploy\.spec\.service\.serviceInputs, an artifact's tag as stages\.deploy\.spec\.service\.serviceInputs\.serviceDefinition\.spec\.artifacts\.primary: \{ primaryArtifactRef: …, sources: \[.*\] \}\.$/,
    );
  });

  it('any other name shows the path unless there is a close name', async () => {
    expect((await problems(asked('replicas: 1')))[0]).toMatch(
      / If the service requires it, set it below stages\.deploy\.spec\.service\.serviceInputs\.$/,
    );
    expect((await problems(asked('imgae: 1')))[0]).toBe(
      "inputs: 'imgae' is not an input of p. Did you mean image (pipeline variable, String)?",
    );
  });
});
