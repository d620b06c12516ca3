/**
 * The words a scenario is written in: a play has stages, a stage has steps, a step has a duration and an end.
 * Durations are scenario milliseconds; statuses are spelled as Harness's read API spells them, or as no version knows them.
 */

/** Why something failed, as Harness states it: the message, then advice in the response messages. */
export interface Failure {
  readonly message: string;
  /** `message` is empty in the answers, and the response messages alone have it. */
  readonly onlyInResponses?: boolean;
  /** Harness error code of the response message, `GENERAL_ERROR` when absent. */
  readonly code?: string;
  /** Values of `failureTypeList`, `APPLICATION_ERROR` when absent. */
  readonly types?: readonly string[];
  readonly hints?: readonly string[];
  readonly explanations?: readonly string[];
}

/** A person, as Harness names one who approves, rejects or aborts. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** By which interrupts name people. */
  readonly uuid: string;
}

/** What a person decides about a step: about an approval, or about one that needs an intervention. */
export interface Decision {
  readonly action: 'APPROVE' | 'REJECT' | 'MARK_SUCCESS' | 'MARK_FAILURE' | 'IGNORE';
  readonly by: Person;
  readonly comment: string;
  /** What was given for the inputs that an approval asks for. */
  readonly inputs?: readonly { readonly name: string; readonly value: string }[];
}

/** What a Harness approval step asks for, and what was decided when its time is over. */
export interface ApprovalPlay {
  readonly message: string;
  /** User groups whose members may decide. The key's owner is a member of `release_managers`. */
  readonly groups: readonly string[];
  /** How many people have to approve, 1 when absent. */
  readonly minimum?: number;
  /** Who started the execution may not approve it. */
  readonly disallowPipelineExecutor?: boolean;
  /** How long the approval may wait, from the start of its step. */
  readonly deadlineMs: number;
  readonly inputs?: readonly { readonly name: string; readonly value?: string }[];
  readonly decision?: Decision;
}

/** One step of a stage. */
export interface StepPlay {
  readonly id: string;
  readonly name: string;
  /** Harness step type: `ShellScript`, `Run`, `K8sRollingDeploy`, `HarnessApproval` … */
  readonly type: string;
  /** How long it runs; `Infinity` never ends. */
  readonly ms: number;
  /** Status while it runs, `Running` when absent. */
  readonly during?: string;
  /** Status at its end, `Success` when absent. */
  readonly ends?: string | undefined;
  readonly failure?: Failure | undefined;
  /** Harness shows the failure while the step waits for a person. */
  readonly failsBefore?: boolean;
  readonly outputs?: Readonly<Record<string, string | null>>;
  /** More outcomes at its end, by name, as they stand in the graph. */
  readonly outcomes?: Readonly<Record<string, object>>;
  /** Why the step had nothing to do. */
  readonly skips?: string;
  /** Command units, each with a log of its own. Without units the step has one log. */
  readonly units?: readonly string[];
  /** Lines of the (last unit's) log; absent: a few lines of the simulator's own, empty: no log. */
  readonly log?: readonly string[];
  /** The finished log can be read only so long after the step's end. */
  readonly lateLogMs?: number;
  /** The log is padded in front to this many bytes. */
  readonly logBytes?: number;
  /** How often it was tried before; its log's key says so. */
  readonly retries?: number;
  /** Runs only after an earlier step of its stage failed. */
  readonly rollback?: boolean;
  readonly approval?: ApprovalPlay;
}

/** What a CI stage builds. */
export interface Codebase {
  readonly repository: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly commit?: { readonly sha: string; readonly message: string; readonly by: string };
  readonly pullRequest?: { readonly number: number; readonly title: string; readonly source: string };
}

/** One stage. */
export interface StagePlay {
  readonly id: string;
  readonly name: string;
  readonly type: 'Deployment' | 'CI' | 'Approval' | 'Custom' | 'Pipeline';
  readonly steps: readonly StepPlay[];
  /** Not run because this condition was false. */
  readonly skippedBy?: string;
  readonly service?: { readonly id: string; readonly name: string };
  readonly environment?: { readonly id: string; readonly name: string; readonly type: 'Production' | 'PreProduction' };
  readonly infrastructure?: string;
  /** Image that the stage builds (CI) or deploys (Deployment), as `name:tag`. */
  readonly image?: string;
  readonly codebase?: Codebase | undefined;
  /** Names of the deployment freezes that stop it. */
  readonly freezes?: readonly string[];
  /** A stage of type Pipeline runs this one; its steps are ignored. */
  readonly child?: { readonly pipeline: string; readonly play: Play } | undefined;
}

/** Stages that run side by side. */
interface ParallelPlay {
  readonly parallel: readonly StagePlay[];
}

/** One stage that runs several times, side by side: for each value of an axis (matrix), of a list (loop), or by number. */
interface MatrixPlay {
  readonly matrix: {
    readonly id: string;
    readonly name: string;
    readonly kind?: 'MATRIX' | 'LOOP' | 'PARALLELISM';
    readonly axis: string;
  };
  readonly legs: readonly { readonly value: string; readonly stage: StagePlay }[];
}

export type BlockPlay = StagePlay | ParallelPlay | MatrixPlay;

/** A policy's verdict on the start, as it stands in `governanceMetadata`. */
export interface Denial {
  readonly policySet: string;
  readonly policy: string;
  readonly messages: readonly string[];
}

/** Everything that happens in one execution. */
export interface Play {
  /** One line for people: what this scenario shows. */
  readonly about: string;
  readonly stages: readonly BlockPlay[];
  readonly queued?: { readonly ms: number; readonly status: string };
  /** The whole execution shows this status for a while, whatever its stages do. */
  readonly shows?: { readonly fromMs: number; readonly toMs: number; readonly status: string };
  /** Who aborts it; undefined for Harness itself, which gives no reason. */
  readonly aborted?: { readonly atMs: number; readonly by?: Person; readonly isUnnamed?: boolean };
  /** How long an abort takes, 1,500 ms when absent. */
  readonly abortMs?: number;
  /** So many interrupts are refused with the request to try again. */
  readonly busyInterrupts?: number;
  /** Final status of the whole, where the stages do not say it. */
  readonly ends?: string;
  /** Refused by policy inside a successful answer: nothing runs. */
  readonly denied?: Denial;
  /** Stages that the pipeline's rollback runs after a failure; absent: there is no such rollback. */
  readonly pipelineRollback?: readonly StagePlay[];
  /** It rolls an earlier deployment back. */
  readonly isRollback?: boolean;
  /** The new image whose trigger started it. */
  readonly artifact?: { readonly image: string; readonly build: string };
  /** A retry plays the failure again; without it a retry heals it. */
  readonly incurable?: boolean | undefined;
  /** The graph shows things so long after they happened; `Infinity`: there is none. */
  readonly graphLagMs?: number;
  /** Log keys have the short form. */
  readonly simplifiedKeys?: boolean | undefined;
  /** `outcomes` are arrays of objects, as old answers have them. */
  readonly outcomesAsArray?: boolean | undefined;
}
