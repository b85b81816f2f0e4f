import { openQuery, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { keysInForce } from '../../domain/endpoint/signing-keys.js';
import { webhookKeys } from '../../views/webhook-keys.js';

/** So many organisations are listed where the request names none. */
const MOST = 1_000;

export const webhookKeyRoutes: readonly Route[] = [
  openQuery({
    path: '/care-plan/webhook-keys',
    summary: 'The public keys by which receivers verify webhooks, as a JSON Web Key Set; no token is needed',
    capability: 'readConfiguration',
    about: 'PLAT-13',
    queryParameters: {
      organisationId: { type: 'string', format: 'uuid', description: 'The keys that sign for one organisation' },
    },
    answer: async ({ query: { organisationId }, now, read, webhooks }) => {
      const found = await read.find(webhookKeys, present({ organisationId }), { limit: MOST });
      const keys = [];
      for (const { doc } of found)
        for (const kid of keysInForce(doc.keys, now)) {
          const { x, text } = await webhooks.keys.publicKey(doc.tenantId, kid);
          keys.push({ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid, x, whpk: text });
        }
      return { body: { keys }, headers: { 'Cache-Control': 'public, max-age=300' } };
    },
  }),
];
