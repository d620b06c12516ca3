/** Templates of runtime inputs, input sets, and what an execution was started with. */
import type { InputSet, Pipeline } from '../plays/pipelines.ts';
import { type Answer, itemPage, refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf, jsonBody, scopeOf } from '../server/world.ts';
import { isRecord, strings, text } from '../shape.ts';
import { fill, onlyStages, strays, templateOf } from './merge.ts';
import { givensOf, inputSetOf, isV1, noRuntimeInput } from './prepare.ts';
import { refuse } from './refusals.ts';
import { displayName } from './summary.ts';
import { readYaml, writeYaml } from './yaml.ts';

const SETS = '/pipeline/api/inputSets';

/** Templates, input sets and what can be known about the inputs of a past execution. */
export const inputSetRoutes: readonly Route[] = [
  { kind: 'template', method: 'POST', path: new RegExp(`^${SETS}/template$`), handle: template },
  { kind: 'merge', method: 'POST', path: new RegExp(`^${SETS}/merge$`), handle: merge },
  { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}$`), handle: list },
  { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/overlay/([^/]+)$`), handle: getOverlay },
  { kind: 'input-set', method: 'GET', path: new RegExp(`^${SETS}/([^/]+)$`), handle: get },
  {
    kind: 'inputset-v2',
    method: 'GET',
    path: /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/inputsetV2$/,
    handle: inputsOfPast,
  },
];

function pipelineOf(call: Call): { id: string; pipeline: Pipeline | undefined } {
  const id = call.query.get('pipelineIdentifier') ?? '';
  if (id === '') {
    throw refusal(400, 'INVALID_REQUEST', 'pipelineIdentifier must not be null');
  }
  refuse(call, id);
  return { id, pipeline: call.world.pipelines.get(id) };
}

/** The Git branch that a request names; without it everything is silently read from the default branch. */
function branchOf({ query }: Call): string {
  return query.get('branch') ?? query.get('pipelineBranch') ?? '';
}

/** The runtime inputs of a pipeline; without any, the YAML is left out. */
function template(call: Call): Answer {
  const { pipeline } = pipelineOf(call);
  const stages = strings(jsonBody(call)['stageIdentifiers']);
  const base = pipeline && readYaml(pipeline.yaml);
  const found = isV1(base) ? typedTemplate(base) : templateOf(onlyStages(base, stages));
  const hasInputSets = Object.keys(pipeline?.inputSets ?? {}).length > 0;
  const yaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
  return success({ ...yaml, replacedExpressions: null, modules: ['cd', 'pms'], hasInputSets });
}

/** The newer kind of pipeline names its inputs at the top. */
function typedTemplate(base: unknown): unknown {
  const inputs = isRecord(base) && isRecord(base['inputs']) ? base['inputs'] : {};
  return { inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, '<+input>'])) };
}

/** Sets merged in their order with the YAML on top. Sets that do not exist are skipped, outdated ones make it an error answer. */
function merge(call: Call): Answer {
  const { id, pipeline } = pipelineOf(call);
  const body = jsonBody(call);
  const sets = strings(body['inputSetReferences']);
  const stages = strings(body['stageIdentifiers']);
  const branch = branchOf(call);
  const base = pipeline && onlyStages(readYaml(pipeline.yaml), stages);
  const found = templateOf(base);
  if (!pipeline || found === undefined) {
    throw noRuntimeInput(id);
  }
  const outdated = sets.filter((set) => isOutdated(pipeline, inputSetOf(pipeline, set, branch), branch));
  if (outdated.length > 0) {
    const inputSetErrorWrapper = {
      errorPipelineYaml: null,
      uuidToErrorResponseMap: {},
      invalidInputSetReferences: outdated,
    };
    return success({ isErrorResponse: true, errorResponse: true, inputSetErrorWrapper });
  }
  const givens = givensOf(pipeline, { sets, branch, last: text(body['lastYamlToMerge']) });
  const complete =
    body['withMergedPipelineYaml'] === true ? { completePipelineYaml: writeYaml(fill(base, givens)) } : {};
  return success({
    pipelineYaml: writeYaml(fill(found, givens)),
    ...complete,
    isErrorResponse: false,
    errorResponse: false,
  });
}

