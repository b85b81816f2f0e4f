import {
  MemoryBus,
  MemoryLeases,
  type Bus,
  type Clock,
  type EventLog,
  type Leases,
  type ViewStore,
} from '@carethread/event-sourcing';
import { SqliteLog } from '@carethread/log-sqlite';
import { FileAttachments, SqliteKeyStore, type Attachments, type KeyStore } from '@carethread/privacy';
import { SqliteViewStore } from '@carethread/views-sqlite';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Warn } from '@carethread/runtime';
import type { Settings } from './settings/settings.js';

/** What the services of a process share. */
export interface ProcessStores {
  readonly bus: Bus;
  /** For the topics of providers: a connection of its own, so that a topic which is missing holds up nothing else. */
  readonly providerTopics: Bus | undefined;
  readonly keys: KeyStore;
  readonly attachments: Attachments;
  /** Opens what belongs to one service alone. */
  readonly service: (name: string) => Promise<ServiceStores>;
  close(): Promise<void>;
}

export interface ServiceStores {
  readonly log: EventLog;
  readonly accessLog: EventLog;
  readonly views: ViewStore;
  /** Of the views that decisions rest on: available whenever the log is. */
  readonly decisionViews: ViewStore;
  readonly checkpoints: ViewStore;
  readonly leases: Leases;
  close(): Promise<void>;
}

interface Closing {
  close(): Promise<void>;
}

/** What the adapters are opened with. */
export interface StoreSite {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly warn: Warn;
}

/**
 * Opens the stores that the settings name: the one place that knows which adapters there are. A driver is loaded only where it is
 * named, so the embedded platform pays for none. Throws what says what is wrong.
 */
