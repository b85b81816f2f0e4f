export * from './engine.js';
export * from './server.js';
export { SERVERS } from './servers/index.js';
