/**
 * The least that can read what a start needs and start: requests in turn over one kept https connection, the start, which comes
 * last, over one of its own, as a start must; and no care for anything that goes wrong. What a person waits for until the start
 * arrives is measured against it.
 */
import type { IncomingMessage } from 'node:http';

const { request, Agent } = process.getBuiltinModule('node:https');

const input = (name: string): string => process.env[`INPUT_${name.toUpperCase()}`] ?? '';
const kept = new Agent({ keepAlive: true });
const requests = input('requests').split('\n');

for (const [index, line] of requests.entries()) {
  const agent = index === requests.length - 1 ? new Agent() : kept;
  const [method = '', path = '', body] = line.split(' ');
  const headers = {
    'x-api-key': input('api-key'),
    'content-type': body?.startsWith('{') === true ? 'application/json' : 'application/yaml',
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${input('base-url')}${path}`, { method, headers, agent }, resolve)
      .on('error', reject)
      .end(body);
  });
  for await (const chunk of response) {
    void chunk;
  }
}
process.exit();
