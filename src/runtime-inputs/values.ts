/** Which place has which value, and from where. */
import type { Problem } from '../harness/errors.ts';
import { oneLine } from '../base/text.ts';
import { checkValue, display } from './check.ts';
import type { Matched } from './complete.ts';
import { isOneValue } from './lists.ts';
import { isOpen, mergeTrees } from './merge.ts';
import { namesOf, type Names } from './names.ts';
import { openMatcher } from './pattern.ts';
import type { Place, Template } from './template.ts';
import { text, type Tree } from './tree.ts';

/** Where a value comes from. */
type Source = 'inputs' | 'ref' | `input set ${string}`;

interface Given {
  readonly value: Tree;
  /** The last that gave it, or a part of it. */
  readonly from: Source;
}

/** Which input has which value, and from where. */
export interface Origin {
  readonly path: string;
  /** For display: the value whole, its size, or `(hidden)`. */
  readonly value: string;
  readonly from: Source | 'default' | 'requested during execution';
}

/** Filled in the order in which values cover each other: sets in theirs, then `inputs` and `ref`. */
export interface Values {
  readonly template: Template;
  readonly names: Names;
  /** Values that no display may show. */
  readonly masked: readonly string[];
  /** By the template's leaf, or by its list that is one value. */
  readonly given: Map<Tree, Given>;
  /** What `inputs` leave open on purpose, by the template's leaf. */
  readonly open: Map<Tree, Tree>;
  /** What goes beyond the template, by its mapping or list. */
  readonly extras: Map<Tree, Tree>;
  /** What `inputs` name without a value, by the template's leaf. */
  readonly empty: Map<Tree, Tree>;
  /** Places that a wrong name may have meant: not reported as missing, too. */
  readonly doubtful: Set<Place>;
  /** Places whose list has items of `inputs` and of an input set, with that. */
  readonly joined: Map<Tree, string>;
  readonly problems: Problem[];
  readonly warnings: string[];
}

/** @returns the values of a template before anything has been given. */
export function openValues(template: Template, masked: readonly string[]): Values {
  return {
    template,
    names: namesOf(template),
    masked,
    given: new Map(),
    open: new Map(),
    extras: new Map(),
    empty: new Map(),
    doubtful: new Set(),
    joined: new Map(),
    problems: [],
    warnings: [],
  };
}

/** Adds a value for a leaf of the template, or for its list that is one value. */
export function give({ given, open, joined }: Values, node: Tree, { value, from }: Given): void {
  if (isOpen(value)) {
    // Open in an input set is a missing value; open in `inputs` is on purpose. It covers nothing.
    if (from === 'inputs') {
      open.set(node, value);
    }
    return;
  }
  const below = given.get(node);
  if (below !== undefined && from === 'inputs' && isLonger(mergeTrees(below.value, value), value)) {
    joined.set(node, below.from);
  }
  given.set(node, { value: below === undefined ? value : mergeTrees(below.value, value), from });
}

function isLonger(merged: Tree, value: Tree): boolean {
  return (
    merged.kind === 'list' && value.kind === 'list' && !isOneValue(value) && merged.items.length > value.items.length
  );
}

/** Adds what complete YAML gives. */
export function giveComplete(values: Values, { given, extras }: Matched, from: Source): void {
  given.forEach((value, node) => give(values, node, { value, from }));
  for (const [node, extra] of extras) {
    const below = values.extras.get(node);
    values.extras.set(node, below === undefined ? extra : mergeTrees(below, extra));
  }
}

/** Adds what is wrong with the values that were given. */
export function checkGiven({ template, given, names, masked, joined, problems, warnings }: Values): void {
  const match = openMatcher();
  const unchecked: string[] = [];
  for (const place of template.places) {
    const { value, from = 'inputs' } = given.get(place.leaf) ?? {};
    if (value === undefined) {
      continue;
    }
    const check = checkValue(place, value, { match, masked });
    const label = names.label(place);
    if (check.problem !== undefined) {
      const sentence = `'${label}' (${place.what}) ${check.problem}`;
      const isOwn = from === 'inputs' || from === 'ref';
      problems.push(
        isOwn ? { input: from, text: sentence } : { input: 'input-sets', text: `${oneLine(from, 100)}: ${sentence}` },
      );
    }
    if (check.unchecked !== undefined) {
      unchecked.push(`${label} (${check.unchecked})`);
    }
    const below = joined.get(place.leaf);
    if (below !== undefined) {
      warnings.push(
        `'${label}' combines the items of ${oneLine(below, 200)} and of inputs, because Harness merges a list by its items' identifiers. To set the whole list in inputs, remove it from the input set.`,
      );
    }
  }
  if (unchecked.length > 0) {
    warnings.push(`Values that only Harness can check: ${some(unchecked)}.`);
  }
}

/** @returns the first of the names, and how many more there are. */
export function some(names: readonly string[]): string {
  const MAX_NAMES = 20;
  const rest = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** @returns who gave what, in the template's order. */
export function origins({ template, given, masked }: Values): Origin[] {
  return template.places.flatMap((place): Origin[] => {
    const path = oneLine(place.path);
    const own = given.get(place.leaf);
    if (own !== undefined) {
      return [{ path, value: display(place, own.value, masked), from: own.from }];
    }
    if (place.fallback !== undefined) {
      return [{ path, value: display(place, text(place.fallback), masked), from: 'default' }];
    }
    return place.asks.asksDuringRun ? [{ path, value: '', from: 'requested during execution' }] : [];
  });
}
