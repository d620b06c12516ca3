/** What identifies the items of a list, for Harness: an identifier, a name or another key, behind their wrapper. */
import { text } from '../shape.ts';
import { isMapping } from './yaml.ts';

const WRAPPERS = ['stage', 'step', 'stepGroup'];
const IDENTITIES = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];

/** What stands for an item in comparisons, and what in paths. */
interface Identity {
  readonly label: string;
  readonly name: string;
  /** The key that identifies it. */
  readonly key: string;
}

/** What identifies an item; undefined when nothing does. */
export function identityOf(item: unknown): Identity | undefined {
  if (!isMapping(item)) {
    return undefined;
  }
  const wrapper = WRAPPERS.find((each) => isMapping(item[each]));
  const inner = wrapper === undefined ? item : item[wrapper];
  const key = isMapping(inner) ? IDENTITIES.find((each) => text(inner[each]) !== '') : undefined;
  if (!isMapping(inner) || key === undefined) {
    return undefined;
  }
  const name = text(inner[key]);
  return { label: `${wrapper ?? ''}:${key}:${name}`, name, key };
}

/** Whether a list is one value: one of scalars, or one whose first item nothing identifies. */
export function isOneValue(list: readonly unknown[]): boolean {
  const [first] = list;
  return parallelOf(first) === undefined && identityOf(first) === undefined;
}

/** The members of a parallel block; undefined for any other item. */
export function parallelOf(item: unknown): readonly unknown[] | undefined {
  return isMapping(item) && Array.isArray(item['parallel']) ? item['parallel'] : undefined;
}

/**
 * Finds the item of a list that belongs to another list's item. Parallel blocks have no identity: their members are searched for
 * in all of them. What has another wrapper, or another key for its identity, is not found.
 */
export function partners(list: unknown): (item: unknown) => unknown {
  if (!Array.isArray(list)) {
    return () => undefined;
  }
  const parallel = list.flatMap((item: unknown) => parallelOf(item) ?? []);
  const byLabel = new Map(list.map((item: unknown) => [identityOf(item)?.label, item]));
  return (item) => {
    const label = identityOf(item)?.label;
    return parallelOf(item) ? { parallel } : label === undefined ? undefined : byLabel.get(label);
  };
}

/** The path of a list's item. Wrappers and parallel blocks have no place in paths. */
export function itemPath(path: string, item: unknown, index: number): string {
  return parallelOf(item) ? path : `${path}.${identityOf(item)?.name ?? index}`;
}

/** Keys that have no place in a path. */
const SILENT = new Set([...WRAPPERS, 'parallel', 'pipeline']);

/** The path of what stands behind a key. */
export function keyPath(path: string, key: string): string {
  return SILENT.has(key) ? path : `${path}.${key}`;
}

/** The path of the first item that stands twice in its list, parallel members of one list counted together; undefined when none does. */
export function twice(value: unknown, path = 'pipeline'): string | undefined {
  if (Array.isArray(value)) {
    const parts = value.flatMap((item: unknown) => parallelOf(item) ?? [item]);
    const seen = new Set<string>();
    for (const [index, item] of parts.entries()) {
      const label = identityOf(item)?.label;
      const own = itemPath(path, item, index);
      if (label !== undefined && seen.has(label)) {
        return own;
      }
      seen.add(label ?? `#${index}`);
      const inside = twice(item, own);
      if (inside !== undefined) {
        return inside;
      }
    }
    return undefined;
  }
  for (const [key, part] of isMapping(value) ? Object.entries(value) : []) {
    const inside = twice(part, keyPath(path, key));
    if (inside !== undefined) {
      return inside;
    }
  }
  return undefined;
}
