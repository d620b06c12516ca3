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
  /** The template's tree with values in it, if any. */
  readonly filled: Tree | undefined;
}

/** @returns the YAML to send. Complete YAML stays as the author wrote it, but for a missing identifier and for `ref`. */
export function compose(author: Author, { pipeline, inputs, sets, filled }: Frame): Sent {
  const complete = author.form === 'complete' ? author.tree : undefined;
  const joined = complete === undefined || filled === undefined ? (complete ?? filled) : mergeTrees(complete, filled);
  const own = joined === undefined ? undefined : withIdentifier(joined, text(pipeline));
  return {
    yaml: own === undefined ? '' : own === complete ? inputs : writeTree(own),
    merged: sets.length === 0 ? undefined : writeTree(withIdentifier(merge(sets, own), text(pipeline))),
  };
}

function merge(sets: readonly InputSet[], own: Tree | undefined): Tree {
  const all = [...sets.map(({ tree }): Tree => tree), ...(own === undefined ? [] : [own])];
  return withoutOpen(all.reduce(mergeTrees)) ?? mapping([]);
}
