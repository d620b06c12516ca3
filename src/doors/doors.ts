/**
 * All doors in one bundle, so that they share one copy of everything. Each is evaluated when it is opened and not before;
 * which one that is, is decided by the file that the runner starts, never by a variable: post can not run main.
 */
export const run = async (): Promise<never> => (await import(/* webpackMode: "eager" */ './run.ts')).run();
export const post = async (): Promise<never> => (await import(/* webpackMode: "eager" */ './post.ts')).post();
