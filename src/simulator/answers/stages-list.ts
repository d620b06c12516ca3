/** The stages of a pipeline that can be run alone. */
import { type Answer, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { isRecord, items } from '../shape.ts';
import { allowsStages } from './prepare.ts';
import { refuse } from './refusals.ts';
import { readYaml } from './yaml.ts';

/** Which stages can be chosen. */
export const stagesListRoutes: readonly Route[] = [
  {
    kind: 'stages-list',
    method: 'GET',
    path: /^\/pipeline\/api\/pipeline\/execute\/stagesExecutionList$/,
    handle: stagesList,
  },
];

interface ChoosableStage {
  readonly stageIdentifier: unknown;
  readonly stageName: unknown;
  readonly message: string;
  readonly stagesRequired: readonly string[];
  readonly toBeBlocked: boolean;
}

function stagesList(call: Call): Answer {
  const id = call.query.get('pipelineIdentifier') ?? '';
  refuse(call, id);
  return success(stagesToChoose(call, id));
}

/** The stages that can be chosen; none where the pipeline does not allow it. */
export function stagesToChoose(call: Call, id: string): readonly ChoosableStage[] {
  const pipeline = call.world.pipelines.get(id);
  const base = pipeline && readYaml(pipeline.yaml);
  const top = isRecord(base) ? base['pipeline'] : undefined;
  if (!allowsStages(base) || !isRecord(top)) {
    return [];
  }
  return items(top['stages'])
    .flatMap((item) => (isRecord(item) && 'parallel' in item ? items(item['parallel']) : [item]))
    .flatMap((item) => (isRecord(item) && isRecord(item['stage']) ? [item['stage']] : []))
    .map((stage) => ({
      stageIdentifier: stage['identifier'],
      stageName: stage['name'],
      message: '',
      stagesRequired: [],
      toBeBlocked: false,
    }));
}
