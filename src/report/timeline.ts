/** Where the time went: stages and their steps as a Mermaid gantt chart, which GitHub draws in a job summary. */
import { piecesOf } from '../base/secrets.ts';
import { duration, oneLine, shortened } from '../base/text.ts';
import { unicode } from '../base/unicode.ts';
import type { TimedStep } from '../diagnosis/diagnosis.ts';
import type { Stage } from '../harness/execution.ts';
import { isUnsuccessful, type Phase } from '../harness/status.ts';
import { emojiOf } from '../harness/wording.ts';

/** A chart with more bars than this is unreadable. */
const MAX_BARS = 40;
/** Characters that Mermaid draws at the most; it shows an error instead of a longer chart. */
const MAX_CHARACTERS = 50_000;
/** More stages than this fill a screen by themselves: only the failed ones have their steps then. */
const MAX_DETAILED = 12;
/** A chart of one bar is of no use. */
const MIN_BARS = 2;
/** A step that took a smaller part of the chart is a line without width. */
const MIN_PART = 0.01;
const SECOND = 1000;

/** A bar of the chart. */
interface Bar {
  readonly name: string;
  readonly phase: Phase;
  /** ms since 1970 */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether a person was waited for. */
  readonly isApproval: boolean;
}

/** A stage's own bar, and those of its steps. */
interface Section {
  /** Its place among the pipeline's stages, from 1 on. */
  readonly position: number;
  readonly stage: Bar;
  readonly steps: readonly Bar[];
}

/**
 * The slowest steps of each stage as far as they fit, of many stages only of the failed ones, else the stages
 * alone. Times are real ones; who reads
 * the chart sees them in the own time zone.
 *
 * @returns the text of a Mermaid chart; undefined when there are fewer than two bars to show, or more stages than
 * fit.
 */
export function timelineOf(stages: readonly Stage[], steps: readonly TimedStep[]): string | undefined {
  const all = sectionsOf(stages, steps);
  const sections =
    all.length > MAX_DETAILED
      ? all.map((section) => (isUnsuccessful(section.stage.phase) ? section : { ...section, steps: [] }))
      : all;
  const chosen = slowest(sections, MAX_BARS - sections.length);
  const bars = sections.length + chosen.size;
  if (bars < MIN_BARS || bars > MAX_BARS) {
    return undefined;
  }
  const detailed = chartOf(
    sections.map((section) => ({ ...section, steps: section.steps.filter((step) => chosen.has(step)) })),
  );
  const text =
    detailed.length <= MAX_CHARACTERS ? detailed : chartOf(sections.map((section) => ({ ...section, steps: [] })));
  return text.length <= MAX_CHARACTERS ? text : undefined;
}

function sectionsOf(stages: readonly Stage[], steps: readonly TimedStep[]): Section[] {
  const timed = stages
    .filter(({ isGroup }) => !isGroup)
    .flatMap((stage, position) => {
      const { name, phase, startedAt, endedAt } = stage;
      return startedAt === undefined || endedAt === undefined || phase === 'skipped'
        ? []
        : [
            {
              stage,
              position: position + 1,
              bar: { name, phase, startedAt, endedAt: Math.max(startedAt, endedAt), isApproval: false },
            },
          ];
    });
  const ends = timed.map(({ bar }) => bar.endedAt);
  const least = MIN_PART * (Math.max(...ends) - Math.min(...timed.map(({ bar }) => bar.startedAt)));
  return timed.map(({ stage, position, bar }) => {
    const own = steps.filter((step) => step.stage === stage);
    const [only] = own;
    // A stage's only step took as long as the stage: it would be the same bar once more.
    return own.length === 1 && only !== undefined
      ? { position, stage: { ...bar, isApproval: only.isApproval }, steps: [] }
      : {
          position,
          stage: bar,
          steps: own.filter((step) => tookOf(step) >= Math.max(SECOND, least) || isUnsuccessful(step.phase)),
        };
  });
}

