/** What the graph tells about a step. */
import { elapsed, type Execution, innerId, stamp } from '../plays/execution.ts';
import { isPositive, type LaidStage, type LaidStep } from '../plays/timeline.ts';
import { logBaseKey, logKeys } from './log-keys.ts';

/** Step types that run as a delegate task; the others are asynchronous. */
const TASKS = /^(ShellScript|K8s|liteEngineTask|Http)/;

/** A step at a moment. */
interface StepView {
  readonly stage: LaidStage;
  readonly step: LaidStep;
  readonly status: string;
  readonly now: number;
}

/** What the graph's node of a step has beyond that of its ancestors: outcomes, logs, units, who aborted it. */
export function stepParts(execution: Execution, { stage, step, status, now }: StepView): object {
  const { outputs = {}, outcomes = {}, units = [] } = step.play;
  const told = Object.keys(outputs).length > 0 ? { output: { outputVariables: outputs } } : {};
  const aborted = status === 'Aborted' || status === 'Discontinuing';
  return {
    outcomes: outcomesOf(execution, status === step.ends ? { ...told, ...outcomes } : {}),
    executableResponses: [executable(execution, stage, step)],
    unitProgresses: units.map((unitName, index) => unitProgress(execution, step, { unitName, index, now })),
    interruptHistories: [...retried(execution, stage, step), ...(aborted ? [abortHistory(execution)] : [])],
    logBaseKey: logBaseKey(execution, stage, step),
  };
}

/** Outcomes by name, in old answers a list without the names. */
export function outcomesOf(execution: Execution, outcomes: Readonly<Record<string, object>>): unknown {
  return execution.play.outcomesAsArray ? Object.values(outcomes) : outcomes;
}

function executable(execution: Execution, stage: LaidStage, step: LaidStep): object {
  const { play } = step;
  const logs = { logKeys: logKeys(execution, stage, step), units: play.units ?? [] };
  if (TASKS.test(play.type)) {
    const task = { taskId: innerId(execution, 'task', play.id), taskName: play.type, taskCategory: 'DELEGATE_TASK_V2' };
    return { task: { ...task, ...logs } };
  }
  return { async: { callbackIds: [innerId(execution, 'callback', play.id)], status: 'NO_OP', timeout: 0, ...logs } };
}

/** A unit takes its equal share of its step's time; only the last one fails. Its times are strings, as Harness sends them. */
function unitProgress(
  execution: Execution,
  step: LaidStep,
  { unitName, index, now }: { unitName: string; index: number; now: number },
): object {
  const units = step.play.units?.length ?? 1;
  const share = (step.to - step.from) / units;
  const from = step.from + share * index;
  const at = Math.min(elapsed(execution, now), execution.timeline.abort?.at ?? Infinity);
  const over = at >= from + share;
  const last = index === units - 1;
  const status = over ? (last && !isPositive(step.ends) ? 'FAILURE' : 'SUCCESS') : at >= from ? 'RUNNING' : 'QUEUED';
  const time = (when: number, reached: boolean): string => String(reached ? stamp(execution, when) : 0);
  return { unitName, status, startTime: time(from, at >= from), endTime: time(from + share, over) };
}

/** One entry for each time that the step was tried before, with the id of the node that it was then. */
function retried(execution: Execution, { play: { id } }: LaidStage, { play, from }: LaidStep): readonly object[] {
  const adviserIssuer = { adviserType: 'RETRY' };
  return Array.from({ length: play.retries ?? 0 }, (_, index) => ({
    interruptId: innerId(execution, 'retry', id, play.id, String(index)),
    tookEffectAt: stamp(execution, from),
    interruptType: 'RETRY',
    interruptConfig: {
      issuedBy: { issueTime: stamp(execution, from), adviserIssuer },
      retryInterruptConfig: { retryId: innerId(execution, 'run', id, play.id, String(index)) },
    },
  }));
}

function abortHistory(execution: Execution): object {
  const { abort } = execution.timeline;
  const at = stamp(execution, abort?.at ?? 0);
  const manualIssuer = {
    type: 'USER',
    identifier: abort?.by.name ?? '',
    email_id: abort?.by.email ?? '',
    user_id: 'q3Jt0VbXSHmYq4f8b2kd1A',
  };
  return {
    interruptId: innerId(execution, 'interrupt'),
    tookEffectAt: at,
    interruptType: 'ABORT_ALL',
    interruptConfig: { issuedBy: { issueTime: at, manualIssuer } },
  };
}
