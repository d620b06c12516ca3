/** The log service: finished logs, live ones, and archives. It is under `/gateway` only; its errors are `{error_msg}`. */
import type { ServerResponse } from 'node:http';

import { newId } from '../plays/execution.ts';
import { type Answer, Refusal } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { logFor, type LogLine, logsUnder, type StepLog } from './log-keys.ts';
import { zip } from './zip.ts';

const SERVICE = '/log-service';
const ARCHIVE = `${SERVICE}/blob/archive`;

/** All of it wants a key but the archive, whose link is signed. */
export const logRoutes: readonly Route[] = [
  {
    kind: 'log',
    method: 'GET',
    path: new RegExp(`^${SERVICE}/blob$`),
    scope: 'accountID',
    gateway: true,
    handle: blob,
  },
  {
    kind: 'log',
    method: 'GET',
    path: new RegExp(`^${SERVICE}/blob/exists$`),
    scope: 'accountID',
    gateway: true,
    handle: exists,
  },
  {
    kind: 'log-stream',
    method: 'GET',
    path: new RegExp(`^${SERVICE}/stream$`),
    scope: 'accountID',
    gateway: true,
    handle: stream,
  },
  {
    kind: 'log-download',
    method: 'POST',
    path: new RegExp(`^${SERVICE}/blob/download$`),
    scope: 'accountID',
    gateway: true,
    handle: download,
  },
  {
    kind: 'other',
    method: 'GET',
    path: new RegExp(`^${ARCHIVE}/([^/]+)\\.zip$`),
    scope: 'none',
    open: true,
    gateway: true,
    handle: archive,
  },
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

/** One line as it is stored and streamed: JSON, the text with its colors and its line end. */
function line({ out, at }: LogLine, pos: number): string {
  const level = /error|✗/i.test(out) ? 'ERROR' : 'INFO';
  return JSON.stringify({ level, pos, out: `${out}\n`, time: new Date(at).toISOString(), args: null });
}

function stored(log: StepLog): string {
  return `${padding(log.padTo)}${log.lines.map(line).join('\n')}\n`;
}

function padding(bytes: number): string {
  if (bytes === 0) {
    return '';
  }
  const filler = `${line({ out: '.'.repeat(900), at: 0 }, 0)}\n`;
  return filler.repeat(Math.ceil(bytes / filler.length));
}

/** The stored log: absent while the step runs, and for a while after it where the play says so. */
function blob(call: Call): Answer {
  const log = find(call);
  if (!log?.stored) {
    throw noLog(404, 'not found');
  }
  return { status: 200, body: stored(log), type: 'text/plain' };
}

function exists(call: Call): Answer {
  return { status: 200, body: { exists: find(call)?.stored ?? false } };
}

/** The live log as server-sent events: what there is, then what comes, then the end. Where nothing runs, only the end. */
function stream(call: Call): Answer {
  return { status: 200, body: '', stream: (response) => follow(call, response) };
}

const PING = ': ping\n\n';
const END = 'event: error\ndata: eof\n\n';
/** Scenario ms between two pings, and the longest that a stream lasts. */
const PING_EVERY = 30_000;
const MAX_DURATION = 3_600_000;
/** Lines that are kept of a log that still grows. */
const KEPT = 5_000;

function follow(call: Call, response: ServerResponse): void {
  const { speed } = call.world;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(PING);
  let sent = Math.max(0, (find(call)?.lines.length ?? 0) - KEPT);
  let pinged = call.now;
  const more = (): void => {
    const now = Date.now();
    const log = find({ ...call, now });
    for (const each of log?.lines.slice(sent) ?? []) {
      response.write(`data: ${line(each, sent++)}\n\n`);
    }
    if (log?.running && (now - call.now) * speed < MAX_DURATION) {
      if ((now - pinged) * speed >= PING_EVERY) {
        response.write(PING);
        pinged = now;
      }
      return;
    }
    clearInterval(timer);
    response.end(END);
  };
  const timer = setInterval(more, 50).unref();
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
  const name = Buffer.from(prefix).toString('base64url');
  const link = `${call.world.url}/gateway${ARCHIVE}/${name}.zip?signature=${newId()}`;
  return { status: 200, body: { link, status: 'success', expires, message: '' } };
}

/** The finished logs under a prefix, one file each. Refused to whoever sends more than the signature, as storage services do. */
function archive(call: Call, name = ''): Answer {
  if (call.headers['x-api-key'] !== undefined) {
    return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>', type: 'application/xml' };
  }
  const prefix = Buffer.from(name, 'base64url').toString('utf8');
  const logs = call.world.executions.flatMap((execution) => logsUnder(execution, prefix, call.now));
  const files = logs.filter((log) => log.stored).map((log) => ({ name: log.key, content: Buffer.from(stored(log)) }));
  return { status: 200, body: zip(files), type: 'application/zip' };
}
