import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import type { Party } from '../party.js';

/** A party who is involved and yet not invited to a review, and why. */
export type Omission = { readonly partyId: string; readonly reason?: string };
export type Invitee = { readonly party: Party; readonly expectedRole: string; readonly permissionBasis: string };

/** ENG-110: the person, the team that serves them under the plan, and whom they want at their reviews. */
export function invitees(planId: string, { facts, personId }: Context<ReviewFacts>): readonly Invitee[] {
  const { organisationId } = facts.plans[planId] ?? refuse('REFERENCE_NOT_FOUND', ['planId']);
  const person =
    personId === null
      ? []
      : [{ party: { kind: 'person', id: personId }, expectedRole: 'person', permissionBasis: 'own' }];
  const team = Object.values(facts.teams)
    .filter((one) => one.open && one.organisationId === organisationId)
    .flatMap(({ keyworkerId, members }) => [
      { id: keyworkerId, expectedRole: 'keyworker' },
      ...members.map((id) => ({ id, expectedRole: 'care staff' })),
    ])
    .map(({ id, expectedRole }) => ({ party: { kind: 'staff', id }, expectedRole, permissionBasis: 'team' }));
  const contacts = Object.entries(facts.contacts)
    .filter(([, { scopes }]) => scopes.includes('review'))
    .map(([id, { kind, name, role }]) => ({
      party: present<Party>({ kind, id, name: name === '' ? undefined : name, role }),
      expectedRole: role ?? kind,
      permissionBasis: 'personsPermission',
    }));
  const involved = [...person, ...team, ...contacts];
  // Somebody may be in two teams, or in a team and on the register: they are invited once.
  return involved.filter(({ party }, index) => involved.findIndex((one) => one.party.id === party.id) === index);
}

/** A party who is left out is one of those involved, and left out for a reason. */
export function omissionsOf(omitted: readonly Omission[], involved: readonly Invitee[]): readonly Required<Omission>[] {
  const strangers = omitted.filter(({ partyId }) => !involved.some(({ party }) => party.id === partyId));
  if (strangers.length > 0)
    refuse(
      'REFERENCE_NOT_FOUND',
      strangers.map(({ partyId }) => partyId),
    );
  const unexplained = omitted.filter(({ reason }) => (reason ?? '').trim() === '');
  if (unexplained.length > 0)
    refuse(
      'REASON_REQUIRED',
      unexplained.map(({ partyId }) => partyId),
    );
  return omitted.map(({ partyId, reason = '' }) => ({ partyId, reason }));
}
