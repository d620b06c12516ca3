/** The inputs of `approve`. */
import type { NamedValue } from '../../base/secrets.ts';
import type { Scope } from '../../harness/execution.ts';
import { isIdentifier, notIdentifier } from '../../harness/identifiers.ts';
import { readChoice, readFlag } from '../../inputs/choices.ts';
import { type GetInput, type InputContext, openForm } from '../../inputs/form.ts';
import { readValues } from '../../inputs/mapping.ts';
import { readKey } from '../../inputs/secret.ts';
import { readWhere } from '../../inputs/where.ts';
import type { ReadYaml } from '../../inputs/yaml.ts';

/** The inputs of `approve`, read. */
export interface ApproveInputs {
  readonly key: string;
  readonly scope: Scope;
  /** Empty when only the execution's id is known. */
  readonly pipeline: string;
  readonly execution: string;
  readonly decision: 'approve' | 'reject';
  /** Empty for the default, which names the requester and the run. */
  readonly comments: string;
  readonly approverInputs: readonly NamedValue[];
  /** Identifier of the approval step; empty for the only one that waits. */
  readonly step: string;
  readonly isDryRun: boolean;
}

/** Reads the inputs of `approve`. @throws InputError with every problem. */
export function readApprove(get: GetInput, context: InputContext, readYaml: ReadYaml): ApproveInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  if (key.startsWith('sat.')) {
    form.problem(
      'api-key',
      'is a service account token (sat.…), but Harness accepts approvals only from users. Use a personal access token (pat.…) of an approver.',
    );
  }
  const { scope, pipeline, execution } = readWhere(form, key, { execution: 'required' });
  const report = (problem: string): void => {
    form.problem('approver-inputs', problem);
  };
  const step = form.text('step');
  if (step !== '' && !isIdentifier(step)) {
    form.problem('step', `${notIdentifier(step, 'step')}.`);
  }
  const inputs: ApproveInputs = {
    key,
    scope,
    pipeline,
    execution,
    decision: readChoice(form, 'decision', ['approve', 'reject']),
    comments: form.text('comments'),
    approverInputs: readValues(readYaml(form.raw('approver-inputs')), { report, example: 'ticket: OPS-12' }),
    step,
    isDryRun: readFlag(form, 'dry-run', false),
  };
  form.close();
  return inputs;
}
