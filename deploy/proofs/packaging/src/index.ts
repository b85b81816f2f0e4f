export * from './chart-manifests.js';
export * from './compose-project.js';
export * from './deployed-process.js';
export * from './tools.js';
