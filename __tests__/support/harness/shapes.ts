/**
 * The shapes of Harness's answers, retold from its published API: which fields an answer may have, of which type, and which it
 * always has. A field that is not named here is a mistake of the simulator.
 */

/** Says what is wrong with a value, one line each; nothing when it fits. */
export type Shape = (value: unknown, path: string) => readonly string[];

type Fields = Readonly<Record<string, Shape>>;

const is =
  (type: string): Shape =>
  (value, path) =>
    typeof value === type ? [] : [`${path} is ${JSON.stringify(value)}, not a ${type}`];

const text = is('string');
const number = is('number');
const flag = is('boolean');
const anything: Shape = () => [];
const nullable =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? [] : shape(value, path);
const oneOf =
  (...values: readonly string[]): Shape =>
  (value, path) =>
    typeof value === 'string' && values.includes(value)
      ? []
      : [`${path} is ${JSON.stringify(value)}, not one of ${values.join(' ')}`];
const listOf =
  (shape: Shape): Shape =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item: unknown, index) => shape(item, `${path}[${index}]`))
      : [`${path} is no list`];
const mapOf =
  (shape: Shape): Shape =>
  (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => shape(item, `${path}.${key}`))
      : [`${path} is no map`];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with these fields always, those sometimes, and no others. */
function object(always: Fields, sometimes: Fields = {}): Shape {
  return (value, path) => {
    if (!isObject(value)) return [`${path} is no object`];
    const missing = Object.keys(always).filter((key) => !(key in value));
    const known: Fields = { ...always, ...sometimes };
    return [
      ...missing.map((key) => `${path}.${key} is missing`),
      ...Object.entries(value).flatMap(
        ([key, item]) => known[key]?.(item, `${path}.${key}`) ?? [`${path}.${key} is unknown to Harness`],
      ),
    ];
  };
}

/** The published statuses of executions, stages and steps. */
export const STATUSES = (
  'Running AsyncWaiting TaskWaiting TimedWaiting Failed Errored IgnoreFailed NotStarted Expired Aborted Discontinuing Queued Paused ' +
  'ResourceWaiting InterventionWaiting ApprovalWaiting WaitStepRunning QueuedLicenseLimitReached QueuedExecutionConcurrencyReached ' +
  'Success Suspended Skipped Pausing ApprovalRejected InputWaiting AbortedByFreeze UploadWaiting QueuedGlobalInfraCapacityReached QUEUED_PLAN_CREATION'
).split(' ');

const ENGINE_STATUSES = (
  'RUNNING INTERVENTION_WAITING TIMED_WAITING ASYNC_WAITING TASK_WAITING DISCONTINUING PAUSING QUEUED SKIPPED PAUSED ABORTED ERRORED FAILED ' +
  'EXPIRED SUSPENDED SUCCEEDED IGNORE_FAILED APPROVAL_WAITING RESOURCE_WAITING APPROVAL_REJECTED INPUT_WAITING WAIT_STEP_RUNNING FREEZE_FAILED ' +
  'QUEUED_LICENSE_LIMIT_REACHED QUEUED_EXECUTION_CONCURRENCY_REACHED QUEUED_PLAN_CREATION UPLOAD_WAITING'
).split(' ');

/** `Reticulating` is the status that no version knows. */
const status = oneOf(...STATUSES, 'Reticulating');

const responseMessage = object({
  code: text,
  level: oneOf('INFO', 'ERROR'),
  message: text,
  exception: anything,
  failureTypes: listOf(text),
});

const failureType = oneOf(
  ...'EXPIRED DELEGATE_PROVISIONING CONNECTIVITY AUTHENTICATION VERIFICATION_FAILURE APPLICATION_ERROR AUTHORIZATION_ERROR TIMEOUT_ERROR'.split(
    ' ',
  ),
  ...'POLICY_EVALUATION_FAILURE INPUT_TIMEOUT_FAILURE APPROVAL_REJECTION DELEGATE_RESTART USER_MARKED_FAILURE'.split(
    ' ',
  ),
);

const failureInfo = object(
  { message: text },
  { failureTypeList: listOf(failureType), responseMessages: listOf(responseMessage) },
);

const policyMetadata = object(
  { policyName: text, status: text, denyMessages: listOf(text) },
  { policyId: text, identifier: text, severity: text, error: text },
);

