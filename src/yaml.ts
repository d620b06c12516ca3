/** The reader of YAML, for doors that may have some to read. */
import type { Read } from './runtime-inputs/tree.ts';

/** @returns what a YAML text holds, or what is wrong with it. */
export type ReadYaml = (text: string) => Read;

/** Opens it, unless there is nothing in the texts: the parser has 300 KB, which most steps need not load. */
export async function openYaml(texts: readonly string[]): Promise<ReadYaml> {
  if (texts.every((text) => text.trim() === '')) {
    return () => ({ tree: undefined });
  }
  const { readTree } = await import(/* webpackIgnore: true */ './runtime-inputs/fit.ts');
  return readTree;
}
