export { PageUnderTest, PERSON, refused } from './page-under-test.js';
export { TestSessions } from './test-sessions.js';
