/** Holds the client and the simulator against facts. */
import { describe, expect, it } from '@jest/globals';

import { all, at } from '../simulator.ts';
import type { Fact } from './fact.ts';

type Both<Value> = Value | Promise<Value>;

/** Both sides of one fact. */
export interface Sides {
  /** What the client makes of the shape, and what it should; absent where it never lets it come to that. */
  readonly read?: () => Both<readonly [read: unknown, right: unknown]>;
  /** The parts of the simulator's answers that the fact is about; each has to have its shape. */
  readonly answered: () => Both<readonly unknown[]>;
}

/** A test of each side of each fact. */
export function checkFacts<Name extends string>(
  facts: Readonly<Record<Name, Fact>>,
  sides: Readonly<Record<Name, Sides>>,
): void {
  describe.each(Object.entries<Fact>(facts) as [Name, Fact][])('%s', (name, fact) => {
    const { what, shape, absent = [], exact = [] } = fact;

    const { read } = sides[name];
    if (read !== undefined) {
      it(`the client reads it: ${what}`, async () => {
        const [found, right] = await read();
        expect(found).toEqual(right);
      });
    }

    it('the simulator answers so', async () => {
      const parts = await sides[name].answered();
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        const inexact = exact.filter((path) => !String(at(part, path)).includes(String(at(shape, path))));
        expect([misfits(shape, part), absent.filter((key) => at(part, key) !== undefined), inexact]).toEqual([
          [],
          [],
          [],
        ]);
      }
    });
  });
}

/** What an answer has otherwise than a shape, one line each. It may have more keys, and lists may have more items. */
function misfits(shape: unknown, answer: unknown, path = ''): readonly string[] {
  const isAlike = typeof shape === typeof answer && Array.isArray(shape) === Array.isArray(answer);
  if (!isAlike || (typeof shape !== 'object' && isExact(shape) && shape !== answer)) {
    return [`${path} is ${JSON.stringify(answer)}, not like ${JSON.stringify(shape)}`];
  }
  if (typeof shape === 'string' && isNumber(shape) !== isNumber(String(answer))) {
    return [`${path} is ${JSON.stringify(answer)}: a number in text is like ${shape}`];
  }
  if (Array.isArray(shape) && shape.length === 0 && all(answer, '').length > 0) {
    return [`${path} is not empty`];
  }
  return typeof shape !== 'object'
    ? []
    : Object.entries(shape ?? {}).flatMap(([key, value]) => misfits(value, at(answer, key), `${path}.${key}`));
}

/** Whether it is a word of Harness, or an empty value: both are as the shape has them. */
function isExact(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    (typeof value === 'string' && (value === '' || /^(?:[A-Z]\w*|event: .*)$/s.test(value)))
  );
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
