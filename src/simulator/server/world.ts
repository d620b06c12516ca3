/** Executions started and found, in the scope that a request names. */
import { begin, elapsed, type Execution, type Order, type Scope } from '../plays/execution.ts';
import type { Play } from '../plays/play.ts';
import { scenario } from '../plays/scenarios.ts';
import { isRecord } from '../shape.ts';
import { refusal } from './answer.ts';
import type { Call, World } from './call.ts';

/** Starts an execution and the chained ones in it, and numbers it within its pipeline. */
export function start(world: World, order: Omit<Order, 'speed' | 'runSequence'>): Execution {
  const earlier = world.executions.filter(({ pipeline, via }) => pipeline === order.pipeline && via !== 'chained');
  const execution = begin({ ...order, speed: world.speed, runSequence: earlier.length + 1 });
  world.executions.push(...family(execution));
  return execution;
}

function family(execution: Execution): readonly Execution[] {
  return [execution, ...execution.children.flatMap(family)];
}

/** The play of a pipeline: its own when it is named like a scenario, else the chosen one. */
export function playOf(world: World, pipeline: string): Play {
  return scenario(pipeline) ?? world.play;
}

/** The execution that a request names, in the scope that it names. Throws what Harness answers when there is none. */
export function executionOf(call: Call, id: string): Execution {
  const found = findExecution(call.world, id, { ...scopeOf(call), now: call.now });
  if (found) {
    return found;
  }
  throw refusal(
    404,
    'ENTITY_NOT_FOUND',
    `Plan Execution Summary does not exist or has been deleted for planExecutionId: ${id}`,
  );
}

/** The execution of that id in that scope, once it has begun. */
export function findExecution(
  world: World,
  id: string,
  { org, project, now }: { org: string; project: string; now: number },
): Execution | undefined {
  return world.executions.find(
    (each) => each.id === id && each.scope.org === org && each.scope.project === project && elapsed(each, now) >= 0,
  );
}

/** The scope that a request's query names. */
export function scopeOf(call: Call): Scope {
  const read = (name: string): string => call.query.get(name) ?? '';
  return { account: read('accountIdentifier'), org: read('orgIdentifier'), project: read('projectIdentifier') };
}

/** The body of a request as a JSON object; an empty body is an empty object. Throws what Harness answers to anything else. */
export function jsonBody(call: Call): Record<string, unknown> {
  if (call.body.trim() === '') {
    return {};
  }
  try {
    const value: unknown = JSON.parse(call.body);
    if (isRecord(value)) {
      return value;
    }
  } catch {
    // falls through: what is no JSON and what is no object are refused alike
  }
  throw refusal(400, 'INVALID_REQUEST', 'Unable to process JSON');
}
