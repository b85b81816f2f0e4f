export * from './contracts.js';
export * from './fields.js';
export * from './kinds.js';
export * from './profiles.js';
export * from './published.js';
export * from './refusals.js';
export * from './roles.js';
export * from './validate.js';
