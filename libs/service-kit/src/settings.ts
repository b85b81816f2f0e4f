import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import { SERVICE_NAMES, type ServiceName } from '@carethread/runtime';
import { isAddressRange } from '@carethread/http-api';
import { unknownNames, type UnknownNames } from './setting-names.js';

export type Mode = 'demo' | 'test' | 'production';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly mode: Mode;
  readonly services: readonly ServiceName[];
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string | undefined;
  readonly tokenTypes: readonly string[];
  readonly tokenLife: number;
  readonly openDemo: boolean;
  readonly namespace: string;
  readonly log: string;
  readonly views: string;
  readonly bus: string;
  readonly keys: string | undefined;
  readonly attachments: string;
  readonly uploads: string;
  readonly upstreams: Readonly<Record<string, readonly string[]>>;
  readonly otlp: string | undefined;
  readonly traceRatio: number;
  readonly logLevel: LogLevel;
  readonly heads: string | undefined;
  readonly bodyLimit: number;
  readonly requestTimeout: number;
  readonly operatorHost: string;
  readonly operatorPort: number;
  readonly rate: number;
  readonly addressRate: number;
  readonly trustedProxies: readonly string[];
  readonly bytesInFlight: number;
  readonly sockets: number;
  readonly halfOpen: number;
  readonly headersTimeout: number;
}

interface Setting {
  readonly name: string;
  readonly standard: string;
  readonly about: string;
  /** Of a whole number: the least and the greatest that it may be. */
  readonly range?: readonly [number, number];
}

/** More milliseconds than a timer can wait for would end at once. */
const LONGEST_MS = 2_147_483_647;
const LARGEST_PORT = 65_535;
/** More than any machine serves; a larger number is a slip of the hand. */
const MANY = 10_000_000;

/** What somebody has to say in so many words. */
const OPEN_DEMO = 'whoever-reaches-it-may-be-anyone';

