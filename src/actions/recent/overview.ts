/** Recent executions: as lines of the log, as Markdown, and as the output `executions`. */
import { cell, codeCell, count, dayAndTime, duration, markdown, noBreak, oneLine } from '../../base/text.ts';
import type { History, Overview } from '../../follow/history.ts';
import type { ListedExecution, Scope, Snapshot } from '../../harness/execution.ts';
import { parentLink } from '../../harness/links.ts';
import { isFinal, statusOf } from '../../harness/status.ts';
import { describeState, emojiOf, iconOf } from '../../harness/wording.ts';
import { type ExecutionResult, executionResult } from '../../report/execution-result.ts';
import { link, paragraphs } from '../../report/paragraphs.ts';
import { judge, nameOf } from '../../report/verdict.ts';

/** What there is to show. */
export interface RecentExecutions {
  readonly history: History;
  /** The figures of all executions that were read. */
  readonly overview: Overview;
  /** The figures of as many executions, or of as much time, before; undefined when they are not known. */
  readonly before: Overview | undefined;
  /** Empty for all pipelines of the project. */
  readonly pipeline: string;
  /** `default / shop` */
  readonly place: string;
  /** The page of Harness that lists them. */
  readonly listUrl: string;
  /** ms since 1970; undefined for the newest. */
  readonly since: number | undefined;
  /** ms since 1970: when the executions were read. */
  readonly until: number;
  /** By whom, and until when, an execution that waits is to be approved, by its id: ` by release_managers until …`. */
  readonly approvers: ReadonlyMap<string, string>;
  /** What is missing, one sentence each. */
  readonly gaps: readonly string[];
}

/** @returns `Executions of deploy_prod that ended since 2026-02-12 18:42 UTC`, or `Newest executions of deploy_prod` */
export function titleOf({ pipeline, since }: Pick<RecentExecutions, 'pipeline' | 'since'>): string {
  const which = pipeline === '' ? '' : ` of ${pipeline}`;
  return since === undefined ? `Newest executions${which}` : `Executions${which} that ended since ${dayAndTime(since)}`;
}

/** @returns `4 of 6 ended executions succeeded (67%), previously 9 of 9 (100%) · median duration 3m 12s, previously 3m 02s · 1 running now` */
export function figuresOf({ ended, succeeded, median, running }: Overview, before?: Overview): string {
  const isCompared = ended > 0 && before !== undefined && before.ended > 0;
  const beside = (text: string | undefined): string => (isCompared && text !== undefined ? `, previously ${text}` : '');
  return [
    ended === 0
      ? 'none have ended'
      : `${succeeded} of ${ended} ended executions succeeded (${percent(succeeded, ended)})${beside(rateOf(before))}`,
    ...(median === undefined
      ? []
      : [
          `median duration ${duration(median)}${beside(before?.median === undefined ? undefined : duration(before.median))}`,
        ]),
    ...(running === 0 ? [] : [`${running} running now`]),
  ].join(' · ');
}

function rateOf(figures: Overview | undefined): string | undefined {
  return figures === undefined
    ? undefined
    : `${figures.succeeded} of ${figures.ended} (${percent(figures.succeeded, figures.ended)})`;
}

/** Rounded down: 199 of 200 are not all of them. */
function percent(part: number, all: number): string {
  return `${Math.floor((100 * part) / all)}%`;
}

/** Executions that the log shows, and rows of the summary's tables; GitHub drops a summary of more than 1 MiB. */
const MAX_LINES = 50;
const MAX_ROWS = 300;

/** @returns a line for each execution, with its page. */
export function logOf(page: RecentExecutions): string[] {
  const { found } = page.history;
  const lines = found.slice(0, MAX_LINES).map(({ ref, snapshot }) => {
    const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
    const took = tookOf(snapshot, page.until);
    const state = `${describeState(snapshot)}${page.approvers.get(ref.id) ?? ''}`;
    return `${iconOf(snapshot.phase)} ${oneLine(ref.pipeline, 60)}${number}  ${state}${took === '' ? '' : ` (${took})`}  ${ref.url}`;
  });
  return [...lines, ...(found.length > MAX_LINES ? [`… and ${found.length - MAX_LINES} more`] : [])];
}

/** @returns the job summary: the newest first, by pipeline where there are several. */
export function overviewPage(page: RecentExecutions): string {
  const { history, overview, before, place, listUrl, until, gaps } = page;
  const { found } = history;
  const groups = byPipeline(found.slice(0, MAX_ROWS));
  return paragraphs([
    `### ${markdown(titleOf(page), 300)}`,
    `${link('Open in Harness', listUrl)} · ${markdown(place, 200)} · ${figuresOf(overview, before)}`,
    ...(found.length === 0 ? ['None.'] : []),
    ...groups.flatMap((group) => [
      groups.length === 1 && page.pipeline !== '' ? '' : `#### ${markdown(pipelineOf(group[0]), 100)}`,
      tableOf(group, page),
    ]),
    found.length > MAX_ROWS ? `… and ${found.length - MAX_ROWS} more.` : '',
    ...gaps.map((gap) => markdown(gap, 500)),
    `<sub>${count(history.seen.length, 'execution')} read, up to ${dayAndTime(until)}</sub>`,
  ]);
}

