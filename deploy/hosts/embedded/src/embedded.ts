import { underCorrelation } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { mountGateway, type Answered, type Gateway } from '@carethread/gateway';
import { loadServices, selectedServices } from '@carethread/services';
import { LocalProcess, startServices, type Platform, type Settings } from '@carethread/service-kit';
import { instantOf, type TimeSources } from '@carethread/runtime';
import { HOME } from '@carethread/web';
import { mountPages } from './pages.js';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';

/** All of them, in one process: the length of this list is the only difference to a service alone. */
export const services = await loadServices();

export async function startEmbedded(settings: Settings, time?: TimeSources): Promise<Platform> {
  const wanted = selectedServices(settings.services);
  const platform = await startServices(
    services.filter(({ name }) => wanted.includes(name)),
    settings,
    present({ behindGateway: false, time }),
  );
  const gateway = gatewayOf(platform);
  mountGateway(gateway);
  if (settings.web) await mountPages(platform, gateway);
  return platform;
}

/** The gateway of a platform that runs in this very process: it is given the same HTTP, without a network. */
function gatewayOf(platform: Platform): Gateway {
  const fastify = platform.app.getHttpAdapter().getInstance();
  const asked = (request: { readonly headers: Readonly<Record<string, string>> } & InjectOptions) =>
    underCorrelation(request.headers['x-correlation-id'], async () => fastify.inject(request));
  return present<Gateway>({
    fastify,
    home: platform.settings.web ? HOME : undefined,
    mode: platform.settings.mode,
    paths: platform.runtimes.map(({ definition }) => definition.path),
    routes: platform.routes,
    processes: [new LocalProcess(platform)],
    issuer: platform.issuer,
    now: () => Promise.resolve(instantOf(platform.clock.now())),
    get: async (url, headers) => answeredWith(await asked({ method: 'GET', url, headers })),
    post: async (url, headers, payload) =>
      answeredWith(await asked({ method: 'POST', url, headers: { ...headers, ...JSON_BODY }, payload })),
  });
}

const JSON_BODY = { 'content-type': 'application/json' };

function answeredWith(answered: LightMyRequestResponse): Answered {
  return { status: answered.statusCode, headers: answered.headers, body: answered.json<Record<string, unknown>>() };
}
