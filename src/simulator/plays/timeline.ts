/** A play laid out in time, and the status of each of its parts at a moment. */
import type { BlockPlay, Failure, Person, Play, StagePlay, StepPlay } from './play.ts';

/** From when to when, in scenario ms since the start of the execution. `from` is Infinity for what never runs. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly ends: string;
}

export interface LaidStep extends Span {
  readonly play: StepPlay;
  readonly failure: Failure | undefined;
}

export interface LaidStage extends Span {
  readonly play: StagePlay;
  readonly steps: readonly LaidStep[];
  readonly failure: Failure | undefined;
  readonly child: Timeline | undefined;
  /** Place in its matrix, when it is a leg. */
  readonly leg:
    { readonly index: number; readonly of: number; readonly axis: string; readonly value: string } | undefined;
}

/** One place in the row of stages: a stage, or several side by side. */
export interface LaidBlock extends Span {
  readonly kind: 'stage' | 'parallel' | 'matrix';
  readonly id: string;
  readonly name: string;
  readonly stages: readonly LaidStage[];
}

/** A play laid out in time. What it is at a moment is read from it by `planStatus`, `stageStatus` and `stepStatus`. */
export interface Timeline {
  readonly play: Play;
  readonly blocks: readonly LaidBlock[];
  readonly queuedTo: number;
  readonly to: number;
  readonly ends: string;
  readonly abort: { readonly at: number; readonly done: number; readonly by: Person } | undefined;
}

const POSITIVE = new Set(['Success', 'IgnoreFailed', 'Skipped', 'Suspended']);
const WORST_FIRST = ['Aborted', 'Errored', 'Failed', 'AbortedByFreeze', 'ApprovalRejected', 'Expired', 'IgnoreFailed'];
const ABORT_MS = 1_500;

/** Whether Harness goes on to the next stage after this status. */
export function isPositive(status: string): boolean {
  return POSITIVE.has(status);
}

/** The status of a whole whose parts ended like this, in Harness's order of precedence. */
function endOf(statuses: readonly string[]): string {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'Success';
}

/** A person's word on an approval, before its play has one. */
export interface Decision {
  readonly at: number;
  readonly ends: 'Success' | 'ApprovalRejected';
  readonly by: Person;
  readonly comment: string;
}

/** By step id. */
export type Decisions = ReadonlyMap<string, Decision>;

const REJECTED: Failure = {
  message: 'Approval Step has been Rejected',
  code: 'APPROVAL_REJECTION',
  types: ['APPROVAL_REJECTION'],
};

function laySteps(steps: readonly StepPlay[], from: number, decisions: Decisions): LaidStep[] {
  let at = from;
  let failed = false;
  return steps.map((play) => {
    if (failed !== (play.rollback ?? false)) {
      return { play, from: Infinity, to: Infinity, ends: 'NotStarted', failure: undefined };
    }
    const decision = decisions.get(play.id);
    const to = Math.min(at + play.ms, decision?.at ?? Infinity);
    const ends = decision?.at === to ? decision.ends : (play.ends ?? 'Success');
    const failure = play.failure ?? (ends === 'ApprovalRejected' ? REJECTED : undefined);
    const laid = { play, from: at, to, ends, failure };
    at = to;
    failed ||= !isPositive(ends);
    return laid;
  });
}

function layStage(play: StagePlay, from: number, decisions: Decisions): LaidStage {
  const nothing = { failure: undefined, child: undefined, leg: undefined };
  if (from === Infinity) {
    return { play, from, to: from, ends: 'NotStarted', steps: laySteps(play.steps, from, decisions), ...nothing };
  }
  if (play.skipped) {
    return { play, from, to: from, ends: 'Skipped', steps: [], ...nothing };
  }
  if (play.child) {
    const child = layOut(play.child.play);
    const failure = isPositive(child.ends) ? undefined : failureOf(child);
    return { play, from, to: from + child.to, ends: child.ends, steps: [], failure, child, leg: undefined };
  }
  const steps = laySteps(play.steps, from, decisions);
  const ran = steps.filter((step) => step.from < Infinity);
  const ends = endOf(ran.map((step) => step.ends));
  const failure = ran.find((step) => step.ends === ends)?.failure;
  return { play, from, to: Math.max(from, ...ran.map((step) => step.to)), ends, steps, ...nothing, failure };
}

function layBlock(block: BlockPlay, from: number, decisions: Decisions): LaidBlock {
  if ('parallel' in block) {
    const stages = block.parallel.map((stage) => layStage(stage, from, decisions));
    const id = `parallel_${block.parallel.map((stage) => stage.id).join('_')}`;
    return { kind: 'parallel', id, name: id, stages, ...around(stages, from) };
  }
  if ('matrix' in block) {
    const stages = block.legs.map(({ value, stage }, index) => ({
      ...layStage(
        { ...stage, id: `${block.matrix.id}_${index}`, name: `${block.matrix.name}_${index}` },
        from,
        decisions,
      ),
      leg: { index, of: block.legs.length, axis: block.matrix.axis, value },
    }));
    return { kind: 'matrix', id: block.matrix.id, name: block.matrix.name, stages, ...around(stages, from) };
  }
  const stage = layStage(block, from, decisions);
  return { kind: 'stage', id: block.id, name: block.name, stages: [stage], from, to: stage.to, ends: stage.ends };
}

