/** What became of all jobs of a matrix together. */
export interface Outcome {
  readonly name: string;
  readonly failures: number;
  readonly requests: number;
  readonly refused: number;
  /** ms from a job's begin to its execution's start. */
  readonly starts: { readonly mean: number; readonly p95: number };
  /** ms from an execution's end to that of its step. */
  readonly delays: { readonly mean: number; readonly p95: number };
}
