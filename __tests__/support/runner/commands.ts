/** Workflow commands: what in a line of output the runner takes for a command, whoever wrote that line. */

export interface Command {
  /** As it was spelled; the runner compares names without regard to case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The command in one line of output, or undefined. `known` holds the registered names in lower case. The newer form
 * `::name key=value::data` must begin the line, the older `##[name key=value]data` may stand anywhere in it.
 */
export function parseCommand(line: string, known: ReadonlySet<string>): Command | undefined {
  return [parseNew(line), parseOld(line)].find((command) => known.has(command?.name.toLowerCase() ?? ''));
}

function parseNew(line: string): Command | undefined {
  const text = line.replace(/^(?:(?!\uFEFF)[\s\u0085])+/u, ''); // what .NET calls white space
  if (!text.startsWith('::')) return undefined;
  // The runner searches by .NET's culture rules, to which `:`, a zero-width space, `:` is a `::`. At the line's start
  // that is harmless, because the name is then cut out one character too early.
  const end = text.slice(2).search(/:[\p{Cf}\p{Cc}]*:/u) + 2;
  if (end < 2) return undefined;
  return {
    ...nameAndProperties(text.slice(2, end), { separator: ',', escapes: { ...LINE_ENDS, '%3A': ':', '%2C': ',' } }),
    data: unescape(text.slice(end + 2), LINE_ENDS),
  };
}

function parseOld(line: string): Command | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const escapes = { ...LINE_ENDS, '%3B': ';', '%5D': ']' };
  return {
    ...nameAndProperties(line.slice(start + 3, end), { separator: ';', escapes }),
    data: unescape(line.slice(end + 1), escapes),
  };
}

function nameAndProperties(
  text: string,
  { separator, escapes }: { separator: string; escapes: Escapes },
): Pick<Command, 'name' | 'properties'> {
  const [name = '', ...rest] = text.split(' ');
  const properties: Record<string, string> = {};
  for (const property of rest.join(' ').trim().split(separator)) {
    const equals = property.indexOf('=');
    const value = property.slice(equals + 1);
    if (equals > 0 && value !== '') properties[property.slice(0, equals).toLowerCase()] = unescape(value, escapes);
  }
  return { name, properties };
}

type Escapes = Readonly<Record<string, string>>;

const LINE_ENDS: Escapes = { '%0D': '\r', '%0A': '\n' };

/** `%25` comes last, so that an escaped percent sign does not begin a second escape. */
function unescape(text: string, escapes: Escapes): string {
  return Object.entries({ ...escapes, '%25': '%' }).reduce((done, [from, to]) => done.replaceAll(from, to), text);
}
