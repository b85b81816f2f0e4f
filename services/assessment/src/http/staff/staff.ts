import { Codes, Id, InstantField, Label, ROLES, When } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import {
  answerOf,
  BareRequest,
  commandFrom,
  commandOn,
  query,
  type RequestContext,
  type Route,
} from '@carethread/http-api';
import { staffMember } from '../../domain/staff-member/decider.js';
import { absenceAt, membershipAt } from '../../domain/staff-member/state.js';
import { MEMBER } from './path.js';
import { shownStaff, staffSight } from './shown-staff.js';

class NameStaffRequest {
  @Label() name!: string;
  @Codes(Object.keys(ROLES), { optional: true }) roles?: string[];
  /** Said by an administrator alone: a manager speaks for their own organisation. */
  @Id({ optional: true }) organisationId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class SetAbsenceRequest {
  /** A day or an instant; a day is meant from its beginning. */
  @When() from!: string;
  /** A day or an instant; a day is meant to its end. */
  @When() to!: string;
  @Id() deputyId!: string;
  @Id({ optional: true }) organisationId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const ABSENCE = `${MEMBER}/absence`;
const ofStaff = {
  stream: 'either',
  ifMatch: 'none',
  target: ({ params, pseudonym }: RequestContext) => pseudonym(params['userId'] ?? ''),
  person: () => null,
} as const;
const userIn = ({ params }: RequestContext): string => params['userId'] ?? '';

export const staffRoutes: readonly Route[] = [
  commandOn(staffMember)({
    ...ofStaff,
    method: 'PUT',
    path: MEMBER,
    summary: 'Say what a member of staff is called',
    capability: 'manageStaff',
    body: NameStaffRequest,
    command: (ask) => commandFrom('NameStaff', { roles: [], ...ask.body, userId: userIn(ask) }),
  }),
  query({
    path: MEMBER,
    summary: 'What a member of staff is called, and when they are away',
    capability: 'readStaff',
    of: { holder: () => TENANT },
    person: () => null,
    answer: async (ask) => {
      const id = userIn(ask);
      const shown = await shownStaff(ask, id, await staffSight(ask, undefined));
      const absence = await absenceShown(ask, id, shown?.organisationId);
      // Of somebody whom the caller may not know there is the id alone, as of somebody who is not there.
      return { body: answerOf({ id, ...shown, absence }) };
    },
  }),
  commandOn(staffMember)({
    ...ofStaff,
    method: 'PUT',
    path: ABSENCE,
    summary: 'Say when a member of staff is away, and who has their work meanwhile',
    capability: 'manageStaff',
    body: SetAbsenceRequest,
    command: (ask) => commandFrom('SetAbsence', { ...ask.body, userId: userIn(ask) }),
  }),
  commandOn(staffMember)({
    ...ofStaff,
    method: 'DELETE',
    path: ABSENCE,
    summary: 'A member of staff is back, or stays',
    capability: 'manageStaff',
    command: (ask) => ({ type: 'EndAbsence', userId: userIn(ask) }),
  }),
  commandOn(staffMember)({
    ...ofStaff,
    method: 'POST',
    path: `${MEMBER}/departure`,
    summary: 'A member of staff no longer works here: their open tasks go to their manager',
    capability: 'manageStaff',
    body: BareRequest,
    command: (ask) => ({ type: 'RecordDeparture', userId: userIn(ask) }),
  }),
];

/** Within the caller's own organisation alone. */
async function absenceShown(ask: RequestContext, userId: string, organisationId: string | undefined) {
  const { actor, read, pseudonym, now } = ask;
  const isOwn = organisationId === undefined || organisationId === actor.organisationId;
  const { state } = await read.state(staffMember, pseudonym(userId));
  const absence = isOwn ? absenceAt(membershipAt(state, actor.organisationId), now) : undefined;
  return absence === undefined ? undefined : { from: absence.from, to: absence.to, deputyId: absence.deputyId };
}
