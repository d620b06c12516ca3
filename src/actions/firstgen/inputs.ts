/** The inputs of `firstgen`. */
import type { Scope } from '../../harness/execution.ts';
import type { Build, Variable } from '../../harness/firstgen/executions.ts';
import type { Read } from '../../runtime-inputs/read-yaml.ts';
import type { Tree } from '../../runtime-inputs/tree.ts';
import { locate } from '../../harness/scope.ts';
import { oneLine } from '../../base/text.ts';
import type { ReadYaml } from '../../inputs/yaml.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type InputContext, type Form, type GetInput, openForm, whyWithheld } from '../../inputs/form.ts';

/** Everything that `firstgen` was told. Names may be ids. */
export interface FirstGenInputs extends Following {
  readonly key: string;
  /** Without organization and project: FirstGen knows neither. */
  readonly scope: Scope;
  readonly application: string;
  /** Name of the pipeline, or of the workflow. */
  readonly pipeline: string;
  readonly isWorkflow: boolean;
  readonly variables: readonly Variable[];
  readonly artifacts: readonly Build[];
  readonly notes: string;
  readonly wait: boolean;
}

/** Reads the inputs of `firstgen`. @throws InputError with every problem there is. */
export function readFirstGen(get: GetInput, circumstances: InputContext, readYaml: ReadYaml): FirstGenInputs {
  const form = openForm(get);
  const tell =
    (name: string): Tell =>
    (problem) =>
      form.problem(name, problem);
  const key = form.secret('api-key');
  if (key === '') {
    const remedy = 'is empty. Give an API key of Harness FirstGen, out of a secret.';
    form.problem('api-key', whyWithheld('the key', circumstances.withoutSecrets) ?? remedy);
  }
  const [pipeline, workflow] = [form.text('pipeline'), form.text('workflow')];
  const notes = form.text('notes');
  const inputs: FirstGenInputs = {
    key,
    scope: readScope(form),
    application: form.text('application'),
    pipeline: pipeline === '' ? workflow : pipeline,
    isWorkflow: pipeline === '' && workflow !== '',
    variables: readVariables(readYaml(get('variables')), tell('variables')),
    artifacts: readArtifacts(readYaml(get('artifacts')), tell('artifacts')),
    notes: notes === '' ? circumstances.runUrl : notes,
    wait: form.flag('wait', true),
    ...readFollowing(form, 'abort', false),
  };
  if (inputs.application === '') {
    form.problem('application', 'is empty. Give the name of the application, or its id.');
  }
  if (pipeline === '' && workflow === '') {
    form.problem('pipeline', 'is empty, and workflow is, too. Give one of them, by its name or its id.');
  } else if (pipeline !== '' && workflow !== '') {
    form.problem('workflow', 'cannot stand beside pipeline. Give one of them.');
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
      'is empty. Give the account identifier, which stands in the URL of every page after /account/.',
    );
  }
  return { ...scope, org: '', project: '' };
}

type Tell = (problem: string) => void;

/** @returns the entries of a mapping; none after telling that it is something else. */
function entriesOf(read: Read, tell: Tell, example: string): (readonly [string, Tree])[] {
  const faults = 'faults' in read ? read.faults.map((fault) => `${fault}.`) : [];
  const tree = 'tree' in read ? read.tree : undefined;
  if (tree !== undefined && tree.kind !== 'mapping' && !(tree.kind === 'leaf' && tree.text === '')) {
    faults.push(`is ${kindOf(tree)}. Give a mapping such as ${example}.`);
  }
  faults.forEach(tell);
  return tree?.kind === 'mapping' ? [...tree.entries] : [];
}

function readVariables(read: Read, tell: Tell): Variable[] {
  return entriesOf(read, tell, 'environment: prod').flatMap(([name, value]) => {
    if (value.kind !== 'leaf') {
      tell(`${shown(name)} is ${kindOf(value)}. A variable of FirstGen is a text; write several values with commas.`);
      return [];
    }
    return [{ name, value: value.text }];
  });
}

function readArtifacts(read: Read, tell: Tell): Build[] {
  return entriesOf(read, tell, `web: ${BUILD}`).flatMap(([service, value]) => {
    const parts = value.kind === 'mapping' ? value.entries : new Map<string, Tree>();
    const part = (key: string): string => {
      const found = parts.get(key);
      return found?.kind === 'leaf' ? found.text : '';
    };
    const unknown = [...parts.keys()].filter((key) => key !== 'build' && key !== 'source');
    const [build, source] = [part('build'), part('source')];
    if (build === '' || source === '' || unknown.length > 0) {
      const only = unknown.length > 0 ? ` and nothing else (${unknown.map(shown).join(', ')})` : '';
      tell(`${shown(service)} needs build, the number, and source, the artifact source's name${only}: ${BUILD}.`);
      return [];
    }
    return [{ service, build, source }];
  });
}

const BUILD = '{build: 1.10.1, source: library_nginx}';

function kindOf(tree: Tree): string {
  return tree.kind === 'leaf' ? 'a single value' : tree.kind === 'list' ? 'a list' : 'a mapping';
}

function shown(name: string): string {
  return `'${oneLine(name, 80)}'`;
}
