/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, lets its result decide the step. */
import { executionLink } from '../../harness/links.ts';
import type { ListedExecution, StartedExecution } from '../../harness/nextgen/executions.ts';
import { inputContext } from '../../inputs/form.ts';
import { openRuntimeInputs } from '../../inputs/yaml.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { type PostState, POST_STATE, newPostState, serializePostState } from '../../lifecycle/post-state.ts';
import { sendOnce, unsent, unstarted } from '../../lifecycle/send.ts';
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
  return runStep(async (step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const readInputs = await openRuntimeInputs(step.input('inputs'));
    const inputs = readRun(step.input, inputContext(step), readInputs);
    const nonce = newNonce();
    stop.watchFor(nonce);
    return runPipeline({ step, inputs, nonce, connection: connect(step, { ...inputs, matrixSize: inputs.leg.total }) });
  });
}

/** The root action with its inputs read. */
export interface Run {
  readonly step: Step;
  readonly inputs: RunInputs;
  readonly connection: Connection;
  /** Names this start in its marker and in the folder that main and post share. */
  readonly nonce: string;
}

/** Runs the pipeline as the inputs say. @throws InputError when they do not fit the pipeline: nothing was started. */
export async function runPipeline(action: Run): Promise<Verdict> {
  const { step, inputs, connection, nonce } = action;
  const { org, project } = inputs.scope;
  const by = runName(step.workflow);
  step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · started by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  const end = { step, connection };
  let postState = newPostState(inputs, { nonce, now: step.clock.now() });
  // From here on post can tell a main that runs on beside it to stop: a container job is cancelled without a signal.
  step.saveState(POST_STATE, serializePostState(postState));
  try {
    const order: Order =
      inputs.retryOf === ''
        ? { kind: 'start', plan: (await prepare(action, deadline)).order }
        : { kind: 'retry', plan: await planRetry(action, deadline) };
    const marker = markerOf(action, order);
    if (inputs.dryRun) {
      const verdict = showDryRun(step.log, order, notesWith(marker, inputs.notes));
      return finishWithoutExecution({ ...end, postState, verdict, ending: 'dry-run' });
    }
    postState = { ...postState, marker };
    const listed: ListedExecution[] = [];
    const taken = await resume(action, { marker, deadline, passed: (page) => listed.push(...page) });
    switch (taken.kind) {
      case 'several': {
        const links = taken.refs.map(({ url }) => `  ${url}`).join('\n');
        const text = `An earlier attempt of this job left several executions, and nobody can say which one to take up. Nothing was started.\n${links}`;
        return finishWithoutExecution({ ...end, postState, verdict: redVerdict('unknown', text), ending: 'several' });
      }
      case 'follow':
        return await see(action, { started: taken.started, postState, listed });
      case 'retry':
        return await send(action, {
          order: { kind: 'retry', plan: taken.order },
          instead: order,
          postState,
          listed,
          deadline,
        });
      case 'anew':
        return await send(action, { order, postState, listed, deadline });
    }
  } catch (error) {
    return unsent({ ...end, postState }, error);
  }
}

/** Two starts that ask for the same have the same digest: host, scope, pipeline, branch, stages, input sets, YAML. */
function markerOf({ step, inputs, nonce }: Run, { kind, plan }: Order): string {
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
    nonce,
  });
}

interface Sending {
  readonly order: Order;
  /** Sent when Harness refuses the order. */
  readonly instead?: Order;
  readonly postState: PostState;
  /** Executions that the look for an earlier attempt went through, newest first. */
  readonly listed: readonly ListedExecution[];
  /** ms since 1970 */
  readonly deadline: number;
}

async function send(action: Run, { order, instead, postState, listed, deadline }: Sending): Promise<Verdict> {
  const { step, inputs, connection } = action;
  const { harness, retry } = connection;
  const notes = notesWith(postState.marker, inputs.notes);
  const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal };
  const result = await sendOnce({
    step,
    connection,
    postState,
    deadline,
    send: (bounds) =>
      order.kind === 'start'
        ? harness.start({ ...order.plan, notes }, bounds)
        : harness.retry({ ...order.plan, notes }, bounds),
    find: markerFinder(search, { matches: (marker) => marker === postState.marker, since: postState.since }),
  });
  if (result.kind === 'started') {
    return see(action, { started: result.started, postState, listed });
  }
  if (instead !== undefined && result.kind === 'refused' && result.error.kind === 'refused') {
    step.log.notice(`Harness refuses the retry; starting anew. ${result.error.message}`);
    return send(action, { order: instead, postState, listed, deadline });
  }
  return unstarted({ step, connection, postState }, result);
}

interface Seen extends Pick<Sending, 'postState' | 'listed'> {
  readonly started: StartedExecution;
}

function see(action: Run, { started, postState, listed }: Seen): Promise<Verdict> {
  const { step, inputs, connection } = action;
  return watch({
    step,
    connection,
    engine: connection.harness,
    inspector: connection.inspector,
    ref: { ...started.ref, url: executionLink(inputs.scope, inputs.pipeline, started.ref.id) },
    seen: started.snapshot,
    postState,
    listed: listed.length === 0 ? undefined : listed,
    following: inputs,
    wait: inputs.wait,
  });
}
