import { Refusal } from '@carethread/contracts';
import { uuidV5 } from '@carethread/ledger';
import type { Edge } from './edge.js';
import { answering } from './answering.js';

const TENANT = uuidV5('demo', 'tenant');
const organisation = (name: string): string => uuidV5('demo', name);

/** Synthetic users of the demo: role names, nobody real. */
export const DEMO_USERS = [
  { name: 'Platform administrator (synthetic)', roles: ['PA'] },
  {
    name: 'Council assessor (synthetic)',
    roles: ['AS'],
    organisationId: organisation('council'),
    qualifications: ['assessor'],
  },
  { name: 'Service manager (synthetic)', roles: ['SM', 'RM'], organisationId: organisation('provider') },
  { name: 'Keyworker (synthetic)', roles: ['KW'], organisationId: organisation('provider') },
  { name: 'Care staff (synthetic)', roles: ['CS'], organisationId: organisation('provider') },
  { name: 'CPA care co-ordinator (synthetic)', roles: ['CC'], organisationId: organisation('trust') },
  { name: 'Team manager (synthetic)', roles: ['TM'], organisationId: organisation('trust') },
  { name: 'Auditor (synthetic)', roles: ['AU'] },
].map((user) => ({ userId: uuidV5('demo', 'user', user.name), tenantId: TENANT, ...user }));

/** Demo mode serves tokens for its fixed users and nothing else. */
export function demoDoors({ fastify, issuer }: Edge): void {
  fastify.get('/demo/users', () => ({ items: DEMO_USERS }));
  fastify.post(
    '/test/tokens',
    answering(async (request) => {
      const { userId } = (request.body ?? {}) as { userId?: unknown };
      const user = DEMO_USERS.find((one) => one.userId === userId);
      if (user === undefined || issuer === undefined) throw new Refusal('NOT_FOUND');
      return issuer.issue(user);
    }),
  );
}
