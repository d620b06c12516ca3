/**
 * Renders Markdown as GitHub shows it and takes a picture: what people look at can be looked at before it is shipped.
 *
 *   DIR=$(mktemp -d)
 *   npm install --no-save --prefix "$DIR" micromark@4 micromark-extension-gfm@3 github-markdown-css@5
 *   NODE_PATH="$DIR/node_modules" node docs/render.mjs __tests__/golden/summary-red.md docs/summary-red.png [--open]
 *
 * Needs Chromium (Debian: `apt-get install chromium`; another binary: CHROMIUM=/path). `--open` opens what is folded.
 * Neither the packages nor the browser is a dependency of the action, and `npm test` does not come here.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';
import { pathToFileURL } from 'node:url';

const [from, to, ...flags] = process.argv.slice(2);
const packages = process.env.NODE_PATH;
if (from === undefined || to === undefined || packages === undefined) {
  console.error('usage: NODE_PATH=DIR/node_modules node docs/render.mjs FILE.md OUT.png [--open]   (see its head)');
  process.exit(2);
}
const { resolve } = createRequire(join(packages, 'here.js'));
const { micromark } = await import(pathToFileURL(resolve('micromark')).href);
const { gfm, gfmHtml } = await import(pathToFileURL(resolve('micromark-extension-gfm')).href);
const style = readFileSync(resolve('github-markdown-css/github-markdown-light.css'), 'utf8');

/** GitHub lets the elements pass that our summaries use, and takes away whatever could run. */
const body = micromark(readFileSync(from, 'utf8'), {
  allowDangerousHtml: true,
  extensions: [gfm()],
  htmlExtensions: [gfmHtml()],
}).replaceAll('<details>', flags.includes('--open') ? '<details open>' : '<details>');

const WIDTH = 900;
const page = (height) => `<!doctype html><meta charset="utf-8">
<style>${style}
  html { background: #fff; }
  body { margin: 0; }
  .markdown-body { box-sizing: border-box; width: ${WIDTH}px; padding: 24px 32px; ${height} }
</style>
<article class="markdown-body">${body}</article>
<script>document.title = String(document.querySelector('article').getBoundingClientRect().bottom)</script>`;

const home = mkdtempSync(join(tmpdir(), 'render-'));
const chromium = (...args) => {
  const run = spawnSync(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      '--force-device-scale-factor=1.5',
      `--user-data-dir=${join(home, 'profile')}`,
      ...args,
      pathToFileURL(join(home, 'page.html')).href,
    ],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (run.status !== 0) {
    throw new Error(`chromium ended with ${run.status ?? run.signal}: ${run.stderr}`);
  }
  return run.stdout;
};
try {
  writeFileSync(join(home, 'page.html'), page(''));
  // The page itself tells how tall it is; the picture is taken at that size.
  const height = Math.ceil(Number(/<title>([\d.]+)<\/title>/.exec(chromium('--dump-dom'))?.[1]));
  chromium(`--screenshot=${absolute(to)}`, `--window-size=${WIDTH},${height}`);
  console.log(`${to}: ${WIDTH} x ${height}, drawn at 1.5`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
