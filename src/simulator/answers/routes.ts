/** Every endpoint of the simulator. */
import type { Route } from '../server/call.ts';
import { approvalRoutes } from './approvals.ts';
import { executionRoutes } from './executions.ts';
import { firstgenRoutes } from './firstgen.ts';
import { inputSetRoutes } from './input-sets.ts';
import { logRoutes } from './logs.ts';
import { retryRoutes } from './retry.ts';
import { startRoutes } from './start.ts';
import { tokenRoutes } from './tokens.ts';
import { webhookRoutes } from './webhooks.ts';

/** In this order: the first that fits answers. */
export const ROUTES: readonly Route[] = [
  ...tokenRoutes,
  ...executionRoutes,
  ...retryRoutes,
  ...startRoutes,
  ...inputSetRoutes,
  ...approvalRoutes,
  ...logRoutes,
  ...webhookRoutes,
  ...firstgenRoutes,
];
