export * from './postgres-attachments.js';
export * from './postgres-key-store.js';
export * from './postgres-movable-keys.js';
