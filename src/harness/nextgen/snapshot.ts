/** Harness's answer about an execution -> a Snapshot. Any part of it may be missing, null or of another type. */
import { at, either, integer, isObject, text, timestamp } from '../../base/shape.ts';
import type { ParentExecution, Snapshot } from '../execution.ts';
import { isExecutionId, isIdentifier } from '../identifiers.ts';
import { isUnsuccessful, phaseOf } from '../status.ts';
import { readFailureInfo } from './failure-info.ts';
import { freezesInModule } from './freeze.ts';
import { readDenial } from './governance.ts';
import { readStages } from './layout.ts';
import { readModules } from './modules.ts';

/**
 * @param summary `pipelineExecutionSummary` of `GET /pipeline/api/pipelines/execution/v2/{id}`, or one entry of the list
 */
export function toSnapshot(summary: unknown): Snapshot {
  const status = text(at(summary, 'status')) ?? '';
  const denial = readDenial(at(summary, 'governanceMetadata'));
  const stages = readStages(summary);
  // Recorded summaries have no `failureInfo`, and often an empty `executionErrorInfo`: the stages have the cause.
  const failures = [at(summary, 'failureInfo'), at(summary, 'executionErrorInfo')]
    .filter(isObject)
    .map(readFailureInfo);
  const own = failures.find(({ message }) => message !== undefined) ?? failures[0];
  const failed = stages.find((stage) => !stage.isGroup && isUnsuccessful(stage.phase));
  const freeze = status === 'AbortedByFreeze' ? freezesInModule(at(summary, 'moduleInfo', 'cd')) : undefined;
  const trigger = at(summary, 'executionTriggerInfo');
  return {
    status,
    phase: phaseOf(status),
    pipelineName: text(at(summary, 'name')),
    runSequence: integer(at(summary, 'runSequence')),
    startedAt: timestamp(at(summary, 'startTs')) ?? timestamp(at(summary, 'createdAt')),
    endedAt: timestamp(at(summary, 'endTs')),
    stages,
    message: denial?.message ?? freeze ?? own?.message ?? failed?.message,
    explanations: own?.explanations ?? [],
    hints: own?.hints ?? [],
    ...(denial === undefined ? {} : { deniedBy: denial.by }),
    trigger: text(at(trigger, 'triggerType')),
    triggerName: text(at(trigger, 'triggeredBy', 'triggerName')),
    startedBy: triggeredBy(summary).name,
    abortedBy: text(at(summary, 'abortedBy', 'userName')) ?? text(at(summary, 'abortedBy', 'email')),
    rerunOf: text(at(trigger, 'rerunInfo', 'prevExecutionId')) ?? text(at(trigger, 'rerunInfo', 'rootExecutionId')),
    parent: parentOf(at(summary, 'parentStageInfo')),
    canRetry: at(summary, 'canRetry') === true,
    ...readModules(summary),
  };
}

/** Who started an execution. */
export interface Starter {
  /** What Harness uses for this person elsewhere, as for who aborted a step. */
  readonly uuid: string | undefined;
  /** E-mail address, else identifier. */
  readonly name: string | undefined;
}

/** @param summary `executionTriggerInfo.triggeredBy {uuid, identifier, extraInfo {email}}` */
export function triggeredBy(summary: unknown): Starter {
  const by = at(summary, 'executionTriggerInfo', 'triggeredBy');
  return { uuid: text(at(by, 'uuid')), name: text(at(by, 'extraInfo', 'email')) ?? text(at(by, 'identifier')) };
}

/** All keys in `parentStageInfo` are lower case in recorded answers, camel case in the published API. */
function parentOf(info: unknown): ParentExecution | undefined {
  const part = (name: string): string => text(either(info, name, name.toLowerCase())) ?? '';
  const parent = {
    id: part('executionId'),
    pipeline: part('identifier'),
    org: part('orgId'),
    project: part('projectId'),
  };
  return isExecutionId(parent.id) && [parent.pipeline, parent.org, parent.project].every(isIdentifier)
    ? parent
    : undefined;
}
