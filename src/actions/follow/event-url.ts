/** The input `event`: the id of a custom webhook's event, or the address that Harness answers for it (`apiUrl`). */
import { oneLine } from '../../base/text.ts';
import { isAccount, isExecutionId } from '../../harness/identifiers.ts';
import { trustedOrigin } from '../../harness/origin.ts';

/** The parts of the input. Missing parts are empty. */
interface EventAddress {
  readonly event: string;
  readonly origin: string;
  readonly account: string;
  readonly problem?: string;
}

const PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/triggerExecutionDetails\/(?:v\d+\/)?([^/]+)\/?$/;

/** @param base the origin that base-url names; empty when it names none */
export function readEvent(text: string, base: string): EventAddress {
  const nothing = { event: '', origin: '', account: '' };
  if (isExecutionId(text)) {
    return { ...nothing, event: text };
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const event = PATH.exec(url?.pathname ?? '')?.[1] ?? '';
  const account = url?.searchParams.get('accountIdentifier') ?? '';
  if (url === undefined || !isExecutionId(event) || !(account === '' || isAccount(account))) {
    const problem = `must be an event's id, such as trigger's output event-id, or its apiUrl (https://…/webhook/triggerExecutionDetails/…), got '${oneLine(text, 100)}'.`;
    return { ...nothing, problem };
  }
  const trusted = trustedOrigin(url, base === '' ? undefined : base);
  return trusted.origin === undefined
    ? { ...nothing, problem: trusted.problem }
    : { event, account, origin: trusted.origin };
}
