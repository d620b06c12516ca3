/** One step of a job: what the runner gives it, as values, so that everything above `runner` is a function of them. */
import type { Clock } from '../base/clock.ts';
import type { ProxyVariables } from '../harness/proxy.ts';
import type { CommandFile, WriteProblem } from './command-files.ts';
import type { Folder } from './folder.ts';
import type { Log } from './log.ts';
import type { Workflow } from './workflow.ts';

/** What an action works with. */
export interface Step {
  /** ms since 1970 at which the process began: `timeout` counts from there. */
  readonly from: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the job is cancelled or the post step asks this process to stop. */
  readonly signal: AbortSignal;
  /** ms since 1970 of that moment. */
  readonly cancelledAt: () => number | undefined;
  /** An input's text, untrimmed. */
  readonly input: (name: string) => string;
  /** Names of all inputs that the runner handed over, in capitals; also of those that action.yml does not declare. */
  readonly inputNames: readonly string[];
  readonly mask: (secret: string) => void;
  /** A value that cannot be written is reported at the end of the process, and ends nothing. */
  readonly setOutput: (name: string, value: string) => void;
  /** @returns whether it was saved. */
  readonly saveState: (name: string, value: string) => boolean;
  /** Adds Markdown to the job summary. */
  readonly addSummary: (markdown: string) => void;
  /** @returns those of the runner's files that cannot be written now. */
  readonly testFiles: (files: readonly CommandFile[]) => readonly WriteProblem[];
  /** Ends this process early once the post step says so: container jobs are cancelled without a signal. */
  readonly stopWithPost: (nonce: string) => void;
  /** @param report called when a fault of this program ends the step; returns what the error has to say beside it */
  readonly onFault: (report: () => readonly string[]) => void;
  readonly workflow: Workflow;
  /** Absent where nothing is known of proxies: connections are direct. */
  readonly proxies?: ProxyVariables;
  readonly folder: Folder;
}
