/** The tests that need real programs: parsers, HAProxy, keepalived, systemd. `scripts/setup-system.sh` installs what is missing. */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: ['<rootDir>/test/system/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/build/'],
};
