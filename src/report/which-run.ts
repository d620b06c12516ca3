/** Which execution it was: where, started by whom, what it built, and whether it took as long as usual. */
import { code, duration, markdown, noBreak, oneLine } from '../base/text.ts';
import type { PastRuns } from '../follow/history.ts';
import type { CiBuild, Snapshot } from '../harness/execution.ts';
import { emojiOf } from '../harness/wording.ts';
import { link } from './paragraphs.ts';
import type { Report } from './report.ts';

/** @returns `Execution 42 · default / shop · deploy_prod · started by octo in acme/shop run 77 · builds main at 1a2b3c4 · usually 4m 10s` */
export function whichRun(report: Report): string {
  const { snapshot, pipeline, place, past, parentUrl, rerunUrl } = report;
  return [
    page(report),
    markdown(place, 200),
    ...(pipeline === '' ? [] : [code(pipeline)]),
    ...startedBy(report),
    ...(parentUrl === undefined
      ? []
      : [`parent pipeline ${link(code(snapshot.parent?.pipeline ?? '', 100), parentUrl)}`]),
    ...(rerunUrl === undefined ? [] : [`re-run of ${link('an earlier execution', rerunUrl)}`]),
    ...buildOf(snapshot.build),
    ...usualOf(past),
  ].join(' · ');
}

function page({ ref, snapshot, listUrl }: Report): string {
  return ref === undefined
    ? link('Executions of this pipeline', listUrl)
    : link(snapshot.runSequence === undefined ? 'Execution' : `Execution ${snapshot.runSequence}`, ref.url);
}

function startedBy({ ref, snapshot, run, isStartedHere }: Report): string[] {
  const watcher = run.name === '' ? '' : link(markdown(run.name, 200), run.url);
  if (ref === undefined || isStartedHere) {
    const actor = run.actor === '' ? '' : `${markdown(run.actor, 80)} in `;
    return watcher === '' ? [] : [ref === undefined ? watcher : `started by ${actor}${watcher}`];
  }
  const who = snapshot.startedBy === undefined ? '' : ` by ${markdown(snapshot.startedBy, 80)}`;
  const how = snapshot.triggerName === undefined ? '' : ` through trigger ${code(snapshot.triggerName, 80)}`;
  return [...(who + how === '' ? [] : [`started${who}${how}`]), ...(watcher === '' ? [] : [`followed by ${watcher}`])];
}

/** @returns how an execution that this step did not start came to be, for the log: `Started by jdoe through trigger nightly.`; empty when unknown */
export function originInWords({ startedBy: who, triggerName, rerunOf, parent }: Snapshot): string {
  const parts = [
    ...(who === undefined ? [] : [`by ${oneLine(who, 80)}`]),
    ...(triggerName === undefined ? [] : [`through trigger ${oneLine(triggerName, 80)}`]),
    ...(parent === undefined ? [] : [`as a chained pipeline of ${parent.pipeline}, execution ${parent.id}`]),
    ...(rerunOf === undefined ? [] : [`as a re-run of execution ${oneLine(rerunOf, 60)}`]),
  ];
  return parts.length === 0 ? '' : `Started ${parts.join(', ')}.`;
}

const COMMIT = /^[0-9a-f]{40}$/;

/** What a CI stage built; a commit in the seven digits that GitHub shows. */
function buildOf(build: CiBuild | undefined): string[] {
  const { branch, tag, commit, pullRequest } = build ?? {};
  const ref =
    pullRequest !== undefined
      ? `pull request ${pullRequest}`
      : tag !== undefined
        ? `tag ${code(tag, 100)}`
        : branch !== undefined
          ? code(branch, 100)
          : '';
  const at = commit === undefined ? '' : code(COMMIT.test(commit) ? commit.slice(0, 7) : commit, 60);
  const what = [ref, at].filter((part) => part !== '').join(' at ');
  return what === '' ? [] : [`builds ${what}`];
}

function usualOf(past: PastRuns | undefined): string[] {
  return past === undefined
    ? []
    : [
        ...(past.usual === undefined ? [] : [`usually ${noBreak(duration(past.usual))}`]),
        `last ${past.results.length}: ${past.results.map(emojiOf).join('')}`,
      ];
}
