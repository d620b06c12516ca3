/**
 * What main leaves for post: one JSON value in the step's state. Other steps cannot read it, but text that is printed
 * unescaped can write state; so post takes nothing from it that has not the right shape, and key and origin are one value
 * that cannot be changed apart.
 */
import { at, integer, isObject, text } from '../base/shape.ts';
import { type EngineName, ENGINES, type Scope } from '../harness/execution.ts';
import { isAccount, isExecutionId, isIdentifier } from '../harness/identifiers.ts';
import type { Application } from '../harness/links.ts';
import { isSafeOrigin } from '../harness/origin.ts';
import type { Following } from '../inputs/following.ts';

/** Name of the state. */
export const POST_STATE = 'postState';

/** What post must know when main can no longer say it. */
export interface PostState {
  /** 16 hexadecimal digits; names the folder that main and post share. */
  readonly nonce: string;
  readonly engine: EngineName;
  readonly key: string;
  /** Without organization and project in FirstGen. */
  readonly scope: Scope;
  /** Where FirstGen runs it; absent in NextGen. */
  readonly application?: Application | undefined;
  /** Empty until it is known, as of an execution that is known by its id alone. */
  readonly pipeline: string;
  /** First line of the notes; empty where no notes can be set. */
  readonly marker: string;
  /** Id of the webhook's event that starts it; empty until it is known, and where no webhook does. */
  readonly event: string;
  /** ms since 1970 at which the start was about to be sent. */
  readonly since: number;
  readonly onCancel: 'abort' | 'leave';
  /** Id of the execution; empty until it is known. */
  readonly execution: string;
  /** Whether something else started it. */
  readonly isStartedElsewhere?: boolean;
  /**
   * `unfinished`: main may have been interrupted. `done`: main has finished, with any verdict. `faulted`: a fault of this
   * program ended it, which is no cancel: what it started is left running.
   */
  readonly main: 'unfinished' | 'done' | 'faulted';
  /** Whether the shared folder held the file `unfinished` when this was written. */
  readonly hasFolder: boolean;
  /** Whether the inputs held values that must not stand where GitHub masks nothing. Post does not know them. */
  readonly redacts: boolean;
  readonly summary: boolean;
  readonly comment: 'never' | 'on-failure' | 'always';
  /** Number of the pull request that the author named; 0 for the event's own. */
  readonly pullRequest: number;
  readonly commitStatus: string;
  readonly githubToken: string;
  /** Tells this use apart in comments; empty for none. */
  readonly label: string;
  /** Which of how many jobs of a matrix: `0/1`. */
  readonly leg: string;
  /** The author's own limit in ms, for messages. */
  readonly timeout: number;
}

/** What the post state takes from an action's inputs. */
type PostStateInputs = Pick<PostState, 'key' | 'scope' | 'pipeline'> &
  Pick<
    Following,
    'onCancel' | 'summary' | 'comment' | 'pullRequest' | 'commitStatus' | 'githubToken' | 'label' | 'leg' | 'timeout'
  >;

/**
 * @param now ms since 1970
 * @returns the post state of a step that has started nothing yet.
 */
export function newPostState(
  inputs: PostStateInputs,
  { nonce, now }: { readonly nonce: string; readonly now: number },
): PostState {
  const { key, scope, pipeline, onCancel, summary, comment, commitStatus, githubToken, label, timeout } = inputs;
  return {
    nonce,
    engine: 'nextgen',
    key,
    scope,
    pipeline,
    marker: '',
    event: '',
    since: Math.round(now),
    onCancel,
    execution: '',
    main: 'unfinished',
    hasFolder: false,
    redacts: false,
    summary,
    comment,
    pullRequest: inputs.pullRequest ?? 0,
    commitStatus,
    githubToken,
    label,
    leg: `${inputs.leg.index}/${inputs.leg.total}`,
    timeout,
  };
}

/** @returns the post state as text. */
export function serializePostState(postState: PostState): string {
  return JSON.stringify(postState);
}

/** What changes after the start; nothing secret. */
const PATCHED = ['pipeline', 'event', 'execution', 'main'] as const satisfies readonly (keyof PostState)[];

/** @returns the changes as text, for a file beside the state: without key and token. */
export function serializePatch(postState: PostState): string {
  return JSON.stringify(Object.fromEntries(PATCHED.map((key) => [key, postState[key]])));
}

