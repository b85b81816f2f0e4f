export * from './review.service.js';
