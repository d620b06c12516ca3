/** The job summary: did it work, which run, why; then what a person may want to open. */
import { cell, code, count, duration, fence, isPlain, markdown, oneLine, shortened } from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import { isUnsuccessful, isFinal, type Stage } from '../harness/execution.ts';
import { stageLink } from '../harness/links.ts';
import { describeState, emojiOf } from '../harness/wording.ts';
import {
  causes,
  explanation,
  heading,
  link,
  listed,
  moreFailures,
  paragraphs,
  whatWhere,
  whichRun,
} from './paragraphs.ts';
import type { Report } from './report.ts';
import { timelineOf } from './timeline.ts';

/** How much of each part is shown. */
interface Detail {
  /** Lines of each log tail. */
  readonly log: number;
  readonly failures: number;
  /** Characters of a message or a hint. */
  readonly text: number;
  readonly stages: number;
  readonly variables: number;
}

/** From everything to little. GitHub drops a summary of more than 1 MiB altogether. */
const DETAILS: readonly Detail[] = [
  { log: 50, failures: 20, text: 1000, stages: 500, variables: 50 },
  { log: 15, failures: 20, text: 1000, stages: 500, variables: 50 },
  { log: 0, failures: 20, text: 1000, stages: 500, variables: 50 },
  { log: 0, failures: 10, text: 300, stages: 50, variables: 10 },
];
/** Bytes; what is left to 1 MiB is for line ends and for what else the step may write. */
const MAX_BYTES = 1_000_000;
/** Characters of a log line that are shown. */
const MAX_WIDTH = 1000;

/** @returns the summary as Markdown of less than 1 MiB in UTF-8, with as much detail as that allows. */
export function summaryOf(report: Report): string {
  for (const [step, detail] of DETAILS.entries()) {
    const text = write(report, detail, step > 0);
    if (Buffer.byteLength(text) <= MAX_BYTES) {
      return text;
    }
  }
  return paragraphs([heading(report), whichRun(report)]);
}

function write(report: Report, detail: Detail, isCut: boolean): string {
  const told = (all: readonly Failure[], before = ''): string[] => {
    const failures = all.slice(0, detail.failures);
    const texts = causes(failures, { most: detail.text, headline: describeState(report.snapshot) });
    return failures.flatMap((failure, position) => [`${before}${texts[position] ?? ''}`, logOf(failure, detail.log)]);
  };
  return paragraphs([
    heading(report),
    whichRun(report),
    explanation(report, detail.text),
    ...told(report.failures),
    moreFailures(report.failures.length - detail.failures),
    ...told(report.ignored, 'Ignored: '),
    timeline(report),
    stageTable(report, detail.stages),
    whatWhere(report),
    variables(report.variableNames, detail.variables),
    smallPrint(report, isCut),
  ]);
}

function logOf(failure: Failure, most: number): string {
  const { log } = failure;
  const place = oneLine(failure.step ?? failure.stage, 80);
  if (log === undefined || most === 0) {
    return '';
  }
  if ('missing' in log) {
    return `<sub>No log of ${markdown(place)}: ${markdown(log.missing, 300)}</sub>`;
  }
  const shown = log.lines.slice(-most).map((line) => shortened(line, MAX_WIDTH));
  if (shown.length === 0) {
    return '';
  }
  const isComplete = log.isComplete && shown.length === log.lines.length;
  // Markdown is not read here, so that a name with markup could not stand as it is; the failure above has it.
  const title = `Log${isPlain(place) ? ` of ${place}` : ''}, ${isComplete ? '' : 'last '}${count(shown.length, 'line')}`;
  return `<details><summary>${title}</summary>\n\n${fence(shown.join('\n'))}\n\n</details>`;
}

function timeline({ snapshot, steps }: Report): string {
  const chart = timelineOf(snapshot.stages, steps);
  return chart === undefined ? '' : `\`\`\`mermaid\n${chart}\n\`\`\``;
}

function stageTable(report: Report, most: number): string {
  const { stages } = report.snapshot;
  if (stages.length === 0) {
    return '';
  }
  // What went wrong is never the part that is left out.
  const shown = stages.filter(
    (stage, position) => position < most || (isUnsuccessful(stage.phase) && position < most * 4),
  );
  const left = stages.length - shown.length;
  const rows = [
    ...shown.map((stage) => [
      emojiOf(stage.phase),
      `${'&emsp;'.repeat(Math.min(stage.depth, 6))}${page(report, stage)}`,
      took(report, stage),
      remark(report, stage),
    ]),
    ...(left === 0 ? [] : [['', `… and ${count(left, 'more stage')}`, '', '']]),
  ];
  const columns = rows.some(([, , , said]) => said !== '') ? 4 : 3;
  return [['', 'Stage', 'Took', ''], [':--', ':--', ':--', ':--'], ...rows]
    .map((cells) => `| ${cells.slice(0, columns).join(' | ')} |`)
    .join('\n');
}

/** The stage's name, with its page when there is something to see there. */
function page({ ref }: Report, stage: Stage): string {
  const name = cell(stage.name, 100);
  return ref === undefined || stage.startedAt === undefined
    ? name
    : link(name, stageLink(ref.url, { stage: stage.node, run: stage.nodeExecution }));
}

function took(report: Report, { phase, startedAt, endedAt }: Stage): string {
  if (phase === 'queued' && isFinal(report.snapshot.phase)) {
    return 'not run';
  }
  if (phase === 'skipped' || !isFinal(phase)) {
    return phase;
  }
  return startedAt === undefined || endedAt === undefined ? '' : duration(endedAt - startedAt);
}

/** The steps that failed in a stage, else Harness's reason; and what headline, glyph and the column before leave open. */
function remark(report: Report, stage: Stage): string {
  const { phase } = stage;
  if (stage.isGroup || (phase === 'queued' && isFinal(report.snapshot.phase))) {
    return '';
  }
  const state = describeState(stage);
  const hasAnswered = state === describeState(report.snapshot);
  const isSaid = hasAnswered || state === phase || phase === 'skipped' || phase === 'ignored';
  const word = isSaid ? '' : cell(state.startsWith(`${phase} `) ? state.slice(phase.length + 1) : state, 120);
  const steps = stepsOf(isUnsuccessful(phase) ? report.failures : report.ignored, stage);
  const why = steps !== '' || stage.message === undefined ? steps : cell(stage.message, 160);
  return [word, why].filter((part) => part !== '').join(': ');
}

function stepsOf(failures: readonly Failure[], stage: Stage): string {
  const inspector = failures.filter(({ stageId }) => stageId === stage.id);
  // The legs of a matrix may share an identifier; their names differ.
  const exact = inspector.filter((failure) => failure.stage === stage.name);
  const steps = (exact.length > 0 ? exact : inspector).flatMap(({ step }) => step ?? []);
  return listed([...new Set(steps)], { most: 3, show: (step) => cell(step, 80) });
}

function variables(names: readonly string[], most: number): string {
  return names.length === 0
    ? ''
    : `Output variable${names.length === 1 ? '' : 's'} ${listed(names, { most, show: (name) => code(name, 120) })}`;
}

function smallPrint(report: Report, isCut: boolean): string {
  const retry =
    report.unreachableMs < 1000 ? 'no time out of contact' : `${duration(report.unreachableMs)} out of contact`;
  return `<sub>${[
    ...report.gaps.slice(0, 10).map((gap) => markdown(gap, 300)),
    ...(isCut ? ['Parts are left out here: GitHub keeps no more than 1 MiB.'] : []),
    `${count(report.requests, 'request')}, ${retry}`,
  ].join('<br>')}</sub>`;
}
