/** Runtime inputs given to a simulator, and the pipeline that came of it. */
import { expect } from '@jest/globals';
import { parse } from 'yaml';

import type { Simulator } from '../../../src/simulator/simulator.ts';
import { SHAPES } from './shapes.ts';
import { ask, type Asked, at, executionOf } from './simulator.ts';

const FIELDS =
  'spec: {service: {serviceRef: web}, environment: {environmentRef: prod, infrastructureDefinitions: [{identifier: eu}]}}';

/** Everything that the pipeline `inputs` needs, with these variables on top. */
export function inputsWith(...variables: readonly string[]): string {
  return `pipeline: {identifier: inputs, variables: [{name: image_tag, type: String, value: "1.2"}, ${variables.join(', ')}],
  stages: [{parallel: [{stage: {identifier: deploy, type: Deployment, ${FIELDS}}}]}]}`;
}

/** The message with which a start is refused. */
export async function refusedStart(simulator: Simulator, way: string, asked: Asked): Promise<unknown> {
  const { status, json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/${way}`, asked);
  expect([status, SHAPES.error(json, way), simulator.executions.length]).toEqual([400, [], 0]);
  return at(json, 'message');
}

/** The pipeline as Harness would run it. */
export function runPipeline(simulator: Simulator, id: string): unknown {
  return at(parse(executionOf(simulator, id).yaml), 'pipeline');
}

/** The template of a pipeline's runtime inputs; undefined when it has none. */
export async function templateOf(
  simulator: Simulator,
  pipelineIdentifier: string,
  body: object = {},
): Promise<unknown> {
  const { json } = await ask(simulator, 'POST /pipeline/api/inputSets/template', {
    query: { pipelineIdentifier },
    body: JSON.stringify(body),
  });
  expect(SHAPES.template(json, 'template')).toEqual([]);
  const yaml = at(json, 'data.inputSetTemplateYaml');
  return typeof yaml === 'string' ? at(parse(yaml), 'pipeline') : undefined;
}
