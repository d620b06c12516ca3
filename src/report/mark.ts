/**
 * The hidden line by which a comment is found again. It stands apart from the comment, because who talks to GitHub needs it
 * without all that the comment is made of.
 */
import { integer } from '../base/shape.ts';
import type { Workflow } from '../runner/workflow.ts';
import { digestOf } from '../start/marker.ts';
import type { Report } from './report.ts';

/** What a comment's hidden line says: whose it is, and how new. */
export interface Mark {
  /** Digest of pipeline, job and step: a comment for each. */
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly isRed: boolean;
}

/** @returns the hidden line. It holds digits and a digest alone, so nothing in it can end it early. */
export function writeMark(report: Pick<Report, 'listUrl' | 'verdict'>, workflow: Workflow): string {
  const key = digestOf([report.listUrl, workflow.job, workflow.step]);
  const run = integer(workflow.runId) ?? 0;
  return `<!-- run-harness-pipeline key=${key} run=${run} attempt=${workflow.attempt} red=${report.verdict.isRed ? 1 : 0} -->`;
}

/** @returns the mark in a comment's first line; undefined when there is none. */
export function readMark(body: string): Mark | undefined {
  const found = /^<!-- run-harness-pipeline key=([0-9a-f]{32}) run=(\d{1,15}) attempt=(\d{1,9}) red=([01]) -->/.exec(
    body,
  );
  const [, key = '', run, attempt, red] = found ?? [];
  return found === null ? undefined : { key, run: Number(run), attempt: Number(attempt), isRed: red === '1' };
}

/**
 * Whether a comment must not be overwritten: a newer run or attempt wrote it, or another job of the same matrix did, for
 * which it ended badly. One comment stands for all legs, and a leg that went well must not cover up one that did not.
 */
export function outranks(found: Mark, own: Mark): boolean {
  if (found.run !== own.run) {
    return found.run > own.run;
  }
  return found.attempt === own.attempt ? found.isRed && !own.isRed : found.attempt > own.attempt;
}
