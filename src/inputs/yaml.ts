/** The readers of YAML, for doors that may have some to read. Opened only then: the parser has 300 KB. */
import type { Author } from '../runtime-inputs/author.ts';
import type { Read } from '../runtime-inputs/tree.ts';

/** @returns what a YAML text holds, or what is wrong with it. */
export type ReadYaml = (text: string) => Read;

/** @returns what the `inputs` for a pipeline hold, whose identifier is empty while nobody knows it. */
export type ReadAuthor = (inputs: string, pipeline: string) => Author;

/** Opens the reader of YAML, unless there is nothing in the texts. */
export async function openYaml(texts: readonly string[]): Promise<ReadYaml> {
  if (texts.every((text) => text.trim() === '')) {
    return () => ({ tree: undefined });
  }
  const { readTree } = await import(/* webpackIgnore: true */ '../runtime-inputs/fit.ts');
  return readTree;
}

/** Opens the reader of `inputs`, unless there is nothing in them. */
export async function openAuthor(inputs: string): Promise<ReadAuthor> {
  if (inputs.trim() === '') {
    return () => ({ form: 'empty' });
  }
  const { readAuthor } = await import(/* webpackIgnore: true */ '../runtime-inputs/fit.ts');
  return readAuthor;
}
