/** The post step: finishes what main could not, and shows the summary. It reads the state alone, and never fails the job. */
import * as core from '@actions/core';

import { connect, type ConnectOptions } from '../../lifecycle/connect.ts';
import { applyPatch, parsePostState, POST_STATE, type PostState } from '../../lifecycle/post-state.ts';
import { openPublisher } from '../../lifecycle/publish.ts';
import type { FinalSession } from '../../lifecycle/session.ts';
import { annotationText, messageOf } from '../../report/report.ts';
import { summaryOf } from '../../report/summary.ts';
import { runStep } from '../../runner/process.ts';
import { reportOn, withoutWords } from './report.ts';
import { resolve } from './resolve.ts';

/** Runs post. */
export function post(): Promise<never> {
  return runStep(async (step) => {
    const state = core.getState(POST_STATE);
    const saved = parsePostState(state);
    if (saved === undefined) {
      // Without a state, main ended before its first request to Harness, and its message is in the log.
      if (state !== '') {
        step.log.warning(
          'The saved state of this step could not be read. Check in Harness whether an execution is still running.',
        );
      }
      return { isRed: false };
    }
    step.mask(saved.key);
    step.mask(saved.githubToken);
    const postState = applyPatch(saved, step.folder.read(saved.nonce, 'patch.json') ?? '');
    const summary = await summaryFor({ step, postState, connection: connect(step, connectOptionsOf(postState)) });
    if (postState.summary && summary !== undefined) {
      step.addSummary(summary);
    }
    return { isRed: false };
  }, true);
}

/** @returns how post connects to Harness. A state with a marker was written after Harness had answered main. */
export function connectOptionsOf({ scope, key, engine, marker, execution }: PostState): ConnectOptions {
  return { scope, key, engine, matrixSize: 1, hasAnswered: marker !== '' || execution !== '' };
}

/** @returns the summary: main's own, or of what became of the execution that main could not follow to its end. */
export async function summaryFor(session: FinalSession): Promise<string | undefined> {
  const { postState, step } = session;
  const { main, nonce } = postState;
  const saved = step.folder.read(nonce, 'summary.md');
  if (main === 'done') {
    return saved;
  }
  const hasEnded = main === 'faulted' || (postState.hasFolder && step.folder.isRemoved(nonce, 'unfinished'));
  return (hasEnded ? saved : undefined) ?? (await resolveAndReport(session, hasEnded));
}

/** Reads the result of the execution, aborts it if that is wanted, and reports it. @returns the summary. */
async function resolveAndReport(session: FinalSession, hasEnded: boolean): Promise<string> {
  const { step, postState } = session;
  // A container job is cancelled without a signal, so main may still be running.
  step.folder.write(postState.nonce, 'stop', '');
  const aborts = postState.onCancel === 'abort' && !hasEnded;
  const resolution = await resolve(session, aborts);
  const circumstances = { aborts, hasEnded };
  const report = reportOn(session, resolution, circumstances);
  const { verdict } = report;
  if (verdict.level === undefined || resolution.kind === 'seen') {
    step.log.info(messageOf(verdict));
  } else {
    step.log.warning(annotationText(verdict));
  }
  if (resolution.kind !== 'not-started') {
    // Where GitHub masks nothing, no text from Harness is shown: it may contain a value of the inputs, which post does not know.
    const shown = postState.redacts ? reportOn(session, withoutWords(resolution), circumstances) : report;
    await openPublisher(step, postState).end(shown);
  }
  return summaryOf(report);
}
