/**
 * The line by which this action recognizes its own executions: the first line of the notes that Harness keeps with each.
 * Harness has no idempotency key; after a lost answer this line is the only way to know whether the start arrived.
 */
import { createHash, randomBytes } from 'node:crypto';

/** Who started an execution, and what was asked for. */
interface Marker {
  readonly repository: string;
  readonly run: string;
  readonly attempt: string;
  readonly job: string;
  /** What names the job within the run's orchestration; it distinguishes calls of a reusable workflow. Empty where the runner does not say. */
  readonly orchestration: string;
  readonly step: string;
  /** The author's own word for this use; empty for none. */
  readonly label: string;
  /** Which of how many jobs of a matrix: `0/1`. */
  readonly leg: string;
  /** Digest of everything that the start asks for. */
  readonly digest: string;
  /** Random, so that no two starts share a marker. */
  readonly nonce: string;
}

const NAME = 'run-harness-pipeline/1';
const KEYS = [
  'repository',
  'run',
  'attempt',
  'job',
  'orchestration',
  'step',
  'label',
  'leg',
  'digest',
  'nonce',
] as const satisfies readonly (keyof Marker)[];
/** Left out when empty, so that a marker without them is as short as it can be. */
const OPTIONAL: readonly string[] = ['orchestration', 'label'] satisfies readonly (keyof Marker)[];
/** Encoded characters of one value. */
const MAX_VALUE = 90;

/** @returns 16 hexadecimal digits that were never there before. */
export function newNonce(): string {
  return randomBytes(8).toString('hex');
}

/** @returns a digest of the parts in their order: 32 hexadecimal digits. */
export function digestOf(parts: readonly (string | readonly string[])[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** @returns the marker as one line of plain ASCII. */
export function writeMarker(marker: Marker): string {
  const keys = KEYS.filter((key) => marker[key] !== '' || !OPTIONAL.includes(key));
  return [NAME, ...keys.map((key) => `${key}=${shortened(marker[key])}`)].join(' ');
}

/** What is too long is cut and ends in its digest: it still agrees with itself, and with nothing else that begins alike. */
function shortened(value: string): string {
  const encoded = encodeURIComponent(Buffer.from(value).toString());
  return encoded.length <= MAX_VALUE
    ? encoded
    : `${encoded.slice(0, MAX_VALUE - 17)}~${digestOf([value]).slice(0, 16)}`;
}

/** Characters of notes: they travel in the address of the request. */
export const MAX_NOTES = 1000;

/** @returns the notes to start with: the marker's line, then what the author wants to say. */
export function notesWith(marker: string, notes: string): string {
  return `${marker}\n${notes}`.slice(0, MAX_NOTES).trimEnd();
}

/** @returns the first line of the notes when it is a marker of this program, else undefined. */
export function markerIn(notes: string): string | undefined {
  const line = /^[^\r\n]*/.exec(notes.trimStart())?.[0].trim() ?? '';
  return line.startsWith(`${NAME} `) ? line : undefined;
}

/**
 * Whether two markers are of one use of the action in one run, and asked for the same: they differ in attempt and nonce at the
 * most. The orchestration counts only where both have it: a runner update between two attempts may bring it.
 */
export function isSameUse(one: string, other: string): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)];
  const free = [
    'attempt',
    'nonce',
    ...(parts.has('orchestration') && others.has('orchestration') ? [] : ['orchestration']),
  ];
  const names = new Set([...parts.keys(), ...others.keys()]);
  return [...names].every((name) => free.includes(name) || parts.get(name) === others.get(name));
}

/** Whether two markers are of one workflow run, whatever its attempt, job or step. */
export function isSameRun(one: string, other: string): boolean {
  return isSameRepository(one, other) && partsOf(one).get('run') === partsOf(other).get('run');
}

/** Whether two markers are of one repository. A missing name agrees with nothing. */
export function isSameRepository(one: string, other: string): boolean {
  const repository = partsOf(one).get('repository') ?? '';
  return repository !== '' && repository === partsOf(other).get('repository');
}

/** @returns the attempt that a marker names; 0 when it names none. */
export function attemptOf(marker: string): number {
  return Number(/^\d{1,9}$/.exec(partsOf(marker).get('attempt') ?? '')?.[0] ?? 0);
}

/** Whether the marker has this random part, which no two starts share. */
export function isOfNonce(marker: string, nonce: string): boolean {
  return partsOf(marker).get('nonce') === nonce;
}

/** The values as they are written, by their names; the program's own name and version under the empty one. */
function partsOf(marker: string): ReadonlyMap<string, string> {
  return new Map(
    marker.split(' ').map((part) => {
      const [name = '', ...value] = part.split('=');
      return value.length === 0 ? ['', part] : [name, value.join('=')];
    }),
  );
}
