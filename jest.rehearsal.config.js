/** Whole clusters of real components, booted on this machine as root; `.ci/run` runs the reference, `npm run rehearse:all` the rest. */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: ['<rootDir>/test/rehearse/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/build/'],
  // A cluster takes what the machine has: one at a time.
  maxWorkers: 1,
  testTimeout: 15 * 60_000,
};
