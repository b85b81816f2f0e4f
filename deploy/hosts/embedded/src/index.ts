export * from './embedded.js';
export * from './ready-lines.js';
