/** All that people see of a run on one page of Markdown: log, annotations, commit statuses, summary and comment. */
import type { GitHubApi } from './github-api.ts';
import type { Run } from './rig.ts';
import type { Annotation } from './runner/log.ts';

/** What is shown, under which title. */
export interface Shown extends Run {
  readonly title: string;
  readonly github: GitHubApi;
}

/**
 * @returns the page. GitHub renders it as it renders summary and comment. What differs from run to run is replaced: the
 * origin, ids, digests, the moments of the log's lines, deadlines and the number of requests. Durations are those of the play,
 * which takes seconds; what takes longer waited for a person.
 */
export function reportPage({ title, main, post, github }: Shown): string {
  const parts = [
    `# ${title}`,
    `## Log (${main.result})`,
    block(main.log.split('\n').map((line) => line.replace(/^ *(?:\d+m )?\d+s(?= )/, '    <n>'))),
    post.log === '' ? '' : `Post:\n\n${block(post.log.split('\n'))}`,
    '## Annotations',
    block([...main.annotations, ...post.annotations].map(annotationText)),
    '## Commit statuses, in order',
    block(
      github.statuses.map(
        ({ sha, state, context, description, target_url: url }) =>
          `${sha.slice(0, 7)} ${context} · ${state} · ${description}\n  ${url}`,
      ),
    ),
    '## Comment on the pull request',
    ...github.comments.map(({ body }) => body.trimEnd()),
    '## Summary',
    post.summary,
  ];
  return normalize(parts.filter((part) => part !== '').join('\n\n'), main.outputs['execution-id'] ?? '');
}

function annotationText({ level, message }: Annotation): string {
  return `${level}: ${message}`;
}

function block(lines: readonly string[]): string {
  return `\`\`\`text\n${lines.join('\n').replaceAll(/[ \t]+$/gm, '')}\n\`\`\``;
}

const START = Date.UTC(2026, 1, 12, 18, 42, 10);

function normalize(text: string, execution: string): string {
  const numbers = new Map<string, number>();
  const numbered = (id: string): string => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `id-${number}`;
  };
  // Waits for people last as long as the test takes: the chart keeps the order of its times, a minute apart.
  const moments = [...new Set(text.match(/\b\d{13}\b/g) ?? [])].toSorted();
  const shifted = (moment: string): string => String(START + moments.indexOf(moment) * 60_000);
  return `${(execution === '' ? text : text.replaceAll(execution, 'Execution'))
    .replaceAll(/\b\d{13}\b/g, shifted)
    .replaceAll(/(?<=axisFormat )\S+/g, '%H:%M')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://app.harness.io')
    .replaceAll(/(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[A-Za-z0-9_-]{22}(?![\w-])/g, numbered)
    .replaceAll(/\bkey=[0-9a-f]{32}\b/g, 'key=digest')
    .replaceAll(/(?<=waiting.*)\b\d{4}-\d\d-\d\d \d\d:\d\d(?= UTC)/g, '2026-02-12 18:42')
    .replaceAll(
      /\b(?:\d+h([ \u00A0])\d\dm|\d+m([ \u00A0])\d\ds)\b/g,
      (_, one: string | undefined, other: string | undefined) => `3h${one ?? other ?? ' '}12m`,
    )
    .replaceAll(/\b\d+(?= requests\b)/g, '31')
    .trimEnd()}\n`;
}
