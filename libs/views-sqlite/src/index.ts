export * from './sqlite-views.js';
