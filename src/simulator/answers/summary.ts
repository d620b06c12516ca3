/** `pipelineExecutionSummary`: an execution at a moment. */
import { releaseBot } from '../plays/cast.ts';
import { elapsed, type Execution, innerId, isOver, stamp, statusOf } from '../plays/execution.ts';
import { stageStatus } from '../plays/moment.ts';
import type { Denial } from '../plays/play.ts';
import { isPositive, stagesOf } from '../plays/timeline.ts';
import { isUnexplained, layout } from './layout.ts';
import { executionModuleInfo, moduleOf } from './module-info.ts';

/** The verdict of policies in the shape of the answers: `status` pass, or error with one denied policy set. */
export function governance(execution: Execution): object {
  const { play, pipeline, scope, startedAt } = execution;
  const base = {
    id: '0',
    type: 'pipeline',
    action: 'onrun',
    entity: `${scope.account}:${scope.org}:${scope.project}:${pipeline}`,
    timestamp: String(startedAt),
    accountId: scope.account,
    orgId: scope.org,
    projectId: scope.project,
  };
  if (!play.denied) {
    return { ...base, deny: false, status: 'pass', message: '', details: [] };
  }
  return { ...base, deny: true, status: 'error', message: '', details: [policySet(play.denied)] };
}

function policySet(denial: Denial): object {
  const policyMetadata = [
    {
      policyId: 'fridays',
      policyName: denial.policy,
      identifier: 'fridays',
      severity: 'error',
      status: 'error',
      error: '',
      denyMessages: denial.messages,
    },
  ];
  return {
    policySetId: '7',
    policySetName: denial.policySet,
    identifier: 'production',
    status: 'error',
    deny: true,
    description: '',
    policyMetadata,
  };
}

/** Who and what started it, in the shape of `executionTriggerInfo`. */
export function triggerInfo(execution: Execution): object {
  const { rerunOf, play } = execution;
  const rerunInfo = rerunOf && {
    rootExecutionId: rootOf(rerunOf, ({ rerunOf: earlier }) => earlier).id,
    rootTriggerType: 'MANUAL',
    prevExecutionId: rerunOf.id,
    prevTriggerType: 'MANUAL',
  };
  return {
    ...startedBy(execution),
    isRerun: rerunOf !== undefined,
    ...(rerunInfo ? { rerunInfo } : {}),
    ...(play.artifact ? { buildInfo: { imagePath: play.artifact.image, build: play.artifact.build } } : {}),
  };
}

function startedBy({ trigger, scope, play }: Execution): object {
  const byTrigger = (triggerType: string, identifier: string, extraInfo: Record<string, string>): object => ({
    triggerType,
    triggeredBy: {
      uuid: 'systemUser',
      identifier,
      triggerIdentifier: identifier,
      triggerName: displayName(identifier),
      extraInfo: { triggerRef: `${scope.account}/${scope.org}/${scope.project}/${identifier}`, ...extraInfo },
    },
  });
  if (trigger) {
    return byTrigger('WEBHOOK_CUSTOM', trigger.identifier, { eventCorrelationId: trigger.event });
  }
  if (play.artifact) {
    return byTrigger('ARTIFACT', 'new_image', {});
  }
  const { uuid, name, email } = releaseBot;
  return {
    triggerType: 'MANUAL',
    triggeredBy: { uuid, identifier: name, triggerIdentifier: '', triggerName: '', extraInfo: { email } },
  };
}

/** The first of a chain of executions, followed by what came before each. */
export function rootOf(execution: Execution, before: (each: Execution) => Execution | undefined): Execution {
  const earlier = before(execution);
  return earlier ? rootOf(earlier, before) : execution;
}

/** What Harness says about a retry beforehand: only that it is the latest of its chain and is not being rolled back, however it ended. */
export function canRetry({ retriedBy, play, timeline }: Execution): boolean {
  return !retriedBy && !play.isRollback && !timeline.blocks.some(({ kind }) => kind === 'rollback');
}

