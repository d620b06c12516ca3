/** Plays one cell of the fault matrix through the bundle, and returns how it ended. */
import type { Fault, RequestKind, Simulator } from '../../../src/simulator/simulator.ts';
import { closedPort } from '../harness/http-server.ts';
import { arrived, openRig, type Rig, startsOf } from '../rig.ts';
import type { Phase, Step } from '../runner/runner.ts';
import { ROWS } from './rows.ts';
import { type End, type FaultName, FAULTS, type Row, type Scene } from './table.ts';

export interface Cell {
  readonly row: Row;
  readonly fault: FaultName;
  readonly expected: End;
}

/** How a cell was. */
export interface Played {
  readonly end: End;
  /** Everything else that must not be: a fault that never struck, a bound that was passed, an annotation too many. */
  readonly wrong: readonly string[];
}

/** Every cell, row by row. */
export const CELLS: readonly Cell[] = ROWS.flatMap((row) =>
  row.ends.flatMap(([expected, faults]) => faults.map((fault): Cell => ({ row, fault, expected }))),
);

/** @returns about how many seconds a cell takes. */
export function secondsOf({ row, fault }: Cell): number {
  return row.takes ?? (fault === 'no answer' ? 30 : row.which === 'each' ? 8 : 2);
}

/** @returns what a cell is called. */
export function nameOf({ row: { on, when, which }, fault }: Cell): string {
  return `${fault} · ${which} ${on} · ${when}`;
}

/** ms for which the listener stays closed: longer than the pause between two polls, shorter than a patience that counts. */
const CLOSED = 1700;
const FOR_GOOD = 600_000;
/** s for main where the row says nothing: one request that stalls for 30 s, and all the rest. */
const WITHIN = 50;

/** Plays a cell to its end. */
export async function play(cell: Cell): Promise<Played> {
  const { row } = cell;
  const { scene } = row;
  // What refuses connections leaves its port for a moment, which no other simulator may be given meanwhile.
  const port = FAULTS[cell.fault].do.kind === 'refuse' ? { port: await closedPort() } : {};
  const rig = await openRig({ ...port, ...(scene.speed === undefined ? {} : { speed: scene.speed }) });
  try {
    const runs = await runningIn(rig, scene);
    const given = {
      ...(scene.action === 'approve' ? { execution: runs } : { logs: 'none' }),
      ...(scene.isRetry === true ? retryIn(rig) : {}),
      ...scene.with,
    };
    if (scene.isRerun === true) {
      await rig.start({ with: given }).done;
    }
    let struck: ReturnType<typeof strike> = () => false;
    const begin = (): void => {
      struck = strike(cell, rig.simulator);
    };
    scene.before?.forEach(rig.simulator.fault);
    if (scene.until === undefined) {
      begin();
    }
    const attempt = scene.isRerun === true ? 2 : 1;
    const step = rig.start({ action: scene.action ?? '.', with: given, attempt, env: { RUNNER_DEBUG: '1' } });
    const phases = await phasesOf(step, { cell, begin, simulator: rig.simulator });
    const ids = rig.simulator.executions.map(({ id }) => id);
    const wrong = [...(struck(phases) ? [] : ['the fault strikes']), ...wrongIn(cell, phases, ids)];
    return { end: endOf(phases, rig.simulator, scene), wrong };
  } finally {
    await rig.simulator.close();
  }
}

/** @returns main, and post where main was ended early: after any other main it has nothing to do with Harness. */
async function phasesOf(
  step: Step,
  { cell, begin, simulator }: { readonly cell: Cell; readonly begin: () => void; readonly simulator: Simulator },
): Promise<readonly Phase[]> {
  const { until } = cell.row.scene;
  if (until === undefined) {
    return [await step.done];
  }
  await arrived(simulator, until.arrived);
  if (until.how === 'cancel') {
    begin();
    step.cancel({ interruptMs: 6000 });
    return [await step.done, await step.post()];
  }
  step.kill();
  const main = await step.done;
  begin();
  return [main, await step.post()];
}

/** An execution of yesterday that failed. */
function retryIn({ simulator }: Rig): Readonly<Record<string, string>> {
  const { id } = simulator.past({ pipeline: 'red', agoMs: 86_400_000 });
  return { pipeline: 'red', 'retry-of': id };
}

