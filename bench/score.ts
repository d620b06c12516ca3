/** How a policy does with one kind of pipeline. */
export interface Score {
  readonly kind: string;
  readonly policy: string;
  /** ms from the end to the poll that sees it: mean and 95th percentile. */
  readonly mean: number;
  readonly p95: number;
  /** Requests of a run: its polls, and the one for the history where it is read. */
  readonly requests: number;
  readonly polls: number;
  /** ms: the mean delay of the fixed interval that makes as many requests. */
  readonly fixedAlike: number;
  /** ms: the least mean delay that as many polls can have, where the policy knows the past of a pipeline that stayed the same. */
  readonly optimum?: Optimum | undefined;
}

export interface Optimum {
  /** When the law of the durations is known. */
  readonly known: number;
  /** The same with at least a second between polls, as `auto` keeps. */
  readonly spaced: number;
  /** The same within all bounds that `auto` keeps: its pauses are also bounded above, in case the law has changed. */
  readonly robust: number;
}
