// One Jest for the monorepo: ESM-only Nest needs --experimental-vm-modules; swc keeps legacy decorators.
import { swcOptions } from './deploy/tools/build/swc-options.mjs';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/contracts', '<rootDir>/libs', '<rootDir>/services', '<rootDir>/deploy'],
  testMatch: ['**/src/**/*.spec.ts'],
  // Specs against real servers run by `npm run test:engine`.
  testPathIgnorePatterns: ['/node_modules/', '\\.e2e\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  moduleNameMapper: {
    '^@carethread/contracts$': '<rootDir>/contracts/src/index.ts',
    '^@carethread/(assessment|care-plan|risk|review|consent|cpa-coordination)$': '<rootDir>/services/$1/src/index.ts',
    '^@carethread/gateway$': '<rootDir>/deploy/edge/gateway/src/index.ts',
    '^@carethread/(embedded|platform)$': '<rootDir>/deploy/hosts/$1/src/index.ts',
    '^@carethread/(cli|demo)$': '<rootDir>/deploy/tools/$1/src/index.ts',
    '^@carethread/(stories|bench|faults|servers|packaging)$': '<rootDir>/deploy/proofs/$1/src/index.ts',
    '^@carethread/([a-z0-9-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@carethread/embedded/testing$': '<rootDir>/deploy/hosts/embedded/src/testing/index.ts',
    '^@carethread/([a-z0-9-]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testTimeout: 60_000,
};
