/** The root action's way to an execution: prepared, marked, taken up from an earlier attempt or started once, then watched. */
import type { Connection } from '../../lifecycle/connect.ts';
import { type Order, showDryRun } from './dry-run.ts';
import type { Listed, Started } from '../../harness/nextgen/executions.ts';
import type { RunInputs } from './inputs.ts';
import { digestOf, notesWith, writeMarker } from '../../start/marker.ts';
import { prepare } from './prepare.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { planRetry, takeUp } from './rerun.ts';
import { executionLink } from '../../harness/links.ts';
import { finder } from '../../start/search.ts';
import { sendOnce, unsent, unstarted } from '../../lifecycle/send.ts';
import { type Letter, LETTER, openLetter, writeLetter } from '../../lifecycle/post-state.ts';
import type { Step } from '../../runner/step.ts';
import { finish } from '../../lifecycle/finish.ts';
import { watch } from '../../lifecycle/watch.ts';

/** The root action with its inputs read. */
export interface Run {
  readonly step: Step;
  readonly inputs: RunInputs;
  readonly connection: Connection;
  /** Names this start in its marker and in the folder that main and post share. */
  readonly nonce: string;
}

/** Runs the pipeline as the inputs say. @throws InputError when they do not fit the pipeline: nothing was started. */
export async function launch(run: Run): Promise<Verdict> {
  const { step, inputs, connection, nonce } = run;
  const { org, project } = inputs.scope;
  const by = runName(step.workflow);
  step.log.info(`Harness pipeline ${inputs.pipeline} · ${org} / ${project}${by === '' ? '' : ` · started by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  const end = { step, connection };
  let letter = openLetter(inputs, { nonce, now: step.clock.now() });
  // From here on post can tell a main that runs on beside it to stop: a container job is cancelled without a signal.
  step.saveState(LETTER, writeLetter(letter));
  try {
    const order: Order =
      inputs.retryOf === ''
        ? { kind: 'start', plan: (await prepare(run, deadline)).order }
        : { kind: 'retry', plan: await planRetry(run, deadline) };
    const marker = markerOf(run, order);
    if (inputs.dryRun) {
      const verdict = showDryRun(step.log, order, notesWith(marker, inputs.notes));
      return finish({ ...end, letter, verdict, ending: 'dry-run' });
    }
    letter = { ...letter, marker };
    const past: Listed[] = [];
    const taken = await takeUp(run, { marker, deadline, passed: (page) => past.push(...page) });
    switch (taken.kind) {
      case 'several': {
        const links = taken.refs.map(({ url }) => `  ${url}`).join('\n');
        const text = `An earlier attempt of this job left several executions, and nobody can say which one to take up. Nothing was started.\n${links}`;
        return finish({ ...end, letter, verdict: redVerdict('unknown', text), ending: 'several' });
      }
      case 'follow':
        return await see(run, { started: taken.started, letter, past });
      case 'retry':
        return await send(run, { order: { kind: 'retry', plan: taken.order }, instead: order, letter, past, deadline });
      case 'anew':
        return await send(run, { order, letter, past, deadline });
    }
  } catch (error) {
    return unsent({ ...end, letter }, error);
  }
}

/** Two starts that ask for the same have the same digest: host, scope, pipeline, branch, stages, input sets, YAML. */
function markerOf({ step, inputs, nonce }: Run, { kind, plan }: Order): string {
  const { origin, account, org, project } = inputs.scope;
  const asked =
    kind === 'start'
      ? [plan.branch, plan.stages, plan.inputSets, plan.yaml]
      : ['', plan.stages, [], '', plan.execution];
  const { repository, runId, attempt, job } = step.workflow;
  return writeMarker({
    repository,
    run: runId,
    attempt: String(attempt),
    job,
    step: step.workflow.step,
    leg: `${inputs.leg.index}/${inputs.leg.total}`,
    digest: digestOf([origin, account, org, project, plan.pipeline, ...asked]),
    nonce,
  });
}

interface Sending {
  readonly order: Order;
  /** Sent when Harness refuses the order. */
  readonly instead?: Order;
  readonly letter: Letter;
  /** Executions that the look for an earlier attempt went through, newest first. */
  readonly past: readonly Listed[];
  /** ms since 1970 */
  readonly deadline: number;
}

async function send(run: Run, { order, instead, letter, past, deadline }: Sending): Promise<Verdict> {
  const { step, inputs, connection } = run;
  const { harness, contact } = connection;
  const notes = notesWith(letter.marker, inputs.notes);
  const search = { harness, pipeline: inputs.pipeline, contact, clock: step.clock, signal: step.signal };
  const launched = await sendOnce({
    step,
    connection,
    letter,
    deadline,
    send: (bounds) =>
      order.kind === 'start'
        ? harness.start({ ...order.plan, notes }, bounds)
        : harness.retry({ ...order.plan, notes }, bounds),
    find: finder(search, { bears: (marker) => marker === letter.marker, since: letter.since }),
  });
  if (launched.kind === 'started') {
    return see(run, { started: launched.started, letter, past });
  }
  if (instead !== undefined && launched.kind === 'refused' && launched.error.fate === 'refused') {
    step.log.notice(`Harness refuses the retry; starting anew. ${launched.error.message}`);
    return send(run, { order: instead, letter, past, deadline });
  }
  return unstarted({ step, connection, letter }, launched);
}

interface Seen extends Pick<Sending, 'letter' | 'past'> {
  readonly started: Started;
}

function see(run: Run, { started, letter, past }: Seen): Promise<Verdict> {
  const { step, inputs, connection } = run;
  return watch({
    step,
    connection,
    engine: connection.harness,
    inside: connection.inside,
    ref: { ...started.ref, url: executionLink(inputs.scope, inputs.pipeline, started.ref.id) },
    seen: started.snapshot,
    letter,
    past: past.length === 0 ? undefined : past,
    following: inputs,
    wait: inputs.wait,
  });
}
