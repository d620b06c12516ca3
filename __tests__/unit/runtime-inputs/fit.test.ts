import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import {
  fit as fitOf,
  problems as problemsOf,
  sentText,
  warnings as warningsOf,
  type Asked,
} from '../../support/runtime-inputs/fit.ts';
import type { Fitted } from '../../../src/runtime-inputs/wanted.ts';

/** Two stages with a variable of the same name, a service and an environment, a CI stage, variables of each kind. */
const TEMPLATE = `
pipeline:
  identifier: deploy_prod
  stages:
    - stage:
        identifier: build
        type: CI
        spec:
          execution:
            steps:
              - stepGroup:
                  identifier: checks
                  steps:
                    - step:
                        identifier: unit
                        type: Run
                        spec:
                          command: <+input>.default(make test)
    - parallel:
        - stage:
            identifier: deploy
            type: Deployment
            strategy:
              matrix:
                cluster: <+input>.default(one)
            spec:
              service:
                serviceRef: <+input>
                serviceInputs: <+input>
              environment:
                environmentRef: <+input>.allowedValues(dev,prod)
                infrastructureDefinitions: <+input>
            variables:
              - name: region
                type: String
                value: <+input>
        - stage:
            identifier: verify
            type: Custom
            variables:
              - name: region
                type: String
                value: <+input>
  variables:
    - name: image_tag
      type: String
      required: true
      value: <+input>
    - name: replicas
      type: Number
      default: 3
      value: <+input>
    - name: api_token
      type: String
      value: <+input>
    - name: window
      type: String
      value: <+input>.executionInput()
`;
const ENOUGH = `
image_tag: "1.2"
serviceRef: web
environmentRef: prod
infrastructureDefinitions: [{ identifier: k8s }]
`;

function variables(...lines: readonly string[]): string {
  const items = lines.map((line) => `    - {${line}}\n`).join('');
  return `pipeline:\n  identifier: p\n  variables:\n${items}`;
}

const asked = (wanted: Asked): Asked =>
  'template' in wanted || 'own' in wanted ? wanted : { template: TEMPLATE, ...wanted };

const fit = (wanted: Asked): Promise<Fitted> => fitOf(asked(wanted));
const problems = (wanted: Asked): Promise<string[]> => problemsOf(asked(wanted));
const warnings = (wanted: Asked): Promise<readonly string[]> => warningsOf(asked(wanted));

/** What would be sent, as a YAML parser reads it. */
async function sent(wanted: Asked): Promise<unknown> {
  return parse(await sentText(asked(wanted)));
}

