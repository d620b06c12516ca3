import type { Command } from './commands.ts';
import {
  type CommandFiles,
  createCommandFiles,
  type FileCommands,
  NO_FILE_COMMANDS,
  readCommandFiles,
} from './files.ts';
import { createInterpreter, type Interpreter, merge } from './interpreter.ts';
import { createLineReader, type Masks } from './lines.ts';
import { type Annotation, createStepLog, type StepLog } from './log.ts';
import { type Ended, type Exit, type Ladder, startNode } from './process.ts';

/** A phase, main or post, once it is over for the runner. */
export interface Phase extends Pick<FileCommands, 'env' | 'path'> {
  /** What the runner makes of it: a cancelled step is cancelled however it ends. */
  readonly result: 'success' | 'failure' | 'cancelled';
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The signals that the runner had to send. */
  readonly signalsSent: readonly NodeJS.Signals[];
  /** As people see it: commands obeyed, secrets hidden, the content of groups indented. */
  readonly log: string;
  /** stdout and stderr untouched. */
  readonly raw: string;
  readonly annotations: readonly Annotation[];
  /** Annotations lost to the limit of ten a level. */
  readonly surplus: number;
  /** Every workflow command that was obeyed, in order, whoever wrote it. */
  readonly commands: readonly Command[];
  readonly groups: readonly string[];
  readonly debug: readonly string[];
  /** Always empty for post: the runner drops them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Everything masked so far in the job. */
  readonly masks: readonly string[];
  /** A process that the phase left behind still held its output. */
  readonly isOutputHeld: boolean;
  readonly ms: number;
}

export interface RunningPhase {
  readonly pid: number | undefined;
  readonly files: CommandFiles;
  /** The phase, once it is over. Never rejects. */
  readonly done: Promise<Phase>;
  /** The process's own end, which an abandoned phase does not wait for. */
  readonly exited: Promise<Exit>;
  /** Calls back for each new line of the log; the answer stops that. */
  readonly onLine: StepLog['onLine'];
  /** The first line of the log, seen or to come, that matches. Throws when the phase ends or `limitMs` pass without one. */
  waitFor(match: string | RegExp, limitMs?: number): Promise<string>;
  /** The user cancels: SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL for it and all it started. Await `done` for the end. */
  cancel(ladder?: Partial<Ladder>): void;
  /** Its output is no longer read. */
  closeOutput(): void;
  /** SIGKILL out of the blue. */
  kill(): void;
  /** The user cancels a job in a container: the phase is over at once, its process gets no signal and goes on. */
  abandon(): void;
}

export interface PhaseSetting {
  readonly node: string;
  readonly script: string;
  readonly temp: string;
  readonly workspace: string;
  readonly trackingId: string;
  /** Everything but the command files; `undefined` takes a variable away, a command file's too. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly masks: Masks;
  readonly isPost: boolean;
  readonly isHooked: boolean;
  /** Called before the process begins. */
  readonly prepare?: ((files: CommandFiles) => void) | undefined;
}

