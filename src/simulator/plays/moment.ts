/** The status of each part of a timeline at a moment. */
import { type Span, stagesOf, type TimedBlock, type TimedStage, type TimedStep, type Timeline } from './timeline.ts';

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
export function stepStatus(timeline: Timeline, step: TimedStep, at: number): string {
  return spanStatus(timeline, step, { at, during: step.play.during ?? 'Running' });
}

/** Status of a stage at a moment: while it runs, it shows what its running step waits for. */
export function stageStatus(timeline: Timeline, stage: TimedStage, at: number): string {
  return spanStatus(timeline, stage, { at, during: whileRunning(stage, at) });
}

/** Status of a stage, parallel block or matrix at a moment. */
export function blockStatus(timeline: Timeline, block: TimedBlock, at: number): string {
  return spanStatus(timeline, block, { at, during: together(block.stages, at) });
}

function whileRunning(stage: TimedStage, at: number): string {
  if (stage.child) {
    return planStatus(stage.child, at - stage.from);
  }
  return stage.steps.find((step) => step.from <= at && at < step.to)?.play.during ?? 'Running';
}

function together(stages: readonly TimedStage[], at: number): string {
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
