export { TestSessions } from './test-sessions.js';
