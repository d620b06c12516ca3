/** One process of the bundle as the runner starts it, with a stopwatch and an eye on its memory. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

import { inputVariables, readActionFile, resolveInputs } from '../__tests__/support/runner/action.ts';
import { createJobPlace, type JobOptions } from '../__tests__/support/runner/environment.ts';
import { createCommandFiles } from '../__tests__/support/runner/files.ts';

/** What to run. */
export interface Program {
  /** Folder of the action below the repository's root, or a script by its path. */
  readonly action: string | { readonly script: string };
  readonly inputs: Readonly<Record<string, string>>;
  /** More of the environment, and what the job is. */
  readonly env?: Readonly<Record<string, string>>;
  readonly job?: JobOptions;
}

export interface Ran {
  /** `performance.now()` at the moment before the process was made. */
  readonly from: number;
  /** ms to its exit. */
  readonly ms: number;
  /** Exit code. */
  readonly code: number | null;
  /** MB of memory at its peak; NaN where /proc does not say. */
  readonly peak: number;
  /** ms of its own work on all cores, to 10 ms; NaN where /proc does not say. */
  readonly cpu: number;
}

export interface Running {
  readonly from: number;
  readonly done: Promise<Ran>;
  kill(): void;
}

/** ms between samples; the high-water mark of its memory loses nothing in between. */
const PACE = 5;

/** Starts a process with nothing of this one's environment but PATH. */
export function start({ action, inputs, env: more = {}, job = {} }: Program): Running {
  const place = createJobPlace(job);
  const file = typeof action === 'string' ? readActionFile(action) : undefined;
  const context = { 'github.token': 'ghs_token', 'strategy.job-index': '0', 'strategy.job-total': '1' };
  const given = file === undefined ? inputs : resolveInputs(file, { given: inputs, context });
  const env = { ...place.env, ...createCommandFiles(place.temp), ...inputVariables(given), ...more };
  const script = typeof action === 'string' ? file?.main : action.script;
  if (script === undefined) {
    throw new Error('there is nothing to run');
  }
  const from = performance.now();
  const child = spawn(process.execPath, [script], { env, cwd: place.workspace, stdio: 'ignore' });
  let seen = { peak: NaN, cpu: NaN };
  const watch = setInterval(() => {
    seen = sample(child.pid) ?? seen;
  }, PACE);
  const done = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(watch);
      const ms = performance.now() - from;
      rmSync(place.home, { recursive: true, force: true, maxRetries: 3 });
      resolve({ from, ms, code, ...seen });
    });
  });
  return { from, done, kill: () => child.kill('SIGKILL') };
}

/** A tick of Linux's clock for the work of a process, in ms. */
const TICK = 10;

/** Linux keeps the high-water mark of each process's memory, and counts its work. */
function sample(pid: number | undefined): Pick<Ran, 'peak' | 'cpu'> | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    // After the name in parentheses: state is the first field, work in user mode and in the system are the 12th and 13th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return kilobytes === undefined ? undefined : { peak: Number(kilobytes) / 1024, cpu: ticks * TICK };
  } catch {
    return undefined; // gone, or another system
  }
}
