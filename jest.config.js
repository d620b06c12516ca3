/** Jest runs the JavaScript that tsc wrote, the same files that are bundled, so it needs no transform. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/lib/__tests__/**/*.test.js'],
  transform: {},
  testTimeout: 60_000,
  coverageProvider: 'v8', // follows tsc's source maps back to src; "babel" does not
  collectCoverageFrom: ['lib/src/**/*.js'],
};
