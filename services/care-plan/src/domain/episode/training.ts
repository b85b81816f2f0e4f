import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { NamedMember } from './commands.js';
import type { Member } from './events.js';
import type { EpisodeState } from './state.js';

/** What the provider recorded of its own staff; what was stored without an organisation counts for each. */
function trainingOf(userId: string, providerId: string, context: Context<CarePlanFacts>): CarePlanFacts['training'] {
  return context
    .about(context.pseudonym(userId))
    .training.filter(({ organisationId = providerId }) => organisationId === providerId);
}

/**
 * Who counts as new where nobody says so: those who join a team in which anybody's training is recorded, and those put under
 * a supervisor, until they are trained.
 */
export function newIn(
  userIds: readonly string[],
  providerId: string,
  { team }: EpisodeState,
  context: Context<CarePlanFacts>,
): (userId: string) => boolean {
  const recorded = userIds.some((userId) => trainingOf(userId, providerId, context).length > 0);
  const before = team?.members ?? [];
  const already = new Set([team?.keyworkerId, ...before.map(({ userId }) => userId)]);
  const supervised = new Set(
    before.flatMap(({ userId, supervisedBy }) => (supervisedBy === undefined ? [] : [userId])),
  );
  return (userId) => supervised.has(userId) || (recorded && !already.has(userId));
}

export function holdsTraining(userId: string, providerId: string, context: Context<CarePlanFacts>): boolean {
  const today = localDate(context.now);
  return trainingOf(userId, providerId, context).some(({ expiresOn }) => expiresOn === undefined || expiresOn >= today);
}

/** ENG-150: new staff without training that holds today work on a plan under a named supervisor, who is somebody else. */
export function trained(
  member: NamedMember,
  isNew: boolean,
  providerId: string,
  context: Context<CarePlanFacts>,
): Member {
  const { userId, purposes = ['carryThrough'], supervisedBy, newStaff = isNew } = member;
  if (
    newStaff &&
    !holdsTraining(userId, providerId, context) &&
    (supervisedBy === undefined || supervisedBy === userId)
  )
    refuse('TRAINING_REQUIRED', [userId]);
  return present({
    userId,
    purposes,
    supervisedBy,
    newStaff: member.newStaff,
  });
}
