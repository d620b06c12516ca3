/** The inputs of `abort`. */
import type { Scope } from '../../harness/execution.ts';
import { type InputContext, type GetInput, openForm, readKey } from '../../inputs/form.ts';

/** The inputs of `abort`, read. */
export interface AbortInputs {
  readonly key: string;
  readonly scope: Scope;
  /** Empty when only the execution's id is known. */
  readonly pipeline: string;
  readonly execution: string;
  /** ms from the step's start */
  readonly timeout: number;
  /** ms, or `auto` */
  readonly pollInterval: 'auto' | number;
}

/** Reads the inputs of `abort`. @throws InputError with every problem there is. */
export function readAbort(get: GetInput, context: InputContext): AbortInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  const { scope, pipeline, execution } = form.where(key, { execution: 'required' });
  const timeout = form.duration('timeout', '5m', 1000);
  const pollInterval = form.pollInterval('poll-interval');
  form.close();
  return { key, scope, pipeline, execution, timeout, pollInterval };
}
