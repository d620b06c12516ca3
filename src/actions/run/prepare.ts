/** Everything that is asked and checked before a start, so that every problem is reported at once and nothing is silently ignored. */
import type { Bounds } from '../../base/clock.ts';
import { count, duration, oneLine, quotedValue } from '../../base/text.ts';
import { DeadlineExceeded, HarnessError, InputError, refusalReason, type Problem } from '../../harness/errors.ts';
import type { StartOrder } from '../../harness/nextgen/executions.ts';
import { type InputSet, pipelineApi } from '../../harness/nextgen/pipelines.ts';
import type { Connection } from '../../lifecycle/connect.ts';
import type { Step } from '../../runner/step.ts';
import type { SetYaml } from '../../runtime-inputs/inputs.ts';
import type { ReadPipeline } from '../../runtime-inputs/missing.ts';
import type { Fitted } from '../../runtime-inputs/wanted.ts';
import type { RunInputs } from './inputs.ts';

/** What is about to be sent. */
export interface Plan {
  /** Its notes are still empty: they hold the marker, which is made of this. */
  readonly order: StartOrder;
}

/** What the preparation needs. */
export interface Preparation {
  readonly step: Step;
  readonly inputs: RunInputs;
  readonly connection: Connection;
}

/**
 * Reads the pipeline's template, its input sets and its stages, as far as they are asked for, and fits the inputs into it.
 *
 * @param deadline ms since 1970
 * @throws InputError with every problem there is; HarnessError when Harness refuses the key itself; DeadlineExceeded, Cancelled.
 */
export async function prepare(preparation: Preparation, deadline: number): Promise<Plan> {
  const { step, inputs, connection } = preparation;
  const { pipeline, git } = inputs;
  const api = pipelineApi(connection.http, inputs.scope);
  const where = { pipeline, git };
  /** Asks until there is an answer or a refusal; only a key that is refused and a pipeline that does not exist end the step here. */
  const ask: Ask = (question, until = deadline) =>
    connection.retry.untilAnswered(async (bounds) => refusalOf(question, bounds), {
      deadline: until,
      signal: step.signal,
      givesUpUnreached: true,
    });

  const templateOf = (stages: readonly string[]) => ask((bounds) => api.template({ ...where, stages }, bounds));
  const [known, { sets, problems }, template] = await Promise.all([
    inputs.stages.length === 0 ? undefined : ask((bounds) => api.stages(where, bounds)),
    readSets(inputs.inputSets, (id) => ask((bounds) => api.inputSet({ ...where, id }, bounds))),
    templateOf(inputs.stages),
  ]);
  if (known instanceof HarnessError) {
    step.log.warning(`The stages cannot be checked. ${known.message}`);
  }
  const isKnown = known !== undefined && !(known instanceof HarnessError);
  const stageProblems = isKnown ? checkStages(inputs.stages, known, pipeline) : [];
  const fitted = await fit(preparation, {
    // Without the stages that do not exist, what the others ask for is not known.
    template: stageProblems.length > 0 ? await templateOf([]) : template,
    sets,
    stages: stageProblems.length > 0 ? [] : inputs.stages,
    readPipeline: () => readPipeline((bounds) => api.yaml(where, bounds), { step, ask, deadline }),
  });
  const all = [...stageProblems, ...problems, ...('problems' in fitted ? fitted.problems : [])];
  if ('problems' in fitted || all.length > 0) {
    throw new InputError(all);
  }
  showOrigins(step, fitted);
  const { inputSets } = inputs;
  return { order: { pipeline, git, yaml: fitted.yaml, inputSets, stages: inputs.stages, notes: '' } };
}

type Ask = <T>(question: (bounds: Bounds) => Promise<T>, until?: number) => Promise<T | HarnessError>;

/** ms after which a start goes on without the pipeline's own YAML, which can only add to what is checked. */
const PIPELINE_LIMIT = 20_000;

interface Asking extends Pick<Preparation, 'step'> {
  readonly ask: Ask;
  readonly deadline: number;
}

async function readPipeline(
  question: (bounds: Bounds) => Promise<string | undefined>,
  { step, ask, deadline }: Asking,
): ReturnType<ReadPipeline> {
  try {
    const yaml = await ask(question, Math.min(deadline, step.clock.now() + PIPELINE_LIMIT));
    return yaml instanceof HarnessError
      ? { refusal: yaml.failure.detail === '' ? yaml.message : yaml.failure.detail }
      : yaml === undefined
        ? { refusal: 'the answer holds no YAML' }
        : { yaml };
  } catch (error) {
    if (error instanceof DeadlineExceeded && step.clock.now() < deadline) {
      return { refusal: `no answer within ${duration(PIPELINE_LIMIT)}` };
    }
    throw error;
  }
}

async function refusalOf<T>(question: (bounds: Bounds) => Promise<T>, bounds: Bounds): Promise<T | HarnessError> {
  try {
    return await question(bounds);
  } catch (error) {
    if (
      error instanceof HarnessError &&
      error.kind === 'refused' &&
      refusalReason(error.failure) !== 'unauthorized' &&
      error.failure.isPipelineMissing !== true
    ) {
      return error;
    }
    throw error;
  }
}

