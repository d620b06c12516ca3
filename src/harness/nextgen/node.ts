/** One node of Harness's execution graph -> a stage, a step, or what holds them. Any part of it may be missing or of another type. */
import { at, entries, isObject, list, text, texts, timestamp } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import type { Artifact } from '../execution.ts';
import { isExecutionId, isIdentifier } from '../identifiers.ts';
import { isUnsuccessful, type Phase, phaseOf } from '../status.ts';
import { type Decision, decisionsIn } from './approvals.ts';
import { failureOf, NO_FAILURE, type NodeFailure } from './failure.ts';
import { type LogRun, streamKeysOf } from './log-keys.ts';
import { identifierSuffix, nameWithMatrixValues } from './matrix.ts';
import { idleReason, skipReason } from './skip-reason.ts';
import type { Starter } from './snapshot.ts';

/** An execution by its id; in the reader's scope unless it says otherwise. */
export interface ExecutionPlace {
  readonly id: string;
  readonly org?: string | undefined;
  readonly project?: string | undefined;
}

/** A node of the graph. */
export interface GraphNode extends NodeFailure {
  /** Key of this very run of it. */
  readonly id: string;
  /** Key of it in the plan, which the legs of a matrix share. */
  readonly plan: string | undefined;
  /** A section only holds others, and has no name that a person gave. */
  readonly kind: 'stage' | 'step' | 'section';
  /** In a matrix with the leg's suffix. */
  readonly identifier: string;
  /** In a matrix with the leg's values: `Deploy_1 (us)`. */
  readonly name: string;
  readonly isLeg: boolean;
  /** Harness's word for the kind of step. */
  readonly type: string | undefined;
  /** Identifiers of the step groups that hold it, outermost first. */
  readonly groups: readonly string[];
  readonly status: string;
  readonly phase: Phase;
  /** ms since 1970 */
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** What holds it. */
  readonly holder: GraphNode | undefined;
  /** The nearest stage that holds it. */
  readonly stage: GraphNode | undefined;
  /** Whether it, or what holds it, was tried again later: that try counts. */
  readonly isOldTry: boolean;
  /** Whether it is a step that undoes what failed before it in its stage. */
  readonly isRollback: boolean;
  /** Whether it is a node of Harness's own that no author wrote: the service, the infrastructure, the queue of a stage. */
  readonly isInternal: boolean;
  /** Why it was skipped, or succeeded without anything to do, in words. */
  readonly skippedBecause: string | undefined;
  /** Who approved or rejected, when it is an approval. */
  readonly decisions: readonly Decision[];
  /** The execution that a chained stage has started. */
  readonly child: ExecutionPlace | undefined;
  /** Output variables, as Harness gave them. */
  readonly variables: readonly (readonly [name: string, value: unknown])[];
  /** Keys of the logs of a step that has begun, one for each of its units. */
  readonly streamKeys: readonly string[];
  /** What it built or published. */
  readonly artifacts: readonly Artifact[];
}

/** The place of a node in the pipeline's YAML. */
interface Path {
  /** Identifier of its stage. */
  readonly stage: string | undefined;
  readonly isStage: boolean;
  readonly isRollback: boolean;
  readonly groups: readonly string[];
}

/** `pipeline.stages.deploy.spec.execution.steps.canary.steps.rollout`: step `rollout` of group `canary` of stage `deploy`. */
export function pathOf(wire: unknown): Path {
  const [root, section, stage, ...inspector] = (text(at(wire, 'baseFqn')) ?? '').split('.');
  const isNamed = root === 'pipeline' && section === 'stages' && stage !== undefined;
  const steps = inspector.filter((_part, position) => /^(steps|rollbackSteps)$/.test(inspector[position - 1] ?? ''));
  return {
    stage: isNamed ? stage : undefined,
    isStage: isNamed && inspector.length === 0,
    isRollback: inspector.slice(0, -1).includes('rollbackSteps'),
    groups: steps.slice(0, -1),
  };
}

/** @returns keys of the tries before this one. Harness leaves most of them out of the graph, but not all. */
export function olderTries(wire: unknown): string[] {
  const interrupts = list(at(wire, 'interruptHistories'));
  const named = interrupts.map((interrupt) => at(interrupt, 'interruptConfig', 'retryInterruptConfig', 'retryId'));
  return texts([...list(at(wire, 'retryIds')), ...named]);
}

/** Types of nodes without a name of their own: they hold stages and steps. */
const SECTION =
  /^(PIPELINE_SECTION|STAGES_STEP|NG_SECTION.*|NG_EXECUTION|NG_FORK|(GENERIC|SERVICE|INFRASTRUCTURE)_SECTION)$/;
/** Types of nodes in a stage that Harness adds: what it resolves before the steps, and the lock on the infrastructure. */
const INTERNAL =
  /^(SERVICE|INFRASTRUCTURE|ARTIFACT|MANIFEST|GITOPS_CLUSTERS|ENVIRONMENT|CONFIG_FILE)|^ResourceConstraint$/;
