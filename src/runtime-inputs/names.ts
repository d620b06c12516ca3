/** Names and values from `inputs`, each matched to the template's place that it means. */
import { count, oneLine, quotedValue } from '../base/text.ts';
import { closest } from './closest.ts';
import { mergeTrees } from './merge.ts';
import type { Place, Template } from './template.ts';
import { isNull, mapping, type Mapping, type Tree } from './tree.ts';

interface Fit {
  readonly given: readonly { readonly place: Place; readonly value: Tree }[];
  /** Places that were named without a value, as if they were not named. */
  readonly empty: readonly { readonly place: Place; readonly value: Tree }[];
  readonly problems: readonly string[];
  /** The places that an ambiguous or a wrong name may have meant: not reported as missing, too. */
  readonly doubtful: readonly Place[];
}

/** Characters of a name that are shown in a problem. */
const MAX_NAME = 500;

/** What a name can mean. */
export interface Names {
  /** @returns the places that a name fits: by full path, else by variable, else by leaf key, else by a path below one. */
  readonly find: (name: string) => Found;
  readonly isPath: (name: string) => boolean;
  readonly isGroup: (name: string) => boolean;
  /** @returns the shortest name of a place that fits no other. */
  readonly label: (place: Place) => string;
}

interface Found {
  readonly places: readonly Place[];
  /** What the name says below the place, as in `serviceInputs.serviceDefinition`. */
  readonly below: string;
}

/** @returns the template's names, each to be looked up at once. */
export function namesOf(template: Template): Names {
  const paths = new Map<string, Place[]>();
  const variables = new Map<string, Place[]>();
  const leaves = new Map<string, Place[]>();
  const add = (index: Map<string, Place[]>, name: string, place: Place): void => {
    const all = index.get(name);
    if (all === undefined) {
      index.set(name, [place]);
    } else if (all.at(-1) !== place) {
      all.push(place);
    }
  };
  const beginnings = new Set<string>();
  for (const place of template.places) {
    const before = place.path.slice(0, place.path.length - place.name.length);
    for (const beginning of beginningsOf(place.name)) {
      beginnings.add(beginning).add(before + beginning);
    }
    add(paths, place.path, place);
    add(paths, place.brief, place);
    add(place.isVariable ? variables : leaves, place.name, place);
  }
  const find = (name: string): readonly Place[] =>
    paths.get(name) ?? paths.get(bare(name)) ?? variables.get(name) ?? leaves.get(name) ?? [];
  const findBelow = (name: string): Found => {
    for (const beginning of beginningsOf(name).toReversed()) {
      const places = find(beginning).filter(isContentOpen);
      if (places.length > 0) {
        return { places, below: name.slice(beginning.length + 1) };
      }
    }
    return { places: [], below: '' };
  };
  return {
    find: (name) => {
      const places = find(name);
      return places.length > 0 ? { places, below: '' } : findBelow(name);
    },
    isPath: (name) => paths.has(name) || paths.has(bare(name)),
    isGroup: (name) => [name, bare(name)].some((path) => template.groups.has(path) || beginnings.has(path)),
    label: (place) => {
      const [only, second] = find(place.name);
      return oneLine(only === place && second === undefined ? place.name : place.path);
    },
  };
}

const MAX_DOTS = 20;

