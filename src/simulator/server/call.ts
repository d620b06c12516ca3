/** A request, an endpoint, and everything that the simulator remembers. */
import type { IncomingHttpHeaders } from 'node:http';

import type { Execution } from '../plays/execution.ts';
import type { Pipeline } from '../plays/pipelines.ts';
import type { Play } from '../plays/play.ts';
import type { Answer } from './answer.ts';

/** What a request is about: the same path asked for different things is two kinds. */
export type RequestKind =
  | 'start'
  | 'read'
  | 'graph'
  | 'list'
  | 'interrupt'
  | 'notes'
  | 'template'
  | 'input-set'
  | 'merge'
  | 'stages-list'
  | 'validate'
  | 'approvals'
  | 'approval'
  | 'authorization'
  | 'approve'
  | 'pipeline'
  | 'pipelines'
  | 'rollback'
  | 'lock-holders'
  | 'log'
  | 'log-stream'
  | 'log-download'
  | 'webhook'
  | 'event'
  | 'retry'
  | 'retry-stages'
  | 'retry-history'
  | 'firstgen'
  | 'firstgen-abort'
  | 'inputset-v2'
  | 'other';

/** The account and the keys of one simulator. They are derived from its secret, so that no other key is accepted. */
export interface Keys {
  readonly account: string;
  /** A personal access token. */
  readonly apiKey: string;
  /** A service account token. */
  readonly sat: string;
}

/** What a webhook's call became. The trigger's identifier decides how it goes, see `webhookTriggers`. */
export interface WebhookEvent {
  readonly id: string;
  readonly at: number;
  readonly trigger: string;
  readonly pipeline: string;
  readonly payload: string;
  readonly org: string;
  readonly project: string;
  /** Wall ms after which its outcome is known; Infinity for never. */
  readonly afterMs: number;
  readonly executions: readonly Execution[];
}

/** Everything the simulator remembers. */
export interface World {
  readonly keys: Keys;
  /** `http://127.0.0.1:PORT`, for the links in answers. */
  url: string;
  readonly speed: number;
  /** The play of pipelines that are not named like a scenario. */
  readonly play: Play;
  /** In the order of their start, chained ones after their parent. */
  readonly executions: Execution[];
  /** Pipelines with runtime inputs, by identifier. */
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** Events of custom webhooks, by id. */
  readonly events: Map<string, WebhookEvent>;
  /** How often a log archive was asked for, by prefix. */
  readonly downloads: Map<string, number>;
}

/** One request, read to its end. */
export interface Call {
  readonly world: World;
  readonly method: string;
  /** Without the `/gateway` prefix, still encoded. */
  readonly path: string;
  readonly gateway: boolean;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Wall clock, epoch ms. */
  readonly now: number;
  /** Whose key it carries: a person's, a service account's, or none. */
  readonly principal: 'USER' | 'SERVICE_ACCOUNT' | undefined;
}

/** One endpoint. Path parameters arrive decoded, in the order of the pattern's groups. */
export interface Route {
  readonly kind: RequestKind | ((call: Call) => RequestKind);
  readonly method: string;
  readonly path: RegExp;
  /** What the query must name; `project` when absent. */
  readonly scope?: 'project' | 'account' | 'accountID' | 'accountId' | 'none';
  /** Answers without a key. */
  readonly open?: boolean;
  /** Lives under `/gateway` only. */
  readonly gateway?: boolean;
  readonly handle: (call: Call, ...params: readonly string[]) => Answer;
}
