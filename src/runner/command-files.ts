/**
 * The files through which a step hands values to the runner: outputs, state, job summary. A write can fail: a full disk, a
 * container with another user, a cleanup that went too far. That never ends a step that has started something, so nothing
 * here throws; what could not be written is remembered and reported once.
 */
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  fstatSync,
  openSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';

import * as core from '@actions/core';

import { at, text } from '../base/shape.ts';

/** The variables that name the files. */
export type CommandFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY';

/** Why a file cannot be written. */
export interface WriteProblem {
  /** A variable of the runner's, or what else names the file. */
  readonly file: string;
  /** Empty when the variable is not set. */
  readonly path: string;
  /** `ENOSPC`, and the system's words. */
  readonly cause: string;
  /** What to do about it. */
  readonly remedy: string;
}

interface CommandFiles {
  /** @returns whether it was written. */
  setOutput(name: string, value: string): boolean;
  saveState(name: string, value: string): boolean;
  addSummary(markdown: string): boolean;
  /**
   * Tries each file by writing to it and taking that back.
   *
   * @returns those that cannot be written. A variable that is not set is none: older runners take commands instead.
   */
  test(files: readonly CommandFile[]): readonly WriteProblem[];
  /** What could not be written so far, each file once; without what a test has answered, because its caller reports that. */
  readonly failed: ReadonlyMap<string, WriteProblem>;
}

/** @param env the runner's variables */
export function openCommandFiles(env: Readonly<Record<string, string | undefined>>): CommandFiles {
  const failed = new Map<string, WriteProblem>();
  const tested = new Set<string>();
  /** Half an assignment would make the runner fail the step, so what a failed write left is taken back. */
  const write = (file: CommandFile, append: (path: string) => void): boolean => {
    const path = env[file] ?? '';
    const size = sizeOf(path);
    try {
      append(path);
      return true;
    } catch (error) {
      restore(path, size);
      if (!failed.has(file) && !tested.has(file)) {
        failed.set(file, problemOf({ file, path, error }));
      }
      return false;
    }
  };
  return {
    failed,
    setOutput: (name, value) => write('GITHUB_OUTPUT', () => core.setOutput(name, value)),
    saveState: (name, value) => write('GITHUB_STATE', () => core.saveState(name, value)),
    addSummary: (markdown) =>
      write('GITHUB_STEP_SUMMARY', (path) => {
        if (path === '') {
          throw new Error('the variable is not set, so this runner shows no job summaries');
        }
        // Not created: the runner reads only the file that it made.
        statSync(path);
        appendFileSync(path, markdown);
      }),
    test: (files) =>
      files.flatMap((file) => {
        const path = env[file] ?? '';
        const error = path === '' ? undefined : testFile(path);
        if (error === undefined) {
          return [];
        }
        tested.add(file);
        failed.delete(file);
        return [problemOf({ file, path, error })];
      }),
  };
}

/** @returns what came of a write that is taken back; undefined when it went well. */
function testFile(path: string): unknown {
  try {
    // Neither created nor truncated, and, unlike in append mode, it may be cut again on Windows.
    const file = openSync(path, 'r+');
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) {
        writeSync(file, '\n'); // A device or a pipe, as in some local set-ups: an empty line is no assignment.
        return undefined;
      }
      try {
        writeFully(file, stat.size);
      } finally {
        ftruncateSync(file, stat.size);
      }
    } finally {
      closeSync(file);
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Bytes that a test writes: about what the largest outputs need. */
const TEST_BYTES = 65_536;

function writeFully(file: number, position: number): void {
  const lines = Buffer.alloc(TEST_BYTES, '\n');
  for (let written = 0; written < lines.length;) {
    written += writeSync(file, lines, written, lines.length - written, position + written);
  }
}

function sizeOf(path: string): number | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() ? stat.size : undefined;
  } catch {
    return undefined;
  }
}

function restore(path: string, size: number | undefined): void {
  try {
    if (size !== undefined) {
      truncateSync(path, size);
    }
  } catch {
    // What cannot be cut can hardly have been written.
  }
}

/** @returns why a file cannot be written, and what to do about it. */
export function problemOf(failure: {
  readonly file: string;
  readonly path: string;
  readonly error: unknown;
}): WriteProblem {
  const { file, path, error } = failure;
  // The toolkit's own error for a file that is gone has no code.
  const code = text(at(error, 'code')) ?? (path !== '' && !exists(path) ? 'ENOENT' : '');
  const said = text(at(error, 'message')) ?? 'writing to it failed';
  const [why, remedy] = REMEDIES[code] ?? [said, "Check the runner's disk."];
  return { file, path, cause: code === '' ? why : `${why} (${code})`, remedy };
}

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}

const GONE = 'Something in this job removed or replaced it: do not clean up RUNNER_TEMP while the job runs.';
const FULL = "Free some space on the runner's disk, or use a larger one.";
const DENIED =
  "Run the container with the runner's user (options: --user), or give the user of this step write access to RUNNER_TEMP.";

const REMEDIES: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  ENOENT: ['the file is gone', GONE],
  ENOTDIR: ['the file is gone', GONE],
  EISDIR: ['it is a folder', GONE],
  ENOSPC: ['no space left on the disk', FULL],
  EDQUOT: ['the disk quota is used up', FULL],
  EFBIG: ['the file reached its size limit', FULL],
  EACCES: ['permission denied', DENIED],
  EPERM: ['permission denied', DENIED],
  EROFS: ['the file system is read-only', DENIED],
};
