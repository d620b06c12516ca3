/** One run of a play: its id, its clock, and what people did to it. */
import { createHash, randomBytes } from 'node:crypto';

import { planStatus } from './moment.ts';
import type { Person, Play } from './play.ts';
import { abortAt, type Decisions, stagesOf, type TimedDecision, type Timeline, timelineOf } from './timeline.ts';

/** Where an execution belongs. */
export interface Scope {
  readonly account: string;
  readonly org: string;
  readonly project: string;
}

/** What an execution was started with. */
export interface Order {
  readonly scope: Scope;
  readonly pipeline: string;
  readonly play: Play;
  /** Which way it was started. */
  readonly via:
    | 'yaml'
    | 'inputSetList'
    | 'stages'
    | 'v1'
    | 'rerun'
    | 'retry'
    | 'webhook'
    | 'rollback'
    | 'firstgen'
    | 'chained'
    | 'past';
  /** Wall clock, epoch ms. */
  readonly startedAt: number;
  /** How many times faster than the wall its clock runs. */
  readonly speed: number;
  readonly runSequence: number;
  readonly notes?: string;
  /** Git branch and repository of the pipeline's own YAML, where the start named one. */
  readonly branch?: string;
  readonly repository?: string;
  /** The pipeline's YAML with the inputs in it, as Harness would run it; empty when the pipeline has none. */
  readonly yaml?: string;
  /** The runtime-input YAML as it was sent (or merged from input sets). */
  readonly inputs?: string;
  readonly inputSets?: readonly string[];
  readonly stages?: readonly string[];
  readonly retryOf?: Execution;
  /** The execution that it re-runs. */
  readonly rerunOf?: Execution;
  /** Who started it; a person is identified by the key. */
  readonly principal?: 'USER' | 'SERVICE_ACCOUNT' | undefined;
  readonly parent?: { readonly execution: Execution; readonly stage: string };
  readonly trigger?: { readonly identifier: string; readonly event: string };
}

/** One run of a play. Its state at a moment follows from its timeline; only aborts, decisions and notes change it. */
export interface Execution extends Order {
  readonly id: string;
  timeline: Timeline;
  notes: string;
  /** How often an abort was requested, including requests without effect. */
  aborts: number;
  decisions: Decisions;
  /** The newer execution that retries this one. */
  retriedBy: Execution | undefined;
  readonly children: readonly Execution[];
}

/** A new id as Harness makes them: 22 characters of url-safe base64. */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** The id of a thing inside an execution: the same for the same path, 22 characters. */
export function innerId(execution: Execution, ...path: readonly string[]): string {
  return createHash('sha256')
    .update([execution.id, ...path].join('/'))
    .digest('base64url')
    .slice(0, 22);
}

/** Starts a play. Executions of chained pipelines are made with it, and begin when their stage does. */
export function begin(order: Order): Execution {
  const children: Execution[] = [];
  const execution: Execution = {
    ...order,
    id: newId(),
    timeline: timelineOf(order.play),
    notes: order.notes ?? '',
    aborts: 0,
    decisions: new Map(),
    retriedBy: undefined,
    children,
  };
  for (const { play, from } of stagesOf(execution.timeline)) {
    if (!play.child || from === Infinity) {
      continue;
    }
    const startedAt = order.startedAt + from / order.speed;
    const { scope, speed, runSequence } = order;
    const parent = { execution, stage: play.id };
    children.push(begin({ ...play.child, scope, speed, runSequence, startedAt, parent, via: 'chained' }));
  }
  return execution;
}

/** Scenario ms since its start; negative for a chained execution whose stage has not begun. */
export function elapsed(execution: Execution, now: number): number {
  return (now - execution.startedAt) * execution.speed;
}

/** A scenario time of this execution as epoch ms. Durations are those of the play, however fast it is played. */
export function stamp(execution: Execution, at: number): number {
  return Math.round(execution.startedAt + at);
}

/** Its status at a moment, as the read API spells it. */
export function statusOf(execution: Execution, now: number): string {
  return planStatus(execution.timeline, elapsed(execution, now));
}

/** Whether it has ended. */
export function isOver(execution: Execution, now: number): boolean {
  return elapsed(execution, now) >= execution.timeline.to;
}

/** Aborts it and the chained executions in it, from this moment on. */
export function abort(execution: Execution, now: number, by: Person): void {
  execution.timeline = abortAt(execution.timeline, elapsed(execution, now), { by, isUnnamed: false });
  for (const child of execution.children) {
    if (elapsed(child, now) >= 0) {
      abort(child, now, by);
    }
  }
}

/** A person decides an approval now. */
export function decide(execution: Execution, step: string, decision: TimedDecision): void {
  const made = [...(execution.decisions.get(step) ?? []), decision];
  execution.decisions = new Map([...execution.decisions, [step, made]]);
  execution.timeline = timelineOf(execution.play, execution.decisions);
}

const SPELLINGS: Readonly<Record<string, string>> = { Success: 'SUCCEEDED', AbortedByFreeze: 'FREEZE_FAILED' };

/** A status as the engine spells it, which is how the answer to a start has it. */
export function engineSpelling(status: string): string {
  return SPELLINGS[status] ?? status.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
