/** The inputs of the root action. */
import type { Scope } from '../execution.ts';
import { oneLine } from '../text.ts';
import { type Following, readFollowing } from './following.ts';
import { type Circumstances, type GetInput, openForm, readKey } from './form.ts';

/** Everything that the root action was told. */
export interface RunInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  readonly pipeline: string;
  readonly inputs: string;
  readonly inputSets: readonly string[];
  readonly stages: readonly string[];
  readonly ref: string;
  readonly pipelineBranch: string;
  readonly notes: string;
  readonly wait: boolean;
  readonly onRerun: 'start' | 'resume';
  /** Id of the execution to retry; empty to start anew. */
  readonly retryOf: string;
  readonly dryRun: boolean;
}

/** Reads the root action's inputs. @throws InputError with every problem there is. */
export function readRun(get: GetInput, circumstances: Circumstances): RunInputs {
  const form = openForm(get);
  const key = readKey(form, circumstances);
  const where = form.where(key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
  const branch = form.text('pipeline-branch');
  const inputs: RunInputs = {
    key,
    scope: where.scope,
    pipeline: where.pipeline,
    inputs: get('inputs'),
    inputSets: form.names('input-sets'),
    stages: form.names('stages'),
    ref: form.text('ref'),
    pipelineBranch: branch === '' ? where.branch : branch,
    notes: form.text('notes') === '' ? circumstances.runUrl : form.text('notes'),
    wait: form.flag('wait', true),
    onRerun: form.choice('on-rerun', ['start', 'resume']),
    retryOf: where.execution,
    dryRun: form.flag('dry-run', false),
    ...readFollowing(form),
  };
  if (branch !== '' && where.branch !== '' && branch !== where.branch) {
    form.problem(
      'pipeline-branch',
      `is '${oneLine(branch, 100)}', but the URL in pipeline says '${oneLine(where.branch, 100)}'. Give one of them.`,
    );
  }
  if (form.text('retry-of') !== '') {
    const fresh = {
      inputs: inputs.inputs.trim(),
      'input-sets': inputs.inputSets.join(),
      ref: inputs.ref,
      'pipeline-branch': branch,
    };
    for (const [name, value] of Object.entries(fresh)) {
      if (value !== '') {
        form.problem(name, 'cannot stand beside retry-of: a retry keeps the inputs of the execution that it retries.');
      }
    }
    if (inputs.onRerun === 'resume') {
      form.problem('on-rerun', "cannot be 'resume' beside retry-of, which says itself what is retried.");
    }
  }
  form.close();
  return inputs;
}
