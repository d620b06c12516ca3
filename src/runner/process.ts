/** The process of a step: the only place that touches its environment, its signals and its exit. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as core from '@actions/core';

import { systemClock } from '../base/clock.ts';
import { InputError } from '../harness/errors.ts';
import { consoleLog } from './log.ts';
import type { Folder, Step } from './step.ts';
import { readWorkflow } from './workflow.ts';

/** What the runner sends on a cancel: SIGINT, then SIGTERM; on Windows Ctrl-Break is SIGBREAK. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
/** ms between looks for post's word to stop: container jobs are cancelled without a signal. */
const STOP_PACE = 1000;

/** Ends main early: aborts the step's signal once. */
export interface Stop {
  /** Looks for the file by which post tells this process to stop. */
  watchFor(nonce: string): void;
}

/**
 * Runs one phase of a step and ends the process, with 1 when `work` says that the step is red.
 *
 * The exit is explicit because a socket that nobody can close any more, such as a proxy's that never answers CONNECT,
 * would keep the step alive.
 */
export async function runStep(work: (step: Step, stop: Stop) => Promise<{ readonly isRed: boolean }>): Promise<never> {
  const cancel = new AbortController();
  const workflow = readWorkflow(process.env, (path) => readFileSync(path, 'utf8'));
  const folder = openFolder(workflow.temp === '' ? tmpdir() : workflow.temp);
  let cancelledAt: number | undefined;
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
  const stop: Stop = {
    watchFor: (nonce) => {
      setInterval(() => {
        if (folder.read(nonce, 'stop') !== undefined) {
          stopNow('the post step has begun');
        }
      }, STOP_PACE).unref();
    },
  };
  const step: Step = {
    from: performance.timeOrigin,
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
    setOutput: core.setOutput,
    saveState: core.saveState,
    workflow,
    proxies: process.env,
    folder,
  };
  try {
    const { isRed } = await work(step, stop);
    process.exitCode = isRed ? 1 : 0;
  } catch (error) {
    consoleLog.fail(whatWentWrong(error));
  }
  // What a full pipe had no room for would be lost by process.exit(), the error's line first.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit();
}

/** @returns what a person reads; the stack of a fault in this program goes along, because nobody else can explain it. */
function whatWentWrong(error: unknown): string {
  if (error instanceof InputError) {
    return error.message;
  }
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
  return `This is a fault in run-harness-pipeline itself; please report it with these lines.\n${stack}`;
}

function openFolder(temp: string): Folder {
  const folder = (nonce: string): string => join(temp, `run-harness-pipeline-${nonce}`);
  return {
    write(nonce, name, text) {
      try {
        mkdirSync(folder(nonce), { recursive: true, mode: 0o700 });
        const path = join(folder(nonce), name);
        writeFileSync(path, text, { mode: 0o600 });
        return path;
      } catch {
        return undefined; // A full or read-only disk costs a file, not the verdict.
      }
    },
    read(nonce, name) {
      try {
        const path = join(folder(nonce), name);
        return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
