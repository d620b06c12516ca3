/** The tables of the README and of docs/actions.md, made from every action.yml and from the code, so that they cannot differ. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';

import { STATUSES } from '../../src/harness/status.ts';
import { ROOT } from './runner/action.ts';
import { VERDICTS } from './verdicts.ts';

/** One input or output of an action.yml. */
interface Entry {
  readonly name: string;
  /** The comment above it, which begins a group. */
  readonly group: string | undefined;
  readonly description: string;
  readonly isRequired: boolean;
  readonly default: string | undefined;
}

/** @returns the entries of `inputs` or `outputs`, in their order. */
export function entriesOf(action: string, section: 'inputs' | 'outputs'): Entry[] {
  const map = parseDocument(readFileSync(join(ROOT, action, 'action.yml'), 'utf8')).get(section);
  if (!isMap(map)) return [];
  const first = map.commentBefore?.trim();
  return map.items.map(({ key, value }, position): Entry => {
    if (!isScalar(key) || !isMap(value)) throw new Error(`${action}: ${section} hold something that is no entry`);
    const above = position === 0 ? first : key.commentBefore?.trim();
    return {
      name: String(key.value),
      group: above?.split('\n').at(-1)?.trim(),
      description: textOf(value, 'description') ?? '',
      isRequired: value.get('required') === true,
      default: textOf(value, 'default'),
    };
  });
}

function textOf(map: YAMLMap, key: string): string | undefined {
  const found = map.get(key);
  return typeof found === 'string' ? found : undefined;
}

const cell = (text: string): string => text.trim().replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** @returns `Name · Default · Meaning`, with a row for each group. */
export function inputsTable(entries: readonly Entry[]): string {
  const rows = entries.flatMap((entry) => [
    ...(entry.group === undefined ? [] : [`| **${cell(entry.group)}** | | |`]),
    `| \`${entry.name}\` | ${defaultOf(entry)} | ${meaningCell(entry)} |`,
  ]);
  return ['| Name | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The example at the end is said to be one. */
function meaningCell({ description }: Entry): string {
  return cell(description).replace(/\s+(`[^`]*`)$/, ' E.g. $1');
}

function defaultOf(entry: Entry): string {
  if (entry.isRequired) return '*required*';
  return entry.default === undefined ? '' : `\`${cell(entry.default)}\``;
}

/** @returns `Name · Example · Meaning`; the example is the last code in the description. */
export function outputsTable(entries: readonly Entry[]): string {
  const rows = entries.map(({ name, description }) => {
    const [, meaning = description, example = ''] = /^([^]*?)\s*(`[^`]*`)\s*$/.exec(cell(description)) ?? [];
    return `| \`${name}\` | ${example} | ${meaning} |`;
  });
  return ['| Name | Example | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** @returns the folders of the further actions. */
export function folders(): string[] {
  return readdirSync(ROOT).filter((folder) => existsSync(join(ROOT, folder, 'action.yml')));
}

/** @returns the tables of docs/actions.md by their names, such as `follow inputs`. */
export function actionTables(): Record<string, string> {
  return Object.fromEntries(
    folders().flatMap((action) => [
      [`${action} inputs`, actionTable(action, 'inputs')],
      [`${action} outputs`, actionTable(action, 'outputs')],
    ]),
  );
}

/** A table of what an action has of its own, then the names of what is as in the root action. */
function actionTable(action: string, section: 'inputs' | 'outputs'): string {
  const root = new Map(entriesOf('.', section).map((entry) => [entry.name, entry]));
  const isShared = (entry: Entry): boolean => {
    const same = root.get(entry.name);
    return same !== undefined && meaningCell(same) === meaningCell(entry) && defaultOf(same) === defaultOf(entry);
  };
  const entries = entriesOf(action, section);
  const own = entries.filter((entry) => !isShared(entry)).map((entry) => ({ ...entry, group: undefined }));
  const shared = entries.filter(isShared).map(({ name }) => `\`${name}\``);
  const table = section === 'inputs' ? inputsTable : outputsTable;
  return [
    ...(own.length === 0 ? [] : [table(own)]),
    ...(shared.length === 0 ? [] : [`As in [the root action](../README.md#${section}): ${shared.join(', ')}.`]),
  ].join('\n\n');
}

/** @returns which status of Harness ends how. */
export function verdictsTable(): string {
  const words = { nothing: '', error: '', warning: ', one warning', notice: ', one notice' };
  const ends = VERDICTS.map(({ statuses, status, isRed, says }) => {
    const reported = statuses.map((each) => `\`${each}\``);
    return `| ${reported.join(', ')} | \`${status}\` | ${isRed ? '🔴 red' : '🟢 green'}${words[says]} |`;
  });
  const waits = Object.entries(STATUSES).flatMap(([status, phase]) => (phase === 'waiting' ? [`\`${status}\``] : []));
  return [
    '| Harness says | `status` | step |',
    '| --- | --- | --- |',
    ...ends,
    `| ${waits.join(', ')} | \`waiting\` | see \`on-waiting\` |`,
    '| a status that this version does not recognize | | continues to follow, with one warning; never green by itself |',
  ].join('\n');
}

/** @returns the text with everything between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  return Object.entries(tables).reduce((page, [name, table]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = page.indexOf(begin);
    const to = page.indexOf(end);
    if (from < 0 || to < from) throw new Error(`The text has no place for the table ${name}.`);
    return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
  }, text);
}

/** @returns the first column of the table under a heading, without its head. */
export function firstColumn(page: string, heading: string): string[] {
  const [, rest = ''] = page.split(`\n${heading}\n`);
  const [section = ''] = rest.split(/^#/m);
  return [...section.matchAll(/^\| (.*?) \|/gm)].map(([, first = '']) => first).slice(2);
}

/** @returns the paths of Harness that a page names, `*` for what differs. */
export function pathsNamed(page: string): string[] {
  return [...page.matchAll(/`(?:GET|POST|PUT) (\/[^`]+)`(?:, with `(\/\w+)` after it)?/g)].flatMap(
    ([, path = '', end = '']) =>
      [path, ...(end === '' ? [] : [path + end])].map((one) => one.replaceAll(/\{\w+\}/g, '*')),
  );
}

/** @returns the paths that an engine's source asks for, `*` for what differs. */
export function pathsAsked(source: string): string[] {
  const known = new Map<string, string>();
  const paths = [...source.matchAll(/(?:const (\w+) = |\b(\w+): )(['`])((?:\$\{\w+\})?\/[^'`\n]+)\3/g)].map(
    ([, constant = '', , , text = '']) => {
      const path = text
        .replaceAll(/\$\{(\w+)\}/g, (_, name: string) => known.get(name) ?? '*')
        .replaceAll(/\$\{[^}]*\}/g, '*');
      if (constant !== '') known.set(constant, path);
      return path;
    },
  );
  return paths.filter((path) => path.split('/').length > 3 && !BEGINNINGS.includes(path));
}

/** What several paths begin with, and no path. */
const BEGINNINGS = ['/pipeline/api/inputSets', '/pipeline/api/pipeline/execute', '/pipeline/api/pipelines/execution'];

/** @returns the links of a page that lead nowhere in this repository; links to other sites are not followed. */
export function deadLinks(page: string): string[] {
  const links = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
    if (link.startsWith('https://') || !existsSync(target)) return !link.startsWith('https://');
    return anchor !== undefined && !anchorsIn(readFileSync(target, 'utf8')).includes(anchor);
  });
}

/** As GitHub makes them of headings. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
