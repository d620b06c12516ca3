/**
 * The author's YAML and the pipeline's template to runtime-input YAML, or every problem at once. Nothing is sent from here
 * and nothing is guessed: what Harness would drop in silence or refuse later is a problem now.
 */
import type { refusalReason, Problem } from '../harness/errors.ts';
import { oneLine } from '../base/text.ts';
import { readAuthor, readSets, type Author, type InputSet } from './author.ts';
import { asSent } from './check.ts';
import { fitRef } from './codebase.ts';
import { checkGiven, checkMissing, give, openLedger, origins, type Ledger, type Origin } from './ledger.ts';
import { fill } from './merge.ts';
import { fitNames, unknown } from './names.ts';
import { layOver } from './overlay.ts';
import { readRef } from './ref.ts';
import { compose, type Sent } from './send.ts';
import { readTemplate } from './template.ts';
import type { Tree } from './tree.ts';

// In the bundle this room is one file, which others load for its readers of YAML.
export { readAuthor } from './author.ts';
export { readTree } from './tree.ts';

/** What one start asks for, and what Harness said about it. */
export interface Wanted {
  /** The pipeline's identifier. */
  readonly pipeline: string;
  /** The author's text; may be empty. */
  readonly inputs: string;
  /** `inputSetTemplateYaml`; undefined when the pipeline asks for nothing. */
  readonly template: string | undefined;
  /** In the order in which they apply, overlay sets already expanded; each with its `inputSetYaml`. */
  readonly sets: readonly { readonly id: string; readonly yaml: string }[];
  readonly ref?: string | undefined;
  /** The stages for which the template was fetched, when not for all. */
  readonly stages?: readonly string[] | undefined;
  /** Values that no display may show. */
  readonly masked?: readonly string[] | undefined;
}

/** Everything that is wrong; or what to send, what is in it, and what a person should know about it. */
export type Fitted =
  | { readonly problems: readonly Problem[] }
  | (Sent & {
      /**
       * Whether `inputs` or `ref` covers a list or a mapping of an input set. Harness's own merge would join the two, keep
       * the set's `type` and drop new keys, so `merged` is to be sent then.
       */
      readonly coversSets: boolean;
      readonly origins: readonly Origin[];
      readonly warnings: readonly string[];
    });

/** @returns runtime-input YAML that holds what was asked for and nothing else; or all that is wrong. */
export function fitInputs(wanted: Wanted): Fitted {
  const template = readTemplate(wanted, wanted.template);
  if ('fault' in template) {
    return withoutTemplate(wanted, `what Harness gave ${template.fault}`, 'Look at the pipeline in Harness');
  }
  const author = readAuthor(wanted.inputs, wanted.pipeline);
  const { sets, problems } = readSets(wanted.sets);
  const ledger = openLedger(template, wanted.masked ?? []);
  ledger.problems.push(...problems);
  addSets(ledger, sets);
  addAuthor(ledger, author);
  addRef(ledger, wanted.ref ?? '');
  checkGiven(ledger);
  // What is missing is known only when all that gives something could be read.
  if (author.form !== 'unusable' && problems.length === 0) {
    checkMissing(ledger);
  }
  return ledger.problems.length > 0
    ? { problems: ledger.problems }
    : {
        ...compose(author, {
          ...wanted,
          sets,
          shape: template.tree,
          filled: fill(template.tree, toFill(ledger, author)),
        }),
        coversSets: ledger.covered.size > 0,
        origins: origins(ledger),
        warnings: ledger.warnings,
      };
}

/**
 * What holds when Harness does not give the template: complete YAML and empty inputs are sent as they are, with a warning;
 * names and a ref cannot be fitted.
 *
 * @param why Harness's own words.
 * @param meaning what kind of refusal it is. Told by the caller: all that `errors.ts` says has no place in this room's file.
 */
export function unreadTemplate(wanted: Omit<Wanted, 'template'>, why: string, meaning: Meaning): Fitted {
  return withoutTemplate(wanted, why, remedyOf(meaning));
}

