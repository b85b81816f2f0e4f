import { PausableBus, type Bus, type Clock } from '@carethread/event-sourcing';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import type { Logger } from 'pino';
import 'reflect-metadata';
import {
  lastKnown,
  ClockGuard,
  machineTime,
  type TimeSources,
  systemClock,
  TestClock,
  type ServiceRuntime,
  type Warn,
  writeLogHeads,
} from '@carethread/runtime';
import { openServices } from './open-services.js';
import { serveOpenPaths } from './open-path.js';
import type { ServiceDefinition } from './service-definition.js';
import {
  admit,
  bodyFormsOf,
  correlate,
  BearerStrategy,
  controllerFor,
  openCommandBus,
  passportModule,
  ProblemFilter,
  readJson,
  keepLimits,
  serverOptions,
  isOpen,
  type Route,
  BuiltInIssuer,
  EventStreams,
  type TokenVerifier,
  readUploads,
  uploadsOf,
  observeRequests,
  refuseUnknownMethods,
} from '@carethread/http-api';
import { standardRoutes } from './standard-routes/standard-routes.js';
import { healthRoutes } from './process/health.js';
import { listenAt, urlOf } from './process/listening.js';
import { OperatorApi } from './process/operator-api.js';
import { observeServices } from './process/metrics.js';
import { openMailServer } from './process/mail-server.js';
import { OperatorServer } from './process/operator-server.js';
import { webhookSender } from './process/webhook-sender.js';
import { processTelemetry } from './process/process-telemetry.js';
import { Readiness } from './process/readiness.js';
import { tokenVerifier } from './process/token-verifier.js';
import { recordLogs, requireFolders, requireKeys, requireLogs } from './process/start-checks.js';
import type { Settings } from './settings/settings.js';
import { openStores } from './stores.js';
import { AllWork } from './work/all-work.js';
import { OwnWork } from './work/own-work.js';
import { platformWork, type NamedWork } from './work/platform-work.js';
import { taskWork } from './work/task-work.js';
import { workRoutes } from './work/work-routes.js';

