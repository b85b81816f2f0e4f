import { JURISDICTIONS, type Jurisdiction } from '@carethread/contracts';
import { isIPv4 } from 'node:net';
import type { SettingsOf, SettingTexts } from './setting-texts.js';

const MODES = ['demo', 'test', 'production'] as const;
export type Mode = (typeof MODES)[number];

export function isMode(text: string): text is Mode {
  return MODES.some((mode) => mode === text);
}

/** What a process runs, and where it is reached. */
export interface ProcessSettings {
  readonly host: string;
  readonly port: number;
  readonly operatorHost: string;
  readonly operatorPort: number;
  readonly mode: Mode;
  /** By name; none means all that the host has. */
  readonly services: readonly string[];
  readonly openDemo: boolean;
  /** The council's own law; undefined: what does not say whose law applies is refused. */
  readonly jurisdiction: Jurisdiction | undefined;
  readonly upstreams: Readonly<Record<string, readonly string[]>>;
  /** How the installation is called from outside; undefined: notices name their source by its path alone. */
  readonly publicUrl: string | undefined;
}

const LARGEST_PORT = 65_535;
/** The exact words that an operator has to set. */
const OPEN_DEMO = 'whoever-reaches-it-may-be-anyone';

export const PROCESS: SettingsOf<ProcessSettings> = {
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
      'The address of the operator’s own port: `/health/*` with details, `/metrics`, and the routes of the operator’s tool.',
  },
  operatorPort: {
    name: 'CARETHREAD_OPERATOR_PORT',
    standard: '0',
    about: 'The operator’s own port; 0 takes a free one and prints it.',
    range: [0, LARGEST_PORT],
  },
  mode: { name: 'CARETHREAD_MODE', standard: 'demo', about: '`demo`, `test` (with the test routes) or `production`.' },
  services: {
    name: 'CARETHREAD_SERVICES',
    standard: '',
    about: 'Which services this process runs, by name, separated by commas; empty: all of them.',
  },
  openDemo: {
    name: 'CARETHREAD_OPEN_DEMO',
    standard: '',
    about: `Demo and test mode issue tokens to anybody, so they listen on loopback only. \`${OPEN_DEMO}\` lets them listen elsewhere.`,
  },
  jurisdiction: {
    name: 'CARETHREAD_JURISDICTION',
    standard: '',
    about:
      'The council’s own law (`ENG`, `SCO` or `WAL`): for what is opened where neither the acting organisation nor the person’s record says it. Empty: refused in production, `ENG` in test and demo mode.',
  },
  publicUrl: {
    name: 'CARETHREAD_PUBLIC_URL',
    standard: '',
    about:
      'How the installation is called from outside, `https://record.example`: notices to providers name it as their source, and what FHIR clients are sent lies below it. Empty: they name the path alone.',
  },
  upstreams: {
    name: 'CARETHREAD_UPSTREAMS',
    standard: '',
    about:
      'For the gateway before several processes: `assessment=http://host:port,care-plan=…`, the copies of a service separated by `|`.',
  },
};

/** @param known the services that settings may name; without it, any */
export function readProcess(texts: SettingTexts, known?: readonly string[]): ProcessSettings {
  const isService = (name: string): boolean => known === undefined || known.includes(name);
  const mode = texts.oneOf(PROCESS.mode, MODES);
  const settings: ProcessSettings = {
    mode,
    services: readServices(texts, isService),
    host: texts.text(PROCESS.host),
    port: texts.count(PROCESS.port),
    operatorHost: texts.text(PROCESS.operatorHost),
    operatorPort: texts.count(PROCESS.operatorPort),
    openDemo: texts.text(PROCESS.openDemo) === OPEN_DEMO,
    jurisdiction: readJurisdiction(texts, mode),
    upstreams: readUpstreams(texts, isService),
    publicUrl: readPublicUrl(texts),
  };
  if (mode !== 'production' && !settings.openDemo && !isLoopback(settings.host))
    texts.refuse(
      PROCESS.host,
      `is reached by others, and ${mode} mode issues a token to anybody: set ${PROCESS.openDemo.name}=${OPEN_DEMO} if that is meant`,
    );
  return settings;
}

function readJurisdiction(texts: SettingTexts, mode: Mode): Jurisdiction | undefined {
  if (texts.text(PROCESS.jurisdiction) !== '') return texts.oneOf(PROCESS.jurisdiction, JURISDICTIONS);
  return mode === 'production' ? undefined : 'ENG';
}

function readPublicUrl(texts: SettingTexts): string | undefined {
  const url = texts.optional(PROCESS.publicUrl);
  if (url !== undefined && !/^https?:\/\/[^/?#@]+\/?$/.test(url))
    texts.refuse(PROCESS.publicUrl, 'must read https://host, with a port where it has one of its own');
  return url;
}

type IsService = (name: string) => boolean;

function readServices(texts: SettingTexts, isService: IsService): readonly string[] {
  const services = texts.list(PROCESS.services);
  for (const name of services)
    if (!isService(name)) texts.refuse(PROCESS.services, `names ${name}, which is no service of Carethread`);
  return services;
}

function readUpstreams(texts: SettingTexts, isService: IsService): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const part of texts.list(PROCESS.upstreams)) {
    const [name = '', copies = ''] = part.split(/=(.*)/s).map((one) => one.trim());
    const urls = copies.split('|').map((url) => url.trim());
    if (!isService(name) || !urls.every((url) => /^https?:\/\/[^/]+$/.test(url)))
      texts.refuse(PROCESS.upstreams, 'must read service=http://host:port,… with services of Carethread');
    found[name] = urls;
  }
  return found;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}
