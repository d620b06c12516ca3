/** A tree to YAML text that every YAML parser reads as the same. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

import { jsonEscaped } from '../base/secrets.ts';
import type { Leaf, Tree } from './tree.ts';

/** @returns YAML text of the tree: a leaf that is not plain is quoted, or a block when it has several lines. */
export function writeTree(tree: Tree): string {
  const document = new Document<Node>(undefined, { schema: 'failsafe', version: '1.2' });
  document.contents = toNode(tree);
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}

type Node = Scalar<string> | YAMLMap<Scalar<string>, Node> | YAMLSeq<Node>;

function toNode(tree: Tree): Node {
  switch (tree.kind) {
    case 'leaf': {
      const scalar = new Scalar(tree.text);
      scalar.type = styleOf(tree);
      return scalar;
    }
    case 'list': {
      const list = new YAMLSeq<Node>();
      list.items = tree.items.map(toNode);
      return list;
    }
    case 'mapping': {
      const map = new YAMLMap<Scalar<string>, Node>();
      map.items = [...tree.entries].map(([name, value]) => {
        const key = new Scalar(name);
        key.type = isPlainKey(name) ? 'PLAIN' : 'QUOTE_DOUBLE';
        return new Pair(key, toNode(value));
      });
      return map;
    }
  }
}

/** Whether it is written without an escape, so that GitHub finds a secret in it. */
export function isVerbatim(leaf: Leaf): boolean {
  return styleOf(leaf) !== 'QUOTE_DOUBLE' || !isEscaped(leaf.text);
}

function styleOf({ text, plain }: Leaf): Scalar.Type {
  return plain ? 'PLAIN' : isBlock(text) ? 'BLOCK_LITERAL' : canBeSingle(text) ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE';
}

/** Between single quotes nothing is escaped but a single quote. */
function canBeSingle(text: string): boolean {
  return isEscaped(text) && !text.includes("'") && !isEscaped(text.replace(/["\\]/g, ''));
}

function isEscaped(text: string): boolean {
  return jsonEscaped(text) !== text;
}

/**
 * Several lines that YAML takes as they are: no character that needs an escape, and no blanks where a block's
 * indentation would be read from them.
 */
function isBlock(value: string): boolean {
  return (
    /^[^\s].*\n/.test(value) &&
    !/^[ \t]+$/m.test(value) &&
    /^[\n\t\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/.test(value)
  );
}

/** A key that no YAML parser reads as anything but this text. */
function isPlainKey(name: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
}
