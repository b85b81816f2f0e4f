import { services } from '@carethread/embedded';
import { standardRoutes } from '@carethread/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { derive } from './derived.js';
import { openApi, type Examples } from './document.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const file = `${root}contracts/published/openapi.json`;
const examples: Examples = JSON.parse(readFileSync(`${root}contracts/published/examples.json`, 'utf8'));
const routes = services.flatMap(({ routes: own, path }) => [...own, ...standardRoutes(path)]);
const derived = derive(root, routes, (name) =>
  name === 'PlanContent' ? { $ref: '#/components/schemas/PlanContent' } : undefined,
);
const drawn = `${JSON.stringify(openApi(derived, '0.1.0', examples), null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, drawn);
else if (readFileSync(file, 'utf8') !== drawn) {
  console.error('contracts/published/openapi.json is stale: npm run generate');
  process.exit(1);
}
