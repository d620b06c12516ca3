/** The inputs of `follow`. */
import { oneLine } from '../../base/text.ts';
import type { Scope } from '../../harness/execution.ts';
import { locate } from '../../harness/scope.ts';
import { readFlag } from '../../inputs/choices.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type Form, type InputContext, type GetInput, openForm } from '../../inputs/form.ts';
import { readKey } from '../../inputs/secret.ts';
import { readWhere } from '../../inputs/where.ts';
import { readEvent } from './event-url.ts';

/** The inputs of `follow`, read. */
export interface FollowInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  /** Empty when only the execution's id is known. */
  readonly pipeline: string;
  /** Empty for the newest of the pipeline, or for what an event started. */
  readonly execution: string;
  /** Id of a custom webhook's event; empty for none. */
  readonly event: string;
  /** false: one poll. */
  readonly wait: boolean;
}

/** Reads the inputs of `follow`. @throws InputError with every problem. */
export function readFollow(get: GetInput, context: InputContext): FollowInputs {
  const form = openForm(get, context);
  const event = form.text('event');
  const key = readKey(form, context, event === '');
  const others = ['execution', 'pipeline'].filter((name) => form.text(name) !== '');
  if (event === '' && others.length === 0) {
    form.problem(
      'execution',
      "is empty. Specify the id or URL of an execution, pipeline to follow its newest execution, or event to follow what a webhook event started. If the value comes from another job's output: GitHub drops an output that contains a secret, so pass execution-id instead of execution-url.",
    );
  }
  for (const name of event === '' ? [] : others) {
    form.problem('event', `cannot be combined with ${name}. Specify only one of them.`);
  }
  const where =
    event === ''
      ? { ...readWhere(form, key, { execution: 'optional', pipeline: 'optional' }), event: '' }
      : whereOfEvent(form, { key, event });
  const { scope, pipeline, execution } = where;
  const wait = readFlag(form, 'wait', true);
  const following = readFollowing(form, 'leave');
  for (const name of ['on-cancel', 'on-timeout']) {
    if (event !== '' && key === '' && form.text(name) === 'abort') {
      form.problem(name, "cannot be 'abort' without api-key: aborting an execution requires a key.");
    }
  }
  const inputs = { key, scope, pipeline, execution, event: where.event, wait, ...following };
  form.close();
  return inputs;
}

/** The event names its project; reading it requires only host and account. */
function whereOfEvent(form: Form, { key, event: text }: { readonly key: string; readonly event: string }) {
  const [baseUrl, org, project] = [form.text('base-url'), form.text('org'), form.text('project')];
  const base = locate({ key: '', baseUrl, account: '', org: '', project: '', addresses: {} });
  const read = readEvent(text, baseUrl === '' ? '' : base.scope.origin);
  const given = form.text('account');
  const { scope, problems } = locate({ key, baseUrl, account: given, org, project, addresses: {} });
  for (const problem of problems) {
    form.problem(problem.input, problem.text);
  }
  if (read.problem !== undefined) {
    form.problem('event', read.problem);
  }
  if (read.account !== '' && scope.account !== '' && read.account !== scope.account) {
    const of = given === '' ? 'api-key belongs to' : 'account is';
    form.problem(
      'event',
      `belongs to account '${oneLine(read.account, 80)}', but ${of} '${oneLine(scope.account, 80)}'.`,
    );
  }
  const account = read.account === '' ? scope.account : read.account;
  if (account === '' && read.problem === undefined) {
    form.problem(
      'account',
      "is empty, and neither event nor api-key names it. Specify the account identifier, or use the event's apiUrl.",
    );
  }
  const origin = read.origin === '' ? scope.origin : read.origin;
  return { scope: { ...scope, origin, account }, pipeline: '', execution: '', event: read.event };
}
