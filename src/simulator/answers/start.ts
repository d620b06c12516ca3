/** The ways to start an execution. */
import { randomUUID } from 'node:crypto';

import { engineSpelling, type Execution, innerId, stamp, statusOf } from '../plays/execution.ts';
import { type Answer, failureBody, refusal, Refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf, jsonBody, scopeOf, start } from '../server/world.ts';
import { strings, text } from '../shape.ts';
import { type Given, prepare } from './prepare.ts';
import { refuse } from './refusals.ts';
import { governance, rootOf, triggerInfo } from './summary.ts';

const EXECUTE = '/pipeline/api/pipeline/execute';

/** New starts, and re-runs. */
export const startRoutes: readonly Route[] = [
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/inputSetList$`), handle: startWithInputSets },
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/stages$`), handle: startStages },
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)$`), handle: startWithYaml },
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/rerun/([^/]+)/([^/]+)$`), handle: rerun },
  {
    kind: 'start',
    method: 'POST',
    path: new RegExp(`^${EXECUTE}/rerun/([^/]+)/([^/]+)/inputSetList$`),
    handle: (call, earlier = '', pipeline = '') => startWithInputSets(call, pipeline, earlier),
  },
  {
    kind: 'start',
    method: 'POST',
    path: new RegExp(`^${EXECUTE}/rerun/([^/]+)/([^/]+)/stages$`),
    handle: (call, earlier = '', pipeline = '') => startStages(call, pipeline, earlier),
  },
];

/** The body is YAML; JSON is YAML too, but a wrapper around the YAML is not unwrapped. */
function startWithYaml(call: Call, pipeline = ''): Answer {
  return begun(call, pipeline, { via: 'yaml', last: yamlBody(call) });
}

function rerun(call: Call, earlier = '', pipeline = ''): Answer {
  return begun(call, pipeline, { via: 'rerun', last: yamlBody(call), rerunOf: executionOf(call, earlier) });
}

const BODY_TYPES = /^application\/(json|yaml|x-yaml)\b/;

function yamlBody({ headers, body }: Call): string {
  const type = headers['content-type'];
  if (type !== undefined && !BODY_TYPES.test(type)) {
    throw new Refusal(type, { status: 415, body: failureBody('INVALID_REQUEST', 'HTTP 415 Unsupported Media Type') });
  }
  return body;
}

/** `stageIdentifiers` in the body is ignored here, as at Harness. */
function startWithInputSets(call: Call, pipeline = '', earlier = ''): Answer {
  const body = jsonBody(call);
  return begun(call, pipeline, {
    via: 'inputSetList',
    last: text(body['lastYamlToMerge']),
    sets: strings(body['inputSetReferences']),
    ...(earlier === '' ? {} : { rerunOf: executionOf(call, earlier) }),
  });
}

function startStages(call: Call, pipeline = '', earlier = ''): Answer {
  const body = jsonBody(call);
  const stages = strings(body['stageIdentifiers']);
  if (stages.length === 0) {
    throw refusal(400, 'INVALID_REQUEST', 'stageIdentifiers must not be empty');
  }
  return begun(call, pipeline, {
    via: 'stages',
    last: text(body['runtimeInputYaml']),
    stages,
    ...(earlier === '' ? {} : { rerunOf: executionOf(call, earlier) }),
  });
}

/** What a request to start says, and where it names notes and branch, which each API spells its own way. */
export interface StartRequest extends Given {
  readonly via: Execution['via'];
  readonly rerunOf?: Execution;
}

/** Starts what a request asks for. Throws what Harness answers when it cannot. */
export function run(call: Call, pipeline: string, request: StartRequest): Execution {
  refuse(call, pipeline, 'execute');
  const { world, query, now, principal } = call;
  const { via, rerunOf, ...given } = request;
  const branch = query.get('branch') ?? query.get('branch_name') ?? '';
  const order = {
    ...prepare(world, pipeline, { ...given, branch }),
    via,
    stages: given.stages ?? [],
    inputSets: [...(given.sets ?? []), ...query.getAll('inputSetIdentifiers')],
    notes: query.get('notesForPipelineExecution') ?? query.get('notes') ?? '',
    branch,
    repository: query.get('repoName') ?? query.get('parentEntityRepoName') ?? query.get('repo_name') ?? '',
    principal,
    ...(rerunOf ? { rerunOf } : {}),
  };
  return start(world, { ...order, scope: scopeOf(call), pipeline, startedAt: now });
}

function begun(call: Call, pipeline: string, request: StartRequest): Answer {
  return started(run(call, pipeline, request), call);
}

/** The answer to a start: the plan execution with its status in the engine's spelling, and the verdict of policies. */
export function started(execution: Execution, call: Call): Answer {
  const { scope, pipeline, runSequence, id, retryOf, play } = execution;
  const startTs = stamp(execution, 0);
  const governanceMetadata = governance(execution);
  const root = retryOf && rootOf(retryOf, ({ retryOf: earlier }) => earlier);
  const planExecution = {
    uuid: id,
    createdAt: startTs,
    planId: innerId(execution, 'plan'),
    setupAbstractions: { accountId: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project },
    validUntil: startTs + 15_552_000_000,
    status: engineSpelling(statusOf(execution, call.now)),
    startTs,
    endTs: null,
    metadata: {
      runSequence,
      triggerInfo: triggerInfo(execution),
      pipelineIdentifier: pipeline,
      executionUuid: randomUUID(),
      principalInfo: { principal: 'simulator', principalType: call.principal ?? 'USER', shouldValidateRbac: true },
      moduleType: 'cd',
      retryInfo: root ? { isRetry: true, parentRetryId: retryOf.id, rootExecutionId: root.id } : { isRetry: false },
      isNotificationConfigured: false,
      executionMode: play.isRollback ? 'POST_EXECUTION_ROLLBACK' : 'NORMAL',
    },
    governanceMetadata,
    lastUpdatedAt: startTs,
    version: 0,
    nextIteration: null,
    nodeType: 'PLAN',
    nodeId: innerId(execution, 'plan'),
  };
  const gitDetails = {
    objectId: null,
    branch: execution.branch || null,
    repoIdentifier: null,
    rootFolder: null,
    filePath: null,
    repoName: execution.repository || null,
  };
  return success({ planExecution, gitDetails });
}
