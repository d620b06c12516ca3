import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { problems, sentText, warnings, type Asked } from '../../support/runtime-inputs/fit.ts';

function variables(...lines: readonly string[]): string {
  const items = lines.map((line) => `    - {${line}}\n`).join('');
  return `pipeline:\n  identifier: p\n  variables:\n${items}`;
}

/** What would be sent, as a YAML parser reads it. */
async function sent(wanted: Asked): Promise<unknown> {
  return parse(await sentText(wanted));
}

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
    ['.inf', '.inf'],
    ['"7"', '7'],
    ["'it''s'", "it's"],
    ['<+secrets.getValue("x")>', '<+secrets.getValue("x")>'],
    ['|-\n  a: 1\n  # b\n\n  c', 'a: 1\n# b\n\nc'],
    ['>\n  a\n  b\n', 'a b\n'],
    ['"a\\tb\\u0001\\nc"', 'a\tb\u0001\nc'],
    ['""', ''],
    ['"null"', 'null'],
  ])('a String keeps %j', async (typed, value) => {
    expect(await sent({ inputs: `s: ${typed}`, template })).toMatchObject({
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
  ])('a Number accepts %s', async (typed, value) => {
    expect(await sent({ inputs: `n: ${typed}`, template })).toMatchObject({
      pipeline: { variables: [{ name: 'n', value }] },
    });
  });

  it.each(['many', '0x1F', '1_000', '.inf', '1e999', '1.2.3', '[1]', '{a: 1}'])(
    'a Number rejects %s',
    async (typed) => {
      expect(await problems({ inputs: `n: ${typed}`, template })).toStrictEqual([
        expect.stringMatching(/^inputs: 'n' \(pipeline variable, Number\) must be a number, got .+\.$/),
      ]);
    },
  );

  it('a field without a type keeps numbers and booleans that do not change', async () => {
    const fields = 'pipeline: { identifier: p, a: <+input>, b: <+input>, c: <+input>, d: <+input>, e: <+input> }';
    expect(await sent({ inputs: 'a: 42\nb: true\nc: 1.10\nd: "42"\ne: [1, 007, no]', template: fields })).toStrictEqual(
      {
        pipeline: { identifier: 'p', a: 42, b: true, c: '1.10', d: '42', e: [1, '007', 'no'] },
      },
    );
  });
});

