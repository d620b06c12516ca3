/** The values in the YAML of a start: which are secrets, and how they are shown. */
import { isSecretName, lengthOf, type NamedValue } from '../base/secrets.ts';
import { wholeValue } from '../base/text.ts';
import { readTree } from './read-yaml.ts';
import type { Tree } from './tree.ts';
import { isVerbatim, writeTree } from './write-yaml.ts';

/** @returns every scalar of a tree with its name: that of a variable, or the nearest key above it. */
export function valuesOf(tree: Tree | undefined, name = ''): NamedValue[] {
  switch (tree?.kind) {
    case undefined:
      return [];
    case 'leaf':
      return [{ name, value: tree.text }];
    case 'list':
      return tree.items.flatMap((item) => valuesOf(item, name));
    case 'mapping': {
      const variable = leafOf(tree.entries.get('name'));
      const type = leafOf(tree.entries.get('type'));
      return [...tree.entries].flatMap(([key, value]) =>
        key === 'value' && variable !== undefined
          ? valuesOf(value, variable).map((named) => ({ ...named, type }))
          : valuesOf(value, key),
      );
    }
  }
}

function leafOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'leaf' ? tree.text : undefined;
}

/** @returns the values in YAML text; none when it cannot be read. */
export function valuesIn(yaml: string): NamedValue[] {
  const read = readTree(yaml);
  return 'tree' in read ? valuesOf(read.tree) : [];
}

/** @returns YAML for a log: each value whole or as its length, the secret ones hidden. */
export function yamlForLog(yaml: string): string {
  const read = readTree(yaml);
  return 'faults' in read || read.tree === undefined ? '(YAML that cannot be read)' : writeTree(shown(read.tree, ''));
}

function shown(tree: Tree, name: string, isSecret = false): Tree {
  switch (tree.kind) {
    case 'leaf':
      return isSecret || isSecretName(name)
        ? { ...tree, text: '(hidden)', plain: true }
        : wholeValue(tree.text) === tree.text && isVerbatim(tree)
          ? tree
          : { ...tree, text: lengthOf(tree.text), plain: true };
    case 'list':
      return { ...tree, items: tree.items.map((item) => shown(item, name, isSecret)) };
    case 'mapping': {
      const variable = leafOf(tree.entries.get('name'));
      const hides = isSecret || leafOf(tree.entries.get('type')) === 'Secret';
      return {
        ...tree,
        entries: new Map(
          [...tree.entries].map(([key, value]) => [
            key,
            key === 'value' ? shown(value, variable ?? name, hides) : shown(value, key),
          ]),
        ),
      };
    }
  }
}
