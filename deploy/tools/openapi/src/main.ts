import { services } from '@carethread/embedded';
import { textMember } from '@carethread/ledger';
import { standardRoutes } from '@carethread/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { derive } from './derived.js';
import { openApi, type Examples } from './document.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const file = `${root}contracts/published/openapi.json`;
const examples: Examples = JSON.parse(readFileSync(`${root}contracts/published/examples.json`, 'utf8'));
/** What a service is about, as its package says. */
function descriptionOf(name: string): string {
  const said = textMember(JSON.parse(readFileSync(`${root}services/${name}/package.json`, 'utf8')), 'description');
  if (said === undefined) throw new Error(`services/${name}/package.json has no description`);
  return said;
}

const routes = services.flatMap((service) => [...service.routes, ...standardRoutes(service)]);
const derived = derive(root, routes, (name) =>
  name === 'PlanContent' ? { $ref: '#/components/schemas/PlanContent' } : undefined,
);
const parts = services.map(({ name, path }) => ({ name: path, description: descriptionOf(name) }));
const drawn = `${JSON.stringify(openApi(derived, parts, '0.1.0', examples), null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, drawn);
else if (readFileSync(file, 'utf8') !== drawn) {
  console.error('contracts/published/openapi.json is stale: npm run generate');
  process.exit(1);
}
