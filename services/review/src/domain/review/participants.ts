import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import { isThePerson, mustBeThePerson, type Party } from '../party.js';
import type { CommandOf } from './commands.js';
import type { ReviewEvent } from './events.js';
import { invitees } from './invitees.js';
import { mustBeOpen } from './schedule-review.js';
import { mustBeHeld, scheduledIn, type ReviewState } from './state.js';

export function inviteParticipant(
  command: CommandOf<'InviteParticipant'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const { party, expectedRole, permissionBasis = 'personsPermission' } = command;
  mustName(party);
  mustBeOpen(scheduledIn(state).planId, context.facts);
  if (!mayTakePart(party, expectedRole, context)) refuse('PERMISSION_REQUIRED', [party.id ?? party.kind ?? 'party']);
  if (isInvitedSo(command, state)) return [];
  return [{ type: 'ParticipantInvited', payload: present({ party, permissionBasis, expectedRole }) }];
}

/** ENG-110: all who are involved by now and were neither invited nor left out for a reason. */
export function inviteInvolved(
  _: CommandOf<'InviteInvolved'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const { planId, reviewType, omitted = [] } = scheduledIn(state);
  if (state.state !== 'scheduled' || reviewType !== 'formal') return [];
  const invited = state.participants.map(({ party }) => party.id);
  return invitees(planId, context)
    .filter(({ party: { id } }) => !invited.includes(id) && !omitted.some(({ partyId }) => partyId === id))
    .map((payload) => ({ type: 'ParticipantInvited', payload }));
}

export function recordAttendance(
  { type: _, ...attendance }: CommandOf<'RecordAttendance'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  mustBeHeld(state);
  mustName(attendance.party);
  mustBeThePerson(attendance.party, 'party', context);
  // ENG-111: who was expected and did not come has a reason.
  if (!attendance.present && attendance.reason === undefined) refuse('REASON_REQUIRED', ['reason']);
  return [{ type: 'AttendanceRecorded', payload: attendance }];
}

/** Whether a party was invited already, in the same words: an invitation that says something new is recorded. */
function isInvitedSo(
  { party, expectedRole, permissionBasis }: CommandOf<'InviteParticipant'>,
  { participants }: ReviewState,
): boolean {
  const invited = participants.find((one) => party.id !== undefined && one.party.id === party.id);
  if (invited === undefined) return false;
  const given = { ...party, expectedRole, permissionBasis };
  const known: Readonly<Record<string, string | undefined>> = {
    ...invited.party,
    expectedRole: invited.expectedRole,
    permissionBasis: invited.permissionBasis,
  };
  return Object.entries(given).every(([name, value]) => value === undefined || value === known[name]);
}

/** Somebody is meant: by id, by name or by their part. */
export function mustName({ kind, id, name, role }: Party): void {
  if (id === undefined && name === undefined && role === undefined && kind !== 'person')
    malformed(fault('/party', 'empty', 'names nobody'));
}

/**
 * Other professionals, family and friends take part only by the person's permission for reviews (ENG-039, ENG-041). Another person
 * who is served is not the person of this record (R34). A care manager is the council's own worker in reviews (model §1), whichever
 * kind of party they are called.
 */
function mayTakePart(party: Party, expectedRole: string | undefined, context: Context<ReviewFacts>): boolean {
  const { kind, id, role } = party;
  const { contacts, teams } = context.facts;
  if (isThePerson(party, context) || kind === 'staff' || kind === 'organisation') return true;
  if (kind === 'professional' && [role, expectedRole].some((name) => /^care ?manager$/i.test(name ?? ''))) return true;
  const serves = Object.values(teams).some(
    ({ open, keyworkerId, members }) => open && id !== undefined && (keyworkerId === id || members.includes(id)),
  );
  return serves || contacts[id ?? '']?.scopes.includes('review') === true;
}
