export * from './sqlite-log.js';
export { holdWriterLock } from './writer-lock.js';
