export * from './care-plan.service.js';
export { carePlanService as service } from './care-plan.service.js';
