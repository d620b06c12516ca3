/** YAML as a plain tree: a scalar keeps the text of its source, whatever a YAML reader would take it for. */

export type Tree = Leaf | Mapping | List;

/** A scalar with the text of its source. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly text: string;
  /** Written without quotes, so that a YAML reader may see a number, a boolean or nothing in it. */
  readonly plain: boolean;
  /** A comment follows on the same line: ` #` may have been meant as part of the value. */
  readonly isCut?: boolean;
}

/** A Map and no object: a key named `__proto__` is a key like any other. */
export interface Mapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Tree>;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

/** @returns a leaf that stays text for whoever reads the YAML. */
export function text(value: string): Leaf {
  return { kind: 'leaf', text: value, plain: false };
}

/** @returns a mapping of the entries, in their order. */
export function mapping(entries: Iterable<readonly [string, Tree]>): Mapping {
  return { kind: 'mapping', entries: new Map(entries) };
}

/** Whether it is no value at all: nothing, `~` or `null`. */
export function isNull(tree: Tree): boolean {
  return tree.kind === 'leaf' && tree.plain && /^(?:|~|null|Null|NULL)$/.test(tree.text);
}

/** @returns every scalar of the tree, in its order. */
export function leaves(tree: Tree): readonly Leaf[] {
  return tree.kind === 'leaf'
    ? [tree]
    : [...(tree.kind === 'list' ? tree.items : tree.entries.values())].flatMap(leaves);
}
