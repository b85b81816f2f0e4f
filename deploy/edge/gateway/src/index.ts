export { answering } from './answering.js';
export { embeddedEdge, mountFront } from './front.js';
export type { Answered, Edge } from './edge.js';
export { DEMO_USERS } from './demo-doors.js';
