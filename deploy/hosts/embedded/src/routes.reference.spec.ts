import { CAPABILITIES } from '@carethread/contracts';
import { servedRoutes, type ServedRoutes } from '@carethread/gateway';
import { isOpen } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { standardRoutes } from '@carethread/service-kit';
import { readFileSync, writeFileSync } from 'node:fs';
import { services } from './embedded.js';

const FILE = 'contracts/published/routes.json';

/** Routes × roles, in the order of the services: what the gateway serves from. */
function drawn(): ServedRoutes {
  return {
    services: services.map(({ name, path }) => ({ name, path })),
    routes: services.flatMap((service) =>
      [...service.routes, ...standardRoutes(service)].map((route) =>
        present({
          service: service.name,
          method: route.method,
          path: route.path,
          summary: route.summary,
          capability: route.capability,
          roles: CAPABILITIES[route.capability],
          open: isOpen(route) ? true : undefined,
          uploadLimit: route.kind === 'upload' ? route.limit : undefined,
          streams: route.kind === 'query' ? route.streams : undefined,
        }),
      ),
    ),
  };
}

describe('the published routes', () => {
  const text = `${JSON.stringify(drawn(), null, 2)}\n`;
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(FILE, text);

  it('are those that the services answer: `npm run generate` writes them', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });

  it('are all that the gateway knows of the services', () => {
    const { services: known, routes } = servedRoutes();
    expect(known.map(({ name }) => name)).toEqual(services.map(({ name }) => name));
    for (const { service, path } of routes)
      expect(path.split('/')[1]).toBe(known.find(({ name }) => name === service)?.path);
    expect(routes.filter(({ uploadLimit }) => uploadLimit !== undefined).length).toBeGreaterThan(0);
  });
});
