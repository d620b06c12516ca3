import { describe, expect, it } from '@jest/globals';

import { readRuntimeInputs } from '../../../src/runtime-inputs/inputs.ts';

function problems(source: string): readonly string[] {
  const inputs = readRuntimeInputs(source, 'p');
  return inputs.form === 'unusable' ? inputs.problems.map(({ text }) => text) : [inputs.form];
}

describe('the form of inputs', () => {
  it.each([
    ['', 'empty'],
    ['# nothing', 'empty'],
    ['{}', 'empty'],
    ['~', 'empty'],
    ['tag: 1', 'names'],
    ['pipeline: x', 'names'],
    ['pipeline: {identifier: p}\ntag: 1', 'names'],
    ['variables: {tag: 1}', 'names'],
    ['variables: [a, b]', 'names'],
    ['pipeline: {identifier: p}', 'complete'],
    ['pipeline: {variables: []}', 'complete'],
    ['- a', 'must be a mapping of names to values, such as image_tag: 1.2, got a list.'],
    ['a', 'must be a mapping of names to values, such as image_tag: 1.2, got a single value.'],
    ['pipeline: {identifier: other}', 'is for the pipeline other, but this step runs p.'],
    ['a: *b', 'uses an alias; write the value out, or quote it when * is meant as text (line 1, column 4).'],
  ])('%j is %s', (source, form) => {
    expect(problems(source)).toEqual([form]);
  });

  it.each([
    [
      'inputSet: {identifier: prod, pipeline: {identifier: p}}',
      'contains an input set (inputSet:). Use what is below its pipeline: wrap it in pipeline: to pass complete YAML.',
    ],
    [
      'variables:\n  - name: tag\n    value: 1',
      "contains a pipeline's list variables: without its pipeline: wrap it in pipeline: to pass complete YAML.",
    ],
    [
      'stages: [{stage: {identifier: s}}]\nidentifier: p',
      "contains a pipeline's list stages: without its pipeline: wrap it in pipeline: to pass complete YAML.",
    ],
  ])('%j was pasted without its pipeline', (source, text) => {
    expect(problems(source)).toEqual([text]);
  });
});
