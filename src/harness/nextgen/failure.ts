/** Why a node of Harness's execution graph failed, as far as its answer tells. */
import { at, isObject, list, timestamp, text, texts, integer } from '../../base/shape.ts';
import { dayAndTime, oneLine } from '../../base/text.ts';
import { decisionsIn, rejection } from './approvals.ts';
import { logKeysOf, type LogRun } from './logs.ts';
import { adviceIn } from './snapshot.ts';

/** What is told of failed nodes only. */
export interface FailureInfo {
  /** In Harness's words. */
  readonly message: string | undefined;
  readonly explanations: readonly string[];
  readonly hints: readonly string[];
  readonly failureTypes: readonly string[];
  /** Who aborted, failed or rejected it. */
  readonly by: string | undefined;
  /** Where its log may be, best first. */
  readonly logKeys: readonly string[];
}

/** Of a node that did not fail. */
export const NO_FAILURE: FailureInfo = {
  message: undefined,
  explanations: [],
  hints: [],
  failureTypes: [],
  by: undefined,
  logKeys: [],
};

/** @param wire an entry of `nodeMap` that failed, with the values of its `outcomes` */
export function failureOf(
  wire: unknown,
  { outcomes, run }: { readonly outcomes: readonly unknown[]; readonly run: LogRun },
): FailureInfo {
  const info = at(wire, 'failureInfo');
  const { explanations, hints } = adviceIn(info);
  return {
    message: freezeIn(outcomes) ?? messageIn(info, outcomes),
    explanations: explanations.map((each) => oneLine(each, 1000)),
    hints: hints.map((hint) => oneLine(hint, 1000)),
    failureTypes: texts(at(info, 'failureTypeList')).slice(0, 10),
    by: decider(outcomes) ?? interrupter(wire),
    logKeys: logKeysOf(wire, run),
  };
}

/** Messages that send the reader elsewhere. */
const EMPTY_WORDS =
  /check (the )?(execution |step |delegate )?logs?\b|^((step|stage|pipeline|execution) )*(has )?failed\.?$/i;

/** @returns the first message that says something, with the exit code of the step's command. */
function messageIn(info: unknown, outcomes: readonly unknown[]): string | undefined {
  const errors = list(at(info, 'responseMessages')).filter(
    (response) => at(response, 'level') === 'ERROR' && !/^(HINT|EXPLANATION)$/.test(text(at(response, 'code')) ?? ''),
  );
  const said = texts([at(info, 'message'), ...errors.map((response) => at(response, 'message'))])
    .map((message) => oneLine(message, 2000))
    .filter((message) => message !== '');
  const message = said.find((each) => !EMPTY_WORDS.test(each)) ?? said[0];
  const exit = outcomes.map((outcome) => integer(at(outcome, 'exitCode'))).find((code) => code !== undefined);
  return message === undefined || exit === undefined || exit === 0 || /\bexit (code|status)\b/i.test(message)
    ? message
    : `${message.replace(/\.$/, '')} (exit code ${exit})`;
}

/** Harness's message is the same for every freeze; which one it was stands in `freezeOutcome`. */
function freezeIn(outcomes: readonly unknown[]): string | undefined {
  const configs = outcomes.flatMap((outcome) => [
    ...list(at(outcome, 'manualFreezeConfigs')),
    ...list(at(outcome, 'globalFreezeConfigs')),
  ]);
  const [first] = configs.flatMap((config) => {
    const name = text(at(config, 'name'));
    const end = timestamp(at(config, 'currentOrUpcomingWindow', 'endTime'));
    const until = end === undefined ? '' : ` until ${dayAndTime(end)}`;
    return name === undefined ? [] : [`the freeze "${oneLine(name, 100)}" is active${until}`];
  });
  return first;
}

function decider(outcomes: readonly unknown[]): string | undefined {
  return rejection(outcomes.flatMap((outcome) => decisionsIn(at(outcome, 'approvalActivities'))));
}

/** @returns who or what ended the node early: a person, a time limit, a newer run, or a failure strategy. */
function interrupter(wire: unknown): string | undefined {
  const last = list(at(wire, 'interruptHistories')).findLast((interrupt) =>
    /ABORT|EXPIRE|FAIL/.test(text(at(interrupt, 'interruptType')) ?? ''),
  );
  const issuer = at(last, 'interruptConfig', 'issuedBy');
  const person = at(issuer, 'manualIssuer');
  const name = text(at(person, 'identifier')) ?? text(at(person, 'email_id')) ?? text(at(person, 'emailId'));
  return name !== undefined
    ? oneLine(name, 100)
    : isObject(at(issuer, 'timeoutIssuer'))
      ? 'Harness, at a time limit'
      : isObject(at(issuer, 'triggerIssuer'))
        ? 'a newer run of the same trigger'
        : isObject(at(issuer, 'adviserIssuer'))
          ? 'its failure strategy'
          : undefined;
}
