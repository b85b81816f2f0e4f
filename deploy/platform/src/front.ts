import { Refusal } from '@carethread/contracts';
import { mountFront } from '@carethread/gateway';
import {
  answerNoRequest,
  BuiltInIssuer,
  correlate,
  metricsRoute,
  observeRequests,
  RemoteProcess,
  standardRoutes,
  startTelemetry,
  type Settings,
} from '@carethread/service-kit';
import { services } from '@carethread/embedded';
import { fastify } from 'fastify';
import { passOn, refuse } from './passing-on.js';
import { Upstreams } from './upstreams.js';

export interface Front {
  listen(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The one door of a platform of several processes: what spans services it composes itself, everything else goes to the service
 * that the first path segment names. It holds no key and no store, and decides nothing.
 */
export async function startFront(settings: Settings): Promise<Front> {
  const telemetry = await startTelemetry(settings, 'front');
  const { logger, instruments } = telemetry;
  const upstreams = new Upstreams(settings.upstreams);
  const server = fastify({
    logger: false,
    clientErrorHandler: answerNoRequest,
    bodyLimit: settings.bodyLimit,
    routerOptions: { maxParamLength: 20_000 },
  });
  const issuer =
    settings.mode === 'production' ? undefined : await BuiltInIssuer.create(settings.issuer, settings.audience);
  // The services of a demo or a test find the keys of the built-in issuer here.
  if (issuer !== undefined) server.get('/.well-known/jwks.json', () => issuer.jwks);
  const present = services.filter(({ name }) => (settings.upstreams[name] ?? []).length > 0);
  const nameOf = new Map(present.map(({ path, name }) => [path, name]));
  correlate(server, false);
  observeRequests(server, instruments, nameOf);
  metricsRoute(server, instruments);
  instruments.refreshing(() => {
    for (const { service, ready, copies } of upstreams.counts())
      instruments.copies.set({ service, ready: String(ready) }, copies);
    return Promise.resolve();
  });
  const failed = (url: string, service: string): void => {
    logger.warn({ service }, 'a copy of a service did not answer');
    upstreams.failed(url);
  };

  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', (_, reply) => {
    const missing = upstreams.missing();
    return reply
      .status(missing.length === 0 ? 200 : 503)
      .send({ status: missing.length === 0 ? 'ok' : 'waiting', missing });
  });
  mountFront({
    fastify: server,
    mode: settings.mode,
    paths: present.map(({ path }) => path),
    routes: present.flatMap(({ routes, path }) => [...routes, ...standardRoutes(path)]),
    processes: upstreams.all().map((url) => new RemoteProcess(url)),
    issuer,
    get: async (path, headers) => {
      const name = nameOf.get(path.split(/[/?]/)[1] ?? '') ?? '';
      const tried = new Set<string>();
      for (let url = upstreams.next(name); url !== ''; url = upstreams.next(name, tried)) {
        tried.add(url);
        try {
          const answer = await fetch(url + path, { headers, signal: AbortSignal.timeout(settings.requestTimeout) });
          return {
            status: answer.status,
            headers: Object.fromEntries(answer.headers),
            body: (await answer.json()) as Record<string, unknown>,
          };
        } catch (error) {
          failed(url, name);
          // Whoever has waited that long is not made to wait once more.
          if ((error as Error).name === 'TimeoutError') break;
        }
      }
      throw new Refusal('UNAVAILABLE');
    },
  });
  await passOn(server, { services: nameOf, upstreams, settings, failed });
  server.setNotFoundHandler((_, reply) => refuse(reply, new Refusal('NOT_FOUND')));
  server.setErrorHandler((error, _, reply) => refuse(reply, error));
  upstreams.start();
  return {
    listen: async () => {
      await server.listen({ port: settings.port, host: settings.host });
      const address = server.server.address();
      logger.info({ services: present.map(({ name }) => name).join(' ') }, 'ready');
      const port = typeof address === 'object' && address !== null ? address.port : settings.port;
      return `http://${settings.host}:${port}`;
    },
    stop: async () => {
      upstreams.stop();
      await server.close();
      await telemetry.stop();
    },
  };
}
