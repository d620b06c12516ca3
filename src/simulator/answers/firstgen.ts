/** FirstGen: GraphQL, and the abort of the old REST API. */
import type { Answer } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { jsonBody } from '../server/world.ts';
import { isRecord, text } from '../shape.ts';
import { application, nameOf, nodes, runnable } from './firstgen-catalog.ts';
import { executionAnswer, interrupt, messages, startExecution } from './firstgen-executions.ts';
import { type Field, parseQuery, project } from './graphql.ts';

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
