/** The inputs of `abort`. */
import type { Scope } from '../../harness/execution.ts';
import { readPollInterval, readTimeout } from '../../inputs/durations.ts';
import { type InputContext, type GetInput, openForm } from '../../inputs/form.ts';
import { readKey } from '../../inputs/secret.ts';
import { readWhere } from '../../inputs/where.ts';

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

/** Reads the inputs of `abort`. @throws InputError with every problem. */
export function readAbort(get: GetInput, context: InputContext): AbortInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  const { scope, pipeline, execution } = readWhere(form, key, { execution: 'required' });
  const timeout = readTimeout(form, '5m');
  const pollInterval = readPollInterval(form);
  form.close();
  return { key, scope, pipeline, execution, timeout, pollInterval };
}
