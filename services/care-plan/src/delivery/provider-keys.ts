import type { Reader } from '@carethread/runtime';
import type { Instant } from '@carethread/ledger';
import { keysInForce } from '../domain/endpoint/signing-keys.js';
import { webhookKeys, webhookKeysKey } from '../views/webhook-keys.js';

interface Asking {
  readonly read: Pick<Reader, 'find'>;
  readonly tenantId: string;
  readonly now: Instant;
}

/** The keys of an organisation that sign now, the newest first. */
export async function providerKeys({ read, tenantId, now }: Asking, providerId: string): Promise<readonly string[]> {
  const known = await read.find(webhookKeys, webhookKeysKey(tenantId, providerId));
  return keysInForce(known?.keys ?? [], now);
}
