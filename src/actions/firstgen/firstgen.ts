/** `OWNER/run-harness-pipeline/firstgen`: starts a pipeline or a workflow of Harness FirstGen and follows it. */
import type { Bounds } from '../../base/clock.ts';
import type { NamedValue } from '../../base/secrets.ts';
import { oneLine, quotedValue } from '../../base/text.ts';
import { InputError, type Problem } from '../../harness/errors.ts';
import { type FirstGen, firstGen, type FirstGenStarted } from '../../harness/firstgen/executions.ts';
import type { Lookup, Named, Runnable } from '../../harness/firstgen/names.ts';
import { executionRef, placeOf } from '../../harness/links.ts';
import { inputContext } from '../../inputs/form.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect } from '../../lifecycle/connect.ts';
import { newPostState, type PostState } from '../../lifecycle/post-state.ts';
import { sendOnce, finishUnsent, finishUnstarted } from '../../lifecycle/send.ts';
import { openSession, requireFiles, type Session } from '../../lifecycle/session.ts';
import { watch } from '../../lifecycle/watch.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { runStep } from '../../runner/process.ts';
import { newNonce } from '../../start/marker.ts';
import type { StartResult } from '../../start/start-once.ts';
import { type FirstGenInputs, readFirstGen } from './inputs.ts';

/** Runs main. */
export function firstgen(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const readYaml = await openYaml([step.input('variables'), step.input('artifacts')]);
    const inputs = readFirstGen(step.input, inputContext(step), readYaml);
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total, engine: 'firstgen' });
    const { application, isWorkflow } = inputs;
    const postState: PostState = {
      ...newPostState(inputs, { nonce: newNonce(), now: step.clock.now() }),
      engine: 'firstgen',
      application: { id: '', name: oneLine(application, 200), isWorkflow },
    };
    return runFirstGen(openSession(step, connection, postState), inputs);
  });
}

/** Starts the pipeline or the workflow, and watches it. @throws InputError when FirstGen does not know it. */
async function runFirstGen(session: Session, inputs: FirstGenInputs): Promise<Verdict> {
  const { step, connection } = session;
  const { isWorkflow, scope } = inputs;
  const by = runName(step.workflow);
  const kind = isWorkflow ? 'workflow' : 'pipeline';
  const deadline = step.from + inputs.timeout;
  const api = firstGen(connection.http, scope.account);
  const place = placeOf(session.postState);
  step.log.info(`FirstGen ${kind} ${inputs.pipeline} · ${place}${by === '' ? '' : ` · started by ${by}`}`);
  let app: Named;
  let result: StartResult<FirstGenStarted>;
  let target: Runnable;
  try {
    requireFiles(session);
    // From here on post can stop a main that is still running: a container job is cancelled without a signal.
    session.save();
    ({ app, target } = await lookUp({ session, inputs, api, deadline }));
    const order = { ...inputs, application: app, target };
    result = await sendOnce(session, {
      patch: { pipeline: target.name, application: { id: app.id, name: app.name, isWorkflow } },
      deadline,
      send: (bounds) => api.start(order, bounds),
    });
  } catch (error) {
    return finishUnsent(session, error);
  }
  if (result.kind !== 'started') {
    return finishUnstarted(session, result);
  }
  const { id, snapshot, warning } = result.started;
  if (warning !== undefined) {
    step.log.warning(`Harness started it with a warning: ${oneLine(warning)}`);
  }
  return watch({
    session,
    engine: api.following(app.id),
    ref: executionRef({ ...session.postState, pipeline: target.name }, id),
    seen: snapshot,
    following: inputs,
    wait: inputs.wait,
  });
}

interface Search {
  readonly session: Session;
  readonly inputs: FirstGenInputs;
  readonly api: FirstGen;
  /** ms since 1970 */
  readonly deadline: number;
}

/** @throws InputError for names that FirstGen does not find; HarnessError, DeadlineExceeded, Cancelled. */
async function lookUp({ session: { step, connection }, inputs, api, deadline }: Search) {
  const { pipeline, isWorkflow } = inputs;
  const find = async <T extends object>(
    name: readonly [input: string, text: string],
    ask: (bounds: Bounds) => Promise<Lookup<T>>,
  ) => {
    const found = await connection.retry.untilAnswered(ask, { deadline, signal: step.signal, givesUpUnreached: true });
    if ('missing' in found) {
      const [input, text] = name;
      const why = `${quotedValue(text)} was not found, neither by name nor by id: "${oneLine(found.missing, 300)}"`;
      throw new InputError([{ input, text: `${why}. The key may not have access to it.` }]);
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

/** FirstGen silently ignores an unknown variable. */
function unknownVariables(given: readonly NamedValue[], { name, variables }: Runnable): Problem[] {
  if (variables === undefined) {
    return [];
  }
  const known = variables.length === 0 ? 'none' : oneLine(variables.join(', '), 500);
  return given
    .filter((variable) => !variables.includes(variable.name))
    .map((variable) => ({
      input: 'variables',
      text: `${quotedValue(variable.name, 80)} is not a variable of ${oneLine(name, 80)}. Its variables: ${known}.`,
    }));
}
