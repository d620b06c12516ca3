/** Everything a report shows: data, no Markdown. */
import { oneLine } from '../base/text.ts';
import type { StageDecision } from '../diagnosis/decisions.ts';
import type { Diagnosis, Failure, Rollback, TimedStep } from '../diagnosis/diagnosis.ts';
import type { FollowOutcome } from '../follow/follow.ts';
import type { PastRuns } from '../follow/history.ts';
import type { Artifact, Environment, ExecutionRef, Service, Snapshot } from '../harness/execution.ts';
import { withCorrelationId } from '../harness/failure-message.ts';
import type { Status } from '../harness/status.ts';
import type { Workflow } from '../runner/workflow.ts';
import type { StartResult } from '../start/start-once.ts';
import type { PlannedStart } from './planned-start.ts';

/** What the step says at its end. */
export interface Verdict {
  /** Empty when nothing was asked of Harness. */
  readonly status: Status | '';
  readonly isRed: boolean;
  /** What happened, and where: a sentence. */
  readonly headline: string;
  /** Why, mostly in Harness's words. */
  readonly reason?: string | undefined;
  /** What else there is to say, a paragraph each. */
  readonly details?: readonly string[] | undefined;
  /** What Harness's support asks for when a request failed. */
  readonly correlationId?: string | undefined;
  /** The page to open: the execution's, opened at its failed step, or the pipeline's list. */
  readonly link?: string | undefined;
  /** The executions to choose from, when there are several. */
  readonly executions?: readonly ExecutionRef[] | undefined;
  /** The kind of the one annotation; undefined when the log's last line is enough. */
  readonly level?: 'error' | 'warning' | 'notice' | undefined;
}

/** @returns the output `message`: `Deploy › Rollout failed: exit status 1.`, one line of at most 700 characters. */
export function messageOf({ headline, reason }: Verdict): string {
  return sentence(reason === undefined ? headline : `${headline.replace(/\.$/, '')}: ${reason}`);
}

/** @returns the text of the verdict's annotation: the message, then what else there is to say, then the pages. */
export function annotationText(verdict: Verdict): string {
  const { details = [], correlationId, link, executions = [] } = verdict;
  const pages = [...executions.map(({ url }) => url), ...(link === undefined ? [] : [link])];
  return [
    messageOf(verdict),
    ...[...withCorrelationId(details, correlationId), ...pages].map((line) => `  ${line}`),
  ].join('\n');
}

/** Characters of one sentence. */
const MAX_SENTENCE = 700;

/** @returns one line of at most `max` characters, with an end. */
export function sentence(text: string, max = MAX_SENTENCE): string {
  const line = oneLine(text, max);
  return /[.!?…"]$/.test(line) ? line : `${line}.`;
}

/** How following the execution ended, or why there was none to follow. */
export type OutcomeKind = FollowOutcome['kind'] | Exclude<StartResult['kind'], 'started'> | 'several' | 'dry-run';

/** An execution, finished or left, or a start that brought none, with all that is known of it. */
export interface Report {
  readonly verdict: Verdict;
  readonly ending: OutcomeKind;
  /** Whether this run started the execution, and did not find one that something else had started. */
  readonly isStartedHere: boolean;
  /** Missing when no execution was started or found. */
  readonly ref?: ExecutionRef | undefined;
  /** The page to open when there is no execution: the pipeline's list. */
  readonly listUrl: string;
  /** `default / shop` */
  readonly place: string;
  readonly pipeline: string;
  readonly snapshot: Snapshot;
  readonly failures: readonly Failure[];
  readonly ignored: readonly Failure[];
  /** The ended steps, in the order in which they started. */
  readonly steps: readonly TimedStep[];
  /** Names alone: values of variables appear in outputs only. */
  readonly variableNames: readonly string[];
  readonly services: readonly Service[];
  readonly environments: readonly Environment[];
  readonly artifacts: readonly Artifact[];
  /** Who approved or rejected. */
  readonly decisions: readonly StageDecision[];
  /** How the rollback ended, when one ran. */
  readonly rollback?: Rollback | undefined;
  /** The page of the execution that started this one as a chained pipeline. */
  readonly parentUrl?: string | undefined;
  /** The page of the execution that this one was re-run from. */
  readonly rerunUrl?: string | undefined;
  /** What earlier executions of the pipeline say; undefined when they were not read, or are too few. */
  readonly past?: PastRuns | undefined;
  /** What a dry run would have sent. */
  readonly planned?: PlannedStart | undefined;
  /** ms from the step's start to its verdict. */
  readonly took: number;
  readonly requests: number;
  /** ms without contact */
  readonly unreachableMs: number;
  /** Who runs it: `acme/shop run 77 (attempt 1)`, the page, the job, the author's label for this use, and the person who began the run. */
  readonly run: {
    readonly name: string;
    readonly url: string;
    readonly job: string;
    /** Empty for none. */
    readonly label: string;
    readonly actor: string;
  };
  /** What is missing from the report, one sentence each. */
  readonly gaps: readonly string[];
}

/** @returns `acme/shop run 77 (attempt 1)`; empty when nothing is known of the run. */
export function runName({ repository, runId, attempt }: Workflow): string {
  return [repository, runId === '' ? '' : `run ${runId} (attempt ${attempt})`].filter((part) => part !== '').join(' ');
}

/** Nothing was diagnosed. */
export const NO_DIAGNOSIS: Diagnosis = {
  failures: [],
  ignored: [],
  variables: [],
  steps: [],
  decisions: [],
  artifacts: [],
  gaps: [],
};

/** What the diagnosis gives a report. */
export function diagnosed(diagnosis: Diagnosis, snapshot: Snapshot) {
  return {
    failures: diagnosis.failures,
    ignored: diagnosis.ignored,
    steps: diagnosis.steps,
    decisions: diagnosis.decisions,
    rollback: diagnosis.rollback,
    variableNames: diagnosis.variables.map(({ path }) => path),
    services: snapshot.services,
    environments: snapshot.environments,
    artifacts: diagnosis.artifacts.length > 0 ? diagnosis.artifacts : snapshot.artifacts,
    gaps: diagnosis.gaps,
  };
}
