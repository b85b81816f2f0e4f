export { tokenLines } from './banner.js';
export { mountGateway } from './gateway.js';
export type { Answered, Gateway, Mode } from './edge.js';
export { COMPOSED_ROUTES, type ComposedRoute } from './composed-routes.js';
export { openApiOf } from './openapi.js';
export { DEMO_USERS } from './demo-users.js';
export { BESIDES, docsPage, listedRoutes } from './docs-page.js';
export { servedRoutes, type ServedRoute, type ServedRoutes } from './served-routes.js';
