/** The inputs of `follow`. */
import type { Scope } from '../../harness/execution.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type InputContext, type GetInput, openForm, readKey } from '../../inputs/form.ts';

/** The inputs of `follow`, read. */
export interface FollowInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  /** Empty when only the execution's id is known. */
  readonly pipeline: string;
  /** Empty for the newest of the pipeline. */
  readonly execution: string;
  /** false: one poll. */
  readonly wait: boolean;
}

/** Reads the inputs of `follow`. @throws InputError with every problem there is. */
export function readFollow(get: GetInput, context: InputContext): FollowInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  if (form.text('execution') === '' && form.text('pipeline') === '') {
    form.problem(
      'execution',
      "is empty. Give an execution's id or its URL from the browser, or pipeline for its newest execution. If it comes from another job's output: GitHub drops an output that contains a secret, so pass execution-id rather than execution-url.",
    );
  }
  const { scope, pipeline, execution } = form.where(key, { execution: 'optional', pipeline: 'optional' });
  const inputs = { key, scope, pipeline, execution, wait: form.flag('wait', true), ...readFollowing(form, 'leave') };
  form.close();
  return inputs;
}
