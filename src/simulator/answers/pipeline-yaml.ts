/** YAML of the pipelines that play a scenario: they have none of their own. */
import type { Scope } from '../plays/execution.ts';
import type { BlockPlay, StagePlay } from '../plays/play.ts';
import type { World } from '../server/call.ts';
import { playOf } from '../server/world.ts';
import { displayName } from './summary.ts';
import { writeYaml } from './yaml.ts';

/** A pipeline's YAML: its own, or that of the scenario it plays. */
export function pipelineYaml(world: World, id: string, scope: Scope): string {
  return world.pipelines.get(id)?.yaml.trimStart() ?? yamlOf(world, id, scope);
}

function yamlOf(world: World, id: string, { org: orgIdentifier, project: projectIdentifier }: Scope): string {
  const stages = playOf(world, id).stages.map((block) =>
    'parallel' in block ? { parallel: block.parallel.map(stageYaml) } : stageYaml(stagesIn(block)[0]),
  );
  return writeYaml({
    pipeline: { identifier: id, name: displayName(id), orgIdentifier, projectIdentifier, tags: {}, stages },
  });
}

/** The stages as the pipeline's YAML has them: one for all legs of a matrix. */
export function stagesIn(block: BlockPlay): readonly StagePlay[] {
  if ('parallel' in block) {
    return block.parallel;
  }
  return 'matrix' in block ? block.legs.slice(0, 1).map(({ stage }) => ({ ...stage, ...block.matrix })) : [block];
}

function stageYaml(stage: StagePlay | undefined): object {
  const { id = '', name = '', type = 'Custom', steps = [] } = stage ?? {};
  const plain = steps.filter(({ rollback }) => !rollback);
  const written = plain.map((each) => ({ step: { identifier: each.id, name: each.name, type: each.type, spec: {} } }));
  return { stage: { identifier: id, name, type, spec: { execution: { steps: written } } } };
}
