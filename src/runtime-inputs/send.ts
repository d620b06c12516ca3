/** The YAML of a start: what this step gives, and the same with its input sets below. */
import type { Author, InputSet } from './author.ts';
import { mergeTrees, withIdentifier, withoutOpen } from './merge.ts';
import { mapping, text, writeTree, type Tree } from './tree.ts';

export interface Sent {
  /** What `inputs` and `ref` give as runtime-input YAML, to go on top of the input sets; empty when nothing. */
  readonly yaml: string;
  /** The input sets with `yaml` on top, for a start that takes no input sets; undefined when there are none. */
  readonly merged: string | undefined;
}

/** What stands beside complete YAML, or instead of it. */
export interface Frame {
  readonly pipeline: string;
  /** The author's text. */
  readonly inputs: string;
  readonly sets: readonly InputSet[];
  /** The template's tree, if it is known. */
  readonly shape: Tree | undefined;
  /** The same with values in it, if there are any. */
  readonly filled: Tree | undefined;
}

/** @returns the YAML to send. Complete YAML stays as the author wrote it, but for a missing identifier and for `ref`. */
export function compose(author: Author, { pipeline, inputs, sets, shape, filled }: Frame): Sent {
  const complete = author.form === 'complete' ? author.tree : undefined;
  const own =
    complete === undefined || filled === undefined ? (complete ?? filled) : mergeTrees(complete, filled, shape);
  const step = own === undefined ? undefined : withIdentifier(own, text(pipeline));
  const below = sets.reduce<Tree>((under, { tree }) => mergeTrees(under, tree), mapping([]));
  const all = withoutOpen(step === undefined ? below : mergeTrees(below, step, shape)) ?? mapping([]);
  return {
    yaml: step === undefined ? '' : step === complete ? inputs : writeTree(step),
    merged: sets.length === 0 ? undefined : writeTree(withIdentifier(all, text(pipeline))),
  };
}
