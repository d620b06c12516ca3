/** Characters that logs and pages do not show; printed text does not contain them. */
import { isVisible, unicode } from './unicode.ts';

/** Sequences for a terminal: CSI (colors, cursor), OSC (titles, links) up to its end or the line's, and the two-character rest. */
export const TERMINAL =
  /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B\n\r]*(?:\u0007|\u001B\\)?|[@-Z\\-_])|\u009B[0-?]*[ -/]*[@-~]/g;
/**
 * Controls but tab and line ends; format characters, direction overrides among them, which show text in another order than it
 * has; lone surrogates; and everything that is drawn as nothing: the runner compares as people read, so `#<nothing>#[` would be
 * `##[` to it.
 */
export const invisible = unicode(
  String.raw`[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]|\p{Cf}|\p{Default_Ignorable_Code_Point}|\p{Cs}`,
  'gu',
);
/** Whatever the runner or a terminal takes for the end of a line; a lone `\r` is one for the runner. */
export const LINE_END = /\r\n|[\n\r\u000B\u000C\u0085\u2028\u2029]/;

/** Whether a text holds any of them. */
export function hasInvisible(text: string): boolean {
  return !isVisible(text) && text.search(invisible()) >= 0;
}

/** Whether removing all of these changes a line. */
export function isAltered(line: string): boolean {
  return LINE_END.test(line) || hasInvisible(line);
}
