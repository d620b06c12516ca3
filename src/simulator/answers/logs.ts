/** The log service: finished logs, live ones, and archives. */
import type { ServerResponse } from 'node:http';

import { newId } from '../plays/execution.ts';
import { type Answer, Refusal } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { logFor, type StepLog } from './log-keys.ts';

/** The log service. Under `/gateway` only; its errors are `{error_msg}`. */
export const logRoutes: readonly Route[] = [
  { kind: 'log', method: 'GET', path: /^\/log-service\/blob$/, scope: 'accountID', gateway: true, handle: blob },
  {
    kind: 'log-stream',
    method: 'GET',
    path: /^\/log-service\/stream$/,
    scope: 'accountID',
    gateway: true,
    handle: stream,
  },
  {
    kind: 'log-download',
    method: 'POST',
    path: /^\/log-service\/blob\/download$/,
    scope: 'accountID',
    gateway: true,
    handle: download,
  },
  { kind: 'other', method: 'GET', path: /^\/storage\/logs\/[^/]+$/, scope: 'none', open: true, handle: archive },
];

function noLog(status: number, message: string): Refusal {
  return new Refusal(message, { status, body: { error_msg: message } });
}

function find(call: Call): StepLog | undefined {
  const key = call.query.get('key') ?? '';
  for (const execution of call.world.executions) {
    const log = logFor(execution, key, call.now);
    if (log) {
      return log;
    }
  }
  return undefined;
}

/** One line as it is stored: JSON, the text with its colours and its line end. */
function line(out: string, pos: number, now: number): string {
  const level = /error|✗/i.test(out) ? 'ERROR' : 'INFO';
  return JSON.stringify({ level, pos, out: `${out}\n`, time: new Date(now).toISOString(), args: null });
}

/** The stored log: absent while the step runs, and for a while after it where the play says so. */
function blob(call: Call): Answer {
  const log = find(call);
  if (!log?.stored) {
    throw noLog(404, 'not found');
  }
  return {
    status: 200,
    body: `${padding(log.padTo)}${log.lines.map((out, pos) => line(out, pos, call.now)).join('\n')}\n`,
    type: 'text/plain',
  };
}

function padding(bytes: number): string {
  if (bytes === 0) {
    return '';
  }
  const filler = `${line('.'.repeat(900), 0, 0)}\n`;
  return filler.repeat(Math.ceil(bytes / filler.length));
}

/** The live log as server-sent events: what there is, then what comes, then the end. Nothing runs, nothing streams. */
function stream(call: Call): Answer {
  return { status: 200, body: '', stream: (response) => follow({ ...call }, response) };
}

const END = 'event: error\ndata: eof\n\n';

function follow(call: Call, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  let sent = 0;
  const more = (): void => {
    const now = Date.now();
    const log = find({ ...call, now });
    for (const out of log?.lines.slice(sent) ?? []) {
      response.write(`data: ${line(out, sent++, now)}\n\n`);
    }
    if (log?.running) {
      return;
    }
    clearInterval(timer);
    response.end(END);
  };
  const timer = setInterval(more, 100).unref();
  response.once('close', () => clearInterval(timer));
  more();
}

/** Asked a second time the archive is ready. Its link is signed, which is why it wants no key. */
function download(call: Call): Answer {
  const prefix = call.query.get('prefix') ?? '';
  if (!/runSequence:\d|\w+\/pipeline\/\w+\/[1-9]\d*\//.test(prefix)) {
    throw noLog(400, `operation not permitted for prefix: ${prefix}`);
  }
  const asked = (call.world.downloads.get(prefix) ?? 0) + 1;
  call.world.downloads.set(prefix, asked);
  const expires = new Date(call.now + 3_600_000).toISOString();
  if (asked === 1) {
    return { status: 200, body: { link: '', status: 'queued', expires, message: '' } };
  }
  return {
    status: 200,
    body: {
      link: `${call.world.url}/storage/logs/${newId()}.zip?signature=${newId()}`,
      status: 'success',
      expires,
      message: '',
    },
  };
}

/** Storage refuses a request that carries more than its signature. The archive is an empty one. */
function archive(call: Call): Answer {
  if (call.headers['x-api-key'] !== undefined) {
    return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>', type: 'application/xml' };
  }
  return { status: 200, body: Buffer.from('504b0506' + '00'.repeat(18), 'hex'), type: 'application/zip' };
}
