export * from './calendar.js';
export * from './zoned-time.js';
