import { describe, expect, it } from '@jest/globals';

import { warnings } from '../../support/runtime-inputs/fit.ts';

const template = `
pipeline:
  identifier: p
  variables: [{ name: branch, type: String, value: <+input> }, { name: tag, type: String, value: <+input>.default(x) }]
  stages: [{ stage: { identifier: s, type: Deployment, spec: { service: { serviceInputs: <+input>.default(y) } } } }]
  properties: { ci: { codebase: { build: <+input>.default(z) } } }
`;

describe('a plain value that a comment follows', () => {
  const cut = (names: string): string =>
    `A YAML comment follows the value of ${names}: YAML cuts a value at " #". Quote the value if the rest belongs to it; otherwise put the comment on its own line.`;

  it.each([
    ['branch: feature #12 x', 'branch'],
    ['branch: v1 # the release', 'branch'],
    ['branch: a\ntag:\tv1\t#2', 'tag'],
    ['branch: a #1\ntag: b #2', 'branch, tag'],
    ['branch: a\nserviceInputs: { tag: [b,\n c #2\n ] }', 'serviceInputs'],
    ['pipeline:\n  variables:\n    - name: branch # mine\n      value: a #1', 'branch'],
  ])('%j causes one warning that names it', async (inputs, names) => {
    expect(await warnings({ template, inputs })).toEqual([cut(names)]);
  });

  it('a value that begins with # is named as well', async () => {
    expect(await warnings({ template, inputs: 'branch: #12-fix' })).toEqual([
      cut('branch'),
      expect.stringMatching(/^Variables without a value are left to Harness/),
    ]);
  });

  it('is reported in complete YAML as well', async () => {
    const inputs = 'pipeline:\n  variables:\n    - name: branch\n      value: #12';
    expect(await warnings({ template, inputs })).toContainEqual(cut('branch'));
  });

  it.each([
    ['branch: "feature #12 x"'],
    ["branch: 'a' # quoted"],
    ['# a line of its own\nbranch: a\n# and after it'],
    ['branch: a#12'],
    ['branch: |\n  a # b'],
    ['serviceInputs: # below\n  tag: a\nbranch: b'],
  ])('%j causes no warning', async (inputs) => {
    expect((await warnings({ template, inputs })).filter((text) => text.startsWith('A comment'))).toEqual([]);
  });
});

describe('a Harness expression', () => {
  const runs = (names: string, event: string): string =>
    `The value of ${names} holds a Harness expression (<+…>), which runs with the pipeline's permissions, and the event ${event} can be triggered by anyone. Make sure that the expression does not come from that event.`;

  it.each([['pull_request'], ['pull_request_target'], ['issue_comment'], ['issues'], ['discussion'], ['fork']])(
    'from %s causes a warning that names the inputs',
    async (event) => {
      const inputs = 'branch: x<+secrets.getValue("a")>\nserviceInputs: { a: [{ b: <+pipeline.name> }] }\ntag: 1';
      expect(await warnings({ template, inputs, event })).toEqual([runs('branch, serviceInputs', event)]);
      expect(await warnings({ template, inputs: 'branch: a', ref: 'x<+y>', event })).toEqual([runs('ref', event)]);
      const complete = 'pipeline: { variables: [{ name: branch, value: <+trigger.x> }] }';
      expect(await warnings({ template, inputs: complete, event })).toEqual([runs('branch', event)]);
    },
  );

  it.each([['push'], ['workflow_dispatch'], ['schedule'], ['']])('from %s causes no warning', async (event) => {
    expect(await warnings({ template, inputs: 'branch: <+pipeline.name>', event })).toEqual([]);
  });

  it('of an input set causes no warning', async () => {
    const sets = [{ id: 's', yaml: 'inputSet: {pipeline: {identifier: p, variables: [{name: branch, value: <+a>}]}}' }];
    expect(await warnings({ template, sets, event: 'pull_request' })).toEqual([]);
  });
});
