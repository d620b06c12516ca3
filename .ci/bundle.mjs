// node .ci/bundle.mjs OUT: one bundle of all doors in OUT/bundle, and a thin entry OUT/DOOR.js for each of its exports.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'dist';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const ncc = ['node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', 'lib/src/doors/doors.js'];
const options = ['--out', join(out, 'bundle'), '--license', 'licenses.txt', '--no-cache', '--quiet'];
execFileSync(process.execPath, [...ncc, ...options], { stdio: 'inherit' });
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
const source = readFileSync('lib/src/doors/doors.js', 'utf8');
for (const [, door] of source.matchAll(/^export const (\w+) =/gm)) {
  writeFileSync(join(out, `${door}.js`), `import { ${door} } from './bundle/index.js';\n\nawait ${door}();\n`);
}
