/** `OWNER/run-harness-pipeline/approve`: approves or rejects what an execution waits for. Has no post step. */
import { count, oneLine } from '../../base/text.ts';
import { Cancelled, InputError } from '../../harness/errors.ts';
import type { ExecutionRef } from '../../harness/execution.ts';
import { executionRef } from '../../harness/links.ts';
import { type ApprovalActivity, nextGenApprovalActivity } from '../../harness/nextgen/approval-activity.ts';
import { type Approval, type Decision, isSameComment } from '../../harness/nextgen/approvals.ts';
import { isFinal } from '../../harness/status.ts';
import { describeState } from '../../harness/wording.ts';
import { inputContext } from '../../inputs/form.ts';
import { quotedName } from '../../inputs/mapping.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { findExecution, judgeUnread } from '../../lifecycle/existing.ts';
import { UnwritableError } from '../../lifecycle/session.ts';
import { setApproval } from '../../report/outputs.ts';
import { annotationText, runName } from '../../report/report.ts';
import { nameOf } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { startOnce, type StartResult } from '../../start/start-once.ts';
import { type ApproveInputs, readApprove } from './inputs.ts';
import { selectApproval } from './waiting.ts';

/** ms for the whole step, without the time to look up a decision whose answer was lost. */
const LIMIT = 300_000;

/** Runs main. */
export function approve(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    const readYaml = await openYaml([step.input('approver-inputs')]);
    const inputs = readApprove(step.input, inputContext(step), readYaml);
    const connection = connect(step, { ...inputs, matrixSize: 1 });
    return decideApproval({
      step,
      inputs,
      connection,
      activity: nextGenApprovalActivity(connection.http, inputs.scope),
    });
  });
}

/** `approve` with its inputs read. */
interface ApproveRun {
  readonly step: Step;
  readonly inputs: ApproveInputs;
  readonly connection: Connection;
  readonly activity: ApprovalActivity;
}

/** How the step ended. */
interface Ending {
  /** The output `status`. */
  readonly status: 'approved' | 'rejected' | 'waiting' | 'unknown' | '';
  readonly level: 'error' | 'notice' | 'info';
  /** The annotation; its first line is the output `message`. */
  readonly text: string;
  readonly approval?: Approval | undefined;
  readonly approver?: string | undefined;
}

/** Sends the decision. Red unless it was made, or the dry run was the purpose. */
export async function decideApproval(run: ApproveRun): Promise<{ readonly isRed: boolean }> {
  const { step, inputs } = run;
  const { scope, pipeline, execution } = inputs;
  const by = runName(step.workflow);
  const asker = by === '' ? '' : ` · ${inputs.decision} for ${by}`;
  step.log.info(`Harness execution ${execution} · ${scope.org} / ${scope.project}${asker}`);
  const ref = executionRef({ scope, pipeline }, execution);
  const ending = await endingOf(run, ref);
  setApproval(step.setOutput, {
    approvalId: ending.approval?.id ?? '',
    status: ending.status,
    approver: ending.approver ?? '',
    message: ending.text.split('\n', 1).join(''),
  });
  const print = { error: step.log.fail, notice: step.log.notice, info: step.log.info }[ending.level];
  print(ending.text);
  return { isRed: ending.level === 'error' };
}

async function endingOf(run: ApproveRun, known: ExecutionRef): Promise<Ending> {
  const { step, inputs, connection } = run;
  const until = { deadline: step.from + LIMIT, signal: step.signal, givesUpUnreached: true, isGiven: true };
  try {
    const { ref, snapshot } = await findExecution(connection, inputs, until);
    const name = nameOf(ref, snapshot);
    step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
    if (isFinal(snapshot.phase)) {
      return red('', `${name} has already ended: ${describeState(snapshot)}. No approval is waiting.\n  ${ref.url}`);
    }
    const selection = await selectApproval(connection, { ref, step: inputs.step }, until);
    if ('problem' in selection) {
      return red('', `${name} is ${describeState(snapshot)}. ${selection.problem}\n  ${ref.url}`);
    }
    const { approval } = selection;
    const refusal = unknownInputs(inputs, approval) ?? (await forbidden(run, approval));
    if (refusal !== undefined) {
      return { ...red('waiting', `${refusal}\n  ${ref.url}`), approval };
    }
    return inputs.isDryRun ? dryRun(run, { name, approval }) : await send(run, { name, approval, url: ref.url });
  } catch (error) {
    if (error instanceof Cancelled) {
      return red('', 'The job was cancelled before a decision was sent.');
    }
    if (error instanceof InputError) {
      return red('', error.message);
    }
    return red('unknown', annotationText(judgeUnread(error, { timeout: LIMIT, failStep: true, url: known.url })));
  }
}

function red(status: Ending['status'], text: string): Ending {
  return { status, level: 'error', text };
}

/** Harness would silently ignore inputs that the approval does not ask for. */
function unknownInputs({ approverInputs }: ApproveInputs, { inputs }: Approval): string | undefined {
  const unknown = approverInputs.filter(({ name }) => !inputs.some((asked) => asked.name === name));
  if (unknown.length === 0) {
    return undefined;
  }
  const names = unknown.map(({ name }) => quotedName(name)).join(', ');
  const asked = inputs.length === 0 ? 'no inputs' : inputs.map(({ name }) => quotedName(name)).join(', ');
  return `approver-inputs has ${names}, but the approval asks for ${asked}. No decision was sent.`;
}

/** @returns why this person may not decide; undefined when Harness lets them. */
async function forbidden(
  { step, inputs, connection, activity }: ApproveRun,
  { id, groups }: Approval,
): Promise<string | undefined> {
  const until = { deadline: step.from + LIMIT, signal: step.signal };
  const answer = await connection.retry.untilAnswered((bounds) => activity.authorization(id, bounds), until);
  if (answer.isAuthorized) {
    return undefined;
  }
  const who = groups.length === 0 ? '' : ` Approvers are members of ${groups.join(', ')}.`;
  return `Harness does not allow the owner of api-key to ${inputs.decision}: ${(answer.reason ?? 'it gives no reason').replace(/\.$/, '')}.${who}`;
}

/** What is about to be decided. */
interface Target {
  readonly name: string;
  readonly approval: Approval;
}

function dryRun({ inputs }: ApproveRun, { name, approval }: Target): Ending {
  const values = inputs.approverInputs.map(({ name: input }) => quotedName(input)).join(', ');
  const asked = approval.message === undefined ? '' : `\n  "${oneLine(approval.message, 300)}"`;
  const text = `Dry run: would ${inputs.decision} ${name}${values === '' ? '' : ` with ${values}`}. Nothing was sent.${asked}`;
  return { status: 'waiting', level: 'notice', text, approval };
}

/** Sends the decision once. A lost answer is looked up in the approval: nothing is decided twice. */
async function send(run: ApproveRun, target: Target & { readonly url: string }): Promise<Ending> {
  const { step, inputs, connection, activity } = run;
  const { approval, url } = target;
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
    deadline: step.from + LIMIT,
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

/** @returns what the decision's answer, or the approval afterwards, says. */
function decided(
  { inputs }: ApproveRun,
  { name, approval, url, isOurs }: Target & { readonly url: string; readonly isOurs: (made: Decision) => boolean },
): Ending {
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

/** A decision that was not answered. */
interface Undecided {
  readonly name: string;
  readonly result: Exclude<StartResult<Approval>, { readonly kind: 'started' }>;
  readonly url: string;
}

/** @returns what became of a decision that Harness did not confirm. */
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
