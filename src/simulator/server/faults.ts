/** Faults that tests set: what goes wrong, and with which requests. */
import type { RequestKind } from './call.ts';

/** A request as the simulator saw it, in the order of arrival. */
export interface RecordedRequest {
  readonly kind: RequestKind;
  readonly method: string;
  /** As sent, with the `/gateway` prefix if it had one, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Wall ms since the simulator started. */
  readonly at: number;
  /** Whether the simulator did what was asked; false for what a fault or the rate limit stopped before. */
  readonly acted: boolean;
  /** HTTP status that was sent, undefined when none was. */
  readonly status: number | undefined;
}

/** What goes wrong. */
export type FaultEffect =
  /** This request is answered as it should be; then every socket is closed and new connections are refused for a while. */
  | { readonly kind: 'refuse'; readonly forMs: number }
  /** The connection is reset instead of an answer. */
  | { readonly kind: 'reset' }
  /** Headers and the first half of the body, then the connection is closed. */
  | { readonly kind: 'half' }
  /** No answer, ever; or headers and then nothing. */
  | { readonly kind: 'stall'; readonly headers?: boolean }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Harness's error envelope (default), its envelope for bad requests, a gateway's page, plain text, or nothing. */
      readonly as?: 'harness' | 'failure' | 'html' | 'text' | 'empty';
      readonly code?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 429 as Cloud Armor sends it, as a page; with `Retry-After` only when seconds are given. */
  | { readonly kind: 'too-many'; readonly retryAfter?: number; readonly as?: 'seconds' | 'date' }
  /** A login page in a 200. */
  | { readonly kind: 'html' }
  /** A 200 whose body is not the object that belongs there. */
  | { readonly kind: 'not-object'; readonly body: '[]' | 'null' | '"text"' | '17' | '{"status":"SUCC' | '' }
  | { readonly kind: 'error-in-200'; readonly code?: string; readonly message?: string }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** The true answer, late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The true answer with more headers. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  /** Another body in a 200: as given, or made of the true one (JSON, parsed). */
  | { readonly kind: 'replace'; readonly body: string | ((truth: unknown) => unknown) };

/** Which requests a fault applies to. Occurrences count from the moment the fault is set. */
export interface Fault {
  readonly on: RequestKind | 'any';
  readonly where?: (request: RecordedRequest) => boolean;
  /** First occurrence that it applies to, 1 when absent. */
  readonly from?: number;
  /** How many it applies to, 1 when absent; `Infinity` for all from there on. */
  readonly times?: number;
  /** Every how many, 1 when absent. */
  readonly every?: number;
  /** Whether the simulator does what was asked before things go wrong; absent: only for `refuse`, `half`, `slow`, `headers` and `replace`. */
  readonly acts?: boolean;
  readonly do: FaultEffect;
}

/** The faults that are set. `next` says which of them, if any, applies to a request, and counts it. */
export interface Faults {
  readonly add: (fault: Fault) => void;
  readonly next: (request: RecordedRequest) => Fault | undefined;
}

/** No faults yet. */
export function noFaults(): Faults {
  const set: { readonly fault: Fault; seen: number }[] = [];
  return {
    add: (fault) => void set.push({ fault, seen: 0 }),
    next: (request) => {
      const matching = set.filter(
        ({ fault }) => (fault.on === 'any' || fault.on === request.kind) && (fault.where?.(request) ?? true),
      );
      const due = matching.find(({ fault, seen }) => isDue(fault, seen + 1));
      for (const each of matching) {
        each.seen += 1;
      }
      return due?.fault;
    },
  };
}

function isDue({ from = 1, times = 1, every = 1 }: Fault, occurrence: number): boolean {
  const past = occurrence - from;
  return past >= 0 && past % every === 0 && past / every < times;
}

/** Whether the simulator does what was asked before this fault strikes. */
export function actsBefore(fault: Fault): boolean {
  return fault.acts ?? ['refuse', 'half', 'slow', 'headers', 'replace'].includes(fault.do.kind);
}

/** Whether an HTTP status is sent at all. */
export function isAnswered(effect: FaultEffect): boolean {
  return effect.kind === 'stall' ? (effect.headers ?? false) : effect.kind !== 'reset';
}
