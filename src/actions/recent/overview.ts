/** Recent executions: as lines of the log, as Markdown, and as the output `executions`. */
import { cell, count, dayAndTime, duration, markdown, oneLine } from '../../base/text.ts';
import type { History, Overview } from '../../follow/history.ts';
import { isUnsuccessful, isFinal, type Scope, type Snapshot, statusOf } from '../../harness/execution.ts';
import { parentLink } from '../../harness/links.ts';
import type { ListedExecution } from '../../harness/nextgen/executions.ts';
import { describeState, emojiOf, iconOf } from '../../harness/wording.ts';
import { type ExecutionResult, executionResult } from '../../report/execution-result.ts';
import { link, paragraphs } from '../../report/paragraphs.ts';
import { judge, nameOf } from '../../report/verdict.ts';

/** What there is to show. */
export interface RecentExecutions {
  readonly history: History;
  /** The figures of all that was seen. */
  readonly overview: Overview;
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
  /** What is missing, one sentence each. */
  readonly gaps: readonly string[];
}

/** @returns `Executions of deploy_prod that ended since 2026-02-12 18:42 UTC`, or `Newest executions of deploy_prod` */
export function titleOf({ pipeline, since }: Pick<RecentExecutions, 'pipeline' | 'since'>): string {
  const which = pipeline === '' ? '' : ` of ${pipeline}`;
  return since === undefined ? `Newest executions${which}` : `Executions${which} that ended since ${dayAndTime(since)}`;
}

/** @returns `4 of 6 that ended succeeded (67 %) · median duration 3m 12s · 1 running now` */
export function figuresOf({ ended, succeeded, median, running }: Overview): string {
  const rate =
    ended === 0 ? 'none ended' : `${succeeded} of ${ended} that ended succeeded (${percent(succeeded, ended)})`;
  return [
    rate,
    ...(median === undefined ? [] : [`median duration ${duration(median)}`]),
    ...(running === 0 ? [] : [`${running} running now`]),
  ].join(' · ');
}

/** Rounded down: 199 of 200 are not all of them. */
function percent(part: number, all: number): string {
  return `${Math.floor((100 * part) / all)} %`;
}

/** Executions that the log shows, and rows of the summary's table; GitHub drops a summary of more than 1 MiB. */
const MOST_LINES = 50;
const MOST_ROWS = 300;

/** @returns a line for each execution, with its page. */
export function logOf({ history: { found }, until }: RecentExecutions): string[] {
  const lines = found.slice(0, MOST_LINES).map(({ ref, snapshot }) => {
    const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
    const took = tookOf(snapshot, until);
    return `${iconOf(snapshot.phase)} ${oneLine(ref.pipeline, 60)}${number}  ${describeState(snapshot)}${took === '' ? '' : ` (${took})`}  ${ref.url}`;
  });
  return [...lines, ...(found.length > MOST_LINES ? [`… and ${found.length - MOST_LINES} more`] : [])];
}

/** @returns the job summary. */
export function overviewPage(recent: RecentExecutions): string {
  const { history, overview, place, listUrl, until, gaps } = recent;
  return paragraphs([
    `### ${markdown(titleOf(recent), 300)}`,
    `${link('Open in Harness', listUrl)} · ${markdown(place, 200)} · ${figuresOf(overview)}`,
    tableOf(recent),
    ...gaps.map((gap) => markdown(gap, 500)),
    `<sub>${count(history.seen.length, 'execution')} looked at until ${dayAndTime(until)}</sub>`,
  ]);
}

function tableOf({ history: { found }, until }: RecentExecutions): string {
  if (found.length === 0) {
    return 'None.';
  }
  return [
    '| | Execution | Started | Took | Trigger | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...found.slice(0, MOST_ROWS).map((one) => rowOf(one, until)),
    ...(found.length > MOST_ROWS ? [`| | … and ${found.length - MOST_ROWS} more | | | | |`] : []),
  ].join('\n');
}

function rowOf({ ref, snapshot }: ListedExecution, until: number): string {
  const { pipelineName = ref.pipeline, runSequence, startedAt, phase, message } = snapshot;
  const name = `${cell(pipelineName, 80)}${runSequence === undefined ? '' : ` ${runSequence}`}`;
  const why = isUnsuccessful(phase) && message !== undefined ? `: ${cell(message, 160)}` : '';
  const cells = [
    emojiOf(phase),
    link(name, ref.url),
    startedAt === undefined ? '' : dayAndTime(startedAt),
    tookOf(snapshot, until),
    triggerOf(snapshot),
    `${cell(describeState(snapshot), 120)}${why}`,
  ];
  return `| ${cells.join(' | ')} |`;
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
  /** How many are in it: where not all have room, the oldest are left out. */
  readonly count: number;
}

/** @returns the executions of a project as JSON, as many of the newest as fit. */
export function fitExecutions(
  executions: readonly ListedExecution[],
  scope: Scope,
  most = MAX_BYTES,
): FittedExecutions {
  const members: string[] = [];
  let bytes = 2;
  for (const execution of executions) {
    const json = JSON.stringify(resultOf(execution, scope));
    bytes += Buffer.byteLength(json) + (members.length === 0 ? 0 : 1);
    if (bytes > most) {
      break;
    }
    members.push(json);
  }
  return { json: `[${members.join(',')}]`, count: members.length };
}

function resultOf({ ref, snapshot }: ListedExecution, scope: Scope): ExecutionResult {
  const verdict = isFinal(snapshot.phase)
    ? judge({ kind: 'ended', snapshot }, { ref, timeout: 0, failStep: true })
    : {
        status: statusOf(snapshot.phase),
        isRed: false,
        headline: `${nameOf(ref, snapshot)} is ${describeState(snapshot)}.`,
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