const policySet = object(
  { policySetName: text, status: text, deny: flag },
  { policySetId: text, identifier: text, description: text, policyMetadata: listOf(policyMetadata) },
);

const governance = object(
  { deny: flag, status: oneOf('pass', 'warning', 'error'), message: text, details: listOf(policySet) },
  { id: text, type: text, action: text, entity: text, timestamp: text, accountId: text, orgId: text, projectId: text },
);

const triggeredBy = object(
  { uuid: text, identifier: text, extraInfo: mapOf(text) },
  { triggerIdentifier: text, triggerName: text },
);

const triggerType = oneOf('MANUAL', 'WEBHOOK_CUSTOM', 'ARTIFACT');

const triggerInfo = object(
  { triggerType, triggeredBy, isRerun: flag },
  {
    rerunInfo: object({
      rootExecutionId: text,
      rootTriggerType: triggerType,
      prevExecutionId: text,
      prevTriggerType: triggerType,
    }),
    buildInfo: object({ imagePath: text, build: text }),
  },
);

/** On stages and nodes everything in it is spelled in small letters; the camel case of the published API is not what is sent. */
const strategyMetadata = object(
  { currentiteration: number, totaliterations: number, identifierpostfix: text },
  {
    matrixmetadata: object({ matrixcombination: listOf(number), matrixvalues: mapOf(text) }),
    formetadata: object({ value: text, partition: listOf(text) }),
  },
);

/** The same in the responses of an executable, where it is spelled in camel case. */
const childStrategyMetadata = object(
  { currentIteration: number, totalIterations: number, identifierPostFix: text },
  {
    matrixMetadata: object({ matrixCombination: listOf(number), matrixValues: mapOf(text) }),
    forMetadata: object({ value: text, partition: listOf(text) }),
  },
);

const childPipeline = object({
  childPipelineExecutionDetails: nullable(object({ planExecutionId: text, orgId: text, projectId: text })),
});

const eitherOf =
  (...shapes: readonly Shape[]): Shape =>
  (value, path) => {
    const problems = shapes.map((shape) => shape(value, path));
    return problems.some((each) => each.length === 0) ? [] : (problems[0] ?? []);
  };

const nodeRunInfo = object({
  whenCondition: text,
  evaluatedCondition: flag,
  expressions: listOf(object({ expression: text, expressionValue: text, count: number })),
});

const layoutNode = object(
  {
    nodeType: text,
    nodeGroup: oneOf('STAGE', 'STRATEGY'),
    nodeIdentifier: text,
    nodeUuid: text,
    status,
    module: text,
    moduleInfo: mapOf(anything),
    edgeLayoutList: object({ currentNodeChildren: listOf(text), nextIds: listOf(text) }),
  },
  {
    name: text,
    nodeExecutionId: text,
    startTs: number,
    endTs: nullable(number),
    skipInfo: object({ evaluatedCondition: flag, skipCondition: text }),
    nodeRunInfo,
    failureInfo: object({ message: text }),
    failureInfoDTO: failureInfo,
    stepDetails: eitherOf(object({}), childPipeline),
    strategyMetadata,
    executionInputConfigured: flag,
    isRollbackStageNode: flag,
    hidden: flag,
  },
);

/** Spelled in lower case, too. */
const parentStage = object({
  hasparentpipeline: flag,
  stagenodeid: text,
  executionid: text,
  identifier: text,
  orgid: text,
  projectid: text,
  runsequence: number,
});

