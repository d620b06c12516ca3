import { describe, expect, it } from '@jest/globals';

import { HarnessError } from '../../../src/harness/errors.ts';
import type { RequestFailure } from '../../../src/harness/request-failure.ts';
import { readRuntimeInputs, unreadTemplate } from '../../../src/runtime-inputs/fit.ts';
import type { Fitted } from '../../../src/runtime-inputs/wanted.ts';
import { fit, problems } from '../../support/runtime-inputs/fit.ts';

describe('a template that cannot be read', () => {
  const refusal = {
    kind: 'refused',
    purpose: 'read it',
    origin: 'https://app.harness.io',
    status: 404,
    detail: 'No such pipeline',
    correlationId: 'c0ffee',
  } as const;
  const none = (inputs: string, ref = '', failure: RequestFailure = refusal): Fitted =>
    unreadTemplate({ pipeline: 'p', inputs: readRuntimeInputs(inputs, 'p'), sets: [], ref }, new HarnessError(failure));

  it('complete YAML and empty inputs are sent with a warning', () => {
    const warning = expect.stringMatching(
      /not checked, because the runtime-input template of p cannot be read\.\n {4}Harness returned.*c0ffee\..*core_pipeline_view/s,
    );
    expect(none('')).toStrictEqual({
      yaml: '',
      origins: [],
      warnings: [warning],
    });
    expect(none('pipeline: {identifier: p, x: 1}')).toMatchObject({
      yaml: 'pipeline: {identifier: p, x: 1}',
      warnings: [warning],
    });
    expect(none('pipeline: {x: 1}')).toMatchObject({ yaml: 'pipeline:\n  identifier: "p"\n  x: 1\n' });
  });

  it('names, a ref and the YAML of another pipeline are problems with the full error', () => {
    const cannot = 'cannot be matched to the pipeline, because the runtime-input template of p cannot be read.';
    const why = [
      ...new HarnessError(refusal).paragraphs,
      'Reading it requires Pipeline: View (core_pipeline_view) in that project.',
    ]
      .map((line) => `\n    ${line}`)
      .join('');
    expect(none('tag: 1', 'main')).toEqual({
      problems: [
        { input: 'inputs', text: `${cannot} Complete YAML (pipeline: …) needs no template.${why}` },
        { input: 'ref', text: cannot },
      ],
    });
    expect(none('', 'main')).toEqual({ problems: [{ input: 'ref', text: cannot + why }] });
    const broken = { ...refusal, status: 400, detail: 'Field for key [stages] does not exist' };
    expect(JSON.stringify(none('tag: 1', '', broken))).not.toContain('core_pipeline_view');
    expect(none('pipeline: {identifier: other}')).toMatchObject({ problems: [{ input: 'inputs' }] });
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
  ])('%s counts as unreadable', async (_, template) => {
    expect(await fit({ template })).toMatchObject({ yaml: '', warnings: [expect.stringContaining('not checked')] });
    expect(await problems({ template, inputs: 'tag: 1' })).toStrictEqual([
      expect.stringMatching(/^inputs: cannot be matched to the pipeline/),
    ]);
  });
});

describe('a V1 pipeline', () => {
  const sentence = 'The runtime inputs are not checked: p is a V1 pipeline (version: 1).';

  it.each([
    ['version: 1\ninputs:\n  tag: {type: string, required: true}\n'],
    ['inputs: {tag: {type: string}}'],
    ['version: 1\nkind: pipeline\nspec: {}'],
  ])('%j is recognized', async (template) => {
    const inputs = 'inputs: { tag: 1.10 } # as it is\n';
    expect(await fit({ template, inputs })).toEqual({ yaml: inputs, origins: [], warnings: [sentence] });
    expect(await fit({ template, inputs: 'pipeline: {x: 1}' })).toMatchObject({
      yaml: 'pipeline: {x: 1}',
      warnings: [sentence],
    });
    expect(await fit({ template })).toEqual({ yaml: '', origins: [], warnings: [sentence] });
  });

  it('accepts no names, input sets or ref', async () => {
    const sets = [{ id: 'prod', yaml: 'inputSet: {pipeline: {identifier: p}}' }];
    expect(await problems({ template: 'version: 1\ninputs: {}', inputs: 'tag: 1', sets, ref: 'main' })).toEqual([
      'inputs: cannot be names: p is a V1 pipeline (version: 1). Pass its complete YAML (inputs: … or pipeline: …), which is sent unchanged.',
      'input-sets: cannot be merged: p is a V1 pipeline (version: 1). Pass its complete YAML in inputs.',
      'ref: cannot be used: p is a V1 pipeline (version: 1). Set what to build in the complete YAML in inputs.',
    ]);
  });
});
