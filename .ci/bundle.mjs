// node .ci/bundle.mjs OUT: what a step loads, as few files as start-up allows. Byte for byte the same everywhere.
//
//   OUT/DOOR.js                   what action.yml names: opens one door of the bundle
//   OUT/bundle/index.js           all doors, with everything that a first request needs
//   OUT/bundle/github/…, …        rooms that are loaded when they are needed, at the same relative paths as in src
//   OUT/bundle/yaml.js            the package yaml, once for all rooms that read or write it; likewise tunnel.js
//   OUT/bundle/undici.js          in place of undici: hands on what is asked for, so that its 500 KB are not read before
//   OUT/bundle/undici/index.js    the parts of undici that @actions/github and @actions/http-client use
//
// Beside each stands licenses.txt of the packages in it. Nothing is minified.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const ncc = require('@vercel/ncc');
const out = process.argv[2] ?? 'dist';

async function bundle(entry, file, externals) {
  const { code, assets } = await ncc(resolve(entry), { cache: false, quiet: true, license: 'licenses.txt', externals });
  const folder = join(out, 'bundle', dirname(file));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(out, 'bundle', file), code);
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

// Every `import(/* webpackIgnore: true */ …)` in src names a room that is loaded when it is needed.
const rooms = {
  'index.js': 'lib/src/doors/doors.js',
  'github/github.js': 'lib/src/github/github.js',
  'runtime-inputs/fit.js': 'lib/src/runtime-inputs/fit.js',
  'simulate.js': 'lib/src/doors/simulate.js',
};
for (const [file, entry] of Object.entries(rooms)) {
  const beside = (name) => relative(dirname(file), name).replace(/^(?!\.)/, './');
  await bundle(entry, file, { undici: beside('undici.js'), yaml: beside('yaml.js'), tunnel: beside('tunnel.js') });
}

await bundle('.ci/yaml.mjs', 'yaml.js');
await bundle('.ci/tunnel.mjs', 'tunnel.js');
writeFileSync(join(out, 'bundle/undici.js'), readFileSync('.ci/undici.mjs', 'utf8'));
await bundle('.ci/undici-parts.cjs', 'undici/index.js');
writeFileSync(join(out, 'bundle/undici/package.json'), '{ "type": "commonjs" }\n');

for (const [, door] of readFileSync('lib/src/doors/doors.js', 'utf8').matchAll(/^export const (\w+) =/gm)) {
  writeFileSync(join(out, `${door}.js`), `import { ${door} } from './bundle/index.js';\n\nawait ${door}();\n`);
}