/** @returns the id of what runs already in the scene; empty where nothing does. */
async function runningIn({ simulator, start }: Rig, { runs }: Scene): Promise<string> {
  if (runs === undefined) {
    return '';
  }
  if (runs.by === 'hand') {
    return simulator.past({ pipeline: runs.pipeline, agoMs: 60_000 }).id;
  }
  const { outputs } = await start({ runId: '4000', with: { pipeline: runs.pipeline, wait: 'false' } }).done;
  return outputs['execution-id'] ?? '';
}

/** @returns how many decisions Harness was made to take, each sent by this job. */
function decisionsIn({ requests }: Simulator): number {
  return requests.filter(({ kind, acted }) => kind === 'approve' && acted).length;
}

function endOf([main]: readonly Phase[], simulator: Simulator, { action }: Scene): End {
  const color = { success: 'green', failure: 'red', cancelled: 'cancelled' } as const;
  return {
    step: main?.signal === 'SIGKILL' ? 'killed' : color[main?.result ?? 'failure'],
    status: main?.outputs['status'] ?? '',
    starts: action === 'approve' ? decisionsIn(simulator) : startsOf(simulator),
    isAborted: simulator.executions.some(({ aborts }) => aborts > 0),
  };
}

/** Requests that are made once the id is known. */
const KNOWING: readonly RequestKind[] = ['read', 'validate', 'approvals', 'graph', 'log', 'interrupt'];

/** `approve` has no output for an execution, and an abort before the start is one of another execution. */
function isKnown({ on, scene, when }: Row): boolean {
  return KNOWING.includes(on) && scene.action !== 'approve' && !when.startsWith('if-running');
}

function wrongIn({ row }: Cell, phases: readonly Phase[], ids: readonly string[]): string[] {
  const [main, post] = phases;
  const within = (row.scene.within ?? WITHIN) * 1000;
  const errors = main?.annotations.filter(({ level }) => level === 'error').length ?? 0;
  const id = main?.outputs['execution-id'];
  const checks = {
    'the id is out': id === undefined ? !isKnown(row) : ids.includes(id),
    'a red step has one error, every other none':
      errors === (main?.result === 'failure' && main.signal === null ? 1 : 0),
    'main and post are over in time': phases.every(({ ms }) => ms <= within),
    'a cancelled main ends by itself': main?.signal === 'SIGKILL' || main?.signalsSent.includes('SIGTERM') === false,
    'post is green': post === undefined || (post.code === 0 && post.result === 'success'),
    'post is silent, or warns once': post === undefined || post.annotations.length <= 1,
    'nothing is left behind': phases.every(({ isOutputHeld }) => !isOutputHeld),
  };
  return Object.entries(checks).flatMap(([check, holds]) => (holds ? [] : [check]));
}

/**
 * Lets the fault of a cell strike from now on.
 *
 * @returns whether it did: a cell whose fault did not strike proves nothing.
 */
function strike({ row, fault }: Cell, simulator: Simulator): (phases: readonly Phase[]) => boolean {
  const effect: { readonly do: Fault['do']; readonly acts?: boolean } = FAULTS[fault];
  if (effect.do.kind === 'refuse') {
    closeBefore(row, simulator);
    return (phases) => phases.some(({ debug }) => debug.some((line) => line.includes('ECONNREFUSED')));
  }
  const acts = effect.acts ?? row.acts;
  const from = row.which === 'the second' ? 2 : 1;
  let seen = 0;
  simulator.fault({
    on: row.on,
    from,
    times: row.which === 'each' ? Infinity : 1,
    where: () => {
      const isMeant = row.which !== 'the last' || hasEnded(simulator);
      seen += isMeant ? 1 : 0;
      return isMeant;
    },
    ...(acts === undefined ? {} : { acts }),
    do: effect.do,
  });
  return () => seen >= from;
}

/** Closes the listener just before the request, so that its connection is refused. */
function closeBefore({ follows, which }: Row, simulator: Simulator): void {
  const forMs = which === 'each' ? FOR_GOOD : CLOSED;
  if (follows === undefined) {
    throw new Error('This row does not say what the request follows.');
  }
  if (follows === 'nothing') {
    simulator.refuse(forMs);
  } else {
    simulator.fault({ on: follows.kind, from: follows.number ?? 1, do: { kind: 'refuse', forMs } });
  }
}

function hasEnded({ executions }: Simulator): boolean {
  return executions.some(({ status }) => status === 'Success');
}