/** Outdated is a set that gives what the pipeline does not ask for (any more), or an overlay of such a one. */
function isOutdated(pipeline: Pipeline, set: InputSet | undefined, branch: string): boolean {
  if (!set) {
    return false;
  }
  if ('overlay' in set) {
    return set.overlay.some((id) => isOutdated(pipeline, inputSetOf(pipeline, id, branch), branch));
  }
  return straysOf(pipeline, set.yaml).length > 0;
}

function straysOf(pipeline: Pipeline, yaml: string): readonly string[] {
  const [base, given] = [readYaml(pipeline.yaml), readYaml(yaml)];
  return isRecord(base) && isRecord(given) ? strays(base['pipeline'], given['pipeline']) : [];
}

function list(call: Call): Answer {
  const { id, pipeline } = pipelineOf(call);
  const sets = Object.entries({ ...pipeline?.inputSets, ...pipeline?.branches?.[branchOf(call)] });
  const pageIndex = Number(call.query.get('pageIndex') ?? 0);
  const pageSize = Number(call.query.get('pageSize') ?? 25);
  const content = sets.map(([identifier, set]) => ({
    identifier,
    name: displayName(identifier),
    pipelineIdentifier: id,
    inputSetType: 'yaml' in set ? 'INPUT_SET' : 'OVERLAY_INPUT_SET',
    tags: {},
    createdAt: call.now,
    lastUpdatedAt: call.now,
    isOutdated: pipeline ? isOutdated(pipeline, set, branchOf(call)) : false,
    inputSetErrorDetails: null,
  }));
  return success(itemPage(content, { pageIndex, pageSize }));
}

function noSet(id: string): Error {
  return refusal(404, 'ENTITY_NOT_FOUND', `InputSet with the given ID: ${id} does not exist or has been deleted`);
}

/** What every answer about a set has. */
function common(
  call: Call,
  identifier: string,
  { id, pipeline }: { id: string; pipeline: Pipeline },
): Record<string, unknown> {
  const { account, org, project } = scopeOf(call);
  const outdated = isOutdated(pipeline, inputSetOf(pipeline, identifier, branchOf(call)), branchOf(call));
  const name = displayName(identifier);
  const where = { accountId: account, orgIdentifier: org, projectIdentifier: project, pipelineIdentifier: id };
  return {
    ...where,
    identifier,
    name,
    tags: {},
    isOutdated: outdated,
    outdated,
    isErrorResponse: false,
    errorResponse: false,
  };
}

function get(call: Call, identifier = ''): Answer {
  const { id, pipeline } = pipelineOf(call);
  const set = inputSetOf(pipeline, identifier, branchOf(call));
  if (!pipeline || !set || !('yaml' in set)) {
    throw noSet(identifier);
  }
  const { org, project } = scopeOf(call);
  const given = readYaml(set.yaml);
  const part = isRecord(given) ? given['pipeline'] : undefined;
  const inputSet = {
    identifier,
    name: displayName(identifier),
    orgIdentifier: org,
    projectIdentifier: project,
    pipeline: part,
  };
  return success({ ...common(call, identifier, { id, pipeline }), inputSetYaml: writeYaml({ inputSet }) });
}

function getOverlay(call: Call, identifier = ''): Answer {
  const { id, pipeline } = pipelineOf(call);
  const set = inputSetOf(pipeline, identifier, branchOf(call));
  if (!pipeline || !set || !('overlay' in set)) {
    throw noSet(identifier);
  }
  const { org, project } = scopeOf(call);
  const inputSetReferences = set.overlay;
  const where = { orgIdentifier: org, projectIdentifier: project, pipelineIdentifier: id };
  const overlayInputSet = { identifier, name: displayName(identifier), ...where, inputSetReferences };
  return success({
    ...common(call, identifier, { id, pipeline }),
    inputSetReferences,
    invalidInputSetReferences: {},
    overlayInputSetYaml: writeYaml({ overlayInputSet }),
  });
}

function inputsOfPast(call: Call, id = ''): Answer {
  const execution = executionOf(call, id);
  const { inputs = '', yaml = '', pipeline, inputSets = [] } = execution;
  const source = call.world.pipelines.get(pipeline);
  const found = source && templateOf(readYaml(source.yaml));
  const inputSetTemplateYaml = found === undefined ? {} : { inputSetTemplateYaml: writeYaml(found) };
  const inputSetDetails = inputSets.map((identifier) => ({ identifier, name: displayName(identifier) }));
  return success({
    inputSetYaml: inputs,
    ...inputSetTemplateYaml,
    resolvedYaml: yaml,
    expressionValues: [],
    inputSetDetails,
  });
}
