import { type Command, parseCommand } from './commands.ts';
import type { Masks } from './lines.ts';
import type { Level, StepLog } from './log.ts';

/** Reads a phase's output line by line, obeys the commands in it and prints the rest. */
export interface Interpreter {
  /** Every command that was obeyed, in order. A command that this program did not write is included. */
  readonly commands: Command[];
  /** Set by the old commands on stdout; the command files come on top. */
  readonly outputs: Record<string, string>;
  readonly state: Record<string, string>;
  /** Takes one line of stdout or stderr. */
  readonly read: (line: string) => void;
}

type Handler = (command: Command) => void;

/** `showsDebug`: debug messages are visible, as they are with RUNNER_DEBUG=1. */
export function createInterpreter(log: StepLog, masks: Masks, { showsDebug }: { showsDebug: boolean }): Interpreter {
  const commands: Command[] = [];
  const outputs: Record<string, string> = {};
  const state: Record<string, string> = {};
  let stopToken: string | undefined;

  const annotation: Handler = ({ name, data, properties }) =>
    log.annotate(name.toLowerCase() as Level, data, properties['title']);
  const refused: Handler = ({ name }) => log.fail(`The '${name}' command is disabled.`);
  const nothing: Handler = () => {};
  const assignTo =
    (target: Record<string, string>): Handler =>
    ({ name, data, properties }) => {
      const key = properties['name'];
      if (key === undefined) return log.fail(`Required field 'name' is missing in ##[${name}] command.`);
      log.annotate('warning', `The \`${name}\` command is deprecated.`);
      assign(target, key, data);
    };
  const handlers: Readonly<Record<string, Handler>> = {
    error: annotation,
    warning: annotation,
    notice: annotation,
    debug: ({ data }) => showsDebug && log.print(`Debug: ${data}`),
    group: ({ data }) => log.openGroup(data),
    endgroup: () => log.closeGroup(),
    'set-output': assignTo(outputs),
    'save-state': assignTo(state),
    'add-mask': ({ data }) =>
      data.trim() === '' ? log.annotate('warning', "Can't mask an empty string.") : masks.add(data),
    'stop-commands': ({ data: token }) => {
      if (token === '' || known.has(token.toLowerCase())) return log.fail(`Stop token '${token}' is refused.`);
      stopToken = token.toLowerCase();
    },
    'set-env': refused,
    'add-path': refused,
    echo: nothing,
    'add-matcher': nothing,
    'remove-matcher': nothing,
  };
  const known = new Set(Object.keys(handlers));

  function read(line: string): void {
    const command = parseCommand(line, stopToken === undefined ? known : new Set([...known, stopToken]));
    if (command === undefined) return log.print(line);
    if (stopToken === undefined) {
      commands.push(command);
      handlers[command.name.toLowerCase()]?.(command);
    } else if (command.name.toLowerCase() === stopToken) {
      stopToken = undefined;
    } else {
      log.print(line);
    }
  }
  return { commands, outputs, state, read };
}

/** Both maps as one, the newer value first. */
export function merge(
  older: Readonly<Record<string, string>>,
  newer: Readonly<Record<string, string>>,
): Record<string, string> {
  const merged = { ...older };
  for (const [name, value] of Object.entries(newer)) assign(merged, name, value);
  return merged;
}

/** Sets a value in a map whose names, like the runner's, differ by more than case: the newer spelling replaces the older. */
export function assign(target: Record<string, string>, name: string, value: string): void {
  for (const other of Object.keys(target)) {
    if (other !== name && other.toLowerCase() === name.toLowerCase()) delete target[other];
  }
  target[name] = value;
}
