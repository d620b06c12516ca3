/** The ways to start an execution. */
import { randomUUID } from 'node:crypto';

import { engineSpelling, type Execution, innerId, stamp, statusOf } from '../plays/execution.ts';
import { type Answer, failureBody, refusal, Refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { jsonBody, scopeOf, start } from '../server/world.ts';
import { strings, text } from '../shape.ts';
import { type Given, prepare, refuse } from './prepare.ts';
import { governance, triggerInfo } from './summary.ts';

const EXECUTE = '/pipeline/api/pipeline/execute';

/** The ways to start an execution anew. */
export const startRoutes: readonly Route[] = [
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/inputSetList$`), handle: startWithInputSets },
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)/stages$`), handle: startStages },
  { kind: 'start', method: 'POST', path: new RegExp(`^${EXECUTE}/([^/]+)$`), handle: startWithYaml },
];

const BODY_TYPES = /^application\/(json|yaml|x-yaml)\b/;

/** The body is YAML; JSON is YAML too, but a wrapper around the YAML is not looked into. */
function startWithYaml(call: Call, pipeline = ''): Answer {
  const type = call.headers['content-type'];
  if (type !== undefined && !BODY_TYPES.test(type)) {
    throw new Refusal(type, { status: 415, body: failureBody('INVALID_REQUEST', 'HTTP 415 Unsupported Media Type') });
  }
  return run(call, pipeline, { via: 'yaml', last: call.body });
}

/** `stageIdentifiers` in the body is not looked at here, as at Harness. */
function startWithInputSets(call: Call, pipeline = ''): Answer {
  const body = jsonBody(call);
  return run(call, pipeline, {
    via: 'inputSetList',
    last: text(body['lastYamlToMerge']),
    sets: strings(body['inputSetReferences']),
  });
}

function startStages(call: Call, pipeline = ''): Answer {
  const body = jsonBody(call);
  const stages = strings(body['stageIdentifiers']);
  if (stages.length === 0) {
    throw refusal(400, 'INVALID_REQUEST', 'stageIdentifiers must not be empty');
  }
  return run(call, pipeline, { via: 'stages', last: text(body['runtimeInputYaml']), stages });
}

function run(call: Call, pipeline: string, { via, ...given }: Given & Pick<Execution, 'via'>): Answer {
  refuse(call, pipeline);
  const { world, query, now } = call;
  const notes = query.get('notesForPipelineExecution') ?? '';
  const branch = query.get('branch') ?? '';
  const { stages = [], sets: inputSets = [] } = given;
  const order = { ...prepare(world, pipeline, given), via, stages, inputSets, notes, branch };
  return started(start(world, { ...order, scope: scopeOf(call), pipeline, startedAt: now }), call);
}

/** The answer to a start: the plan execution with its status in the engine's spelling, and the verdict of policies. */
export function started(execution: Execution, call: Call): Answer {
  const { scope, pipeline, runSequence, id, retryOf } = execution;
  const startTs = stamp(execution, 0);
  const governanceMetadata = governance(execution);
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
      retryInfo: retryOf
        ? { isRetry: true, parentRetryId: retryOf.id, rootExecutionId: rootOf(retryOf).id }
        : { isRetry: false },
      isNotificationConfigured: false,
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
    repoName: null,
  };
  return success({ planExecution, gitDetails });
}

function rootOf(execution: Execution): Execution {
  return execution.retryOf ? rootOf(execution.retryOf) : execution;
}