/** `pipelineExecutionSummary`. */
export const summary = object(
  {
    pipelineIdentifier: text,
    orgIdentifier: text,
    projectIdentifier: text,
    planExecutionId: text,
    name: text,
    status,
    executionTriggerInfo: triggerInfo,
    governanceMetadata: governance,
    moduleInfo: mapOf(mapOf(anything)),
    layoutNodeMap: mapOf(layoutNode),
    modules: listOf(text),
    startingNodeId: text,
    startTs: number,
    createdAt: number,
    canRetry: flag,
    runSequence: number,
    totalStagesCount: number,
  },
  {
    yamlVersion: text,
    tags: listOf(anything),
    executionErrorInfo: object({ message: text }),
    connectorRef: text,
    gitDetails: mapOf(anything),
    retryExecutionMetadata: object({ parentExecutionId: text, rootExecutionId: text }),
    endTs: number,
    showRetryHistory: flag,
    successfulStagesCount: number,
    runningStagesCount: number,
    failedStagesCount: number,
    storeType: oneOf('INLINE', 'REMOTE'),
    executionInputConfigured: flag,
    isStagesExecution: flag,
    stagesExecution: flag,
    stagesExecuted: listOf(text),
    allowStageExecutions: flag,
    parentStageInfo: parentStage,
    abortedBy: object({ email: text, userName: text, createdAt: number }),
    executionMode: oneOf('NORMAL', 'POST_EXECUTION_ROLLBACK', 'PIPELINE_ROLLBACK'),
    notesExistForPlanExecutionId: flag,
    shouldUseSimplifiedKey: flag,
  },
);

const logs = { logKeys: listOf(text), units: listOf(text) };

const task = object({ taskId: text, taskName: text, taskCategory: text, ...logs }, { chainEnd: flag });

/** Numbers with 64 bits are text here, and left out when they are zero. */
const executable = object(
  {},
  {
    task,
    taskChain: task,
    async: object({ callbackIds: listOf(text), ...logs }, { status: text, timeout: text }),
    sync: object(logs),
    child: object({ childNodeId: text, ...logs }),
    children: object({
      children: listOf(object({ childNodeId: text }, { strategyMetadata: childStrategyMetadata })),
      maxConcurrency: text,
      shouldProceedIfFailed: flag,
    }),
    childChain: object({ previousChildId: text, nextChildId: text, lastLink: flag, suspend: flag }),
    skipTask: object({ message: text }),
  },
);

/** All issuers may stand there; those that it was not have empty values. */
const issuedBy = object(
  { issueTime: text },
  {
    manualIssuer: object({ type: text, identifier: text, email_id: text, user_id: text }),
    adviserIssuer: object({ adviseType: oneOf('UNKNOWN', 'RETRY') }),
    timeoutIssuer: object({ timeoutInstanceId: text }),
    triggerIssuer: object({ triggerRef: text, abortPrevConcurrentExecution: flag }),
  },
);

const interruptHistory = object({
  interruptId: text,
  tookEffectAt: number,
  interruptType: oneOf('ABORT', 'RETRY'),
  interruptConfig: object({ issuedBy }, { retryInterruptConfig: object({ retryId: text }) }),
});

const graphNode = object(
  {
    uuid: text,
    setupId: text,
    name: text,
    identifier: text,
    baseFqn: text,
    stepType: text,
    status,
    outcomes: eitherOf(mapOf(mapOf(anything)), listOf(mapOf(anything))),
    failureInfo,
    executableResponses: listOf(executable),
    unitProgresses: listOf(
      object({
        unitName: text,
        status: oneOf('SUCCESS', 'FAILURE', 'RUNNING', 'QUEUED'),
        startTime: text,
        endTime: text,
      }),
    ),
    interruptHistories: listOf(interruptHistory),
    stepDetails: nullable(childPipeline),
    strategyMetadata: nullable(strategyMetadata),
  },
  {
    startTs: number,
    endTs: nullable(number),
    stepParameters: mapOf(anything),
    skipInfo: anything,
    nodeRunInfo: nullable(nodeRunInfo),
    progressData: anything,
    delegateInfoList: listOf(object({ id: text, name: text, taskId: text, taskName: text })),
    executionInputConfigured: flag,
    logBaseKey: text,
  },
);

const graph = object({
  rootNodeId: text,
  nodeMap: mapOf(graphNode),
  nodeAdjacencyListMap: mapOf(object({ children: listOf(text), nextIds: listOf(text) })),
  representationStrategy: oneOf('camelCase'),
  executionMetadata: mapOf(text),
});

const envelope = (data: Shape): Shape =>
  object({ status: oneOf('SUCCESS'), data, metaData: anything, correlationId: text });

const where = { accountId: text, orgIdentifier: text, projectIdentifier: text, pipelineIdentifier: text };
const ofSet = {
  identifier: text,
  name: text,
  tags: anything,
  isOutdated: flag,
  outdated: flag,
  isErrorResponse: flag,
  errorResponse: flag,
};

