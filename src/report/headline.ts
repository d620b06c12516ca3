/** Did it work: the first words of the summary, the comment and the commit status. Plain text, still untrusted. */
import { count, duration, oneLine } from '../base/text.ts';
import { type FinalPhase, isFinal } from '../harness/execution.ts';
import { iconOf, describeState } from '../harness/wording.ts';
import type { Report } from './report.ts';

/** Whether Harness's own end of the execution is what there is to tell, and not this step's. */
export function isSettled({ ending, snapshot }: Report): boolean {
  return ending === 'ended' && isFinal(snapshot.phase);
}

/** @returns the glyph that answers before anything is read. */
export function iconFor(report: Report): string {
  switch (report.ending) {
    case 'ended':
    case 'left':
      return iconOf(report.snapshot.phase);
    case 'access-lost':
    case 'in-doubt':
      return '⚠';
    case 'blocked':
    case 'timed-out':
    case 'cancelled':
    case 'refused':
    case 'too-late':
    case 'several':
      return '✖';
    case 'dry-run':
      return '○';
  }
}

/** @returns `Deploy Prod failed in 3m 12s`; for this step's own endings the first sentence of the verdict. */
export function headlineOf(report: Report): string {
  const { phase } = report.snapshot;
  return report.ending === 'ended' && isFinal(phase)
    ? `${nameOf(report)} ${endOf(report, phase)}`
    : (verdictLines(report)[0] ?? nameOf(report)).replace(/\.$/, '');
}

/**
 * @returns what is to be said beyond the headline about one of this step's own endings, sentence by sentence; nothing for
 * an end that Harness told, because its failures say more.
 */
export function explanationOf(report: Report): string[] {
  return isSettled(report) ? [] : verdictLines(report).slice(1);
}

function nameOf({ snapshot, pipeline }: Report): string {
  return oneLine(snapshot.pipelineName ?? pipeline, 100);
}

function endOf({ snapshot, ignored }: Report, phase: FinalPhase): string {
  const { startedAt, endedAt } = snapshot;
  const took = (word: string): string =>
    startedAt === undefined || endedAt === undefined ? '' : ` ${word} ${duration(endedAt - startedAt)}`;
  const by = snapshot.abortedBy === undefined ? '' : ` by ${oneLine(snapshot.abortedBy, 80)}`;
  switch (phase) {
    case 'succeeded':
      return `succeeded${took('in')}`;
    case 'ignored':
      return `succeeded${took('in')}, with ${count(Math.max(1, ignored.length), 'ignored failure')}`;
    case 'skipped':
      return `ran nothing: it was ${snapshot.status.toLowerCase() === 'suspended' ? 'suspended' : 'skipped'}`;
    case 'aborted':
      return `was aborted${by}${took('after')}`;
    case 'expired':
      return `expired${took('after')}`;
    case 'failed':
      return snapshot.deniedBy === undefined ? failedAs(describeState(snapshot), took) : 'was denied by a policy';
  }
}

function failedAs(word: string, took: (word: string) => string): string {
  return word === 'failed' ? `failed${took('in')}` : `was ${word}${took('after')}`;
}

/** Lines of an error that are kept: what was asked, what came back, hints, what to do next. */
const MOST_LINES = 12;

/** The verdict's sentences, then what its annotation adds, but for the execution's own link, which each report has. */
function verdictLines({ verdict: { message, annotation }, ref }: Report): string[] {
  const [first = '', ...more] = (annotation?.text ?? message).split('\n').slice(0, MOST_LINES);
  return [...first.split(/(?<=[.!?])\s+(?=[A-Z])/), ...more]
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== ref?.url);
}
