export * from './child.js';
export * from './front.js';
export * from './upstreams.js';
