/** FirstGen over GraphQL. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { all, type Answer, ask, type Asked, at, simulate, until, word } from '../../../support/harness/simulator.ts';

const query = async (
  simulator: Simulator,
  text: string,
  asked: Asked & { readonly variables?: object } = {},
): Promise<Answer> => {
  const body = JSON.stringify({ query: text, variables: asked.variables ?? {} });
  return ask(simulator, 'POST /gateway/api/graphql', { scope: { accountId: simulator.account }, body, ...asked });
};
const START = `mutation($input: StartExecutionInput!) {
  startExecution(input: $input) { warningMessage execution { id status notes application { id } } }
}`;
const FIND = `query($app: String!) {
  app: applicationByName(name: $app) { id }
  pipelineByName(applicationId: "x", pipelineName: "slow") { id pipelineVariables { name required } }
  workflowByName(applicationId: "x", workflowName: "inputs") { id workflowVariables { name required } }
}`;

test('finds by name, starts, reports and aborts', async () => {
  const simulator = await simulate({ speed: 20 });
  const found = (await query(simulator, FIND, { variables: { app: 'Shop' } })).json;
  const applicationId = word(found, 'data.app.id');
  const input = {
    applicationId,
    entityId: word(found, 'data.pipelineByName.id'),
    executionType: 'PIPELINE',
    notes: 'mark',
  };
  const started = at((await query(simulator, START, { variables: { input } })).json, 'data.startExecution.execution');
  expect(started).toEqual({
    id: expect.any(String),
    status: 'RUNNING',
    notes: 'mark',
    application: { id: applicationId },
  });
  const id = word(started, 'id');
  const status = async (): Promise<unknown> => {
    const { json } = await query(
      simulator,
      `{ execution(executionId: "${id}") { id status ... on PipelineExecution { endedAt } } }`,
    );
    return at(json, 'data.execution.status');
  };
  expect(await status()).toBe('RUNNING');
  const abort = (): Promise<Answer> =>
    ask(simulator, `PUT /gateway/api/executions/${id}`, {
      scope: { appId: applicationId },
      body: '{"executionInterruptType":"ABORT_ALL"}',
    });
  expect((await abort()).status).toBe(200);
  await until(async () => (await status()) === 'ABORTED');
  expect(at((await abort()).json, 'responseMessages.0.code')).toBe('STATE_NOT_FOR_ABORT');
  expect(simulator.executions[0]).toMatchObject({ via: 'firstgen', aborts: 2, notes: 'mark' });
});

test.each([
  ['an unknown application', '{ applicationByName(name: "missing") { id } }', 'application'],
  ['an unknown field', '{ applicationByName(name: "x") { nonsense } }', "'nonsense'"],
  ['no GraphQL', 'nonsense', 'Invalid Syntax'],
])('%s is an error in a 200', async (_, text, message) => {
  const { status, json } = await query(await simulate(), text);
  expect([status, at(json, 'errors.0.message')]).toEqual([200, expect.stringContaining(message)]);
});

test('refuses a missing variable, another account and a missing key', async () => {
  const simulator = await simulate();
  const found = (await query(simulator, FIND, { variables: { app: 'x' } })).json;
  const input = {
    applicationId: word(found, 'data.app.id'),
    entityId: word(found, 'data.workflowByName.id'),
    executionType: 'WORKFLOW',
  };
  const refused = await query(simulator, START, { variables: { input } });
  expect(at(refused.json, 'errors.0.message')).toContain('image_tag');
  const variableInputs = [{ name: 'image_tag', variableValue: { type: 'NAME', value: '1' } }];
  const started = await query(simulator, START, { variables: { input: { ...input, variableInputs } } });
  expect(at(started.json, 'data.startExecution.execution.status')).toBe('QUEUED');
  const elsewhere = await query(simulator, '{ x }', { scope: { accountId: 'other' } });
  expect([elsewhere.status, at(elsewhere.json, 'responseMessages.0.level')]).toEqual([200, 'ERROR']);
  expect((await query(simulator, '{ x }', { key: 'x' })).status).toBe(401);
});

test('lists the requested number of pipelines with their variables', async () => {
  const simulator = await simulate();
  const text = `{ applicationByName(name: "Shop") {
    pipelines(limit: 4) { pageInfo { total } nodes { id name pipelineVariables { name type required } } }
  } }`;
  const { json } = await query(simulator, text);
  const [guestbook, ...others] = all(json, 'data.applicationByName.pipelines.nodes');
  expect(others).toHaveLength(3);
  expect(guestbook).toMatchObject({ name: 'Guestbook Pipeline' });
  expect(at(guestbook, 'pipelineVariables.*.name')).toEqual(['branch', 'hotfix', 'skipCV', 'environment']);
});
