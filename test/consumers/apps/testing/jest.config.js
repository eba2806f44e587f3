export default {
  testEnvironment: 'jsdom',
  transform: { '\\.[jt]sx?$': ['@swc/jest', { jsc: { transform: { react: { runtime: 'automatic' } } } }] },
  // The kit is published as ES modules.
  transformIgnorePatterns: ['/node_modules/(?!(react-linked-accounts|oauth4webapi)/)'],
  moduleNameMapper: { '\\.css$': '<rootDir>/src/no-styles.js' },
}
