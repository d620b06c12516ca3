/** A Harness in memory that lives in fake time: executions that play, notes, and a fault for any request. */
import type { Bounds } from '../../../src/base/clock.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import type { Call, Http, HttpOptions } from '../../../src/harness/http.ts';
import type { RequestFailure } from '../../../src/harness/request-failure.ts';
import { isFinal, phaseOf } from '../../../src/harness/status.ts';
import type { FakeClock } from '../job/clock.ts';

/** What a request is about; `history` is a list of executions that ended in one way. */
export type Kind =
  'template' | 'start' | 'retry' | 'read' | 'list' | 'history' | 'notes' | 'abort' | 'validate' | 'graph' | 'other';

/** What goes wrong with a request; the names are what a person would call it, not what the program under test does. */
export type FaultKind =
  | 'refused' // connection refused
  | 'reset' // the connection breaks without an answer
  | 'stall' // no answer within any limit
  | 'limited' // 429
  | 'limited-400' // TOO_MANY_REQUESTS in a 400
  | 'bad-request' // 400 with Harness's error
  | 'conflict' // 409
  | 'unprocessable' // 422
  | 'unauthorized' // 401
  | 'forbidden' // 403
  | 'not-found' // 404
  | 'timeout' // 408
  | 'unavailable' // 503
  | 'page' // HTML
  | 'half' // a cut answer
  | 'error-in-200'
  | 'refusal-in-200' // whose code says what is the matter
  | 'empty' // a 200 that holds nothing
  | 'another' // a 200 about an execution that was not requested, and that has succeeded
  | 'redirect'
  | 'untrusted'; // certificate

/** A fault of one request. */
export interface Fault {
  readonly is?: FaultKind;
  /**
   * ms after which Harness acts anyway; never when missing. Means nothing where Harness cannot have acted:
   * refused, limited, a refusal.
   */
  readonly actsAfter?: number;
  /** ms until the answer comes; the harness's latency unless given. */
  readonly takes?: number;
  /** ms that the answer asks to wait. */
  readonly retryAfter?: number;
  /** A good answer with `X-RateLimit-Remaining: 0`, and ms until it resets. */
  readonly rest?: number;
}

/** An execution in Harness. */
export interface Play {
  readonly id: string;
  readonly pipeline: string;
  readonly notes: string;
  /** ms since 1970 */
  readonly startedAt: number;
  readonly score: Score;
  abortedAt?: number;
  /** Id of the execution that it retries. */
  readonly retryOf?: string;
}

/** How executions behave. Times are ms. */
export interface Score {
  /** `after` the start it has this status. */
  readonly beats: readonly { readonly after: number; readonly status: string }[];
  /** From an accepted abort to the end. */
  readonly abortTakes: number;
  /** Until the list shows it, its notes can be read, and it can be read itself. */
  readonly listedAfter: number;
  readonly notedAfter: number;
  readonly readableAfter: number;
  /** Identifiers of stages that are failed when the execution is. */
  readonly failedStages: readonly string[];
  readonly canRetry: boolean;
}

export const SUCCEEDS: Score = {
  beats: [
    { after: 0, status: 'Running' },
    { after: 60_000, status: 'Success' },
  ],
  abortTakes: 3000,
  listedAfter: 0,
  notedAfter: 0,
  readableAfter: 0,
  failedStages: [],
  canRetry: false,
};

/** One request, as it came in. */
export interface ReceivedRequest {
  readonly kind: Kind;
  /** ms since 1970 */
  readonly at: number;
  /** Who asked: each process has its name. */
  readonly by: string;
  readonly call: Call;
  /** ms */
  readonly limit: number;
  readonly fault: Fault | undefined;
  /** How many requests came before it, of all and of its kind. */
  readonly number: number;
  readonly ofKind: number;
  /** Whether a good answer arrived. */
  isAnswered: boolean;
}

export interface HarnessOptions {
  readonly clock: FakeClock;
  readonly score?: Partial<Score>;
  /** ms that a good answer takes; Harness acts at half-time. */
  readonly latency?: number;
  readonly fault?: (request: Omit<ReceivedRequest, 'fault' | 'isAnswered'>) => Fault | undefined;
  /** SeenAnswer each request before anything happens to it. */
  readonly onRequest?: (request: ReceivedRequest) => void;
  /** Called with each execution whose state or marker an answer has shown. */
  readonly onAnswer?: (answer: SeenAnswer) => void;
  /** Whether the list says which executions have notes. */
  readonly saysNotes?: boolean;
}

/** An answer that arrived and reported something of an execution. */
export interface SeenAnswer {
  readonly by: string;
  /** ms since 1970 */
  readonly at: number;
  readonly kind: Kind;
  readonly play: Play;
  readonly status: string;
}

