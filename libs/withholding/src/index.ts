export * from './withholding.js';
