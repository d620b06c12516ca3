/** What an execution looks like on the way to its end: the simulator's own clock, at a test's speed, has the end at once. */
import type { Fault } from '../../src/simulator/simulator.ts';

/** What one poll shows: the execution's status, and those of its stages by identifier. The rest is not started. */
export interface Look {
  readonly status: string;
  readonly stages?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly data: {
    readonly pipelineExecutionSummary: {
      status: string;
      endTs?: number;
      readonly layoutNodeMap: Readonly<Record<string, Node>>;
    };
  };
}

interface Node {
  status: string;
  endTs?: number;
  startTs?: number;
  readonly nodeIdentifier: string;
}

/** The polls before the end, one after the other: what is seen meanwhile does not depend on the machine then. */
export function onTheWay(searches: readonly Look[]): Fault[] {
  return searches.map((poll, index) => ({
    on: 'read',
    from: index + 1,
    do: { kind: 'replace', body: (truth) => asOf(structuredClone(truth) as Answer, poll) },
  }));
}

function asOf(answer: Answer, { status, stages = {} }: Look): Answer {
  const summary = answer.data.pipelineExecutionSummary;
  summary.status = status;
  delete summary.endTs;
  for (const node of Object.values(summary.layoutNodeMap)) {
    node.status = stages[node.nodeIdentifier] ?? 'NotStarted';
    if (node.status !== 'Success') delete node.endTs;
    if (node.status === 'NotStarted') delete node.startTs;
  }
  return answer;
}
