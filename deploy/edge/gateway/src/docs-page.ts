import { CAPABILITIES, ROLES } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { createHash } from 'node:crypto';
import { COMPOSED_ROUTES } from './composed-routes.js';
import { pageHeaders } from './page-headers.js';

const STYLE =
  'body{font:16px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}td,th{padding:.3rem .8rem .3rem 0;text-align:left;vertical-align:top}';

/** The page is text and its own style. */
export const DOCS_HEADERS = pageHeaders(`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`);

/** As much of a route as a page of routes shows. */
export type ListedRoute = Pick<Route, 'method' | 'path' | 'summary' | 'capability'>;

/** Everything that the table guards: the services' own routes, then what the gateway composes of them. */
export function listedRoutes(routes: readonly ListedRoute[]): readonly ListedRoute[] {
  return [...routes, ...COMPOSED_ROUTES];
}

/** What is served besides the table: no part of a record, and in production only the first three. */
export const BESIDES: readonly (readonly [string, string])[] = [
  ['GET /health/live, GET /health/ready', 'whether the process lives, and whether it is ready'],
  [
    'GET /openapi.json, GET /docs, GET /docs/routes',
    'the interface for programs, for people to search, and this table',
  ],
  ['GET /.well-known/jwks.json', 'the keys of the built-in issuer, where several processes need them'],
  ['POST /test/tokens', 'a token: in demo mode of a listed user, in test mode with any claims'],
  ['GET /demo/users', 'the synthetic users of demo mode'],
  [
    'PUT /test/clock, POST /test/rebuild, POST /test/redeliver, GET /test/idle, PUT /test/bus, GET /test/messages',
    'the routes of test mode',
  ],
];

/** A page of all routes for people; programs read /openapi.json. */
export function docsPage(routes: readonly ListedRoute[]): string {
  const rows = listedRoutes(routes).map(
    ({ method, path, summary, capability: as }) =>
      `<tr><td>${method}</td><td><code>${path}</code></td><td>${escape(summary)}</td><td>${as}: ${whoMay(as)}</td></tr>`,
  );
  const roles = Object.entries(ROLES).map(([code, name]) => `<tr><td>${code}</td><td>${escape(name)}</td></tr>`);
  const besides = BESIDES.map(([calls, about]) => `<tr><td><code>${calls}</code></td><td>${escape(about)}</td></tr>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Carethread: the interface</title>
<style>${STYLE}</style>
<h1>Carethread: the interface</h1><p>For programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
<table><thead><tr><th>Method<th>Path<th>What it does<th>Capability, and who has it</thead><tbody>${rows.join('\n')}</tbody></table>
<p>Y in the own tenant, R in an own relationship to the person, P with the person’s permission or another recorded basis.</p>
<table><thead><tr><th>Role<th>Who that is</thead><tbody>${roles.join('\n')}</tbody></table>
<table><thead><tr><th>Besides<th>What it does</thead><tbody>${besides.join('\n')}</tbody></table></html>`;
}

function whoMay(as: ListedRoute['capability']): string {
  return Object.entries(CAPABILITIES[as])
    .map(([role, grade]) => `${role} ${String(grade)}`)
    .join(', ');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
