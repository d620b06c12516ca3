/** What the graph says about a step. */
import { elapsed, type Execution, innerId, stamp } from '../plays/execution.ts';
import type { Person } from '../plays/play.ts';
import { isPositive, type TimedStage, type TimedStep } from '../plays/timeline.ts';
import { approvalOutcome } from './approval-activities.ts';
import { failureInfo } from './failure-info.ts';
import { queueParameters } from './locks.ts';
import { logBaseKey, logKeys } from './log-keys.ts';

/** A step at a moment. */
interface StepView {
  readonly stage: TimedStage;
  readonly step: TimedStep;
  readonly status: string;
  readonly now: number;
}

/** What the graph's node of a step has beyond that of its ancestors: outcomes, logs, units, who aborted it. */
export function stepDetails(execution: Execution, { stage, step, status, now }: StepView): object {
  const { outputs = {}, outcomes = {}, units = [], skips, failsBefore, failure } = step.play;
  const named = {
    ...(Object.keys(outputs).length > 0 ? { output: { outputVariables: outputs } } : {}),
    ...(skips === undefined ? {} : { skipOutcome: { message: skips } }),
    ...approvalOutcome(execution, step, status),
  };
  const aborted = status === 'Aborted' || status === 'Discontinuing';
  const kind = executableKind(step);
  return {
    outcomes: outcomesOf(execution, status === step.ends ? { ...named, ...outcomes } : {}),
    executableResponses: [executable(execution, { stage, step }, kind)],
    unitProgresses: units.map((unitName, index) => unitProgress(execution, step, { unitName, index, now })),
    delegateInfoList: isTaken(step, kind) ? [delegate(execution, step)] : [],
    interruptHistories: [...retried(execution, stage, step), ...(aborted ? [abortHistory(execution)] : [])],
    logBaseKey: logBaseKey(execution, stage, step),
    ...(step.play.type === 'ResourceConstraint' ? { stepParameters: queueParameters(stage) } : {}),
    ...(failsBefore ? { failureInfo: failureInfo(failure) } : {}),
  };
}

/** Outcomes by name, in old answers a list without the names. */
export function outcomesOf(execution: Execution, outcomes: Readonly<Record<string, object>>): unknown {
  return execution.play.outcomesAsArray ? Object.values(outcomes) : outcomes;
}

/** How the engine runs a step: as one task of a delegate or a chain of them, skipped, at once, or waiting for a callback. */
function executableKind({ play }: TimedStep): 'task' | 'taskChain' | 'skipTask' | 'sync' | 'async' {
  if (play.skips !== undefined) {
    return 'skipTask';
  }
  if (/^(ShellScript|liteEngineTask|Http|Verify)/.test(play.type)) {
    return 'task';
  }
  if (play.type.startsWith('K8s')) {
    return 'taskChain';
  }
  return play.type === 'Barrier' ? 'sync' : 'async';
}

function executable(
  execution: Execution,
  { stage, step }: { stage: TimedStage; step: TimedStep },
  kind: ReturnType<typeof executableKind>,
): object {
  const { play } = step;
  const logs = { logKeys: logKeys(execution, stage, step), units: play.units ?? [] };
  const taskId = innerId(execution, 'task', play.id);
  const task = { taskId, taskName: play.type, taskCategory: 'DELEGATE_TASK_V2' };
  switch (kind) {
    case 'skipTask':
      return { skipTask: { message: play.skips ?? '' } };
    case 'sync':
      return { sync: logs };
    case 'task':
      return { task: { ...task, ...logs } };
    case 'taskChain':
      return { taskChain: { ...task, ...logs, chainEnd: true } };
    case 'async': {
      // 64-bit numbers are text, and one that is zero is left out.
      const timeout = play.type === 'Run' ? { timeout: '600000' } : {};
      return {
        async: { callbackIds: [innerId(execution, 'callback', play.id)], status: 'NO_OP', ...timeout, ...logs },
      };
    }
  }
}

/** Whether a delegate took the step's task. */
function isTaken({ play: { failure } }: TimedStep, kind: ReturnType<typeof executableKind>): boolean {
  return (kind === 'task' || kind === 'taskChain') && failure?.types?.includes('DELEGATE_PROVISIONING') !== true;
}

function delegate(execution: Execution, { play }: TimedStep): object {
  return {
    id: innerId(execution, 'delegate'),
    name: 'delegate-eu-7d9c6d5b8-x2x9z',
    taskId: innerId(execution, 'task', play.id),
    taskName: play.type,
  };
}

/** A unit takes its equal share of its step's time; only the last one fails. Its times are strings, as Harness sends them. */
function unitProgress(
  execution: Execution,
  step: TimedStep,
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
function retried(execution: Execution, { play: { id } }: TimedStage, { play, from }: TimedStep): readonly object[] {
  return Array.from({ length: play.retries ?? 0 }, (_, index) => ({
    interruptId: innerId(execution, 'retry', id, play.id, String(index)),
    tookEffectAt: stamp(execution, from),
    interruptType: 'RETRY',
    interruptConfig: {
      issuedBy: { issueTime: String(stamp(execution, from)), adviserIssuer: { adviseType: 'RETRY' } },
      retryInterruptConfig: { retryId: innerId(execution, 'run', id, play.id, String(index)) },
    },
  }));
}

/** Of a person it names the uuid alone; the issuers that it was not stand there too, with empty values. */
function abortHistory(execution: Execution): object {
  const { abort } = execution.timeline;
  const at = stamp(execution, abort?.at ?? 0);
  return {
    interruptId: innerId(execution, 'interrupt'),
    tookEffectAt: at,
    interruptType: 'ABORT',
    interruptConfig: { issuedBy: { issueTime: String(at), ...issuers(abort?.by) } },
  };
}

function issuers(person: Person | undefined): object {
  return {
    manualIssuer: { type: person ? 'USER' : '', identifier: person?.uuid ?? '', email_id: '', user_id: '' },
    adviserIssuer: { adviseType: 'UNKNOWN' },
    timeoutIssuer: { timeoutInstanceId: '' },
    triggerIssuer: { triggerRef: '', abortPrevConcurrentExecution: false },
  };
}
