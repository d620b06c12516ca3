/** Answers of Harness with something foul in every text, of the wrong type, too deep, or in a circle. */
import type { Fault, RequestKind } from '../../src/simulator/simulator.ts';

/** Fields that hold the structure or a word that decides; with something else in them the answer would be another one. */
const STRUCTURE =
  /^(status|(planExecution|node|setup|rootNode|nodeExecution)?(uu)?id|nodeType|nodeGroup|stepType|baseFqn|level|startingNodeId|rootNodeId|orgId|projectId|logKeys|units|interruptType|action|type|content|startTs|endTs)$/i;
const LINKS = /^(nextIds|children|currentNodeChildren|startingNodeIds)$/;
const ADVICE = /^(HINT|EXPLANATION)$/;

/** @returns the answer with `text` in the place of each text in it that is meant for people. */
export function poisoned(answer: unknown, text: string, key = ''): unknown {
  if (typeof answer === 'string') return STRUCTURE.test(key) || ADVICE.test(answer) ? answer : text;
  if (LINKS.test(key) || typeof answer !== 'object' || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((member) => poisoned(member, text, key));
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      key === 'outputVariables' ? `${name} ${text}` : name,
      poisoned(value, text, name),
    ]),
  );
}

/** Every answer of these kinds, from now on, with something foul in it. */
export function poison(kinds: readonly RequestKind[], text: string): Fault[] {
  return kinds.map((on) => ({
    on,
    times: Infinity,
    do: { kind: 'replace', body: (truth) => (typeof truth === 'string' ? logOf(text) : poisoned(truth, text)) },
  }));
}

/** A log whose lines hold the text: as Harness stores them, bare, and cut in the middle of a line end. */
function logOf(text: string): string {
  const line = (out: string) => JSON.stringify({ level: 'INFO', pos: 0, out, time: '', args: null });
  return [line(`${text}\n`), text, line(`first\r\n${text}\r`), line(text), `{"out":${JSON.stringify(text)}`].join('\n');
}

/** @returns the answer with `junk` in the place of everything but what decides and what holds it together. */
export function ofWrongType(answer: unknown, junk: unknown, key = ''): unknown {
  if (Array.isArray(answer)) return answer.length === 0 ? junk : answer.map((member) => ofWrongType(member, junk, key));
  if (typeof answer !== 'object' || answer === null) return STRUCTURE.test(key) ? answer : junk;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, ofWrongType(value, junk, name)]));
}
