/** The inputs of `trigger`. */
import { quotedValue } from '../../base/text.ts';
import type { Scope } from '../../harness/execution.ts';
import { accountOf } from '../../harness/identifiers.ts';
import { readFlag } from '../../inputs/choices.ts';
import { type Following, readFollowing } from '../../inputs/following.ts';
import { type GetInput, type InputContext, openForm } from '../../inputs/form.ts';
import { readKey, whyWithheld } from '../../inputs/secret.ts';
import type { ReadYaml } from '../../inputs/yaml.ts';
import { readPayload } from './payload.ts';
import { type Hook, readWebhookUrl } from './webhook-url.ts';

/** The inputs of `trigger`, read. */
export interface TriggerInputs extends Following {
  /** Empty for none: then the execution is followed through its event. */
  readonly key: string;
  readonly hook: Hook;
  readonly scope: Scope;
  /** Empty when the URL names none. */
  readonly pipeline: string;
  /** JSON; empty when the author gave none. */
  readonly payload: string;
  readonly wait: boolean;
}

/** Reads the inputs of `trigger`. @throws InputError with every problem. */
export function readTrigger(get: GetInput, context: InputContext, readYaml: ReadYaml): TriggerInputs {
  const form = openForm(get, context);
  const key = readKey(form, context, false);
  const text = form.text('webhook-url');
  const { problems, hook, scope, pipeline } = readWebhookUrl(text, form.text('base-url'));
  if (text === '') {
    const remedy =
      "is empty. Set it to the URL of a trigger of type Custom (Copy as Webhook URL in the trigger's menu) that is stored as a secret.";
    form.problem('webhook-url', whyWithheld('the URL', context.withoutSecrets) ?? remedy);
  }
  for (const { input, text: what } of problems.filter(({ input: of }) => text !== '' || of !== 'webhook-url')) {
    form.problem(input, what);
  }
  const account = accountOf(key);
  if (account !== undefined && scope.account !== '' && account !== scope.account) {
    form.problem(
      'api-key',
      `belongs to account ${quotedValue(account, 80)}, but webhook-url belongs to account ${quotedValue(scope.account, 80)}. Use a key of the same account, or omit api-key.`,
    );
  }
  const payload = readPayload(form.text('payload'), readYaml);
  for (const fault of 'faults' in payload ? payload.faults : []) {
    form.problem('payload', fault);
  }
  const inputs: TriggerInputs = {
    key,
    hook,
    scope,
    pipeline,
    payload: 'json' in payload ? payload.json : '',
    wait: readFlag(form, 'wait', true),
    ...readFollowing(form, key === '' ? 'leave' : 'abort'),
  };
  for (const name of ['on-cancel', 'on-timeout']) {
    if (key === '' && form.text(name) === 'abort') {
      form.problem(name, "cannot be 'abort' without api-key: a webhook URL can start executions but not abort them.");
    }
  }
  form.close();
  return inputs;
}
