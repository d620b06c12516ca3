/** Inputs that are a YAML mapping of names to values. */
import type { NamedValue } from '../base/secrets.ts';
import { quotedValue } from '../base/text.ts';
import type { Read } from '../runtime-inputs/read-yaml.ts';
import type { Tree } from '../runtime-inputs/tree.ts';

/** Takes one problem of the input. */
export type ReportProblem = (problem: string) => void;

/** Where problems go, and what the author should have written. */
interface Reading {
  readonly report: ReportProblem;
  /** `environment: prod` */
  readonly example: string;
}

/** @returns the entries of a mapping; none after reporting that it is something else. */
export function entriesOf(read: Read, { report, example }: Reading): (readonly [string, Tree])[] {
  const faults = 'faults' in read ? read.faults.map((fault) => `${fault}.`) : [];
  const tree = 'tree' in read ? read.tree : undefined;
  if (tree !== undefined && tree.kind !== 'mapping' && !(tree.kind === 'leaf' && tree.text === '')) {
    faults.push(`must be a mapping such as ${example}, got ${kindOf(tree)}.`);
  }
  faults.forEach(report);
  return tree?.kind === 'mapping' ? [...tree.entries] : [];
}

/** @returns the single values of a mapping; what holds several is reported. */
export function readValues(read: Read, reading: Reading): NamedValue[] {
  return entriesOf(read, reading).flatMap(([name, value]) => {
    if (value.kind !== 'leaf') {
      reading.report(
        `${quotedName(name)} must be a single value, got ${kindOf(value)}; write several values separated by commas.`,
      );
      return [];
    }
    return [{ name, value: value.text }];
  });
}

/** @returns a name of the author's in quotes, as problems show it. */
export function quotedName(name: string): string {
  return quotedValue(name, 80);
}

function kindOf(tree: Tree): string {
  return tree.kind === 'leaf' ? 'a single value' : tree.kind === 'list' ? 'a list' : 'a mapping';
}
