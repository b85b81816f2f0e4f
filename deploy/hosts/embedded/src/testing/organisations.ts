import { randomUUID } from 'node:crypto';
import type { Caller, Callers } from './callers.js';

/** An organisation of the tenant with one service, and callers who act for it: every name is a synthetic role name. */
export interface Organisation {
  readonly id: string;
  readonly serviceId: string;
  caller(roles: readonly string[], userId?: string): Promise<Caller>;
}

export async function organisation(
  who: Callers,
  kind: string,
  more: object = {},
  id: string = randomUUID(),
): Promise<Organisation> {
  const serviceId = randomUUID();
  const administrator = await who.caller({ roles: ['PA'] });
  const answer = await administrator.json('PUT', `/assessment/organisations/${id}`, {
    kind,
    name: 'Synthetic organisation',
    jurisdiction: 'ENG',
    councilOperated: false,
    registrationNo: 'synthetic-1',
    services: [{ serviceId, setting: 'careAtHome' }],
    ...more,
  });
  if (answer.status !== 200)
    throw new Error(`an organisation was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return {
    id,
    serviceId,
    caller: (roles, userId = randomUUID()) =>
      who.caller({
        roles,
        userId,
        organisationId: id,
        serviceIds: [serviceId],
        qualifications: roles.includes('AS') ? ['assessor'] : [],
      }),
  };
}
