export * from './attachments.js';
export * from './key-classes.js';
export * from './key-store.js';
export * from './memory-key-store.js';
export * from './seal.js';
export * from './sqlite-key-store.js';
