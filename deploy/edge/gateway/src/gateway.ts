import { auditRoutes } from './audit.js';
import { demoRoutes } from './demo-routes.js';
import { DOCS_HEADERS, docsPage } from './docs-page.js';
import { docsViewer } from './docs-viewer.js';
import type { Gateway } from './edge.js';
import { openApiOf } from './openapi.js';
import { overviewRoutes } from './overview/overview-routes.js';
import { testRoutes } from './test-routes.js';

/** Mounts what spans services: audit, person-level reads, test routes, documents. Composed from their own routes, never their stores. */
export function mountGateway(edge: Gateway): void {
  const { fastify, mode, routes } = edge;
  // Read at the first request for it, so that it does not delay the start.
  let document: string | undefined;
  fastify.get('/openapi.json', (_, reply) => reply.type('application/json').send((document ??= openApiOf(routes))));
  docsViewer(fastify, edge.home);
  fastify.get('/docs/routes', (_, reply) => reply.type('text/html').headers(DOCS_HEADERS).send(docsPage(routes)));
  auditRoutes(edge);
  overviewRoutes(edge);
  if (mode === 'test') testRoutes(edge);
  if (mode === 'demo') demoRoutes(edge);
}
