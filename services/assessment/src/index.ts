export * from './assessment.service.js';
