/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, and passes or fails the step with it. */
import { duration } from '../../base/text.ts';
import type { ListedExecution } from '../../harness/execution.ts';
import { turnOf } from '../../harness/rate-budget.ts';
import { inputContext } from '../../inputs/form.ts';
import { openRuntimeInputs } from '../../inputs/yaml.ts';
import { connect } from '../../lifecycle/connect.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { newPostState } from '../../lifecycle/post-state.ts';
import { finishUnsent } from '../../lifecycle/send.ts';
import { openSession, requireFiles, type Session } from '../../lifecycle/session.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { newNonce, notesWith } from '../../start/marker.ts';
import { type Order, showDryRun } from './dry-run.ts';
import { readRun, type RunInputs } from './inputs.ts';
import { prepareOrder, type Run } from './order.ts';
import { resume, type Resumption } from './rerun.ts';
import { startUnlessRunning, watchStarted } from './start.ts';

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
    // From here on post can stop a main that is still running: a container job is cancelled without a signal.
    session.save();
    next = await begin({ session, step, connection, inputs, deadline: step.from + inputs.timeout });
  } catch (error) {
    return finishUnsent(session, error);
  }
  return next();
}

/** Checks, decides and starts. @returns what remains to be done afterwards. */
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
  preconnect(); // The earlier connection may be too old by now.
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
    case 'new-start':
      return startUnlessRunning(action, { order, marker, listed });
  }
}

/** Requests of a leg until it has started: the template and the start. */
const REQUESTS_TO_START = 2;

/** A late leg of a large matrix waits until the legs before it have started, because its requests would use up their limit. */
async function awaitTurn({ step, inputs, deadline }: Run): Promise<void> {
  const { clock, log, signal, workflow } = step;
  const more = inputs.inputSets.length + (inputs.stages.length > 0 ? 1 : 0);
  const turn = turnOf(inputs.leg.index, REQUESTS_TO_START + more);
  // If jobs waited for runners, their time may have passed. A wrong clock cannot delay it further.
  const begun = Math.min(workflow.beganAt ?? step.from, step.from);
  const wait = Math.min(begun + turn, deadline) - clock.now();
  if (wait > 0) {
    log.info(`${inputs.leg.total} jobs share the rate limit of this key; this job starts in ${duration(wait)}.`);
    await clock.sleep(wait, signal);
  }
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
