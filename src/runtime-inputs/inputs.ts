/** The `inputs` of a step and the input sets as they arrive: text to trees, with what is wrong with their form. */
import type { Problem } from '../harness/errors.ts';
import { preventTruncation } from '../base/secrets.ts';
import { quotedValue, wholeValue } from '../base/text.ts';
import { valuesOf } from './confidential.ts';
import { literal } from './lists.ts';
import { readTree } from './read-yaml.ts';
import { isNull, mapping, type Mapping, type Tree } from './tree.ts';

/** What `inputs` hold: nothing, names and values, complete runtime-input YAML, or something unusable. */
export type RuntimeInputs =
  | { readonly form: 'unusable'; readonly problems: readonly Problem[] }
  | { readonly form: 'empty' }
  | { readonly form: 'names'; readonly names: Mapping; readonly source: string }
  | { readonly form: 'complete'; readonly tree: Mapping; readonly source: string };

/**
 * @param pipeline its identifier; empty while it is unknown.
 * @returns what the `inputs` of a step say; complete YAML of another pipeline is a problem.
 */
export function readRuntimeInputs(source: string, pipeline: string): RuntimeInputs {
  const read = readTree(source);
  if ('faults' in read) {
    return unusable(read.faults.map((fault) => `${fault}.`));
  }
  const { tree } = read;
  preventTruncation(valuesOf(tree).map(({ value }) => value));
  if (tree === undefined || isNull(tree)) {
    return { form: 'empty' };
  }
  if (tree.kind !== 'mapping') {
    const kind = tree.kind === 'list' ? 'a list' : 'a single value';
    return unusable([`must be a mapping of names to values, such as image_tag: 1.2, got ${kind}.`]);
  }
  const pasted = pastedPart(tree);
  if (pasted !== undefined) {
    return unusable([`${pasted}: wrap it in pipeline: to pass complete YAML.`]);
  }
  const complete = tree.entries.size === 1 ? tree.entries.get('pipeline') : undefined;
  if (complete?.kind !== 'mapping') {
    return tree.entries.size === 0 ? { form: 'empty' } : { form: 'names', names: tree, source };
  }
  const identifier = literal(complete, 'identifier');
  return identifier === undefined || pipeline === '' || identifier === pipeline
    ? { form: 'complete', tree, source }
    : unusable([`is for the pipeline ${wholeValue(identifier)}, but this step runs ${wholeValue(pipeline)}.`]);
}

/** @returns what was pasted without the `pipeline:` around it, if that is what was done. */
function pastedPart({ entries }: Mapping): string | undefined {
  if (entries.get('inputSet')?.kind === 'mapping') {
    return 'contains an input set (inputSet:). Use what is below its pipeline';
  }
  const list = ['variables', 'stages'].find((key) => isListOfMappings(entries.get(key)));
  return list === undefined ? undefined : `contains a pipeline's list ${list}: without its pipeline`;
}

function isListOfMappings(tree: Tree | undefined): boolean {
  return tree?.kind === 'list' && tree.items[0]?.kind === 'mapping';
}

function unusable(sentences: readonly string[]): RuntimeInputs {
  return { form: 'unusable', problems: sentences.map((sentence) => ({ input: 'inputs', text: sentence })) };
}

/** An input set as Harness stores it. */
export interface SetYaml {
  readonly id: string;
  /** Its `inputSetYaml`. */
  readonly yaml: string;
  /** Whether Harness says that the pipeline has changed since: that is the problem, not what the set gives. */
  readonly isOutdated?: boolean;
}

export interface ReadSet {
  readonly id: string;
  readonly isOutdated: boolean;
  /** `pipeline: …`, as in runtime-input YAML. */
  readonly tree: Mapping;
}

/**
 * @param sets each with its `inputSetYaml` of `GET /pipeline/api/inputSets/{id}`.
 * @returns what they give, and what is wrong with those that cannot be read.
 */
export function readSets(sets: readonly SetYaml[]): {
  readonly sets: readonly ReadSet[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const found = sets.map(({ id, yaml, isOutdated = false }): ReadSet => {
    const read = readTree(yaml);
    if ('faults' in read) {
      const text = `${quotedValue(id)} cannot be read: its YAML ${read.faults[0] ?? ''}.`;
      problems.push({ input: 'input-sets', text });
    }
    const root = 'tree' in read && read.tree?.kind === 'mapping' ? read.tree.entries.get('inputSet') : undefined;
    const pipeline = root?.kind === 'mapping' ? root.entries.get('pipeline') : undefined;
    return { id, isOutdated, tree: mapping(pipeline === undefined ? [] : [['pipeline', pipeline]]) };
  });
  return { sets: found, problems };
}
