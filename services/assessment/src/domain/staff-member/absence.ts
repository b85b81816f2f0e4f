import { addMonths, endOfDay, localDate, startOfDay } from '@carethread/calendar';
import { isDate, normalInstant, refuse } from '@carethread/contracts';
import type { Context, Needs, NeedsContext } from '@carethread/event-sourcing';
import { present, presentItems, type Instant } from '@carethread/ledger';
import { NO_FACTS, type AssessmentFacts } from '../facts.js';
import type { StaffCommand } from './commands.js';
import type { Absence, StaffEvent } from './events.js';
import { managedOrganisation } from './managed-organisation.js';
import { absenceAt, membershipAt, NOBODY, type StaffState } from './state.js';

type Command<Type> = Extract<StaffCommand, { readonly type: Type }>;

type Left = Extract<StaffEvent, { readonly type: 'StaffLeft' }>['payload'];

const STAFF = { category: 'staffMember', initial: NOBODY } as const;
/** Nobody is away for longer without somebody else being named for their work. */
const LONGEST_MONTHS = 12;

/** Whether the deputy is there is looked up, and whose work the one who goes away has for a colleague. */
export function needsDeputy(command: StaffCommand, { pseudonym }: Pick<NeedsContext, 'pseudonym'>): Needs {
  if (command.type !== 'SetAbsence') return {};
  return {
    subjects: [pseudonym(command.userId)],
    streams: [{ category: STAFF.category, id: pseudonym(command.deputyId) }],
  };
}

/** While somebody is away their work is on their deputy's list as well: one absence at a time, and never of both at once. */
export function setAbsence(
  command: Command<'SetAbsence'>,
  state: StaffState,
  context: Context<AssessmentFacts>,
): readonly StaffEvent[] {
  const { userId, deputyId } = command;
  const { now, actor, pseudonym, newId } = context;
  const organisationId = managedOrganisation(actor, command.organisationId);
  const from = isDate(command.from) ? startOfDay(command.from) : normalInstant(command.from);
  const to = isDate(command.to) ? endOfDay(command.to) : normalInstant(command.to);
  if (to <= from || to < now || localDate(to) > addMonths(localDate(from > now ? from : now), LONGEST_MONTHS))
    refuse('TIMESCALE_INVALID', ['to']);
  const deputy = pseudonym(deputyId);
  const known = context.stream(STAFF, deputy);
  if (deputyId === userId || isAway(known, organisationId, from, to)) refuse('STATE_CONFLICT', ['deputyId']);
  // The work would be on nobody's list: whoever has not signed in there yet is named by their manager first.
  if (known.memberships[organisationId ?? ''] === undefined) refuse('REFERENCE_NOT_FOUND', ['deputyId']);
  // Nobody would have that colleague's work: it is given to another deputy first.
  if (standsIn(context.about(pseudonym(userId)), organisationId, from, to)) refuse('STATE_CONFLICT', ['userId']);
  const before = absenceAt(membershipAt(state, organisationId), now);
  if (before?.from === from && before.to === to && before.deputyId === deputyId) return [];
  const user = pseudonym(userId);
  const absence = { absenceId: newId('absence'), userId, user, deputyId, deputy, organisationId, from, to };
  return presentItems<StaffEvent>(before && ended(before), {
    type: 'StaffAbsenceSet',
    payload: present<Absence>(absence),
  });
}

export function endAbsence(
  { organisationId }: Command<'EndAbsence'>,
  state: StaffState,
  { actor, now }: Context,
): readonly StaffEvent[] {
  const absence = absenceAt(membershipAt(state, managedOrganisation(actor, organisationId)), now);
  return absence === undefined ? [] : [ended(absence)];
}

/** Who has left has no work there any more, neither of their own nor of somebody who is away. */
export function recordDeparture(
  { userId, organisationId: of }: Command<'RecordDeparture'>,
  state: StaffState,
  { actor, now, pseudonym }: Context,
): readonly StaffEvent[] {
  const organisationId = managedOrganisation(actor, of);
  const membership = membershipAt(state, organisationId);
  if (membership.leftAt !== undefined) return [];
  const absence = absenceAt(membership, now);
  const left = present<Left>({ userId, user: pseudonym(userId), organisationId });
  return presentItems<StaffEvent>(absence && ended(absence), { type: 'StaffLeft', payload: left });
}

function ended({ absenceId, deputy, organisationId }: Absence): StaffEvent {
  return { type: 'StaffAbsenceEnded', payload: present({ absenceId, deputy, organisationId }) };
}

function standsIn(
  { standsIn: all = {} }: AssessmentFacts = NO_FACTS,
  organisationId: string | undefined,
  from: Instant,
  to: Instant,
): boolean {
  return Object.values(all).some((one) => one.organisationId === organisationId && one.from <= to && from <= one.to);
}

function isAway(deputy: StaffState, organisationId: string | undefined, from: Instant, to: Instant): boolean {
  const { absence, leftAt } = membershipAt(deputy, organisationId);
  return leftAt !== undefined || (absence !== undefined && absence.from <= to && from <= absence.to);
}
