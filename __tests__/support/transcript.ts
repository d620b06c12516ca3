/** Golden transcripts: a whole run as one text that a person can read and that is the same each time. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect } from '@jest/globals';

import { ROOT } from './runner/action.ts';
import type { Phase } from './runner/runner.ts';

/** What a server that plays Harness or GitHub recorded of one request. */
export interface RecordedRequest {
  readonly kind?: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  /** Of the answer; undefined when there was none. */
  readonly status?: number | undefined;
}

export interface FinishedRun {
  readonly main: Phase;
  readonly post?: Phase;
  readonly requests?: readonly RecordedRequest[];
}

/**
 * The run as text: log, annotations, outputs, names of the state, summary, the same of post, and the requests in order.
 * Ids, times, durations, ports, folders and random parts are replaced; the same id has the same number everywhere.
 * A repeated poll stands once, because how often it is made depends on the machine.
 */
export function transcript({ main, post, requests = [] }: FinishedRun): string {
  const sections = [
    ...phaseSections('main', main),
    ...(post === undefined ? [] : phaseSections('post', post)),
    section('requests', withoutRepeatedPolls(inOrder(requests))),
  ];
  return normalize(sections.join('\n'), main.outputs['execution-id']);
}

function phaseSections(name: string, phase: Phase): string[] {
  const end = phase.signal ?? (phase.code === null ? 'no end' : `exit code ${phase.code}`);
  const annotations = phase.annotations.map(({ level, message, title }) =>
    title === undefined ? `${level}: ${message}` : `${level} (${title}): ${message}`,
  );
  const outputs = Object.entries(phase.outputs).map(
    ([key, value]) => `${key}=${key === 'duration' && value !== '' ? '<n>' : value}`,
  );
  return [
    section(`${name}: ${phase.result}, ${end}`, [phase.log === '' ? '(nothing)' : phase.log]),
    section(`annotations of ${name}`, annotations),
    section(`outputs of ${name}`, outputs),
    section(`state of ${name}, names alone`, Object.keys(phase.state)),
    section(`summary of ${name}`, [phase.summary]),
  ].filter((text) => text !== '');
}

/** Empty when there is nothing to say; trailing blanks go, because editors take them away from golden files. */
function section(title: string, lines: readonly string[]): string {
  const text = lines
    .join('\n')
    .replaceAll(/[ \t]+$/gm, '')
    .trimEnd();
  return text === '' ? '' : `== ${title} ==\n${text}\n`;
}

/** What is read side by side before a start arrives in any order; here it stands in the order of its paths. */
function inOrder(requests: readonly RecordedRequest[]): readonly RecordedRequest[] {
  const isBefore = ({ path }: RecordedRequest): boolean =>
    /\/pipeline\/api\/(?:inputSets\/|pipeline\/execute\/stagesExecutionList$)/.test(path);
  const start = requests.findIndex((request) => !isBefore(request));
  const end = start < 0 ? requests.length : start;
  return [...requests.slice(0, end).toSorted((one, other) => (one.path < other.path ? -1 : 1)), ...requests.slice(end)];
}

/** Leaves out a poll that was already made since the last request that was none; a second start always shows. */
function withoutRepeatedPolls(requests: readonly RecordedRequest[]): string[] {
  const seen = new Set<string>();
  const texts: string[] = [];
  for (const request of requests) {
    const text = requestText(request);
    if (!isPoll(request)) seen.clear();
    else if (seen.has(text)) continue;
    seen.add(text);
    texts.push(text);
  }
  return texts;
}

/** Some of Harness's read requests are no GET: the list of executions, and all of FirstGen's GraphQL. */
function isPoll({ kind, method, body = '' }: RecordedRequest): boolean {
  return method === 'GET' || kind === 'list' || (kind === 'firstgen' && !body.includes('mutation'));
}

function requestText({ method, path, query = {}, body = '', status }: RecordedRequest): string {
  const parameters = Object.entries(query).map(
    ([name, value]) => `  ${name}=${[value].flat().join(',').replaceAll('\n', '\n    ')}`,
  );
  const lines = readable(body).split('\n').filter(Boolean);
  return [
    `${method} ${path} -> ${status ?? 'no answer'}`,
    ...parameters.toSorted(),
    ...lines.map((line) => `  | ${line}`),
  ].join('\n');
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Order matters: what is longer and more certain comes first. */
function normalize(text: string, executionId: string | undefined): string {
  const numbers = new Map<string, number>();
  const numbered = (id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `<id ${number}>`;
  };
  // Shorter ones are a test's own, and would be found everywhere.
  const isLong = executionId !== undefined && executionId.length >= 8;
  return (
    (isLong ? text.replaceAll(executionId, '<execution>') : text)
      .replaceAll(/(?:\/[\w.-]+)*\/run-harness-\w{6}(?=\/|\b)/g, '<home>')
      .replaceAll(/\b(127\.0\.0\.1|localhost):\d+/g, '$1:<port>')
      .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<uuid>')
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)/g, '<time>')
      .replaceAll(/\b(?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?= UTC)/g, '<time>')
      .replaceAll(/\b1[6-9]\d{11}\b/g, '<ms>')
      .replaceAll(/(?<=axisFormat )\S+/g, '<format>')
      .replaceAll(/(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z0-9])[A-Za-z0-9_-]{22}(?![\w-])/g, numbered)
      .replaceAll(/\b[0-9a-f]{8,}\b/g, '<hex>')
      .replaceAll(/("duration": ?)\d+/g, '$1<n>')
      .replaceAll(/\b\d+(?= requests?\b)/g, '<n>')
      .replaceAll(/(?<=^|\n) *(?:\d+h )?(?:\d+m )?\d+s\b/g, '<duration>')
      // Those that an author wrote, or is asked to write, stay: '10ms', such as 90s.
      .replaceAll(
        /(?<!'|such as )\b(?:\d+h[ \u00A0]\d+m|(?:\d+h[ \u00A0])?(?:\d+m[ \u00A0])?\d+(?:\.\d+)?s|\d+ ?ms)\b/g,
        '<duration>',
      )
  );
}

/**
 * Compares with `__tests__/golden/NAME.txt` in the source tree; a name that has an ending of its own keeps it. With UPDATE_GOLDEN=1 in the environment it writes that
 * file instead; without, a missing file is a failure.
 */
export function expectGolden(name: string, text: string, root = ROOT): void {
  const file = `__tests__/golden/${/\.\w+$/.test(name) ? name : `${name}.txt`}`;
  const path = join(root, file);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  if (!existsSync(path)) throw new Error(`${file} does not exist. UPDATE_GOLDEN=1 writes it.`);
  try {
    expect(text).toBe(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${file} differs. UPDATE_GOLDEN=1 rewrites it.\n\n${(error as Error).message}`, { cause: error });
  }
}
