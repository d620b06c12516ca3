/** What GitHub shows outside the log: the commit status while an execution runs and at its end, and the comment. */
import { redacted } from '../base/secrets.ts';
import type { GitHub } from '../github/github.ts';
import type { Snapshot } from '../harness/execution.ts';
import { requireProxy } from '../harness/proxy.ts';
import { isUnsuccessful } from '../harness/status.ts';
import { commentOf } from '../report/comment.ts';
import { type StatusUpdate, statusUpdateOf } from '../report/commit-status.ts';
import { writeMark } from '../report/mark.ts';
import type { Report } from '../report/report.ts';
import type { Step } from '../runner/step.ts';
import type { PostState } from './post-state.ts';

/** Reports to GitHub. Nothing here can fail the step: each kind of failure is one warning. */
interface Publisher {
  /** Sets the commit status, in the order of the calls, without waiting for it. */
  setStatus(update: StatusUpdate, url: string): void;
  /** Called when the end is seen, before it is diagnosed: reads meanwhile what a comment needs. */
  expectEnd(snapshot: Snapshot): void;
  /** Sets the last commit status and writes the comment, as far as they are wanted. */
  end(report: Report): Promise<void>;
}

/** Prepares the reports to GitHub; nothing is sent before there is something to report. */
export function openPublisher(
  step: Step,
  { comment, pullRequest, commitStatus: context, githubToken: token, label, leg }: PostState,
): Publisher {
  const { workflow, clock, log } = step;
  const warned = new Set<string>();
  let statuses = Promise.resolve();
  let opened: Promise<GitHub> | undefined;
  const open = async (): Promise<GitHub> => {
    // Octokit goes around a proxy whose URL it cannot read.
    requireProxy(workflow.apiUrl, step.proxies);
    // Loaded when needed: most steps report nothing to GitHub.
    const { openGitHub } = await import(/* webpackIgnore: true */ '../github/github.ts');
    return openGitHub({
      token,
      apiUrl: workflow.apiUrl,
      workflow,
      clock,
      signal: step.signal,
      pullRequest: pullRequest === 0 ? undefined : pullRequest,
    });
  };
  const github = (): Promise<GitHub> => (opened ??= open());
  if (comment !== 'never') {
    // Loaded while the first poll waits: at the end it would delay the step by as long as a request takes.
    github().catch(() => undefined);
  }
  const warn = (warning: string | undefined): void => {
    if (warning !== undefined && !warned.has(warning) && !step.signal.aborted) {
      warned.add(warning);
      log.warning(warning);
    }
  };
  /** Never rejects. */
  const report = async (work: (github: GitHub) => Promise<string | undefined>): Promise<void> => {
    try {
      warn(await work(await github()));
    } catch (error) {
      warn(`Could not report to GitHub: ${String(error)}`);
    }
  };
  const setStatus = (update: StatusUpdate, url: string): void => {
    if (context !== '') {
      const description = redacted(update.description);
      // One after the other, so that the last status is the last to arrive.
      statuses = statuses.then(() => report((at) => at.commitStatus({ ...update, description, context, url })));
    }
  };
  return {
    setStatus,
    expectEnd({ phase }) {
      if (comment !== 'never') {
        const expectComment = async (): Promise<void> => {
          (await github()).expectComment(comment === 'always' || isUnsuccessful(phase));
        };
        expectComment().catch(() => undefined); // `end` fails in the same way, and reports it.
      }
    },
    async end(result) {
      setStatus(statusUpdateOf(result), result.ref?.url ?? result.listUrl);
      if (comment !== 'never') {
        const mark = writeMark(result, workflow, { label, leg });
        const own = [result.listUrl, result.ref?.url, result.run.url].flatMap((url) =>
          url === undefined || url === '' ? [] : url,
        );
        const page = commentOf(result, '').trimStart();
        const text = `${mark}\n${redacted(page, own)}`;
        // `on-failure` reports no success, but a success replaces the failure that an earlier run has reported.
        const isNewWanted = comment === 'always' || result.verdict.isRed || isUnsuccessful(result.snapshot.phase);
        await Promise.all([statuses, report((at) => at.comment({ text, isNewWanted }))]);
      }
      await statuses;
    },
  };
}
