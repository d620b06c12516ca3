/** `rollback` through its action.yml: triggered once, followed like any other execution. */
import { afterEach, describe, expect, it } from '@jest/globals';

import { closeAll, declaredIn, runMain } from '../support/action.ts';
import { answerOf, pipeline, stage, step } from '../support/diagnosing.ts';
import { startServer, type TestServer } from '../support/harness/http-server.ts';
import { type Phase, startStep } from '../support/runner/runner.ts';

const EXECUTION = 'Rb9YlBC9SrOn6W7bPT5nCw';
const servers: TestServer[] = [];

afterEach(async () => {
  await closeAll();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A Harness that answers a rollback with this; undefined breaks the connection. */
async function harness(trigger: { readonly status?: number; readonly body: object } | undefined, status = 'Success') {
  const graph = pipeline(status, [stage('deploy', [step('roll_back', 'deploy', { status })])]);
  const server = await startServer(({ response, socket, visit }) => {
    const { pathname, searchParams } = new URL(visit.path, 'http://harness');
    const reply = (code: number, body: unknown): void => {
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (pathname === '/ng/api/rollback/trigger/v2') {
      if (trigger === undefined) {
        socket.destroy();
      } else {
        reply(trigger.status ?? 200, trigger.body);
      }
    } else if (pathname.endsWith(`/execution/v2/${EXECUTION}`)) {
      const summary = { startTs: 1_770_000_000_000, endTs: 1_770_000_060_000 };
      const isWhole = searchParams.has('renderFullBottomGraph');
      reply(200, answerOf({ id: EXECUTION, status, summary, graph: isWhole ? graph : null }));
    } else if (pathname.endsWith('/execution/summary')) {
      reply(200, { status: 'SUCCESS', data: { content: [] } });
    } else {
      reply(404, { status: 'ERROR', code: 'ENTITY_NOT_FOUND', message: `no ${pathname}` });
    }
  });
  servers.push(server);
  return server;
}

const withInputs = (server: TestServer, inputs: Readonly<Record<string, string>> = {}) => ({
  action: 'rollback',
  with: {
    'api-key': 'pat.Acme.token.secret',
    'base-url': server.origin,
    project: 'shop',
    service: 'web',
    environment: 'prod',
    infrastructure: 'prod_cluster',
    ...inputs,
  },
});

const sent = ({ visits }: TestServer): string[] =>
  visits.filter(({ path }) => path.startsWith('/ng/api/rollback')).map(({ body }) => body);

const triggered = {
  status: 'SUCCESS',
  data: { isRollbackTriggered: true, planExecutionId: EXECUTION, message: 'Rollback was triggered' },
};

describe('rollback', () => {
  it.each(['isRollbackTriggered', 'rollbackTriggered'])('triggers once and follows to the end (%s)', async (flag) => {
    const body = { status: 'SUCCESS', data: { [flag]: true, planExecutionId: EXECUTION } };
    const server = await harness({ body });
    const main = await runMain(withInputs(server, { 'environment-type': 'Production', 'chart-version': '1.10' }));
    expect([main.result, main.annotations]).toEqual(['success', []]);
    expect(sent(server).map((each) => JSON.parse(each) as unknown)).toEqual([
      {
        serviceIdentifier: 'web',
        envIdentifier: 'prod',
        infraIdentifier: 'prod_cluster',
        environmentType: 'Production',
        chartVersion: '1.10',
      },
    ]);
    expect(main.outputs).toMatchObject({
      'execution-id': EXECUTION,
      'execution-url': `${server.origin}/ng/account/Acme/all/orgs/default/projects/shop/pipelines/deploy_prod/executions/${EXECUTION}/pipeline`,
      status: 'succeeded',
      pipeline: 'deploy_prod',
      message: 'Deploy Prod succeeded in 1m 00s.',
    });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn('rollback', 'outputs'));
  });

  it('is red when the rollback fails', async () => {
    const main = await runMain(withInputs(await harness({ body: triggered }, 'Failed')));
    expect([main.result, main.outputs['status']]).toEqual(['failure', 'failed']);
    expect(main.annotations).toHaveLength(1);
  });

  it('ends at once without waiting', async () => {
    const main = await runMain(withInputs(await harness({ body: triggered }, 'Running'), { wait: 'false' }));
    expect([main.result, main.outputs['status']]).toEqual(['success', 'running']);
  });
});

describe('nothing is followed, and the step is red,', () => {
  const red = async (
    trigger: Parameters<typeof harness>[0],
  ): Promise<{ readonly main: Phase; readonly text: string; readonly server: TestServer }> => {
    const server = await harness(trigger);
    const main = await runMain(withInputs(server));
    expect([main.result, main.annotations.length]).toEqual(['failure', 1]);
    expect(sent(server)).toHaveLength(1);
    expect(server.visits).toHaveLength(1);
    return { main, text: main.annotations[0]?.message ?? '', server };
  };

  it('when Harness does not roll back, with its message', async () => {
    const { main, text } = await red({
      body: { status: 'SUCCESS', data: { isRollbackTriggered: false, message: 'No earlier version is known.' } },
    });
    expect([main.outputs['status'], main.outputs['execution-id']]).toEqual(['failed', undefined]);
    expect(text).toMatch(
      /^Harness did not roll back web in prod: No earlier version is known\.\n {2}Nothing was started\./,
    );
  });

  it('when Harness refuses', async () => {
    const { main, text } = await red({
      status: 403,
      body: { status: 'ERROR', code: 'NG_ACCESS_DENIED', message: 'Missing permission core_environment_rollback' },
    });
    expect(main.outputs['status']).toBe('failed');
    expect(text).toContain('Missing permission core_environment_rollback');
  });

  it('when the answer is lost, in doubt at once and without a search', async () => {
    const { main } = await red(undefined);
    expect(main.outputs['status']).toBe('unknown');
  });

  it('when the answer holds no execution', async () => {
    const { main } = await red({ body: { status: 'SUCCESS', data: { isRollbackTriggered: true } } });
    expect(main.outputs['status']).toBe('unknown');
  });

  it('when inputs are missing or wrong, before any request', async () => {
    const server = await harness(undefined);
    const main = await runMain(
      withInputs(server, { service: '', environment: 'a b', infrastructure: '', 'environment-type': 'Prod' }),
    );
    const text = main.annotations[0]?.message ?? '';
    for (const name of ['service', 'environment', 'infrastructure', 'environment-type']) {
      expect(text).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect(server.visits).toEqual([]);
  });
});

it('a cancelled job aborts the rollback, and post confirms it', async () => {
  let status = 'Running';
  const server = await startServer(({ response, visit }) => {
    const { pathname } = new URL(visit.path, 'http://harness');
    if (pathname.includes('/interrupt/')) {
      status = 'Aborted';
    }
    const body = pathname.startsWith('/ng/api/rollback')
      ? triggered
      : pathname.includes('/execution/v2/')
        ? answerOf({ id: EXECUTION, status, summary: { startTs: 1_770_000_000_000 } })
        : { status: 'SUCCESS', data: { content: [] } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  servers.push(server);
  const main = startStep(withInputs(server));
  await main.waitFor(/Execution 7 /);
  main.cancel();
  await main.done;
  const post = await main.post();
  expect(post.result).toBe('success');
  expect(status).toBe('Aborted');
});
