/**
 * Draws Markdown, or a log, as GitHub shows it: what people see can be looked at before it is shipped.
 *
 *   DIR=$(mktemp -d)
 *   npm install --no-save --prefix "$DIR" micromark@4 micromark-extension-gfm@3 github-markdown-css@5
 *   NODE_PATH="$DIR/node_modules" node docs/render.mjs __tests__/golden/summary-red.md docs/summary-red.png [--dark] [--open]
 *
 * `--dark` draws the dark theme, `--open` opens what is folded; a file that ends in `.txt` is drawn as a log. Needs Chromium
 * (Debian: `apt-get install chromium fonts-noto-color-emoji`; another binary: CHROMIUM=/path). Charts are drawn by the
 * Mermaid that the tests use. `npm test` does not come here.
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
  console.error(
    'usage: NODE_PATH=DIR/node_modules node docs/render.mjs FILE OUT.png [--dark] [--open]   (see its head)',
  );
  process.exit(2);
}
const isDark = flags.includes('--dark');
const { resolve } = createRequire(join(packages, 'here.js'));
const mermaid = join(createRequire(import.meta.url).resolve('mermaid'), '../mermaid.min.js');
const style = readFileSync(resolve(`github-markdown-css/github-markdown-${isDark ? 'dark' : 'light'}.css`), 'utf8');
const WIDTH = 980;

const escape = (text) => text.replace(/[&<>]/g, (found) => `&#${found.charCodeAt(0)};`);

/** Primer's icons, which GitHub puts before the titles of its alerts. */
const ICONS = {
  NOTE: 'M0 8a8 8 0 1 1 16 0A8 8 0 0 1 0 8Zm8-6.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM6.5 7.75A.75.75 0 0 1 7.25 7h1a.75.75 0 0 1 .75.75v2.75h.25a.75.75 0 0 1 0 1.5h-2a.75.75 0 0 1 0-1.5h.25v-2h-.25a.75.75 0 0 1-.75-.75ZM8 6a1 1 0 1 1 0-2 1 1 0 0 1 0 2Z',
  WARNING:
    'M6.457 1.047c.659-1.234 2.427-1.234 3.086 0l6.082 11.378A1.75 1.75 0 0 1 14.082 15H1.918a1.75 1.75 0 0 1-1.543-2.575Zm1.763.707a.25.25 0 0 0-.44 0L1.698 13.132a.25.25 0 0 0 .22.368h12.164a.25.25 0 0 0 .22-.368Zm.53 3.996v2.5a.75.75 0 0 1-1.5 0v-2.5a.75.75 0 0 1 1.5 0ZM9 11a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z',
  CAUTION:
    'M4.47.22A.749.749 0 0 1 5 0h6c.199 0 .389.079.53.22l4.25 4.25c.141.14.22.331.22.53v6a.749.749 0 0 1-.22.53l-4.25 4.25A.749.749 0 0 1 11 16H5a.749.749 0 0 1-.53-.22L.22 11.53A.749.749 0 0 1 0 11V5c0-.199.079-.389.22-.53Zm.84 1.28L1.5 5.31v5.38l3.81 3.81h5.38l3.81-3.81V5.31L10.69 1.5ZM8 4a.75.75 0 0 1 .75.75v3.5a.75.75 0 0 1-1.5 0v-3.5A.75.75 0 0 1 8 4Zm0 8a1 1 0 1 1 0-2 1 1 0 0 1 0 2Z',
};

/** GitHub lets the elements pass that our pages use, and takes away whatever could run. */
async function markdownPage(text) {
  const { micromark } = await import(pathToFileURL(resolve('micromark')).href);
  const { gfm, gfmHtml } = await import(pathToFileURL(resolve('micromark-extension-gfm')).href);
  const html = micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return html
    .replaceAll('<details>', flags.includes('--open') ? '<details open>' : '<details>')
    .replaceAll(/<pre><code class="language-mermaid">([^]*?)<\/code><\/pre>/g, '<pre class="mermaid">$1</pre>')
    .replaceAll(/<blockquote>\s*<p>\[!(NOTE|WARNING|CAUTION)\]\s*([^]*?)<\/blockquote>/g, (_all, kind, rest) => {
      const icon = `<svg class="octicon" viewBox="0 0 16 16" width="16" height="16"><path d="${ICONS[kind]}"/></svg>`;
      const title = `${kind[0]}${kind.slice(1).toLowerCase()}`;
      return `<div class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${icon}${title}</p><p>${rest}</div>`;
    });
}

/** The log viewer is dark in both themes. */
function logPage(text) {
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line, position) => {
      const kind = /^(Error|Warning|Notice):/.exec(line)?.[1]?.toLowerCase() ?? '';
      return `<div class="${kind}"><i>${position + 1}</i><span>${escape(line).replace(/^▸/, '▶')}</span></div>`;
    });
  return `<section class="log">${rows.join('')}</section>`;
}

const LOG_STYLE = `
  .log { background: ${isDark ? '#010409' : '#24292f'}; color: ${isDark ? '#e6edf3' : '#d0d7de'}; border-radius: 6px; padding: 12px 0; font: 12px/20px ui-monospace, 'DejaVu Sans Mono', monospace; }
  .log div { display: flex; padding: 0 16px; }
  .log i { flex: 0 0 36px; color: #8b949e; font-style: normal; text-align: right; padding-right: 12px; user-select: none; }
  .log span { white-space: pre-wrap; overflow-wrap: anywhere; }
  .log .error { background: #67060c55; } .log .error span::first-line { color: #ff7b72; }
  .log .warning span { color: #d29922; } .log .notice span { color: #79c0ff; }`;

const source = readFileSync(from, 'utf8');
const body = from.endsWith('.txt') ? logPage(source) : await markdownPage(source);
const page = `<!doctype html><meta charset="utf-8">
<style>${style}
  html { background: ${isDark ? '#0d1117' : '#fff'}; }
  body { margin: 0; }
  .markdown-body { box-sizing: border-box; width: ${WIDTH}px; padding: 24px 32px; }
  .markdown-alert-title { gap: 8px; } .markdown-alert-title svg { fill: currentColor; }
  pre.mermaid { background: none !important; padding: 0 !important; }
  ${LOG_STYLE}
</style>
<article class="markdown-body">${body}</article>
<script src="${pathToFileURL(mermaid).href}"></script>
<script type="module">
  mermaid.initialize({ startOnLoad: false, theme: '${isDark ? 'dark' : 'default'}', securityLevel: 'strict' });
  await mermaid.run();
  document.title = String(document.querySelector('article').getBoundingClientRect().bottom);
</script>`;

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
      '--allow-file-access-from-files',
      '--virtual-time-budget=10000',
      '--force-device-scale-factor=1.5',
      `--user-data-dir=${join(home, 'profile')}`,
      ...args,
      pathToFileURL(join(home, 'page.html')).href,
    ],
    { encoding: 'utf8', timeout: 60_000, env: { ...process.env, TZ: 'UTC' } },
  );
  if (run.status !== 0) {
    throw new Error(`chromium ended with ${run.status ?? run.signal}: ${run.stderr}`);
  }
  return run.stdout;
};
try {
  writeFileSync(join(home, 'page.html'), page);
  // The page itself tells how tall it is; the picture is taken at that size.
  const height = Math.ceil(Number(/<title>([\d.]+)<\/title>/.exec(chromium('--dump-dom'))?.[1]));
  chromium(`--screenshot=${absolute(to)}`, `--window-size=${WIDTH},${height}`);
  console.log(`${to}: ${WIDTH} x ${height}, drawn at 1.5`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
