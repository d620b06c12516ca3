/** Jest runs the JavaScript that tsc wrote, the same files that are bundled, so it needs no transform. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/lib/__tests__/**/*.test.js'],
  // Windows has no signals between processes: what sends the runner's is left to the e2e workflow there.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.platform === 'win32' ? ['/__tests__/(process/|support/runner/)'] : []),
  ],
  transform: {},
  maxWorkers: '100%', // one for each core: who runs whole processes runs several side by side
  testTimeout: 60_000,
  coverageProvider: 'v8', // follows tsc's source maps back to src; "babel" does not
  collectCoverageFrom: ['lib/src/**/*.js'],
};
