/**
 * Secrets stay maskable from the inputs to everything that the step says: a whole main against a Harness that repeats an input
 * in every text of its answers. Each scene once with every run of the tests, more on request: `MASKING=700 npm test -- run/masking`.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';

import { readRun } from '../../../../src/actions/run/inputs.ts';
import { runPipeline } from '../../../../src/actions/run/run.ts';
import { forgetSecrets, preventTruncation } from '../../../../src/base/secrets.ts';
import { InputError } from '../../../../src/harness/errors.ts';
import { inputContext } from '../../../../src/inputs/form.ts';
import { openRuntimeInputs } from '../../../../src/inputs/yaml.ts';
import { connect } from '../../../../src/lifecycle/connect.ts';
import { newPostState } from '../../../../src/lifecycle/post-state.ts';
import { openSession } from '../../../../src/lifecycle/session.ts';
import { type Fault, type RequestKind, startSimulator } from '../../../../src/simulator/simulator.ts';
import { newNonce } from '../../../../src/start/marker.ts';
import { openCapturedStep } from '../../../support/captured-step.ts';
import { type GitHubApi, startGitHub } from '../../../support/github-api.ts';
import { leaksIn, masked, secret } from '../../../support/masking.ts';
import { poison } from '../../../support/poison.ts';

const scale = Number(process.env['MASKING'] ?? 0);

interface Scene {
  readonly name: string;
  /** What the step is given, with the value wherever it may stand. */
  readonly with: (value: string) => Readonly<Record<string, string>>;
  /** What Harness says, with the value in it. */
  readonly faults: (text: string) => readonly Fault[];
}

const playing = (pipeline: string, more: Readonly<Record<string, string>> = {}): Scene['with'] => {
  return (value) => ({ pipeline, inputs: yaml({ password: value, tag: value }), ...more });
};
const saying = (...kinds: RequestKind[]): Scene['faults'] => {
  return (text) => poison(kinds, text);
};
const yaml = (values: Readonly<Record<string, string>>): string => stringify(values, { lineWidth: 0 });
const refusal = (on: RequestKind, status: number, message: string): Fault => {
  return { on, times: Infinity, do: { kind: 'status', status, code: 'INVALID_REQUEST', message } };
};
const nothing = (): readonly Fault[] => [];

/** Inputs that a problem quotes. */
const QUOTED = ['label', 'timeout', 'ref', 'input-sets', 'stages', 'project', 'org', 'account', 'pipeline', 'base-url'];
const ALSO_QUOTED = ['retry-of', 'pipeline-branch', 'on-cancel', 'pull-request', 'poll-interval', 'logs', 'inputs'];

const SCENES: readonly Scene[] = [
  { name: 'a failure', with: playing('red'), faults: saying('start', 'read', 'graph', 'log') },
  { name: 'an ignored failure', with: playing('ignored'), faults: saying('read', 'graph') },
  { name: 'a rejection', with: playing('rejected'), faults: saying('read', 'graph', 'approvals') },
  {
    name: 'an approval that is waited for',
    with: playing('approval-forever', { 'on-waiting': 'fail' }),
    faults: saying('read', 'approvals'),
  },
  { name: 'a denial by a policy', with: playing('policy-denied'), faults: saying('start') },
  { name: 'a chained pipeline', with: playing('chained'), faults: saying('read', 'graph', 'log') },
  { name: 'a matrix', with: playing('matrix'), faults: saying('read', 'graph') },
  { name: 'a refused start', with: playing('green'), faults: (text) => [refusal('start', 400, text)] },
  {
    name: 'lost access',
    with: playing('approval-forever'),
    faults: (text) => [...poison(['start'], text), { ...refusal('read', 403, text), from: 2 }],
  },
  { name: 'a dry run', with: playing('green', { 'dry-run': 'true' }), faults: nothing },
  {
    name: 'an input that the pipeline does not have',
    with: (value) => ({ pipeline: 'green', inputs: yaml({ [value]: 'x', tag: value }) }),
    faults: nothing,
  },
  { name: 'a value that is not allowed', with: playing('closed'), faults: nothing },
  {
    name: 'inputs of the wrong form',
    with: (value) => Object.fromEntries([...QUOTED, ...ALSO_QUOTED].map((name) => [name, value])),
    faults: nothing,
  },
];

