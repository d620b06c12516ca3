/** What a person waits for: from the start of the process to the arrival of the start at a Harness that is far away. */
import { join } from 'node:path';

import { ROOT } from '../__tests__/support/runner/action.ts';
import type { Pipeline } from '../src/simulator/simulator.ts';
import { type DistantSimulator, openDistantSimulator } from './distance.ts';
import type { Part } from './part.ts';
import { type Program, start } from './process.ts';
import { medianOf } from './statistics.ts';
import { figure } from './table.ts';

/** Pairs of each kind, in turns; the first one warms up and does not count. */
const PAIRS = 11;
const DISTANCE = { roundTrip: 80, serverTime: 0 };
const FAR = { roundTrip: 80, serverTime: 150 };

const STAGE = (id: string): string =>
  `    - stage: { identifier: ${id}, name: ${id}, type: Custom, spec: { execution: { steps: [] } } }\n`;
const PIPELINE: Pipeline = {
  yaml: `pipeline:\n  identifier: shop\n  name: Shop\n  allowStageExecutions: true\n  variables:\n${[
    'a',
    'b',
    'c',
    'image_tag',
  ]
    .map((name) => `    - { name: ${name}, type: String, value: <+input> }\n`)
    .join('')}  stages:\n${STAGE('build')}${STAGE('deploy')}`,
  inputSets: Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [
      name,
      { yaml: `pipeline:\n  identifier: shop\n  variables:\n    - { name: ${name}, type: String, value: "1" }\n` },
    ]),
  ),
};

interface Kind {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** What the bare program asks before the start, one a line. */
  readonly reads: (scope: string) => readonly string[];
  /** The goal: at most this ratio. */
  readonly most: number;
}

const template = (scope: string): string => `POST /pipeline/api/inputSets/template?${scope} {}`;
const KINDS: readonly Kind[] = [
  { name: 'no inputs', inputs: { pipeline: 'green' }, reads: (scope) => [template(scope)], most: 0.9 },
  {
    name: 'inputs, 3 sets, stages',
    inputs: { pipeline: 'shop', inputs: 'image_tag: 1.2.3', 'input-sets': 'a, b, c', stages: 'build' },
    reads: (scope) => [
      `GET /pipeline/api/pipeline/execute/stagesExecutionList?${scope}`,
      ...['a', 'b', 'c'].map((id) => `GET /pipeline/api/inputSets/${id}?${scope}`),
      template(scope),
    ],
    most: 0.65,
  },
];

export const felt: Part = {
  about: `From the start of the process to the start's arrival over TLS with a round trip of ${DISTANCE.roundTrip} ms, beside a bare program that makes the same requests in turn, the start over a connection of its own`,
  async measure() {
    const rows: string[][] = [];
    const data: Record<string, unknown> = {};
    for (const distance of [DISTANCE, FAR]) {
      const distant = await openDistantSimulator(distance, { pipelines: { shop: PIPELINE } });
      for (const kind of KINDS) {
        const { bare, ours } = await measurePairs(distant, kind);
        const ratio = medianOf(ours.map((value, index) => value / (bare[index] ?? NaN)));
        const name = `${kind.name}, ${distance.serverTime} ms at the server`;
        data[name] = { bare, ours };
        rows.push([
          name,
          figure(medianOf(bare)),
          figure(medianOf(ours)),
          `${ratio.toFixed(2)} x`,
          `${kind.most} x`,
          ratio <= kind.most ? 'met' : 'missed',
        ]);
      }
      await distant.close();
    }
    const head = ['Start', 'Bare program, ms', 'Action, ms', 'Median of the ratios', 'Goal', ''];
    return { tables: [{ title: `${PAIRS} pairs of each, in turns; medians`, head, rows }], data };
  },
};

async function measurePairs(
  distant: DistantSimulator,
  { inputs, reads }: Kind,
): Promise<{ readonly bare: number[]; readonly ours: number[] }> {
  const { simulator, url, env } = distant;
  const scope = `accountIdentifier=${simulator.account}&orgIdentifier=default&projectIdentifier=shop&pipelineIdentifier=${inputs['pipeline']}`;
  const common = { 'api-key': simulator.apiKey, 'base-url': url, project: 'shop' };
  const requests = [...reads(scope), `POST /pipeline/api/pipeline/execute/green?${scope} `].join('\n');
  const programs: Readonly<Record<'bare' | 'ours', Program>> = {
    bare: { action: { script: join(ROOT, 'lib/bench/bare-tls.js') }, inputs: { ...common, requests }, env },
    ours: { action: '.', inputs: { ...common, ...inputs, wait: 'false', summary: 'false' }, env },
  };
  const times = { bare: [] as number[], ours: [] as number[] };
  for (let pair = 0; pair <= PAIRS; pair++) {
    for (const which of pair % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      times[which].push(await arrival(distant, programs[which]));
    }
  }
  return { bare: times.bare.slice(1), ours: times.ours.slice(1) };
}

/** @returns ms until the start arrived. */
async function arrival({ simulator }: DistantSimulator, program: Program): Promise<number> {
  const before = simulator.executions.length;
  const from = Date.now();
  const { code } = await start(program).done;
  const started = simulator.executions.slice(before).find(({ via }) => via !== 'past');
  if (code !== 0 || started === undefined) {
    throw new Error(`it ended with ${code} and started ${started === undefined ? 'nothing' : started.id}`);
  }
  return started.startedAt - from;
}
