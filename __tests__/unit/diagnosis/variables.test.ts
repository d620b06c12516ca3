/** The output variables of steps, and the artifacts that they built, in graphs that a test writes down. */
import { describe, expect, test } from '@jest/globals';

import { diagnosed, pipeline, stage, step, type Tree } from '../../support/diagnosing.ts';

const gives = (variables: unknown): object => ({ outcomes: { output: { outputVariables: variables } } });

const paths = async (stages: readonly Tree[]): Promise<(readonly [string, unknown])[]> => {
  const { variables } = await diagnosed({ status: 'Success', graph: pipeline('Success', stages) });
  return variables.map(({ path, value }) => [path, value] as const);
};

describe('variables', () => {
  test('keep their values: null, text, numbers, objects', async () => {
    const values = { A: null, B: '', C: ' 1.10 ', D: 7, E: { x: [1] } };
    expect(await paths([stage('s', [step('t', 's', { wire: gives(values) })])])).toEqual(
      Object.entries(values).map(([name, value]) => [`s.t.${name}`, value]),
    );
  });

  test('include those of a failed step', async () => {
    const graph = pipeline('Failed', [stage('s', [step('t', 's', { status: 'Failed', wire: gives({ A: '1' }) })])]);
    expect((await diagnosed({ graph })).variables).toEqual([{ path: 's.t.A', name: 'A', value: '1' }]);
  });

  test('may have any name', async () => {
    const values = JSON.parse('{"__proto__":"a","constructor":"b","__recast":"io.harness.X","with.dot":"c"}') as object;
    expect(await paths([stage('s', [step('t', 's', { wire: gives(values) })])])).toEqual([
      ['s.t.__proto__', 'a'],
      ['s.t.constructor', 'b'],
      ['s.t.with.dot', 'c'],
    ]);
  });

  test.each([[null], [[]], ['x'], [7], [['A', 'B']]])('are empty for %j', async (values) => {
    expect(await paths([stage('s', [step('t', 's', { wire: gives(values) })])])).toEqual([]);
  });

  test('have step groups in the path only for steps with the same identifier', async () => {
    const group = (id: string, value: string): Tree => ({
      id,
      type: 'STEP_GROUP',
      fqn: `pipeline.stages.s.spec.execution.steps.${id}`,
      holds: [
        {
          id: `${id}.deploy`,
          type: 'ShellScript',
          fqn: `pipeline.stages.s.spec.execution.steps.${id}.steps.deploy`,
          wire: { ...gives({ V: value }), identifier: 'deploy' },
        },
        {
          id: `${id}.check_${id}`,
          type: 'ShellScript',
          fqn: `pipeline.stages.s.spec.execution.steps.${id}.steps.check_${id}`,
          wire: { ...gives({ OK: value }), identifier: `check_${id}` },
        },
      ],
    });
    expect(await paths([stage('s', [group('blue', '1'), group('green', '2')])])).toEqual([
      ['s.blue.deploy.V', '1'],
      ['s.check_blue.OK', '1'],
      ['s.green.deploy.V', '2'],
      ['s.check_green.OK', '2'],
    ]);
  });

  test('have the matrix leg in the path', async () => {
    const leg = (id: string) =>
      stage(id, [{ ...step(`${id}.t`, id, { wire: { ...gives({ V: id }), identifier: 't' } }) }]);
    expect(await paths([leg('s_0'), leg('s_1')])).toEqual([
      ['s_0.t.V', 's_0'],
      ['s_1.t.V', 's_1'],
    ]);
  });
});

test('artifacts are the images and files of stages and steps, each once, with a link if known', async () => {
  const image = { imageName: 'acme/web', tag: '1.2.0' };
  const wire = {
    outcomes: {
      'artifact-push': {
        stepArtifacts: {
          publishedImageArtifacts: [{ ...image, url: 'https://hub.example/web' }],
          publishedFileArtifacts: [
            { name: 'report.html', url: 'https://files.example/report.html' },
            { url: 'https://files.example/x.zip' },
            null,
          ],
        },
      },
      integrationStageOutcome: { imageArtifacts: [image, { tag: 'nameless' }], fileArtifacts: 'none' },
    },
  };
  const graph = pipeline('Success', [stage('s', [step('push', 's', { wire })])]);
  const { artifacts } = await diagnosed({ status: 'Success', graph });
  expect(artifacts).toEqual([
    { name: 'acme/web', tag: '1.2.0', url: 'https://hub.example/web' },
    { name: 'report.html', tag: undefined, url: 'https://files.example/report.html' },
    { name: 'https://files.example/x.zip', tag: undefined, url: 'https://files.example/x.zip' },
  ]);
});
