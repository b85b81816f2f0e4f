export * from './cpa-coordination.service.js';
