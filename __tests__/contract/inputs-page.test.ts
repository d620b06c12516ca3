/** What docs/inputs.md shows is what the action takes, for a pipeline that asks for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { at, text } from '../../src/base/shape.ts';
import { ROOT } from '../support/runner/action.ts';
import { sentText } from '../support/runtime-inputs/fit.ts';
import { mergeAsHarness } from '../support/runtime-inputs/harness-merge.ts';

const deployment = (service: string, environment = 'environment: { environmentRef: prod }'): string =>
  `pipeline: { identifier: deploy_prod, stages: [{ stage: { identifier: deploy, type: Deployment, spec: { ${service}, ${environment} } } }] }`;
const fixed = (spec: string): string =>
  deployment(
    `service: { serviceRef: web, serviceInputs: { serviceDefinition: { type: Kubernetes, spec: { ${spec} } } } }`,
  );
const chosen = deployment('service: { serviceRef: <+input>, serviceInputs: <+input> }');
const variables = (...names: readonly string[]): string =>
  `variables: [${names.map((name) => `{ name: ${name}, type: String, required: true, value: <+input> }`).join(', ')}]`;
const tagged = `pipeline: { identifier: deploy_prod, ${variables('image_tag')} }`;

/** For each section the pipelines of its blocks of YAML, in their order. */
const PIPELINES: readonly (readonly [heading: string, ...pipelines: readonly string[]])[] = [
  ['One variable', tagged],
  [
    'A service, an environment and an infrastructure',
    deployment(
      'service: { serviceRef: <+input> }',
      'environment: { environmentRef: <+input>, infrastructureDefinitions: <+input> }',
    ),
  ],
  [
    'The tag of an artifact',
    fixed(
      'artifacts: { primary: { primaryArtifactRef: img, sources: [{ identifier: img, type: DockerRegistry, spec: { tag: <+input> } }] } }',
    ),
    fixed('artifacts: { primary: { primaryArtifactRef: <+input>, sources: <+input> } }'),
    chosen,
    chosen,
  ],
  [
    'A manifest',
    fixed('manifests: [{ manifest: { identifier: chart, type: HelmChart, spec: { chartVersion: <+input> } } }]'),
  ],
  [
    'Several services and environments',
    deployment('services: { values: <+input> }', 'environments: { values: <+input> }'),
  ],
  [
    'Two stages with the same name',
    `pipeline: { identifier: deploy_prod, stages: [{ stage: { identifier: build, ${variables('region')} } }, { stage: { identifier: deploy, ${variables('region')} } }] }`,
  ],
  ['An input set plus one override', tagged],
  ['Stages', `pipeline: { identifier: deploy_prod, ${variables('version', 'target')} }`],
  ['Complete YAML from Harness', tagged],
  ['Text stays text', tagged],
];

const page = readFileSync(join(ROOT, 'docs/inputs.md'), 'utf8');
const sections = new Map(
  page.split(/^## /m).map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
);

/** The `inputs` of a section's blocks of YAML. */
function inputsIn(heading: string): readonly string[] {
  const blocks = [...(sections.get(heading) ?? '').matchAll(/```yaml\n([^]*?)```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) => {
    const yaml: unknown = parse(block);
    const inputs =
      text(at(Array.isArray(yaml) ? (yaml as readonly unknown[])[0] : yaml, 'inputs')) ??
      text(at((yaml as readonly unknown[])[0], 'with', 'inputs'));
    return inputs === undefined ? [] : [inputs.replaceAll(/\$\{\{.*?\}\}/g, '"1.10"')];
  });
}

describe.each(PIPELINES)('%s', (heading, ...pipelines) => {
  test('is sent, accepted and not ignored', async () => {
    const all = inputsIn(heading);
    expect(all).toHaveLength(pipelines.length);
    for (const [index, inputs] of all.entries()) {
      const own = pipelines[index] ?? '';
      const sent = await sentText({ pipeline: 'deploy_prod', own, inputs });
      expect(mergeAsHarness(own, sent)).toMatchObject({ refusals: [], ignored: [] });
      const left = [...mergeAsHarness(own, sent).values].filter(([, value]) => value === '<+input>');
      expect([inputs, left.map(([place]) => place).filter((place) => !place.endsWith('.sources'))]).toEqual([
        inputs,
        [],
      ]);
    }
  });
});
