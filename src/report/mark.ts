/**
 * The hidden line by which a comment is found again. It is apart from the comment, because the code that talks to GitHub needs
 * it without everything that a comment is made of.
 */
import { integer } from '../base/shape.ts';
import type { Workflow } from '../runner/workflow.ts';
import { digestOf } from '../start/marker.ts';
import type { Report } from './report.ts';

/** What a comment's hidden line says: whose it is, and how new. */
export interface Mark {
  /** Digest of pipeline, job, step, label and matrix leg: a comment for each use of the action. */
  readonly key: string;
  /** Digest of the job's place in its orchestration, which distinguishes calls of a reusable workflow; empty where the runner does not say. */
  readonly call: string;
  readonly run: number;
  readonly attempt: number;
  readonly isRed: boolean;
}

/** What distinguishes one use of the action from another that GitHub gives the same names. */
interface Use {
  /** Empty for none. */
  readonly label: string;
  /** `0/1` */
  readonly leg: string;
}

/** @returns the hidden line. It holds digits and digests alone, so nothing in it can end it early. */
export function writeMark(
  report: Pick<Report, 'listUrl' | 'verdict'>,
  workflow: Workflow,
  { label, leg }: Use,
): string {
  const key = digestOf([report.listUrl, workflow.job, workflow.step, label, leg]);
  const call = workflow.orchestration === '' ? '' : ` call=${digestOf([workflow.orchestration])}`;
  const run = integer(workflow.runId) ?? 0;
  return `<!-- run-harness-pipeline key=${key}${call} run=${run} attempt=${workflow.attempt} red=${report.verdict.isRed ? 1 : 0} -->`;
}

const MARK =
  /^<!-- run-harness-pipeline key=([0-9a-f]{32})(?: call=([0-9a-f]{32}))? run=(\d{1,15}) attempt=(\d{1,9}) red=([01]) -->/;

/** @returns the mark in a comment's first line; undefined when there is none. */
export function readMark(body: string): Mark | undefined {
  const found = MARK.exec(body);
  const [, key = '', call = '', run, attempt, red] = found ?? [];
  return found === null ? undefined : { key, call, run: Number(run), attempt: Number(attempt), isRed: red === '1' };
}

/**
 * Whether a comment must not be overwritten: a newer run or attempt wrote it, or another job of the same run did for which it
 * ended badly. Where nothing distinguishes two uses they share one comment, and a success must not hide a failure.
 */
export function outranks(found: Mark, own: Mark): boolean {
  if (found.run !== own.run) {
    return found.run > own.run;
  }
  return found.attempt === own.attempt ? found.isRed && !own.isRed : found.attempt > own.attempt;
}
