/** The `ref` input: what the CI stage builds, out of a Git ref. */
import { oneLine } from '../base/text.ts';

/** Harness's `build`: its type, and the one key that its `spec` has then. */
export interface Build {
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
    const forms = 'refs/heads/main, refs/tags/v1, refs/pull/7/merge, a whole commit SHA or a branch name';
    return { problem: `'${oneLine(ref, 100)}' is not a ref such as ${forms}.` };
  }
  return /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)
    ? { type: 'commitSha', key: 'commitSha', value: ref }
    : { type: 'branch', key: 'branch', value: ref };
}
