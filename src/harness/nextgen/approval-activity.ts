/** One person's decision over an approval. Harness takes it from personal access tokens only. */
import type { Bounds } from '../../base/clock.ts';
import { at, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { unexpectedResponse } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { type Approval, toApproval } from './approvals.ts';

/** What a person decides. */
interface ApprovalDecision {
  readonly approval: string;
  readonly decision: 'approve' | 'reject';
  readonly comments: string;
  /** What the approval asks its approvers to fill in. */
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
}

/** Whether the person may decide, and if not, why. */
interface Authorization {
  readonly isAuthorized: boolean;
  /** In Harness's words. */
  readonly reason: string | undefined;
}

/** Decides over approvals. All throw HarnessError. */
export interface ApprovalActivity {
  authorization(approval: string, bounds: Bounds): Promise<Authorization>;
  /** Sends the decision over a fresh connection. @returns the approval after it */
  decide(decision: ApprovalDecision, bounds: Bounds): Promise<Approval>;
  approval(approval: string, bounds: Bounds): Promise<Approval>;
}

/**
 * `/pipeline/api/approvals/{id}`, `/{id}/harness/authorization` and `/{id}/harness/activity`. Why a user may not decide is
 * reported by the second alone.
 */
export function nextGenApprovalActivity(http: Http, scope: Scope): ApprovalActivity {
  const query = { accountIdentifier: scope.account };
  const id = encodeURIComponent;
  const checked = (answer: unknown, purpose: string): Approval => {
    const approval = toApproval(at(answer, 'data') ?? answer);
    if (approval.status === '') {
      const detail = 'The response contains no approval.';
      throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
    }
    return approval;
  };
  return {
    async authorization(approval, bounds) {
      const path = `/pipeline/api/approvals/${id(approval)}/harness/authorization`;
      const purpose = 'check who may approve';
      const answer = at(await http.send({ purpose, method: 'GET', path, query }, bounds), 'data');
      const isAuthorized = at(answer, 'authorized');
      if (typeof isAuthorized !== 'boolean') {
        const detail = 'The response does not say whether this user may approve.';
        throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
      }
      const reason = text(at(answer, 'reason'));
      return { isAuthorized, reason: reason === undefined ? undefined : oneLine(reason, 500) };
    },

    async decide({ approval, decision, comments, inputs }, bounds) {
      const purpose = `${decision} approval ${approval}`;
      const action = decision === 'approve' ? 'APPROVE' : 'REJECT';
      const call = {
        purpose,
        method: 'POST',
        path: `/pipeline/api/approvals/${id(approval)}/harness/activity`,
        query,
        type: 'application/json',
        body: JSON.stringify({ action, comments, approverInputs: inputs }),
        fresh: true,
      } as const;
      return checked(await http.send(call, bounds), purpose);
    },

    async approval(approval, bounds) {
      const purpose = `read approval ${approval}`;
      const path = `/pipeline/api/approvals/${id(approval)}`;
      return checked(await http.send({ purpose, method: 'GET', path, query }, bounds), purpose);
    },
  };
}
