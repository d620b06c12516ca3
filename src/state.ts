/**
 * The letter that main leaves for post: one JSON value in the step's state. Other steps cannot read it, but text that is
 * printed unescaped can write state; so post takes nothing from it that has not the right shape, and key and origin are one
 * value that cannot be changed apart.
 */
import { isAccount, isExecutionId, isIdentifier, isSafeOrigin } from './scope.ts';
import { at, text, whole } from './shape.ts';
import type { Scope } from './execution.ts';

/** Name of the state. */
export const LETTER = 'letter';

/** What post must know when main can no longer tell. */
export interface Letter {
  /** 16 hexadecimal digits; names the folder that main and post share. */
  readonly nonce: string;
  readonly engine: 'nextgen' | 'webhook' | 'firstgen';
  readonly key: string;
  readonly scope: Scope;
  /** Empty for an execution that is known by its id alone, until it was seen. */
  readonly pipeline: string;
  /** First line of the notes; empty where no notes can be set. */
  readonly marker: string;
  /** ms since 1970 at which the start was about to be sent. */
  readonly since: number;
  readonly onCancel: 'abort' | 'leave';
  /** Id of the execution; empty until it is known. */
  readonly execution: string;
  /** Whether something else started it. */
  readonly isForeign?: boolean;
  /** `open`: main may have been interrupted. `done`: main came to its end, whatever that was. */
  readonly at: 'open' | 'done';
  readonly summary: boolean;
  readonly comment: 'never' | 'on-failure' | 'always';
  readonly commitStatus: string;
  readonly githubToken: string;
  /** The author's own limit in ms: stands in sentences. */
  readonly timeout: number;
}

/** @returns the letter as the state's text. */
export function writeLetter(letter: Letter): string {
  return JSON.stringify(letter);
}

/** @returns the letter; undefined when there is none, or when any part of it has not the shape that main gives it. */
export function readLetter(state: string): Letter | undefined {
  let value: unknown;
  try {
    value = JSON.parse(state);
  } catch {
    return undefined;
  }
  const string = (name: string): string | undefined => {
    const found = at(value, name);
    return typeof found === 'string' && found.length <= 2000 ? found : undefined;
  };
  const one = <const Words extends readonly string[]>(name: string, words: Words): Words[number] | undefined =>
    words.find((word) => word === string(name));
  const that = (part: string | undefined, is: (text: string) => boolean): string | undefined =>
    part !== undefined && is(part) ? part : undefined;
  const scope = {
    origin: that(text(at(value, 'scope', 'origin')), isSafeOrigin),
    account: that(text(at(value, 'scope', 'account')), isAccount),
    org: that(text(at(value, 'scope', 'org')), isIdentifier),
    project: that(text(at(value, 'scope', 'project')), isIdentifier),
  };
  const letter = {
    nonce: that(string('nonce'), (nonce) => /^[0-9a-f]{16}$/.test(nonce)),
    engine: one('engine', ['nextgen', 'webhook', 'firstgen']),
    key: that(string('key'), (key) => /^[\x21-\x7E]*$/.test(key)),
    pipeline: that(string('pipeline'), (pipeline) => pipeline === '' || isIdentifier(pipeline)),
    marker: that(string('marker'), (marker) => /^[\x20-\x7E]*$/.test(marker)),
    since: whole(at(value, 'since')),
    onCancel: one('onCancel', ['abort', 'leave']),
    execution: that(string('execution'), (id) => id === '' || isExecutionId(id)),
    ...(at(value, 'isForeign') === true ? { isForeign: true } : {}),
    at: one('at', ['open', 'done']),
    summary: typeof at(value, 'summary') === 'boolean' ? at(value, 'summary') === true : undefined,
    comment: one('comment', ['never', 'on-failure', 'always']),
    commitStatus: string('commitStatus'),
    githubToken: that(string('githubToken'), (token) => /^[\x21-\x7E]*$/.test(token)),
    timeout: whole(at(value, 'timeout')),
  };
  return isWhole(scope) && isWhole(letter) ? { ...letter, scope } : undefined;
}

type Whole<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> };

/** Whether no part is missing. */
function isWhole<T extends object>(parts: T): parts is T & Whole<T> {
  return !Object.values(parts).includes(undefined);
}