describe('by intent', () => {
  it('one variable: sends only its place and its identifiers', async () => {
    const template = variables(
      'name: tag, type: String, value: <+input>',
      'name: other, type: String, value: <+input>',
    );
    expect(await sent({ inputs: 'tag: 1.10', template })).toStrictEqual({
      pipeline: { identifier: 'p', variables: [{ name: 'tag', type: 'String', value: '1.10' }] },
    });
    expect(await warnings({ inputs: 'tag: 1.10', template })).toStrictEqual([
      'Variables without a value are left to Harness, which may require them: other. The YAML of p cannot be read (it was not asked for).',
    ]);
  });

  it('a service and an environment: by leaf keys, without empty parts or placeholders', async () => {
    expect(await sent({ inputs: ENOUGH })).toStrictEqual({
      pipeline: {
        identifier: 'deploy_prod',
        stages: [
          {
            parallel: [
              {
                stage: {
                  identifier: 'deploy',
                  type: 'Deployment',
                  spec: {
                    service: { serviceRef: 'web' },
                    environment: { environmentRef: 'prod', infrastructureDefinitions: [{ identifier: 'k8s' }] },
                  },
                },
              },
            ],
          },
        ],
        variables: [{ name: 'image_tag', type: 'String', value: '1.2' }],
      },
    });
  });

  it('two stages with equal names: by path, dotted or nested', async () => {
    const names = 'stages.deploy.variables.region: a\nstages: { verify: { variables: { region: b } } }\n';
    expect(await sent({ inputs: ENOUGH + names })).toMatchObject({
      pipeline: {
        stages: [
          {
            parallel: [
              { stage: { identifier: 'deploy', variables: [{ name: 'region', type: 'String', value: 'a' }] } },
              { stage: { identifier: 'verify', variables: [{ name: 'region', type: 'String', value: 'b' }] } },
            ],
          },
        ],
      },
    });
  });

  it('a value in a place that is a mapping: the mapping is the value', async () => {
    const inputs = `${ENOUGH}serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { tag: 1.10, on: yes, n: 3 } } }\n`;
    expect(await sent({ inputs })).toMatchObject({
      pipeline: {
        stages: [
          {
            parallel: [
              {
                stage: {
                  spec: {
                    service: {
                      serviceInputs: {
                        serviceDefinition: { type: 'Kubernetes', spec: { tag: '1.10', on: 'yes', n: 3 } },
                      },
                    },
                  },
                },
              },
            ],
          },
        ],
      },
    });
  });

  it('a mapping for a variable without a type is its value', async () => {
    const template = variables('name: labels, value: <+input>');
    expect(await sent({ inputs: 'variables: { labels: { a: b } }', template })).toMatchObject({
      pipeline: { variables: [{ name: 'labels', value: { a: 'b' } }] },
    });
  });

  it('a variable with dots in its name, dotted or nested, with and without its path', async () => {
    const template = variables('name: a.b, type: String, value: <+input>');
    for (const inputs of ['a.b: 1', 'a: { b: 1 }', 'variables.a.b: 1', 'variables: { a: { b: 1 } }']) {
      expect(await sent({ inputs, template })).toMatchObject({
        pipeline: { variables: [{ name: 'a.b', value: '1' }] },
      });
    }
  });

  it('a step in a step group and a matrix axis: paths without groups and wrappers', async () => {
    const inputs = `${ENOUGH}stages.build.spec.execution.steps.checks.steps.unit.spec.command: |
  make
  make check
stages.deploy.strategy.matrix.cluster: [a, b]
`;
    expect(await sent({ inputs })).toMatchObject({
      pipeline: {
        stages: [
          {
            stage: {
              spec: {
                execution: {
                  steps: [
                    {
                      stepGroup: {
                        identifier: 'checks',
                        steps: [{ step: { identifier: 'unit', type: 'Run', spec: { command: 'make\nmake check\n' } } }],
                      },
                    },
                  ],
                },
              },
            },
          },
          { parallel: [{ stage: { strategy: { matrix: { cluster: ['a', 'b'] } } } }] },
        ],
      },
    });
  });

  it('a path is also accepted with "pipeline" and "value", and without the wrapper of a list item', async () => {
    const template = `
pipeline:
  identifier: p
  variables: [{ name: tag, type: String, value: <+input> }]
  stages:
    - stage:
        identifier: s
        spec:
          manifests: [{ manifest: { identifier: m, type: Values, spec: { path: <+input> } } }]
`;
    const [long, short] = ['stages.s.spec.manifests.m.manifest.spec.path', 'stages.s.spec.manifests.m.spec.path'];
    expect(await sent({ inputs: `pipeline.variables.tag.value: 1\n${short}: a`, template })).toStrictEqual(
      await sent({ inputs: `variables: { tag: 1 }\n${long}: a`, template }),
    );
  });

  it('complete YAML from the Harness UI is sent unchanged, with comments and quotes', async () => {
    const inputs = `# from the UI
pipeline:
  identifier: "p"
  variables:
    - name: tag   # mine
      type: String
      value: "1.10"
`;
    const fitted = await fit({ inputs, template: variables('name: tag, type: String, value: <+input>') });
    expect(fitted).toMatchObject({ yaml: inputs, warnings: [] });
  });

  it('complete YAML without an identifier gets one, and nothing else changes', async () => {
    const template = variables('name: tag, type: String, value: <+input>');
    const inputs = 'pipeline:\n  variables:\n    - {name: tag, type: String, value: 1.10}\n';
    const fitted = await fit({ inputs, template });
    expect('yaml' in fitted ? fitted.yaml : '').toMatch(/^pipeline:\n {2}identifier: "p"\n/);
    expect('yaml' in fitted ? fitted.yaml : '').toContain('value: 1.10\n');
  });

  it('sends nothing without a template and inputs', async () => {
    expect(await fit({ template: undefined })).toStrictEqual({
      yaml: '',
      origins: [],
      warnings: [],
    });
    expect(await fit({ template: '', inputs: '# nothing\n' })).toMatchObject({ yaml: '' });
  });
});