/** A running platform: one process, as many services as its list is long. */
export interface Platform {
  readonly settings: Settings;
  readonly app: NestFastifyApplication;
  readonly runtimes: readonly ServiceRuntime[];
  readonly routes: readonly Route[];
  /** In test mode one that can be paused. */
  readonly bus: Bus;
  readonly clock: Clock;
  readonly issuer: BuiltInIssuer | undefined;
  readonly verifier: TokenVerifier;
  readonly logger: Logger;
  readonly readiness: Readiness;
  /** Where its operator reaches it, once it listens. */
  operatorUrl(): string;
  /** Listens, and says where. */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

@Module({})
class PlatformModule {}

/**
 * Starts services on the stores that the settings name. The host adds what spans services before it lets the platform listen.
 * @param place behind the platform's own gateway, nobody else speaks to this process, and it takes the gateway's correlations; a time
 * of its own for tests of production's clock
 */
export async function startServices(
  definitions: readonly ServiceDefinition[],
  settings: Settings,
  place: { readonly behindGateway: boolean; readonly time?: TimeSources } = { behindGateway: false },
): Promise<Platform> {
  requireFolders(settings);
  const [alone] = definitions.length === 1 ? definitions : [];
  const telemetry = await processTelemetry(settings, alone?.name ?? 'carethread');
  const { logger } = telemetry;
  const guard = settings.mode === 'production' ? new ClockGuard(place.time ?? machineTime) : undefined;
  const clock = settings.mode === 'test' ? new TestClock() : (guard ?? systemClock);
  const warn: Warn = (message, about) => logger.warn(about, message);
  const stores = await openStores({ settings, clock, warn });
  const bus = settings.mode === 'test' ? new PausableBus(stores.bus) : stores.bus;
  const issuer =
    settings.jwks === undefined ? await BuiltInIssuer.create(settings.issuer, settings.audience) : undefined;
  const verifier = tokenVerifier(settings, issuer);
  const logs = {
    folder: join(settings.data, 'logs'),
    names: definitions.flatMap(({ name }) => [name, `${name}.access`]),
  };
  const embedded = settings.log.startsWith('sqlite:');
  if (embedded) await requireLogs(logs.folder, logs.names);
  const sender = webhookSender(settings);
  const webhooks = sender && { sender, retryScale: settings.webhookRetryScale };
  const mail = await openMailServer(settings);
  const ownWork: NamedWork[] = [];
  const work = platformWork({ own: ownWork, operators: settings.operators, data: settings.data });
  const services = await openServices(definitions, {
    ...{ settings, stores, bus, clock, guard },
    ...{ mail, work, webhooks, warn },
  });
  for (const { definition, runtime } of services)
    ownWork.push({ name: definition.name, work: new OwnWork(runtime, [taskWork, ...(definition.work ?? [])]) });
  const runtimes = services.map(({ runtime }) => runtime);
  if (embedded) recordLogs(logs.folder, logs.names);
  await requireKeys(
    services.map(({ own }) => own.log),
    stores.keys,
  );
  if (clock instanceof TestClock) await resumeClock(clock, runtimes);
  guard?.startAfter(await lastKnown(runtimes));
  const writeSide = await openCommandBus(runtimes);
  // Every inbox listens before any relay speaks.
  for (const runtime of runtimes) await runtime.start();
  for (const runtime of runtimes) await runtime.startRelay();
  for (const { runtime, definition } of services) await runtime.take(definition.duties ?? []);

  const routes: Route[] = [];
  const controllers = [];
  const streams = new EventStreams();
  const providers: NonNullable<DynamicModule['providers']> = [BearerStrategy];
  for (const { definition, runtime } of services) {
    const served = [...definition.routes, ...standardRoutes(definition)];
    routes.push(...served);
    controllers.push(controllerFor(runtime, served, settings.requestTimeout, streams, definition.signIn));
  }

  const adapter = new FastifyAdapter(serverOptions(settings, place.behindGateway));
  const module: DynamicModule = {
    module: PlatformModule,
    imports: [passportModule],
    controllers,
    providers,
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: ['error', 'fatal'],
    abortOnError: false,
    // JSON alone is read, below: Nest would take forms too.
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter(warn));
  const forms = bodyFormsOf(routes);
  readJson(app, settings.bodyLimit, forms);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorate('bodyForms', forms);
  fastify.addHook('preClose', (done) => {
    streams.endAll();
    done();
  });
  correlate(fastify, place.behindGateway);
  observeRequests(fastify, new Map(definitions.map(({ path, name }) => [path, name])));
  await guardEdge(fastify, settings, verifier, routes);
  for (const { runtime, definition } of services)
    await serveOpenPaths(fastify, definition.openPaths ?? [], runtime, settings);
  const readiness = new Readiness(
    runtimes.map((runtime) => ({
      name: runtime.definition.name,
      logs: [runtime.log, runtime.parts.accessLog],
      stalled: () => runtime.stalled(),
    })),
    () => guard?.refusal(),
  );
  healthRoutes(fastify, () => readiness.standing());
  const unobserve = observeServices(runtimes, bus);
  const operator = new OperatorServer(settings, telemetry, () => ({
    ...readiness.standing(),
    mail: mail === undefined ? 'off' : 'on',
  }));
  workRoutes(operator.fastify, new AllWork(() => Promise.resolve(ownWork.map((one) => one.work))));
  const operatorApi = new OperatorApi(operator.fastify, { data: settings.data, runtimes, services, guard, warn });

  const heads = settings.heads === undefined ? undefined : writeLogHeads(runtimes, settings.heads, warn);
  const clockTick =
    settings.mode === 'test' ? undefined : setInterval(() => void issueDue(runtimes, warn), 1_000).unref();
  let operatorUrl = '';
  return {
    settings,
    app,
    operatorUrl: () => operatorUrl,
    readiness,
    runtimes,
    routes,
    bus,
    clock,
    issuer,
    verifier,
    logger,
    listen: async () => {
      // Nest's own `listen` prints an error of its server before the process can say what to do about it.
      await app.init();
      await listenAt(settings, ['host', 'port'], (at) => fastify.listen(at));
      const url = urlOf(fastify.server, settings.host);
      operatorUrl = await operator.listen();
      operatorApi.open(operatorUrl);
      logger.info({ services: definitions.map(({ name }) => name).join(' ') }, 'ready');
      return url;
    },
    stop: async () => {
      clearInterval(clockTick);
      clearInterval(heads);
      readiness.stop();
      operatorApi.close();
      await operator.stop();
      await app.close();
      await bus.close(); // pending publishes are rejected, so that the relay can stop
      for (const runtime of runtimes) await runtime.stop();
      await sender?.close();
      await writeSide.close();
      await telemetry.stop();
      unobserve();
      for (const { own } of services) await own.close();
      await stores.close();
    },
  };
}

/** A log's time never runs back: the test clock of a process that joins, or starts again, begins at the end of its logs. */
async function resumeClock(clock: TestClock, runtimes: readonly ServiceRuntime[]): Promise<void> {
  for (const { log } of runtimes) {
    const { recordedAt } = await log.head();
    if (recordedAt !== undefined) clock.set(Date.parse(recordedAt));
  }
}

/** What could not be issued now (the disk is full, the clock is not trusted) is issued a second later: it stays due. */
async function issueDue(runtimes: readonly ServiceRuntime[], warn: Warn): Promise<void> {
  const failed = ({ definition }: ServiceRuntime, error: unknown): void =>
    warn('what is due could not be issued', {
      service: definition.name,
      error: error instanceof Error ? error.name : 'unknown',
    });
  for (const runtime of runtimes) await runtime.issueDue().catch((error: unknown) => failed(runtime, error));
  for (const runtime of runtimes) await runtime.clockMoved().catch((error: unknown) => failed(runtime, error));
}

/** Installs what every request passes before its route: limits, tokens, uploads, and the refusal of other methods. */
async function guardEdge(
  fastify: FastifyInstance,
  settings: Settings,
  verifier: TokenVerifier,
  routes: readonly Route[],
): Promise<void> {
  keepLimits(fastify, settings);
  const uploads = uploadsOf(routes);
  const ofTable = new Set(routes.filter((route) => !isOpen(route)).map(({ path }) => path));
  const bytes = await admit(fastify, {
    settings,
    verifier,
    needsToken: ({ routeOptions: { url } }) => url !== undefined && ofTable.has(url),
    waitsInFile: ({ routeOptions: { url } }) => url !== undefined && uploads.has(url),
  });
  await readUploads(fastify, routes, { folder: settings.uploads, bytes });
  refuseUnknownMethods(fastify, routes);
}
