export * from './migrate.js';
export * from './postgres-leases.js';
export * from './postgres-log.js';
export { schemaOf, WRITER } from './schema.js';
