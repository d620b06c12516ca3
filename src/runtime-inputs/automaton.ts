/**
 * Patterns matched in a time that grows with pattern times text, whatever the pattern: all ways through it are walked at
 * once, one character at a time. A backtracking engine can be kept busy for years by a pattern of forty characters, and
 * these come from a server.
 */

export type Test = (char: string) => boolean;

/** A pattern's parts. */
export type Node =
  | { readonly kind: 'char'; readonly test: Test }
  | { readonly kind: 'edge'; readonly isStart: boolean }
  | { readonly kind: 'sequence' | 'either'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number };

/** @returns whether the whole text matches; undefined when text and pattern are too long to try. */
export type Match = (text: string) => boolean | undefined;

/** A pattern that is not for this engine. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

type Step =
  | { readonly do: 'take'; readonly test: Test }
  | { readonly do: 'edge'; readonly isStart: boolean }
  | { readonly do: 'go'; readonly to: number[] };

const MOST_STEPS = 2000;
/** Characters times steps: some tens of milliseconds. */
const MOST_WORK = 5_000_000;

/** @returns the match of a pattern against whole texts. Throws Unsupported when it has too many steps. */
export function automaton(pattern: Node): Match {
  const program: Step[] = [];
  emit(pattern, { program, effort: 0 });
  return (text) => run(program, Array.from(text));
}

interface Build {
  readonly program: Step[];
  /** Counts what is emitted, also what emits nothing: `((){999}){999}` is no program, but a million rounds. */
  effort: number;
}

function emit(node: Node, build: Build): void {
  const { program } = build;
  build.effort += 1;
  if (build.effort > MOST_STEPS || program.length > MOST_STEPS) {
    throw new Unsupported();
  }
  switch (node.kind) {
    case 'char':
      program.push({ do: 'take', test: node.test });
      return;
    case 'edge':
      program.push({ do: 'edge', isStart: node.isStart });
      return;
    case 'sequence':
      node.nodes.forEach((part) => emit(part, build));
      return;
    case 'either': {
      const fork = go(program);
      const exits = node.nodes.map((branch) => {
        fork.to.push(program.length);
        emit(branch, build);
        return go(program);
      });
      exits.forEach((exit) => exit.to.push(program.length));
      return;
    }
    case 'repeat':
      emitRepeat(node, build);
  }
}

function emitRepeat({ node, least, most }: Extract<Node, { kind: 'repeat' }>, build: Build): void {
  const { program } = build;
  for (let round = 0; round < least; round += 1) {
    emit(node, build);
  }
  if (most === Infinity) {
    const start = program.length;
    const loop = go(program);
    loop.to.push(program.length);
    emit(node, build);
    go(program).to.push(start);
    loop.to.push(program.length);
    return;
  }
  const exits: { readonly to: number[] }[] = [];
  for (let round = least; round < most; round += 1) {
    const option = go(program);
    option.to.push(program.length);
    exits.push(option);
    emit(node, build);
  }
  exits.forEach((exit) => exit.to.push(program.length));
}

function go(program: Step[]): Extract<Step, { do: 'go' }> {
  const step = { do: 'go' as const, to: [] };
  program.push(step);
  return step;
}

/** Walks the program; its end is the step after the last. */
function run(program: readonly Step[], chars: readonly string[]): boolean | undefined {
  if (program.length * chars.length > MOST_WORK) {
    return undefined;
  }
  /** For each step the character before which it was last reached, plus one: no step is walked twice there. */
  const reached = new Uint32Array(program.length + 1);
  const reach = (from: readonly number[], at: number): number[] => {
    const open = [...from];
    const found: number[] = [];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (reached[index] === at + 1) {
        continue;
      }
      reached[index] = at + 1;
      const step = program[index];
      if (step?.do === 'go') {
        open.push(...step.to);
      } else if (step?.do === 'edge') {
        open.push(...(at === (step.isStart ? 0 : chars.length) ? [index + 1] : []));
      } else {
        found.push(index);
      }
    }
    return found;
  };
  let here = reach([0], 0);
  for (const [at, char] of chars.entries()) {
    const taken = here.filter((index) => {
      const step = program[index];
      return step?.do === 'take' && step.test(char);
    });
    here = reach(
      taken.map((index) => index + 1),
      at + 1,
    );
  }
  return here.includes(program.length);
}
