/** The decision: sent once, and what became of it. */
import { count, oneLine } from '../../base/text.ts';
import type { ApprovalActivity } from '../../harness/nextgen/approval-activity.ts';
import { type Approval, type Decision, isSameComment } from '../../harness/nextgen/approvals.ts';
import type { ConnectedStep } from '../../lifecycle/connect.ts';
import { UnwritableError } from '../../lifecycle/session.ts';
import { runName } from '../../report/report.ts';
import { startOnce, type StartResult } from '../../start/start-once.ts';
import type { ApproveInputs } from './inputs.ts';

/** `approve` with its inputs read. */
export interface ApproveRun extends ConnectedStep<ApproveInputs> {
  readonly activity: ApprovalActivity;
}

/** How the step ended. */
export interface Ending {
  /** The output `status`. */
  readonly status: 'approved' | 'rejected' | 'waiting' | 'unknown' | '';
  readonly level: 'error' | 'notice' | 'info';
  /** The annotation; its first line is the output `message`. */
  readonly text: string;
  readonly approval?: Approval | undefined;
  readonly approver?: string | undefined;
}

/** @returns an ending that is red. */
export function red(status: Ending['status'], text: string): Ending {
  return { status, level: 'error', text };
}

/** What is about to be decided. */
interface Target {
  /** What to call its execution, and the page of it. */
  readonly name: string;
  readonly url: string;
  readonly approval: Approval;
  /** ms since 1970; a decision whose answer was lost is looked up longer than that. */
  readonly deadline: number;
}

/** Sends the decision once. After a lost response the approval is read, so that nothing is decided twice. */
export async function decide(run: ApproveRun, target: Target): Promise<Ending> {
  const { step, inputs, connection, activity } = run;
  const { approval, url, deadline } = target;
  const { retry } = connection;
  const problems = step.testFiles(['GITHUB_OUTPUT']);
  if (problems.length > 0) {
    return { ...red('waiting', `${new UnwritableError(problems, 'decided').message}\n  ${url}`), approval };
  }
  const comments = inputs.comments === '' ? defaultComment(run) : inputs.comments;
  const decision = { approval: approval.id, decision: inputs.decision, comments, inputs: inputs.approverInputs };
  const isOurs = (made: Decision): boolean =>
    made.isRejection === (inputs.decision === 'reject') && isSameComment(made.comment, comments);
  const result = await startOnce<Approval>({
    retry,
    clock: step.clock,
    signal: step.signal,
    deadline,
    send: (bounds) => activity.decide(decision, bounds),
    find: async (until) => {
      const bounds = { ...until, signal: step.signal };
      const seen = await retry.untilAnswered((each) => activity.approval(approval.id, each), bounds);
      return seen.status !== 'WAITING' || seen.decisions.some(isOurs) ? seen : undefined;
    },
    onLostAnswer: (error) => {
      step.log.info(`${error.message}\nThe decision may have reached Harness; checking the approval.`);
    },
  });
  return result.kind === 'started'
    ? decided(run, { ...target, approval: result.started, isOurs })
    : { ...undecided(run, { name: target.name, result, url }), approval };
}

interface Decided extends Omit<Target, 'deadline'> {
  /** Whether a decision that the approval shows is this step's. */
  readonly isOurs: (made: Decision) => boolean;
}

/** @returns the result according to the decision's response, or to the approval afterwards. */
function decided({ inputs }: ApproveRun, { name, approval, url, isOurs }: Decided): Ending {
  const wanted = inputs.decision === 'approve' ? 'APPROVED' : 'REJECTED';
  const last = approval.decisions.findLast(isOurs) ?? approval.decisions.at(-1);
  const approver = last?.by;
  const by = approver === undefined ? '' : ` by ${oneLine(approver, 100)}`;
  const is = { approval, approver };
  if (approval.status === wanted) {
    return {
      ...is,
      status: wanted === 'APPROVED' ? 'approved' : 'rejected',
      level: 'info',
      text: `${name} was ${wanted.toLowerCase()}${by}.`,
    };
  }
  if (approval.status === 'WAITING') {
    const given = approval.decisions.filter(({ isRejection }) => !isRejection).length;
    const missing = Math.max(1, (approval.minimum ?? given + 1) - given);
    return {
      ...is,
      status: 'waiting',
      level: 'notice',
      text: `${name} was approved${by} and is waiting for ${count(missing, 'more approval')}.\n  ${url}`,
    };
  }
  const status = approval.status === 'APPROVED' ? 'approved' : approval.status === 'REJECTED' ? 'rejected' : 'unknown';
  return {
    ...is,
    ...red(
      status,
      `${name} could not be ${wanted.toLowerCase()}: the approval already ended with status ${oneLine(approval.status, 40)}${by}.\n  ${url}`,
    ),
  };
}

/** A decision without a response. */
interface Undecided {
  readonly name: string;
  readonly result: Exclude<StartResult<Approval>, { readonly kind: 'started' }>;
  readonly url: string;
}

/** @returns the result of a decision that Harness did not confirm. */
function undecided({ inputs }: ApproveRun, { name, result, url }: Undecided): Ending {
  switch (result.kind) {
    case 'refused':
      return red('waiting', `${result.error.message}\n  ${url}`);
    case 'too-late':
      return red(
        'waiting',
        [
          'No decision was sent: Harness is unreachable.',
          ...(result.error === undefined ? [] : [result.error.message]),
        ].join('\n'),
      );
    case 'cancelled':
      return result.wasSent
        ? red(
            'unknown',
            `The job was cancelled while the decision on ${name} was being sent; check the approval in Harness.\n  ${url}`,
          )
        : red('waiting', 'The job was cancelled before a decision was sent.');
    case 'in-doubt':
      return red(
        'unknown',
        `Could not confirm whether the decision to ${inputs.decision} ${name} arrived. ${result.error.message}\n  The approval is still waiting and does not show the decision. Check it before you re-run: ${url}`,
      );
  }
}

/** @returns `Approved by octo in acme/shop run 77 (attempt 1): https://github.com/…` */
function defaultComment({ step, inputs }: ApproveRun): string {
  const { workflow } = step;
  const by = workflow.actor === '' ? '' : ` by ${workflow.actor}`;
  const run = runName(workflow);
  const where = run === '' ? '' : ` in ${run}`;
  return `${inputs.decision === 'approve' ? 'Approved' : 'Rejected'}${by}${where}${workflow.url === '' ? '' : `: ${workflow.url}`}`;
}
