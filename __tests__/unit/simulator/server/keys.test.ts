/** The keys of a simulator. */
import { expect, test } from '@jest/globals';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { type Answer, ask, at, begin, simulate } from '../../../support/harness/simulator.ts';

test('accepts keys of a user and of a service account, with and without the account', async () => {
  const [simulator, same, other] = [await simulate({ secret: 'x' }), await simulate({ secret: 'x' }), await simulate()];
  expect([same.apiKey === simulator.apiKey, other.apiKey === simulator.apiKey]).toEqual([true, false]);
  expect(simulator.apiKey).toMatch(new RegExp(String.raw`^pat\.${simulator.account}\.\w+\.\w{20}$`));
  const id = await begin(simulator, 'green');
  const withoutAccount = simulator.apiKey.split('.').toSpliced(1, 1).join('.');
  for (const key of [simulator.sat, withoutAccount]) {
    expect((await ask(simulator, `GET /pipeline/api/pipelines/execution/v2/${id}`, { key })).status).toBe(200);
  }
  const validate = (body: string): Promise<Answer> => ask(simulator, 'POST /ng/api/token/validate', { body });
  const valid = await validate(simulator.sat);
  expect([SHAPES.validate(valid.json, 'token'), at(valid.json, 'data.apiKeyType')]).toEqual([[], 'SERVICE_ACCOUNT']);
  expect(at((await validate(other.sat)).json, 'code')).toBe('INVALID_TOKEN');
  expect((await ask(simulator, 'GET /ng/api/user/currentUser', { key: simulator.sat })).status).toBe(400);
});