export async function openStores(site: StoreSite): Promise<ProcessStores> {
  const closing: Closing[] = [];
  const kept = <Part extends Closing>(part: Part): Part => {
    closing.push(part);
    return part;
  };
  try {
    const bus = kept(await openBus(site));
    const providerTopics = await openProviderTopics(site);
    if (providerTopics !== undefined) kept(providerTopics);
    const keys = kept(await openKeyStore({ ...site.settings, createKey: site.settings.mode !== 'production' }));
    const attachments = await openAttachments(site, kept);
    return {
      bus,
      providerTopics,
      keys,
      attachments,
      service: (name) => openService(name, site),
      close: () => closeAll(closing),
    };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

async function closeAll(closing: readonly Closing[]): Promise<void> {
  for (const part of closing) await part.close();
}

async function openBus({ settings, warn }: StoreSite): Promise<Bus> {
  if (!settings.bus.startsWith('kafka:')) return new MemoryBus();
  const { KafkaBus } = await import('@carethread/bus-kafka');
  return KafkaBus.open({ url: settings.bus, namespace: settings.namespace, warn });
}

async function openProviderTopics(site: StoreSite): Promise<Bus | undefined> {
  const { bus, providerTopics } = site.settings;
  return bus.startsWith('kafka:') && providerTopics > 0 ? openBus(site) : undefined;
}

export interface KeyStorePlace {
  /** As the setting has it; undefined is beside the logs of the data folder. */
  readonly keys: string | undefined;
  readonly data: string;
  readonly namespace: string;
  /** Whether a key-encryption key is made where there is none. */
  readonly createKey: boolean;
}

export async function openKeyStore({ keys, data, namespace, createKey }: KeyStorePlace): Promise<KeyStore> {
  if (!isPostgres(keys)) return new SqliteKeyStore({ folder: keys ?? join(data, 'keys'), createKey });
  const { PostgresKeyStore } = await import('@carethread/keys-postgres');
  return PostgresKeyStore.open({ ...keysAddress(keys), namespace });
}

/** `postgres://…?kek=FILE`: the address without the name of the file, and the name. */
export function keysAddress(keys: string): { readonly url: string; readonly kek: string } {
  const url = new URL(keys);
  const kek = url.searchParams.get('kek') ?? '';
  url.searchParams.delete('kek');
  return { url: url.href, kek };
}

async function openAttachments(
  { settings }: StoreSite,
  kept: <Part extends Closing>(part: Part) => Part,
): Promise<Attachments> {
  const { attachments, namespace } = settings;
  if (attachments.startsWith('s3:')) {
    const { S3Attachments } = await import('@carethread/attachments-s3');
    return kept(new S3Attachments({ url: attachments, namespace }));
  }
  if (!isPostgres(attachments)) return new FileAttachments(join(settings.data, 'attachments'));
  const { PostgresAttachments } = await import('@carethread/keys-postgres');
  return kept(new PostgresAttachments({ url: attachments, namespace }));
}

async function openService(name: string, site: StoreSite): Promise<ServiceStores> {
  const closing: Closing[] = [];
  const kept = <Part extends Closing>(part: Part): Part => {
    closing.push(part);
    return part;
  };
  try {
    const log = kept(await openLog(name, false, site));
    const accessLog = kept(await openLog(name, true, site));
    const { views, decisionViews, checkpoints } = await openViews(name, site);
    for (const store of new Set([views, decisionViews, checkpoints])) kept(store);
    const leases = kept(await openLeases(name, site));
    return { log, accessLog, views, decisionViews, checkpoints, leases, close: () => closeAll(closing) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

async function openLog(service: string, access: boolean, { settings, clock, warn }: StoreSite): Promise<EventLog> {
  const { log: url, namespace } = settings;
  if (isPostgres(url)) {
    const { PostgresLog } = await import('@carethread/log-postgres');
    return PostgresLog.open({ url, namespace, service, access, clock });
  }
  const name = `${service}${access ? '.access' : ''}`;
  if (isKurrent(url)) {
    const { KurrentLog } = await import('@carethread/log-kurrentdb');
    return KurrentLog.open({
      url,
      service,
      name,
      clock,
      prefix: namespace,
      indexFile: inFolder(settings, 'index', `${namespace}.${name}.db`),
    });
  }
  return SqliteLog.open({
    file: inFolder(settings, 'logs', `${name}.db`),
    service,
    clock,
    onLaidAgain: (guards) =>
      warn('what refuses changes to the event log was missing or another, and was laid down again; run `verify`', {
        log: name,
        guards: guards.join(', '),
      }),
  });
}

async function openViews(
  service: string,
  { settings, warn }: StoreSite,
): Promise<Pick<ServiceStores, 'views' | 'decisionViews' | 'checkpoints'>> {
  const { log, views: url, namespace } = settings;
  const beside = isPostgres(log) ? await openBesideLog(log, namespace, service) : undefined;
  if (url.startsWith('mongodb')) {
    const { MongoViewStore } = await import('@carethread/views-mongodb');
    const views = MongoViewStore.open({ url, namespace, service });
    return {
      views,
      decisionViews: beside?.views ?? views,
      checkpoints: beside?.kept ?? MongoViewStore.open({ url, namespace, service, durable: true }),
    };
  }
  const views = new SqliteViewStore(inFolder(settings, 'views', `${service}.db`), {
    onBegunAnew: (damaged) => warn('damaged view file thrown away; its views fold again', { file: damaged }),
  });
  return {
    views,
    decisionViews: beside?.views ?? views,
    checkpoints:
      beside?.kept ?? new SqliteViewStore(inFolder(settings, 'checkpoints', `${service}.db`), { durable: true }),
  };
}

async function openBesideLog(
  url: string,
  namespace: string,
  service: string,
): Promise<{ readonly views: ViewStore; readonly kept: ViewStore }> {
  const { PostgresViews } = await import('@carethread/log-postgres');
  return new PostgresViews({ url, namespace, service });
}

/** A log in SQLite or KurrentDB has one writer, so that the process that opened it holds every lease of its service. */
async function openLeases(service: string, { settings: { log: url, namespace } }: StoreSite): Promise<Leases> {
  if (!isPostgres(url)) return new MemoryLeases();
  const { PostgresLeases } = await import('@carethread/log-postgres');
  return new PostgresLeases({ url, namespace, service });
}

export function isKurrent(url: string): boolean {
  return /^(kurrentdb|esdb)(\+discover)?:/.test(url);
}

export function isPostgres(url: string | undefined): url is `postgres${string}` {
  return url !== undefined && /^postgres(ql)?:/.test(url);
}

function inFolder({ data }: Settings, folder: string, file: string): string {
  mkdirSync(join(data, folder), { recursive: true, mode: 0o700 });
  return join(data, folder, file);
}
