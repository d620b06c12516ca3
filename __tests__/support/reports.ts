/** Reports for tests: each test says only what it is about. */
import type { Failure, TimedStep } from '../../src/diagnosis/diagnosis.ts';
import type { FollowOutcome } from '../../src/follow/follow.ts';
import type { HarnessError } from '../../src/harness/errors.ts';
import { NOTHING_SEEN, type Snapshot, type Stage } from '../../src/harness/execution.ts';
import { executionLink, executionsLink, stageLink } from '../../src/harness/links.ts';
import { phaseOf } from '../../src/harness/status.ts';
import { annotationText, type Report, type Verdict } from '../../src/report/report.ts';
import { judge, judgeStart } from '../../src/report/verdict.ts';

const SCOPE = { origin: 'https://app.harness.io', account: 'Acme0000000000000000A', org: 'default', project: 'shop' };
const PIPELINE = 'deploy_prod';
const START = Date.UTC(2026, 1, 12, 18, 42, 10);

export const REF = {
  id: '3y9YlBC9SrOn6W7bPT5nCw',
  pipeline: PIPELINE,
  url: executionLink({ scope: SCOPE, pipeline: PIPELINE }, '3y9YlBC9SrOn6W7bPT5nCw'),
};
export const LIST = executionsLink({ scope: SCOPE, pipeline: PIPELINE });

const SECOND = 1000;

/** A stage with Harness's status; `took` and `after` are seconds. A stage without `took` was not run or goes on. */
export function stage(
  name: string,
  status: string,
  more: { readonly took?: number; readonly after?: number } & Partial<Stage> = {},
): Stage {
  const { took, after = 0, ...rest } = more;
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const phase = phaseOf(status);
  return {
    id,
    name,
    status,
    phase,
    depth: 0,
    isGroup: false,
    node: `node-${id}`,
    ...(phase === 'queued' || phase === 'skipped' ? {} : { startedAt: START + after * SECOND }),
    ...(took === undefined ? {} : { endedAt: START + (after + took) * SECOND }),
    ...rest,
  };
}

/** A step of a stage that took so many seconds; `after` are the seconds from the stage's start. */
export function timedStep(
  of: Stage,
  name: string,
  { after, took, ...more }: { readonly after: number; readonly took: number } & Partial<TimedStep>,
): TimedStep {
  const startedAt = (of.startedAt ?? START) + after * SECOND;
  const endedAt = startedAt + took * SECOND;
  return { name, stage: of, phase: 'succeeded', startedAt, endedAt, isApproval: false, ...more };
}

/** A failed step. */
export function failure(place: string, message: string, more: Partial<Failure> = {}): Failure {
  const [stageName = '', step] = place.split(' › ');
  const stageId = stageName.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return {
    stage: stageName,
    stageId,
    ...(step === undefined ? {} : { step, stepId: step.toLowerCase() }),
    phase: 'failed',
    status: 'Failed',
    message,
    explanations: [],
    hints: [],
    types: [],
    url: stageLink(REF.url, {
      stage: `node-${stageId}`,
      step: step === undefined ? undefined : `step-${step.toLowerCase()}`,
    }),
    ...more,
  };
}

/** A report on an execution with this status that took so many seconds; without `took` it still goes on. */
export function report(
  status: string,
  took: number | undefined,
  { snapshot: seen = {}, ...more }: Omit<Partial<Report>, 'snapshot'> & { readonly snapshot?: Partial<Snapshot> } = {},
): Report {
  const snapshot: Snapshot = {
    status,
    phase: phaseOf(status),
    pipelineName: 'Deploy Prod',
    runSequence: 42,
    startedAt: START,
    ...(took === undefined ? {} : { endedAt: START + took * SECOND }),
    stages: [],
    explanations: [],
    hints: [],
    canRetry: false,
    services: [],
    environments: [],
    artifacts: [],
    ...seen,
  };
  const cause = more.failures?.[0] ?? more.ignored?.[0];
  return {
    verdict: judge({ kind: 'ended', snapshot }, { ref: REF, cause, timeout: 7_200_000, failStep: true }),
    ending: 'ended',
    isStartedHere: true,
    ref: REF,
    listUrl: LIST,
    place: 'default / shop',
    pipeline: PIPELINE,
    snapshot,
    failures: [],
    ignored: [],
    steps: [],
    decisions: [],
    variableNames: [],
    services: [],
    environments: [],
    artifacts: [],
    took: (took ?? 60) * SECOND,
    requests: 31,
    unreachableMs: 0,
    run: {
      name: 'acme/shop run 77 (attempt 1)',
      url: 'https://github.com/acme/shop/actions/runs/77',
      job: 'deploy',
      label: '',
      actor: 'jdoe',
    },
    gaps: [],
    ...more,
  };
}

/** A report on one of this step's own endings, in the verdict's words. The step's limit is two hours. */
export function parted(ending: FollowOutcome['kind'], before: Report, more: Record<string, unknown> = {}): Report {
  const { snapshot } = before;
  const verdict = judge({ kind: ending, snapshot, ...more } as FollowOutcome, {
    ref: REF,
    timeout: 7_200_000,
    failStep: true,
  });
  return { ...before, ending, verdict };
}

/** A report on a start that brought no execution. */
export function unstarted(ending: 'refused' | 'in-doubt' | 'too-late', error: HarnessError): Report {
  const verdict = judgeStart({ kind: ending, error, searches: 5 }, LIST);
  const { ref: _, ...rest } = report('', undefined, { ending, verdict });
  return { ...rest, snapshot: { ...NOTHING_SEEN } };
}

/** @returns the text of a verdict's annotation; empty without a verdict, or when it has none. */
export function textOf(verdict: Verdict | undefined): string {
  return verdict?.level === undefined ? '' : annotationText(verdict);
}