/** Harness. */
export interface FakeHarness {
  /** In the order in which they were started. */
  readonly plays: readonly Play[];
  readonly requests: readonly ReceivedRequest[];
  /** Adds an execution that something else has started. */
  add(play: Partial<Omit<Play, 'score'>> & { readonly score?: Partial<Score> }): Play;
  statusOf(play: Play): string;
  /** Opens a line for one process; `isAlive` says whether it was killed: then nothing comes back to it. */
  open(by: string, isAlive?: () => boolean): (options: HttpOptions) => Http;
}

const ACCOUNTED = '/pipeline/api/pipeline/execute/';
const EXECUTIONS = '/pipeline/api/pipelines/execution/';

/** Opens a Harness without executions. */
export function openFakeHarness(options: HarnessOptions): FakeHarness {
  const { clock, latency = 200 } = options;
  const plays: Play[] = [];
  const requests: ReceivedRequest[] = [];
  const counts = new Map<Kind, number>();

  const statusOf = ({ score, startedAt, abortedAt }: Play, now = clock.now()): string => {
    const played = (at: number): string => score.beats.findLast(({ after }) => startedAt + after <= at)?.status ?? '';
    if (abortedAt === undefined || abortedAt > now) {
      return played(now);
    }
    const before = played(abortedAt);
    return isFinal(phaseOf(before)) ? before : now < abortedAt + score.abortTakes ? 'Discontinuing' : 'Aborted';
  };

  const endOf = ({ score, startedAt, abortedAt }: Play): number =>
    abortedAt === undefined ? startedAt + (score.beats.at(-1)?.after ?? 0) : abortedAt + score.abortTakes;

  const add: FakeHarness['add'] = ({ score, ...play }) => {
    const added: Play = {
      id: `execution-${plays.length + 1}`,
      pipeline: 'deploy_prod',
      notes: '',
      startedAt: clock.now(),
      ...play,
      score: { ...SUCCEEDS, ...options.score, ...score },
    };
    plays.push(added);
    return added;
  };

  const summaryOf = (play: Play): Readonly<Record<string, unknown>> => {
    const status = statusOf(play);
    const has = play.notes !== '' && clock.now() >= play.startedAt + play.score.notedAfter;
    const isOver = isFinal(phaseOf(status));
    const failed = status === 'Failed' ? play.score.failedStages : [];
    return {
      planExecutionId: play.id,
      pipelineIdentifier: play.pipeline,
      name: play.pipeline,
      status,
      runSequence: plays.indexOf(play) + 1,
      startTs: play.startedAt,
      ...(isOver ? { endTs: endOf(play) } : {}),
      canRetry: play.score.canRetry,
      layoutNodeMap: Object.fromEntries(failed.map((id) => [id, { nodeIdentifier: id, status: 'Failed' }])),
      ...(options.saysNotes === true ? { notesExistForPlanExecutionId: has } : {}),
    };
  };

  /** @returns what Harness does and says, called at the moment at which it acts. */
  const serve = (kind: Kind, call: Call, by: string): (() => Served) => {
    const param = (name: string): string => String(call.query?.[name] ?? '');
    const last = decodeURIComponent(
      call.path
        .replace(/\/notes$/, '')
        .split('/')
        .at(-1) ?? '',
    );
    const known = (): Play => {
      const play = plays.find(({ id }) => id === last);
      if (play === undefined || clock.now() < play.startedAt + play.score.readableAfter) {
        throw refusal(call, { status: 404, code: 'ENTITY_NOT_FOUND', detail: 'Plan Execution not found' });
      }
      return play;
    };
    const onArrival = (play: Play): (() => void) => {
      const status = statusOf(play);
      return () => options.onAnswer?.({ by, kind, play, status, at: clock.now() });
    };
    switch (kind) {
      case 'start':
      case 'retry':
        return () => {
          const pipeline = kind === 'retry' ? last : (call.path.slice(ACCOUNTED.length).split('/')[0] ?? '');
          const retryOf = kind === 'retry' ? { retryOf: param('planExecutionId') } : {};
          const play = add({ pipeline, notes: param('notesForPipelineExecution'), ...retryOf });
          const planExecution = { uuid: play.id, status: 'RUNNING', startTs: play.startedAt };
          return { answer: { status: 'SUCCESS', data: { planExecution } }, arrives: onArrival(play) };
        };
      case 'read':
      case 'graph':
        return () => {
          const play = known();
          return {
            answer: { status: 'SUCCESS', data: { pipelineExecutionSummary: summaryOf(play) } },
            arrives: onArrival(play),
          };
        };
      case 'list':
      case 'history':
        return () => {
          const size = Number(param('size'));
          const content = plays
            .filter(({ pipeline }) => param('pipelineIdentifier') === pipeline)
            .filter((play) => kind === 'list' || [call.query?.['status']].flat().includes(statusOf(play)))
            .filter(({ startedAt, score }) => startedAt + score.listedAfter <= clock.now())
            .toSorted((one, other) => other.startedAt - one.startedAt || plays.indexOf(other) - plays.indexOf(one))
            .slice(Number(param('page')) * size, (Number(param('page')) + 1) * size);
          return { answer: { status: 'SUCCESS', data: { content: content.map(summaryOf) } } };
        };
      case 'notes':
        return () => {
          const play = known();
          const notes = clock.now() >= play.startedAt + play.score.notedAfter ? play.notes : '';
          return {
            answer: { status: 'SUCCESS', data: { notes } },
            ...(notes === '' ? {} : { arrives: onArrival(play) }),
          };
        };
      case 'abort':
        return () => {
          const play = known();
          if (isFinal(phaseOf(statusOf(play)))) {
            throw refusal(call, {
              status: 400,
              code: 'INVALID_REQUEST',
              detail: 'Invalid request: Execution is already finished',
            });
          }
          if (play.abortedAt !== undefined) {
            throw refusal(call, {
              status: 400,
              code: 'ABORT_ALL_ALREADY_NG',
              detail: 'Execution abort is already under progress.',
            });
          }
          play.abortedAt = clock.now();
          return { answer: { status: 'SUCCESS', data: { planExecutionId: play.id } } };
        };
      case 'template':
      case 'validate':
      case 'other':
        return () => ({ answer: { status: 'SUCCESS', data: {} } });
    }
  };

  const send = async (call: Call, bounds: Bounds, line: Client): Promise<unknown> => {
    const { by, isAlive, onExchange } = line;
    if (!isAlive()) {
      return NEVER;
    }
    const kind = kindOf(call);
    const ofKind = counts.get(kind) ?? 0;
    counts.set(kind, ofKind + 1);
    const bare = { kind, at: clock.now(), by, call, limit: bounds.limit, number: requests.length, ofKind };
    const fault = options.fault?.(bare);
    const request: ReceivedRequest = { ...bare, fault, isAnswered: false };
    requests.push(request);
    options.onRequest?.(request);
    const from = clock.now();
    const pass = async (ms: number): Promise<void> => {
      const left = bounds.limit - (clock.now() - from);
      await clock.sleep(Math.min(ms, left), bounds.signal);
      if (!isAlive()) {
        await NEVER;
      }
      if (bounds.signal.aborted) {
        throw failure(call, { kind: 'lost', code: 'ABORT_ERR', detail: 'aborted' });
      }
      if (ms >= left) {
        throw failure(call, { kind: 'lost', code: 'TIMEOUT', detail: 'no complete response in time' });
      }
    };
    // Harness acts whether or not the client still waits for the response.
    const work = serve(kind, call, by);
    let served: Served | HarnessError | undefined;
    const acts = canAct(fault?.is)
      ? (fault?.actsAfter ?? (fault?.is === undefined ? latency / 2 : undefined))
      : undefined;
    if (acts !== undefined) {
      clock.after(acts, () => {
        try {
          served = work();
        } catch (error) {
          if (!(error instanceof HarnessError)) {
            throw error;
          }
          served = error;
        }
      });
    }
    let outcome = '200';
    try {
      if (fault?.is === 'stall') {
        await pass(Infinity);
      }
      await pass(Math.max(fault?.takes ?? latency, fault?.is === undefined ? (acts ?? 0) : 0));
      if (fault?.is === 'empty' || fault?.is === 'another') {
        return ANSWERS[fault.is];
      }
      if (fault?.is !== undefined) {
        throw failure(call, { ...FAILURES[fault.is], retryAfter: fault.retryAfter });
      }
      if (served === undefined || served instanceof HarnessError) {
        throw served ?? new Error('a good answer without an act');
      }
      served.arrives?.();
      request.isAnswered = true;
      return served.answer;
    } catch (error) {
      outcome = error instanceof HarnessError ? String(error.failure.status ?? error.failure.code ?? error.kind) : '?';
      throw error;
    } finally {
      onExchange({ method: call.method, path: call.path, outcome, ms: clock.now() - from, backOff: fault?.rest });
    }
  };

  return {
    plays,
    requests,
    add,
    statusOf: (play) => statusOf(play),
    open:
      (by, isAlive = () => true) =>
      ({ origin, onExchange }) => ({
        origin,
        send: (call, bounds) => send(call, bounds, { by, isAlive, onExchange }),
        preconnect: () => undefined,
        openAhead: () => undefined,
        withoutKey: (text) => text,
      }),
  };
}

