/** The scenarios by name: what each pipeline of such a name does. */
import { ABORTS } from './aborts.ts';
import { BASICS } from './basics.ts';
import { custom, shell } from './cast.ts';
import { DELAYS } from './delays.ts';
import { FAILURES } from './failures.ts';
import type { Play } from './play.ts';
import { STRUCTURES } from './structures.ts';
import { WAITS } from './waits.ts';

/** The scenarios by name. A pipeline with such a name plays it. */
const SCENARIOS: Readonly<Record<string, Play>> = {
  ...BASICS,
  ...WAITS,
  ...FAILURES,
  ...ABORTS,
  ...STRUCTURES,
  ...DELAYS,
};

/** A green play of so many steps in stages of 50, for a graph of a known size. */
function bigPlay(steps: number): Play {
  const row = Array.from({ length: steps }, (_, index) => shell(`step_${index + 1}`, `Step ${index + 1}`, 1));
  const stages = Array.from({ length: Math.ceil(steps / 50) }, (_, index) =>
    custom(`stage_${index + 1}`, `Stage ${index + 1}`, row.slice(index * 50, index * 50 + 50)),
  );
  return { about: `${steps} steps`, stages };
}

/** The play of that name (`big-N` for any N up to 100,000 too), or undefined when the simulator knows none. */
export function scenario(name: string): Play | undefined {
  const size = /^big-(\d{1,6})$/.exec(name)?.[1];
  if (size !== undefined) {
    return bigPlay(Math.min(Number(size), 100_000));
  }
  return Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
}

/** Pipelines that refuse to start, by name. */
const REFUSALS: Readonly<Record<string, string>> = {
  missing: 'does not exist',
  draft: 'is a draft, which cannot be run',
  forbidden: 'the key has no permission to run it',
  'out-of-sync': 'refers to a template that has changed',
  broken: 'its YAML has no stages',
  'remote-missing': 'its file is not in Git',
  'server-error': 'Harness returns an internal error each time',
};

/** Name and one line for each scenario, and for each pipeline name that the simulator refuses to start. */
export function scenarios(): readonly { readonly name: string; readonly about: string }[] {
  const plays = Object.entries(SCENARIOS).map(([name, play]) => ({ name, about: play.about }));
  const refusals = Object.entries(REFUSALS).map(([name, about]) => ({ name, about: `refused at the start: ${about}` }));
  return [...plays, { name: 'big-5000', about: 'succeeds with a graph of that many steps (any number)' }, ...refusals];
}
