/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, lets its result decide the step. */
import { executionLink } from '../../harness/links.ts';
import type { ListedExecution, StartedExecution } from '../../harness/nextgen/executions.ts';
import { inputContext } from '../../inputs/form.ts';
import { openRuntimeInputs } from '../../inputs/yaml.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { newPostState } from '../../lifecycle/post-state.ts';
import { sendOnce, unsent, unstarted } from '../../lifecycle/send.ts';
import { openSession, requireFiles, type Session } from '../../lifecycle/session.ts';
import { watch } from '../../lifecycle/watch.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { digestOf, newNonce, notesWith, writeMarker } from '../../start/marker.ts';
import { markerFinder } from '../../start/search.ts';
import { type Order, showDryRun } from './dry-run.ts';
import { readRun, type RunInputs } from './inputs.ts';
import { prepare } from './prepare.ts';
import { planRetry, resume } from './rerun.ts';

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
  step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · started by ${by}`}`);
  let next: () => Promise<Verdict> | Verdict;
  try {
    requireFiles(session);
    // From here on post can tell a main that runs on beside it to stop: a container job is cancelled without a signal.
    session.save();
    next = await begin({ session, step, connection, inputs, deadline: step.from + inputs.timeout });
  } catch (error) {
    return unsent(session, error);
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
  preconnect();
  const order: Order =
    inputs.retryOf === ''
      ? { kind: 'start', plan: (await prepare(action, deadline)).order }
      : { kind: 'retry', plan: await planRetry(action, deadline) };
  const marker = markerOf(action, order);
  if (inputs.dryRun) {
    const verdict = showDryRun(step.log, order, notesWith(marker, inputs.notes));
    return () => finishWithoutExecution(session, { verdict, ending: 'dry-run' });
  }
  preconnect(); // The one from before may have become too old.
  const listed: ListedExecution[] = [];
  const taken = await resume(action, { marker, deadline, passed: (page) => listed.push(...page) });
  switch (taken.kind) {
    case 'several': {
      const links = taken.refs.map(({ url }) => `  ${url}`).join('\n');
      const text = `An earlier attempt of this job left several executions, and nobody can say which one to take up. Nothing was started.\n${links}`;
      return () => finishWithoutExecution(session, { verdict: redVerdict('unknown', text), ending: 'several' });
    }
    case 'follow':
      return () => watchStarted(action, taken.started, listed);
    case 'retry':
      return send(action, { order: { kind: 'retry', plan: taken.order }, instead: order, marker, listed });
    case 'anew':
      return send(action, { order, marker, listed });
  }
}

/** Two starts that ask for the same have the same digest: host, scope, pipeline, branch, stages, input sets, YAML. */
function markerOf({ session, step, inputs }: Run, { kind, plan }: Order): string {
  const { origin, account, org, project } = inputs.scope;
  const parts =
    kind === 'start'
      ? [plan.git.branch, plan.stages, plan.inputSets, plan.yaml]
      : ['', plan.stages, [], '', plan.execution];
  const { repository, runId, attempt, job } = step.workflow;
  return writeMarker({
    repository,
    run: runId,
    attempt: String(attempt),
    job,
    step: step.workflow.step,
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

async function send(
  action: Run,
  { order, instead, marker, listed }: Sending,
): Promise<() => Promise<Verdict> | Verdict> {
  const { session, step, inputs, connection, deadline } = action;
  const { harness, retry } = connection;
  const notes = notesWith(marker, inputs.notes);
  const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal };
  const result = await sendOnce(session, {
    patch: { marker },
    deadline,
    send: (bounds) =>
      order.kind === 'start'
        ? harness.start({ ...order.plan, notes }, bounds)
        : harness.retry({ ...order.plan, notes }, bounds),
    find: markerFinder(search, { matches: (other) => other === marker, since: session.postState.since }),
  });
  if (result.kind === 'started') {
    return () => watchStarted(action, result.started, listed);
  }
  if (instead !== undefined && result.kind === 'refused' && result.error.kind === 'refused') {
    step.log.notice(`Harness refuses the retry; starting anew. ${result.error.message}`);
    return send(action, { order: instead, marker, listed });
  }
  return () => unstarted(session, result);
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
    ref: { id, pipeline: inputs.pipeline, url: executionLink(inputs.scope, inputs.pipeline, id) },
    seen: snapshot,
    listed: listed.length === 0 ? undefined : listed,
    following: inputs,
    wait: inputs.wait,
  });
}
