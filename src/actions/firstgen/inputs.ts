/** The inputs of `firstgen`. */
import type { NamedValue } from '../../base/secrets.ts';
import type { Scope } from '../../harness/execution.ts';
import type { Build } from '../../harness/firstgen/executions.ts';
import { locate } from '../../harness/scope.ts';
import { readFlag } from '../../inputs/choices.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type InputContext, type Form, type GetInput, openForm } from '../../inputs/form.ts';
import { entriesOf, quotedName, readValues, type ReportProblem } from '../../inputs/mapping.ts';
import { readSecret, whyWithheld } from '../../inputs/secret.ts';
import type { ReadYaml } from '../../inputs/yaml.ts';
import type { Read } from '../../runtime-inputs/read-yaml.ts';
import type { Tree } from '../../runtime-inputs/tree.ts';

/** The inputs of `firstgen`, read. Names may be ids. */
export interface FirstGenInputs extends Following {
  readonly key: string;
  /** Without organization and project, which FirstGen does not have. */
  readonly scope: Scope;
  readonly application: string;
  /** Name of the pipeline, or of the workflow. */
  readonly pipeline: string;
  readonly isWorkflow: boolean;
  readonly variables: readonly NamedValue[];
  readonly artifacts: readonly Build[];
  readonly notes: string;
  readonly wait: boolean;
}

/** Reads the inputs of `firstgen`. @throws InputError with every problem. */
export function readFirstGen(get: GetInput, context: InputContext, readYaml: ReadYaml): FirstGenInputs {
  const form = openForm(get, context);
  const report =
    (name: string): ReportProblem =>
    (problem) =>
      form.problem(name, problem);
  const key = readSecret(form, 'api-key');
  if (key === '') {
    const remedy = 'is empty. Set it to a Harness FirstGen API key that is stored as a secret.';
    form.problem('api-key', whyWithheld('the key', context.withoutSecrets) ?? remedy);
  }
  const [pipeline, workflow] = [form.text('pipeline'), form.text('workflow')];
  const notes = form.text('notes');
  const inputs: FirstGenInputs = {
    key,
    scope: readScope(form),
    application: form.text('application'),
    pipeline: pipeline === '' ? workflow : pipeline,
    isWorkflow: pipeline === '' && workflow !== '',
    variables: readValues(readYaml(form.raw('variables')), {
      report: report('variables'),
      example: 'environment: prod',
    }),
    artifacts: readArtifacts(readYaml(form.raw('artifacts')), report('artifacts')),
    notes: notes === '' ? context.runUrl : notes,
    wait: readFlag(form, 'wait', true),
    ...readFollowing(form, 'abort', false),
  };
  if (inputs.application === '') {
    form.problem('application', 'is empty. Specify the name or id of the application.');
  }
  if (pipeline === '' && workflow === '') {
    form.problem('pipeline', 'is empty, and so is workflow. Specify the name or id of one of them.');
  } else if (pipeline !== '' && workflow !== '') {
    form.problem('workflow', 'cannot be combined with pipeline. Specify only one of them.');
  }
  form.close();
  return inputs;
}

function readScope(form: Form): Scope {
  const account = form.text('account');
  // The keys of FirstGen do not name their account.
  const { scope, problems } = locate({
    key: '',
    baseUrl: form.text('base-url'),
    account,
    org: '',
    project: '',
    addresses: {},
  });
  for (const { input, text } of problems) {
    form.problem(input, text);
  }
  if (account === '') {
    form.problem(
      'account',
      'is empty. Specify the account identifier: it follows /account/ in the URL of every Harness page.',
    );
  }
  return { ...scope, org: '', project: '' };
}

function readArtifacts(read: Read, report: ReportProblem): Build[] {
  return entriesOf(read, { report, example: `web: ${BUILD}` }).flatMap(([service, value]) => {
    const parts = value.kind === 'mapping' ? value.entries : new Map<string, Tree>();
    const part = (key: string): string => {
      const found = parts.get(key);
      return found?.kind === 'leaf' ? found.text : '';
    };
    const unknown = [...parts.keys()].filter((key) => key !== 'build' && key !== 'source');
    const [build, source] = [part('build'), part('source')];
    if (build === '' || source === '' || unknown.length > 0) {
      const only = unknown.length > 0 ? ` and nothing else (${unknown.map(quotedName).join(', ')})` : '';
      report(
        `${quotedName(service)} must have build (the build number) and source (the name of the artifact source)${only}: ${BUILD}.`,
      );
      return [];
    }
    return [{ service, build, source }];
  });
}

const BUILD = '{build: 1.10.1, source: library_nginx}';
