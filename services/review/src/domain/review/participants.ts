import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { ReviewFacts } from '../facts.js';
import type { ReviewCommand, ReviewState } from './events.js';
import type { Party } from '../schedule/events.js';
import { isThePerson } from '../the-person.js';

/** Whether somebody was asked already, just as they are asked now: whatever is said of them anew is recorded. */
export function isInvitedSo(
  { party, expectedRole, permissionBasis }: Extract<ReviewCommand, { type: 'InviteParticipant' }>,
  { participants }: ReviewState,
): boolean {
  const invited = participants.find((one) => party.id !== undefined && one.party.id === party.id);
  if (invited === undefined) return false;
  const said = { ...party, expectedRole, permissionBasis };
  const known: Readonly<Record<string, string | undefined>> = {
    ...invited.party,
    expectedRole: invited.expectedRole,
    permissionBasis: invited.permissionBasis,
  };
  return Object.entries(said).every(([name, value]) => value === undefined || value === known[name]);
}

/** Somebody is meant: by id, by name or by their part. */
export function mustName({ kind, id, name, role }: Party): void {
  if (id === undefined && name === undefined && role === undefined && kind !== 'person')
    refuse('MALFORMED', ['/party: names nobody']);
}

/**
 * Other professionals, family and friends take part only by the person's permission for reviews (ENG-039, ENG-041). Another person
 * who is served is not the person of this record (R34). A care manager is the council's own worker in reviews (model §1), whichever
 * kind of party they are called.
 */
export function mayTakePart(party: Party, expectedRole: string | undefined, context: Context<ReviewFacts>): boolean {
  const { kind, id, role } = party;
  const { contacts, teams } = context.facts;
  if (isThePerson(party, context) || kind === 'staff' || kind === 'organisation') return true;
  if (kind === 'professional' && [role, expectedRole].some((name) => /^care ?manager$/i.test(name ?? ''))) return true;
  const serves = Object.values(teams).some(
    ({ open, keyworkerId, members }) => open && id !== undefined && (keyworkerId === id || members.includes(id)),
  );
  return serves || contacts[id ?? '']?.scopes.includes('review') === true;
}
