/** A play laid out in time, and the status of each of its parts at a moment. */
import type { BlockPlay, Decision, Failure, Person, Play, StagePlay, StepPlay } from './play.ts';

/** From when to when, in scenario ms since the start of the execution. `from` is Infinity for what never runs. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly ends: string;
}

export interface TimedStep extends Span {
  readonly play: StepPlay;
  readonly failure: Failure | undefined;
}

/** One of several runs of a stage. */
export interface Leg {
  readonly index: number;
  readonly of: number;
  readonly kind: 'MATRIX' | 'LOOP' | 'PARALLELISM';
  readonly axis: string;
  readonly value: string;
}

export interface TimedStage extends Span {
  readonly play: StagePlay;
  readonly steps: readonly TimedStep[];
  readonly failure: Failure | undefined;
  readonly child: Timeline | undefined;
  /** Place in its matrix, when it is a leg. */
  readonly leg: Leg | undefined;
}

/** One place in the row of stages: a stage, or several side by side. */
export interface TimedBlock extends Span {
  readonly kind: 'stage' | 'parallel' | 'matrix' | 'rollback';
  readonly id: string;
  readonly name: string;
  readonly stages: readonly TimedStage[];
}

/** An abort: when it was asked for, when it is done, and by whom; undefined for Harness itself. */
interface Abort {
  readonly at: number;
  readonly done: number;
  readonly by: Person | undefined;
  /** The answers have the person's uuid, and nothing else. */
  readonly isUnnamed: boolean;
}

