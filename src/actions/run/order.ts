/** What is sent, with the marker that it carries, and what earlier attempts have started already. */
import { sideBySide } from '../../base/side-by-side.ts';
import type { Session } from '../../lifecycle/session.ts';
import { digestOf, writeMarker } from '../../start/marker.ts';
import type { EarlierAttempt } from '../../start/search.ts';
import type { Order } from './dry-run.ts';
import { prepare } from './prepare.ts';
import { type EarlierSearch, findEarlier, planRetry } from './rerun.ts';
import type { RunStep } from './running.ts';

/** A run of the root action. */
export interface Run extends RunStep {
  readonly session: Session;
}

/** Everything that there is to know before a start. */
interface Prepared {
  readonly order: Order;
  readonly marker: string;
  readonly earlier: EarlierAttempt;
}

/** Prepares what is sent and, on a re-run, searches for what earlier attempts started, side by side. */
export async function prepareOrder(action: Run, onPage: EarlierSearch['onPage']): Promise<Prepared> {
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
