export * from './care-plan.service.js';
