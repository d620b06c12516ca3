/** Which log belongs to which key. */
import { elapsed, type Execution } from '../plays/execution.ts';
import { endedAt, type LaidStage, type LaidStep, stagesOf } from '../plays/timeline.ts';

/** The key under which a step's log begins: the long form with levels, or the short one when the play says so. */
export function logBaseKey(execution: Execution, stage: LaidStage, step: LaidStep): string {
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

/** The keys of a step's logs, one for each command unit; with no units it is the base key. Units' keys hold blanks and colons. */
export function logKeys(execution: Execution, stage: LaidStage, step: LaidStep): readonly string[] {
  const base = logBaseKey(execution, stage, step);
  return step.play.units ? step.play.units.map((unit) => `${base}-commandUnit:${unit}`) : [base];
}

/** One log of one step. */
export interface StepLog {
  readonly lines: readonly string[];
  readonly padTo: number;
  /** It still grows. */
  readonly running: boolean;
  /** It is finished and can be read as a whole. */
  readonly stored: boolean;
}

/** The log behind a key at a moment; undefined when there is none. */
export function logFor(execution: Execution, key: string, now: number): StepLog | undefined {
  for (const stage of stagesOf(execution.timeline)) {
    for (const step of stage.steps) {
      const index = logKeys(execution, stage, step).indexOf(key);
      if (index >= 0) {
        return stepLog(execution, step, { index, at: elapsed(execution, now) });
      }
    }
  }
  return undefined;
}

function stepLog(
  execution: Execution,
  step: LaidStep,
  { index, at }: { index: number; at: number },
): StepLog | undefined {
  const { units, name, log, lateLogMs = 0, logBytes = 0 } = step.play;
  const last = index === (units?.length ?? 1) - 1;
  const lines = last ? (log ?? [`Running ${name}`, 'Done']) : [`${units?.[index]}: done`];
  if (step.from > at || lines.length === 0) {
    return undefined;
  }
  const end = endedAt(execution.timeline, step, at);
  const progress = end === undefined ? (at - step.from) / (step.to - step.from) : 1;
  const shown = lines.slice(0, Math.ceil(lines.length * progress));
  return {
    lines: shown,
    padTo: last ? logBytes : 0,
    running: end === undefined,
    stored: end !== undefined && at >= end + lateLogMs,
  };
}
