/** From what a start brings along to the pipeline that runs, or to the refusal. */
import { ownPlay } from '../plays/own-play.ts';
import type { InputSet, Pipeline } from '../plays/pipelines.ts';
import type { Play } from '../plays/play.ts';
import { scenario } from '../plays/scenarios.ts';
import { refusal } from '../server/answer.ts';
import type { Call, World } from '../server/call.ts';
import { scopeOf } from '../server/world.ts';
import { isRecord } from '../shape.ts';
import { fill, onlyStages, readYaml, settle, templateOf, writeYaml } from './inputs.ts';

/** Throws what Harness answers for the pipelines that cannot be used. */
export function refuse(call: Call, pipeline: string): void {
  const { org, project } = scopeOf(call);
  if (pipeline === 'missing') {
    throw refusal(400, 'INVALID_REQUEST', `Pipeline with the given ID: ${pipeline} does not exist or has been deleted`);
  }
  if (pipeline === 'draft') {
    throw refusal(
      400,
      'INVALID_REQUEST',
      `Cannot execute a Draft Pipeline with PipelineID: ${pipeline}, ProjectID ${project}`,
    );
  }
  if (pipeline === 'out-of-sync') {
    throw refusal(400, 'INVALID_REQUEST', 'Some of the entities referenced in this pipeline have gone out of sync');
  }
  if (pipeline !== 'forbidden') {
    return;
  }
  const who = `Principal of type ${call.principal ?? 'USER'} with identifier simulator`;
  throw refusal(
    403,
    'NG_ACCESS_DENIED',
    `User not Authorized: ${who} : Missing permission core_pipeline_execute on pipeline with identifier ${pipeline} in ${org}/${project}`,
  );
}

/** What a start brings along. */
export interface Given {
  /** Runtime-input YAML; it comes last. */
  readonly last: string;
  readonly sets?: readonly string[];
  readonly stages?: readonly string[];
}

/** What comes of it: what is played, the pipeline with the inputs in it, and the inputs alone. */
export interface Prepared {
  readonly play: Play;
  readonly yaml: string;
  readonly inputs: string;
}

/** Merges what was given into a pipeline's runtime inputs. Throws Harness's refusal of the first value that is missing or not allowed. */
export function prepare(world: World, id: string, given: Given): Prepared {
  const { last, sets = [], stages = [] } = given;
  const pipeline = world.pipelines.get(id);
  const base = pipeline ? readYaml(pipeline.yaml) : undefined;
  if (stages.length > 0 && !allowsStages(base)) {
    throw refusal(400, 'INVALID_REQUEST', `Stage executions are not allowed for pipeline [${id}]`);
  }
  const chosen = onlyStages(base, stages);
  const template = templateOf(chosen);
  if (sets.length > 0 && template === undefined) {
    throw refusal(
      400,
      'INVALID_REQUEST',
      `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`,
    );
  }
  if (!pipeline) {
    return { play: scenario(id) ?? world.play, yaml: '', inputs: last };
  }
  const givens = givensOf(pipeline, sets, last);
  const merged = settle(chosen, fill(chosen, givens));
  const inputs = template === undefined ? '' : writeYaml(fill(template, givens));
  const play = pipeline.plays === undefined ? ownPlay(merged) : (scenario(pipeline.plays) ?? world.play);
  return { play, yaml: writeYaml(merged), inputs };
}

/** Whether a pipeline lets single stages be run. */
export function allowsStages(base: unknown): boolean {
  return isRecord(base) && isRecord(base['pipeline']) && base['pipeline']['allowStageExecutions'] === true;
}

/** The YAML of input sets and of what comes after them, parsed, in the order of precedence. Sets that do not exist are left out, without a word. */
export function givensOf(pipeline: Pipeline, sets: readonly string[], last: string): readonly unknown[] {
  const base = readYaml(pipeline.yaml);
  return [...sets.flatMap((id) => yamlsOf(pipeline, id)), last]
    .map(readYaml)
    .filter((given) => identifierOf(given) === identifierOf(base));
}

/** An input set of a pipeline, or undefined when there is none of that name. */
export function inputSetOf(pipeline: Pipeline | undefined, id: string): InputSet | undefined {
  return pipeline?.inputSets && Object.hasOwn(pipeline.inputSets, id) ? pipeline.inputSets[id] : undefined;
}

function yamlsOf(pipeline: Pipeline, id: string): readonly string[] {
  const set = inputSetOf(pipeline, id);
  if (!set) {
    return [];
  }
  return 'yaml' in set ? [set.yaml] : set.overlay.flatMap((each) => yamlsOf(pipeline, each));
}

function identifierOf(yaml: unknown): unknown {
  return isRecord(yaml) && isRecord(yaml['pipeline']) ? yaml['pipeline']['identifier'] : undefined;
}
