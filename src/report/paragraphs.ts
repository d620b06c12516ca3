/** The paragraphs that summary and comment share. Everything in them that is not ours is inert. */
import { code, count, markdown } from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import type { Artifact, Service } from '../harness/execution.ts';
import { withCorrelationId } from '../harness/failure-message.ts';
import { isUnsuccessful } from '../harness/status.ts';
import { describeState, isRedundantMessage } from '../harness/wording.ts';
import { ranOn } from './ending.ts';
import { headlineOf, isSettled, markOf } from './headline.ts';
import type { Report } from './report.ts';

/** Characters of a link that are kept; a longer one is no real page. */
const MAX_LINK_LENGTH = 2000;

/** @returns a Markdown link around text that is already inert; the text alone when the URL cannot be trusted to be one. */
export function link(shown: string, url: string): string {
  if (url.length > MAX_LINK_LENGTH || !URL.canParse(url) || !/^https?:\/\//i.test(url)) {
    return shown;
  }
  // What would end the link's target, a table cell or an attribute early; the URL class leaves these as they are.
  return /[()<>"'`\\|\s]/.test(url) || !isUnaltered(url) ? shown : `[${shown}](${url})`;
}

/** Whether a browser asks for exactly this. What is spelled in another way than it was sent is not found by GitHub's masks. */
function isUnaltered(url: string): boolean {
  const { href } = new URL(url);
  return href === url || href === `${url}/`;
}

/** @returns `### ❌ Deploy Prod failed in 3m 12s · eu`, with what distinguishes this use of the action from others. */
export function heading(report: Report, use: string): string {
  return `### ${markOf(report)} ${markdown(headlineOf(report), 300)}${use === '' ? '' : ` · ${markdown(use, 100)}`}`;
}

/**
 * @returns what is to be said of the end as a whole, a paragraph each: this step's own words, or Harness's when no failed step
 * says more.
 */
export function explanation(report: Report, most: number): string[] {
  const { snapshot, failures, verdict } = report;
  if (!isSettled(report)) {
    const { reason, details = [], correlationId, executions = [] } = verdict;
    const lines = details.map((line) => markdown(line, most));
    // An id looks like a secret, which must stand verbatim: it is code by itself, so that the advice before it is read as text.
    const shownId = correlationId === undefined ? undefined : code(correlationId, 100);
    const said = [...(reason === undefined ? [] : [code(reason, most)]), ...withCorrelationId(lines, shownId)];
    return [[...said, ...executions.map(({ id, url }) => link(markdown(id, 60), url))].join('<br>')].filter(isNotEmpty);
  }
  return failures.length > 0 || snapshot.message === undefined
    ? []
    : [[code(snapshot.message, most), ...adviceOf(snapshot, most)].join('<br>')];
}

const isNotEmpty = (part: string): boolean => part !== '';

/** The colors of GitHub's alerts: blue, yellow, red. */
type Alert = 'NOTE' | 'WARNING' | 'CAUTION';

/** @returns the paragraphs as an alert, which GitHub draws with a colored bar; empty without any. */
export function alert(kind: Alert, said: readonly string[]): string {
  const parts = said.filter(isNotEmpty);
  return parts.length === 0 ? '' : `> [!${kind}]\n${parts.map((part) => `> ${part}`).join('\n>\n')}`;
}

/** @returns the color that fits the end. */
export function alertOf({ ending, snapshot, verdict }: Report): Alert {
  const isDoubtful = ending === 'in-doubt' || ending === 'access-lost' || snapshot.phase === 'ignored';
  return isDoubtful ? 'WARNING' : verdict.isRed || isUnsuccessful(snapshot.phase) ? 'CAUTION' : 'NOTE';
}

/** @returns how many failures there are beyond those that are shown; empty when there is none. */
export function moreFailures(number: number): string {
  return number > 0 ? `… and ${count(number, 'more failure')}.` : '';
}

/** @returns for each failure: where, what became of it, why; and Harness's advice and the delegate, unless one before it has the same. */
export function causes(failures: readonly Failure[], { most, headline, delegates }: CauseOptions): string[] {
  const shown = new Set<string>();
  return failures.map((failure) => {
    const advice = [
      ...adviceOf(failure, most),
      ...(delegates ? ranOn((failure.delegates ?? []).map((name) => code(name, 100))) : []),
    ].filter((line) => !shown.has(line));
    advice.forEach((line) => shown.add(line));
    return [cause(failure, { most, headline }), ...advice].join('<br>');
  });
}

/** How failures are shown. */
interface CauseOptions {
  /** Characters of a message or a hint. */
  readonly most: number;
  /** What became of the execution, which need not be said again. */
  readonly headline: string;
  /** Whether the delegates that ran the steps are named. */
  readonly delegates: boolean;
}

function cause(failure: Failure, { most, headline }: Omit<CauseOptions, 'delegates'>): string {
  const { stage, step, stageId } = failure;
  const state = describeState(failure);
  const message = isRedundantMessage(failure) ? '' : code(failure.message, most);
  if (stageId === '' && step === undefined && message !== '') {
    return message; // The execution as a whole, which the headline names.
  }
  const place = [stage, step ?? ''].filter((part) => part !== '').join(' › ');
  const hasAnswered = state === headline && message !== '' && failure.by === undefined;
  const end =
    hasAnswered || state === 'failed' || failure.phase === 'ignored'
      ? ''
      : state === 'expired'
        ? ' expired'
        : ` was ${state}`;
  const by = failure.by === undefined ? '' : ` by ${markdown(failure.by, 200)}`;
  const where = link(markdown(place === '' ? 'A stage' : place, 150), failure.url);
  return `**${where}**${end}${by}${message === '' ? '' : `: ${message}`}`;
}

/** A line for each explanation and hint. */
function adviceOf({ message, explanations, hints }: Advised, most: number): string[] {
  return [
    ...explanations
      .filter((each) => each !== message)
      .slice(0, 3)
      .map((each) => code(each, most)),
    ...hints.slice(0, 3).map((hint) => `Hint: ${code(hint, most)}`),
  ];
}

type Advised = Pick<Report['snapshot'], 'message' | 'explanations' | 'hints'>;

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** @returns `Service **Web shop** (`web`) → environment **Production EU** (`prod`, production)`; empty when the execution touched none. */
export function deploymentOf({ services, environments, artifacts }: Report): string {
  const way = [named('service', services, nameAndId), named('environment', environments, nameAndId)].filter(isNotEmpty);
  const things = named('artifact', artifacts, ({ name, tag, url }: Artifact) =>
    link(code(tag === undefined ? name : `${name}:${tag}`), url ?? ''),
  );
  return capital([way.join(' → '), things].filter(isNotEmpty).join(' · '));
}

/** Harness's types of environments in words. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['Production', 'production'],
  ['PreProduction', 'pre-production'],
]);

function nameAndId({ id, name, type = '' }: Service & { readonly type?: string | undefined }): string {
  const more = [
    ...(id === name ? [] : [code(id, 80)]),
    ...(type === '' ? [] : [TYPES.get(type) ?? markdown(type, 40)]),
  ];
  return `**${markdown(name, 80)}**${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

function named<T>(noun: string, things: readonly T[], show: (thing: T) => string): string {
  return things.length === 0 ? '' : `${noun}${things.length === 1 ? '' : 's'} ${listed(things, { most: 10, show })}`;
}

/** @returns the parts that are not empty, a blank line between them. */
export function paragraphs(parts: readonly string[]): string {
  return `${parts.filter(isNotEmpty).join('\n\n')}\n`;
}

/** @returns the first `most` of the things with commas between, and how many more there are. */
export function listed<T>(
  things: readonly T[],
  { most, show }: { readonly most: number; readonly show: (thing: T) => string },
): string {
  const more = things.length - most;
  return `${things.slice(0, most).map(show).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
