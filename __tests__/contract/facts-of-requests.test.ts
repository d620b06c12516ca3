/** Facts about aborts, approvals, retries, rollbacks, starts and Git: the client acts rightly on them, and the simulator answers so. */
import { expect } from '@jest/globals';
import { parse } from 'yaml';

import { systemClock } from '../../src/base/clock.ts';
import { HarnessError } from '../../src/harness/errors.ts';
import { type Http, openHttp } from '../../src/harness/http.ts';
import { nextGenApprovalActivity } from '../../src/harness/nextgen/approval-activity.ts';
import { nextGenApprovals } from '../../src/harness/nextgen/approvals.ts';
import { nextGen } from '../../src/harness/nextgen/executions.ts';
import { nextGenLocks } from '../../src/harness/nextgen/locks.ts';
import { pipelineApi } from '../../src/harness/nextgen/pipelines.ts';
import { triggerRollback } from '../../src/harness/nextgen/rollback.ts';
import { refusalReason } from '../../src/harness/request-failure.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { checkFacts, type Sides } from '../support/harness/facts/check.ts';
import { openSimulator } from '../support/harness/facts/plays.ts';
import { REQUEST_FACTS as FACTS } from '../support/harness/facts/requests.ts';
import { startServer, type Visit } from '../support/harness/http-server.ts';
import {
  type Answer,
  ask,
  at,
  begin,
  executionOf,
  interrupt,
  play,
  simulate,
  summaryOf,
  until,
  word,
} from '../support/harness/simulator.ts';

const REF = { id: 'e1', pipeline: 'deploy_prod', url: 'https://harness.example/e1' };
const BOUNDS = { signal: new AbortController().signal, limit: 20_000 };
const NO_GIT = { branch: '', storeType: '', connectorRef: '', repoName: '' };
const ORDER = {
  service: 'till',
  environment: 'north',
  infrastructure: 'quay',
  environmentType: 'Production',
  artifact: '',
  chartVersion: '',
} as const;

