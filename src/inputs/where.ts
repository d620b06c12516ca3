/** Host, scope and identifiers, as the inputs of an action and the addresses in them name them. */
import { isAddress } from '../harness/address.ts';
import { locate, type LocatedScope } from '../harness/scope.ts';
import type { Form } from './form.ts';
import { faultOfSecret } from './secret.ts';

/**
 * @param addresses the inputs that may be addresses, and whether the author must give them
 * @returns what all of them name together.
 */
export function readWhere(
  form: Form,
  key: string,
  addresses: Readonly<Record<string, 'required' | 'optional' | 'required-unless-retry-of'>>,
): LocatedScope {
  const texts = Object.fromEntries(Object.keys(addresses).map((name) => [name, form.text(name)]));
  const where = locate({
    key,
    baseUrl: form.text('base-url'),
    account: form.text('account'),
    org: form.text('org'),
    project: form.text('project'),
    addresses: texts,
  });
  for (const [name, need] of Object.entries(addresses)) {
    if (texts[name] === '' && need === 'required') {
      form.problem(name, `is empty. Specify the ${name}'s identifier or its URL.`);
    }
    if (texts[name] === '' && need === 'required-unless-retry-of' && where.pipeline === '') {
      form.problem(name, `is empty. Specify a ${name} identifier or its URL.`);
    }
  }
  for (const known of where.problems) {
    form.problem(known.input, known.text);
  }
  // An address that cannot be read might have named it: one problem at a time.
  const isMissing = (part: string): boolean =>
    !where.problems.some(({ input }) => input === part || isAddress(texts[input] ?? ''));
  if (where.scope.project === '' && isMissing('project')) {
    form.problem('project', 'is empty, and no URL names it. Specify the project identifier.');
  }
  if (where.scope.account === '' && isMissing('account') && key !== '' && faultOfSecret(key) === undefined) {
    form.problem(
      'account',
      'is empty, and no URL names it. api-key does not name it either, because it does not begin with pat.ACCOUNT. or sat.ACCOUNT. as Harness tokens do: check the key, or specify the account identifier.',
    );
  }
  return where;
}
