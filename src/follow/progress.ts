/** The log while an execution runs: one line when something changes, one a minute when nothing does. */
import { duration, oneLine } from '../base/text.ts';
import type { HarnessError } from '../harness/errors.ts';
import { isFinal, isUnsuccessful, type Snapshot, type Stage } from '../harness/execution.ts';
import { describeState, iconOf, isRedundantMessage } from '../harness/wording.ts';

const MINUTE = 60_000;
/** Characters that a stage's name may take; longer ones are cut so that the columns stay. */
const MAX_WIDTH = 40;
/** A column of this width looks calm for most pipelines; it grows with the names up to WIDEST. */
const MIN_WIDTH = 18;

export interface ProgressOptions {
  readonly print: (line: string) => void;
  /** ms since 1970 */
  readonly now: () => number;
  /** ms since 1970 of the step's start: the lines count from there. */
  readonly from: number;
}

/** Tells a person how an execution goes. */
export interface Progress {
  /** Told each look. */
  onSnapshot(snapshot: Snapshot): void;
  /** `next` is ms until the next look. */
  onIdle(snapshot: Snapshot, next: number): void;
  onDisconnect(error: HarnessError, told: { readonly since: number; readonly pause: number }): void;
  onReconnect(ms: number): void;
}

/** Opens the log of one execution. */
export function openProgress({ print, now, from }: ProgressOptions): Progress {
  // What was said of each stage, and of the execution: two statuses that read alike are no news.
  const before = new Map<string, string>();
  let state = '';
  let told = now();
  /** Since when it is as it is. */
  let since = now();
  let width = MIN_WIDTH;

  const say = (text: string): void => {
    told = now();
    print(`${duration(now() - from).padStart(7)} ${text}`);
  };

  return {
    onSnapshot(snapshot) {
      const names = snapshot.stages.map((stage) => nameOf(stage).length);
      width = Math.min(MAX_WIDTH, Math.max(width, ...names));
      let isNews = false;
      for (const stage of snapshot.stages) {
        const key = `${stage.node ?? ''} ${stage.nodeExecution ?? ''} ${stage.id}`;
        const isNew = before.get(key) !== describeState(stage);
        before.set(key, describeState(stage));
        if (isNew && stage.phase !== 'queued' && stage.status !== '') {
          isNews = true;
          say(`${iconOf(stage.phase)} ${nameOf(stage).padEnd(width)} ${wordsOf(stage)}`);
        }
      }
      if (describeState(snapshot) !== state) {
        state = describeState(snapshot);
        since = now();
        const isTold = isNews || isFinal(snapshot.phase) || snapshot.phase === 'running';
        if (!isTold) {
          say(`${iconOf(snapshot.phase)} ${describeState(snapshot)}`);
        }
      }
      since = isNews ? now() : since;
    },
    onIdle(snapshot, next) {
      if (now() - told >= MINUTE - 500) {
        say(`  still ${describeState(snapshot)} (${duration(now() - since)}), next look in ${duration(next)}`);
      }
    },
    onDisconnect(error, { since: out, pause }) {
      const head = oneLine(error.headline, 200);
      say(
        out < MINUTE
          ? `… out of contact: ${head} Asking again${pause >= 10_000 ? ` in ${duration(pause)}` : ''}.`
          : `… still out of contact (${duration(out)}): ${head}`,
      );
    },
    onReconnect(ms) {
      say(`… back in contact after ${duration(ms)}.`);
    },
  };
}

function nameOf(stage: Stage): string {
  const indent = '  '.repeat(Math.min(stage.depth, 4));
  return `${indent}${oneLine(stage.name, MAX_WIDTH - indent.length)}`;
}

function wordsOf(stage: Stage): string {
  const state = describeState(stage);
  if (!isFinal(stage.phase) || stage.phase === 'skipped') {
    return state;
  }
  const isWork = state === 'failed' || !isUnsuccessful(stage.phase);
  const took =
    stage.startedAt === undefined || stage.endedAt === undefined
      ? '' // An old execution may have no end, and now would be years after its start.
      : ` ${isWork ? 'in' : 'after'} ${duration(stage.endedAt - stage.startedAt)}`;
  const isTold = !isUnsuccessful(stage.phase) || stage.isGroup || isRedundantMessage(stage);
  return `${state}${took}${isTold || stage.message === undefined ? '' : `: ${oneLine(stage.message, 160)}`}`;
}
