// node .ci/check-yaml.mjs: checks every action.yml, workflow and example against GitHub's own schema, without a network.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// The parser imports its JSON without the attribute that Node wants.
const hook = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

const inFolder = (folder) =>
  existsSync(folder) ? readdirSync(folder).flatMap((name) => (name.endsWith('.yml') ? [join(folder, name)] : [])) : [];
const actions = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(entry.name, 'action.yml')))
  .map((entry) => join(entry.name, 'action.yml'));
const files = ['action.yml', ...actions, ...inFolder('.github/workflows'), ...inFolder('examples')];

for (const file of files) {
  // The service takes a file for an action or a workflow by its address; an example is a workflow that lies elsewhere.
  const address = file.startsWith('examples') ? join('.github/workflows', file.replaceAll(/[\\/]/g, '-')) : file;
  const document = TextDocument.create(pathToFileURL(address).href, 'yaml', 1, readFileSync(file, 'utf8'));
  for (const { range, message } of await validate(document)) {
    console.error(`${file}:${range.start.line + 1}:${range.start.character + 1}: ${message}`);
    process.exitCode = 1;
  }
}
console.log(`checked ${files.length} YAML files`);
