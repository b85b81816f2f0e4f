import { present } from '@carethread/ledger';
import { HttpSender, type SenderOptions } from '@carethread/webhooks';
import type { Settings } from '../settings/settings.js';

/** What sends webhooks from this process; undefined where they are off. */
export function webhookSender(settings: Settings): HttpSender | undefined {
  const { webhooks, webhookAllow, webhookPorts, webhookProxy, mode } = settings;
  if (!webhooks) return undefined;
  return new HttpSender(
    present<SenderOptions>({
      schemes: mode === 'production' ? ['https:'] : ['https:', 'http:'],
      allow: webhookAllow,
      ports: webhookPorts,
      proxy: webhookProxy,
    }),
  );
}
