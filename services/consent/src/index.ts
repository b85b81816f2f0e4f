export * from './consent.service.js';
export { consent as service } from './consent.service.js';
