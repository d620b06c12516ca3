/** FirstGen: GraphQL, and the abort of the old REST API. */
import { releaseBot } from '../plays/cast.ts';
import { abort, elapsed, type Execution, isOver, stamp, statusOf } from '../plays/execution.ts';
import { FIRSTGEN_VARIABLES } from '../plays/pipelines.ts';
import type { Answer } from '../server/answer.ts';
import type { Call, Route, World } from '../server/call.ts';
import { jsonBody, playOf, start } from '../server/world.ts';
import { isRecord, text } from '../shape.ts';
import { type Field, parseQuery, project } from './graphql.ts';
import { placeholder } from './placeholders.ts';
import { readYaml } from './yaml.ts';

/** FirstGen: GraphQL for everything but the abort. Its errors come in a 200. */
export const firstgenRoutes: readonly Route[] = [
  {
    kind: 'firstgen',
    method: 'POST',
    path: /^\/api\/graphql$/,
    scope: 'none',
    open: true,
    gateway: true,
    handle: graphql,
  },
  {
    kind: 'firstgen-abort',
    method: 'PUT',
    path: /^\/api\/executions\/([^/]+)$/,
    scope: 'none',
    open: true,
    gateway: true,
    handle: interrupt,
  },
];

/** The envelope of everything that is no GraphQL answer: `responseMessages`, with a 200 too. */
function messages(status: number, code: string, message: string): Answer {
  return {
    status,
    body: {
      metaData: {},
      resource: null,
      responseMessages: [{ code, level: 'ERROR', message, exception: null, failureTypes: [] }],
    },
  };
}

function graphql(call: Call): Answer {
  if (!call.principal) {
    return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
  }
  if (call.query.get('accountId') !== call.world.keys.account) {
    return messages(200, 'INVALID_REQUEST', 'Invalid request: the key belongs to another account');
  }
  const { query, variables } = jsonBody(call);
  try {
    const fields = parseQuery(text(query), isRecord(variables) ? variables : {});
    return { status: 200, body: resolveAll(call, fields) };
  } catch (error) {
    return {
      status: 200,
      body: {
        data: null,
        errors: [{ message: error instanceof Error ? error.message : String(error), locations: [] }],
      },
    };
  }
}

function resolveAll(call: Call, fields: readonly Field[]): object {
  const data: Record<string, unknown> = {};
  const errors: object[] = [];
  for (const field of fields) {
    const found = resolve(call, field);
    data[field.alias] = typeof found === 'string' ? null : project(found, field.fields);
    if (typeof found === 'string') {
      errors.push({
        message: `Exception while fetching data (/${field.alias}) : ${found}`,
        path: [field.alias],
        locations: [],
      });
    }
  }
  return errors.length > 0 ? { data, errors } : { data };
}

/** What a root field is about, or the sentence that says why there is nothing. */
function resolve(call: Call, { name, args }: Field): Record<string, unknown> | string {
  const { world } = call;
  switch (name) {
    case 'applications':
      return nodes([application(world, 'Shop')]);
    case 'applicationByName':
      return application(world, text(args['name']));
    case 'application':
      return application(world, nameOf('application', args['applicationId']));
    case 'pipelineByName':
      return runnable(world, 'Pipeline', text(args['pipelineName']));
    case 'pipeline':
      return runnable(world, 'Pipeline', nameOf('pipeline', args['pipelineId']));
    case 'workflowByName':
      return runnable(world, 'Workflow', text(args['workflowName']));
    case 'workflow':
      return runnable(world, 'Workflow', nameOf('workflow', args['workflowId']));
    case 'startExecution':
      return startExecution(call, isRecord(args['input']) ? args['input'] : {});
    case 'execution': {
      const found = world.executions.find(({ id, via }) => id === args['executionId'] && via === 'firstgen');
      return found ? executionAnswer(found, call.now) : 'Execution does not exist';
    }
    default:
      return `Field '${name}' in type 'Query' is undefined`;
  }
}

