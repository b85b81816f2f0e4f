import type { ActingParty } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';

/** The platform itself as an actor: it makes no decision that the domain gives to a human. */
export function systemActor(name: string): ActingParty {
  return {
    userId: `policy:${name}`,
    user: uuidV5('policy', name),
    role: 'SY',
    roles: ['SY'],
    serviceIds: [],
    qualifications: [],
  };
}
