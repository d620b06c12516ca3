/** FirstGen: applications with their pipelines and workflows. */
import { FIRSTGEN_VARIABLES } from '../plays/pipelines.ts';
import type { World } from '../server/call.ts';
import { isRecord, text } from '../shape.ts';
import { placeholder } from './placeholders.ts';
import { readYaml } from './yaml.ts';

/** Ids are made of the names, so that nothing has to be remembered. */
export function idOf(kind: string, name: string): string {
  return Buffer.from(`${kind}:${name}`).toString('base64url');
}

/** @returns the name in an id; empty for an id of another kind. */
export function nameOf(kind: string, id: unknown): string {
  const [found, ...name] = Buffer.from(text(id), 'base64url').toString('utf8').split(':');
  return found === kind ? name.join(':') : '';
}

/** An application, or the sentence that says why there is none. */
export function application(world: World, name: string): Record<string, unknown> | string {
  if (name === '' || name === 'missing') {
    return 'User does not have access to the application, or it does not exist';
  }
  const within = (type: 'Pipeline' | 'Workflow'): object => nodes(NAMES.map((each) => runnable(world, type, each)));
  const lists = { pipelines: within('Pipeline'), workflows: within('Workflow') };
  return { __typename: 'Application', id: idOf('application', name), name, description: '', ...lists };
}

/** Pipelines and workflows that every application lists; any other can be started as well. */
const NAMES = [...Object.keys(FIRSTGEN_VARIABLES), 'green', 'red', 'approval', 'slow', 'inputs'];

/** A connection, as GraphQL has lists. Which of them are wanted is known when the answer is put together. */
export function nodes(all: readonly unknown[]): Record<string, unknown> {
  const pageInfo = { __typename: 'PageInfo', limit: all.length, offset: 0, total: all.length, hasMore: false };
  return { __typename: 'Connection', nodes: all, pageInfo };
}

/** A pipeline or a workflow, or the sentence that says why there is none. */
export function runnable(world: World, type: 'Pipeline' | 'Workflow', name: string): Record<string, unknown> | string {
  const kind = type.toLowerCase();
  if (name === '' || name === 'missing') {
    return `${type} does not exist`;
  }
  const variables = variablesOf(world, name);
  return { __typename: type, id: idOf(kind, name), name, description: '', [`${kind}Variables`]: variables };
}

/** The variables of a pipeline or workflow, as GraphQL describes them. */
export function variablesOf(world: World, name: string): readonly Record<string, unknown>[] {
  const own = Object.hasOwn(FIRSTGEN_VARIABLES, name) ? FIRSTGEN_VARIABLES[name] : undefined;
  if (own) {
    return own.map((each) => variable({ name: each, required: false, defaultValue: null, allowedValues: null }));
  }
  const yaml: unknown = readYaml(world.pipelines.get(name)?.yaml ?? '');
  const pipeline = isRecord(yaml) ? yaml['pipeline'] : undefined;
  const variables: readonly unknown[] =
    isRecord(pipeline) && Array.isArray(pipeline['variables']) ? pipeline['variables'] : [];
  return variables.flatMap((each) => {
    const input = isRecord(each) ? placeholder(each['value']) : undefined;
    if (!isRecord(each) || !input) {
      return [];
    }
    const { fallback: defaultValue = null, allowed = null } = input;
    const required = each['required'] === true;
    return [variable({ name: text(each['name']), required, defaultValue, allowedValues: allowed })];
  });
}

function variable(own: {
  name: string;
  required: boolean;
  defaultValue: string | null;
  allowedValues: readonly string[] | null;
}): Record<string, unknown> {
  return { __typename: 'Variable', type: 'Text', allowMultipleValues: false, fixed: false, ...own };
}
