/** Warnings of values whose text is probably not what was meant. */
import { hasExpression } from './placeholder.ts';
import { textInHarness } from './scalars.ts';
import { leaves } from './tree.ts';
import { some, type Values } from './values.ts';
import type { Wanted } from './wanted.ts';

/** Events that anyone who may open a pull request, comment or fork can trigger. */
const OPEN_EVENTS: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
]);

/** Adds them. */
export function warnOfText(
  { template, given, empty, names, warnings }: Values,
  { inputs, ref = '', event = '' }: Wanted,
): void {
  const cut: string[] = [];
  const expressions: string[] = ref !== '' && hasExpression(ref) ? ['ref'] : [];
  const changed: string[] = [];
  for (const place of template.places) {
    const own = given.get(place.leaf);
    const value = own?.from === 'inputs' ? own.value : empty.get(place.leaf);
    if (value === undefined) {
      continue;
    }
    const label = names.label(place);
    const scalars = leaves(value);
    cut.push(...(scalars.some(({ isCut }) => isCut) ? [label] : []));
    expressions.push(...(scalars.some((leaf) => hasExpression(leaf.text)) ? [label] : []));
    const isText =
      own?.from === 'inputs' && inputs.form === 'complete' && (place.type === 'String' || place.type === 'Secret');
    const other = scalars.find((leaf) => isText && leaf.plain && textInHarness(leaf) !== leaf.text);
    changed.push(...(other === undefined ? [] : [label]));
  }
  if (cut.length > 0) {
    warnings.push(
      `A YAML comment follows the value of ${some(cut)}: YAML cuts a value at " #". Quote the value if the rest belongs to it; otherwise put the comment on its own line.`,
    );
  }
  if (changed.length > 0) {
    warnings.push(
      `Harness reads the unquoted value of ${some(changed)} as a number or a boolean and changes its text. Quote it, as in "1.10".`,
    );
  }
  if (expressions.length > 0 && OPEN_EVENTS.has(event)) {
    warnings.push(
      `The value of ${some(expressions)} holds a Harness expression (<+…>), which runs with the pipeline's permissions, and the event ${event} can be triggered by anyone. Make sure that the expression does not come from that event.`,
    );
  }
}
