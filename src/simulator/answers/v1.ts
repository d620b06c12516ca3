/** The newer API under `/v1`: starts, reruns, retries and pipelines, with scope in the path and names in snake case. */
import { engineSpelling, type Execution, statusOf } from '../plays/execution.ts';
import { type Answer, Refusal, refusalV1 } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf, jsonBody, playOf, scopeOf } from '../server/world.ts';
import { isRecord, strings, text } from '../shape.ts';
import { pipelineYaml } from './pipeline-yaml.ts';
import { refuse } from './refusals.ts';
import { retried } from './retry.ts';
import { stagesToChoose } from './stages-list.ts';
import { run, type StartRequest } from './start.ts';
import { displayName } from './summary.ts';

const PROJECT = '(?:/pipeline/api)?/v1/orgs/([^/]+)/projects/([^/]+)';
const EXECUTE = `${PROJECT}/pipelines/([^/]+)/execute`;

/** Handles a request once its scope has been taken from the path. */
type Handler = (call: Call, pipeline: string, execution: string) => Answer;

function route(kind: Route['kind'], [method, path]: readonly [string, string], handler: Handler): Route {
  return {
    kind,
    method,
    path: new RegExp(`^${path}$`),
    scope: 'none',
    handle: (call, ...[org = '', project = '', pipeline = '', execution = '']) =>
      inV1(() => handler(scoped(call, org, project), pipeline, execution)),
  };
}

/** Endpoints under `/v1`; they answer under `/pipeline/api/v1`, too. */
export const v1Routes: readonly Route[] = [
  route('start', ['POST', EXECUTE], (call, pipeline) => begun(call, pipeline, { ...inputsOf(call), via: 'v1' })),
  route('start', ['POST', `${EXECUTE}/stages`], (call, pipeline) => startStages(call, pipeline)),
  route('stages-list', ['GET', `${EXECUTE}/stages-execution-list`], stagesList),
  route('start', ['POST', `${EXECUTE}/rerun/([^/]+)`], (call, pipeline, execution) =>
    begun(call, pipeline, { ...inputsOf(call), via: 'rerun', rerunOf: executionOf(call, execution) }),
  ),
  route('start', ['POST', `${EXECUTE}/rerun/([^/]+)/stages`], (call, pipeline, execution) =>
    startStages(call, pipeline, execution),
  ),
  route('retry', ['POST', `${EXECUTE}/retry/([^/]+)`], retry),
  route('pipeline', ['GET', `${PROJECT}/pipelines/([^/]+)`], getPipeline),
];

/** The call with the scope in its query, where the older API has it. */
function scoped(call: Call, org: string, project: string): Call {
  const query = new URLSearchParams(call.query);
  query.set('accountIdentifier', call.world.keys.account);
  query.set('orgIdentifier', org);
  query.set('projectIdentifier', project);
  return { ...call, query };
}

/** Turns the older API's refusals into those of this one. */
function inV1(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    const refused = error instanceof Refusal ? error.answer : undefined;
    if (!refused || !isRecord(refused.body) || !('responseMessages' in refused.body)) {
      throw error;
    }
    throw refusalV1(refused.status, text(refused.body['code']), text(refused.body['message']));
  }
}

function inputsOf(call: Call): Pick<StartRequest, 'last'> {
  const body = jsonBody(call);
  return { last: text(body['inputs_yaml']) || text(body['yaml']) };
}

function begun(call: Call, pipeline: string, request: StartRequest): Answer {
  return executionDetails(call, run(call, pipeline, request));
}

function executionDetails(call: Call, execution: Execution): Answer {
  const status = engineSpelling(statusOf(execution, call.now));
  return { status: 200, body: { execution_details: { execution_id: execution.id, status } } };
}

function startStages(call: Call, pipeline: string, earlier = ''): Answer {
  const stages = strings(jsonBody(call)['stage_identifiers']);
  if (stages.length === 0) {
    throw refusalV1(400, 'INVALID_REQUEST', 'stage_identifiers must not be empty');
  }
  const rerunOf = earlier === '' ? {} : { rerunOf: executionOf(call, earlier) };
  return begun(call, pipeline, { ...inputsOf(call), via: 'stages', stages, ...rerunOf });
}

function stagesList(call: Call, pipeline: string): Answer {
  refuse(call, pipeline);
  const body = stagesToChoose(call, pipeline).map(({ stageIdentifier, stageName }) => ({
    identifier: stageIdentifier,
    name: stageName,
    message: '',
    stages_required: [],
    to_be_blocked: false,
  }));
  return { status: 200, body };
}

function retry(call: Call, pipeline: string, execution: string): Answer {
  const stages = call.query.getAll('retry_stages').flatMap((each) => each.split(','));
  const runAll = call.query.get('run_all_stages') !== 'false';
  const newer = retried(call, pipeline, { ...inputsOf(call), execution, stages, runAll });
  return executionDetails(call, newer);
}

function getPipeline(call: Call, pipeline: string): Answer {
  refuse(call, pipeline);
  const body = {
    identifier: pipeline,
    name: displayName(pipeline),
    org: call.query.get('orgIdentifier'),
    project: call.query.get('projectIdentifier'),
    description: playOf(call.world, pipeline).about,
    pipeline_yaml: pipelineYaml(call.world, pipeline, scopeOf(call)),
    tags: {},
    modules: ['cd', 'ci'],
    store_type: 'INLINE',
  };
  return { status: 200, body };
}
