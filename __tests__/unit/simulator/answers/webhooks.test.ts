/** Custom webhook triggers and their events. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';
import { type Answer, ask, at, simulate, until, word } from '../../../support/harness/simulator.ts';

const post = (
  simulator: Simulator,
  triggerIdentifier: string,
  { form = '/token/v3', key = '' } = {},
): Promise<Answer> => {
  const query = { pipelineIdentifier: 'green', triggerIdentifier };
  return ask(simulator, `POST /gateway/pipeline/api/webhook/custom${form}`, { key, body: '{"ref":"main"}', query });
};
const event = (simulator: Simulator, id: string): Promise<Answer> =>
  ask(simulator, `GET /pipeline/api/webhook/triggerExecutionDetails/${id}`, {
    key: '',
    scope: { accountIdentifier: simulator.account },
  });
const processed = async (simulator: Simulator, id: string): Promise<unknown> => {
  await until(async () => (await event(simulator, id)).status === 200);
  const { json } = await event(simulator, id);
  expect(SHAPES.event(json, 'event')).toEqual([]);
  return at(json, 'data');
};

test('start an execution without a key, and report the status', async () => {
  const simulator = await simulate();
  const { json } = await post(simulator, 'from_github');
  expect(SHAPES.webhook(json, 'webhook')).toEqual([]);
  const id = word(json, 'data.eventCorrelationId');
  expect(at(json, 'data.apiUrl')).toBe(
    `${simulator.url}/gateway/pipeline/api/webhook/triggerExecutionDetails/${id}?accountIdentifier=${simulator.account}`,
  );
  const data = await processed(simulator, id);
  const [execution] = simulator.executions;
  const details = {
    status: 'TARGET_EXECUTION_REQUESTED',
    pipelineExecutionId: execution?.id,
    payload: '{"ref":"main"}',
  };
  expect(at(data, 'webhookProcessingDetails')).toMatchObject(details);
  const triggeredBy = { identifier: 'from_github', extraInfo: { eventCorrelationId: id } };
  expect(at(data, 'executionDetails.pipelineExecutionSummary.executionTriggerInfo')).toMatchObject({
    triggerType: 'WEBHOOK_CUSTOM',
    triggeredBy,
  });
});

test('start nothing before the event is processed', async () => {
  const simulator = await simulate({ speed: 1 });
  const id = word((await post(simulator, 'late')).json, 'data.eventCorrelationId');
  const { status, json } = await event(simulator, id);
  expect([status, at(json, 'message')]).toEqual([400, expect.stringContaining(`eventId ${id}`)]);
  const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
  expect([simulator.executions.length, at(listed.json, 'data.totalElements')]).toEqual([0, 0]);
});

test('have older URL forms, and can start two executions or none', async () => {
  const simulator = await simulate();
  await processed(simulator, word((await post(simulator, 'twice', { form: '' })).json, 'data'));
  expect(simulator.executions).toHaveLength(2);
  const { json } = await post(simulator, 'VALIDATION_FAILED_FOR_TRIGGER', { form: '/v2' });
  const none = { webhookProcessingDetails: { status: 'VALIDATION_FAILED_FOR_TRIGGER' }, executionDetails: null };
  expect(await processed(simulator, word(json, 'data.eventCorrelationId'))).toMatchObject(none);
  expect(simulator.executions).toHaveLength(2);
});

test.each([
  ['mandated', '/token/v3', 'Authorization is mandatory'],
  ['disabled', '/token/v3', 'No enabled custom trigger'],
  ['v3-only', '/v2', 'no longer supported'],
  ['unknown-token', '/any/v3', 'No custom trigger found'],
])('trigger %s on %s is refused', async (trigger, form, message) => {
  const simulator = await simulate();
  expect(at((await post(simulator, trigger, { form })).json, 'message')).toContain(message);
});

test('require a key with mandatory authorization', async () => {
  const simulator = await simulate();
  expect((await post(simulator, 'mandated', { key: simulator.apiKey })).status).toBe(200);
});

test('accept the oldest URL form under the gateway', async () => {
  const simulator = await simulate();
  const query = { pipelineIdentifier: 'green', triggerIdentifier: 'from_github' };
  const send = (prefix: string): Promise<Answer> =>
    ask(simulator, `POST ${prefix}/api/webhook/custom`, { key: '', body: '{}', query });
  await processed(simulator, word((await send('/gateway')).json, 'data'));
  expect(simulator.executions).toMatchObject([{ via: 'webhook', pipeline: 'green' }]);
  expect((await send('')).status).toBe(400);
});

test('queue an event before it is processed, possibly forever', async () => {
  const simulator = await simulate({ speed: 2 });
  const status = async (id: string): Promise<unknown> => {
    const { json } = await ask(simulator, `GET /pipeline/api/webhook/triggerExecutionDetailsV2/${id}`, { key: '' });
    return at(json, 'data.webhookProcessingDetails.status');
  };
  const eventOf = async (trigger: string): Promise<string> =>
    word((await post(simulator, trigger)).json, 'data.eventCorrelationId');
  const [late, soon, stays] = [await eventOf('late'), await eventOf('from_github'), await eventOf('queued')];
  expect(await status(late)).toBe('QUEUED');
  await until(async () => (await status(soon)) === 'TARGET_EXECUTION_REQUESTED');
  const data = await processed(simulator, stays);
  expect(data).toMatchObject({ webhookProcessingDetails: { status: 'QUEUED' }, executionDetails: null });
});
