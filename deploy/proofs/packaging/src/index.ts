export * from './rendered.js';
export * from './toolbox.js';