const planExecution = object({
  uuid: text,
  createdAt: number,
  planId: text,
  setupAbstractions: mapOf(text),
  validUntil: number,
  status: oneOf(...ENGINE_STATUSES),
  startTs: number,
  endTs: anything,
  metadata: object({
    runSequence: number,
    triggerInfo,
    pipelineIdentifier: text,
    executionUuid: text,
    principalInfo: object({ principal: text, principalType: text, shouldValidateRbac: flag }),
    moduleType: text,
    retryInfo: object({ isRetry: flag }, { parentRetryId: text, rootExecutionId: text }),
    isNotificationConfigured: flag,
    executionMode: text,
  }),
  governanceMetadata: governance,
  lastUpdatedAt: number,
  version: number,
  nextIteration: anything,
  nodeType: text,
  nodeId: text,
});

const childGraph = object({ pipelineExecutionSummary: summary }, { executionGraph: graph });

const pageOf = (item: Shape): Shape =>
  object({
    content: listOf(item),
    totalElements: number,
    totalPages: number,
    size: number,
    number,
    numberOfElements: number,
    first: flag,
    last: flag,
    empty: flag,
    pageable: anything,
    sort: anything,
  });

const inputSetSummary = object({
  identifier: text,
  name: text,
  pipelineIdentifier: text,
  inputSetType: oneOf('INPUT_SET', 'OVERLAY_INPUT_SET'),
  tags: anything,
  createdAt: number,
  lastUpdatedAt: number,
  isOutdated: flag,
  inputSetErrorDetails: anything,
});

const processingDetails = object(
  {
    eventFound: flag,
    eventId: text,
    accountIdentifier: text,
    orgIdentifier: text,
    projectIdentifier: text,
    triggerIdentifier: text,
    pipelineIdentifier: text,
    exceptionOccured: flag,
    status: text,
    message: text,
    payload: text,
    eventCreatedAt: number,
    warningMsg: nullable(text),
  },
  { pipelineExecutionId: text, runtimeInput: text },
);

const approval = object({
  id: text,
  type: oneOf('HarnessApproval'),
  status: oneOf('WAITING', 'APPROVED', 'REJECTED', 'FAILED', 'ABORTED', 'EXPIRED'),
  deadline: number,
  created: number,
  updated: number,
  error_message: nullable(text),
  details: object({
    approvalMessage: text,
    includePipelineExecutionHistory: flag,
    approvers: object({ userGroups: listOf(text), minimumCount: number, disallowPipelineExecutor: flag }),
    approvalActivities: listOf(mapOf(anything)),
    approverInputs: listOf(object({ name: text, defaultValue: text })),
    validatedApprovalUserGroups: listOf(anything),
    autoRejectEnabled: flag,
  }),
});

const outline = object(
  {
    planExecutionId: text,
    pipelineIdentifier: text,
    accountIdentifier: text,
    orgIdentifier: text,
    projectIdentifier: text,
    name: text,
    runSequence: number,
    status,
    startingNodeId: text,
    stagesMap: mapOf(object({ identifier: text, name: text, status })),
    startTs: number,
    createdAt: number,
    runtimeInputYaml: text,
  },
  { endTs: number },
);

const pipelineOverview = object({
  identifier: text,
  name: text,
  description: text,
  tags: anything,
  version: number,
  numOfStages: number,
  stageNames: listOf(text),
  createdAt: number,
  lastUpdatedAt: number,
  modules: listOf(text),
  isDraft: flag,
  storeType: text,
  yamlVersion: text,
});

