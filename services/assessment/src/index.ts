export * from './assessment.service.js';
export { assessment as service } from './assessment.service.js';
