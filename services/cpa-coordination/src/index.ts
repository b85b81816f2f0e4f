export * from './cpa-coordination.service.js';
export { cpaCoordination as service } from './cpa-coordination.service.js';
