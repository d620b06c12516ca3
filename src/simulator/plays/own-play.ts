/** A pipeline's own YAML as a play, for pipelines that are not named like a scenario. */
import { isRecord, items, text } from '../shape.ts';
import type { BlockPlay, Play, StagePlay, StepPlay } from './play.ts';

/** The play of a pipeline's own stages and steps: each step takes half a second and succeeds. */
export function ownPlay(merged: unknown): Play {
  const top = isRecord(merged) ? merged['pipeline'] : undefined;
  const stages =
    isRecord(top) && Array.isArray(top['stages']) ? top['stages'].flatMap((item: unknown) => block(item)) : [];
  return { about: 'the stages of its own YAML', stages };
}

function block(item: unknown): readonly BlockPlay[] {
  if (!isRecord(item)) {
    return [];
  }
  const { parallel, stage } = item;
  if (Array.isArray(parallel)) {
    return [{ parallel: parallel.flatMap((each: unknown) => (isRecord(each) ? stagePlay(each['stage']) : [])) }];
  }
  return stagePlay(stage);
}

function stagePlay(stage: unknown): readonly StagePlay[] {
  if (!isRecord(stage)) {
    return [];
  }
  const spec = isRecord(stage['spec']) ? stage['spec'] : {};
  const execution = isRecord(spec['execution']) ? spec['execution'] : {};
  const wanted = text(stage['type']);
  const type = (['Deployment', 'CI', 'Approval'] as const).find((each) => each === wanted) ?? 'Custom';
  return [
    {
      id: text(stage['identifier']),
      name: text(stage['name']) || text(stage['identifier']),
      type,
      steps: stepPlays(execution['steps']),
      ...(type === 'Deployment' ? deployed(spec) : {}),
    },
  ];
}

/** What a Deployment stage deploys, as far as its YAML says it. */
function deployed(spec: Record<string, unknown>): Partial<StagePlay> {
  const { service, environment } = spec;
  const [serviceRef, environmentRef] = [
    isRecord(service) ? text(service['serviceRef']) : '',
    isRecord(environment) ? text(environment['environmentRef']) : '',
  ];
  const [infrastructure] = isRecord(environment) ? items(environment['infrastructureDefinitions']) : [];
  return {
    ...(serviceRef ? { service: { id: serviceRef, name: serviceRef } } : {}),
    ...(environmentRef ? { environment: { id: environmentRef, name: environmentRef, type: 'PreProduction' } } : {}),
    infrastructure: isRecord(infrastructure) ? text(infrastructure['identifier']) : '',
  };
}

function stepPlays(steps: unknown): readonly StepPlay[] {
  if (!Array.isArray(steps)) {
    return [];
  }
  return steps.flatMap((item: unknown) => {
    if (!isRecord(item)) {
      return [];
    }
    if (isRecord(item['stepGroup'])) {
      return stepPlays(item['stepGroup']['steps']);
    }
    const step = item['step'];
    if (!isRecord(step)) {
      return stepPlays(item['parallel']);
    }
    const id = text(step['identifier']);
    return [{ id, name: text(step['name']) || id, type: text(step['type']), ms: 500 }];
  });
}
