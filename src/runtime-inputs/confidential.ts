/** The values in the YAML of a start: which are secrets, and how they are shown. */
import { looksRandom } from '../base/looks-random.ts';
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

/** Words that hold one of those by which a secret is known, and name none: `issueKey`, `cache_key`, `keyspace`, `tokenizer`. */
const NO_SECRET =
  /(?:issue|jira|project|sonar|cache|partition|sort|primary|foreign|object|bucket|s3|config|feature|flag|lookup|artifact|resource|message|routing|label)[-_ ]?keys?(?![a-z])|key(?:space|board|word|stone|cloak)|(?:mon|don|tur|hoc)key|tokeni[sz]/gi;
/** What holds no secret, whatever its name: it switches something on, or names where Harness finds the secret. */
const NO_VALUE = /^(?:|true|false|<\+[^<>]*>)$/;

/**
 * Whether a value is not shown in the log or the summary. GitHub masks what it knows to be a secret; a plain one in an input set
 * or a default it does not know, so that its type and its name decide.
 */
export function isHidden({ name, type, value }: NamedValue): boolean {
  return (
    type === 'Secret' ||
    (isSecretName(name) && !NO_VALUE.test(value) && (isSecretName(name.replace(NO_SECRET, '')) || looksRandom(value)))
  );
}

/** @returns YAML for a log or a summary: each value whole or as its length, the secret ones hidden. */
export function yamlForLog(yaml: string): string {
  const read = readTree(yaml);
  return 'faults' in read || read.tree === undefined ? '(invalid YAML)' : writeTree(shown(read.tree, ''));
}

function shown(tree: Tree, name: string, type?: string): Tree {
  switch (tree.kind) {
    case 'leaf':
      return isHidden({ name, type, value: tree.text })
        ? { ...tree, text: '(hidden)', plain: true }
        : wholeValue(tree.text) === tree.text && isVerbatim(tree)
          ? tree
          : { ...tree, text: lengthOf(tree.text), plain: true };
    case 'list':
      return { ...tree, items: tree.items.map((item) => shown(item, name, type)) };
    case 'mapping': {
      const variable = leafOf(tree.entries.get('name'));
      const own = leafOf(tree.entries.get('type')) ?? type;
      return {
        ...tree,
        entries: new Map(
          [...tree.entries].map(([key, value]) => [
            key,
            key === 'value' ? shown(value, variable ?? name, own) : shown(value, key, type),
          ]),
        ),
      };
    }
  }
}
