import { DEMO_USERS } from '@carethread/gateway';
import { keptKeys, publicPart } from './kept-keys.js';
import { SCOPES, type Machine } from './machine.js';

/** The machine of the demo's provider, with a key that is made at the first start and stays in the folder, for the client to sign with. */
export async function demoMachine(folder: string): Promise<Machine & { readonly keyFile: string }> {
  const user = DEMO_USERS.find(({ roles }) => roles.includes('SY'));
  if (user?.organisationId === undefined) throw new Error('the demo has no machine');
  const keyFile = 'demo-provider-machine.json';
  const keys = await keptKeys(folder, keyFile, ['ES384']);
  return {
    clientId: 'demo-provider-machine',
    tenantId: user.tenantId,
    organisationId: user.organisationId,
    scopes: SCOPES,
    jwks: { keys: keys.map(publicPart) },
    keyFile,
  };
}
