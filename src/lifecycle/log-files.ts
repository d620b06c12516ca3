/** The whole logs of failed steps as files beside the result's file, so that a workflow can upload them. */
import type { Step } from '../runner/step.ts';

/** Bytes of all of them together: a runner's disk is shared. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * @param nonce that of the post state
 * @returns a function that saves one log and returns its path; undefined when there is no room for it, or it cannot be written.
 */
export function logSaver({ folder }: Pick<Step, 'folder'>, nonce: string): (log: string) => string | undefined {
  let saved = 0;
  let free = MAX_BYTES;
  return (log) => {
    const bytes = Buffer.byteLength(log);
    if (bytes > free) {
      return undefined;
    }
    saved += 1;
    free -= bytes;
    return folder.write(nonce, `log-${saved}.txt`, log);
  };
}
