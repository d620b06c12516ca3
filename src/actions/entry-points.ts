/**
 * All actions in one bundle, so that they share one copy of everything. The file that the runner starts, and no variable, selects the
 * action: post cannot run main. The process of the simulator is no step, and has a bundle of its own.
 */
export { run } from './run/run.ts';
export { post } from './post/post.ts';
export { follow } from './follow/follow.ts';
export { trigger } from './trigger/trigger.ts';
export { abort } from './abort/abort.ts';
export { approve } from './approve/approve.ts';
export { rollback } from './rollback/rollback.ts';
export { recent } from './recent/recent.ts';
export { firstgen } from './firstgen/firstgen.ts';
export { simulator } from './simulator/simulator.ts';

export async function simulate(): Promise<void> {
  const serve = await import(/* webpackIgnore: true */ './simulator/serve.ts');
  await serve.simulate();
}
