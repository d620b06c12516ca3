/** Why Harness skipped a stage or a step, in words. */
import { at, entries, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';

/** Conditions that Harness writes where an author chose "only if …" in a menu. */
const MENU_CONDITIONS: Readonly<Record<string, string>> = {
  OnPipelineSuccess: 'it runs only if the pipeline has succeeded so far',
  OnStageSuccess: 'it runs only if its stage has succeeded so far',
  OnPipelineFailure: 'it runs only if the pipeline has failed',
  OnStageFailure: 'it runs only if its stage has failed',
};

/** @returns why a step that succeeded had nothing to do, as its outcome `skipOutcome {message}` says; undefined without one */
export function idleReason(node: unknown): string | undefined {
  const message = text(at(node, 'outcomes', 'skipOutcome', 'message'));
  return message === undefined ? undefined : oneLine(message);
}

/**
 * @param node of the layout or of the graph: `nodeRunInfo {whenCondition, evaluatedCondition}`, the older
 * `skipInfo {skipCondition, evaluatedCondition}`, or an outcome `skipOutcome {message}`
 * @returns `its condition is false: …`; undefined when Harness gives no reason
 */
export function skipReason(node: unknown): string | undefined {
  const when = text(at(node, 'nodeRunInfo', 'whenCondition'));
  if (when !== undefined && at(node, 'nodeRunInfo', 'evaluatedCondition') === false) {
    const [, menu = ''] = /^\s*\(?<\+(\w+)>\)?(?:\s*&&\s*\(?true\)?)?\s*$/.exec(when) ?? [];
    const known = Object.hasOwn(MENU_CONDITIONS, menu) ? MENU_CONDITIONS[menu] : undefined;
    return known ?? `its condition is false: ${oneLine(when)}`;
  }
  const skip = text(at(node, 'skipInfo', 'skipCondition'));
  if (skip !== undefined && at(node, 'skipInfo', 'evaluatedCondition') === true) {
    return `its skip condition is true: ${oneLine(skip)}`;
  }
  const messages = entries(at(node, 'outcomes')).map(([, outcome]) => text(at(outcome, 'message')));
  const message = messages.find((each) => each !== undefined);
  return idleReason(node) ?? (message === undefined ? undefined : oneLine(message));
}
