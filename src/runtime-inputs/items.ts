/** How Harness tells the items of a list apart: by an identifier inside, not by their place. */
import { isPlaceholder } from './placeholder.ts';
import type { List, Mapping, Tree } from './tree.ts';

/** Harness's own order of preference; a list whose items have none of them is one value to Harness. */
const IDENTITIES = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];
/** Keys that stand between a list and what an item says, and that a path leaves out. */
const LEFT_OUT: ReadonlySet<string> = new Set(['pipeline', 'stage', 'step', 'stepGroup', 'parallel']);

/** One item of a list. */
export interface Member {
  readonly item: Tree;
  /** Its identifier or name; undefined when it has none, or one that is a runtime input itself. */
  readonly id: string | undefined;
  /** `stage` of `- stage: {identifier: deploy}`. */
  readonly wrapper: string | undefined;
  /** What stands inside the wrapper, else the item itself. */
  readonly body: Tree;
}

/** @returns the items of a list; those of parallel blocks stand among the others, as they do in a path. */
export function members(list: List): Member[] {
  return list.items.flatMap((item) => {
    const [wrapper, body] = wrapped(item);
    return wrapper === 'parallel' && body.kind === 'list'
      ? members(body)
      : [{ item, id: identity(body ?? item), wrapper, body: body ?? item }];
  });
}

/** @returns the identifiers by which an item is found again; those inside, for a parallel block. */
export function identities(item: Tree): string[] {
  return members({ kind: 'list', items: [item] }).flatMap(({ id }) => id ?? []);
}

/** @returns the wrapper's key and what it holds, when the item is nothing but a wrapper. */
function wrapped(item: Tree): readonly [string, Tree] | readonly [undefined, undefined] {
  const [only, second] = item.kind === 'mapping' ? item.entries : [];
  const isWrapper =
    only !== undefined && second === undefined && only[1].kind !== 'leaf' && identity(item) === undefined;
  return isWrapper && (only[1].kind === 'mapping' || only[0] === 'parallel') ? only : [undefined, undefined];
}

function identity(body: Tree): string | undefined {
  const key = body.kind === 'mapping' ? IDENTITIES.find((name) => body.entries.has(name)) : undefined;
  return body.kind === 'mapping' && key !== undefined ? literal(body, key) : undefined;
}

/** @returns the text that a mapping has under a key, if it is one and no runtime input. */
export function literal(body: Mapping, key: string): string | undefined {
  const value = body.entries.get(key);
  return value?.kind === 'leaf' && value.text !== '' && !isPlaceholder(value.text) ? value.text : undefined;
}

/** @returns the path's part for a key: nothing when a path leaves it out, which it never does with a value's own key. */
export function part(key: string, value: Tree): readonly string[] {
  return LEFT_OUT.has(key) && value.kind !== 'leaf' ? [] : [key];
}
