/** A misspelled pipeline: each action that takes one names the right identifier, and neither starts nor lists any other. */
import { afterAll, expect, it } from '@jest/globals';

import { closeAll, kindsOf, openSetup, runMain } from '../support/action.ts';

afterAll(closeAll);

const PIPELINE = 'deploy-prod';
const HINT = "There is no pipeline 'deploy-prod' in default/shop. Did you mean 'deploy_prod' (Deploy Prod)?";

it.concurrent.each<[string, Readonly<Record<string, string>>, string]>([
  ['.', { inputs: 'image_tag: 1.2' }, 'failed'],
  ['follow', {}, 'unknown'],
  ['recent', {}, ''],
])('%s', async (action, inputs, status) => {
  const { simulator, where } = await openSetup({ speed: 10_000 });
  const right = simulator.past({ pipeline: 'deploy_prod', agoMs: 60_000 });
  const main = await runMain({ action, with: { ...where, pipeline: PIPELINE, ...inputs } });
  expect([main.result, main.outputs['status'] ?? '']).toEqual(['failure', status]);
  expect(main.annotations).toEqual([
    expect.objectContaining({ level: 'error', message: expect.stringContaining(HINT) }),
  ]);
  expect(simulator.executions.map(({ id }) => id)).toEqual([right.id]);
  expect(kindsOf(simulator).filter((kind) => kind === 'pipelines').length).toBeLessThanOrEqual(2);
});
