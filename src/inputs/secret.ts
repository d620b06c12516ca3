/** Inputs that come out of a secret: keys and tokens. */
import type { Form, InputContext } from './form.ts';

/** @returns the text of a key or a token. */
export function readSecret(form: Form, name: string): string {
  const text = form.text(name);
  const fault = faultOfSecret(text);
  if (fault !== undefined) {
    form.problem(name, fault);
  }
  return text;
}

/** @returns why a text cannot be a key or a token, in words that quote nothing of it; undefined when it can. */
export function faultOfSecret(text: string): string | undefined {
  if (/^(\$\{\{\s*)?secrets\.\w+(\s*\}\})?$/.test(text)) {
    return 'is the name of a secret, not its value. Write ${{ secrets.NAME }}.';
  }
  if (/^["'].*["']$/.test(text)) {
    return 'has quotation marks around it. Store the secret without them.';
  }
  if (/^(Bearer|Basic|x-api-key:?)\s/i.test(text)) {
    return 'begins with an authentication scheme or a header name. Store only the token.';
  }
  // Longer than any there is, and short enough for the state that post reads.
  return /^[\x21-\x7E]{0,2000}$/.test(text)
    ? undefined
    : 'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.';
}

/** Reads `api-key`, required unless said otherwise. */
export function readKey(form: Form, { withoutSecrets }: InputContext, isRequired = true): string {
  const key = readSecret(form, 'api-key');
  if (key === '' && isRequired) {
    const remedy =
      'is empty. Set it to a Harness personal access token or service account token that is stored as a secret. Is the secret defined for this repository or environment?';
    form.problem('api-key', whyWithheld('the key', withoutSecrets) ?? remedy);
  }
  return key;
}

/** @returns why an input that comes out of a secret, such as `the key`, is empty, when GitHub is the reason. */
export function whyWithheld(what: string, withoutSecrets: InputContext['withoutSecrets']): string | undefined {
  switch (withoutSecrets) {
    case 'fork':
      return 'is empty: GitHub does not pass secrets to workflow runs for pull requests from forks. Have a maintainer start the workflow (workflow_dispatch, merge queue), or skip this job for forks.';
    case 'dependabot':
      return `is empty: GitHub does not pass Actions secrets to workflow runs for Dependabot's pull requests. Store ${what} as a Dependabot secret as well, or skip this job for dependabot[bot].`;
    case undefined:
      return undefined;
  }
}
