/** `simulator` through its action.yml: it outlives its step, serves the other actions, and goes with the job. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { readSimulator } from '../../src/actions/simulator/inputs.ts';
import { scenario, scenarios } from '../../src/simulator/plays/scenarios.ts';
import { closeAll, declaredIn, inputsReadBy, openSetup, runMain, wrongInputs } from '../support/action.ts';
import { endAll, runAction, startStep } from '../support/runner/runner.ts';

afterEach(closeAll);

const action = 'simulator';

/** A port that is free just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** The pids of the simulators that a step left behind, known by the RUNNER_TEMP that they inherited. */
function processesOf(temp: string): number[] {
  const isIts = (pid: number): boolean => {
    try {
      const [command, env] = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'utf8'));
      return command?.includes('simulate.js') === true && env?.includes(`RUNNER_TEMP=${temp}\0`) === true;
    } catch {
      return false; // gone, or another process
    }
  };
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isIts(pid));
}

describe('simulator', () => {
  it('ends immediately, serves the rest of the job, and stops when the runner cleans up', async () => {
    const step = await runMain({ action, with: { scenario: 'policy-denied' } });
    expect(step.result).toBe('success');
    expect(step.isOutputHeld).toBe(false);
    const { url = '', 'api-key': key = '' } = step.outputs;
    expect(step.outputs).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      'api-key': expect.stringMatching(/^pat\.[\w-]{22}\.\w{24}\.\w{20}$/),
    });
    expect(Object.keys(step.outputs).toSorted()).toEqual(declaredIn(action, 'outputs'));
    expect(step.log).toContain(`Simulator at ${url} with the API key ${key}`);
    expect(step.masks).not.toContain(key);

    const where = { 'api-key': key, 'base-url': url, org: 'any', project: 'thing' };
    const chosen = await runAction({ with: { ...where, pipeline: 'deploy_prod' } });
    expect(chosen.main.outputs).toMatchObject({ status: 'failed', pipeline: 'deploy_prod' });
    expect(chosen.main.outputs['message']).toContain('denied by policy');
    const named = await runMain({ with: { ...where, pipeline: 'slow', wait: 'false' } });
    expect(named.outputs).toMatchObject({ status: 'running', pipeline: 'slow' });

    await expect(fetch(url)).resolves.toBeDefined();
    await endAll();
    // Left-over processes are found in /proc, which other systems do not have.
    if (process.platform === 'linux') await expect(fetch(url)).rejects.toThrow();
  });

  (process.platform === 'linux' ? it : it.skip)(
    'runs in a session of its own, out of reach of what is sent to the step',
    async () => {
      const step = startStep({ action });
      expect((await step.done).result).toBe('success');
      const [pid, ...others] = processesOf(step.temp);
      expect(others).toEqual([]);
      const [, , , session] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      expect(Number(session)).toBe(pid);
    },
  );

  it('listens on the reported port, and reports a port that is in use', async () => {
    const port = String(await freePort());
    const first = await runMain({ action, with: { port } });
    expect(first.outputs['url']).toBe(`http://127.0.0.1:${port}`);
    const second = await runMain({ action, with: { port } });
    expect(second.result).toBe('failure');
    expect(second.annotations).toEqual([
      { level: 'error', message: expect.stringMatching(/port {2}cannot be opened: .*EADDRINUSE.*Omit it/) },
    ]);
    expect(second.outputs).toEqual({});
  });

  it('reads the inputs that it declares', () => {
    expect(inputsReadBy((get) => readSimulator(get, { runUrl: '' }, { scenario, scenarios }))).toEqual(
      declaredIn(action, 'inputs'),
    );
  });

  it('accepts only its own key', async () => {
    const { simulator } = await openSetup();
    const { outputs } = await runMain({ action });
    const inputs = {
      'api-key': simulator.apiKey,
      'base-url': outputs['url'] ?? '',
      project: 'shop',
      pipeline: 'green',
    };
    const main = await runMain({ with: inputs });
    expect(main.result).toBe('failure');
    expect(main.outputs['message']).toContain('rejected the API key');
  });

  it('lists the scenarios for an unknown name, together with every other problem', async () => {
    const main = await runMain({ action, with: { scenario: 'gren', port: '65536' } });
    expect(main.result).toBe('failure');
    expect(wrongInputs(main)).toEqual(['scenario', 'port']);
    const message = main.annotations[0]?.message;
    expect(message).toMatch(/scenario {2}must be one of green, red, .*approval-forever.*, got 'gren'/);
    // Names under which a pipeline is refused to start are no scenarios.
    expect(message).not.toContain('out-of-sync');
    expect(message).toMatch(/port {6}must be a port from 1 to 65535, got '65536'/);
  });
});
