/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, lets its result decide the step. */
import { sideBySide } from '../../base/side-by-side.ts';
import { duration } from '../../base/text.ts';
import { executionRef } from '../../harness/links.ts';
import type { ListedExecution, StartedExecution } from '../../harness/nextgen/executions.ts';
import { turnOf } from '../../harness/rate-budget.ts';
import { inputContext } from '../../inputs/form.ts';
import { openRuntimeInputs } from '../../inputs/yaml.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { newPostState } from '../../lifecycle/post-state.ts';
import { sendOnce, finishUnsent, finishUnstarted } from '../../lifecycle/send.ts';
import { openSession, requireFiles, type Session } from '../../lifecycle/session.ts';
import { watch } from '../../lifecycle/watch.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { digestOf, newNonce, notesWith, writeMarker } from '../../start/marker.ts';
import { type EarlierAttempt, markerFinder } from '../../start/search.ts';
import { type Order, showDryRun } from './dry-run.ts';
import { decideIfRunning } from './if-running.ts';
import { readRun, type RunInputs } from './inputs.ts';
import { prepare } from './prepare.ts';
import { type EarlierSearch, findEarlier, planRetry, resume, type Resumption } from './rerun.ts';

/** Runs main. */
export function run(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const readInputs = await openRuntimeInputs(step.input('inputs'));
    const inputs = readRun(step.input, inputContext(step), readInputs);
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total });
    const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
    return runPipeline(openSession(step, connection, postState), inputs);
  });
}

/** Runs the pipeline as the inputs say. @throws InputError when they do not fit the pipeline: nothing was started. */
export async function runPipeline(session: Session, inputs: RunInputs): Promise<Verdict> {
  const { step, connection } = session;
  const { org, project } = inputs.scope;
  const by = runName(step.workflow);
  const role = inputs.dryRun ? 'dry run by' : 'started by';
  step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · ${role} ${by}`}`);
  let next: () => Promise<Verdict> | Verdict;
  try {
    requireFiles(session);
    // From here on post can stop a main that still runs beside it: a container job is cancelled without a signal.
    session.save();
    next = await begin({ session, step, connection, inputs, deadline: step.from + inputs.timeout });
  } catch (error) {
    return finishUnsent(session, error);
  }
  return next();
}

/** A run of the root action. */
interface Run {
  readonly session: Session;
  readonly step: Step;
  readonly connection: Connection;
  readonly inputs: RunInputs;
  /** ms since 1970 */
  readonly deadline: number;
}

/** Checks, decides and starts. @returns what is left to be done once that has succeeded. @throws whatever kept it from it. */
async function begin(action: Run): Promise<() => Promise<Verdict> | Verdict> {
  const { session, step, inputs, connection, deadline } = action;
  const preconnect = inputs.dryRun ? () => undefined : connection.http.preconnect;
  await awaitTurn(action);
  preconnect();
  const listed: ListedExecution[] = [];
  const { order, marker, earlier } = await prepareOrder(action, (page) => listed.push(...page));
  if (inputs.dryRun) {
    const shown = await showDryRun(step.log, order, notesWith(marker, inputs.notes));
    return () => finishWithoutExecution(session, { ...shown, ending: 'dry-run' });
  }
  preconnect(); // The one from before may have become too old.
  const taken = await resume(action, earlier, deadline);
  switch (taken.kind) {
    case 'several':
      return () => finishWithoutExecution(session, { verdict: judgeSeveral(taken), ending: 'several' });
    case 'follow':
      return () => watchStarted(action, taken.started, listed);
    case 'retry': {
      const retry: Order = { kind: 'retry', plan: taken.order };
      return startUnlessRunning(action, { order: retry, instead: order, marker, listed });
    }
    case 'anew':
      return startUnlessRunning(action, { order, marker, listed });
  }
}

/** Requests of a leg until it has started: the template and the start. */
const REQUESTS_TO_START = 2;

/** A late leg of a large matrix waits until the legs before it have started; without a wait its requests would refuse theirs. */
async function awaitTurn({ step, inputs, deadline }: Run): Promise<void> {
  const { clock, log, signal, workflow } = step;
  const more = inputs.inputSets.length + (inputs.stages.length > 0 ? 1 : 0);
  const turn = turnOf(inputs.leg.index, REQUESTS_TO_START + more);
  // Where jobs waited for runners, their turn may be long past. No clock is trusted to put it further off.
  const begun = Math.min(workflow.beganAt ?? step.from, step.from);
  const wait = Math.min(begun + turn, deadline) - clock.now();
  if (wait > 0) {
    log.info(`${inputs.leg.total} jobs share the rate limit of this key; this job starts in ${duration(wait)}.`);
    await clock.sleep(wait, signal);
  }
}

interface Prepared {
  readonly order: Order;
  readonly marker: string;
  readonly earlier: EarlierAttempt;
}

