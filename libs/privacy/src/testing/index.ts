export * from './attachments.contract.js';
export * from './key-store.contract.js';
export * from './movable-keys.contract.js';
