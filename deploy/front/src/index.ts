export { mountFront } from './front.js';
export { DEMO_USERS } from './demo-doors.js';
export { rest } from './test-doors.js';
