import { EventEmitter } from 'node:events';

import type { Masks } from './lines.ts';

export type Level = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly level: Level;
  readonly message: string;
  readonly title?: string;
}

/** What people see of a phase. */
export interface StepLog {
  /** Secrets hidden, the content of groups indented. */
  readonly lines: string[];
  /** At most ten a level, cut at 4,096 characters. */
  readonly annotations: Annotation[];
  /** How many annotations were lost to the limit of ten. */
  readonly surplus: number;
  /** The runner itself fails the step, whatever its exit code. */
  readonly isFailed: boolean;
  readonly print: (text: string) => void;
  readonly annotate: (level: Level, message: string, title?: string) => void;
  /** Adds an error of the runner's own, which fails the step. */
  readonly fail: (message: string) => void;
  /** Ends the group before it: groups do not nest. */
  readonly openGroup: (title: string) => void;
  readonly closeGroup: () => void;
  /** Calls back for each new line; the answer stops that. */
  readonly onLine: (take: (line: string) => void) => () => void;
}

const ANNOTATIONS_A_LEVEL = 10;
const ANNOTATION_LENGTH = 4096;
const LABELS = { error: 'Error', warning: 'Warning', notice: 'Notice' } as const;

export function createStepLog(masks: Masks): StepLog {
  const events = new EventEmitter();
  const lines: string[] = [];
  const annotations: Annotation[] = [];
  let surplus = 0;
  let isFailed = false;
  let isInGroup = false;

  function print(text: string): void {
    const shown = masks.hide(text);
    const indented = isInGroup ? shown.replaceAll(/^/gm, '  ') : shown;
    lines.push(indented);
    events.emit('line', indented);
  }
  function annotate(level: Level, text: string, title?: string): void {
    print(`${LABELS[level]}: ${text}`);
    if (annotations.filter((other) => other.level === level).length === ANNOTATIONS_A_LEVEL) {
      surplus += 1;
      return;
    }
    const message = masks.hide(text).slice(0, ANNOTATION_LENGTH);
    annotations.push({ level, message, ...(title !== undefined && { title: masks.hide(title) }) });
  }
  function closeGroup(): void {
    isInGroup = false;
  }
  return {
    lines,
    annotations,
    get surplus() {
      return surplus;
    },
    get isFailed() {
      return isFailed;
    },
    print,
    annotate,
    fail(message) {
      isFailed = true;
      annotate('error', message);
    },
    openGroup(title) {
      closeGroup();
      print(`▸ ${title}`);
      isInGroup = true;
    },
    closeGroup,
    onLine(take) {
      events.on('line', take);
      return () => events.off('line', take);
    },
  };
}
