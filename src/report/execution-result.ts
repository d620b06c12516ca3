/** An execution as the outputs give it: the names of the contract, unknown texts empty, unknown numbers null. */
import { wholeSeconds } from '../base/text.ts';
import { whyOf } from '../diagnosis/decisions.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Artifact, CiBuild, Environment, ExecutionRef, Service, Snapshot, Stage } from '../harness/execution.ts';
import type { Status } from '../harness/status.ts';
import type { Timed } from '../harness/wording.ts';
import { messageOf, type Verdict } from './report.ts';

/** What the outputs need of a report. */
export interface Reported {
  readonly verdict: Verdict;
  readonly ref?: ExecutionRef | undefined;
  readonly pipeline: string;
  readonly snapshot: Snapshot;
  readonly services: readonly Service[];
  readonly environments: readonly Environment[];
  readonly artifacts: readonly Artifact[];
  readonly parentUrl?: string | undefined;
}

/** What the outputs `result` and `executions` have in common. */
export interface ExecutionResult {
  readonly 'execution-id': string;
  readonly 'execution-url': string;
  readonly pipeline: string;
  readonly 'pipeline-name': string;
  readonly 'run-sequence': number | null;
  readonly status: Status | '';
  readonly 'harness-status': string;
  readonly message: string;
  readonly 'started-at': string;
  readonly 'ended-at': string;
  /** Whole seconds. */
  readonly duration: number | null;
  readonly services: readonly Service[];
  readonly environments: readonly EnvironmentResult[];
  readonly artifacts: readonly ArtifactResult[];
  readonly build: BuildResult;
  /** Page of the execution that started this one as a chained pipeline; empty when none did. */
  readonly parent: string;
}

/** What a CI stage built; empty texts and null when nothing was built. */
interface BuildResult {
  readonly repository: string;
  readonly branch: string;
  readonly tag: string;
  /** SHA of the newest commit. */
  readonly commit: string;
  /** Its number. */
  readonly 'pull-request': number | null;
}

interface EnvironmentResult extends Service {
  /** `Production` or `PreProduction`; empty when unknown. */
  readonly type: string;
}

interface ArtifactResult {
  readonly name: string;
  readonly tag: string;
  readonly url: string;
}

/** @returns an execution as in `result`, without stages and failures: one of the output `executions`. */
export function executionResult(report: Reported): ExecutionResult {
  const { verdict, ref, pipeline, snapshot } = report;
  return {
    'execution-id': ref?.id ?? '',
    'execution-url': ref?.url ?? '',
    pipeline,
    'pipeline-name': snapshot.pipelineName ?? '',
    'run-sequence': snapshot.runSequence ?? null,
    status: verdict.status,
    'harness-status': snapshot.status,
    message: messageOf(verdict),
    ...timesOf(snapshot),
    services: report.services,
    environments: report.environments.map(({ id, name, type = '' }) => ({ id, name, type })),
    artifacts: report.artifacts.map(({ name, tag = '', url = '' }) => ({ name, tag, url })),
    build: buildResult(snapshot.build),
    parent: report.parentUrl ?? '',
  };
}

function buildResult({ repository = '', branch = '', tag = '', commit = '', pullRequest }: CiBuild = {}): BuildResult {
  return { repository, branch, tag, commit, 'pull-request': pullRequest ?? null };
}

/** The output `result`. */
export interface Result extends ExecutionResult {
  readonly stages: readonly StageResult[];
  readonly failures: readonly FailureResult[];
  /** Whether something was left out of this output or of `variables`. */
  readonly truncated: boolean;
}

interface StageResult {
  readonly id: string;
  readonly name: string;
  /** The phase: `queued` at the end for a stage that was not run, else in the words of the output `status`. */
  readonly status: string;
  readonly 'started-at': string;
  readonly 'ended-at': string;
  readonly duration: number | null;
  /** Why it was skipped, or who approved or rejected in it; empty for neither. */
  readonly why: string;
}

interface FailureResult {
  readonly stage: string;
  readonly step: string;
  readonly message: string;
  /** What Harness advises, then what it explains. */
  readonly hints: readonly string[];
  readonly url: string;
  /** Path of a file with the step's whole log; empty when there is none. */
  readonly 'log-file': string;
}

/** @returns the output `result`, uncut. Failures name stage and step as people read them; groups of stages are left out. */
export function resultOf(report: Reported, { failures, decisions }: Pick<Diagnosis, 'failures' | 'decisions'>): Result {
  const { services, environments, artifacts, build, parent, ...execution } = executionResult(report);
  const stages = report.snapshot.stages.filter(({ isGroup }) => !isGroup);
  return {
    ...execution,
    stages: stages.map((stage) => stageResult(stage, whyOf(stage, decisions))),
    failures: failures.map(({ stage, step = '', message, explanations, hints, url, logFile = '' }) => ({
      stage,
      step,
      message,
      hints: [...hints, ...explanations],
      url,
      'log-file': logFile,
    })),
    services,
    environments,
    artifacts,
    build,
    parent,
    truncated: false,
  };
}

function stageResult(stage: Stage, why = ''): StageResult {
  return { id: stage.id, name: stage.name, status: stage.phase, ...timesOf(stage), why };
}

function timesOf(times: Timed): Pick<StageResult, 'started-at' | 'ended-at' | 'duration'> {
  return {
    'started-at': isoTime(times.startedAt),
    'ended-at': isoTime(times.endedAt),
    duration: secondsOf(times) ?? null,
  };
}

/** @returns `2026-02-12T18:42:10Z`; empty for no moment. */
export function isoTime(ms: number | undefined): string {
  return ms === undefined ? '' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** @returns whole seconds from start to end; undefined while it runs. */
export function secondsOf({ startedAt, endedAt }: Timed): number | undefined {
  return startedAt === undefined || endedAt === undefined ? undefined : wholeSeconds(endedAt - startedAt);
}
