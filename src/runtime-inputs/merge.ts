/** Trees laid over each other as Harness merges runtime inputs, and values put into the template's shape. */
import { isOneValue, literal, mapMembers, members } from './lists.ts';
import { isPlaceholder, readPlaceholder } from './placeholder.ts';
import { isNull, mapping, type List, type Mapping, type Tree } from './tree.ts';

/**
 * @returns `below` with `above` on top: mappings by key, but not one of another `type`; lists by the key that identifies their
 *   items; anything else replaced. Nothing, and a runtime input that `above` leaves open, covers nothing.
 */
export function mergeTrees(below: Tree, above: Tree): Tree {
  if (below.kind === 'mapping' && above.kind === 'mapping' && !isRetyped(below, above)) {
    const entries = new Map(below.entries);
    for (const [key, value] of above.entries) {
      const under = entries.get(key);
      entries.set(key, under === undefined ? value : mergeTrees(under, value));
    }
    return { kind: 'mapping', entries };
  }
  if (below.kind === 'list' && above.kind === 'list' && !isOneValue(below) && !isOneValue(above)) {
    return mergeLists(below, above);
  }
  return isOpen(above) || isNull(above) ? below : above;
}

/** `{type: branch, spec: …}` under `{type: tag, spec: …}`: what the one has means nothing to the other. */
function isRetyped(below: Mapping, above: Mapping): boolean {
  const [old, type] = [literal(below, 'type'), literal(above, 'type')];
  return old !== undefined && type !== undefined && old !== type;
}

/** New items come last. Those of a parallel block stay in one, which need not be the block that their siblings are in. */
function mergeLists(below: List, above: List): List {
  const over = new Map(members(above).map(({ identity, item }) => [identity, item] as const));
  const under = new Set(members(below).map(({ identity }) => identity));
  const isUnder = (identity: string | undefined): boolean => identity !== undefined && under.has(identity);
  const merged = mapMembers(below, ({ identity, item }) => {
    const value = identity === undefined ? undefined : over.get(identity);
    return value === undefined ? item : mergeTrees(item, value);
  });
  const added = mapMembers(above, ({ identity, item }) => (isUnder(identity) ? undefined : item));
  return { kind: 'list', items: [...merged.items, ...added.items] };
}

/** Whether this is a runtime input without a value that is not requested during execution either. */
export function isOpen(tree: Tree): boolean {
  return tree.kind === 'leaf' && isPlaceholder(tree.text) && !readPlaceholder(tree.text).asksDuringRun;
}

/** Values for a template. */
interface Filling {
  /** @returns the value of a place, or of a list that is one value; undefined when it has none. */
  readonly valueOf: (node: Tree) => Tree | undefined;
  /** What goes beyond the template, by the mapping or list of it that takes it. */
  readonly extras: ReadonlyMap<Tree, Tree>;
}

/** Literals of a template that are not part of the way to a value. */
const OMITTED_KEYS: ReadonlySet<string> = new Set(['default', 'required', 'description', 'desc']);

/**
 * @returns the template's tree with the values in their places, and with the identifiers, names and types on the way to
 *   them as they are; nothing that got no value; undefined when nothing did.
 */
export function fill(node: Tree, filling: Filling): Tree | undefined {
  const value = filling.valueOf(node);
  switch (node.kind) {
    case 'leaf':
      return value;
    case 'list':
      return isOneValue(node) ? fillOneValue(node, value, filling) : fillList(node, filling);
    case 'mapping':
      return fillMapping(node, filling);
  }
}

function fillMapping(node: Mapping, filling: Filling): Mapping | undefined {
  const entries: [string, Tree][] = [];
  const extras = filling.extras.get(node);
  const added = extras?.kind === 'mapping' ? extras.entries : undefined;
  let isFilled = added !== undefined;
  for (const [key, child] of node.entries) {
    const filled = fill(child, filling);
    isFilled ||= filled !== undefined;
    if (filled !== undefined) {
      entries.push([key, filled]);
    } else if (child.kind === 'leaf' && !isPlaceholder(child.text) && !OMITTED_KEYS.has(key)) {
      entries.push([key, child]);
    }
  }
  return isFilled ? mapping([...entries, ...(added ?? [])]) : undefined;
}

function fillList(node: List, filling: Filling): List | undefined {
  const { items } = mapMembers(node, ({ item }) => fill(item, filling));
  const extras = filling.extras.get(node);
  const added = extras?.kind === 'list' ? extras.items : [];
  return items.length + added.length === 0 ? undefined : { kind: 'list', items: [...items, ...added] };
}

/** It goes whole: the places in it that got no value keep their `<+input>`. */
function fillOneValue(node: List, value: Tree | undefined, filling: Filling): Tree | undefined {
  const filled = node.items.map((item) => fill(item, filling));
  if (filled.every((item) => item === undefined)) {
    return value;
  }
  const base = value?.kind === 'list' ? value.items : node.items;
  const items = base.map((item, index) => {
    const over = filled[index];
    return over === undefined ? item : mergeTrees(item, over);
  });
  return { kind: 'list', items };
}

/** @returns runtime-input YAML's tree with the pipeline's identifier, without which Harness cannot merge it. */
export function withIdentifier(tree: Tree, identifier: Tree): Tree {
  if (tree.kind !== 'mapping') {
    return tree;
  }
  const pipeline = tree.entries.size === 0 ? mapping([]) : tree.entries.get('pipeline');
  if (pipeline?.kind !== 'mapping' || literal(pipeline, 'identifier') !== undefined) {
    return tree;
  }
  const rest = [...pipeline.entries].filter(([key]) => key !== 'identifier');
  return mapping([...tree.entries, ['pipeline', mapping([['identifier', identifier], ...rest])]]);
}
