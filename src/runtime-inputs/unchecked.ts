/** What is sent when the inputs cannot be checked: Harness does not give the template, or it is one of another kind. */
import { oneLine } from '../base/text.ts';
import type { HarnessError } from '../harness/errors.ts';
import { refusalReason } from '../harness/request-failure.ts';
import { readSets, type RuntimeInputs } from './inputs.ts';
import { mergeTrees, withIdentifier } from './merge.ts';
import { mapping, text, type Tree } from './tree.ts';
import type { Fitted, Wanted } from './wanted.ts';
import { writeTree } from './write-yaml.ts';

const PERMISSION = 'Pipeline: View (core_pipeline_view)';

/**
 * What holds when Harness does not give the template: complete YAML and empty inputs are sent as they are, with a warning;
 * names and a ref cannot be fitted.
 *
 * The permission is named where it may be what is missing: Harness may say that nothing is there to a key that may not see it.
 */
export function unreadTemplate(
  wanted: Omit<Wanted, 'template' | 'readPipeline'>,
  { paragraphs, failure }: HarnessError,
): Fitted {
  const isNamed = refusalReason(failure) === 'other' || paragraphs.some((line) => line.includes(PERMISSION));
  return withoutTemplate(wanted, [
    ...paragraphs,
    ...(isNamed ? [] : [`Reading it requires ${PERMISSION} in that project.`]),
  ]);
}

/** @param why what came back, what it likely means and what to do, a sentence each. */
export function withoutTemplate(wanted: Omit<Wanted, 'template' | 'readPipeline'>, why: readonly string[]): Fitted {
  const { inputs, pipeline } = wanted;
  const { sets, problems } = readSets(wanted.sets);
  const cause = `because the runtime-input template of ${oneLine(pipeline, 100)} cannot be read.`;
  const reasons = why.map((line) => `\n    ${line}`).join('');
  const isForNames = inputs.form === 'names';
  const all = [
    ...(inputs.form === 'unusable' ? inputs.problems : []),
    ...(isForNames
      ? [
          {
            input: 'inputs',
            text: `cannot be matched to the pipeline, ${cause} Complete YAML (pipeline: …) needs no template.${reasons}`,
          },
        ]
      : []),
    ...problems,
    // The reasons stand once.
    ...((wanted.ref ?? '') === ''
      ? []
      : [{ input: 'ref', text: `cannot be matched to the pipeline, ${cause}${isForNames ? '' : reasons}` }]),
  ];
  if (all.length > 0) {
    return { problems: all };
  }
  const own = inputs.form === 'complete' ? inputs : undefined;
  const merged = [...sets.map(({ tree }) => tree), ...(own === undefined ? [] : [own.tree])].reduce<Tree>(
    mergeTrees,
    mapping([]),
  );
  const isSent = own !== undefined || sets.length > 0;
  return {
    yaml:
      own !== undefined && sets.length === 0
        ? asWritten(own, pipeline)
        : isSent
          ? writeTree(withIdentifier(merged, text(pipeline)))
          : '',
    origins: [],
    warnings: [`The runtime inputs are not checked, ${cause}${reasons}`],
  };
}

/** A V1 pipeline's inputs have another form, which this version neither checks nor merges. */
export function passThrough({ pipeline, inputs, sets, ref = '' }: Wanted): Fitted {
  const v1 = `${oneLine(pipeline, 100)} is a V1 pipeline (version: 1)`;
  const problems = [
    ...(inputs.form === 'unusable' ? inputs.problems : []),
    ...(inputs.form === 'names' && !isCompleteV1(inputs.names)
      ? [
          {
            input: 'inputs',
            text: `cannot be names: ${v1}. Pass its complete YAML (inputs: … or pipeline: …), which is sent unchanged.`,
          },
        ]
      : []),
    ...(sets.length > 0
      ? [{ input: 'input-sets', text: `cannot be merged: ${v1}. Pass its complete YAML in inputs.` }]
      : []),
    ...(ref === ''
      ? []
      : [{ input: 'ref', text: `cannot be used: ${v1}. Set what to build in the complete YAML in inputs.` }]),
  ];
  return problems.length > 0
    ? { problems }
    : {
        yaml: 'source' in inputs ? inputs.source : '',
        origins: [],
        warnings: [`The runtime inputs are not checked: ${v1}.`],
      };
}

function isCompleteV1({ entries }: Extract<RuntimeInputs, { form: 'names' }>['names']): boolean {
  return (
    entries.get('inputs')?.kind === 'mapping' &&
    [...entries.keys()].every((key) => /^(?:inputs|version|kind)$/.test(key))
  );
}

/** @returns complete YAML as it was written, with the pipeline's identifier where that was missing. */
export function asWritten({ tree, source }: Extract<RuntimeInputs, { form: 'complete' }>, pipeline: string): string {
  const identified = withIdentifier(tree, text(pipeline));
  return identified === tree ? source : writeTree(identified);
}
