export * from './bus.contract.js';
export * from './event-log.contract.js';
export * from './given-when-then.js';
export * from './sample-events.js';
export * from './subscription.contract.js';
export * from './until.js';
export * from './view-store.contract.js';
export * from './leases.contract.js';
