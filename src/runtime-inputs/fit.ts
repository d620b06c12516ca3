/**
 * `inputs`, input sets and `ref` fitted into the pipeline's template: runtime-input YAML, or every problem at once. Nothing is
 * sent from here and nothing is guessed: what Harness would silently ignore or refuse later is a problem now.
 */
import { oneLine, quotedValue } from '../base/text.ts';
import { asSent } from './check.ts';
import { fitRef, readRef, warnOfRef } from './codebase.ts';
import { matchComplete, type Fault } from './complete.ts';
import { readSets, type ReadSet, type RuntimeInputs } from './inputs.ts';
import { fill, withIdentifier } from './merge.ts';
import { checkMissing } from './missing.ts';
import { explainUnknown, fitNames } from './names.ts';
import { isV1, readTemplate } from './template.ts';
import { text } from './tree.ts';
import { asWritten, passThrough, withoutTemplate } from './unchecked.ts';
import { checkGiven, give, giveComplete, openValues, origins, type Values } from './values.ts';
import { warnOfText } from './warnings.ts';
import type { Fitted, Wanted } from './wanted.ts';
import { writeTree } from './write-yaml.ts';

// In the bundle this folder is one file, which others load for its readers of YAML.
export { valuesIn, yamlForLog } from './confidential.ts';
export { readRuntimeInputs } from './inputs.ts';
export { readTree } from './read-yaml.ts';
export { unreadTemplate } from './unchecked.ts';

/** @returns runtime-input YAML that holds what was asked for and nothing else; or all that is wrong. */
export async function fitInputs(wanted: Wanted): Promise<Fitted> {
  const template = readTemplate(wanted, wanted.template);
  if ('fault' in template) {
    return withoutTemplate(wanted, [
      `The template that Harness returned ${template.fault}. Check the pipeline in Harness.`,
    ]);
  }
  if (isV1(template)) {
    return passThrough(wanted);
  }
  const { sets, problems } = readSets(wanted.sets);
  const values = openValues(template, wanted.masked ?? []);
  values.problems.push(...problems);
  addSets(values, sets, wanted);
  addInputs(values, wanted.inputs);
  addRef(values, wanted.ref ?? '');
  checkGiven(values);
  warnOfText(values, wanted);
  // What is missing is known only when all that gives something could be read.
  if (wanted.inputs.form !== 'unusable' && problems.length === 0) {
    await checkMissing(values, wanted.readPipeline);
  }
  return values.problems.length > 0
    ? { problems: values.problems }
    : { yaml: yamlOf(values, wanted, sets), origins: origins(values), warnings: values.warnings };
}

/** Complete YAML stays as it was written, but for a missing identifier, unless something else is to be put into it. */
function yamlOf(
  { template, given, open, extras }: Values,
  { inputs, pipeline, ref = '' }: Wanted,
  sets: readonly ReadSet[],
): string {
  if (inputs.form === 'complete' && sets.length === 0 && ref === '') {
    return asWritten(inputs, pipeline);
  }
  const filled = fill(template.tree, { valueOf: (node) => given.get(node)?.value ?? open.get(node), extras });
  return filled === undefined ? '' : writeTree(withIdentifier(filled, text(pipeline)));
}

function addSets(values: Values, sets: readonly ReadSet[], { stages = [] }: Wanted): void {
  const { template, problems } = values;
  if (template.places.length === 0 && sets.length > 0) {
    const sentence = `cannot be applied: ${template.title} has no runtime inputs. Remove them.`;
    problems.push({ input: 'input-sets', text: sentence });
    return;
  }
  for (const { id, isOutdated, tree } of sets) {
    const matched = matchComplete(template, tree);
    giveComplete(values, matched, `input set ${id}`);
    // A set may give inputs of stages that do not run.
    for (const fault of isOutdated || stages.length > 0 ? [] : matched.faults) {
      problems.push({ input: 'input-sets', text: `${quotedValue(id)}: ${faultText(fault, template.title)}` });
    }
  }
}

function faultText({ kind, path, form = '' }: Fault, title: string): string {
  const name = quotedValue(path, 500);
  switch (kind) {
    case 'unknown':
      return `${name} is not an input of ${title}. Harness would silently ignore it.`;
    case 'misplaced':
      return `${name} must be written as ${oneLine(form)}. Harness would silently ignore it here.`;
    case 'fixed':
      return `${name} has a fixed value in ${title} and is not an input.`;
    case 'twice':
      return `${name} is given twice.`;
  }
}

function addInputs(values: Values, inputs: RuntimeInputs): void {
  const { template, names, empty, doubtful, problems } = values;
  const complain = (sentence: string): unknown => problems.push({ input: 'inputs', text: sentence });
  switch (inputs.form) {
    case 'empty':
      return;
    case 'unusable':
      problems.push(...inputs.problems);
      return;
    case 'names': {
      const fit = fitNames(inputs.names, template, names);
      fit.problems.forEach(complain);
      fit.doubtful.forEach((place) => doubtful.add(place));
      fit.empty.forEach(({ place, value }) => empty.set(place.leaf, value));
      fit.given.forEach(({ place, value }) =>
        give(values, place.leaf, { value: asSent(value, place), from: 'inputs' }),
      );
      return;
    }
    case 'complete': {
      const matched = matchComplete(template, inputs.tree);
      giveComplete(values, matched, 'inputs');
      matched.empty.forEach((value, leaf) => empty.set(leaf, value));
      const unknown = matched.faults.filter(({ kind }) => kind === 'unknown').map(({ path }) => path);
      const explained = explainUnknown(unknown, template, names);
      explained.problems.forEach(complain);
      explained.doubtful.forEach((place) => doubtful.add(place));
      matched.faults
        .filter(({ kind }) => kind !== 'unknown')
        .forEach((fault) => complain(faultText(fault, template.title)));
      doubtBelow(values, matched.faults);
    }
  }
}

/** What is below something misplaced is given, but in the wrong place: one problem, not two. */
function doubtBelow({ template, doubtful }: Values, faults: readonly Fault[]): void {
  const misplaced = faults.filter(({ kind }) => kind === 'misplaced').map(({ path }) => path);
  template.places
    .filter(({ path }) => misplaced.some((group) => path === group || path.startsWith(`${group}.`)))
    .forEach((place) => doubtful.add(place));
}

function addRef(values: Values, ref: string): void {
  const { template, given, problems, warnings } = values;
  if (ref === '') {
    return;
  }
  const build = readRef(ref);
  const fitted = 'problem' in build ? build : fitRef(build, template);
  if ('problem' in fitted) {
    problems.push({ input: 'ref', text: fitted.problem });
    return;
  }
  for (const [{ leaf, path }, value] of fitted) {
    if (given.get(leaf)?.from === 'inputs') {
      const sentence = `sets what to build, and so does inputs (${oneLine(path)}). Specify only one of them.`;
      problems.push({ input: 'ref', text: sentence });
    }
    give(values, leaf, { value, from: 'ref' });
  }
  warnings.push(...[warnOfRef(ref)].filter((warning) => warning !== undefined));
}
