/** The `ref` input: what the CI stage builds, and where a template asks for it. */
import { quotedValue } from '../base/text.ts';
import { literal } from './lists.ts';
import type { Place, Template } from './template.ts';
import { mapping, text, type Tree } from './tree.ts';

/** Harness's `build`: its type, and the one key that its `spec` has then. */
interface Build {
  readonly type: 'branch' | 'tag' | 'PR' | 'commitSha';
  readonly key: 'branch' | 'tag' | 'number' | 'commitSha';
  readonly value: string;
}

/** @returns what a Git ref builds: `refs/heads/…`, `refs/tags/…`, `refs/pull/N/…`, a whole SHA, or a branch's bare name. */
export function readRef(ref: string): Build | { readonly problem: string } {
  const [, kind, name] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? [];
  if (kind === 'heads' && name !== undefined) {
    return { type: 'branch', key: 'branch', value: name };
  }
  if (kind === 'tags' && name !== undefined) {
    return { type: 'tag', key: 'tag', value: name };
  }
  const number = kind === 'pull' ? /^([1-9]\d*)\/(?:merge|head)$/.exec(name ?? '')?.[1] : undefined;
  if (number !== undefined) {
    return { type: 'PR', key: 'number', value: number };
  }
  if (ref === '' || /^refs(?:\/|$)|[\s\u0000-\u001F\u007F~^:?*[\\]/.test(ref)) {
    const forms = 'refs/heads/main, refs/tags/v1, refs/pull/7/merge, a full commit SHA or a branch name';
    return { problem: `${quotedValue(ref)} is not a ref such as ${forms}.` };
  }
  return /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)
    ? { type: 'commitSha', key: 'commitSha', value: ref }
    : { type: 'branch', key: 'branch', value: ref };
}

/** What a bare name that is taken for a branch may have been meant for. */
const LIKELY_MISTAKES: readonly (readonly [form: RegExp, what: string, write: (found: RegExpExecArray) => string])[] = [
  [/^(\d{1,6})$/, "a pull request's number", ([, number = '']) => `refs/pull/${number}/merge`],
  [/^(?=.*\d)[\da-f]{7,39}$/i, 'the beginning of a commit SHA', () => 'all 40 digits of the SHA'],
  [/^(?:remotes\/)?(?:origin|upstream)\/(.+)$/, 'a remote-tracking branch', ([, name = '']) => name],
  [/^(?:heads|tags|pull)\/.+$/, 'a ref without its refs/ prefix', ([ref]) => `refs/${ref}`],
  [/^v?\d+(?:\.\d+){1,2}$/, 'a tag', ([ref]) => `refs/tags/${ref}`],
  [/^HEAD$/, 'what is checked out', () => 'the branch, or ${{ github.ref }}'],
];

/** @returns what a ref looks like that is taken for a branch, and what to write; undefined where it looks like a branch's name. */
export function warnOfRef(ref: string): string | undefined {
  for (const [form, what, write] of LIKELY_MISTAKES) {
    const found = form.exec(ref);
    if (found !== null) {
      return `ref: ${quotedValue(ref)} is treated as a branch, but looks like ${what}. Write ${write(found)}, or refs/heads/${ref} if a branch has that name.`;
    }
  }
  return undefined;
}

const BUILD = 'properties.ci.codebase.build';

/** @returns the values of the places that ask what is built; or why there are none, as a sentence. */
export function fitRef(build: Build, template: Template): ReadonlyMap<Place, Tree> | { readonly problem: string } {
  const bases = new Set(template.places.flatMap(({ path }) => buildOf(path) ?? []));
  const base = bases.has(BUILD) ? BUILD : [...bases][0];
  if (base === undefined) {
    return {
      problem: `cannot be used: ${template.title} has no runtime input for what to build. Make the build of its codebase a runtime input, or omit ref.`,
    };
  }
  if (bases.size > 1 && base !== BUILD) {
    return { problem: `is ambiguous (${bases.size} builds): ${[...bases].join(', ')}. Set them in inputs.` };
  }
  const spec = mapping([[build.key, text(build.value)]]);
  const complete = mapping([
    ['type', text(build.type)],
    ['spec', spec],
  ]);
  const values = new Map<string, Tree>([
    [base, complete],
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
        problem: `is a ${build.type}, but ${template.title} expects ${kind === undefined ? 'something else' : `a ${kind}`}.`,
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
