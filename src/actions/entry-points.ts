/**
 * All doors in one bundle, so that they share one copy of everything. Each is evaluated when it is opened and not before;
 * which one that is, is decided by the file that the runner starts, never by a variable: post can not run main. The process
 * of the simulator is no step, and has a bundle of its own.
 */
export const run = async (): Promise<never> => (await import(/* webpackMode: "eager" */ './run/run.ts')).run();
export const post = async (): Promise<never> => (await import(/* webpackMode: "eager" */ './post/post.ts')).post();
export const follow = async (): Promise<never> =>
  (await import(/* webpackMode: "eager" */ './follow/follow.ts')).follow();
export const trigger = async (): Promise<never> =>
  (await import(/* webpackMode: "eager" */ './trigger/trigger.ts')).trigger();
export const abort = async (): Promise<never> => (await import(/* webpackMode: "eager" */ './abort/abort.ts')).abort();
export const recent = async (): Promise<never> =>
  (await import(/* webpackMode: "eager" */ './recent/recent.ts')).recent();
export const firstgen = async (): Promise<never> =>
  (await import(/* webpackMode: "eager" */ './firstgen/firstgen.ts')).firstgen();
export const simulator = async (): Promise<never> =>
  (await import(/* webpackMode: "eager" */ './simulator/simulator.ts')).simulator();
export const simulate = async (): Promise<void> =>
  (await import(/* webpackIgnore: true */ './simulator/serve.ts')).simulate();
