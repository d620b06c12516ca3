/** One step of a job: what the runner hands to it, given as values so that everything above the doors is a function of them. */
import type { Clock } from '../base/clock.ts';
import type { ProxyVariables } from '../harness/proxy.ts';
import type { Log } from './log.ts';
import type { Workflow } from './workflow.ts';

/** What a door hands on. */
export interface Step {
  /** ms since 1970 at which the process began: `timeout` counts from there. */
  readonly from: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the job is cancelled or the post step tells this process to stop. */
  readonly signal: AbortSignal;
  /** ms since 1970 of that moment. */
  readonly cancelledAt: () => number | undefined;
  /** An input's text, untrimmed. */
  readonly input: (name: string) => string;
  /** Names of all inputs that the runner handed over, in capitals; also of those that action.yml does not declare. */
  readonly inputNames: readonly string[];
  readonly mask: (secret: string) => void;
  readonly setOutput: (name: string, value: string) => void;
  readonly saveState: (name: string, value: string) => void;
  readonly workflow: Workflow;
  /** Absent where nothing is known of proxies: connections are direct. */
  readonly proxies?: ProxyVariables;
  readonly folder: Folder;
}

/**
 * A folder under RUNNER_TEMP that main and post of one step share. Its name comes out of the letter's nonce, never out of
 * a path that somebody wrote into the state.
 */
export interface Folder {
  /** @returns the path of the written file; undefined when it could not be written. */
  write(nonce: string, name: FileName, text: string): string | undefined;
  /** @returns the file's text; undefined when there is none. */
  read(nonce: string, name: FileName): string | undefined;
}

/**
 * `summary.md`: main's summary, which post shows. `result.json`: the output `result-file`. `sent`: main came to the start.
 * `stop`: post tells main to stop.
 */
export type FileName = 'summary.md' | 'result.json' | 'sent' | 'stop';
