/**
 * The least that can start a pipeline and see its end: the same requests as the action in the same order, with a connection
 * that is kept, and no care for anything that goes wrong. What the action takes is measured against it.
 */
import type { IncomingMessage } from 'node:http';

// An import of node:http by its names would load undici on Node 24, which a floor does not need.
const { request, Agent } = process.getBuiltinModule('node:http');

const input = (name: string): string => process.env[`INPUT_${name.toUpperCase()}`] ?? '';
const agent = new Agent({ keepAlive: true });
const query = `accountIdentifier=Acme&orgIdentifier=default&projectIdentifier=${input('project')}`;

async function ask(method: string, path: string, body?: string): Promise<string> {
  const headers = { 'x-api-key': input('api-key'), 'content-type': 'application/json' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${input('base-url')}${path}${path.includes('?') ? '&' : '?'}${query}`, { method, headers, agent }, resolve)
      .on('error', reject)
      .end(body);
  });
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
  }
  return text;
}

const pipeline = input('pipeline');
await ask('POST', `/pipeline/api/inputSets/template?pipelineIdentifier=${pipeline}`, '{}');
const started = await ask('POST', `/pipeline/api/pipeline/execute/${pipeline}`, '');
const path = `/pipeline/api/pipelines/execution/v2/${/"uuid":"([^"]+)"/.exec(started)?.[1]}`;
await ask('GET', path);
await ask('GET', `${path}?renderFullBottomGraph=true`);
process.exit();
