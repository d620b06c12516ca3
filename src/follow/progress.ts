/** The log while an execution runs: one line for each change, and one a minute without changes. */
import { duration, oneLine } from '../base/text.ts';
import type { HarnessError } from '../harness/errors.ts';
import type { Snapshot, Stage } from '../harness/execution.ts';
import { isFinal, isUnsuccessful } from '../harness/status.ts';
import { describeState, iconOf, isRedundantMessage, took } from '../harness/wording.ts';

const MINUTE = 60_000;
/** Characters that a stage's name may take; longer ones are cut so that the columns stay. */
const MAX_WIDTH = 40;
/** A column of this width suits most pipelines; it grows with the names up to MAX_WIDTH. */
const MIN_WIDTH = 18;

interface ProgressOptions {
  readonly print: (line: string) => void;
  /** ms since 1970 */
  readonly now: () => number;
  /** ms since 1970 of the step's start: the lines count from there. */
  readonly from: number;
}

/** Reports the progress of an execution. */
export interface Progress {
  /** After each poll. */
  onSnapshot(snapshot: Snapshot): void;
  /** Before each pause. */
  onIdle(snapshot: Snapshot): void;
  /** Once it is known how long the pipeline usually takes, in ms. */
  onUsual(usual: number): void;
  /** `since` is ms without an answer so far, `pause` ms until the next try. */
  onDisconnect(error: HarnessError, silence: { readonly since: number; readonly pause: number }): void;
  /** `ms` is how long there was no answer. */
  onReconnect(ms: number): void;
}

/** Opens the log of one execution. */
export function openProgress({ print, now, from }: ProgressOptions): Progress {
  // The last line of each stage, and of the execution: a status with the same words is not printed again.
  const before = new Map<string, string>();
  let state = '';
  let printedAt = now();
  /** Since when it has not changed. */
  let since = now();
  let width = MIN_WIDTH;
  let usual: number | undefined;

  const say = (text: string): void => {
    printedAt = now();
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
        // The stages show it, or the verdict will.
        const isReported = isNews || isFinal(snapshot.phase) || snapshot.phase === 'running';
        if (!isReported) {
          say(`${iconOf(snapshot.phase)} ${describeState(snapshot)}`);
        }
      }
      since = isNews ? now() : since;
    },
    onIdle(snapshot) {
      if (now() - printedAt >= MINUTE - 500) {
        const age = now() - Math.min(from, snapshot.startedAt ?? from);
        const parts = [
          `still ${describeState(snapshot)} (${duration(now() - since)})`,
          ...currentStage(snapshot),
          ...(usual === undefined ? [] : [usualEnd(usual, age)]),
        ];
        say(`  ${parts.join(', ')}`);
      }
    },
    onUsual(ms) {
      usual = ms;
    },
    onDisconnect(error, { since: out, pause }) {
      const head = oneLine(error.headline, 200);
      say(
        out < MINUTE
          ? `… Harness unreachable, retrying${pause >= 10_000 ? ` in ${duration(pause)}` : ''}: ${head}`
          : `… Harness still unreachable (${duration(out)}), retrying: ${head}`,
      );
    },
    onReconnect(ms) {
      say(`… Harness reachable again after ${duration(ms)}.`);
    },
  };
}

/** @returns `stage 3 of 24`; nothing for a pipeline of one stage, and before the first. */
function currentStage({ stages }: Snapshot): string[] {
  const own = stages.filter(({ depth }) => depth === 0);
  const current = own.findLastIndex(({ phase }) => phase !== 'queued' && phase !== 'skipped') + 1;
  return own.length < 2 || current === 0 ? [] : [`stage ${current} of ${own.length}`];
}

/** @param usual ms that the pipeline usually takes; `age` ms since the execution began */
function usualEnd(usual: number, age: number): string {
  return usual - age < 1000 ? `usually takes ${duration(usual)}` : `usually ends in ${duration(usual - age)}`;
}

function nameOf(stage: Stage): string {
  const indent = '  '.repeat(Math.min(stage.depth, 4));
  return `${indent}${oneLine(stage.name, MAX_WIDTH - indent.length)}`;
}

function wordsOf(stage: Stage): string {
  const state = describeState(stage);
  if (stage.phase === 'skipped') {
    return stage.skippedBecause === undefined ? state : `${state}: ${oneLine(stage.skippedBecause, 160)}`;
  }
  if (!isFinal(stage.phase)) {
    return state;
  }
  const isWork = state === 'failed' || !isUnsuccessful(stage.phase);
  const time = took(isWork ? 'in' : 'after', stage);
  const isReported = !isUnsuccessful(stage.phase) || stage.isGroup || isRedundantMessage(stage);
  return `${state}${time}${isReported || stage.message === undefined ? '' : `: ${oneLine(stage.message, 160)}`}`;
}
