import { PausableBus, type Bus, type Clock } from '@carethread/event-sourcing';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import type { Logger } from 'pino';
import 'reflect-metadata';
import {
  clockWatch,
  lastKnown,
  ClockGuard,
  machineTime,
  type TimeSources,
  systemClock,
  TestClock,
  guardedLog,
  ServiceRuntime,
  type Warn,
  keepHeads,
} from '@carethread/runtime';
import { task } from './domain/tasks.js';
import { officePolicies } from './policies/office-policies.js';
import { openTasks } from './views/open-tasks.js';
import type { ServiceDefinition } from './service-definition.js';
import {
  admit,
  correlate,
  BearerStrategy,
  controllerFor,
  openCommandBus,
  passportModule,
  ProblemFilter,
  readJson,
  keepLimits,
  serverOptions,
  type Route,
  BuiltInIssuer,
  TokenVerifier,
  readUploads,
  uploadsOf,
  observeRequests,
  refuseUnknownMethods,
} from '@carethread/http-api';
import { attachmentDeciders } from './standard-routes/attachment-routes.js';
import { standardRoutes } from './standard-routes/standard-routes.js';
import { healthRoutes } from './process/health.js';
import { listenAt, urlOf } from './process/listening.js';
import { OperatorApi } from './process/operator-api.js';
import { observeServices } from './process/metrics.js';
import { OperatorServer } from './process/operator-server.js';
import { processTelemetry } from './process/process-telemetry.js';
import { Readiness } from './process/readiness.js';
import { noteLogs, requireFolders, requireKeys, requireLogs } from './process/start-checks.js';
import type { Settings } from './settings/settings.js';
import { openStores, type ServiceStores } from './stores.js';

