/** `OWNER/run-harness-pipeline/recent`: lists recent executions. Has no post step: it is over at once. */
import { duration } from '../../base/text.ts';
import { type History, overviewOf, periodBefore, walk } from '../../follow/history.ts';
import { Cancelled, HarnessError, InputError, DeadlineExceeded } from '../../harness/errors.ts';
import { executionsLink } from '../../harness/links.ts';
import { inputContext } from '../../inputs/form.ts';
import { connect, type ConnectedStep } from '../../lifecycle/connect.ts';
import { whyEmpty } from '../../lifecycle/existing.ts';
import { UnwritableError } from '../../lifecycle/session.ts';
import { setRecent } from '../../report/outputs.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { approversOf } from './approvers.ts';
import { readRecent, type RecentInputs } from './inputs.ts';
import { figuresOf, fitExecutions, logOf, overviewPage, type RecentExecutions, titleOf } from './overview.ts';
import { inHarnessTime, sinceOf, untilOf } from './period.ts';

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

/** What came of it. */
interface Outcome {
  readonly isRed: boolean;
  /** Markdown; undefined when there is nothing to show. */
  readonly summary?: string | undefined;
}

/** ms. Nothing is followed, so there is no reason to wait for the end of a long outage. */
const LIMIT = 600_000;

/** Lists, prints and sets the outputs. @throws InputError when the previous run of the workflow cannot be found out. */
async function listRecent(run: ConnectedStep<RecentInputs>): Promise<Outcome> {
  const { step } = run;
  const problems = step.testFiles(['GITHUB_OUTPUT']);
  if (problems.length > 0) {
    // A green step without outputs would tell the next step that nothing has ended.
    step.log.fail(new UnwritableError(problems, 'listed').message);
    return { isRed: true };
  }
  try {
    return show(run, await read(run));
  } catch (error) {
    return endedBy(error, step);
  }
}

/** What is shown, and the output `executions` with the number of executions in it. */
interface Read {
  readonly page: RecentExecutions;
  readonly json: string;
  readonly count: number;
}

async function read({ step, inputs, connection }: ConnectedStep<RecentInputs>): Promise<Read> {
  const { scope, pipeline, statuses, limit } = inputs;
  const { clock, signal } = step;
  const from = clock.now();
  const wanted = await sinceOf(step, inputs);
  const since = wanted === undefined ? undefined : () => inHarnessTime(wanted, connection, clock.now());
  const place = `${scope.org} / ${scope.project}`;
  step.log.info(`${titleOf({ pipeline, since: wanted?.ms })} · ${place}`);
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
  const approvers = await approversOf(history.found, step, connection.inspector);
  const { json, count } = fitExecutions(history.found, { scope, approvers });
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
    gaps: gapsOf(history, { inputs, count }),
  };
  return { page, json, count };
}

function show({ step, inputs }: ConnectedStep<RecentInputs>, { page, json, count }: Read): Outcome {
  const { log } = step;
  for (const line of [...logOf(page), `${figuresOf(page.overview, page.before)}.`]) {
    log.info(line);
  }
  if (page.gaps.length > 0) {
    log.warning(page.gaps.join('\n'));
  }
  setRecent(step.setOutput, { executions: json, count, until: page.until, truncated: page.gaps.length > 0 });
  const [lost] = step.testFiles(['GITHUB_OUTPUT']);
  if (lost !== undefined) {
    log.fail(
      `Could not write the outputs: ${lost.file} cannot be written: ${lost.cause}.\n  ${lost.path}\n  ${lost.remedy}`,
    );
  }
  return { isRed: lost !== undefined, summary: inputs.summary ? overviewPage(page) : undefined };
}

interface Shown {
  readonly inputs: RecentInputs;
  /** How many executions are in the output. */
  readonly count: number;
}

/** One sentence for each reason why requested executions may be missing. */
function gapsOf({ found, seen, cut }: History, { inputs, count }: Shown): string[] {
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
