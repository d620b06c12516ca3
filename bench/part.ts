/** One part of the bench. */
import type { Table } from './table.ts';

export interface Part {
  /** What it measures, in one line. */
  readonly about: string;
  readonly measure: () => Promise<Measured>;
}

export interface Measured {
  readonly tables: readonly Table[];
  /** All figures, for machines. */
  readonly data: unknown;
  /** Files that `--write` writes, by their path in the repository. */
  readonly files?: Readonly<Record<string, string>>;
}
