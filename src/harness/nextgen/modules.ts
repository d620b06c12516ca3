/** `moduleInfo` of an execution and of its stages: what was built, and what was deployed where. */
import { at, either, entries, integer, isObject, list, text, texts } from '../../base/shape.ts';
import type { Artifact, CiBuild, Environment, Service, Snapshot } from '../execution.ts';

/** Names that are kept of each kind; a longer list would not fit into a summary. */
const MAX_NAMES = 50;

/**
 * `moduleInfo.cd` of the execution has identifiers alone; that of each stage has `serviceInfo {identifier, displayName,
 * artifacts}` and `infraExecutionSummary {identifier, name, type}`. Either may be missing.
 */
export function readModules(summary: unknown): Pick<Snapshot, 'services' | 'environments' | 'artifacts' | 'build'> {
  const ofStages = entries(at(summary, 'layoutNodeMap')).map(([, node]) => at(node, 'moduleInfo'));
  const cd = at(summary, 'moduleInfo', 'cd');
  const services = new Map<string, Service>(idsIn(at(cd, 'serviceIdentifiers')).map((id) => [id, { id, name: id }]));
  const environments = new Map<string, Environment>(
    idsIn(at(cd, 'envIdentifiers')).map((id) => [id, { id, name: id }]),
  );
  const artifacts = new Map<string, Artifact>();
  for (const stage of ofStages.map((modules) => at(modules, 'cd')).filter(isObject)) {
    const service = text(at(stage, 'serviceInfo', 'identifier'));
    if (service !== undefined) {
      services.set(service, { id: service, name: text(at(stage, 'serviceInfo', 'displayName')) ?? service });
    }
    const infrastructure = at(stage, 'infraExecutionSummary');
    const environment = text(at(infrastructure, 'identifier'));
    if (environment !== undefined) {
      const name = text(at(infrastructure, 'name')) ?? environment;
      environments.set(environment, { id: environment, name, type: text(at(infrastructure, 'type')) });
    }
    artifactsOf(stage).forEach((artifact) => artifacts.set(JSON.stringify(artifact), artifact));
  }
  const build = [at(summary, 'moduleInfo'), ...ofStages].map(buildIn).find((each) => each !== undefined);
  return {
    services: [...services.values()].slice(0, MAX_NAMES),
    environments: [...environments.values()].slice(0, MAX_NAMES),
    artifacts: [...artifacts.values()].slice(0, MAX_NAMES),
    ...(build === undefined ? {} : { build }),
  };
}

function idsIn(value: unknown): string[] {
  return [...new Set(texts(value))].slice(0, MAX_NAMES);
}

function artifactsOf(cd: unknown): Artifact[] {
  const found = at(cd, 'serviceInfo', 'artifacts');
  return [at(found, 'primary'), ...list(at(found, 'sidecars'))].flatMap((artifact) => {
    const name = text(at(artifact, 'imagePath')) ?? text(at(artifact, 'artifactPath')) ?? text(at(artifact, 'image'));
    return name === undefined ? [] : [{ name, tag: text(at(artifact, 'tag')) ?? text(at(artifact, 'version')) }];
  });
}

/**
 * `moduleInfo.ci {repoName, branch, tag, ciExecutionInfoDTO}`: the newest commit is the first among those of
 * `ciExecutionInfoDTO.branch` or `.pullRequest`.
 */
function buildIn(modules: unknown): CiBuild | undefined {
  const ci = at(modules, 'ci');
  const info = at(ci, 'ciExecutionInfoDTO');
  const pullRequest = at(info, 'pullRequest');
  const [commit] = [...list(at(pullRequest, 'commits')), ...list(at(info, 'branch', 'commits'))];
  const number = either(pullRequest, 'id', 'number') ?? at(ci, 'prNumber');
  const build = {
    repository: text(at(ci, 'repoName')),
    branch: text(at(ci, 'branch')) ?? text(at(pullRequest, 'sourceBranch')) ?? text(at(info, 'branch', 'name')),
    tag: text(at(ci, 'tag')),
    commit: text(at(commit, 'id')),
    pullRequest: integer(number),
  };
  return Object.values(build).some((value) => value !== undefined) ? build : undefined;
}
