/** The unit tests: they need nothing but Node. `jest.system.config.js` runs those that need the real parsers and binaries. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  // main.ts is written as a user of the package would write it.
  moduleNameMapper: { '^cdk8s-ha-cluster$': '<rootDir>/lib' },
  testPathIgnorePatterns: ['/node_modules/', '/build/', '<rootDir>/test/system/', '<rootDir>/test/package/', '<rootDir>/test/rehearse/'],
  snapshotFormat: { escapeString: false, printBasicPrototype: false },
};
