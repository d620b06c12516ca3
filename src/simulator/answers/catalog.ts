/** What clients list before they start anything: pipelines, organizations, projects, triggers. */
import { scenario, scenarios } from '../plays/scenarios.ts';
import { type Answer, itemPage, springPage, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { jsonBody, playOf, scopeOf } from '../server/world.ts';
import { isRecord, strings, text } from '../shape.ts';
import { pipelineYaml, stagesIn } from './pipeline-yaml.ts';
import { refuse } from './refusals.ts';
import { displayName } from './summary.ts';
import { webhookTriggers } from './webhooks.ts';
import { readYaml } from './yaml.ts';

const PIPELINES = '/pipeline/api/pipelines';

/** Any organization and any project is there; listed are those that the documentation uses. */
export const catalogRoutes: readonly Route[] = [
  { kind: 'pipelines', method: 'POST', path: new RegExp(`^${PIPELINES}/list$`), handle: listPipelines },
  { kind: 'pipeline', method: 'GET', path: new RegExp(`^${PIPELINES}/summary/([^/]+)$`), handle: pipelineSummary },
  { kind: 'pipeline', method: 'GET', path: new RegExp(`^${PIPELINES}/([^/]+)$`), handle: getPipeline },
  { kind: 'other', method: 'GET', path: /^\/ng\/api\/organizations$/, scope: 'account', handle: organizations },
  { kind: 'other', method: 'GET', path: /^\/ng\/api\/organizations\/([^/]+)$/, scope: 'account', handle: organization },
  { kind: 'other', method: 'GET', path: /^\/ng\/api\/aggregate\/projects$/, scope: 'account', handle: aggregates },
  { kind: 'other', method: 'GET', path: /^\/ng\/api\/projects$/, scope: 'account', handle: projects },
  { kind: 'other', method: 'GET', path: /^\/ng\/api\/projects\/([^/]+)$/, scope: 'account', handle: project },
  { kind: 'other', method: 'GET', path: /^\/pipeline\/api\/triggers$/, handle: triggers },
];

/** Identifiers of all pipelines that can be listed: those with YAML of their own, then one for each scenario. */
function identifiers(call: Call): readonly string[] {
  const plays = scenarios()
    .map(({ name }) => name)
    .filter((name) => scenario(name) !== undefined);
  return [...new Set([...call.world.pipelines.keys(), ...plays])];
}

/** Every pipeline whose identifier or name holds the search term, without regard to case, and that the body's filters name. */
function listPipelines(call: Call): Answer {
  const search = (call.query.get('searchTerm') ?? '').toLowerCase();
  const [page, size] = [Number(call.query.get('page') ?? 0), Number(call.query.get('size') ?? 25)];
  const body = jsonBody(call);
  const [wanted, named] = [strings(body['pipelineIdentifiers']), text(body['name']).toLowerCase()];
  const found = identifiers(call)
    .map((id) => ({ id, name: nameOf(call, id) }))
    .filter(({ id, name }) => id.toLowerCase().includes(search) || name.toLowerCase().includes(search))
    .filter(({ id, name }) => (wanted.length === 0 || wanted.includes(id)) && name.toLowerCase().includes(named));
  const content = found.slice(page * size, (page + 1) * size).map(({ id }) => overview(call, id));
  return success(springPage(content, { page, size, total: found.length }));
}

function nameOf(call: Call, id: string): string {
  return text(topOf(call, id)['name']) || displayName(id);
}

function topOf(call: Call, id: string): Record<string, unknown> {
  const yaml = readYaml(call.world.pipelines.get(id)?.yaml ?? '');
  const top = isRecord(yaml) ? yaml['pipeline'] : undefined;
  return isRecord(top) ? top : {};
}

function overview(call: Call, id: string): object {
  const stages = playOf(call.world, id).stages.flatMap(stagesIn);
  return {
    identifier: id,
    name: nameOf(call, id),
    description: '',
    tags: {},
    version: 1,
    numOfStages: stages.length,
    stageNames: stages.map(({ name }) => name),
    createdAt: CREATED,
    lastUpdatedAt: CREATED,
    modules: ['cd', 'ci'],
    isDraft: false,
    storeType: 'INLINE',
    yamlVersion: '0',
  };
}

const CREATED = Date.UTC(2026, 0, 2);

function pipelineSummary(call: Call, id = ''): Answer {
  refuse(call, id);
  return success(overview(call, id));
}

/** A pipeline with its YAML: its own, or that of the scenario it plays. */
function getPipeline(call: Call, id = ''): Answer {
  refuse(call, id);
  const yamlPipeline = pipelineYaml(call.world, id, scopeOf(call));
  const resolved = call.query.get('getTemplatesResolvedPipeline')?.toLowerCase() === 'true';
  return success({
    yamlPipeline,
    ...(resolved ? { resolvedTemplatesPipelineYaml: yamlPipeline } : {}),
    entityValidityDetails: { valid: true },
    modules: ['cd', 'ci'],
    storeType: 'INLINE',
    gitDetails: { branch: call.query.get('branch'), repoName: call.query.get('repoName') },
  });
}

const ORGANIZATION = { identifier: 'default', name: 'Default', description: '', tags: {} };
const PROJECTS = ['shop', 'platform'];

function pages({ query }: Call): { pageIndex: number; pageSize: number } {
  return { pageIndex: Number(query.get('pageIndex') ?? 0), pageSize: Number(query.get('pageSize') ?? 50) };
}

function organizations(call: Call): Answer {
  return success(itemPage([organizationOf('default')], pages(call)));
}

function organization(_: Call, id = ''): Answer {
  return success(organizationOf(id));
}

function organizationOf(identifier: string): object {
  const own = identifier === 'default' ? ORGANIZATION : { ...ORGANIZATION, identifier, name: displayName(identifier) };
  return { organization: own, createdAt: CREATED, lastModifiedAt: CREATED, harnessManaged: identifier === 'default' };
}

function projectOf(call: Call, identifier: string): { project: object; [more: string]: unknown } {
  const orgIdentifier = call.query.get('orgIdentifier') ?? 'default';
  const own = { orgIdentifier, identifier, name: displayName(identifier), color: '#0063f7', modules: ['CD', 'CI'] };
  const times = { createdAt: CREATED, lastModifiedAt: CREATED };
  return { project: { ...own, description: '', tags: {} }, ...times, isFavorite: false };
}

function foundProjects(call: Call): readonly string[] {
  const search = (call.query.get('searchTerm') ?? '').toLowerCase();
  return PROJECTS.filter((name) => name.includes(search));
}

function projects(call: Call): Answer {
  const all = foundProjects(call).map((name) => projectOf(call, name));
  return success(itemPage(all, pages(call)));
}

function project(call: Call, id = ''): Answer {
  return success(projectOf(call, id));
}

function aggregates(call: Call): Answer {
  const all = foundProjects(call).map((name) => ({
    projectResponse: projectOf(call, name),
    organization: ORGANIZATION,
    harnessManagedOrg: true,
    admins: [],
    collaborators: [],
  }));
  return success(itemPage(all, pages(call)));
}

/** The custom webhook triggers of a pipeline: those that do something of their own. */
function triggers(call: Call): Answer {
  const search = (call.query.get('searchTerm') ?? '').toLowerCase();
  const found = Object.entries(webhookTriggers).filter(([identifier]) => identifier.includes(search));
  const all = found.map(([identifier, description]) => ({
    name: displayName(identifier),
    identifier,
    description,
    type: 'Webhook',
    enabled: identifier !== 'disabled',
    tags: {},
    webhookDetails: { webhookSourceRepo: 'Custom' },
    webhookUrl: `${call.world.url}/gateway/pipeline/api/webhook/custom/token/v3?${webhookQuery(call, identifier)}`,
    isPipelineInputOutdated: false,
    pipelineInputOutdated: false,
  }));
  const { query } = call;
  return success(
    itemPage(all, { pageIndex: Number(query.get('page') ?? 0), pageSize: Number(query.get('size') ?? 25) }),
  );
}

function webhookQuery(call: Call, triggerIdentifier: string): string {
  const { account, org, project: projectIdentifier } = scopeOf(call);
  const pipelineIdentifier = call.query.get('targetIdentifier') ?? '';
  const where = { accountIdentifier: account, orgIdentifier: org, projectIdentifier };
  return new URLSearchParams({ ...where, pipelineIdentifier, triggerIdentifier }).toString();
}
