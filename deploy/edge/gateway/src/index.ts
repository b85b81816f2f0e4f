export { withProblems as answering } from './with-problems.js';
export { tokenLines } from './banner.js';
export { embeddedGateway as embeddedEdge, mountGateway as mountFront } from './gateway.js';
export type { Answered, Gateway as Edge } from './edge.js';
export { COMPOSED_ROUTES, type ComposedRoute } from './composed-routes.js';
export { openApiOf } from './openapi.js';
export { DEMO_USERS } from './demo-users.js';
