/** The `inputs` and `input-sets` as they arrive: text to trees, with what is wrong with their form. */
import type { Problem } from '../harness/errors.ts';
import { oneLine } from '../base/text.ts';
import { literal } from './items.ts';
import { mapping, readTree, type Mapping } from './tree.ts';

/** What an author gave: nothing, names and values, complete runtime-input YAML, or what nobody can use. */
export type Author =
  | { readonly form: 'unusable'; readonly problems: readonly Problem[] }
  | { readonly form: 'empty' }
  | { readonly form: 'names'; readonly names: Mapping }
  | { readonly form: 'complete'; readonly tree: Mapping };

export interface InputSet {
  readonly id: string;
  /** `pipeline: …`, as in runtime-input YAML. */
  readonly tree: Mapping;
}

/**
 * @param pipeline its identifier; empty while nobody knows it.
 * @returns what the `inputs` of a step say; complete YAML of another pipeline is a problem.
 */
export function readAuthor(inputs: string, pipeline: string): Author {
  const read = readTree(inputs);
  if ('faults' in read) {
    return unusable(read.faults.map((fault) => `${fault}.`));
  }
  const { tree } = read;
  if (tree === undefined || (tree.kind === 'leaf' && /^(?:|~|null)$/.test(tree.text) && tree.plain)) {
    return { form: 'empty' };
  }
  if (tree.kind !== 'mapping') {
    const kind = tree.kind === 'list' ? 'a list' : 'a single value';
    return unusable([`is ${kind}. Give a mapping of names to values, such as image_tag: 1.2.`]);
  }
  const complete = tree.entries.size === 1 ? tree.entries.get('pipeline') : undefined;
  if (complete?.kind !== 'mapping') {
    return tree.entries.size === 0 ? { form: 'empty' } : { form: 'names', names: tree };
  }
  const identifier = literal(complete, 'identifier');
  return identifier === undefined || pipeline === '' || identifier === pipeline
    ? { form: 'complete', tree }
    : unusable([`is for the pipeline ${oneLine(identifier, 100)}, and this step runs ${oneLine(pipeline, 100)}.`]);
}

function unusable(sentences: readonly string[]): Author {
  return { form: 'unusable', problems: sentences.map((sentence) => ({ input: 'inputs', text: sentence })) };
}

/**
 * @param sets each with its `inputSetYaml` of `GET /pipeline/api/inputSets/{id}`.
 * @returns what they give, and what is wrong with those that cannot be read.
 */
export function readSets(sets: readonly { readonly id: string; readonly yaml: string }[]): {
  readonly sets: readonly InputSet[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const found = sets.map(({ id, yaml }): InputSet => {
    const read = readTree(yaml);
    if ('faults' in read) {
      problems.push({ input: 'input-sets', text: `${oneLine(id, 100)} cannot be read: it ${read.faults[0] ?? ''}.` });
    }
    const root = 'tree' in read && read.tree?.kind === 'mapping' ? read.tree.entries.get('inputSet') : undefined;
    const pipeline = root?.kind === 'mapping' ? root.entries.get('pipeline') : undefined;
    return { id, tree: mapping(pipeline === undefined ? [] : [['pipeline', pipeline]]) };
  });
  return { sets: found, problems };
}
