export * from './losing-proxy.js';
