/**
 * The line by which this program knows its own executions again: the first line of the notes that Harness keeps with each.
 * Harness has no idempotency key; after a lost answer this line is the only way to tell whether the start arrived.
 */
import { createHash, randomBytes } from 'node:crypto';

/** Who started an execution, and what was asked for. */
export interface Marker {
  readonly repository: string;
  readonly run: string;
  readonly attempt: string;
  readonly job: string;
  readonly step: string;
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
  'step',
  'leg',
  'digest',
  'nonce',
] as const satisfies readonly (keyof Marker)[];

/** @returns 16 hexadecimal digits that were never there before. */
export function newNonce(): string {
  return randomBytes(8).toString('hex');
}

/** @returns 32 hexadecimal digits that stand for the parts, in their order. */
export function digestOf(parts: readonly (string | readonly string[])[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** @returns the marker as one line of plain ASCII. */
export function writeMarker(marker: Marker): string {
  // A value longer than GitHub's own limits is cut: both sides cut alike, so that it still agrees with itself.
  const value = (key: keyof Marker): string => encodeURIComponent(Buffer.from(marker[key]).toString()).slice(0, 120);
  return [NAME, ...KEYS.map((key) => `${key}=${value(key)}`)].join(' ');
}

/** Characters of notes that are sent at the most: they travel in the address of the request. */
const MOST_NOTES = 1000;

/** @returns the notes to start with: the marker's line, then what the author wants to say. */
export function notesWith(marker: string, notes: string): string {
  return `${marker}\n${notes}`.slice(0, MOST_NOTES).trimEnd();
}

/** @returns the first line of the notes when it is a marker of this program, else undefined. */
export function markerIn(notes: string): string | undefined {
  const line = /^[^\r\n]*/.exec(notes.trimStart())?.[0].trim() ?? '';
  return line.startsWith(`${NAME} `) ? line : undefined;
}

/** Whether two markers are of one job of one run, and asked for the same: they differ in attempt and nonce at the most. */
export function isSameJob(one: string, other: string): boolean {
  return withoutParts(one, ['attempt', 'nonce']) === withoutParts(other, ['attempt', 'nonce']);
}

/** @returns the attempt that a marker names; 0 when it names none. */
export function attemptOf(marker: string): number {
  return Number(/ attempt=(\d{1,9})(?: |$)/.exec(marker)?.[1] ?? 0);
}

/** Whether the marker bears this random part, which no two starts share. */
export function isOfNonce(marker: string, nonce: string): boolean {
  return marker.split(' ').includes(`nonce=${nonce}`);
}

function withoutParts(marker: string, keys: readonly (keyof Marker)[]): string {
  return marker
    .split(' ')
    .filter((part) => !keys.some((key) => part.startsWith(`${key}=`)))
    .join(' ');
}
