/** Harness's answer about an execution -> a Snapshot. Any part of it may be missing, null or of another type. */
import { at, either, entries, isObject, list, timestamp, text, texts, integer } from '../../base/shape.ts';
import { type Artifact, isUnsuccessful, phaseOf, type Snapshot, type Stage } from '../execution.ts';
import { nameWithMatrixValues } from './matrix.ts';

/**
 * @param summary `pipelineExecutionSummary` of `GET /pipeline/api/pipelines/execution/v2/{id}`, or one entry of the list
 */
export function toSnapshot(summary: unknown): Snapshot {
  const status = text(at(summary, 'status')) ?? '';
  const phase = phaseOf(status);
  const failure = isObject(at(summary, 'failureInfo')) ? at(summary, 'failureInfo') : at(summary, 'executionErrorInfo');
  const denial = readDenial(at(summary, 'governanceMetadata'));
  const stages = readStages(summary);
  const why = text(at(failure, 'message')) ?? firstError(failure);
  return {
    status,
    phase,
    pipelineName: text(at(summary, 'name')),
    runSequence: integer(at(summary, 'runSequence')),
    startedAt: timestamp(at(summary, 'startTs')) ?? timestamp(at(summary, 'createdAt')),
    endedAt: timestamp(at(summary, 'endTs')),
    stages,
    message: denial?.message ?? why ?? stages.find((stage) => !stage.isGroup && isUnsuccessful(stage.phase))?.message,
    ...adviceIn(failure),
    ...(denial === undefined ? {} : { deniedBy: denial.by }),
    trigger: text(at(summary, 'executionTriggerInfo', 'triggerType')),
    startedBy: startedBy(summary),
    abortedBy: text(at(summary, 'abortedBy', 'userName')) ?? text(at(summary, 'abortedBy', 'email')),
    canRetry: at(summary, 'canRetry') === true,
    ...readModules(summary),
  };
}

function startedBy(summary: unknown): string | undefined {
  const by = at(summary, 'executionTriggerInfo', 'triggeredBy');
  return text(at(by, 'extraInfo', 'email')) ?? text(at(by, 'identifier'));
}

function firstError(failure: unknown): string | undefined {
  return list(at(failure, 'responseMessages'))
    .filter((response) => text(at(response, 'level')) === 'ERROR')
    .map((response) => text(at(response, 'message')))
    .find((message) => message !== undefined);
}

/** @returns what a `failureInfo` says beside its message: those with the codes EXPLANATION and HINT, at most five each. */
export function adviceIn(failure: unknown): Pick<Snapshot, 'explanations' | 'hints'> {
  const responses = list(at(failure, 'responseMessages'));
  const said = (code: string): string[] => {
    const of = responses.flatMap((each) => (at(each, 'code') === code ? (text(at(each, 'message')) ?? []) : []));
    return [...new Set(of)].slice(0, 5);
  };
  return { explanations: said('EXPLANATION'), hints: said('HINT') };
}

/** What a policy said against an execution. */
export interface Denial {
  readonly message: string;
  /** `policy set › policy`, as far as named. */
  readonly by: readonly string[];
}

/**
 * @param governance `governanceMetadata` of a start's answer or of a summary. A denied execution is answered with 200 and
 * SUCCESS; only `deny` tells.
 */
export function readDenial(governance: unknown): Denial | undefined {
  if (at(governance, 'deny') !== true) {
    return undefined;
  }
  const by: string[] = [];
  const messages: string[] = [];
  for (const set of list(either(governance, 'details', 'detailsList'))) {
    const setName = text(either(set, 'policySetName', 'policy_set', 'identifier'));
    const denied = list(either(set, 'policyMetadata', 'policyMetadataList', 'policy_metadata')).filter(
      (policy) => text(at(policy, 'status')) !== 'pass' && text(at(policy, 'status')) !== 'warning',
    );
    for (const policy of denied) {
      const policyName = text(either(policy, 'policyName', 'policy_name', 'identifier'));
      by.push([setName, policyName].filter((name) => name !== undefined).join(' › '));
      const said = texts(either(policy, 'denyMessages', 'denyMessagesList', 'deny_messages'));
      messages.push(...said.slice(0, MOST_NAMES));
    }
    if (denied.length === 0 && at(set, 'deny') === true && setName !== undefined) {
      by.push(setName);
    }
  }
  const said = [...new Set(messages)].join('; ') || text(at(governance, 'message'));
  const names = [...new Set(by.filter((name) => name !== ''))];
  const who = names.length === 0 ? 'a policy' : `policy ${names.join(', ')}`;
  return { message: `denied by ${who}${said === undefined ? '' : `: ${said}`}`, by: names };
}

/** Stages that are looked at; a pipeline has at most a few hundred with all its matrix legs. */
const MOST_STAGES = 2000;

/** A node to come: how deep it stands, and the identifier of the matrix or loop around it. */
interface Visit {
  readonly key: string;
  readonly depth: number;
  readonly matrix: string | undefined;
}

