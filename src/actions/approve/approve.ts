/** `OWNER/run-harness-pipeline/approve`: approves or rejects what an execution waits for. Has no post step. */
import { oneLine } from '../../base/text.ts';
import { Cancelled, InputError } from '../../harness/errors.ts';
import type { ExecutionRef } from '../../harness/execution.ts';
import { executionRef } from '../../harness/links.ts';
import { nextGenApprovalActivity } from '../../harness/nextgen/approval-activity.ts';
import type { Approval } from '../../harness/nextgen/approvals.ts';
import { isFinal } from '../../harness/status.ts';
import { describeState } from '../../harness/wording.ts';
import { inputContext } from '../../inputs/form.ts';
import { quotedName } from '../../inputs/mapping.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect } from '../../lifecycle/connect.ts';
import { findExecution, judgeUnread } from '../../lifecycle/existing.ts';
import { setApproval } from '../../report/outputs.ts';
import { annotationText, runName } from '../../report/report.ts';
import { nameOf } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { type ApproveRun, decide, type Ending, red } from './decide.ts';
import { type ApproveInputs, readApprove } from './inputs.ts';
import { selectApproval } from './waiting.ts';

/** ms for the whole step, without the time to search for a decision whose response was lost. */
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

/** Sends the decision. Red unless it was made, or this is a dry run. */
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
  const deadline = step.from + LIMIT;
  const until = { deadline, signal: step.signal, givesUpUnreached: true, isGiven: true };
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
    return inputs.isDryRun
      ? dryRun(inputs, name, approval)
      : await decide(run, { name, url: ref.url, approval, deadline });
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

/** @returns why this user may not decide; undefined if the user may. */
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

function dryRun(inputs: ApproveInputs, name: string, approval: Approval): Ending {
  const values = inputs.approverInputs.map(({ name: input }) => quotedName(input)).join(', ');
  const asked = approval.message === undefined ? '' : `\n  "${oneLine(approval.message, 300)}"`;
  const text = `Dry run: would ${inputs.decision} ${name}${values === '' ? '' : ` with ${values}`}. Nothing was sent.${asked}`;
  return { status: 'waiting', level: 'notice', text, approval };
}
