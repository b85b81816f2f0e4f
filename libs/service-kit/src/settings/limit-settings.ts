import { isAddressRange } from '@carethread/http-api';
import type { Mode } from './process-settings.js';
import { LONGEST_MS, MANY, type SettingsOf, type SettingTexts } from './setting-texts.js';

/** How large, how frequent and how slow requests may be. */
export interface LimitSettings {
  readonly bodyLimit: number;
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly rate: number;
  readonly addressRate: number;
  readonly trustedProxies: readonly string[];
  readonly bytesInFlight: number;
  readonly sockets: number;
  readonly halfOpen: number;
}

/** The largest attachment is held in memory whole when it is sealed. */
const LARGEST = 10 * 1024 * 1024;

export const LIMITS: SettingsOf<LimitSettings> = {
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
  headersTimeout: {
    name: 'CARETHREAD_HEADERS_TIMEOUT',
    standard: '10000',
    about: 'How long the headers of a request may take to arrive, in milliseconds.',
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
      'How many bytes of bodies a process holds in memory at once, of which one sender may have an eighth; a request that finds no room is answered 503. At least 11534336.',
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
};

export function readLimits(texts: SettingTexts, mode: Mode): LimitSettings {
  const settings: LimitSettings = {
    bodyLimit: texts.count(LIMITS.bodyLimit),
    requestTimeout: texts.count(LIMITS.requestTimeout),
    headersTimeout: texts.count(LIMITS.headersTimeout),
    rate: texts.count(LIMITS.rate),
    addressRate: texts.count(LIMITS.addressRate),
    trustedProxies: texts.list(LIMITS.trustedProxies),
    bytesInFlight: texts.count(LIMITS.bytesInFlight),
    sockets: texts.count(LIMITS.sockets),
    halfOpen: texts.count(LIMITS.halfOpen),
  };
  if (!settings.trustedProxies.every(isAddressRange))
    texts.refuse(LIMITS.trustedProxies, 'must read address,address/bits,…');
  if (settings.bytesInFlight < Math.max(LARGEST, settings.bodyLimit) * 1.1)
    texts.refuse(LIMITS.bytesInFlight, `leaves no room for the largest body (${LARGEST} bytes)`);
  for (const key of ['rate', 'addressRate'] as const)
    if (mode === 'production' && settings[key] === 0) texts.refuse(LIMITS[key], 'is 0: production has limits');
  return settings;
}
