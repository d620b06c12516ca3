import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { fitInputs, unreadTemplate, type Fitted, type Wanted } from '../src/runtime-inputs/fit.ts';

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

const CODEBASE = 'pipeline:\n  identifier: p\n  properties:\n    ci:\n      codebase:\n        build: <+input>\n';

function fit(wanted: Partial<Wanted>): Fitted {
  return fitInputs({ pipeline: 'p', inputs: '', template: TEMPLATE, sets: [], ...wanted });
}

/** What would be sent, as a YAML parser reads it. */
function sent(wanted: Partial<Wanted>): unknown {
  const fitted = fit(wanted);
  if ('problems' in fitted) {
    throw new Error(problems(wanted).join('\n'));
  }
  return parse(fitted.yaml);
}

function problems(wanted: Partial<Wanted>): string[] {
  const fitted = fit(wanted);
  return 'problems' in fitted ? fitted.problems.map(({ input, text }) => `${input}: ${text}`) : [];
}

function warnings(wanted: Partial<Wanted>): readonly string[] {
  const fitted = fit(wanted);
  return 'problems' in fitted ? [problems(wanted).join('\n')] : fitted.warnings;
}

describe('by intent', () => {
  it('one variable: only its place is sent, with what Harness needs to find it', () => {
    const template = variables(
      'name: tag, type: String, value: <+input>',
      'name: other, type: String, value: <+input>',
    );
    expect(sent({ inputs: 'tag: 1.10', template })).toStrictEqual({
      pipeline: { identifier: 'p', variables: [{ name: 'tag', type: 'String', value: '1.10' }] },
    });
    expect(warnings({ inputs: 'tag: 1.10', template })).toStrictEqual([
      'Variables without a value are left out: other.',
    ]);
  });

  it('a service and an environment: leaf keys, lists as they are, no shells, no placeholder', () => {
    expect(sent({ inputs: ENOUGH })).toStrictEqual({
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

  it('two stages with equal names: by path, dotted or nested', () => {
    const names = 'stages.deploy.variables.region: a\nstages: { verify: { variables: { region: b } } }\n';
    expect(sent({ inputs: ENOUGH + names })).toMatchObject({
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

  it('a value in a place that is a mapping of its own to Harness: the mapping is the value', () => {
    const inputs = `${ENOUGH}serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { tag: 1.10, on: yes, n: 3 } } }\n`;
    expect(sent({ inputs })).toMatchObject({
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

  it('a mapping in the place of a variable without a type is its value, and what only stands near is not opened', () => {
    const template = variables('name: labels, value: <+input>');
    expect(sent({ inputs: 'variables: { labels: { a: b } }', template })).toMatchObject({
      pipeline: { variables: [{ name: 'labels', value: { a: 'b' } }] },
    });
  });

  it('a variable with dots in its name, dotted or nested, with and without its path', () => {
    const template = variables('name: a.b, type: String, value: <+input>');
    for (const inputs of ['a.b: 1', 'a: { b: 1 }', 'variables.a.b: 1', 'variables: { a: { b: 1 } }']) {
      expect(sent({ inputs, template })).toMatchObject({ pipeline: { variables: [{ name: 'a.b', value: '1' }] } });
    }
  });

  it('a step in a step group, a matrix axis: groups and wrappers are no part of a path', () => {
    const inputs = `${ENOUGH}stages.build.spec.execution.steps.checks.steps.unit.spec.command: |
  make
  make check
stages.deploy.strategy.matrix.cluster: [a, b]
`;
    expect(sent({ inputs })).toMatchObject({
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

  it('a path is also understood with "pipeline" and "value" at its ends, and with the wrapper of a list item left out', () => {
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
    expect(sent({ inputs: `pipeline.variables.tag.value: 1\n${short}: a`, template })).toStrictEqual(
      sent({ inputs: `variables: { tag: 1 }\n${long}: a`, template }),
    );
  });

  it('complete YAML from the Harness UI goes as it is, comments and quotes included', () => {
    const inputs = `# from the UI
pipeline:
  identifier: "p"
  variables:
    - name: tag   # mine
      type: String
      value: 1.10
`;
    const fitted = fit({ inputs, template: variables('name: tag, type: String, value: <+input>') });
    expect(fitted).toMatchObject({ yaml: inputs, merged: undefined, warnings: [] });
  });

  it('complete YAML without an identifier gets one, and nothing else changes', () => {
    const template = variables('name: tag, type: String, value: <+input>');
    const inputs = 'pipeline:\n  variables:\n    - {name: tag, type: String, value: 1.10}\n';
    const fitted = fit({ inputs, template });
    expect('yaml' in fitted ? fitted.yaml : '').toMatch(/^pipeline:\n {2}identifier: "p"\n/);
    expect('yaml' in fitted ? fitted.yaml : '').toContain('value: 1.10\n');
  });

  it('nothing asked, nothing given: nothing is sent', () => {
    expect(fit({ template: undefined })).toStrictEqual({
      yaml: '',
      merged: undefined,
      coversSets: false,
      origins: [],
      warnings: [],
    });
    expect(fit({ template: '', inputs: '# nothing\n' })).toMatchObject({ yaml: '' });
  });
});

describe('text', () => {
  const template = variables('name: s, type: String, value: <+input>', 'name: n, type: Number, value: <+input>');

  it.each([
    ['1.10', '1.10'],
    ['007', '007'],
    ['yes', 'yes'],
    ['1e3', '1e3'],
    ['0x1F', '0x1F'],
    ['1_000', '1_000'],
    ['12:30:45', '12:30:45'],
    ['2026-01-01', '2026-01-01'],
    ['true', 'true'],
    ['~', '~'],
    ['null', 'null'],
    ['.inf', '.inf'],
    ['"7"', '7'],
    ["'it''s'", "it's"],
    ['<+secrets.getValue("x")>', '<+secrets.getValue("x")>'],
    ['|-\n  a: 1\n  # b\n\n  c', 'a: 1\n# b\n\nc'],
    ['>\n  a\n  b\n', 'a b\n'],
    ['"a\\tb\\u0001\\nc"', 'a\tb\u0001\nc'],
    ['', ''],
    ['""', ''],
  ])('a String keeps %j', (typed, value) => {
    expect(sent({ inputs: `s: ${typed}`, template })).toMatchObject({
      pipeline: { variables: [{ name: 's', value }] },
    });
  });

  it.each([
    ['3', 3],
    ['"3"', 3],
    ['1.10', 1.1],
    ['007', 7],
    ['1e3', 1000],
    ['-0.5', -0.5],
    ['+.5', 0.5],
    ['<+pipeline.sequenceId>', '<+pipeline.sequenceId>'],
  ])('a Number takes %s', (typed, value) => {
    expect(sent({ inputs: `n: ${typed}`, template })).toMatchObject({
      pipeline: { variables: [{ name: 'n', value }] },
    });
  });

  it.each(['many', '0x1F', '1_000', '.inf', '1e999', '1.2.3', '[1]', '{a: 1}'])('a Number refuses %s', (typed) => {
    expect(problems({ inputs: `n: ${typed}`, template })).toStrictEqual([
      expect.stringMatching(/^inputs: 'n' \(pipeline variable, Number\) takes a number; .+ is none\.$/),
    ]);
  });

  it('a field without a type keeps numbers and booleans that lose nothing by it', () => {
    const fields = 'pipeline: { identifier: p, a: <+input>, b: <+input>, c: <+input>, d: <+input>, e: <+input> }';
    expect(sent({ inputs: 'a: 42\nb: true\nc: 1.10\nd: "42"\ne: [1, 007, no]', template: fields })).toStrictEqual({
      pipeline: { identifier: 'p', a: 42, b: true, c: '1.10', d: '42', e: [1, '007', 'no'] },
    });
  });
});

describe('problems, all at once', () => {
  it('an unknown name, a doubtful one, a doubled one, wrong values and missing ones in one go', () => {
    const inputs = `
image_tga: 1
region: x
replicas: many
environmentRef: prd
variables.replicas: 2
stages.verfy.variables.region: x
verify: { region: x }
`;
    expect(problems({ inputs, pipeline: 'deploy_prod' })).toStrictEqual([
      "inputs: 'image_tga' is not an input of deploy_prod. Did you mean image_tag (pipeline variable, String)?",
      "inputs: 'stages.verfy.variables.region' is not an input of deploy_prod. Did you mean stages.deploy.variables.region (stage variable of deploy, String) or stages.verify.variables.region (stage variable of verify, String)?",
      "inputs: 'verify' is not an input of deploy_prod. Did you mean stages.verify?",
      "inputs: 'region' stands in 2 places: stages.deploy.variables.region, stages.verify.variables.region. Give the path.",
      "inputs: 'replicas' and 'variables.replicas' are the same input. Give it once.",
      "inputs: 'environmentRef' (environmentRef of deploy) does not take 'prd'. Allowed: dev, prod.",
      "inputs: 'replicas' (pipeline variable, Number) takes a number; 'many' is none.",
      "inputs: 'serviceRef' (serviceRef of deploy, at stages.deploy.spec.service.serviceRef) has no value.",
      "inputs: 'infrastructureDefinitions' (infrastructureDefinitions of deploy, at stages.deploy.spec.environment.infrastructureDefinitions) has no value.",
      "inputs: 'image_tag' (pipeline variable, String, at variables.image_tag) has no value.",
    ]);
  });

  it('missing values are found when no inputs are given at all; defaults and later questions are not missing', () => {
    expect(problems({ pipeline: 'deploy_prod' }).map((text) => /'(\w+)'/.exec(text)?.[1])).toStrictEqual([
      'serviceRef',
      'environmentRef',
      'infrastructureDefinitions',
      'image_tag',
    ]);
  });

  it('what a doubtful name may have meant is not reported as missing, too', () => {
    const fields =
      'pipeline: { identifier: p, a: { image: <+input> }, b: { image: <+input> }, c: { other: <+input> } }';
    expect(problems({ inputs: 'image: x', template: fields })).toStrictEqual([
      "inputs: 'image' stands in 2 places: a.image, b.image. Give the path.",
      "inputs: 'other' (other of the pipeline, at c.other) has no value.",
    ]);
  });

  it('the closest names: letters swapped, left out or in another case; two names that differ more are two names', () => {
    const template = variables(
      ...['image_tag', 'Region', 'note'].map((name) => `name: ${name}, type: String, value: <+input>`),
    );
    const advice = (name: string): string => problems({ inputs: `${name}: 1`, template })[0]?.split('. ')[1] ?? '';
    expect(advice('iamge_tga')).toBe('Did you mean image_tag (pipeline variable, String)?');
    expect(advice('region')).toBe('Did you mean Region (pipeline variable, String)?');
    expect(advice('ntoe')).toBe('Did you mean note (pipeline variable, String)?');
    expect(advice('toen')).toBe('It asks for image_tag, Region, note.');
    expect(advice('x'.repeat(900))).toBe('It asks for image_tag, Region, note.');
  });

  it('what a chosen service asks for may be missing; a variable of such a name may not', () => {
    const template = variables('name: inputs, type: String, required: true, value: <+input>');
    expect(problems({ template })).toStrictEqual([
      "inputs: 'inputs' (pipeline variable, String, at variables.inputs) has no value.",
    ]);
  });

  it('a default that is open itself is neither a default nor an input', () => {
    const template = variables('name: v, type: String, required: true, default: <+input>, value: <+input>');
    expect(problems({ template })).toHaveLength(1);
    expect(sent({ inputs: 'v: 1', template })).toMatchObject({ pipeline: { variables: [{ value: '1' }] } });
  });

  it('a field that is named like a wrapper has a path of its own', () => {
    const template = 'pipeline: { identifier: p, strategy: { matrix: { stage: <+input>, step: <+input> } } }';
    expect(sent({ inputs: 'strategy.matrix.stage: [a]\nstep: [b]', template })).toMatchObject({
      pipeline: { strategy: { matrix: { stage: ['a'], step: ['b'] } } },
    });
  });

  it('a group is no input', () => {
    expect(problems({ inputs: `${ENOUGH}stages.verify: x\nvariables: []` })).toStrictEqual([
      "inputs: 'stages.verify' is no input, but holds 1 input: stages.verify.variables.region.",
      "inputs: 'variables' is no input, but holds 4 inputs: variables.image_tag, variables.replicas, variables.api_token, variables.window.",
    ]);
  });

  it('a name without a close one is told what there is, and which stages were asked', () => {
    const template = variables('name: tag, type: String, value: <+input>');
    expect(problems({ inputs: 'qqqqqq: 1', template, stages: ['deploy'] })).toStrictEqual([
      "inputs: 'qqqqqq' is not an input of p (only deploy). It asks for tag.",
    ]);
  });

  it('a pipeline without runtime inputs takes neither names nor input sets nor a ref', () => {
    const set = { id: 'prod', yaml: 'inputSet: { pipeline: { identifier: p } }' };
    expect(problems({ inputs: 'tag: 1', template: undefined, sets: [set], ref: 'main' })).toStrictEqual([
      'input-sets: cannot be applied: p has no runtime inputs. Leave them out.',
      "inputs: 'tag' is not an input of p, which has no runtime inputs.",
      'ref: cannot be used: p does not ask what to build. Make the build of its codebase a runtime input, or leave ref out.',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', '"<+input>"', '""', '"a.b."'])(
    'the name %s is never dropped',
    (name) => {
      const template = variables('name: tag, type: String, value: <+input>');
      expect(problems({ inputs: `tag: 1\n${name}: 2`, template })).toStrictEqual([
        expect.stringMatching(/^inputs: '.*' is not an input of p/),
      ]);
      expect(Object.prototype).not.toHaveProperty('2');
    },
  );

  it('a variable that is named like a key of the prototype is one like any other', () => {
    const template = variables(
      'name: __proto__, type: String, value: <+input>',
      'name: constructor, type: String, value: <+input>',
    );
    const fitted = fit({ inputs: '__proto__: a\nconstructor: b', template });
    expect('yaml' in fitted ? fitted.yaml : '').toMatch(
      /__proto__\n.*String\n.*"a"\n.*constructor\n.*String\n.*"b"\n$/s,
    );
  });

  it('a value that is still <+input> is no value; one that Harness asks for later is', () => {
    const template = variables('name: tag, type: String, value: <+input>');
    expect(problems({ inputs: 'tag: <+input>', template })).toStrictEqual([
      "inputs: 'tag' (pipeline variable, String) is still <+input>. Give a value.",
    ]);
    expect(problems({ inputs: 'tag: <+input>.executionInput()', template })).toStrictEqual([]);
  });

  it('a list whose items have no identifiers is given whole or not at all', () => {
    const template =
      'pipeline: { identifier: p, rules: [{ from: <+input>.default(a), to: <+input>.default(b) }, { from: c, to: d }] }';
    expect(sent({ template })).toBeNull();
    expect(problems({ inputs: 'rules.0.from: x', template })).toStrictEqual([
      "inputs: 'to' (to of the pipeline, at rules.0.to) has no value. Harness takes the list around it only as a whole.",
    ]);
    const nested =
      'pipeline: { identifier: p, rules: [{ ports: [{ name: a, to: <+input>.default(1) }] }, { from: <+input>.default(c) }] }';
    expect(problems({ inputs: 'from: x', template: nested })).toStrictEqual([
      expect.stringContaining('rules.0.ports.a.to'),
    ]);
    expect(sent({ inputs: 'from: x\nto: y', template })).toStrictEqual({
      pipeline: {
        identifier: 'p',
        rules: [
          { from: 'x', to: 'y' },
          { from: 'c', to: 'd' },
        ],
      },
    });
  });
});

describe('validators', () => {
  const PLAIN_QUOTES = String.raw` (to Harness, plain quotes are part of a value and hold no commas together; \' and \' do)`;
  const with_ = (modifiers: string): Partial<Wanted> => ({
    template: `pipeline:\n  identifier: p\n  variables:\n    - name: v\n      type: String\n      value: <+input>${modifiers}\n`,
  });

  it.each([
    ['.allowedValues(a,b)', 'a'],
    ['.allowedValues(a, b).default(a)', 'b'],
    ['.default(a).allowedValues(a,b).executionInput()', 'b'],
    ['.allowedValues(a,b)', '"a, b"'],
    ['.allowedValues(a,b)', '[a, b]'],
    ['.allowedValues(a,b)', '<+pipeline.name>'],
    ['.allowedValues(a,<+pipeline.name>)', 'whatever'],
    ['.allowedValues(a,b)', ''],
    [".allowedValues(\\'london,uk\\',paris)", "\\'london,uk\\'"],
    [".allowedValues(\\'london,uk\\',paris)", '"london,uk"'],
    ['.allowedValues(\\"a,b\\",c)', 'c'],
    ['.allowedValues(f(x),g)', 'f(x)'],
    [".allowedValues(dev,'london,uk')", `"'london,uk'"`],
    [".allowedValues('dev',qa)", `"'dev'"`],
    ['.selectOneFrom(a,b)', 'a'],
    ['.regex(^v\\d+\\.\\d+$)', 'v1.10'],
    ['.regex((a|b)+)', 'abab'],
    ['.regex(^(x(y)?)$).default(x)', 'xy'],
    ['.regex(^[a-z]{2}$)', '<+pipeline.name>'],
    ['.regex(^a$)', '""'],
    ['.somethingNew(a)', 'whatever'],
  ])('%s takes %s', (modifiers, value) => {
    expect(problems({ ...with_(modifiers), inputs: `v: ${value}` })).toStrictEqual([]);
  });

  it.each([
    ['.allowedValues(a,b)', 'c', "'c'. Allowed: a, b."],
    ['.allowedValues(a,b)', '"a,c"', "'a,c'. Allowed: a, b."],
    ['.allowedValues(a,b)', '[a, c]', '[a, c]. Allowed: a, b.'],
    ['.allowedValues(a,b)', 'A', "'A'. Allowed: a, b."],
    [".default(x).allowedValues(\\'london,uk\\',x)", 'london', "'london'. Allowed: 'london,uk', x."],
    [".allowedValues(dev,'london,uk')", 'london', `'london'. Allowed: dev, "'london", "uk'"${PLAIN_QUOTES}.`],
    [".allowedValues(dev,'london,uk')", '"london,uk"', `'london,uk'. Allowed: dev, "'london", "uk'"${PLAIN_QUOTES}.`],
    ['.allowedValues(dev,"london,uk")', 'uk', `'uk'. Allowed: dev, '"london', 'uk"'${PLAIN_QUOTES}.`],
    [".allowedValues('dev',it's)", 'dev', `'dev'. Allowed: "'dev'", "it's".`],
    ['.selectOneFrom(a,b)', '"a,b"', "'a,b'. Allowed: a, b."],
    ['.regex(^v\\d+$)', 'v1.0', "'v1.0'. It must match ^v\\d+$"],
    ['.regex(v\\d)', 'xv1', "'xv1'. It must match v\\d"],
    ['.regex(a.c)', '"a\\nc"', '(3 characters). It must match a.c'],
  ])('%s does not take %s', (modifiers, value, text) => {
    expect(problems({ ...with_(modifiers), inputs: `v: ${value}` })).toStrictEqual([
      `inputs: 'v' (pipeline variable, String) does not take ${text}`,
    ]);
  });

  it.each(['v: {a: b}', 'v: {}', 'v:\n  a:\n    b: c', 'pipeline: {variables: [{name: v, value: {a: b}}]}'])(
    'a String takes no mapping: %j',
    (inputs) => {
      expect(problems({ ...with_(''), inputs })).toStrictEqual([
        "inputs: 'v' (pipeline variable, String) takes a text; a mapping is given. Quote it if it is meant as text.",
      ]);
    },
  );

  it('a mapping between quotes is a text like any other', () => {
    expect(sent({ ...with_(''), inputs: 'v: "{a: b}"' })).toMatchObject({
      pipeline: { variables: [{ name: 'v', value: '{a: b}' }] },
    });
  });

  it('a pattern that cannot be read here is left to Harness, with a warning', () => {
    expect(warnings({ ...with_('.regex((?i)abc)'), inputs: 'v: x' })).toStrictEqual([
      "'v' (pipeline variable, String) has a pattern that is not checked here, only by Harness: (?i)abc",
    ]);
  });

  it('a Number is compared as a number', () => {
    const template = variables('name: n, type: Number, value: "<+input>.allowedValues(1,2.50)"');
    expect(problems({ inputs: 'n: 2.5', template })).toStrictEqual([]);
    expect(problems({ inputs: 'n: 3', template })).toHaveLength(1);
  });

  it('a required variable may be left empty on purpose, with a warning', () => {
    const template = variables('name: v, type: String, required: true, value: <+input>');
    expect(sent({ inputs: 'v:', template })).toMatchObject({ pipeline: { variables: [{ value: '' }] } });
    expect(warnings({ inputs: 'v:', template })).toStrictEqual([
      "'v' (pipeline variable, String) is required and left empty; Harness may refuse that.",
    ]);
    expect(warnings({ inputs: 'v: ""', template: template.replace('required: true, ', '') })).toStrictEqual([]);
  });
});

describe('complete YAML is checked as names are', () => {
  const template = variables(
    'name: tag, type: String, required: true, value: "<+input>.allowedValues(a,b)"',
    'name: n, type: Number, value: <+input>',
  );

  it.each([
    ['another pipeline', 'identifier: other', ['is for the pipeline other, and this step runs p.']],
    [
      'a variable that is none',
      'variables: [{name: tag, value: a}, {name: tga, value: 1}]',
      ["'variables.tga' is not an input of p. Did you mean tag (pipeline variable, String)?"],
    ],
    [
      'a key that is none',
      'variables: [{name: tag, value: a}]\n  tags: {a: b}',
      ["'tags' is not an input of p. Did you mean tag (pipeline variable, String)?"],
    ],
    [
      'a value that is not allowed',
      'variables: [{name: tag, value: c}]',
      ["'tag' (pipeline variable, String) does not take 'c'. Allowed: a, b."],
    ],
    [
      'no number',
      'variables: [{name: tag, value: a}, {name: n, value: x}]',
      ["'n' (pipeline variable, Number) takes a number; 'x' is none."],
    ],
    [
      'a missing value',
      'variables: [{name: n, value: 1}]',
      ["'tag' (pipeline variable, String, at variables.tag) has no value. Allowed: a, b."],
    ],
    [
      'an open value',
      'variables: [{name: tag, value: <+input>}]',
      ["'tag' (pipeline variable, String, at variables.tag) has no value. Allowed: a, b."],
    ],
    ['one twice', 'variables: [{name: tag, value: a}, {name: tag, value: b}]', ["'variables.tag' is given twice."]],
    [
      'a list for a mapping',
      'variables: {tag: a}',
      [
        "'variables' is no input, but holds 2 inputs: variables.tag, variables.n.",
        "'tag' (pipeline variable, String, at variables.tag) has no value. Allowed: a, b.",
      ],
    ],
  ])('%s', (_, yaml, texts) => {
    expect(problems({ inputs: `pipeline:\n  ${yaml}`, template })).toStrictEqual(
      texts.map((text) => `inputs: ${text}`),
    );
  });

  it('a fixed value is none to change; what a chosen service or environment asks for may be given', () => {
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
      problems({ inputs: stage(`${known}, environmentInputs: {a: 1}, environmentRef: prod`), template: fixed }),
    ).toStrictEqual([]);
    const silent = fixed.replace('environmentRef: prod, ', '');
    expect(problems({ inputs: stage(`${known}, environmentRef: dev`), template: silent })).toStrictEqual([
      expect.stringMatching(/^inputs: 'stages\.s\.spec\.environment\.environmentRef' is not an input of p\./),
    ]);
    expect(problems({ inputs: stage(`${known}, environmentRef: dev`), template: fixed })).toStrictEqual([
      "inputs: 'stages.s.spec.environment.environmentRef' is fixed in p, not an input of it.",
    ]);
  });
});

describe('ref', () => {
  it.each([
    ['refs/heads/feature/x', { type: 'branch', spec: { branch: 'feature/x' } }],
    ['main', { type: 'branch', spec: { branch: 'main' } }],
    ['branch', { type: 'branch', spec: { branch: 'branch' } }],
    ['deadbeef', { type: 'branch', spec: { branch: 'deadbeef' } }],
    ['refs/tags/v1.10', { type: 'tag', spec: { tag: 'v1.10' } }],
    ['refs/pull/7/merge', { type: 'PR', spec: { number: '7' } }],
    ['refs/pull/12/head', { type: 'PR', spec: { number: '12' } }],
    ['0'.repeat(40), { type: 'commitSha', spec: { commitSha: '0'.repeat(40) } }],
    ['A1'.repeat(32), { type: 'commitSha', spec: { commitSha: 'A1'.repeat(32) } }],
  ])('%s', (ref, build) => {
    const wanted = { pipeline: { identifier: 'p', properties: { ci: { codebase: { build } } } } };
    expect(sent({ ref, template: CODEBASE })).toStrictEqual(wanted);
    expect(sent({ ref, template: CODEBASE, inputs: 'pipeline: {identifier: p}' })).toStrictEqual(wanted);
  });

  it.each(['refs/pull/x/merge', 'refs/pull/7', 'refs/heads/', 'refs/remotes/origin/main', 'refs', 'a b', 'a~1'])(
    '%s is none',
    (ref) => {
      expect(problems({ ref, template: CODEBASE })).toContainEqual(
        expect.stringMatching(/^ref: '.*' is not a ref such as refs\/heads\/main,/),
      );
    },
  );

  it('inputs and ref cannot both say what to build', () => {
    const inputs = 'build: { type: tag, spec: { tag: v1 } }';
    expect(problems({ ref: 'main', inputs, template: CODEBASE })).toStrictEqual([
      'ref: says what to build, and inputs does, too (properties.ci.codebase.build). Give one of them.',
    ]);
    expect(sent({ inputs, template: CODEBASE })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'tag', spec: { tag: 'v1' } } } } } },
    });
  });

  it('without a ref the missing build says what would give it', () => {
    expect(problems({ template: CODEBASE })).toStrictEqual([
      "inputs: 'build' (build of the pipeline, at properties.ci.codebase.build) has no value. Set ref.",
    ]);
  });

  it('a pipeline that has settled the kind of build takes a ref of that kind', () => {
    const template = CODEBASE.replace(
      '<+input>',
      '{ type: branch, spec: { branch: "<+input>.allowedValues(main,next)" } }',
    );
    expect(sent({ ref: 'refs/heads/next', template })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'branch', spec: { branch: 'next' } } } } } },
    });
    expect(problems({ ref: 'refs/tags/v1', template })[0]).toBe(
      'ref: is a tag, and p does not ask for one, but for a branch.',
    );
    expect(problems({ ref: 'other', template })).toStrictEqual([
      "ref: 'branch' (branch of the pipeline) does not take 'other'. Allowed: main, next.",
    ]);
  });

  it('a pipeline that asks for the kind and for a branch takes a branch alone', () => {
    const template = CODEBASE.replace('<+input>', '{ type: <+input>, spec: { branch: <+input> } }');
    expect(sent({ ref: 'branch', template })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'branch', spec: { branch: 'branch' } } } } } },
    });
    expect(problems({ ref: 'refs/tags/v1', template })[0]).toBe('ref: is a tag, and p does not ask for one.');
  });

  it('a pipeline template asks for it one level down; of several builds none is guessed', () => {
    const inner = CODEBASE.replace('  properties', '  template:\n   templateInputs:\n    properties').replace(
      /\n {4}ci/,
      '\n     ci',
    );
    expect(sent({ ref: 'main', template: inner })).toMatchObject({ pipeline: { template: { templateInputs: {} } } });
    const stage = (id: string): string =>
      `{stage: {identifier: ${id}, spec: {inputs: {properties: {ci: {codebase: {build: <+input>}}}}}}}`;
    const chained = `pipeline: {identifier: p, stages: [${stage('a')}, ${stage('b')}]}`;
    expect(problems({ ref: 'main', template: chained })[0]).toMatch(
      /^ref: fits several builds: stages\.a\..*, stages\.b\./,
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

  it('what a set gives is not missing; one override goes on top; the last giver is named', () => {
    const base = set(
      'base',
      'variables: [{name: tag, type: String, value: "1"}, {name: region, type: String, value: eu}]',
    );
    const prod = set(
      'prod',
      'variables: [{name: region, type: String, value: us}, {name: note, type: String, value: <+input>}]',
    );
    const fitted = fit({ inputs: 'tag: 2', template, sets: [base, prod] });
    expect(fitted).toMatchObject({
      origins: [
        { path: 'variables.tag', value: '2', from: 'inputs' },
        { path: 'variables.region', value: 'us', from: 'input set prod' },
      ],
      warnings: ['Variables without a value are left out: note.'],
    });
    expect(parse('yaml' in fitted ? fitted.yaml : '')).toStrictEqual({
      pipeline: { identifier: 'p', variables: [{ name: 'tag', type: 'String', value: '2' }] },
    });
    expect(parse('merged' in fitted ? (fitted.merged ?? '') : '')).toStrictEqual({
      pipeline: {
        identifier: 'p',
        variables: [
          { name: 'tag', type: 'String', value: '2' },
          { name: 'region', type: 'String', value: 'us' },
          { name: 'note', type: 'String' },
        ],
      },
    });
  });

  it('stages in parallel blocks are merged by identifier, mappings by key', () => {
    const stage = (id: string, spec: string): string => `{stage: {identifier: ${id}, type: Custom, spec: ${spec}}}`;
    const text = `pipeline: {identifier: p, stages: [{parallel: [${stage('a', '{x: <+input>}')}, ${stage('b', '{x: <+input>, y: <+input>}')}]}]}`;
    const one = set('one', `stages: [{parallel: [${stage('a', '{x: 1}')}, ${stage('b', '{x: {k: 1, l: 1}}')}]}]`);
    const two = set('two', `stages: [{parallel: [${stage('b', '{x: {l: 2}}')}]}]`);
    const fitted = fit({ inputs: 'y: 3', template: text, sets: [one, two] });
    expect(parse('merged' in fitted ? (fitted.merged ?? '') : '')).toStrictEqual({
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

  it('a set that leaves a value open, or has a stage in no parallel block, covers nothing that another gives', () => {
    const stage = (id: string, x: string): string => `{stage: {identifier: ${id}, spec: {x: ${x}}}}`;
    const text = `pipeline: {identifier: p, stages: [{parallel: [${stage('a', '<+input>')}, ${stage('b', '<+input>')}]}]}`;
    const one = set('one', `stages: [{parallel: [${stage('a', '1')}, ${stage('b', '2')}]}]`);
    const two = set('two', `stages: [${stage('b', '<+input>')}, ${stage('a', '3')}]`);
    const fitted = fit({
      template: text,
      sets: [one, set('open', `stages: [{parallel: [${stage('b', '<+input>')}]}]`), two],
    });
    expect(fitted).toMatchObject({
      origins: [
        { value: '3', from: 'input set two' },
        { value: '2', from: 'input set one' },
      ],
    });
    expect(parse('merged' in fitted ? (fitted.merged ?? '') : '')).toMatchObject({
      pipeline: {
        stages: [
          {
            parallel: [{ stage: { identifier: 'a', spec: { x: 1 } } }, { stage: { identifier: 'b', spec: { x: 2 } } }],
          },
          { stage: { identifier: 'b' } },
          { stage: { identifier: 'a', spec: { x: 3 } } },
        ],
      },
    });
  });

  it('a list or a build that a step gives covers the set’s, a mapping of the same type goes on top of it', () => {
    const shape = `pipeline: {identifier: p, infra: <+input>, inputs: <+input>, properties: {ci: {codebase: {build: <+input>}}}}`;
    const base = set(
      'base',
      `infra: [{identifier: a}]\n    inputs: {type: K, tag: 1, port: 2}\n    properties: {ci: {codebase: {build: {type: branch, spec: {branch: main}}}}}`,
    );
    const fitted = fit({
      inputs: 'infra: [{identifier: b}]\ninputs: {tag: 3}',
      ref: 'refs/tags/v1',
      template: shape,
      sets: [base, set('more', 'infra: [{identifier: c}]')],
    });
    expect(fitted).toMatchObject({ coversSets: true });
    expect(parse('merged' in fitted ? (fitted.merged ?? '') : '')).toStrictEqual({
      pipeline: {
        identifier: 'p',
        infra: [{ identifier: 'b' }],
        inputs: { type: 'K', tag: 3, port: 2 },
        properties: { ci: { codebase: { build: { type: 'tag', spec: { tag: 'v1' } } } } },
      },
    });
    const joined = fit({ ref: 'main', template: shape, sets: [base, set('more', 'infra: [{identifier: c}]')] });
    expect(parse('merged' in joined ? (joined.merged ?? '') : '')).toMatchObject({
      pipeline: { infra: [{ identifier: 'a' }, { identifier: 'c' }] },
    });
    expect(fit({ inputs: 'infra: []', template: shape, sets: [base] })).toMatchObject({
      merged: expect.stringContaining('infra: []'),
    });
  });

  it('a set with a value that is not allowed, or that cannot be read, is named', () => {
    const wrong = set('wrong', 'variables: [{name: tag, value: a}, {name: region, value: mars}]');
    expect(problems({ template, sets: [wrong] })).toStrictEqual([
      "input-sets: input set wrong: 'region' (pipeline variable, String) does not take 'mars'. Allowed: eu, us.",
    ]);
    expect(problems({ template, sets: [{ id: 'broken', yaml: 'a: *b' }] })).toStrictEqual([
      'input-sets: broken cannot be read: it uses an alias; write the value out, or quote it when * is meant as text (line 1, column 4).',
    ]);
  });
});

describe('what a person sees', () => {
  it('who set what, in the order of the template; secrets by name or by value are hidden', () => {
    const inputs = `${ENOUGH}api_token: abc\nstages.deploy.variables.region: hunter2-eu\nstages.verify.variables.region: |\n  a\n  b\n`;
    const fitted = fit({ inputs, masked: ['hunter2', ''] });
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
      'variables.window =  (asked during the run)',
    ]);
  });

  it('a problem does not show what is secret', () => {
    const template = variables(
      'name: db_password, type: String, value: "<+input>.allowedValues(a)"',
      'name: s, type: Secret, value: "<+input>.regex(a)"',
    );
    expect(problems({ inputs: 'db_password: hunter2\ns: hunter2', template }).join('\n')).not.toContain('hunter2');
  });
});

describe('a template that cannot be read', () => {
  const none = (inputs: string, ref = ''): Fitted =>
    unreadTemplate({ pipeline: 'p', inputs, sets: [], ref }, '403 NG_ACCESS_DENIED', 'forbidden');

  it('complete YAML and nothing go with a warning', () => {
    const warning = expect.stringMatching(
      /not checked, because the runtime-input template of p cannot be read: 403.*core_pipeline_view/,
    );
    expect(none('')).toStrictEqual({
      yaml: '',
      merged: undefined,
      coversSets: false,
      origins: [],
      warnings: [warning],
    });
    expect(none('pipeline: {identifier: p, x: 1}')).toMatchObject({
      yaml: 'pipeline: {identifier: p, x: 1}',
      warnings: [warning],
    });
    expect(none('pipeline: {x: 1}')).toMatchObject({ yaml: 'pipeline:\n  identifier: "p"\n  x: 1\n' });
  });

  it('names and a ref are problems that name the missing permission; so is another pipeline’s YAML', () => {
    expect(none('tag: 1', 'main')).toMatchObject({
      problems: [
        { input: 'inputs', text: expect.stringContaining('core_pipeline_view') },
        { input: 'ref', text: expect.stringContaining('core_pipeline_view') },
      ],
    });
    expect(none('pipeline: {identifier: other}')).toMatchObject({ problems: [{ input: 'inputs' }] });
  });

  it.each([
    [
      'not-found',
      'Check pipeline, org and project; a key without Pipeline: View (core_pipeline_view) in that project gets the same answer.',
    ],
    ['forbidden', 'Give the key a role with Pipeline: View (core_pipeline_view) in that project.'],
    ['other', 'Mend what Harness names; the key also needs Pipeline: View (core_pipeline_view) in that project.'],
  ] as const)('%s: says what it most likely is, and names the permission', (meaning, remedy) => {
    const cause = `because the runtime-input template of p cannot be read: Harness says so. ${remedy}`;
    const fitted = (inputs: string, ref: string): Fitted =>
      unreadTemplate({ pipeline: 'p', inputs, sets: [], ref }, 'Harness says so.', meaning);
    expect(fitted('tag: 1', 'main')).toStrictEqual({
      problems: [
        { input: 'inputs', text: `cannot be fitted, ${cause} Complete YAML (pipeline: …) needs no template.` },
        { input: 'ref', text: `cannot be fitted, ${cause}` },
      ],
    });
    expect(fitted('', '')).toMatchObject({ warnings: [`The runtime inputs are not checked, ${cause}`] });
  });

  it.each([
    ['no YAML', 'a: b: c'],
    ['a list', '- a'],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\npipeline: *b'],
    ['too deep', '['.repeat(500_000)],
    ['too long', ' '.repeat(5_000_000)],
    [
      'all paths too long',
      `${Array.from({ length: 90 }, (_, level) => `${' '.repeat(level)}${'k'.repeat(900)}:`).join('\n')}\n${Array.from({ length: 3000 }, (_, index) => `${' '.repeat(91)}a${index}: <+input>`).join('\n')}`,
    ],
  ])('%s is as good as none', (_, template) => {
    expect(fit({ template })).toMatchObject({ yaml: '', warnings: [expect.stringContaining('not checked')] });
    expect(problems({ template, inputs: 'tag: 1' })).toStrictEqual([
      expect.stringMatching(/^inputs: cannot be fitted/),
    ]);
  });
});