/** A running platform: one process, as many services as its list is long. */
export interface Platform {
  readonly settings: Settings;
  readonly app: NestFastifyApplication;
  readonly runtimes: readonly ServiceRuntime[];
  readonly routes: readonly Route[];
  /** In test mode one that can be held. */
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
 * @param place behind the platform's own front, nobody else speaks to this process, and its correlations are the front's; a time
 * of its own for tests of production's clock
 */
export async function startServices(
  definitions: readonly ServiceDefinition[],
  settings: Settings,
  place: { readonly behindFront: boolean; readonly time?: TimeSources } = { behindFront: false },
): Promise<Platform> {
  requireFolders(settings);
  const [alone] = definitions.length === 1 ? definitions : [];
  const telemetry = await processTelemetry(settings, alone?.name ?? 'carethread');
  const { logger } = telemetry;
  const guard = settings.mode === 'production' ? new ClockGuard(place.time ?? machineTime) : undefined;
  const clock = settings.mode === 'test' ? new TestClock() : (guard ?? systemClock);
  const note: Warn = (message, about) => logger.warn(about, message);
  const stores = await openStores({ settings, clock, note });
  const bus = settings.mode === 'test' ? new PausableBus(stores.bus) : stores.bus;
  const issuer =
    settings.jwks === undefined ? await BuiltInIssuer.create(settings.issuer, settings.audience) : undefined;
  const verifier = new TokenVerifier({
    issuer: settings.issuer,
    audience: settings.audience,
    jwks: settings.jwks ?? issuer?.jwks ?? '',
    types: settings.tokenTypes,
    life: settings.tokenLife,
  });
  const logs = {
    folder: join(settings.data, 'logs'),
    names: definitions.flatMap(({ name }) => [name, `${name}.access`]),
  };
  const embedded = settings.log.startsWith('sqlite:');
  if (embedded) await requireLogs(logs.folder, logs.names);
  const runtimes: ServiceRuntime[] = [];
  const opened: ServiceStores[] = [];
  for (const definition of definitions) {
    const own = await stores.service(definition.name);
    opened.push(own);
    runtimes.push(
      new ServiceRuntime(
        {
          ...definition,
          deciders: [...definition.deciders, task, clockWatch, ...attachmentDeciders(definition.path)],
          views: [...definition.views, openTasks],
          policies: [...definition.policies, ...officePolicies],
        },
        {
          ...own,
          log: guard === undefined ? own.log : guardedLog(own.log, guard),
          bus,
          keys: stores.keys,
          attachments: stores.attachments,
          clock,
          issuer: settings.issuer,
          jurisdiction: settings.jurisdiction,
          note,
        },
      ),
    );
  }
  if (embedded) noteLogs(logs.folder, logs.names);
  await requireKeys(
    opened.map(({ log }) => log),
    stores.keys,
  );
  if (clock instanceof TestClock) await resumeClock(clock, runtimes);
  guard?.startAfter(await lastKnown(runtimes));
  const writeSide = await openCommandBus(runtimes);
  // Every inbox listens before any relay speaks.
  for (const runtime of runtimes) await runtime.start();
  for (const runtime of runtimes) await runtime.startRelay();

  const routes: Route[] = [];
  const controllers = [];
  const providers: NonNullable<DynamicModule['providers']> = [BearerStrategy];
  for (const runtime of runtimes) {
    const { name, path } = runtime.definition;
    const own = [...(definitions.find((one) => one.name === name)?.routes ?? []), ...standardRoutes(path)];
    routes.push(...own);
    controllers.push(controllerFor(runtime, own, settings.requestTimeout));
  }

  const adapter = new FastifyAdapter(serverOptions(settings, place.behindFront) as never);
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
  app.useGlobalFilters(new ProblemFilter(note));
  readJson(app, settings.bodyLimit);
  const fastify = app.getHttpAdapter().getInstance();
  correlate(fastify, place.behindFront);
  observeRequests(fastify, new Map(definitions.map(({ path, name }) => [path, name])));
  await guardEdge(fastify, settings, verifier, routes);
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
  const operator = new OperatorServer(settings, telemetry, () => readiness.standing());
  const door = new OperatorApi(operator.fastify, { data: settings.data, runtimes, guard, note });

  const heads = settings.heads === undefined ? undefined : keepHeads(runtimes, settings.heads, note);
  const wake = settings.mode === 'test' ? undefined : setInterval(() => void fireAll(runtimes, note), 1_000).unref();
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
      // Nest would print the fault of its own server too, in colours, before anybody can say what to do about it.
      await app.init();
      await listenAt(settings, ['host', 'port'], (at) => fastify.listen(at));
      const url = urlOf(fastify.server, settings.host);
      operatorUrl = await operator.listen();
      door.open(operatorUrl);
      logger.info({ services: definitions.map(({ name }) => name).join(' ') }, 'ready');
      return url;
    },
    stop: async () => {
      clearInterval(wake);
      clearInterval(heads);
      readiness.stop();
      door.close();
      await operator.stop();
      await app.close();
      await bus.close(); // pending publishes are rejected, so that the relay can stop
      for (const runtime of runtimes) await runtime.stop();
      await writeSide.close();
      await telemetry.stop();
      unobserve();
      for (const own of opened) await own.close();
      await stores.close();
    },
  };
}

/** A log's time never runs back: a process that joins, or starts again, stands where its logs stand. */
async function resumeClock(clock: TestClock, runtimes: readonly ServiceRuntime[]): Promise<void> {
  for (const { log } of runtimes) {
    const { recordedAt } = await log.head();
    if (recordedAt !== undefined) clock.set(Date.parse(recordedAt));
  }
}

/** What could not be issued now (the disk is full, the clock is not trusted) is issued a second later: it stays due. */
async function fireAll(runtimes: readonly ServiceRuntime[], note: Warn): Promise<void> {
  for (const runtime of runtimes)
    await runtime.issueDue().catch((error: unknown) =>
      note('what is due could not be issued', {
        service: runtime.definition.name,
        error: error instanceof Error ? error.name : 'unknown',
      }),
    );
}

/** What every request meets before a route does: limits, tokens, and the answer to methods that history does not have. */
async function guardEdge(
  fastify: FastifyInstance,
  settings: Settings,
  verifier: TokenVerifier,
  routes: readonly Route[],
): Promise<void> {
  keepLimits(fastify, settings);
  const uploads = uploadsOf(routes);
  const ofTable = new Set(routes.map(({ path }) => path));
  const bytes = await admit(fastify, {
    settings,
    verifier,
    needsToken: ({ routeOptions: { url } }) => url !== undefined && ofTable.has(url),
    waitsInFile: ({ routeOptions: { url } }) => url !== undefined && uploads.has(url),
  });
  await readUploads(fastify, routes, { folder: settings.uploads, bytes });
  refuseUnknownMethods(fastify, routes);
}
