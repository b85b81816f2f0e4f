import { createHash } from 'node:crypto';
import type { Route } from '@carethread/service-kit';

const STYLE =
  'body{font:16px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}td,th{padding:.3rem .8rem .3rem 0;text-align:left;vertical-align:top}';

/** The page is text and its own style: it loads nothing, runs nothing, sends nothing, and stands in no other page. */
export const DOCS_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
} as const;

/** A page of all routes for people; programs read /openapi.json. */
export function docsPage(routes: readonly Route[]): string {
  const rows = routes.map(
    ({ method, path, summary, as }) =>
      `<tr><td>${method}</td><td><code>${path}</code></td><td>${escape(summary)}</td><td>${as}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Carethread: the interface</title>
<style>${STYLE}</style>
<h1>Carethread: the interface</h1><p>For programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
<table><thead><tr><th>Method<th>Path<th>What it does<th>Capability</thead><tbody>${rows.join('\n')}</tbody></table></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
