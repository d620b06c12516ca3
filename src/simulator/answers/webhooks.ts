/** Custom webhook triggers, and what became of their events. */
import { elapsed, newId } from '../plays/execution.ts';
import { type Answer, refusal, success } from '../server/answer.ts';
import type { Call, Route, WebhookEvent } from '../server/call.ts';
import { scopeOf, start } from '../server/world.ts';
import { prepare } from './prepare.ts';
import { summary } from './summary.ts';

const CUSTOM = '/pipeline/api/webhook/custom';
const EVENT = '/pipeline/api/webhook';
const PROCESSING_MS = 2_000;
const LATE_MS = 30_000;

/** Custom webhook triggers in each form of their URL, and what became of an event. None of them wants a key. */
export const webhookRoutes: readonly Route[] = [
  webhookRoute(`${CUSTOM}/v2`, postV2),
  webhookRoute(`${CUSTOM}/([^/]+)/v3`, postV3),
  webhookRoute(CUSTOM, (call) => success(receive(call).id)),
  // The oldest form stands beside FirstGen, without the service's name.
  { ...webhookRoute('/api/webhook/custom', (call) => success(receive(call).id)), gateway: true },
  eventRoute(`${EVENT}/triggerExecutionDetails/([^/]+)`, (call, id = '') => details(call, eventOf(call, id))),
  eventRoute(`${EVENT}/triggerExecutionDetailsV2/([^/]+)`, (call, id = '') => details(call, knownEvent(call, id))),
  eventRoute(`${EVENT}/triggerProcessingDetails`, processing),
];

function webhookRoute(path: string, handle: Route['handle']): Route {
  return { kind: 'webhook', method: 'POST', path: new RegExp(`^${path}$`), scope: 'none', open: true, handle };
}

function eventRoute(path: string, handle: Route['handle']): Route {
  return { kind: 'event', method: 'GET', path: new RegExp(`^${path}$`), scope: 'none', open: true, handle };
}

/** Trigger identifiers that do something of their own; every processing status in capitals is one too, any other trigger starts its pipeline. */
export const webhookTriggers: Readonly<Record<string, string>> = {
  twice: 'starts two executions from one event',
  late: 'is processed after 30 s',
  never: 'is never processed',
  queued: 'stays queued',
  mandated: 'needs an API key',
  disabled: 'is disabled',
  'unknown-token': 'refuses the token of its URL',
  'v3-only': 'refuses the older URL without a token',
  EXCEPTION_WHILE_PROCESSING:
    'ends with that processing status and starts nothing, as every other status in capitals does',
};

function postV3(call: Call, token = ''): Answer {
  if (call.query.get('triggerIdentifier') === 'unknown-token') {
    throw refusal(400, 'INVALID_REQUEST', `No custom trigger found for the used custom webhook token: ${token}`);
  }
  return links(call, receive(call));
}

function postV2(call: Call): Answer {
  if (call.query.get('triggerIdentifier') === 'v3-only') {
    throw refusal(
      400,
      'INVALID_REQUEST',
      'This webhook url is no longer supported for newly created custom webhook triggers',
    );
  }
  return links(call, receive(call));
}

function links({ world, query }: Call, { id, pipeline, org, project }: WebhookEvent): Answer {
  const account = query.get('accountIdentifier') ?? '';
  const ui = `${world.url}/ng/#/account/${account}/cd/orgs/${org}/projects/${project}`;
  return success({
    eventCorrelationId: id,
    apiUrl: `${world.url}/gateway/pipeline/api/webhook/triggerExecutionDetails/${id}?accountIdentifier=${account}`,
    uiUrl: `${ui}/deployments?pipelineIdentifier=${pipeline}&page=0`,
    uiSetupUrl: `${ui}/pipelines/${pipeline}/pipeline-studio/`,
  });
}

