// node .ci/bundle/bundle.mjs OUT: what a step loads, in as few files as start-up allows. Byte for byte the same everywhere.
//
//   OUT/ACTION.js                 what action.yml names: runs one action of the bundle
//   OUT/bundle/index.js           all actions, with everything that a first request needs
//   OUT/bundle/github/…, …        modules that are loaded when they are needed, at their paths in src
//   OUT/bundle/yaml.js            the package yaml, once for all modules that read or write it
//   OUT/bundle/toolkit.js         in place of what @actions/core and @actions/http-client import and the actions do not use, or not at once
//   OUT/bundle/undici.js          in place of undici: loads its 500 KB when they are asked for
//   OUT/bundle/undici/index.js    the parts of undici that @actions/github uses
//
// Beside each stands licenses.txt of the packages in it. Comments are left out; nothing is minified.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const ncc = require('@vercel/ncc');
const out = process.argv[2] ?? 'dist';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

// Every `import(/* webpackIgnore: true */ …)` in src names a module that is loaded when it is needed.
const entries = {
  'index.js': 'lib/src/actions/entry-points.js',
  'github/github.js': 'lib/src/github/github.js',
  'runtime-inputs/fit.js': 'lib/src/runtime-inputs/fit.js',
  'serve.js': 'lib/src/actions/simulator/serve.js',
};

// What @actions/core and @actions/http-client import and this action does not use, or not at once. Our own modules say node:fs.
const ofToolkit = {
  https: './toolkit.js',
  tunnel: './toolkit.js',
  '@actions/http-client/lib/auth': './toolkit.js',
  '@actions/exec': './toolkit.js',
  fs: './toolkit.js',
  undici: './toolkit.js',
  crypto: './toolkit.js',
  'node:crypto': './toolkit.js',
};

/** The path of one file of the bundle as another one imports it. */
const beside = (file, name) => relative(dirname(file), name).replace(/^(?!\.)/, './');

async function bundle(entry, file, externals) {
  const { code, assets } = await ncc(resolve(entry), { cache: false, quiet: true, license: 'licenses.txt', externals });
  const folder = join(out, 'bundle', dirname(file));
  mkdirSync(folder, { recursive: true });
  // A module that is loaded when needed lies beside the bundle, wherever the importing module lies in src.
  const lazy = code.replace(/(import\(\/\* webpackIgnore: true \*\/ ')([^']+)'/g, (_, before, path) => {
    const target = Object.keys(entries).find((name) => path.endsWith(`/${name}`));
    return `${before}${beside(file, target)}'`;
  });
  // Comments are a fifth of the text, which Node reads before the first request: 3 ms. What a license asks to keep begins with `/*!`.
  const lean = lazy.replace(/^[ \t]*\/\*\*(?!\*)[^]*?\*\/\n/gm, '');
  // Node's own modules without making a require function for each.
  const required = /\w+_createRequire\(import\.meta\.url\)\(/;
  let builtin = lean.replaceAll(new RegExp(`${required.source}(?="[^".])`, 'g'), 'process.getBuiltinModule(');
  builtin = required.test(builtin) ? builtin : builtin.replace(/^import \{ createRequire as .*\n/m, '');
  writeFileSync(join(out, 'bundle', file), builtin.replaceAll("'0.0.0-unbundled'", `'${version}'`));
  const licenses = assets['licenses.txt']?.source.toString() ?? '';
  if (licenses.trim() !== '') {
    writeFileSync(
      join(
        out,
        'bundle',
        file.replace(/(index)?\.js$/, (_, index) => (index ? '' : '.') + 'licenses.txt'),
      ),
      licenses,
    );
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'bundle'), { recursive: true });
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');

for (const [file, entry] of Object.entries(entries)) {
  const yaml = beside(file, 'yaml.js');
  await bundle(entry, file, file === 'index.js' ? { yaml, ...ofToolkit } : { yaml, undici: beside(file, 'undici.js') });
}

await bundle('.ci/bundle/yaml.mjs', 'yaml.js');
for (const name of ['undici', 'toolkit']) {
  writeFileSync(join(out, `bundle/${name}.js`), readFileSync(`.ci/bundle/${name}.mjs`, 'utf8'));
}
await bundle('.ci/bundle/undici-parts.cjs', 'undici/index.js');
writeFileSync(join(out, 'bundle/undici/package.json'), '{ "type": "commonjs" }\n');

const exported = readFileSync('lib/src/actions/entry-points.js', 'utf8');
for (const [, action] of exported.matchAll(/^export (?:\{ |async function )(\w+)/gm)) {
  writeFileSync(join(out, `${action}.js`), `import { ${action} } from './bundle/index.js';\n\nawait ${action}();\n`);
}
