import type { FastifyInstance } from 'fastify';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { pageHeaders } from './page-headers.js';

const require = createRequire(import.meta.url);

/** Scripts and styles are files of this platform; nothing is loaded from elsewhere. */
const HEADERS = pageHeaders("script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'");

/** By path. Swagger UI comes as the Fastify project packs it, without the install script that reports to its maker. */
const PAGE = { type: 'text/html', from: new URL('docs/index.html', import.meta.url) };
const FILES = {
  '/docs': PAGE,
  '/docs/': PAGE,
  '/docs/viewer.js': { type: 'text/javascript', from: new URL('docs/viewer.js', import.meta.url) },
  '/docs/swagger-ui.css': { type: 'text/css', from: require.resolve('@fastify/swagger-ui/static/swagger-ui.css') },
  '/docs/swagger-ui-bundle.js': {
    type: 'text/javascript',
    from: require.resolve('@fastify/swagger-ui/static/swagger-ui-bundle.js'),
  },
} as const;

/**
 * The API reference: /openapi.json, rendered and searchable.
 * @param home where `GET /` leads: to the reference, where there are no pages
 */
export function docsViewer(fastify: FastifyInstance, home = '/docs'): void {
  fastify.get('/', (_, reply) => reply.redirect(home));
  for (const [path, { type, from }] of Object.entries(FILES))
    fastify.get(path, (_, reply) => reply.type(`${type}; charset=utf-8`).headers(HEADERS).send(createReadStream(from)));
}
