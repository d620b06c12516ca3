/** Everything that is asked and checked before a start, so that what is wrong is told at once and nothing is lost in silence. */
import type { Connection } from '../../lifecycle/connect.ts';
import type { StartOrder } from '../../harness/nextgen/executions.ts';
import { type InputSet, pipelineApi } from '../../harness/nextgen/pipelines.ts';
import { HarnessError, InputError, refusalReason, type Problem } from '../../harness/errors.ts';
import type { Bounds } from '../../base/clock.ts';
import type { RunInputs } from './inputs.ts';
import type { Fitted } from '../../runtime-inputs/fit.ts';
import type { Step } from '../../runner/step.ts';
import { count, oneLine } from '../../base/text.ts';

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
 * @throws InputError with every problem there is; HarnessError when Harness refuses the key itself; Overdue, Cancelled.
 */
export async function prepare({ step, inputs, connection }: Preparation, deadline: number): Promise<Plan> {
  const { pipeline, pipelineBranch: branch } = inputs;
  const api = pipelineApi(connection.http, inputs.scope);
  const where = { pipeline, branch };
  /** Asks until there is an answer or a refusal; only a key that is refused altogether ends the step here. */
  const ask = async <T>(question: (bounds: Bounds) => Promise<T>): Promise<T | HarnessError> =>
    connection.retry.untilAnswered(async (bounds) => refusalOf(question, bounds), {
      deadline,
      signal: step.signal,
      givesUpUnreached: true,
    });

  const problems: Problem[] = [];
  if (inputs.stages.length > 0) {
    const known = await ask((bounds) => api.stages(where, bounds));
    if (known instanceof HarnessError) {
      step.log.warning(`The stages cannot be checked. ${known.message}`);
    } else {
      problems.push(...checkStages(inputs.stages, known, pipeline));
    }
  }
  const sets = await readSets(inputs.inputSets, problems, (id) =>
    ask((bounds) => api.inputSet({ ...where, id }, bounds)),
  );
  const stages = problems.some(({ input }) => input === 'stages') ? [] : inputs.stages;
  const template = await ask((bounds) => api.template({ ...where, stages }, bounds));
  const fitted = await fit({ step, inputs }, { template, sets });
  problems.push(...('problems' in fitted ? fitted.problems : []));
  if ('problems' in fitted || problems.length > 0) {
    throw new InputError(problems);
  }
  showOrigins(step, fitted);
  // With stages Harness takes no input sets, and where the author's value replaces a list or a mapping of a set, its own merge
  // would mix the two: in both cases the sets are merged into the YAML here.
  const merges = inputs.inputSets.length > 0 && (inputs.stages.length > 0 || fitted.coversSets);
  return {
    order: {
      pipeline,
      branch,
      yaml: merges ? (fitted.merged ?? fitted.yaml) : fitted.yaml,
      inputSets: merges ? [] : inputs.inputSets,
      stages: inputs.stages,
      notes: '',
    },
  };
}

async function refusalOf<T>(question: (bounds: Bounds) => Promise<T>, bounds: Bounds): Promise<T | HarnessError> {
  try {
    return await question(bounds);
  } catch (error) {
    if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) !== 'unauthorized') {
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
      text: `'${oneLine(id, 100)}' is not a stage of ${pipeline}. It has ${oneLine(ids.join(', '), 800)}.`,
    }));
}

/** Members of overlays that are read at the most, overlays in overlays included. */
const MOST_SETS = 100;

/**
 * Reads the sets in their order, each overlay in place of its members. What is missing or outdated is a problem. What an
 * outdated one gives counts as given, so that nobody looks for those values, too.
 */
async function readSets(
  ids: readonly string[],
  problems: Problem[],
  read: (id: string) => Promise<InputSet | HarnessError>,
): Promise<{ readonly id: string; readonly yaml: string }[]> {
  const sets: { readonly id: string; readonly yaml: string }[] = [];
  const todo = ids.map((id) => ({ id, within: '', isTold: false })).toReversed();
  let requested = 0;
  for (let next = todo.pop(); next !== undefined && requested < MOST_SETS; next = todo.pop()) {
    requested += 1;
    const { id, within, isTold } = next;
    const name = `'${oneLine(id, 100)}'${within === '' ? '' : `, a member of the overlay '${oneLine(within, 100)}',`}`;
    const set = await read(id);
    if (set instanceof HarnessError) {
      const why =
        refusalReason(set.failure) === 'not-found'
          ? 'does not exist'
          : `cannot be read (${oneLine(set.failure.detail, 300)})`;
      problems.push({ input: 'input-sets', text: `${name} ${why}. Harness would skip it in silence.` });
      continue;
    }
    // An overlay is outdated when one of its members is: one word on both.
    if (set.isOutdated && !isTold) {
      problems.push({
        input: 'input-sets',
        text: `${name} is outdated: the pipeline has changed since. Open it in Harness and reconcile it.`,
      });
    }
    if (set.yaml !== undefined) {
      sets.push({ id, yaml: set.yaml });
    } else if (within === '') {
      todo.push(...set.members.map((member) => ({ id: member, within: id, isTold: set.isOutdated })).toReversed());
    }
  }
  return sets;
}

interface Read {
  readonly template: string | undefined | HarnessError;
  readonly sets: readonly { readonly id: string; readonly yaml: string }[];
}

async function fit({ step, inputs }: Omit<Preparation, 'connection'>, { template, sets }: Read): Promise<Fitted> {
  const { pipeline, ref, stages, key, githubToken } = inputs;
  if (template === undefined && inputs.inputs.trim() === '' && sets.length === 0 && ref === '') {
    return { yaml: '', merged: undefined, coversSets: false, origins: [], warnings: [] };
  }
  const { fitInputs, unreadTemplate } = await import(/* webpackIgnore: true */ '../../runtime-inputs/fit.ts');
  const wanted = { pipeline, inputs: inputs.inputs, sets, ref, stages, masked: [key, githubToken] };
  const fitted =
    template instanceof HarnessError
      ? unreadTemplate(
          wanted,
          template.failure.detail === '' ? template.message : template.failure.detail,
          refusalReason(template.failure),
        )
      : fitInputs({ ...wanted, template });
  for (const warning of 'warnings' in fitted ? fitted.warnings : []) {
    step.log.warning(warning);
  }
  return fitted;
}

/** The closed group that says which input was set by whom. */
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
