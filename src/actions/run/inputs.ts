/** The inputs of the root action. */
import type { Scope } from '../../harness/execution.ts';
import { readRef } from '../../runtime-inputs/ref.ts';
import { oneLine } from '../../base/text.ts';
import type { ReadAuthor } from '../../inputs/yaml.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type InputContext, type Form, type GetInput, openForm, readKey } from '../../inputs/form.ts';

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
export function readRun(get: GetInput, circumstances: InputContext, readAuthor: ReadAuthor): RunInputs {
  const form = openForm(get);
  const key = readKey(form, circumstances);
  const where = form.where(key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
  const branch = form.text('pipeline-branch');
  const inputs: RunInputs = {
    key,
    scope: where.scope,
    pipeline: where.pipeline,
    inputs: get('inputs'),
    inputSets: form.identifiers('input-sets', 'input set'),
    stages: form.identifiers('stages', 'stage'),
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
  if (form.text('retry-of') === '') {
    checkForms(form, inputs, readAuthor);
  } else {
    checkRetry(form, inputs, branch);
  }
  form.close();
  return inputs;
}

/** What can be told of runtime inputs before Harness is asked for any. */
function checkForms(form: Form, { inputs, pipeline, ref }: RunInputs, readAuthor: ReadAuthor): void {
  const author = readAuthor(inputs, pipeline);
  for (const { input, text } of author.form === 'unusable' ? author.problems : []) {
    form.problem(input, text);
  }
  const build = ref === '' ? undefined : readRef(ref);
  if (build !== undefined && 'problem' in build) {
    form.problem('ref', build.problem);
  }
}

function checkRetry(form: Form, { inputs, inputSets, ref, onRerun }: RunInputs, branch: string): void {
  const fresh = { inputs: inputs.trim(), 'input-sets': inputSets.join(), ref, 'pipeline-branch': branch };
  for (const [name, value] of Object.entries(fresh)) {
    if (value !== '') {
      form.problem(name, 'cannot stand beside retry-of: a retry keeps the inputs of the execution that it retries.');
    }
  }
  if (onRerun === 'resume') {
    form.problem('on-rerun', "cannot be 'resume' beside retry-of, which says itself what is retried.");
  }
}
