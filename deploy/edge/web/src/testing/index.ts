export { PageUnderTest, PERSON, refused } from './page-under-test.js';
export { purposed } from './purposed.js';
export { TestSessions } from './test-sessions.js';