describe('validators', () => {
  const PLAIN_QUOTES = String.raw` (Harness treats plain quotes as part of a value; write \' around a value that contains a comma)`;
  const with_ = (modifiers: string): Asked => ({
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
    ['.allowedValues(a,${env})', 'whatever'],
    ['.allowedValues(jexl(x))', 'whatever'],
    ['.allowedValues(a,)', '""'],
    ['.allowedValues(1.10,2)', '1.10'],
    [".allowedValues(\\'london,uk\\',paris)", "\\'london,uk\\'"],
    ['.allowedValues(\\"a,b\\",c)', 'c'],
    ['.allowedValues(f(x),g)', 'f(x)'],
    [".allowedValues(dev,'london,uk')", `"'london,uk'"`],
    [".allowedValues('dev',qa)", `"'dev'"`],
    ['.selectOneFrom(a,b)', 'a'],
    ['.selectManyFrom(a,b)', '"b,a"'],
    ['.regex(^v\\d+\\.\\d+$)', 'v1.10'],
    ['.regex((a|b)+)', 'abab'],
    ['.regex(^(x(y)?)$).default(x)', 'xy'],
    ['.regex(^[a-z]{2}$)', '<+pipeline.name>'],
    ['.regex(^$)', '""'],
    // Only the first validator counts; which that is, is known where the list is written first.
    ['.allowedValues(a).regex(b)', 'a'],
    ['.regex(b).allowedValues(a)', 'a'],
    ['.regex(b).allowedValues(a)', 'b'],
    // What this version does not know ends the checking.
    ['.somethingNew(a)', 'whatever'],
    ['.allowedValues(a,b).somethingNew(c)', 'whatever'],
    ['.regex(^(a).b(c)$)', 'a_bc'],
  ])('%s accepts %s', async (modifiers, value) => {
    expect(await problems({ ...with_(modifiers), inputs: `v: ${value}` })).toStrictEqual([]);
  });

  it.each([
    ['.allowedValues(a,b)', 'c', "be one of a, b; got 'c'"],
    ['.allowedValues(a,b)', '"a,c"', "be one of a, b; got 'a,c'"],
    ['.allowedValues(a,b)', '[a, c]', 'be one of a, b; got [a, c]'],
    ['.allowedValues(a,b)', 'A', "be one of a, b; got 'A'"],
    ['.allowedValues(a,b)', '""', 'be one of a, b; got (empty)'],
    ['.allowedValues(a,b)', '"\u00A0a"', "be one of a, b; got '\u00A0a'"],
    ['.allowedValues(1.1,2)', '1.10', "be one of 1.1, 2; got '1.10'"],
    [".default(x).allowedValues(\\'london,uk\\',x)", 'london', "be one of 'london,uk', x; got 'london'"],
    [
      ".allowedValues(\\'london,uk\\',paris)",
      '"london,uk"',
      String.raw`be one of 'london,uk', paris (Harness splits a value at commas; write \'london,uk\'); got 'london,uk'`,
    ],
    [".allowedValues(dev,'london,uk')", 'london', `be one of dev, "'london", "uk'"${PLAIN_QUOTES}; got 'london'`],
    ['.allowedValues(dev,"london,uk")', 'uk', `be one of dev, '"london', 'uk"'${PLAIN_QUOTES}; got 'uk'`],
    [".allowedValues('dev',it's)", 'dev', `be one of "'dev'", "it's"; got 'dev'`],
    ['.selectOneFrom(a,b)', '"a,b"', "be one of a, b; got 'a,b'"],
    ['.selectManyFrom(a,b)', '"a,c"', "be one of a, b; got 'a,c'"],
    ['.regex(^v\\d+$)', 'v1.0', "match ^v\\d+$; got 'v1.0'"],
    ['.regex(v\\d)', 'xv1', "match v\\d; got 'xv1'"],
    ['.regex(^a$)', '""', 'match ^a$; got (empty)'],
    ['.regex(a.c)', '"a\\nc"', 'match a.c; got (3 characters)'],
    ['.allowedValues(a).regex(b)', 'b', "be one of a; got 'b'"],
    ['.regex(b).allowedValues(a)', 'c', "match b or must be one of a; got 'c'"],
  ])('%s rejects %s', async (modifiers, value, text) => {
    expect(await problems({ ...with_(modifiers), inputs: `v: ${value}` })).toStrictEqual([
      `inputs: 'v' (pipeline variable, String) must ${text}.`,
    ]);
  });

  it.each(['v: {a: b}', 'v: {}', 'v:\n  a:\n    b: c', 'pipeline: {variables: [{name: v, value: {a: b}}]}'])(
    'a String rejects a mapping: %j',
    async (inputs) => {
      expect(await problems({ ...with_(''), inputs })).toStrictEqual([
        "inputs: 'v' (pipeline variable, String) must be text, got a mapping. Quote it if it is meant as text.",
      ]);
    },
  );

  it('a quoted mapping is text', async () => {
    expect(await sent({ ...with_(''), inputs: 'v: "{a: b}"' })).toMatchObject({
      pipeline: { variables: [{ name: 'v', value: '{a: b}' }] },
    });
  });

  it('a pattern that cannot be evaluated is left to Harness, with a warning', async () => {
    expect(await warnings({ ...with_('.regex((?i)abc)'), inputs: 'v: x' })).toStrictEqual([
      'Values that only Harness can check: v (this version cannot evaluate its pattern (?i)abc).',
    ]);
  });

  it('a placeholder that is too long is left to Harness, with a warning', async () => {
    const long = with_(`.allowedValues(${'a,'.repeat(10_000)}b)`);
    expect(await warnings({ ...long, inputs: 'v: x' })).toStrictEqual([
      'Values that only Harness can check: v (its <+input> expression is too long).',
    ]);
  });

  it('a Number is compared as text, and sent in that form', async () => {
    const template = variables('name: n, type: Number, value: "<+input>.allowedValues(1.10,2,12345678.5)"');
    expect(await sentText({ template, inputs: 'n: 1.10' })).toContain('value: "1.10"\n');
    expect(await sentText({ template, inputs: 'n: 12345678.5' })).toContain('value: "12345678.5"\n');
    expect(await sentText({ template, inputs: 'n: 2' })).toContain('value: 2\n');
    expect(await problems({ template, inputs: 'n: 1.1' })).toStrictEqual([
      "inputs: 'n' (pipeline variable, Number) must be one of 1.10, 2, 12345678.5; got '1.1'.",
    ]);
  });
});

