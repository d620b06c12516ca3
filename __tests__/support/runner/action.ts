import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

/** The repository's root folder, seen from the compiled tests in `lib/__tests__/support/runner`. */
export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** What the runner takes from an action.yml. */
export interface ActionFile {
  /** Each input's default as it is written, expressions included; empty when there is none. */
  readonly defaults: Readonly<Record<string, string>>;
  /** The script's absolute path. */
  readonly main: string;
  readonly post: string | undefined;
}

/** Values of the expressions that a default may use, such as `github.token`; any other is empty. */
export type Context = Readonly<Record<string, string>>;

/** Reads `FOLDER/action.yml`; the folder is relative to the repository's root or absolute. Throws on what this runner cannot do. */
export function readActionFile(folder: string): ActionFile {
  const home = resolve(ROOT, folder);
  const { inputs, runs } = parse(readFileSync(join(home, 'action.yml'), 'utf8')) as {
    inputs?: Record<string, { default?: string | number | boolean | null } | null>;
    runs: { using: string; main: string; post?: string; 'post-if'?: string };
  };
  if (!/^node2[04]$/.test(runs.using)) throw new Error(`${folder}: this runner has no '${runs.using}'`);
  if ((runs['post-if'] ?? 'always()') !== 'always()') throw new Error(`${folder}: only post-if: always() is supported`);
  const script = (path: string) => {
    const file = resolve(home, path);
    if (!existsSync(file)) throw new Error(`${folder}: ${file} does not exist. Is it bundled?`);
    return file;
  };
  return {
    defaults: Object.fromEntries(
      Object.entries(inputs ?? {}).map(([name, input]) => [name, String(input?.default ?? '')] as const),
    ),
    main: script(runs.main),
    post: runs.post === undefined ? undefined : script(runs.post),
  };
}

/** Every input of the action, given or not: the runner leaves none out, and a missing one is empty. */
export function resolveInputs(
  action: ActionFile,
  { given, context }: { given: Readonly<Record<string, string>>; context: Context },
): Record<string, string> {
  const values = Object.entries(action.defaults).map(([name, text]) => [name, evaluate(text, context)] as const);
  return { ...Object.fromEntries(values), ...given };
}

/** Puts values in for `${{ a.b }}`; operators and functions are beyond this runner. */
function evaluate(text: string, context: Context): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    if (!/^[\w-]+(\.[\w-]+)*$/.test(expression)) throw new Error(`this runner cannot evaluate '${expression}'`);
    return context[expression] ?? '';
  });
}

/** The variables in which an action finds its inputs: upper case, spaces as `_`, hyphens kept. */
export function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}
