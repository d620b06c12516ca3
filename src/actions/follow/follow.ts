/** `OWNER/run-harness-pipeline/follow`: follows an execution that something else started, lets its result decide the step. */
import { Cancelled } from '../../harness/errors.ts';
import { executionLink, executionsLink } from '../../harness/links.ts';
import { NOTHING_SEEN, type StartedExecution } from '../../harness/nextgen/executions.ts';
import { inputContext } from '../../inputs/form.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { findExecution, judgeUnread, newestOf } from '../../lifecycle/existing.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { type PostState, POST_STATE, newPostState, serializePostState } from '../../lifecycle/post-state.ts';
import { watch } from '../../lifecycle/watch.ts';
import { setExecutionOutputs } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { newNonce } from '../../start/marker.ts';
import { type FollowInputs, readFollow } from './inputs.ts';

/** Runs main. */
export function follow(): Promise<never> {
  return runStep((step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const inputs = readFollow(step.input, inputContext(step));
    const nonce = newNonce();
    stop.watchFor(nonce);
    return followExecution({
      step,
      inputs,
      nonce,
      connection: connect(step, { ...inputs, matrixSize: inputs.leg.total }),
    });
  });
}

/** `follow` with its inputs read. */
export interface FollowRun {
  readonly step: Step;
  readonly inputs: FollowInputs;
  readonly connection: Connection;
  /** Names the folder that main and post share. */
  readonly nonce: string;
}

/** Finds the execution and follows it. */
export async function followExecution(run: FollowRun): Promise<Verdict> {
  const { step, inputs, connection, nonce } = run;
  const { scope, pipeline, execution, timeout, failStep } = inputs;
  const by = runName(step.workflow);
  const what = execution === '' ? `pipeline ${pipeline}, newest execution` : `execution ${execution}`;
  step.log.info(`Harness ${what} · ${scope.org} / ${scope.project}${by === '' ? '' : ` · followed by ${by}`}`);
  const postState = { ...newPostState(inputs, { nonce, now: step.clock.now() }), execution, isStartedElsewhere: true };
  const listUrl = executionsLink(scope, pipeline);
  const known =
    execution === '' ? undefined : { id: execution, pipeline, url: executionLink(scope, pipeline, execution) };
  if (known !== undefined) {
    // Before the first request: whatever becomes of this process, the id is out, and post knows what to settle.
    setExecutionOutputs(step.setOutput, known, NOTHING_SEEN);
    step.saveState(POST_STATE, serializePostState(postState));
  }
  const end = { step, connection, postState, ref: known };
  try {
    const until = { deadline: step.from + timeout, signal: step.signal, givesUpUnreached: true, isGiven: true };
    const id = known?.id ?? (await newestOf(connection, pipeline, until));
    if (id === undefined) {
      const text = `${pipeline} has no execution that could be followed.\n  ${listUrl}`;
      return finishWithoutExecution({ ...end, verdict: redVerdict('unknown', text), ending: 'refused' });
    }
    return await see(run, await findExecution(connection, { pipeline, execution: id }, until), postState);
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      const verdict = judgeUnread(error, { timeout, failStep, url: known?.url ?? listUrl });
      return finishWithoutExecution({ ...end, verdict, ending: 'refused' });
    }
    // What a cancel means for an execution is known there.
    return known === undefined
      ? finishWithoutExecution({ ...end, verdict: CANCELLED, ending: 'cancelled' })
      : see(run, { ref: known, snapshot: NOTHING_SEEN }, postState);
  }
}

const CANCELLED: Verdict = {
  status: 'unknown',
  isRed: true,
  message: 'The job was cancelled before an execution was found to follow.',
};

function see(
  { step, inputs, connection }: FollowRun,
  { ref, snapshot }: StartedExecution,
  postState: PostState,
): Promise<Verdict> {
  return watch({
    step,
    connection,
    engine: connection.harness,
    inspector: connection.inspector,
    ref,
    seen: snapshot,
    postState: { ...postState, pipeline: ref.pipeline },
    following: inputs,
    wait: inputs.wait,
  });
}
