/**
 * A folder that main and post of one step share. Its name comes from the post state's nonce, never from a path that was
 * written into the state.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { problemOf, type WriteProblem } from './command-files.ts';

/**
 * `summary.md`: main's summary, which post shows. `result.json`: the output `result-file`. `sent`: main came to the start.
 * `stop`: post asks main to stop. `unfinished`: main has not come to an end of its own; removed at that end, because
 * that works on a full disk, too. `log-1.txt`: the whole log of a failed step. `patch.json`: changes of the post state that the runner's file did not take.
 */
type FileName = 'summary.md' | 'result.json' | 'sent' | 'stop' | 'unfinished' | 'patch.json' | `log-${number}.txt`;

/** The files of one step. Nothing here throws: a full or read-only disk costs a file, not the verdict. */
export interface Folder {
  /** @returns the path of the written file; undefined when it could not be written. */
  write(nonce: string, name: FileName, text: string): string | undefined;
  /** @returns the file's text; undefined when there is none. */
  read(nonce: string, name: FileName): string | undefined;
  remove(nonce: string, name: FileName): void;
  /** Whether the file was there and was removed: the folder is there without it. */
  isRemoved(nonce: string, name: FileName): boolean;
}

/** The folder of this process, and the first problem with writing to it. */
interface OpenedFolder extends Folder {
  readonly problem: () => WriteProblem | undefined;
}

/** @param parents where the folder may be made, the preferred place first; each file is written to the first that takes it */
export function openFolder(parents: readonly string[]): OpenedFolder {
  let problem: WriteProblem | undefined;
  const places = (nonce: string): string[] => parents.map((parent) => join(parent, `run-harness-pipeline-${nonce}`));
  return {
    problem: () => problem,
    write(nonce, name, text) {
      let first: WriteProblem | undefined;
      for (const folder of places(nonce)) {
        const path = join(folder, name);
        try {
          mkdirSync(folder, { recursive: true, mode: 0o700 });
          writeFileSync(path, text, { mode: 0o600 });
          return path;
        } catch (error) {
          discard(path); // Half a file would be read as a whole one.
          first ??= problemOf({ file: name, path, error });
        }
      }
      problem ??= first;
      return undefined;
    },
    read(nonce, name) {
      for (const folder of places(nonce)) {
        try {
          return readFileSync(join(folder, name), 'utf8');
        } catch {
          // Not here.
        }
      }
      return undefined;
    },
    remove(nonce, name) {
      for (const folder of places(nonce)) {
        discard(join(folder, name));
      }
    },
    isRemoved: (nonce, name) =>
      places(nonce).some(existsSync) && !places(nonce).some((folder) => existsSync(join(folder, name))),
  };
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It cannot be there, or cannot be reached.
  }
}
