/** The words of the fault matrix: what goes wrong, with which request, in which job, and how that ends. */
import type { Fault, FaultEffect, RequestKind } from '../../../src/simulator/simulator.ts';

/** How a cell ends. */
export interface End {
  readonly step: 'green' | 'red' | 'cancelled' | 'killed';
  /** The output `status`; a killed step may have none. */
  readonly status: string;
  /** How many executions the simulator has started for this job; with `approve`, how many decisions reached it. */
  readonly starts: number;
  readonly isAborted: boolean;
}

/** What goes wrong with one request. */
interface NamedFault {
  /** `refuse` closes the listener before the request instead of spoiling its answer. */
  readonly do: FaultEffect;
  /** Whether Harness does what was asked first; absent where that depends on the row. */
  readonly acts?: boolean;
}

const answer = (status: number, code: string): NamedFault => ({ do: { kind: 'status', status, code }, acts: false });

/** The faults by their names in the published table. */
export const FAULTS = {
  'connection refused': { do: { kind: 'refuse', forMs: 0 } },
  'reset before Harness acts': { do: { kind: 'reset' }, acts: false },
  'reset after Harness acted': { do: { kind: 'reset' }, acts: true },
  'half an answer': { do: { kind: 'half' } },
  'no answer': { do: { kind: 'stall' } },
  '429 with Retry-After': { do: { kind: 'too-many', retryAfter: 1 }, acts: false },
  '429 without': { do: { kind: 'too-many' }, acts: false },
  '400': answer(400, 'INVALID_REQUEST'),
  '401': answer(401, 'INVALID_TOKEN'),
  '403': answer(403, 'NG_ACCESS_DENIED'),
  '404': answer(404, 'ENTITY_NOT_FOUND'),
  '500': { do: { kind: 'status', status: 500 } },
  '503 as a page': { do: { kind: 'status', status: 503, as: 'html' } },
  'a login page': { do: { kind: 'html' } },
  'no object': { do: { kind: 'not-object', body: '[]' } },
  'status ERROR in a 200': { do: { kind: 'error-in-200' } },
  'a redirect': { do: { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' } },
} as const satisfies Readonly<Record<string, NamedFault>>;

export type FaultName = keyof typeof FAULTS;

/** How the job goes in which the request is made. */
export interface Scene {
  /** The root action unless said otherwise. */
  readonly action?: 'approve' | 'rollback';
  /** Plays the pipeline of that name since a minute ago; started by hand, or by a step of another run of this repository. */
  readonly runs?: { readonly pipeline: string; readonly by: 'hand' | 'another run' };
  readonly with: Readonly<Record<string, string>>;
  /** How many times faster than the wall; everything is over at the first poll unless stated otherwise. */
  readonly speed?: number;
  /** Faults that lead to the request. */
  readonly before?: readonly Fault[];
  /** The job was run before: the faults fall upon its second attempt. */
  readonly isRerun?: boolean;
  /** A failed execution of `red` stands in the list, to be retried. */
  readonly isRetry?: boolean;
  /** The job is cancelled, or main killed, once this has arrived; the faults fall upon what comes then. */
  readonly until?: { readonly arrived: RequestKind; readonly how: 'cancel' | 'kill' };
  /** Seconds within which main, and post where it has to act, have to be over. */
  readonly within?: number;
}

/** One row: one request of one scene, and every fault that falls upon it. */
export interface Row {
  readonly on: RequestKind;
  /** When the request is made, for the reader. */
  readonly when: string;
  readonly which: 'the first' | 'the second' | 'the last' | 'each';
  readonly scene: Scene;
  /** What comes before it, so that the listener can be closed in time: a request with its number, or nothing in this scene. */
  readonly follows?: { readonly kind: RequestKind; readonly number?: number } | 'nothing';
  /** About how many seconds a cell of this row takes, where it is not what its fault takes. */
  readonly takes?: number;
  /** Whether Harness does what was asked before a fault that leaves this open. */
  readonly acts?: boolean;
  /** Which faults end how. */
  readonly ends: readonly (readonly [End, readonly FaultName[]])[];
}

/** Faults that come between a question and its answer: whatever may be asked twice is asked again. */
export const PASSING = [
  ...(['connection refused', 'reset before Harness acts', 'reset after Harness acted', 'half an answer'] as const),
  ...(['no answer', '429 with Retry-After', '429 without', '500', '503 as a page', 'a login page'] as const),
  ...(['no object', 'status ERROR in a 200'] as const),
] satisfies FaultName[];
export const KEY = ['401', '403'] as const satisfies FaultName[];
export const ALL = [...PASSING, '400', ...KEY, '404', 'a redirect'] as const satisfies FaultName[];
/** Those after which it is unknown whether Harness acted. */
export const OPEN = [
  ...(['half an answer', 'no answer', '500', '503 as a page', 'a login page', 'no object'] as const),
  ...(['status ERROR in a 200', 'a redirect'] as const),
] satisfies FaultName[];

/** @returns how a cell ends in which nothing is aborted. */
export function end(step: End['step'], status: string, starts: number): End {
  return { step, status, starts, isAborted: false };
}

/** @returns the faults but for some. */
export function without(names: readonly FaultName[], ...left: readonly FaultName[]): FaultName[] {
  return names.filter((name) => !left.includes(name));
}