/** Starts one phase with command files of its own. */
export function startPhase(setting: PhaseSetting): RunningPhase & {
  /** The state left so far, for a post that does not wait for main's end. */
  readonly stateByNow: () => Readonly<Record<string, string>>;
  /** A warning of the runner's own about this step. */
  readonly warn: (message: string) => void;
} {
  const { masks } = setting;
  const began = performance.now();
  const files = createCommandFiles(setting.temp);
  setting.prepare?.(files);
  const env = definedOnly({ ...files, ...setting.env });
  const log = createStepLog(masks);
  const interpreter = createInterpreter(log, masks, { showsDebug: env['RUNNER_DEBUG'] === '1' });
  const readers = { stdout: createLineReader(interpreter.read), stderr: createLineReader(interpreter.read) };
  let raw = '';
  let isOver = false;
  let isCancelled = false;
  let cancelling = Promise.resolve();
  let finished: Phase | undefined;

  const child = startNode({
    node: setting.node,
    script: setting.script,
    cwd: setting.workspace,
    trackingId: setting.trackingId,
    env,
    take(stream, text) {
      if (isOver) return; // an abandoned process has no listeners
      raw += text;
      readers[stream].feed(text);
    },
  });
  const done = child.ended.then(async (ended) => {
    isOver = true;
    await cancelling;
    readers.stdout.end();
    readers.stderr.end();
    if (ended.problem !== undefined) log.fail(`The process could not be started: ${ended.problem}`);
    const isLost = setting.isHooked && ended.code !== 0;
    const written = isLost ? NO_FILE_COMMANDS : readCommandFiles(files, log);
    const ms = performance.now() - began;
    finished = {
      ...phaseOf({ setting, ended, log, interpreter, written, isCancelled }),
      raw,
      ms,
      signalsSent: child.signals,
    };
    return finished;
  });

  return {
    pid: child.pid,
    files,
    done,
    exited: child.exited,
    onLine: log.onLine,
    waitFor: (match, limitMs = 10_000) => waitForLine({ log, done, match, limitMs }),
    cancel({ interruptMs = 7500, terminateMs = 2500 } = {}) {
      isCancelled = !isOver;
      cancelling = child.cancel({ interruptMs, terminateMs });
    },
    closeOutput: child.closeOutput,
    kill: child.kill,
    abandon() {
      isCancelled = !isOver;
      child.abandon();
    },
    stateByNow() {
      const byNow = () => merge(interpreter.state, readCommandFiles(files, createStepLog(masks)).state);
      return finished?.state ?? byNow();
    },
    warn: (message) => log.annotate('warning', message),
  };
}

function phaseOf(over: {
  readonly setting: PhaseSetting;
  readonly ended: Ended;
  readonly log: StepLog;
  readonly interpreter: Interpreter;
  readonly written: FileCommands;
  readonly isCancelled: boolean;
}): Omit<Phase, 'raw' | 'ms' | 'signalsSent'> {
  const { ended, log, interpreter, written } = over;
  const { masks, isPost } = over.setting;
  const isRed = ended.code !== 0 || log.isFailed;
  return {
    result: over.isCancelled ? 'cancelled' : isRed ? 'failure' : 'success',
    code: ended.code,
    signal: ended.signal,
    log: log.lines.join('\n'),
    annotations: log.annotations,
    surplus: log.surplus,
    commands: interpreter.commands,
    groups: dataOf(interpreter.commands, 'group'),
    debug: dataOf(interpreter.commands, 'debug'),
    outputs: isPost ? {} : merge(interpreter.outputs, written.outputs),
    state: merge(interpreter.state, written.state),
    env: written.env,
    path: written.path,
    summary: written.summary.split('\n').map(masks.hide).join('\n'),
    masks: masks.secrets,
    isOutputHeld: ended.isOutputHeld,
  };
}

function waitForLine(wait: {
  readonly log: StepLog;
  readonly done: Promise<Phase>;
  readonly match: string | RegExp;
  readonly limitMs: number;
}): Promise<string> {
  const { log, match } = wait;
  const isMatch = (line: string) => (typeof match === 'string' ? line.includes(match) : line.search(match) >= 0);
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => {
      stop();
      reject(new Error(`${why} without a line that matches ${String(match)}. The log:\n${log.lines.join('\n')}`));
    };
    const check = (line: string) => {
      if (!isMatch(line)) return;
      stop();
      resolve(line);
    };
    const timer = setTimeout(() => giveUp(`${wait.limitMs} ms passed`), wait.limitMs);
    const stopListening = log.onLine(check);
    const stop = () => {
      clearTimeout(timer);
      stopListening();
    };
    log.lines.forEach(check);
    void wait.done.then(() => giveUp('The phase ended'));
  });
}

function dataOf(commands: readonly Command[], name: string): string[] {
  return commands.filter((command) => command.name.toLowerCase() === name).map(({ data }) => data);
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
