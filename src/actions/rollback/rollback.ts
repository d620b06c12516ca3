/** `OWNER/run-harness-pipeline/rollback`: rolls a deployed service back and follows the execution that does it. */
import { Cancelled, DeadlineExceeded, HarnessError } from '../../harness/errors.ts';
import { NOTHING_SEEN, type StartedExecution } from '../../harness/execution.ts';
import { executionRef, executionsLink, placeOf } from '../../harness/links.ts';
import { type RollbackResult, triggerRollback } from '../../harness/nextgen/rollback.ts';
import { inputContext } from '../../inputs/form.ts';
import { connect } from '../../lifecycle/connect.ts';
import { findExecution } from '../../lifecycle/existing.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { newPostState, type PostState } from '../../lifecycle/post-state.ts';
import { sendOnce, finishUnsent, finishUnstarted } from '../../lifecycle/send.ts';
import { openSession, type Session } from '../../lifecycle/session.ts';
import { watch } from '../../lifecycle/watch.ts';
import { setExecutionOutputs } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { newNonce } from '../../start/marker.ts';
import type { StartResult } from '../../start/start-once.ts';
import { readRollback, type RollbackInputs } from './inputs.ts';

/** Runs main. */
export function rollback(): Promise<never> {
  return runStep((step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const inputs = readRollback(step.input, inputContext(step));
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total, engine: 'rollback' });
    const fresh = newPostState({ ...inputs, pipeline: '' }, { nonce: newNonce(), now: step.clock.now() });
    const postState: PostState = { ...fresh, engine: 'rollback' };
    return rollBack(openSession(step, connection, postState), inputs);
  });
}

/** Triggers the rollback once, and follows it. A lost response is in doubt immediately, because there is no marker to search for. */
async function rollBack(session: Session, inputs: RollbackInputs): Promise<Verdict> {
  const { step, connection } = session;
  const { order, scope } = inputs;
  const by = runName(step.workflow);
  const what = `Rollback of ${order.service} in ${order.environment} (${order.infrastructure})`;
  step.log.info(`${what} · ${placeOf(session.postState)}${by === '' ? '' : ` · started by ${by}`}`);
  let result: StartResult<RollbackResult>;
  try {
    result = await sendOnce(session, {
      patch: {},
      deadline: step.from + inputs.timeout,
      send: (bounds) => triggerRollback(connection.http, { scope, order }, bounds),
    });
  } catch (error) {
    return finishUnsent(session, error);
  }
  if (result.kind !== 'started') {
    return finishUnstarted(session, result);
  }
  const answer = result.started;
  if ('reason' in answer) {
    const verdict = redVerdict('failed', {
      headline: `Harness did not roll back ${order.service} in ${order.environment}`,
      reason: answer.reason,
      details: ['Nothing was started.'],
      link: executionsLink(session.postState),
    });
    return finishWithoutExecution(session, { verdict, ending: 'refused' });
  }
  return follow(session, inputs, answer.execution);
}

/** The answer does not name the pipeline that rolls back, which the first read gives. */
async function follow(session: Session, inputs: RollbackInputs, execution: string): Promise<Verdict> {
  const { step, connection } = session;
  const known = executionRef({ scope: inputs.scope, pipeline: '' }, execution);
  // Before the next request, so that the outputs and post have the id even if this process is killed.
  setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
  session.save({ execution });
  step.log.info(`Harness started the rollback as execution ${execution}.`);
  let found: StartedExecution = { ref: known, snapshot: NOTHING_SEEN };
  try {
    const until = { deadline: step.from + inputs.timeout, signal: step.signal };
    found = await findExecution(connection, { pipeline: '', execution }, until);
  } catch (error) {
    // The caller decides what these mean for an execution.
    if (!(error instanceof HarnessError || error instanceof DeadlineExceeded || error instanceof Cancelled)) {
      throw error;
    }
  }
  session.save({ pipeline: found.ref.pipeline });
  return watch({
    session,
    engine: connection.harness,
    inspector: connection.inspector,
    ref: found.ref,
    seen: found.snapshot,
    following: inputs,
    wait: inputs.wait,
  });
}
