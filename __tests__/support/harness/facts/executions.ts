/** Facts about the summary of an execution and about its layout, which has its stages. */
import { BACKEND, type Fact, RECORDED } from './fact.ts';

const COMMIT = '4fd0c1a97be2283f6650d1e4b7a8c9f0132456ab';

export const EXECUTION_FACTS = {
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
        { code: 'GENERAL_ERROR', level: 'ERROR', message: 'no delegate is there to take the task' },
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
  loopMetadata: {
    what: 'a leg of a loop has `formetadata`, in lower case too',
    source: `${RECORDED}, loops among the 43 of 43`,
    shape: { currentiteration: 0, totaliterations: 2, formetadata: { value: 'mail', partition: [] } },
    absent: ['forMetadata', 'matrixmetadata'],
  },
  strategyNode: {
    what: 'the node of a matrix or a loop has no times; its legs are its children',
    source: `${RECORDED}, all matrices and loops`,
    shape: {
      nodeGroup: 'STRATEGY',
      nodeIdentifier: 'ship',
      edgeLayoutList: { currentNodeChildren: ['north', 'south'] },
    },
    absent: ['startTs', 'endTs'],
  },
  hiddenTwin: {
    what: 'beside the legs of a matrix or a loop stands the stage that they were made of: hidden, of the same name, NotStarted',
    source: `${RECORDED}, all matrices and loops`,
    shape: {
      nodeGroup: 'STAGE',
      name: 'ship to the coast',
      hidden: true,
      status: 'NotStarted',
      edgeLayoutList: { currentNodeChildren: [], nextIds: [] },
    },
    absent: ['startTs', 'endTs', 'nodeExecutionId'],
  },
  abortedBy: {
    what: 'the summary can name who aborted',
    source: `${RECORDED}, 1 of 6 aborted`,
    shape: { status: 'Aborted', abortedBy: { userName: 'M. Ray', email: 'ray@example.com', createdAt: 1764200000000 } },
  },
  abortedAtInit: {
    what: 'of what Harness itself aborts while it begins no answer says why: there is no graph',
    source: 'reported by a user who drives Harness from GitHub Actions; only Harness’s page tells more',
    shape: { pipelineExecutionSummary: { status: 'Aborted' } },
    absent: [
      'executionGraph',
      'pipelineExecutionSummary.abortedBy',
      'pipelineExecutionSummary.failureInfo',
      'pipelineExecutionSummary.executionErrorInfo',
    ],
  },
  builtBranch: {
    what: '`moduleInfo.ci` has what a build was made of: repository, branch or tag, the newest commit first',
    source: `${RECORDED}, 29 of 37 builds; commits in 27`,
    shape: {
      ci: {
        repoName: 'harbour',
        branch: 'main',
        ciExecutionInfoDTO: { event: 'branch', branch: { commits: [{ id: COMMIT }] } },
      },
    },
  },
  builtPullRequest: {
    what: 'a build of a pull request has its number in `id`',
    source: `${RECORDED}, 2 of 37 builds`,
    shape: {
      ci: {
        repoName: 'harbour',
        ciExecutionInfoDTO: {
          event: 'pullRequest',
          pullRequest: { id: 7, sourceBranch: 'feature/tide', commits: [{ id: COMMIT }] },
        },
      },
    },
  },
  freezeNames: {
    what: '`freezeExecutionSummary` names the freezes that stopped a deployment',
    source: `${RECORDED}, executions stopped by a freeze`,
    shape: { cd: { freezeExecutionSummary: { freezeExecutionInfoList: [{ name: 'spring tide' }] } } },
  },
  rerunInfo: {
    what: '`rerunInfo` has the execution that was run again, and the first of them all',
    source: `${RECORDED}, executions that were run again`,
    shape: {
      isRerun: true,
      rerunInfo: { prevExecutionId: 'tq5nWc8RTyKx2Lm0Zb4vJg', rootExecutionId: 'rq5nWc8RTyKx2Lm0Zb4vJx' },
    },
  },
  artifactTrigger: {
    what: 'an execution that a trigger started has its name, one for a new artifact the artifact, too',
    source: `${RECORDED}, executions of triggers`,
    shape: {
      triggerType: 'ARTIFACT',
      triggeredBy: { triggerName: 'a new image' },
      buildInfo: { imagePath: 'harbour/till', build: '7.1' },
    },
  },
  canRetry: {
    what: '`canRetry` says no more than that it is the latest of its chain and is not rolled back: it is true of what succeeded',
    source: BACKEND,
    shape: { status: 'Success', canRetry: true },
  },
} as const satisfies Readonly<Record<string, Fact>>;
