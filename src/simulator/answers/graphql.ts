/** The part of GraphQL that clients of FirstGen use. */
import { isRecord } from '../shape.ts';

/** One field of a query, with its arguments resolved and the fields asked for below it. */
export interface Field {
  readonly name: string;
  readonly alias: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly fields: readonly Field[];
  /** Asked for only of this type (`... on X`). */
  readonly on: string | undefined;
}

const TOKEN = /\.\.\.|"(?:\\.|[^"\\])*"|\$?[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:!=@|]/g;

/** The part of GraphQL that clients of FirstGen use: one operation, arguments, aliases, inline fragments. Throws a sentence about anything else. */
export function parseQuery(query: string, variables: Readonly<Record<string, unknown>>): readonly Field[] {
  const tokens = query.replace(/#.*$/gm, '').match(TOKEN) ?? [];
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const next = (): string => tokens[at++] ?? '';
  const expect = (token: string): void => {
    const found = next();
    if (found !== token) {
      throw new Error(`Invalid Syntax : offending token '${found}' where '${token}' was expected`);
    }
  };

  const value = (): unknown => {
    const token = next();
    if (token.startsWith('$')) {
      return variables[token.slice(1)];
    }
    if (token.startsWith('"')) {
      return JSON.parse(token) as unknown;
    }
    if (token === '[') {
      const items: unknown[] = [];
      while (peek() !== ']') {
        items.push(value());
      }
      next();
      return items;
    }
    if (token === '{') {
      return pairs('}');
    }
    const plain: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
    if (Object.hasOwn(plain, token)) {
      return plain[token];
    }
    return /^-?\d/.test(token) ? Number(token) : token;
  };

  const pairs = (end: string): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    while (peek() !== end) {
      if (peek() === '') {
        throw new Error('Invalid Syntax : the query ends too early');
      }
      const name = next();
      expect(':');
      found[name] = value();
    }
    next();
    return found;
  };

  const selection = (on: string | undefined): readonly Field[] => {
    expect('{');
    const fields: Field[] = [];
    while (peek() !== '}') {
      if (peek() === '') {
        throw new Error('Invalid Syntax : the query ends too early');
      }
      fields.push(...field(on));
    }
    next();
    return fields;
  };

  const field = (on: string | undefined): readonly Field[] => {
    const first = next();
    if (first === '...') {
      expect('on');
      return selection(next());
    }
    const aliased = peek() === ':';
    if (aliased) {
      next();
    }
    const name = aliased ? next() : first;
    const args = peek() === '(' ? (next(), pairs(')')) : {};
    const fields = peek() === '{' ? selection(undefined) : [];
    return [{ name, alias: first, args, fields, on }];
  };

  while (peek() !== '{' && peek() !== '') {
    if (next() === '(') {
      while (peek() !== ')' && peek() !== '') {
        next();
      }
    }
  }
  return selection(undefined);
}

/** The fields of a value that were asked for. Throws when one does not exist, as a real server does. */
export function project(value: unknown, fields: readonly Field[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => project(item, fields));
  }
  if (!isRecord(value)) {
    return value;
  }
  const type = String(value['__typename']);
  const wanted = fields.filter(({ on }) => on === undefined || on === type);
  return Object.fromEntries(
    wanted.map(({ name, alias, args, fields: below }) => {
      if (!Object.hasOwn(value, name)) {
        throw new Error(`Validation error of type FieldUndefined: Field '${name}' in type '${type}' is undefined`);
      }
      return [alias, project(pageOf(value[name], args), below)];
    }),
  );
}

/** The part of a list that `limit` and `offset` name; any other value as it is. */
function pageOf(value: unknown, { limit, offset }: Field['args']): unknown {
  if (!isRecord(value) || !Array.isArray(value['nodes'])) {
    return value;
  }
  const from = typeof offset === 'number' ? offset : 0;
  const nodes: readonly unknown[] = value['nodes'];
  return { ...value, nodes: nodes.slice(from, typeof limit === 'number' ? from + limit : undefined) };
}