/** Prepares what is sent and, on a re-run, searches for what earlier attempts started, side by side. */
async function prepareOrder(action: Run, onPage: EarlierSearch['onPage']): Promise<Prepared> {
  const { inputs, deadline } = action;
  const prepared = async (): Promise<Order> =>
    inputs.retryOf === '' ? prepare(action, deadline) : { kind: 'retry', plan: await planRetry(action, deadline) };
  const ordered = prepared();
  const marked = ordered.then((order) => markerOf(action, order));
  const searched: Promise<EarlierAttempt> = inputs.dryRun
    ? Promise.resolve({ kind: 'none' })
    : findEarlier(action, { marker: marked, deadline, onPage });
  const [order, marker, earlier] = await sideBySide([ordered, marked, searched]);
  return { order, marker, earlier };
}

function judgeSeveral({ refs, areRunning }: Extract<Resumption, { readonly kind: 'several' }>): Verdict {
  return redVerdict('unknown', {
    headline: areRunning
      ? 'Several executions of earlier attempts are still running; cannot tell which one to follow.'
      : 'An earlier attempt of this job left several executions; cannot tell which one to resume.',
    details: [
      'Nothing was started.',
      areRunning
        ? 'Wait until they end or abort them, then re-run.'
        : 'Give each use of this action its own label to tell them apart, or set on-rerun to start.',
    ],
    executions: refs,
  });
}

/** Two starts that ask for the same have the same digest: host, scope, pipeline, branch, stages, input sets, YAML. */
function markerOf({ session, step, inputs }: Run, { kind, plan }: Order): string {
  const { origin, account, org, project } = inputs.scope;
  const parts =
    kind === 'start'
      ? [plan.git.branch, plan.stages, plan.inputSets, plan.yaml]
      : ['', plan.stages, [], '', plan.execution];
  const { repository, runId, attempt, job, orchestration } = step.workflow;
  return writeMarker({
    repository,
    run: runId,
    attempt: String(attempt),
    job,
    orchestration,
    step: step.workflow.step,
    label: inputs.label,
    leg: `${inputs.leg.index}/${inputs.leg.total}`,
    digest: digestOf([origin, account, org, project, plan.pipeline, ...parts]),
    nonce: session.postState.nonce,
  });
}

interface Sending {
  readonly order: Order;
  /** Sent when Harness refuses the order. */
  readonly instead?: Order;
  readonly marker: string;
  /** Executions that the search for an earlier attempt went through, newest first. */
  readonly listed: readonly ListedExecution[];
}

/** Starts, unless another execution of the pipeline has not ended and the author chose something else for that. */
async function startUnlessRunning(action: Run, sending: Sending): Promise<() => Promise<Verdict> | Verdict> {
  const { session, inputs } = action;
  const { marker, listed } = sending;
  const pages: ListedExecution[] = [];
  const onPage = (page: readonly ListedExecution[]): void => {
    pages.push(...page);
  };
  const decision = await decideIfRunning({ ...action, marker, onPage });
  const known = listed.length > 0 ? listed : pages;
  switch (decision.kind) {
    case 'start':
      return send(action, { ...sending, listed: known });
    case 'stop':
      return () =>
        finishWithoutExecution(session, {
          verdict: redVerdict('failed', {
            headline: decision.why,
            details: ['Nothing was started.'],
            executions: decision.running,
          }),
          ending: 'refused',
        });
    case 'follow': {
      const { onCancel, onTimeout } = decision.mayAbort ? inputs : LEAVE;
      // Saved before its id is: post must never abort what this repository did not start.
      session.save({ onCancel, isStartedElsewhere: true });
      const following = { ...action, inputs: { ...inputs, onCancel, onTimeout } };
      return () => watchStarted(following, decision.listed, known);
    }
  }
}

/** What this repository did not start is not aborted. */
const LEAVE = { onCancel: 'leave', onTimeout: 'leave' } as const;

async function send(
  action: Run,
  { order, instead, marker, listed }: Sending,
): Promise<() => Promise<Verdict> | Verdict> {
  const { session, step, inputs, connection, deadline } = action;
  const { harness, retry } = connection;
  const notes = notesWith(marker, inputs.notes);
  // Waiting may have taken hours: a search for this start need go no further back than to here.
  const since = Math.round(step.clock.now());
  const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal };
  const result = await sendOnce(session, {
    patch: { marker, since },
    deadline,
    send: (bounds) =>
      order.kind === 'start'
        ? harness.start({ ...order.plan, notes }, bounds)
        : harness.retry({ ...order.plan, notes }, bounds),
    find: markerFinder(search, { matches: (other) => other === marker, since }),
  });
  if (result.kind === 'started') {
    return () => watchStarted(action, result.started, listed);
  }
  if (instead !== undefined && result.kind === 'refused' && result.error.kind === 'refused') {
    step.log.notice(`Harness refused the retry; starting a new execution. ${result.error.message}`);
    return send(action, { order: instead, marker, listed });
  }
  return () => finishUnstarted(session, result);
}

function watchStarted(
  { session, inputs, connection: { harness, inspector } }: Run,
  { ref: { id }, snapshot }: StartedExecution,
  listed: readonly ListedExecution[],
): Promise<Verdict> {
  return watch({
    session,
    engine: harness,
    inspector,
    ref: executionRef({ scope: inputs.scope, pipeline: inputs.pipeline }, id),
    seen: snapshot,
    listed: listed.length === 0 ? undefined : listed,
    following: inputs,
    wait: inputs.wait,
  });
}
