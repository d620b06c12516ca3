/** `OWNER/run-harness-pipeline/recent`: lists recent executions. Has no post step: it is over at once. */
import { duration, oneLine } from '../../base/text.ts';
import { describeApprovers } from '../../follow/approvals.ts';
import { overviewOf, periodBefore, walk } from '../../follow/history.ts';
import { Cancelled, HarnessError, InputError, DeadlineExceeded } from '../../harness/errors.ts';
import type { ListedExecution } from '../../harness/execution.ts';
import { executionsLink } from '../../harness/links.ts';
import { requireProxy } from '../../harness/proxy.ts';
import { inputContext } from '../../inputs/form.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { whyEmpty } from '../../lifecycle/existing.ts';
import { UnwritableError } from '../../lifecycle/session.ts';
import { setRecent } from '../../report/outputs.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { readRecent, type RecentInputs } from './inputs.ts';
import { figuresOf, fitExecutions, logOf, overviewPage, type RecentExecutions, titleOf } from './overview.ts';

/** Runs main. */
export function recent(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const inputs = readRecent(step.input, inputContext(step));
    const { isRed, summary } = await listRecent({
      step,
      inputs,
      connection: connect(step, { ...inputs, matrixSize: 1 }),
    });
    if (summary !== undefined) {
      step.addSummary(summary);
    }
    return { isRed };
  });
}

/** `recent` with its inputs read. */
export interface RecentRun {
  readonly step: Step;
  readonly inputs: RecentInputs;
  readonly connection: Connection;
}

/** What came of it. */
export interface Outcome {
  readonly isRed: boolean;
  /** Markdown; undefined when there is nothing to show. */
  readonly summary?: string | undefined;
}

/** ms: nothing is followed, so there is no reason to wait through an outage of hours. */
const LIMIT = 600_000;

/** Lists, prints and sets the outputs. @throws InputError when the previous run of the workflow cannot be found out. */
async function listRecent({ step, inputs, connection }: RecentRun): Promise<Outcome> {
  const { scope, pipeline, statuses, limit } = inputs;
  const { log, clock, signal } = step;
  const from = clock.now();
  const problems = step.testFiles(['GITHUB_OUTPUT']);
  if (problems.length > 0) {
    // Green without outputs would mean to the next step that nothing has ended.
    log.fail(new UnwritableError(problems, 'listed').message);
    return { isRed: true };
  }
  try {
    const wanted = await sinceOf({ step, inputs, connection });
    const since = wanted === undefined ? undefined : () => inHarnessTime(wanted, connection, clock.now());
    const place = `${scope.org} / ${scope.project}`;
    log.info(`${titleOf({ pipeline, since: wanted?.ms })} · ${place}`);
    const { harness, retry } = connection;
    const bounds = { deadline: step.from + LIMIT, signal, givesUpUnreached: true };
    const history = await walk({ harness, retry, until: bounds }, { pipeline, statuses, since, limit });
    if (pipeline !== '' && history.seen.length === 0) {
      const why = await whyEmpty(connection, inputs, { ...bounds, clock });
      if (why !== undefined) {
        throw new InputError([{ input: 'pipeline', text: `was not found. ${why}` }]);
      }
    }
    const until = untilOf(history, from + (connection.clockAhead()?.least ?? 0));
    const approvers = await approversOf(history.found, { step, connection });
    const { json, count } = fitExecutions(history.found, { scope, approvers });
    const gaps = gapsOf(history, { inputs, count });
    const compared = periodBefore(history, since?.(), until);
    const page: RecentExecutions = {
      history,
      overview: overviewOf(history.seen),
      before: compared.length === 0 ? undefined : overviewOf(compared),
      pipeline,
      place,
      listUrl: executionsLink({ scope, pipeline }),
      since: since?.(),
      until,
      approvers,
      gaps,
    };
    for (const line of [...logOf(page), `${figuresOf(page.overview, page.before)}.`]) {
      log.info(line);
    }
    if (gaps.length > 0) {
      log.warning(gaps.join('\n'));
    }
    setRecent(step.setOutput, { executions: json, count, until, truncated: gaps.length > 0 });
    const [lost] = step.testFiles(['GITHUB_OUTPUT']);
    if (lost !== undefined) {
      log.fail(
        `Could not write the outputs: ${lost.file} cannot be written: ${lost.cause}.\n  ${lost.path}\n  ${lost.remedy}`,
      );
    }
    return { isRed: lost !== undefined, summary: inputs.summary ? overviewPage(page) : undefined };
  } catch (error) {
    return endedBy(error, step);
  }
}

/** The newest executions that wait of which the approvers are read, a request each, and ms for it. */
const MAX_APPROVALS = 5;
const APPROVALS_LIMIT = 10_000;

