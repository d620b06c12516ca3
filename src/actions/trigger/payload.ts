/** The `payload` of a webhook: JSON as the author typed it, or YAML as JSON. */
import { type NamedValue, protect } from '../../base/secrets.ts';
import type { ReadYaml } from '../../inputs/yaml.ts';
import type { Workflow } from '../../runner/workflow.ts';
import type { Tree } from '../../runtime-inputs/tree.ts';

/** @returns JSON, empty for an empty text; or what is wrong, each to follow the input's name. */
export function readPayload(
  text: string,
  readYaml: ReadYaml,
): { readonly json: string } | { readonly faults: readonly string[] } {
  if (text === '') {
    return { json: '' };
  }
  const value = parsed(text);
  if (value !== undefined) {
    protect(valuesOf(value));
    return { json: text };
  }
  const read = readYaml(text);
  if ('faults' in read) {
    return { faults: read.faults.map((fault) => `${fault}.`) };
  }
  return read.tree === undefined || read.tree.kind === 'leaf'
    ? { faults: ['must be a mapping such as image_tag: 1.10 (YAML or JSON), got a single value.'] }
    : { json: toJson(read.tree) };
}

/** A text that is JSON is sent unchanged, including its numbers. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Each text and number in it, with the nearest key above it. */
function valuesOf(value: unknown, name = ''): NamedValue[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => valuesOf(inner, Array.isArray(value) ? name : key));
  }
  return typeof value === 'string' || typeof value === 'number' ? [{ name, value: String(value) }] : [];
}

function toJson(tree: Tree): string {
  switch (tree.kind) {
    case 'leaf':
      return tree.plain ? plain(tree.text) : JSON.stringify(tree.text);
    case 'list':
      return `[${tree.items.map(toJson).join(',')}]`;
    case 'mapping':
      return `{${[...tree.entries].map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join(',')}}`;
  }
}

/** A number that would lose a digit is sent as text: 1.10 is a version, and 007 is not 7. */
function plain(text: string): string {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) {
    return 'null';
  }
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) {
    return text.toLowerCase();
  }
  return /^-?[\d.]+$/.test(text) && String(Number(text)) === text ? text : JSON.stringify(text);
}

/** @returns what a trigger may want to know of the run, as JSON. Its names can be used in Harness's expressions. */
export function describeRun(workflow: Workflow): string {
  const { repository, ref, sha, runId, attempt, url, actor, event } = workflow;
  return JSON.stringify({ repository, ref, sha, run_id: runId, run_attempt: attempt, run_url: url, actor, event });
}