/** @returns as many steps as fit: of each stage the slowest first, failed ones before all others. */
function slowest(sections: readonly Section[], limit: number): ReadonlySet<Bar> {
  const rank = (one: Bar, other: Bar): number =>
    Number(isUnsuccessful(other.phase)) - Number(isUnsuccessful(one.phase)) || tookOf(other) - tookOf(one);
  const ranked = sections.flatMap(({ steps }) => steps.toSorted(rank).map((step, place) => ({ step, place })));
  const first = ranked.toSorted((one, other) => one.place - other.place || rank(one.step, other.step));
  return new Set(first.slice(0, Math.max(0, limit)).map(({ step }) => step));
}

function chartOf(sections: readonly Section[]): string {
  const bars = sections.flatMap(({ stage, steps }) => [stage, ...steps]);
  const span = Math.max(...bars.map(({ endedAt }) => endedAt)) - Math.min(...bars.map(({ startedAt }) => startedAt));
  return [
    'gantt',
    '  dateFormat x',
    `  axisFormat ${axisFormat(span)}`,
    '  todayMarker off',
    // Mermaid puts sections of one title together, so each has its number; the stage's name does not fit beside the chart.
    ...sections.flatMap(({ position, stage, steps }) => [
      `  section ${markOf(stage)} ${position}`,
      barOf(stage, ''),
      ...steps.map((step) => barOf(step, '› ')),
    ]),
  ].join('\n');
}

/** The clock's time as d3 writes it: to the second only where it fits. */
function axisFormat(span: number): string {
  const minutes = span / 60_000;
  return minutes < 10 ? '%H:%M:%S' : minutes < 24 * 60 ? '%H:%M' : '%d %b %H:%M';
}

/** Drawn as nothing. Without it Mermaid would take a name that begins with `section` or `title` for its own word. */
const WORD_JOINER = '\u2060';

function barOf(bar: Bar, before: string): string {
  const took = duration(tookOf(bar));
  const name = nameOf(bar.name);
  const label = bar.isApproval ? `⏸ ${name}, waited ${took}` : `${before}${name} ${took}`;
  // A step is lighter than its stage. Mermaid's color for `active` is unreadable in the dark theme.
  const tag = isUnsuccessful(bar.phase) ? 'crit, ' : before !== '' || bar.isApproval ? 'done, ' : '';
  return `  ${WORD_JOINER}${label} :${tag}${bar.startedAt}, ${bar.endedAt}`;
}

function markOf({ phase, isApproval }: Bar): string {
  return isApproval && !isUnsuccessful(phase) ? emojiOf('waiting') : emojiOf(phase);
}

/** Characters of a name: what is longer covers other bars. */
const MAX_NAME = 40;
/** Whatever no syntax of Mermaid uses: its words, entities, comments and statements end at other characters. */
const HARMLESS = unicode(String.raw`^[\p{L}\p{M}\p{N} ,./()_+-]+$`);
const HARMFUL = unicode(String.raw`[^\p{L}\p{M}\p{N},./()_+-]`, 'gu');
/** A word as long as this may be a secret, which GitHub masks only when it is unaltered. */
const SECRET_LENGTH = 12;

/** The words of a name that stay as they are; a longer one with a character that Mermaid might use is left out entirely. */
function nameOf(text: string): string {
  const pieces = piecesOf(oneLine(text, 1000)).map((piece) =>
    piece.trim() === '' || HARMLESS().test(piece)
      ? piece
      : piece.length < SECRET_LENGTH
        ? piece.replace(HARMFUL(), '')
        : '…',
  );
  // Nor the blanks behind a word of which nothing is left.
  const shown = pieces.filter((_, place) => place % 2 === 0 || pieces[place - 1] !== '');
  return shortened(shown.join('').trim(), MAX_NAME) || '…';
}

function tookOf({ startedAt, endedAt }: Pick<Bar, 'startedAt' | 'endedAt'>): number {
  return Math.max(0, endedAt - startedAt);
}
