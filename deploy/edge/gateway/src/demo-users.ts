import { uuidV5 } from '@carethread/ledger';

const TENANT = uuidV5('demo', 'tenant');
const organisation = (name: string): string => uuidV5('demo', name);
const PROVIDER = { organisationId: organisation('provider') };
const COUNCIL = { organisationId: organisation('council') };
const TRUST = { organisationId: organisation('trust') };

export interface DemoUser {
  readonly userId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
  readonly qualifications?: readonly string[];
  /** What a request for a token of this user has to name besides the userId. */
  readonly needs?: readonly ['personId'];
}

/** Synthetic users of the demo, nobody real: one at least of every role, so that a whole plan can be played. */
export const DEMO_USERS: readonly DemoUser[] = [
  { name: 'Platform administrator (synthetic)', roles: ['PA'] },
  { name: 'Council assessor (synthetic)', roles: ['AS'], ...COUNCIL, qualifications: ['assessor'] },
  { name: 'Service manager (synthetic)', roles: ['SM', 'RM'], ...PROVIDER },
  { name: 'Keyworker (synthetic)', roles: ['KW'], ...PROVIDER },
  { name: 'Care staff (synthetic)', roles: ['CS'], ...PROVIDER },
  { name: 'CPA care co-ordinator (synthetic)', roles: ['CC'], ...TRUST },
  { name: 'Team manager (synthetic)', roles: ['TM'], ...TRUST },
  { name: 'Auditor (synthetic)', roles: ['AU'] },
  { name: 'Person who has been registered (synthetic)', roles: ['PE'], needs: ['personId'] as const },
  { name: 'Carer or relative (synthetic)', roles: ['CA'] },
  { name: 'Lawful representative (synthetic)', roles: ['LR'] },
  { name: 'Advocate (synthetic)', roles: ['AD'] },
  { name: 'Other professional (synthetic)', roles: ['OP'] },
  { name: 'Non-care staff (synthetic)', roles: ['NC'], ...PROVIDER },
  { name: 'Data protection officer (synthetic)', roles: ['DP'] },
  { name: 'Regulator inspector (synthetic)', roles: ['RI'] },
  { name: 'DWP decision maker (synthetic)', roles: ['DW'] },
  { name: 'Records manager (synthetic)', roles: ['RX'] },
  { name: 'Machine of a provider (synthetic)', roles: ['SY'], ...PROVIDER },
].map((user) => ({ userId: uuidV5('demo', 'user', user.name), tenantId: TENANT, ...user }));

/** The one who signs as a registered person: of each record another user. */
export function personInDemo(user: DemoUser, personId: string): DemoUser & { readonly personId: string } {
  return { ...user, personId, userId: uuidV5('demo', 'user', user.name, personId) };
}
