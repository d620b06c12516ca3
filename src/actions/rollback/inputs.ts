/** The inputs of `rollback`. */
import type { Scope } from '../../harness/execution.ts';
import { isIdentifier, notIdentifier } from '../../harness/identifiers.ts';
import type { RollbackOrder } from '../../harness/nextgen/rollback.ts';
import { readChoice, readFlag } from '../../inputs/choices.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type Form, type GetInput, type InputContext, openForm } from '../../inputs/form.ts';
import { readKey } from '../../inputs/secret.ts';
import { readWhere } from '../../inputs/where.ts';

/** The inputs of `rollback`, read. */
export interface RollbackInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  readonly order: RollbackOrder;
  readonly wait: boolean;
}

/** Reads the inputs of `rollback`. @throws InputError with every problem. */
export function readRollback(get: GetInput, context: InputContext): RollbackInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  const { scope } = readWhere(form, key, {});
  const inputs: RollbackInputs = {
    key,
    scope,
    order: {
      service: identifier(form, 'service'),
      environment: identifier(form, 'environment'),
      infrastructure: identifier(form, 'infrastructure'),
      environmentType: form.text('environment-type') === '' ? '' : readChoice(form, 'environment-type', TYPES),
      artifact: form.text('artifact'),
      chartVersion: form.text('chart-version'),
    },
    wait: readFlag(form, 'wait', true),
    ...readFollowing(form),
  };
  form.close();
  return inputs;
}

const TYPES = ['Production', 'PreProduction'] as const;

/** Services and environments of an organization or an account have its level before their identifier: `org.web`. */
function identifier(form: Form, name: string): string {
  const text = form.text(name);
  if (text === '') {
    form.problem(name, `is empty. Specify the identifier of the ${name} that was deployed.`);
  } else if (!isIdentifier(text)) {
    form.problem(name, `${notIdentifier(text, name)}.`);
  }
  return text;
}
