/** The readers of YAML, for actions whose inputs may hold some. Loaded only then: the parser has 300 KB. */
import { protect } from '../base/secrets.ts';
import type { RuntimeInputs } from '../runtime-inputs/inputs.ts';
import type { Read } from '../runtime-inputs/read-yaml.ts';

/** @returns what a YAML text holds, or what is wrong with it. */
export type ReadYaml = (text: string) => Read;

/** @returns what the `inputs` for a pipeline hold, whose identifier is empty while it is unknown. */
export type ReadRuntimeInputs = (inputs: string, pipeline: string) => RuntimeInputs;

/** Opens the reader of YAML, unless there is nothing in the texts. */
export async function openYaml(texts: readonly string[]): Promise<ReadYaml> {
  if (texts.every((text) => text.trim() === '')) {
    return () => ({ tree: undefined });
  }
  const { readTree, valuesIn } = await import(/* webpackIgnore: true */ '../runtime-inputs/fit.ts');
  return (text) => {
    protect(valuesIn(text));
    return readTree(text);
  };
}

/** Opens the reader of `inputs`, unless there is nothing in them. */
export async function openRuntimeInputs(inputs: string): Promise<ReadRuntimeInputs> {
  if (inputs.trim() === '') {
    return () => ({ form: 'empty' });
  }
  const { readRuntimeInputs } = await import(/* webpackIgnore: true */ '../runtime-inputs/fit.ts');
  return readRuntimeInputs;
}
