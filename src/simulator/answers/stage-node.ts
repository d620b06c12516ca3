/** What the graph says about a stage beside its steps: its service, its infrastructure, its queue, what it built. */
import { type Execution, innerId } from '../plays/execution.ts';
import type { TimedStage } from '../plays/timeline.ts';
import type { Node } from './graph-node.ts';
import { queueParameters } from './locks.ts';

/** A node that stands before the steps of a stage and is over as soon as the stage begins. */
type PartNode = Required<
  Pick<Node, 'uuid' | 'identifier' | 'name' | 'baseFqn' | 'stepType' | 'status' | 'span' | 'more'>
>;

interface StageDetails {
  readonly stepType: string;
  readonly outcomes: Readonly<Record<string, object>>;
  readonly nodeRunInfo: object | null;
  /** Where they are not those of a stage with children. */
  readonly responses: readonly object[] | undefined;
  readonly before: readonly PartNode[];
}

const STEP_TYPES = {
  Deployment: 'DEPLOYMENT_STAGE_STEP',
  CI: 'IntegrationStageStepPMS',
  Approval: 'APPROVAL_STAGE',
  Custom: 'CUSTOM_STAGE',
  Pipeline: 'PIPELINE_STAGE',
} as const;

/** The node of a stage, as far as it depends on its type. */
export function stageDetails(execution: Execution, stage: TimedStage, status: string): StageDetails {
  const { play } = stage;
  const asynchronous = [{ async: { callbackIds: [innerId(execution, 'callback', play.id)], ...NO_LOGS } }];
  return {
    stepType: STEP_TYPES[play.type],
    outcomes: builtImage(stage, status),
    nodeRunInfo:
      play.skippedBy === undefined
        ? null
        : { whenCondition: play.skippedBy, evaluatedCondition: false, expressions: [] },
    responses: play.type === 'Pipeline' ? asynchronous : undefined,
    before: play.type === 'Deployment' && stage.steps.length > 0 ? deploymentParts(execution, stage) : [],
  };
}

const NO_LOGS = { logKeys: [], units: [] };

function builtImage({ play }: TimedStage, status: string): Record<string, object> {
  if (play.type !== 'CI' || status !== 'Success' || play.image === undefined) {
    return {};
  }
  const [imageName = '', tag = ''] = play.image.split(':');
  const url = `https://registry.example.com/${imageName}/${tag}`;
  return { integrationStageOutcome: { imageArtifacts: [{ imageName, tag, url }], fileArtifacts: [] } };
}

/** The service, the infrastructure and the queue of a deployment: none of them is a step, and the queue has no log. */
function deploymentParts(execution: Execution, stage: TimedStage): readonly PartNode[] {
  const { play, from, steps } = stage;
  const base = `pipeline.stages.${play.id}.spec`;
  const part = (node: Omit<PartNode, 'uuid' | 'status' | 'span'>): PartNode => ({
    ...node,
    uuid: innerId(execution, 'run', play.id, node.identifier),
    status: 'Success',
    span: { from, to: from, ends: 'Success' },
  });
  const queue = `rc-${innerId(execution, 'queue', play.id)}`;
  const waits = steps.some((step) => step.play.type === 'ResourceConstraint');
  const parts = [
    part({
      identifier: 'service',
      name: 'Service',
      baseFqn: `${base}.service`,
      stepType: 'SERVICE_V3',
      more: { executableResponses: [{ sync: NO_LOGS }], outcomes: { output: { name: play.service?.name } } },
    }),
    part({
      identifier: 'infrastructure',
      name: 'Infrastructure',
      baseFqn: `${base}.infrastructure`,
      stepType: 'INFRASTRUCTURE_TASKSTEP_V2',
      more: {
        executableResponses: [{ sync: NO_LOGS }],
        outcomes: { output: { infrastructureKey: play.infrastructure, namespace: 'shop' } },
      },
    }),
    part({
      identifier: queue,
      name: 'Resource Constraint',
      baseFqn: `${base}.execution.steps.${queue}`,
      stepType: 'ResourceConstraint',
      more: {
        executableResponses: [{ async: { callbackIds: [], ...NO_LOGS } }],
        logBaseKey: '',
        stepParameters: queueParameters(stage),
      },
    }),
  ];
  return waits ? parts.slice(0, 2) : parts;
}

/** The node that holds rollback steps: a chain of children. */
export function rollbackDetails(nextChildId: string): { readonly stepType: string; readonly more: object } {
  const childChain = { previousChildId: '', nextChildId, lastLink: true, suspend: false };
  return { stepType: 'ROLLBACK_OPTIONAL_CHILD_CHAIN', more: { executableResponses: [{ childChain }] } };
}
