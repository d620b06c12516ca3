/** The only place that prints. Whatever it is given comes out inert: no line of it can be a command to the runner. */
import * as core from '@actions/core';

import { annotation, logLines } from '../base/text.ts';

/** Where a step's words go. */
export interface Log {
  info(text: string): void;
  /** Lines in a collapsed group. */
  group(title: string, body: readonly string[]): void;
  notice(text: string): void;
  warning(text: string): void;
  /** The one error annotation of a failure; it fails the step. */
  fail(text: string): void;
  /** Shown when the job runs with debug logging. */
  debug(text: string): void;
}

export const consoleLog: Log = {
  info: (text) => {
    for (const line of logLines(text)) {
      core.info(line);
    }
  },
  group: (title, body) => {
    core.startGroup(logLines(title).join(' '));
    for (const line of body.flatMap(logLines)) {
      core.info(line);
    }
    core.endGroup();
  },
  notice: (text) => {
    core.notice(annotation(text));
  },
  warning: (text) => {
    core.warning(annotation(text));
  },
  fail: (text) => {
    core.setFailed(annotation(text));
  },
  debug: (text) => {
    core.debug(annotation(text));
  },
};