/** Ids are made of the names, so that nothing has to be remembered. */
function idOf(kind: string, name: string): string {
  return Buffer.from(`${kind}:${name}`).toString('base64url');
}

function nameOf(kind: string, id: unknown): string {
  const [found, ...name] = Buffer.from(text(id), 'base64url').toString('utf8').split(':');
  return found === kind ? name.join(':') : '';
}

function application(world: World, name: string): Record<string, unknown> | string {
  if (name === '' || name === 'missing') {
    return 'User does not have access to the application, or it does not exist';
  }
  const within = (type: 'Pipeline' | 'Workflow'): object => nodes(NAMES.map((each) => runnable(world, type, each)));
  const lists = { pipelines: within('Pipeline'), workflows: within('Workflow') };
  return { __typename: 'Application', id: idOf('application', name), name, description: '', ...lists };
}

/** Pipelines and workflows that every application lists; any other can be started as well. */
const NAMES = [...Object.keys(FIRSTGEN_VARIABLES), 'green', 'red', 'approval', 'slow', 'inputs'];

/** A connection, as GraphQL has lists. Which of them are wanted is known when the answer is put together. */
function nodes(all: readonly unknown[]): Record<string, unknown> {
  const pageInfo = { __typename: 'PageInfo', limit: all.length, offset: 0, total: all.length, hasMore: false };
  return { __typename: 'Connection', nodes: all, pageInfo };
}

function runnable(world: World, type: 'Pipeline' | 'Workflow', name: string): Record<string, unknown> | string {
  const kind = type.toLowerCase();
  if (name === '' || name === 'missing') {
    return `${type} does not exist`;
  }
  const variables = variablesOf(world, name);
  return { __typename: type, id: idOf(kind, name), name, description: '', [`${kind}Variables`]: variables };
}

function variablesOf(world: World, name: string): readonly Record<string, unknown>[] {
  const own = Object.hasOwn(FIRSTGEN_VARIABLES, name) ? FIRSTGEN_VARIABLES[name] : undefined;
  if (own) {
    return own.map((each) => variable({ name: each, required: false, defaultValue: null, allowedValues: null }));
  }
  const yaml: unknown = readYaml(world.pipelines.get(name)?.yaml ?? '');
  const pipeline = isRecord(yaml) ? yaml['pipeline'] : undefined;
  const variables: readonly unknown[] =
    isRecord(pipeline) && Array.isArray(pipeline['variables']) ? pipeline['variables'] : [];
  return variables.flatMap((each) => {
    const input = isRecord(each) ? placeholder(each['value']) : undefined;
    if (!isRecord(each) || !input) {
      return [];
    }
    const { fallback: defaultValue = null, allowed = null } = input;
    const required = each['required'] === true;
    return [variable({ name: text(each['name']), required, defaultValue, allowedValues: allowed })];
  });
}

function variable(own: {
  name: string;
  required: boolean;
  defaultValue: string | null;
  allowedValues: readonly string[] | null;
}): Record<string, unknown> {
  return { __typename: 'Variable', type: 'Text', allowMultipleValues: false, fixed: false, ...own };
}

