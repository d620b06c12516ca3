/** Reads and checks everything before a start, so that every problem is reported at once and nothing is silently ignored. */
import type { Bounds } from '../../base/clock.ts';
import { protect } from '../../base/secrets.ts';
import { sideBySide } from '../../base/side-by-side.ts';
import { count, duration, oneLine, quotedValue } from '../../base/text.ts';
import { DeadlineExceeded, HarnessError, InputError, type Problem } from '../../harness/errors.ts';
import { pipelineApi } from '../../harness/nextgen/pipelines.ts';
import { refusalReason } from '../../harness/request-failure.ts';
import type { ConnectedStep } from '../../lifecycle/connect.ts';
import type { Step } from '../../runner/step.ts';
import type { SetYaml } from '../../runtime-inputs/inputs.ts';
import type { ReadPipeline } from '../../runtime-inputs/missing.ts';
import type { Fitted } from '../../runtime-inputs/wanted.ts';
import type { PlannedOrder } from './dry-run.ts';
import { readSets } from './input-sets.ts';
import type { RunInputs } from './inputs.ts';

/**
 * Reads the pipeline's template, its input sets and its stages side by side, as far as they are needed, and fits the inputs into it.
 *
 * @param deadline ms since 1970
 * @returns the start; its notes are still empty, because they hold the marker, which is made of it.
 * @throws InputError with every problem there is; HarnessError when Harness refuses the key itself; DeadlineExceeded, Cancelled.
 */
export async function prepare(preparation: ConnectedStep<RunInputs>, deadline: number): Promise<PlannedOrder> {
  const { step, inputs, connection } = preparation;
  const { pipeline, git } = inputs;
  const api = pipelineApi(connection.http, inputs.scope);
  const where = { pipeline, git };
  /** Retries until there is an answer or a refusal; only a key that is refused and a pipeline that does not exist end the step here. */
  const ask: Ask = (send, until = deadline) =>
    connection.retry.untilAnswered(async (bounds) => refusalOf(send, bounds), {
      deadline: until,
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
  // A template for unknown stages would hide the problems of the inputs.
  const isWrong = wrongStages.length > 0;
  const fitted = await fit(preparation, {
    template: isWrong ? await readTemplate([]) : chosen,
    sets,
    stages: isWrong ? [] : inputs.stages,
    readPipeline: () => readPipeline((bounds) => api.yaml(where, bounds), { step, ask, deadline }),
  });
  problems.push(...('problems' in fitted ? fitted.problems : []));
  if ('problems' in fitted || problems.length > 0) {
    throw new InputError(problems);
  }
  showOrigins(step, fitted);
  const { inputSets } = inputs;
  return {
    kind: 'start',
    plan: { pipeline, git, yaml: fitted.yaml, inputSets, stages: inputs.stages, notes: '' },
    origins: fitted.origins,
  };
}

type Ask = <T>(send: (bounds: Bounds) => Promise<T>, until?: number) => Promise<T | HarnessError>;

/** ms after which a start goes on without the pipeline's own YAML, which can only add to what is checked. */
const PIPELINE_LIMIT = 20_000;

interface ReadContext extends Pick<ConnectedStep<RunInputs>, 'step'> {
  readonly ask: Ask;
  readonly deadline: number;
}

async function readPipeline(
  send: (bounds: Bounds) => Promise<string | undefined>,
  { step, ask, deadline }: ReadContext,
): ReturnType<ReadPipeline> {
  try {
    const yaml = await ask(send, Math.min(deadline, step.clock.now() + PIPELINE_LIMIT));
    return yaml instanceof HarnessError
      ? { refusal: yaml.failure.detail === '' ? yaml.message : yaml.failure.detail }
      : yaml === undefined
        ? { refusal: 'the response contains no YAML' }
        : { yaml };
  } catch (error) {
    if (error instanceof DeadlineExceeded && step.clock.now() < deadline) {
      return { refusal: `no response within ${duration(PIPELINE_LIMIT)}` };
    }
    throw error;
  }
}

async function refusalOf<T>(send: (bounds: Bounds) => Promise<T>, bounds: Bounds): Promise<T | HarnessError> {
  try {
    return await send(bounds);
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
    const text = `cannot be used: ${pipeline} does not allow selective stage executions. Allow them in the pipeline's Advanced Options (allowStageExecutions).`;
    return [{ input: 'stages', text }];
  }
  const ids = known.map(({ id }) => id);
  return wanted
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      input: 'stages',
      text: `${quotedValue(id)} is not a stage of ${pipeline}. Its stages are ${oneLine(ids.join(', '), 800)}.`,
    }));
}

interface Read {
  readonly template: string | undefined | HarnessError;
  readonly sets: readonly SetYaml[];
  /** The stages for which the template was read. */
  readonly stages: readonly string[];
  readonly readPipeline: ReadPipeline;
}

async function fit(
  { step, inputs }: ConnectedStep<RunInputs>,
  { template, sets, stages, readPipeline: read }: Read,
): Promise<Fitted> {
  const { pipeline, ref, key, githubToken } = inputs;
  if (template === undefined && inputs.inputs.form === 'empty' && sets.length === 0 && ref === '') {
    return { yaml: '', origins: [], warnings: [] };
  }
  const { fitInputs, unreadTemplate, valuesIn } = await import(/* webpackIgnore: true */ '../../runtime-inputs/fit.ts');
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
    template instanceof HarnessError ? unreadTemplate(wanted, template) : await fitInputs({ ...wanted, template });
  if (!('problems' in fitted)) {
    protect(valuesIn(fitted.yaml));
    for (const warning of fitted.warnings) {
      step.log.warning(warning);
    }
  }
  return fitted;
}

/** The collapsed group that shows the source of each input. */
function showOrigins({ log }: Step, { origins }: Extract<Fitted, { readonly yaml: string }>): void {
  if (origins.length === 0) {
    return;
  }
  const by = new Map<string, string[]>();
  for (const { path, from } of origins) {
    by.set(from, [...(by.get(from) ?? []), path.split('.').at(-1) ?? path]);
  }
  const title = [...by].map(([from, names]) =>
    from === 'default' || from === 'requested during execution'
      ? from === 'default'
        ? count(names.length, 'default')
        : `${names.length} requested during execution`
      : `${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''} from ${from}`,
  );
  log.group(
    `Runtime inputs: ${title.join('; ')}`,
    origins.map(({ path, value, from }) => `  ${path} = ${value}  (${from})`),
  );
}
