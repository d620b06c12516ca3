import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Exit {
  /** Null when a signal ended the process or it never began. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started, such as an environment too big for the system. */
  readonly problem?: string;
}

export interface Ended extends Exit {
  /** The process was gone, but one that it left behind still held its output five seconds later. */
  readonly isOutputHeld: boolean;
}

/** How long each signal gets before the next one follows, in ms. */
export interface Ladder {
  readonly interruptMs: number;
  readonly terminateMs: number;
}

export interface NodeProcess {
  /** Undefined when the process could not be started. */
  readonly pid: number | undefined;
  readonly exited: Promise<Exit>;
  /** After `exited`, when its output has been read to the end or given up; or once it is abandoned. */
  readonly ended: Promise<Ended>;
  /** The signals sent so far, in order. */
  readonly signals: readonly NodeJS.Signals[];
  /** Gives the process up without a signal: it goes on, and `ended` comes at once. */
  readonly abandon: () => void;
  /** SIGINT, then SIGTERM, then SIGKILL for it and all it started, each unless it has ended by then. Resolves once none is left. */
  cancel(ladder: Ladder): Promise<void>;
  /** Its output is no longer read: what it writes meets EPIPE. */
  readonly closeOutput: () => void;
  /** SIGKILL out of the blue, as when memory runs out. */
  readonly kill: () => void;
}

const HELD_OUTPUT_MS = 5000;

/** Starts `node SCRIPT` with exactly this environment, no shell and a closed stdin. */
export function startNode(options: {
  readonly node: string;
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** RUNNER_TRACKING_ID, by which it and all it starts are found. */
  readonly trackingId: string;
  /** Takes the output as it comes. */
  readonly take: (stream: 'stdout' | 'stderr', text: string) => void;
}): NodeProcess {
  const child = trySpawn(options);
  if (typeof child === 'string') return neverStarted(child);
  child.stdin.end();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => options.take(stream, text));
  }
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', ({ message }) => resolve({ code: null, signal: null, problem: message }));
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const read = exited.then(async (exit) => {
    const isClosed = await settlesWithin(closed, HELD_OUTPUT_MS);
    child.stdout.destroy();
    child.stderr.destroy();
    return { ...exit, isOutputHeld: !isClosed };
  });
  const abandonment = new AbortController();
  const abandoned = new Promise<Ended>((resolve) => {
    abandonment.signal.addEventListener('abort', () => resolve({ code: null, signal: null, isOutputHeld: false }));
  });
  const ended = Promise.race([read, abandoned]);
  const signals: NodeJS.Signals[] = [];
  const send = (signal: NodeJS.Signals) => {
    if (child.kill(signal)) signals.push(signal);
  };
  return {
    pid: child.pid,
    exited,
    ended,
    signals,
    abandon: () => abandonment.abort(),
    async cancel({ interruptMs, terminateMs }) {
      send('SIGINT');
      if (await settlesWithin(ended, interruptMs)) return;
      send('SIGTERM');
      if (await settlesWithin(ended, terminateMs)) return;
      send('SIGKILL');
      await killTracked(options.trackingId);
    },
    closeOutput() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    kill: () => send('SIGKILL'),
  };
}

/** Some failures of spawn, E2BIG among them, are thrown, others come as an event. */
function trySpawn({ node, script, cwd, env }: { node: string; script: string; cwd: string; env: NodeJS.ProcessEnv }) {
  try {
    return spawn(node, [script], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    return (error as Error).message;
  }
}

function neverStarted(problem: string): NodeProcess {
  const exit: Exit = { code: null, signal: null, problem };
  return {
    pid: undefined,
    exited: Promise.resolve(exit),
    ended: Promise.resolve({ ...exit, isOutputHeld: false }),
    signals: [],
    abandon: () => {},
    cancel: () => Promise.resolve(),
    closeOutput: () => {},
    kill: () => {},
  };
}

async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([promise.then(() => true), late]);
  timer.abort();
  return inTime;
}

/**
 * Kills what carries this tracking id in its environment, and waits until it is gone: the process, its children and those
 * that outlived it. The runner finds left-overs the same way. Where there is no /proc it finds nothing.
 */
export async function killTracked(id: string): Promise<void> {
  for (let pids = trackedProcesses(id); pids.length > 0; pids = trackedProcesses(id)) {
    pids.forEach(killHard);
    await sleep(10);
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone in the meantime.
  }
}

/** The pids of living processes that carry this tracking id. */
export function trackedProcesses(id: string): number[] {
  const isTracked = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`RUNNER_TRACKING_ID=${id}\0`);
    } catch {
      return false; // gone, or another process
    }
  };
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isTracked(name))
      .map(Number);
  } catch {
    return [];
  }
}