function startExecution(call: Call, input: Record<string, unknown>): Record<string, unknown> | string {
  const { world, now } = call;
  const workflow = input['executionType'] === 'WORKFLOW';
  const pipeline = nameOf(workflow ? 'workflow' : 'pipeline', input['entityId']);
  const app = nameOf('application', input['applicationId']);
  if (app === '') {
    return 'Application does not exist';
  }
  if (pipeline === '') {
    return `${workflow ? 'Workflow' : 'Pipeline'} does not exist`;
  }
  if (pipeline === 'forbidden') {
    return 'User is not authorized to execute it';
  }
  const given = Array.isArray(input['variableInputs'])
    ? input['variableInputs'].map((each: unknown) => (isRecord(each) ? each['name'] : undefined))
    : [];
  const missing = variablesOf(world, pipeline).filter(
    ({ name, required }) => required === true && !given.includes(name),
  );
  if (missing.length > 0) {
    return `Invalid request: Value for required variable ${text(missing[0]?.['name'])} is not provided`;
  }
  // FirstGen knows neither org nor project: the application and the kind of the entity stand in their places.
  const scope = { account: world.keys.account, org: app, project: workflow ? 'workflow' : 'pipeline' };
  const notes = text(input['notes']);
  const execution = start(world, {
    scope,
    pipeline,
    play: playOf(world, pipeline),
    via: 'firstgen',
    startedAt: now,
    notes,
    inputs: JSON.stringify(input),
  });
  return {
    __typename: 'StartExecutionPayload',
    clientMutationId: input['clientMutationId'] ?? null,
    warningMessage: null,
    execution: executionAnswer(execution, now),
  };
}

const STATUSES: Readonly<Record<string, string>> = {
  Success: 'SUCCESS',
  IgnoreFailed: 'SUCCESS',
  Suspended: 'SUCCESS',
  Skipped: 'SKIPPED',
  Failed: 'FAILED',
  AbortedByFreeze: 'FAILED',
  Errored: 'ERROR',
  Aborted: 'ABORTED',
  Expired: 'EXPIRED',
  ApprovalRejected: 'REJECTED',
  ApprovalWaiting: 'PAUSED',
  InterventionWaiting: 'PAUSED',
  InputWaiting: 'PAUSED',
  UploadWaiting: 'PAUSED',
  Paused: 'PAUSED',
  ResourceWaiting: 'WAITING',
  Running: 'RUNNING',
  Discontinuing: 'RUNNING',
  Queued: 'QUEUED',
  QueuedExecutionConcurrencyReached: 'QUEUED',
};

function executionAnswer(execution: Execution, now: number): Record<string, unknown> {
  const { id, pipeline, scope, notes } = execution;
  const workflow = scope.project === 'workflow';
  const status = statusOf(execution, now);
  const entity = { id: idOf(scope.project, pipeline), name: pipeline };
  const startedAt = stamp(execution, 0);
  return {
    __typename: workflow ? 'WorkflowExecution' : 'PipelineExecution',
    id,
    status: STATUSES[status] ?? status.toUpperCase(),
    createdAt: startedAt,
    startedAt,
    endedAt: isOver(execution, now) ? stamp(execution, execution.timeline.to) : null,
    notes,
    application: { __typename: 'Application', id: idOf('application', scope.org), name: scope.org },
    tags: [],
    ...(workflow
      ? { workflow: { __typename: 'Workflow', ...entity }, outcomes: { nodes: [] } }
      : { pipeline: { __typename: 'Pipeline', ...entity }, memberExecutions: { nodes: [] } }),
  };
}

/** The abort is a call of the old REST API. */
function interrupt(call: Call, id = ''): Answer {
  if (!call.principal) {
    return messages(401, 'INVALID_TOKEN', 'Token is not valid.');
  }
  const execution = call.world.executions.find((each) => each.id === id && each.via === 'firstgen');
  if (
    !execution ||
    elapsed(execution, call.now) < 0 ||
    call.query.get('appId') !== idOf('application', execution.scope.org)
  ) {
    return messages(400, 'INVALID_ARGUMENT', 'Invalid argument: No workflow execution exists');
  }
  if (jsonBody(call)['executionInterruptType'] !== 'ABORT_ALL') {
    return messages(400, 'INVALID_REQUEST', 'Invalid request: executionInterruptType');
  }
  execution.aborts += 1;
  if (isOver(execution, call.now)) {
    return messages(400, 'STATE_NOT_FOR_ABORT', 'Current state of the execution does not allow an abort');
  }
  abort(execution, call.now, releaseBot);
  return {
    status: 200,
    body: { metaData: {}, resource: { uuid: id, executionInterruptType: 'ABORT_ALL' }, responseMessages: [] },
  };
}
