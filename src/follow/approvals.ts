/** Reports, once for each wait, for whom and for what an execution waits, until when, and where to go. */
import { dayAndTime, oneLine } from '../base/text.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import { stageLink } from '../harness/links.ts';
import type { Approval, ApprovalReader } from '../harness/nextgen/approvals.ts';
import type { GraphReader } from '../harness/nextgen/graph.ts';
import { isFinal } from '../harness/status.ts';
import { describeState } from '../harness/wording.ts';
import type { Log } from '../runner/log.ts';
import { failuresToDecide } from './interventions.ts';

interface WaitingOptions {
  readonly ref: ExecutionRef;
  /** Reads approvals and the failure behind an intervention; absent where the engine cannot. */
  readonly inspector: (ApprovalReader & GraphReader) | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** ms until the step's timeout; no request is sent after that. */
  readonly left: () => number;
  /** Given the wait in a few words: `waiting for approval by release-managers until 18:00 UTC`. */
  readonly say: (words: string) => void;
}

/** ms for the request about approvals. It is sent once for each wait, and nothing depends on the response. */
const LIMIT = 10_000;
/** The runner keeps ten notices for a step, and the last one should be the verdict. */
const MAX_NOTICES = 9;

/** What is known of a wait. */
export interface Wait {
  /** `waiting for approval by release-managers until 18:00 UTC` */
  readonly words: string;
  /** What failed, where the execution waits for a manual intervention. */
  readonly reason: string | undefined;
  /** Further details, a line each. */
  readonly details: readonly string[];
}

/** Reports each wait once. */
export interface Waiting {
  /** Takes each snapshot. */
  onSnapshot(snapshot: Snapshot): Promise<void>;
  /** The current wait, as of the last snapshot. */
  current(): Wait | undefined;
}

/** Opens it before anything is waited for. */
export function openWaiting(options: WaitingOptions): Waiting {
  const { ref, log } = options;
  let current: Wait | undefined;
  let reported = '';
  let notices = 0;
  let isUnreadableSaid = false;
  const onSnapshot = async (snapshot: Snapshot): Promise<void> => {
    const stages = snapshot.stages.filter((stage) => stage.phase === 'waiting' && !stage.isGroup);
    const wait =
      snapshot.phase === 'waiting' ? [snapshot.status, ...stages.map((stage) => stage.node ?? stage.id)].join() : '';
    if (wait === reported) {
      return;
    }
    reported = wait;
    if (wait === '') {
      current = undefined;
      if (!isFinal(snapshot.phase)) {
        options.say(describeState(snapshot));
      }
      return;
    }
    const isApproval = [snapshot, ...stages].some(({ status }) => /approval/i.test(status));
    const found = isApproval ? await ask(options) : [];
    const words = `${describeState(snapshot)}${typeof found === 'string' ? '' : describeApprovers(found)}`;
    const place = stages.length === 0 ? ref.pipeline : stages.map(({ name }) => oneLine(name, 60)).join(', ');
    const [stage] = stages;
    const url = stage === undefined ? ref.url : stageLink(ref.url, { stage: stage.node, run: stage.nodeExecution });
    const isIntervention = [snapshot, ...stages].some(({ status }) => /intervention/i.test(status));
    const [reason, ...hints] = isIntervention ? await failuresToDecide(options, { snapshot, limit: LIMIT }) : [];
    current = { words, reason, details: [...hints, ...(typeof found === 'string' ? [] : found.flatMap(detailsOf))] };
    const details = [...(reason === undefined ? [] : [reason]), ...current.details];
    const head = `${place} ${stages.length > 1 ? 'are' : 'is'} ${words}.`;
    notices += 1;
    const print = notices > MAX_NOTICES ? log.info : log.notice;
    print([head, ...details.map((detail) => `  ${detail}`), `  ${url}`].join('\n'));
    options.say(words);
    if (typeof found === 'string' && !isUnreadableSaid) {
      isUnreadableSaid = true;
      log.info(`Could not read who may approve: ${oneLine(found, 300)}`);
    }
  };
  return { onSnapshot, current: () => current };
}

/** @returns the approvals that wait, or why they cannot be read. */
async function ask({ inspector, ref, signal, left }: WaitingOptions): Promise<readonly Approval[] | string> {
  const limit = Math.min(LIMIT, left());
  if (inspector === undefined || limit <= 0) {
    return [];
  }
  try {
    const answer = await inspector.approvals({ execution: ref.id, status: 'WAITING' }, { signal, limit });
    return 'unreadable' in answer ? answer.unreadable : answer.approvals;
  } catch (error) {
    if (error instanceof HarnessError) {
      return error.headline;
    }
    throw error;
  }
}

/** @returns ` by release_managers until 2026-02-12 18:00 UTC`; empty when neither is known. */
export function describeApprovers(approvals: readonly Approval[]): string {
  const groups = [...new Set(approvals.flatMap((approval) => approval.groups))].slice(0, 5);
  const deadlines = approvals.flatMap((approval) => approval.deadline ?? []);
  const who = groups.length === 0 ? '' : ` by ${groups.map((group) => oneLine(group, 60)).join(', ')}`;
  return `${who}${deadlines.length === 0 ? '' : ` until ${dayAndTime(Math.min(...deadlines))}`}`;
}

function detailsOf({ message, minimum, inputs }: Approval): string[] {
  return [
    ...(message === undefined ? [] : [`"${oneLine(message, 300)}"`]),
    ...(minimum === undefined || minimum < 2 ? [] : [`${minimum} approvals are needed.`]),
    ...(inputs.length === 0
      ? []
      : [
          `Approvers must provide ${inputs.map(({ name, value }) => `${oneLine(name, 60)}${value === undefined ? '' : ` (${oneLine(value, 60)})`}`).join(', ')}.`,
        ]),
  ];
}