describe('problems are reported together:', () => {
  it('unknown, ambiguous, duplicate, invalid and missing inputs', async () => {
    const inputs = `
image_tga: 1
region: x
replicas: many
environmentRef: prd
variables.replicas: 2
stages.verfy.variables.region: x
verify: { region: x }
`;
    expect(await problems({ inputs, pipeline: 'deploy_prod' })).toStrictEqual([
      "inputs: 'image_tga' is not an input of deploy_prod. Did you mean image_tag (pipeline variable, String)?",
      "inputs: 'stages.verfy.variables.region' is not an input of deploy_prod. Did you mean stages.deploy.variables.region (stage variable of deploy, String) or stages.verify.variables.region (stage variable of verify, String)?",
      "inputs: 'verify' is not an input of deploy_prod. Did you mean stages.verify?",
      "inputs: 'region' is ambiguous (2 matches); use the full path: stages.deploy.variables.region, stages.verify.variables.region.",
      "inputs: 'replicas' and 'variables.replicas' are the same input; give it once.",
      "inputs: 'environmentRef' (in stage deploy) must be one of dev, prod; got 'prd'.",
      "inputs: 'replicas' (pipeline variable, Number) must be a number, got 'many'.",
      "inputs: 'serviceRef' (in stage deploy, stages.deploy.spec.service.serviceRef) has no value.",
      "inputs: 'infrastructureDefinitions' (in stage deploy, stages.deploy.spec.environment.infrastructureDefinitions) has no value.",
    ]);
  });

  it('missing values without inputs, but not defaults or inputs during execution', async () => {
    expect((await problems({ pipeline: 'deploy_prod' })).map((text) => /'(\w+)'/.exec(text)?.[1])).toStrictEqual([
      'serviceRef',
      'environmentRef',
      'infrastructureDefinitions',
      'image_tag',
    ]);
  });

  it('an ambiguous name, whose places do not count as missing', async () => {
    const fields =
      'pipeline: { identifier: p, a: { image: <+input> }, b: { image: <+input> }, c: { other: <+input> } }';
    expect(await problems({ inputs: 'image: x', template: fields })).toStrictEqual([
      "inputs: 'image' is ambiguous (2 matches); use the full path: a.image, b.image.",
    ]);
  });

  it('an unknown name with the closest names', async () => {
    const template = variables(
      ...['image_tag', 'Region', 'note'].map((name) => `name: ${name}, type: String, value: <+input>`),
    );
    const advice = async (name: string): Promise<string> =>
      (await problems({ inputs: `${name}: 1`, template }))[0]?.split('. ')[1] ?? '';
    expect(await advice('iamge_tga')).toBe('Did you mean image_tag (pipeline variable, String)?');
    expect(await advice('region')).toBe('Did you mean Region (pipeline variable, String)?');
    expect(await advice('ntoe')).toBe('Did you mean note (pipeline variable, String)?');
    expect(await advice('toen')).toBe('Its inputs are image_tag, Region, note.');
    expect(await advice('x'.repeat(900))).toBe('Its inputs are image_tag, Region, note.');
  });

  it('a missing variable, but not missing inputs of a chosen service', async () => {
    const template = variables('name: inputs, type: String, required: true, value: <+input>');
    expect(await problems({ template })).toStrictEqual([
      "inputs: 'inputs' (pipeline variable, String, variables.inputs) has no value.",
    ]);
  });

  it('a placeholder as default, which is neither a default nor an input', async () => {
    const template = variables('name: v, type: String, required: true, default: <+input>, value: <+input>');
    expect(await problems({ template })).toHaveLength(1);
    expect(await sent({ inputs: 'v: 1', template })).toMatchObject({ pipeline: { variables: [{ value: '1' }] } });
  });

  it('a field that is named like a wrapper has a path of its own', async () => {
    const template = 'pipeline: { identifier: p, strategy: { matrix: { stage: <+input>, step: <+input> } } }';
    expect(await sent({ inputs: 'strategy.matrix.stage: [a]\nstep: [b]', template })).toMatchObject({
      pipeline: { strategy: { matrix: { stage: ['a'], step: ['b'] } } },
    });
  });

  it('a group is no input', async () => {
    expect(await problems({ inputs: `${ENOUGH}stages.verify: x\nvariables: []` })).toStrictEqual([
      "inputs: 'stages.verify' is not an input itself, but contains 1 input: stages.verify.variables.region.",
      "inputs: 'variables' is not an input itself, but contains 4 inputs: variables.image_tag, variables.replicas, variables.api_token, variables.window.",
    ]);
  });

  it('a name without a close one, with the available inputs and the stages', async () => {
    const template = variables('name: tag, type: String, value: <+input>');
    expect(await problems({ inputs: 'qqqqqq: 1', template, stages: ['deploy'] })).toStrictEqual([
      "inputs: 'qqqqqq' is not an input of p (stages deploy). Its inputs are tag.",
    ]);
  });

  it('names, input sets and a ref for a pipeline without runtime inputs', async () => {
    const set = { id: 'prod', yaml: 'inputSet: { pipeline: { identifier: p } }' };
    expect(await problems({ inputs: 'tag: 1', template: undefined, sets: [set], ref: 'main' })).toStrictEqual([
      'input-sets: cannot be applied: p has no runtime inputs. Remove them.',
      "inputs: 'tag' is not an input of p, which has no runtime inputs.",
      'ref: cannot be used: p has no runtime input for what to build. Make the build of its codebase a runtime input, or omit ref.',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', '"<+input>"', '""', '"a.b."'])(
    'the unknown name %s',
    async (name) => {
      const template = variables('name: tag, type: String, value: <+input>');
      expect(await problems({ inputs: `tag: 1\n${name}: 2`, template })).toStrictEqual([
        expect.stringMatching(/^inputs: '.*' is not an input of p/),
      ]);
      expect(Object.prototype).not.toHaveProperty('2');
    },
  );

  it('no problem for a variable with the name of a built-in property', async () => {
    const template = variables(
      'name: __proto__, type: String, value: <+input>',
      'name: constructor, type: String, value: <+input>',
    );
    const fitted = await fit({ inputs: '__proto__: a\nconstructor: b', template });
    expect('yaml' in fitted ? fitted.yaml : '').toMatch(
      /__proto__\n.*String\n.*"a"\n.*constructor\n.*String\n.*"b"\n$/s,
    );
  });
});

describe('input sets', () => {
  const set = (id: string, pipeline: string): { id: string; yaml: string } => ({
    id,
    yaml: `inputSet:\n  identifier: ${id}\n  pipeline:\n    identifier: p\n    ${pipeline}\n`,
  });
  const template = variables(
    'name: tag, type: String, required: true, value: <+input>',
    'name: region, type: String, required: true, value: "<+input>.allowedValues(eu,us)"',
    'name: note, type: String, value: <+input>',
  );

  it('provide required values, are overridden by inputs, and are reported as the source', async () => {
    const base = set(
      'base',
      'variables: [{name: tag, type: String, value: "1"}, {name: region, type: String, value: eu}]',
    );
    const prod = set(
      'prod',
      'variables: [{name: region, type: String, value: us}, {name: note, type: String, value: <+input>}]',
    );
    const fitted = await fit({ inputs: 'tag: 2', template, sets: [base, prod] });
    expect(fitted).toMatchObject({
      origins: [
        { path: 'variables.tag', value: '2', from: 'inputs' },
        { path: 'variables.region', value: 'us', from: 'input set prod' },
      ],
    });
    expect(parse('yaml' in fitted ? fitted.yaml : '')).toStrictEqual({
      pipeline: {
        identifier: 'p',
        variables: [
          { name: 'tag', type: 'String', value: '2' },
          { name: 'region', type: 'String', value: 'us' },
        ],
      },
    });
  });

  it('stages in parallel blocks are merged by identifier, mappings by key', async () => {
    const stage = (id: string, spec: string): string => `{stage: {identifier: ${id}, type: Custom, spec: ${spec}}}`;
    const text = `pipeline: {identifier: p, stages: [{parallel: [${stage('a', '{x: <+input>}')}, ${stage('b', '{x: <+input>, y: <+input>}')}]}]}`;
    const one = set('one', `stages: [{parallel: [${stage('a', '{x: 1}')}, ${stage('b', '{x: {k: 1, l: 1}}')}]}]`);
    const two = set('two', `stages: [{parallel: [${stage('b', '{x: {l: 2}}')}]}]`);
    const fitted = await fit({ inputs: 'y: 3', template: text, sets: [one, two] });
    expect(parse('yaml' in fitted ? fitted.yaml : '')).toStrictEqual({
      pipeline: {
        identifier: 'p',
        stages: [
          {
            parallel: [
              { stage: { identifier: 'a', type: 'Custom', spec: { x: 1 } } },
              { stage: { identifier: 'b', type: 'Custom', spec: { x: { k: 1, l: 2 }, y: 3 } } },
            ],
          },
        ],
      },
    });
  });

  it('that fill different members of one parallel block are merged into one block', async () => {
    const stage = (id: string, x: string): string => `{stage: {identifier: ${id}, spec: {x: ${x}}}}`;
    const text = `pipeline: {identifier: p, stages: [{parallel: [${stage('a', '<+input>')}, ${stage('b', '<+input>')}]}]}`;
    const sets = [
      set('one', `stages: [{parallel: [${stage('a', '1')}]}]`),
      set('two', `stages: [{parallel: [${stage('b', '2')}]}]`),
      set('open', `stages: [{parallel: [${stage('a', '<+input>')}, ${stage('b', '<+input>')}]}]`),
    ];
    expect(await sent({ template: text, sets })).toStrictEqual({
      pipeline: {
        identifier: 'p',
        stages: [
          {
            parallel: [{ stage: { identifier: 'a', spec: { x: 1 } } }, { stage: { identifier: 'b', spec: { x: 2 } } }],
          },
        ],
      },
    });
  });

  it('with values that Harness would ignore are a problem, except for stages that do not run', async () => {
    const stage = (x: string): string => `{stage: {identifier: a, spec: {x: ${x}}}}`;
    const text = `pipeline: {identifier: p, stages: [{parallel: [${stage('<+input>')}]}]}`;
    const outside = set('outside', `stages: [${stage('1')}]`);
    const invented = set('invented', `stages: [{parallel: [${stage('1')}, {stage: {identifier: b, spec: {x: 2}}}]}]`);
    expect(await problems({ template: text, sets: [outside] })).toStrictEqual([
      "input-sets: 'outside': 'stages.a' must be written as - { parallel: [{ stage: { identifier: a, … } }] }. Harness would silently ignore it here.",
    ]);
    expect(await problems({ template: text, sets: [invented] })).toStrictEqual([
      "input-sets: 'invented': 'stages.b' is not an input of p. Harness would silently ignore it.",
    ]);
    expect(await problems({ template: text, sets: [invented], stages: ['a'] })).toStrictEqual([]);
  });

  it('mappings are merged by key, lists by the identifiers of their items, a build of another type is replaced', async () => {
    const shape = `pipeline: {identifier: p, infra: <+input>, inputs: <+input>, ports: <+input>, properties: {ci: {codebase: {build: <+input>}}}}`;
    const base = set(
      'base',
      `infra: [{identifier: a, x: 1}]\n    ports: [1, 2]\n    inputs: {type: K, tag: 1, port: 2}\n    properties: {ci: {codebase: {build: {type: branch, spec: {branch: main}}}}}`,
    );
    const asked_ = {
      inputs: 'infra: [{identifier: b}, {identifier: a, x: 3}]\nports: [3]\ninputs: {tag: 3}',
      ref: 'refs/tags/v1',
      template: shape,
      sets: [base, set('more', 'infra: [{identifier: c}]')],
    };
    expect(await sent(asked_)).toStrictEqual({
      pipeline: {
        identifier: 'p',
        infra: [{ identifier: 'a', x: 3 }, { identifier: 'c' }, { identifier: 'b' }],
        inputs: { type: 'K', tag: 3, port: 2 },
        ports: [3],
        properties: { ci: { codebase: { build: { type: 'tag', spec: { tag: 'v1' } } } } },
      },
    });
    expect(await warnings(asked_)).toStrictEqual([
      "'infra' combines the items of input set more and of inputs, because Harness merges a list by its items' identifiers. To set the whole list in inputs, remove it from the input set.",
    ]);
    expect(await sent({ inputs: 'infra: []', template: shape, sets: [base] })).toMatchObject({
      pipeline: { infra: [] },
    });
  });

  it('with an invalid value or invalid YAML are named', async () => {
    const wrong = set('wrong', 'variables: [{name: tag, value: a}, {name: region, value: mars}]');
    expect(await problems({ template, sets: [wrong] })).toStrictEqual([
      "input-sets: input set wrong: 'region' (pipeline variable, String) must be one of eu, us; got 'mars'.",
    ]);
    expect(await problems({ template, sets: [{ id: 'broken', yaml: 'a: *b' }] })).toStrictEqual([
      "input-sets: 'broken' cannot be read: its YAML uses an alias; write the value out, or quote it when * is meant as text (line 1, column 4).",
    ]);
  });
});

describe('what the log shows', () => {
  it('sources in the order of the template, without secrets', async () => {
    const inputs = `${ENOUGH}api_token: abc\nstages.deploy.variables.region: hunter2-eu\nstages.verify.variables.region: |\n  a\n  b\n`;
    const fitted = await fit({ inputs, masked: ['hunter2', ''] });
    expect(
      'origins' in fitted ? fitted.origins.map(({ path, value, from }) => `${path} = ${value} (${from})`) : [],
    ).toStrictEqual([
      'stages.build.spec.execution.steps.checks.steps.unit.spec.command = make test (default)',
      'stages.deploy.strategy.matrix.cluster = one (default)',
      'stages.deploy.spec.service.serviceRef = web (inputs)',
      'stages.deploy.spec.environment.environmentRef = prod (inputs)',
      'stages.deploy.spec.environment.infrastructureDefinitions = (a list of 1) (inputs)',
      'stages.deploy.variables.region = (hidden) (inputs)',
      'stages.verify.variables.region = (4 characters) (inputs)',
      'variables.image_tag = 1.2 (inputs)',
      'variables.replicas = 3 (default)',
      'variables.api_token = (hidden) (inputs)',
      'variables.window =  (requested during execution)',
    ]);
  });

  it('a problem does not show what is secret', async () => {
    const template = variables(
      'name: db_password, type: String, value: "<+input>.allowedValues(a)"',
      'name: s, type: Secret, value: "<+input>.regex(a)"',
    );
    expect((await problems({ inputs: 'db_password: hunter2\ns: hunter2', template })).join('\n')).not.toContain(
      'hunter2',
    );
  });
});
