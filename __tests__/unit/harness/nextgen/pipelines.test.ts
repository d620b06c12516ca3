/** What Harness says of a pipeline before it runs. */
import { afterEach, describe, expect, test } from '@jest/globals';

import type { Visit } from '../../../support/harness/http-server.ts';
import {
  BOUNDS,
  closeHarness,
  EXECUTE,
  failureOf,
  GIT,
  GIT_QUERY,
  harness,
  NO_GIT,
  requestOf,
  SCOPE,
} from '../../../support/harness/nextgen.ts';

afterEach(closeHarness);

describe('of a pipeline', () => {
  const TEMPLATE = 'POST /pipeline/api/inputSets/template';
  const SETS = 'GET /pipeline/api/inputSets';
  const OF = [...SCOPE, 'pipelineIdentifier=deploy_prod'];
  const PIPELINE = { pipeline: 'deploy_prod', git: NO_GIT };

  test('the template is requested for all or selected stages', async () => {
    const { template, visits } = await harness({ [TEMPLATE]: { data: { inputSetTemplateYaml: 'pipeline: {}' } } });
    expect(await template({ ...PIPELINE, stages: [] }, BOUNDS)).toBe('pipeline: {}');
    await template({ ...PIPELINE, git: GIT, stages: ['build'] }, BOUNDS);
    expect(visits.map(requestOf)).toEqual([
      { request: TEMPLATE, query: OF, type: 'application/json', body: '{}' },
      {
        request: TEMPLATE,
        query: [...OF, ...GIT_QUERY],
        type: 'application/json',
        body: '{"stageIdentifiers":["build"]}',
      },
    ]);
  });

  test.each<unknown>([
    { data: {} },
    { data: { inputSetTemplateYaml: null } },
    { data: { inputSetTemplateYaml: '' } },
    {},
  ])('%j is not a template', async (body) => {
    const { template } = await harness({ [TEMPLATE]: body });
    expect(await template({ ...PIPELINE, stages: [] }, BOUNDS)).toBeUndefined();
  });

  test('an input set is read with its state', async () => {
    const { inputSet, visits } = await harness({
      [`${SETS}/prod`]: { data: { identifier: 'prod', inputSetYaml: 'inputSet: {}', isOutdated: false } },
      [`${SETS}/old`]: { data: { inputSetYaml: 'inputSet: {}', isOutdated: true } },
      [`${SETS}/bad`]: { data: { inputSetYaml: 'inputSet: {}', outdated: true } },
    });
    expect(await inputSet({ ...PIPELINE, git: GIT, id: 'prod' }, BOUNDS)).toEqual({
      id: 'prod',
      isOutdated: false,
      yaml: 'inputSet: {}',
      members: [],
    });
    expect((await inputSet({ ...PIPELINE, id: 'old' }, BOUNDS)).isOutdated).toBe(true);
    expect((await inputSet({ ...PIPELINE, id: 'bad' }, BOUNDS)).isOutdated).toBe(true);
    expect(requestOf(visits[0] as Visit).query).toEqual([...OF, ...GIT_QUERY]);
  });

  test('an overlay is read from its own endpoint, and an unknown set has the error of the first endpoint', async () => {
    const { inputSet } = await harness({
      [`${SETS}/overlay/all`]: { data: { inputSetReferences: ['prod', '', null, 'eu'] } },
      [`${SETS}/empty`]: { data: { inputSetType: 'OVERLAY_INPUT_SET' } },
      [`${SETS}/overlay/empty`]: { data: {} },
    });
    expect(await inputSet({ ...PIPELINE, id: 'all' }, BOUNDS)).toEqual({
      id: 'all',
      isOutdated: false,
      yaml: undefined,
      members: ['prod', 'eu'],
    });
    expect((await inputSet({ ...PIPELINE, id: 'empty' }, BOUNDS)).members).toEqual([]);
    const failure = await failureOf(inputSet({ ...PIPELINE, id: 'unknown' }, BOUNDS));
    expect(failure).toMatchObject({ kind: 'refused', detail: 'no /pipeline/api/inputSets/unknown' });
  });

  test('an outage while reading an overlay does not count as a missing set', async () => {
    const { inputSet } = await harness({ [`${SETS}/overlay/all`]: [503, {}] });
    const failure = await failureOf(inputSet({ ...PIPELINE, id: 'all' }, BOUNDS));
    expect(failure.kind).toBe('unavailable'); // and so it is asked again
  });

  test.each<[string, unknown, string | undefined]>([
    ['with its templates resolved', { yamlPipeline: 'a', resolvedTemplatesPipelineYaml: 'b' }, 'b'],
    ['as it is stored', { yamlPipeline: 'a', resolvedTemplatesPipelineYaml: null }, 'a'],
    ['that is unknown', {}, undefined],
  ])('its own YAML %s', async (_, data, expected) => {
    const { yaml, visits } = await harness({ 'GET /pipeline/api/pipelines/deploy_prod': { data } });
    expect(await yaml({ ...PIPELINE, git: GIT }, BOUNDS)).toBe(expected);
    expect(requestOf(visits[0] as Visit).query).toEqual([...SCOPE, ...GIT_QUERY, 'getTemplatesResolvedPipeline=true']);
  });

  test('the stages that can be run individually are those with an identifier', async () => {
    const data = [{ stageIdentifier: 'build', stageName: 'Build' }, { stageIdentifier: 'deploy' }, null, {}, 'x'];
    const { stages, visits } = await harness({ [`GET ${EXECUTE}/stagesExecutionList`]: { data } });
    expect(await stages(PIPELINE, BOUNDS)).toEqual([
      { id: 'build', name: 'Build' },
      { id: 'deploy', name: 'deploy' },
    ]);
    expect(visits.map((visit) => requestOf(visit).query)).toEqual([OF]);
  });
});