/** What the client makes of a Harness that answers everything like this, and what it asked. */
async function asking<Found>(
  { status, body }: { readonly status: number; readonly body: unknown },
  use: (http: Http, scope: { origin: string; account: string; org: string; project: string }) => Promise<Found>,
): Promise<{ readonly found: Found | HarnessError; readonly visits: readonly Visit[] }> {
  const server = await startServer(({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  try {
    const { origin, visits } = server;
    const http = openHttp({ origin, key: 'pat.Acme.a.b', clock: systemClock, onExchange: () => undefined });
    const scope = { origin, account: 'Acme', org: 'default', project: 'shop' };
    const found = await use(http, scope).catch((error: unknown) => {
      if (error instanceof HarnessError) return error;
      throw error;
    });
    return { found, visits };
  } finally {
    await server.close();
  }
}

function kindOf(found: unknown): unknown {
  return found instanceof HarnessError ? found.kind : found;
}

async function abortOf(body: unknown): Promise<unknown> {
  return kindOf(
    (await asking({ status: 400, body }, (http, scope) => nextGen(http, scope, 'k').abort(REF, BOUNDS))).found,
  );
}

async function rollbackOf(data: unknown): Promise<unknown> {
  const roll = (http: Http, scope: Parameters<typeof nextGen>[1]) =>
    triggerRollback(http, { scope, order: ORDER }, BOUNDS);
  return (await asking({ status: 200, body: { status: 'SUCCESS', data } }, roll)).found;
}

function reasonOf({ code, message }: { readonly code: string; readonly message: string }): string {
  return refusalReason({ code, status: 400, detail: `Invalid request: ${message}` });
}

/** The only approval of an execution that plays this, once it waits. */
async function waitingApproval(simulator: Simulator, scenario: string): Promise<string> {
  const id = await begin(simulator, scenario);
  await until(async () => at(await summaryOf(simulator, id), 'status') === 'ApprovalWaiting');
  const { json } = await ask(simulator, `GET /v1/orgs/default/projects/shop/approvals/execution/${id}`, { scope: {} });
  return word(json, '0.id');
}

async function onApproval(line: string, asked: { readonly body?: string } = {}): Promise<unknown> {
  const simulator = await openSimulator();
  const id = await waitingApproval(simulator, 'approval-foreign');
  const [method = '', call = ''] = line.split(' ');
  return (await ask(simulator, `${method} /pipeline/api/approvals/${id}/harness/${call}`, asked)).json;
}

async function startOf(pipeline: string): Promise<unknown> {
  return (await ask(await openSimulator(), `POST /pipeline/api/pipeline/execute/${pipeline}`, { body: '' })).json;
}

async function rolledBack(serviceIdentifier: string): Promise<unknown> {
  const body = JSON.stringify({
    serviceIdentifier,
    envIdentifier: 'prod',
    infraIdentifier: 'k8s',
    environmentType: 'Production',
  });
  return at((await ask(await openSimulator(), 'POST /ng/api/rollback/trigger/v2', { body })).json, 'data');
}

const SIDES: Readonly<Record<keyof typeof FACTS, Sides>> = {
  busyInterrupt: {
    read: async () => [await abortOf(FACTS.busyInterrupt.shape), 'unavailable'],
    answered: async () => {
      const simulator = await openSimulator();
      return [(await interrupt(simulator, await begin(simulator, 'busy-abort'))).json];
    },
  },
  abortedTwice: {
    read: async () => [await abortOf({ ...FACTS.abortedTwice.shape, message: 'no' }), undefined],
    answered: async () => {
      const simulator = await openSimulator();
      const id = await begin(simulator, 'stubborn');
      await interrupt(simulator, id);
      return [(await interrupt(simulator, id)).json];
    },
  },
  approvalsOfServiceAccount: {
    read: async () => {
      const order = { execution: 'e1', status: 'WAITING' } as const;
      const read = (http: Http, scope: Parameters<typeof nextGenApprovals>[1]) =>
        nextGenApprovals(http, scope).approvals(order, BOUNDS);
      const { found } = await asking({ status: 400, body: FACTS.approvalsOfServiceAccount.shape }, read);
      return [found, { unreadable: expect.stringContaining('SERVICE_ACCOUNT is not supported') }];
    },
    answered: async () => {
      const simulator = await openSimulator();
      const id = await begin(simulator, 'approval-forever');
      const path = `/v1/orgs/default/projects/shop/approvals/execution/${id}`;
      const answers = ['GET', 'POST'].map((method) =>
        ask(simulator, `${method} ${path}`, {
          scope: {},
          key: simulator.sat,
          ...(method === 'GET' ? {} : { body: '{}' }),
        }),
      );
      return (await Promise.all(answers)).map(({ json }) => json);
    },
  },
  authorization: {
    read: async () => {
      const { found } = await asking({ status: 200, body: { data: FACTS.authorization.shape } }, (http, scope) =>
        nextGenApprovalActivity(http, scope).authorization('a1', BOUNDS),
      );
      return [found, { isAuthorized: false, reason: 'you are no harbour master' }];
    },
    answered: async () => [at(await onApproval('GET authorization'), 'data')],
  },
  refusedActivity: {
    // A refusal that nothing explains: what was asked before says why.
    read: async () => {
      const decision = { approval: 'a1', decision: 'approve', comments: '', inputs: [] } as const;
      const { found } = await asking({ status: 400, body: FACTS.refusedActivity.shape }, (http, scope) =>
        nextGenApprovalActivity(http, scope).decide(decision, BOUNDS),
      );
      const failure = found instanceof HarnessError ? found.failure : undefined;
      return [
        [kindOf(found), failure && refusalReason(failure)],
        ['refused', 'other'],
      ];
    },
    answered: async () => [await onApproval('POST activity', { body: '{"action":"APPROVE"}' })],
  },
  lockHolders: {
    read: async () => {
      const queue = { status: 'ResourceWaiting', stepParameters: { spec: { resourceUnit: 'quay' } } };
      const data = { ...FACTS.lockHolders.shape, executionGraph: { nodeMap: { queue } } };
      const { found, visits } = await asking({ status: 200, body: { data } }, (http, scope) =>
        nextGenLocks(http, scope).lockedBy(REF, BOUNDS),
      );
      const asked = new URL(visits[1]?.path ?? '', 'http://harness.example').searchParams;
      return [
        [found, asked.get('resourceUnit'), asked.get('accountId')],
        [[expect.objectContaining({ name: 'ferry in default/harbour', isHolder: true })], 'quay', 'Acme'],
      ];
    },
    answered: async () => {
      const simulator = await simulate({ speed: 0.01 });
      simulator.past({ pipeline: 'locked', agoMs: 100_000 });
      const query = { resourceUnit: 'eu_cluster' };
      const scope = { accountId: simulator.account };
      const path = '/pipeline/api/resource-constraints/executionInfo';
      return [at((await ask(simulator, `GET ${path}`, { scope, query })).json, 'data')];
    },
  },
  oldRetry: {
    // Whether it may be retried is asked beforehand; then it is a refusal like others, and nothing was started.
    read: async () => {
      const order = { pipeline: 'deploy_prod', execution: 'e1', stages: ['ship'], yaml: '', git: NO_GIT, notes: '' };
      const { found, visits } = await asking({ status: 400, body: FACTS.oldRetry.shape }, (http, scope) =>
        nextGen(http, scope, 'k').retry(order, BOUNDS),
      );
      return [
        [kindOf(found), visits.length],
        ['refused', 1],
      ];
    },
    answered: async () => {
      const simulator = await openSimulator();
      const query = { planExecutionId: await play(simulator, 'red'), retryStages: 'deploy' };
      const retry = (): Promise<Answer> => ask(simulator, 'POST /pipeline/api/pipeline/execute/retry/red', { query });
      await retry();
      return [(await retry()).json];
    },
  },
  rollbackNotTriggered: {
    // Either name alone says it.
    read: async () => {
      const { isRollbackTriggered, rollbackTriggered, message } = FACTS.rollbackNotTriggered.shape;
      const found = [
        await rollbackOf({ isRollbackTriggered, message }),
        await rollbackOf({ rollbackTriggered, message, planExecutionId: '' }),
      ];
      return [found, [{ reason: message }, { reason: message }]];
    },
    answered: async () => [await rolledBack('never_deployed')],
  },
  rollbackTriggered: {
    read: async () => {
      const { shape } = FACTS.rollbackTriggered;
      return [await rollbackOf(shape), { execution: shape.planExecutionId }];
    },
    answered: async () => [await rolledBack('web')],
  },
  brokenPipeline: {
    read: () => [reasonOf(FACTS.brokenPipeline.shape), 'other'],
    answered: async () => [await startOf('broken')],
  },
  missingPipeline: {
    read: () => [reasonOf({ ...FACTS.missingPipeline.shape, message: PIPELINE_GONE }), 'not-found'],
    answered: async () => [await startOf('missing')],
  },
  branchOfStart: {
    read: async () => {
      const order = {
        pipeline: 'deploy_prod',
        yaml: '',
        inputSets: [],
        stages: [],
        git: { ...NO_GIT, branch: 'flood' },
        notes: '',
      };
      const { visits } = await asking({ status: 400, body: {} }, (http, scope) =>
        nextGen(http, scope, 'k').start(order, BOUNDS),
      );
      const query = new URL(visits[0]?.path ?? '', 'http://harness.example').searchParams;
      return [query.get('branch'), 'flood'];
    },
    answered: async () => {
      const simulator = await openSimulator();
      const branchOf = async (name: string): Promise<unknown> =>
        executionOf(simulator, await begin(simulator, 'green', { query: { [name]: 'flood' } })).branch;
      return [{ byBranch: await branchOf('branch'), byAnotherName: await branchOf('pipelineBranchName') }];
    },
  },
  inputSetOnBranch: {
    // The client names the branch, and where the pipeline is, under the names that Harness reads.
    read: async () => {
      const git = { branch: 'flood', repoName: 'pipelines', connectorRef: 'acme_git', storeType: 'REMOTE' };
      const { visits } = await asking(
        { status: 200, body: { data: { inputSetYaml: 'inputSet: {}' } } },
        (http, scope) => pipelineApi(http, scope).inputSet({ pipeline: 'deploy_prod', git, id: 'prod' }, BOUNDS),
      );
      const query = new URL(visits[0]?.path ?? '', 'http://harness.example').searchParams;
      return [Object.fromEntries(Object.keys(git).map((name) => [name, query.get(name)])), git];
    },
    answered: async () => {
      const simulator = await openSimulator();
      const region = async (branch: object): Promise<unknown> => {
        const query = { pipelineIdentifier: 'deploy_prod', ...branch };
        const { json } = await ask(simulator, 'GET /pipeline/api/inputSets/prod', { query });
        return at(parse(word(json, 'data.inputSetYaml')), 'inputSet.pipeline.stages.0.stage.variables.0.value');
      };
      const [ofDefaultBranch, ofNamedBranch] = [await region({}), await region({ branch: 'feature/x' })];
      expect(ofNamedBranch).not.toBe(ofDefaultBranch);
      return [{ ofDefaultBranch, ofNamedBranch }];
    },
  },
};

const PIPELINE_GONE = 'Pipeline with the given ID: ferry does not exist or has been deleted';

checkFacts(FACTS, SIDES);
