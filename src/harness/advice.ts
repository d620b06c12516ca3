/** What to do about an error that Harness answered with: known causes by Harness's code first, then by its words. */

/** What is known of a refusal. */
interface Refusal {
  readonly code?: string | undefined;
  readonly detail: string;
}

interface Cause {
  readonly codes?: readonly string[];
  readonly words?: RegExp;
  readonly advice: string;
}

/** The first that fits counts. */
const CAUSES: readonly Cause[] = [
  {
    codes: ['SCM_NOT_FOUND_ERROR', 'SCM_NOT_FOUND_ERROR_V2'],
    advice:
      'The pipeline (or a template that it uses) is stored in Git, and Harness could not find its branch, repository or file: ' +
      'check pipeline-branch and, in Harness, the repository and file path of the pipeline.',
  },
  {
    codes: ['SCM_UNAUTHORIZED', 'SCM_UNAUTHORIZED_ERROR', 'SCM_FORBIDDEN'],
    advice:
      'The pipeline is stored in Git, and the connector that Harness uses to read it has no access: check its credentials in Harness.',
  },
  {
    words: /\bfreeze\b|\bfrozen\b/i,
    advice:
      'A deployment freeze is active: wait until its window ends, or ask for an exemption or for the permission to override it (Deployment Freeze: Override).',
  },
  {
    words: /out of sync|reconcil/i,
    advice:
      'A template that the pipeline uses has changed since the pipeline was saved: open the pipeline in Harness, reconcile it, save it, and re-run.',
  },
  {
    words: /\bdraft\b/i,
    advice: 'The pipeline is saved as a draft and cannot run: complete it in the Pipeline Studio and save it.',
  },
  {
    codes: ['SCHEMA_VALIDATION_FAILED'],
    words: /field for key \[|invalid yaml|could not be parsed|unable to parse/i,
    advice:
      "The YAML does not match Harness's schema. If the error names no input, the pipeline's own YAML is incomplete: open it in Harness, fix the marked error and save it.",
  },
  {
    words: /required variable|allowed values|required regex/i,
    advice: 'Correct that value in inputs, or in the input set that contains it.',
  },
];

/** @returns what to do about a known cause; undefined for any other. */
export function adviceFor({ code = '', detail }: Refusal): string | undefined {
  const byCode = CAUSES.find(({ codes = [] }) => codes.includes(code));
  return (byCode ?? CAUSES.find(({ words }) => words?.test(detail) === true))?.advice;
}

/** Things that Harness says of that they do not exist, where the thing itself is what was asked for. */
const MISSING =
  /\b(?:account|org(?:anization)?|project|pipeline|(?:overlay )?input ?set|plan ?execution|execution|event|trigger|webhook|approval|application|workflow)s?\b.{0,120}?(?:\bdoes(?:n't| not) exist|\bhas been deleted|\bnot found)|\bno such (?:pipeline|execution|input set)\b/is;

/** Whether the words of an error without a specific code say that what was asked for does not exist. */
export function saysMissing(detail: string): boolean {
  // "Field for key [stages] does not exist" is a pipeline that is there, and broken.
  return !/\bfield for key\b/i.test(detail) && MISSING.test(detail);
}
