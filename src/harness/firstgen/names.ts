/** FirstGen's names -> ids. A person may give either: a name is tried first, and an id where there is no such name. */
import type { Bounds } from '../../base/clock.ts';
import { at, list, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { isExecutionId } from '../identifiers.ts';
import type { GraphQl, GraphQlRequest } from './graphql.ts';

/** An application, a pipeline or a workflow. */
export interface Named {
  readonly id: string;
  /** One line of at most 200 characters. */
  readonly name: string;
}

/** A pipeline or a workflow, with the names of its variables; undefined when FirstGen lists none. */
export interface Runnable extends Named {
  readonly variables: readonly string[] | undefined;
}

/** What was looked up, or why there is nothing, in FirstGen's words. */
export type Lookup<T> = T | { readonly missing: string };

/** A pipeline or a workflow of an application. */
export interface Which {
  readonly application: string;
  readonly isWorkflow: boolean;
  readonly nameOrId: string;
}

/** Looks an application up. @throws HarnessError */
export async function findApplication(graph: GraphQl, nameOrId: string, bounds: Bounds): Promise<Lookup<Named>> {
  const search = {
    purpose: `find the application ${nameOrId}`,
    nameOrId,
    byName: {
      query: 'query($name: String!) { found: applicationByName(name: $name) { id name } }',
      variables: { name: nameOrId },
    },
    byId: {
      query: 'query($id: String!) { found: application(applicationId: $id) { id name } }',
      variables: { id: nameOrId },
    },
  };
  const one = await find(graph, search, bounds);
  return 'missing' in one ? one : { id: one.id, name: one.name };
}

/** Looks a pipeline or a workflow up. @throws HarnessError */
export async function findTarget(graph: GraphQl, which: Which, bounds: Bounds): Promise<Lookup<Runnable>> {
  const { application, isWorkflow, nameOrId } = which;
  const kind = isWorkflow ? 'workflow' : 'pipeline';
  const fields = `id name ${kind}Variables { name }`;
  const search = {
    purpose: `find the ${kind} ${nameOrId}`,
    nameOrId,
    byName: {
      query: `query($app: String!, $name: String!) { found: ${kind}ByName(applicationId: $app, ${kind}Name: $name) { ${fields} } }`,
      variables: { app: application, name: nameOrId },
    },
    byId: {
      query: `query($id: String!) { found: ${kind}(${kind}Id: $id) { ${fields} } }`,
      variables: { id: nameOrId },
    },
  };
  const one = await find(graph, search, bounds);
  if ('missing' in one) {
    return one;
  }
  const variables = at(one.found, `${kind}Variables`);
  const names = list(variables).flatMap((variable) => text(at(variable, 'name')) ?? []);
  return { id: one.id, name: one.name, variables: Array.isArray(variables) ? names : undefined };
}

interface Search {
  readonly purpose: string;
  readonly nameOrId: string;
  /** Both name what they find `found`. */
  readonly byName: Pick<GraphQlRequest, 'query' | 'variables'>;
  readonly byId: Pick<GraphQlRequest, 'query' | 'variables'>;
}

async function find(
  graph: GraphQl,
  { purpose, nameOrId, byName, byId }: Search,
  bounds: Bounds,
): Promise<Lookup<{ readonly found: unknown } & Named>> {
  let missing = '';
  for (const request of isExecutionId(nameOrId) ? [byName, byId] : [byName]) {
    const { data, error } = await graph.ask({ purpose, ...request }, bounds);
    const found = at(data, 'found');
    const id = text(at(found, 'id'));
    if (id !== undefined && isExecutionId(id)) {
      return { id, name: oneLine(text(at(found, 'name')) ?? nameOrId, 200), found };
    }
    if (error === undefined) {
      throw graph.failure(purpose, { kind: 'unexpected', detail: 'The response contains neither data nor an error.' });
    }
    if (error.kind === 'limited' || error.code !== undefined) {
      throw graph.failure(purpose, error);
    }
    missing ||= error.detail;
  }
  return { missing };
}
