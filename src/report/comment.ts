/** The sticky comment on a pull request: the summary in short, without log text. */
import { duration, markdown } from '../base/text.ts';
import { describeState, emojiOf } from '../harness/wording.ts';
import { causes, explanation, heading, moreFailures, paragraphs, whatWhere, whichRun } from './paragraphs.ts';
import type { Report } from './report.ts';

const MOST_FAILURES = 3;
const MOST_STAGES = 15;
/** Characters of a message or a hint. */
const MOST_TEXT = 400;
/** GitHub takes a comment of fewer than so many characters. */
const LONGEST = 65_536;

/**
 * @param mark the hidden line, of writeMark
 * @returns the comment as Markdown of fewer than 65,536 characters.
 */
export function commentOf(report: Report, mark: string): string {
  const { failures, ignored, run } = report;
  const telling = { most: MOST_TEXT, headline: describeState(report.snapshot) };
  const head = `${mark}\n${heading(report)}`;
  const writer = run.job === '' ? '' : `<sub>Written by job ${markdown(run.job, 100)}</sub>`;
  const text = paragraphs([
    head,
    whichRun(report),
    explanation(report, MOST_TEXT),
    ...causes(failures.slice(0, MOST_FAILURES), telling),
    moreFailures(failures.length - MOST_FAILURES),
    ...causes(ignored.slice(0, MOST_FAILURES), telling).map((each) => `Ignored: ${each}`),
    stagesInLine(report),
    whatWhere(report),
    writer,
  ]);
  return text.length < LONGEST ? text : paragraphs([head, whichRun(report), writer]);
}

/** `✅ Build 1m 04s · ❌ Deploy 2m 04s · ⚪ Verify` */
function stagesInLine({ snapshot }: Report): string {
  const stages = snapshot.stages.filter(({ isGroup }) => !isGroup);
  if (stages.length < 2) {
    return ''; // The headline has said it.
  }
  const shown = stages.slice(0, MOST_STAGES).map(({ phase, name, startedAt, endedAt }) => {
    const took = startedAt === undefined || endedAt === undefined ? '' : ` ${duration(endedAt - startedAt)}`;
    return `${emojiOf(phase)} ${markdown(name, 60)}${took}`;
  });
  return [...shown, ...(stages.length > MOST_STAGES ? [`… ${stages.length - MOST_STAGES} more`] : [])].join(' · ');
}
