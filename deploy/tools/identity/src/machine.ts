import { isUuid, member, present, requireList, requireText, textMember } from '@carethread/ledger';
import type { JSONWebKeySet } from 'jose';

/** What a machine may be allowed to do; a scope never widens its role. */
export const SCOPES = ['notices.read', 'notices.acknowledge', 'plans.read', 'endpoints.manage'] as const;

/** A provider's machine: a client that proves who it is by a signature of its own key. */
export interface Machine {
  readonly clientId: string;
  readonly tenantId: string;
  /** The provider whose machine it is. */
  readonly organisationId: string;
  readonly scopes: readonly string[];
  /** Its public keys, or the address where it publishes them itself. */
  readonly jwks?: JSONWebKeySet;
  readonly jwksUri?: string;
}

/** `{"machines": [{clientId, tenantId, organisationId, scopes?, jwks or jwksUri}]}`. Throws TypeError, which names the member. */
export function readMachines(text: string): readonly Machine[] {
  return requireList(JSON.parse(text), 'machines').map(readMachine);
}

function readMachine(given: unknown): Machine {
  const scopes = member(given, 'scopes') === undefined ? SCOPES : requireList(given, 'scopes').map(String);
  const unknown = scopes.find((scope) => !SCOPES.some((one) => one === scope));
  if (unknown !== undefined) throw new TypeError(`scopes must be among ${SCOPES.join(', ')}`);
  const jwks = member(given, 'jwks') === undefined ? undefined : { keys: keysIn(member(given, 'jwks')) };
  const jwksUri = textMember(given, 'jwksUri');
  if ((jwks === undefined) === (jwksUri === undefined))
    throw new TypeError('a machine has its keys in jwks, or at the address jwksUri: one of them');
  return present<Machine>({
    clientId: requireText(given, 'clientId'),
    tenantId: requireId(given, 'tenantId'),
    organisationId: requireId(given, 'organisationId'),
    scopes,
    jwks,
    jwksUri,
  });
}

function requireId(given: unknown, name: string): string {
  const id = requireText(given, name);
  if (!isUuid(id)) throw new TypeError(`${name} must be a UUID`);
  return id;
}

function keysIn(jwks: unknown): JSONWebKeySet['keys'] {
  return requireList(jwks, 'keys').map((key) => {
    if (typeof key !== 'object' || key === null) throw new TypeError('a key must be an object');
    if ('d' in key) throw new TypeError('a key holds its private part: only the machine itself may have that');
    return { ...key, kty: requireText(key, 'kty') };
  });
}
