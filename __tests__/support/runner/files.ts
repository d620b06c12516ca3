import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { assign } from './interpreter.ts';
import type { StepLog } from './log.ts';

/** What a phase wrote to the files that the runner gave it. */
export interface FileCommands {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
}

export const NO_FILE_COMMANDS: FileCommands = { outputs: {}, state: {}, env: {}, path: [], summary: '' };

const FILES = {
  GITHUB_OUTPUT: 'set_output',
  GITHUB_STATE: 'save_state',
  GITHUB_ENV: 'set_env',
  GITHUB_PATH: 'add_path',
  GITHUB_STEP_SUMMARY: 'step_summary',
} as const;

/** The paths of a phase's command files, by the variables that name them. */
export type CommandFiles = Readonly<Record<keyof typeof FILES, string>>;

/** What becomes of a file that a step is about to write. Only Linux has devices that are always full, and files that even root may not write. */
export type Spoil = 'gone' | 'a folder' | 'full' | 'read-only';
export const SPOILS: readonly Spoil[] =
  process.platform === 'linux' ? ['gone', 'a folder', 'full', 'read-only'] : ['gone', 'a folder'];

/** Lets every later write to the file fail. On a full or read-only disk the runner still reads what it held before. */
export function spoil(path: string, how: Spoil): void {
  const keeps = how === 'full' || how === 'read-only';
  if (keeps && existsSync(path)) copyFileSync(path, `${path}.kept`);
  rmSync(path, { force: true });
  if (how === 'a folder') mkdirSync(path);
  if (how === 'full') symlinkSync('/dev/full', path);
  // Even root may not write to this one.
  if (how === 'read-only') symlinkSync('/sys/kernel/notes', path);
}

const SUMMARY_BYTES = 1024 * 1024;

/** Empty command files for one phase: the variables that name them. */
export function createCommandFiles(temp: string): CommandFiles {
  const folder = join(temp, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const suffix = randomUUID();
  const paths = Object.entries(FILES).map(([variable, prefix]) => [variable, join(folder, `${prefix}_${suffix}`)]);
  for (const [, path = ''] of paths) writeFileSync(path, '');
  return Object.fromEntries(paths) as CommandFiles;
}

/**
 * Reads the command files as they are now. What the runner would not accept becomes an error in `log` and fails the step;
 * assignments before the mistake hold. A file that was deleted counts as empty.
 */
export function readCommandFiles(files: CommandFiles, log: StepLog): FileCommands {
  function pairs(variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_ENV'): Record<string, string> {
    const values: Record<string, string> = {};
    try {
      for (const [name, value] of readAssignments(text(files[variable]))) assign(values, name, value);
    } catch (error) {
      const file = variable.replace('GITHUB_', '').toLowerCase();
      log.fail(`Unable to process file command '${file}' successfully. ${(error as Error).message}`);
    }
    return values;
  }
  function summary(): string {
    const path = files.GITHUB_STEP_SUMMARY;
    const size = isFile(path) ? statSync(path).size : 0;
    if (size <= SUMMARY_BYTES) return text(path);
    log.annotate('error', `$GITHUB_STEP_SUMMARY upload aborted, supports content up to 1024k, got ${size >> 10}k.`);
    return '';
  }
  return {
    outputs: pairs('GITHUB_OUTPUT'),
    state: pairs('GITHUB_STATE'),
    env: pairs('GITHUB_ENV'),
    path: text(files.GITHUB_PATH)
      .split(/\r\n|\n|\r/)
      .filter((line) => line !== ''),
    summary: summary(),
  };
}

function text(path: string): string {
  if (!isFile(path) && isFile(`${path}.kept`)) return text(`${path}.kept`);
  return isFile(path) ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '') : '';
}

/** What `spoil` puts in a file's place is a folder or a link to a device. */
function isFile(path: string): boolean {
  return existsSync(path) && lstatSync(path).isFile();
}

/**
 * The assignments of a command file in order: `NAME=VALUE`, or `NAME<<DELIMITER`, lines, `DELIMITER`; whichever sign
 * comes first in the line decides. `\n` ends a line, on Windows `\r\n`, too; inside a value line ends stay as they are. Throws
 * at the first malformed line.
 */
export function* readAssignments(
  content: string,
  isWindows = process.platform === 'win32',
): Generator<[name: string, value: string]> {
  const end = isWindows ? '\\r?\\n' : '\\n';
  const lines = [...content.matchAll(new RegExp(`([^]*?)(${end}|$)`, 'g'))].map(([, line = '', newline = '']) => ({
    line,
    newline,
  }));
  for (let at = 0; at < lines.length; at += 1) {
    const { line = '' } = lines[at] ?? {};
    if (line === '') continue;
    const sign = /=|<</.exec(line);
    if (sign === null) throw new Error(`Invalid format '${line}'`);
    const name = line.slice(0, sign.index);
    const rest = line.slice(sign.index + sign[0].length);
    if (name === '') throw new Error(`Invalid format '${line}'. Name must not be empty`);
    if (sign[0] === '=') {
      yield [name, rest];
      continue;
    }
    if (rest === '') throw new Error(`Invalid format '${line}'. Delimiter must not be empty`);
    const last = lines.findIndex((later, index) => index > at && later.line === rest);
    if (last < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`);
    const value = lines.slice(at + 1, last);
    yield [name, value.map((each, index) => each.line + (index === value.length - 1 ? '' : each.newline)).join('')];
    at = last;
  }
}