function around(stages: readonly LaidStage[], from: number): Span {
  if (from === Infinity) {
    return { from, to: from, ends: 'NotStarted' };
  }
  return { from, to: Math.max(...stages.map((stage) => stage.to)), ends: endOf(stages.map((stage) => stage.ends)) };
}

/** Lays a play out in time: what runs when, what never runs because something before it failed, and how the whole ends. */
export function layOut(play: Play, decisions: Decisions = new Map()): Timeline {
  const queuedTo = play.queued?.ms ?? 0;
  let at = play.denied ? Infinity : queuedTo;
  const blocks = play.stages.map((block) => {
    const laid = layBlock(block, at, decisions);
    at = isPositive(laid.ends) ? laid.to : Infinity;
    return laid;
  });
  const ran = blocks.filter((block) => block.from < Infinity);
  const to = Math.max(play.denied ? 0 : queuedTo, play.shows?.toMs ?? 0, ...ran.map((block) => block.to));
  const ends = play.denied ? 'Errored' : (play.ends ?? endOf(ran.map((block) => block.ends)));
  const timeline = { play, blocks, queuedTo, to, ends, abort: undefined };
  return play.aborted ? abortAt(timeline, play.aborted.atMs, play.aborted.by) : timeline;
}

/** The same timeline, aborted at a moment: Discontinuing for a while, then Aborted; at once when it was still queued. */
export function abortAt(timeline: Timeline, at: number, by: Person): Timeline {
  if (at >= timeline.to) {
    return timeline;
  }
  const done = at < timeline.queuedTo ? at : at + (timeline.play.abortMs ?? ABORT_MS);
  return { ...timeline, to: done, ends: 'Aborted', abort: { at, done, by } };
}

/** Why the whole failed: what its first failed stage says. */
export function failureOf(timeline: Timeline): Failure | undefined {
  const failed = stagesOf(timeline).find((stage) => stage.failure !== undefined && !isPositive(stage.ends));
  return failed?.failure;
}

/** All stages in order, legs and parallel ones too. */
export function stagesOf(timeline: Timeline): readonly LaidStage[] {
  return timeline.blocks.flatMap((block) => block.stages);
}

/** When a span really ended, in scenario ms: its own end, or that of the abort that cut it; undefined while it runs. */
export function endedAt(timeline: Timeline, span: Span, at: number): number | undefined {
  const { abort } = timeline;
  const to = abort && span.from < abort.at && span.to > abort.at ? abort.done : span.to;
  return span.from <= at && to <= at ? to : undefined;
}

function spanStatus(timeline: Timeline, span: Span, { at, during }: { at: number; during: string }): string {
  const { abort } = timeline;
  if (span.from > at || (abort && span.from >= abort.at)) {
    return 'NotStarted';
  }
  if (span.to <= at && (!abort || span.to <= abort.at)) {
    return span.ends;
  }
  if (abort && at >= abort.at) {
    return at >= abort.done ? 'Aborted' : 'Discontinuing';
  }
  return during;
}

/** Status of a step at a moment (scenario ms since the start). */
export function stepStatus(timeline: Timeline, step: LaidStep, at: number): string {
  return spanStatus(timeline, step, { at, during: step.play.during ?? 'Running' });
}

/** Status of a stage at a moment: while it runs, it shows what its running step waits for. */
export function stageStatus(timeline: Timeline, stage: LaidStage, at: number): string {
  return spanStatus(timeline, stage, { at, during: whileRunning(stage, at) });
}

/** Status of a stage, parallel block or matrix at a moment. */
export function blockStatus(timeline: Timeline, block: LaidBlock, at: number): string {
  return spanStatus(timeline, block, { at, during: together(block.stages, at) });
}

function whileRunning(stage: LaidStage, at: number): string {
  if (stage.child) {
    return planStatus(stage.child, at - stage.from);
  }
  return stage.steps.find((step) => step.from <= at && at < step.to)?.play.during ?? 'Running';
}

function together(stages: readonly LaidStage[], at: number): string {
  const running = stages.filter((stage) => stage.from <= at && at < stage.to).map((stage) => whileRunning(stage, at));
  return running.includes('Running') ? 'Running' : (running[0] ?? 'Running');
}

/** Status of the whole execution at a moment (scenario ms since the start). */
export function planStatus(timeline: Timeline, at: number): string {
  const { play, abort } = timeline;
  if (at >= timeline.to) {
    return timeline.ends;
  }
  if (abort && at >= abort.at) {
    return 'Discontinuing';
  }
  if (at < timeline.queuedTo) {
    return play.queued?.status ?? 'Queued';
  }
  if (play.shows && at >= play.shows.fromMs && at < play.shows.toMs) {
    return play.shows.status;
  }
  return together(stagesOf(timeline), at);
}
