/** Every endpoint of the simulator. */
import type { Route } from '../server/call.ts';
import { approvalRoutes } from './approvals.ts';
import { catalogRoutes } from './catalog.ts';
import { executionRoutes } from './executions.ts';
import { firstgenRoutes } from './firstgen.ts';
import { inputSetRoutes } from './input-sets.ts';
import { interruptRoutes } from './interrupts.ts';
import { listRoutes } from './lists.ts';
import { lockRoutes } from './locks.ts';
import { logRoutes } from './logs.ts';
import { retryRoutes } from './retry.ts';
import { rollbackRoutes } from './rollback.ts';
import { stagesListRoutes } from './stages-list.ts';
import { startRoutes } from './start.ts';
import { tokenRoutes } from './tokens.ts';
import { v1Routes } from './v1.ts';
import { webhookRoutes } from './webhooks.ts';

/** In this order: the first that fits answers. */
export const ROUTES: readonly Route[] = [
  ...tokenRoutes,
  ...executionRoutes,
  ...listRoutes,
  ...interruptRoutes,
  ...retryRoutes,
  ...stagesListRoutes,
  ...startRoutes,
  ...rollbackRoutes,
  ...inputSetRoutes,
  ...approvalRoutes,
  ...v1Routes,
  ...catalogRoutes,
  ...lockRoutes,
  ...logRoutes,
  ...webhookRoutes,
  ...firstgenRoutes,
];
