/** Who is asked to approve, and who has. */
import type { Bounds } from '../../base/clock.ts';
import { at, either, list, timestamp, text, texts, integer } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { HarnessError } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';

/** What one person decided. */
export interface Decision {
  readonly isRejection: boolean;
  /** Name, else e-mail address. */
  readonly by: string | undefined;
  readonly comment: string | undefined;
}

/** One approval of an execution. */
export interface Approval {
  /** Its id; empty when Harness gives none. */
  readonly id: string;
  /** HarnessApproval, JiraApproval, ServiceNowApproval or CustomApproval. */
  readonly type: string;
  /** WAITING, APPROVED, REJECTED, FAILED, ABORTED or EXPIRED. */
  readonly status: string;
  /** What the approvers are asked. */
  readonly message: string | undefined;
  /** User groups whose members may approve. */
  readonly groups: readonly string[];
  /** How many have to. */
  readonly minimum: number | undefined;
  /** ms since 1970 */
  readonly deadline: number | undefined;
  /** What the approvers fill in, with its default. */
  readonly inputs: readonly { readonly name: string; readonly value: string | undefined }[];
  readonly decisions: readonly Decision[];
}

/** The approvals, or why this key may not see them: a sentence that ends with Harness's own. */
export type Approvals = { readonly approvals: readonly Approval[] } | { readonly unreadable: string };

/** Which approvals of an execution are asked for. */
export interface ApprovalOrder {
  readonly execution: string;
  readonly status: 'WAITING' | 'REJECTED';
  /** Key of the step in the graph; all steps when missing. */
  readonly node?: string | undefined;
  /** Where the execution is, when it is not in the scope. */
  readonly org?: string | undefined;
  readonly project?: string | undefined;
}

/** Reads approvals. */
export interface ApprovalReader {
  /** @throws HarnessError for any failure but a refusal: tokens of service accounts are refused by this part of the API. */
  approvals(order: ApprovalOrder, bounds: Bounds): Promise<Approvals>;
}

/** `GET /pipeline/api/v1/orgs/{o}/projects/{p}/approvals/execution/{id}`. Of its four types only Harness's own has groups. */
export function nextGenApprovals(http: Http, scope: Scope): ApprovalReader {
  const id = encodeURIComponent;
  return {
    async approvals({ execution, status, node, org = scope.org, project = scope.project }, bounds) {
      const call = {
        purpose: 'read the approvals',
        method: 'GET',
        path: `/pipeline/api/v1/orgs/${id(org)}/projects/${id(project)}/approvals/execution/${id(execution)}`,
        query: { approval_status: status, node_execution_id: node },
        expects: 'json',
      } as const;
      try {
        return { approvals: list(await http.send(call, bounds)).map(toApproval) };
      } catch (error) {
        if (error instanceof HarnessError && [400, 401, 403].includes(error.failure.status ?? 0)) {
          return { unreadable: `Harness does not show approvals to this key: ${oneLine(error.failure.detail, 300)}` };
        }
        throw error;
      }
    },
  };
}

/** @param answer one approval, as any of the approvals API's calls answers it: in camel case or in snake case */
export function toApproval(answer: unknown): Approval {
  const details = at(answer, 'details');
  const purpose = either(details, 'approvalMessage', 'approval_message');
  const approvers = at(details, 'approvers');
  return {
    id: text(at(answer, 'id')) ?? '',
    type: text(at(answer, 'type')) ?? '',
    status: text(at(answer, 'status')) ?? '',
    message: shortened(purpose),
    groups: texts(either(approvers, 'userGroups', 'user_groups')).map((group) => oneLine(group, 100)),
    minimum: integer(either(approvers, 'minimumCount', 'minimum_count')),
    deadline: timestamp(at(answer, 'deadline')),
    inputs: list(either(details, 'approverInputs', 'approver_inputs')).flatMap((input) => {
      const name = shortened(at(input, 'name'));
      return name === undefined ? [] : [{ name, value: shortened(either(input, 'defaultValue', 'default_value')) }];
    }),
    decisions: decisionsIn(either(details, 'approvalActivities', 'approval_activities')),
  };
}

/** @param activities `approvalActivities` of an approval, or of the outcome that an approval step leaves in the graph */
export function decisionsIn(activities: unknown): Decision[] {
  return list(activities).map((activity) => ({
    isRejection: at(activity, 'action') === 'REJECT',
    by: shortened(at(activity, 'user', 'name')) ?? shortened(at(activity, 'user', 'email')),
    comment: shortened(at(activity, 'comments')),
  }));
}

/** @returns `Tomas Weber: Not during the sale`, from the last rejection; undefined without a rejection. */
export function rejection(decisions: readonly Decision[]): string | undefined {
  const last = decisions.findLast(({ isRejection }) => isRejection);
  return last?.comment === undefined ? last?.by : `${last.by ?? 'someone'}: ${last.comment}`;
}

function shortened(value: unknown): string | undefined {
  return text(oneLine(text(value) ?? '', 300));
}

/** Whether a decision has this comment, as far as comments are kept here. */
export function isSameComment(read: string | undefined, sent: string): boolean {
  return read === shortened(sent);
}
