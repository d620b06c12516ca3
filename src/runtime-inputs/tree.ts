/** YAML text to a plain tree and back. Nothing else in this room knows the yaml package. */
import {
  Composer,
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Pair,
  Parser,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

import { oneLine } from '../base/text.ts';

export type Tree = Leaf | Mapping | List;

/** A scalar with its source's own text. `plain`: written without quotes, so that YAML may read more than text in it. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly text: string;
  readonly plain: boolean;
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

/** The tree, undefined for a text without content; or what is wrong, each to follow the name of what was read. */
export type Read = { readonly tree: Tree | undefined } | { readonly faults: readonly string[] };

/** One MB of YAML takes about 5 s and 400 MB at its worst; 2,000 runtime inputs take 150 KB. */
const MOST_CHARACTERS = 1_000_000;
const MOST_LEVELS = 100;
/** Scalars are text: 1.10, 007 and yes stay as they are. Doubled keys are looked for here, in linear time. */
const OPTIONS = { schema: 'failsafe', version: '1.2', merge: false, uniqueKeys: false } as const;

/** @returns a leaf that stays text for whoever reads the YAML. */
export function text(value: string): Leaf {
  return { kind: 'leaf', text: value, plain: false };
}

/** @returns a mapping of the entries, in their order. */
export function mapping(entries: Iterable<readonly [string, Tree]>): Mapping {
  return { kind: 'mapping', entries: new Map(entries) };
}

/** @returns what YAML text holds. Aliases, anchors, tags, doubled keys, several documents and deep nesting are faults. */
export function readTree(source: string): Read {
  if (source.length > MOST_CHARACTERS) {
    return { faults: [`is longer than ${MOST_CHARACTERS.toLocaleString('en')} characters`] };
  }
  const lines = new LineCounter();
  const reader: Reader = { faults: new Map(), where: (offset) => position(lines, offset) };
  try {
    const root = compose(source, lines)?.contents;
    const tree = root === undefined || root === null ? undefined : read(root, reader);
    return reader.faults.size > 0 ? { faults: [...reader.faults.values()] } : { tree };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { faults: [`${error.message} (${position(lines, error.offset)})`] };
    }
    throw error;
  }
}

/** @returns YAML text of the tree: a leaf that is not plain is quoted, or a block when it has several lines. */
export function writeTree(tree: Tree): string {
  const document = new Document<Node>(undefined, OPTIONS);
  document.contents = toNode(tree);
  return document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
}

class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Composes the only document, and stops at the first fault, so that a hostile text costs no more than a good one. */
function compose(source: string, lines: LineCounter): Document.Parsed | undefined {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(OPTIONS);
  // The composer would make an error of about 1 KB for each wrong byte. Its own hook is private; without it, it is only
  // slow. What the hook throws comes back to it as a further error, so the first one is kept.
  let first: Unreadable | undefined;
  Reflect.set(composer, 'onError', (...[where, code, , isWarning]: Complaint) => {
    if (isWarning !== true) {
      first ??= new Unreadable(sentence(code), offsetOf(where));
      throw first;
    }
  });
  const documents: Document.Parsed[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') {
        throw new Unreadable(sentence(''), token.offset);
      }
      documents.push(...composer.next(token));
    }
    if (parser.stack.length > MOST_LEVELS) {
      throw new Unreadable(`is nested deeper than ${MOST_LEVELS} levels`, parser.offset);
    }
  }
  for (const token of parser.end()) {
    documents.push(...composer.next(token));
  }
  documents.push(...composer.end());
  const [document, second] = documents;
  const error = document?.errors[0];
  if (error !== undefined) {
    throw new Unreadable(sentence(error.code), error.pos[0]);
  }
  if (second !== undefined) {
    throw new Unreadable('holds several YAML documents, separated by ---', second.range[0]);
  }
  return document;
}

/** What the composer tells its hook: where, which error, its message, and whether it is a warning only. */
type Complaint = readonly [
  where: number | readonly number[] | { readonly offset: number },
  code: string,
  message: string,
  isWarning?: boolean,
];

function offsetOf(where: Complaint[0]): number {
  return typeof where === 'number' ? where : 'offset' in where ? where.offset : (where[0] ?? 0);
}

/** Says what a parser's error code means. The parser's own messages quote the text, and that may hold a secret. */
function sentence(code: string): string {
  switch (code) {
    case 'MISSING_CHAR':
      return 'is no valid YAML: a quote, bracket, comma or colon is missing';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'is no valid YAML: a value with ": " in it needs quotes, or the line is indented wrongly';
    case 'TAB_AS_INDENT':
      return 'is no valid YAML: a tab cannot indent a line';
    case 'BAD_INDENT':
      return 'is no valid YAML: the line is indented wrongly';
    case 'BAD_SCALAR_START':
      return 'is no valid YAML: a value that begins with such a character needs quotes';
    default:
      return 'is no valid YAML';
  }
}

interface Reader {
  /** By kind, the first of each: a text with a thousand aliases has one fault. */
  readonly faults: Map<string, string>;
  readonly where: (offset: number) => string;
}

function read(node: unknown, reader: Reader): Tree {
  if (isAlias(node)) {
    complain(reader, node, 'uses an alias; write the value out, or quote it when * is meant as text');
    return text('');
  }
  if (!isScalar(node) && !isSeq(node) && !isMap(node)) {
    return { kind: 'leaf', text: '', plain: true };
  }
  if (node.anchor !== undefined) {
    complain(reader, node, 'uses an anchor; leave it out, or quote the value when & is meant as text');
  }
  if (node.tag !== undefined) {
    complain(reader, node, 'uses a tag; leave it out, or quote the value when ! is meant as text');
  }
  if (isScalar(node)) {
    const source = node.source ?? (typeof node.value === 'string' ? node.value : '');
    return { kind: 'leaf', text: source, plain: node.type === Scalar.PLAIN };
  }
  return isSeq(node) ? { kind: 'list', items: node.items.map((item) => read(item, reader)) } : readMap(node, reader);
}

function readMap(node: YAMLMap, reader: Reader): Mapping {
  const entries = new Map<string, Tree>();
  for (const pair of node.items) {
    const key = read(pair.key, reader);
    if (key.kind !== 'leaf') {
      complain(reader, pair.key, 'has a list or a mapping as a name');
    } else if (entries.has(key.text)) {
      complain(reader, pair.key, `gives '${oneLine(key.text, 80)}' twice`);
    } else {
      entries.set(key.text, read(pair.value, reader));
    }
  }
  return { kind: 'mapping', entries };
}

function complain({ faults, where }: Reader, node: unknown, what: string): void {
  if (!faults.has(what)) {
    faults.set(what, `${what} (${where((isNode(node) ? node.range?.[0] : undefined) ?? 0)})`);
  }
}

function position(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `line ${line}, column ${col}`;
}

type Node = Scalar<string> | YAMLMap<Scalar<string>, Node> | YAMLSeq<Node>;

function toNode(tree: Tree): Node {
  switch (tree.kind) {
    case 'leaf': {
      const scalar = new Scalar(tree.text);
      scalar.type = tree.plain ? 'PLAIN' : isBlock(tree.text) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
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

/**
 * Several lines that may stand in YAML as they are: no character that needs an escape, and no blanks where a block's
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
