/** Complete runtime-input YAML, from `inputs` or an input set, matched to the template as Harness matches them. */
import { isOneValue, members, type Member } from './lists.ts';
import { isOpen, mergeTrees } from './merge.ts';
import { isPlaceholder } from './placeholder.ts';
import { pathPart, type Template } from './template.ts';
import { isNull, mapping, type List, type Mapping, type Tree } from './tree.ts';

/** What complete YAML says about a template. */
export interface Matched {
  /** By the template's leaf, or by its list that is one value. */
  readonly given: ReadonlyMap<Tree, Tree>;
  /** What Harness takes beyond the template, by the template's mapping or list. */
  readonly extras: ReadonlyMap<Tree, Tree>;
  /** What is there without a value, by the template's leaf. */
  readonly empty: ReadonlyMap<Tree, Tree>;
  /** What Harness would ignore or refuse. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  /** `misplaced`: the template has it in another wrapper. `fixed`: the pipeline has a value of its own there. */
  readonly kind: 'unknown' | 'misplaced' | 'fixed' | 'twice';
  readonly path: string;
  /** How the template has what is misplaced. */
  readonly form?: string;
}
/** Keys that say which thing is meant, or something about a variable, and are no inputs. */
const DESCRIBING: ReadonlySet<string> = new Set([
  'identifier',
  'id',
  'name',
  'key',
  'type',
  'default',
  'required',
  'description',
]);

/** @returns what `tree` gives to which of the template's places, and what in it would be ignored. */
export function matchComplete(template: Template, tree: Mapping): Matched {
  const match: Match = { given: new Map(), extras: new Map(), empty: new Map(), faults: [] };
  matchNode(template.tree, tree, { path: [], key: '', isOpen: false, match });
  return match;
}

interface Match extends Matched {
  readonly given: Map<Tree, Tree>;
  readonly extras: Map<Tree, Tree>;
  readonly empty: Map<Tree, Tree>;
  readonly faults: Fault[];
}

interface Position {
  readonly path: readonly string[];
  /** The key that led here. */
  readonly key: string;
  readonly isOpen: boolean;
  readonly match: Match;
}

function matchNode(under: Tree, over: Tree, at: Position): void {
  const { given, faults } = at.match;
  const path = pathOf(at);
  if (isNull(over)) {
    at.match.empty.set(under, over);
    return;
  }
  if (under.kind === 'leaf' && isPlaceholder(under.text)) {
    if (given.has(under)) {
      faults.push({ kind: 'twice', path });
    }
    given.set(under, over);
  } else if (under.kind === 'leaf' && over.kind === 'leaf') {
    if (under.text !== over.text && !DESCRIBING.has(at.key) && !isOpen(over)) {
      faults.push({ kind: 'fixed', path });
    }
  } else if (under.kind === 'mapping' && over.kind === 'mapping') {
    matchMapping(under, over, at);
  } else if (under.kind === 'list' && over.kind === 'list') {
    matchList(under, over, at);
  } else if (!at.isOpen && holdsValue(over)) {
    faults.push({ kind: 'unknown', path });
  }
}

/** Keys under which Harness also takes what its template does not list: it depends on what is chosen. */
const OPEN_KEYS: ReadonlySet<string> = new Set([
  'service',
  'environment',
  'template',
  'services',
  'environments',
  'environmentGroup',
]);

/** What only the template's own places settle, also there: another one is silently dropped. */
const REFERENCES: ReadonlySet<string> = new Set(['serviceRef', 'environmentRef']);

/** Keys that identify the pipeline. */
const OF_PIPELINE: ReadonlySet<string> = new Set(['orgIdentifier', 'projectIdentifier', 'tags']);

