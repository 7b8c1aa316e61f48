/** The unit tests: they need nothing but Node. `jest.system.config.js` runs those that need the real parsers and binaries. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testPathIgnorePatterns: ['/node_modules/', '/build/', '<rootDir>/test/system/', '<rootDir>/test/package/'],
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
};
