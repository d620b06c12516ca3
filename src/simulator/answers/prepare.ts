/** From what a start brings along to the pipeline that runs, or to the refusal. */
import { releaseBot } from '../plays/cast.ts';
import { ownPlay } from '../plays/own-play.ts';
import { CHOSEN, type InputSet, type Pipeline } from '../plays/pipelines.ts';
import type { BlockPlay, Codebase, Play, StagePlay } from '../plays/play.ts';
import { scenario } from '../plays/scenarios.ts';
import { refusal } from '../server/answer.ts';
import type { World } from '../server/call.ts';
import { isRecord, items, text } from '../shape.ts';
import { twice } from './items.ts';
import { fill, hasExtras, onlyStages, templateOf } from './merge.ts';
import { settle } from './validate.ts';
import { readYaml, textOf, writeYaml } from './yaml.ts';

/** What a start brings along. */
export interface Given {
  /** Runtime-input YAML; it comes last. */
  readonly last: string;
  readonly sets?: readonly string[];
  readonly stages?: readonly string[];
  /** Git branch on which the sets are searched for. */
  readonly branch?: string;
}

/** What comes of it: what is played, the pipeline with the inputs in it, and the inputs alone. */
interface Prepared {
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
  if (
    stages.length > 0 &&
    isRecord(chosen) &&
    isRecord(chosen['pipeline']) &&
    items(chosen['pipeline']['stages']).length === 0
  ) {
    throw refusal(400, 'INVALID_REQUEST', `None of the stages [${stages.join(', ')}] is a stage of pipeline ${id}`);
  }
  const template = templateOf(chosen);
  if (sets.length > 0 && template === undefined) {
    throw noRuntimeInput(id);
  }
  if (!pipeline) {
    return { play: scenario(id) ?? world.play, yaml: '', inputs: last };
  }
  if (isV1(base)) {
    return { play: world.play, yaml: pipeline.yaml, inputs: last };
  }
  const givens = givensOf(pipeline, given);
  refuseToMerge(base, givens, sets.length > 0);
  const merged = settle(chosen, fill(chosen, givens));
  const inputs = template === undefined ? '' : writeYaml(fill(template, givens));
  return { play: playFor(world, pipeline, { merged, stages }), yaml: writeYaml(merged), inputs };
}

/** The refusal of input sets for a pipeline that takes none. */
export function noRuntimeInput(id: string): Error {
  return refusal(
    400,
    'INVALID_REQUEST',
    `Pipeline ${id} does not have any runtime input. All existing input sets are invalid`,
  );
}

/** Throws what Harness answers to YAML that it cannot merge, and to what it loses when it merges several. */
function refuseToMerge(base: unknown, givens: readonly unknown[], bySets: boolean): void {
  for (const given of givens) {
    const path = twice(isRecord(given) ? given['pipeline'] : undefined);
    if (path !== undefined) {
      throw refusal(400, 'INVALID_REQUEST', `This element is coming twice in yaml ${path}`);
    }
  }
  if (bySets && givens.some((given) => hasExtras(base, given))) {
    throw refusal(400, 'INVALID_REQUEST', 'Failed to start execution for Pipeline.');
  }
}

/** Whether YAML is of the newer kind, which takes its inputs in another form. */
export function isV1(base: unknown): boolean {
  return isRecord(base) && base['version'] === 1;
}

/** What a pipeline plays: its own stages, or a scenario, of which only the chosen stages, and which builds what is asked for. */
function playFor(
  world: World,
  { plays }: Pipeline,
  { merged, stages }: { merged: unknown; stages: readonly string[] },
): Play {
  const codebase = codebaseOf(merged);
  const play = plays === undefined ? ownPlay(merged) : plays === CHOSEN ? world.play : (scenario(plays) ?? world.play);
  const kept = play.stages.filter((block) => idsOf(block).some((id) => stages.includes(id)));
  const chosen = kept.length > 0 ? kept : play.stages;
  return { ...play, stages: codebase ? chosen.map((block) => building(block, codebase)) : chosen };
}

function idsOf(block: BlockPlay): readonly string[] {
  if ('parallel' in block) {
    return block.parallel.map(({ id }) => id);
  }
  return ['matrix' in block ? block.matrix.id : block.id];
}

function building(block: BlockPlay, codebase: Codebase): BlockPlay {
  const change = (stage: StagePlay): StagePlay => (stage.type === 'CI' ? { ...stage, codebase } : stage);
  if ('parallel' in block) {
    return { parallel: block.parallel.map(change) };
  }
  return 'matrix' in block ? block : change(block);
}

/** What the CI stages build, as the runtime inputs say it. */
function codebaseOf(merged: unknown): Codebase | undefined {
  const within = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);
  const codebase = ['pipeline', 'properties', 'ci', 'codebase'].reduce(within, merged);
  const build = within(codebase, 'build');
  const spec = within(build, 'spec');
  const repository = text(within(codebase, 'repoName'));
  const value = (key: string): string => textOf(within(spec, key) ?? '');
  const by = releaseBot.name;
  switch (within(build, 'type')) {
    case 'branch':
      return { repository, branch: value('branch'), commit: { sha: COMMIT, message: 'The newest commit', by } };
    case 'tag':
      return { repository, tag: value('tag'), commit: { sha: COMMIT, message: 'What was tagged', by } };
    case 'PR':
      return {
        repository,
        branch: 'main',
        commit: { sha: COMMIT, message: 'The newest commit of the pull request', by },
        pullRequest: { number: Number(value('number')), title: 'A pull request', source: 'feature/x' },
      };
    case 'commitSha':
      return { repository, commit: { sha: value('commitSha'), message: 'The commit that was asked for', by } };
    default:
      return undefined;
  }
}

const COMMIT = '5f2a8c31d09b4e7f6a1c2d3e4f5061728394a5b6';

/** Whether a pipeline lets single stages be run. */
export function allowsStages(base: unknown): boolean {
  return isRecord(base) && isRecord(base['pipeline']) && base['pipeline']['allowStageExecutions'] === true;
}

/** The YAML of input sets and of what comes after them, parsed, in the order of precedence. Sets that do not exist are silently ignored. */
export function givensOf(pipeline: Pipeline, { sets = [], last, branch = '' }: Given): readonly unknown[] {
  const base = readYaml(pipeline.yaml);
  return [...sets.flatMap((id) => yamlsOf(pipeline, id, branch)), last]
    .map(readYaml)
    .filter((given) => identifierOf(given) === identifierOf(base));
}

/** An input set of a pipeline on a Git branch, else on the default one; undefined when it has no set of that name. */
export function inputSetOf(pipeline: Pipeline | undefined, id: string, branch: string): InputSet | undefined {
  const { inputSets = {}, branches = {} } = pipeline ?? {};
  const sets = { ...inputSets, ...(Object.hasOwn(branches, branch) ? branches[branch] : {}) };
  return Object.hasOwn(sets, id) ? sets[id] : undefined;
}

function yamlsOf(pipeline: Pipeline, id: string, branch: string): readonly string[] {
  const set = inputSetOf(pipeline, id, branch);
  if (!set) {
    return [];
  }
  return 'yaml' in set ? [set.yaml] : set.overlay.flatMap((each) => yamlsOf(pipeline, each, branch));
}

function identifierOf(yaml: unknown): unknown {
  return isRecord(yaml) && isRecord(yaml['pipeline']) ? yaml['pipeline']['identifier'] : undefined;
}
