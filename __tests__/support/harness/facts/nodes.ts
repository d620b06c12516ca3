/** Facts about the nodes of the execution graph, and about the logs that they name. */
import { BACKEND, type Fact, RECORDED } from './fact.ts';

const STARTED = '1764200000000';
const ENDED = '1764200060000';
const NO_LOGS = { logKeys: [], units: [] } as const;

export const NODE_FACTS = {
  fourIssuers: {
    what: 'an interrupt has all four issuers, the unused ones with empty defaults; of a person it has the uuid alone',
    source: `${RECORDED}, half of the interrupts`,
    shape: {
      interruptType: 'ABORT',
      interruptConfig: {
        issuedBy: {
          manualIssuer: { identifier: 'pV7uMd2kQ9yB4nXc1sRz0w', email_id: '', user_id: '' },
          adviserIssuer: { adviseType: 'UNKNOWN' },
          timeoutIssuer: { timeoutInstanceId: '' },
          triggerIssuer: { triggerRef: '' },
        },
      },
    },
  },
  queueNode: {
    what: 'the queue of a deployment stands among its steps, and has no log',
    source: `${RECORDED}, in every deployment with a lock on its infrastructure`,
    shape: {
      identifier: 'rc-harbour',
      stepType: 'ResourceConstraint',
      executableResponses: [{ async: { logKeys: [], units: [] } }],
    },
  },
  unitTimes: {
    what: '64-bit numbers, such as the times of a unit, are text',
    source: `${RECORDED}; JSON mapping of protocol buffers`,
    shape: { unitName: 'apply', startTime: STARTED, endTime: ENDED },
  },
  asyncTimeout: {
    what: '`async.timeout` is text or left out, never the number 0',
    source: 'Harness CLI 3.0, which refuses a number there; JSON mapping of protocol buffers',
    shape: { async: { timeout: '90000', logKeys: ['harbour/build/compile'] } },
  },
  streamEnd: {
    what: 'the stream of a log ends with an event of type error whose data is `eof`, and need not close',
    source: 'log service in Harness’s backend, and its UI, which closes the stream at this event',
    shape: 'event: error\ndata: eof\n\n',
  },
  strategyOfChildren: {
    what: 'the legs that a node lists as its children have `strategyMetadata` in camel case, there alone',
    source: `${RECORDED}, all matrices`,
    shape: {
      strategyMetadata: {
        currentIteration: 0,
        totalIterations: 2,
        identifierPostFix: '_0',
        matrixMetadata: { matrixCombination: [0], matrixValues: { region: 'north' } },
      },
    },
    absent: ['strategyMetadata.matrixmetadata', 'strategyMetadata.currentiteration'],
  },
  causeInNode: {
    what: 'a node says why it failed as a stage does: `message` may be empty, and `responseMessages` have the cause',
    source: `${RECORDED}, failed steps`,
    shape: {
      stepType: 'K8sRollingDeploy',
      status: 'Failed',
      failureInfo: {
        message: '',
        responseMessages: [
          { code: 'HINT', level: 'INFO', message: 'start a delegate that has the selector lighthouse' },
          { code: 'GENERAL_ERROR', level: 'ERROR', message: 'no delegate is there to take the task' },
        ],
      },
    },
  },
  intervention: {
    what: 'what waits for a manual intervention says what failed before it has ended',
    source: `${RECORDED}, steps that wait for an intervention`,
    shape: { status: 'InterventionWaiting', failureInfo: { message: 'the tide has turned' } },
  },
  delegate: {
    what: '`delegateInfoList` names the delegate that ran a step',
    source: `${RECORDED}, steps that ran as a task`,
    shape: { status: 'Failed', delegateInfoList: [{ name: 'lighthouse-1' }] },
  },
  taskChain: {
    what: 'a step of several tasks has its logs under `taskChain`, one key for each unit',
    source: `${RECORDED}, 12 times`,
    shape: { taskChain: { logKeys: ['harbour/ship/rollout-commandUnit:Apply'], units: ['apply'] } },
  },
  beforeTheSteps: {
    what: 'the service and the infrastructure of a deployment are nodes that no author wrote, and have no logs',
    source: `${RECORDED}, every deployment`,
    shape: { stepType: 'SERVICE_V3', executableResponses: [{ sync: NO_LOGS }] },
  },
  infrastructureNode: {
    what: 'so is what resolves the infrastructure',
    source: `${RECORDED}, every deployment`,
    shape: { stepType: 'INFRASTRUCTURE_TASKSTEP_V2' },
  },
  sectionWithRollback: {
    what: 'the steps of a deployment are held by a node that is no step, with its first step as child',
    source: `${RECORDED}, every deployment; child is the most frequent kind (145)`,
    shape: { stepType: 'NG_SECTION_WITH_ROLLBACK_INFO', executableResponses: [{ child: { childNodeId: 'rollout' } }] },
  },
  rollbackSection: {
    what: 'what holds rollback steps has the path of the steps beside it, and only its type says that it rolls back',
    source: `${RECORDED}, 6 chains of children`,
    shape: {
      stepType: 'ROLLBACK_OPTIONAL_CHILD_CHAIN',
      baseFqn: 'pipeline.stages.deploy.spec.execution',
      executableResponses: [{ childChain: { nextChildId: 'undo' } }],
    },
    exact: ['baseFqn'],
  },
  skipOutcome: {
    what: 'a step that had nothing to do says why in `skipOutcome`, and was run as `skipTask`',
    source: `${RECORDED}, 4 times`,
    shape: {
      outcomes: { skipOutcome: { message: 'there is no earlier ship to sail back' } },
      executableResponses: [{ skipTask: { message: 'there is no earlier ship to sail back' } }],
    },
  },
  verification: {
    what: 'a verification says in its outcome how far it had come',
    source: `${RECORDED}, Verify steps`,
    shape: {
      stepType: 'Verify',
      status: 'Failed',
      failureInfo: { message: 'the water rose' },
      outcomes: { output: { progressPercentage: 100 } },
    },
  },
  chaos: {
    what: 'a chaos experiment says in its outcome how resilient the service was',
    source: `${RECORDED}, chaos steps`,
    shape: {
      stepType: 'Chaos',
      status: 'Failed',
      failureInfo: { message: 'the mast broke' },
      outcomes: { output: { resiliencyScore: 50, faultsPassed: 1, faultsFailed: 1 } },
    },
  },
  policyStep: {
    what: 'a policy step says in its outcome, by name, which policy of which set denied, and why',
    source: `${RECORDED}, Policy steps; names: ${BACKEND}`,
    shape: {
      stepType: 'Policy',
      status: 'Failed',
      outcomes: {
        policyOutput: {
          policySetDetails: {
            production: {
              name: 'rules of the harbour',
              policyDetails: {
                tags: { status: 'error', name: 'names of ships', denyMessages: ['no ship without a name'] },
              },
            },
          },
        },
      },
    },
  },
  streamBegin: {
    what: 'the stream of a log begins with a ping, and another one comes every 30 s: neither is a line',
    source: 'log service in Harness’s backend',
    shape: ': ping\n\n',
  },
} as const satisfies Readonly<Record<string, Fact>>;
