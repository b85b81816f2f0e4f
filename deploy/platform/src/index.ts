export * from './front.js';
export * from './upstreams.js';
