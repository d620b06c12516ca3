/** `npm run bench -- [PART …] [--json FILE] [--write]`: measures, and prints tables that people read. */
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { parseArgs } from 'node:util';

import { ending } from './ending.ts';
import { fanout } from './fanout.ts';
import { felt } from './felt.ts';
import { growth } from './growth.ts';
import type { Part } from './part.ts';
import { policies } from './policies.ts';
import { rerun } from './rerun.ts';
import { startup } from './startup.ts';
import { markdown } from './table.ts';

const PARTS: Readonly<Record<string, Part>> = { startup, felt, rerun, ending, policies, fanout, growth };
/** Where `--write` puts the tables, between the marks of their part. */
const PAGE = 'docs/performance.md';

const MACHINE = `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} cores`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const names = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const all: Record<string, unknown> = { machine: MACHINE };
for (const name of names) {
  const part = PARTS[name];
  if (part === undefined) {
    throw new Error(`There is no part '${name}'. The parts are ${Object.keys(PARTS).join(', ')}.`);
  }
  const { tables, data, files = {} } = await part.measure();
  all[name] = data;
  const text = [`${part.about}. Measured on ${MACHINE}.`, ...tables.map(markdown)].join('\n\n');
  console.log(`\n## ${name}\n\n${text}`);
  if (values.write) {
    put(name, text);
    for (const [path, content] of Object.entries(files)) {
      writeFileSync(path, content);
    }
  }
}
if (values.json === '-') {
  console.log(JSON.stringify(all, undefined, 2));
} else if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(all, undefined, 2)}\n`);
}

/** Puts a part's tables in the place of the old ones. */
function put(name: string, text: string): void {
  const [begin, end] = [`<!-- bench: ${name} -->`, `<!-- end: ${name} -->`];
  const page = readFileSync(PAGE, 'utf8');
  const [head, rest] = page.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) {
    throw new Error(`${PAGE} has no ${begin} … ${end}.`);
  }
  writeFileSync(PAGE, `${head}${begin}\n\n${text}\n\n${end}${tail}`);
}