/** Types of stages, for nodes without a path. */
const STAGE = /_STAGE(_STEP)?$|StageStep/;

/** What the nodes around it say of a node. */
interface Place {
  /** Its key in `nodeMap`. */
  readonly key: string;
  readonly path: Path;
  readonly holder: GraphNode | undefined;
  readonly isOldTry: boolean;
  readonly run: LogRun;
  readonly starter: Starter;
}

/** @param wire an entry of `nodeMap` */
export function toNode(wire: unknown, { key, path, holder, isOldTry, run, starter }: Place): GraphNode {
  const type = text(at(wire, 'stepType'));
  const status = text(at(wire, 'status')) ?? '';
  const phase = phaseOf(status);
  const isFork = type !== undefined && SECTION.test(type);
  const outcomes = entries(at(wire, 'outcomes')).map(([, outcome]) => outcome);
  return {
    id: key,
    plan: text(at(wire, 'setupId')),
    kind: isFork ? 'section' : path.isStage || STAGE.test(type ?? '') ? 'stage' : 'step',
    ...namesOf(wire, key),
    type,
    groups: path.groups,
    status,
    phase,
    startedAt: timestamp(at(wire, 'startTs')),
    endedAt: timestamp(at(wire, 'endTs')),
    holder,
    stage: holder?.kind === 'stage' ? holder : holder?.stage,
    isOldTry,
    isRollback: path.isRollback || holder?.isRollback === true || type?.startsWith('ROLLBACK_') === true,
    isInternal: INTERNAL.test(type ?? '') || key.startsWith('rc-'),
    skippedBecause: phase === 'skipped' ? skipReason(wire) : phase === 'succeeded' ? idleReason(wire) : undefined,
    decisions: outcomes.flatMap((outcome) => decisionsIn(at(outcome, 'approvalActivities'))),
    // What waits for an intervention has failed: its failure is what the person decides over.
    ...(isUnsuccessful(phase) || phase === 'ignored' || /intervention/i.test(status)
      ? failureOf(wire, { outcomes, run, starter })
      : NO_FAILURE),
    child: childOf(wire),
    variables: outcomes.flatMap(variablesIn),
    streamKeys: isFork || phase === 'queued' || phase === 'skipped' ? [] : streamKeysOf(wire, run),
    artifacts: outcomes.flatMap(artifactsIn),
  };
}

function namesOf(wire: unknown, key: string): Pick<GraphNode, 'identifier' | 'name' | 'isLeg'> {
  const strategy = at(wire, 'strategyMetadata');
  const own = text(at(wire, 'identifier')) ?? key;
  const suffix = identifierSuffix(strategy);
  const identifier = own.endsWith(suffix) ? own : `${own}${suffix}`;
  const given = at(wire, 'stepType') === 'liteEngineTask' ? 'Initialize' : (text(at(wire, 'name')) ?? identifier);
  return {
    identifier: oneLine(identifier, 200),
    name: nameWithMatrixValues(oneLine(given, 100), strategy),
    isLeg: isObject(strategy),
  };
}

/** `stepDetails.childPipelineExecutionDetails` of a stage of type Pipeline. */
function childOf(wire: unknown): ExecutionPlace | undefined {
  const details = at(wire, 'stepDetails', 'childPipelineExecutionDetails');
  const id = text(at(details, 'planExecutionId'));
  const org = text(at(details, 'orgId'));
  const project = text(at(details, 'projectId'));
  const isSafe = [org, project].every((part) => part === undefined || isIdentifier(part));
  return id !== undefined && isExecutionId(id) && isSafe ? { id, org, project } : undefined;
}

/** `__recast` is a type's name that Harness leaves among the values. */
function variablesIn(outcome: unknown): (readonly [string, unknown])[] {
  const variables = at(outcome, 'outputVariables');
  return isObject(variables) ? entries(variables).filter(([name]) => name !== '__recast') : [];
}

/** `imageArtifacts` and `fileArtifacts` of a CI stage, `stepArtifacts.published…` of its steps. */
function artifactsIn(outcome: unknown): Artifact[] {
  const published = at(outcome, 'stepArtifacts');
  const images = [...list(at(outcome, 'imageArtifacts')), ...list(at(published, 'publishedImageArtifacts'))];
  const files = [...list(at(outcome, 'fileArtifacts')), ...list(at(published, 'publishedFileArtifacts'))];
  return [...images, ...files].flatMap((artifact) => {
    const url = text(at(artifact, 'url'));
    const name = text(at(artifact, 'imageName')) ?? text(at(artifact, 'name')) ?? url;
    return name === undefined ? [] : [{ name, tag: text(at(artifact, 'tag')), url }];
  });
}
