export * from './expected/columns.js';
export * from './expected/expected.js';
export * from './expected/operations.js';
