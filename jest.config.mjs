// One Jest for the monorepo: ESM-only Nest needs --experimental-vm-modules; swc keeps legacy decorators.
import { existsSync } from 'node:fs';
import { workspaceProjects } from './deploy/tools/build/projects.mjs';
import { swcOptions, swcOptionsOfViews } from './deploy/tools/build/swc-options.mjs';

/** Specs run on sources: every project by its package name. */
const sources = Object.fromEntries(
  workspaceProjects()
    .flatMap(({ name, folder }) => [
      [`^${name}$`, `${folder}/src/index.ts`],
      [`^${name}/testing$`, `${folder}/src/testing/index.ts`],
    ])
    .filter(([, file]) => existsSync(new URL(file, import.meta.url)))
    .map(([name, file]) => [name, `<rootDir>/${file}`]),
);

export default {
  // Modules of a file stay in its worker when it is done: a worker that holds too much makes room for a new one.
  workerIdleMemoryLimit: '1500MB',
  testEnvironment: 'node',
  roots: ['<rootDir>/contracts', '<rootDir>/libs', '<rootDir>/services', '<rootDir>/deploy'],
  testMatch: ['**/src/**/*.spec.ts', '**/src/**/*.spec.tsx'],
  // Specs against real servers run by `npm run test:engine`, those in a browser by `npm run test:pages`.
  testPathIgnorePatterns: ['/node_modules/', '\\.(e2e|browser)\\.spec\\.tsx?$'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions], '^.+\\.tsx$': ['@swc/jest', swcOptionsOfViews] },
  moduleNameMapper: {
    ...sources,
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testTimeout: 60_000,
};
