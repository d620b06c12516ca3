/** The words of this program: what an execution is, what one poll finds of it, and what every engine can be asked. */
import type { Bounds } from '../base/clock.ts';
import { isUnsuccessful, type Phase } from './status.ts';

/** Where a pipeline lives: `origin` such as `https://app.harness.io`, and Harness's three levels. */
export interface Scope {
  readonly origin: string;
  readonly account: string;
  readonly org: string;
  readonly project: string;
}

/** One execution, found or started. */
export interface ExecutionRef {
  readonly id: string;
  readonly pipeline: string;
  /** The page a person opens. */
  readonly url: string;
}

/** A stage, or a group of stages: the legs of a matrix, the branches of a parallel block. */
export interface Stage {
  readonly id: string;
  readonly name: string;
  /** As Harness spells it. */
  readonly status: string;
  readonly phase: Phase;
  /** ms since 1970 */
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** Why it failed, in Harness's words. */
  readonly message?: string | undefined;
  /** Harness's further explanations and hints. */
  readonly explanations?: readonly string[] | undefined;
  readonly hints?: readonly string[] | undefined;
  /** Why it was skipped, in words: `its condition is false: …`. */
  readonly skippedBecause?: string | undefined;
  /** Whether it undoes what failed before it: the rollback of a stage or of the whole pipeline. */
  readonly isRollback?: boolean | undefined;
  /** Its depth below a group: 0 for a stage of the pipeline itself. */
  readonly depth: number;
  /** Whether it only holds other stages. */
  readonly isGroup: boolean;
  /** Identifier in the pipeline's own YAML where it differs: a leg of a matrix has its matrix's. */
  readonly inPipeline?: string | undefined;
  /** Key of the stage in Harness's execution graph; opens the stage in a link. */
  readonly node?: string | undefined;
  /** Key of this very run of the stage, which distinguishes the legs of a matrix. */
  readonly nodeExecution?: string | undefined;
}

/** A service that the execution deployed. */
export interface Service {
  readonly id: string;
  /** As people named it; the identifier where Harness gives no name. */
  readonly name: string;
}

/** An environment that the execution deployed to. */
export interface Environment {
  readonly id: string;
  /** As people named it; the identifier where Harness gives no name. */
  readonly name: string;
  /** Harness's type: Production or PreProduction. */
  readonly type?: string | undefined;
}

/** What a CI stage built. */
export interface CiBuild {
  readonly repository?: string | undefined;
  readonly branch?: string | undefined;
  readonly tag?: string | undefined;
  /** The newest commit's SHA. */
  readonly commit?: string | undefined;
  /** The pull request's number. */
  readonly pullRequest?: number | undefined;
}

/** The execution that started this one as a chained pipeline; `executionLink` makes its page of it. */
export interface ParentExecution {
  readonly id: string;
  readonly pipeline: string;
  readonly org: string;
  readonly project: string;
}

/** What was built, published or deployed: an image or a file. */
export interface Artifact {
  readonly name: string;
  readonly tag?: string | undefined;
  readonly url?: string | undefined;
}

/** What one poll found of an execution. Nothing in it is made up: what Harness did not say is missing. */
export interface Snapshot {
  /** As Harness spells it; empty when the answer held none. */
  readonly status: string;
  readonly phase: Phase;
  readonly pipelineName?: string | undefined;
  readonly runSequence?: number | undefined;
  /** ms since 1970 */
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** In the order a person reads them, groups before their members. */
  readonly stages: readonly Stage[];
  /** Why it ended as it did, in Harness's words. */
  readonly message?: string | undefined;
  /** Harness's further explanations and hints. */
  readonly explanations: readonly string[];
  readonly hints: readonly string[];
  /** Names of the policy sets and policies that denied the execution. */
  readonly deniedBy?: readonly string[] | undefined;
  /** Harness's `triggerType`: MANUAL (also a start by its API), WEBHOOK, SCHEDULER_CRON … */
  readonly trigger?: string | undefined;
  /** Name of the trigger that started it. */
  readonly triggerName?: string | undefined;
  readonly startedBy?: string | undefined;
  readonly abortedBy?: string | undefined;
  /** Id of the execution that this one was re-run from. */
  readonly rerunOf?: string | undefined;
  readonly parent?: ParentExecution | undefined;
  readonly canRetry: boolean;
  readonly services: readonly Service[];
  readonly environments: readonly Environment[];
  readonly artifacts: readonly Artifact[];
  readonly build?: CiBuild | undefined;
}

/** What is known of an execution before the first poll. */
export const NOTHING_SEEN: Snapshot = {
  status: '',
  phase: 'unknown',
  stages: [],
  explanations: [],
  hints: [],
  canRetry: false,
  services: [],
  environments: [],
  artifacts: [],
};

/** An execution as its start, or the list, describes it. */
export interface StartedExecution {
  readonly ref: ExecutionRef;
  /** Without stages. */
  readonly snapshot: Snapshot;
}

/** An execution of the list. */
export interface ListedExecution extends StartedExecution {
  /** Whether Harness keeps notes with it; undefined when it does not say. */
  readonly hasNotes: boolean | undefined;
  /** Id of the webhook's event that started it. */
  readonly event: string | undefined;
}

/** @returns the stages that ended badly, without the groups that hold them. */
export function failedStages(snapshot: Snapshot): readonly Stage[] {
  return snapshot.stages.filter((stage) => !stage.isGroup && isUnsuccessful(stage.phase));
}

/**
 * The ways to an execution: NextGen's API, the event of a custom webhook (with a key NextGen's API from there on), FirstGen,
 * and a rollback, which is followed through NextGen's API but carries no marker.
 */
export const ENGINES = ['nextgen', 'webhook', 'firstgen', 'rollback'] as const;
export type EngineName = (typeof ENGINES)[number];

/** What every kind of execution can be asked; each engine hides how. All throw HarnessError. */
export interface Engine {
  read(ref: ExecutionRef, bounds: Bounds): Promise<Snapshot>;
  /** Resolves when the abort was accepted, was asked before, or came after the end. */
  abort(ref: ExecutionRef, bounds: Bounds): Promise<void>;
}
