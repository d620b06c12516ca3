/** The inputs of the root action. */
import { quotedValue } from '../../base/text.ts';
import type { Scope } from '../../harness/execution.ts';
import type { GitSource } from '../../harness/scope.ts';
import { readChoice, readFlag } from '../../inputs/choices.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type InputContext, type Form, type GetInput, openForm } from '../../inputs/form.ts';
import { readIdentifiers } from '../../inputs/lists.ts';
import { readKey } from '../../inputs/secret.ts';
import { readWhere } from '../../inputs/where.ts';
import type { ReadRuntimeInputs } from '../../inputs/yaml.ts';
import { readRef } from '../../runtime-inputs/codebase.ts';
import type { RuntimeInputs } from '../../runtime-inputs/inputs.ts';

/** The inputs of the root action, read. */
export interface RunInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  readonly pipeline: string;
  readonly inputs: RuntimeInputs;
  readonly inputSets: readonly string[];
  readonly stages: readonly string[];
  readonly ref: string;
  readonly git: GitSource;
  readonly notes: string;
  readonly wait: boolean;
  readonly onRerun: 'start' | 'resume';
  /** What to do when another execution of the pipeline has not ended. */
  readonly ifRunning: 'start' | 'wait' | 'follow' | 'replace' | 'fail';
  /** Id of the execution to retry; empty for a new start. */
  readonly retryOf: string;
  readonly dryRun: boolean;
}

/** Reads the root action's inputs. @throws InputError with every problem. */
export function readRun(get: GetInput, context: InputContext, readInputs: ReadRuntimeInputs): RunInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  const where = readWhere(form, key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
  const branch = readBranch(form);
  const inputs: RunInputs = {
    key,
    scope: where.scope,
    pipeline: where.pipeline,
    inputs: readInputs(form.raw('inputs'), where.pipeline),
    inputSets: readIdentifiers(form, 'input-sets', 'input set'),
    stages: readIdentifiers(form, 'stages', 'stage'),
    ref: form.text('ref'),
    git: branch === '' ? where.git : { ...where.git, branch },
    notes: form.text('notes') === '' ? context.runUrl : form.text('notes'),
    wait: readFlag(form, 'wait', true),
    onRerun: readChoice(form, 'on-rerun', ['start', 'resume']),
    ifRunning: readChoice(form, 'if-running', ['start', 'wait', 'follow', 'replace', 'fail']),
    retryOf: where.execution,
    dryRun: readFlag(form, 'dry-run', false),
    ...readFollowing(form),
  };
  if (branch !== '' && where.git.branch !== '' && branch !== where.git.branch) {
    form.problem(
      'pipeline-branch',
      `is ${quotedValue(branch)}, but the URL in pipeline says ${quotedValue(where.git.branch)}. Specify only one of them.`,
    );
  }
  if (form.text('retry-of') === '') {
    checkForms(form, inputs);
  } else {
    checkRetry(form, inputs);
  }
  form.close();
  return inputs;
}

/** @returns the branch that `pipeline-branch` names: `feature/x` or `refs/heads/feature/x`. */
function readBranch(form: Form): string {
  const written = form.text('pipeline-branch');
  const branch = written.replace(/^refs\/heads\//, '');
  if (/^refs(?:\/|$)/.test(branch) || (branch === '' && written !== '')) {
    const text = `must be a branch, got ${quotedValue(written)}: Harness loads a pipeline's YAML only from a branch. To choose what the CI stage builds, use ref.`;
    form.problem('pipeline-branch', text);
  }
  return branch;
}

/** Checks of runtime inputs that need no request to Harness. */
function checkForms(form: Form, { inputs, ref }: RunInputs): void {
  for (const { input, text } of inputs.form === 'unusable' ? inputs.problems : []) {
    form.problem(input, text);
  }
  const build = ref === '' ? undefined : readRef(ref);
  if (build !== undefined && 'problem' in build) {
    form.problem('ref', build.problem);
  }
}

function checkRetry(form: Form, { onRerun }: RunInputs): void {
  for (const name of ['inputs', 'input-sets', 'ref', 'pipeline-branch'].filter((each) => form.text(each) !== '')) {
    form.problem(name, 'cannot be combined with retry-of: a retry keeps the inputs of the execution that it retries.');
  }
  if (onRerun === 'resume') {
    form.problem('on-rerun', "cannot be 'resume' together with retry-of, which already names the execution to retry.");
  }
}
