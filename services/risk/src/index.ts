export * from './risk.service.js';
export { risk as service } from './risk.service.js';
