/** Input sets and stages to choose from. */
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { SHAPES } from '../../../support/harness/shapes.ts';
import { inputsWith, refusedStart, runPipeline } from '../../../support/harness/simulator-inputs.ts';
import { all, ask, at, begin, executionOf, simulate, summaryOf, word } from '../../../support/harness/simulator.ts';

test('input sets are merged in order and overridden by the YAML, and unknown ones are ignored', async () => {
  const simulator = await simulate();
  const lastYamlToMerge = 'pipeline: {identifier: inputs, variables: [{name: image_tag, type: String, value: v9}]}';
  const body = JSON.stringify({
    inputSetReferences: ['nonsense', 'prod_us', 'old'],
    lastYamlToMerge,
    stageIdentifiers: ['build'],
  });
  const pipeline = runPipeline(simulator, await begin(simulator, 'inputs/inputSetList', { body }));
  expect(at(pipeline, 'variables.*.value')).toMatchObject([
    'v9',
    'stable',
    6,
    expect.anything(),
    'from an old set',
    '<+input>',
    'not to be changed',
  ]);
  expect(at(pipeline, 'stages.1.parallel.0.stage.variables.0.value')).toBe('us');
  expect(all(pipeline, 'stages')).toHaveLength(2);
});

test('input sets for a pipeline without inputs, or only in the query, have no effect', async () => {
  const simulator = await simulate();
  expect(await refusedStart(simulator, 'green/inputSetList', { body: '{"inputSetReferences":["x"]}' })).toContain(
    'does not have any runtime input',
  );
  const query = { inputSetIdentifiers: 'prod' };
  expect(
    await refusedStart(simulator, 'inputs', { query, body: inputsWith().replace('serviceRef: web', '') }),
  ).toContain('serviceRef');
});

test('input sets can be listed, read and merged, and show if they are outdated', async () => {
  const simulator = await simulate();
  const query = { pipelineIdentifier: 'inputs' };
  const get = async (path: string): Promise<unknown> =>
    (await ask(simulator, `GET /pipeline/api/inputSets${path}`, { query })).json;
  const listed = await get('');
  expect(SHAPES.inputSets(listed, 'sets')).toEqual([]);
  expect(at(listed, 'data.content')).toMatchObject([
    { identifier: 'prod', inputSetType: 'INPUT_SET', isOutdated: false },
    { identifier: 'us', inputSetType: 'INPUT_SET', isOutdated: false },
    { identifier: 'old', inputSetType: 'INPUT_SET', isOutdated: true },
    { identifier: 'prod_us', inputSetType: 'OVERLAY_INPUT_SET', isOutdated: false },
  ]);
  const one = await get('/prod');
  expect([
    SHAPES.inputSet(one, 'set'),
    at(parse(word(one, 'data.inputSetYaml')), 'inputSet.pipeline.variables.1.value'),
  ]).toEqual([[], 6]);
  const overlay = await get('/overlay/prod_us');
  expect([SHAPES.overlay(overlay, 'overlay'), at(overlay, 'data.inputSetReferences')]).toEqual([[], ['prod', 'us']]);
  expect([at(await get('/nonsense'), 'code'), at(await get('/prod_us'), 'code')]).toEqual([
    'ENTITY_NOT_FOUND',
    'ENTITY_NOT_FOUND',
  ]);
});

test('merging respects stages, skips unknown sets, and rejects an outdated set', async () => {
  const simulator = await simulate();
  const merge = async (body: object): Promise<unknown> => {
    const query = { pipelineIdentifier: 'inputs' };
    const { json } = await ask(simulator, 'POST /pipeline/api/inputSets/merge', {
      query,
      body: JSON.stringify(body),
    });
    expect(SHAPES.merge(json, 'merge')).toEqual([]);
    return at(json, 'data');
  };
  const merged = await merge({
    inputSetReferences: ['prod', 'nonsense'],
    stageIdentifiers: ['build'],
    withMergedPipelineYaml: true,
  });
  expect(at(parse(word(merged, 'pipelineYaml')), 'pipeline.stages.*.stage.identifier')).toEqual(['build']);
  expect(at(merged, 'completePipelineYaml')).toContain('not to be changed');
  expect(await merge({ inputSetReferences: ['old'] })).toMatchObject({
    isErrorResponse: true,
    inputSetErrorWrapper: { invalidInputSetReferences: ['old'] },
  });
});

test('stages can be selected if the pipeline allows it', async () => {
  const simulator = await simulate();
  const stages = async (pipelineIdentifier: string): Promise<unknown> => {
    const { json } = await ask(simulator, 'GET /pipeline/api/pipeline/execute/stagesExecutionList', {
      query: { pipelineIdentifier },
    });
    expect(SHAPES.stagesList(json, 'stages')).toEqual([]);
    return at(json, 'data.*.stageIdentifier');
  };
  expect([await stages('selective'), await stages('inputs'), await stages('green')]).toEqual([
    ['migrate', 'deploy', 'notify'],
    [],
    [],
  ]);
  const runtimeInputYaml = `pipeline: {identifier: selective, variables: [{name: version, type: String, value: "1"}],
    stages: [{stage: {identifier: deploy, type: Custom, variables: [{name: target, type: String, value: eu}]}}]}`;
  const body = JSON.stringify({ runtimeInputYaml, stageIdentifiers: ['deploy'] });
  expect(await refusedStart(simulator, 'inputs/stages', { body })).toContain('Stage executions are not allowed');
  const id = await begin(simulator, 'selective/stages', { body });
  expect(executionOf(simulator, id).stages).toEqual(['deploy']);
  const stagesRun = all(await summaryOf(simulator, id), 'layoutNodeMap').filter((node) => at(node, 'nodeExecutionId'));
  expect(stagesRun.map((node) => at(node, 'nodeIdentifier'))).toEqual(['deploy']);
});

test('input sets are read from the given or the default branch', async () => {
  const simulator = await simulate();
  const region = async (branch: object): Promise<unknown> => {
    const query = { pipelineIdentifier: 'deploy_prod', ...branch };
    const { json } = await ask(simulator, 'GET /pipeline/api/inputSets/prod', { query });
    return at(parse(word(json, 'data.inputSetYaml')), 'inputSet.pipeline.stages.0.stage.variables.0.value');
  };
  const where = { storeType: 'REMOTE', connectorRef: 'acme_git', repoName: 'pipelines' };
  expect([await region({}), await region({ branch: 'feature/x', ...where })]).toEqual(['eu', 'apac']);
  const body = JSON.stringify({ inputSetReferences: ['prod'] });
  const query = { branch: 'feature/x', repoName: 'pipelines' };
  const id = await begin(simulator, 'deploy_prod/inputSetList', { body, query });
  expect(at(runPipeline(simulator, id), 'stages.1.stage.variables.0.value')).toBe('apac');
  expect(await summaryOf(simulator, id)).toMatchObject({
    storeType: 'REMOTE',
    gitDetails: { branch: 'feature/x', repoName: 'pipelines' },
  });
});
