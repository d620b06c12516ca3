/** Which place has got which value from whom, what is wrong with it, and what is still missing. */
import type { Problem } from '../harness/errors.ts';
import { oneLine } from '../base/text.ts';
import { checkValue, listed } from './check.ts';
import { buildOf } from './codebase.ts';
import { display, quoted } from './display.ts';
import { namesOf, type Names } from './names.ts';
import type { Place, Template } from './template.ts';
import { text, type Tree } from './tree.ts';

/** Who gives a value. */
export type Giver = 'inputs' | 'ref' | `input set ${string}`;

export interface Gift {
  readonly value: Tree;
  readonly from: Giver;
}

/** Which input has which value, and by whom. */
export interface Origin {
  readonly path: string;
  /** For display: one short line, `(hidden)` when the name looks secret or the value is masked. */
  readonly value: string;
  readonly from: Giver | 'default' | 'asked during the run';
}

/** Filled in the order in which values cover each other: sets in theirs, then `inputs` and `ref`. */
export interface Ledger {
  readonly template: Template;
  readonly names: Names;
  /** Values that no display may show. */
  readonly masked: readonly string[];
  /** By the template's leaf. */
  readonly given: Map<Tree, Gift>;
  /** Places where a list or a mapping of an input set is covered by one from `inputs` or `ref`. */
  readonly covered: Set<Tree>;
  /** Places that an ambiguous name may have meant: not reported as missing, too. */
  readonly doubtful: Set<Place>;
  readonly problems: Problem[];
  readonly warnings: string[];
}

/** @returns a ledger without entries. */
export function openLedger(template: Template, masked: readonly string[]): Ledger {
  const names = namesOf(template);
  const [given, covered, doubtful] = [new Map<Tree, Gift>(), new Set<Tree>(), new Set<Place>()];
  return { template, names, masked, given, covered, doubtful, problems: [], warnings: [] };
}

/** Enters a value for a leaf of the template. */
export function give({ given, covered }: Ledger, leaf: Tree, gift: Gift): void {
  const under = given.get(leaf);
  const isOwn = gift.from === 'inputs' || gift.from === 'ref';
  if (isOwn && under !== undefined && under.value.kind !== 'leaf' && gift.value.kind !== 'leaf') {
    covered.add(leaf);
  }
  given.set(leaf, gift);
}

/** Adds what is wrong with the values that were given. */
export function checkGiven({ template, given, names, masked, problems, warnings }: Ledger): void {
  for (const place of template.places) {
    const gift = given.get(place.leaf);
    if (gift === undefined) {
      continue;
    }
    const { value, from } = gift;
    const { problem, warning } = checkValue(place, value, () => quoted(place, value, masked));
    const subject = (): string => `'${names.label(place)}' (${place.what})`;
    if (problem !== undefined) {
      problems.push(
        from === 'inputs' || from === 'ref'
          ? { input: from, text: `${subject()} ${problem}` }
          : { input: 'input-sets', text: `${oneLine(from, 100)}: ${subject()} ${problem}` },
      );
    }
    if (warning !== undefined) {
      warnings.push(`${subject()} ${warning}`);
    }
  }
}

/** Adds what needs a value and has none; and one warning that names the variables which simply have none. */
export function checkMissing(ledger: Ledger): void {
  const { template, given, names, doubtful } = ledger;
  const rows = new Set(template.places.flatMap(({ leaf, row }) => (given.has(leaf) ? (row ?? []) : [])));
  const left: string[] = [];
  for (const place of template.places.filter(({ leaf }) => !given.has(leaf))) {
    const isInRow = place.row !== undefined && rows.has(place.row);
    if ((place.need === 'needed' || isInRow) && !doubtful.has(place)) {
      const why = isInRow ? ' Harness takes the list around it only as a whole.' : '';
      ledger.problems.push({ input: 'inputs', text: `${missing(place, names)}${why}` });
    } else if (place.isVariable && place.fallback === undefined && !place.asks.asksDuringRun) {
      left.push(names.label(place));
    }
  }
  if (left.length > 0) {
    ledger.warnings.push(`Variables without a value are left out: ${left.join(', ')}.`);
  }
}

function missing(place: Place, names: Names): string {
  const label = names.label(place);
  const where = label === place.path ? '' : `, at ${oneLine(place.path)}`;
  const values = place.asks.allowed ?? place.asks.oneOf;
  const hint =
    values !== undefined ? ` Allowed: ${listed(values)}.` : buildOf(place.path) !== undefined ? ' Set ref.' : '';
  return `'${label}' (${place.what}${where}) has no value.${hint}`;
}

/** @returns who gave what, in the template's order. */
export function origins({ template, given, masked }: Ledger): Origin[] {
  return template.places.flatMap((place): Origin[] => {
    const path = oneLine(place.path);
    const gift = given.get(place.leaf);
    if (gift !== undefined) {
      return [{ path, value: display(place, gift.value, masked), from: gift.from }];
    }
    if (place.fallback !== undefined) {
      return [{ path, value: display(place, text(place.fallback), masked), from: 'default' }];
    }
    return place.asks.asksDuringRun ? [{ path, value: '', from: 'asked during the run' }] : [];
  });
}
