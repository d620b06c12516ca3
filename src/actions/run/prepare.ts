/** What is read and checked before a start, so that every problem is reported at once and nothing is silently ignored. */
import type { Bounds } from '../../base/clock.ts';
import { confidentialValues, keepWhole } from '../../base/secrets.ts';
import { sideBySide } from '../../base/side-by-side.ts';
import { count, oneLine, quotedValue } from '../../base/text.ts';
import { HarnessError, InputError, refusalReason, type Problem } from '../../harness/errors.ts';
import type { StartOrder } from '../../harness/nextgen/executions.ts';
import { pipelineApi } from '../../harness/nextgen/pipelines.ts';
import type { Connection } from '../../lifecycle/connect.ts';
import type { Step } from '../../runner/step.ts';
import type { Fitted } from '../../runtime-inputs/fit.ts';
import { type ReadSet, readSets } from './input-sets.ts';
import type { RunInputs } from './inputs.ts';

/** What is about to be sent. */
interface Plan {
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
 * Reads the pipeline's template, its input sets and its stages side by side, as far as they are needed, and fits the inputs into it.
 *
 * @param deadline ms since 1970
 * @throws InputError with every problem there is; HarnessError when Harness refuses the key itself; DeadlineExceeded, Cancelled.
 */
export async function prepare({ step, inputs, connection }: Preparation, deadline: number): Promise<Plan> {
  const { pipeline, pipelineBranch: branch } = inputs;
  const api = pipelineApi(connection.http, inputs.scope);
  const where = { pipeline, branch };
  /** Retries until there is an answer or a refusal; only a key that is refused and a pipeline that does not exist end the step here. */
  const ask = async <T>(question: (bounds: Bounds) => Promise<T>): Promise<T | HarnessError> =>
    connection.retry.untilAnswered(async (bounds) => refusalOf(question, bounds), {
      deadline,
      signal: step.signal,
      givesUpUnreached: true,
    });

  const readTemplate = (stages: readonly string[]): Promise<string | undefined | HarnessError> =>
    ask((bounds) => api.template({ ...where, stages }, bounds));

  const [known, { sets, problems: wrongSets }, chosen] = await sideBySide([
    inputs.stages.length === 0 ? Promise.resolve(undefined) : ask((bounds) => api.stages(where, bounds)),
    readSets(inputs.inputSets, (id) => ask((bounds) => api.inputSet({ ...where, id }, bounds))),
    readTemplate(inputs.stages),
  ]);
  if (known instanceof HarnessError) {
    step.log.warning(`The stages cannot be checked. ${known.message}`);
  }
  const wrongStages =
    known === undefined || known instanceof HarnessError ? [] : checkStages(inputs.stages, known, pipeline);
  const problems: Problem[] = [...wrongStages, ...wrongSets];
  // A template for stages that there are not says nothing about the inputs, whose problems are to be reported, too.
  const template = wrongStages.length === 0 ? chosen : await readTemplate([]);
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

interface Read {
  readonly template: string | undefined | HarnessError;
  readonly sets: readonly ReadSet[];
}

async function fit({ step, inputs }: Omit<Preparation, 'connection'>, { template, sets }: Read): Promise<Fitted> {
  const { pipeline, ref, stages, key, githubToken } = inputs;
  if (template === undefined && inputs.inputs.trim() === '' && sets.length === 0 && ref === '') {
    return { yaml: '', merged: undefined, coversSets: false, origins: [], warnings: [] };
  }
  const { fitInputs, unreadTemplate, valuesIn } = await import(/* webpackIgnore: true */ '../../runtime-inputs/fit.ts');
  const wanted = { pipeline, inputs: inputs.inputs, sets, ref, stages, masked: [key, githubToken] };
  const fitted =
    template instanceof HarnessError
      ? unreadTemplate(
          wanted,
          template.failure.detail === '' ? template.message : template.failure.detail,
          refusalReason(template.failure),
        )
      : fitInputs({ ...wanted, template });
  if (!('problems' in fitted)) {
    const values = [fitted.yaml, fitted.merged ?? ''].flatMap(valuesIn);
    step.conceal(confidentialValues(values));
    keepWhole(values.map(({ value }) => value));
    for (const warning of fitted.warnings) {
      step.log.warning(warning);
    }
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