function readStages(summary: unknown): Stage[] {
  // A stage without a key could be neither named nor linked.
  const nodes = new Map(entries(at(summary, 'layoutNodeMap')).filter(([key, node]) => key !== '' && isObject(node)));
  const links = (node: unknown, kind: 'currentNodeChildren' | 'nextIds'): string[] =>
    texts(at(node, 'edgeLayoutList', kind)).slice(0, MOST_STAGES);
  const stages = new Map<string, Stage | undefined>();
  // A list to work off, not recursion: the graph is somebody else's and may be a circle or thousands deep.
  const walk = (keys: readonly string[]): void => {
    const todo: Visit[] = keys.map((key) => ({ key, depth: 0, matrix: undefined })).toReversed();
    for (let next = todo.pop(); next !== undefined && stages.size < MOST_STAGES; next = todo.pop()) {
      const { key, depth, matrix } = next;
      const node = nodes.get(key);
      if (node === undefined || stages.has(key)) {
        continue;
      }
      const members = links(node, 'currentNodeChildren');
      const under =
        members.length > 0 && at(node, 'nodeType') !== 'parallel' ? (text(at(node, 'nodeIdentifier')) ?? key) : matrix;
      const visits = (ids: readonly string[], visit: Omit<Visit, 'key'>): Visit[] =>
        ids.map((id) => ({ key: id, ...visit })).toReversed();
      todo.push(
        ...visits(links(node, 'nextIds'), { depth, matrix }),
        ...visits(members, { depth: depth + 1, matrix: under }),
      );
      const place = { depth, isGroup: members.length > 0, inPipeline: matrix };
      stages.set(key, at(node, 'hidden') === true ? undefined : toStage(key, node, place));
    }
  };
  walk(texts([at(summary, 'startingNodeId'), ...list(at(summary, 'startingNodeIds'))]));
  // Without a start, or with several: whatever nothing leads to, and then what only a circle leads to.
  const reached = new Set(
    [...nodes.values()].flatMap((node) => [...links(node, 'currentNodeChildren'), ...links(node, 'nextIds')]),
  );
  walk([...nodes.keys()].filter((key) => !reached.has(key)));
  walk([...nodes.keys()]);
  return [...stages.values()].filter((stage) => stage !== undefined);
}

function toStage(key: string, node: unknown, place: Pick<Stage, 'depth' | 'isGroup' | 'inPipeline'>): Stage {
  const id = text(at(node, 'nodeIdentifier')) ?? key;
  const status = text(at(node, 'status')) ?? '';
  return {
    id,
    name: nameWithMatrixValues(text(at(node, 'name')) ?? id, at(node, 'strategyMetadata')),
    status,
    phase: phaseOf(status),
    startedAt: timestamp(at(node, 'startTs')),
    endedAt: timestamp(at(node, 'endTs')),
    message: text(at(node, 'failureInfoDTO', 'message')) ?? text(at(node, 'failureInfo', 'message')),
    node: text(at(node, 'nodeUuid')) ?? key,
    nodeExecution: text(at(node, 'nodeExecutionId')),
    ...place,
  };
}

interface Modules {
  readonly services: readonly string[];
  readonly environments: readonly string[];
  readonly artifacts: readonly Artifact[];
}

/** Names that are kept of each kind; a summary that lists more helps nobody. */
const MOST_NAMES = 50;

/**
 * `moduleInfo.cd.serviceIdentifiers|envIdentifiers` of the execution; `moduleInfo.cd.serviceInfo` of each stage with its
 * artifacts; `moduleInfo.ci` of CI stages has none.
 */
function readModules(summary: unknown): Modules {
  const artifacts: Artifact[] = [];
  const services = texts(at(summary, 'moduleInfo', 'cd', 'serviceIdentifiers'));
  const environments = texts(at(summary, 'moduleInfo', 'cd', 'envIdentifiers'));
  for (const [, node] of entries(at(summary, 'layoutNodeMap'))) {
    const cd = at(node, 'moduleInfo', 'cd');
    services.push(...texts([at(cd, 'serviceInfo', 'identifier')]));
    environments.push(...texts([at(cd, 'infraExecutionSummary', 'identifier')]));
    const found = at(cd, 'serviceInfo', 'artifacts');
    for (const artifact of [at(found, 'primary'), ...list(at(found, 'sidecars'))]) {
      const name = text(at(artifact, 'imagePath')) ?? text(at(artifact, 'artifactPath')) ?? text(at(artifact, 'image'));
      if (name !== undefined) {
        artifacts.push({ name, tag: text(at(artifact, 'tag')) ?? text(at(artifact, 'version')) });
      }
    }
  }
  const unique = new Map(artifacts.map((artifact) => [JSON.stringify(artifact), artifact]));
  return {
    services: [...new Set(services)].slice(0, MOST_NAMES),
    environments: [...new Set(environments)].slice(0, MOST_NAMES),
    artifacts: [...unique.values()].slice(0, MOST_NAMES),
  };
}