/** The shape of each answer, by what was asked. */
export const SHAPES = {
  start: envelope(object({ planExecution, gitDetails: mapOf(anything) })),
  read: envelope(object({ pipelineExecutionSummary: summary })),
  graph: envelope(object({ pipelineExecutionSummary: summary }, { executionGraph: graph, childGraph })),
  list: envelope(pageOf(summary)),
  interrupt: envelope(object({ id: text, type: text, planExecutionId: text })),
  outline: envelope(
    object(
      { content: listOf(outline), currentSize: number, hasMore: flag },
      { lastSeenExecutionId: text, lastSeenStartTime: number },
    ),
  ),
  pipeline: envelope(
    object(
      { yamlPipeline: text, entityValidityDetails: mapOf(anything), modules: listOf(text), storeType: text },
      { resolvedTemplatesPipelineYaml: text, gitDetails: mapOf(anything) },
    ),
  ),
  pipelines: envelope(pageOf(pipelineOverview)),
  rollback: envelope(
    object(
      {
        isRollbackTriggered: flag,
        rollbackTriggered: flag,
        message: text,
        instanceKey: text,
        infraMappingId: text,
        serviceIdentifier: text,
        envIdentifier: text,
        infraIdentifier: text,
        environmentType: oneOf('Production', 'PreProduction'),
      },
      { planExecutionId: text },
    ),
  ),
  authorization: envelope(object({ authorized: flag, reason: text })),
  v1Start: object({ execution_details: object({ execution_id: text, status: oneOf(...ENGINE_STATUSES) }) }),
  notes: envelope(object({ notes: text })),
  template: envelope(
    object(
      { replacedExpressions: nullable(listOf(text)), modules: listOf(text), hasInputSets: flag },
      { inputSetTemplateYaml: text },
    ),
  ),
  inputSet: envelope(object({ ...where, ...ofSet, inputSetYaml: text })),
  overlay: envelope(
    object({
      ...where,
      ...ofSet,
      inputSetReferences: listOf(text),
      invalidInputSetReferences: mapOf(text),
      overlayInputSetYaml: text,
    }),
  ),
  inputSets: envelope(
    object({
      totalPages: number,
      totalItems: number,
      pageItemCount: number,
      pageSize: number,
      content: listOf(inputSetSummary),
      pageIndex: number,
      empty: flag,
    }),
  ),
  merge: envelope(
    object(
      { isErrorResponse: flag, errorResponse: flag },
      {
        pipelineYaml: text,
        completePipelineYaml: text,
        inputSetErrorWrapper: object({
          errorPipelineYaml: nullable(text),
          uuidToErrorResponseMap: mapOf(anything),
          invalidInputSetReferences: listOf(text),
        }),
      },
    ),
  ),
  stagesList: envelope(
    listOf(
      object({
        stageIdentifier: text,
        stageName: text,
        message: text,
        stagesRequired: listOf(text),
        toBeBlocked: flag,
      }),
    ),
  ),
  pastInputs: envelope(
    object(
      { inputSetYaml: text, resolvedYaml: text, expressionValues: listOf(anything), inputSetDetails: listOf(anything) },
      { inputSetTemplateYaml: text },
    ),
  ),
  validate: envelope(
    object(
      {
        identifier: text,
        name: text,
        validFrom: number,
        validTo: number,
        valid: flag,
        accountIdentifier: text,
        apiKeyIdentifier: text,
        parentIdentifier: text,
        apiKeyType: oneOf('USER', 'SERVICE_ACCOUNT'),
      },
      { email: text, username: text, encodedPassword: anything },
    ),
  ),
  retryHistory: envelope(
    object(
      {},
      {
        executionInfos: listOf(object({ uuid: text, startTs: number, status, runSequence: number }, { endTs: number })),
        latestExecutionId: text,
        errorMessage: text,
      },
    ),
  ),
  retryStages: envelope(
    object({
      isResumable: flag,
      resumable: flag,
      errorMessage: nullable(text),
      groups: listOf(
        object({
          info: listOf(
            object({ identifier: text, name: text, parentId: text, status, createdAt: number, nextId: text }),
          ),
        }),
      ),
    }),
  ),
  webhook: envelope(object({ eventCorrelationId: text, apiUrl: text, uiUrl: text, uiSetupUrl: text })),
  event: envelope(
    object({
      webhookProcessingDetails: processingDetails,
      executionDetails: nullable(object({ pipelineExecutionSummary: summary })),
    }),
  ),
  approvals: listOf(approval),
  logDownload: object({
    link: text,
    status: oneOf('queued', 'in_progress', 'success', 'error'),
    expires: text,
    message: text,
  }),
  error: object(
    {
      status: oneOf('ERROR'),
      code: text,
      message: text,
      correlationId: text,
      responseMessages: listOf(responseMessage),
    },
    { detailedMessage: nullable(text), metadata: anything },
  ),
  failure: object({
    status: oneOf('FAILURE'),
    code: text,
    message: text,
    correlationId: text,
    errors: listOf(object({ fieldId: text, error: text })),
  }),
} as const;
