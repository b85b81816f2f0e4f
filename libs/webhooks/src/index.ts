export * from './address-guard.js';
export * from './circuit.js';
export * from './delivery-state.js';
export * from './endpoint-delivery.js';
export * from './http-sender.js';
export * from './lanes.js';
export * from './retry-schedule.js';
export * from './signature.js';
