export * from './attachments.js';
export * from './key-store.js';
export * from './memory-key-store.js';
export * from './movable-keys.js';
export * from './seal.js';
export { hasKeys } from './sqlite-key-files.js';
export * from './sqlite-key-store.js';
export * from './sqlite-movable-keys.js';
export { TokenSeal } from './token-seal.js';
