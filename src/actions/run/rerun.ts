/** What to do instead of a new start: follow what an earlier attempt of the job started, or retry what failed. */
import { InputError } from '../../harness/errors.ts';
import type { ExecutionRef, ListedExecution, Snapshot, StartedExecution } from '../../harness/execution.ts';
import { executionRef } from '../../harness/links.ts';
import type { RetryOrder } from '../../harness/nextgen/start.ts';
import { openRateBudget } from '../../harness/rate-budget.ts';
import { isFinal, isUnsuccessful } from '../../harness/status.ts';
import type { ConnectedStep } from '../../lifecycle/connect.ts';
import type { Step } from '../../runner/step.ts';
import { type EarlierAttempt, earlierAttempt } from '../../start/search.ts';
import type { RunInputs } from './inputs.ts';

/** What was decided. */
export type Resumption =
  | { readonly kind: 'new-start' }
  | { readonly kind: 'follow'; readonly started: StartedExecution }
  | { readonly kind: 'retry'; readonly order: RetryOrder }
  /** It is unclear which one to follow or to retry. */
  | { readonly kind: 'several'; readonly refs: readonly ExecutionRef[]; readonly areRunning: boolean };

/** Which earlier attempt is searched for. */
export interface EarlierSearch {
  /** This attempt's own marker, once it is known. */
  readonly marker: Promise<string>;
  /** ms since 1970 */
  readonly deadline: number;
  /** Called with the executions that are searched, newest first. */
  readonly onPage: (page: readonly ListedExecution[]) => void;
}

/**
 * @returns the executions that earlier attempts of this use started; `none` on the first attempt, without a request.
 * @throws HarnessError, DeadlineExceeded, Cancelled: nothing was started.
 */
export async function findEarlier(
  { step, inputs, connection }: ConnectedStep<RunInputs>,
  { marker, deadline, onPage }: EarlierSearch,
): Promise<EarlierAttempt> {
  const { attempt, runId } = step.workflow;
  // Without a run's id its attempts cannot be distinguished from those of other runs.
  if (attempt < 2 || runId === '') {
    return { kind: 'none' };
  }
  const includesEnded = inputs.onRerun === 'resume';
  const { harness, retry, requests } = connection;
  const { pipeline, leg } = inputs;
  const { clock, signal } = step;
  const budget = openRateBudget({ matrixSize: leg.total, clock, requests });
  const search = { harness, pipeline, retry, clock, signal, budget, onPage };
  const since = step.workflow.beganAt ?? (includesEnded ? await askWhenBegun(step, inputs) : 0);
  return earlierAttempt(search, { marker, includesEnded, since, deadline });
}

/** ms for the request to GitHub about when the run began; without a response more notes are read. */
const BEGIN_LIMIT = 3000;

/** @returns ms since 1970; 0 when GitHub does not say, as with a token without `actions: read`. */
async function askWhenBegun({ workflow, clock, signal }: Step, { githubToken }: RunInputs): Promise<number> {
  if (githubToken === '') {
    return 0;
  }
  // Loaded when it is needed: only this kind of re-run asks GitHub anything before the start.
  const { openGitHub } = await import(/* webpackIgnore: true */ '../../github/github.ts');
  const gitHub = openGitHub({
    token: githubToken,
    apiUrl: workflow.apiUrl,
    workflow,
    clock,
    signal,
    limit: BEGIN_LIMIT,
  });
  const run = await gitHub.thisRun();
  return typeof run === 'string' ? 0 : run.createdAt;
}

/**
 * On a re-run of the job (attempt > 1) the execution of an earlier attempt is followed or retried as `on-rerun` says.
 *
 * @throws HarnessError, DeadlineExceeded, Cancelled: nothing was started.
 */
export async function resume(
  context: ConnectedStep<RunInputs>,
  earlier: EarlierAttempt,
  deadline: number,
): Promise<Resumption> {
  const { step, inputs, connection } = context;
  const { harness, retry } = connection;
  if (earlier.kind !== 'one') {
    return earlier.kind === 'several' ? earlier : { kind: 'new-start' };
  }
  const { ref, snapshot } = earlier.listed;
  if (earlier.isRunning) {
    step.log.notice(
      `An earlier attempt of this job started an execution that is still running; following it.\n  ${ref.url}`,
    );
    return { kind: 'follow', started: earlier.listed };
  }
  if (inputs.onRerun === 'start') {
    return { kind: 'new-start' };
  }
  if (!isUnsuccessful(snapshot.phase)) {
    step.log.notice(`An earlier attempt of this job already succeeded; not starting another execution.\n  ${ref.url}`);
    return { kind: 'follow', started: earlier.listed };
  }
  const ended = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal: step.signal });
  const stages = stagesToRetry(ended);
  if (!ended.canRetry || stages.length === 0) {
    const why = ended.canRetry ? 'it has no failed stage' : 'Harness does not allow it';
    step.log.notice(
      `Cannot retry the execution of the earlier attempt from its failed stages: ${why}. Starting a new execution.\n  ${ref.url}`,
    );
    return { kind: 'new-start' };
  }
  step.log.notice(`Retrying the execution of the earlier attempt from ${stages.join(', ')}.\n  ${ref.url}`);
  return { kind: 'retry', order: await orderFor(context, { stages, deadline, execution: ref.id }) };
}

/**
 * @returns the retry that `retry-of` asks for, from its failed stages or from those that `stages` names.
 * @throws InputError when the execution has no failed stage; HarnessError, DeadlineExceeded, Cancelled.
 */
export async function planRetry(context: ConnectedStep<RunInputs>, deadline: number): Promise<RetryOrder> {
  const { step, inputs, connection } = context;
  const { retryOf: id, pipeline } = inputs;
  const ref = executionRef({ scope: inputs.scope, pipeline }, id);
  const ended = await connection.retry.untilAnswered((bounds) => connection.harness.read(ref, bounds), {
    deadline,
    signal: step.signal,
    givesUpUnreached: true,
    isGiven: true,
  });
  if (!isFinal(ended.phase)) {
    throw new InputError([
      {
        input: 'retry-of',
        text: `names an execution that has not ended (${ended.status}). Wait for its end, or use the follow action.\n  ${ref.url}`,
      },
    ]);
  }
  const stages = inputs.stages.length > 0 ? inputs.stages : stagesToRetry(ended);
  if (stages.length === 0) {
    throw new InputError([
      {
        input: 'retry-of',
        text: `names an execution without a failed stage (${ended.status}). Specify the stages to retry in stages.`,
      },
    ]);
  }
  return orderFor(context, { stages, deadline, execution: id });
}

interface Wanted {
  readonly execution: string;
  readonly stages: readonly string[];
  readonly deadline: number;
}

async function orderFor(
  { step, inputs, connection }: ConnectedStep<RunInputs>,
  { execution, stages, deadline }: Wanted,
): Promise<RetryOrder> {
  const { harness, retry } = connection;
  const yaml = await retry.untilAnswered((bounds) => harness.inputsOf(execution, bounds), {
    deadline,
    signal: step.signal,
  });
  return { pipeline: inputs.pipeline, execution, stages, yaml, git: inputs.git, notes: '' };
}

/** @returns the identifiers of the stages that failed; of a matrix, its own, because its legs have none in the pipeline. */
function stagesToRetry(snapshot: Snapshot): string[] {
  return [
    ...new Set(
      snapshot.stages
        .filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase))
        .map(({ inPipeline, id }) => inPipeline ?? id),
    ),
  ];
}
