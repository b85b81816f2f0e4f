export * from './migrate.js';
export * from './postgres-leases.js';
export * from './postgres-log.js';
export { PostgresViews, type PostgresViewsOptions } from './postgres-views.js';
export { schemaOf, WRITER } from './schema.js';
