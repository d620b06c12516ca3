/** The inputs of `recent`. */
import { quotedValue } from '../../base/text.ts';
import { FILTER_STATUSES } from '../../follow/history.ts';
import type { Scope } from '../../harness/execution.ts';
import { phaseOf } from '../../harness/status.ts';
import { readFlag } from '../../inputs/choices.ts';
import { parseDuration } from '../../inputs/durations.ts';
import { type Form, type GetInput, type InputContext, openForm } from '../../inputs/form.ts';
import { readNames } from '../../inputs/lists.ts';
import { readKey } from '../../inputs/secret.ts';
import { readWhere } from '../../inputs/where.ts';

/** Since when: so many ms ago, a time in ms since 1970, or the start of this workflow's previous run. */
type Since =
  | { readonly kind: 'ago'; readonly ms: number }
  | { readonly kind: 'at'; readonly ms: number }
  | { readonly kind: 'last-run' };

/** The inputs of `recent`, read. */
export interface RecentInputs {
  readonly key: string;
  readonly scope: Scope;
  /** Empty for all pipelines of the project. */
  readonly pipeline: string;
  /** Words of the output `status`, or Harness's own; empty for all. */
  readonly statuses: readonly string[];
  readonly since: Since | undefined;
  /** Most executions to list. */
  readonly limit: number;
  readonly summary: boolean;
  readonly githubToken: string;
}

/** Reads the inputs of `recent`. @throws InputError with every problem. */
export function readRecent(get: GetInput, context: InputContext): RecentInputs {
  const form = openForm(get, context);
  const key = readKey(form, context);
  const { scope, pipeline } = readWhere(form, key, { pipeline: 'optional' });
  const since = readSince(form);
  const inputs = {
    key,
    scope,
    pipeline,
    statuses: readStatuses(form),
    since,
    limit: readLimit(form, since === undefined ? 10 : 100),
    summary: readFlag(form, 'summary', true),
    githubToken: form.text('github-token'),
  };
  if (since?.kind === 'last-run' && inputs.githubToken === '') {
    form.problem('github-token', "is empty. 'since: last-run' needs it to ask GitHub for this workflow's runs.");
  }
  form.close();
  return inputs;
}

function readSince(form: Form): Since | undefined {
  const written = form.text('since');
  if (written === '') {
    return undefined;
  }
  if (written === 'last-run') {
    return { kind: 'last-run' };
  }
  const ago = parseDuration(written);
  if (ago !== undefined) {
    return { kind: 'ago', ms: ago };
  }
  const at = parseTime(written);
  if (at === undefined) {
    form.problem(
      'since',
      `must be a duration such as 2h, a time with its zone such as 2026-02-12T18:42:10Z, or last-run, got ${quotedValue(written)}.`,
    );
    return undefined;
  }
  return { kind: 'at', ms: at };
}

/** ISO 8601: a day, in UTC, or a time with its zone, without which it would mean another time on each runner. */
function parseTime(text: string): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.exec(text);
  const [day, ms] = [Date.parse(found?.[1] ?? ''), Date.parse(text)];
  // JavaScript reads 31 February as 3 March.
  const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(found?.[1] ?? '');
  return isDay && !Number.isNaN(ms) ? ms : undefined;
}

/** 20 pages of 100. */
const MAX_LIMIT = 2000;

function readLimit(form: Form, without: number): number {
  const written = form.text('limit');
  const limit = written === '' ? without : /^\d{1,4}$/.test(written) ? Number(written) : 0;
  if (limit < 1 || limit > MAX_LIMIT) {
    form.problem('limit', `must be a number from 1 to ${MAX_LIMIT}, got ${quotedValue(written)}.`);
  }
  return limit;
}

function readStatuses(form: Form): readonly string[] {
  const statuses = readNames(form, 'statuses');
  for (const status of statuses.filter((word) => !FILTER_STATUSES.includes(word) && phaseOf(word) === 'unknown')) {
    form.problem(
      'statuses',
      `must be ${FILTER_STATUSES.join(', ')} or one of Harness's own statuses such as ApprovalRejected, got ${quotedValue(status, 60)}.`,
    );
  }
  return statuses;
}
