/** What is to be fitted, and what comes of it. */
import type { Problem } from '../harness/errors.ts';
import type { RuntimeInputs, SetYaml } from './inputs.ts';
import type { ReadPipeline } from './missing.ts';
import type { Origin } from './values.ts';

/** What one start asks for, and what Harness said about it. */
export interface Wanted {
  /** The pipeline's identifier. */
  readonly pipeline: string;
  readonly inputs: RuntimeInputs;
  /** `inputSetTemplateYaml`; undefined when the pipeline asks for nothing. */
  readonly template: string | undefined;
  /** In the order in which they apply, overlay sets already expanded; each with its `inputSetYaml`. */
  readonly sets: readonly SetYaml[];
  readonly ref?: string | undefined;
  /** The stages for which the template was read, when not for all. */
  readonly stages?: readonly string[] | undefined;
  /** Values that no display may show. */
  readonly masked?: readonly string[] | undefined;
  /** The event of the workflow run, such as `pull_request`. */
  readonly event?: string | undefined;
  readonly readPipeline: ReadPipeline;
}

/** Everything that is wrong; or what to send, what is in it, and what a person should know about it. */
export type Fitted =
  | { readonly problems: readonly Problem[] }
  | {
      /** Runtime-input YAML with the input sets in it; empty when nothing is given. */
      readonly yaml: string;
      readonly origins: readonly Origin[];
      readonly warnings: readonly string[];
    };