/** A play laid out in time. What it is at a moment is read from it by `planStatus`, `stageStatus` and `stepStatus`. */
export interface Timeline {
  readonly play: Play;
  readonly blocks: readonly TimedBlock[];
  readonly queuedTo: number;
  readonly to: number;
  readonly ends: string;
  readonly abort: Abort | undefined;
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

/** What a person decided before the play does. */
export interface TimedDecision extends Decision {
  readonly at: number;
}

/** By step id, in the order in which they were made. */
export type Decisions = ReadonlyMap<string, readonly TimedDecision[]>;

/** The decision that ends a step: the last approval that is needed, or the first of any other kind. */
function decisive(play: StepPlay, decisions: Decisions): TimedDecision | undefined {
  const made = decisions.get(play.id) ?? [];
  const approvals = made.filter(({ action }) => action === 'APPROVE');
  return made.find(({ action }) => action !== 'APPROVE') ?? approvals[(play.approval?.minimum ?? 1) - 1];
}

const DECIDED: Readonly<Record<Decision['action'], string>> = {
  APPROVE: 'Success',
  REJECT: 'ApprovalRejected',
  MARK_SUCCESS: 'Success',
  MARK_FAILURE: 'Failed',
  IGNORE: 'IgnoreFailed',
};

/** Why a step failed whose play does not say it, by its status. */
const FAILURES: Readonly<Record<string, Failure>> = {
  ApprovalRejected: {
    message: 'Approval Step has been Rejected',
    code: 'APPROVAL_REJECTION',
    types: ['APPROVAL_REJECTION'],
  },
  Failed: { message: 'A user marked the step as failed', types: ['USER_MARKED_FAILURE'] },
};

function timeSteps(steps: readonly StepPlay[], from: number, decisions: Decisions): TimedStep[] {
  let at = from;
  let failed = false;
  return steps.map((play) => {
    if (failed !== (play.rollback ?? false)) {
      return { play, from: Infinity, to: Infinity, ends: 'NotStarted', failure: undefined };
    }
    const decision = decisive(play, decisions);
    const to = Math.min(at + play.ms, decision?.at ?? Infinity);
    const ends = decision?.at === to ? DECIDED[decision.action] : (play.ends ?? 'Success');
    const failure = play.failure ?? FAILURES[ends];
    const laid = { play, from: at, to, ends, failure };
    at = to;
    failed ||= !isPositive(ends);
    return laid;
  });
}

function timeStage(play: StagePlay, from: number, decisions: Decisions): TimedStage {
  const nothing = { failure: undefined, child: undefined, leg: undefined };
  if (from === Infinity) {
    return { play, from, to: from, ends: 'NotStarted', steps: timeSteps(play.steps, from, decisions), ...nothing };
  }
  if (play.skippedBy !== undefined) {
    return { play, from, to: from, ends: 'Skipped', steps: [], ...nothing };
  }
  if (play.child) {
    const child = timelineOf(play.child.play);
    const failure = isPositive(child.ends) ? undefined : failureOf(child);
    return { play, from, to: from + child.to, ends: child.ends, steps: [], failure, child, leg: undefined };
  }
  const steps = timeSteps(play.steps, from, decisions);
  const ran = steps.filter((step) => step.from < Infinity);
  const ends = endOf(ran.map((step) => step.ends));
  const failure = ran.find((step) => step.ends === ends)?.failure;
  return { play, from, to: Math.max(from, ...ran.map((step) => step.to)), ends, steps, ...nothing, failure };
}

function timeBlock(block: BlockPlay, from: number, decisions: Decisions): TimedBlock {
  if ('parallel' in block) {
    const stages = block.parallel.map((stage) => timeStage(stage, from, decisions));
    const id = `parallel_${block.parallel.map((stage) => stage.id).join('_')}`;
    return { kind: 'parallel', id, name: id, stages, ...around(stages, from) };
  }
  if ('matrix' in block) {
    const stages = block.legs.map(({ value, stage }, index) => ({
      ...timeStage(
        { ...stage, id: `${block.matrix.id}_${index}`, name: `${block.matrix.name}_${index}` },
        from,
        decisions,
      ),
      leg: {
        index,
        of: block.legs.length,
        kind: block.matrix.kind ?? 'MATRIX',
        axis: block.matrix.axis,
        value,
      } as const,
    }));
    return { kind: 'matrix', id: block.matrix.id, name: block.matrix.name, stages, ...around(stages, from) };
  }
  const stage = timeStage(block, from, decisions);
  return { kind: 'stage', id: block.id, name: block.name, stages: [stage], from, to: stage.to, ends: stage.ends };
}

function around(stages: readonly TimedStage[], from: number): Span {
  if (from === Infinity) {
    return { from, to: from, ends: 'NotStarted' };
  }
  return { from, to: Math.max(...stages.map((stage) => stage.to)), ends: endOf(stages.map((stage) => stage.ends)) };
}

/** Lays a play out in time: what runs when, what never runs because something before it failed, and how the whole ends. */
export function timelineOf(play: Play, decisions: Decisions = new Map()): Timeline {
  const queuedTo = play.queued?.ms ?? 0;
  let at = play.denied ? Infinity : queuedTo;
  const blocks = play.stages.map((block) => {
    const laid = timeBlock(block, at, decisions);
    at = isPositive(laid.ends) ? laid.to : Infinity;
    return laid;
  });
  const ran = blocks.filter((block) => block.from < Infinity);
  if (play.pipelineRollback && at === Infinity && !play.denied) {
    ran.push(rollbackBlock(play.pipelineRollback, Math.max(...ran.map((block) => block.to))));
    blocks.push(...ran.slice(-1));
  }
  const to = Math.max(play.denied ? 0 : queuedTo, play.shows?.toMs ?? 0, ...ran.map((block) => block.to));
  const ends = play.denied ? 'Errored' : (play.ends ?? endOf(ran.map((block) => block.ends)));
  const timeline = { play, blocks, queuedTo, to, ends, abort: undefined };
  const { aborted } = play;
  return aborted
    ? abortAt(timeline, aborted.atMs, { by: aborted.by, isUnnamed: aborted.isUnnamed ?? false })
    : timeline;
}

/** The pipeline's rollback: it begins where the execution failed. */
function rollbackBlock(plays: readonly StagePlay[], from: number): TimedBlock {
  let at = from;
  const stages = plays.map((stage) => {
    const timed = timeStage(stage, at, new Map());
    at = timed.to;
    return timed;
  });
  return { kind: 'rollback', id: 'pipelineRollback', name: 'Pipeline Rollback', stages, ...around(stages, from) };
}

/** The same timeline, aborted at a moment: Discontinuing for a while, then Aborted; at once when it was still queued. */
export function abortAt(timeline: Timeline, at: number, who: Pick<Abort, 'by' | 'isUnnamed'>): Timeline {
  if (at >= timeline.to) {
    return timeline;
  }
  const done = at < timeline.queuedTo ? at : at + (timeline.play.abortMs ?? ABORT_MS);
  return { ...timeline, to: done, ends: 'Aborted', abort: { at, done, ...who } };
}

/** Why the whole failed: what its first failed stage says. */
function failureOf(timeline: Timeline): Failure | undefined {
  const failed = stagesOf(timeline).find((stage) => stage.failure !== undefined && !isPositive(stage.ends));
  return failed?.failure;
}

/** All stages in order, legs and parallel ones too. */
export function stagesOf(timeline: Timeline): readonly TimedStage[] {
  return timeline.blocks.flatMap((block) => block.stages);
}
