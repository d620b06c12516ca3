/** Why a node of Harness's execution graph failed, as far as its answer says. */
import { at, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { decisionsIn, rejection } from './approvals.ts';
import { type FailureInfo, readFailureInfo } from './failure-info.ts';
import { interrupter } from './interrupts.ts';
import { logKeysOf, type LogRun } from './log-keys.ts';
import { causeInOutcomes, delegatesOf, detailsInOutcomes } from './outcomes.ts';
import type { Starter } from './snapshot.ts';

/** What is read of nodes that failed, or that wait for a manual intervention. */
export interface NodeFailure extends FailureInfo {
  /** Who aborted, failed or rejected it. */
  readonly by: string | undefined;
  /** Names of the delegates that ran it. */
  readonly delegates: readonly string[];
  /** Where its log may be, best first. */
  readonly logKeys: readonly string[];
}

/** Of a node that did not fail. */
export const NO_FAILURE: NodeFailure = {
  message: undefined,
  explanations: [],
  hints: [],
  types: [],
  by: undefined,
  delegates: [],
  logKeys: [],
};

/** What is known around a node. */
interface FailureContext {
  /** The values of its `outcomes`. */
  readonly outcomes: readonly unknown[];
  readonly run: LogRun;
  readonly starter: Starter;
}

/** @param wire an entry of `nodeMap` that failed */
export function failureOf(wire: unknown, { outcomes, run, starter }: FailureContext): NodeFailure {
  const info = readFailureInfo(at(wire, 'failureInfo'));
  const message = causeInOutcomes(outcomes) ?? info.message;
  const details = detailsInOutcomes(outcomes, text(at(wire, 'stepType')) ?? '');
  return {
    message: message === undefined ? undefined : withDetails(oneLine(message, 2000), details),
    explanations: info.explanations.map((each) => oneLine(each, 1000)),
    hints: info.hints.map((hint) => oneLine(hint, 1000)),
    types: info.types,
    by:
      rejection(outcomes.flatMap((outcome) => decisionsIn(at(outcome, 'approvalActivities')))) ??
      interrupter(wire, starter),
    delegates: delegatesOf(wire),
    logKeys: logKeysOf(wire, run),
  };
}

/** @returns `Command failed (exit code 3)`, without what the message says already */
function withDetails(message: string, details: readonly string[]): string {
  const isCodeNamed = /\bexit (code|status)\b/i.test(message);
  const shown = details.filter((detail) => !(isCodeNamed && detail.startsWith('exit code')));
  return shown.length === 0 ? message : `${message} (${shown.join('; ')})`;
}