const NEVER = new Promise<never>(() => undefined);

interface Client {
  readonly by: string;
  readonly isAlive: () => boolean;
  readonly onExchange: HttpOptions['onExchange'];
}

interface Served {
  readonly answer: unknown;
  /** Called when the answer has come through whole. */
  readonly arrives?: () => void;
}

/** Answers that look good, and are not what was asked for. */
const ANSWERS = {
  empty: {},
  another: { status: 'SUCCESS', data: { pipelineExecutionSummary: { planExecutionId: 'another', status: 'Success' } } },
};

/** Each fault as the HTTP client reports it. */
const FAILURES: Readonly<Record<FaultKind, Pick<RequestFailure, 'kind' | 'status' | 'code' | 'detail'>>> = {
  refused: { kind: 'unsent', code: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' },
  reset: { kind: 'lost', code: 'ECONNRESET', detail: 'socket hang up' },
  stall: { kind: 'lost', code: 'TIMEOUT', detail: 'no complete response in time' },
  limited: { kind: 'limited', status: 429, detail: '' },
  'limited-400': { kind: 'limited', status: 400, code: 'TOO_MANY_REQUESTS', detail: 'Too many requests' },
  'bad-request': { kind: 'refused', status: 400, code: 'INVALID_REQUEST', detail: 'Invalid request' },
  conflict: { kind: 'refused', status: 409, code: 'CONFLICT', detail: 'Conflict' },
  unprocessable: { kind: 'refused', status: 422, code: 'UNPROCESSABLE', detail: 'Unprocessable' },
  unauthorized: { kind: 'refused', status: 401, code: 'INVALID_TOKEN', detail: 'Token is not valid.' },
  forbidden: { kind: 'refused', status: 403, code: 'NG_ACCESS_DENIED', detail: 'Missing permission' },
  'not-found': { kind: 'refused', status: 404, code: 'ENTITY_NOT_FOUND', detail: 'not found' },
  timeout: { kind: 'unavailable', status: 408, detail: '' },
  unavailable: { kind: 'unavailable', status: 503, detail: '' },
  page: { kind: 'unexpected', status: 200, detail: 'a page titled Sign in' },
  half: { kind: 'unexpected', status: 200, detail: '{"data":' },
  'error-in-200': { kind: 'unexpected', status: 200, code: 'UNKNOWN_ERROR', detail: 'Oops' },
  'refusal-in-200': { kind: 'refused', status: 200, code: 'NG_ACCESS_DENIED', detail: 'Missing permission' },
  empty: { kind: 'unexpected', status: 200, detail: '{}' },
  another: { kind: 'unexpected', status: 200, detail: '{}' },
  redirect: { kind: 'redirect', status: 302, detail: 'The redirect points to login.example.' },
  untrusted: { kind: 'untrusted', code: 'SELF_SIGNED_CERT_IN_CHAIN', detail: 'self-signed certificate' },
};

/** Every fault kind. */
export const FAULT_KINDS = Object.keys(FAILURES) as readonly FaultKind[];

/** Whether Harness can have acted on a request that ended so. */
function canAct(is: FaultKind | undefined): boolean {
  const { kind, status = 0 } = is === undefined ? { kind: 'lost' } : FAILURES[is];
  return !['unsent', 'untrusted', 'limited'].includes(kind) && (kind !== 'refused' || status < 400);
}

/** @returns the error with which the HTTP client reports such a fault. */
export function requestError(is: FaultKind, more: Partial<RequestFailure> = {}): HarnessError {
  return new HarnessError({ purpose: 'do something', origin: 'https://app.harness.io', ...FAILURES[is], ...more });
}

function failure(call: Call, facts: Omit<RequestFailure, 'purpose' | 'origin'>): HarnessError {
  return new HarnessError({ purpose: call.purpose, origin: 'https://app.harness.io', ...facts });
}

function refusal(call: Call, facts: Pick<RequestFailure, 'status' | 'code' | 'detail'>): HarnessError {
  return failure(call, { kind: 'refused', ...facts });
}

function kindOf({ method, path, query }: Call): Kind {
  if (path.startsWith(`${ACCOUNTED}interrupt/`)) {
    return 'abort';
  }
  if (path.startsWith(`${ACCOUNTED}retry/`)) {
    return 'retry';
  }
  if (path.startsWith(ACCOUNTED) && method === 'POST') {
    return 'start';
  }
  if (path === `${EXECUTIONS}summary`) {
    return Array.isArray(query?.['status']) && query['status'].length > 0 ? 'history' : 'list';
  }
  if (path.endsWith('/notes')) {
    return 'notes';
  }
  if (path.startsWith(`${EXECUTIONS}v2/`)) {
    return query?.['renderFullBottomGraph'] === undefined ? 'read' : 'graph';
  }
  return path.endsWith('/inputSets/template') ? 'template' : path.endsWith('/token/validate') ? 'validate' : 'other';
}
