/** Facts about what Harness answers to those who want something of it: aborts, approvals, retries, rollbacks, starts, Git. */
import { BACKEND, type Fact, RECORDED } from './fact.ts';

const GENERATED = 'the Python client 2.0.1 that Harness generates from its OpenAPI of 2025/26';

export const REQUEST_FACTS = {
  busyInterrupt: {
    what: 'an abort is refused while another interrupt holds the lock of the execution: that passes, and is asked again',
    source: `${BACKEND}: one lock for each execution, waited for up to 60 s`,
    shape: { status: 'ERROR', code: 'INVALID_REQUEST', message: 'Cannot register the interrupt. Please retry.' },
    exact: ['message'],
  },
  abortedTwice: {
    what: 'a second abort is refused with a code of its own, and is what was wanted',
    source: BACKEND,
    shape: { status: 'ERROR', code: 'ABORT_ALL_ALREADY_NG' },
  },
  approvalsOfServiceAccount: {
    what: 'approvals are shown to people alone: the key of a service account is refused with a 400',
    source: `${BACKEND}, and Harness’s documentation`,
    shape: { code: 'INVALID_REQUEST', message: 'SERVICE_ACCOUNT is not supported' },
    exact: ['message'],
  },
  authorization: {
    what: 'only `authorization` says why a user may not approve',
    source: BACKEND,
    shape: { authorized: false, reason: 'you are no harbour master' },
  },
  refusedActivity: {
    what: 'the decision itself is refused without the reason, as a 400 that has no code of its own',
    source: BACKEND,
    shape: { status: 'ERROR', code: 'INVALID_REQUEST', message: 'User not authorized to approve/reject' },
    exact: ['message'],
  },
  lockHolders: {
    what: 'who holds the lock of an infrastructure comes first (ACTIVE), then who waits for it (BLOCKED), each with its project',
    source: `${BACKEND}, and Harness’s UI, which asks by \`stepParameters.spec.resourceUnit\` of the queue’s node`,
    shape: {
      resourceConstraints: [
        {
          state: 'ACTIVE',
          pipelineIdentifier: 'ferry',
          planExecutionId: 'tq5nWc8RTyKx2Lm0Zb4vJg',
          orgIdentifier: 'default',
          projectIdentifier: 'harbour',
        },
        { state: 'BLOCKED' },
      ],
    },
  },
  oldRetry: {
    what: 'only the latest execution of a chain of retries can be retried',
    source: BACKEND,
    shape: {
      code: 'INVALID_REQUEST',
      message: 'This execution is not the latest of all retried execution. You can only retry the latest execution.',
    },
    exact: ['message'],
  },
  rollbackNotTriggered: {
    what: 'a rollback that Harness does not trigger is a success that says so, under two names, with the reason as message',
    source: GENERATED,
    shape: { isRollbackTriggered: false, rollbackTriggered: false, message: 'there is no earlier ship to sail back' },
    absent: ['planExecutionId'],
  },
  rollbackTriggered: {
    what: 'one that it triggers has the execution that rolls back',
    source: GENERATED,
    shape: { isRollbackTriggered: true, planExecutionId: 'tq5nWc8RTyKx2Lm0Zb4vJg' },
  },
  brokenPipeline: {
    what: 'a pipeline without stages is refused with words like those for one that does not exist, and is there',
    source: `${RECORDED}; the code is the same`,
    shape: { code: 'INVALID_REQUEST', message: 'Field for key [stages] does not exist' },
    exact: ['message'],
  },
  missingPipeline: {
    what: 'a pipeline that does not exist is a 400 with the code of every bad request',
    source: BACKEND,
    shape: { code: 'INVALID_REQUEST', message: 'does not exist or has been deleted' },
    exact: ['message'],
  },
  branchOfStart: {
    what: 'a start reads the branch of the pipeline from `branch`, and from no other name',
    source: 'harness/mcp-server, pull request 957, and the published API',
    shape: { byBranch: 'flood', byAnotherName: '' },
    exact: ['byBranch'],
  },
  inputSetOnBranch: {
    what: 'an input set is read from the given branch, or silently from the default branch',
    source: 'tried on the live API by Harness’s own developers (harness/mcp-server, pull request 579)',
    shape: { ofDefaultBranch: 'ebb', ofNamedBranch: 'flood' },
  },
} as const satisfies Readonly<Record<string, Fact>>;
