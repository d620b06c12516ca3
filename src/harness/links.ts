/** What a person is shown of where an execution is: the place in words, its page, and the list that holds it. Built here: Harness's answers hold no links. */
import type { ExecutionRef, ParentExecution, Scope } from './execution.ts';

/** FirstGen knows neither organizations nor projects: pipelines and workflows belong to an application. */
export interface Application {
  /** Empty until it is known. */
  readonly id: string;
  readonly name: string;
  /** Whether a single workflow was started, and not a pipeline. */
  readonly isWorkflow: boolean;
}

/** Where an execution is: in a project, or in an application of FirstGen. */
interface Location {
  readonly scope: Scope;
  /** Empty until it is known. */
  readonly pipeline: string;
  readonly application?: Application | undefined;
}

/** @returns `default / shop`, or the application's name. */
export function placeOf({ scope, application }: Location): string {
  return application?.name ?? `${scope.org} / ${scope.project}`;
}

/**
 * @returns the page that lists the executions, newest first: of the pipeline, of the project while no pipeline is known, of
 * the account without a project.
 */
export function executionsLink({ scope, pipeline, application }: Location): string {
  if (application !== undefined) {
    return `${firstGenLink(scope)}/executions`;
  }
  if (scope.project === '') {
    return `${scope.origin}/ng/${path('account', scope.account)}`;
  }
  const project = projectLink(scope);
  return pipeline === '' ? `${project}/deployments` : `${project}/${path('pipelines', pipeline, 'executions')}`;
}

/**
 * @returns the page of one execution; the list while its pipeline is not known. FirstGen's is built as its own pages do for
 * a pipeline whose workflow, or a workflow whose environment, is not chosen; that has no documentation.
 */
export function executionLink(location: Location, execution: string): string {
  const { scope, pipeline, application } = location;
  if (application === undefined) {
    const list = executionsLink(location);
    return pipeline === '' ? list : `${list}/${path(execution, 'pipeline')}`;
  }
  const app = `${firstGenLink(scope)}/app/${encodeURIComponent(application.id)}`;
  const id = encodeURIComponent(execution);
  return application.isWorkflow
    ? `${app}/env/undefined/executions/${id}/details`
    : `${app}/pipeline-execution/${id}/workflow-execution/undefined/details`;
}

/** @returns an execution of this place by its id, with its page. */
export function executionRef(location: Location, id: string): ExecutionRef {
  return { id, pipeline: location.pipeline, url: executionLink(location, id) };
}

function firstGenLink({ origin, account }: Scope): string {
  return `${origin}/#/account/${encodeURIComponent(account)}`;
}

const path = (...parts: readonly string[]): string => parts.map((part) => encodeURIComponent(part)).join('/');

function projectLink({ origin, account, org, project }: Scope): string {
  return `${origin}/ng/${path('account', account, 'all', 'orgs', org, 'projects', project)}`;
}

/** @returns the page of the execution that started one in this scope as a chained pipeline; undefined when none did. */
export function parentLink(scope: Scope, parent: ParentExecution | undefined): string | undefined {
  return parent === undefined
    ? undefined
    : executionLink({ scope: { ...scope, ...parent }, pipeline: parent.pipeline }, parent.id);
}

/** @returns the page of an execution, opened at a stage and, when given, at a step; both are keys of Harness's graph. */
export function stageLink(
  url: string,
  at: { readonly stage?: string | undefined; readonly step?: string | undefined; readonly run?: string | undefined },
): string {
  const query = new URLSearchParams(
    [
      ['stage', at.stage],
      ['stageExecId', at.run],
      ['step', at.step],
    ].filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return query.size === 0 ? url : `${url}?${query.toString()}`;
}
