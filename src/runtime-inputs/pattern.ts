/**
 * Java patterns, as `.regex()` has them, read into an automaton. JavaScript's own engine would read some of them in another
 * way, and the others may keep it busy for years. What this cannot read (look-around, back references, flags, classes in
 * classes) is left to Harness.
 */
import { automaton, Unsupported, type Match, type Node, type Test } from './automaton.ts';

interface Cursor {
  readonly chars: readonly string[];
  at: number;
  depth: number;
}

/** A longer pattern, or one nested deeper, is left to Harness. */
const LONGEST = 2000;
const MOST_DEPTH = 50;

/** @returns the match of a Java pattern against a whole text, as Harness does it; undefined when it cannot be read here. */
export function compilePattern(pattern: string): Match | undefined {
  try {
    const cursor: Cursor = { chars: Array.from(pattern), at: 0, depth: 0 };
    const root = readEither(cursor);
    if (cursor.at < cursor.chars.length) {
      return undefined;
    }
    return automaton(root);
  } catch (error) {
    if (error instanceof Unsupported) {
      return undefined;
    }
    throw error;
  }
}

function readEither(cursor: Cursor): Node {
  cursor.depth += 1;
  if (cursor.depth > MOST_DEPTH || cursor.chars.length > LONGEST) {
    throw new Unsupported();
  }
  const nodes = [readSequence(cursor)];
  while (take(cursor, '|')) {
    nodes.push(readSequence(cursor));
  }
  cursor.depth -= 1;
  return { kind: 'either', nodes };
}

function readSequence(cursor: Cursor): Node {
  const nodes: Node[] = [];
  for (let char = peek(cursor); char !== undefined && char !== '|' && char !== ')'; char = peek(cursor)) {
    nodes.push(readRepeat(cursor, readAtom(cursor)));
  }
  return { kind: 'sequence', nodes };
}

function readRepeat(cursor: Cursor, node: Node): Node {
  const [least, most] = readCount(cursor);
  if (least === 1 && most === 1) {
    return node;
  }
  take(cursor, '?'); // a lazy repeat matches the same whole texts
  if (node.kind === 'edge' || '*+?{'.includes(peek(cursor) ?? ' ')) {
    throw new Unsupported();
  }
  return { kind: 'repeat', node, least, most };
}

function readCount(cursor: Cursor): readonly [number, number] {
  if (take(cursor, '*')) {
    return [0, Infinity];
  }
  if (take(cursor, '+')) {
    return [1, Infinity];
  }
  if (take(cursor, '?')) {
    return [0, 1];
  }
  if (peek(cursor) !== '{') {
    return [1, 1];
  }
  const found = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(cursor.chars.slice(cursor.at, cursor.at + 10).join(''));
  if (found === null) {
    throw new Unsupported();
  }
  cursor.at += found[0].length;
  const least = Number(found[1]);
  return [least, found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3])];
}

function readAtom(cursor: Cursor): Node {
  const char = next(cursor);
  switch (char) {
    case '(':
      return readGroup(cursor);
    case '[':
      return { kind: 'char', test: readClass(cursor) };
    case '.':
      return { kind: 'char', test: (one) => !/[\n\r\u0085\u2028\u2029]/.test(one) };
    case '^':
    case '$':
      return { kind: 'edge', isStart: char === '^' };
    case '*':
    case '+':
    case '?':
    case '{':
      throw new Unsupported();
    case '\\': {
      if (peek(cursor) === 'A' || peek(cursor) === 'z' || peek(cursor) === 'Z') {
        return { kind: 'edge', isStart: next(cursor) === 'A' };
      }
      const escape = readEscape(cursor);
      return { kind: 'char', test: typeof escape === 'string' ? (one) => one === escape : escape };
    }
    default:
      return { kind: 'char', test: (one) => one === char };
  }
}

function readGroup(cursor: Cursor): Node {
  if (take(cursor, '?') && !take(cursor, ':')) {
    const name = /^<[A-Za-z][A-Za-z0-9]*>/.exec(cursor.chars.slice(cursor.at, cursor.at + 100).join(''));
    if (name === null) {
      throw new Unsupported();
    }
    cursor.at += name[0].length;
  }
  const group = readEither(cursor);
  if (!take(cursor, ')')) {
    throw new Unsupported();
  }
  return group;
}

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['d', /[0-9]/],
  ['D', /[^0-9]/],
  ['w', /[A-Za-z0-9_]/],
  ['W', /[^A-Za-z0-9_]/],
  ['s', /[ \t\n\v\f\r]/],
  ['S', /[^ \t\n\v\f\r]/],
]);
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

/** Reads what follows a backslash: one character, or a class of them. */
function readEscape(cursor: Cursor): string | Test {
  const char = next(cursor);
  const known = CLASSES.get(char);
  if (known !== undefined) {
    return (one) => known.test(one);
  }
  const digits = char === 'x' ? 2 : char === 'u' ? 4 : 0;
  if (digits > 0) {
    const hex = cursor.chars.slice(cursor.at, cursor.at + digits).join('');
    if (!/^(?:[\dA-Fa-f]{2}){1,2}$/.test(hex) || hex.length !== digits) {
      throw new Unsupported();
    }
    cursor.at += digits;
    return String.fromCodePoint(Number.parseInt(hex, 16));
  }
  const control = CONTROLS.get(char);
  if (control === undefined && /[A-Za-z0-9]/.test(char)) {
    throw new Unsupported();
  }
  return control ?? char;
}

function readClass(cursor: Cursor): Test {
  const isNegated = take(cursor, '^');
  const tests: Test[] = [];
  const one = (): string | Test => {
    const char = next(cursor);
    if (char === '[' || (char === '&' && peek(cursor) === '&')) {
      throw new Unsupported();
    }
    return char === '\\' ? readEscape(cursor) : char;
  };
  do {
    const low = peek(cursor) === ']' ? undefined : one();
    if (low === undefined) {
      throw new Unsupported();
    }
    if (typeof low !== 'string') {
      tests.push(low);
    } else if (peek(cursor) === '-' && cursor.chars[cursor.at + 1] !== ']') {
      take(cursor, '-');
      const high = one();
      if (typeof high !== 'string' || point(high) < point(low)) {
        throw new Unsupported();
      }
      tests.push((char) => point(char) >= point(low) && point(char) <= point(high));
    } else {
      tests.push((char) => char === low);
    }
  } while (!take(cursor, ']'));
  return (char) => tests.some((test) => test(char)) !== isNegated;
}

function point(char: string): number {
  return char.codePointAt(0) ?? 0;
}

function peek(cursor: Cursor): string | undefined {
  return cursor.chars[cursor.at];
}

function next(cursor: Cursor): string {
  const char = cursor.chars[cursor.at];
  if (char === undefined) {
    throw new Unsupported();
  }
  cursor.at += 1;
  return char;
}

function take(cursor: Cursor, char: string): boolean {
  const isNext = cursor.chars[cursor.at] === char;
  cursor.at += isNext ? 1 : 0;
  return isNext;
}
