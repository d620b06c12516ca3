import { availableParallelism } from 'node:os';

/**
 * On Windows a process can be killed by another one and not be signalled, so what cancels steps as the runner does is left to
 * the e2e workflow there. What runs steps to their end is in other files.
 */
const CANCELLED =
  'abort|cancel|faults|firstgen|follow|golden|if-running|injection|keys|live-logs|own-faults|proxies|recent|reports|rollback|simulator|trigger|unwritable';
const ENDED_BY_SIGNALS = `/__tests__/(process/(${CANCELLED})\\.|support/runner/)`;

/** Jest runs the JavaScript that tsc wrote, the same files that are bundled, so it needs no transform. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/lib/__tests__/**/*.test.js'],
  testPathIgnorePatterns: ['/node_modules/', ...(process.platform === 'win32' ? [ENDED_BY_SIGNALS] : [])],
  transform: {},
  maxWorkers: availableParallelism() + 2, // half of what runs whole processes is waiting
  // Jest 30 leaks each test file's AsyncLocalStorage, which makes every promise of later files dearer on Node 20, and its modules.
  workerIdleMemoryLimit: '400MB',
  testTimeout: 60_000,
  coverageProvider: 'v8', // follows tsc's source maps back to src; "babel" does not
  collectCoverageFrom: ['lib/src/**/*.js'],
};