function matchMapping(under: Mapping, over: Mapping, at: Position): void {
  const { extras, faults } = at.match;
  for (const [key, value] of over.entries) {
    const child = under.entries.get(key);
    const path = [...at.path, ...pathPart(key, value)];
    const isHarmless = DESCRIBING.has(key) || (at.key === 'pipeline' && OF_PIPELINE.has(key)) || !holdsValue(value);
    if (child !== undefined) {
      matchNode(child, value, { ...at, path, key, isOpen: at.isOpen || OPEN_KEYS.has(key) });
    } else if (at.isOpen && !REFERENCES.has(key) && !isHarmless) {
      extras.set(under, mergeTrees(extras.get(under) ?? mapping([]), mapping([[key, value]])));
    } else if (!isHarmless) {
      faults.push({ kind: 'unknown', path: pathOf({ path }) });
    }
  }
}

function matchList(under: List, over: List, at: Position): void {
  if (isOneValue(under) && isOneValue(over)) {
    at.match.given.set(under, over);
    const bodies = members(under).map(({ body }) => body);
    // What the template lacks there is part of the value: only its places are checked.
    members(over).forEach((member, index) =>
      matchMember(bodies[index], member, { ...at, path: [...at.path, String(index)], isOpen: true }),
    );
    return;
  }
  const known = new Map(members(under).map((member) => [member.identity, member]));
  const seen = new Set<string>();
  for (const [index, member] of members(over).entries()) {
    const path = [...at.path, member.id ?? String(index)];
    if (member.identity !== undefined && seen.has(member.identity)) {
      at.match.faults.push({ kind: 'twice', path: path.join('.') });
    } else {
      seen.add(member.identity ?? '');
      const child = member.identity === undefined ? undefined : known.get(member.identity);
      if (child !== undefined) {
        matchMember(child.body, member, { ...at, path });
      } else {
        matchUnknown(under, member, { ...at, path });
      }
    }
  }
}

function matchMember(body: Tree | undefined, { wrapper, body: over }: Member, at: Position): void {
  if (body !== undefined) {
    const part = wrapper === undefined ? [] : pathPart(wrapper, over);
    matchNode(body, over, { ...at, path: [...at.path, ...part], key: wrapper ?? '' });
  }
}

/** An item that the template's list does not have, or has in another wrapper. */
function matchUnknown(under: List, member: Member, at: Position): void {
  const { extras, faults } = at.match;
  const path = at.path.join('.');
  const meant = member.id === undefined ? undefined : members(under).find(({ id }) => id === member.id);
  if (!holdsValue(member.body)) {
    return;
  }
  if (meant !== undefined) {
    faults.push({ kind: 'misplaced', path, form: formOf(meant) });
  } else if (at.isOpen) {
    const added: List = { kind: 'list', items: [inBlocks(member)] };
    extras.set(under, mergeTrees(extras.get(under) ?? { kind: 'list', items: [] }, added));
  } else {
    faults.push({ kind: 'unknown', path });
  }
}

function inBlocks({ item, blocks }: Member): Tree {
  return Array.from({ length: blocks }).reduce<Tree>(
    (inner) => mapping([['parallel', { kind: 'list', items: [inner] }]]),
    item,
  );
}

/** @returns `- parallel: [{ stage: { identifier: deploy, … } }]` */
function formOf({ blocks, wrapper, key, id }: Member): string {
  const inner = `{ ${key}: ${id}, … }`;
  const item = wrapper === undefined ? inner : `{ ${wrapper}: ${inner} }`;
  const outer = Array.from({ length: blocks }).reduce<string>((form) => `{ parallel: [${form}] }`, item);
  return `- ${outer}`;
}

/** Whether there is anything in it that is given: not only identifiers, types, nothing and open runtime inputs. */
function holdsValue(tree: Tree, key = ''): boolean {
  switch (tree.kind) {
    case 'leaf':
      return !DESCRIBING.has(key) && !isNull(tree) && !isOpen(tree);
    case 'list':
      return tree.items.some((item) => holdsValue(item));
    case 'mapping':
      return [...tree.entries].some(([name, value]) => holdsValue(value, name));
  }
}

function pathOf({ path }: Pick<Position, 'path'>): string {
  return (path.at(-1) === 'value' ? path.slice(0, -1) : path).join('.');
}
