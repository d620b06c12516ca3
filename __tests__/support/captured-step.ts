/** A step in this process with everything that it says: its log as the runner reads it, its summary, its words to GitHub. */
import { systemClock } from '../../src/base/clock.ts';
import { consoleLog, type Log } from '../../src/runner/log.ts';
import type { Step } from '../../src/runner/step.ts';
import type { Workflow } from '../../src/runner/workflow.ts';
import { workflow } from './job/step.ts';

export interface CapturedStep extends Step {
  /** What was printed, commands and all. */
  readonly printed: () => string;
  readonly summary: () => string;
}

/** @param inputs by their names */
export function openCapturedStep(inputs: Readonly<Record<string, string>>, of: Partial<Workflow> = {}): CapturedStep {
  const pieces: string[] = [];
  const files = new Map<string, string>();
  let summary = '';
  return {
    from: Date.now(),
    clock: systemClock,
    log: captured(pieces),
    signal: new AbortController().signal,
    cancelledAt: () => undefined,
    input: (name) => inputs[name.toLowerCase()] ?? '',
    inputNames: Object.keys(inputs).map((name) => name.toUpperCase()),
    mask: () => undefined,
    setOutput: () => undefined,
    saveState: () => true,
    addSummary: (markdown) => {
      summary += markdown;
    },
    testFiles: () => [],
    stopWithPost: () => undefined,
    onFault: () => undefined,
    workflow: workflow(of),
    folder: {
      write(nonce, name, text) {
        files.set(`${nonce}/${name}`, text);
        return name;
      },
      read: (nonce, name) => files.get(`${nonce}/${name}`),
      remove: (nonce, name) => void files.delete(`${nonce}/${name}`),
      isRemoved: () => false,
    },
    printed: () => pieces.join(''),
    summary: () =>
      summary +
      [...files]
        .filter(([path]) => path.endsWith('/summary.md'))
        .map(([, text]) => text)
        .join(''),
  };
}

/** The real log; what it writes to the standard output goes into `pieces` instead. */
function captured(pieces: string[]): Log {
  const { stdout } = process;
  const during = (print: () => void): void => {
    const { write } = stdout;
    const { exitCode } = process;
    stdout.write = (piece: string | Uint8Array) => pieces.push(String(piece)) > 0;
    try {
      print();
    } finally {
      stdout.write = write;
      process.exitCode = exitCode; // A failed step's; it is not this process that has failed.
    }
  };
  return {
    info: (text) => during(() => consoleLog.info(text)),
    group: (title, body) => during(() => consoleLog.group(title, body)),
    notice: (text) => during(() => consoleLog.notice(text)),
    warning: (text) => during(() => consoleLog.warning(text)),
    fail: (text) => during(() => consoleLog.fail(text)),
    debug: (text) => during(() => consoleLog.debug(text)),
  };
}
