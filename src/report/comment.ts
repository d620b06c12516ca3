/** The sticky comment on a pull request: the summary in short, without log text, and the line by which it is found again. */
import { digestOf } from '../marker.ts';
import { whole } from '../shape.ts';
import { duration, markdown } from '../text.ts';
import type { Workflow } from '../workflow.ts';
import { cause, explanation, heading, link, moreFailures, paragraphs, whatWhere, whichRun } from './paragraphs.ts';
import { iconOf } from './progress.ts';
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
  const run = whole(workflow.runId) ?? 0;
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

const MOST_FAILURES = 3;
const MOST_STAGES = 15;
/** Characters of a message or a hint. */
const MOST_TEXT = 400;
/** GitHub takes a comment of fewer than so many characters. */
const LONGEST = 65_536;

/**
 * @param mark the hidden line of writeMark
 * @returns the comment as Markdown of fewer than 65,536 characters.
 */
export function commentOf(report: Report, mark: string): string {
  const { failures, ignored, run } = report;
  const head = `${mark}\n${heading(report)}`;
  const job = run.job === '' ? 'A job' : `Job ${markdown(run.job, 100)}`;
  const writer = `<sub>${job}${run.name === '' ? '' : ` of ${link(markdown(run.name, 200), run.url)}`} wrote this.</sub>`;
  const text = paragraphs([
    head,
    whichRun(report),
    explanation(report, MOST_TEXT),
    ...failures.slice(0, MOST_FAILURES).map((failure) => cause(failure, MOST_TEXT)),
    moreFailures(failures.length - MOST_FAILURES),
    ...ignored.slice(0, MOST_FAILURES).map((failure) => `Ignored: ${cause(failure, MOST_TEXT)}`),
    stagesInLine(report),
    whatWhere(report),
    writer,
  ]);
  return text.length < LONGEST ? text : paragraphs([head, whichRun(report), writer]);
}

/** `✔ Build 1m 04s · ✖ Deploy 2m 04s · ○ Verify` */
function stagesInLine({ snapshot }: Report): string {
  const stages = snapshot.stages.filter(({ isGroup }) => !isGroup);
  const shown = stages.slice(0, MOST_STAGES).map(({ phase, name, startedAt, endedAt }) => {
    const took = startedAt === undefined || endedAt === undefined ? '' : ` ${duration(endedAt - startedAt)}`;
    return `${iconOf(phase)} ${markdown(name, 60)}${took}`;
  });
  return [...shown, ...(stages.length > MOST_STAGES ? [`… ${stages.length - MOST_STAGES} more`] : [])].join(' · ');
}
