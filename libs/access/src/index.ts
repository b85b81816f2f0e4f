export * from './admits.js';
export * from './evolve-relations.js';
export * from './held.js';
export * from './relations.js';
export * from './scopes.js';
export * from './visibility.js';
export * from './office.js';
export * from './offices.js';
export { AccessLog } from './access-log.js';
