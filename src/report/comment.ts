/** The sticky comment on a pull request: the summary in short, without log text. */
import { markdown, noBreak } from '../base/text.ts';
import { describeState, emojiOf, took } from '../harness/wording.ts';
import { alert, alertOf, causes, explanation, heading, moreFailures, paragraphs, deploymentOf } from './paragraphs.ts';
import type { Report } from './report.ts';
import { whichRun } from './which-run.ts';

const MAX_FAILURES = 3;
const MAX_STAGES = 15;
/** Characters of a message or a hint. */
const MAX_TEXT = 400;
/** GitHub takes a comment of fewer than so many characters. */
const MAX_LENGTH = 65_536;

/**
 * @param mark the hidden line, of writeMark
 * @returns the comment as Markdown of fewer than 65,536 characters.
 */
export function commentOf(report: Report, mark: string): string {
  const { failures, ignored, run } = report;
  // A delegate's name looks random enough to be taken out of a comment.
  const wanted = { most: MAX_TEXT, headline: describeState(report.snapshot), delegates: false };
  const head = `${mark}\n${heading(report, run.label === '' ? run.job : run.label)}`;
  const text = paragraphs([
    head,
    whichRun(report),
    alert(alertOf(report), [
      ...explanation(report, MAX_TEXT),
      ...causes(failures.slice(0, MAX_FAILURES), wanted),
      moreFailures(failures.length - MAX_FAILURES),
      ...causes(ignored.slice(0, MAX_FAILURES), wanted).map((each) => `Ignored: ${each}`),
    ]),
    stagesInLine(report),
    deploymentOf(report),
  ]);
  return text.length < MAX_LENGTH ? text : paragraphs([head, whichRun(report)]);
}

/** `✅ Build 1m 04s · ❌ Deploy 2m 04s · ⚪ Verify` */
function stagesInLine({ snapshot }: Report): string {
  const stages = snapshot.stages.filter(({ isGroup }) => !isGroup);
  if (stages.length < 2) {
    return ''; // The headline has said it.
  }
  const shown = stages
    .slice(0, MAX_STAGES)
    .map((stage) => `${emojiOf(stage.phase)} ${markdown(stage.name, 60)}${noBreak(took('', stage))}`);
  return [...shown, ...(stages.length > MAX_STAGES ? [`… ${stages.length - MAX_STAGES} more`] : [])].join(' · ');
}
