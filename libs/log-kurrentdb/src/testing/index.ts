export * from './double-store.js';
export * from './start-wire-double.js';
export * from './wire-double.js';
