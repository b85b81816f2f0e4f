export * from './engine.js';
export * from './free-ports.js';
export * from './server.js';
export { asPostgres, binaries as postgresPrograms } from './servers/postgres.js';
export { SERVERS } from './servers/index.js';
