/** `fitInputs` as tests call it: with the text of `inputs`, and with the template that Harness makes of a pipeline. */
import { stringify } from 'yaml';

import { fitInputs, readRuntimeInputs } from '../../../src/runtime-inputs/fit.ts';
import type { Fitted, Wanted } from '../../../src/runtime-inputs/wanted.ts';
import { isMapping, readYaml, templateOf, type Node } from './harness-merge.ts';

export interface Asked extends Partial<Omit<Wanted, 'inputs'>> {
  readonly inputs?: string;
  /** The pipeline's own YAML, which gives the template, unless that is given, too, and is what `readPipeline` reads. */
  readonly own?: string;
}

/** Fits `inputs` into the pipeline `p`. */
export function fit({ inputs = '', own, ...wanted }: Asked): Promise<Fitted> {
  const { pipeline = 'p' } = wanted;
  return fitInputs({
    pipeline,
    template: own === undefined || 'template' in wanted ? undefined : templateText(own),
    sets: [],
    readPipeline: () => Promise.resolve(own === undefined ? { refusal: 'it was not asked for' } : { yaml: own }),
    ...wanted,
    inputs: readRuntimeInputs(inputs, pipeline),
  });
}

/** @returns the template that Harness answers for a pipeline; undefined when it asks for nothing. */
export function templateText(own: string): string | undefined {
  const template = templateOf(readYaml(own));
  return template === undefined ? undefined : stringify(plain(template), { version: '1.1', lineWidth: 0 });
}

/** @returns a node as what `stringify` takes. */
export function plain(node: Node): unknown {
  if (typeof node === 'string') return node;
  return isMapping(node)
    ? Object.fromEntries([...node].map(([key, value]) => [key, plain(value)]))
    : [...node.values()].map(plain);
}

/** @returns its problems as `input: text`. */
export async function problems(asked: Asked): Promise<string[]> {
  const fitted = await fit(asked);
  return 'problems' in fitted ? fitted.problems.map(({ input, text }) => `${input}: ${text}`) : [];
}

/** @returns the YAML that is sent. @throws Error with the problems when there are any. */
export async function sentText(asked: Asked): Promise<string> {
  const fitted = await fit(asked);
  if ('problems' in fitted) throw new Error(fitted.problems.map(({ text }) => text).join('\n'));
  return fitted.yaml;
}

/** @returns its warnings, or its problems when there are any. */
export async function warnings(asked: Asked): Promise<readonly string[]> {
  const fitted = await fit(asked);
  return 'problems' in fitted ? problems(asked) : fitted.warnings;
}