/** Queues an event. Its executions begin when it is processed, and cannot be seen before. */
function receive(call: Call): WebhookEvent {
  const { world, query, now, body } = call;
  const { account, org, project } = scopeOf(call);
  const pipeline = query.get('pipelineIdentifier') ?? '';
  const trigger = query.get('triggerIdentifier') ?? 'custom';
  if (!account || !org || !project) {
    throw refusal(400, 'INVALID_REQUEST', 'accountIdentifier, orgIdentifier and projectIdentifier must not be null');
  }
  if (trigger === 'mandated' && !call.principal) {
    throw refusal(
      400,
      'INVALID_REQUEST',
      `Authorization is mandatory for custom triggers in ${account}:${org}:${project}. Please add X-Api-Key header in the request`,
    );
  }
  if (trigger === 'disabled') {
    throw refusal(
      400,
      'INVALID_REQUEST',
      `No enabled custom trigger found for Account:${account}, Org: ${org}, Project: ${project}, Pipeline: ${pipeline}, Trigger: ${trigger}`,
    );
  }
  const afterMs = (trigger === 'never' ? Infinity : trigger === 'late' ? LATE_MS : PROCESSING_MS) / world.speed;
  const event = { id: newId(), at: now, trigger, pipeline, payload: body, org, project, afterMs };
  const startsSome = finalStatus(trigger) === 'TARGET_EXECUTION_REQUESTED' && afterMs < Infinity;
  const scope = { account, org, project };
  const executions = Array.from({ length: startsSome ? (trigger === 'twice' ? 2 : 1) : 0 }, () =>
    start(world, {
      ...prepare(world, pipeline, { last: '' }),
      scope,
      pipeline,
      via: 'webhook',
      startedAt: now + afterMs,
      trigger: { identifier: trigger, event: event.id },
    }),
  );
  const received = { ...event, executions };
  world.events.set(event.id, received);
  return received;
}

/** The processing status of an event in the end. */
function finalStatus(trigger: string): string {
  if (trigger === 'queued') {
    return 'QUEUED';
  }
  return /^[A-Z]+(_[A-Z]+)+$/.test(trigger) ? trigger : 'TARGET_EXECUTION_REQUESTED';
}

/** The event, once it has been processed; before, and for one that does not exist, the same refusal. */
function eventOf(call: Call, id: string): WebhookEvent {
  const event = call.world.events.get(id);
  if (event && isProcessed(call, event)) {
    return event;
  }
  throw refusal(400, 'INVALID_REQUEST', `Trigger event history doesn't exist for event with eventId ${id}`);
}

/** The event, processed or not. */
function knownEvent(call: Call, id: string): WebhookEvent {
  return call.world.events.get(id) ?? eventOf(call, id);
}

function isProcessed({ now }: Call, { at, afterMs }: WebhookEvent): boolean {
  return now - at >= afterMs;
}

function processingDetails(call: Call, event: WebhookEvent): object {
  const { world } = call;
  const status = isProcessed(call, event) ? finalStatus(event.trigger) : 'QUEUED';
  const [execution] = event.executions;
  const started = status === 'TARGET_EXECUTION_REQUESTED';
  const message = started
    ? 'Target pipeline was requested to be executed'
    : `The trigger ${event.trigger} started nothing`;
  return {
    eventFound: true,
    eventId: event.id,
    accountIdentifier: world.keys.account,
    orgIdentifier: event.org,
    projectIdentifier: event.project,
    triggerIdentifier: event.trigger,
    pipelineIdentifier: event.pipeline,
    ...(execution && started ? { pipelineExecutionId: execution.id, runtimeInput: execution.inputs ?? '' } : {}),
    exceptionOccured: status.startsWith('EXCEPTION'),
    status,
    message: status === 'QUEUED' ? 'Trigger execution is queued' : message,
    payload: event.payload,
    eventCreatedAt: event.at,
    warningMsg: null,
  };
}

/** The event with one of its executions, whichever number it started. */
function details(call: Call, event: WebhookEvent): Answer {
  const [execution] = event.executions;
  const executionDetails =
    execution && elapsed(execution, call.now) >= 0 ? { pipelineExecutionSummary: summary(execution, call.now) } : null;
  return success({ webhookProcessingDetails: processingDetails(call, event), executionDetails });
}

function processing(call: Call): Answer {
  return success(processingDetails(call, eventOf(call, call.query.get('eventId') ?? '')));
}
