/** The YAML that people paste, out of workflows, examples and pages, and what it asks of the actions of this repository. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { at, isObject, list, text } from '../../src/base/shape.ts';
import { ROOT } from './runner/action.ts';

/** A piece of YAML, or of another language, and the file that it stands in. */
export interface Snippet {
  readonly file: string;
  readonly source: string;
}

/** @returns every workflow and every example. */
export function workflows(): Snippet[] {
  return ['.github/workflows', 'examples'].flatMap((folder) => filesIn(folder, '.yml')).map(snippet);
}

/** @returns every block of YAML in the README and in the pages of docs, or every block in another language. */
export function blocks(language = 'yaml'): Snippet[] {
  const block = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  return ['README.md', ...filesIn('docs', '.md')].flatMap((file) =>
    [...snippet(file).source.matchAll(block)].map(([, source = '']) => ({ file, source })),
  );
}

function filesIn(folder: string, ending: string): string[] {
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(ending));
  return names.map((name) => `${folder}/${name}`);
}

function snippet(file: string): Snippet {
  return { file, source: readFileSync(join(ROOT, file), 'utf8') };
}

/** @returns the value's own fields, none when it is no object. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** One step of a workflow that uses an action of this repository. */
export interface Use {
  /** Its folder, `.` for the root. */
  readonly action: string;
  readonly id: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** @returns the steps in YAML text that use an action of this repository, by its published or by its local name. */
export function usesIn(yaml: string): Use[] {
  const walk = (value: unknown): Use[] => {
    if (!isObject(value)) {
      return list(value).flatMap(walk);
    }
    const uses = text(value['uses']) ?? '';
    const found = /^(?:OWNER\/run-harness-pipeline(?:\/(\w+))?@v1|\.\/(?:\.run-harness-pipeline$)?(\w*))$/.exec(uses);
    const own: Use = {
      action: [found?.[1], found?.[2]].find((folder) => folder !== undefined && folder !== '') ?? '.',
      id: text(value['id']),
      inputs: fields(at(value, 'with')),
    };
    return [...(found === null ? [] : [own]), ...Object.values(value).flatMap(walk)];
  };
  return walk(parse(yaml));
}

/** @returns every script of a workflow, or of a piece of one. */
export function scriptsIn(yaml: unknown): string[] {
  const script = text(at(yaml, 'run'));
  const inspector = isObject(yaml) ? Object.values(yaml) : list(yaml);
  return [...(script === undefined ? [] : [script]), ...inspector.flatMap(scriptsIn)];
}
