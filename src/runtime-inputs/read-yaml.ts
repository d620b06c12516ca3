/** YAML text to a tree. Only this module and write-yaml know the yaml package. */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  Scalar,
  type YAMLMap,
} from 'yaml';

import { quotedValue } from '../base/text.ts';
import { text, type Mapping, type Tree } from './tree.ts';

/** The tree, undefined for a text without content; or what is wrong, each to follow the name of what was read. */
export type Read = { readonly tree: Tree | undefined } | { readonly faults: readonly string[] };

/** So many wrong characters take about 5 s and 700 MB at their worst; 2,000 runtime inputs take 150 KB. */
const MAX_CHARACTERS = 500_000;
const MAX_LEVELS = 100;
/** Scalars are text: 1.10, 007 and yes stay as they are. Duplicate keys are found here, in linear time. */
const OPTIONS = { schema: 'failsafe', version: '1.2', merge: false, uniqueKeys: false, prettyErrors: false } as const;

/** @returns what YAML text holds. Aliases, anchors, tags, doubled keys, several documents and deep nesting are faults. */
export function readTree(source: string): Read {
  if (source.length > MAX_CHARACTERS) {
    return { faults: [`is longer than ${MAX_CHARACTERS.toLocaleString('en')} characters`] };
  }
  const lines = new LineCounter();
  const reader: Reader = { source, faults: new Map(), where: (offset) => position(lines, offset) };
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
class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Composes the only document. The parser's stack is watched, because the composer recurses. */
function compose(source: string, lines: LineCounter): Document.Parsed | undefined {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(OPTIONS);
  const documents: Document.Parsed[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') {
        throw new Unreadable(sentence(''), token.offset);
      }
      documents.push(...composer.next(token));
    }
    if (parser.stack.length > MAX_LEVELS) {
      throw new Unreadable(`is nested deeper than ${MAX_LEVELS} levels`, parser.offset);
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
    throw new Unreadable('contains several YAML documents, separated by ---', second.range[0]);
  }
  return document;
}

/** Says what a parser's error code means. The parser's own messages quote the text, and that may hold a secret. */
function sentence(code: string): string {
  switch (code) {
    case 'MISSING_CHAR':
      return 'is not valid YAML: a quote, bracket, comma or colon is missing';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'is not valid YAML: a value with ": " in it needs quotes, or the line is indented wrongly';
    case 'TAB_AS_INDENT':
      return 'is not valid YAML: a tab cannot indent a line';
    case 'BAD_INDENT':
      return 'is not valid YAML: the line is indented wrongly';
    case 'BAD_SCALAR_START':
      return 'is not valid YAML: a value cannot begin with this character; quote it';
    case 'BAD_ALIAS':
      return 'is not valid YAML: a value cannot begin with * or & here; quote it';
    default:
      return 'is not valid YAML';
  }
}

interface Reader {
  readonly source: string;
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
    return NOTHING;
  }
  if (node.anchor !== undefined) {
    complain(reader, node, 'uses an anchor; leave it out, or quote the value when & is meant as text');
  }
  if (node.tag !== undefined) {
    complain(reader, node, 'uses a tag; leave it out, or quote the value when ! is meant as text');
  }
  if (isScalar(node)) {
    const source = node.source ?? (typeof node.value === 'string' ? node.value : '');
    const leaf = { kind: 'leaf', text: source, plain: node.type === Scalar.PLAIN } as const;
    return leaf.plain && isCommentNext(reader.source, node.range?.[1]) ? { ...leaf, isCut: true } : leaf;
  }
  return isSeq(node) ? { kind: 'list', items: node.items.map((item) => read(item, reader)) } : readMap(node, reader);
}

const NOTHING: Tree = { kind: 'leaf', text: '', plain: true };

/** Whether a comment follows on the same line. */
function isCommentNext(source: string, end = source.length): boolean {
  let at = end;
  while (source[at] === ' ' || source[at] === '\t') {
    at += 1;
  }
  return source[at] === '#';
}

function readMap(node: YAMLMap, reader: Reader): Mapping {
  const entries = new Map<string, Tree>();
  for (const pair of node.items) {
    const key = read(pair.key, reader);
    if (key.kind !== 'leaf') {
      complain(reader, pair.key, 'has a list or a mapping as a name');
    } else if (entries.has(key.text)) {
      complain(reader, pair.key, `gives ${quotedValue(key.text, 80)} twice`);
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
