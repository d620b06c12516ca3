/** Who decided about an approval: in the approval itself, and in the outcome that its step leaves in the graph. */
import { type Execution, stamp } from '../plays/execution.ts';
import type { TimedStep } from '../plays/timeline.ts';

/** @returns decisions made through the API, and that of the play once the step has ended with it */
export function approvalActivities(execution: Execution, step: TimedStep, status: string): readonly object[] {
  const made = execution.decisions.get(step.play.id) ?? [];
  const own = step.play.approval?.decision;
  const isDecided = made.some(({ at }) => at === step.to);
  const isOwn = own !== undefined && !isDecided && (status === 'Success' || status === 'ApprovalRejected');
  return [...made, ...(isOwn ? [{ ...own, at: step.to }] : [])].map((decision) => ({
    user: { name: decision.by.name, email: decision.by.email },
    action: decision.action,
    comments: decision.comment,
    approver_inputs: decision.inputs ?? [],
    approvedAt: stamp(execution, decision.at),
  }));
}

/** @returns the outcome of an approval that was given; one that was rejected leaves none, and must be asked for */
export function approvalOutcome(execution: Execution, step: TimedStep, status: string): object {
  const { approval } = step.play;
  if (approval === undefined || status !== 'Success') {
    return {};
  }
  const inputs = (approval.inputs ?? []).map(({ name, value = '' }) => [name, value] as const);
  const activities = approvalActivities(execution, step, status);
  return { output: { approvalActivities: activities, approverInputs: Object.fromEntries(inputs) } };
}
