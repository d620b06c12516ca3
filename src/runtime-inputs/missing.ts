/** Values that a run requires and that are missing, and those that are left to Harness. */
import { oneLine } from '../base/text.ts';
import { listed } from './check.ts';
import { buildOf } from './codebase.ts';
import { literal } from './lists.ts';
import { readTemplate, type Place } from './template.ts';
import { some, type Values } from './values.ts';

/** Reads the pipeline's own YAML; or says why it cannot be read. */
export type ReadPipeline = () => Promise<{ readonly yaml: string } | { readonly refusal: string }>;
/** The same, unless a deployment goes to all there are (`deployToAll: true`). */
const NEEDED_UNLESS_ALL: ReadonlySet<string> = new Set([
  'infrastructureDefinitions',
  'environments',
  'environments.values',
  'gitOpsClusters',
  'gitOpsClusters.values',
]);

/** What only the pipeline's own YAML says. */
interface Pipeline {
  /** Why the YAML cannot be read; undefined when it can be, or need not be. */
  readonly refusal?: string;
  /** Paths of the variables with `required: true`. */
  readonly required: ReadonlySet<string>;
  /** Paths of the mappings with `deployToAll: true`, each with a dot. */
  readonly toAll: readonly string[];
}

/**
 * Adds what a run needs and has not got, and one warning that names what else has no value.
 *
 * @param readPipeline called at most once, and only when a variable or something that `deployToAll` settles has no value
 */
export async function checkMissing(values: Values, readPipeline: ReadPipeline): Promise<void> {
  const { template, given, open, doubtful, names, problems, warnings } = values;
  const left = template.places.filter(
    ({ leaf, fallback, asks }) => !given.has(leaf) && fallback === undefined && !asks.asksDuringRun,
  );
  const isAsked = (place: Place): boolean => (place.isVariable ? !place.isRequired : isIn(NEEDED_UNLESS_ALL, place));
  const pipeline = left.some(isAsked) ? await pipelineOf(template.title, readPipeline) : NOTHING;
  const facts = { ...pipeline, toAll: [...pipeline.toAll, ...deployingToAll(values)] };
  const openNeeded: string[] = [];
  const unjudged: string[] = [];
  const leftOut: string[] = [];
  for (const place of left) {
    const isNeeded = needs(place, facts);
    const isVague = place.isVariable && pipeline.refusal !== undefined;
    if (open.has(place.leaf)) {
      openNeeded.push(...(isNeeded ? [names.label(place)] : []));
    } else if (!isNeeded) {
      (isVague ? unjudged : leftOut).push(labelOf(values, place));
    } else if (!doubtful.has(place)) {
      problems.push({ input: 'inputs', text: missing(place, names.label(place)) });
    }
  }
  warnings.push(
    ...(openNeeded.length > 0
      ? [`Left open with <+input>, although an execution needs a value: ${some(openNeeded)}.`]
      : []),
    ...(unjudged.length > 0
      ? [
          `Variables without a value are left to Harness, which may require them: ${some(unjudged)}. The YAML of ${template.title} cannot be read (${oneLine(pipeline.refusal ?? '', 300)}).`,
        ]
      : []),
    ...(leftOut.length > 0 ? [`Inputs without a value are left to Harness: ${some(leftOut)}.`] : []),
  );
  checkEmpty(values, pipeline);
}

function labelOf({ names, empty }: Values, place: Place): string {
  return empty.has(place.leaf) ? `${names.label(place)} (named without a value)` : names.label(place);
}

/** A required variable may be left empty on purpose. */
function checkEmpty({ template, given, names, warnings }: Values, { required }: Pipeline): void {
  for (const place of template.places) {
    const value = given.get(place.leaf)?.value;
    if (
      value?.kind === 'leaf' &&
      value.text === '' &&
      (place.isRequired || (place.isVariable && required.has(place.path)))
    ) {
      warnings.push(`'${names.label(place)}' (${place.what}) is required and empty; Harness may refuse that.`);
    }
  }
}

function isIn(keys: ReadonlySet<string>, { parent, name }: Place): boolean {
  return keys.has(name) || keys.has(`${parent}.${name}`);
}

/** Keys without which no deployment runs. */
const NEEDED: ReadonlySet<string> = new Set(['serviceRef', 'environmentRef', 'services', 'services.values']);

function needs(place: Place, { required, toAll }: Pipeline): boolean {
  if (place.isVariable) {
    return place.isRequired || required.has(place.path);
  }
  return (
    isIn(NEEDED, place) ||
    buildOf(place.path) !== undefined ||
    (isIn(NEEDED_UNLESS_ALL, place) && !toAll.some((path) => place.path.startsWith(path)))
  );
}

const NOTHING: Pipeline = { required: new Set(), toAll: [] };

async function pipelineOf(pipeline: string, readPipeline: ReadPipeline): Promise<Pipeline> {
  const answer = await readPipeline();
  if ('refusal' in answer) {
    return { ...NOTHING, refusal: answer.refusal };
  }
  // Most pipelines say neither, and then their YAML need not be parsed.
  if (!/\b(?:required|deployToAll)\b/.test(answer.yaml)) {
    return NOTHING;
  }
  const read = readTemplate({ pipeline }, answer.yaml);
  if ('fault' in read) {
    return { ...NOTHING, refusal: `it ${read.fault}` };
  }
  const required = read.places.filter(({ isRequired }) => isRequired).map(({ path }) => path);
  const all = [...read.groups].filter(
    ([, group]) => group.kind === 'mapping' && literal(group, 'deployToAll') === 'true',
  );
  return { required: new Set(required), toAll: all.map(([path]) => `${path}.`) };
}

/** @returns the paths of what was given `deployToAll: true`, each with a dot. */
function deployingToAll({ template, given }: Values): string[] {
  return template.places.flatMap(({ name, leaf, path }) => {
    const value = given.get(leaf)?.value;
    return name === 'deployToAll' && value?.kind === 'leaf' && value.text === 'true'
      ? [path.slice(0, -name.length)]
      : [];
  });
}

function missing(place: Place, label: string): string {
  const where = label === place.path ? '' : `, ${oneLine(place.path)}`;
  const list = place.asks.validators.find((one) => one.kind !== 'pattern');
  const hint =
    list !== undefined
      ? ` It must be one of ${listed(list.values)}.`
      : buildOf(place.path) !== undefined
        ? ' Set ref.'
        : '';
  return `'${label}' (${place.what}${where}) has no value.${hint}`;
}
