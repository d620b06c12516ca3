/** Texts that can be identifiers of Harness. */
import { quotedValue } from '../base/text.ts';

/**
 * @returns the account in `pat.ACCOUNT.ID.SECRET` or `sat.ACCOUNT.ID.SECRET`; undefined for the old form of three parts,
 * which has none, and for anything else.
 */
export function accountOf(key: string): string | undefined {
  const [kind = '', account = '', ...rest] = key.split('.');
  return ['pat', 'sat'].includes(kind) && rest.length === 2 && isAccount(account) ? account : undefined;
}

/** Whether the text can be an account's id. */
export function isAccount(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

/** Whether the text can be the identifier of an organization, a project, a pipeline, a stage or an input set. */
export function isIdentifier(text: string): boolean {
  return /^[\w$][\w$.-]{0,127}$/.test(text);
}

/** @returns a sentence without its end, to which more may be added: `stage` for the part that it should name. */
export function notIdentifier(text: string, part: string): string {
  return `${quotedValue(text)} is not an identifier (letters, digits, _ $ - .). Use the ${part}'s identifier, not its name`;
}

/** Whether the text can be the id of an execution (22 characters of URL-safe base64 in NextGen). */
export function isExecutionId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
