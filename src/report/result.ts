/** The outputs `result` and `variables`, and the file that holds both uncut. Pure: who writes them is elsewhere. */
import { oneLine } from '../base/text.ts';
import type { Diagnosis, Variable } from '../diagnosis/diagnosis.ts';
import { type Reported, type Result, resultOf } from './execution-result.ts';

/** The JSON of the outputs. */
interface FittedResults {
  /** At most 30,000 bytes each. */
  readonly result: string;
  readonly variables: string;
  /** What `result-file` holds: `{"result", "variables"}`, uncut. */
  readonly uncut: string;
  /** One sentence when something was left out. */
  readonly warning?: string | undefined;
}

/** An environment variable on Windows holds 32,766 characters. */
const MAX_BYTES = 30_000;

/** @returns the outputs by the contract's size rule: bare duplicates go first, then the longest values. */
export function fitResults(
  report: Reported,
  diagnosis: Pick<Diagnosis, 'failures' | 'decisions' | 'variables'>,
  most = MAX_BYTES,
): FittedResults {
  const uncut = resultOf(report, diagnosis);
  const members = membersOf(diagnosis.variables);
  const variables = fitMembers(members, most);
  const isCut = bytesOf(JSON.stringify(uncut)) > most || variables.isCut;
  const result = isCut ? fitResult({ ...uncut, truncated: true }, most) : JSON.stringify(uncut);
  return {
    result,
    variables: variables.json,
    uncut: `{"result":${JSON.stringify(uncut)},"variables":${jsonOf(members)}}`,
    ...(isCut
      ? {
          warning: `The outputs result and variables hold at most ${most.toLocaleString('en-US')} bytes each, so they are incomplete. The file that result-file names is complete.`,
        }
      : {}),
  };
}

/** One `"key":value` of the output `variables`. */
interface Member {
  readonly json: string;
  readonly isBare: boolean;
}

/** @returns each variable under its path, then those whose name is unique under their bare name too. */
function membersOf(variables: readonly Variable[]): Member[] {
  const paths = new Set(variables.map(({ path }) => path));
  const times = new Map<string, number>();
  for (const { name } of variables) {
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  // Built as text: an object would lose `__proto__` and reorder names that are numbers.
  const member = (key: string, { value }: Variable, isBare: boolean): Member => ({
    json: `${JSON.stringify(key)}:${written(value)}`,
    isBare,
  });
  return [
    ...variables.map((variable) => member(variable.path, variable, false)),
    ...variables
      .filter(({ name }) => times.get(name) === 1 && !paths.has(name))
      .map((variable) => member(variable.name, variable, true)),
  ];
}

/** Harness's values are texts. What is nested deeper than the stack goes is none, and must not end the step. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value ?? null);
  } catch {
    return 'null';
  }
}

function jsonOf(members: readonly Member[]): string {
  return `{${members.map(({ json }) => json).join(',')}}`;
}

/** A value goes with its name: half of one would be taken for all of it. */
function fitMembers(members: readonly Member[], most: number): { readonly json: string; readonly isCut: boolean } {
  const sizes = new Map(members.map((member) => [member, bytesOf(member.json) + 1]));
  const sizeOf = (member: Member): number => sizes.get(member) ?? 0;
  let left = 2 + members.reduce((sum, member) => sum + sizeOf(member), 0) - Math.min(1, members.length);
  const gone = new Set<Member>();
  const order = members.toSorted(
    (one, other) => Number(other.isBare) - Number(one.isBare) || sizeOf(other) - sizeOf(one),
  );
  for (const member of order) {
    if (left <= most) {
      break;
    }
    gone.add(member);
    left -= sizeOf(member);
  }
  return { json: jsonOf(members.filter((member) => !gone.has(member))), isCut: gone.size > 0 };
}

/** Characters that every text keeps: enough for identifiers and for links. */
const KEPT = 400;
const LISTS = ['stages', 'failures', 'services', 'environments', 'artifacts'] as const;

/** Shortens the longest texts as far as it must, and then leaves out the last members of the longest lists. */
function fitResult(result: Result, most: number): string {
  const shortened = (characters: number): string =>
    JSON.stringify(result, (_key, value: unknown) =>
      typeof value === 'string' && value.length > characters ? oneLine(value, characters) : value,
    );
  const fits = (characters: number): boolean => bytesOf(shortened(characters)) <= most;
  if (!fits(KEPT)) {
    return fitLists(result, most);
  }
  let [good, bad] = [KEPT, most + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    [good, bad] = fits(middle) ? [middle, bad] : [good, middle];
  }
  return shortened(good);
}

function fitLists(result: Result, most: number): string {
  const json = (value: unknown): string =>
    JSON.stringify(value, (_key, text: unknown) => (typeof text === 'string' ? oneLine(text, KEPT) : text));
  const lists = LISTS.map((name) => {
    const sizes = result[name].map((member) => bytesOf(json(member)) + 1);
    return { name, sizes, total: sizes.reduce((sum, size) => sum + size, 0) };
  });
  let left = bytesOf(json(result));
  while (left > most) {
    const [longest] = lists.toSorted((one, other) => other.total - one.total);
    const size = longest?.sizes.pop();
    if (longest === undefined || size === undefined) {
      break;
    }
    longest.total -= size;
    left -= size;
  }
  return json({
    ...result,
    ...Object.fromEntries(lists.map(({ name, sizes }) => [name, result[name].slice(0, sizes.length)])),
  });
}

function bytesOf(json: string): number {
  return Buffer.byteLength(json);
}
