/** `pipelineExecutionSummary`: an execution at a moment. */
import { elapsed, type Execution, innerId, isOver, stamp, statusOf } from '../plays/execution.ts';
import type { Denial } from '../plays/play.ts';
import { failureOf, isPositive, type LaidStage, stagesOf, stageStatus } from '../plays/timeline.ts';
import { failureInfo, layout, moduleOf } from './layout.ts';

const DAY_MS = 86_400_000;

function moduleInfo(stages: readonly LaidStage[], started: (stage: LaidStage) => boolean): object {
  const deployments = stages.filter((stage) => stage.play.type === 'Deployment');
  const begun = deployments.filter(started);
  const each = (read: (stage: LaidStage) => string | undefined): readonly string[] => [
    ...new Set(begun.map(read).filter((name) => name !== undefined)),
  ];
  const ci = stages.some((stage) => stage.play.type === 'CI');
  const cd = {
    __recast: 'simulator.CD',
    serviceIdentifiers: each((stage) => stage.play.service),
    envIdentifiers: each((stage) => stage.play.environment),
    environmentTypes: begun.length > 0 ? ['Production'] : [],
    infrastructureIdentifiers: each((stage) => stage.play.infrastructure),
    infrastructureNames: each((stage) => stage.play.infrastructure),
    infrastructureTypes: begun.length > 0 ? ['KubernetesDirect'] : [],
    envGroupIdentifiers: [null],
    serviceDefinitionTypes: begun.length > 0 ? ['Kubernetes'] : [],
  };
  return {
    ...(deployments.length > 0 ? { cd } : {}),
    ...(ci
      ? {
          ci: {
            __recast: 'simulator.CI',
            branch: 'main',
            repoName: 'acme/web',
            ciExecutionInfoDTO: { event: 'branch', branch: { name: 'main', commits: [] } },
          },
        }
      : {}),
  };
}

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
  const { trigger, scope, retryOf } = execution;
  const triggerRef = `${scope.account}/${scope.org}/${scope.project}/${trigger?.identifier}`;
  return {
    triggerType: trigger ? 'WEBHOOK_CUSTOM' : 'MANUAL',
    triggeredBy: trigger
      ? {
          uuid: 'systemUser',
          identifier: trigger.identifier,
          triggerIdentifier: trigger.identifier,
          triggerName: trigger.identifier,
          extraInfo: { triggerRef, eventCorrelationId: trigger.event },
        }
      : { uuid: 'WJ0m3FkQS9mYb1n2c3d4e5', identifier: 'Release Bot', extraInfo: { email: 'release.bot@example.com' } },
    isRerun: retryOf !== undefined,
  };
}

/** Whether Harness would retry it now: ended badly, not retried yet, not older than 30 days. */
export function canRetry(execution: Execution, now: number): boolean {
  const over = isOver(execution, now) && !isPositive(execution.timeline.ends) && !execution.play.denied;
  return over && !execution.retriedBy && now - execution.startedAt <= 30 * DAY_MS;
}

/** A display name for an identifier: `deploy_prod` becomes Deploy Prod. */
export function displayName(identifier: string): string {
  return identifier.replace(/[_-]+/g, ' ').replace(/(?<=^| )[a-z]/g, (letter) => letter.toUpperCase());
}

/** `pipelineExecutionSummary` at a moment. Fields that are null in Harness are left out, as it does. */
export function summary(execution: Execution, now: number): Record<string, unknown> {
  const { timeline, scope } = execution;
  const at = elapsed(execution, now);
  const stages = stagesOf(timeline);
  const statuses = stages.map((stage) => stageStatus(timeline, stage, at));
  const count = (is: (status: string) => boolean): number => statuses.filter(is).length;
  const over = isOver(execution, now);
  const failure = over ? failureOf(timeline) : undefined;
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
    ...(failure ? { executionErrorInfo: { message: failure.message } } : {}),
    governanceMetadata: governance(execution),
    failureInfo: failureInfo(failure),
    moduleInfo: moduleInfo(stages, (stage) => stage.from <= at),
    ...layout(execution, now),
    modules: [...new Set(stages.map(moduleOf))],
    startTs: stamp(execution, 0),
    ...(over ? { endTs: stamp(execution, timeline.to) } : {}),
    createdAt: stamp(execution, 0),
    canRetry: canRetry(execution, now),
    showRetryHistory: execution.retryOf !== undefined || execution.retriedBy !== undefined,
    runSequence: execution.runSequence,
    successfulStagesCount: count((status) => status === 'Success'),
    runningStagesCount: count((status) => status === 'Running'),
    failedStagesCount: count((status) => status === 'Failed'),
    totalStagesCount: stages.length,
    storeType: 'INLINE',
    executionInputConfigured: false,
    isStagesExecution: execution.via === 'stages',
    stagesExecution: execution.via === 'stages',
    stagesExecuted: execution.stages ?? [],
    allowStageExecutions: execution.via === 'stages',
    ...(execution.parent ? { parentStageInfo: parentInfo(execution.parent) } : {}),
    ...(abort && at >= abort.done
      ? { abortedBy: { email: abort.by.email, userName: abort.by.name, createdAt: stamp(execution, abort.at) } }
      : {}),
    executionMode: 'NORMAL',
    notesExistForPlanExecutionId: execution.notes !== '',
    shouldUseSimplifiedKey: execution.play.simplifiedKeys ?? false,
  };
}

function parentInfo({ execution, stage }: { readonly execution: Execution; readonly stage: string }): object {
  const { scope, pipeline, runSequence, id } = execution;
  return {
    hasParentPipeline: true,
    stageNodeId: innerId(execution, 'setup', stage),
    executionId: id,
    identifier: pipeline,
    orgId: scope.org,
    projectId: scope.project,
    runSequence,
  };
}
