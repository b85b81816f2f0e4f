import type { Mode } from './process-settings.js';
import type { TokenSettings } from './token-settings.js';
import type { SettingsOf, SettingTexts } from './setting-texts.js';

/** Whether this process serves pages, how people sign in to them, and where their sessions lie. */
export interface WebSettings {
  readonly web: boolean;
  readonly webUrl: string | undefined;
  readonly webClientId: string;
  readonly webClientSecret: string | undefined;
  readonly webScope: string;
  readonly webStore: string;
  readonly webKey: string | undefined;
  /** In minutes. */
  readonly webIdle: number;
  /** Whether a demo begins with people whose lives were played before. */
  readonly demoPeople: boolean;
}

export const WEB: SettingsOf<WebSettings> = {
  web: {
    name: 'CARETHREAD_WEB',
    standard: '',
    about:
      '`on` or `off`: whether this process serves pages. Empty: on where people can sign in (the demo’s `npm start`), else off.',
  },
  webUrl: {
    name: 'CARETHREAD_WEB_URL',
    standard: '',
    about:
      'How browsers call the pages: `https://care.example`. Empty: the address on which the process listens, which production refuses.',
  },
  webClientId: {
    name: 'CARETHREAD_WEB_CLIENT_ID',
    standard: 'carethread-web',
    about: 'By what name the identity provider (`CARETHREAD_ISSUER`) knows the pages.',
  },
  webClientSecret: {
    name: 'CARETHREAD_WEB_CLIENT_SECRET',
    standard: '',
    about: 'What the pages prove themselves with to the identity provider; best as a file. The demo makes its own.',
  },
  webScope: {
    name: 'CARETHREAD_WEB_SCOPE',
    standard: 'openid',
    about:
      'What is asked for at sign-in, separated by spaces. Scopes `role:KW` and so on that the provider publishes are added.',
  },
  webStore: {
    name: 'CARETHREAD_WEB_STORE',
    standard: 'sqlite:',
    about: 'Where sessions lie: `sqlite:` in the data folder, or `postgres://…` for several processes.',
  },
  webKey: {
    name: 'CARETHREAD_WEB_KEY',
    standard: '',
    about:
      'What sessions are sealed with: 64 hexadecimal digits, best as a file. Empty: made at the first start and kept in the data folder, which production refuses.',
  },
  webIdle: {
    name: 'CARETHREAD_WEB_IDLE',
    standard: '30',
    about: 'After how many minutes without a request a session ends: 15 on devices that several people use.',
    range: [1, 120],
  },
  demoPeople: {
    name: 'CARETHREAD_DEMO',
    standard: '',
    about: '`empty` leaves out the synthetic people whose year a demo plays at its first start.',
  },
};

const STORE = /^(sqlite:|postgres(ql)?:\/\/\S+)$/;
const KEY = /^[0-9a-f]{64}$/i;

export function readWeb(texts: SettingTexts, mode: Mode, { identity }: TokenSettings): WebSettings {
  const wanted = texts.text(WEB.web);
  if (!['', 'on', 'off'].includes(wanted)) texts.refuse(WEB.web, 'must be on or off');
  const demo = texts.text(WEB.demoPeople);
  if (!['', 'empty'].includes(demo)) texts.refuse(WEB.demoPeople, 'must be empty or left out');
  const webClientSecret = texts.optional(WEB.webClientSecret);
  const canSignIn = mode === 'demo' && identity !== undefined && webClientSecret !== undefined;
  const settings: WebSettings = {
    web: wanted === 'on' || (wanted === '' && canSignIn),
    webUrl: texts.optional(WEB.webUrl)?.replace(/\/$/, ''),
    webClientId: texts.text(WEB.webClientId),
    webClientSecret,
    webScope: texts.text(WEB.webScope),
    webStore: texts.address(WEB.webStore, STORE),
    webKey: texts.optional(WEB.webKey),
    webIdle: texts.count(WEB.webIdle),
    demoPeople: demo !== 'empty',
  };
  if (settings.webUrl !== undefined && !/^https?:\/\/[^/?#@\s]+$/.test(settings.webUrl))
    texts.refuse(WEB.webUrl, 'must read https://host, with a port where it has one of its own');
  if (settings.webKey !== undefined && !KEY.test(settings.webKey))
    texts.refuse(WEB.webKey, 'must be 64 hexadecimal digits');
  if (!settings.webScope.split(' ').includes('openid')) texts.refuse(WEB.webScope, 'must name openid');
  if (settings.web && mode === 'production') requireOwnSignIn(texts, settings);
  return settings;
}

function requireOwnSignIn(texts: SettingTexts, { webUrl, webClientSecret, webKey }: WebSettings): void {
  if (webUrl === undefined) texts.refuse(WEB.webUrl, 'is empty: browsers come back to it from the identity provider');
  else if (!webUrl.startsWith('https://')) texts.refuse(WEB.webUrl, 'is not https');
  if (webClientSecret === undefined)
    texts.refuse(WEB.webClientSecret, 'is empty: the identity provider knows the pages by it');
  if (webKey === undefined)
    texts.refuse(WEB.webKey, 'is empty: sessions would be sealed with a key that lies beside them');
}
