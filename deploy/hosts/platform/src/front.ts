import { Refusal } from '@carethread/contracts';
import { mountGateway, servedRoutes, type Answered } from '@carethread/gateway';
import {
  admit,
  BuiltInIssuer,
  correlate,
  keepLimits,
  observeRequests,
  OPEN_PATHS,
  refuseUnknownMethods,
  serverOptions,
} from '@carethread/http-api';
import {
  listenAt,
  healthRoutes,
  OPEN,
  OperatorServer,
  RemoteProcess,
  processTelemetry,
  tokenVerifier,
  urlOf,
  type Settings,
} from '@carethread/service-kit';
import { instantOf, SCOPE } from '@carethread/runtime';
import { metrics, type ObservableResult } from '@opentelemetry/api';
import { fastify } from 'fastify';
import { askCopy } from './ask-copy.js';
import { proxyTo, refuse } from './proxy.js';
import { Upstreams } from './upstreams.js';

export interface Front {
  /** Where its operator reaches it, once it listens. */
  operatorUrl(): string;
  listen(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the gateway of a platform of several processes: it composes what spans services, and passes everything else on to the service
 * that the first path segment names. It holds no key and no store, and decides nothing.
 */
export async function startFront(settings: Settings): Promise<Front> {
  const telemetry = await processTelemetry(settings, 'front');
  const { logger } = telemetry;
  const upstreams = new Upstreams(settings.upstreams);
  const server = fastify(serverOptions(settings, false));
  const issuer =
    settings.mode === 'production' ? undefined : await BuiltInIssuer.create(settings.issuer, settings.audience);
  const served = servedRoutes();
  const present = served.services.filter(({ name }) => (settings.upstreams[name] ?? []).length > 0);
  const nameOf = new Map(present.map(({ path, name }) => [path, name]));
  const routes = served.routes.filter(({ service }) => present.some(({ name }) => name === service));
  correlate(server, false);
  observeRequests(server, nameOf);
  keepLimits(server, settings);
  const ofTable = new Set(routes.filter(({ open }) => open !== true).map(({ path }) => path));
  // An upload is streamed through; its service keeps it in a file until it is stored.
  const flowing = new Set(routes.flatMap(({ path, uploadLimit }) => (uploadLimit === undefined ? [] : path)));
  await admit(server, {
    settings,
    verifier: tokenVerifier(settings, issuer),
    needsToken: ({ routeOptions: { url } }) => url !== undefined && ofTable.has(url),
    waitsInFile: ({ routeOptions: { url } }) => url !== undefined && flowing.has(url),
  });
  refuseUnknownMethods(server, routes);
  // The services of a demo or a test find the keys of the built-in issuer here.
  if (issuer !== undefined) server.get('/.well-known/jwks.json', OPEN, () => issuer.jwks);
  const unobserve = observeUpstreams(upstreams);
  const failed = (url: string, service: string): void => {
    logger.warn({ service }, 'a copy of a service did not answer');
    upstreams.failed(url);
  };

  healthRoutes(server, () => ({ ready: upstreams.missing().length === 0 }));
  const operator = new OperatorServer(settings, telemetry, () => {
    const missing = upstreams.missing();
    return { ready: missing.length === 0, status: missing.length === 0 ? 'ok' : 'stalled', stalled: missing };
  });
  /** Of any copy of the service: both kinds of question only read. */
  const askService = async (path: string, request: RequestInit): Promise<Answered> => {
    const name = nameOf.get(path.split(/[/?]/)[1] ?? '') ?? '';
    const tried = new Set<string>();
    for (let url = upstreams.next(name); url !== ''; url = upstreams.next(name, tried)) {
      tried.add(url);
      const answer = await askCopy(url + path, request, settings.requestTimeout);
      if (answer !== 'no connection') return answer;
      failed(url, name);
    }
    throw new Refusal('UNAVAILABLE');
  };
  const processes = upstreams.all().map((url) => new RemoteProcess(url));
  mountGateway({
    fastify: server,
    mode: settings.mode,
    paths: present.map(({ path }) => path),
    routes,
    processes,
    issuer,
    now: settings.mode === 'test' ? () => timeIn(processes) : () => Promise.resolve(instantOf(Date.now())),
    get: (path, headers) => askService(path, { headers }),
    post: (path, headers, body) =>
      askService(path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }),
  });
  const open = OPEN_PATHS.filter(({ service }) => present.some(({ name }) => name === service));
  const ofOpen = open.map(({ path, service }) => [path.split('/')[1] ?? '', service] as const);
  const services = new Map([...nameOf, ...ofOpen]);
  await proxyTo(server, { services, routes: [...routes, ...open], upstreams, settings, failed });
  server.setNotFoundHandler((_, reply) => refuse(reply, new Refusal('NOT_FOUND')));
  server.setErrorHandler((error, _, reply) => refuse(reply, error));
  upstreams.start();
  let operatorUrl = '';
  return {
    operatorUrl: () => operatorUrl,
    listen: async () => {
      await listenAt(settings, ['host', 'port'], (at) => server.listen(at));
      logger.info({ services: present.map(({ name }) => name).join(' ') }, 'ready');
      operatorUrl = await operator.listen();
      return urlOf(server.server, settings.host);
    },
    stop: async () => {
      upstreams.stop();
      await operator.stop();
      await server.close();
      await telemetry.stop();
      unobserve();
    },
  };
}

/** The clock of test mode, of whichever process answers; the machine's where none does, since then nothing is judged by it. */
async function timeIn(processes: readonly RemoteProcess[]): Promise<string> {
  try {
    return (await Promise.any(processes.map((process) => process.state()))).now;
  } catch {
    return instantOf(Date.now());
  }
}

/** Reports how many replicas of each service the gateway knows. Gives a function that ends that. */
function observeUpstreams(upstreams: Upstreams): () => void {
  const copies = metrics.getMeter(SCOPE).createObservableGauge('carethread_upstream_copies', {
    description: 'Copies of a service that the front knows, by whether they are ready',
  });
  const observe = (result: ObservableResult): void => {
    for (const { service, ready, copies: count } of upstreams.counts())
      result.observe(count, { service, ready: String(ready) });
  };
  copies.addCallback(observe);
  return () => copies.removeCallback(observe);
}
