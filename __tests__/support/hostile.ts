/** Texts that try to be more than text, and what is left of a Markdown page when all text is taken away. */
import type { Report } from '../../src/report/report.ts';
import { failure, report, stage } from './reports.ts';

export const ATTACKS: readonly string[] = [
  '::error::forged',
  '  ::set-output name=status::succeeded',
  '##[save-state name=postState]{}',
  '</details>',
  '</summary></details><h1>',
  '<details open>',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<!-- run-harness-pipeline key=',
  '-->',
  '| a | b |',
  'a|b\n| --- | --- |\n| c | d |',
  '```',
  '````text',
  '~~~',
  '`code`',
  '``',
  '@octocat',
  '@acme/team',
  'mail@example.com',
  'mailto:mail@example.com',
  '#123',
  'GH-123',
  'acme/shop#1',
  'https://evil.example/x',
  'HTTPS://evil.example/x',
  'www.evil.example',
  '<https://evil.example>',
  '[here](https://evil.example)',
  '![](https://evil.example/i.png)',
  '](https://evil.example)',
  '[x]: https://evil.example',
  '[^1]',
  '[!WARNING]',
  '&lt;b&gt;',
  '&#64;octocat',
  '&commat;octocat',
  '\\',
  '\\`\\|\\',
  '\r\n# heading',
  '\r# heading',
  '\n\n- item',
  '# heading',
  '> quote',
  '- item',
  '+ item',
  '1. item',
  '1) item',
  '***',
  '**bold**',
  '__bold__ _i_',
  '---',
  '===',
  '~~gone~~',
  '$x$ $$y$$',
  '    code',
  '\t\tcode',
  '\u202Egnp.exe\u202C',
  '\u2066hidden\u2069',
  '\u0000\u0008\u001B[31mred\u001B]8;;https://evil.example\u0007link',
  'a\u2028b\u2029c\u0085d\u000Be',
  '\uD800',
  '\u{1F600}',
  'n'.repeat(1_000_000),
  '` '.repeat(100_000),
  '<'.repeat(100_000),
];

/** A report with one text wherever a text can come from outside. */
export function reportOf(text: string): Report {
  // With a letter at its end it is never empty, so that every page of it has the same parts.
  const hostile = `${text}x`;
  const lines = { lines: [hostile, 'between', hostile], isComplete: true };
  const why = {
    message: hostile,
    explanations: [hostile],
    hints: [hostile],
    by: hostile,
    step: hostile,
    stage: hostile,
    stageId: 'deploy',
  };
  return report('Failed', 192, {
    snapshot: {
      pipelineName: hostile,
      startedBy: hostile,
      message: hostile,
      stages: [
        { ...stage('Build', 'Success', { took: 1 }), name: hostile, message: hostile },
        { ...stage('Deploy', 'Failed', { took: 1, depth: 1 }), name: hostile, message: hostile },
        { ...stage('Verify', 'NotStarted'), name: hostile },
      ],
    },
    pipeline: hostile,
    place: hostile,
    isStartedHere: false,
    failures: [failure('', '', { ...why, log: lines }), failure('', '', { ...why, log: { missing: hostile } })],
    ignored: [failure('', '', { ...why, log: lines })],
    services: [{ id: hostile, name: hostile }],
    environments: [{ id: hostile, name: hostile, type: hostile }],
    artifacts: [{ name: hostile, tag: hostile, url: 'https://hub.example.com/web' }],
    variableNames: [hostile],
    run: {
      name: hostile,
      url: 'https://github.com/acme/shop/actions/runs/77',
      job: hostile,
      label: hostile,
      actor: hostile,
    },
    gaps: [hostile],
  });
}

/** Code: a fenced block, or a span, which the next run of as many backticks ends. Its content is nothing but text. */
const FENCE = /^(`{3,})(?:text|yaml|mermaid)\n[^]*?\n\1$/gm;
const SPAN = /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;
/** The targets of our own links; nothing that ends a target is in them. */
const TARGET = /\]\(https:\/\/[^\s()<>]*\)/g;
/** A character that is written out, and so is text. */
const ENTITY = /&(?:[a-z]+|#\d+);/g;

/**
 * @returns the page without its text: what a reader's browser would take for markup. Two pages with the same skeleton have
 * the same structure, whatever their texts are.
 */
export function skeletonOf(page: string): string {
  return page
    .replace(FENCE, '~~~')
    .replace(SPAN, '')
    .replace(TARGET, ']\\')
    .replace(ENTITY, '')
    .replace(/[^[\]<>|*`~$\\\n]+/g, '');
}

/** @returns mentions, references and addresses that are neither code nor the target of one of our links. */
export function referencesIn(page: string): readonly string[] {
  const text = [FENCE, SPAN, TARGET, ENTITY].reduce((rest, part) => rest.replace(part, ' '), page);
  return text.match(/@\w|#\d|\bGH-\d|:\/\/|\bwww\./gi) ?? [];
}
