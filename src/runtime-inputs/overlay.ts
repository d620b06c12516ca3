/** Complete runtime-input YAML, from an author or an input set, laid over the template: what it gives, what is no input. */
import { members, part } from './items.ts';
import { isOpen } from './merge.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Template } from './template.ts';
import type { List, Mapping, Tree } from './tree.ts';

export interface Overlay {
  /** By the template's leaf. A value that is still `<+input>` is not given. */
  readonly given: ReadonlyMap<Tree, Tree>;
  /** Paths that the template does not have: Harness would drop them in silence. */
  readonly unknown: readonly string[];
  /** Paths that the template has, but with a value of the pipeline's own: Harness would drop the new one in silence. */
  readonly fixed: readonly string[];
  readonly twice: readonly string[];
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
/** What only Harness's own places settle, also there: another one is dropped in silence. */
const REFERENCES: ReadonlySet<string> = new Set(['serviceRef', 'environmentRef']);
/** Keys that say which thing is meant, or something about a variable, and are no inputs. */
const ABOUT: ReadonlySet<string> = new Set([
  'identifier',
  'id',
  'name',
  'key',
  'type',
  'default',
  'required',
  'description',
]);

/** @returns what `tree` gives to which of the template's places. */
export function layOver(template: Template, tree: Mapping): Overlay {
  const overlay: Laying = { given: new Map(), unknown: [], fixed: [], twice: [] };
  lay(template.tree, tree, { trail: [], isOpen: false, overlay });
  return overlay;
}

interface Laying {
  readonly given: Map<Tree, Tree>;
  readonly unknown: string[];
  readonly fixed: string[];
  readonly twice: string[];
}

interface Way {
  readonly trail: readonly string[];
  readonly isOpen: boolean;
  readonly overlay: Laying;
}

function lay(under: Tree, over: Tree, way: Way): void {
  const { given, unknown, fixed, twice } = way.overlay;
  const path = (way.trail.at(-1) === 'value' ? way.trail.slice(0, -1) : way.trail).join('.');
  if (under.kind === 'leaf' && isPlaceholder(under.text)) {
    if (given.has(under)) {
      twice.push(path);
    } else if (!isOpen(over)) {
      given.set(under, over);
    }
  } else if (under.kind === 'leaf' && over.kind === 'leaf') {
    if (under.text !== over.text && !ABOUT.has(way.trail.at(-1) ?? '')) {
      fixed.push(path);
    }
  } else if (under.kind === 'mapping' && over.kind === 'mapping') {
    layMapping(under, over, way);
  } else if (under.kind === 'list' && over.kind === 'list') {
    layList(under, over, way);
  } else if (!way.isOpen) {
    unknown.push(path);
  }
}

function layMapping(under: Mapping, over: Mapping, way: Way): void {
  for (const [key, value] of over.entries) {
    const child = under.entries.get(key);
    const trail = [...way.trail, ...part(key, value)];
    if (child !== undefined) {
      lay(child, value, { ...way, trail, isOpen: way.isOpen || OPEN_KEYS.has(key) });
    } else if ((!way.isOpen || REFERENCES.has(key)) && !ABOUT.has(key) && !isOpen(value)) {
      way.overlay.unknown.push(trail.join('.'));
    }
  }
}

function layList(under: List, over: List, way: Way): void {
  const places = new Map(members(under).map(({ id, body }, index) => [id ?? String(index), body]));
  for (const [index, { id, wrapper, body }] of members(over).entries()) {
    const name = id ?? String(index);
    const child = places.get(name) ?? places.get(String(index));
    const trail = [...way.trail, name, ...(wrapper === undefined ? [] : part(wrapper, body))];
    if (child !== undefined && (places.has(name) || id === undefined)) {
      lay(child, body, { ...way, trail });
    } else if (!way.isOpen) {
      way.overlay.unknown.push([...way.trail, name].join('.'));
    }
  }
}
