/** The process of a step: the only place that touches its environment, its signals and its exit. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import * as core from '@actions/core';

import { processStart, systemClock } from '../base/clock.ts';
import { disableTruncation, preventTruncation } from '../base/secrets.ts';
import { InputError } from '../harness/errors.ts';
import { openCommandFiles, type WriteProblem } from './command-files.ts';
import { openFolder } from './folder.ts';
import { consoleLog } from './log.ts';
import type { Step } from './step.ts';
import { readWorkflow } from './workflow.ts';

/** What the runner sends on a cancel: SIGINT, then SIGTERM; on Windows Ctrl-Break is SIGBREAK. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
/** ms between two checks for the post step's request to stop. */
const STOP_INTERVAL = 1000;

/** How a phase ends. */
interface PhaseEnd {
  readonly isRed: boolean;
}

/**
 * Runs one phase of a step and ends the process, with 1 when `work` says that the step is red or a fault of this program
 * ends it.
 *
 * The exit is explicit because a socket that cannot be closed any more, such as a proxy's that never answers CONNECT,
 * would keep the step alive.
 *
 * @param isPost it reads no inputs, and a fault of this program is a warning
 */
export async function runStep(work: (step: Step) => Promise<PhaseEnd>, isPost = false): Promise<never> {
  const cancel = new AbortController();
  const workflow = readWorkflow(process.env, (path) => readFileSync(path, 'utf8'));
  // The second place is for a RUNNER_TEMP that this user may not write, as in a container with a user of its own.
  const folder = openFolder([workflow.temp, tmpdir()].filter((place) => place !== ''));
  const files = openCommandFiles(process.env);
  let cancelledAt: number | undefined;
  let onFault = (): readonly string[] => [];
  const stopNow = (why: string): void => {
    if (cancelledAt === undefined) {
      cancelledAt = systemClock.now();
      consoleLog.info(`Cancelled (${why}).`);
      cancel.abort();
    }
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      stopNow(signal);
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that is gone (EPIPE) would end this process, and leave an execution without a follower.
    stream.on('error', () => undefined);
  }
  const step: Step = {
    from: processStart(),
    clock: systemClock,
    log: consoleLog,
    signal: cancel.signal,
    cancelledAt: () => cancelledAt,
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    inputNames: Object.keys(process.env).flatMap((name) => /^INPUT_(.+)$/.exec(name)?.[1] ?? []),
    mask: (secret) => {
      if (secret !== '') {
        core.setSecret(secret);
      }
    },
    setOutput: files.setOutput,
    saveState: files.saveState,
    addSummary: files.addSummary,
    testFiles: files.test,
    stopWithPost: (nonce) => {
      setInterval(() => {
        if (folder.read(nonce, 'stop') !== undefined) {
          stopNow('the post step has started');
        }
      }, STOP_INTERVAL).unref();
    },
    onFault: (report) => {
      onFault = report;
    },
    workflow,
    proxies: process.env,
    folder,
  };
  if (isPost) {
    disableTruncation();
  } else {
    preventTruncation(step.inputNames.map(step.input));
  }
  // What is thrown in a callback or in a promise that is not awaited is an error like any other.
  const uncaught = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject);
  });
  try {
    const { isRed } = await Promise.race([work(step), uncaught]);
    process.exitCode = isRed ? 1 : 0;
  } catch (error) {
    const text = error instanceof InputError ? error.message : [faultOf(error), ...attempt(onFault)].join('\n');
    if (isPost) {
      consoleLog.warning(text);
    } else {
      consoleLog.fail(text);
    }
  }
  const unwritten = folder.problem();
  reportUnwritten([...files.failed.values(), ...(unwritten === undefined ? [] : [unwritten])]);
  // What did not fit into a full pipe would be lost by process.exit(), the error's line first.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit();
}

/** @returns what a person reads; the stack is included for the bug report. */
function faultOf(error: unknown): string {
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
  return `This is a bug in run-harness-pipeline. Please report it with these lines.\n${stack}`;
}

/** A second fault must not hide the first. */
function attempt(report: () => readonly string[]): readonly string[] {
  try {
    return report();
  } catch {
    return [];
  }
}

/** One warning for all of them. The error of a start that was not sent for this reason has said so. */
function reportUnwritten(problems: readonly WriteProblem[]): void {
  if (problems.length > 0) {
    const lines = problems.map(({ file, path, cause, remedy }) => `  ${file} (${path}): ${cause}. ${remedy}`);
    consoleLog.warning(['Could not write everything for the following steps:', ...lines].join('\n'));
  }
}
