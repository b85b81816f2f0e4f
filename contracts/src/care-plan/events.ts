/** What care-plan publishes: of plans and their copies, and of the service that follows them. */
export * from './plan-events.js';
export * from './service-events.js';
