/** What the runner does to text before anything else reads it: it cuts streams into lines and hides secrets. */

/**
 * Cuts a stream into lines as .NET's StreamReader does: `\n`, `\r\n` and a lone `\r` each end one. A `\r` at the end of
 * a piece waits for the next piece, which may begin with its `\n`.
 */
export function createLineReader(take: (line: string) => void): {
  readonly feed: (text: string) => void;
  readonly end: () => void;
} {
  let rest = '';
  return {
    feed(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?=[^])/);
      rest = lines.pop() ?? '';
      lines.forEach(take);
    },
    end() {
      if (rest !== '') take(rest.replace(/\r$/, ''));
      rest = '';
    },
  };
}

/** The secrets of one job. They last until its end: what main masks is masked in post. */
export interface Masks {
  readonly secrets: readonly string[];
  /** Hides the value and each of its lines from now on. */
  readonly add: (value: string) => void;
  /** The text with every secret, and the usual encodings of it, as `***`. */
  readonly hide: (text: string) => string;
}

export function createMasks(): Masks {
  const secrets: string[] = [];
  const forms = new Set<string>();
  return {
    secrets,
    add(value) {
      const lines = value.split(/\r\n|\n|\r/).map((line) => line.trim());
      for (const secret of new Set([value, ...lines])) {
        if (secret === '') continue;
        secrets.push(secret);
        for (const form of encodings(secret)) forms.add(form);
      }
    },
    hide: (text) => hideAll(text, forms),
  };
}

/** The runner knows more encodings (XML, PowerShell, expressions); these are the ones that a web request makes. */
function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const completeUnits = (from: number) => bytes.subarray(from, from + Math.floor((bytes.length - from) / 3) * 3);
  const base64 = [0, 1, 2].map((from) => completeUnits(from).toString('base64'));
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...base64];
  return forms.filter((form) => form !== '');
}

/** Overlapping and touching hits become one `***`, so that two halves of a secret do not show where it was cut. */
function hideAll(text: string, forms: Iterable<string>): string {
  const hits: { start: number; end: number }[] = [];
  for (const form of forms) {
    for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1)) {
      hits.push({ start, end: start + form.length });
    }
  }
  hits.sort((a, b) => a.start - b.start);
  let hidden = '';
  let end = -1;
  for (const hit of hits) {
    if (hit.start > end) hidden += `${text.slice(Math.max(end, 0), hit.start)}***`;
    end = Math.max(end, hit.end);
  }
  return hidden + text.slice(Math.max(end, 0));
}
