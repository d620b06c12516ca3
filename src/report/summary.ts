/** The job summary: did it work, which run, why; then what a person may want to open. */
import {
  code,
  count,
  duration,
  fence,
  collapsible,
  isPlain,
  markdown,
  noBreak,
  oneLine,
  shortened,
} from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import { describeState } from '../harness/wording.ts';
import {
  alert,
  alertOf,
  causes,
  explanation,
  heading,
  listed,
  moreFailures,
  paragraphs,
  deploymentOf,
} from './paragraphs.ts';
import { plannedParts } from './planned-start.ts';
import type { Report } from './report.ts';
import { stageTable } from './stage-table.ts';
import { timelineOf } from './timeline.ts';
import { whichRun } from './which-run.ts';

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

/** @returns the summary as Markdown of less than 1 MiB in UTF-8, with as much detail as that allows. */
export function summaryOf(report: Report): string {
  for (const [step, detail] of DETAILS.entries()) {
    const text = write(report, detail, step > 0);
    if (Buffer.byteLength(text) <= MAX_BYTES) {
      return text;
    }
  }
  return paragraphs([heading(report, report.run.label), whichRun(report)]);
}

function write(report: Report, detail: Detail, isCut: boolean): string {
  const { failures, ignored, run } = report;
  const shown = failures.slice(0, detail.failures);
  const passed = ignored.slice(0, detail.failures);
  const wanted = { most: detail.text, headline: describeState(report.snapshot), delegates: true };
  return paragraphs([
    heading(report, run.label),
    whichRun(report),
    alert(alertOf(report), [
      ...explanation(report, detail.text),
      ...causes(shown, wanted),
      moreFailures(failures.length - shown.length),
      ...causes(passed, wanted).map((each) => `Ignored: ${each}`),
    ]),
    ...(report.planned === undefined ? [] : plannedParts(report.planned)),
    ...logsOf([...shown, ...passed], detail.log),
    timeline(report),
    stageTable(report, detail.stages),
    deploymentOf(report),
    variables(report.variableNames, detail.variables),
    footer(report, isCut),
  ]);
}

/** Two logs of a step of one name, as of the legs of a matrix, have their stage in the title. */
function logsOf(failures: readonly Failure[], most: number): string[] {
  const nameOf = ({ step, stage }: Failure): string => step ?? stage;
  return failures.map((failure) => {
    const name = nameOf(failure);
    const isUnique = failures.filter((each) => nameOf(each) === name).length === 1;
    return logOf(failure, oneLine(isUnique ? name : `${failure.stage} › ${name}`, 100), most);
  });
}

/** Characters of a log line that are shown. */
const MAX_WIDTH = 1000;

function logOf({ log }: Failure, place: string, most: number): string {
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
  // Markdown is not read here, so that a name with markup could not be shown as it is; the failure above has it.
  const title = `Log${isPlain(place) ? ` of ${place}` : ''}, ${isComplete ? '' : 'last '}${count(shown.length, 'line')}`;
  return collapsible(title, fence(shown.join('\n')));
}

function timeline({ snapshot, steps }: Report): string {
  const chart = timelineOf(snapshot.stages, steps);
  return chart === undefined ? '' : `\`\`\`mermaid\n${chart}\n\`\`\``;
}

function variables(names: readonly string[], most: number): string {
  const title = count(names.length, 'output variable');
  const shown = listed(names, { most, show: (name) => code(name, 120) });
  return names.length === 0 ? '' : collapsible(title, shown);
}

function footer(report: Report, isCut: boolean): string {
  const outage =
    report.unreachableMs < 1000 ? '' : `, Harness unreachable for ${noBreak(duration(report.unreachableMs))}`;
  return `<sub>${[
    ...report.gaps.slice(0, 10).map((gap) => markdown(gap, 300)),
    ...(isCut ? ['Parts are left out: GitHub limits a job summary to 1 MiB.'] : []),
    `${count(report.requests, 'request')} to Harness${outage}`,
  ].join('<br>')}</sub>`;
}