/** @returns `a` and `a.b` of `a.b.c`: a variable's name may have dots, and nested mappings are the same as dots. */
function beginningsOf(name: string): string[] {
  const parts = name.split('.', MAX_DOTS);
  const isWhole = name.length === parts.join('.').length;
  return (isWhole ? parts.slice(0, -1) : parts).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** A path is also understood with what it leaves out. */
function bare(name: string): string {
  return name
    .replace(/^pipeline(?:\.|$)/, '')
    .replace(/(?:^|\.)template(?:\.templateInputs)?(?=\.|$)/g, '')
    .replace(/^\./, '')
    .replace(/\.value$/, '');
}

/** Whether Harness alone knows what the place holds, so that it takes deeper paths: `serviceInputs`, `environmentInputs` … */
function isContentOpen({ type, asks, name }: Place): boolean {
  return type === undefined && asks.validators.length === 0 && !/(?:Refs?|timeout)$/i.test(name);
}

/** @returns which places the names fit, with what is wrong with the others. No name is dropped. */
export function fitNames(named: Mapping, template: Template, names: Names): Fit {
  const given = new Map<Place, { readonly name: string; readonly value: Tree }>();
  const empty: { place: Place; value: Tree }[] = [];
  const unknown: string[] = [];
  const problems: string[] = [];
  const doubtful: Place[] = [];
  for (const [name, value] of flatten(named, '', names)) {
    const { places, below } = names.find(name);
    const [place, second] = places;
    if (place === undefined) {
      unknown.push(...(isNull(value) && names.isGroup(name) ? [] : [name]));
    } else if (isNull(value)) {
      empty.push(...(second === undefined ? [{ place, value }] : []));
    } else if (second !== undefined) {
      doubtful.push(...places);
      problems.push(ambiguous(name, below, places));
    } else {
      const other = given.get(place);
      const nested = nest(below, withoutNulls(value));
      if (other !== undefined && !areApart(other.value, nested)) {
        problems.push(twice(other.name, name));
      } else {
        given.set(place, { name, value: other === undefined ? nested : mergeTrees(other.value, nested) });
      }
    }
  }
  const unmatched = explainUnknown(unknown, template, names);
  return {
    given: [...given].map(([place, { value }]) => ({ place, value })),
    empty: empty.filter(({ place }) => !given.has(place)),
    problems: [...unmatched.problems, ...problems],
    doubtful: [...unmatched.doubtful, ...doubtful],
  };
}

/** @returns the names as paths: a mapping is opened where the template has places below it, else it is a value. */
function flatten(named: Mapping, prefix: string, names: Names): (readonly [string, Tree])[] {
  return [...named.entries].flatMap(([key, value]): (readonly [string, Tree])[] => {
    const name = `${prefix}${key}`;
    const isOpened = names.isGroup(name) && !names.isPath(name);
    return isOpened && value.kind === 'mapping' && value.entries.size > 0
      ? flatten(value, `${name}.`, names)
      : [[name, value]];
  });
}

/** @returns `{a: {b: value}}` for `a.b`. */
function nest(below: string, value: Tree): Tree {
  return below === '' ? value : below.split('.').reduceRight<Tree>((inner, key) => mapping([[key, inner]]), value);
}

/** Whether two values of one place say nothing about the same thing. */
function areApart(one: Tree, other: Tree): boolean {
  return (
    one.kind === 'mapping' &&
    other.kind === 'mapping' &&
    [...other.entries].every(([key, value]) => {
      const known = one.entries.get(key);
      return known === undefined || areApart(known, value);
    })
  );
}

/** Nested mappings are the same as dots: a key without a value is as if it were not there. */
function withoutNulls(value: Tree): Tree {
  switch (value.kind) {
    case 'leaf':
      return value;
    case 'list':
      return { kind: 'list', items: value.items.map(withoutNulls) };
    case 'mapping':
      return mapping([...value.entries].flatMap(([key, inner]) => (isNull(inner) ? [] : [[key, withoutNulls(inner)]])));
  }
}

/** Closest names are searched for this often; each time is a walk through the whole template. */
const MAX_SUGGESTIONS = 10;

/** @returns a sentence about each of the names that the pipeline does not have, and the places that they may have meant. */
export function explainUnknown(
  unknown: readonly string[],
  template: Template,
  names: Names,
): Pick<Fit, 'problems' | 'doubtful'> {
  const doubtful: Place[] = [];
  const problems = unknown.map((name, index) => {
    const { places, title } = template;
    const head = `${quotedValue(name, MAX_NAME)} is not an input of ${title}`;
    if (places.length === 0) {
      return `${head}, which has no runtime inputs.`;
    }
    const inside = names.isGroup(name) ? places.filter(({ path }) => path.startsWith(`${bare(name)}.`)) : [];
    if (inside.length > 0) {
      doubtful.push(...inside);
      return `${quotedValue(name, MAX_NAME)} is not an input itself, but contains ${count(inside.length, 'input')}: ${some(inside, ({ path }) => path)}.`;
    }
    if (index >= MAX_SUGGESTIONS) {
      return `${head}.`;
    }
    const near = closest(name, template, names.label);
    doubtful.push(...near.places);
    if (near.labels.length > 0) {
      return `${head}. Did you mean ${near.labels.join(' or ')}?${isTag(name) ? hintBelow(name, places) : ''}`;
    }
    return `${head}. Its inputs are ${some(places, names.label)}.${hintBelow(name, places)}`;
  });
  return { problems, doubtful };
}

/** Whether it is what people call an artifact's tag. */
function isTag(name: string): boolean {
  return /^(?:(?:image|artifact|docker)_?)?tag$|^version$/i.test(name);
}

/** @returns where what a chosen service asks for is given: the commonest input that a template does not list. */
function hintBelow(name: string, places: readonly Place[]): string {
  const open = places.find((place) => place.name === 'serviceInputs' && isContentOpen(place));
  if (open === undefined || name.includes('.')) {
    return '';
  }
  const form = isTag(name)
    ? '.serviceDefinition.spec.artifacts.primary: { primaryArtifactRef: …, sources: [{ identifier: …, type: …, spec: { tag: … } }] }'
    : '';
  return ` If the service requires it, set it below ${oneLine(open.path)}${form === '' ? '.' : `, an artifact's tag as ${oneLine(open.path)}${form}.`}`;
}

function ambiguous(name: string, below: string, places: readonly Place[]): string {
  const paths = some(places, ({ path }) => (below === '' ? path : `${path}.${below}`));
  return `${quotedValue(name, MAX_NAME)} is ambiguous (${places.length} matches); use the full path: ${paths}.`;
}

const MAX_PLACES = 8;

/** @returns the first of the places, and how many more there are. */
function some(places: readonly Place[], label: (place: Place) => string): string {
  const first = places.slice(0, MAX_PLACES).map((place) => oneLine(label(place)));
  const rest = places.length - first.length;
  return rest === 0 ? first.join(', ') : `${first.join(', ')} and ${rest} more`;
}

function twice(first: string, second: string): string {
  return first === second
    ? `${quotedValue(first, MAX_NAME)} is given twice.`
    : `${quotedValue(first, MAX_NAME)} and ${quotedValue(second, MAX_NAME)} are the same input; give it once.`;
}
