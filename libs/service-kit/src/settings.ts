import { SERVICE_NAMES, type ServiceName } from './definition.js';

export type Mode = 'demo' | 'test' | 'production';

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly mode: Mode;
  readonly services: readonly ServiceName[];
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string | undefined;
  readonly heads: string | undefined;
  readonly keys: string | undefined;
  readonly bodyLimit: number;
  readonly requestTimeout: number;
  readonly rate: number;
}

interface Setting {
  readonly name: string;
  readonly standard: string;
  readonly about: string;
}

/** Every setting, its default and what it is for: one typed, validated place; docs/reference/settings.md is drawn from it. */
export const SETTINGS: Readonly<Record<keyof Settings, Setting>> = {
  host: { name: 'CARETHREAD_HOST', standard: '127.0.0.1', about: 'The address to listen on.' },
  port: { name: 'CARETHREAD_PORT', standard: '3000', about: 'The port; 0 takes a free one and prints it.' },
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
  heads: {
    name: 'CARETHREAD_HEADS',
    standard: '',
    about: 'A folder, apart from the data, to which the head of each log is written every day.',
  },
  keys: {
    name: 'CARETHREAD_KEYS',
    standard: '',
    about: 'The folder of the key store. Empty: `keys` beside the data folder’s logs, which production refuses.',
  },
  bodyLimit: { name: 'CARETHREAD_BODY_LIMIT', standard: '1048576', about: 'The largest body in bytes.' },
  requestTimeout: {
    name: 'CARETHREAD_REQUEST_TIMEOUT',
    standard: '30000',
    about: 'How long a request may take, in milliseconds.',
  },
  rate: {
    name: 'CARETHREAD_RATE',
    standard: '6000',
    about: 'How many requests a token may make in a minute; 0 for no limit.',
  },
};

/** Settings that cannot be run with, each by its name. */
export class UnsafeSettings extends Error {
  override readonly name = 'UnsafeSettings';
  constructor(readonly problems: readonly string[]) {
    super(`Carethread does not start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Throws UnsafeSettings, which lists every fault at once. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const text = (key: keyof Settings): string => environment[SETTINGS[key].name] ?? SETTINGS[key].standard;
  const optional = (key: keyof Settings): string | undefined => (text(key) === '' ? undefined : text(key));
  const count = (key: keyof Settings): number => {
    const value = Number(text(key));
    if (!Number.isSafeInteger(value) || value < 0)
      problems.push(`${SETTINGS[key].name} must be a whole number of 0 or more`);
    return value;
  };
  const mode = text('mode');
  if (mode !== 'demo' && mode !== 'test' && mode !== 'production')
    problems.push(`${SETTINGS.mode.name} must be demo, test or production`);
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
    heads: optional('heads'),
    keys: optional('keys'),
    bodyLimit: count('bodyLimit'),
    requestTimeout: count('requestTimeout'),
    rate: count('rate'),
  };
  if (mode === 'production') problems.push(...unsafeInProduction(settings));
  if (problems.length > 0) throw new UnsafeSettings(problems);
  return settings;
}

function unsafeInProduction({ jwks, issuer, keys }: Settings): readonly string[] {
  const problems: string[] = [];
  if (jwks === undefined)
    problems.push(
      `${SETTINGS.jwks.name} is empty: the built-in issuer with its demo keys and users does not exist in production`,
    );
  else if (!jwks.startsWith('https://')) problems.push(`${SETTINGS.jwks.name} is not https`);
  if (!issuer.startsWith('https://')) problems.push(`${SETTINGS.issuer.name} is not https`);
  if (issuer === SETTINGS.issuer.standard) problems.push(`${SETTINGS.issuer.name} is the demo's`);
  if (keys === undefined)
    problems.push(`${SETTINGS.keys.name} is empty: plain keys beside the data are for a laptop only`);
  return problems;
}
