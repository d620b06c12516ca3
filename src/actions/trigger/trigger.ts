/** `OWNER/run-harness-pipeline/trigger`: starts what a custom webhook triggers, finds the execution and follows it. */
import { placeOf } from '../../harness/links.ts';
import { sendEvent } from '../../harness/webhook/events.ts';
import { inputContext } from '../../inputs/form.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect } from '../../lifecycle/connect.ts';
import { followEvent } from '../../lifecycle/event.ts';
import { newPostState } from '../../lifecycle/post-state.ts';
import { sendOnce, finishUnsent, finishUnstarted } from '../../lifecycle/send.ts';
import { openSession, type Session } from '../../lifecycle/session.ts';
import { setEventOutput } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { runStep } from '../../runner/process.ts';
import { newNonce } from '../../start/marker.ts';
import type { StartResult } from '../../start/start-once.ts';
import { readTrigger, type TriggerInputs } from './inputs.ts';
import { describeRun } from './payload.ts';
import { secretsOf } from './webhook-url.ts';

/** Runs main. */
export function trigger(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    secretsOf(step.input('webhook-url').trim()).forEach(step.mask);
    const readYaml = await openYaml([step.input('payload')]);
    const inputs = readTrigger(step.input, inputContext(step), readYaml);
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total });
    const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
    return triggerPipeline(openSession(step, connection, { ...postState, engine: 'webhook' }), inputs);
  });
}

/** Sends the event, and watches what it starts. */
async function triggerPipeline(session: Session, inputs: TriggerInputs): Promise<Verdict> {
  const { step, connection } = session;
  const { hook, pipeline, scope } = inputs;
  const by = runName(step.workflow);
  const name = pipeline === '' ? 'of a custom webhook' : pipeline;
  step.log.info(`Harness pipeline ${name} · ${placeOf(inputs)}${by === '' ? '' : ` · triggered by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  const payload = inputs.payload === '' ? describeRun(step.workflow) : inputs.payload;
  const purpose = `start the pipeline ${pipeline === '' ? name : `${name} by its custom webhook`} in ${scope.org}/${scope.project}`;
  let result: StartResult<string>;
  try {
    result = await sendOnce(session, {
      patch: {},
      deadline,
      send: (bounds) => sendEvent(connection.http, { hook, payload, purpose }, bounds),
    });
  } catch (error) {
    return finishUnsent(session, error);
  }
  if (result.kind !== 'started') {
    return finishUnstarted(session, result);
  }
  const event = result.started;
  // Saved before anything else, so that post has the event even if this process is killed now.
  session.save({ event });
  setEventOutput(step.setOutput, event);
  step.log.info(`Harness accepted event ${event}; processing usually takes 10 to 30 s.`);
  return followEvent({ session, inputs, event, deadline });
}
