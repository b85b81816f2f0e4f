import { isPlain, publishedFile } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { COMPOSED_ROUTES } from './composed-routes.js';

/** The published OpenAPI document, with the operations that are served here: those of these routes, and what is composed of them. */
export function openApiOf(routes: readonly Pick<Route, 'path'>[]): string {
  const document: unknown = JSON.parse(publishedFile('openapi.json'));
  if (!isPlain(document) || !isPlain(document['paths'])) throw new TypeError('openapi.json has no paths');
  const served = new Set([...routes, ...COMPOSED_ROUTES].map(({ path }) => path.replace(/:([A-Za-z]+)/g, '{$1}')));
  const paths = Object.fromEntries(Object.entries(document['paths']).filter(([path]) => served.has(path)));
  return JSON.stringify({ ...document, paths });
}
