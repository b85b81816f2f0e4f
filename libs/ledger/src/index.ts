export * from './canonical-json.js';
export * from './chain.js';
export * from './envelope.js';
export * from './uuid.js';
export * from './verify-stream.js';
export * from './content-hash.js';