/** @returns by whom and until when they are to be approved, by the execution's id; none where this cannot be read. */
async function approversOf(
  found: readonly ListedExecution[],
  { step: { log, signal }, connection: { inspector } }: Pick<RecentRun, 'step' | 'connection'>,
): Promise<ReadonlyMap<string, string>> {
  const waiting = found
    .filter(({ snapshot: { phase, status } }) => phase === 'waiting' && /approval/i.test(status))
    .slice(0, MAX_APPROVALS);
  const answers = await Promise.all(
    waiting.map(async ({ ref: { id } }) => {
      try {
        const answer = await inspector.approvals(
          { execution: id, status: 'WAITING' },
          { signal, limit: APPROVALS_LIMIT },
        );
        return { id, ...answer };
      } catch (error) {
        if (error instanceof HarnessError) {
          return { id, unreadable: error.headline };
        }
        throw error;
      }
    }),
  );
  const [unreadable] = answers.flatMap((answer) => ('unreadable' in answer ? [answer.unreadable] : []));
  if (unreadable !== undefined && !signal.aborted) {
    log.info(`Could not read who may approve: ${oneLine(unreadable, 300)}`);
  }
  return new Map(
    answers.flatMap((answer) => ('approvals' in answer ? [[answer.id, describeApprovers(answer.approvals)]] : [])),
  );
}

/** ms by which the clocks of Harness's own servers may differ, of the one that ends executions and of the one that answers. */
const CLOCK_DIFFERENCE = 5000;

/**
 * @param asked ms since 1970 by Harness's clock at which the list was asked for, at the earliest
 * @returns ms since 1970: the next `since`. Late enough to repeat nothing that was listed, early enough to miss nothing.
 */
function untilOf({ found, pages }: RecentExecutions['history'], asked: number): number {
  const newest = pages > 1 ? asked : asked + CLOCK_DIFFERENCE;
  const ends = found.map(({ snapshot: { endedAt = 0 } }) => endedAt + 1).filter((end) => end <= newest);
  return Math.max(asked - CLOCK_DIFFERENCE, ...ends);
}

/** A moment, by this machine's clock or by Harness's. */
interface Moment {
  /** ms since 1970 */
  readonly ms: number;
  /** Whether it was counted back from now by this machine's clock. */
  readonly isRelative: boolean;
}

/** @throws InputError when the moment lies in the future, which Harness's clock decides: it may be ahead of this one. */
function inHarnessTime({ ms, isRelative }: Moment, { clockAhead }: Connection, now: number): number {
  const ahead = clockAhead() ?? { least: 0, most: CLOCK_DIFFERENCE };
  if (isRelative) {
    return ms + ahead.least;
  }
  if (ms > now + ahead.most + CLOCK_DIFFERENCE) {
    throw new InputError([{ input: 'since', text: `'${new Date(ms).toISOString()}' is in the future.` }]);
  }
  return ms;
}

async function sinceOf({ step, inputs: { since, githubToken: token } }: RecentRun): Promise<Moment | undefined> {
  switch (since?.kind) {
    case undefined:
      return undefined;
    case 'at':
      return { ms: since.ms, isRelative: false };
    case 'ago':
      return { ms: step.clock.now() - since.ms, isRelative: true };
    case 'last-run':
      break;
  }
  // Loaded when needed: most runs of this action ask GitHub nothing.
  const { openGitHub } = await import(/* webpackIgnore: true */ '../../github/github.ts');
  const { workflow, clock, signal, log } = step;
  requireProxy(workflow.apiUrl, step.proxies);
  const found = await openGitHub({ token, apiUrl: workflow.apiUrl, workflow, clock, signal }).lastRun();
  if (signal.aborted) {
    throw new Cancelled();
  }
  if (typeof found === 'string') {
    throw new InputError([{ input: 'since', text: found }]);
  }
  if (found.previous === undefined) {
    log.notice('This workflow has no earlier run: listing the executions that have ended since this run started.');
  }
  return { ms: (found.previous ?? found.own).createdAt, isRelative: false };
}

interface Shown {
  readonly inputs: RecentInputs;
  /** How many executions are in the output. */
  readonly count: number;
}

/** One sentence for each reason why something that was asked for may be missing. */
function gapsOf({ found, seen, cut }: RecentExecutions['history'], { inputs, count }: Shown): string[] {
  const gaps: string[] = [];
  if (cut === 'limit') {
    gaps.push(`More executions ended since then than limit allows: only the newest ${inputs.limit} are listed.`);
  }
  if (cut === 'pages') {
    gaps.push(`Only the newest 2,000 executions were read; ${seen.length} of them belong to that period.`);
  }
  if (count < found.length) {
    gaps.push(
      `The output executions holds at most 30,000 bytes: only the newest ${count} of ${found.length} are in it.`,
    );
  }
  return gaps;
}

function endedBy(error: unknown, { log }: Step): Outcome {
  if (error instanceof Cancelled) {
    log.info('The job was cancelled before the list was read.');
  } else if (error instanceof HarnessError) {
    log.fail(error.message);
  } else if (error instanceof DeadlineExceeded) {
    log.fail(`Could not list the executions within ${duration(LIMIT)}.\n${error.last?.message ?? ''}`);
  } else {
    throw error;
  }
  return { isRed: true };
}
