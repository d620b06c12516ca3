/** Where a template asks what the CI stage builds, as Harness has it in the runtime inputs. */
import { literal } from './items.ts';
import type { Build } from './ref.ts';
import type { Place, Template } from './template.ts';
import { mapping, text, type Tree } from './tree.ts';

const BUILD = 'properties.ci.codebase.build';
/** A pipeline made from a pipeline template has it there. */
const TEMPLATE_BUILD = `template.templateInputs.${BUILD}`;

/** @returns the values of the places that ask what is built; or why there are none, as a sentence. */
export function fitRef(build: Build, template: Template): ReadonlyMap<Place, Tree> | { readonly problem: string } {
  const bases = new Set(template.places.flatMap(({ path }) => buildOf(path) ?? []));
  const base = [BUILD, TEMPLATE_BUILD].find((path) => bases.has(path)) ?? [...bases][0];
  if (base === undefined) {
    return {
      problem: `cannot be used: ${template.title} does not ask what to build. Make the build of its codebase a runtime input, or leave ref out.`,
    };
  }
  if (bases.size > 1 && base !== BUILD && base !== TEMPLATE_BUILD) {
    return { problem: `fits several builds: ${[...bases].join(', ')}. Give them in inputs.` };
  }
  const spec = mapping([[build.key, text(build.value)]]);
  const whole = mapping([
    ['type', text(build.type)],
    ['spec', spec],
  ]);
  const values = new Map<string, Tree>([
    [base, whole],
    [`${base}.type`, text(build.type)],
    [`${base}.spec`, spec],
    [`${base}.spec.${build.key}`, text(build.value)],
  ]);
  const given = new Map<Place, Tree>();
  for (const place of template.places) {
    const value = values.get(place.path);
    if (value !== undefined) {
      given.set(place, value);
    }
  }
  const kind = kindOf(template, base);
  const isAsked = [...given.keys()].some(({ path }) => path !== `${base}.type`);
  return !isAsked || (kind !== undefined && kind !== build.type)
    ? {
        problem: `is a ${build.type}, and ${template.title} does not ask for one${kind === undefined ? '' : `, but for a ${kind}`}.`,
      }
    : given;
}

/** @returns the path of the codebase's build, when the path leads to it or into it. */
export function buildOf(path: string): string | undefined {
  const at = path.indexOf(BUILD);
  const end = at + BUILD.length;
  const isBase = at >= 0 && (at === 0 || path[at - 1] === '.') && (path.length === end || path[end] === '.');
  return isBase ? path.slice(0, end) : undefined;
}

/** @returns the type of build that the pipeline itself has settled. */
function kindOf(template: Template, base: string): string | undefined {
  const build = template.groups.get(base);
  return build?.kind === 'mapping' ? literal(build, 'type') : undefined;
}