type Meaning = ReturnType<typeof refusalReason>;

/** The right is named in each case: Harness may say that nothing is there to a key that may not see it. */
function remedyOf(meaning: Meaning): string {
  const right = 'Pipeline: View (core_pipeline_view) in that project';
  switch (meaning) {
    case 'not-found':
      return `Check pipeline, org and project; a key without ${right} gets the same answer`;
    case 'forbidden':
      return `Give the key a role with ${right}`;
    case 'unauthorized':
    case 'other':
      return `Mend what Harness names; the key also needs ${right}`;
  }
}

function withoutTemplate(wanted: Omit<Wanted, 'template'>, why: string, remedy: string): Fitted {
  const author = readAuthor(wanted.inputs, wanted.pipeline);
  const { sets, problems } = readSets(wanted.sets);
  const cause = `because the runtime-input template of ${oneLine(wanted.pipeline, 100)} cannot be read: ${oneLine(why).replace(/\.$/, '')}`;
  const unfit = (input: string, more = ''): Problem => ({
    input,
    text: `cannot be fitted, ${cause}. ${remedy}.${more}`,
  });
  const all = [
    ...(author.form === 'unusable' ? author.problems : []),
    ...(author.form === 'names' ? [unfit('inputs', ' Complete YAML (pipeline: …) needs no template.')] : []),
    ...problems,
    ...((wanted.ref ?? '') === '' ? [] : [unfit('ref')]),
  ];
  return all.length > 0
    ? { problems: all }
    : {
        ...compose(author, { ...wanted, sets, shape: undefined, filled: undefined }),
        coversSets: false,
        origins: [],
        warnings: [`The runtime inputs are not checked, ${cause}. ${remedy}.`],
      };
}

function addSets(ledger: Ledger, sets: readonly InputSet[]): void {
  const { template, problems } = ledger;
  if (template.places.length === 0 && sets.length > 0) {
    const text = `cannot be applied: ${template.title} has no runtime inputs. Leave them out.`;
    problems.push({ input: 'input-sets', text });
  }
  for (const { id, tree } of sets) {
    for (const [leaf, value] of layOver(template, tree).given) {
      give(ledger, leaf, { value, from: `input set ${id}` });
    }
  }
}

function addAuthor(ledger: Ledger, author: Author): void {
  const { template, names, doubtful, problems } = ledger;
  const complain = (text: string): unknown => problems.push({ input: 'inputs', text });
  switch (author.form) {
    case 'empty':
      return;
    case 'unusable':
      problems.push(...author.problems);
      return;
    case 'names': {
      const fit = fitNames(author.names, template, names);
      fit.problems.forEach(complain);
      fit.doubtful.forEach((place) => doubtful.add(place));
      fit.given.forEach(({ place, value }) =>
        give(ledger, place.leaf, { value: asSent(value, place), from: 'inputs' }),
      );
      return;
    }
    case 'complete': {
      const overlay = layOver(template, author.tree);
      overlay.given.forEach((value, leaf) => give(ledger, leaf, { value, from: 'inputs' }));
      unknown(overlay.unknown, template, names).forEach(complain);
      overlay.fixed.forEach((path) =>
        complain(`'${oneLine(path)}' is fixed in ${template.title}, not an input of it.`),
      );
      overlay.twice.forEach((path) => complain(`'${oneLine(path)}' is given twice.`));
    }
  }
}

function addRef(ledger: Ledger, ref: string): void {
  const { template, given, problems } = ledger;
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
      const text = `says what to build, and inputs does, too (${oneLine(path)}). Give one of them.`;
      problems.push({ input: 'ref', text });
    }
    give(ledger, leaf, { value, from: 'ref' });
  }
}

/** @returns what goes into the template's shape; complete YAML has its values in place already. */
function toFill({ given }: Ledger, author: Author): Map<Tree, Tree> {
  return new Map(
    [...given].flatMap(([leaf, { value, from }]) =>
      from === 'ref' || (from === 'inputs' && author.form === 'names') ? [[leaf, value] as const] : [],
    ),
  );
}
