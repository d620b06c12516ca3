/**
 * What is known of Harness's answers beyond its published API, each with a shape of our own. The client and the simulator are
 * both held against it (`contract/facts.test.ts`), so that neither can drift on its own.
 *
 * "Recorded answers" are test data and fixtures of Harness's open-source backend and UI from 2021 to November 2023 (163 answers,
 * 87 executions): the counts are of those.
 */

/** A part of an answer. */
export interface Fact {
  readonly what: string;
  /** Where it was seen, and how often. */
  readonly source: string;
  /** Values are made up, except words that begin with a capital letter and empty values: those are Harness’s own. */
  readonly shape: unknown;
  /** Keys that such a part does not have. */
  readonly absent?: readonly string[];
}

const RECORDED = 'recorded answers of Harness’s backend and UI';

const STARTED = '1764200000000';
const ENDED = '1764200060000';

export const FACTS = {
  strategyMetadata: {
    what: 'all names inside `strategyMetadata` of a leg are lower case',
    source: `${RECORDED}, 43 of 43; the OpenAPI of 2023 has camel case`,
    shape: {
      currentiteration: 0,
      totaliterations: 2,
      identifierpostfix: '_0',
      matrixmetadata: { matrixcombination: [0], matrixvalues: { region: 'north' } },
    },
    absent: ['matrixMetadata', 'identifierPostFix', 'currentIteration'],
  },
  matrixValueAsJson: {
    what: 'a value of a matrix may be JSON text',
    source: `${RECORDED}, deployments of several services`,
    shape: { matrixmetadata: { matrixvalues: { service: '{"identifier":"till","tag":"7.1"}' } } },
  },
  parentStageInfo: {
    what: 'all names inside `parentStageInfo` of a chained execution are lower case',
    source: `${RECORDED}, 33 of 33`,
    shape: {
      hasparentpipeline: true,
      executionid: 'tq5nWc8RTyKx2Lm0Zb4vJg',
      identifier: 'release_train',
      orgid: 'default',
      projectid: 'harbour',
    },
    absent: ['executionId', 'orgId', 'projectId'],
  },
  failedSummary: {
    what: 'the summary of an execution that failed does not say why: `failureInfo` is absent, `executionErrorInfo` often empty',
    source: `${RECORDED}, 118 of 118`,
    shape: { status: 'Failed', executionErrorInfo: { message: '' } },
    absent: ['failureInfo'],
  },
  causeInResponses: {
    what: '`failureInfoDTO.message` may be empty while `responseMessages` have the cause, with advice in the same list',
    source: `${RECORDED}, 6 of 28 failed stages that have a cause`,
    shape: {
      message: '',
      responseMessages: [
        { code: 'HINT', level: 'INFO', message: 'start a delegate that has the selector lighthouse' },
        { code: 'GENERAL_ERROR', level: 'ERROR', message: 'nobody is there to take the task' },
      ],
    },
  },
  pipelineRollback: {
    what: 'every layout has a node for the rollback of the pipeline; until that starts nothing leads to it',
    source: `${RECORDED} since May 2023, 29 of 29`,
    shape: {
      nodeType: 'PipelineRollback',
      nodeIdentifier: 'prb-k2V0',
      name: 'Pipeline Rollback',
      status: 'NotStarted',
      edgeLayoutList: { currentNodeChildren: [], nextIds: [] },
    },
    absent: ['startTs', 'endTs'],
  },
  rollbackStage: {
    what: 'so has each deployment a node for its rollback stage',
    source: `${RECORDED} since May 2023`,
    shape: {
      nodeType: 'Deployment',
      name: 'Ship it (Rollback Stage)',
      isRollbackStageNode: true,
      status: 'NotStarted',
      edgeLayoutList: { currentNodeChildren: [], nextIds: [] },
    },
    absent: ['startTs', 'endTs'],
  },
  parallelBlock: {
    what: 'a parallel block has no name and no times, and stays NotStarted whatever its members do',
    source: `${RECORDED}, 7 of 7`,
    shape: {
      nodeType: 'parallel',
      nodeIdentifier: 'parallelZ3x',
      status: 'NotStarted',
      edgeLayoutList: { currentNodeChildren: ['left', 'right'], nextIds: ['after'] },
    },
    absent: ['name', 'startTs', 'endTs'],
  },
  skippedStage: {
    what: '`nodeRunInfo` has the condition for which a stage was skipped',
    source: `${RECORDED}, often`,
    shape: {
      status: 'Skipped',
      nodeRunInfo: { whenCondition: '<+stage.variables.ship> == "1"', evaluatedCondition: false },
    },
  },
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
  displayNames: {
    what: '`moduleInfo` of a stage has the display name of its service, and name and type of its environment',
    source: `${RECORDED}; in half of them the service’s name differs from its identifier`,
    shape: {
      cd: {
        serviceInfo: { identifier: 'till_2', displayName: 'Cash desk' },
        infraExecutionSummary: { identifier: 'north', name: 'North coast', type: 'Production' },
      },
    },
  },
  streamEnd: {
    what: 'the stream of a log ends with an event of type error whose data is `eof`, and need not close',
    source: 'log service in Harness’s backend, and its UI, which closes the stream at this event',
    shape: 'event: error\ndata: eof\n\n',
  },
} as const satisfies Readonly<Record<string, Fact>>;