/** @returns the post state with the changes in the file, when both have the right shape; else as it is. */
export function applyPatch(postState: PostState, patch: string): PostState {
  let value: unknown;
  try {
    value = JSON.parse(patch);
  } catch {
    return postState;
  }
  const changes = isObject(value) ? Object.fromEntries(PATCHED.map((key) => [key, at(value, key)])) : {};
  return parsePostState(JSON.stringify({ ...postState, ...changes })) ?? postState;
}

/** @returns the post state; undefined when there is none, or when any part of it has not the shape that main gives it. */
export function parsePostState(state: string): PostState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(state);
  } catch {
    return undefined;
  }
  const string = (name: string): string | undefined => boundedText(at(value, name));
  const one = <const Words extends readonly string[]>(name: string, words: Words): Words[number] | undefined =>
    words.find((word) => word === string(name));
  const engine = one('engine', ENGINES);
  const postState = {
    nonce: accepted(string('nonce'), (nonce) => /^[0-9a-f]{16}$/.test(nonce)),
    engine,
    key: accepted(string('key'), (key) => /^[\x21-\x7E]*$/.test(key)),
    // FirstGen's have names, which are shown and nothing else.
    pipeline: accepted(string('pipeline'), (name) => engine === 'firstgen' || name === '' || isIdentifier(name)),
    marker: accepted(string('marker'), (marker) => /^[\x20-\x7E]*$/.test(marker)),
    event: accepted(string('event'), (event) => event === '' || isExecutionId(event)),
    since: integer(at(value, 'since')),
    onCancel: one('onCancel', ['abort', 'leave']),
    execution: accepted(string('execution'), (id) => id === '' || isExecutionId(id)),
    ...(at(value, 'isStartedElsewhere') === true ? { isStartedElsewhere: true } : {}),
    main: one('main', ['unfinished', 'done', 'faulted']),
    hasFolder: flag(at(value, 'hasFolder')),
    redacts: flag(at(value, 'redacts')),
    summary: flag(at(value, 'summary')),
    comment: one('comment', ['never', 'on-failure', 'always']),
    pullRequest: integer(at(value, 'pullRequest')),
    commitStatus: string('commitStatus'),
    githubToken: accepted(string('githubToken'), (token) => /^[\x21-\x7E]*$/.test(token)),
    label: string('label'),
    leg: accepted(string('leg'), (leg) => /^\d{1,6}\/\d{1,6}$/.test(leg)),
    timeout: integer(at(value, 'timeout')),
  };
  const place = engine === 'firstgen' ? readApplication(value) : readProject(value);
  return place !== undefined && isComplete(postState) ? { ...postState, ...place } : undefined;
}

function readProject(value: unknown): Pick<PostState, 'scope'> | undefined {
  const scope = {
    ...readAccount(value),
    org: accepted(text(at(value, 'scope', 'org')), isIdentifier),
    // Of an event it is not known before Harness has processed it.
    project: accepted(
      boundedText(at(value, 'scope', 'project')),
      (id) => isIdentifier(id) || (id === '' && hasEvent(value)),
    ),
  };
  return isComplete(scope) ? { scope } : undefined;
}

function hasEvent(value: unknown): boolean {
  return text(at(value, 'event')) !== undefined && at(value, 'execution') === '';
}

function readApplication(value: unknown): Pick<PostState, 'scope' | 'application'> | undefined {
  const scope = { ...readAccount(value), org: '', project: '' };
  const application = {
    id: accepted(boundedText(at(value, 'application', 'id')), (id) => id === '' || isExecutionId(id)),
    name: boundedText(at(value, 'application', 'name')),
    isWorkflow: at(value, 'application', 'isWorkflow') === true,
  };
  return isComplete(scope) && isComplete(application) ? { scope, application } : undefined;
}

function readAccount(value: unknown) {
  return {
    origin: accepted(text(at(value, 'scope', 'origin')), isSafeOrigin),
    account: accepted(text(at(value, 'scope', 'account')), isAccount),
  };
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function boundedText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 2000 ? value : undefined;
}

function accepted(part: string | undefined, is: (text: string) => boolean): string | undefined {
  return part !== undefined && is(part) ? part : undefined;
}

type Complete<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> };

/** Whether no part is missing. */
function isComplete<T extends object>(parts: T): parts is T & Complete<T> {
  return !Object.values(parts).includes(undefined);
}
