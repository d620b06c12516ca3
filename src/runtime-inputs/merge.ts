/** Values put into the template's shape, and trees laid over each other as Harness merges input sets. */
import { identities, literal } from './items.ts';
import { isPlaceholder, readPlaceholder } from './placeholder.ts';
import { mapping, type List, type Mapping, type Tree } from './tree.ts';

/** Literals of a template that are no part of the way to a value. */
const ASIDE: ReadonlySet<string> = new Set(['default', 'required', 'description', 'desc']);

/**
 * @returns the template's tree with the values in their places, and with the identifiers, names and types on the way to
 * them as they are; nothing that got no value; undefined when nothing did.
 */
export function fill(node: Tree, values: ReadonlyMap<Tree, Tree>): Tree | undefined {
  const value = values.get(node);
  if (value !== undefined || node.kind === 'leaf') {
    return value;
  }
  return node.kind === 'list' ? fillList(node, values) : fillMapping(node, values);
}

function fillMapping(node: Mapping, values: ReadonlyMap<Tree, Tree>): Mapping | undefined {
  const entries: [string, Tree][] = [];
  let isFilled = false;
  for (const [key, child] of node.entries) {
    const filled = fill(child, values);
    isFilled ||= filled !== undefined;
    if (filled !== undefined) {
      entries.push([key, filled]);
    } else if (child.kind === 'leaf' && !isPlaceholder(child.text) && !ASIDE.has(key)) {
      entries.push([key, child]);
    }
  }
  return isFilled ? mapping(entries) : undefined;
}

/** A list whose items have no identifiers goes whole: without one item, the next would take its place. */
function fillList(node: List, values: ReadonlyMap<Tree, Tree>): List | undefined {
  const filled = node.items.map((item) => fill(item, values));
  if (filled.every((item) => item === undefined)) {
    return undefined;
  }
  const isWhole = node.items.some((item) => identities(item).length === 0);
  return { kind: 'list', items: node.items.flatMap((item, index) => filled[index] ?? (isWhole ? item : [])) };
}

/**
 * @param shape the template, when `above` is what a step gives itself: a list in one of its places is then the whole list,
 *   where two input sets join theirs, as they do in Harness.
 * @returns `below` with `above` on top: mappings by key, but not one of another `type`; lists by their items' identifiers;
 *   anything else replaced. A runtime input that `above` leaves open covers nothing.
 */
export function mergeTrees(below: Tree, above: Tree, shape?: Tree): Tree {
  if (below.kind === 'mapping' && above.kind === 'mapping' && !isRetyped(below, above)) {
    const shapes = shape?.kind === 'mapping' ? shape.entries : new Map<string, Tree>();
    const entries = new Map(below.entries);
    for (const [key, value] of above.entries) {
      const under = entries.get(key);
      entries.set(key, under === undefined ? value : mergeTrees(under, value, shapes.get(key)));
    }
    return { kind: 'mapping', entries };
  }
  if (below.kind === 'list' && above.kind === 'list' && shape?.kind !== 'leaf') {
    return mergeLists(below, above, shape);
  }
  return isOpen(above) ? below : above;
}

/** `{type: branch, spec: …}` under `{type: tag, spec: …}`: what the one has is nothing to the other. */
function isRetyped(below: Mapping, above: Mapping): boolean {
  const [old, type] = [literal(below, 'type'), literal(above, 'type')];
  return old !== undefined && type !== undefined && old !== type;
}

function mergeLists(below: List, above: List, shape?: Tree): List {
  if (above.items.length === 0 || [...below.items, ...above.items].some((item) => identities(item).length === 0)) {
    return above;
  }
  const items = [...below.items];
  const places = positions(items);
  const shapes = shape?.kind === 'list' ? shape.items : [];
  const shapePlaces = positions(shapes);
  for (const item of above.items) {
    const ids = identities(item);
    const index = ids.flatMap((id) => places.get(id) ?? [])[0] ?? -1;
    const under = items[index];
    if (under !== undefined && isParallel(under) === isParallel(item)) {
      items[index] = mergeTrees(under, item, shapes[ids.flatMap((id) => shapePlaces.get(id) ?? [])[0] ?? -1]);
    } else {
      items.push(item);
    }
  }
  return { kind: 'list', items };
}

function positions(items: readonly Tree[]): Map<string, number> {
  return new Map(items.flatMap((item, index) => identities(item).map((id) => [id, index] as const)));
}

function isParallel(item: Tree): boolean {
  return item.kind === 'mapping' && item.entries.has('parallel');
}

/** Whether this is a runtime input that nobody has answered, and that nobody is to answer while the pipeline runs. */
export function isOpen(tree: Tree): boolean {
  return tree.kind === 'leaf' && isPlaceholder(tree.text) && !readPlaceholder(tree.text).asksDuringRun;
}

/** @returns the tree without runtime inputs that nobody has answered, and without what held nothing else. */
export function withoutOpen(tree: Tree): Tree | undefined {
  switch (tree.kind) {
    case 'leaf':
      return isOpen(tree) ? undefined : tree;
    case 'list': {
      const items = tree.items.flatMap((item) => withoutOpen(item) ?? []);
      return items.length === 0 && tree.items.length > 0 ? undefined : { kind: 'list', items };
    }
    case 'mapping': {
      const entries = [...tree.entries].flatMap(([key, value]): [string, Tree][] => {
        const kept = withoutOpen(value);
        return kept === undefined ? [] : [[key, kept]];
      });
      return entries.length === 0 && tree.entries.size > 0 ? undefined : mapping(entries);
    }
  }
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
