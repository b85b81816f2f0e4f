export * from './sqlite-log.js';
