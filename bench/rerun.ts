/** A job that is re-run: what earlier runs left is gone through before the start. */
import { type DistantSimulator, openDistantSimulator } from './distance.ts';
import type { Part } from './part.ts';
import { start } from './process.ts';
import { medianOf } from './statistics.ts';
import { figure } from './table.ts';

const DISTANCE = { roundTrip: 80, serverTime: 100 };
const RUNS = 5;
const LEGS = 8;
const MINUTE = 60_000;

interface Rerun {
  /** ms until the start arrived; of several, the last. */
  readonly ms: number;
  /** Requests until then, of all together. */
  readonly requests: number;
  readonly refused: number;
  readonly red: number;
}

export const rerun: Part = {
  about: `Re-runs at a round trip of ${DISTANCE.roundTrip} ms and ${DISTANCE.serverTime} ms at the server, after executions of earlier runs with notes`,
  async measure() {
    const rows: string[][] = [];
    const data: Record<string, unknown> = {};
    for (const onRerun of ['start', 'resume']) {
      const reruns: Rerun[] = [];
      for (let run = 0; run < RUNS; run++) {
        reruns.push(await measureRerun({ past: 60, legs: 1, onRerun }));
      }
      const [ms, requests] = [medianOf(reruns.map((one) => one.ms)), medianOf(reruns.map((one) => one.requests))];
      data[onRerun] = reruns;
      rows.push(
        row(
          `one job, 60 executions, on-rerun: ${onRerun}`,
          { ms, requests, refused: 0, red: 0 },
          ms <= 2500 && requests <= 20,
        ),
      );
    }
    const legs = await measureRerun({ past: 120, legs: LEGS, onRerun: 'start', requestsPerMinute: 400 });
    data['legs'] = legs;
    rows.push(
      row(`${LEGS} legs at once, 120 executions, 400 requests a minute`, legs, legs.ms <= 20_000 && legs.red === 0),
    );
    return {
      tables: [
        {
          title: 'Until the start arrived, of several the last; goals: 2.5 s and 20 requests; 20 s and none red',
          head: ['Re-run', 'Started after, s', 'Requests', 'Refused', 'Red', ''],
          rows,
        },
      ],
      data,
    };
  },
};

function row(name: string, { ms, requests, refused, red }: Rerun, isMet: boolean): string[] {
  return [name, figure(ms / 1000), figure(requests), figure(refused), figure(red), isMet ? 'met' : 'missed'];
}

interface Situation {
  readonly past: number;
  readonly legs: number;
  readonly onRerun: string;
  readonly requestsPerMinute?: number;
}

async function measureRerun({ past, legs, onRerun, requestsPerMinute }: Situation): Promise<Rerun> {
  const distant = await openDistantSimulator(DISTANCE, requestsPerMinute === undefined ? {} : { requestsPerMinute });
  const { simulator } = distant;
  for (let index = 0; index < past; index++) {
    const notes = `run-harness-pipeline/1 repository=acme%2Fshop run=${4000 - index} attempt=1 job=deploy step=harness leg=0%2F${legs} digest=d nonce=${index}`;
    simulator.past({ pipeline: 'green', agoMs: 30 * MINUTE + index * MINUTE, notes });
  }
  const from = Date.now();
  const codes = await Promise.all(
    Array.from({ length: legs }, (_, leg) => runLeg(distant, { leg: `${leg}/${legs}`, onRerun })),
  );
  const starts = simulator.executions.filter(({ via }) => via !== 'past').map(({ startedAt }) => startedAt);
  const last = Math.max(...starts);
  const result = {
    ms: last - from,
    requests: simulator.requests.findLastIndex(({ kind, status }) => kind === 'start' && status === 200) + 1,
    refused: simulator.requests.filter(({ status }) => status === 429).length,
    red: codes.filter((code) => code !== 0).length + (legs - starts.length),
  };
  await distant.close();
  return result;
}

async function runLeg(
  { simulator, url, env }: DistantSimulator,
  { leg, onRerun }: { readonly leg: string; readonly onRerun: string },
): Promise<number | null> {
  const inputs = {
    'api-key': simulator.apiKey,
    'base-url': url,
    project: 'shop',
    pipeline: 'green',
    'matrix-leg': leg,
    'on-rerun': onRerun,
    wait: 'false',
    summary: 'false',
  };
  const now = Math.round(Date.now() / 1000);
  const job = { attempt: 2, event: { name: 'push', payload: { repository: { pushed_at: now } } } };
  const { code } = await start({ action: '.', inputs, env, job }).done;
  return code;
}
