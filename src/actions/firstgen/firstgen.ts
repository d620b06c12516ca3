/** `OWNER/run-harness-pipeline/firstgen`: starts a pipeline or a workflow of Harness FirstGen and follows it. */
import type { Bounds } from '../../base/clock.ts';
import { oneLine } from '../../base/text.ts';
import { InputError, type Problem } from '../../harness/errors.ts';
import { type FirstGen, firstGen, type Variable } from '../../harness/firstgen/executions.ts';
import type { Lookup, Named, Runnable } from '../../harness/firstgen/names.ts';
import { executionPage, placeOf } from '../../harness/links.ts';
import { inputContext } from '../../inputs/form.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { type PostState, POST_STATE, newPostState, serializePostState } from '../../lifecycle/post-state.ts';
import { sendOnce, unsent, unstarted } from '../../lifecycle/send.ts';
import { watch } from '../../lifecycle/watch.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { newNonce } from '../../start/marker.ts';
import { type FirstGenInputs, readFirstGen } from './inputs.ts';

/** Runs main. */
export function firstgen(): Promise<never> {
  return runStep(async (step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const readYaml = await openYaml([step.input('variables'), step.input('artifacts')]);
    const inputs = readFirstGen(step.input, inputContext(step), readYaml);
    const nonce = newNonce();
    stop.watchFor(nonce);
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total, engine: 'firstgen' });
    return runFirstGen({ step, inputs, nonce, connection });
  });
}

/** `firstgen` with its inputs read. */
export interface FirstGenRun {
  readonly step: Step;
  readonly inputs: FirstGenInputs;
  readonly connection: Connection;
  /** Names the folder that main and post share. */
  readonly nonce: string;
}

/** Starts the pipeline or the workflow, and watches it. @throws InputError when FirstGen does not know it. */
export async function runFirstGen({ step, inputs, connection, nonce }: FirstGenRun): Promise<Verdict> {
  const { application, isWorkflow, scope } = inputs;
  const by = runName(step.workflow);
  const kind = isWorkflow ? 'workflow' : 'pipeline';
  const deadline = step.from + inputs.timeout;
  const api = firstGen(connection.http, scope.account);
  let postState: PostState = {
    ...newPostState(inputs, { nonce, now: step.clock.now() }),
    engine: 'firstgen',
    application: { id: '', name: oneLine(application, 200), isWorkflow },
  };
  step.log.info(`FirstGen ${kind} ${inputs.pipeline} · ${placeOf(postState)}${by === '' ? '' : ` · started by ${by}`}`);
  // From here on post can tell a main that runs on beside it to stop: a container job is cancelled without a signal.
  step.saveState(POST_STATE, serializePostState(postState));
  let found: { readonly app: Named; readonly target: Runnable };
  try {
    found = await lookUp({ step, inputs, connection, api, deadline });
  } catch (error) {
    return unsent({ step, connection, postState }, error);
  }
  const { app, target } = found;
  postState = { ...postState, pipeline: target.name, application: { id: app.id, name: app.name, isWorkflow } };
  const order = { ...inputs, application: app, target };
  const result = await sendOnce({ step, connection, postState, deadline, send: (bounds) => api.start(order, bounds) });
  if (result.kind !== 'started') {
    return unstarted({ step, connection, postState }, result);
  }
  const { id, snapshot, warning } = result.started;
  if (warning !== undefined) {
    step.log.warning(`FirstGen started it with a warning: ${oneLine(warning)}`);
  }
  return watch({
    step,
    connection,
    engine: api.following(app.id),
    ref: { id, pipeline: target.name, url: executionPage(postState, id) },
    seen: snapshot,
    postState,
    following: inputs,
    wait: inputs.wait,
  });
}

interface Search extends Omit<FirstGenRun, 'nonce'> {
  readonly api: FirstGen;
  /** ms since 1970 */
  readonly deadline: number;
}

/** @throws InputError for what FirstGen does not know; HarnessError, Overdue, Cancelled. */
async function lookUp({ step, inputs, connection, api, deadline }: Search) {
  const { pipeline, isWorkflow } = inputs;
  const find = async <T extends object>(
    name: readonly [input: string, text: string],
    ask: (bounds: Bounds) => Promise<Lookup<T>>,
  ) => {
    const found = await connection.retry.untilAnswered(ask, { deadline, signal: step.signal, givesUpUnreached: true });
    if ('missing' in found) {
      const [input, text] = name;
      const why = `'${oneLine(text, 100)}' is not found, neither as a name nor as an id: "${oneLine(found.missing, 300)}"`;
      throw new InputError([{ input, text: `${why}. The key may not see it, either.` }]);
    }
    return found;
  };
  const app = await find(['application', inputs.application], (bounds) => api.application(inputs.application, bounds));
  const target = await find([isWorkflow ? 'workflow' : 'pipeline', pipeline], (bounds) =>
    api.target({ application: app.id, isWorkflow, nameOrId: pipeline }, bounds),
  );
  const problems = unknownVariables(inputs.variables, target);
  if (problems.length > 0) {
    throw new InputError(problems);
  }
  return { app, target };
}

/** FirstGen leaves a variable that it does not know out, in silence. */
function unknownVariables(given: readonly Variable[], { name, variables }: Runnable): Problem[] {
  if (variables === undefined) {
    return [];
  }
  const known = variables.length === 0 ? 'none' : oneLine(variables.join(', '), 500);
  return given
    .filter((variable) => !variables.includes(variable.name))
    .map((variable) => ({
      input: 'variables',
      text: `'${oneLine(variable.name, 80)}' is not a variable of ${oneLine(name, 80)}. It has ${known}.`,
    }));
}
