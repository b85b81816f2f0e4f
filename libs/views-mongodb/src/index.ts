export * from './mongo-views.js';
