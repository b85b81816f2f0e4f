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
import type { Note } from './runtime/service-runtime.js';
import type { Settings } from './settings.js';

/** What the services of a process share. */
export interface ProcessStores {
  readonly bus: Bus;
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
  readonly checkpoints: ViewStore;
  readonly leases: Leases;
  close(): Promise<void>;
}

/** Opens the stores that the settings name: the one place that knows which adapters there are. Throws what says what is wrong. */
export async function openStores(settings: Settings, clock: Clock, note: Note): Promise<ProcessStores> {
  for (const folder of ['logs', 'views', 'checkpoints'])
    mkdirSync(join(settings.data, folder), { recursive: true, mode: 0o700 });
  const keys = new SqliteKeyStore({
    folder: settings.keys ?? join(settings.data, 'keys'),
    createKey: settings.mode !== 'production',
  });
  const bus = new MemoryBus();
  return {
    bus,
    keys,
    attachments: new FileAttachments(join(settings.data, 'attachments')),
    service: (name) => Promise.resolve(embedded(name, settings, clock, note)),
    close: async () => {
      await bus.close();
      await keys.close();
    },
  };
}

function embedded(name: string, settings: Settings, clock: Clock, note: Note): ServiceStores {
  const file = (folder: string, suffix = ''): string => join(settings.data, folder, `${name}${suffix}.db`);
  const log = SqliteLog.open({ file: file('logs'), service: name, clock });
  const accessLog = SqliteLog.open({ file: file('logs', '.access'), service: name, clock });
  const views = new SqliteViewStore(file('views'), {
    onBegunAnew: (damaged) => note('damaged view file thrown away; its views fold again', { file: damaged }),
  });
  const checkpoints = new SqliteViewStore(file('checkpoints'), { durable: true });
  return {
    log,
    accessLog,
    views,
    checkpoints,
    leases: new MemoryLeases(),
    close: async () => {
      await log.close();
      await accessLog.close();
      await views.close();
      await checkpoints.close();
    },
  };
}
