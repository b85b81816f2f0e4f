import { refuse } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import type { ConsentFacts } from '../facts.js';
import type { Requested, Signatory } from './events.js';

/** Which token roles may fill which place, for themselves. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  person: ['PE'],
  serviceManager: ['SM', 'RM'],
  manager: ['SM', 'RM'],
  keyworker: ['KW'],
  cpaCareCoordinator: ['CC'],
};
/** Names for one and the same place: the manager of a council-run home in Scotland signs once. */
const SAME_PLACE: Readonly<Record<string, readonly string[]>> = {
  manager: ['serviceManager'],
  serviceManager: ['manager'],
  person: ['personOrLawfulRepresentative', 'personOrRepresentative'],
};
/** Who may record what the person gave in another way than writing, before a witness (model §7). */
const RECORDERS = ['KW', 'SM', 'RM', 'CC'];

/** The place that is meant: the one that is named, else the one that the actor's role fills. Nobody fills another's (CITY-45). */
export function placeOf(role: string | undefined, { requiredSignatories }: Requested, actor: ActingParty): Signatory {
  const meant =
    role === undefined
      ? requiredSignatories.find(({ role: place }) => PLACES[place]?.some((one) => actor.roles.includes(one)) === true)
      : (requiredSignatories.find((one) => one.role === role) ??
        requiredSignatories.find((one) => SAME_PLACE[one.role]?.includes(role) === true));
  return meant ?? refuse('ROLE_NOT_PERMITTED');
}

/**
 * R22: the person's place is the person's own, the keyworker's that of the assigned keyworker, the manager's that of a manager of
 * the organisation that holds the plan, the care co-ordinator's a co-ordinator's of the one that holds the case now.
 */
export function fills(
  place: Signatory,
  { subjectId }: Requested,
  actor: ActingParty,
  personId: string | null,
  facts: ConsentFacts,
): boolean {
  const ofPlan = place.organisationId ?? facts.plans[subjectId]?.organisationId;
  const organisationId = place.role === 'cpaCareCoordinator' ? (caseHolder(facts) ?? ofPlan) : ofPlan;
  return holdsPlace({ ...place, organisationId }, actor, personId);
}

/** A place, and whose it is: that user's, or anybody's of its roles in that organisation. */
export interface Place {
  readonly role: string;
  readonly userId?: string | undefined;
  readonly organisationId?: string | undefined;
}

/** Whether a place is the actor's own. */
export function holdsPlace(
  { role, userId, organisationId }: Place,
  actor: ActingParty,
  personId: string | null,
): boolean {
  if (!rolesOf(role).some((one) => actor.roles.includes(one))) return false;
  if (role === 'person') return actor.personId === personId;
  return (
    (userId === undefined || userId === actor.userId) &&
    (organisationId === undefined || organisationId === '' || organisationId === actor.organisationId)
  );
}

/** The token roles that may fill a place. */
export function rolesOf(place: string): readonly string[] {
  return PLACES[place] ?? [];
}

/** The organisation of the case whose co-ordinator signs; a plan keeps the one that opened it. */
function caseHolder({ coordinators, caseHolders = {} }: ConsentFacts): string | undefined {
  return caseHolders[Object.keys(coordinators).at(-1) ?? ''];
}

export function mayRecord(actor: ActingParty): boolean {
  return RECORDERS.some((role) => actor.roles.includes(role));
}
