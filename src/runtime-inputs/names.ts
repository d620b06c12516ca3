/** An author's names fitted into the template's places. */
import { count, oneLine } from '../base/text.ts';
import { closest } from './closest.ts';
import type { Place, Template } from './template.ts';
import type { Mapping, Tree } from './tree.ts';

export interface Fit {
  readonly given: readonly { readonly place: Place; readonly value: Tree }[];
  readonly problems: readonly string[];
  /** The places that an ambiguous name may have meant: not reported as missing, too. */
  readonly doubtful: ReadonlySet<Place>;
}

/** Closest names are looked for this often; each look is a walk through the whole template. */
const MOST_LOOKS = 10;
const MOST_PLACES = 8;
const MOST_DOTS = 20;

/** What an author's name can mean. */
export interface Names {
  /** @returns the places that a name fits: by full path, else by variable, else by leaf key. */
  readonly find: (name: string) => readonly Place[];
  readonly isPath: (name: string) => boolean;
  readonly isGroup: (name: string) => boolean;
  /** @returns the shortest name of a place that fits no other. */
  readonly label: (place: Place) => string;
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
  return {
    find,
    isPath: (name) => paths.has(name) || paths.has(bare(name)),
    isGroup: (name) => [name, bare(name)].some((path) => template.groups.has(path) || beginnings.has(path)),
    label: (place) => {
      const [only, second] = find(place.name);
      return oneLine(only === place && second === undefined ? place.name : place.path);
    },
  };
}

/** @returns `a` and `a.b` of `a.b.c`: a variable's name may have dots, and nested mappings are the same as dots. */
function beginningsOf(name: string): string[] {
  const parts = name.split('.', MOST_DOTS);
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** A path is also understood with what it leaves out at its ends. */
function bare(name: string): string {
  return name.replace(/^pipeline(?:\.|$)/, '').replace(/\.value$/, '');
}

/** @returns which places the author's names fit, with what is wrong with the others. No name is dropped. */
export function fitNames(author: Mapping, template: Template, names: Names): Fit {
  const given: { place: Place; value: Tree }[] = [];
  const strangers: string[] = [];
  const problems: string[] = [];
  const doubtful = new Set<Place>();
  const taken = new Map<Place, string>();
  for (const [name, value] of flatten(author, '', names)) {
    const places = names.find(name);
    const [place, second] = places;
    if (place === undefined) {
      strangers.push(name);
    } else if (second !== undefined) {
      places.forEach((one) => doubtful.add(one));
      problems.push(ambiguous(name, places));
    } else if (taken.has(place)) {
      problems.push(twice(taken.get(place) ?? '', name));
    } else {
      taken.set(place, name);
      given.push({ place, value });
    }
  }
  return { given, problems: [...unknown(strangers, template, names), ...problems], doubtful };
}

/** @returns the author's names as paths: a mapping is opened where the template has places below it, else it is a value. */
function flatten(author: Mapping, prefix: string, names: Names): (readonly [string, Tree])[] {
  return [...author.entries].flatMap(([key, value]): (readonly [string, Tree])[] => {
    const name = `${prefix}${key}`;
    const isOpened = names.isGroup(name) && !names.isPath(name);
    return isOpened && value.kind === 'mapping' && value.entries.size > 0
      ? flatten(value, `${name}.`, names)
      : [[name, value]];
  });
}

/** @returns a sentence about each of the names that the pipeline does not have. */
export function unknown(strangers: readonly string[], template: Template, names: Names): string[] {
  return strangers.map((name, index) => {
    const { places, title } = template;
    const head = `'${oneLine(name)}' is not an input of ${title}`;
    if (places.length === 0) {
      return `${head}, which has no runtime inputs.`;
    }
    const inside = names.isGroup(name) ? places.filter(({ path }) => path.startsWith(`${bare(name)}.`)) : [];
    if (inside.length > 0) {
      return `'${oneLine(name)}' is no input, but holds ${count(inside.length, 'input')}: ${some(inside, ({ path }) => path)}.`;
    }
    if (index >= MOST_LOOKS) {
      return `${head}.`;
    }
    const near = closest(name, template, names.label);
    return near.length > 0
      ? `${head}. Did you mean ${near.join(' or ')}?`
      : `${head}. It asks for ${some(places, names.label)}.`;
  });
}

function ambiguous(name: string, places: readonly Place[]): string {
  const paths = some(places, ({ path }) => path);
  return `'${oneLine(name)}' stands in ${places.length} places: ${paths}. Give the path.`;
}

/** @returns the first of the places, and how many more there are. */
function some(places: readonly Place[], label: (place: Place) => string): string {
  const first = places.slice(0, MOST_PLACES).map((place) => oneLine(label(place)));
  const rest = places.length - first.length;
  return rest === 0 ? first.join(', ') : `${first.join(', ')} and ${rest} more`;
}

function twice(first: string, second: string): string {
  return first === second
    ? `'${oneLine(first)}' is given twice.`
    : `'${oneLine(first)}' and '${oneLine(second)}' are the same input. Give it once.`;
}
