export { tokenLines } from './banner.js';
export { mountGateway } from './gateway.js';
export type { Answered, Gateway, Mode } from './edge.js';
export type { ComposedRoute } from './composed-route.js';
export { COMPOSED_ROUTES } from './composed-routes.js';
export { openApiOf } from './openapi.js';
export { DEMO_USERS, type DemoUser } from './demo-users.js';
export { BESIDES, docsPage, listedRoutes } from './docs-page.js';
export { servedRoutes, type ServedRoute, type ServedRoutes } from './served-routes.js';
