/** The inputs of `follow`. */
import type { Scope } from '../../harness/execution.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type InputContext, type GetInput, openForm, readKey } from '../../inputs/form.ts';

/** Everything that `follow` was told. */
export interface FollowInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  /** Empty when only the execution's id is known. */
  readonly pipeline: string;
  /** Empty for the newest of the pipeline. */
  readonly execution: string;
  /** false: one look. */
  readonly wait: boolean;
}

/** Reads the inputs of `follow`. @throws InputError with every problem there is. */
export function readFollow(get: GetInput, circumstances: InputContext): FollowInputs {
  const form = openForm(get);
  const key = readKey(form, circumstances);
  if (form.text('execution') === '' && form.text('pipeline') === '') {
    form.problem(
      'execution',
      "is empty. Give an execution's id or its URL from the browser, or pipeline for the newest execution of one.",
    );
  }
  const { scope, pipeline, execution } = form.where(key, { execution: 'optional', pipeline: 'optional' });
  const inputs = { key, scope, pipeline, execution, wait: form.flag('wait', true), ...readFollowing(form, 'leave') };
  form.close();
  return inputs;
}
