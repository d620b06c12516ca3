/**
 * Regular expressions with Unicode's classes. The engine works through a class as soon as it parses the literal, even where
 * nothing is ever matched: 0.1 to 0.6 ms for each literal, 4 ms before the first request for all of them. So they are made when they are needed.
 */

/** @returns what makes the regular expression at its first call, and returns the same one from then on. */
export function unicode(pattern: string, flags: 'u' | 'gu' = 'u'): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= new RegExp(pattern, flags));
}

/**
 * Whether a text consists of visible characters, tabs and line ends: ASCII, Latin, punctuation, arrows and symbols. This check is cheap and
 * true for most texts; `false` means that the expensive check is needed.
 */
export function isVisible(text: string): boolean {
  return !/[^\t\n\r -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2BFF]/.test(text);
}