/** The pipelines in the order of their newest execution. */
function byPipeline(found: readonly ListedExecution[]): ListedExecution[][] {
  const groups = new Map<string, ListedExecution[]>();
  for (const one of found) {
    groups.set(one.ref.pipeline, [...(groups.get(one.ref.pipeline) ?? []), one]);
  }
  return [...groups.values()];
}

function pipelineOf(newest: ListedExecution | undefined): string {
  return newest?.snapshot.pipelineName ?? newest?.ref.pipeline ?? '';
}

const COLUMNS = ['', 'Execution', 'Started (UTC)', 'Took', 'Trigger', 'Note'];
const ALIGNED = [':-:', ':--', '--:', '--:', ':--', ':--'];

/** Drawn as a hyphen; at the usual one a browser breaks a date in a narrow column. */
const NO_BREAK_HYPHEN = '\u2011';

/** A row for each execution, without empty columns. */
function tableOf(group: readonly ListedExecution[], page: RecentExecutions): string {
  let day = '';
  const rows = group.map((one) => {
    const { startedAt } = one.snapshot;
    const started =
      startedAt === undefined ? '' : dayAndTime(startedAt).replace(' UTC', '').replaceAll('-', NO_BREAK_HYPHEN);
    const isNewDay = started.slice(0, 10) !== day;
    day = started.slice(0, 10);
    return rowOf(one, isNewDay ? started : started.slice(11), page);
  });
  const isFull = COLUMNS.map((_title, column) => rows.some((row) => row[column] !== ''));
  return [COLUMNS, ALIGNED, ...rows]
    .map((row) => `| ${row.filter((_cell, column) => isFull[column] === true).join(' | ')} |`)
    .join('\n');
}

function rowOf({ ref, snapshot }: ListedExecution, started: string, { until, approvers }: RecentExecutions): string[] {
  const { runSequence, phase } = snapshot;
  return [
    emojiOf(phase),
    link(runSequence === undefined ? 'Execution' : String(runSequence), ref.url),
    noBreak(started),
    noBreak(tookOf(snapshot, until)),
    triggerOf(snapshot),
    noteOn(snapshot, approvers.get(ref.id) ?? ''),
  ];
}

/** Details that the icon does not show. */
function noteOn(snapshot: Snapshot, approvers: string): string {
  const { phase, message } = snapshot;
  const state = `${describeState(snapshot)}${approvers}`;
  const why = message === undefined || !isFinal(phase) || phase === 'succeeded' ? '' : codeCell(message, 160);
  const isImplied = phase === 'succeeded' || (state === 'failed' && why !== '');
  return [...(isImplied ? [] : [cell(state, 300)]), ...(why === '' ? [] : [why])].join(': ');
}

function tookOf({ startedAt, endedAt, phase }: Snapshot, until: number): string {
  const end = isFinal(phase) ? endedAt : until;
  return startedAt === undefined || end === undefined ? '' : duration(end - startedAt);
}

/** `manual by jane@example.com`, `scheduler cron by nightly`: Harness's own words, made readable. */
function triggerOf({ trigger = '', startedBy }: Snapshot): string {
  const kind = /^[A-Z_]{1,40}$/.test(trigger) ? trigger.toLowerCase().replaceAll('_', ' ') : cell(trigger, 60);
  return [kind, ...(startedBy === undefined ? [] : [`by ${cell(startedBy, 80)}`])]
    .filter((part) => part !== '')
    .join(' ');
}

/** An environment variable on Windows holds 32,766 characters. */
const MAX_BYTES = 30_000;

/** The output `executions`. */
interface FittedExecutions {
  /** At most 30,000 bytes. */
  readonly json: string;
  /** How many are in it; if not all fit, the oldest are omitted. */
  readonly count: number;
}

/** Where the executions are, and by whom and until when those that wait are to be approved, by their ids. */
interface Listing {
  readonly scope: Scope;
  readonly approvers?: ReadonlyMap<string, string>;
}

/** @returns the executions of a project as JSON, as many of the newest as fit. */
export function fitExecutions(
  executions: readonly ListedExecution[],
  listing: Listing,
  most = MAX_BYTES,
): FittedExecutions {
  const members: string[] = [];
  let bytes = 2;
  for (const execution of executions) {
    const json = JSON.stringify(resultOf(execution, listing));
    bytes += Buffer.byteLength(json) + (members.length === 0 ? 0 : 1);
    if (bytes > most) {
      break;
    }
    members.push(json);
  }
  return { json: `[${members.join(',')}]`, count: members.length };
}

function resultOf({ ref, snapshot }: ListedExecution, { scope, approvers }: Listing): ExecutionResult {
  const verdict = isFinal(snapshot.phase)
    ? judge({ kind: 'ended', snapshot }, { ref, timeout: 0, failStep: true })
    : {
        status: statusOf(snapshot.phase),
        isRed: false,
        headline: `${nameOf(ref, snapshot)} is ${describeState(snapshot)}${approvers?.get(ref.id) ?? ''}.`,
      };
  const { services, environments, artifacts } = snapshot;
  return executionResult({
    verdict,
    ref,
    pipeline: ref.pipeline,
    snapshot,
    services,
    environments,
    artifacts,
    parentUrl: parentLink(scope, snapshot.parent),
  });
}
