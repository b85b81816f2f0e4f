import { join } from 'node:path';
import type { ProcessSettings } from './process-settings.js';
import type { SettingsOf, SettingTexts } from './setting-texts.js';

/** Where everything is kept, and what carries it between services. */
export interface StoreSettings {
  readonly data: string;
  readonly namespace: string;
  readonly log: string;
  readonly views: string;
  readonly bus: string;
  readonly keys: string | undefined;
  readonly attachments: string;
  readonly uploads: string;
  readonly heads: string | undefined;
}

export const STORES: SettingsOf<StoreSettings> = {
  data: { name: 'CARETHREAD_DATA', standard: '.data', about: 'The folder of logs, views and attachments.' },
  namespace: {
    name: 'CARETHREAD_NAMESPACE',
    standard: 'carethread',
    about: 'The prefix of schemas, topics, groups and databases: several platforms may share the same servers.',
  },
  log: {
    name: 'CARETHREAD_LOG',
    standard: 'sqlite:',
    about: 'Where events are stored: `sqlite:` (in the data folder), `postgres://…` or `kurrentdb://…`.',
  },
  views: {
    name: 'CARETHREAD_VIEWS',
    standard: 'sqlite:',
    about: 'Where views are kept, which can be rebuilt: `sqlite:` (in the data folder) or `mongodb://…`.',
  },
  bus: {
    name: 'CARETHREAD_BUS',
    standard: 'memory:',
    about: 'What carries facts between services: `memory:` (one process) or `kafka://[user:password@]host:port,…`.',
  },
  keys: {
    name: 'CARETHREAD_KEYS',
    standard: '',
    about:
      'The key store: a folder, or `postgres://…?kek=FILE` with the key-encryption key in a mounted file. Empty: `keys` beside the data folder’s logs, which production refuses.',
  },
  attachments: {
    name: 'CARETHREAD_ATTACHMENTS',
    standard: 'file:',
    about:
      'Where sealed attachments lie: `file:` (in the data folder), `postgres://…` or `s3://[key:secret@]host[:port]/bucket[/prefix][?region=…][&tls=false]`.',
  },
  uploads: {
    name: 'CARETHREAD_UPLOADS',
    standard: '',
    about:
      'The folder on disk where uploads wait, sealed, until they are attached: room for as many as may come at once. Empty: `uploads` in the data folder.',
  },
  heads: {
    name: 'CARETHREAD_HEADS',
    standard: '',
    about: 'A folder, apart from the data, to which the head of each log is written every day.',
  },
};

const LOG = /^(sqlite:|postgres(ql)?:\/\/|kurrentdb(\+discover)?:\/\/|esdb(\+discover)?:\/\/)/;
const VIEWS = /^(sqlite:|mongodb(\+srv)?:\/\/)/;
const BUS = /^(memory:|kafka:\/\/)/;
const ATTACHMENTS = /^(file:|postgres(ql)?:\/\/|s3:\/\/)/;

export function readStores(texts: SettingTexts, { mode, upstreams }: ProcessSettings): StoreSettings {
  const data = texts.text(STORES.data);
  const settings: StoreSettings = {
    data,
    log: texts.address(STORES.log, LOG),
    views: texts.address(STORES.views, VIEWS),
    bus: texts.address(STORES.bus, BUS),
    attachments: texts.address(STORES.attachments, ATTACHMENTS),
    namespace: texts.text(STORES.namespace),
    keys: texts.optional(STORES.keys),
    uploads: texts.optional(STORES.uploads) ?? join(data, 'uploads'),
    heads: texts.optional(STORES.heads),
  };
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(settings.namespace))
    texts.refuse(STORES.namespace, 'must be lower-case letters, digits and _, at most 31');
  // The gateway decides nothing and stores nothing: it has no keys.
  const isFront = Object.keys(upstreams).length > 0;
  if (mode === 'production' && settings.keys === undefined && !isFront)
    texts.refuse(STORES.keys, 'is empty: plain keys beside the data are for a laptop only');
  return settings;
}
