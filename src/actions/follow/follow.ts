/** `OWNER/run-harness-pipeline/follow`: follows an execution that something else started, and passes or fails the step with it. */
import { Cancelled } from '../../harness/errors.ts';
import { NOTHING_SEEN, type StartedExecution } from '../../harness/execution.ts';
import { executionRef, executionsLink } from '../../harness/links.ts';
import { inputContext } from '../../inputs/form.ts';
import { connect } from '../../lifecycle/connect.ts';
import { followEvent } from '../../lifecycle/event.ts';
import { findExecution, judgeUnread, newestOf, whyEmpty } from '../../lifecycle/existing.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { newPostState } from '../../lifecycle/post-state.ts';
import { openSession, type Session } from '../../lifecycle/session.ts';
import { watch } from '../../lifecycle/watch.ts';
import { setExecutionOutputs } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { newNonce } from '../../start/marker.ts';
import { type FollowInputs, readFollow } from './inputs.ts';

/** Runs main. */
export function follow(): Promise<never> {
  return runStep((step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const inputs = readFollow(step.input, inputContext(step));
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total });
    const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
    const session = openSession(step, connection, {
      ...postState,
      isStartedElsewhere: true,
      engine: inputs.event === '' ? 'nextgen' : 'webhook',
    });
    return inputs.event === '' ? followExecution(session, inputs) : followStartedByEvent(session, inputs);
  });
}

/** Waits for the event to be processed and follows what it started. */
async function followStartedByEvent(session: Session, inputs: FollowInputs): Promise<Verdict> {
  const { step } = session;
  const by = runName(step.workflow);
  session.save({ event: inputs.event });
  step.log.info(`Harness webhook event ${inputs.event}${by === '' ? '' : ` · followed by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  return followEvent({ session, inputs, event: inputs.event, deadline, isGiven: true });
}

/** Finds the execution and follows it. */
async function followExecution(session: Session, inputs: FollowInputs): Promise<Verdict> {
  const { step, connection } = session;
  const { scope, pipeline, execution, timeout, failStep } = inputs;
  const by = runName(step.workflow);
  const what = execution === '' ? `pipeline ${pipeline}, newest execution` : `execution ${execution}`;
  step.log.info(`Harness ${what} · ${scope.org} / ${scope.project}${by === '' ? '' : ` · followed by ${by}`}`);
  const listUrl = executionsLink({ scope, pipeline });
  const known = execution === '' ? undefined : executionRef({ scope, pipeline }, execution);
  if (known !== undefined) {
    // Before the first request, so that the outputs and post have the id even if this process is killed.
    setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
    session.save({ execution });
  }
  try {
    const until = { deadline: step.from + timeout, signal: step.signal, givesUpUnreached: true, isGiven: true };
    const id = known?.id ?? (await newestOf(connection, pipeline, until));
    if (id === undefined) {
      const headline = `${pipeline} has no execution to follow.`;
      const why = await whyEmpty(connection, inputs, { ...until, clock: step.clock });
      const verdict = redVerdict('unknown', { headline, details: why === undefined ? [] : [why], link: listUrl });
      return finishWithoutExecution(session, { verdict, ending: 'refused' });
    }
    return await watchFound(session, inputs, await findExecution(connection, { pipeline, execution: id }, until));
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      const verdict = judgeUnread(error, { timeout, failStep, url: known?.url ?? listUrl });
      return finishWithoutExecution(session, { verdict, ref: known, ending: 'refused' });
    }
    // The caller decides what a cancel means for an execution.
    return known === undefined
      ? finishWithoutExecution(session, { verdict: CANCELLED, ending: 'cancelled' })
      : watchFound(session, inputs, { ref: known, snapshot: NOTHING_SEEN });
  }
}

const CANCELLED: Verdict = {
  status: 'unknown',
  isRed: true,
  headline: 'The job was cancelled before an execution to follow was found.',
};

function watchFound(session: Session, inputs: FollowInputs, { ref, snapshot }: StartedExecution): Promise<Verdict> {
  const { harness, inspector } = session.connection;
  return watch({ session, engine: harness, inspector, ref, seen: snapshot, following: inputs, wait: inputs.wait });
}
