/** A Harness whose execution waits for approvals: what it answers, and every decision that arrives. */
import { answerOf, pipeline, stage, step as stepOf } from '../diagnosing.ts';
import { startServer, type TestServer } from './http-server.ts';

/** An approval that waits, and the step that it belongs to. */
export interface WaitingApproval {
  readonly id: string;
  readonly step: string;
  readonly minimum?: number;
  readonly inputs?: readonly { readonly name: string; readonly defaultValue: string }[];
}

export interface ApprovalsOptions {
  readonly approvals?: readonly WaitingApproval[];
  readonly status?: string;
  readonly authorization?: { readonly authorized: boolean; readonly reason?: string };
  /** What happens to a decision: it counts and is answered, counts and is not, never counts, or is refused. */
  readonly decisions?: 'answered' | 'lost' | 'dropped' | 'refused';
}

export interface ApprovalsServer extends TestServer {
  /** Bodies of the decisions that arrived. */
  readonly decided: readonly { readonly id: string; readonly body: unknown }[];
  /** Method and path of each request, without the query. */
  readonly paths: () => string[];
}

export const EXECUTION = '3y9YlBC9SrOn6W7bPT5nCw';

/** Starts it. Approvals are those of execution `EXECUTION` in default/shop. */
export async function startApprovals(options: ApprovalsOptions = {}): Promise<ApprovalsServer> {
  const { approvals = [{ id: 'a1', step: 'approve_prod' }], status = 'ApprovalWaiting' } = options;
  const { decisions = 'answered' } = options;
  const decided: { id: string; body: { action: string; comments: string } }[] = [];
  const instance = ({ id, minimum = 1, inputs = [] }: WaitingApproval): object => {
    const own = decided.filter((each) => each.id === id);
    const isRejected = own.some(({ body }) => body.action === 'REJECT');
    return {
      id,
      type: 'HarnessApproval',
      status: isRejected ? 'REJECTED' : own.length >= minimum ? 'APPROVED' : 'WAITING',
      details: {
        approvalMessage: 'Ship it?',
        approvers: { userGroups: ['release_managers'], minimumCount: minimum, disallowPipelineExecutor: true },
        approvalActivities: own.map(({ body }) => ({
          user: { name: 'Jane Roe', email: 'jane@example.com' },
          action: body.action,
          comments: body.comments,
        })),
        approverInputs: inputs,
      },
    };
  };
  const waiting = approvals.map(({ step }) =>
    stepOf(step, 'release', { type: 'HarnessApproval', status: 'ApprovalWaiting' }),
  );
  const graph = pipeline(status, [stage('release', waiting)]);
  const server = await startServer(({ response, socket, visit }) => {
    const url = new URL(visit.path, 'http://harness');
    const reply = (code: number, body: unknown): void => {
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const [, id = '', last = ''] = /\/approvals\/([^/]+)(?:\/harness)?(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    const approval = approvals.find((each) => each.id === id);
    if (url.pathname.includes('/approvals/execution/')) {
      const node = url.searchParams.get('node_execution_id');
      reply(200, approvals.filter((each) => node === null || each.step === node).map(instance));
    } else if (url.pathname.includes('/execution/v2/')) {
      reply(
        200,
        answerOf({ id: EXECUTION, status, graph: url.searchParams.has('renderFullBottomGraph') ? graph : null }),
      );
    } else if (approval === undefined) {
      reply(404, { status: 'ERROR', code: 'ENTITY_NOT_FOUND', message: 'no such approval' });
    } else if (last === 'authorization') {
      reply(200, { status: 'SUCCESS', data: options.authorization ?? { authorized: true } });
    } else if (last !== 'activity') {
      reply(200, { status: 'SUCCESS', data: instance(approval) });
    } else if (decisions === 'refused') {
      reply(400, { status: 'ERROR', code: 'INVALID_REQUEST', message: 'User not authorized to approve/reject' });
    } else {
      const body = JSON.parse(visit.body) as { action: string; comments: string };
      if (decisions !== 'dropped') {
        decided.push({ id, body });
      }
      if (decisions === 'answered') {
        reply(200, { status: 'SUCCESS', data: instance(approval) });
      } else {
        socket.destroy();
      }
    }
  });
  return Object.assign(server, {
    decided,
    paths: () => server.visits.map(({ method, path }) => `${method} ${new URL(path, 'http://harness').pathname}`),
  });
}