/** A display name for an identifier: `deploy_prod` becomes Deploy Prod. */
export function displayName(identifier: string): string {
  return identifier.replace(/[_-]+/g, ' ').replace(/(?<=^| )[a-z]/g, (initial) => initial.toUpperCase());
}

/** `pipelineExecutionSummary` at a moment. Fields that are null in Harness are left out, as it does. */
export function summary(execution: Execution, now: number): Record<string, unknown> {
  const { timeline, scope, play, retryOf } = execution;
  const at = elapsed(execution, now);
  const stages = stagesOf(timeline);
  const statuses = stages.map((stage) => stageStatus(timeline, stage, at));
  const count = (is: (status: string) => boolean): number => statuses.filter(is).length;
  const over = isOver(execution, now);
  const failed = over && !isPositive(timeline.ends) && !isUnexplained(execution);
  const { abort } = timeline;
  return {
    pipelineIdentifier: execution.pipeline,
    orgIdentifier: scope.org,
    projectIdentifier: scope.project,
    planExecutionId: execution.id,
    name: displayName(execution.pipeline),
    yamlVersion: '0',
    status: statusOf(execution, now),
    tags: [],
    executionTriggerInfo: triggerInfo(execution),
    ...(failed ? { executionErrorInfo: { message: '' } } : {}),
    governanceMetadata: governance(execution),
    moduleInfo: executionModuleInfo(stages, at),
    ...layout(execution, now),
    modules: [...new Set(stages.map(moduleOf))],
    startTs: stamp(execution, 0),
    ...(over ? { endTs: stamp(execution, timeline.to) } : {}),
    createdAt: stamp(execution, 0),
    canRetry: canRetry(execution),
    showRetryHistory: retryOf !== undefined || execution.retriedBy !== undefined,
    ...(retryOf
      ? {
          retryExecutionMetadata: {
            parentExecutionId: retryOf.id,
            rootExecutionId: rootOf(retryOf, ({ retryOf: earlier }) => earlier).id,
          },
        }
      : {}),
    runSequence: execution.runSequence,
    successfulStagesCount: count((status) => status === 'Success'),
    runningStagesCount: count((status) => status === 'Running'),
    failedStagesCount: count((status) => status === 'Failed'),
    totalStagesCount: stages.length,
    ...storeOf(execution),
    executionInputConfigured: false,
    isStagesExecution: execution.via === 'stages',
    stagesExecution: execution.via === 'stages',
    stagesExecuted: execution.stages ?? [],
    allowStageExecutions: execution.via === 'stages',
    ...(execution.parent ? { parentStageInfo: parentInfo(execution.parent) } : {}),
    ...(abort?.by && !abort.isUnnamed && at >= abort.done
      ? { abortedBy: { email: abort.by.email, userName: abort.by.name, createdAt: stamp(execution, abort.at) } }
      : {}),
    executionMode: play.isRollback ? 'POST_EXECUTION_ROLLBACK' : 'NORMAL',
    notesExistForPlanExecutionId: execution.notes !== '',
    shouldUseSimplifiedKey: play.simplifiedKeys ?? false,
  };
}

function parentInfo({ execution, stage }: { readonly execution: Execution; readonly stage: string }): object {
  const { scope, pipeline, runSequence, id } = execution;
  return {
    hasparentpipeline: true,
    stagenodeid: innerId(execution, 'setup', stage),
    executionid: id,
    identifier: pipeline,
    orgid: scope.org,
    projectid: scope.project,
    runsequence: runSequence,
  };
}

/** Where the pipeline's own YAML is kept, as far as the start said so. */
function storeOf({ branch = '', repository = '' }: Execution): object {
  if (branch === '') {
    return { storeType: 'INLINE' };
  }
  const gitDetails = { branch, repoName: repository, filePath: '.harness/pipeline.yaml', objectId: null };
  return { storeType: 'REMOTE', connectorRef: 'acme_git', gitDetails };
}
