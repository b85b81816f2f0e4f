import type { Route } from '@carethread/service-kit';

/** A page of all routes for people; programs read /openapi.json. */
export function docsPage(routes: readonly Route[]): string {
  const rows = routes.map(
    ({ method, path, summary, as }) =>
      `<tr><td>${method}</td><td><code>${path}</code></td><td>${escape(summary)}</td><td>${as}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Carethread: the interface</title>
<style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}td,th{padding:.3rem .8rem .3rem 0;text-align:left;vertical-align:top}</style>
<h1>Carethread: the interface</h1><p>For programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
<table><thead><tr><th>Method<th>Path<th>What it does<th>Capability</thead><tbody>${rows.join('\n')}</tbody></table></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