/** Every setting, its default and what it is for: one typed, validated place; docs/reference/settings.md is drawn from it. */
export const SETTINGS: Readonly<Record<keyof Settings, Setting>> = {
  host: { name: 'CARETHREAD_HOST', standard: '127.0.0.1', about: 'The address to listen on.' },
  port: {
    name: 'CARETHREAD_PORT',
    standard: '3000',
    about: 'The port; 0 takes a free one and prints it.',
    range: [0, LARGEST_PORT],
  },
  operatorHost: {
    name: 'CARETHREAD_OPERATOR_HOST',
    standard: '127.0.0.1',
    about:
      'The address of the operator’s own port: `/health/*` with details, `/metrics`, and what the operator’s tool asks.',
  },
  operatorPort: {
    name: 'CARETHREAD_OPERATOR_PORT',
    standard: '0',
    about: 'The operator’s own port; 0 takes a free one and prints it.',
    range: [0, LARGEST_PORT],
  },
  data: { name: 'CARETHREAD_DATA', standard: '.data', about: 'The folder of logs, views and attachments.' },
  mode: { name: 'CARETHREAD_MODE', standard: 'demo', about: '`demo`, `test` (opens the test doors) or `production`.' },
  services: {
    name: 'CARETHREAD_SERVICES',
    standard: SERVICE_NAMES.join(','),
    about: 'Which services this process runs.',
  },
  issuer: {
    name: 'CARETHREAD_ISSUER',
    standard: 'https://issuer.carethread.invalid',
    about: 'Who issues the tokens (`iss`).',
  },
  audience: { name: 'CARETHREAD_AUDIENCE', standard: 'carethread', about: 'Whom tokens are for (`aud`).' },
  jwks: {
    name: 'CARETHREAD_JWKS',
    standard: '',
    about: 'Where the issuer publishes its keys (https). Empty: the built-in issuer, which production refuses.',
  },
  tokenTypes: {
    name: 'CARETHREAD_TOKEN_TYP',
    standard: 'at+jwt,JWT',
    about: 'Which types (`typ`) of tokens are taken. ID and logout tokens are refused whatever type they say.',
  },
  tokenLife: {
    name: 'CARETHREAD_TOKEN_LIFE',
    standard: '',
    about:
      'How long a token may live, in seconds from `iat` to `exp`; one that lives longer is refused. Empty: 3600 in production, 86400 else.',
    range: [1, 31_536_000],
  },
  openDemo: {
    name: 'CARETHREAD_OPEN_DEMO',
    standard: '',
    about: `Demo and test mode give tokens to whoever asks, so they listen on loopback alone. \`${OPEN_DEMO}\` lets them listen elsewhere.`,
  },
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
  upstreams: {
    name: 'CARETHREAD_UPSTREAMS',
    standard: '',
    about:
      'For the front of several processes: `assessment=http://host:port,care-plan=…`, the copies of a service parted by `|`.',
  },
  otlp: {
    name: 'CARETHREAD_OTLP',
    standard: '',
    about: 'An OpenTelemetry collector (OTLP over http) for traces, metrics and logs. Empty: none.',
  },
  traceRatio: {
    name: 'CARETHREAD_TRACE_RATIO',
    standard: '0.05',
    about:
      'Which part of all requests is traced, from 0 to 1; the same for every process, which all keep or drop the same traces by it.',
  },
  logLevel: {
    name: 'CARETHREAD_LOG_LEVEL',
    standard: 'warn',
    about: 'The least urgent lines of the operational log: `debug`, `info`, `warn`, `error` or `silent`.',
  },
  heads: {
    name: 'CARETHREAD_HEADS',
    standard: '',
    about: 'A folder, apart from the data, to which the head of each log is written every day.',
  },
  bodyLimit: {
    name: 'CARETHREAD_BODY_LIMIT',
    standard: '1048576',
    about: 'The largest body in bytes.',
    range: [1, 104_857_600],
  },
  requestTimeout: {
    name: 'CARETHREAD_REQUEST_TIMEOUT',
    standard: '30000',
    about: 'How long a request may take, in milliseconds.',
    range: [1, LONGEST_MS],
  },
  rate: {
    name: 'CARETHREAD_RATE',
    standard: '6000',
    about:
      'How many requests the subject of a valid token may make in a minute, whatever its address; 0 for no limit, which production refuses. Test mode has no limit.',
    range: [0, MANY],
  },
  addressRate: {
    name: 'CARETHREAD_RATE_ADDRESS',
    standard: '1200',
    about:
      'How many requests without a valid token an address (of IPv6, a /64) may make in a minute; 0 for no limit, which production refuses.',
    range: [0, MANY],
  },
  trustedProxies: {
    name: 'CARETHREAD_TRUSTED_PROXIES',
    standard: '',
    about:
      'Addresses and ranges of proxies (`10.0.0.0/8,fd00::/8`), whose `X-Forwarded-For` is believed: it is walked from the right, past these, to the client. The platform’s own gateway is believed by the services without being named.',
  },
  bytesInFlight: {
    name: 'CARETHREAD_BYTES_IN_FLIGHT',
    standard: '134217728',
    about:
      'How many bytes of bodies a process holds in memory at once, of which one sender may have an eighth; who finds no room is told to come again. At least 11534336.',
    range: [0, 1_099_511_627_776],
  },
  sockets: {
    name: 'CARETHREAD_SOCKETS',
    standard: '2000',
    about: 'How many connections are open at once; beyond, the oldest that nothing is being answered on is closed.',
    range: [1, MANY],
  },
  halfOpen: {
    name: 'CARETHREAD_HALF_OPEN',
    standard: '500',
    about: 'How many connections may have sent no whole request yet; beyond, the oldest of them is closed.',
    range: [1, MANY],
  },
  headersTimeout: {
    name: 'CARETHREAD_HEADERS_TIMEOUT',
    standard: '10000',
    about: 'How long the headers of a request may take to arrive, in milliseconds.',
    range: [1, LONGEST_MS],
  },
};

/** Names of the same kind that are no settings: what tests, faults, the engine, Compose and the tools of this repository read. */
export const OTHER_NAMES: readonly string[] = [
  'CARETHREAD_ENGINE',
  'CARETHREAD_FAULTS_TELL',
  'CARETHREAD_IMAGE',
  'CARETHREAD_KILLS',
  'CARETHREAD_MATRIX',
  'CARETHREAD_NOISE',
  'CARETHREAD_NOISE_SEED',
  'CARETHREAD_OUTAGE_MS',
  'CARETHREAD_PUBLISHED_PORT',
  'CARETHREAD_SEED',
  'CARETHREAD_STORY_',
  'CARETHREAD_TEST_',
  'CARETHREAD_WIDENING',
];

