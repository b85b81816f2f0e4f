export * from './admits.js';
export * from './evolve-relations.js';
export * from './held.js';
export * from './relations.js';
export * from './scopes.js';
export * from './visibility.js';
