export * from './review.service.js';
export { reviewService as service } from './review.service.js';
