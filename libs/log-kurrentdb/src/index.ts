export { KurrentLog, type KurrentLogOptions } from './kurrent-log.js';