function checkStages(
  wanted: readonly string[],
  known: readonly { readonly id: string }[],
  pipeline: string,
): Problem[] {
  if (known.length === 0) {
    const text = `cannot be chosen: ${pipeline} does not allow to run single stages. Allow it in its advanced options (allowStageExecutions).`;
    return [{ input: 'stages', text }];
  }
  const ids = known.map(({ id }) => id);
  return wanted
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      input: 'stages',
      text: `${quotedValue(id)} is not a stage of ${pipeline}. It has ${oneLine(ids.join(', '), 800)}.`,
    }));
}

const MAX_MEMBERS = 100;

interface ReadSets {
  readonly sets: readonly SetYaml[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the sets side by side, each overlay in place of its members, and keeps their order. What is missing or outdated is a
 * problem. What an outdated one gives counts as given, so that its values are not reported as missing, too.
 */
async function readSets(
  ids: readonly string[],
  read: (id: string) => Promise<InputSet | HarnessError>,
): Promise<ReadSets> {
  const found = await Promise.all(
    ids.map(async (id): Promise<ReadSets> => {
      const set = await read(id);
      const own = checkSet(set, quotedValue(id));
      if (set instanceof HarnessError || set.yaml !== undefined) {
        return own;
      }
      if (set.members.length > MAX_MEMBERS) {
        const text = `${quotedValue(id)} is an overlay of ${set.members.length} input sets. At most ${MAX_MEMBERS} can be read.`;
        return { sets: [], problems: [{ input: 'input-sets', text }] };
      }
      const members = await Promise.all(
        set.members.map(async (member) => {
          const name = `${quotedValue(member)}, a member of the overlay ${quotedValue(id)},`;
          // An overlay is outdated when one of its members is: that is one problem.
          return checkSet(await read(member), name, set.isOutdated);
        }),
      );
      return join([own, ...members]);
    }),
  );
  return join(found);
}

/** @returns what a set gives, if it is one with values, and what is wrong with it. */
function checkSet(set: InputSet | HarnessError, name: string, isKnownOutdated = false): ReadSets {
  if (set instanceof HarnessError) {
    const why =
      refusalReason(set.failure) === 'not-found'
        ? 'does not exist'
        : `cannot be read (${oneLine(set.failure.detail, 300)})`;
    return { sets: [], problems: [{ input: 'input-sets', text: `${name} ${why}. Harness would silently ignore it.` }] };
  }
  const text = `${name} is outdated: the pipeline has changed since. Open it in Harness and reconcile it.`;
  return {
    sets: set.yaml === undefined ? [] : [{ id: set.id, yaml: set.yaml, isOutdated: set.isOutdated }],
    problems: set.isOutdated && !isKnownOutdated ? [{ input: 'input-sets', text }] : [],
  };
}

function join(all: readonly ReadSets[]): ReadSets {
  return { sets: all.flatMap(({ sets }) => sets), problems: all.flatMap(({ problems }) => problems) };
}

interface Read {
  readonly template: string | undefined | HarnessError;
  readonly sets: ReadSets['sets'];
  /** The stages for which the template was read. */
  readonly stages: readonly string[];
  readonly readPipeline: ReadPipeline;
}

async function fit(
  { step, inputs }: Preparation,
  { template, sets, stages, readPipeline: read }: Read,
): Promise<Fitted> {
  const { pipeline, ref, key, githubToken } = inputs;
  if (template === undefined && inputs.inputs.form === 'empty' && sets.length === 0 && ref === '') {
    return { yaml: '', origins: [], warnings: [] };
  }
  const { fitInputs, unreadTemplate } = await import(/* webpackIgnore: true */ '../../runtime-inputs/fit.ts');
  const { event } = step.workflow;
  const wanted = {
    pipeline,
    inputs: inputs.inputs,
    sets,
    ref,
    stages,
    masked: [key, githubToken],
    event,
    readPipeline: read,
  };
  const fitted =
    template instanceof HarnessError
      ? unreadTemplate(
          wanted,
          template.failure.detail === '' ? template.message : template.failure.detail,
          refusalReason(template.failure),
        )
      : await fitInputs({ ...wanted, template });
  for (const warning of 'warnings' in fitted ? fitted.warnings : []) {
    step.log.warning(warning);
  }
  return fitted;
}

/** The collapsed group that says which input was set by whom. */
function showOrigins({ log }: Step, { origins }: Extract<Fitted, { readonly yaml: string }>): void {
  if (origins.length === 0) {
    return;
  }
  const by = new Map<string, string[]>();
  for (const { path, from } of origins) {
    by.set(from, [...(by.get(from) ?? []), path.split('.').at(-1) ?? path]);
  }
  const title = [...by].map(([from, names]) =>
    from === 'default' || from === 'asked during the run'
      ? from === 'default'
        ? count(names.length, 'default')
        : `${names.length} asked during the run`
      : `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''} from ${from}`,
  );
  log.group(
    `Runtime inputs: ${title.join('; ')}`,
    origins.map(({ path, value, from }) => `  ${path} = ${value}  (${from})`),
  );
}