describe('text in place of a list or a mapping', () => {
  const template = `
pipeline:
  identifier: p
  properties: { ci: { codebase: { build: <+input> } } }
  stages:
    - stage:
        identifier: s
        spec:
          service: { serviceInputs: <+input> }
          services: { values: <+input> }
          environments: { values: <+input> }
          environment: { infrastructureDefinitions: <+input>, gitOpsClusters: <+input>, environmentInputs: <+input> }
          delegateSelectors: <+input>
          sources: <+input>
`;

  it('is a problem that shows the correct form', async () => {
    const inputs = `
infrastructureDefinitions: k8s
gitOpsClusters: ""
delegateSelectors: d1, d2
stages.s.spec.services.values: web, api
stages.s.spec.environments.values: prod
build: main
sources: img
serviceInputs: x
environmentInputs: x
`;
    expect(await problems({ template, inputs })).toEqual([
      "inputs: 'build' (in the pipeline) must be a mapping, such as build: { type: branch, spec: { branch: main } }; the input ref sets it; got 'main'.",
      "inputs: 'serviceInputs' (in stage s) must be a mapping, such as serviceInputs: { serviceDefinition: { type: …, spec: … } }; got 'x'.",
      "inputs: 'stages.s.spec.services.values' (in stage s) must be a list, such as values: [{ serviceRef: web }, { serviceRef: api }]; got 'web, api'.",
      "inputs: 'stages.s.spec.environments.values' (in stage s) must be a list, such as values: [{ environmentRef: prod }]; got 'prod'.",
      "inputs: 'infrastructureDefinitions' (in stage s) must be a list, such as infrastructureDefinitions: [{ identifier: k8s }]; got 'k8s'.",
      "inputs: 'gitOpsClusters' (in stage s) must be a list, such as gitOpsClusters: [{ identifier: … }]; got (empty).",
      "inputs: 'environmentInputs' (in stage s) must be a mapping, such as environmentInputs: { identifier: …, type: …, variables: … }; got 'x'.",
      "inputs: 'delegateSelectors' (in stage s) must be a list, such as delegateSelectors: [d1, d2]; got 'd1, d2'.",
      "inputs: 'sources' (in stage s) must be a list, such as sources: [{ identifier: img, type: …, spec: { tag: … } }]; got 'img'.",
    ]);
  });

  it('is accepted as an expression', async () => {
    const values = [
      'stages.s.spec.services.values',
      'stages.s.spec.environments.values',
      'infrastructureDefinitions',
      'gitOpsClusters',
    ];
    const inputs = values.map((name) => `${name}: <+pipeline.variables.x>\n`).join('');
    expect(await problems({ template, inputs, ref: 'main' })).toEqual([]);
    expect(
      await problems({ template: 'pipeline: {identifier: p, constructor: <+input>}', inputs: 'constructor: x' }),
    ).toEqual([]);
  });
});
