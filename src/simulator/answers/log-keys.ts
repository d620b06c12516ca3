/** Which log belongs to which key. */
import { elapsed, type Execution, stamp } from '../plays/execution.ts';
import { endedAt } from '../plays/moment.ts';
import { stagesOf, type TimedStage, type TimedStep } from '../plays/timeline.ts';

/** The key under which a step's log begins: the long form with levels, or the short one when the play says so. */
export function logBaseKey(execution: Execution, stage: TimedStage, step: TimedStep): string {
  const { scope, pipeline, runSequence, id, play } = execution;
  const last = step.play.retries ? `${step.play.id}_${step.play.retries}` : step.play.id;
  if (play.simplifiedKeys) {
    return `${scope.account}/pipeline/${pipeline}/${runSequence}/-${id}/${stage.play.id}/${last}`;
  }
  const section = step.play.rollback ? 'rollbackSteps' : 'steps';
  const path = ['pipeline', 'stages', stage.play.id, 'spec', 'execution', section, last];
  const levels = path.map((name, level) => `level${level}:${name}`);
  return [
    `accountId:${scope.account}`,
    `orgId:${scope.org}`,
    `projectId:${scope.project}`,
    `pipelineId:${pipeline}`,
    `runSequence:${runSequence}`,
    ...levels,
  ].join('/');
}

/** The keys of a step's logs, one for each command unit; with no units it is the base key. Units' keys hold blanks and colons. A queue has none. */
export function logKeys(execution: Execution, stage: TimedStage, step: TimedStep): readonly string[] {
  if (step.play.type === 'ResourceConstraint') {
    return [];
  }
  const base = logBaseKey(execution, stage, step);
  return step.play.units ? step.play.units.map((unit) => `${base}-commandUnit:${unit}`) : [base];
}

/** A line of a log, and when it was written (epoch ms of the play). */
export interface LogLine {
  readonly out: string;
  readonly at: number;
}

/** One log of one step. */
export interface StepLog {
  readonly key: string;
  /** What has been written so far. */
  readonly lines: readonly LogLine[];
  readonly padTo: number;
  /** It still grows. */
  readonly running: boolean;
  /** It is finished and can be read as a whole. */
  readonly stored: boolean;
}

/** The log behind a key at a moment; undefined when there is none. */
export function logFor(execution: Execution, key: string, now: number): StepLog | undefined {
  return logsOf(execution, now, (each) => each === key)[0];
}

/** The logs of an execution whose keys begin like this, at a moment. */
export function logsUnder(execution: Execution, prefix: string, now: number): readonly StepLog[] {
  return logsOf(execution, now, (key) => key.startsWith(prefix));
}

function logsOf(execution: Execution, now: number, wanted: (key: string) => boolean): readonly StepLog[] {
  const found: StepLog[] = [];
  for (const stage of stagesOf(execution.timeline)) {
    for (const step of stage.steps) {
      for (const [index, key] of logKeys(execution, stage, step).entries()) {
        const log = wanted(key) ? stepLog(execution, step, { index, key, at: elapsed(execution, now) }) : undefined;
        found.push(...(log ? [log] : []));
      }
    }
  }
  return found;
}

/** Lines are written at even distances, the first when the step begins and the last before it ends. */
function stepLog(
  execution: Execution,
  step: TimedStep,
  { index, key, at }: { index: number; key: string; at: number },
): StepLog | undefined {
  const { units, name, log, lateLogMs = 0, logBytes = 0, ms } = step.play;
  const last = index === (units?.length ?? 1) - 1;
  const lines = last ? (log ?? [`Running ${name}`, 'Done']) : [`${units?.[index]}: done`];
  if (step.from > at || lines.length === 0) {
    return undefined;
  }
  const end = endedAt(execution.timeline, step, at);
  const distance = Math.min(ms, MAX_DISTANCE * lines.length) / lines.length;
  const timed = lines.map((out, place) => ({ out, at: stamp(execution, step.from + distance * place) }));
  const until = Math.min(at, end ?? Infinity, execution.timeline.abort?.at ?? Infinity);
  return {
    key,
    lines: timed.filter((_, place) => step.from + distance * place <= until),
    padTo: last ? logBytes : 0,
    running: end === undefined,
    stored: end !== undefined && at >= end + lateLogMs,
  };
}

/** Scenario ms between two lines of a step that takes long, or forever. */
const MAX_DISTANCE = 1_000;
