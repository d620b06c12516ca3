/** The stages as a table: what became of each, how long it took, and what is worth knowing of it. */
import { cell, count, duration, noBreak } from '../base/text.ts';
import { describeDecision } from '../diagnosis/decisions.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import type { Stage } from '../harness/execution.ts';
import { stageLink } from '../harness/links.ts';
import { isFinal, isUnsuccessful } from '../harness/status.ts';
import { describeState, emojiOf } from '../harness/wording.ts';
import { link, listed } from './paragraphs.ts';
import type { Report } from './report.ts';

/** Up to this number all stages are open. */
const MAX_OPEN = 12;

/** A row of the table, its cells as Markdown. */
interface Row {
  readonly stage: Stage;
  readonly mark: string;
  readonly name: string;
  readonly took: string;
  readonly note: string;
}

/** @returns the table, with `most` stages at the most; what went wrong is never the part that is left out. */
export function stageTable(report: Report, most: number): string {
  const { stages } = report.snapshot;
  const shown = stages.filter(
    (stage, position) => position < most || (isUnsuccessful(stage.phase) && position < most * 4),
  );
  const left = stages.length - shown.length;
  const rows = shown.map((stage) => rowOf(report, stage));
  const lines = [
    ...(rows.length > MAX_OPEN ? withCollapsedRuns(rows) : rows),
    ...(left === 0 ? [] : [{ mark: '', name: `… and ${count(left, 'more stage')}`, took: '', note: '' }]),
  ];
  if (lines.length === 0) {
    return '';
  }
  const hasNotes = lines.some(({ note }) => note !== '');
  return [
    { mark: '', name: 'Stage', took: 'Took', note: 'Note' },
    { mark: ':-:', name: ':--', took: '--:', note: ':--' },
    ...lines,
  ]
    .map(({ mark, name, took, note }) => `| ${[mark, name, took, ...(hasNotes ? [note] : [])].join(' | ')} |`)
    .join('\n');
}

type Line = Pick<Row, 'mark' | 'name' | 'took' | 'note'>;

/** Stages one after the other that went well, or did not run, are one line that can be opened. */
function withCollapsedRuns(rows: readonly Row[]): Line[] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const [first] = run ?? [];
    if (run !== undefined && first !== undefined && canCollapse(row) && canCollapse(first) && first.mark === row.mark) {
      run.push(row);
    } else {
      runs.push([row]);
    }
  }
  return runs.flatMap((run) => (run.length < 3 ? run : [collapse(run)]));
}

const NOT_RUN = 'not run';

/** Whether nothing is lost when the row is not seen at once: what people decided, and why a stage was skipped, is to be seen. */
function canCollapse({ stage, note }: Row): boolean {
  return note === NOT_RUN || (stage.phase === 'succeeded' && (note === '' || note.startsWith('slowest: ')));
}

/** Harness gives some skipped stages the moment in which it skipped them. */
function isNotRun({ phase, startedAt }: Stage): boolean {
  return phase === 'skipped' || (phase === 'queued' && startedAt === undefined);
}

function collapse(run: readonly Row[]): Line {
  const stages = run.map(({ stage }) => stage);
  const number = count(stages.filter(({ isGroup }) => !isGroup).length, 'stage');
  const starts = stages.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = stages.flatMap(({ endedAt }) => endedAt ?? []);
  const isRun = run[0]?.note !== NOT_RUN;
  const took =
    !isRun || starts.length === 0 || ends.length === 0 ? '' : duration(Math.max(...ends) - Math.min(...starts));
  const names = run.map(({ name, took: each }) => (each === '' ? name : `${name} ${each}`)).join('<br>');
  return {
    mark: run[0]?.mark ?? '',
    name: `<details><summary>${number} ${isRun ? 'succeeded' : NOT_RUN}</summary>${names}</details>`,
    took: noBreak(took),
    note: '',
  };
}

function rowOf(report: Report, stage: Stage): Row {
  const { startedAt, endedAt, phase } = stage;
  const hasRun = isFinal(phase) && !isNotRun(stage);
  const took = startedAt === undefined || endedAt === undefined || !hasRun ? '' : duration(endedAt - startedAt);
  return {
    stage,
    mark: emojiOf(phase),
    name: `${'&emsp;'.repeat(Math.min(stage.depth, 6))}${page(report, stage)}`,
    took: noBreak(took),
    note: noteOn(report, stage),
  };
}

/** The stage's name, with its page when there is something to see there: a parallel block has none. */
function page({ ref }: Report, stage: Stage): string {
  const name = cell(stage.name, 100);
  return ref === undefined || stage.startedAt === undefined || stage.id === ''
    ? name
    : link(name, stageLink(ref.url, { stage: stage.node, run: stage.nodeExecution }));
}

function noteOn(report: Report, stage: Stage): string {
  const { phase, skippedBecause } = stage;
  if (isNotRun(stage)) {
    return skippedBecause === undefined ? NOT_RUN : `${NOT_RUN}: ${cell(skippedBecause, 200)}`;
  }
  if (stage.isGroup) {
    return isFinal(phase) ? '' : cell(describeState(stage), 120);
  }
  const decided = report.decisions.filter((decision) => decision.stage === stage).map(describeDecision);
  if (decided.length > 0) {
    return decided
      .slice(0, 5)
      .map((decision) => cell(decision, 200))
      .join('<br>');
  }
  if (isUnsuccessful(phase) || phase === 'ignored') {
    return describeFailure(report, stage);
  }
  return phase === 'succeeded' ? slowestStep(report, stage) : cell(describeState(stage), 120);
}

/** `failed in Rollout`, or why; what the failures above the table say of the stage is not said again. */
function describeFailure(report: Report, stage: Stage): string {
  const { phase, message } = stage;
  const failures = phase === 'ignored' ? report.ignored : report.failures;
  const steps = stepsOf(failures, stage);
  const state = phase === 'ignored' ? 'ignored failure' : cell(describeState(stage), 120);
  const isShown = failures.some(({ stageId, message: shown }) => stageId === stage.id && shown === message);
  return steps !== ''
    ? `${state} in ${steps}`
    : message === undefined || isShown
      ? state
      : `${state}: ${cell(message, 160)}`;
}

function stepsOf(failures: readonly Failure[], stage: Stage): string {
  const inside = failures.filter(({ stageId }) => stageId === stage.id);
  // The legs of a matrix may share an identifier; their names differ.
  const exact = inside.filter((failure) => failure.stage === stage.name);
  const steps = (exact.length > 0 ? exact : inside).flatMap(({ step }) => step ?? []);
  return listed([...new Set(steps)], { most: 3, show: (step) => cell(step, 80) });
}

/** ms: what took less is no answer to where the time went. */
const MIN_SLOW = 1000;

function slowestStep({ steps }: Report, stage: Stage): string {
  const own = steps.filter((step) => step.stage === stage);
  const took = ({ startedAt, endedAt }: (typeof own)[number]): number => endedAt - startedAt;
  const [slowest] = own.toSorted((one, other) => took(other) - took(one));
  return slowest === undefined || own.length < 2 || took(slowest) < MIN_SLOW
    ? ''
    : `slowest: ${cell(slowest.name, 80)} ${noBreak(duration(took(slowest)))}`;
}
