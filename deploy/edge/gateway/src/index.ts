export { answering } from './answering.js';
export { tokenLines } from './banner.js';
export { embeddedEdge, mountFront } from './gateway.js';
export type { Answered, Edge } from './edge.js';
export { DEMO_USERS } from './demo-users.js';
