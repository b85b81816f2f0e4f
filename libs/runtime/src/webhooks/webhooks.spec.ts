import { MemoryViewStore } from '@carethread/event-sourcing';
import { MemoryKeyStore } from '@carethread/privacy';
import type { Answer, Posted } from '@carethread/webhooks';
import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { secretIdOf, Webhooks } from './webhooks.js';

const [TENANT, OTHER, KEY, ENDPOINT] = ['a', 'b', 'c', 'd'].map(
  (last) => `00000000-0000-4000-8000-00000000000${last}`,
) as [string, string, string, string];

/** What was handed to the sender. */
function sending() {
  const posted: Posted[] = [];
  const sender = {
    post: (one: Posted): Promise<Answer> => Promise.resolve({ status: posted.push(one) && 202 }),
    fault: () => Promise.resolve(undefined),
  };
  return { posted, webhooks: new Webhooks(new MemoryKeyStore(), new MemoryViewStore(), { sender, retryScale: 1 }) };
}

describe('the webhooks of a service (PLAT-13)', () => {
  it('are signed by the provider’s key and by the secret that the endpoint shares', async () => {
    const { posted, webhooks } = sending();
    const secretId = secretIdOf(ENDPOINT, KEY);
    const signed = { tenantId: TENANT, url: 'https://hooks.example/', id: 'n-1', body: '{"data":{}}' };
    const answer = await webhooks.send({ ...signed, keyIds: [KEY], secretIds: [secretId], headers: { a: 'b' } });
    expect(answer).toEqual({ status: 202 });
    const headers: Readonly<Record<string, string>> = posted[0]?.headers ?? {};
    const body = posted[0]?.body ?? '';
    expect(headers).toMatchObject({ 'content-type': 'application/cloudevents+json', 'webhook-id': 'n-1', a: 'b' });
    new Webhook(await webhooks.keys.secret(TENANT, secretId)).verify(body, headers);
    const { x, text } = await webhooks.keys.publicKey(TENANT, KEY);
    expect(text).toMatch(/^whpk_/);
    const [v1a = ''] = headers['webhook-signature']?.split(' ') ?? [];
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const content = Buffer.from(`n-1.${headers['webhook-timestamp']}.${body}`);
    expect(verify(null, content, key, Buffer.from(v1a.slice('v1a,'.length), 'base64'))).toBe(true);
  });

  it('each key is its own, and the same again as long as the key store holds it', async () => {
    const { webhooks } = sending();
    const first = await webhooks.keys.publicKey(TENANT, KEY);
    webhooks.keys.clear();
    expect(await webhooks.keys.publicKey(TENANT, KEY)).toEqual(first);
    expect(await webhooks.keys.publicKey(TENANT, OTHER)).not.toEqual(first);
    expect(await webhooks.keys.secret(TENANT, KEY)).not.toContain(first.text.slice('whpk_'.length));
  });

  it('go nowhere from a process that sends none', async () => {
    const webhooks = new Webhooks(new MemoryKeyStore(), new MemoryViewStore(), undefined);
    expect(await webhooks.fault('https://hooks.example/')).toBe('off');
    expect(await webhooks.send({ tenantId: TENANT, url: '', keyIds: [], secretIds: [], id: '', body: '' })).toEqual({
      failure: 'connection',
    });
  });
});
