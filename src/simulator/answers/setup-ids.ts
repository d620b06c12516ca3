/** Ids of stages, blocks and rollbacks in the answers about an execution. */
import { type Execution, innerId } from '../plays/execution.ts';
import type { TimedBlock, TimedStage } from '../plays/timeline.ts';

/** Key of a stage in `layoutNodeMap`: its setup id, inside a matrix its execution id. */
export function layoutKey(execution: Execution, stage: TimedStage): string {
  return stage.leg ? stageExecutionId(execution, stage) : stageSetupId(execution, stage);
}

/** Setup id of a stage; the legs of a matrix share one. */
export function stageSetupId(execution: Execution, stage: TimedStage): string {
  return innerId(execution, 'setup', stage.leg ? stage.play.id.replace(/_\d+$/, '') : stage.play.id);
}

/** Execution id of a stage. */
export function stageExecutionId(execution: Execution, stage: TimedStage): string {
  return innerId(execution, 'run', stage.play.id);
}

/** Key of a block in `layoutNodeMap`. */
export function blockKey(execution: Execution, block: TimedBlock): string {
  const [only] = block.stages;
  if (block.kind === 'rollback') {
    return rollbackKey(execution);
  }
  return block.kind === 'stage' && only
    ? layoutKey(execution, only)
    : innerId(execution, 'setup', block.kind, block.id);
}

/** Key of the pipeline's rollback. */
export function rollbackKey(execution: Execution): string {
  return `prb-${innerId(execution, 'setup', 'rollback')}`;
}