const TOKEN = 'ghs_token-of-the-job';
let github: GitHubApi;

beforeAll(async () => {
  github = await startGitHub({ tokens: { [TOKEN]: 'github-actions[bot]' } });
  github.pulls.push({ number: 7, branch: 'feature', sha: 'a'.repeat(40) });
});
afterEach(forgetSecrets);
afterAll(() => github.close());

/** The pipeline takes a password and a tag; `closed` takes few tags. */
function template(pipeline: string): Fault {
  const allowed = pipeline === 'closed' ? '.allowedValues(a,b)' : '';
  const text = `pipeline:
  identifier: ${/^[a-z-]+$/.test(pipeline) ? pipeline : 'any'}
  variables:
    - { name: password, type: String, value: <+input> }
    - { name: tag, type: String, value: "<+input>${allowed}" }
`;
  const body = { status: 'SUCCESS', data: { inputSetTemplateYaml: text } };
  return { on: 'template', times: Infinity, do: { kind: 'replace', body: () => body } };
}

interface Pages {
  readonly log: string;
  readonly summary: string;
  readonly comment: string;
  readonly status: string;
}

/** Plays main as its action does. @returns everything that it said. */
async function play(scene: Scene, value: string): Promise<Pages> {
  forgetSecrets();
  github.comments.length = 0;
  github.statuses.length = 0;
  const simulator = await startSimulator({ speed: 10_000 });
  const given = scene.with(value);
  [template(given['pipeline'] ?? ''), ...scene.faults(`words ${value} and more`)].forEach(simulator.fault);
  const step = openCapturedStep(
    {
      'api-key': simulator.apiKey,
      'base-url': simulator.url,
      project: 'shop',
      notes: value,
      logs: 'failed',
      'poll-interval': '1s',
      comment: 'always',
      'commit-status': 'harness',
      'pull-request': '7',
      'github-token': TOKEN,
      ...given,
    },
    { apiUrl: github.url, event: 'pull_request' },
  );
  preventTruncation(step.inputNames.map(step.input));
  try {
    const inputs = readRun(step.input, inputContext(step), await openRuntimeInputs(step.input('inputs')));
    const connection = connect(step, { ...inputs, matrixSize: 1 });
    const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
    await runPipeline(openSession(step, connection, postState), inputs);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    step.log.fail(error.message);
  }
  await simulator.close();
  return {
    log: step.printed(),
    summary: step.summary(),
    comment: github.comments.map(({ body }) => body).join('\n'),
    status: github.statuses.map(({ description }) => description).join('\n'),
  };
}

/** An annotation's text as GitHub reads it. */
function decoded(log: string): string {
  return log.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

describe('no part of an input is visible after masking', () => {
  test.each(SCENES)(
    'in $name',
    async (scene) => {
      const harmless = await play(scene, 'harmless');
      expect(harmless.log).toContain('harmless');
      const values = fc.sample(secret, Math.max(1, Math.ceil(scale / SCENES.length)));
      for (const value of values) {
        const { log, summary, ...bare } = await play(scene, value);
        const shown: Pages = { ...bare, log: masked(decoded(log), [value]), summary: masked(summary, [value]) };
        for (const page of ['log', 'summary', 'comment', 'status'] as const) {
          const leaks = leaksIn(shown[page], { secret: value, harmless: harmless[page] });
          expect([page, leaks, leaks.length === 0 ? '' : value]).toEqual([page, [], '']);
        }
      }
    },
    30_000 + scale * 1000,
  );
});
