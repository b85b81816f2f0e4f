import { networksOf, portsOf, type Network, type PortRange } from '@carethread/webhooks';
import type { Mode } from './process-settings.js';
import type { Setting, SettingsOf, SettingTexts } from './setting-texts.js';

/** Where webhooks to providers may go, and how. */
export interface WebhookSettings {
  readonly webhooks: boolean;
  readonly webhookAllow: readonly Network[];
  readonly webhookPorts: readonly PortRange[];
  readonly webhookProxy: string | undefined;
  /** 1 outside test mode. */
  readonly webhookRetryScale: number;
  /** How many providers may have a topic of their own. */
  readonly providerTopics: number;
}

export const WEBHOOKS: SettingsOf<WebhookSettings> = {
  webhooks: {
    name: 'CARETHREAD_WEBHOOKS',
    standard: 'on',
    about: '`on` or `off`: whether webhooks are sent to providers. Without them providers still read their notices.',
  },
  webhookAllow: {
    name: 'CARETHREAD_WEBHOOK_ALLOW',
    standard: '',
    about:
      'Networks that are not public and in which providers may have endpoints (`10.1.0.0/16,fd00::/8`). All other addresses that are not public unicast are refused.',
  },
  webhookPorts: {
    name: 'CARETHREAD_WEBHOOK_PORTS',
    standard: '',
    about: 'Ports of endpoints beside 443: `8443,9000-9100`.',
  },
  webhookProxy: {
    name: 'CARETHREAD_WEBHOOK_PROXY',
    standard: '',
    about:
      'An egress proxy through which webhooks go: `http://user:password@host:port`. It is asked to connect (CONNECT) to an address that Carethread has looked up and checked.',
  },
  webhookRetryScale: {
    name: 'CARETHREAD_WEBHOOK_RETRY_SCALE',
    standard: '1',
    about: 'In test mode only: what the delays between attempts are multiplied by, from 0.000001 to 1.',
  },
  providerTopics: {
    name: 'CARETHREAD_PROVIDER_TOPICS',
    standard: '500',
    about:
      'How many providers may have a topic of their own, where `CARETHREAD_BUS` is Kafka: `npm run carethread -- topics --provider ID` makes each. 0: none.',
    range: [0, 500],
  },
};

export function readWebhooks(texts: SettingTexts, mode: Mode): WebhookSettings {
  const proxy = texts.optional(WEBHOOKS.webhookProxy);
  if (proxy !== undefined && !/^https?:\/\/[^/]+\/?$/.test(proxy))
    texts.refuse(WEBHOOKS.webhookProxy, 'must read http://host:port');
  return {
    webhooks: texts.oneOf(WEBHOOKS.webhooks, ['on', 'off']) === 'on',
    webhookAllow: parsed(texts, WEBHOOKS.webhookAllow, networksOf, 'must read address/bits,…'),
    webhookPorts: parsed(texts, WEBHOOKS.webhookPorts, portsOf, 'must read port,port-port,…'),
    webhookProxy: proxy,
    webhookRetryScale: retryScale(texts, mode),
    providerTopics: texts.count(WEBHOOKS.providerTopics),
  };
}

function parsed<Item>(
  texts: SettingTexts,
  setting: Setting,
  parse: (text: string) => readonly Item[],
  form: string,
): readonly Item[] {
  try {
    return parse(texts.text(setting));
  } catch {
    texts.refuse(setting, form);
    return [];
  }
}

function retryScale(texts: SettingTexts, mode: Mode): number {
  const setting = WEBHOOKS.webhookRetryScale;
  const scale = Number(texts.text(setting));
  if (!(scale >= 0.000001 && scale <= 1)) texts.refuse(setting, 'must be a number from 0.000001 to 1');
  if (scale !== 1 && mode !== 'test')
    texts.refuse(setting, 'is for test mode: receivers that are away need their rest');
  return scale;
}
