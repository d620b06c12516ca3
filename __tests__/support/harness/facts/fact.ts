/**
 * What is known of Harness's answers beyond its published API, each with a shape of our own. The client and the simulator are
 * both held against it (`contract/facts-of-*.test.ts`), so that neither can drift on its own.
 *
 * "Recorded answers" are test data and fixtures of Harness's open-source backend and UI from 2021 to November 2023 (163 answers,
 * 87 executions): the counts are of those.
 */

/** A part of an answer. */
export interface Fact {
  readonly what: string;
  /** Where it was seen, and how often. */
  readonly source: string;
  /** Values are made up, except words that begin with a capital letter, empty values and what `exact` names: those are Harness’s own. */
  readonly shape: unknown;
  /** Keys, or paths, that such a part does not have. */
  readonly absent?: readonly string[];
  /** Paths of texts that are part of the answer's text as they stand, and of numbers that are the answer's. */
  readonly exact?: readonly string[];
}

export const RECORDED = 'recorded answers of Harness’s backend and UI';
export const BACKEND = 'Harness’s open-source backend of December 2023';
