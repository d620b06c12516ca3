/** A process that outlives the step which started it. */
import { dirname } from 'node:path';

/** ms in which it says its first word, or is ended. */
const LIMIT = 30_000;

/**
 * Runs a script with this very Node, in a session of its own: no signal for the step reaches it, and it holds none of the
 * step's pipes, which would make the runner wait. At the end of the job the runner ends it, by a variable that it inherits.
 *
 * @returns its first message, unchecked. Throws when it ends without one.
 */
export async function startDetached(script: string, args: readonly string[]): Promise<unknown> {
  // Loaded here: this module is in the bundle of every action, and one of them starts a process.
  const { fork } = await import('node:child_process');
  const child = fork(script, args, {
    cwd: dirname(script),
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
    execArgv: [],
    timeout: LIMIT,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${script} ended with ${code ?? 'a signal'} before it reported anything.`));
    });
    child.once('message', (message: unknown) => {
      child.disconnect();
      child.unref();
      resolve(message);
    });
  });
}
