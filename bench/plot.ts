/** The policies as a picture: what delay so many requests buy, one small chart for each kind of pipeline. */
import type { Score } from './score.ts';

const WIDTH = 880;
const COLUMNS = 3;
const GAP = { x: 44, y: 64 };
const MARGIN = { left: 44, right: 12, top: 84, bottom: 52 };
const HEIGHT = 132;
const CHART = (WIDTH - MARGIN.left - MARGIN.right - (COLUMNS - 1) * GAP.x) / COLUMNS;

/** Both axes are logarithmic, as twice as many requests are twice as many wherever one begins. s of delay. */
const DELAY = { from: 0.4, to: 40, ticks: [0.5, 2, 5, 15, 30] };

const STYLE = `
  text { font: 12px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #57606a }
  .head { font-size: 15px; font-weight: 600; fill: #1f2328 }
  .name { font-weight: 600; fill: #1f2328 }
  .tick { font-size: 10.5px }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .fixed { stroke: #8c959f; stroke-width: 1.5; fill: none }
  .dot { fill: #8c959f }
  .none { fill: #bf8700 }
  .past { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1 }
    .head, .name { fill: #f0f6fc }
    .grid { stroke: #30363d }
    .fixed { stroke: #656c76 }
    .dot { fill: #656c76 }
    .none { fill: #d29922 }
    .past { fill: #4493f8 }
  }`;

/** @returns an SVG that is the same for the same scores. */
export function plot(scores: readonly Score[]): string {
  const kinds = [...new Set(scores.map(({ kind }) => kind))];
  const rows = Math.ceil(kinds.length / COLUMNS);
  const height = MARGIN.top + rows * HEIGHT + (rows - 1) * GAP.y + MARGIN.bottom;
  const charts = kinds.map((kind, index) => {
    const x = MARGIN.left + (index % COLUMNS) * (CHART + GAP.x);
    const y = MARGIN.top + Math.floor(index / COLUMNS) * (HEIGHT + GAP.y);
    const own = scores.filter((score) => score.kind === kind);
    return `<g transform="translate(${round(x)} ${y})">${chart(kind, own)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">Mean delay over requests for a run, for each policy and kind of pipeline</title>
<style>${STYLE}
</style>
<text class="head" x="${MARGIN.left}" y="20">How soon an end is seen, and what that costs</text>
${legend()}
${charts.join('\n')}
<text class="tick" x="${MARGIN.left}" y="${height - 8}">Mean delay in seconds (up) over requests for a run (right), both logarithmic. Lower and further left is better; below the line is better than any fixed interval.</text>
</svg>
`;
}

function legend(): string {
  const entries: readonly (readonly [string, string])[] = [
    ['past', 'auto, with the durations of earlier runs'],
    ['none', 'auto, without'],
    ['dot', 'fixed intervals of 30, 10, 5 and 2 s'],
  ];
  let x = MARGIN.left;
  return entries
    .map(([mark, text]) => {
      const at = x;
      x += 36 + text.length * 5.8;
      return `<circle class="${mark}" cx="${round(at + 5)}" cy="42" r="5"/><text x="${round(at + 16)}" y="46">${text}</text>`;
    })
    .join('');
}

function chart(kind: string, scores: readonly Score[]): string {
  const counts = scores.map(({ requests }) => requests);
  const requests = { from: Math.min(...counts) * 0.8, to: Math.max(...counts) * 1.25 };
  const x = (count: number): number => CHART * logarithmic(count, requests);
  const y = (ms: number): number => HEIGHT * (1 - logarithmic(ms / 1000, DELAY));
  const grid = DELAY.ticks.map((tick) => {
    const at = round(y(tick * 1000));
    return `<line class="grid" x1="0" x2="${round(CHART)}" y1="${at}" y2="${at}"/><text class="tick" x="-6" y="${round(at + 4)}" text-anchor="end">${tick}</text>`;
  });
  const ticks = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
    .filter((tick) => tick >= requests.from && tick <= requests.to)
    .map((tick) => `<text class="tick" x="${round(x(tick))}" y="${HEIGHT + 16}" text-anchor="middle">${tick}</text>`);
  const fixed = scores.filter(({ policy }) => policy.startsWith('fixed'));
  const line = fixed.map(({ requests: count, mean }) => `${round(x(count))},${round(y(mean))}`).join(' ');
  const marks = scores.map(({ policy, requests: count, mean }) => {
    const mark = policy === 'auto, history' ? 'past' : policy.startsWith('auto') ? 'none' : 'dot';
    const radius = mark === 'dot' ? 3.5 : 5.5;
    return `<circle class="${mark}" cx="${round(x(count))}" cy="${round(y(mean))}" r="${radius}"><title>${policy}: ${round(mean / 1000)} s with ${round(count)} requests</title></circle>`;
  });
  return [
    `<text class="name" x="0" y="-12">${kind}</text>`,
    ...grid,
    ...ticks,
    `<polyline class="fixed" points="${line}"/>`,
    ...marks,
  ].join('');
}

function logarithmic(value: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.log(value / from) / Math.log(to / from);
}

/** One digit is enough for a picture, and is the same on every machine. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