/** Names of settings that a later version reads; until then they are reported and have no effect. */
const RESERVED: readonly string[] = [
  'CARETHREAD_DEMO',
  'CARETHREAD_PROVIDER_TOPICS',
  'CARETHREAD_PUBLIC_URL',
  'CARETHREAD_WEB',
  'CARETHREAD_WEB_',
  'CARETHREAD_WEBHOOKS',
  'CARETHREAD_WEBHOOK_',
];

/** Settings that cannot be run with, each by its name. */
export class UnsafeSettings extends Error {
  override readonly name = 'UnsafeSettings';
  constructor(readonly problems: readonly string[]) {
    super(`Carethread does not start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

const SCHEMES: Readonly<Partial<Record<keyof Settings, RegExp>>> = {
  log: /^(sqlite:|postgres(ql)?:\/\/|kurrentdb(\+discover)?:\/\/|esdb(\+discover)?:\/\/)/,
  views: /^(sqlite:|mongodb(\+srv)?:\/\/)/,
  bus: /^(memory:|kafka:\/\/)/,
  attachments: /^(file:|postgres(ql)?:\/\/|s3:\/\/)/,
  otlp: /^(undefined$|https?:\/\/)/,
};

/**
 * Any setting may be given as `NAME_FILE` instead, which names a file that holds it (a mounted secret). Throws UnsafeSettings, also
 * for a misspelt name; it lists every fault at once and quotes no value: an address may hold a password.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems = [...unknownIn(environment).misspelt];
  const texts = textsOf(environment, problems);
  const text = (key: keyof Settings): string => texts.get(key) ?? SETTINGS[key].standard;
  const optional = (key: keyof Settings): string | undefined => (text(key) === '' ? undefined : text(key));
  const count = (key: keyof Settings): number => {
    const { name, range: [least, greatest] = [0, Number.MAX_SAFE_INTEGER] } = SETTINGS[key];
    const value = /^\d{1,15}$/.test(text(key)) ? Number(text(key)) : NaN;
    if (!(value >= least && value <= greatest))
      problems.push(`${name} must be a whole number from ${least} to ${greatest}`);
    return value;
  };
  const list = (key: keyof Settings): readonly string[] =>
    text(key)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const mode = text('mode');
  if (mode !== 'demo' && mode !== 'test' && mode !== 'production')
    problems.push(`${SETTINGS.mode.name} must be demo, test or production`);
  const logLevel = text('logLevel');
  if (!(LOG_LEVELS as readonly string[]).includes(logLevel))
    problems.push(`${SETTINGS.logLevel.name} must be one of ${LOG_LEVELS.join(', ')}`);
  const services = text('services')
    .split(',')
    .map((name) => name.trim());
  for (const name of services)
    if (!(SERVICE_NAMES as readonly string[]).includes(name))
      problems.push(`${SETTINGS.services.name} names ${name}, which is no service of Carethread`);
  const settings: Settings = {
    host: text('host'),
    port: count('port'),
    data: text('data'),
    mode: mode as Mode,
    services: services as unknown as readonly ServiceName[],
    issuer: text('issuer'),
    audience: text('audience'),
    jwks: optional('jwks'),
    tokenTypes: list('tokenTypes'),
    tokenLife: text('tokenLife') === '' ? (mode === 'production' ? 3_600 : 86_400) : count('tokenLife'),
    openDemo: text('openDemo') === OPEN_DEMO,
    namespace: text('namespace'),
    log: text('log'),
    views: text('views'),
    bus: text('bus'),
    keys: optional('keys'),
    attachments: text('attachments'),
    uploads: optional('uploads') ?? join(text('data'), 'uploads'),
    upstreams: upstreams(text('upstreams'), problems),
    otlp: optional('otlp'),
    traceRatio: ratio(text('traceRatio'), problems),
    logLevel: logLevel as LogLevel,
    heads: optional('heads'),
    bodyLimit: count('bodyLimit'),
    requestTimeout: count('requestTimeout'),
    operatorHost: text('operatorHost'),
    operatorPort: count('operatorPort'),
    rate: count('rate'),
    addressRate: count('addressRate'),
    trustedProxies: list('trustedProxies'),
    bytesInFlight: count('bytesInFlight'),
    sockets: count('sockets'),
    halfOpen: count('halfOpen'),
    headersTimeout: count('headersTimeout'),
  };
  problems.push(...unfitLimits(settings));
  for (const [key, scheme] of Object.entries(SCHEMES) as [keyof Settings, RegExp][])
    if (!scheme.test(String(settings[key])))
      problems.push(`${SETTINGS[key].name} has a form that is not known: ${SETTINGS[key].about}`);
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(settings.namespace))
    problems.push(`${SETTINGS.namespace.name} must be lower-case letters, digits and _, at most 31`);
  if (mode === 'production') problems.push(...unsafeInProduction(settings));
  else if (!settings.openDemo && !isLoopback(settings.host))
    problems.push(
      `${SETTINGS.host.name} is reached by others, and ${mode} mode gives a token to whoever asks: set ${SETTINGS.openDemo.name}=${OPEN_DEMO} if that is meant`,
    );
  if (problems.length > 0) throw new UnsafeSettings(problems);
  return settings;
}

/** What to say at start of names that begin as a setting's and have no effect; nobody is kept from starting by them. */
export function ignoredNames(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return unknownIn(environment).ignored;
}

function unknownIn(environment: Readonly<Record<string, string | undefined>>): UnknownNames {
  return unknownNames(
    Object.keys(environment).filter((name) => environment[name] !== undefined),
    Object.values(SETTINGS).map(({ name }) => name),
    OTHER_NAMES,
    RESERVED,
  );
}

/** What each setting is given as. An empty text is no way to say the default: it is mostly a variable that somebody forgot to fill. */
function textsOf(
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): ReadonlyMap<keyof Settings, string> {
  const texts = new Map<keyof Settings, string>();
  for (const [key, { name, standard }] of Object.entries(SETTINGS) as [keyof Settings, Setting][]) {
    const file = environment[`${name}_FILE`];
    let text = environment[name] ?? standard;
    if (file === '') problems.push(`${name}_FILE is empty: leave it out, or name a file`);
    else if (file !== undefined)
      try {
        text = readFileSync(file, 'utf8').trim();
      } catch {
        problems.push(`${name}_FILE names a file that cannot be read`);
        text = standard;
      }
    if (text.trim() === '' && standard !== '') {
      problems.push(`${name} is empty: leave it out for the default, ${standard}`);
      text = standard;
    }
    texts.set(key, text);
  }
  return texts;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** The largest attachment is held in memory whole when it is sealed. */
const LARGEST = 10 * 1024 * 1024;

function unfitLimits(settings: Settings): readonly string[] {
  const problems: string[] = [];
  for (const proxy of settings.trustedProxies)
    if (!isAddressRange(proxy)) {
      problems.push(`${SETTINGS.trustedProxies.name} must read address,address/bits,…`);
      break;
    }
  if (settings.tokenTypes.length === 0) problems.push(`${SETTINGS.tokenTypes.name} names no type`);
  if (settings.bytesInFlight < Math.max(LARGEST, settings.bodyLimit) * 1.1)
    problems.push(`${SETTINGS.bytesInFlight.name} leaves no room for the largest body (${LARGEST} bytes)`);
  return problems;
}

function ratio(text: string, problems: string[]): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    problems.push(`${SETTINGS.traceRatio.name} must be a number from 0 to 1`);
  return value;
}

function upstreams(text: string, problems: string[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [name = '', copies = ''] = part.split(/=(.*)/s).map((one) => one.trim());
    const urls = copies.split('|').map((url) => url.trim());
    if (!(SERVICE_NAMES as readonly string[]).includes(name) || !urls.every((url) => /^https?:\/\/[^/]+$/.test(url)))
      problems.push(`${SETTINGS.upstreams.name} must read service=http://host:port,… with services of Carethread`);
    found[name] = urls;
  }
  return found;
}

function unsafeInProduction({ jwks, issuer, keys, upstreams: front, ...limits }: Settings): readonly string[] {
  const problems: string[] = [];
  if (jwks === undefined)
    problems.push(
      `${SETTINGS.jwks.name} is empty: the built-in issuer with its demo keys and users does not exist in production`,
    );
  else if (!jwks.startsWith('https://')) problems.push(`${SETTINGS.jwks.name} is not https`);
  if (!issuer.startsWith('https://')) problems.push(`${SETTINGS.issuer.name} is not https`);
  for (const key of ['rate', 'addressRate'] as const)
    if (limits[key] === 0) problems.push(`${SETTINGS[key].name} is 0: production has limits`);
  if (issuer === SETTINGS.issuer.standard) problems.push(`${SETTINGS.issuer.name} is the demo's`);
  // A front decides nothing and stores nothing: it has no keys.
  if (keys === undefined && Object.keys(front).length === 0)
    problems.push(`${SETTINGS.keys.name} is empty: plain keys beside the data are for a laptop only`);
  return problems;
}
