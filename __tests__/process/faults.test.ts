/**
 * The fault matrix through the bundle: a sample with every run of the tests, all of it with
 * `FAULTS=all npm test -- faults`, which also compares the table in docs/faults.md (UPDATE_GOLDEN=1 writes it). Any other
 * text in FAULTS plays the cells whose names hold it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { type Cell, CELLS, nameOf, play, type Played, secondsOf } from '../support/faults/cells.ts';
import { ROWS } from '../support/faults/rows.ts';
import { ALL, type End, PASSING } from '../support/faults/table.ts';
import { withTables } from '../support/readme.ts';
import { closeRigs } from '../support/rig.ts';
import { ROOT } from '../support/runner/action.ts';

afterAll(closeRigs);

const wanted = process.env['FAULTS'];
const isAll = wanted === 'all';
/** They wait more than they work. */
const AT_ONCE = wanted === undefined ? 8 : 12;
const cells = wanted === undefined ? sample() : CELLS.filter((cell) => isAll || nameOf(cell).includes(wanted));

/** One quick cell of each row, so that every fault is in it, too. */
function sample(): Cell[] {
  return ROWS.flatMap((row, position) => {
    const quick = CELLS.filter((cell) => cell.row === row && secondsOf(cell) < 10);
    return quick.slice((position * 5) % Math.max(1, quick.length)).slice(0, 1);
  });
}

/** Plays so many side by side, those that take long first. */
async function playAll(all: readonly Cell[]): Promise<ReadonlyMap<Cell, Played>> {
  const todo = all.toSorted((one, other) => secondsOf(one) - secondsOf(other));
  const played = new Map<Cell, Played>();
  const work = async (): Promise<void> => {
    for (let cell = todo.pop(); cell !== undefined; cell = todo.pop()) {
      played.set(cell, await play(cell));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return played;
}

/** Faults with one end, the twelve that pass under one name. */
function shown(faults: readonly string[]): string {
  if (ALL.every((name) => faults.includes(name))) {
    return '**any**';
  }
  const missing = PASSING.filter((name) => !faults.includes(name));
  if (missing.length > 1) {
    return faults.join(', ');
  }
  const passing = ['**whatever passes**', ...missing.map((name) => `(but not ${name})`)].join(' ');
  const others = faults.filter((name) => !PASSING.some((each) => each === name));
  return [passing, ...others].join(', ');
}

function tableOf(ends: ReadonlyMap<Cell, End>): string {
  const rows = ROWS.flatMap((row) => {
    const groups = new Map<string, string[]>();
    for (const [cell, { step, status, starts, isAborted }] of ends) {
      if (cell.row === row) {
        const color = { green: '🟢 green', red: '🔴 red', cancelled: 'cancelled', killed: 'killed' }[step];
        const said = status === '' ? '' : `\`${status}\``;
        const key = `${color} | ${said} | ${starts} | ${isAborted ? 'yes' : ''}`;
        groups.set(key, [...(groups.get(key) ?? []), cell.fault]);
      }
    }
    const request = `${row.which} \`${row.on}\`, ${row.when}`;
    return [...groups].map(([key, faults]) => `| ${request} | ${shown(faults)} | ${key} |`);
  });
  return [
    '| request | what goes wrong | step | `status` | starts | aborted |',
    '| --- | --- | --- | --- | --: | --- |',
    ...rows,
  ].join('\n');
}

test(
  `${cells.length} of ${CELLS.length} cells end as they must`,
  async () => {
    const played = await playAll(cells);
    const wrong = [...played].flatMap(([cell, { end, wrong: others }]) =>
      [...(JSON.stringify(end) === JSON.stringify(cell.expected) ? [] : [JSON.stringify(end)]), ...others].map(
        (what) => `${nameOf(cell)}: ${what}`,
      ),
    );
    expect(wrong).toEqual([]);
    if (isAll) {
      expectTable(new Map(CELLS.map((cell) => [cell, played.get(cell)?.end ?? cell.expected])));
    }
  },
  wanted === undefined ? 120_000 : 1_200_000,
);

test('docs/faults.md has the expected results', () => {
  expectTable(new Map(CELLS.map((cell) => [cell, cell.expected])));
});

function expectTable(ends: ReadonlyMap<Cell, End>): void {
  const page = join(ROOT, 'docs/faults.md');
  const text = readFileSync(page, 'utf8');
  const made = withTables(text, { matrix: tableOf(ends) });
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(page, made);
  } else {
    expect(text).toBe(made);
  }
}
