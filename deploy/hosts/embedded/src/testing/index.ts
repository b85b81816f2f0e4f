export * from './callers.js';
export * from './organisations.js';
