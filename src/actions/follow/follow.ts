/** `follow`: the way to an execution that something else started. It is found, then watched like one of our own. */
import type { Connection } from '../../lifecycle/connect.ts';
import { NOTHING_SEEN, type Started } from '../../harness/nextgen/executions.ts';
import { Cancelled } from '../../harness/errors.ts';
import { findExecution, judgeUnread, newestOf } from '../../lifecycle/existing.ts';
import type { FollowInputs } from './inputs.ts';
import { announce } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { executionLink, executionsLink } from '../../harness/links.ts';
import { type Letter, LETTER, openLetter, writeLetter } from '../../lifecycle/post-state.ts';
import type { Step } from '../../runner/step.ts';
import { finish } from '../../lifecycle/finish.ts';
import { watch } from '../../lifecycle/watch.ts';

/** `follow` with its inputs read. */
export interface Joining {
  readonly step: Step;
  readonly inputs: FollowInputs;
  readonly connection: Connection;
  /** Names the folder that main and post share. */
  readonly nonce: string;
}

/** Finds the execution and follows it. */
export async function join(joining: Joining): Promise<Verdict> {
  const { step, inputs, connection, nonce } = joining;
  const { scope, pipeline, execution, timeout, failStep } = inputs;
  const by = runName(step.workflow);
  const what = execution === '' ? `pipeline ${pipeline}, newest execution` : `execution ${execution}`;
  step.log.info(`Harness ${what} · ${scope.org} / ${scope.project}${by === '' ? '' : ` · followed by ${by}`}`);
  const letter = { ...openLetter(inputs, { nonce, now: step.clock.now() }), execution, isForeign: true };
  const listUrl = executionsLink(scope, pipeline);
  const known =
    execution === '' ? undefined : { id: execution, pipeline, url: executionLink(scope, pipeline, execution) };
  if (known !== undefined) {
    // Before the first request: whatever becomes of this process, the id is out, and post knows what to settle.
    announce(step.setOutput, known, NOTHING_SEEN);
    step.saveState(LETTER, writeLetter(letter));
  }
  const end = { step, connection, letter, ref: known };
  try {
    const until = { deadline: step.from + timeout, signal: step.signal, givesUp: true };
    const id = known?.id ?? (await newestOf(connection, pipeline, until));
    if (id === undefined) {
      const text = `${pipeline} has no execution that could be followed.\n  ${listUrl}`;
      return finish({ ...end, verdict: redVerdict('unknown', text), ending: 'refused' });
    }
    return await see(joining, await findExecution(connection, { pipeline, execution: id }, until), letter);
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      const verdict = judgeUnread(error, { timeout, failStep, url: known?.url ?? listUrl });
      return finish({ ...end, verdict, ending: 'refused' });
    }
    // What a cancel means for an execution is known there.
    return known === undefined
      ? finish({ ...end, verdict: CANCELLED, ending: 'cancelled' })
      : see(joining, { ref: known, snapshot: NOTHING_SEEN }, letter);
  }
}

const CANCELLED: Verdict = {
  status: 'unknown',
  isRed: true,
  message: 'The job was cancelled before an execution was found to follow.',
};

function see({ step, inputs, connection }: Joining, { ref, snapshot }: Started, letter: Letter): Promise<Verdict> {
  return watch({
    step,
    connection,
    engine: connection.harness,
    inside: connection.inside,
    ref,
    seen: snapshot,
    letter: { ...letter, pipeline: ref.pipeline },
    following: inputs,
    wait: inputs.wait,
  });
}
