/** What Harness says of a pipeline before it runs: its runtime inputs, its input sets, its stages. */
import type { Bounds } from '../../base/clock.ts';
import { at, list, text, texts } from '../../base/shape.ts';
import { HarnessError } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { refusalReason } from '../request-failure.ts';
import { gitQuery, type GitSource, scopeQuery } from '../scope.ts';
import { withLikelyPipelines } from './missing-pipeline.ts';

/** The pipeline to ask about. */
interface PipelineRef {
  readonly pipeline: string;
  readonly git: GitSource;
}

/** One input set, as Harness stores it. */
export interface InputSet {
  readonly id: string;
  readonly isOutdated: boolean;
  /** `inputSet: {…}`; undefined for an overlay. */
  readonly yaml: string | undefined;
  /** The sets that an overlay applies, in order. */
  readonly members: readonly string[];
}

/** A stage that can be run by itself. */
interface KnownStage {
  readonly id: string;
  readonly name: string;
}

/** What can be asked before a start. All throw HarnessError. */
interface PipelineApi {
  /** `POST /pipeline/api/inputSets/template`: the template's YAML; undefined when the pipeline asks for nothing. */
  template(of: PipelineRef & { readonly stages: readonly string[] }, bounds: Bounds): Promise<string | undefined>;
  /** `GET /pipeline/api/inputSets/{id}`, for overlays `GET /pipeline/api/inputSets/overlay/{id}`. */
  inputSet(of: PipelineRef & { readonly id: string }, bounds: Bounds): Promise<InputSet>;
  /** `GET /pipeline/api/pipeline/execute/stagesExecutionList`: empty when the pipeline does not allow to choose stages. */
  stages(of: PipelineRef, bounds: Bounds): Promise<readonly KnownStage[]>;
  /** `GET /pipeline/api/pipelines/{id}`: the pipeline's own YAML, with its templates in it; undefined when there is none. */
  yaml(of: PipelineRef, bounds: Bounds): Promise<string | undefined>;
}

/** The requests for one project. */
export function pipelineApi(http: Http, scope: Scope): PipelineApi {
  const query = scopeQuery(scope);
  const of = ({ pipeline, git }: PipelineRef) => ({ ...query, pipelineIdentifier: pipeline, ...gitQuery(git) });
  const inputSets = '/pipeline/api/inputSets';
  const overlay = async (set: PipelineRef & { readonly id: string }, bounds: Bounds): Promise<InputSet> => {
    const call = {
      purpose: `read the input set ${set.id} of ${set.pipeline}`,
      method: 'GET',
      path: `${inputSets}/overlay/${encodeURIComponent(set.id)}`,
      query: of(set),
    } as const;
    const data = at(await http.send(call, bounds), 'data');
    return {
      id: set.id,
      isOutdated: isOutdated(data),
      yaml: undefined,
      members: texts(at(data, 'inputSetReferences')),
    };
  };
  return {
    async template({ stages, ...where }, bounds) {
      const call = {
        purpose: `read the runtime inputs of ${where.pipeline} in ${scope.org}/${scope.project}`,
        method: 'POST',
        path: `${inputSets}/template`,
        query: of(where),
        type: 'application/json',
        body: JSON.stringify(stages.length === 0 ? {} : { stageIdentifiers: stages }),
      } as const;
      const answer = await http.send(call, bounds).catch(async (error: unknown) => {
        throw await withLikelyPipelines(error, { http, scope, pipeline: where.pipeline }, bounds);
      });
      return text(at(answer, 'data', 'inputSetTemplateYaml'));
    },
    async inputSet(set, bounds) {
      const call = {
        purpose: `read the input set ${set.id} of ${set.pipeline}`,
        method: 'GET',
        path: `${inputSets}/${encodeURIComponent(set.id)}`,
        query: of(set),
      } as const;
      const data = await http.send(call, bounds).catch(async (error: unknown) => {
        // An overlay's id is unknown to this endpoint; when neither knows it, the error is this endpoint's.
        if (!isNo(error)) {
          throw error;
        }
        return overlay(set, bounds).catch((other: unknown) => {
          throw isNo(other) ? error : other;
        });
      });
      if (isOverlay(data)) {
        return data;
      }
      const found = at(data, 'data');
      const yaml = text(at(found, 'inputSetYaml'));
      return yaml === undefined
        ? await overlay(set, bounds)
        : { id: set.id, isOutdated: isOutdated(found), yaml, members: [] };
    },
    async stages(where, bounds) {
      const call = {
        purpose: `list the stages of ${where.pipeline} that can be run individually`,
        method: 'GET',
        path: '/pipeline/api/pipeline/execute/stagesExecutionList',
        query: of(where),
      } as const;
      return list(at(await http.send(call, bounds), 'data')).flatMap((stage): KnownStage[] => {
        const id = text(at(stage, 'stageIdentifier'));
        return id === undefined ? [] : [{ id, name: text(at(stage, 'stageName')) ?? id }];
      });
    },
    async yaml({ pipeline, git }, bounds) {
      const call = {
        purpose: `read the YAML of ${pipeline} in ${scope.org}/${scope.project}`,
        method: 'GET',
        path: `/pipeline/api/pipelines/${encodeURIComponent(pipeline)}`,
        query: { ...query, ...gitQuery(git), getTemplatesResolvedPipeline: 'true' },
      } as const;
      const data = at(await http.send(call, bounds), 'data');
      return text(at(data, 'resolvedTemplatesPipelineYaml')) ?? text(at(data, 'yamlPipeline'));
    },
  };
}

/** Whether Harness refuses this very request; an outage, or a key that it does not accept, says nothing about it. */
function isNo(error: unknown): boolean {
  return error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) !== 'unauthorized';
}

/** Whether it is an overlay that was read already, and not an answer. */
function isOverlay(value: unknown): value is InputSet {
  return Array.isArray(at(value, 'members'));
}

function isOutdated(data: unknown): boolean {
  return at(data, 'isOutdated') === true || at(data, 'outdated') === true || at(data, 'isErrorResponse') === true;
}
